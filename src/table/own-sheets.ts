/** Sheets that this product wrote itself (a result workbook kept beside the ledgers): never read as a record. */
import type { SheetGrid } from "../model.js";
import { shownText } from "./cell-text.js";
import { foldText } from "./fold-header.js";

const NAMES = /^(汇总|差异清单|整改通知单.*|复查对照|核对结果.*|summary|discrepancies|notices|recheck)$/i;
const WORDS = ["核对结果汇总", "差异清单", "整改通知单", "复查对照", "核对结果", "先看这10条", "差异类型", "discrepanc", "recheck", "correctionnotice"];

/** By sheet name and first cells together, or by the columns of the list (差异类型, 核对项目). */
export function isOwnSheet(grid: SheetGrid): boolean {
  if (grid.hidden === true && grid.sheet.startsWith("_")) return true;
  const texts: string[] = [];
  for (const row of grid.rows.slice(0, 6)) for (const cell of row) if (cell !== null) texts.push(foldText(shownText(cell)));
  const has = (word: string): boolean => texts.some((text) => text.includes(word));
  if (has("差异类型") && has("核对项目")) return true;
  return NAMES.test(grid.sheet.trim()) && WORDS.some(has);
}
