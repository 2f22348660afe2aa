/** What the row of a cell says, so that it is found again after the user has sorted, inserted or deleted rows. */
import type { CellValue, Reconciliation, SheetGrid } from "../model.js";
import { parseAddress } from "./layout.js";
import { rowKeys, type RowKeys } from "./row-keys.js";

/**
 * Key cells of the row that a cell of the workbook stands in: 0-based column and the text shown. Empty where nothing tells the row apart
 * (a title, a sum): then its address alone counts.
 */
export type RowFinder = (sheet: string, address: string) => { readonly column: number; readonly text: string }[];

export function rowFinder(result: Reconciliation, grids: readonly SheetGrid[]): RowFinder {
  const own = new Map(grids.filter((grid) => grid.file === null).map((grid) => [grid.sheet, grid]));
  const keys = new Map<string, readonly RowKeys[]>();
  const keysOf = (grid: SheetGrid): readonly RowKeys[] => {
    let list = keys.get(grid.sheet);
    if (list === undefined) {
      list = result.blocks.filter((block) => block.file === null && block.sheet === grid.sheet).map((block) => rowKeys(block, grid));
      keys.set(grid.sheet, list);
    }
    return list;
  };
  return (sheet, address) => {
    const grid = own.get(sheet);
    const at = parseAddress(address);
    if (grid === undefined || at === null) return [];
    const owner = keysOf(grid).find((one) => one.holds(at.row, at.column));
    return (owner?.columnsOf(at.row, at.column) ?? []).map((column) => ({ column, text: shown(grid.rows[at.row]?.[column]) }));
  };
}

function shown(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") return cell.shown;
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
}
