/**
 * Which one cell of the report is wrong: each line's balance (R14), the chain of closings and openings, the ledger behind the
 * issued number (R13) and the township's number behind the received one (R15) are equations; the cell that breaks all the broken ones is
 * the cell to correct. Computed once per run and shared, so that supplyTotals, supplyBalance and printedTotals name the same cell.
 */
import type { Books, MonthNumber } from "../model.js";
import type { CheckContext } from "./check.js";
import { normalAt } from "./cells.js";
import { sameNumber } from "./normal-values.js";
import { compareIssued, type IssuedComparison, type IssuedComparisons } from "./supply-comparison.js";
import { readSupplyRows, unitFactor, type StockField, type StockLine, type SupplyRows } from "./supply-lines.js";

/** A report cell that its own row and its neighbours contradict. */
export interface CellFault {
  readonly line: StockLine;
  readonly field: StockField;
  /** What the cell should say if all other cells are right; NaN where no single value would do. */
  readonly expected: number;
  readonly kind: "row" | "chain";
  /** The neighbouring line whose opening or closing disagrees too, if one does. */
  readonly neighbour: StockLine | null;
  /** A lawful reason is as likely: goods moved across the month's end. */
  readonly review: boolean;
}

/** Village lines of an item and month against the township's line (R15). */
export interface TownshipComparison {
  readonly township: StockLine;
  readonly lines: readonly StockLine[];
  readonly stated: number; // issued by the township
  readonly sum: number; // received by the villages
  readonly difference: number; // stated − sum, NaN where not comparable
  readonly review: boolean;
  readonly joined: boolean;
}

export interface SupplyAnalysis {
  readonly rows: SupplyRows;
  readonly issued: IssuedComparisons;
  readonly received: readonly ReceivedComparison[];
  readonly township: readonly TownshipComparison[];
  readonly faults: readonly CellFault[];
}

/** The ledger's stock moves against the report's received number. */
export interface ReceivedComparison {
  readonly line: StockLine;
  readonly rows: readonly number[];
  readonly sum: number;
  readonly difference: number; // stated − sum
}

/** Key of a report cell, the same in every check; drafts of kind total with one key become one finding. */
export function cellKey(line: StockLine, field: StockField): string {
  return `${line.key}|${field}`;
}

const analyses = new WeakMap<Books, SupplyAnalysis>();

/** The run's supplies, analysed once. */
export function supplyAnalysis(context: CheckContext): SupplyAnalysis {
  let analysis = analyses.get(context.books);
  if (analysis === undefined) {
    const { profile, books } = context;
    const rows = readSupplyRows(profile, books);
    const issued = compareIssued(profile, books, rows);
    const received = compareReceived(rows);
    const township = compareTownship(context, rows);
    const faults = diagnose(books, rows, issued, received, township);
    analyses.set(books, (analysis = { rows, issued, received, township, faults }));
  }
  return analysis;
}

function compareReceived(rows: SupplyRows): ReceivedComparison[] {
  const found: ReceivedComparison[] = [];
  const sums = new Map<string, { sum: number; rows: number[] }>();
  const present = new Set<string>();
  const keyOf = (each: { readonly village: number; readonly item: string; readonly spec: string; readonly unit: string; readonly month: number }): string =>
    [each.village, each.item, each.spec, each.unit, each.month].join("|");
  for (const receipt of rows.receipts) {
    // One unreadable receipt leaves every sum of its village open.
    if (receipt.item === "" || receipt.month < 0 || Number.isNaN(receipt.quantity)) return [];
    present.add(`${receipt.village}|${receipt.item}`);
    const key = keyOf(receipt);
    const held = sums.get(key);
    if (held === undefined) sums.set(key, { sum: receipt.quantity, rows: [receipt.row] });
    else {
      held.sum += receipt.quantity;
      held.rows.push(receipt.row);
    }
  }
  for (const line of rows.lines) {
    if (line.blank.has("received") || Number.isNaN(line.values.received)) continue;
    const behind = sums.get(keyOf(line));
    // Nothing behind the number is comparable only where the village's stock moves of the item are in the ledger at all.
    if (behind === undefined && !present.has(`${line.village}|${line.item}`)) continue;
    const sum = behind?.sum ?? 0;
    found.push({ line, rows: behind?.rows ?? [], sum, difference: line.values.received - sum });
  }
  return found;
}

