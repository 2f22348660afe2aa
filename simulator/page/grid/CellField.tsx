/**
 * The one field that has the keyboard while the grid is in use. It lies, invisible, over the active cell, so that an input method for
 * Chinese can begin right there; while the user types it is the cell's editor.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, type ClipboardEvent, type RefObject } from "react";
import { useStore } from "zustand";
import { columnName } from "../../model/address.js";
import type { BookView } from "./book-view.js";
import { beginEdit, clearSelection, copySelection, pasteText } from "./edit-commands.js";
import { boxOf, type Geometry } from "./geometry.js";
import { cellId } from "./GridRow.js";
import { handleKey } from "./keys.js";
import { shownText } from "../../model/cells.js";
import { areaOfCell, mergeAt } from "./selection.js";
import type { GridMenus } from "./use-pointer.js";

interface CellFieldProps {
  readonly view: BookView;
  readonly geometry: RefObject<Geometry | null>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly menus: GridMenus;
}

export function CellField({ view, geometry, scroller, menus }: CellFieldProps) {
  const sheet = useStore(view.store, (state) => state.sheet);
  const cursor = useStore(view.store, (state) => state.cursor);
  const edit = useStore(view.store, (state) => state.edit);
  const revision = useStore(view.store, (state) => state.revision);
  const layout = useStore(view.store, (state) => state.layout);
  const field = useRef<HTMLTextAreaElement>(null);

  const lay = useCallback(() => {
    const element = field.current, shape = geometry.current;
    if (element === null || shape === null || sheet === null || cursor.row >= shape.rows.count) return;
    const area = mergeAt(sheet, cursor.row, cursor.column) ?? areaOfCell(cursor);
    const box = boxOf(shape, { ...area, bottom: Math.min(area.bottom, shape.rows.count - 1), right: Math.min(area.right, shape.columns.count - 1) });
    const width = shape.scroller.clientWidth, height = shape.scroller.clientHeight;
    // Kept inside the view: a field out of sight would make the browser scroll to it.
    const left = Math.max(shape.headerWidth, Math.min(box.left, width - 20)), top = Math.max(shape.headerHeight, Math.min(box.top, height - 20));
    Object.assign(element.style, { left: `${left}px`, top: `${top}px`, minWidth: `${Math.min(box.width + 1, width - left)}px`, minHeight: `${box.height + 1}px`, maxWidth: `${Math.max(60, width - left - 2)}px` });
    if (view.state.edit !== null) grow(element, box.width + 1, width - left - 2);
  }, [view, geometry, sheet, cursor]);

  useLayoutEffect(lay);
  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener("scroll", lay, { passive: true });
    return () => element?.removeEventListener("scroll", lay);
  }, [lay, scroller]);
  useEffect(() => view.onFocus(() => field.current?.focus({ preventScroll: true })), [view]);
  useEffect(() => {
    // The caret stands behind the text when editing begins with F2 or a double click.
    if (edit?.where === "cell" && edit.mode === "caret") field.current?.setSelectionRange(edit.text.length, edit.text.length);
  }, [edit === null, edit?.where]);

  const address = `${columnName(cursor.column)}${cursor.row + 1}`;
  const shown = sheet === null ? "" : shownText(sheet, cursor.row, cursor.column);
  const editing = edit !== null && edit.where === "cell";
  const copy = (event: ClipboardEvent, cut: boolean): void => {
    if (editing) return;
    event.preventDefault();
    const text = copySelection(view);
    if (text === null) return;
    event.clipboardData.setData("text/plain", text);
    if (cut) clearSelection(view);
  };
  return (
    <textarea
      ref={field} className={`cell-field${editing ? " editing" : ""}`} value={editing ? edit.text : ""} rows={1} tabIndex={-1} spellCheck={false} autoComplete="off"
      aria-label={`${view.words.cellInput(address)} ${shown}`} aria-activedescendant={cellId(cursor.row, cursor.column)} aria-controls="sheet-grid"
      data-revision={revision + layout} data-edits="" data-testid="cell-field"
      onChange={(event) => {
        if (editing) view.editText(event.target.value);
        else if (edit === null) beginEdit(view, event.target.value, "typing");
      }}
      onPointerDown={() => editing && view.editIn({ mode: "caret" })}
      onKeyDown={(event) => handleKey(view, event, {
        viewport: () => (geometry.current === null ? 400 : geometry.current.scroller.clientHeight - geometry.current.headerHeight - geometry.current.rows.frozenSize),
        openFilter: (row, column) => menus.onFilter(row, column, document.getElementById(cellId(row, column))?.getBoundingClientRect() ?? new DOMRect()),
        openMenu: () => {
          const box = event.currentTarget.getBoundingClientRect();
          menus.onMenu(box.left, box.bottom);
        },
      })}
      onCopy={(event) => copy(event, false)}
      onCut={(event) => copy(event, true)}
      onPaste={(event) => {
        if (editing) return;
        event.preventDefault();
        pasteText(view, event.clipboardData.getData("text/plain"));
      }}
    />
  );
}

/** As wide and high as its text, from the cell's size up to the edge of the view. */
function grow(element: HTMLTextAreaElement, least: number, most: number): void {
  element.style.width = `${least}px`;
  element.style.height = "0";
  if (element.scrollWidth > element.clientWidth) element.style.width = `${Math.min(most, element.scrollWidth + 8)}px`;
  element.style.height = `${element.scrollHeight + 2}px`;
}
