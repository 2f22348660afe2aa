/** The mouse in the grid: selecting, following links, opening editors and menus. */
import { useEffect, useRef, type PointerEvent, type MouseEvent, type RefObject } from "react";
import { MAX_COLUMNS, MAX_ROWS } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import type { BookView } from "./book-view.js";
import { linkAt } from "./cell-text.js";
import { columnsMeant, fitWidth, keepWidth, mayResize, showWidth, tracksOf } from "./column-commands.js";
import { beginEdit, commitEdit } from "./edit-commands.js";
import { spotAt, type Geometry, type Spot } from "./geometry.js";
import { columnWidth } from "./layout.js";
import { anchorOf, areaOfCell, mergeAt, wholeMerges, type Cell } from "./selection.js";

export interface GridMenus {
  /** Opens the list of values for the header cell at a point of the window. */
  readonly onFilter: (row: number, column: number, at: DOMRect) => void;
  readonly onMenu: (x: number, y: number) => void;
}

interface Drag {
  readonly kind: "row" | "column" | "cell";
  readonly from: Cell;
  x: number;
  y: number;
  timer: number;
}

interface Resize {
  readonly sheet: SheetModel;
  readonly columns: readonly number[];
  readonly before: ReturnType<typeof tracksOf>;
  readonly x: number;
  readonly width: number;
}

export function usePointer(view: BookView, geometry: RefObject<Geometry | null>, menus: GridMenus) {
  const drag = useRef<Drag | null>(null);
  const resize = useRef<Resize | null>(null);
  /** Column whose edge was pressed last; while the pointer is captured events do not name it. */
  const pressed = useRef<number | null>(null);
  useEffect(() => () => window.clearInterval(drag.current?.timer), []);

  const extend = (): void => {
    const at = drag.current;
    if (at === null || geometry.current === null) return;
    const spot = spotAt(geometry.current, at.x, at.y);
    if (spot.kind === "corner") return;
    const { row, column } = spot.cell;
    const cell = at.kind === "row" ? { row, column: MAX_COLUMNS - 1 } : at.kind === "column" ? { row: MAX_ROWS - 1, column } : { row, column };
    const { corner } = view.state;
    if (cell.row !== corner.row || cell.column !== corner.column) extendBand(view, at, cell);
  };

  const begin = (event: PointerEvent, kind: Drag["kind"], from: Cell): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // A pointer held outside goes on scrolling.
    drag.current = { kind, from, x: event.clientX, y: event.clientY, timer: window.setInterval(extend, 60) };
  };

  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>): void {
      const shape = geometry.current;
      if (shape === null || isOnScrollbar(event)) return;
      const button = (event.target as Element).closest("[data-filter]");
      const spot = spotAt(shape, event.clientX, event.clientY);
      view.focus();
      event.preventDefault();
      if (!commitEdit(view)) return;
      const grip = (event.target as HTMLElement).dataset["resize"];
      const { sheet } = view.state;
      pressed.current = grip === undefined ? null : Number(grip);
      if (grip !== undefined && event.button === 0 && sheet !== null) {
        const column = Number(grip);
        if (!mayResize(view)) return;
        const columns = columnsMeant(view, column);
        event.currentTarget.setPointerCapture(event.pointerId);
        resize.current = { sheet, columns, before: tracksOf(sheet, columns), x: event.clientX, width: columnWidth(sheet, column) };
        return;
      }
      // Its list opens with the click that follows: opened now, that click would close it.
      if (button !== null) return;
      if (event.button === 2) {
        if (!isSelected(view, spot)) select(view, spot, false);
        return;
      }
      if (event.button !== 0) return;
      if (spot.kind === "corner") {
        view.selectArea({ top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 }, view.state.cursor, { row: MAX_ROWS - 1, column: MAX_COLUMNS - 1 });
        return;
      }
      if (event.shiftKey) {
        const { cell } = spot;
        extendBand(view, { kind: spot.kind, from: view.state.cursor }, spot.kind === "row" ? { row: cell.row, column: MAX_COLUMNS - 1 } : spot.kind === "column" ? { row: MAX_ROWS - 1, column: cell.column } : cell);
        view.tellSelection();
        return;
      }
      const onLink = spot.kind === "cell" && (event.target as Element).closest(".cell.link .text") !== null;
      select(view, spot, (event.ctrlKey || event.metaKey) && !onLink);
      if (onLink) followLink(view, spot.cell);
      else begin(event, spot.kind, view.state.cursor);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>): void {
      if (resize.current !== null) {
        const { sheet, columns, x, width } = resize.current;
        showWidth(view, sheet, columns, width + event.clientX - x);
        return;
      }
      if (drag.current === null) return;
      drag.current.x = event.clientX;
      drag.current.y = event.clientY;
      extend();
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>): void {
      if (resize.current !== null) {
        const { sheet, before, x } = resize.current;
        resize.current = null;
        // A click alone changes nothing; a second one fits the column.
        if (Math.abs(event.clientX - x) > 1) keepWidth(view, sheet, before);
        return;
      }
      if (drag.current === null) return;
      window.clearInterval(drag.current.timer);
      drag.current = null;
      view.extending = false;
      view.tellSelection();
    },
    onClick(event: MouseEvent<HTMLDivElement>): void {
      const shape = geometry.current, button = (event.target as Element).closest("[data-filter]");
      const spot = shape === null || button === null ? null : spotAt(shape, event.clientX, event.clientY);
      if (button !== null && spot?.kind === "cell") menus.onFilter(spot.cell.row, spot.cell.column, button.getBoundingClientRect());
    },
    onDoubleClick(event: MouseEvent<HTMLDivElement>): void {
      const shape = geometry.current;
      if (pressed.current !== null) {
        fitWidth(view, pressed.current);
        return;
      }
      if (shape === null || spotAt(shape, event.clientX, event.clientY).kind !== "cell") return;
      if ((event.target as Element).closest("[data-filter], .link .text") === null) beginEdit(view, null, "caret");
    },
    onContextMenu(event: MouseEvent<HTMLDivElement>): void {
      event.preventDefault();
      menus.onMenu(event.clientX, event.clientY);
    },
  };
}

