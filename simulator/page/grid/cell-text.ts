/** What the user edits in a cell, and where a link in it leads. */
import type { Area } from "../../../src/model.js";
import { numberFormat } from "../../../src/import/number-format.js";
import { MAX_COLUMNS, parseAddress } from "../../model/address.js";
import { evaluate, joinText } from "../../model/formula.js";
import { tokens } from "../../model/formula-parser.js";
import type { SheetModel } from "../../model/sheet.js";
import type { WorkbookModel } from "../../model/workbook.js";

/** The text in the formula bar: the formula, a date as it is typed, an apostrophe where one was typed. */
export function editText(sheet: SheetModel, row: number, column: number): string {
  const formula = sheet.formula(row, column);
  if (formula !== null) return formula;
  const value = sheet.value(row, column);
  if (value === null) return "";
  const style = sheet.style(row, column);
  const format = String(sheet.table.value(style, "numberFormat"));
  if (typeof value === "number") {
    if (numberFormat(format).kind === "date") {
      const shown = numberFormat(Number.isInteger(value) ? "yyyy/m/d" : value < 1 ? "h:mm:ss" : "yyyy/m/d h:mm:ss").show(value);
      if (shown !== null) return shown;
    }
    if (/%\s*$/.test(format)) return `${joinText(Number((value * 100).toPrecision(15)))}%`;
  }
  return (sheet.table.get(style)["quotePrefix"] === true ? "'" : "") + joinText(value);
}

export type LinkTarget = { readonly kind: "place"; readonly sheet: SheetModel; readonly area: Area } | { readonly kind: "outside"; readonly address: string } | { readonly kind: "nowhere" };

/** null: no link in the cell. */
export function linkAt(book: WorkbookModel, sheet: SheetModel, row: number, column: number): LinkTarget | null {
  const own = sheet.hyperlinks.get(row * MAX_COLUMNS + column) as { documentReference?: string; address?: string } | null | undefined;
  if (own != null) {
    if (own.documentReference !== undefined && own.documentReference !== "") return placeOf(book, sheet, own.documentReference);
    return own.address === undefined || own.address === "" ? null : { kind: "outside", address: own.address };
  }
  const formula = sheet.formula(row, column);
  const first = formula === null ? null : linkArgument(formula);
  if (first === null) return null;
  const target = evaluate(book, sheet, `=${first}`);
  if (typeof target !== "string" || target === "") return { kind: "nowhere" };
  return target.startsWith("#") ? placeOf(book, sheet, target.slice(1)) : { kind: "outside", address: target };
}

export function hasLink(sheet: SheetModel, row: number, column: number): boolean {
  if (sheet.hyperlinks.size > 0 && sheet.hyperlinks.get(row * MAX_COLUMNS + column) != null) return true;
  return /^=\s*HYPERLINK\(/i.test(sheet.formula(row, column) ?? "");
}

function placeOf(book: WorkbookModel, home: SheetModel, reference: string): LinkTarget {
  const parsed = parseAddress(reference) ?? parseAddress(named(book, home, reference));
  const sheet = parsed === null ? null : parsed.sheet === null ? home : book.sheet(parsed.sheet);
  return parsed === null || sheet === null ? { kind: "nowhere" } : { kind: "place", sheet, area: parsed.area };
}

function named(book: WorkbookModel, home: SheetModel, name: string): string {
  return (home.names.get(name.toLowerCase()) ?? book.names.get(name.toLowerCase()))?.formula.replace(/^=/, "") ?? "";
}

/** Text of the first argument of =HYPERLINK(…); null if the formula is another. */
function linkArgument(formula: string): string | null {
  const start = /^=\s*HYPERLINK\(/i.exec(formula);
  if (start === null) return null;
  let depth = 0, text = "";
  for (const token of tokens(formula.slice(start[0].length)) ?? []) {
    if (token.kind === "operator" && depth === 0 && (token.text === "," || token.text === ")")) return text;
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    text += token.text;
  }
  return null;
}
