/** Going to a cell, and watching what the user does. */
/// <reference types="office-js" />
import { GridBuilder } from "../import/grid-builder.js";
import { shownText } from "../table/cell-text.js";
import type { ExcelBatch } from "./excel-batch.js";
import { readBlocks, type BlockJob } from "./excel-blocks.js";
import { addressNow, type RowTexts } from "./row-search.js";
import { SHEET_TAG } from "./traces.js";
import type { CellTarget, Selection, WorkbookChange } from "./workbook-host.js";

export async function selectInExcel(batch: ExcelBatch, target: CellTarget, show: boolean): Promise<Selection> {
  const used = await batch.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(target.sheet);
    const range = sheet.getUsedRangeOrNullObject(true);
    range.load("rowIndex,rowCount");
    await context.sync();
    if (sheet.isNullObject) return null;
    return range.isNullObject ? { top: 0, rows: 0 } : { top: range.rowIndex, rows: range.rowCount };
  });
  if (used === null) return { outcome: "missing", address: null };
  const address = await addressNow(target, used, (top, rows, columns) => textsOf(batch, target.sheet, top, rows, columns));
  return address === null ? { outcome: "rowGone", address: null } : goTo(batch, target.sheet, address, show);
}

/** What cells of some columns show, read in blocks. */
async function textsOf(batch: ExcelBatch, sheet: string, top: number, rowCount: number, columns: readonly number[]): Promise<RowTexts> {
  const jobs = columns.map((column): BlockJob => ({ name: sheet, top, left: column, rowCount, columnCount: 1, builder: new GridBuilder(), formatted: new Set([0]), bytesPerRow: 60, done: 0 }));
  await readBlocks(batch, jobs);
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
    await context.sync();
    if (sheet.visibility !== "Visible") {
      if (!show) return { outcome: "hiddenSheet", address };
      sheet.visibility = "Visible";
    }
    if (row.rowHidden !== false) {
      if (!show) return { outcome: "hiddenRow", address };
      const tables = sheet.tables.items.map((table) => ({ table, shared: table.getRange().getIntersectionOrNullObject(row) }));
      if (tables.length > 0) await context.sync();
      if (sheet.autoFilter.isDataFiltered) sheet.autoFilter.clearCriteria();
      for (const { table, shared } of tables) if (!shared.isNullObject) table.clearFilters();
      row.rowHidden = false;
    }
    if (column.columnHidden !== false) {
      if (!show) return { outcome: "hiddenColumn", address };
      column.columnHidden = false;
    }
    sheet.activate();
    range.select();
    await context.sync();
    return { outcome: "selected", address };
  });
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
