/** Taking back what a run wrote into the model: formats, sheets, then what was remembered. */
import { isJournal, isMarkSheet, isOurFormula, JOURNAL, SETTING_PREFIX } from "../../src/host/traces.js";
import type { ClearResult, ClearScope, Skipped } from "../../src/host/workbook-host.js";
import type { SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import type { Aside } from "./aside.js";
import { isOurs } from "./write.js";

/** @param keep what was set aside stays, and the journal with it */
export function clearModel(book: WorkbookModel, scope: ClearScope, say: (code: Skipped["code"], sheet: string | null) => string, keep: Aside | null = null): ClearResult {
  const skipped: Skipped[] = [];
  const skip = (code: Skipped["code"], sheet: string | null): void => { skipped.push({ code, sheet, count: 1, message: say(code, sheet) }); };
  const formats = scope === "sheets" ? 0 : deleteFormats(book, keep, skip);
  const marksStay = scope === "sheets" || skipped.length > 0;
  const sheets = deleteSheets(book, { marks: !marksStay, reports: scope !== "marks" }, keep, skip);
  if (skipped.length === 0 && keep === null) forget(book, scope);
  return { formats, sheets, skipped };
}

function deleteFormats(book: WorkbookModel, keep: Aside | null, skip: (code: Skipped["code"], sheet: string | null) => void): number {
  const halfMade = book.settings.has(JOURNAL);
  let count = 0;
  for (const sheet of book.sheets.filter((one) => !isOurs(one))) {
    const stay = sheet.conditionalFormats.filter((format) => format.type !== "Custom" || !isOurFormula(format.formula, halfMade) || keep?.formats.has(format) === true);
    const ours = sheet.conditionalFormats.length - stay.length;
    if (ours === 0) continue;
    if (sheet.protection.protected) skip("protectedSheet", sheet.name);
    else {
      sheet.conditionalFormats = stay;
      count += ours;
    }
  }
  return count;
}

function journalNames(book: WorkbookModel): readonly string[] {
  const journal = book.settings.get(JOURNAL);
  return isJournal(journal) ? journal.sheets : [];
}

function deleteSheets(book: WorkbookModel, which: { marks: boolean; reports: boolean }, keep: Aside | null, skip: (code: Skipped["code"], sheet: string | null) => void): string[] {
  const planned = new Set(journalNames(book));
  const isLeftOver = (sheet: SheetModel): boolean => isOurs(sheet) || (planned.has(sheet.name) && sheet.usedArea(false) === null);
  const gone = book.sheets.filter((sheet) => isLeftOver(sheet) && keep?.sheets.has(sheet) !== true && (isMarkSheet(sheet.name) ? which.marks : which.reports));
  if (gone.length > 0 && book.structureProtected) {
    skip("protectedWorkbook", null);
    return [];
  }
  for (const sheet of gone) book.deleteSheet(sheet);
  return gone.map((sheet) => sheet.name);
}

/** The journal keeps the names that are still there, and goes when there are none. */
function forget(book: WorkbookModel, scope: ClearScope): void {
  if (scope === "everything") for (const key of [...book.settings.keys()]) if (key.startsWith(SETTING_PREFIX)) book.settings.delete(key);
  const half = scope === "marks" || scope === "sheets";
  const planned = journalNames(book);
  const left = half ? planned.filter((name) => book.sheets.some((sheet) => sheet.name === name)) : [];
  if (!half || (left.length === 0 && !book.sheets.some(isOurs))) book.settings.delete(JOURNAL);
  else if (left.length < planned.length) book.settings.set(JOURNAL, { version: 1, sheets: left });
}
