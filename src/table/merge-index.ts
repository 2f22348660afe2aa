/** Merged areas of a sheet by row, so that a header row or a data row finds those that cover it. */
import type { Area, SheetGrid } from "../model.js";

export interface MergeIndex {
  /** The merged area that holds the cell, or null. */
  at(row: number, column: number): Area | null;
  /** Areas with cells in the row. */
  inRow(row: number): readonly Area[];
}

/** Areas taller than this are kept apart: a whole column merged must not fill the index. */
const TALL = 500;
const NONE: readonly Area[] = [];

export function indexMerges(grid: SheetGrid): MergeIndex {
  const rows = new Map<number, Area[]>();
  const tall: Area[] = [];
  for (const area of grid.merges) {
    if (area.bottom - area.top > TALL) {
      tall.push(area);
      continue;
    }
    for (let row = area.top; row <= area.bottom; row++) {
      const list = rows.get(row);
      if (list === undefined) rows.set(row, [area]);
      else list.push(area);
    }
  }
  const inRow = (row: number): readonly Area[] => {
    const list = rows.get(row) ?? NONE;
    if (tall.length === 0) return list;
    const more = tall.filter((area) => area.top <= row && area.bottom >= row);
    return more.length === 0 ? list : [...list, ...more];
  };
  return {
    inRow,
    at(row, column) {
      for (const area of inRow(row)) if (area.left <= column && area.right >= column) return area;
      return null;
    },
  };
}
