/**
 * Marks as lists of what rows say. No cell of the user's is changed: each marked column gets one conditional format per severity, whose
 * formula looks the row up, by what it says, in a very hidden sheet of ours. So marks follow sorted and moved rows, never sit on another
 * person's row, vanish when the value is corrected, and are gone without a trace when the formats are deleted.
 */
import type { CellValue, ColumnMarks, Language, MarkLevel, SheetGrid } from "../model.js";
import { words } from "./host-words.js";
import { MARK_WORD } from "./traces.js";
import type { Skipped } from "./workbook-host.js";
import { columnLetters, quotedSheet } from "./xlsx-writer-xml.js";

/** Characters of the key columns, and of the marked cell, that count; MATCH takes 255 in all. */
const KEY_LENGTH = 100;
const LEVELS: readonly MarkLevel[] = ["low", "middle", "high"]; // the last one added comes first

export interface MarkLook {
  readonly fill: string;
  /** Of letters and lines. */
  readonly font: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: "None" | "Single" | "Double";
  /** Around the cell; thin, since conditional formats have no other. */
  readonly line: "Continuous" | "Dash" | "Dot";
}

/** Never by colour alone: weight, slant and underline differ too, and the line around the cell, which an empty cell shows as well. */
export const MARK_LOOKS: Readonly<Record<MarkLevel, MarkLook>> = {
  high: { fill: "#FBD5D1", font: "#9C0006", bold: true, italic: false, underline: "Double", line: "Continuous" },
  middle: { fill: "#FFE9A8", font: "#7F4F00", bold: true, italic: false, underline: "Single", line: "Dash" },
  low: { fill: "#DEEAF6", font: "#1F3864", bold: false, italic: true, underline: "None", line: "Dot" },
};
export const MARK_EDGES = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const;

/** One conditional format to be: where it applies, and the keys of its marks. */
export interface MarkList {
  readonly sheet: string;
  readonly column: number;
  readonly keyColumns: readonly number[];
  readonly rows: readonly [number, number];
  readonly level: MarkLevel;
  readonly keys: readonly string[];
  /** A key holds ~ * or ?, which MATCH would take for wildcards. */
  readonly wild: boolean;
  readonly cells: number;
}

const isError = (cell: CellValue): boolean => typeof cell === "object" && cell?.kind === "error";

/** Days from Excel's first day to that of 1904. */
const TO_1904 = 1_462;

/** As Excel's & makes text of a cell's value. */
function joined(cell: CellValue, date1904: boolean): string {
  if (cell === null) return "";
  if (typeof cell === "object") {
    if (cell.kind === "error") return "#";
    if (cell.kind === "date" && date1904) return joined(Number(cell.value) - TO_1904, false);
    return joined(cell.kind === "ditto" ? cell.shown : cell.value, date1904);
  }
  if (typeof cell === "number") return String(Number(cell.toPrecision(15))).toUpperCase();
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : cell;
}

function keyOf(row: readonly CellValue[], keyColumns: readonly number[], column: number, date1904: boolean): string {
  const parts = keyColumns.map((key) => row[key] ?? null);
  // Excel's & gives an error for one: then the whole says so.
  const person = parts.some(isError) ? "#" : parts.map((part) => joined(part, date1904)).join("|").slice(0, KEY_LENGTH);
  return `${person}|${joined(row[column] ?? null, date1904).slice(0, KEY_LENGTH)}`;
}

/** Keys of all marks; a mark whose row cannot be told from an unmarked one is left out and counted. */
export function markLists(marks: readonly ColumnMarks[], grids: readonly SheetGrid[], date1904 = false): { lists: MarkList[]; ambiguous: Map<string, number> } {
  const bySheet = new Map(grids.map((grid) => [grid.sheet, grid]));
  const lists: MarkList[] = [];
  const ambiguous = new Map<string, number>();
  for (const one of marks) {
    const grid = bySheet.get(one.sheet);
    if (grid === undefined) continue;
    const marked = new Map<number, MarkLevel>();
    for (const { row, level } of one.marks) if (LEVELS.indexOf(level) >= LEVELS.indexOf(marked.get(row) ?? "low")) marked.set(row, level);
    const wanted = new Set([...marked.keys()].map((row) => keyOf(grid.rows[row] ?? [], one.keyColumns, one.column, date1904).toLowerCase()));
    const unsure = new Set<string>();
    for (let row = one.rows[0]; row <= one.rows[1]; row++) {
      if (marked.has(row)) continue;
      const key = keyOf(grid.rows[row] ?? [], one.keyColumns, one.column, date1904).toLowerCase();
      if (wanted.has(key)) unsure.add(key);
    }
    for (const level of LEVELS) {
      const keys = new Set<string>();
      let cells = 0;
      for (const [row, its] of marked) {
        if (its !== level) continue;
        const key = keyOf(grid.rows[row] ?? [], one.keyColumns, one.column, date1904);
        if (unsure.has(key.toLowerCase())) ambiguous.set(one.sheet, (ambiguous.get(one.sheet) ?? 0) + 1);
        else {
          keys.add(key);
          cells++;
        }
      }
      if (keys.size > 0) lists.push({ sheet: one.sheet, column: one.column, keyColumns: one.keyColumns, rows: one.rows, level, keys: [...keys], wild: [...keys].some((key) => /[~*?]/.test(key)), cells });
    }
  }
  return { lists, ambiguous };
}

/** Formula of a mark, written for the first row of its range; `listColumn` is the list's column on the hidden sheet. */
export function markFormula(list: MarkList, hidden: string, listColumn: number): string {
  const row = list.rows[0] + 1;
  const person = list.keyColumns.map((column) => `$${columnLetters(column)}${row}`).join('&"|"&');
  const cell = `IFERROR(${columnLetters(list.column)}${row}&"","#")`;
  let key = `${person === "" ? '""' : `IFERROR(LEFT(${person},${KEY_LENGTH}),"#")`}&"|"&LEFT(${cell},${KEY_LENGTH})`;
  if (list.wild) for (const sign of ["~", "*", "?"]) key = `SUBSTITUTE(${key},"${sign}","~${sign}")`;
  const letters = columnLetters(listColumn);
  return `=AND("${MARK_WORD}"<>"",ISNUMBER(MATCH(${key},${quotedSheet(hidden)}!$${letters}$1:$${letters}$${list.keys.length},0)))`;
}

/** Lists of sheets that are there and not protected; what is left out, in words. @param sheets whether each sheet is protected */
export function allowedLists(lists: readonly MarkList[], sheets: ReadonlyMap<string, boolean>, language: Language): { allowed: MarkList[]; left: Skipped[] } {
  const left = new Map<string, Skipped>();
  const allowed = lists.filter((list) => {
    const locked = sheets.get(list.sheet);
    if (locked === false) return true;
    const code = locked === undefined ? "missingSheet" : "protectedSheet";
    left.set(list.sheet, { code, sheet: list.sheet, count: (left.get(list.sheet)?.count ?? 0) + list.cells, message: words(language).skipped(code, list.sheet) });
    return false;
  });
  return { allowed, left: [...left.values()] };
}
