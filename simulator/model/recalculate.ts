/**
 * Links whose look-up failed when they were written, because the sheet they look into was filled later: Excel calculates them again by
 * itself. Nothing else is calculated here.
 */
import { MAX_COLUMNS } from "./address.js";
import { evaluate } from "./formula.js";
import { CellError } from "./typed-value.js";
import type { WorkbookModel } from "./workbook.js";

export function recalculateLinks(book: WorkbookModel): void {
  for (const sheet of book.sheets) {
    for (const [key, formula] of sheet.formulas) {
      const row = Math.floor(key / MAX_COLUMNS), column = key % MAX_COLUMNS;
      if (sheet.value(row, column) instanceof CellError && /^=HYPERLINK\(/i.test(formula)) sheet.setValue(row, column, evaluate(book, sheet, formula));
    }
  }
}
