/** Name box and formula bar. */
import { useRef, useState } from "react";
import { useStore } from "zustand";
import { columnName, intersect, MAX_COLUMNS, MAX_ROWS, parseAddress } from "../../model/address.js";
import type { BookView } from "../grid/book-view.js";
import { editText } from "../grid/cell-text.js";
import { beginEdit, commitEdit } from "../grid/edit-commands.js";
import { step } from "../grid/selection.js";

export function FormulaBar({ view }: { readonly view: BookView }) {
  const { words } = view;
  const sheet = useStore(view.store, (state) => state.sheet);
  const cursor = useStore(view.store, (state) => state.cursor);
  const edit = useStore(view.store, (state) => state.edit);
  useStore(view.store, (state) => state.revision);
  const field = useRef<HTMLInputElement>(null);
  const text = edit !== null ? edit.text : sheet === null ? "" : editText(sheet, cursor.row, cursor.column);
  return (
    <div className="formula-bar">
      <NameBox view={view} />
      <span className="fx" aria-hidden="true">fx</span>
      <input
        ref={field} className="formula" data-edits="" data-testid="formula-bar" aria-label={words.formulaBar} value={text} spellCheck={false} autoComplete="off"
        onFocus={() => {
          if (edit === null) beginEdit(view, null, "caret", "bar");
          else view.editIn({ where: "bar", mode: "caret" });
          if (view.state.edit === null) field.current?.blur();
        }}
        onChange={(event) => view.editText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || sheet === null) return;
          if (event.key === "Escape") view.endEdit();
          else if (event.key === "Enter") {
            if (!commitEdit(view)) return;
            view.moveTo(step(sheet, cursor, event.shiftKey ? "up" : "down", { rows: MAX_ROWS, columns: MAX_COLUMNS }));
          } else if (event.key === "Tab") {
            if (!commitEdit(view)) return;
            view.moveTo(step(sheet, cursor, event.shiftKey ? "left" : "right", { rows: MAX_ROWS, columns: MAX_COLUMNS }));
          } else return;
          event.preventDefault();
          view.focus();
        }}
      />
    </div>
  );
}

function NameBox({ view }: { readonly view: BookView }) {
  const cursor = useStore(view.store, (state) => state.cursor);
  const [typed, setTyped] = useState<string | null>(null);
  const address = `${columnName(cursor.column)}${cursor.row + 1}`;
  return (
    <input
      className="name-box" data-testid="name-box" aria-label={view.words.nameBox} value={typed ?? address} spellCheck={false} autoComplete="off"
      onFocus={(event) => {
        setTyped(address);
        const field = event.currentTarget;
        // Selecting takes the focus: a quick typist may be in the sheet again.
        requestAnimationFrame(() => document.activeElement === field && field.select());
      }}
      onBlur={() => setTyped(null)}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") goTo(view, typed ?? "");
        else if (event.key !== "Escape") return;
        event.preventDefault();
        setTyped(null);
        view.focus();
      }}
    />
  );
}

/** An address, a defined name or a table's name. */
function goTo(view: BookView, text: string): void {
  const { book } = view;
  const name = text.trim().toLowerCase();
  const defined = view.state.sheet?.names.get(name) ?? book.names.get(name);
  const table = book.table(text.trim());
  const parsed = parseAddress(text) ?? (defined === undefined ? null : parseAddress(defined.formula.replace(/^=/, "")));
  const sheet = table !== null ? table.sheet : parsed === null ? null : parsed.sheet === null ? view.state.sheet : book.sheet(parsed.sheet);
  const area = table?.table.area ?? parsed?.area;
  if (sheet === null || area === undefined) {
    view.notify(view.words.nameBox, view.words.notFound(text));
    return;
  }
  const whole = intersect(area, { top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 }) ?? area;
  view.openSheet(sheet);
  view.place([whole]);
  view.tellSelection();
}

