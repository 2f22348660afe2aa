/**
 * The supplies as numbers: lines of the report (item × month) and issues and stock moves of the ledger, each with the unit it is
 * counted in. Nothing is compared here.
 */
import type { Books, MonthNumber, Normal, RecordId } from "../model.js";
import type { ItemSpec, Profile } from "../profile/profile.js";
import { monthAt, normalAt, rowsOf, villageAt } from "./cells.js";
import { monthText } from "./dates.js";
import { codeOf, dateOf, monthOfDate, numberOf, textOf } from "./normal-values.js";
import { recordsOfKind } from "./record-kinds.js";

export type StockField = "opening" | "received" | "issued" | "lost" | "closing";
export const STOCK_FIELDS: readonly StockField[] = ["opening", "received", "issued", "lost", "closing"];

/** One item of one village in one month, as the report states it. */
export interface StockLine {
  /** Key of the line, built of normal values; a cell's key adds "|field". */
  readonly key: string;
  readonly record: RecordId;
  readonly village: number;
  readonly item: string;
  readonly spec: string;
  readonly unit: string;
  readonly month: MonthNumber;
  /** Global rows; more than one only where the report splits the item (by batch). Exact repeats are dropped. */
  readonly rows: readonly number[];
  /** Numbers in the line's unit; NaN where a cell is invalid or in another unit. */
  readonly values: Readonly<Record<StockField, number>>;
  readonly blank: ReadonlySet<StockField>;
}

/** One issue to a user. Coordinates that the row does not tell are "" or -1. */
export interface Issue {
  readonly row: number;
  readonly village: number;
  readonly item: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number; // NaN blank or invalid
  readonly month: MonthNumber; // of the issue date, else the booked month
  readonly booked: MonthNumber; // month of the part or cell; -1 not said
  readonly day: number; // day of the issue date, 0 unknown
}

/** One stock move of the ledger that brings goods in. */
export interface Receipt {
  readonly row: number;
  readonly village: number;
  readonly item: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
  readonly month: MonthNumber;
}

export interface SupplyRows {
  readonly lines: readonly StockLine[];
  readonly issues: readonly Issue[];
  readonly receipts: readonly Receipt[];
  /** "village|month" where a report row has no usable item: lines missing there prove nothing. */
  readonly vagueReports: ReadonlySet<string>;
  readonly hasReport: boolean;
  readonly hasLedger: boolean;
}

/** The specification of a row: its own column, else the brackets behind the item (男用避孕套(中号)). */
function specAt(books: Books, row: number): string {
  const own = specOf(normalAt(books, row, "specification"));
  if (own !== "") return own;
  const inside = /[(（]([^()（）]+)[)）]/.exec(normalAt(books, row, "item")?.shown ?? "")?.[1];
  return inside === undefined ? "" : withoutCounter(inside.trim());
}

function specOf(value: Normal | null): string {
  return withoutCounter(textOf(value));
}

/** A specification without its counter: 大号 and 大, mg and MG are one. */
function withoutCounter(text: string): string {
  return text.replace(/[号型码]$/, "").toUpperCase();
}

function unitOf(books: Books, row: number, quantity: Normal | null): string {
  if (quantity !== null && quantity.type === "number" && quantity.unit !== "") return quantity.unit;
  return codeOf(normalAt(books, row, "unit"));
}

/** How many of the item's first unit one `unit` holds; NaN if the profile does not say. */
export function unitFactor(profile: Profile, item: string, unit: string): number {
  const spec: ItemSpec | undefined = profile.items.find((candidate) => candidate.code === item);
  return spec?.units[unit] ?? NaN;
}

