/** The questions and messages of the sheet: refusals, and what a sort shall take for header. */
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, SpinButton } from "@fluentui/react-components";
import { useState } from "react";
import { useStore } from "zustand";
import { areaText, columnName } from "../../model/address.js";
import { joinText } from "../../model/formula.js";
import type { BookView } from "../grid/book-view.js";
import type { SortRegion } from "../grid/region.js";
import { sortBy } from "../grid/row-commands.js";

export function NoticeDialog({ view }: { readonly view: BookView }) {
  const notice = useStore(view.store, (state) => state.notice);
  const close = (): void => {
    view.set({ notice: null });
    view.focus();
  };
  return (
    <Dialog open={notice !== null} modalType="alert" onOpenChange={(_event, { open }) => !open && close()}>
      <DialogSurface data-testid="notice">
        <DialogBody>
          <DialogTitle>{notice?.title ?? ""}</DialogTitle>
          <DialogContent>{notice?.text ?? ""}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>{view.words.ok}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

export interface SortQuestion {
  readonly region: SortRegion;
  readonly column: number;
  readonly descending: boolean;
}

export function SortDialog({ view, question, onClose }: { readonly view: BookView; readonly question: SortQuestion; readonly onClose: () => void }) {
  const { words } = view;
  const { region, column, descending } = question;
  const { area } = region;
  const [headerRows, setHeaderRows] = useState(region.headerRows);
  const sheet = view.state.sheet;
  const heading = sheet === null ? "" : headingOf(view, area.top, headerRows, column);
  const body = { ...area, top: Math.min(area.bottom, area.top + headerRows) };
  return (
    <Dialog open modalType="alert" onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface data-testid="sort-dialog">
        <DialogBody>
          <DialogTitle>{descending ? words.sortDown : words.sortUp}</DialogTitle>
          <DialogContent className="sort-question">
            <p>{words.sortAsk(areaText(body), heading)}</p>
            <Field label={words.sortHeader}>
              <SpinButton value={headerRows} min={0} max={Math.min(20, area.bottom - area.top)} onChange={(_event, { value, displayValue }) => {
                const rows = value ?? Number(displayValue);
                if (Number.isInteger(rows) && rows >= 0 && rows <= area.bottom - area.top) setHeaderRows(rows);
              }} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => {
              onClose();
              sortBy(view, { ...region, headerRows }, column, descending);
            }}>{words.sort}</Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** What the header says over the column: the lowest text of its rows; the column's letter if there is none. */
function headingOf(view: BookView, top: number, headerRows: number, column: number): string {
  const { sheet } = view.state;
  for (let row = top + headerRows - 1; sheet !== null && row >= top; row--) {
    const text = joinText(sheet.value(row, column));
    if (text !== "") return text;
  }
  return columnName(column);
}
