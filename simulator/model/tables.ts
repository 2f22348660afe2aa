/** Tables and merged areas as Excel makes them. */
import type { Area } from "../../src/model.js";
import { cellCount, intersect } from "./address.js";
import { joinText } from "./formula.js";
import type { SheetModel, TableModel } from "./sheet.js";
import type { WorkbookModel } from "./workbook.js";

/** A new table under a free name, with the style and header texts that Excel gives it. @throws RangeError if it overlaps a table or merged cells */
export function addTable(book: WorkbookModel, sheet: SheetModel, area: Area): TableModel {
  if (sheet.merges.some((merge) => intersect(merge, area) !== null) || sheet.tables.some((table) => intersect(table.area, area) !== null)) throw new RangeError("table overlaps");
  let n = 1;
  while (!book.isFreeName(`表${n}`)) n++;
  nameHeaders(sheet, area);
  const table: TableModel = { id: book.newId(), name: `表${n}`, area: { ...area, bottom: Math.max(area.bottom, area.top + 1) }, style: "TableStyleMedium2", showHeaders: true, showTotals: false, showBandedRows: true, showFilterButton: true, filter: new Map() };
  sheet.tables.push(table);
  return table;
}

/** Header cells are texts, none empty, none twice. */
function nameHeaders(sheet: SheetModel, area: Area): void {
  const taken = new Set<string>();
  for (let column = area.left; column <= area.right; column++) {
    let name = joinText(sheet.value(area.top, column)) || `列${column - area.left + 1}`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${joinText(sheet.value(area.top, column)) || "列"}${n}`;
    taken.add(name.toLowerCase());
    sheet.setFormula(area.top, column, null);
    sheet.setValue(area.top, column, name);
  }
}

/** One merged area: the first value stays, the others go; merges that it touches are undone. @throws RangeError in a table */
export function mergeCells(sheet: SheetModel, area: Area): void {
  if (sheet.tables.some((table) => intersect(table.area, area) !== null)) throw new RangeError("merge in a table");
  sheet.merges = sheet.merges.filter((merge) => intersect(merge, area) === null);
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) {
      if (row === area.top && column === area.left) continue;
      sheet.setFormula(row, column, null);
      sheet.setValue(row, column, null);
    }
  }
  if (cellCount(area) > 1) sheet.merges.push({ ...area });
}
