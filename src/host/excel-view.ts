/** Going to a cell, and watching what the user does. */
/// <reference types="office-js" />
import type { ExcelBatch } from "./excel-batch.js";
import { SHEET_TAG } from "./excel-traces.js";
import type { SelectResult, WorkbookChange } from "./workbook-host.js";

export async function selectInExcel(batch: ExcelBatch, name: string, address: string, show: boolean): Promise<SelectResult> {
  return batch.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    sheet.load("visibility");
    await context.sync();
    if (sheet.isNullObject) return "missing";
    if (sheet.visibility !== "Visible") {
      if (!show) return "hiddenSheet";
      sheet.visibility = "Visible";
    }
    const range = sheet.getRange(address);
    const row = range.getEntireRow();
    row.load("rowHidden");
    sheet.autoFilter.load("isDataFiltered");
    sheet.tables.load("items/name");
    await context.sync();
    if (row.rowHidden !== false) {
      if (!show) return "hiddenRow";
      if (sheet.autoFilter.isDataFiltered) sheet.autoFilter.clearCriteria();
      for (const table of sheet.tables.items) table.clearFilters();
      row.rowHidden = false;
    }
    sheet.activate();
    range.select();
    await context.sync();
    return "selected";
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
    const deleted = worksheets.onDeleted.add(() => {
      listener({ kind: "sheetDeleted", sheet: null, address: null });
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
