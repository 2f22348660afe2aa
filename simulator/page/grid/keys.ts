/** The keyboard in the grid, as in Excel. */
import type { KeyboardEvent } from "react";
import { MAX_COLUMNS, MAX_ROWS } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import type { BookView } from "./book-view.js";
import { beginEdit, clearSelection, commitEdit, redo, undo } from "./edit-commands.js";
import { rowHeight, type Extent } from "./layout.js";
import { deleteRows, filterAt, insertRows } from "./row-commands.js";
import { areaOfCell, homeCell, jump, nextInside, page, step, wholeMerges, type Cell, type Direction } from "./selection.js";

export interface KeyHelp {
  /** Pixels of rows in sight. */
  readonly viewport: () => number;
  readonly openFilter: (row: number, column: number) => void;
  readonly openMenu: () => void;
}

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** The whole sheet counts for keys: moving on past the last used row makes room. */
const WHOLE: Extent = { rows: MAX_ROWS, columns: MAX_COLUMNS };

export function handleKey(view: BookView, event: KeyboardEvent<HTMLTextAreaElement>, help: KeyHelp): void {
  // Keys of an input method belong to it.
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  const done = view.state.edit === null ? commandKey(view, event, help) : editKey(view, event);
  if (done) event.preventDefault();
}

function editKey(view: BookView, event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const { edit } = view.state;
  switch (event.key) {
    case "Escape":
      view.endEdit();
      return true;
    case "F2":
      view.editIn({ mode: edit?.mode === "typing" ? "caret" : "typing" });
      return true;
    case "Enter":
      if (event.altKey) {
        insertText(view, event.currentTarget, "\n");
        return true;
      }
      if (commitEdit(view) && !event.ctrlKey) advance(view, event.shiftKey ? "up" : "down");
      return true;
    case "Tab":
      if (commitEdit(view)) advance(view, event.shiftKey ? "left" : "right");
      return true;
    default: {
      const direction = ARROWS[event.key];
      if (direction === undefined || edit?.mode !== "typing") return false;
      if (commitEdit(view)) advance(view, direction);
      return true;
    }
  }
}

function insertText(view: BookView, field: HTMLTextAreaElement, text: string): void {
  const { selectionStart, selectionEnd, value } = field;
  view.editText(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
  requestAnimationFrame(() => field.setSelectionRange(selectionStart + text.length, selectionStart + text.length));
}

/** Where Tab and Enter go: round the selection, or one cell on. */
function advance(view: BookView, direction: Direction): void {
  const { sheet, cursor } = view.state;
  if (sheet === null) return;
  const { area } = view;
  const single = wholeMerges(sheet, areaOfCell(cursor));
  if (area.top === single.top && area.left === single.left && area.bottom === single.bottom && area.right === single.right) view.moveTo(step(sheet, cursor, direction, WHOLE));
  else view.moveInside(nextInside(sheet, area, cursor, direction));
}

function commandKey(view: BookView, event: KeyboardEvent<HTMLTextAreaElement>, help: KeyHelp): boolean {
  const { sheet, cursor } = view.state;
  if (sheet === null) return false;
  const { key, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (key !== "ArrowDown" || filterAt(sheet, cursor.row, cursor.column) === null) return false;
    help.openFilter(cursor.row, cursor.column);
    return true;
  }
  const moved = target(view, sheet, event, help);
  if (moved !== null) {
    if (shiftKey) view.extendTo(moved);
    else view.moveTo(moved);
    return true;
  }
  if (control) return controlKey(view, sheet, event);
  switch (key) {
    case "Tab":
      advance(view, shiftKey ? "left" : "right");
      return true;
    case "Enter":
      advance(view, shiftKey ? "up" : "down");
      return true;
    case "F2":
      beginEdit(view, null, "caret");
      return true;
    case "Delete":
      clearSelection(view);
      return true;
    case "Backspace":
      beginEdit(view, "", "typing");
      return true;
    case "Escape":
      return true;
    case "ContextMenu":
      help.openMenu();
      return true;
    case "F10":
      if (!shiftKey) return false;
      help.openMenu();
      return true;
    case " ":
      if (!shiftKey) return false;
      view.selectArea({ top: view.area.top, left: 0, bottom: view.area.bottom, right: MAX_COLUMNS - 1 }, cursor, { row: view.area.bottom, column: MAX_COLUMNS - 1 });
      return true;
    default:
      return false;
  }
}

function controlKey(view: BookView, sheet: SheetModel, event: KeyboardEvent): boolean {
  const { cursor } = view.state;
  switch (event.key.toLowerCase()) {
    case "a":
      view.selectArea({ top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 }, cursor, { row: MAX_ROWS - 1, column: MAX_COLUMNS - 1 });
      return true;
    case "z":
      if (event.shiftKey) redo(view);
      else undo(view);
      return true;
    case "y":
      redo(view);
      return true;
    case " ":
      view.selectArea({ top: 0, left: view.area.left, bottom: MAX_ROWS - 1, right: view.area.right }, cursor, { row: MAX_ROWS - 1, column: view.area.right });
      return true;
    case "+":
    case "=":
      if (event.key === "=" && !event.shiftKey) return false;
      insertRows(view);
      return true;
    case "-":
      deleteRows(view);
      return true;
    case "pageup":
    case "pagedown": {
      const sheets = view.book.visibleSheets();
      const next = sheets[sheets.indexOf(sheet) + (event.key === "PageDown" ? 1 : -1)];
      if (next !== undefined) view.openSheet(next);
      return true;
    }
    default:
      return false;
  }
}

/** Where a moving key leads; null if it is none. */
function target(view: BookView, sheet: SheetModel, event: KeyboardEvent, help: KeyHelp): Cell | null {
  const control = event.ctrlKey || event.metaKey;
  // Shift moves the far corner, the cursor stays.
  const from = event.shiftKey ? clamp(view.state.corner, view.state.extent) : view.state.cursor;
  const direction = ARROWS[event.key];
  if (direction !== undefined) return control ? jump(sheet, from, direction, usedOrWhole(sheet, from)) : step(sheet, from, direction, WHOLE);
  switch (event.key) {
    case "Home":
      return control ? homeCell(sheet) : { row: from.row, column: sheet.freeze?.columns ?? 0 };
    case "End":
      return control ? lastUsed(sheet) : null;
    case "PageDown":
    case "PageUp":
      return control ? null : page(sheet, from, event.key === "PageDown" ? "down" : "up", WHOLE, (row) => rowHeight(sheet, row), help.viewport());
    default:
      return null;
  }
}

function clamp(cell: Cell, extent: Extent): Cell {
  return { row: Math.min(cell.row, extent.rows - 1), column: Math.min(cell.column, extent.columns - 1) };
}

/** Ctrl and an arrow stop at the end of what is used, not at row 1,048,576: nobody wants to be there. */
function usedOrWhole(sheet: SheetModel, from: Cell): Extent {
  const last = lastUsed(sheet);
  return { rows: Math.max(last.row, from.row) + 1, columns: Math.max(last.column, from.column) + 1 };
}

function lastUsed(sheet: SheetModel): Cell {
  const used = sheet.usedArea(false);
  return used === null ? { row: 0, column: 0 } : { row: used.bottom, column: used.right };
}
