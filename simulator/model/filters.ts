/** Filters as far as they are carried out: rows whose text in a column is not listed are hidden. */
import type { Area } from "../../src/model.js";
import { joinText } from "./formula.js";
import type { SheetModel } from "./sheet.js";

/** Shows the rows that a filter has hidden. */
export function showFiltered(sheet: SheetModel, area: Area): void {
  for (let row = area.top; row <= area.bottom; row++) {
    const track = sheet.rows.get(row);
    if (track?.filtered !== true) continue;
    const { filtered: _filtered, ...rest } = track;
    if (Object.keys(rest).length === 0) sheet.rows.delete(row);
    else sheet.rows.set(row, rest);
  }
}

/** Hides the data rows (below the first) whose text in the column is not listed. */
export function filterRows(sheet: SheetModel, area: Area, column: number, shown: readonly string[]): void {
  for (let row = area.top + 1; row <= area.bottom; row++) {
    if (!shown.includes(joinText(sheet.value(row, column)))) sheet.rows.set(row, { ...sheet.rows.get(row), filtered: true });
  }
}

/** Takes the criteria of the sheet's own filter away; the filter stays. */
export function clearSheetFilter(sheet: SheetModel): void {
  if (sheet.autoFilter === null) return;
  showFiltered(sheet, sheet.autoFilter.area);
  sheet.autoFilter = { ...sheet.autoFilter, criteria: new Map() };
}

export function clearTableFilter(sheet: SheetModel, table: SheetModel["tables"][number]): void {
  table.filter.clear();
  showFiltered(sheet, table.area);
}
