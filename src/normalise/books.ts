/** Tables → books: every mapped column with normal values, villages numbered, months, parts, period. */
import type { Books, FieldId, Language, Normal, NormalColumn, RecordRows, TableBlock, Warning } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { coarseCodes, coarseDates, coarseWarnings, codesIn, type Coarse } from "./coarse.js";
import { makeColumnReader, type ColumnReader, type Heading } from "./column-reader.js";
import { commonHeading, headingOf, limitYearOf } from "./heading.js";
import { countMonths, mainSpan, rowMonths, type MonthSpan } from "./months.js";
import { makeParts, type AsOfChoice } from "./parts.js";
import { unknownWordWarnings } from "./unknown-words.js";
import { indexVillages, type VillageIndex } from "./village-index.js";

export interface NormaliseOptions {
  readonly language: Language;
  /** As-of dates that the user set; the last one that fits a part holds. */
  readonly asOf?: readonly AsOfChoice[];
  /** The period that the user set, instead of the months found. */
  readonly period?: MonthSpan;
  /** Told every few thousand rows: rows done of all blocks' rows, a block in equal parts for its columns. */
  readonly onRows?: (done: number, total: number, sheet: string) => void;
}

export interface NormalisedBlocks {
  readonly books: Books;
  readonly warnings: readonly Warning[];
}

/** Fields that say a row's report month, best first. */
const MONTH_FIELDS: readonly FieldId[] = ["reportMonth", "month"];

export function normaliseBlocks(blocks: readonly TableBlock[], profile: Profile, options: NormaliseOptions): NormalisedBlocks {
  const headings = blocks.map(headingOf);
  const reader = makeColumnReader(profile, limitYearOf(headings, options.period?.to ?? null));
  const villages = indexVillages(blocks, profile.villageSuffixes);
  const common = commonHeading(headings);
  const told = rowsTold(blocks, options.onRows);
  const plain = blocks.map((block, index) => rowsOf(block, headings[index] ?? null, common, reader, villages, (part) => told(index, part)));
  const { marked, found } = markCoarse(plain, reader);
  const offsets: number[] = [];
  let total = 0;
  for (const rows of marked) {
    offsets.push(total);
    total += rows.count;
  }
  const blockOf = new Int32Array(total);
  marked.forEach((rows, index) => blockOf.fill(index, offsets[index] ?? 0, (offsets[index] ?? 0) + rows.count));
  const parts = makeParts(marked, profile.records.map((record) => record.id), (written) => villages.indexOf(written), options.asOf ?? []);
  const period = options.period ?? periodOf(marked, profile);
  return {
    books: { blocks: marked, offsets, total, blockOf, villages: villages.names, villageKeys: villages.keys, parts, period },
    warnings: [...coarseWarnings(found, profile, options.language), ...unknownWordWarnings(marked, profile, options.language)],
  };
}

/** Rows between two tellings. */
const ROWS_TOLD = 2_000;

/** Tells how far block `index` is (0–1), not for every column of many small blocks. */
function rowsTold(blocks: readonly TableBlock[], onRows: NormaliseOptions["onRows"]): (index: number, part: number) => void {
  if (onRows === undefined) return () => undefined;
  const before: number[] = [];
  let total = 0;
  for (const block of blocks) {
    before.push(total);
    total += block.sheetRows.length;
  }
  let last = 0;
  return (index, part) => {
    const block = blocks[index];
    const done = (before[index] ?? 0) + Math.floor((block?.sheetRows.length ?? 0) * part);
    if (block === undefined || done < last + ROWS_TOLD) return;
    last = done;
    onRows(done, total, block.sheet);
  };
}

function rowsOf(
  block: TableBlock, own: Heading, common: Heading, reader: ColumnReader, villages: VillageIndex, told: (part: number) => void,
): RecordRows {
  const count = block.sheetRows.length;
  const heading = own ?? monthColumnYear(block, count, reader) ?? common;
  const columns = new Map<FieldId, NormalColumn>();
  for (const [index, { column, field }] of block.columns.entries()) {
    const cells = field === null ? undefined : block.cells.get(column);
    if (field === null || cells === undefined) continue;
    told(index / block.columns.length);
    const earlier = columns.get(field);
    // A field claimed twice is read from the first column that says anything.
    if (earlier !== undefined && earlier.values.some((value) => value.state !== "blank")) continue;
    columns.set(field, { field, column, values: reader.column(field, cells, count, heading) });
  }
  splitMixedIds(block, columns, reader);
  for (const { field, value, row, column } of block.constants) {
    if (columns.get(field)?.values.some((each) => each.state !== "blank") === true) continue;
    columns.set(field, { field, column, values: new Array<Normal>(count).fill(reader.one(field, value, heading)), at: { row, column } });
  }
  const village = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) village[i] = villages.indexOf(block.villages[i]);
  const monthField = MONTH_FIELDS.find((field) => columns.has(field));
  return { record: block.record, block, count, columns, village, month: rowMonths(block, monthField === undefined ? undefined : columns.get(monthField), count) };
}

