/**
 * What the last run left is set aside while a new one is written, and goes when that is done: cancelled at any moment, a run leaves the
 * workbook with the marks and lists that it had. Lists set aside bear another name meanwhile, so that the new ones get theirs.
 */
/// <reference types="office-js" />
import { clearExcel, surveyOurs } from "./excel-clear.js";
import type { ExcelBatch } from "./excel-batch.js";
import { asideName, isMarkSheet, JOURNAL, keptJournal, type Journal } from "./traces.js";
import { HostFault, type ClearScope } from "./workbook-host.js";

export interface Aside {
  readonly scope: ClearScope;
  /** Conditional formats, by id, with the ids of their sheets. */
  readonly formats: ReadonlyMap<string, string>;
  /** Sheets by id, with the names they had. */
  readonly sheets: ReadonlyMap<string, string>;
  /** Names in the journal; null: there was none. */
  readonly journal: readonly string[] | null;
  /** Names of all sheets then. */
  readonly present: ReadonlySet<string>;
}

/** Two or three requests, one more if lists have to be renamed. null: what is there cannot be set aside, since something is protected. */
export async function setAside(batch: ExcelBatch, scope: ClearScope): Promise<Aside | null> {
  // Kept from try to try: a second one would see the names that the first has given.
  const names = new Map<string, string>();
  const given = new Set<string>();
  return batch.run(async (context) => {
    const found = await surveyOurs(context, scope);
    if (found.formats.some(({ state }) => state.protected)) return null;
    const sheets = found.sheets.filter(({ name }) => (isMarkSheet(name) ? scope !== "sheets" : scope !== "marks"));
    if (found.locked && found.formats.length + sheets.length > 0) return null;
    for (const { id, name } of sheets) if (!names.has(id)) names.set(id, name);
    const lists = sheets.filter(({ id, name }) => !isMarkSheet(name) && names.get(id) === name);
    const free = asideName(found.names);
    for (const { sheet, name } of lists) {
      const other = free(name);
      given.add(other);
      sheet.name = other;
    }
    if (lists.length > 0) await context.sync();
    return {
      scope, journal: found.journal, present: new Set([...found.names, ...names.values()].filter((name) => !given.has(name))),
      formats: new Map(found.formats.map(({ state, format }) => [format.id, state.id])),
      sheets: new Map(sheets.map(({ id }) => [id, names.get(id)!])),
    };
  });
}

/**
 * The new run is written: what was set aside goes. One request, if nobody has touched it meanwhile.
 * @param written names of the new sheets
 */
export async function dropAside(batch: ExcelBatch, aside: Aside, written: readonly string[]): Promise<void> {
  const { scope, formats, sheets } = aside;
  const journal = keptJournal(aside.journal, aside.present, new Set(sheets.values()), written);
  // As the run has left it: what was there, and what it wrote.
  const standing = [...new Set([...(aside.journal ?? []), ...written])];
  if (formats.size + sheets.size === 0 && (journal ?? []).join("\n") === standing.join("\n")) return;
  try {
    await batch.run(async (context, again) => {
      if (again) throw new HostFault("unexpected", batch.language);
      const { worksheets } = context.workbook;
      for (const [format, sheet] of formats) worksheets.getItem(sheet).getRange().conditionalFormats.getItem(format).delete();
      for (const id of sheets.keys()) {
        const sheet = worksheets.getItem(id);
        // Excel refuses to delete a very hidden sheet.
        sheet.visibility = "Hidden";
        batch.deleting.add(id);
        sheet.delete();
      }
      putJournal(context, journal);
      await context.sync();
    });
  } catch (error) {
    if (!(error instanceof HostFault)) throw error;
    // Half done, or the user was quicker: what is still there is looked for.
    await clearExcel(batch, scope, undefined, (id) => !formats.has(id) && !sheets.has(id));
    await batch.run(async (context) => {
      putJournal(context, journal);
      await context.sync();
    });
  }
}

/** Queued. There is a journal while a run is under way. */
function putJournal(context: Excel.RequestContext, names: readonly string[] | null): void {
  const { settings } = context.workbook;
  // Written first, so that there is one to delete.
  settings.add(JOURNAL, { version: 1, sheets: names ?? [] } satisfies Journal as unknown as string);
  if (names === null) settings.getItem(JOURNAL).delete();
}

/** The new run was cancelled: what it began goes, and what was set aside is as it was. */
export async function bringBack(batch: ExcelBatch, { scope, formats, sheets, journal }: Aside): Promise<void> {
  await clearExcel(batch, scope, undefined, (id) => formats.has(id) || sheets.has(id));
  await batch.run(async (context) => {
    const { worksheets } = context.workbook;
    const found = [...sheets].map(([id, name]) => ({ sheet: worksheets.getItemOrNullObject(id), name }));
    await context.sync();
    for (const { sheet, name } of found) if (!sheet.isNullObject && !isMarkSheet(name)) sheet.name = name;
    putJournal(context, journal);
    await context.sync();
  });
}
