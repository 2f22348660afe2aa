/** SheetGrids into the simulated workbook: what readers of files give becomes sheets with values, formats, merges and hidden rows. */
import type { SheetGrid } from "../../src/model.js";
import type { SheetModel } from "./sheet.js";
import { CellError } from "./typed-value.js";
import type { WorkbookModel } from "./workbook.js";

/**
 * A date is stored as its serial number under a format that shows it as it was shown; a ditto mark as its text; an error as an error.
 * @throws RangeError if the sheet's name is taken or not allowed
 */
export function loadSheetGrid(book: WorkbookModel, grid: SheetGrid): SheetModel {
  const sheet = book.addSheet(grid.sheet);
  grid.rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell === null) return;
      if (typeof cell !== "object") {
        sheet.setValue(row, column, cell);
        if (typeof cell === "string" && /^[=+\-@\d]/.test(cell)) sheet.setStyle(row, column, book.styles.intern({ numberFormat: "@" }));
      } else if (cell.kind === "error") {
        sheet.setValue(row, column, new CellError(String(cell.value)));
      } else if (cell.kind === "date" || cell.kind === "number") {
        sheet.setValue(row, column, cell.value);
        const format = cell.kind === "date" ? dateFormat(cell.shown) : numberFormatOf(cell.shown);
        if (format !== null) sheet.setStyle(row, column, book.styles.intern({ numberFormat: format }));
      } else {
        sheet.setValue(row, column, cell.kind === "ditto" ? cell.shown : cell.value);
      }
    });
  });
  sheet.merges = grid.merges.map((area) => ({ ...area }));
  for (const row of grid.hiddenRows ?? []) sheet.rows.set(row, { hidden: true });
  if (grid.hidden === true) sheet.visibility = "Hidden";
  return sheet;
}

/** The format that gives back the shown date: its own separators, months of one or two digits. */
function dateFormat(shown: string): string {
  const part = /^(\d{4}|\d{2})(\D+)(\d{1,2})(?:(\D+)(\d{1,2})(\D*))?$/.exec(shown);
  if (part === null) return "yyyy/m/d";
  const quote = (text: string): string => (/^[-/.]?$/.test(text) ? text : `"${text}"`);
  const two = (digits: string, letter: string): string => (digits.startsWith("0") ? letter + letter : letter);
  return (part[1]!.length === 4 ? "yyyy" : "yy") + quote(part[2]!) + two(part[3]!, "m") + (part[5] === undefined ? "" : quote(part[4]!) + two(part[5], "d") + quote(part[6] ?? ""));
}

function numberFormatOf(shown: string): string | null {
  if (/^-?\d+(?:\.\d+)?%$/.test(shown)) return `0${decimals(shown)}%`;
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(shown)) return `#,##0${decimals(shown)}`;
  return /^-?\d+\.\d+$/.test(shown) ? `0${decimals(shown)}` : null;
}

function decimals(shown: string): string {
  const digits = /\.(\d+)/.exec(shown)?.[1];
  return digits === undefined ? "" : `.${"0".repeat(digits.length)}`;
}
