/** Taking back what we wrote: formats, sheets, the journal last, so that a clear that broke off goes on at the next click. */
/// <reference types="office-js" />
import type { ExcelBatch } from "./excel-batch.js";
import { errorCode } from "./excel-batch.js";
import { ourFormats, sheetStates } from "./excel-traces.js";
import { words } from "./host-words.js";
import { isJournal, isMarkSheet, JOURNAL, SETTING_PREFIX, type Journal } from "./traces.js";
import type { ClearResult, ClearScope, RunOptions, Skipped } from "./workbook-host.js";

type Skip = (code: Skipped["code"], sheet: string | null) => void;

export async function clearExcel(batch: ExcelBatch, scope: ClearScope, options?: RunOptions): Promise<ClearResult> {
  const skipped: Skipped[] = [];
  const skip: Skip = (code, sheet) => {
    skipped.push({ code, sheet, count: 1, message: words(batch.language).skipped(code, sheet) });
  };
  const formats = scope === "sheets" ? 0 : await deleteFormats(batch, skip);
  batch.check(options);
  // While a protected sheet keeps marks, their keys and the journal stay: the next clear finds them.
  const marksStay = scope === "sheets" || skipped.length > 0;
  const sheets = await deleteSheets(batch, { marks: !marksStay, reports: scope !== "marks" }, skip);
  if (skipped.length === 0) await forget(batch, scope);
  return { formats, sheets, skipped };
}

async function deleteFormats(batch: ExcelBatch, skip: Skip): Promise<number> {
  return batch.run(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(JOURNAL);
    setting.load("value");
    const states = (await sheetStates(context)).filter((state) => !state.ours);
    const found = await ourFormats(context, states, !setting.isNullObject);
    for (const name of new Set(found.filter(({ state }) => state.protected).map(({ state }) => state.name))) skip("protectedSheet", name);
    const free = found.filter(({ state }) => !state.protected);
    for (const { format } of free) format.delete();
    if (free.length > 0) await context.sync();
    return free.length;
  });
}

/**
 * Deletes sheets that carry our name, and those of the journal that never got it (a run that broke off between adding and tagging) if
 * they are empty: then nobody has used them.
 */
async function deleteSheets(batch: ExcelBatch, which: { marks: boolean; reports: boolean }, skip: Skip): Promise<string[]> {
  return batch.run(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(JOURNAL);
    setting.load("value");
    const states = await sheetStates(context);
    const planned = new Set(!setting.isNullObject && isJournal(setting.value) ? setting.value.sheets : []);
    const untagged = states.filter((state) => !state.ours && planned.has(state.name)).map((state) => ({ state, used: state.sheet.getUsedRangeOrNullObject(false) }));
    if (untagged.length > 0) await context.sync();
    const gone = [...states.filter((state) => state.ours), ...untagged.filter(({ used }) => used.isNullObject).map(({ state }) => state)]
      .filter((state) => (isMarkSheet(state.name) ? which.marks : which.reports));
    for (const state of gone) {
      // Excel refuses to delete a very hidden sheet.
      if (state.visibility === "VeryHidden") state.sheet.visibility = "Hidden";
      state.sheet.delete();
      batch.deleting.add(state.id);
    }
    if (gone.length === 0) return [];
    try {
      await context.sync();
    } catch (error) {
      if (errorCode(error) !== "AccessDenied") throw error;
      skip("protectedWorkbook", null);
      return [];
    }
    return gone.map((state) => state.name);
  });
}

/** The journal keeps the names that are still there, and goes when there are none. */
async function forget(batch: ExcelBatch, scope: ClearScope): Promise<void> {
  await batch.run(async (context) => {
    const { settings } = context.workbook;
    settings.load("items/key,items/value");
    const half = scope === "marks" || scope === "sheets";
    const states = half ? await sheetStates(context) : [];
    if (!half) await context.sync();
    const journal: unknown = settings.items.find(({ key }) => key === JOURNAL)?.value;
    const planned = isJournal(journal) ? journal.sheets : [];
    const left = planned.filter((name) => states.some((state) => state.name === name));
    const keep = states.some((state) => state.ours) || left.length > 0;
    const gone = settings.items.filter(({ key }) => (scope === "everything" ? key.startsWith(SETTING_PREFIX) : key === JOURNAL && !keep));
    for (const setting of gone) setting.delete();
    if (keep && left.length < planned.length) settings.add(JOURNAL, { version: 1, sheets: left } satisfies Journal as unknown as string);
    await context.sync();
  });
}
