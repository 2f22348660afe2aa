/** One workbook as a small Excel: toolbar, formula bar, grid, tabs, and a place for the pane beside them. */
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from "@fluentui/react-components";
import { useEffect, useState, type ReactNode } from "react";
import { clearSelection, commitEdit, copySelection } from "../grid/edit-commands.js";
import { Grid } from "../grid/Grid.js";
import { deleteRows, insertRows, regionToSort, sortBy } from "../grid/row-commands.js";
import { NoticeDialog, SortDialog, type SortQuestion } from "./Dialogs.js";
import { FilterMenu } from "./FilterMenu.js";
import { FormulaBar } from "./FormulaBar.js";
import { pointAt, SheetTabs } from "./SheetTabs.js";
import { StatusBar } from "./StatusBar.js";
import { Toolbar, type ToolbarProps } from "./Toolbar.js";

export interface WorkspaceProps extends Omit<ToolbarProps, "onSort"> {
  readonly children?: ReactNode;
}

export function Workspace({ children, ...toolbar }: WorkspaceProps) {
  const { view } = toolbar;
  const { words } = view;
  const [filter, setFilter] = useState<{ row: number; column: number; at: DOMRect } | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [question, setQuestion] = useState<SortQuestion | null>(null);
  useEffect(() => view.focus(), [view]);
  useEffect(() => {
    // A click anywhere else writes what was typed. A click into the frame of the pane is not the page's: there, as in Excel, typing goes on.
    const onPointerDown = (event: PointerEvent): void => {
      if (view.state.edit === null || !(event.target instanceof Element) || event.target.closest("[data-edits]") !== null) return;
      if (commitEdit(view)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("pointerdown", onPointerDown, true);
    return () => document.removeEventListener("pointerdown", onPointerDown, true);
  }, [view]);

  const sort = (descending: boolean): void => {
    const region = regionToSort(view);
    if (region === null) return;
    const { column } = view.state.cursor;
    if (region.sure) sortBy(view, region, column, descending);
    else setQuestion({ region, column, descending });
  };
  const copy = (): void => {
    const text = copySelection(view);
    if (text !== null) void navigator.clipboard.writeText(text).catch(() => undefined);
  };
  const then = (work: () => void) => () => {
    setMenu(null);
    work();
    view.focus();
  };
  return (
    <>
      <section className="tools" aria-label={words.toolbar}>
        <Toolbar {...toolbar} onSort={sort} />
      </section>
      <div className="middle">
        <main className="sheet-side">
          <FormulaBar view={view} />
          <Grid view={view} onFilter={(row, column, at) => setFilter({ row, column, at })} onMenu={(x, y) => setMenu({ x, y })} />
          <SheetTabs view={view} />
          {menu !== null && (
            <Menu inline open onOpenChange={(_event, { open }) => !open && then(() => undefined)()} positioning={{ target: pointAt(menu.x, menu.y), position: "below", align: "start" }}>
              <MenuPopover className="menu-layer">
                <MenuList>
                  <MenuItem onClick={then(() => { copy(); clearSelection(view); })}>{words.cut}</MenuItem>
                  <MenuItem onClick={then(copy)}>{words.copy}</MenuItem>
                  <MenuItem onClick={then(() => clearSelection(view))}>{words.clear}</MenuItem>
                  <MenuDivider />
                  <MenuItem onClick={then(() => insertRows(view))}>{words.insertRows}</MenuItem>
                  <MenuItem onClick={then(() => deleteRows(view))}>{words.deleteRows}</MenuItem>
                  <MenuDivider />
                  <MenuItem onClick={then(() => sort(false))}>{words.sortUp}</MenuItem>
                  <MenuItem onClick={then(() => sort(true))}>{words.sortDown}</MenuItem>
                </MenuList>
              </MenuPopover>
            </Menu>
          )}
        </main>
        {children}
      </div>
      <StatusBar view={view} />
      <NoticeDialog view={view} />
      {question !== null && <SortDialog view={view} question={question} onClose={() => {
        setQuestion(null);
        view.focus();
      }} />}
      {filter !== null && <FilterMenu key={`${filter.row},${filter.column}`} view={view} {...filter} onClose={() => setFilter(null)} />}
    </>
  );
}
