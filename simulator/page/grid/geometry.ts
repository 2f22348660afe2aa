/** Where cells are on the screen, for the mouse, for the editor and for scrolling. All in pixels; positions of cells count from the first cell. */
import { revealOffset, trackAt } from "./layout.js";
import type { Area } from "../../../src/model.js";
import type { Cell } from "./selection.js";

/** Rows or columns as the virtualiser measured them. */
export interface Tracks {
  readonly count: number;
  readonly frozen: number;
  readonly frozenSize: number;
  start(index: number): number;
  size(index: number): number;
}

export interface Geometry {
  readonly rows: Tracks;
  readonly columns: Tracks;
  /** Width of the row numbers and height of the column letters. */
  readonly headerWidth: number;
  readonly headerHeight: number;
  readonly scroller: HTMLElement;
}

export type Spot = { readonly kind: "corner" } | { readonly kind: "row" | "column" | "cell"; readonly cell: Cell };

/** What lies at a point of the window. Points outside the view count as the nearest cell. */
export function spotAt({ rows, columns, headerWidth, headerHeight, scroller }: Geometry, x: number, y: number): Spot {
  const box = scroller.getBoundingClientRect();
  const left = x - box.left, top = y - box.top;
  const row = trackAt((index) => rows.start(index), rows.count, top - headerHeight, scroller.scrollTop, rows.frozen, rows.frozenSize);
  const column = trackAt((index) => columns.start(index), columns.count, left - headerWidth, scroller.scrollLeft, columns.frozen, columns.frozenSize);
  const cell = { row, column };
  if (left < headerWidth && top < headerHeight) return { kind: "corner" };
  return { kind: left < headerWidth ? "row" : top < headerHeight ? "column" : "cell", cell };
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The place of an area inside the scroller's window. */
export function boxOf({ rows, columns, headerWidth, headerHeight, scroller }: Geometry, area: Area): Box {
  const x = columns.start(area.left), y = rows.start(area.top);
  return {
    left: headerWidth + x - (area.left < columns.frozen ? 0 : scroller.scrollLeft),
    top: headerHeight + y - (area.top < rows.frozen ? 0 : scroller.scrollTop),
    width: columns.start(area.right) + columns.size(area.right) - x,
    height: rows.start(area.bottom) + rows.size(area.bottom) - y,
  };
}

/** Scrolls just as far as needed to see the cell; `centred`: rows come to the middle. */
export function reveal({ rows, columns, headerWidth, headerHeight, scroller }: Geometry, { row, column }: Cell, centred = false): void {
  const span = (tracks: Tracks, index: number) => ({ start: tracks.start(index), end: tracks.start(index) + tracks.size(index) });
  if (row < rows.count && row >= rows.frozen) {
    const top = revealOffset(span(rows, row), scroller.scrollTop, scroller.clientHeight - headerHeight, rows.frozenSize, centred);
    if (top !== scroller.scrollTop) scroller.scrollTop = top;
  }
  if (column < columns.count && column >= columns.frozen) {
    const left = revealOffset(span(columns, column), scroller.scrollLeft, scroller.clientWidth - headerWidth, columns.frozenSize);
    if (left !== scroller.scrollLeft) scroller.scrollLeft = left;
  }
}
