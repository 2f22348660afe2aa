/** Widths of columns: drawn with the mouse, or fitted to what stands in them. */
import { MAX_COLUMNS, MAX_ROWS } from "../../model/address.js";
import { shownText } from "../../model/cells.js";
import type { SheetModel, Track } from "../../model/sheet.js";
import type { BookView } from "./book-view.js";
import { columnWidth } from "./layout.js";
import { mergeAt } from "./selection.js";
import { textWidth } from "./text-width.js";

/** Excel's widest column has 255 characters. */
const WIDEST = 1_790;
/** Rows that are measured for a fitting width. */
const MOST_MEASURED = 3_000;

/** The columns that a width is meant for: all selected ones if this one is among whole selected columns. */
export function columnsMeant(view: BookView, column: number): number[] {
  const chosen = view.state.areas.filter((area) => area.top === 0 && area.bottom === MAX_ROWS - 1);
  if (!chosen.some((area) => column >= area.left && column <= area.right)) return [column];
  const columns = new Set<number>();
  for (const area of chosen) for (let n = area.left; n <= Math.min(area.right, area.right === MAX_COLUMNS - 1 ? view.state.extent.columns - 1 : area.right); n++) columns.add(n);
  return [...columns];
}

export function mayResize(view: BookView): boolean {
  const { sheet } = view.state;
  if (sheet === null) return false;
  if (!sheet.protection.protected || sheet.protection.options["allowFormatColumns"] === true) return true;
  view.notify(view.words.protectedTitle, view.words.protectedSheet);
  return false;
}

/** @param width pixels; 0 hides */
export function showWidth(view: BookView, sheet: SheetModel, columns: readonly number[], width: number): void {
  const points = Math.max(0, Math.min(WIDEST, Math.round(width))) * 0.75;
  for (const column of columns) {
    const { hidden: _hidden, size: _size, ...rest } = sheet.columns.get(column) ?? {};
    sheet.columns.set(column, points === 0 ? { ...rest, hidden: true } : { ...rest, size: points });
  }
  view.changed({ layout: true });
}

export function tracksOf(sheet: SheetModel, columns: readonly number[]): ReadonlyMap<number, Track | undefined> {
  return new Map(columns.map((column) => [column, sheet.columns.get(column)]));
}

/** What was drawn becomes one step that can be undone. */
export function keepWidth(view: BookView, sheet: SheetModel, before: ReadonlyMap<number, Track | undefined>): void {
  const columns = [...before.keys()];
  const after = tracksOf(sheet, columns);
  const put = (tracks: ReadonlyMap<number, Track | undefined>) => (): void => {
    for (const [column, track] of tracks) if (track === undefined) sheet.columns.delete(column);
    else sheet.columns.set(column, track);
    view.changed({ layout: true });
  };
  view.undoStack.push({ sheet, area: { top: 0, left: columns[0] ?? 0, bottom: MAX_ROWS - 1, right: columns.at(-1) ?? 0 }, undo: put(before), redo: put(after) });
}

/** Double click on a header's edge: as wide as the longest text. Cells of merges do not count. */
export function fitWidth(view: BookView, column: number): void {
  const { sheet } = view.state;
  if (sheet === null || !mayResize(view)) return;
  const columns = columnsMeant(view, column);
  const before = tracksOf(sheet, columns);
  for (const one of columns) showWidth(view, sheet, [one], fittingWidth(sheet, one));
  keepWidth(view, sheet, before);
}

export function fittingWidth(sheet: SheetModel, column: number): number {
  let widest = 0;
  for (let row = 0, measured = 0; row < sheet.values.length && measured < MOST_MEASURED; row++) {
    if (sheet.value(row, column) === null || sheet.isRowHidden(row)) continue;
    const merge = mergeAt(sheet, row, column);
    if (merge !== null && merge.right > merge.left) continue;
    measured++;
    const style = sheet.table.get(sheet.style(row, column));
    const size = (Number(style["font.size"] ?? 11) * 4) / 3;
    for (const line of shownText(sheet, row, column).split("\n")) widest = Math.max(widest, textWidth(line, size, style["font.bold"] === true, String(style["font.name"] ?? "")));
  }
  return widest === 0 ? columnWidth(sheet, column) : Math.min(600, Math.ceil(widest) + 9);
}
