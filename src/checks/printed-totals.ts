/**
 * printedTotals (R20): a printed 合计 or 小计 is the sum of its rows, and a count in its label is their number. 累计 goes beyond the
 * rows and 其中 is a part of them; neither is an addend nor a sum. People are not additive over items or months.
 */
import type { Books, FieldId, RecordRows, TotalsRow } from "../model.js";
import { cellAt, cellAtSheet, isContinuation, monthAt, nameCell, normalAt, shownOf, villageAt } from "./cells.js";
import type { CellAt, Check, CheckContext, Draft } from "./check.js";
import { monthText } from "./dates.js";
import { ownerOf } from "./draft.js";
import { codeOf, numberOf, numberText, sameNumber, textOf } from "./normal-values.js";
import { peopleOf } from "./people.js";
import { countInLabel, printedNumber } from "./printed-number.js";
import { MOST_ROWS_BEHIND } from "./supply-totals.js";
import { explainedByPerson, isStockField, supplyCause, type Off } from "./totals-explained.js";

/** Numbers that do not add up by their nature. */
const NOT_ADDITIVE: ReadonlySet<FieldId> = new Set(["age", "childNumber", "round", "month", "reportMonth"]);
/** Levels, not flows: additive over items, not over months. */
const LEVELS: ReadonlySet<FieldId> = new Set(["opening", "closing"]);

export const printedTotals: Check = (context) => {
  const drafts: Draft[] = [];
  const columns = additiveFields(context);
  const found: TotalFault[] = [];
  let seen = 0;
  context.books.blocks.forEach((rows, block) => {
    for (const total of rows.block.totals) {
      seen++;
      const fault = checkTotal(context, columns, block, rows, total);
      if (fault !== null) found.push(fault);
    }
  });
  if (seen === 0) return { drafts, notRun: context.say({ zh: "表里没有合计行", en: "no table has a totals row" }) };
  const labels = new Map<string, number>();
  for (const fault of found) labels.set(fault.key, (labels.get(fault.key) ?? 0) + 1);
  for (const fault of found) {
    // A grand total that adds up a wrong subtotal carries its error on: one finding, the subtotal's.
    if (found.some((inner) => inner !== fault && carries(fault, inner))) continue;
    const carried = found.filter((outer) => outer !== fault && carries(outer, fault));
    drafts.push(...draftsOf(context, fault, carried, (labels.get(fault.key) ?? 0) > 1));
  }
  return { drafts };
};

interface OffColumn extends Off {
  readonly cell: CellAt;
  readonly printed: number;
  readonly sum: number;
}

interface TotalFault {
  readonly block: number;
  readonly total: TotalsRow;
  readonly rows: readonly number[];
  readonly off: readonly OffColumn[];
  readonly key: string;
}

function additiveFields(context: CheckContext): ReadonlySet<FieldId> {
  return new Set(
    context.profile.fields
      .filter((field) => (field.type === "number" || field.type === "count") && !NOT_ADDITIVE.has(field.id))
      .map((field) => field.id),
  );
}

