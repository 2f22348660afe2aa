/** Real office.js in Node on a simulated Excel, with the adapter on top. */
import { SimulatedExcel, type SimulatedExcelOptions } from "../../simulator/host/simulated-excel.js";
import type { Profile } from "../../simulator/host/profile.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import { loadSheetGrid } from "../../simulator/model/load-grid.js";
import { startOffice, type OfficeInNode } from "../../simulator/node/office-in-node.js";
import { excelHost } from "../../src/host/excel-host.js";
import type { WorkbookHost } from "../../src/host/workbook-host.js";
import type { CellValue, Language, SheetGrid } from "../../src/model.js";

export interface Setup {
  readonly book: WorkbookModel;
  readonly excel: SimulatedExcel;
  readonly office: OfficeInNode;
  readonly host: WorkbookHost;
}

export async function setUp(book: WorkbookModel, profile?: Profile, language: Language = "zh", more: Partial<SimulatedExcelOptions> = {}): Promise<Setup> {
  const excel = new SimulatedExcel(book, { ...(profile === undefined ? {} : { profile }), ...more });
  const office = await startOffice(excel);
  return { book, excel, office, host: hostOf(office, language) };
}

/** The adapter in a pane, as the add-in makes it, but without pauses between tries. */
export function hostOf(office: OfficeInNode, language: Language = "zh", wait: (ms: number) => Promise<void> = () => Promise.resolve()): WorkbookHost {
  return excelHost({ excel: office.Excel, language, wait, isSetSupported: (name, version) => office.Office.context.requirements.isSetSupported(name, version) });
}

export function gridOf(sheet: string, rows: readonly (readonly CellValue[])[], more: Partial<SheetGrid> = {}): SheetGrid {
  return { file: null, sheet, rows, columnCount: Math.max(0, ...rows.map((row) => row.length)), merges: [], ...more };
}

export function bookOf(...grids: readonly SheetGrid[]): WorkbookModel {
  const book = new WorkbookModel();
  for (const grid of grids) loadSheetGrid(book, grid);
  return book;
}

/** Lets answers, events and office.js's own upkeep arrive. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setTimeout(resolve, 0));
}
