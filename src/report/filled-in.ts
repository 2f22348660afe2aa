/**
 * What people filled into 差异清单 by hand: read from wherever the list stands now, kept in the hidden memory where no list holds it, and
 * written into the row of the same finding again.
 */
import type { CellValue, PairAnswer, ReportCell, SheetGrid } from "../model.js";
import { reportWords } from "./words.js";

/** Header texts of the list's two hidden columns; by them a later run knows its rows again. */
export const ID_HEADER = "_id";
export const CASE_HEADER = "_case";

/** Outcome, where corrected, by whom, when. */
export const FILLED_COLUMNS = ["outcome", "corrected", "by", "on"] as const;
export type FilledColumn = (typeof FILLED_COLUMNS)[number];

/** A cell as it was typed; a date keeps its serial number and how it was shown. */
export interface FilledCell {
  readonly value: string | number;
  readonly shown: string;
  /** Number format of a date. */
  readonly format?: string;
}

export type Filled = Readonly<Record<FilledColumn, FilledCell | null>>;

export const NOTHING_FILLED: Filled = { outcome: null, corrected: null, by: null, on: null };

/** People insert title lines above the list; deeper than this it is no list of ours. */
const DEEPEST_HEAD = 10;

/** How a date was shown, and the number format that shows it so. */
const DATE_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\d$/, "yyyy-mm-dd"],
  [/^\d{4}-\d{1,2}-\d{1,2}$/, "yyyy-m-d"],
  [/^\d{4}\.\d{1,2}\.\d{1,2}$/, "yyyy.m.d"],
  [/^\d{4}年\d{1,2}月\d{1,2}日$/, 'yyyy"年"m"月"d"日"'],
  [/^\d{4}年\d{1,2}月$/, 'yyyy"年"m"月"'],
  [/^\d{1,2}月\d{1,2}日$/, 'm"月"d"日"'],
  [/:/, "yyyy/m/d h:mm"],
];

const fold = (text: string): string => text.normalize("NFKC").replace(/[\s\p{P}]/gu, "").toLowerCase();
const ACCEPTED = /^(?:已?经?(?:核实|核查|查实))?属实(?:不用改正?|不需要?改正?|无需改正?|不改|无误)?$|^true(?:asitis)?$/;

/** 属实不用改, as the list offers it or as people put it. */
export function isAccepted(filled: Filled | undefined | null): boolean {
  return filled?.outcome != null && ACCEPTED.test(fold(filled.outcome.shown));
}

const SAME = /^(?:(?:确|确实)?是|系)?(?:同一个?人|同人|(?:一|1)个人)(?:已改)?$|^(?:是|是的|对)$|^(?:the)?same(?:person)?$|^yes$/;
const DIFFERENT = /^(?:不是|非|不系)(?:同一个?人|同人|(?:一|1)个人)?(?:已改)?$|^是?(?:两|2|二)个?(?:不同的?)?人$|^不同(?:的|一个?)?人$|^different(?:people|persons?)?$|^(?:no|not(?:the)?same(?:person)?)$/;
/** Who asks back has not answered. */
const ASKS_BACK = /[?？吗]/;

/** What a question whether two rows are one person was answered, whatever is remarked beside it; null if it was not, or both ways. */
export function pairAnswer(filled: Filled | undefined | null): PairAnswer | null {
  const shown = filled?.outcome?.shown ?? "";
  if (ASKS_BACK.test(shown)) return null;
  const said = new Set(shown.split(/[,，。.;；:：、()（）\n]/).flatMap((part): PairAnswer[] => (SAME.test(fold(part)) ? ["same"] : DIFFERENT.test(fold(part)) ? ["different"] : [])));
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

export function isFilled(filled: Filled | undefined | null): filled is Filled {
  return filled != null && FILLED_COLUMNS.some((column) => filled[column] !== null);
}

/** "已改 手工 王某 2004/7/12" */
export function filledText(filled: Filled | null): string {
  return filled === null ? "" : FILLED_COLUMNS.flatMap((column) => filled[column]?.shown.trim() ?? []).join(" ");
}

export function filledReportCell(cell: FilledCell | null | undefined): ReportCell {
  if (cell == null) return { value: null, look: "input" };
  return { value: cell.value, look: "input", ...(cell.format === undefined ? {} : { format: cell.format }) };
}

function cellOf(value: CellValue | undefined): FilledCell | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return textCell(value ? "TRUE" : "FALSE");
  if (typeof value === "number") return { value, shown: String(value) };
  if (typeof value === "string") return textCell(value);
  const { kind, value: own, shown } = value;
  if (kind === "date" && typeof own === "number") return { value: own, shown, format: DATE_FORMATS.find(([pattern]) => pattern.test(shown.trim()))?.[1] ?? "yyyy/m/d" };
  // What a general number would show too; 50% and 1,200 stay as they look.
  if (kind === "number" && typeof own === "number" && Number.isFinite(Number(shown))) return { value: own, shown };
  return textCell(shown);
}