function checkTotal(
  context: CheckContext, additive: ReadonlySet<FieldId>, block: number, rows: RecordRows, total: TotalsRow,
): TotalFault | null {
  if (total.kind === "cumulative" || total.to <= total.from) return null;
  const { books } = context;
  const offset = books.offsets[block] ?? 0;
  const covered: number[] = [];
  for (let i = total.from; i < total.to; i++) covered.push(offset + i);
  const off: OffColumn[] = [];
  const label = total.kind === "ofWhich" ? NaN : countInLabel(total.label);
  if (!Number.isNaN(label) && !lawfulCounts(context, covered).has(label)) {
    const cell = cellAtSheet(block, total.row, labelColumn(rows, total), null, total.label, numberText(label));
    off.push({ field: "", difference: label - covered.length, cell, printed: label, sum: covered.length });
  }
  const names = rows.columns.get("name");
  const heads = names === undefined || names.at !== undefined || total.kind === "ofWhich" ? undefined : total.cells.get(names.column);
  const counted = heads === undefined ? NaN : printedNumber(heads);
  if (names !== undefined && Number.isNaN(label) && !Number.isNaN(counted) && !lawfulCounts(context, covered).has(counted)) {
    const cell = cellAtSheet(block, total.row, names.column, null, shownOf(heads ?? null), numberText(counted));
    off.push({ field: "", difference: counted - covered.length, cell, printed: counted, sum: covered.length });
  }
  for (const [field, column] of rows.columns) {
    const printedCell = column.at === undefined ? total.cells.get(column.column) : undefined;
    if (printedCell === undefined || printedCell === null || !additive.has(field)) continue;
    const printed = printedNumber(printedCell);
    if (Number.isNaN(printed) || !addsUp(context, covered, field)) continue;
    const sums = lawfulSums(context, covered, field);
    if (sums === null) continue;
    const [sum = 0] = sums;
    const wrong = total.kind === "ofWhich" ? printed > sum + 1e-6 && !sums.some((each) => each >= printed) : !sums.some((each) => sameNumber(each, printed));
    if (!wrong) continue;
    const cell = cellAtSheet(block, total.row, column.column, field, shownOf(printedCell), numberText(printed));
    off.push({ field, difference: printed - sum, cell, printed, sum });
  }
  if (off.length === 0) return null;
  return { block, total, rows: covered, off, key: keyOf(context, rows, total, covered) };
}

/** The label's cell: the leftmost column that holds no printed number. */
function labelColumn(rows: RecordRows, total: TotalsRow): number {
  const free = rows.block.columns.map((column) => column.column).filter((column) => !total.cells.has(column));
  return free.length === 0 ? 0 : Math.min(...free);
}

/** Whether the column is additive over these rows. */
function addsUp(context: CheckContext, rows: readonly number[], field: FieldId): boolean {
  if (field !== "users" && !LEVELS.has(field)) return true;
  const { books } = context;
  const places = new Set<string>();
  const things = new Set<string>();
  for (const row of rows) {
    const month = monthAt(books, row);
    const item = codeOf(normalAt(books, row, "item"));
    if (field === "users") {
      things.add(`${item}|${textOf(normalAt(books, row, "specification"))}|${month}`);
      places.add(String(villageAt(books, row)));
    } else things.add(String(month));
  }
  return things.size === 1 && (field !== "users" || places.size === rows.length);
}

/** The sums a clerk may lawfully print: all rows, or without the closed ones; null where a cell cannot be added. */
function lawfulSums(context: CheckContext, rows: readonly number[], field: FieldId): readonly number[] | null {
  const { books } = context;
  const people = peopleOf(context);
  let all = 0;
  let open = 0;
  const units = new Set<string>();
  for (const row of rows) {
    const value = normalAt(books, row, field);
    if (value === null || value.state === "invalid") return null;
    // An empty cell of a required column is a finding of its own, and the total tells what it should hold.
    if (value.state === "blank") {
      if (field === "quantity") return null;
      continue;
    }
    const number = numberOf(value);
    if (value.type === "number") units.add(value.unit);
    all += number;
    if (people.closed(row) === "") open += number;
  }
  return units.size > 1 ? null : [all, open];
}

/** How many rows, people, open rows or couples these rows may be counted as. */
function lawfulCounts(context: CheckContext, rows: readonly number[]): ReadonlySet<number> {
  const { books, entities } = context;
  const people = peopleOf(context);
  const persons = new Set<number>();
  let open = 0;
  let twins = 0;
  for (const row of rows) {
    persons.add(entities.of[row] ?? -1);
    if (people.closed(row) === "") open++;
    if (isContinuation(books, row)) twins++;
  }
  return new Set([rows.length, open, persons.size, rows.length - twins]);
}

/** Address-free key of a totals row. */
function keyOf(context: CheckContext, rows: RecordRows, total: TotalsRow, covered: readonly number[]): string {
  const village = commonVillage(context.books, covered);
  const months = new Set(covered.map((row) => monthAt(context.books, row)));
  const [month] = months.size === 1 ? months : [-1];
  return [rows.record, context.books.villages[village] ?? "", month === undefined || month < 0 ? "" : monthText(month), total.kind, total.label.replace(/[\s\d]/g, "")].join("|");
}

