/** Which custom conditional formats hold at a cell: what the sight of a sheet, and the tests of the marks, need. */
import { evaluate } from "./formula.js";
import type { ConditionalFormatModel, SheetModel } from "./sheet.js";
import type { WorkbookModel } from "./workbook.js";

/** The formats that apply, highest priority first, down to the first that stops. */
export function conditionalFormatsAt(book: WorkbookModel, sheet: SheetModel, row: number, column: number): ConditionalFormatModel[] {
  const holding: ConditionalFormatModel[] = [];
  for (const format of sheet.conditionalFormats) {
    const first = format.areas[0];
    if (format.type !== "Custom" || first === undefined) continue;
    if (!format.areas.some((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right)) continue;
    const value = evaluate(book, sheet, format.formula, row - first.top, column - first.left);
    if (value !== true && !(typeof value === "number" && value !== 0)) continue;
    holding.push(format);
    if (format.stopIfTrue) break;
  }
  return holding;
}
