/** Moving about in a sheet as Excel's keys do. Pure: a sheet and a place in, a place out. */
import type { Area } from "../../../src/model.js";
import { bounding, intersect } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import type { Extent } from "./layout.js";
import { mergesOf } from "./merges.js";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export type Direction = "up" | "down" | "left" | "right";

export const areaOfCell = ({ row, column }: Cell): Area => ({ top: row, left: column, bottom: row, right: column });

export function mergeAt(sheet: SheetModel, row: number, column: number): Area | null {
  for (const area of mergesOf(sheet).inRow(row)) if (column >= area.left && column <= area.right) return area;
  return null;
}

/** The cell that holds the value: the first of its merge. */
export function anchorOf(sheet: SheetModel, cell: Cell): Cell {
  const merge = mergeAt(sheet, cell.row, cell.column);
  return merge === null ? cell : { row: merge.top, column: merge.left };
}

/** Grown until no merge is cut. */
export function wholeMerges(sheet: SheetModel, area: Area): Area {
  let grown = area;
  for (let changed = true; changed; ) {
    changed = false;
    for (const merge of sheet.merges) {
      if (intersect(merge, grown) === null) continue;
      const next = bounding(merge, grown);
      if (next.top !== grown.top || next.left !== grown.left || next.bottom !== grown.bottom || next.right !== grown.right) {
        grown = next;
        changed = true;
      }
    }
  }
  return grown;
}

export function isColumnHidden(sheet: SheetModel, column: number): boolean {
  return sheet.columns.get(column)?.hidden === true;
}

const isVertical = (direction: Direction): boolean => direction === "up" || direction === "down";
const isBack = (direction: Direction): boolean => direction === "up" || direction === "left";

function isHidden(sheet: SheetModel, cell: Cell, vertical: boolean): boolean {
  return vertical ? sheet.isRowHidden(cell.row) : isColumnHidden(sheet, cell.column);
}

const shifted = (cell: Cell, direction: Direction, by: number): Cell => {
  const step = isBack(direction) ? -by : by;
  return isVertical(direction) ? { row: cell.row + step, column: cell.column } : { row: cell.row, column: cell.column + step };
};

const inside = (cell: Cell, extent: Extent): boolean => cell.row >= 0 && cell.column >= 0 && cell.row < extent.rows && cell.column < extent.columns;

/** The next cell that can be seen; a merge is one step. The cell itself at the edge. */
export function step(sheet: SheetModel, from: Cell, direction: Direction, extent: Extent): Cell {
  const merge = mergeAt(sheet, from.row, from.column);
  let edge = from;
  if (merge !== null) {
    edge = direction === "down" ? { row: merge.bottom, column: from.column } : direction === "up" ? { row: merge.top, column: from.column }
      : direction === "right" ? { row: from.row, column: merge.right } : { row: from.row, column: merge.left };
  }
  let next = shifted(edge, direction, 1);
  while (inside(next, extent) && isHidden(sheet, next, isVertical(direction))) next = shifted(next, direction, 1);
  return inside(next, extent) ? next : from;
}

function isFilled(sheet: SheetModel, cell: Cell): boolean {
  const { row, column } = anchorOf(sheet, cell);
  return sheet.value(row, column) !== null;
}

/** Ctrl and an arrow: to the end of the filled cells, or over empty ones to the next filled, or to the end of the sheet. */
export function jump(sheet: SheetModel, from: Cell, direction: Direction, extent: Extent): Cell {
  let at = step(sheet, from, direction, extent);
  if (at === from) return from;
  const running = isFilled(sheet, from) && isFilled(sheet, at);
  for (;;) {
    const next = step(sheet, at, direction, extent);
    if (next === at) return at;
    if (running ? !isFilled(sheet, next) : isFilled(sheet, at)) return at;
    at = next;
  }
}

/** A screenful up or down, in rows that can be seen. */
export function page(sheet: SheetModel, from: Cell, direction: "up" | "down", extent: Extent, heights: (row: number) => number, viewport: number): Cell {
  let at = from;
  for (let passed = 0; passed < viewport; ) {
    const next = step(sheet, at, direction, extent);
    if (next === at) break;
    passed += heights(next.row);
    if (passed > viewport && at !== from) break;
    at = next;
  }
  return at;
}

/** Tab and Enter inside a selection of several cells go round in it; with one cell they simply move. */
export function nextInside(sheet: SheetModel, area: Area, from: Cell, direction: Direction): Cell {
  const byRow = !isVertical(direction);
  const by = isBack(direction) ? -1 : 1;
  const rows = area.bottom - area.top + 1, columns = area.right - area.left + 1;
  const count = rows * columns;
  let n = byRow ? (from.row - area.top) * columns + (from.column - area.left) : (from.column - area.left) * rows + (from.row - area.top);
  // At most once round: a selection of hidden cells leaves the place as it is.
  for (let tries = 0; tries < count; tries++) {
    n = (n + by + count) % count;
    const cell = byRow ? { row: area.top + Math.floor(n / columns), column: area.left + (n % columns) } : { row: area.top + (n % rows), column: area.left + Math.floor(n / rows) };
    const anchor = anchorOf(sheet, cell);
    if (anchor.row === cell.row && anchor.column === cell.column && !sheet.isRowHidden(cell.row) && !isColumnHidden(sheet, cell.column)) return cell;
  }
  return from;
}

/** Ctrl+Home: the first cell that scrolls. */
export function homeCell(sheet: SheetModel): Cell {
  return { row: sheet.freeze?.rows ?? 0, column: sheet.freeze?.columns ?? 0 };
}
