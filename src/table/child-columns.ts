/**
 * Which columns without a group header are a child's. Where the row's own ID number tells, the values decide, wherever the column
 * stands; else the columns right after a child's.
 */
import type { SheetGrid } from "../model.js";
import { shownText } from "./cell-text.js";
import type { Lexicon } from "./lexicon.js";
import { headerPath, sensesOf } from "./read-header.js";
import type { BlockColumn } from "./split-blocks.js";
import type { Subject } from "./subject.js";

/** Rows that must let a column be held against the ID number before its values decide. */
const ENOUGH_ROWS = 3;
const SAMPLE_ROWS = 300;
/** A mother is at least this much older than her child. */
const GENERATION = 12;

/** The columns with those of a child marked as such. */
export function childColumns(columns: BlockColumn[], grid: SheetGrid, dataRows: Int32Array, lexicon: Lexicon): BlockColumn[] {
  if (!columns.some((column) => column.path.subject === "child")) return columns;
  const own = columns.find((column) => column.path.subject !== "child" && column.path.subject !== "spouse" && typeOf(column, lexicon, "idNumber"));
  const settled = new Set<number>();
  if (own !== undefined) {
    columns.forEach((column, i) => {
      if (!childLike(column, lexicon)) return;
      const verdict = againstId(column.column, own.column, grid, dataRows, typeOf(column, lexicon, "date"));
      if (verdict === null) return;
      settled.add(i);
      if (verdict === "child") hint(columns, i, "child");
    });
  }
  return childRuns(columns, settled, lexicon);
}

function typeOf(column: BlockColumn, lexicon: Lexicon, type: string): boolean {
  return column.parts.length > 0 && sensesOf(column.path.leaf, lexicon).some((sense) => sense.kind === "field" && lexicon.fields.get(sense.field)?.type === type);
}

function childLike(column: BlockColumn | undefined, lexicon: Lexicon): boolean {
  return column !== undefined && column.parts.length > 0 && column.path.subject === null
    && (lexicon.bySubject.get("child")?.get(column.path.leaf.bare) ?? []).some((field) => lexicon.fields.get(field)?.spec.repeat === true);
}

/** A date or sex that is mostly not the one in the row's ID number is somebody else's: the child's. Null where too few rows tell. */
function againstId(column: number, idColumn: number, grid: SheetGrid, dataRows: Int32Array, date: boolean): "own" | "child" | null {
  let own = 0;
  let other = 0;
  for (let i = 0; i < Math.min(dataRows.length, SAMPLE_ROWS); i++) {
    const row = grid.rows[dataRows[i] ?? 0];
    const id = shownText(row?.[idColumn]).trim();
    const text = shownText(row?.[column]).trim();
    if (text === "" || !/^(\d{15}|\d{17}[\dXx])$/.test(id)) continue;
    if (date) {
      const year = yearOf(text);
      if (year === 0) continue;
      const born = id.length === 18 ? Number(id.slice(6, 10)) : 1900 + Number(id.slice(6, 8));
      if (year === born) own++;
      else if (year - born >= GENERATION) other++;
    } else if (text === "男" || text === "女") {
      const female = Number(id.charAt(id.length === 18 ? 16 : 14)) % 2 === 0;
      if (female === (text === "女")) own++;
      else other++;
    }
  }
  if (own + other < ENOUGH_ROWS) return null;
  // Half of the children are girls like their mothers; wrong entries of one's own sex are rare.
  return other >= (date ? 0.5 : 0.15) * (own + other) ? "child" : "own";
}

/** The year of a date text, 0 where it says none. */
function yearOf(text: string): number {
  const full = /(19|20)\d\d/.exec(text);
  if (full !== null) return Number(full[0]);
  const short = /^(\d\d)[.\-/年]\d{1,2}[.\-/月]\d{1,2}/.exec(text);
  return short?.[1] === undefined ? 0 : 1900 + Number(short[1]) + (Number(short[1]) < 30 ? 100 : 0);
}

/**
 * 孩子姓名 | 性别 | 出生日期: columns right after a child's that a child may have are the child's, if there are two of them or the
 * person has such a column elsewhere. A sex column right after a child's is always the child's: a book of women has none.
 */
function childRuns(columns: BlockColumn[], settled: ReadonlySet<number>, lexicon: Lexicon): BlockColumn[] {
  for (let i = 1; i < columns.length; i++) {
    if (columns[i - 1]?.path.subject !== "child" || settled.has(i) || !childLike(columns[i], lexicon)) continue;
    const group = columns[i - 1]?.parts.length ?? 0;
    let end = i;
    while (!settled.has(end) && childLike(columns[end], lexicon) && columns[end]?.parts.length === group) end++;
    const run = columns.slice(i, end);
    const elsewhere = (column: BlockColumn): boolean => columns.some((other, at) => (at < i || at >= end) && other.path.subject !== "child" && other.path.subject !== "spouse"
      && sharesField(other, column, lexicon));
    if (run.length < 2 && !run.some((column) => elsewhere(column) || sensesOf(column.path.leaf, lexicon).some((sense) => lexicon.fields.get(sense.field)?.type === "code"))) continue;
    for (let at = i; at < end; at++) hint(columns, at, "child");
    i = end;
  }
  return columns;
}

function sharesField(a: BlockColumn, b: BlockColumn, lexicon: Lexicon): boolean {
  const fields = new Set(sensesOf(a.path.leaf, lexicon).filter((sense) => sense.kind === "field" && sense.groups === null).map((sense) => sense.field));
  return sensesOf(b.path.leaf, lexicon).some((sense) => sense.kind === "field" && sense.groups === null && fields.has(sense.field));
}

export function hint(columns: BlockColumn[], index: number, subject: Subject): void {
  const column = columns[index];
  if (column === undefined || column.path.subject !== null) return;
  columns[index] = { ...column, path: headerPath(column.parts.map((part) => part.text), subject) };
}
