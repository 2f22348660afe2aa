/** What a sort means: the table, filter range or block of filled cells around a cell, and which of its first rows are header. */
import type { Area } from "../../../src/model.js";
import { intersect } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import type { Cell } from "./selection.js";

export interface SortRegion {
  readonly kind: "table" | "filter" | "selection" | "block";
  /** With header, without a table's totals row. */
  readonly area: Area;
  readonly headerRows: number;
  /** False: a person should look at `headerRows`. */
  readonly sure: boolean;
}

const holds = (area: Area, cell: Cell): boolean => cell.row >= area.top && cell.row <= area.bottom && cell.column >= area.left && cell.column <= area.right;

/** The filled cells around a cell, up to an empty row and column on each side (Excel's current region). */
export function currentRegion(sheet: SheetModel, cell: Cell): Area {
  let area: Area = { top: cell.row, left: cell.column, bottom: cell.row, right: cell.column };
  const merges = sheet.merges;
  const filled = (row: number, column: number): boolean => sheet.value(row, column) !== null;
  const any = (top: number, left: number, bottom: number, right: number): boolean => {
    if (top < 0 || left < 0) return false;
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) if (filled(row, column)) return true;
    return merges.some((merge) => filled(merge.top, merge.left) && intersect(merge, { top, left, bottom, right }) !== null);
  };
  for (let grown = true; grown; ) {
    grown = false;
    // Corners belong to the edges: a region grows diagonally too.
    const { top, left, bottom, right } = area;
    if (any(bottom + 1, Math.max(0, left - 1), bottom + 1, right + 1)) { area = { ...area, bottom: bottom + 1 }; grown = true; }
    if (top > 0 && any(top - 1, Math.max(0, left - 1), top - 1, right + 1)) { area = { ...area, top: top - 1 }; grown = true; }
    if (any(area.top, right + 1, area.bottom, right + 1)) { area = { ...area, right: right + 1 }; grown = true; }
    if (left > 0 && any(area.top, left - 1, area.bottom, left - 1)) { area = { ...area, left: left - 1 }; grown = true; }
  }
  return area;
}

/** Header rows of a block, as far as its cells tell: merged rows, and rows of text above columns of numbers. */
export function headerRowsOf(sheet: SheetModel, area: Area): { readonly rows: number; readonly sure: boolean } {
  const most = Math.min(8, area.bottom - area.top);
  let merged = 0;
  for (const merge of sheet.merges) if (intersect(merge, area) !== null && merge.top - area.top < most) merged = Math.max(merged, merge.bottom - area.top + 1);
  let typed = 0;
  for (let column = area.left; column <= area.right; column++) {
    const numbersFrom = firstNumber(sheet, area, column, most);
    if (numbersFrom > 0) typed = Math.max(typed, numbersFrom);
  }
  const texts = Math.min(most, Math.max(merged, typed));
  const rows = texts > 0 && texts < most && isNumbering(sheet, area, area.top + texts) ? texts + 1 : texts;
  return { rows: rows === 0 ? Math.min(1, most) : rows, sure: merged === 0 && typed === 1 };
}

/** The row of column numbers that forms have under their header: 1 2 3 … */
function isNumbering(sheet: SheetModel, area: Area, row: number): boolean {
  for (let column = area.left; column <= area.right; column++) if (Number(sheet.value(row, column)) !== column - area.left + 1) return false;
  return area.right > area.left;
}

/** Rows of text above the first number, if a column is mostly numbers from there on; 0 otherwise. */
function firstNumber(sheet: SheetModel, area: Area, column: number, most: number): number {
  let row = area.top;
  while (row < area.top + most && typeof sheet.value(row, column) !== "number") row++;
  const texts = row - area.top;
  if (texts === 0 || typeof sheet.value(row, column) !== "number") return 0;
  let numbers = 0, others = 0;
  for (let r = row; r <= Math.min(area.bottom, row + 19); r++) {
    const value = sheet.value(r, column);
    if (typeof value === "number") numbers++;
    else if (value !== null) others++;
  }
  return numbers > others * 2 ? texts : 0;
}

export function sortRegion(sheet: SheetModel, cell: Cell, selection: Area): SortRegion | null {
  const table = sheet.tables.find((one) => holds(one.area, cell));
  if (table !== undefined) {
    const { area } = table;
    return { kind: "table", area: { ...area, bottom: area.bottom - (table.showTotals ? 1 : 0) }, headerRows: table.showHeaders ? 1 : 0, sure: true };
  }
  if (sheet.autoFilter !== null && holds(sheet.autoFilter.area, cell)) return { kind: "filter", area: sheet.autoFilter.area, headerRows: 1, sure: true };
  const chosen = selection.bottom > selection.top;
  const used = { top: 0, left: 0, bottom: sheet.values.length - 1, right: Math.max(0, ...sheet.values.slice(0, 500).map((row) => row.length - 1), selection.left) };
  const area = chosen ? intersect(selection, used) : currentRegion(sheet, cell);
  if (area === null || area.bottom === area.top) return null;
  const header = headerRowsOf(sheet, area);
  return { kind: chosen ? "selection" : "block", area, headerRows: chosen && !header.sure ? 0 : header.rows, sure: header.sure };
}

/** The part that is sorted; null if nothing is left of it. */
export function sortBody({ area, headerRows }: SortRegion): Area | null {
  const top = area.top + headerRows;
  return top >= area.bottom ? null : { ...area, top };
}