function isOnScrollbar(event: PointerEvent<HTMLDivElement>): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientX - box.left >= event.currentTarget.clientWidth || event.clientY - box.top >= event.currentTarget.clientHeight;
}

function isSelected(view: BookView, spot: Spot): boolean {
  if (spot.kind === "corner") return true;
  const { row, column } = spot.cell;
  return view.state.areas.some((area) => (spot.kind === "column" || (row >= area.top && row <= area.bottom)) && (spot.kind === "row" || (column >= area.left && column <= area.right)) &&
    (spot.kind !== "row" || area.right === MAX_COLUMNS - 1) && (spot.kind !== "column" || area.bottom === MAX_ROWS - 1));
}

/** `add`: what is selected stays selected. */
function select(view: BookView, spot: Spot, add: boolean): void {
  const { sheet } = view.state;
  if (sheet === null || spot.kind === "corner") return;
  const { row, column } = spot.cell;
  if (spot.kind === "row") view.selectArea({ top: row, left: 0, bottom: row, right: MAX_COLUMNS - 1 }, { row, column: 0 }, { row, column: MAX_COLUMNS - 1 }, add);
  else if (spot.kind === "column") view.selectArea({ top: 0, left: column, bottom: MAX_ROWS - 1, right: column }, { row: 0, column }, { row: MAX_ROWS - 1, column }, add);
  else view.selectArea(mergeAt(sheet, row, column) ?? areaOfCell(spot.cell), anchorOf(sheet, spot.cell), spot.cell, add);
}

/** Rows and columns extend as bands that merges do not widen. */
function extendBand(view: BookView, { kind, from }: Pick<Drag, "kind" | "from">, cell: Cell): void {
  const { sheet, areas, cursor } = view.state;
  if (sheet === null) return;
  view.extending = true;
  if (kind === "cell") {
    view.extendTo(cell, false);
    return;
  }
  const area = kind === "row" ? { top: Math.min(from.row, cell.row), left: 0, bottom: Math.max(from.row, cell.row), right: MAX_COLUMNS - 1 }
    : { top: 0, left: Math.min(from.column, cell.column), bottom: MAX_ROWS - 1, right: Math.max(from.column, cell.column) };
  view.set({ areas: [...areas.slice(0, -1), wholeMerges(sheet, area)], corner: cell, cursor });
}

export function followLink(view: BookView, cell: Cell): void {
  const { sheet } = view.state;
  if (sheet === null) return;
  const anchor = anchorOf(sheet, cell);
  const target = linkAt(view.book, sheet, anchor.row, anchor.column);
  if (target === null) return;
  if (target.kind === "nowhere") view.notify(view.words.linkTitle, view.words.linkNowhere);
  else if (target.kind === "outside") view.notify(view.words.linkTitle, view.words.linkOutside(target.address));
  else {
    view.openSheet(target.sheet);
    view.place([target.area]);
    view.tellSelection();
  }
}
