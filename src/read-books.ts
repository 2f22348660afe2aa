/** Sheets → tables → books: the half of the way that a survey and a run share, so that both always read the same. */
import type { CheckContext } from "./checks/check.js";
import type { Books, Entities, Language, MonthNumber, SheetGrid, TableBlock, TableOverride, Warning } from "./model.js";
import { normaliseBlocks } from "./normalise/books.js";
import { makeCompare } from "./normalise/compare.js";
import type { AsOfChoice } from "./normalise/parts.js";
import type { Profile } from "./profile/profile.js";
import { readTables, type TablesRead } from "./table/read-tables.js";

export interface ReadBooksOptions {
  readonly profile: Profile;
  readonly language: Language;
  readonly overrides?: readonly TableOverride[];
  readonly dates?: readonly AsOfChoice[];
  /** Report months, inclusive; without it from the first to the last found. */
  readonly period?: { readonly from: MonthNumber; readonly to: MonthNumber };
  /** Told before each stage begins, after each sheet, and while values are made normal; may throw to stop. */
  readonly onStage?: (stage: "table" | "normalise", done: number, total: number, sheet: string) => void;
}

export interface BooksRead {
  readonly tables: TablesRead;
  readonly books: Books;
  /** The overrides that were followed. */
  readonly overrides: readonly TableOverride[];
  /** What this half has to say, after `warnings` of the readers. */
  readonly warnings: readonly Warning[];
}

/** Reads all sheets; the order in which they are given decides nothing. */
export function readBooks(grids: readonly SheetGrid[], options: ReadBooksOptions): BooksRead {
  const { profile, language, period, onStage } = options;
  const rows = grids.reduce((sum, grid) => sum + grid.rows.length, 0);
  const { overrides, warnings } = usable(options.overrides ?? [], grids, profile, language);
  onStage?.("table", 0, rows, "");
  let done = 0;
  const tables = readTables(inOrder(grids), profile, {
    language,
    overrides,
    onSheet: (grid) => onStage?.("table", (done += grid.rows.length), rows, grid.sheet),
  });
  onStage?.("normalise", 0, tables.blocks.reduce((sum, block) => sum + block.sheetRows.length, 0), "");
  const dates = (options.dates ?? []).filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date.asOf));
  const normal = normaliseBlocks(tables.blocks, profile, {
    language,
    asOf: dates,
    ...(period === undefined ? {} : { period }),
    ...(onStage === undefined ? {} : { onRows: (done: number, total: number, sheet: string) => onStage("normalise", done, total, sheet) }),
  });
  return { tables, books: normal.books, overrides, warnings: [...warnings, ...tables.warnings, ...normal.warnings] };
}

/** Sheets by name and content, so that the order of files decides nothing. */
function inOrder(grids: readonly SheetGrid[]): SheetGrid[] {
  return [...grids].sort((a, b) => compareText(a.file ?? "", b.file ?? "") || compareText(a.sheet, b.sheet));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What the user said of sheets holds as long as the sheets are there and the profile knows the words. What does not fit any more is left
 * out and said, part by part: a wrong column must not lose the chosen record.
 */
function usable(
  overrides: readonly TableOverride[], grids: readonly SheetGrid[], profile: Profile, language: Language,
): { readonly overrides: TableOverride[]; readonly warnings: Warning[] } {
  const warnings: Warning[] = [];
  const say = (override: TableOverride, zh: string, en: string): void => {
    warnings.push({ code: "choiceIgnored", file: override.file, sheet: override.sheet, address: null, message: language === "en" ? en : zh });
  };
  const records = new Set(profile.records.map((record) => record.id));
  const fields = new Set(profile.fields.map((field) => field.id));
  const kept = overrides.flatMap((override): TableOverride[] => {
    const { file, sheet, record, headerRows, columns } = override;
    const grid = grids.find((one) => one.file === file && one.sheet === sheet);
    if (grid === undefined) {
      say(override, `你以前对“${sheet}”作过选择，这张表现在没有了，选择没有用上。表改了名的，请在“记录”里重新指定。`, `You chose something for sheet “${sheet}”, which is not there any more; the choice is not used. If it was renamed, choose again under Records.`);
      return [];
    }
    const knownRecord = record === undefined || record === null || records.has(record);
    const rowsFit = headerRows === undefined || (headerRows[0] >= 0 && headerRows[0] <= headerRows[1] && headerRows[1] < grid.rows.length);
    const known = Object.entries(columns ?? {}).filter(([, field]) => field === null || fields.has(field));
    if (!knownRecord || !rowsFit || known.length < Object.keys(columns ?? {}).length) {
      say(override, `你以前对“${sheet}”作的选择有一部分用不上了（${rowsFit ? "现在的方案里没有" : "表头行不在表里"}）。请在“记录”里看一下。`, `Part of what you chose for sheet “${sheet}” can no longer be used (${rowsFit ? "the profile does not know it" : "the header row is outside the sheet"}). Please look under Records.`);
    }
    return [{
      file, sheet,
      ...(record === undefined || !knownRecord ? {} : { record }),
      ...(headerRows === undefined || !rowsFit ? {} : { headerRows }),
      ...(known.length === 0 ? {} : { columns: Object.fromEntries(known) }),
    }];
  });
  return { overrides: kept, warnings };
}

/** What checks are given: the books, who is who in them, and the words of the profile in the run's language. */
export function contextFor(profile: Profile, language: Language, books: Books, entities: Entities): CheckContext {
  const records = new Map(profile.records.map((record) => [record.id, record.name[language]]));
  const fields = new Map(profile.fields.map((field) => [field.id, field.name[language]]));
  const codes = new Map(profile.codes.flatMap((list) => list.codes.map((code) => [`${list.id}|${code.code}`, code.name[language]] as const)));
  const spec = profile.checks[0] ?? { id: "", form: "", name: { zh: "", en: "" }, records: {} };
  return {
    profile, spec, books, entities, language,
    compare: makeCompare(profile),
    say: (words) => words[language],
    recordName: (record) => records.get(record) ?? record,
    fieldName: (field) => fields.get(field) ?? (field === "idNumber" ? "ID" : field),
    codeName: (list, code) => codes.get(`${list}|${code}`) ?? code.replace(/^\?/, ""),
  };
}

/** As-of date of a block: the user's word, else what its sheet says, else its parts' latest; null if nothing tells. */
export function asOfBlock(books: Books, block: TableBlock, b: number): string | null {
  const villages = new Set<number>(books.blocks[b]?.village ?? []);
  const parts = books.parts.filter((one) => one.record === block.record && (villages.size === 0 || villages.has(one.village)));
  const latest = (list: typeof parts): string | null => list.map((one) => one.asOf).sort().pop() ?? null;
  const asOf = latest(parts.filter((one) => one.asOfFrom === "user")) ?? block.asOf ?? latest(parts);
  return asOf === "" ? null : asOf;
}