/** A handbook whose title says no year, but whose month column says one and the same. */
function monthColumnYear(block: TableBlock, count: number, reader: ColumnReader): Heading {
  const years = new Set<number>();
  for (const { column, field } of block.columns) {
    const cells = field !== null && MONTH_FIELDS.includes(field) ? block.cells.get(column) : undefined;
    if (cells === undefined || field === null) continue;
    for (const value of reader.column(field, cells, count, null)) if (value.type === "month" && value.year > 0) years.add(value.year);
  }
  const [year] = years;
  return years.size === 1 && year !== undefined ? { year, month: 0 } : null;
}

/** 身份证号或出生年月: a date in the ID column is no ID; it becomes the birth date where no column of its own holds that. */
function splitMixedIds(block: TableBlock, columns: Map<FieldId, NormalColumn>, reader: ColumnReader): void {
  const ids = columns.get("idNumber");
  if (ids === undefined) return;
  const values = [...ids.values];
  const births: Normal[] = new Array<Normal>(values.length).fill(reader.blankDate());
  let dates = 0;
  for (let i = 0; i < values.length; i++) {
    const id = values[i];
    if (id?.type !== "idNumber" || id.issue !== "idLength") continue;
    const date = reader.dateInside(id);
    if (date === null) continue;
    values[i] = reader.withoutId(id);
    births[i] = date;
    dates++;
  }
  if (dates === 0) return;
  columns.set("idNumber", { ...ids, values });
  const mapped = block.columns.some(({ field }) => field === "birthDate");
  if (!mapped) columns.set("birthDate", { field: "birthDate", column: ids.column, values: births });
}

interface CoarseColumn {
  readonly rows: RecordRows;
  readonly field: FieldId;
  readonly coarse: Coarse;
}

function markCoarse(blocks: readonly RecordRows[], reader: ColumnReader): { marked: RecordRows[]; found: CoarseColumn[] } {
  const codes = new Map<NormalColumn, Set<string>>();
  const all = new Map<FieldId, Set<string>>();
  for (const rows of blocks) {
    for (const column of rows.columns.values()) {
      const index = reader.codes(column.field);
      if (index === null || index.holds.size === 0) continue;
      const own = codesIn(column);
      codes.set(column, own);
      const ofField = all.get(column.field) ?? new Set<string>();
      for (const code of own) ofField.add(code);
      all.set(column.field, ofField);
    }
  }
  const found: CoarseColumn[] = [];
  const marked = blocks.map((rows) => {
    const columns = new Map(rows.columns);
    for (const [field, column] of rows.columns) {
      const own = codes.get(column);
      const index = reader.codes(field);
      const coarse =
        own !== undefined && index !== null ? coarseCodes(own, all.get(field) ?? own, index) : reader.typeOf(field) === "date" ? coarseDates(column) : null;
      if (coarse === null) continue;
      columns.set(field, { ...column, coarse: true });
      found.push({ rows, field, coarse });
    }
    return { ...rows, columns };
  });
  return { marked, found };
}

/** First to last report month of the records kept month by month: events, issues and stock. */
function periodOf(blocks: readonly RecordRows[], profile: Profile): MonthSpan | null {
  const monthly = new Set(profile.records.filter(({ rowKind }) => rowKind === "event" || rowKind === "issue" || rowKind === "stock").map(({ id }) => id));
  const months = new Map<number, number>();
  for (const rows of blocks) {
    if (!monthly.has(rows.record)) continue;
    countMonths(rows.month, months);
    if (rows.block.month !== null) months.set(rows.block.month, (months.get(rows.block.month) ?? 0) + 1); // an empty slip is a month too
  }
  return mainSpan(months);
}
