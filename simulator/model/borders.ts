/** Borders: edges of a range are edges of its cells. */
import type { Area } from "../../src/model.js";

/**
 * The cells of an area that an edge belongs to, and the name of the edge there. Inner edges are the right and lower edges of the cells
 * inside; like Excel's own they are read back from the cells.
 */
export function edgeCells(area: Area, edge: string): { area: Area; name: string }[] {
  const { top, left, bottom, right } = area;
  switch (edge) {
    case "EdgeTop": return [{ area: { top, left, bottom: top, right }, name: "EdgeTop" }];
    case "EdgeBottom": return [{ area: { top: bottom, left, bottom, right }, name: "EdgeBottom" }];
    case "EdgeLeft": return [{ area: { top, left, bottom, right: left }, name: "EdgeLeft" }];
    case "EdgeRight": return [{ area: { top, left: right, bottom, right }, name: "EdgeRight" }];
    case "InsideVertical": return right > left ? [{ area: { top, left, bottom, right: right - 1 }, name: "EdgeRight" }] : [];
    case "InsideHorizontal": return bottom > top ? [{ area: { top, left, bottom: bottom - 1, right }, name: "EdgeBottom" }] : [];
    default: return [{ area, name: edge }];
  }
}
