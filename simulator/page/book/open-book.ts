/** Files into the workbook model. */
import type { Language } from "../../../src/model.js";
import { readWorkbook } from "../../../src/import/read-workbook.js";
import { loadSheetGrid } from "../../model/load-grid.js";
import { WorkbookModel } from "../../model/workbook.js";
import { openXlsx } from "../../xlsx/open.js";

export interface OpenedBook {
  readonly book: WorkbookModel;
  /** Contents alone were read: an old or plain format. */
  readonly lossy: boolean;
}

/** @throws InputError (sentences in both languages) if it is no workbook */
export function openBook(bytes: Uint8Array, name: string, language: Language): OpenedBook {
  if (/\.xls[xm]$/i.test(name) && bytes[0] === 0x50 && bytes[1] === 0x4b) return { book: openXlsx(bytes, name), lossy: false };
  const book = new WorkbookModel(name);
  for (const grid of readWorkbook(name, bytes, { language })) loadSheetGrid(book, grid);
  book.active = book.visibleSheets()[0] ?? book.active;
  return { book, lossy: true };
}

/** Lets the browser show "opening" before the work begins, which keeps it from drawing. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
