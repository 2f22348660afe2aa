/**
 * What has arrived, before anything is compared: the sheets recognised, their columns, villages and dates, so that a person can see and correct
 * it. The first half of `reconcile.ts`, with the same choices.
 */
import type { Arrival, ColumnMapping, FieldId, Language, RecordId, SheetReading, TableOverride, Warning } from "./model.js";
import type { AsOfChoice } from "./normalise/parts.js";

/** As-of date of a record's part that the user set. */
export type PartDate = AsOfChoice;

export interface SurveyOptions {
  readonly language: Language;
  readonly overrides?: readonly TableOverride[];
  readonly dates?: readonly PartDate[];
}

export interface SurveyColumn extends ColumnMapping {
  /** "D" */
  readonly letters: string;
  /** Name of the field in the run's language; "" if none. */
  readonly fieldName: string;
  /** Up to three different values as shown, ID numbers masked; none of a skipped column. */
  readonly examples: readonly string[];
}

export interface SurveyBlock {
  readonly record: RecordId;
  readonly title: string;
  readonly rows: number;
  /** 0-based. */
  readonly headerRows: readonly number[];
  readonly columns: readonly SurveyColumn[];
  readonly villages: readonly string[];
  readonly asOf: string | null;
}

export interface SurveySheet extends SheetReading {
  /** The blocks of `blocks`, described. */
  readonly tables: readonly SurveyBlock[];
  /** The user's word of it, if any. */
  readonly override: TableOverride | null;
  readonly hidden: boolean;
  /** Rows of the sheet up to the last that holds something. */
  readonly rows: number;
  /** First rows as shown, at most 12 × 12, ID numbers masked: to choose the header row from. */
  readonly head: readonly (readonly string[])[];
}

/** As-of date of one village's part of a record; village null: the record is not divided. */
export interface SurveyPart {
  readonly record: RecordId;
  readonly village: string | null;
  readonly asOf: string;
  readonly from: "title" | "latestEntry" | "user" | "none";
  readonly rows: number;
}

export interface SurveyRecord {
  readonly record: RecordId;
  readonly name: string;
  readonly arrival: Arrival;
  readonly parts: readonly SurveyPart[];
  /** Fields its columns may be, in the profile's order; required ones are marked. */
  readonly fields: readonly { readonly field: FieldId; readonly name: string; readonly required: boolean }[];
}

export interface Survey {
  readonly records: readonly SurveyRecord[];
  readonly sheets: readonly SurveySheet[];
  readonly warnings: readonly Warning[];
  /** "YYYY-MM" both. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly villages: readonly string[];
}
