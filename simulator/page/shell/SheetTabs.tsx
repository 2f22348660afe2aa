/** Sheet tabs, and what can be done to sheets there. */
import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Menu, MenuDivider, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, type PositioningVirtualElement,
} from "@fluentui/react-components";
import { Add20Regular, LockClosed12Regular, Navigation20Regular } from "@fluentui/react-icons";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import type { SheetModel } from "../../model/sheet.js";
import type { BookView } from "../grid/book-view.js";
import { addSheet, deleteSheet, hideSheet, renameSheet, unhideSheet } from "../grid/sheet-commands.js";

export function pointAt(x: number, y: number): PositioningVirtualElement {
  return { getBoundingClientRect: () => ({ x, y, left: x, right: x, top: y, bottom: y, width: 0, height: 0 }) };
}

export function SheetTabs({ view }: { readonly view: BookView }) {
  const { words, book } = view;
  const current = useStore(view.store, (state) => state.sheet);
  useStore(view.store, (state) => state.revision);
  const [renaming, setRenaming] = useState<SheetModel | null>(null);
  const [deleting, setDeleting] = useState<SheetModel | null>(null);
  const [menu, setMenu] = useState<{ sheet: SheetModel; x: number; y: number } | null>(null);
  const strip = useRef<HTMLDivElement>(null);
  const sheets = book.visibleSheets();
  const hidden = book.sheets.filter((sheet) => sheet.visibility === "Hidden");
  useEffect(() => {
    strip.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  /** After the menu has closed and given the keyboard away, the grid takes it. */
  const then = (work: () => void) => () => {
    work();
    requestAnimationFrame(() => view.focus());
  };
  const onKey = (event: KeyboardEvent, sheet: SheetModel): void => {
    const index = sheets.indexOf(sheet);
    const next = event.key === "ArrowRight" ? sheets[index + 1] : event.key === "ArrowLeft" ? sheets[index - 1] : event.key === "Home" ? sheets[0] : event.key === "End" ? sheets.at(-1) : undefined;
    if (next !== undefined) {
      view.openSheet(next);
      requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
    } else if (event.key === "F2") setRenaming(sheet);
    else if (event.key === "Enter" || event.key === "Escape") view.focus();
    else if (event.key === "Delete") setDeleting(sheet);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect();
      setMenu({ sheet, x: box.left, y: box.top });
    } else return;
    event.preventDefault();
  };

  return (
    <div className="tabs">
      <Menu inline checkedValues={{ sheet: current === null ? [] : [current.id] }} onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = book.sheet(checkedItems[0] ?? "");
        if (chosen !== null) view.openSheet(chosen);
      }}>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<Navigation20Regular />} aria-label={words.sheetMenu} title={words.sheetMenu} />
        </MenuTrigger>
        <MenuPopover className="menu-layer long-menu">
          <MenuList>{sheets.map((sheet) => <MenuItemRadio key={sheet.id} name="sheet" value={sheet.id}>{sheet.name}</MenuItemRadio>)}</MenuList>
        </MenuPopover>
      </Menu>
      <div className="tab-strip" role="tablist" aria-label={words.sheets} ref={strip} data-testid="sheet-tabs">
        {sheets.map((sheet) =>
          renaming === sheet ? (
            <RenameField key={sheet.id} sheet={sheet} onDone={(name) => {
              if (name !== null && !renameSheet(view, sheet, name)) return;
              setRenaming(null);
              view.focus();
            }} />
          ) : (
            <div
              key={sheet.id} role="tab" aria-selected={sheet === current} tabIndex={sheet === current ? 0 : -1} data-sheet={sheet.name} className="tab"
              style={sheet.tabColor === "" ? undefined : { boxShadow: `inset 0 -3px ${sheet.tabColor}` }}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.preventDefault();
                view.openSheet(sheet);
                view.focus();
              }}
              onClick={() => view.openSheet(sheet)}
              onDoubleClick={() => setRenaming(sheet)}
              onContextMenu={(event) => {
                event.preventDefault();
                view.openSheet(sheet);
                setMenu({ sheet, x: event.clientX, y: event.clientY });
              }}
              onKeyDown={(event) => onKey(event, sheet)}
            >
              {sheet.protection.protected && <LockClosed12Regular className="lock" aria-hidden="true" />}
              {sheet.name}
            </div>
          ),
        )}
      </div>
      <Button size="small" appearance="subtle" icon={<Add20Regular />} aria-label={words.addSheet} title={words.addSheet} onClick={() => {
        addSheet(view);
        view.focus();
      }} />
      {menu !== null && (
        <Menu inline open onOpenChange={(_event, { open }) => !open && setMenu(null)} positioning={{ target: pointAt(menu.x, menu.y), position: "above", align: "start" }}>
          <MenuPopover className="menu-layer">
            <MenuList>
              <MenuItem onClick={() => setRenaming(menu.sheet)}>{words.renameSheet}</MenuItem>
              <MenuItem onClick={() => setDeleting(menu.sheet)}>{words.deleteSheet}</MenuItem>
              <MenuItem onClick={then(() => hideSheet(view, menu.sheet))}>{words.hideSheet}</MenuItem>
              <MenuDivider />
              {hidden.length === 0 && <MenuItem disabled>{words.unhideSheet}</MenuItem>}
              {hidden.map((sheet) => <MenuItem key={sheet.id} onClick={then(() => unhideSheet(view, sheet))}>{`${words.unhideSheet} “${sheet.name}”`}</MenuItem>)}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {deleting !== null && (
        <Dialog open modalType="alert" onOpenChange={(_event, { open }) => !open && setDeleting(null)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{words.deleteSheet}</DialogTitle>
              <DialogContent>{words.deleteSheetSure(deleting.name)}</DialogContent>
              <DialogActions>
                <Button appearance="primary" onClick={() => {
                  deleteSheet(view, deleting);
                  setDeleting(null);
                  view.focus();
                }}>{words.deleteSheet}</Button>
                <Button onClick={() => setDeleting(null)}>{words.cancel}</Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </div>
  );
}

/** @param onDone null: the name stays */
function RenameField({ sheet, onDone }: { readonly sheet: SheetModel; readonly onDone: (name: string | null) => void }) {
  const [name, setName] = useState(sheet.name);
  const over = useRef(false);
  const done = (result: string | null): void => {
    if (over.current) return;
    over.current = true;
    onDone(result);
    // Still here: the name was refused.
    over.current = false;
  };
  return (
    <input
      className="tab rename" aria-label={sheet.name} value={name} maxLength={31} autoFocus onFocus={(event) => event.currentTarget.select()} size={Math.max(6, name.length * 2)}
      onChange={(event) => setName(event.target.value)} onBlur={() => done(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key !== "Enter" && event.key !== "Escape") return;
        // Or the key would go on into the grid, which has the keyboard next.
        event.preventDefault();
        done(event.key === "Enter" ? name : null);
      }}
    />
  );
}
