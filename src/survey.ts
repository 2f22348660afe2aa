/**
 * What has arrived, before anything is compared: the sheets recognised, their columns, villages and dates, so that a person can see and correct
 * it. The first half of `reconcile.ts`, with the same choices.
 */
import { monthText } from "./checks/dates.js";
import { arrivalsOf } from "./checks/summary.js";
import type {
  Arrival, Books, CellValue, ColumnMapping, Entities, FieldId, Language, MonthNumber, RecordId, RowLink, SheetGrid, SheetReading, TableBlock, TableOverride, Warning,
} from "./model.js";
import type { AsOfChoice } from "./normalise/parts.js";
import type { Profile } from "./profile/profile.js";
import { asOfBlock, contextFor, readBooks } from "./read-books.js";
import { columnName } from "./report/layout.js";
import { baseField, maskIdCell, maskText } from "./report/mask.js";
import { isBlank, shownText } from "./table/cell-text.js";
import { isSkipHeader } from "./table/skip-header.js";

/** As-of date of a record's part that the user set. */
export type PartDate = AsOfChoice;

export interface SurveyOptions {
  readonly language: Language;
  readonly overrides?: readonly TableOverride[];
  readonly dates?: readonly PartDate[];
  /** Report months that the user set; without it from the first to the last found. */
  readonly period?: { readonly from: MonthNumber; readonly to: MonthNumber };
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

/** Rows and columns of a sheet's beginning that are shown. */
const HEAD = 12;
const EXAMPLES = 3;
/** A column's first values are looked for this far down. */
const LOOKED_AT = 400;
/** More of a cell tells no more of what its column holds. */
const LONGEST = 60;

/**
 * What has arrived. Reads as `reconcile` reads; links and compares nothing.
 * @param warnings of the readers; they come first
 */
export function survey(grids: readonly SheetGrid[], warnings: readonly Warning[], profile: Profile, options: SurveyOptions): Survey {
  const { language } = options;
  const { tables, books, overrides, warnings: said } = readBooks(grids, { profile, ...options });
  // Which villages have handed something in does not depend on who is who.
  const context = contextFor(profile, language, books, nobody(books));
  const arrivals = new Map(arrivalsOf(context).map((arrival) => [arrival.record, arrival]));
  const masked = new Set(profile.fields.filter((field) => field.mask === true).map((field) => field.id));
  const readings = new Map(tables.sheets.map((sheet) => [keyOf(sheet), sheet]));

  const records = profile.records.flatMap((record): SurveyRecord[] => {
    const arrival = arrivals.get(record.id);
    if (arrival === undefined) return [];
    return [{
      record: record.id,
      name: record.name[language],
      arrival,
      parts: books.parts.filter((part) => part.record === record.id && part.rows > 0).map((part) => ({
        record: part.record, village: part.village < 0 ? null : (books.villages[part.village] ?? null), asOf: part.asOf, from: part.asOfFrom, rows: part.rows,
      })),
      fields: record.fields.map(({ field, required }) => ({ field, name: context.fieldName(field), required: required === true })),
    }];
  });

  const sheets = grids.flatMap((grid): SurveySheet[] => {
    const reading = readings.get(keyOf(grid));
    if (reading === undefined) return [];
    const blocks = reading.blocks.map((b) => tables.blocks[b]).filter((block) => block !== undefined);
    return [{
      ...reading,
      tables: reading.blocks.flatMap((b) => {
        const block = tables.blocks[b];
        return block === undefined ? [] : [describe(books, block, b, grid, masked, context.fieldName)];
      }),
      override: overrides.find((one) => keyOf(one) === keyOf(grid)) ?? null,
      hidden: grid.hidden === true,
      rows: lastRow(grid),
      head: headOf(grid, blocks, profile, masked),
    }];
  });

  const { period } = books;
  return {
    records, sheets,
    warnings: [...warnings, ...said].map((warning) => ({ ...warning, message: maskText(warning.message, true) })),
    period: period === null ? null : { from: monthText(period.from), to: monthText(period.to) },
    villages: books.villages,
  };
}

const keyOf = (one: { readonly file: string | null; readonly sheet: string }): string => `${one.file ?? ""}\0${one.sheet}`;

/** No row belongs to anybody. */
function nobody(books: Books): Entities {
  const link: RowLink = { certainty: 0, because: [], pass: "" };
  return { count: 0, of: new Int32Array(books.total).fill(-1), start: new Int32Array(1), rows: new Int32Array(0), link: () => link, ties: [], doubts: [] };
}

function describe(
  books: Books, block: TableBlock, b: number, grid: SheetGrid, masked: ReadonlySet<FieldId>, fieldName: (field: FieldId) => string,
): SurveyBlock {
  const villages = [...new Set(books.blocks[b]?.village ?? [])].sort((one, two) => one - two).map((village) => books.villages[village]).filter((name) => name !== undefined);
  return {
    record: block.record,
    title: maskText(block.title, true),
    rows: block.sheetRows.length,
    headerRows: block.headerRows,
    // A further child's columns that stand where the first child's do (`columnAt`) are no columns of the sheet.
    columns: block.columns.filter((column) => block.columnAt?.has(column.column) !== true).map((column): SurveyColumn => {
      const field = column.field === null ? null : baseField(column.field);
      const child = column.field === null || field === column.field ? "" : ` ${column.field.slice((field ?? "").length + 1)}`;
      return {
        ...column,
        letters: columnName(column.column),
        fieldName: field === null ? "" : fieldName(field) + child,
        examples: column.state === "skipped" ? [] : examplesOf(grid, block, column.column, field !== null && masked.has(field)),
      };
    }),
    villages,
    asOf: asOfBlock(books, block, b),
  };
}

function examplesOf(grid: SheetGrid, block: TableBlock, column: number, isId: boolean): string[] {
  const found = new Set<string>();
  for (const row of block.sheetRows.subarray(0, LOOKED_AT)) {
    const text = shownMasked(grid.rows[row]?.[column], isId).trim();
    if (text !== "") found.add(text);
    if (found.size === EXAMPLES) break;
  }
  return [...found];
}

/** Numbers that may be ID numbers are masked in every column: before a column is known to hold them, too. */
function shownMasked(cell: CellValue | undefined, isId: boolean): string {
  const text = shownText(cell);
  const safe = isId ? maskIdCell(text) : maskText(text, true);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST - 1)}…` : safe;
}

function lastRow(grid: SheetGrid): number {
  for (let row = grid.rows.length; row > 0; row--) if ((grid.rows[row - 1] ?? []).some((cell) => !isBlank(cell))) return row;
  return 0;
}

/** The sheet's beginning as shown. Under a header of the skip list everything stays out, in sheets that were not recognised too. */
function headOf(grid: SheetGrid, blocks: readonly TableBlock[], profile: Profile, masked: ReadonlySet<FieldId>): string[][] {
  const ids = new Set<number>();
  const skipped = new Map<number, number>(); // column → first row that is left out
  const skip = (column: number, from: number): void => {
    skipped.set(column, Math.min(from, skipped.get(column) ?? from));
  };
  for (const block of blocks) {
    const from = (block.headerRows.at(-1) ?? -1) + 1;
    for (const { column, field, state } of block.columns) {
      if (state === "skipped") skip(column, from);
      if (field !== null && masked.has(baseField(field))) ids.add(column);
    }
  }
  const rows = grid.rows.slice(0, HEAD);
  rows.forEach((row, r) => {
    row.forEach((cell, column) => {
      if (typeof cell !== "string" || !isSkipHeader(cell, profile)) return;
      const merge = grid.merges.find((area) => area.top === r && area.left === column);
      // Headers below a skipped group are words, not values; they go too, since nothing tells how many rows of them there are.
      for (let c = column; c <= (merge?.right ?? column); c++) skip(c, (merge?.bottom ?? r) + 1);
    });
  });
  return rows.map((row, r) => row.slice(0, HEAD).map((cell, column) => (r >= (skipped.get(column) ?? HEAD) ? "" : shownMasked(cell, ids.has(column)))));
}