function commonVillage(books: Books, rows: readonly number[]): number {
  const villages = new Set(rows.map((row) => villageAt(books, row)));
  const [village = -1] = villages;
  return villages.size === 1 ? village : -1;
}

/** True if the outer total is off by just what the inner one is off by, and covers its rows. */
function carries(outer: TotalFault, inner: TotalFault): boolean {
  return (
    outer.block === inner.block && outer.total.kind === "total" && inner.total.kind === "subtotal" &&
    outer.total.from <= inner.total.from && outer.total.to >= inner.total.to &&
    outer.off.length === inner.off.length &&
    outer.off.every((column) => inner.off.some((other) => other.field === column.field && sameNumber(other.difference, column.difference)))
  );
}

function draftsOf(context: CheckContext, fault: TotalFault, carried: readonly TotalFault[], repeated: boolean): Draft[] {
  const { books } = context;
  const { off, rows } = fault;
  const record = books.blocks[fault.block]?.record ?? "";
  const stock = off.find((column) => isStockField(column.field) || column.field === "quantity");
  const cause = stock === undefined || fault.total.kind === "ofWhich" ? null : supplyCause(context, rows, stock);
  if (cause === null && fault.total.kind !== "ofWhich" && explainedByPerson(context, rows, off)) return [];
  // Of several totals that would share a key, the first name among the rows tells which one is meant.
  const own = repeated ? `${fault.key}|${firstName(books, rows)}` : fault.key;
  const [one] = off;
  const single = off.length === 1 && one !== undefined ? one : null;
  const cells = [...off.map((column) => column.cell), ...carried.flatMap((outer) => outer.off.map((column) => column.cell))];
  const field = single === null || single.field === "" ? null : single.field;
  const addends = rows.slice(0, MOST_ROWS_BEHIND).map((row) => (field === null ? null : cellAt(books, row, field)) ?? nameCell(books, row));
  return [
    {
      kind: "total",
      check: context.spec.id,
      field: cause?.field ?? field,
      village: cause?.village ?? commonVillage(books, rows),
      entity: -1,
      thing: cause?.key ?? `${own}|${field ?? (single === null ? "row" : "count")}`,
      cells: [...cells, ...addends],
      suspect: null,
      owner: ownerOf(context, record),
      why: context.say(words(context, fault, carried.length > 0)),
      certainty: 1,
      because: [],
    },
  ];
}

function firstName(books: Books, rows: readonly number[]): string {
  return rows.map((row) => nameCell(books, row).normal).reduce((least, name) => (name < least ? name : least), "\uffff");
}

function words(context: CheckContext, fault: TotalFault, carried: boolean): { readonly zh: string; readonly en: string } {
  const { off, rows, total } = fault;
  const partsZh: string[] = [];
  const partsEn: string[] = [];
  for (const column of off) {
    const name = column.field === "" ? { zh: "行数", en: "rows" } : { zh: context.fieldName(column.field), en: context.fieldName(column.field) };
    const least = total.kind === "ofWhich";
    partsZh.push(`${name.zh}写${numberText(column.printed)},${least ? "多于总数" : "实为"}${numberText(column.sum)}`);
    partsEn.push(`${name.en} says ${numberText(column.printed)}, ${least ? "more than the whole" : "the rows give"} ${numberText(column.sum)}`);
  }
  const recordName = context.recordName(context.books.blocks[fault.block]?.record ?? "");
  const tailZh = carried ? "合计行也跟着错。" : "";
  const tailEn = carried ? " The grand total carries the error on." : "";
  return {
    zh: `${recordName}“${total.label.trim()}”与上面${rows.length}行不符:${partsZh.join(";")}。${tailZh}请重新加一遍并改正。`,
    en: `${recordName}, totals row "${total.label.trim()}" does not fit its ${rows.length} rows: ${partsEn.join("; ")}.${tailEn} Add them up again and correct.`,
  };
}
