/** What the last run left, set aside while a new one is written: see src/host/excel-aside.ts, which does the same through Excel. */
import { asideName, isJournal, isMarkSheet, isOurFormula, JOURNAL, keptJournal } from "../../src/host/traces.js";
import type { ClearScope } from "../../src/host/workbook-host.js";
import type { ConditionalFormatModel, SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { isOurs } from "./write.js";

export interface Aside {
  readonly formats: ReadonlySet<ConditionalFormatModel>;
  /** With the names they had. */
  readonly sheets: ReadonlyMap<SheetModel, string>;
  readonly journal: readonly string[] | null;
  /** Names of all sheets then. */
  readonly present: ReadonlySet<string>;
}

/** null: what is there cannot be set aside, since something is protected. */
export function setAside(book: WorkbookModel, scope: ClearScope): Aside | null {
  const written = book.settings.get(JOURNAL);
  const journal = isJournal(written) ? written.sheets : null;
  const formats = new Set<ConditionalFormatModel>();
  if (scope !== "sheets") {
    for (const sheet of book.sheets.filter((one) => !isOurs(one))) {
      const ours = sheet.conditionalFormats.filter((format) => format.type === "Custom" && isOurFormula(format.formula, book.settings.has(JOURNAL)));
      if (ours.length > 0 && sheet.protection.protected) return null;
      for (const format of ours) formats.add(format);
    }
  }
  const planned = new Set(journal ?? []);
  const left = book.sheets.filter((sheet) => isOurs(sheet) || (planned.has(sheet.name) && sheet.usedArea(false) === null));
  const sheets = new Map(left.filter(({ name }) => (isMarkSheet(name) ? scope !== "sheets" : scope !== "marks")).map((sheet) => [sheet, sheet.name]));
  if (book.structureProtected && formats.size + sheets.size > 0) return null;
  const present = new Set(book.sheets.map((sheet) => sheet.name));
  const free = asideName(present);
  for (const [sheet, name] of sheets) if (!isMarkSheet(name)) book.renameSheet(sheet, free(name));
  return { formats, sheets, journal, present };
}

export function dropAside(book: WorkbookModel, aside: Aside, written: readonly string[]): void {
  for (const sheet of book.sheets) {
    if (sheet.conditionalFormats.some((format) => aside.formats.has(format))) sheet.conditionalFormats = sheet.conditionalFormats.filter((format) => !aside.formats.has(format));
  }
  for (const sheet of aside.sheets.keys()) book.deleteSheet(sheet);
  putJournal(book, keptJournal(aside.journal, aside.present, new Set(aside.sheets.values()), written));
}

export function bringBack(book: WorkbookModel, aside: Aside): void {
  for (const [sheet, name] of aside.sheets) if (book.sheets.includes(sheet) && sheet.name !== name) book.renameSheet(sheet, name);
  putJournal(book, aside.journal);
}

function putJournal(book: WorkbookModel, names: readonly string[] | null): void {
  if (names === null) book.settings.delete(JOURNAL);
  else book.settings.set(JOURNAL, { version: 1, sheets: names });
}
