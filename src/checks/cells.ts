/**
 * Where a value stands: from (books, global row, field) to the cell of the source sheet. One place knows about vertical merges
 * (`movedRows`), constants of a block (`at`) and twins' rows, so that every check prints the same address for the same cell.
 */
import type { Books, CellValue, FieldId, Normal, RecordId, RecordRows } from "../model.js";
import type { CellAt } from "./check.js";

/** Columns per row in the key of `TableBlock.movedRows`. */
const ROW_STRIDE = 16384;

/** The block of a global row. Throws RangeError for a row outside the books. */
export function rowsOf(books: Books, row: number): RecordRows {
  const rows = books.blocks[books.blockOf[row] ?? -1];
  if (rows === undefined) throw new RangeError(`row ${row} is outside the books`);
  return rows;
}

/** The record (book) of a global row. */
export function recordOf(books: Books, row: number): RecordId {
  return rowsOf(books, row).record;
}

/** The row's place inside its block (0-based data row). */
export function rowInBlock(books: Books, row: number): number {
  return row - (books.offsets[books.blockOf[row] ?? -1] ?? 0);
}

/** The normal value of a field in a global row; null where the block has no such column. */
export function normalAt(books: Books, row: number, field: FieldId): Normal | null {
  return rowsOf(books, row).columns.get(field)?.values[rowInBlock(books, row)] ?? null;
}

/** Index into `books.villages` of a global row, -1 unknown. */
export function villageAt(books: Books, row: number): number {
  return rowsOf(books, row).village[rowInBlock(books, row)] ?? -1;
}

/** Report month of a global row, -1 unknown. */
export function monthAt(books: Books, row: number): number {
  return rowsOf(books, row).month[rowInBlock(books, row)] ?? -1;
}

/** The sheet row that holds the cell (data row, column): the merged area's first row where the cell is merged. */
function sheetRowOf(rows: RecordRows, dataRow: number, column: number): number {
  return rows.block.movedRows.get(dataRow * ROW_STRIDE + column) ?? rows.block.sheetRows[dataRow] ?? 0;
}

/** The cell of a field in a global row; null where the block has no such column. A constant's cell is where the sheet says it. */
export function cellAt(books: Books, row: number, field: FieldId): CellAt | null {
  const block = books.blockOf[row] ?? -1;
  const rows = rowsOf(books, row);
  const column = rows.columns.get(field);
  if (column === undefined) return null;
  const dataRow = rowInBlock(books, row);
  const value = column.values[dataRow];
  return {
    block,
    sheetRow: column.at?.row ?? sheetRowOf(rows, dataRow, column.column),
    column: column.at?.column ?? rows.block.columnAt?.get(column.column) ?? column.column,
    field,
    shown: value?.shown ?? "",
    normal: value?.text ?? "",
  };
}

/** The cells of several fields in a global row, those it has, in the order asked. */
export function cellsAt(books: Books, row: number, fields: readonly FieldId[]): CellAt[] {
  const found: CellAt[] = [];
  for (const field of fields) {
    const cell = cellAt(books, row, field);
    if (cell !== null) found.push(cell);
  }
  return found;
}

/** The cell that names the person or thing of a row: its name, else its item, else the leftmost mapped column. */
export function nameCell(books: Books, row: number): CellAt {
  const rows = rowsOf(books, row);
  for (const field of ["name", "item"]) {
    const at = rows.columns.get(field);
    if (at !== undefined && at.at === undefined) {
      const cell = cellAt(books, row, field);
      if (cell !== null) return cell;
    }
  }
  let leftmost: { field: FieldId; column: number } | null = null;
  for (const [field, column] of rows.columns) {
    if (column.at === undefined && (leftmost === null || column.column < leftmost.column)) {
      leftmost = { field, column: column.column };
    }
  }
  const cell = leftmost === null ? null : cellAt(books, row, leftmost.field);
  if (cell !== null) return cell;
  const dataRow = rowInBlock(books, row);
  return cellAtSheet(books.blockOf[row] ?? 0, rows.block.sheetRows[dataRow] ?? 0, 0, null, "", "");
}

/** A cell that belongs to no data row (a totals row, a title, a header). `normal` repeats `shown` where nothing was normalised. */
export function cellAtSheet(
  block: number, sheetRow: number, column: number, field: FieldId | null, shown: string, normal: string,
): CellAt {
  return { block, sheetRow, column, field, shown, normal };
}

const DITTO_MARKS = /^[〃″"”“同上々]*$/;

/** Nearly every name does; the marks need no look then. */
function beginsWithName(shown: string): boolean {
  const first = shown.charAt(0);
  return first >= "\u4e00" && first <= "\u9fff" && first !== "同" && first !== "上";
}

/** True if the row continues the one above: a twin's line, another child's line. Its name is merged, left empty or a ditto mark. */
export function isContinuation(books: Books, row: number): boolean {
  const rows = rowsOf(books, row);
  const name = rows.columns.get("name");
  if (name === undefined || name.at !== undefined) return false;
  const dataRow = rowInBlock(books, row);
  const value = name.values[dataRow];
  if (value === undefined || value.state !== "value") return false;
  if (rows.block.movedRows.size > 0 && sheetRowOf(rows, dataRow, name.column) !== (rows.block.sheetRows[dataRow] ?? 0)) return true;
  return !beginsWithName(value.shown) && DITTO_MARKS.test(value.shown.trim());
}

/** What a person sees in a cell. */
export function shownOf(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "object") return value.shown;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}

/** Global row of a cell; -1 for a cell of no data row (a header, a total). */
export function rowOfCell(books: Books, cell: CellAt): number {
  const rows = books.blocks[cell.block]?.block.sheetRows;
  if (rows === undefined) return -1;
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = rows[middle] ?? 0;
    if (at === cell.sheetRow) return (books.offsets[cell.block] ?? 0) + middle;
    if (at < cell.sheetRow) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
