/** Report months of rows, and the period they cover. */
import type { MonthNumber, NormalColumn, TableBlock } from "../model.js";

/** Months further apart than this do not belong to one period: 2040-05 is a slip of the pen. */
const GAP = 12;

/** Report month per row: the row's own, else the part's; -1 unknown. */
export function rowMonths(block: TableBlock, column: NormalColumn | undefined, count: number): Int32Array {
  const months = new Int32Array(count).fill(block.month ?? -1);
  if (column === undefined) return months;
  for (let i = 0; i < count; i++) {
    const value = column.values[i];
    if (value === undefined || (value.type !== "month" && value.type !== "date") || value.month === 0) continue;
    months[i] = value.year * 12 + value.month - 1;
  }
  return months;
}

export interface MonthSpan {
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

/** The run of months that holds most rows; null if there is none. `rows`: rows per month. */
export function mainSpan(rows: ReadonlyMap<MonthNumber, number>): MonthSpan | null {
  const months = [...rows.keys()].sort((a, b) => a - b);
  let best: MonthSpan | null = null;
  let bestRows = -1;
  let from = months[0];
  let sum = 0;
  for (let i = 0; i < months.length; i++) {
    const month = months[i] ?? 0;
    const next = months[i + 1];
    sum += rows.get(month) ?? 0;
    if (next !== undefined && next - month <= GAP) continue;
    if (sum >= bestRows && from !== undefined) {
      best = { from, to: month };
      bestRows = sum;
    }
    from = next;
    sum = 0;
  }
  return best;
}

export function countMonths(months: Int32Array, into: Map<MonthNumber, number>): Map<MonthNumber, number> {
  let last = -1;
  let run = 0;
  for (let i = 0; i <= months.length; i++) {
    const month = i < months.length ? (months[i] ?? -1) : -2;
    if (month === last) {
      run++;
      continue;
    }
    if (last >= 0) into.set(last, (into.get(last) ?? 0) + run);
    last = month;
    run = 1;
  }
  return into;
}
