/**
 * A workbook open in Excel. The only file that calls Excel.run. Needs ExcelApi 1.9; asks more only where it is there (merged cells: 1.13,
 * who caused an event: 1.14) and says in words what is missing. The user's cells, formats and protection are never changed.
 */
/// <reference types="office-js" />
import type { Language } from "../model.js";
import { excelBatch, type ExcelBatch } from "./excel-batch.js";
import { bringBack, dropAside, setAside } from "./excel-aside.js";
import { clearExcel } from "./excel-clear.js";
import { writeMarks } from "./excel-marks.js";
import { planWrite, prepareSheets } from "./excel-plan.js";
import { readExcelGrids } from "./excel-read.js";
import { writeReportSheets } from "./excel-report.js";
import { fillInExcel } from "./excel-fill.js";
import { selectInExcel, watchExcel } from "./excel-view.js";
import { sheetStates } from "./excel-traces.js";
import { words } from "./host-words.js";
import { allowedLists, markLists } from "./mark-lists.js";
import { JOURNAL, scopeOf, SETTING_PREFIX } from "./traces.js";
import {
  HostFault, type ApplyResult, type ClearResult, type ClearScope, type ReadOptions, type ReadResult, type RunOptions, type CellTarget, type FillOutcome, type Selection, type SheetInfo, type Skipped, type WorkbookChange,
  type WorkbookEdits, type WorkbookHost,
} from "./workbook-host.js";

export interface ExcelHostOptions {
  /** The global Excel of office.js. */
  readonly excel: { run: typeof Excel.run; createWorkbook: typeof Excel.createWorkbook };
  /** Office.context.requirements.isSetSupported. */
  readonly isSetSupported: (name: string, version: string) => boolean;
  readonly language: Language;
  /** Pause between tries, in milliseconds. */
  readonly wait?: (ms: number) => Promise<void>;
}

const VISIBILITY: Readonly<Record<string, SheetInfo["visibility"]>> = { Visible: "visible", Hidden: "hidden", VeryHidden: "veryHidden" };

export class ExcelHost implements WorkbookHost {
  private readonly batch: ExcelBatch;
  private readonly excel: ExcelHostOptions["excel"];

  constructor(options: ExcelHostOptions) {
    const { excel, isSetSupported, language } = options;
    this.excel = excel;
    this.batch = excelBatch(
      // A user in the middle of typing: Excel holds the request until the cell is left.
      (work) => excel.run({ delayForCellEdit: true }, work),
      (minor) => isSetSupported("ExcelApi", `1.${minor}`),
      language,
      options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    );
    if (!this.batch.supports(9)) throw new HostFault("notSupported", language, "ExcelApi 1.9");
  }

  listSheets(): Promise<readonly SheetInfo[]> {
    return this.batch.run(async (context) => {
      const sizes = new Map<Excel.Worksheet, Excel.Range>();
      const states = await sheetStates(context, (sheet) => {
        const used = sheet.getUsedRangeOrNullObject(true);
        used.load("rowCount,columnCount");
        sizes.set(sheet, used);
      });
      return states.map(({ sheet, id, name, visibility, protected: locked, ours }) => {
        const used = sizes.get(sheet);
        const empty = used === undefined || used.isNullObject;
        return { id, name, visibility: VISIBILITY[visibility] ?? "visible", protected: locked, ours, rows: empty ? 0 : used.rowCount, columns: empty ? 0 : used.columnCount };
      });
    });
  }

  readGrids(options: ReadOptions = {}): Promise<ReadResult> {
    return readExcelGrids(this.batch, options);
  }

  async apply(edits: WorkbookEdits, options?: RunOptions): Promise<ApplyResult> {
    this.batch.check(options);
    const scope = scopeOf(edits);
    if (scope === null) return { marked: 0, sheets: new Map(), skipped: [] };
    const aside = await setAside(this.batch, scope);
    try {
      // What cannot be set aside goes at once.
      if (aside === null) await this.clear(scope, options);
      const { written, ...result } = await this.write(edits, options);
      if (aside !== null) await dropAside(this.batch, aside, written);
      return result;
    } catch (error) {
      // Cancelled: the workbook is left as it was. After other faults clearing is the next click's work.
      if (error instanceof HostFault && error.code === "cancelled") await (aside === null ? this.clear(scope) : bringBack(this.batch, aside));
      throw error;
    }
  }

