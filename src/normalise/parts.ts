/** What each village handed in for each record, and up to which day it was written (截止日期). */
import type { MonthNumber, Part, RecordId, RecordRows } from "../model.js";
import { daysInMonth, isoText } from "./calendar.js";
import { baseField } from "./compare.js";
import { countMonths, mainSpan } from "./months.js";

/** An as-of date that the user set; village null: every village of the record. */
export interface AsOfChoice {
  readonly record: RecordId;
  readonly village: string | null;
  readonly asOf: string; // "YYYY-MM-DD"
}

/** Dates that say when somebody was born say nothing about when the book was written. */
const BIRTHS = new Set(["birthDate", "spouseBirthDate"]);
/** Of the latest entries, one that lies more than a year after the next is a slip of the pen. */
const LATEST = 6;
const YEAR_KEY = 13 * 32;
/** A large book is written every week: one entry that lies alone, so many days (of months of 32) after all others, dates nothing. */
const LARGE = 1000;
const ALONE = 20;

function monthEnd(month: MonthNumber): string {
  const year = Math.floor(month / 12);
  const number = (month % 12) + 1;
  return isoText(year, number, daysInMonth(year, number));
}

/** Latest month that any part says of itself; -1 if none does. */
export function latestSaidMonth(blocks: readonly RecordRows[]): MonthNumber {
  let latest = -1;
  for (const { block } of blocks) {
    if (block.month !== null && block.month > latest) latest = block.month;
    if (block.asOf !== null) latest = Math.max(latest, Number(block.asOf.slice(0, 4)) * 12 + Number(block.asOf.slice(5, 7)) - 1);
  }
  return latest;
}

/**
 * Latest plausible date entered in a block, "YYYY-MM-DD" (a year-month counts as its first day); "" if there is none.
 * `latest`: no entry can be later than the month after this one; -1: unknown.
 */
function latestEntry(rows: RecordRows, latest: MonthNumber): string {
  const limit = latest < 0 ? Infinity : Math.floor((latest + 1) / 12) * YEAR_KEY + (((latest + 1) % 12) + 1) * 32 + 31;
  const top: number[] = []; // descending; the same day in two rows stands twice
  for (const column of rows.columns.values()) {
    if (BIRTHS.has(baseField(column.field)) || column.at !== undefined) continue;
    for (const value of column.values) {
      if (value.type !== "date") break;
      if (value.month === 0) continue;
      const key = value.year * YEAR_KEY + value.month * 32 + Math.max(value.day, 1);
      if (key > limit || (top.length === LATEST && key <= (top[LATEST - 1] ?? 0))) continue;
      let at = top.length;
      while (at > 0 && (top[at - 1] ?? 0) < key) at--;
      top.splice(at, 0, key);
      if (top.length > LATEST) top.pop();
    }
  }
  let index = 0;
  while (index + 1 < top.length && (top[index] ?? 0) - (top[index + 1] ?? 0) > YEAR_KEY) index++;
  if (index > 0 && index + 1 === top.length) index = 0; // nothing confirms any of them
  if (index === 0 && rows.count >= LARGE && (top[0] ?? 0) - (top[1] ?? 0) > ALONE) index = 1;
  const key = top[index];
  return key === undefined ? "" : isoText(Math.floor(key / YEAR_KEY), Math.floor((key % YEAR_KEY) / 32), key % 32);
}

interface Dated {
  readonly asOf: string;
  readonly from: "title" | "latestEntry" | "none";
}

function asOfBlock(rows: RecordRows, latest: MonthNumber): Dated {
  const { block } = rows;
  if (block.asOf !== null) return { asOf: block.asOf, from: "title" };
  if (block.month !== null) return { asOf: monthEnd(block.month), from: "title" };
  const span = mainSpan(countMonths(rows.month, new Map()));
  if (span !== null) return { asOf: monthEnd(span.to), from: "latestEntry" };
  const entry = latestEntry(rows, latest);
  return entry === "" ? { asOf: "", from: "none" } : { asOf: entry, from: "latestEntry" };
}

interface Draft {
  rows: number;
  title: string;
  entry: string;
}

/** Parts in the order of `records`, then of village numbers. */
export function makeParts(
  blocks: readonly RecordRows[], records: readonly RecordId[], villageOf: (written: string) => number, choices: readonly AsOfChoice[],
): Part[] {
  const latest = latestSaidMonth(blocks);
  const drafts = new Map<RecordId, Map<number, Draft>>();
  for (const rows of blocks) {
    const ofRecord = drafts.get(rows.record) ?? new Map<number, Draft>();
    drafts.set(rows.record, ofRecord);
    // A sheet is written up to one day for all its villages.
    const { asOf, from } = asOfBlock(rows, latest);
    for (const [village, count] of villageRows(rows.village)) {
      const draft = ofRecord.get(village) ?? { rows: 0, title: "", entry: "" };
      draft.rows += count;
      if (from === "title" && asOf > draft.title) draft.title = asOf;
      if (from === "latestEntry" && asOf > draft.entry) draft.entry = asOf;
      ofRecord.set(village, draft);
    }
  }
  const order = [...records.filter((record) => drafts.has(record)), ...[...drafts.keys()].filter((record) => !records.includes(record)).sort()];
  return order.flatMap((record) =>
    [...(drafts.get(record) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([village, draft]): Part => {
        const chosen = choices.findLast((choice) => choice.record === record && (choice.village === null || (village >= 0 && villageOf(choice.village) === village)));
        if (chosen !== undefined) return { record, village, asOf: chosen.asOf, asOfFrom: "user", rows: draft.rows };
        if (draft.title !== "") return { record, village, asOf: draft.title, asOfFrom: "title", rows: draft.rows };
        return { record, village, asOf: draft.entry, asOfFrom: draft.entry === "" ? "none" : "latestEntry", rows: draft.rows };
      }),
  );
}

function villageRows(villages: Int32Array): Map<number, number> {
  const rows = new Map<number, number>();
  for (const village of villages) rows.set(village, (rows.get(village) ?? 0) + 1);
  return rows;
}
