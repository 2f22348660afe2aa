/** Sizes of a sheet on the screen. The model keeps points, the screen has pixels: 96 to 72. */
import { MAX_COLUMNS, MAX_ROWS } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import { AutoHeights } from "./auto-heights.js";

/** Excel's standard cell: 14.25 × 48 points. */
export const STANDARD_HEIGHT = 19;
export const STANDARD_WIDTH = 64;
export const COLUMN_HEADER = 22;

export function pixels(points: number): number {
  return Math.round((points * 4) / 3);
}

const grown = new WeakMap<SheetModel, AutoHeights>();

function grownHeight(sheet: SheetModel, row: number): number {
  let heights = grown.get(sheet);
  if (heights === undefined) grown.set(sheet, (heights = new AutoHeights(sheet, (column) => columnWidth(sheet, column), STANDARD_HEIGHT)));
  return heights.of(row);
}

/** Contents or widths changed: rows without a height of their own are measured anew. */
export function forgetHeights(sheet: SheetModel): void {
  grown.delete(sheet);
}

/** 0 for a hidden row. */
export function rowHeight(sheet: SheetModel, row: number): number {
  const track = sheet.rows.get(row);
  if (track === undefined) return grownHeight(sheet, row);
  return track.hidden === true || track.filtered === true ? 0 : track.size === undefined ? grownHeight(sheet, row) : pixels(track.size);
}

/** 0 for a hidden column. */
export function columnWidth(sheet: SheetModel, column: number): number {
  const track = sheet.columns.get(column);
  return track === undefined ? STANDARD_WIDTH : track.hidden === true ? 0 : track.size === undefined ? STANDARD_WIDTH : pixels(track.size);
}

/** Wide enough for the largest row number in sight. */
export function rowHeaderWidth(rows: number): number {
  return 18 + 8 * Math.max(3, String(rows).length);
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** Rows and columns that hold something; walks row lengths, not cells. */
export function usedExtent(sheet: SheetModel): Extent {
  let columns = 0;
  for (const cells of sheet.values) if (cells.length > columns) columns = cells.length;
  for (const cells of sheet.styles) if (cells.length > columns) columns = cells.length;
  return { rows: Math.max(sheet.values.length, sheet.styles.length), columns };
}

/** How much of the sheet can be scrolled to: what is used, what was reached, and some empty space after it, as Excel does. */
export function shownExtent(used: Extent, reached: { readonly row: number; readonly column: number }): Extent {
  const grow = (count: number, step: number): number => Math.ceil(count / step) * step;
  return {
    rows: Math.min(MAX_ROWS, Math.max(100, grow(used.rows + 20, 10), grow(reached.row + 40, 20))),
    columns: Math.min(MAX_COLUMNS, Math.max(26, used.columns + 6, grow(reached.column + 10, 5))),
  };
}

export interface Span {
  /** Pixels from the beginning of the sheet. */
  readonly start: number;
  readonly end: number;
}

/**
 * Where to scroll so that a span can be seen; the present offset if it can.
 * @param frozen pixels at the beginning that do not scroll
 * @param viewport pixels that the cells have on the screen, the frozen ones included
 * @param centred what was out of sight comes to the middle, with what is around it, instead of to the edge
 */
export function revealOffset(span: Span, offset: number, viewport: number, frozen: number, centred = false): number {
  if (span.end <= frozen) return offset;
  const room = viewport - frozen;
  const isSeen = span.start >= offset + frozen && span.end <= offset + viewport;
  if (centred && !isSeen && span.end - span.start < room) return Math.max(0, Math.round((span.start + span.end - room) / 2 - frozen));
  if (span.start < offset + frozen || span.end - span.start >= room) return Math.max(0, span.start - frozen);
  if (span.end > offset + viewport) return span.end - viewport;
  return offset;
}

/** Row or column at a point of the view. @param at pixels from the first cell's edge, may be outside the view */
export function trackAt(starts: (index: number) => number, count: number, at: number, offset: number, frozenTracks: number, frozen: number): number {
  const inFrozen = at < frozen && frozenTracks > 0;
  const position = inFrozen ? at : at + offset;
  let low = inFrozen ? 0 : Math.min(frozenTracks, count - 1), high = inFrozen ? frozenTracks - 1 : count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts(middle) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
