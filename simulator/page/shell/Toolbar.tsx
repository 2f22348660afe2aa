/** The buttons above the sheet. */
import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, ToggleButton, Toolbar as FluentToolbar, ToolbarButton, ToolbarDivider, Button } from "@fluentui/react-components";
import {
  ArrowDownload20Regular, ArrowRedo20Regular, ArrowUndo20Regular, ClipboardTaskListLtr20Regular, DocumentMultiple20Regular, FolderOpen20Regular, TableDeleteRow20Regular, TableInsertRow20Regular,
  TextSortAscending20Regular, TextSortDescending20Regular,
} from "@fluentui/react-icons";
import type { ReactElement } from "react";
import { useStore } from "zustand";
import type { BookView } from "../grid/book-view.js";
import { redo, undo } from "../grid/edit-commands.js";
import { deleteRows, insertRows } from "../grid/row-commands.js";

export interface ToolbarProps {
  readonly view: BookView;
  readonly onOpen: () => void;
  readonly onSave: () => void;
  readonly saveLabel: string;
  readonly onSort: (descending: boolean) => void;
  /** The task pane's button; absent where there is no pane. */
  readonly pane?: { readonly label: string; readonly open: boolean; readonly toggle: () => void };
  /** Open workbooks, the one shown first chosen. Shown if there is more than one. */
  readonly books: readonly { readonly id: string; readonly name: string }[];
  readonly shownBook: string;
  readonly onBook: (id: string) => void;
}

export function Toolbar({ view, onOpen, onSave, saveLabel, onSort, pane, books, shownBook, onBook }: ToolbarProps) {
  const { words } = view;
  const canUndo = useStore(view.store, (state) => state.canUndo);
  const canRedo = useStore(view.store, (state) => state.canRedo);
  /** After a click the keyboard is the grid's again. */
  const then = (work: () => void) => () => {
    work();
    view.focus();
  };
  const button = (label: string, icon: ReactElement, work: () => void, disabled = false) => (
    <ToolbarButton icon={icon} aria-label={label} title={label} disabled={disabled} onClick={then(work)} />
  );
  return (
    <FluentToolbar aria-label={words.toolbar} size="small" className="toolbar">
      <ToolbarButton icon={<FolderOpen20Regular />} onClick={onOpen}>{words.open}</ToolbarButton>
      <ToolbarButton icon={<ArrowDownload20Regular />} onClick={onSave}>{saveLabel}</ToolbarButton>
      <ToolbarDivider />
      {button(words.undo, <ArrowUndo20Regular />, () => undo(view), !canUndo)}
      {button(words.redo, <ArrowRedo20Regular />, () => redo(view), !canRedo)}
      <ToolbarDivider />
      {button(words.sortUp, <TextSortAscending20Regular />, () => onSort(false))}
      {button(words.sortDown, <TextSortDescending20Regular />, () => onSort(true))}
      <ToolbarDivider />
      {button(words.insertRows, <TableInsertRow20Regular />, () => insertRows(view))}
      {button(words.deleteRows, <TableDeleteRow20Regular />, () => deleteRows(view))}
      <span className="spring" />
      {books.length > 1 && (
        <Menu inline checkedValues={{ book: [shownBook] }} onCheckedValueChange={(_event, { checkedItems }) => checkedItems[0] !== undefined && onBook(checkedItems[0])}>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" appearance="outline" icon={<DocumentMultiple20Regular />} data-testid="books">{`${words.books} (${books.length})`}</Button>
          </MenuTrigger>
          <MenuPopover className="menu-layer">
            <MenuList>{books.map(({ id, name }) => <MenuItemRadio key={id} name="book" value={id}>{name}</MenuItemRadio>)}</MenuList>
          </MenuPopover>
        </Menu>
      )}
      {pane !== undefined && (
        <ToggleButton size="small" appearance="subtle" className="pane-button" icon={<ClipboardTaskListLtr20Regular />} checked={pane.open} onClick={pane.toggle} data-testid="pane-button">
          {pane.label}
        </ToggleButton>
      )}
    </FluentToolbar>
  );
}
