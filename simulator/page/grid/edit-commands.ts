/** What the user does to cells: typing, clearing, pasting; refused in words where the sheet is protected. */
import type { Area } from "../../../src/model.js";
import { guard } from "../../api/ranges.js";
import { MAX_COLUMNS, MAX_ROWS } from "../../model/address.js";
import { clearArea, shownText, writeCell } from "../../model/cells.js";
import type { SheetModel } from "../../model/sheet.js";
import type { BookView, CellEdit } from "./book-view.js";
import { editText } from "./cell-text.js";
import { anchorOf, mergeAt } from "./selection.js";
import { fromTabbedText, toTabbedText } from "./text-table.js";
import { cellStep } from "./undo.js";

/** Cells that are copied or pasted at most: more would freeze the page. */
export const MOST_PASTED = 2_000_000;

/** Whether contents may change there; says so if not. */
export function mayEdit(view: BookView, sheet: SheetModel, area: Area): boolean {
  try {
    guard(sheet, "contents", [cutToUsed(sheet, area)]);
    return true;
  } catch {
    view.notify(view.words.protectedTitle, view.words.protectedSheet);
    return false;
  }
}

/** Nothing is beyond the last used row and column; whole columns need not be walked to the end. */
export function cutToUsed(sheet: SheetModel, area: Area): Area {
  const rows = Math.max(sheet.values.length, sheet.styles.length, area.top + 1);
  let columns = area.left + 1;
  if (area.right === MAX_COLUMNS - 1) for (const cells of sheet.values) columns = Math.max(columns, cells.length);
  return { ...area, bottom: Math.min(area.bottom, area.bottom === MAX_ROWS - 1 ? rows - 1 : area.bottom), right: area.right === MAX_COLUMNS - 1 ? columns - 1 : area.right };
}

/** Changes cells of an area so that it can be undone. */
export function change(view: BookView, sheet: SheetModel, area: Area, act: () => void): void {
  const told = (): void => view.book.tell({ kind: "edited", sheet, area, change: "RangeEdited" });
  view.command(() => {
    view.undoStack.push(cellStep(sheet, area, act, told));
    told();
  });
}

export function beginEdit(view: BookView, text: string | null, mode: CellEdit["mode"], where: CellEdit["where"] = "cell"): void {
  const { sheet, cursor } = view.state;
  if (sheet === null || view.state.edit !== null) return;
  if (!mayEdit(view, sheet, { top: cursor.row, left: cursor.column, bottom: cursor.row, right: cursor.column })) return;
  view.beginEdit(text, mode, where, editText(sheet, cursor.row, cursor.column));
}

/** Writes what was typed. False: it cannot be written; the edit goes on. */
export function commitEdit(view: BookView): boolean {
  const { edit } = view.state;
  if (edit === null) return true;
  const { sheet, row, column, text, before } = edit;
  if (text === before) {
    view.endEdit();
    return true;
  }
  try {
    change(view, sheet, { top: row, left: column, bottom: row, right: column }, () => writeCell(view.book, sheet, row, column, text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    view.notify(view.words.cannotWrite, error.message === "formula" ? view.words.badFormula : view.words.longText);
    return false;
  }
  view.endEdit();
  return true;
}

export function clearSelection(view: BookView): void {
  const { sheet, areas } = view.state;
  if (sheet === null) return;
  const parts = areas.map((area) => cutToUsed(sheet, area));
  if (!parts.every((area) => mayEdit(view, sheet, area))) return;
  for (const area of parts) change(view, sheet, area, () => clearArea(sheet, area, "Contents"));
}

/** Shown texts of the selection; null if it is too large or of several areas. Hidden rows stay out, as Excel leaves filtered ones out. */
export function copySelection(view: BookView): string | null {
  const { sheet, areas } = view.state;
  if (sheet === null) return null;
  if (areas.length > 1) {
    view.notify(view.words.copyTitle, view.words.severalAreas);
    return null;
  }
  const area = cutToUsed(sheet, view.area);
  if ((area.bottom - area.top + 1) * (area.right - area.left + 1) > MOST_PASTED) {
    view.notify(view.words.copyTitle, view.words.tooMany);
    return null;
  }
  const rows: string[][] = [];
  for (let row = area.top; row <= area.bottom; row++) {
    if (sheet.isRowHidden(row)) continue;
    const line: string[] = [];
    for (let column = area.left; column <= area.right; column++) line.push(shownText(sheet, row, column));
    rows.push(line);
  }
  return toTabbedText(rows);
}

/** Pastes text at the cursor. One value fills the whole selection. */
export function pasteText(view: BookView, text: string): void {
  const { sheet, cursor } = view.state;
  if (sheet === null || text === "") return;
  const rows = fromTabbedText(text);
  const selected = cutToUsed(sheet, view.area);
  const single = rows.length === 1 && rows[0]?.length === 1 ? (rows[0][0] ?? "") : null;
  const height = single === null ? rows.length : selected.bottom - selected.top + 1;
  const width = single === null ? Math.max(...rows.map((row) => row.length)) : selected.right - selected.left + 1;
  const top = single === null ? cursor.row : selected.top, left = single === null ? cursor.column : selected.left;
  if (height * width > MOST_PASTED || top + height > MAX_ROWS || left + width > MAX_COLUMNS) {
    view.notify(view.words.pasteTitle, view.words.tooMany);
    return;
  }
  const area = { top, left, bottom: top + height - 1, right: left + width - 1 };
  if (!mayEdit(view, sheet, area)) return;
  change(view, sheet, area, () => {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const input = single ?? rows[row]?.[column];
        if (input === undefined) continue;
        const cell = { row: top + row, column: left + column };
        // Only the first cell of a merge holds a value.
        if (mergeAt(sheet, cell.row, cell.column) !== null && !isAnchor(sheet, cell)) continue;
        try {
          writeCell(view.book, sheet, cell.row, cell.column, input);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }
    }
  });
  view.selectArea(area, { row: top, column: left }, { row: area.bottom, column: area.right });
}

function isAnchor(sheet: SheetModel, cell: { row: number; column: number }): boolean {
  const anchor = anchorOf(sheet, cell);
  return anchor.row === cell.row && anchor.column === cell.column;
}

export function undo(view: BookView): void {
  travel(view, () => view.undoStack.undo());
}

export function redo(view: BookView): void {
  travel(view, () => view.undoStack.redo());
}

function travel(view: BookView, go: () => { sheet: SheetModel; area: Area } | null): void {
  view.endEdit();
  let step: { sheet: SheetModel; area: Area } | null = null;
  view.command(() => { step = go(); });
  if (step === null) return;
  const { sheet, area } = step as { sheet: SheetModel; area: Area };
  view.book.activate(sheet);
  view.place([area]);
  view.tellSelection();
  view.changed({ layout: true });
}