function textCell(text: string): FilledCell | null {
  return text.trim() === "" ? null : { value: text, shown: text };
}

/** Two lists say of one finding: what only one says holds; where they differ, both stand there to be seen. */
function both(a: Filled, b: Filled): Filled {
  const join = (one: FilledCell | null, two: FilledCell | null): FilledCell | null => {
    if (one === null || two === null) return one ?? two;
    return one.shown.split("；").includes(two.shown) ? one : textCell(`${one.shown}；${two.shown}`);
  };
  return { outcome: join(a.outcome, b.outcome), corrected: join(a.corrected, b.corrected), by: join(a.by, b.by), on: join(a.on, b.on) };
}

const text = (value: CellValue | undefined): string => (value === null || value === undefined ? "" : typeof value === "object" ? value.shown : String(value)).trim();
/** 核实结果(村填) is 核实结果 too. */
const bare = (head: string): string => head.replace(/\s*[（(][^（()）]*[）)]$/, "");
const LISTS = [reportWords("zh").list, reportWords("en").list];

interface Head {
  /** Columns that say which finding a row is, best first. */
  readonly keys: readonly number[];
  readonly columns: Readonly<Record<FilledColumn, number>>;
}

function headOf(row: readonly CellValue[]): Head | null {
  const heads = row.map(text);
  const bares = heads.map(bare);
  const at = (column: FilledColumn | "number"): number => bares.findIndex((head) => LISTS.some((list) => bare(list[column]) === head));
  const keys = [heads.indexOf(ID_HEADER), heads.indexOf(CASE_HEADER)].filter((column) => column >= 0);
  const columns = { outcome: at("outcome"), corrected: at("corrected"), by: at("by"), on: at("on") };
  // A list whose hidden columns were deleted is known by its number and its columns to fill in.
  if (keys.length === 0 && columns.outcome < 0) return null;
  const number = at("number");
  if (number >= 0) keys.push(number);
  return keys.length === 0 ? null : { keys, columns };
}

/**
 * Rows of all our lists by what says which finding they are: id, else case, else number. Rows where nothing is filled in are there too: what was
 * taken out of a list is gone.
 */
export function filledLists(grids: readonly SheetGrid[]): Map<string, Filled> {
  const found = new Map<string, Filled>();
  for (const grid of grids) {
    for (let r = 0; r < Math.min(DEEPEST_HEAD, grid.rows.length); r++) {
      const head = headOf(grid.rows[r] ?? []);
      if (head === null) continue;
      for (const row of grid.rows.slice(r + 1)) {
        const key = head.keys.map((column) => text(row[column])).find((part) => part !== "");
        if (key === undefined) continue;
        const { outcome, corrected, by, on } = head.columns;
        const filled: Filled = { outcome: cellOf(row[outcome]), corrected: cellOf(row[corrected]), by: cellOf(row[by]), on: cellOf(row[on]) };
        const before = found.get(key);
        found.set(key, before === undefined ? filled : both(before, filled));
      }
      break;
    }
  }
  return found;
}

/** A cell to fill in, and the cell that says which finding its row is; all 0-based. */
export interface FillPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly key: { readonly column: number; readonly text: string };
}

/** Where the outcome of a finding stands in our lists, however they were sorted, shortened or copied. */
export function outcomePlaces(grids: readonly SheetGrid[], { id, case: one, number }: { readonly id: string; readonly case: string; readonly number: string }): FillPlace[] {
  return grids.flatMap((grid): FillPlace[] => {
    const at = grid.rows.slice(0, DEEPEST_HEAD).findIndex((row) => headOf(row) !== null);
    const head = at < 0 ? null : headOf(grid.rows[at] ?? []);
    if (head === null || head.columns.outcome < 0) return [];
    return grid.rows.flatMap((row, r): FillPlace[] => {
      const column = r <= at ? undefined : head.keys.find((key) => text(row[key]) !== "");
      const key = column === undefined ? "" : text(row[column]);
      return column !== undefined && [id, one, number].includes(key) ? [{ sheet: grid.sheet, row: r, column: head.columns.outcome, key: { column, text: key } }] : [];
    });
  });
}

/** As one text for the hidden memory; "" for nothing. */
export function encodeFilled(filled: Filled | undefined | null): string {
  return isFilled(filled) ? JSON.stringify(FILLED_COLUMNS.map((column) => filled[column])) : "";
}

/** Null for what is none, and for what somebody changed. */
export function decodeFilled(stored: string): Filled | null {
  if (stored === "") return null;
  try {
    const cells = (JSON.parse(stored) as unknown[]).map((cell): FilledCell | null => {
      if (typeof cell !== "object" || cell === null) return null;
      const { value, shown, format } = cell as Partial<FilledCell>;
      if ((typeof value !== "string" && typeof value !== "number") || typeof shown !== "string") return null;
      return { value, shown, ...(typeof format === "string" ? { format } : {}) };
    });
    const [outcome = null, corrected = null, by = null, on = null] = cells;
    return { outcome, corrected, by, on };
  } catch {
    return null;
  }
}
