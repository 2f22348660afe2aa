/**
 * Drafts of all checks become findings: one error, one finding. What several checks say about one fact is merged (the first check
 * of the contract's table names it), what a value says against itself joins the finding about that value, every record's cell of
 * the field is set beside it, and the odd one out comes first.
 */
import type { CheckId, FieldId, Normal, RecordId } from "../model.js";
import { cellAt, normalAt, rowOfCell } from "./cells.js";
import type { CellAt, CheckContext, Draft } from "./check.js";
import { observations, suspectOf, type Observation } from "./consensus.js";
import { ownerOf } from "./draft.js";

/** A draft that stands for all its kin, with the number of disagreements that one correction clears. */
export interface Merged {
  readonly draft: Draft;
  readonly clears: number;
}

/** One cell of one sheet, whichever of the sheet's blocks speaks of it (a wide sheet's blocks share the name column). */
function keyOfCell(context: CheckContext, cell: CellAt): string {
  const block = context.books.blocks[cell.block]?.block;
  return `${block?.file ?? ""}|${block?.sheet ?? ""}|${cell.sheetRow}|${cell.column}`;
}

/** @param order checks in the order of the profile's table */
export function assemble(context: CheckContext, drafts: readonly Draft[], order: readonly CheckId[]): Merged[] {
  const rank = new Map(order.map((check, i) => [check, i]));
  const sorted = [...drafts].sort((a, b) => (rank.get(a.check) ?? 99) - (rank.get(b.check) ?? 99));
  const facts: Draft[] = [];
  const rest: Draft[] = [];
  for (const draft of sorted) (isFact(draft) ? facts : rest).push(draft);
  const merged = mergeFacts(context, facts);
  const byCell = new Map<string, Merged[]>();
  for (const one of merged) {
    for (const cell of one.draft.cells) {
      const list = byCell.get(keyOfCell(context, cell));
      if (list === undefined) byCell.set(keyOfCell(context, cell), [one]);
      else list.push(one);
    }
  }
  const joined = new Map<Merged, Draft[]>();
  const alone: Draft[] = [];
  for (const draft of rest) {
    const home = draft.kind === "invalid" || (draft.kind === "review" && draft.field !== null) ? homeOf(context, draft, byCell) : null;
    if (home === null) alone.push(draft);
    else joined.set(home, [...(joined.get(home) ?? []), draft]);
  }
  return [...merged.map((one) => withJoined(context, one, joined.get(one) ?? [])), ...mergeThings(context, alone)];
}

/** Does the draft set values of one person's field side by side? */
function isFact(draft: Draft): boolean {
  return draft.entity >= 0 && draft.field !== null && (draft.kind === "mismatch" || (draft.kind === "review" && draft.check !== "rowLogic"));
}

/** The finding about a value that an `invalid` speaks of: the same cell in a mismatch of the same person. */
function homeOf(context: CheckContext, draft: Draft, byCell: ReadonlyMap<string, readonly Merged[]>): Merged | null {
  for (const cell of draft.cells) {
    for (const one of byCell.get(keyOfCell(context, cell)) ?? []) {
      if (one.draft.kind === "mismatch" && (draft.entity < 0 || one.draft.entity === draft.entity)) return one;
    }
  }
  return null;
}

function withJoined(context: CheckContext, one: Merged, extra: readonly Draft[]): Merged {
  if (extra.length === 0) return one;
  const said = [...new Set(extra.map((draft) => draft.why))].filter((why) => !one.draft.why.includes(why));
  return { draft: { ...one.draft, why: inOne(context, [one.draft.why, ...said]) }, clears: one.clears + extra.length };
}

/** Several sentences as one, without a full stop before the semicolon. */
function inOne(context: CheckContext, sentences: readonly string[]): string {
  return sentences.map((sentence, i) => (i < sentences.length - 1 ? sentence.replace(/[。.]$/, "") : sentence)).join(context.language === "zh" ? ";" : "; ");
}

