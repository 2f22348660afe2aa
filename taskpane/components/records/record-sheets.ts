/** Which sheets stand under which record, and what the user has said of them. */
import type { FieldId, RecordId, TableOverride, Warning } from "../../../src/model.js";
import type { Survey, SurveyRecord, SurveySheet } from "../../../src/survey.js";

export interface RecordSheets {
  readonly record: SurveyRecord;
  readonly sheets: readonly SurveySheet[];
}

export interface SheetGroups {
  readonly records: readonly RecordSheets[];
  readonly unknown: readonly SurveySheet[];
  /** Empty, left out by the user, or lists of our own. */
  readonly notRead: readonly SurveySheet[];
}

export function sheetGroups(survey: Survey): SheetGroups {
  return {
    records: survey.records.map((record) => ({
      record,
      sheets: survey.sheets.filter((sheet) => sheet.state === "read" && sheet.tables.some((table) => table.record === record.record)),
    })),
    unknown: survey.sheets.filter((sheet) => sheet.state === "notRecognised"),
    notRead: survey.sheets.filter((sheet) => sheet.state === "empty" || sheet.state === "ignored"),
  };
}

export const sheetKey = (file: string | null, sheet: string): string => `${file ?? ""}\u0001${sheet}`;

export function warningsOf(sheet: SurveySheet, warnings: readonly Warning[]): readonly Warning[] {
  return warnings.filter((warning) => warning.sheet === sheet.sheet && warning.file === sheet.file);
}

/** Earliest and latest as-of date of a record's parts; null if none is known. */
export function dateSpan(record: SurveyRecord): readonly [string, string] | null {
  const dates = record.parts.map((part) => part.asOf).filter((date) => date !== "").sort();
  const first = dates[0];
  const last = dates[dates.length - 1];
  return first === undefined || last === undefined ? null : [first, last];
}

/** A child's field without its place: childName#2 → childName. */
export const baseField = (field: FieldId): FieldId => field.split("#")[0] ?? field;

type Said = Pick<SurveySheet, "file" | "sheet" | "override">;

/** The sheet is another record: what was said of its columns no longer holds. */
export function withRecord(sheet: Said, record: RecordId | null): TableOverride {
  const { headerRows } = sheet.override ?? {};
  return { file: sheet.file, sheet: sheet.sheet, record, ...(headerRows === undefined || record === null ? {} : { headerRows }) };
}

/** Another header: the columns are read anew. */
export function withHeader(sheet: Said, headerRows: readonly [number, number]): TableOverride {
  const { record } = sheet.override ?? {};
  return { file: sheet.file, sheet: sheet.sheet, ...(record === undefined ? {} : { record }), headerRows };
}

/** `field` undefined: the column is recognised by itself again; null: not compared. Answers null if nothing is left to say. */
export function withColumn(sheet: Said, column: number, field: FieldId | null | undefined): TableOverride | null {
  const { record, headerRows, columns = {} } = sheet.override ?? {};
  const others = Object.entries(columns).filter(([key]) => Number(key) !== column);
  const said: Record<number, FieldId | null> = Object.fromEntries(field === undefined ? others : [...others, [column, field]]);
  const any = Object.keys(said).length > 0;
  if (!any && record === undefined && headerRows === undefined) return null;
  return { file: sheet.file, sheet: sheet.sheet, ...(record === undefined ? {} : { record }), ...(headerRows === undefined ? {} : { headerRows }), ...(any ? { columns: said } : {}) };
}
