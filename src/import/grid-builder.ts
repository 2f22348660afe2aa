/**
 * Collects the cells of one sheet into a SheetGrid and trims it: rows and columns that are only formatted are blank for
 * everybody who looks. A row array ends at its last filled cell.
 */
import type { Area, CellValue, SheetGrid } from "../model.js";

export const MAX_ROWS = 1048576;
export const MAX_COLUMNS = 16384;

const EMPTY_ROW: readonly CellValue[] = Object.freeze([]);

export class GridBuilder {
  private readonly rows: (readonly CellValue[])[] = [];
  private readonly merges: Area[] = [];
  private readonly hiddenRows: number[] = [];
  private scratch: CellValue[] = [];
  private last = -1;

  /** Sets a cell of the row being collected. */
  cell(column: number, value: CellValue): void {
    if (value === null) return;
    while (this.scratch.length < column) this.scratch.push(null);
    this.scratch[column] = value;
    if (column > this.last) this.last = column;
  }

  /** Ends the row being collected; rows may come in any order. */
  endRow(row: number): void {
    if (this.last < 0) return;
    const cells = this.scratch.slice(0, this.last + 1);
    this.scratch.fill(null, 0, this.last + 1);
    this.last = -1;
    while (this.rows.length < row) this.rows.push(EMPTY_ROW);
    const before = this.rows[row];
    // A row that comes twice: the later cells win, as in Excel.
    this.rows[row] = before === undefined || before.length === 0 ? cells : overlay(before, cells);
  }

  hide(row: number): void {
    this.hiddenRows.push(row);
  }

  merge(area: Area): void {
    if (area.bottom > area.top || area.right > area.left) this.merges.push(area);
  }

  grid(file: string | null, sheet: string, hidden: boolean): SheetGrid {
    const { rows } = this;
    const merges = this.merges.filter((area) => area.top < rows.length);
    this.clearCovered(merges);
    while (rows.length > 0 && rows[rows.length - 1]!.length === 0) rows.pop();
    let columnCount = 0;
    for (const row of rows) if (row.length > columnCount) columnCount = row.length;
    const hiddenRows = [...new Set(this.hiddenRows)].filter((row) => row < rows.length).sort((a, b) => a - b);
    return {
      file, sheet, rows, columnCount,
      merges: merges.filter((area) => area.top < rows.length && area.left < columnCount),
      ...(hiddenRows.length > 0 ? { hiddenRows } : {}),
      ...(hidden ? { hidden: true } : {}),
    };
  }

  /** Cells under a merged area, but for its first, are not seen; some programs write values there all the same. */
  private clearCovered(merges: readonly Area[]): void {
    for (const { top, left, bottom, right } of merges) {
      for (let row = top; row <= Math.min(bottom, this.rows.length - 1); row++) {
        const cells = this.rows[row]!;
        const from = row === top ? left + 1 : left;
        const to = Math.min(right, cells.length - 1);
        let dirty = false;
        for (let column = from; column <= to; column++) if (cells[column] !== null) dirty = true;
        if (!dirty) continue;
        const cleared = cells.slice();
        cleared.fill(null, from, to + 1);
        let length = cleared.length;
        while (length > 0 && cleared[length - 1] === null) length--;
        this.rows[row] = cleared.slice(0, length);
      }
    }
  }
}

function overlay(below: readonly CellValue[], above: readonly CellValue[]): CellValue[] {
  const result = below.slice();
  above.forEach((cell, column) => {
    while (result.length < column) result.push(null);
    if (cell !== null) result[column] = cell;
    else if (result.length === column) result.push(null);
  });
  return result;
}
