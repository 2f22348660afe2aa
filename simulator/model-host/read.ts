/** Sheets of the model → grids, as the Excel host reads them. */
import { GridBuilder } from "../../src/import/grid-builder.js";
import { CellReader, type RawCell } from "../../src/host/cell-reader.js";
import type { RowTexts } from "../../src/host/row-search.js";
import type { ReadOptions } from "../../src/host/workbook-host.js";
import type { SheetGrid } from "../../src/model.js";
import { shownText } from "../../src/table/cell-text.js";
import type { SheetModel } from "../model/sheet.js";
import { CellError } from "../model/typed-value.js";

const ROWS_AT_ONCE = 2_000;

/** @param turn called between blocks of rows: lets the page live, throws if the run is cancelled */
export async function readSheets(sheets: readonly SheetModel[], date1904: boolean, turn: () => Promise<void>, options: ReadOptions): Promise<SheetGrid[]> {
  const cells = new CellReader(date1904);
  const used = sheets.map((sheet) => sheet.usedArea(true));
  const total = used.reduce((sum, area) => sum + (area === null ? 0 : area.bottom - area.top + 1), 0);
  let done = 0;
  const grids: SheetGrid[] = [];
  for (const [index, sheet] of sheets.entries()) {
    await turn();
    const builder = new GridBuilder();
    const area = used[index];
    if (area) {
      const rows = area.bottom - area.top + 1;
      for (let from = area.top; from <= area.bottom; from += ROWS_AT_ONCE) {
        const to = Math.min(area.bottom, from + ROWS_AT_ONCE - 1);
        for (let row = from; row <= to; row++) {
          for (let column = area.left; column <= area.right; column++) builder.cell(column, shape(cells, sheet, row, column));
          builder.endRow(row);
          if (sheet.isRowHidden(row)) builder.hide(row);
        }
        done += to - from + 1;
        options.onProgress?.({ stage: "read", done, total, detail: sheet.name, sheet: { name: sheet.name, done: to - area.top + 1, total: rows } });
        await turn();
      }
    }
    for (const merge of sheet.merges) builder.merge({ ...merge });
    grids.push(builder.grid(null, sheet.name, sheet.visibility !== "Visible"));
  }
  return grids;
}

function shape(cells: CellReader, sheet: SheetModel, row: number, column: number): ReturnType<CellReader["shape"]> {
  const value = sheet.value(row, column);
  if (value === null) return null;
  const raw: RawCell = value instanceof CellError ? value.code : value;
  return cells.shape(raw, String(sheet.table.value(sheet.style(row, column), "numberFormat")));
}

/** What cells of some columns show. */
export function textsOf(sheet: SheetModel, date1904: boolean, top: number, count: number, columns: readonly number[]): RowTexts {
  const cells = new CellReader(date1904);
  return { count, text: (index, at) => shownText(shape(cells, sheet, top + index, columns[at] ?? 0)) };
}
