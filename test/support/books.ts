/**
 * Books from readable literals: each sheet is a record, its fields as columns and its rows as people type them. Values go through the
 * real normalisation; who is who is said by a `who` column, else by name, so that a test of a check does not test linkage.
 */
import type { Books, CellValue, Entities, FieldId, RecordId, TableBlock, TotalsRow } from "../../src/model.js";
import type { CheckContext, CheckResult, Check, Draft, CellAt } from "../../src/checks/check.js";
import { makeCompare } from "../../src/normalise/compare.js";
import { normaliseBlocks } from "../../src/normalise/books.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import type { Profile } from "../../src/profile/profile.js";

export interface Totals {
  readonly label: string;
  readonly kind?: TotalsRow["kind"];
  /** Data rows it adds up, [from, to); all rows if not said. */
  readonly over?: readonly [number, number];
  readonly cells: Readonly<Record<FieldId, CellValue>>;
}

export interface SheetLiteral {
  readonly record: RecordId;
  readonly sheet?: string;
  readonly village?: string;
  readonly month?: string; // "2004-05"
  readonly asOf?: string;
  /** Field names in column order; "who" names the person and is no column of the sheet. */
  readonly columns: readonly (FieldId | "who")[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly totals?: readonly Totals[];
  readonly headers?: Readonly<Record<FieldId, string>>;
  readonly constants?: Readonly<Record<FieldId, string>>;
}

/** Header in sheet row 2 (index 1), data from sheet row 3 (index 2), totals below the data. */
export const FIRST_ROW = 2;

function monthNumber(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
}

function blockOf(sheet: SheetLiteral): TableBlock {
  const fields = sheet.columns.filter((field) => field !== "who");
  const columnOf = new Map(fields.map((field, column) => [field, column]));
  const villageColumn = sheet.columns.indexOf("village");
  const cells = new Map<number, CellValue[]>();
  sheet.columns.forEach((field, i) => {
    const column = columnOf.get(field);
    if (column !== undefined) cells.set(column, sheet.rows.map((row) => row[i] ?? null));
  });
  return {
    record: sheet.record,
    recordWhy: "test",
    file: null,
    sheet: sheet.sheet ?? [sheet.record, sheet.village, sheet.month].filter(Boolean).join(" "),
    title: "",
    headerRows: [1],
    columns: fields.map((field, column) => ({ column, header: sheet.headers?.[field] ?? field, field, why: "header", state: "mapped" })),
    sheetRows: Int32Array.from(sheet.rows, (_, i) => FIRST_ROW + i),
    cells,
    movedRows: new Map(),
    constants: Object.entries(sheet.constants ?? {}).map(([field, value]) => ({ field, value, row: 0, column: 0 })),
    villages: sheet.rows.map((row) => {
      const own = villageColumn < 0 ? null : row[villageColumn];
      return typeof own === "string" ? own : (sheet.village ?? null);
    }),
    villageFrom: sheet.village === undefined ? null : "sheet",
    month: sheet.month === undefined ? null : monthNumber(sheet.month),
    asOf: sheet.asOf ?? null,
    totals: (sheet.totals ?? []).map((total, i) => ({
      row: FIRST_ROW + sheet.rows.length + i,
      label: total.label,
      kind: total.kind ?? "total",
      from: total.over?.[0] ?? 0,
      to: total.over?.[1] ?? sheet.rows.length,
      village: sheet.village ?? null,
      cells: new Map(Object.entries(total.cells).map(([field, value]) => [columnOf.get(field) ?? -1, value])),
    })),
  };
}

/** Entities by the `who` column, else by name; rows without either have none. */
function entitiesOf(books: Books, sheets: readonly SheetLiteral[], tied: readonly string[]): Entities {
  const numbers = new Map<string, number>();
  const of = new Int32Array(books.total).fill(-1);
  const stock = new Set(["suppliesReport"]);
  const ties: { row: number; candidates: number[]; because: string[] }[] = [];
  sheets.forEach((sheet, b) => {
    const at = sheet.columns.includes("who") ? sheet.columns.indexOf("who") : sheet.columns.indexOf("name");
    sheet.rows.forEach((row, i) => {
      const who = at < 0 ? null : row[at];
      if (stock.has(sheet.record) || typeof who !== "string" || who === "") return;
      const number = numbers.get(who) ?? numbers.size;
      numbers.set(who, number);
      of[(books.offsets[b] ?? 0) + i] = number;
      if (tied.includes(who)) ties.push({ row: (books.offsets[b] ?? 0) + i, candidates: [number], because: [] });
    });
  });
  const order = [...of.keys()].filter((row) => (of[row] ?? -1) >= 0).sort((a, b) => (of[a] ?? 0) - (of[b] ?? 0) || a - b);
  const start = new Int32Array(numbers.size + 1);
  for (const row of order) start[(of[row] ?? 0) + 1] = (start[(of[row] ?? 0) + 1] ?? 0) + 1;
  for (let i = 0; i < numbers.size; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  return { count: numbers.size, of, start, rows: Int32Array.from(order), ties, doubts: [], link: () => ({ certainty: 1, because: [], pass: "test" }) };
}

export function nineRecords(): Profile {
  const profile = builtInProfiles.get("nine-records");
  if (profile === undefined) throw new Error("the nine-records profile is built in");
  return profile;
}

export interface Township {
  readonly books: Books;
  readonly entities: Entities;
  readonly context: CheckContext;
}

export function township(
  sheets: readonly SheetLiteral[],
  options: { readonly check?: string; readonly tied?: readonly string[]; readonly period?: readonly [string, string] } = {},
): Township {
  const profile = nineRecords();
  const period = options.period === undefined ? {} : { period: { from: monthNumber(options.period[0]), to: monthNumber(options.period[1]) } };
  const { books } = normaliseBlocks(sheets.map(blockOf), profile, { language: "zh", ...period });
  const entities = entitiesOf(books, sheets, options.tied ?? []);
  const spec = profile.checks.find((check) => check.id === options.check) ?? profile.checks[0];
  if (spec === undefined) throw new Error("the profile has checks");
  const compare = makeCompare(profile);
  const context: CheckContext = {
    profile, spec, books, entities, language: "zh", compare,
    say: (words) => words.zh,
    recordName: (record) => profile.records.find((one) => one.id === record)?.name.zh ?? record,
    fieldName: (field) => profile.fields.find((one) => one.id === field)?.name.zh ?? field,
    codeName: (list, code) => profile.codes.find((one) => one.id === list)?.codes.find((one) => one.code === code)?.name.zh ?? code,
  };
  return { books, entities, context };
}

/** A cell as "sheet field shown", readable in a failure. */
export function readable(books: Books, cell: CellAt): string {
  return `${books.blocks[cell.block]?.block.sheet ?? "?"} ${cell.field ?? "-"} ${cell.shown}`.trim();
}

/** A draft as one line: kind field thing. */
export function line(draft: Draft): string {
  return `${draft.kind} ${draft.field ?? "-"} ${draft.thing}`;
}

/** Runs a check over sheets and answers one line per draft, sorted. */
export function run(check: Check, sheets: readonly SheetLiteral[], options: Parameters<typeof township>[1] = {}): { readonly lines: readonly string[]; readonly drafts: readonly Draft[]; readonly result: CheckResult; readonly books: Books } {
  const { context, books } = township(sheets, options);
  const result = check(context);
  return { lines: result.drafts.map(line).sort(), drafts: result.drafts, result, books };
}
