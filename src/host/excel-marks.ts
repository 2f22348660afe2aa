/**
 * Marks in the record sheets. No cell of the user's is changed: each marked column gets one conditional format per severity, whose
 * formula looks the row up, by what it says, in a very hidden sheet of ours. So marks follow sorted and moved rows, never sit on another
 * person's row, vanish when the value is corrected, and are gone without a trace when the formats are deleted.
 */
/// <reference types="office-js" />
import type { CellValue, ColumnMarks, MarkLevel, SheetGrid } from "../model.js";
import { inHalves, type ExcelBatch } from "./excel-batch.js";
import { words } from "./excel-words.js";
import { addTaggedSheet, MARK_WORD, SHEET_TAG, sheetStates, tagSheet } from "./excel-traces.js";
import type { RunOptions, Skipped } from "./workbook-host.js";
import { columnLetters, quotedSheet } from "./xlsx-writer-xml.js";

/** Characters of the key columns, and of the marked cell, that count; MATCH takes 255 in all. */
const KEY_LENGTH = 100;
/** Texts of the list per request: about 2 MB. */
const LIST_BYTES = 2_000_000;
const FORMATS_PER_REQUEST = 200;
const LEVELS: readonly MarkLevel[] = ["low", "middle", "high"]; // the last one added comes first

/** Never by colour alone: weight, slant and underline differ too. */
const MARK_LOOKS: Readonly<Record<MarkLevel, { fill: string; font: string; bold: boolean; italic: boolean; underline: "None" | "Single" | "Double" }>> = {
  high: { fill: "#FBD5D1", font: "#9C0006", bold: true, italic: false, underline: "Double" },
  middle: { fill: "#FFE9A8", font: "#7F4F00", bold: true, italic: false, underline: "Single" },
  low: { fill: "#DEEAF6", font: "#1F3864", bold: false, italic: true, underline: "None" },
};

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

/** As Excel's & makes text of a cell's value. */
function joined(cell: CellValue): string {
  if (cell === null) return "";
  if (typeof cell === "object") {
    if (cell.kind === "error") return "#";
    return joined(cell.kind === "ditto" ? cell.shown : cell.value);
  }
  if (typeof cell === "number") return String(Number(cell.toPrecision(15))).toUpperCase();
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : cell;
}

function keyOf(row: readonly CellValue[], keyColumns: readonly number[], column: number): string {
  const person = keyColumns.map((key) => joined(row[key] ?? null)).join("|");
  return `${person.slice(0, KEY_LENGTH)}|${joined(row[column] ?? null).slice(0, KEY_LENGTH)}`;
}