/** Reads every row of the supplies' report and ledger once. */
export function readSupplyRows(profile: Profile, books: Books): SupplyRows {
  const stock = recordsOfKind(profile, "stock");
  const issue = recordsOfKind(profile, "issue");
  const lines = new Map<string, number[]>();
  const vagueReports = new Set<string>();
  const issues: Issue[] = [];
  const receipts: Receipt[] = [];
  let hasReport = false;
  let hasLedger = false;
  books.blocks.forEach((block, index) => {
    const isReport = stock.has(block.record);
    if (!isReport && !issue.has(block.record)) return;
    const first = books.offsets[index] ?? 0;
    for (let row = first; row < first + block.count; row++) {
      if (isReport) {
        hasReport = true;
        const item = codeOf(normalAt(books, row, "item"));
        const village = villageAt(books, row);
        const month = monthAt(books, row);
        if (item === "" || month < 0) {
          vagueReports.add(`${village}|${month}`);
          continue;
        }
        const key = [block.record, village, item, specAt(books, row), unitOf(books, row, null), month].join("|");
        const held = lines.get(key);
        if (held === undefined) lines.set(key, [row]);
        else held.push(row);
      } else {
        if (isIssue(books, row)) {
          hasLedger = true;
          issues.push(readIssue(books, row));
        }
        readReceipt(books, row, receipts);
      }
    }
  });
  return {
    lines: [...lines.values()].map((rows) => readLine(books, rows)),
    issues, receipts, vagueReports, hasReport, hasLedger,
  };
}

/** A row without a quantity but with stock columns filled in is a stock move; so is every row of a stock book without names. */
function isIssue(books: Books, row: number): boolean {
  const { columns } = rowsOf(books, row);
  if (!columns.has("quantity")) return false;
  if (!columns.has("name") && (columns.has("received") || columns.has("closing"))) return false;
  if (normalAt(books, row, "quantity")?.state !== "blank") return true;
  return Number.isNaN(numberOf(normalAt(books, row, "received"))) && Number.isNaN(numberOf(normalAt(books, row, "closing")));
}

function readIssue(books: Books, row: number): Issue {
  const quantity = normalAt(books, row, "quantity");
  const dateCell = normalAt(books, row, "issueDate");
  const date = dateOf(dateCell);
  const booked = monthAt(books, row);
  // A date that cannot be read may belong to any month: the booked month would be a guess.
  const unreadable = dateCell !== null && dateCell.state === "invalid";
  return {
    row,
    village: villageAt(books, row),
    item: codeOf(normalAt(books, row, "item")),
    spec: specAt(books, row),
    unit: unitOf(books, row, quantity),
    quantity: numberOf(quantity),
    month: unreadable ? -1 : date !== null && date.month > 0 ? monthOfDate(date) : booked,
    booked,
    day: date === null ? 0 : date.day,
  };
}

function readReceipt(books: Books, row: number, receipts: Receipt[]): void {
  const received = normalAt(books, row, "received");
  if (received === null || received.state === "blank") return;
  const date = dateOf(normalAt(books, row, "issueDate"));
  receipts.push({
    row,
    village: villageAt(books, row),
    item: codeOf(normalAt(books, row, "item")),
    spec: specAt(books, row),
    unit: unitOf(books, row, received),
    quantity: numberOf(received),
    month: date !== null && date.month > 0 ? monthOfDate(date) : monthAt(books, row),
  });
}

function readLine(books: Books, all: readonly number[]): StockLine {
  const seen = new Set<string>();
  const rows = all.filter((row) => {
    const print = STOCK_FIELDS.map((field) => textOf(normalAt(books, row, field))).join("|");
    if (seen.has(print)) return false;
    seen.add(print);
    return true;
  });
  const row = rows[0] ?? 0;
  const unit = unitOf(books, row, null);
  const values: Record<StockField, number> = { opening: 0, received: 0, issued: 0, lost: 0, closing: 0 };
  const blank = new Set<StockField>();
  for (const field of STOCK_FIELDS) {
    let filled = 0;
    for (const each of rows) {
      const value = normalAt(books, each, field);
      if (value === null || value.state === "blank") continue;
      filled++;
      const other = value.type === "number" && value.unit !== "" && value.unit !== unit && unit !== "";
      values[field] += other ? NaN : numberOf(value);
    }
    if (filled === 0) blank.add(field);
  }
  const item = codeOf(normalAt(books, row, "item"));
  const spec = specAt(books, row);
  const village = villageAt(books, row);
  const month = monthAt(books, row);
  const record = rowsOf(books, row).record;
  return {
    key: [record, books.villages[village] ?? "", item, spec, monthText(month)].join("|"),
    record, village, item, spec, unit, month, rows, values, blank,
  };
}