function compareTownship(context: CheckContext, rows: SupplyRows): TownshipComparison[] {
  const { books, profile } = context;
  const villageLines = rows.lines.filter((line) => line.village >= 0);
  const townshipLines = rows.lines.filter((line) => line.village < 0);
  if (villageLines.length === 0 || townshipLines.length === 0) return [];
  const expected = new Set<number>();
  for (const part of books.parts) if (part.village >= 0 && part.rows > 0) expected.add(part.village);
  for (const line of villageLines) expected.add(line.village);
  const arrived = new Map<MonthNumber, Set<number>>();
  const byItem = new Map<string, StockLine[]>();
  for (const line of villageLines) {
    let villages = arrived.get(line.month);
    if (villages === undefined) arrived.set(line.month, (villages = new Set()));
    villages.add(line.village);
    const key = `${line.item}|${line.month}`;
    const held = byItem.get(key);
    if (held === undefined) byItem.set(key, [line]);
    else held.push(line);
  }
  const found: { -readonly [K in keyof TownshipComparison]: TownshipComparison[K] }[] = [];
  for (const township of townshipLines) {
    if (arrived.get(township.month)?.size !== expected.size || township.blank.has("issued")) continue;
    const all = byItem.get(`${township.item}|${township.month}`) ?? [];
    const withSpec = township.spec !== "" && all.every((line) => line.spec !== "");
    const lines = withSpec ? all.filter((line) => line.spec === township.spec) : all;
    // The township keeps an item in boxes and in pieces on two lines: together they are what the villages took in.
    const parts = townshipLines.filter((line) => line.item === township.item && line.month === township.month && line.spec === township.spec).sort((a, b) => (a.unit < b.unit ? -1 : 1));
    if (parts[0] !== township || (!withSpec && townshipLines.some((line) => !parts.includes(line) && line.item === township.item && line.month === township.month))) continue;
    let sum = 0;
    for (const line of lines) {
      const factor = line.unit === township.unit ? 1 : unitFactor(profile, line.item, line.unit) / unitFactor(profile, line.item, township.unit);
      sum += line.values.received * factor;
    }
    const stated = parts.reduce((total, line) => total + line.values.issued * (line.unit === township.unit ? 1 : unitFactor(profile, line.item, line.unit) / unitFactor(profile, line.item, township.unit)), 0);
    found.push({ township, lines, stated, sum, difference: stated - sum, review: false, joined: false });
  }
  for (const one of found) {
    // Sent out at the end of a month, taken in at the start of the next.
    const next = found.find(
      (other) => other.township.month === one.township.month + 1 && other.township.item === one.township.item && other.township.spec === one.township.spec,
    );
    if (next === undefined || Number.isNaN(one.difference) || sameNumber(one.difference, 0) || one.joined) continue;
    if (sameNumber(next.difference, -one.difference)) {
      one.review = true;
      next.joined = true;
    }
  }
  return found;
}

/** What other records say about a line's cells: stated − told, NaN where nothing tells. */
interface Evidence {
  readonly issued: ReadonlyMap<StockLine, number>;
  readonly received: ReadonlyMap<StockLine, number>;
}

function evidenceOf(issued: IssuedComparisons, received: readonly ReceivedComparison[], township: readonly TownshipComparison[]): Evidence {
  const issuedOff = new Map<StockLine, number>();
  const receivedOff = new Map<StockLine, number>();
  for (const compared of issued.all) {
    if (compared.state === "unknown") continue;
    for (const line of compared.lines) issuedOff.set(line, compared.state === "same" || compared.transfer !== undefined ? 0 : compared.difference);
  }
  for (const compared of township) {
    if (Number.isNaN(compared.difference)) continue;
    const off = compared.review || compared.joined ? 0 : compared.difference;
    issuedOff.set(compared.township, off);
    for (const line of compared.lines) receivedOff.set(line, -off);
  }
  for (const compared of received) receivedOff.set(compared.line, compared.difference);
  return { issued: issuedOff, received: receivedOff };
}

const usable = (line: StockLine, field: StockField): boolean => !line.blank.has(field) && !Number.isNaN(line.values[field]);

/** opening + received − issued − lost − closing; null where a number that matters is missing. Blank 报损, 领入, 发放 are zero. */
function imbalance(line: StockLine): number | null {
  if (!usable(line, "opening") || !usable(line, "closing")) return null;
  let rest = line.values.opening - line.values.closing;
  let blank = 0;
  for (const field of ["received", "issued", "lost"] as const) {
    if (line.blank.has(field)) {
      if (field !== "lost") blank++;
      continue;
    }
    rest += field === "received" ? line.values.received : -line.values[field];
  }
  if (Number.isNaN(rest)) return null;
  // A blank that should hold the missing number is a blank, not a wrong sum.
  return blank > 0 && !sameNumber(rest, 0) ? null : rest;
}

function diagnose(
  books: Books, rows: SupplyRows, issued: IssuedComparisons, received: readonly ReceivedComparison[], township: readonly TownshipComparison[],
): CellFault[] {
  const evidence = evidenceOf(issued, received, township);
  const series = new Map<string, StockLine[]>();
  for (const line of rows.lines) {
    const key = [line.record, line.village, line.item, line.spec, line.unit].join("|");
    const held = series.get(key);
    if (held === undefined) series.set(key, [line]);
    else held.push(line);
  }
  const faults: CellFault[] = [];
  for (const lines of series.values()) diagnoseSeries(books, lines.sort((a, b) => a.month - b.month), evidence, faults);
  return faults.sort((a, b) => (cellKey(a.line, a.field) < cellKey(b.line, b.field) ? -1 : 1));
}

