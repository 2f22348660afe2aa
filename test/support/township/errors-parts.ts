/** A whole part that never arrived, or a column that nobody filled: one error each, however many rows it would have had. */
import { isoMonth } from "./calendar.js";
import type { ErrorDraft } from "./error-draft.js";
import { hasField } from "./plan.js";
import type { SheetPlan } from "./plan.js";
import type { Random } from "./random.js";
import type { RecordName } from "./types.js";
import type { Written } from "./township-books.js";

/** Villages set apart for errors of whole parts, so that they meddle with nobody else's. */
export interface PartVillages {
  readonly stock: number;
  readonly slips: number;
  readonly column: number;
  readonly book: number;
  readonly pattern: number;
  readonly bookRecord: RecordName;
}

/** null: too few villages for it. */
export function choosePartVillages(villages: number, random: Random): PartVillages | null {
  if (villages < 6) return null;
  const order = random.shuffle(Array.from({ length: villages }, (_, i) => i));
  // A column can only be empty as a whole where the village's book is a sheet of its own.
  const column = order.find((v) => v % 6 !== 5 && v < 14) ?? 0;
  const rest = order.filter((v) => v !== column);
  return { column, stock: rest[0] ?? 0, slips: rest[1] ?? 0, book: rest[2] ?? 0, pattern: rest[3] ?? 0, bookRecord: random.pick<RecordName>(["workHandbook", "migrantRoster", "handLedger"]) };
}

export function partErrors(written: Written, plans: SheetPlan[], chosen: PartVillages): ErrorDraft[] {
  const { books, people, period } = written;
  const drafts: ErrorDraft[] = [];
  const name = (village: number): string => people.villages[village]?.name ?? "";
  const absent = (record: RecordName, village: number, month: number | null): void => {
    for (const row of books.of(record)) if (row.village === village && (month === null || row.part === month)) row.deleted = true;
    // A sheet of its own did not arrive either.
    for (let i = plans.length - 1; i >= 0; i--) {
      const plan = plans[i];
      if (plan && plan.record === record && plan.village === village && plan.rows.some((rows) => rows.length > 0 || month === null) && plan.rows.every((rows) => rows.every((row) => row.deleted))) {
        if (month === null || plan.rows.some((rows) => rows.length > 0)) plans.splice(i, 1);
      }
    }
    if (month !== null) {
      // The month's other form of the same village is empty and goes with it.
      const stem = `${name(village)}${Math.floor(month / 12)}.${(month % 12) + 1}报告单`;
      for (let i = plans.length - 1; i >= 0; i--) if (plans[i]?.name.startsWith(stem)) plans.splice(i, 1);
    }
    const draft: ErrorDraft = {
      recipe: month === null ? `part:${record}` : `partMonth:${record}`, kind: "missing", check: "ledgers", checks: ["ledgers", "handbook", "unreported", "supplyTotals", "supplyBalance", "migrants", "slips", "checkups"], field: null, fields: [], village, record, scope: "part", absentFrom: record,
      cells: [], suspect: [record, null], note: `${name(village)} handed in no ${record}${month === null ? "" : ` for ${isoMonth(month)}`}`,
    };
    drafts.push(month === null ? draft : { ...draft, month: isoMonth(month) });
  };
  if (books.of("suppliesReport").some((row) => row.village === chosen.stock)) absent("suppliesReport", chosen.stock, null);
  for (let month = period.from + 2; month <= period.to - 2; month++) {
    const noted = books.of("workHandbook").filter((row) => row.village === chosen.slips && row.part === month).length;
    const slips = books.of("reportSlips").filter((row) => row.village === chosen.slips && row.part === month).length;
    if (noted < 2 || slips < 2) continue;
    absent("reportSlips", chosen.slips, month);
    break;
  }
  absent(chosen.bookRecord, chosen.book, null);
  const column = "maritalStatus";
  const rows = books.of("handLedger").filter((row) => row.village === chosen.column && !row.deleted && hasField(row, column));
  if (rows.length > 5) {
    for (const row of rows) {
      row.values[column] = null;
      row.plain = true;
    }
    drafts.push({
      recipe: "column", kind: "blank", kinds: ["blank", "missing"], check: "ledgers", checks: ["ledgers", "rowLogic"], field: column, fields: [column], village: chosen.column, record: "handLedger", scope: "column",
      cells: rows.map((row) => [row, column] as const), suspect: ["handLedger", null], note: `${name(chosen.column)} left the whole column empty`,
    });
  }
  return drafts;
}
