/** Writing and showing cells as Excel does: typed input becomes values, formulas are evaluated or refused, text is what a person sees. */
import type { Area } from "../../src/model.js";
import { numberFormat } from "../../src/import/number-format.js";
import { isEntireColumn, isEntireRow } from "./address.js";
import { evaluate, joinText } from "./formula.js";
import { tokens } from "./formula-parser.js";
import type { SheetModel } from "./sheet.js";
import { PLAIN, type StyleValue } from "./styles.js";
import { settleHeaders } from "./table-headers.js";
import { CellError, typedValue } from "./typed-value.js";
import type { WorkbookModel } from "./workbook.js";

/** Longest text of a cell and of a formula. */
export const LONGEST_TEXT = 32_767;
export const LONGEST_FORMULA = 8_192;
export const DAYS_TO_1904 = 1_462;

/**
 * One cell of an assignment to `values` or `formulas`: null leaves the cell, "" empties it, "=…" is a formula unless the cell is text.
 * @throws RangeError text or formula too long, or a formula that cannot be one
 */
export function writeCell(book: WorkbookModel, sheet: SheetModel, row: number, column: number, input: string | number | boolean | null): void {
  if (input === null) return;
  const style = sheet.style(row, column);
  const format = String(sheet.table.value(style, "numberFormat"));
  if (typeof input === "string" && input.startsWith("=") && input.length > 1 && format !== "@") {
    if (input.length > LONGEST_FORMULA || tokens(input) === null) throw new RangeError("formula");
    sheet.setFormula(row, column, input);
    sheet.setValue(row, column, evaluate(book, sheet, input));
    setQuote(sheet, row, column, style, false);
    return;
  }
  if (typeof input === "string" && input.length > LONGEST_TEXT) throw new RangeError("text");
  const typed = typedValue(input, format);
  const dated = sheet.date1904 && typed.format !== undefined && numberFormat(typed.format).kind === "date";
  if (sheet.formulas.size > 0) sheet.setFormula(row, column, null);
  sheet.setValue(row, column, dated ? Number(typed.value) - DAYS_TO_1904 : typed.value);
  setQuote(sheet, row, column, style, typed.quotePrefix === true);
  const table = sheet.tables.find((one) => one.showHeaders && row === one.area.top && column >= one.area.left && column <= one.area.right);
  if (table) settleHeaders(sheet, table);
  if (typed.format !== undefined && format === "General") sheet.setStyle(row, column, sheet.table.with(sheet.style(row, column), { numberFormat: typed.format }));
}

function setQuote(sheet: SheetModel, row: number, column: number, style: number, quote: boolean): void {
  if ((sheet.table.get(style)["quotePrefix"] === true) !== quote) sheet.setStyle(row, column, sheet.table.with(style, { quotePrefix: quote }));
}

/** What the cell shows. Column width is not looked at: no ##### for narrow columns. */
export function shownText(sheet: SheetModel, row: number, column: number): string {
  const value = sheet.value(row, column);
  if (value === null) return "";
  const format = String(sheet.table.value(sheet.style(row, column), "numberFormat"));
  if (typeof value === "number") {
    const shape = numberFormat(format);
    // Workbooks from old Macs count days from 1904.
    return shape.show(sheet.date1904 && shape.kind === "date" ? value + DAYS_TO_1904 : value) ?? "########";
  }
  if (typeof value === "string") return numberFormat(format).showText?.(value) ?? value;
  return joinText(value);
}

export function valueType(value: unknown): string {
  if (value === null) return "Empty";
  if (value instanceof CellError) return "Error";
  return typeof value === "number" ? "Double" : typeof value === "boolean" ? "Boolean" : "String";
}

/** Changes the look of an area. Whole columns and rows keep one style of their own, so that a million empty cells cost nothing. */
export function styleArea(sheet: SheetModel, area: Area, patch: Readonly<Record<string, StyleValue | null>>): void {
  const { table } = sheet;
  const tracks = isEntireColumn(area) ? sheet.columns : isEntireRow(area) ? sheet.rows : null;
  if (tracks !== null) {
    const [from, to] = tracks === sheet.columns ? [area.left, area.right] : [area.top, area.bottom];
    for (let n = from; n <= to; n++) {
      const track = { ...tracks.get(n) };
      const style = table.with(track.style ?? 0, patch);
      if (style === 0) delete track.style;
      else track.style = style;
      if (Object.keys(track).length === 0) tracks.delete(n);
      else tracks.set(n, track);
    }
  }
  const bottom = tracks === null ? area.bottom : Math.min(area.bottom, sheet.styles.length - 1);
  for (let row = area.top; row <= bottom; row++) {
    const right = tracks === null ? area.right : Math.min(area.right, (sheet.styles[row]?.length ?? 0) - 1);
    for (let column = area.left; column <= right; column++) {
      if (tracks !== null && (sheet.styles[row]?.[column] ?? 0) === 0) continue;
      sheet.setStyle(row, column, explicit(sheet, row, column, table.with(sheet.style(row, column), patch)));
    }
  }
}

/** Empties cells (contents), their looks (formats), or both. */
export function clearArea(sheet: SheetModel, area: Area, what: "All" | "Formats" | "Contents"): void {
  const rows = Math.min(area.bottom, Math.max(sheet.values.length, sheet.styles.length) - 1);
  for (let row = area.top; row <= rows; row++) {
    const right = Math.min(area.right, Math.max(sheet.values[row]?.length ?? 0, sheet.styles[row]?.length ?? 0) - 1);
    for (let column = area.left; column <= right; column++) {
      if (what !== "Formats") {
        sheet.setFormula(row, column, null);
        sheet.setValue(row, column, null);
      }
      if (what !== "Contents") sheet.setStyle(row, column, explicit(sheet, row, column, 0));
    }
  }
}

/** The default look in a row or column of another look has to be said. */
function explicit(sheet: SheetModel, row: number, column: number, style: number): number {
  return style === 0 && sheet.trackStyle(row, column) !== 0 ? PLAIN : style;
}
