/**
 * Taking back what we wrote: formats, sheets, the journal, in this order and in one request, so that a clear that broke off goes on at
 * the next click. What is there is asked first, in two or three requests.
 */
/// <reference types="office-js" />
import type { ExcelBatch } from "./excel-batch.js";
import { ourFormats, sheetStates, type SheetState } from "./excel-traces.js";
import { words } from "./host-words.js";
import { isJournal, isMarkSheet, JOURNAL, SETTING_PREFIX, type Journal } from "./traces.js";
import type { ClearResult, ClearScope, RunOptions, Skipped } from "./workbook-host.js";

/** @param keep formats and sheets, by id, that stay; a journal is kept with them */
export async function clearExcel(batch: ExcelBatch, scope: ClearScope, options?: RunOptions, keep?: (id: string) => boolean): Promise<ClearResult> {
  return batch.run(async (context) => {
    const all = await surveyOurs(context, scope);
    const found = keep === undefined ? all : { ...all, formats: all.formats.filter(({ format }) => !keep(format.id)), sheets: all.sheets.filter(({ id }) => !keep(id)) };
    batch.check(options);
    const skipped: Skipped[] = [];
    const skip = (code: Skipped["code"], sheet: string | null): void => {
      skipped.push({ code, sheet, count: 1, message: words(batch.language).skipped(code, sheet) });
    };
    for (const name of new Set(found.formats.filter(({ state }) => state.protected).map(({ state }) => state.name))) skip("protectedSheet", name);
    const formats = found.formats.filter(({ state }) => !state.protected);
    for (const { format } of formats) format.delete();
    // While a protected sheet keeps marks, their keys and the journal stay: the next clear finds them.
    const marksStay = scope === "sheets" || skipped.length > 0;
    let sheets = found.sheets.filter(({ name }) => (isMarkSheet(name) ? !marksStay : scope !== "marks"));
    if (found.locked && sheets.length > 0) {
      skip("protectedWorkbook", null);
      sheets = [];
    }
    for (const { sheet, id, visibility } of sheets) {
      // Excel refuses to delete a very hidden sheet.
      if (visibility === "VeryHidden") sheet.visibility = "Hidden";
      sheet.delete();
      batch.deleting.add(id);
    }
    const forgets = skipped.length === 0 && keep === undefined && forget(context, scope, found, new Set(sheets.map(({ name }) => name)));
    if (formats.length + sheets.length > 0 || forgets) await context.sync();
    return { formats: formats.length, sheets: sheets.map(({ name }) => name), skipped };
  });
}

export interface Found {
  /** Ours, each with its sheet. */
  readonly formats: readonly { readonly state: SheetState; readonly format: Excel.ConditionalFormat }[];
  /** Ours, and those that a run broke off before it could tag them; these only if they are empty: then nobody has used them. */
  readonly sheets: readonly SheetState[];
  readonly names: ReadonlySet<string>;
  readonly locked: boolean;
  /** Names in the journal; null: there is none. */
  readonly journal: readonly string[] | null;
  readonly settings: readonly Excel.Setting[];
}

/** What a run left that belongs to the scope. */
export async function surveyOurs(context: Excel.RequestContext, scope: ClearScope): Promise<Found> {
  const { settings, protection } = context.workbook;
  const journal = settings.getItemOrNullObject(JOURNAL);
  journal.load("value");
  protection.load("protected");
  if (scope === "everything") settings.load("items/key");
  const used = new Map<Excel.Worksheet, Excel.Range>();
  const formats = new Map<Excel.Worksheet, Excel.ConditionalFormatCollection>();
  const states = await sheetStates(context, (sheet) => {
    if (!journal.isNullObject) used.set(sheet, sheet.getUsedRangeOrNullObject(false));
    if (scope === "sheets") return;
    const collection = sheet.getRange().conditionalFormats;
    collection.load("items/id,items/type");
    formats.set(sheet, collection);
  });
  const names = isJournal(journal.isNullObject ? null : journal.value) ? (journal.value as Journal).sheets : [];
  const planned = new Set(names);
  return {
    formats: await ourFormats(context, states.filter((state) => !state.ours), formats, !journal.isNullObject),
    sheets: states.filter((state) => state.ours || (planned.has(state.name) && used.get(state.sheet)?.isNullObject === true)),
    names: new Set(states.map((state) => state.name)),
    locked: protection.protected, journal: journal.isNullObject ? null : names, settings: scope === "everything" ? settings.items : [],
  };
}

/** Queues what is to be forgotten: the journal keeps the names that are still there, and goes when there are none. True if that is anything. */
function forget(context: Excel.RequestContext, scope: ClearScope, found: Found, gone: ReadonlySet<string>): boolean {
  const { settings } = context.workbook;
  if (scope === "everything") {
    const ours = found.settings.filter(({ key }) => key.startsWith(SETTING_PREFIX));
    for (const setting of ours) setting.delete();
    return ours.length > 0;
  }
  if (found.journal === null) return false;
  const left = scope === "run" ? [] : found.journal.filter((name) => found.names.has(name) && !gone.has(name));
  const ours = scope === "run" ? [] : found.sheets.filter(({ name }) => !gone.has(name));
  if (left.length + ours.length === 0) settings.getItem(JOURNAL).delete();
  else if (left.length < found.journal.length) settings.add(JOURNAL, { version: 1, sheets: left } satisfies Journal as unknown as string);
  else return false;
  return true;
}