const TRANSFER = /调入|调出|调拨|转入|转出|跨月|月末|月底|次月|下月|下期/;

/** Whether the remark of a line speaks of goods moved across the month's end. */
function transferSaid(books: Books, lines: readonly StockLine[]): boolean {
  return lines.some((line) => line.rows.some((row) => TRANSFER.test(normalAt(books, row, "remark")?.text ?? "")));
}

/** Whether an amount is a whole number of the lots in which the item is received (200, 300 → lots of 100). */
function inLots(amount: number, lines: readonly StockLine[]): boolean {
  let lot = 0;
  for (const { values } of lines) if (values.received > 0 && Number.isInteger(values.received)) lot = gcd(lot, values.received);
  return lot > 1 && amount % lot === 0;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function diagnoseSeries(books: Books, lines: readonly StockLine[], evidence: Evidence, faults: CellFault[]): void {
  const off = lines.map(imbalance);
  // jump[i] = opening of line i − closing of line i − 1; null where the months do not follow each other or a cell is missing.
  const jump = lines.map((line, i) => {
    const before = lines[i - 1];
    if (before === undefined || before.month !== line.month - 1 || !usable(line, "opening") || !usable(before, "closing")) return null;
    return line.values.opening - before.values.closing;
  });
  const spent = new Set<number>(); // jumps that a diagnosed cell explains
  lines.forEach((line, i) => {
    const e = off[i] ?? null;
    if (e === null || sameNumber(e, 0)) return;
    const before = jump[i] ?? null;
    const after = jump[i + 1] ?? null;
    const issuedOff = evidence.issued.get(line) ?? NaN;
    const receivedOff = evidence.received.get(line) ?? NaN;
    let field: StockField;
    let neighbour: StockLine | null = null;
    if (after !== null && sameNumber(after, e)) {
      field = "closing";
      neighbour = lines[i + 1] ?? null;
      spent.add(i + 1);
    } else if (before !== null && sameNumber(before, e)) {
      field = "opening";
      neighbour = lines[i - 1] ?? null;
      spent.add(i);
    } else if (sameNumber(issuedOff, -e)) field = "issued";
    else if (sameNumber(receivedOff, e)) field = "received";
    else {
      // No second equation names the cell: the one that nothing confirms.
      const confirmed: Record<StockField, boolean> = {
        closing: after !== null && sameNumber(after, 0),
        issued: sameNumber(issuedOff, 0),
        received: sameNumber(receivedOff, 0),
        lost: line.blank.has("lost"),
        opening: before !== null && sameNumber(before, 0),
      };
      field = (["closing", "issued", "received", "lost", "opening"] as const).find((each) => !confirmed[each] && !line.blank.has(each)) ?? "closing";
    }
    const sign = field === "opening" || field === "received" ? -1 : 1;
    faults.push({ line, field, expected: line.values[field] + sign * e, kind: "row", neighbour, review: false });
  });
  lines.forEach((line, i) => {
    const d = jump[i] ?? null;
    const before = lines[i - 1];
    if (d === null || before === undefined || sameNumber(d, 0) || spent.has(i)) return;
    const balanced = sameNumber(off[i - 1] ?? NaN, 0);
    // A closing carefully computed from a wrong number: the number is wrong, its closing follows.
    if (balanced && !before.blank.has("issued") && sameNumber(evidence.issued.get(before) ?? NaN, d)) {
      faults.push({ line: before, field: "issued", expected: before.values.issued - d, kind: "chain", neighbour: line, review: false });
      return;
    }
    if (balanced && !before.blank.has("received") && sameNumber(evidence.received.get(before) ?? NaN, -d)) {
      faults.push({ line: before, field: "received", expected: before.values.received + d, kind: "chain", neighbour: line, review: false });
      return;
    }
    // The next line's break is this one carried on: its closing was computed from the wrong opening.
    const carried = sameNumber(jump[i + 1] ?? NaN, -d) && sameNumber(off[i] ?? NaN, 0);
    if (carried) spent.add(i + 1);
    // Goods handed over at the month's end stand in the next opening: a remark says so, or the amount comes in the lots of the item.
    const review = !carried && (transferSaid(books, [before, line]) || (d > 0 && inLots(d, lines)));
    faults.push({ line, field: "opening", expected: before.values.closing, kind: "chain", neighbour: before, review });
  });
}

/** The fault that names a report cell, if one does. */
export function faultAt(analysis: SupplyAnalysis, line: StockLine, field: StockField): CellFault | undefined {
  return analysis.faults.find((fault) => fault.line === line && fault.field === field);
}

/** Whether the issued comparison speaks of a report cell that the balance calls wrong (then the ledger is right). */
export function reportIsWrong(analysis: SupplyAnalysis, compared: IssuedComparison): CellFault | undefined {
  for (const line of compared.lines) {
    const fault = faultAt(analysis, line, "issued");
    if (fault !== undefined) return fault;
  }
  return undefined;
}