/** Keys of all marks; a mark whose row cannot be told from an unmarked one is left out and counted. */
export function markLists(marks: readonly ColumnMarks[], grids: readonly SheetGrid[]): { lists: MarkList[]; ambiguous: Map<string, number> } {
  const bySheet = new Map(grids.map((grid) => [grid.sheet, grid]));
  const lists: MarkList[] = [];
  const ambiguous = new Map<string, number>();
  for (const one of marks) {
    const grid = bySheet.get(one.sheet);
    if (grid === undefined) continue;
    const marked = new Map<number, MarkLevel>();
    for (const { row, level } of one.marks) if (LEVELS.indexOf(level) >= LEVELS.indexOf(marked.get(row) ?? "low")) marked.set(row, level);
    const wanted = new Set([...marked.keys()].map((row) => keyOf(grid.rows[row] ?? [], one.keyColumns, one.column).toLowerCase()));
    const unsure = new Set<string>();
    for (let row = one.rows[0]; row <= one.rows[1]; row++) {
      if (marked.has(row)) continue;
      const key = keyOf(grid.rows[row] ?? [], one.keyColumns, one.column).toLowerCase();
      if (wanted.has(key)) unsure.add(key);
    }
    for (const level of LEVELS) {
      const keys = new Set<string>();
      let cells = 0;
      for (const [row, its] of marked) {
        if (its !== level) continue;
        const key = keyOf(grid.rows[row] ?? [], one.keyColumns, one.column);
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
  let key = `${person === "" ? '""' : `LEFT(${person},${KEY_LENGTH})`}&"|"&LEFT(${cell},${KEY_LENGTH})`;
  if (list.wild) for (const sign of ["~", "*", "?"]) key = `SUBSTITUTE(${key},"${sign}","~${sign}")`;
  const letters = columnLetters(listColumn);
  return `=AND("${MARK_WORD}"<>"",ISNUMBER(MATCH(${key},${quotedSheet(hidden)}!$${letters}$1:$${letters}$${list.keys.length},0)))`;
}

/**
 * Writes the lists and the formats. The workbook has none of our marks when this begins, the journal names the hidden sheet.
 * Protected and missing sheets are left alone and said.
 */
export async function writeMarks(batch: ExcelBatch, lists: readonly MarkList[], hidden: string, options?: RunOptions): Promise<{ marked: number; skipped: Skipped[] }> {
  const skipped = new Map<string, Skipped>();
  const skip = (code: Skipped["code"], sheet: string, count: number): void => {
    skipped.set(sheet, { code, sheet, count: (skipped.get(sheet)?.count ?? 0) + count, message: words(batch.language).skipped(code, sheet) });
  };
  const states = new Map((await batch.run(sheetStates)).map((state) => [state.name, state]));
  const allowed = lists.filter((list) => {
    const state = states.get(list.sheet);
    if (state === undefined) skip("missingSheet", list.sheet, list.cells);
    else if (state.protected) skip("protectedSheet", list.sheet, list.cells);
    else return true;
    return false;
  });
  if (allowed.length === 0) return { marked: 0, skipped: [...skipped.values()] };
  await writeKeys(batch, allowed, hidden, options);
  for (let from = 0; from < allowed.length; from += FORMATS_PER_REQUEST) {
    batch.check(options);
    const part = allowed.slice(from, from + FORMATS_PER_REQUEST);
    await inHalves(batch, part.map((list, index) => ({ list, formula: markFormula(list, hidden, from + index) })), async (context, some) => {
      for (const { list, formula } of some) addFormat(context, list, formula);
      await context.sync();
    });
    options?.onProgress?.({ stage: "write", done: Math.min(allowed.length, from + part.length), total: allowed.length, detail: part.at(-1)!.sheet });
  }
  return { marked: allowed.reduce((sum, list) => sum + list.cells, 0), skipped: [...skipped.values()] };
}

/** Repeated after a half answer it adds a second format with the same formula: the look is the same, and clear finds both. */
function addFormat(context: Excel.RequestContext, list: MarkList, formula: string): void {
  const letters = columnLetters(list.column);
  const format = context.workbook.worksheets.getItem(list.sheet).getRange(`${letters}${list.rows[0] + 1}:${letters}${list.rows[1] + 1}`).conditionalFormats.add("Custom");
  const look = MARK_LOOKS[list.level];
  format.custom.rule.formula = formula;
  format.custom.format.fill.color = look.fill;
  format.custom.format.font.color = look.font;
  format.custom.format.font.bold = look.bold;
  if (look.italic) format.custom.format.font.italic = true;
  if (look.underline !== "None") format.custom.format.font.underline = look.underline;
  format.stopIfTrue = false;
}

async function writeKeys(batch: ExcelBatch, lists: readonly MarkList[], hidden: string, options?: RunOptions): Promise<void> {
  await batch.run(async (context) => {
    const existing = context.workbook.worksheets.getItemOrNullObject(hidden);
    const tag = existing.names.getItemOrNullObject(SHEET_TAG);
    await context.sync();
    // On a repeated step the sheet may be there, tagged or, if the step broke off between the two, not yet.
    const sheet = existing.isNullObject ? addTaggedSheet(context, hidden) : existing;
    if (!existing.isNullObject && tag.isNullObject) tagSheet(sheet);
    sheet.visibility = "VeryHidden";
    sheet.getRange(`A:${columnLetters(lists.length - 1)}`).numberFormat = "@" as unknown as string[][];
    await context.sync();
  });
  // One column per list, side by side; runs of keys are cut into requests by bytes.
  let part: KeyAt[] = [];
  let bytes = 0;
  for (const [column, list] of lists.entries()) {
    for (const [row, key] of list.keys.entries()) {
      part.push({ column, row, key });
      bytes += key.length * 3 + 6;
      if (bytes < LIST_BYTES) continue;
      batch.check(options);
      await inHalves(batch, part, putKeys(hidden));
      part = [];
      bytes = 0;
    }
  }
  await inHalves(batch, part, putKeys(hidden));
}

interface KeyAt {
  readonly column: number;
  readonly row: number;
  readonly key: string;
}

/** Neighbours of one column are written as one range. */
function putKeys(hidden: string): (context: Excel.RequestContext, keys: readonly KeyAt[]) => Promise<void> {
  return async (context, keys) => {
    const sheet = context.workbook.worksheets.getItem(hidden);
    for (let from = 0; from < keys.length; ) {
      const first = keys[from]!;
      let to = from;
      while (keys[to]?.column === first.column) to++;
      sheet.getRangeByIndexes(first.row, first.column, to - from, 1).values = keys.slice(from, to).map(({ key }) => [key]);
      from = to;
    }
    await context.sync();
  };
}
