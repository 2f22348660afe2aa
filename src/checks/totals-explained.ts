/**
 * One error, one finding: a printed total that no longer fits its rows because one of them is wrong, missing or twice is not a second
 * error. Here a difference is traced to the row that another check already names.
 */
import type { CheckContext } from "./check.js";
import { normalAt, recordOf, villageAt } from "./cells.js";
import { numberOf, sameNumber } from "./normal-values.js";
import { peopleOf } from "./people.js";
import { cellKey, supplyAnalysis } from "./supply-diagnosis.js";
import type { StockField } from "./supply-lines.js";

/** A column of a totals row whose printed number is not the sum: `difference` = printed − sum. */
export interface Off {
  readonly field: string; // "" for the count of rows
  readonly difference: number;
}

/** The supplies' finding that also explains a totals row; drafts of kind total with this key become one finding. */
export interface SupplyCause {
  readonly key: string;
  readonly field: string;
  readonly village: number;
}

/** A report or ledger cell that supplyTotals or supplyBalance calls wrong by exactly the difference; null unless exactly one. */
export function supplyCause(context: CheckContext, rows: readonly number[], off: Off): SupplyCause | null {
  const analysis = supplyAnalysis(context);
  const covered = new Set(rows);
  const found: SupplyCause[] = [];
  for (const fault of analysis.faults) {
    if (fault.field !== off.field || fault.review || !fault.line.rows.some((row) => covered.has(row))) continue;
    if (sameNumber(fault.expected - fault.line.values[fault.field], off.difference)) {
      found.push({ key: cellKey(fault.line, fault.field), field: fault.field, village: fault.line.village });
    }
  }
  if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
  const ledger = off.field === "quantity";
  for (const compared of analysis.issued.all) {
    if (compared.state !== "different" || compared.joined === true || compared.transfer !== undefined) continue;
    const key = compared.lines[0] === undefined ? `${compared.key}|issued` : cellKey(compared.lines[0], "issued");
    // The ledger's own total contradicts its rows the way the report does: a ledger row is wrong or missing.
    if (ledger && sameNumber(compared.difference, off.difference) && touchesVillage(context, rows, compared.village)) {
      found.push({ key, field: "issued", village: compared.village });
    }
    // The report's total still counts a line that the report lacks.
    if (off.field === "issued" && compared.lines.length === 0 && sameNumber(compared.sum, off.difference) && touchesVillage(context, rows, compared.village)) {
      found.push({ key, field: "issued", village: compared.village });
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function touchesVillage(context: CheckContext, rows: readonly number[], village: number): boolean {
  return village < 0 || rows.some((row) => villageAt(context.books, row) === village || villageAt(context.books, row) < 0);
}

/** Fields of the report's lines that the supplies' analysis speaks of. */
export function isStockField(field: string): field is StockField {
  return field === "opening" || field === "received" || field === "issued" || field === "lost" || field === "closing";
}

/**
 * Whether one row explains all columns that are off: a number that the person's other records contradict by exactly the difference,
 * a person entered twice, or a person whom another record has and this one lacks. Each of these is a finding of another check.
 */
export function explainedByPerson(context: CheckContext, rows: readonly number[], off: readonly Off[]): boolean {
  const [first] = rows;
  const { books, entities } = context;
  if (first === undefined || off.length === 0) return false;
  const record = recordOf(books, first);
  const people = peopleOf(context);
  const kind = context.profile.records.find((spec) => spec.id === record)?.rowKind;
  const seen = new Map<string, number>();
  for (const row of rows) {
    const entity = entities.of[row] ?? -1;
    if (entity < 0) continue;
    if (off.every((column) => column.field !== "" && contradicted(context, entity, row, column))) return true;
    // One row per person: the person is enough. Elsewhere a person may lawfully stand in many rows, and only an exact repeat counts.
    const print = kind === "person" ? String(entity) : `${entity}|${repeatPrint(context, row)}`;
    if (seen.has(print) && off.every((column) => sameNumber(valueOf(context, row, column.field), -column.difference))) return true;
    seen.set(print, row);
  }
  // Missing persons: in the other records of persons of the same villages.
  const villages = new Set(rows.map((row) => villageAt(books, row)));
  const siblings = context.profile.records.filter((spec) => spec.rowKind === kind && spec.id !== record).map((spec) => spec.id);
  for (let b = 0; b < books.blocks.length; b++) {
    const block = books.blocks[b];
    if (block === undefined || !siblings.includes(block.record)) continue;
    const offset = books.offsets[b] ?? 0;
    for (let row = offset; row < offset + block.count; row++) {
      if (!villages.has(villageAt(books, row))) continue;
      const entity = entities.of[row] ?? -1;
      if (entity < 0 || people.rows(entity, record).length > 0 || people.closed(row) !== "") continue;
      if (off.every((column) => sameNumber(valueOf(context, row, column.field), column.difference))) return true;
    }
  }
  return false;
}

/** The row's addend in a column; a count of rows adds 1. */
function valueOf(context: CheckContext, row: number, field: string): number {
  return field === "" ? 1 : numberOf(normalAt(context.books, row, field));
}

/** What tells two lawful rows of one person apart. */
function repeatPrint(context: CheckContext, row: number): string {
  return ["event", "eventDate", "childName", "matter", "matterDate", "round", "checkDate", "item", "issueDate", "quantity", "outDate", "inDate"]
    .map((field) => normalAt(context.books, row, field)?.text ?? "")
    .join("|");
}

function contradicted(context: CheckContext, entity: number, row: number, off: Off): boolean {
  const { books, entities } = context;
  const own = valueOf(context, row, off.field);
  const record = recordOf(books, row);
  for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
    const other = entities.rows[i];
    if (other === undefined || recordOf(books, other) === record) continue;
    if (sameNumber(valueOf(context, other, off.field) - own, off.difference)) return true;
  }
  return false;
}
