/** Small makers of drafts that all person checks share: who owns a correction, and the usual sentences. */
import type { FieldId, RecordId } from "../model.js";
import { cellAt, nameCell, recordOf, villageAt } from "./cells.js";
import type { CellAt, CheckContext, Draft } from "./check.js";
import { peopleOf } from "./people.js";

/** Who corrects a record. */
export function ownerOf(context: CheckContext, record: RecordId | null): "village" | "township" | "source" {
  if (record === null) return "source";
  return context.profile.records.find((spec) => spec.id === record)?.owner ?? "source";
}

/** The person's village: the first ledger's (the hand ledger comes first in the profile), else the row's own. */
export function villageOf(context: CheckContext, entity: number, row: number): number {
  const people = peopleOf(context);
  for (const record of context.profile.records) {
    if (record.rowKind !== "person" || entity < 0) continue;
    // A person twice in one book: the first village by name, whatever the order of sheets.
    const villages = people.rows(entity, record.id).map((mine) => villageAt(context.books, mine)).filter((village) => village >= 0);
    if (villages.length > 0) return Math.min(...villages);
  }
  return villageAt(context.books, row);
}

/** Two rows of a person say different things in a field (or one word each: see `fieldB`). */
export function mismatch(
  context: CheckContext,
  entity: number,
  field: FieldId,
  parts: readonly { readonly row: number; readonly field?: FieldId }[],
  more: { readonly thing?: string; readonly why?: string; readonly review?: boolean; readonly suspect?: RecordId | null; readonly decided?: boolean } = {},
): Draft {
  const cells = parts.map((part) => cellAt(context.books, part.row, part.field ?? field) ?? nameCell(context.books, part.row));
  const first = parts[0]?.row ?? 0;
  const name = context.fieldName(field.split("#")[0] ?? field);
  const link = context.entities.link(parts[parts.length - 1]?.row ?? first);
  const said = parts.map((part, i) => `${context.recordName(recordOf(context.books, part.row))} ${quoted(context, cells[i])}`);
  return {
    kind: more.review === true ? "review" : "mismatch",
    check: context.spec.id,
    field,
    village: villageOf(context, entity, first),
    entity,
    thing: more.thing ?? "",
    cells,
    suspect: more.suspect ?? null,
    owner: ownerOf(context, more.suspect ?? null),
    why: more.why ?? context.say({ zh: `${name}不一致:${said.join(",")}`, en: `${name} differs: ${said.join(", ")}` }),
    certainty: link.certainty,
    because: link.because,
    ...(more.decided === true ? { decided: true } : {}),
  };
}

/** What a cell shows, or that it is empty. */
export function quoted(context: CheckContext, cell: CellAt | undefined): string {
  if (cell === undefined || cell.shown === "") return context.say({ zh: "空白", en: "blank" });
  return context.language === "zh" ? `“${cell.shown}”` : `"${cell.shown}"`;
}

/** A person or event stands in some rows and not in a record that must have it. */
export function absent(
  context: CheckContext,
  entity: number,
  rows: readonly number[],
  from: RecordId,
  more: { readonly thing?: string; readonly why: string; readonly review?: boolean; readonly extra?: readonly CellAt[] },
): Draft {
  const first = rows[0] ?? 0;
  const link = context.entities.link(first);
  const draft: Draft = {
    kind: more.review === true ? "review" : "missing",
    check: context.spec.id,
    field: null,
    village: villageOf(context, entity, first),
    entity,
    thing: more.thing ?? "",
    cells: [...rows.map((row) => nameCell(context.books, row)), ...(more.extra ?? [])],
    suspect: null,
    owner: ownerOf(context, from),
    why: more.why,
    certainty: link.certainty,
    because: link.because,
  };
  return { ...draft, absentFrom: from };
}

/** Name of a person as the first row that has one writes it. */
export function personName(context: CheckContext, rows: readonly number[]): string {
  for (const row of rows) {
    const cell = cellAt(context.books, row, "name");
    if (cell !== null && cell.normal !== "") return cell.normal;
  }
  return context.say({ zh: "(姓名空白)", en: "(no name)" });
}
