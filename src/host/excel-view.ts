/** Going to a cell, and watching what the user does. */
/// <reference types="office-js" />
import { GridBuilder } from "../import/grid-builder.js";
import { shownText } from "../table/cell-text.js";
import type { ExcelBatch } from "./excel-batch.js";
import { readBlocks, type BlockJob } from "./excel-blocks.js";
import { queueEpoch } from "./excel-traces.js";
import { allowsShowing } from "./protection.js";
import { addressNow, type RowTexts } from "./row-search.js";
import { SHEET_TAG } from "./traces.js";
import { HostFault, type CellTarget, type Selection, type WorkbookChange } from "./workbook-host.js";

export async function selectInExcel(batch: ExcelBatch, target: CellTarget, show: boolean): Promise<Selection> {
  const found = await placeNow(batch, target);
  return typeof found === "string" ? goTo(batch, target.sheet, found, show) : { ...found, address: null };
}

/** Where the target's cell is now. */
export async function placeNow(batch: ExcelBatch, target: CellTarget): Promise<string | { readonly outcome: "missing" | "rowGone" }> {
  const used = await batch.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(target.sheet);
    const range = sheet.getUsedRangeOrNullObject(true);
    range.load("rowIndex,rowCount");
    const is1904 = queueEpoch(context);
    await context.sync();
    if (sheet.isNullObject) return null;
    return { ...(range.isNullObject ? { top: 0, rows: 0 } : { top: range.rowIndex, rows: range.rowCount }), date1904: is1904() };
  });
  if (used === null) return { outcome: "missing" };
  const address = await addressNow(target, used, (top, rows, columns) => textsOf(batch, target.sheet, top, rows, columns, used.date1904));
  return address ?? { outcome: "rowGone" };
}

/** What cells of some columns show, read in blocks. */
async function textsOf(batch: ExcelBatch, sheet: string, top: number, rowCount: number, columns: readonly number[], date1904: boolean): Promise<RowTexts> {
  const jobs = columns.map((column): BlockJob => ({ name: sheet, top, left: column, rowCount, columnCount: 1, builder: new GridBuilder(), formatted: new Set([0]), bytesPerRow: 60, done: 0 }));
  await readBlocks(batch, jobs, date1904);
  const grids = jobs.map((job) => job.builder.grid(null, sheet, false));
  return { count: rowCount, text: (index, at) => shownText(grids[at]?.rows[top + index]?.[columns[at] ?? 0]) };
}

async function goTo(batch: ExcelBatch, name: string, address: string, show: boolean): Promise<Selection> {
  return batch.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(name);
    sheet.load("visibility");
    const range = sheet.getRange(address);
    const row = range.getEntireRow(), column = range.getEntireColumn();
    row.load("rowHidden");
    column.load("columnHidden");
    sheet.autoFilter.load("isDataFiltered");
    sheet.tables.load("items/name");
    sheet.protection.load("protected,options");
    context.workbook.protection.load("protected");
    await context.sync();
    const isHidden = { sheet: sheet.visibility !== "Visible", row: row.rowHidden !== false, column: column.columnHidden !== false };
    const outcome = isHidden.sheet ? "hiddenSheet" : isHidden.row ? "hiddenRow" : isHidden.column ? "hiddenColumn" : "selected";
    if (outcome !== "selected" && !show) return { outcome, address };
    const tables = isHidden.row ? await filteredTables(context, sheet.tables.items, row) : [];
    const filter = isHidden.row && sheet.autoFilter.isDataFiltered;
    // Before anything is changed: half of what hides the cell taken away would help nobody.
    if (!allowsShowing(sheet.protection, { ...isHidden, filter: filter || tables.length > 0 }) || (isHidden.sheet && context.workbook.protection.protected)) throw new HostFault("denied", batch.language);
    if (filter) sheet.autoFilter.clearCriteria();
    for (const table of tables) table.clearFilters();
    if (isHidden.row) row.rowHidden = false;
    if (isHidden.column) column.columnHidden = false;
    if (isHidden.sheet) sheet.visibility = "Visible";
    sheet.activate();
    range.select();
    await context.sync();
    return { outcome: "selected", address };
  });
}

/** Tables with rows filtered away that the row belongs to. */
async function filteredTables(context: Excel.RequestContext, tables: readonly Excel.Table[], row: Excel.Range): Promise<Excel.Table[]> {
  const shared = tables.map((table) => {
    table.autoFilter.load("isDataFiltered");
    return table.getRange().getIntersectionOrNullObject(row);
  });
  if (tables.length > 0) await context.sync();
  return tables.filter((table, index) => !shared[index]!.isNullObject && table.autoFilter.isDataFiltered);
}

/**
 * Edits and deleted sheets. What we did ourselves is left out: by Excel's own word from 1.14 on, and before that because all our values
 * go into sheets of ours (marks are formats, which are no edits).
 */
export async function watchExcel(batch: ExcelBatch, listener: (change: WorkbookChange) => void): Promise<() => Promise<void>> {
  const remove = await batch.run(async (context) => {
    const { worksheets } = context.workbook;
    const changed = worksheets.onChanged.add(async (event) => {
      if (event.triggerSource === "ThisLocalAddin") return;
      const { name, ours } = await sheetOf(batch, event.worksheetId);
      if (!ours) listener({ kind: "edited", sheet: name, address: event.address });
    });
    const deleted = worksheets.onDeleted.add(({ worksheetId }) => {
      if (!batch.deleting.has(worksheetId)) listener({ kind: "sheetDeleted", sheet: null, address: null });
      return Promise.resolve();
    });
    await context.sync();
    return async () => {
      changed.remove();
      deleted.remove();
      await changed.context.sync();
    };
  });
  return remove;
}

/** An edit whose sheet cannot be asked for is told all the same: better a needless "stale" than a missed one. */
async function sheetOf(batch: ExcelBatch, id: string): Promise<{ name: string | null; ours: boolean }> {
  try {
    return await batch.run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(id);
      const tag = sheet.names.getItemOrNullObject(SHEET_TAG);
      sheet.load("name");
      await context.sync();
      return sheet.isNullObject ? { name: null, ours: false } : { name: sheet.name, ours: !tag.isNullObject };
    });
  } catch {
    return { name: null, ours: false };
  }
}