/** Mismatches of one person about one fact: the same thing and field, or sharing the cell that both speak of. */
function mergeFacts(context: CheckContext, facts: readonly Draft[]): Merged[] {
  const parent = facts.map((_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] ?? i;
    return i;
  };
  const union = (i: number, j: number): void => {
    const a = find(i);
    const b = find(j);
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  const first = new Map<string, number>();
  facts.forEach((draft, i) => {
    const keys = [`${draft.entity}|${draft.thing}|${base(draft.field)}`];
    for (const cell of draft.cells) {
      // The cell of the field itself; a naming cell that stands in for a missing column ties nothing together.
      if (cell.field !== "name" || draft.field === "name") keys.push(`${draft.entity}|@${keyOfCell(context, cell)}`);
    }
    for (const key of keys) {
      const known = first.get(key);
      if (known === undefined) first.set(key, i);
      else union(i, known);
    }
  });
  const groups = new Map<number, Draft[]>();
  facts.forEach((draft, i) => {
    const root = find(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [draft]);
    else group.push(draft);
  });
  return [...groups.values()].map((group) => oneFact(context, group));
}

const base = (field: FieldId | null): string => (field ?? "").split("#")[0] ?? "";

function oneFact(context: CheckContext, group: readonly Draft[]): Merged {
  const real = group.filter((draft) => draft.kind === "mismatch");
  const main = real[0] ?? group[0];
  if (main === undefined) throw new RangeError("an empty group of drafts");
  const field = main.field ?? "";
  const used = real.length > 0 ? real : group;
  const all = observations(context, main.entity, field);
  const cells = new Map<string, { cell: CellAt; record: RecordId }>();
  const add = (cell: CellAt): void => {
    if (!cells.has(keyOfCell(context, cell))) cells.set(keyOfCell(context, cell), { cell, record: context.books.blocks[cell.block]?.record ?? "" });
  };
  for (const draft of used) for (const cell of draft.cells) add(cell);
  for (const one of all) {
    const cell = cellAt(context.books, one.row, one.field);
    if (cell !== null) add(cell);
  }
  const voted = suspectOf(context, main.entity, field, [...all, ...otherFields(context, used, all, field)]);
  const given = new Set(used.map((draft) => draft.suspect).filter((suspect) => suspect !== null));
  const settled = used.find((draft) => draft.decided === true);
  const suspect = settled !== undefined ? settled.suspect : voted ?? (given.size === 1 ? ([...given][0] ?? null) : null);
  const order = new Map(context.profile.records.map((record, i) => [record.id, i]));
  const place = (record: RecordId): number => (record === suspect ? -1 : (order.get(record) ?? 99));
  const odd = suspect === null ? "" : (all.find((one) => one.record === suspect)?.value.text ?? "");
  const sorted = [...cells.values()].sort((a, b) => place(a.record) - place(b.record) || Number(b.cell.normal === odd) - Number(a.cell.normal === odd));
  const draft: Draft = {
    ...main,
    cells: sorted.map((one) => one.cell),
    suspect: main.kind === "review" ? null : suspect,
    owner: ownerOf(context, suspect),
    why: settled !== undefined ? settled.why : main.kind === "review" || used.some((one) => one.suspect !== null) ? main.why : sentence(context, field, sorted, suspect, main),
    certainty: Math.min(...used.map((one) => one.certainty)),
    because: [...new Set(used.flatMap((one) => one.because))],
  };
  // Only where the odd record says it in one single cell does one correction clear all of it.
  const cellsToChange = suspect === null ? 0 : sorted.filter((one) => one.record === suspect && !agreesWithOthers(context, field, one, all, suspect)).length;
  return { draft, clears: cellsToChange === 1 ? used.length : 1 };
}

/** Does the suspect record's cell say what the other records say? */
function agreesWithOthers(context: CheckContext, field: FieldId, one: { readonly cell: CellAt; readonly record: RecordId }, all: readonly Observation[], suspect: RecordId): boolean {
  const value = valueAt(context, one.cell);
  const other = all.find((each) => each.record !== suspect);
  return value !== null && other !== undefined && value.type === other.value.type && context.compare(field, value, other.value) !== "different";
}

/** Cells of other fields that state the same fact (a slip's event date beside the ledger's method date) vote too. */
function otherFields(context: CheckContext, drafts: readonly Draft[], all: readonly Observation[], field: FieldId): Observation[] {
  const found: Observation[] = [];
  const seen = new Set(all.map((one) => `${one.record}|${one.value.text}`));
  const type = context.profile.fields.find((spec) => spec.id === base(field))?.type;
  for (const draft of drafts) {
    for (const cell of draft.cells) {
      if (cell.field === null || cell.field === field || cell.field === "name") continue;
      const block = context.books.blocks[cell.block];
      const value = valueAt(context, cell);
      if (block === undefined || value === null || value.state === "blank") continue;
      const dates = value.type === "date" && (type === "date" || type === "month");
      const key = `${block.record}|${value.text}`;
      if ((!dates && value.type !== type) || seen.has(key)) continue;
      seen.add(key);
      found.push({ row: -1, record: block.record, field: cell.field, value });
    }
  }
  return found;
}

/** The normal value behind a cell, null where it belongs to no data row. */
function valueAt(context: CheckContext, cell: CellAt): Normal | null {
  const row = cell.field === null ? -1 : rowOfCell(context.books, cell);
  return row < 0 || cell.field === null ? null : normalAt(context.books, row, cell.field);
}

/** One plain sentence: what differs, between which records, and who is probably wrong. The values stand in the cells. */
function sentence(context: CheckContext, field: FieldId, cells: readonly { cell: CellAt; record: RecordId }[], suspect: RecordId | null, main: Draft): string {
  const name = context.fieldName(base(field));
  const others = new Set(cells.filter((one) => one.record !== suspect).map((one) => one.record)).size;
  const tail = suspect === null ? "" : context.say({ zh: `。可能写错:${context.recordName(suspect)}(另 ${others} 本一致)`, en: `. Probably wrong: ${context.recordName(suspect)} (${others} other records agree)` });
  if (main.field === "village" || main.field === "event") return `${main.why}${tail}`;
  const positions = base(field) === "idNumber" ? differingPlaces(context, cells.map((one) => one.cell.normal)) : "";
  const sides = new Map<string, Set<string>>();
  for (const { cell, record } of cells) {
    const side = sides.get(cell.normal);
    if (side === undefined) sides.set(cell.normal, new Set([context.recordName(record)]));
    else side.add(context.recordName(record));
  }
  const zh = suspect !== null ? "" : `:${[...sides.values()].map((side) => [...side].join("、")).join(" 与 ")} 不同`;
  const en = suspect !== null ? "" : `: ${[...sides.values()].map((side) => [...side].join(", ")).join(" against ")}`;
  return `${context.say({ zh: `${name}不一致`, en: `${name} differs` })}${positions}${context.say({ zh, en })}${tail}`;
}

/** Which places of the ID numbers differ, since a mask may hide them. */
function differingPlaces(context: CheckContext, values: readonly string[]): string {
  const ids = [...new Set(values.filter((value) => value !== ""))];
  const first = ids[0];
  if (first === undefined || ids.length < 2) return "";
  if (ids.some((id) => id.length !== first.length)) return context.say({ zh: "(位数不同)", en: " (different number of digits)" });
  const places: number[] = [];
  for (let i = 0; i < first.length; i++) if (ids.some((id) => id[i] !== first[i] && id[i] !== "?" && first[i] !== "?")) places.push(i + 1);
  return context.say({ zh: `(第 ${places.join("、")} 位不同)`, en: ` (they differ at position ${places.join(", ")})` });
}

/** Missing, ended, duplicate and totals: one finding per person or thing, whichever checks saw it. */
function mergeThings(context: CheckContext, drafts: readonly Draft[]): Merged[] {
  const groups = new Map<string, Draft[]>();
  drafts.forEach((draft, i) => {
    const key = keyOfThing(draft) ?? `#${i}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  });
  return [...groups.values()].map((group) => {
    const first = group[0];
    if (first === undefined) throw new RangeError("an empty group of drafts");
    const seen = new Set<string>();
    const cells = group.flatMap((draft) => draft.cells).filter((cell) => {
      const key = keyOfCell(context, cell);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    const why = [...new Set(group.map((draft) => draft.why))];
    return { draft: { ...first, cells, why: inOne(context, why.slice(0, 3)) }, clears: group.length };
  });
}

function keyOfThing(draft: Draft): string | null {
  switch (draft.kind) {
    case "missing":
      return `missing|${draft.entity}|${draft.absentFrom ?? ""}|${draft.thing}|${draft.entity < 0 ? draft.village : ""}`;
    case "ended":
      return draft.entity < 0 ? null : `ended|${draft.entity}|${draft.thing === "flow" ? "flow" : ""}`;
    case "total":
      return `total|${draft.thing}|${draft.village}`;
    case "duplicate":
      return draft.entity >= 0 ? `duplicate|${draft.entity}|${draft.thing}|${draft.cells[0]?.block ?? -1}` : null;
    default:
      return null;
  }
}
