/** The cells of a header as people see them: what is filled, what a merged area says, what stands above. */
import type { SheetGrid } from "../model.js";
import { isBlank, shownText } from "./cell-text.js";
import type { HeaderWords } from "./header-words.js";
import type { Lexicon } from "./lexicon.js";
import type { MergeIndex } from "./merge-index.js";

/** What header finding needs of a sheet. */
export interface SheetContext {
  readonly grid: SheetGrid;
  readonly merges: MergeIndex;
  readonly lexicon: Lexicon;
  readonly words: HeaderWords;
}

/** The text over one cell of a header and the columns it certainly covers. */
export interface HeaderCell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly merged: boolean;
}

/** A header has at most so many rows. */
export const MOST_ROWS = 5;

/** A header text is no longer than this. */
export const LONGEST_LABEL = 24;

/** (盒), （人）: a unit below its header. */
export const UNIT = /^[(（].{1,6}[)）]$/;

/** Group headers that no list of words can hold: 第二胎, 孕检情况, 5月. */
export const GROUP_SHAPE = /情况$|^第?.{1,2}[孩胎次轮期]$|月份?$/;

/** The text over a cell of the header: the merged area's if it is merged. */
export function headerText(context: SheetContext, row: number, column: number): HeaderCell {
  const area = context.merges.at(row, column);
  if (area === null) return { text: shownText(context.grid.rows[row]?.[column]).trim(), left: column, right: column, top: row, merged: false };
  return { text: shownText(context.grid.rows[area.top]?.[area.left]).trim(), left: area.left, right: area.right, top: area.top, merged: true };
}

export function filledColumns(context: SheetContext, row: number): number[] {
  const cells = context.grid.rows[row] ?? [];
  const filled: number[] = [];
  for (let column = 0; column < cells.length; column++) if (!isBlank(cells[column])) filled.push(column);
  return filled;
}

/** Whether a row from `top` to `bottom` says something in the column that is not a group over several. */
export function hasTextAbove(context: SheetContext, top: number, bottom: number, column: number): boolean {
  for (let row = top; row <= bottom; row++) {
    const over = headerText(context, row, column);
    if (over.text !== "" && !(over.merged && over.right > over.left)) return true;
  }
  return false;
}

/** 身份证 / 号码: one header in two cells. */
export function isBroken(context: SheetContext, above: string, below: string): boolean {
  return context.words.weigh(above + below) === 2;
}