  /** @returns also the names of the sheets it added */
  private async write(edits: WorkbookEdits, options?: RunOptions): Promise<ApplyResult & { readonly written: readonly string[] }> {
    const skipped: Skipped[] = [];
    const written: string[] = [];
    const marks = edits.marks ?? [], sheets = edits.sheets ?? [];
    if (marks.length + sheets.length === 0) return { marked: 0, sheets: new Map(), skipped, written };
    const plan = await planWrite(this.batch, sheets);
    if (plan.locked) return { written, marked: 0, sheets: new Map(), skipped: [{ code: "protectedWorkbook", sheet: null, count: 1, message: words(this.batch.language).skipped("protectedWorkbook", null) }] };
    const { lists, ambiguous } = markLists(marks, edits.grids, plan.date1904);
    for (const [sheet, count] of ambiguous) skipped.push({ code: "ambiguousRow", sheet, count, message: words(this.batch.language).skipped("ambiguousRow", sheet) });
    const { allowed, left } = allowedLists(lists, plan.protected, this.batch.language);
    skipped.push(...left);
    const names = new Map(plan.sheets.map(({ sheet, name }) => [sheet.name, name]));
    if (allowed.length + sheets.length === 0) return { marked: 0, sheets: names, skipped, written };
    this.batch.check(options);
    written.push(...plan.sheets.map(({ name }) => name), ...(allowed.length === 0 ? [] : [plan.marks]));
    await prepareSheets(this.batch, plan, allowed.length);
    await writeReportSheets(this.batch, plan.sheets, (name) => names.get(name) ?? name, plan.date1904, options);
    // Marks last: they are what is seen first, and what is written fastest.
    await writeMarks(this.batch, allowed, plan.marks, options);
    return { marked: allowed.reduce((sum, list) => sum + list.cells, 0), sheets: names, skipped, written };
  }

  clear(scope: ClearScope, options?: RunOptions): Promise<ClearResult> {
    return clearExcel(this.batch, scope, options);
  }

  select(target: CellTarget, show = false): Promise<Selection> {
    return selectInExcel(this.batch, target, show);
  }

  fill(target: CellTarget, text: string): Promise<FillOutcome> {
    return fillInExcel(this.batch, target, text);
  }

  /** Not tried again: a second try could open a second workbook. */
  async openWorkbook(_name: string, bytes: Uint8Array): Promise<void> {
    await this.batch.once(() => this.excel.createWorkbook(base64(bytes)));
  }

  watch(listener: (change: WorkbookChange) => void): Promise<() => Promise<void>> {
    return watchExcel(this.batch, listener);
  }

  readSettings(): Promise<ReadonlyMap<string, unknown>> {
    return this.batch.run(async (context) => {
      const { settings } = context.workbook;
      settings.load("items/key,items/value");
      await context.sync();
      return new Map(settings.items.filter((one) => one.key.startsWith(SETTING_PREFIX) && one.key !== JOURNAL).map((one) => [one.key.slice(SETTING_PREFIX.length), one.value as unknown]));
    });
  }

  async writeSettings(values: ReadonlyMap<string, unknown>): Promise<void> {
    await this.batch.run(async (context) => {
      const { settings } = context.workbook;
      const gone = [...values].filter(([, value]) => value === undefined).map(([key]) => settings.getItemOrNullObject(SETTING_PREFIX + key));
      if (gone.length > 0) await context.sync();
      for (const setting of gone) if (!setting.isNullObject) setting.delete();
      for (const [key, value] of values) if (value !== undefined) settings.add(SETTING_PREFIX + key, value as string);
      await context.sync();
    });
  }
}

/** In pieces, since a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let from = 0; from < bytes.length; from += 0x8000) binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(binary);
}

export function excelHost(options: ExcelHostOptions): WorkbookHost {
  return new ExcelHost(options);
}
