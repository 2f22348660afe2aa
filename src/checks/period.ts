/** The user's period (--period): what only dated rows outside it say is not reported, though it still explains what is inside. */
import type { MonthNumber } from "../model.js";
import { rowOfCell } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { rowMonth } from "./parts.js";

const DATED: ReadonlySet<string> = new Set(["event", "issue", "stock", "matter", "round"]);

/** True if the draft stands on dated rows and all of them lie outside the months. */
export function outsidePeriod(context: CheckContext, draft: Draft, period: { readonly from: MonthNumber; readonly to: MonthNumber }): boolean {
  const kinds = new Map(context.profile.records.map((record) => [record.id, record.rowKind]));
  let outside = 0;
  for (const cell of draft.cells) {
    const block = context.books.blocks[cell.block];
    if (block === undefined || !DATED.has(kinds.get(block.record) ?? "")) continue;
    const row = rowOfCell(context.books, cell);
    const month = row < 0 ? (block.block.month ?? -1) : rowMonth(context, row);
    if (month < 0 || (month >= period.from && month <= period.to)) return false;
    outside++;
  }
  return outside > 0;
}
