/** What a run will write where: names that are free, sheets that are protected; and the sheets themselves, added and tagged at once. */
/// <reference types="office-js" />
import type { ReportSheet } from "../model.js";
import type { ExcelBatch } from "./excel-batch.js";
import { addTaggedSheet, queueEpoch, tagSheet } from "./excel-traces.js";
import { freeNames, freeTableName, isJournal, JOURNAL, MARK_WORD, SHEET_TAG, type Journal } from "./traces.js";
import { columnLetters } from "./xlsx-writer-xml.js";

export interface NamedSheet {
  readonly sheet: ReportSheet;
  /** The names it and its table get in this workbook. */
  readonly name: string;
  readonly table: string | null;
}

export interface WritePlan {
  readonly sheets: readonly NamedSheet[];
  /** Name of the hidden sheet with the keys of the marks. */
  readonly marks: string;
  /** The user's sheets, and whether they are protected. */
  readonly protected: ReadonlyMap<string, boolean>;
  /** No sheet can be added. */
  readonly locked: boolean;
  readonly date1904: boolean;
  /** What an earlier run may have left. */
  readonly before: readonly string[];
}

/** One request. */
export function planWrite(batch: ExcelBatch, wanted: readonly ReportSheet[]): Promise<WritePlan> {
  return batch.run(async (context) => {
    const { worksheets, protection, tables, names, settings } = context.workbook;
    worksheets.load("items/name,items/protection/protected");
    protection.load("protected");
    tables.load("items/name");
    names.load("items/name");
    const journal = settings.getItemOrNullObject(JOURNAL);
    journal.load("value");
    const is1904 = queueEpoch(context);
    await context.sync();
    const free = freeNames(worksheets.items.map((sheet) => sheet.name));
    const taken = new Set([...tables.items, ...names.items].map((each) => each.name.toLowerCase()));
    return {
      sheets: wanted.map((sheet) => ({ sheet, name: free(sheet.name), table: sheet.table === undefined ? null : freeTableName(sheet.table.name, taken) })),
      marks: free(MARK_WORD),
      protected: new Map(worksheets.items.map((sheet) => [sheet.name, sheet.protection.protected])),
      locked: protection.protected, date1904: is1904(),
      before: !journal.isNullObject && isJournal(journal.value) ? journal.value.sheets : [],
    };
  });
}

/**
 * The journal, then the sheets, empty, and the hidden one with so many columns for keys: one request. All sheets are there before any
 * formula is: one that names a sheet which is missing is refused, or asks the user for a file.
 */
export async function prepareSheets(batch: ExcelBatch, plan: WritePlan, keyColumns: number): Promise<void> {
  const wanted = [...plan.sheets.map(({ name }) => name), ...(keyColumns > 0 ? [plan.marks] : [])];
  await batch.run(async (context, again) => {
    const { settings, worksheets } = context.workbook;
    // Added to what an earlier run may have left, so that nothing of it is forgotten.
    settings.add(JOURNAL, { version: 1, sheets: [...new Set([...plan.before, ...wanted])] } satisfies Journal as unknown as string);
    const existing = again ? wanted.map((name) => worksheets.getItemOrNullObject(name)) : [];
    const tags = existing.map((sheet) => sheet.names.getItemOrNullObject(SHEET_TAG));
    if (again) await context.sync();
    for (const [index, name] of wanted.entries()) {
      const before = existing[index];
      const sheet = before === undefined || before.isNullObject ? addTaggedSheet(context, name) : before;
      // Broken off between the two.
      if (sheet === before && tags[index]?.isNullObject === true) tagSheet(sheet);
      if (name !== plan.marks || keyColumns === 0) continue;
      sheet.visibility = "VeryHidden";
      sheet.getRange(`A:${columnLetters(keyColumns - 1)}`).numberFormat = "@" as unknown as string[][];
    }
    await context.sync();
  });
}
