/** What both pages share: title, workbook, place for the pane, waiting and dropping. */
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, FluentProvider, Spinner } from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import { useCallback, useLayoutEffect, useMemo, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { chooseFile, WORKBOOK_FILES } from "./book/files.js";
import { useDropFile } from "./book/use-drop-file.js";
import type { BookWindows } from "./book-windows.js";
import { commitEdit } from "./grid/edit-commands.js";
import { PANE_WIDTH, Splitter } from "./shell/Splitter.js";
import { domPart, useParts, type Part } from "./shell/use-parts.js";
import { Workspace } from "./shell/Workspace.js";
import { fluentTheme, type ThemeName } from "./theme.js";

export interface PageFrameProps {
  readonly windows: BookWindows;
  readonly theme: ThemeName;
  /** What the page is, at the right of the title. */
  readonly title: string;
  readonly saveLabel: string;
  readonly paneLabel: string;
  readonly paneOpen: boolean;
  readonly onPane: (open: boolean) => void;
  /** The pane of the main window. */
  readonly pane: ReactNode;
  readonly panePart: Part;
  /** While nothing is open and nothing is being opened. */
  readonly empty: (open: () => void) => ReactNode;
  /** Ask before changes are lost. */
  readonly careful: boolean;
}

export function PageFrame({ windows, theme, title, saveLabel, paneLabel, paneOpen, onPane, pane, panePart, empty, careful }: PageFrameProps) {
  const { words, language } = windows;
  const state = useStore(windows.store);
  const look = useMemo(() => fluentTheme(theme), [theme]);
  const [width, setWidth] = useState<number>(PANE_WIDTH.usual);
  const shown = state.windows.find((one) => one.id === state.shown) ?? null;
  // Menus and dialogs lie outside the page's own element; colours are the document's.
  useLayoutEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const take = (file: File): void => {
    if (careful && windows.dirty) windows.store.setState({ waiting: file });
    else void windows.openFile(file);
  };
  const dropping = useDropFile(take);
  const choose = async (): Promise<void> => {
    const file = await chooseFile(WORKBOOK_FILES);
    if (file !== null) take(file);
  };
  const parts = useMemo<Part[]>(() => [
    domPart(".toolbar", "button:not(:disabled)"),
    { holds: () => document.activeElement?.classList.contains("cell-field") === true, focus: () => windows.shownView?.focus() },
    domPart(".tabs", "[aria-selected=true]"),
    ...(paneOpen ? [panePart] : []),
  ], [windows, panePart, paneOpen]);
  const leave = useCallback(() => windows.shownView === null || commitEdit(windows.shownView), [windows]);
  useParts(parts, leave);

  return (
    <FluentProvider theme={look}>
      <div className="page" lang={language === "zh" ? "zh-CN" : "en"}>
        <header className="title-bar">
          <span className="logo" aria-hidden="true">{language === "zh" ? "账" : "R"}</span>
          <h1>{shown === null ? title : shown.name}</h1>
          {shown !== null && <span className="what">{title}</span>}
        </header>
        {shown === null ? (
          <main className="waiting">
            {state.busy !== null ? <Spinner label={state.busy} /> : empty(() => void choose())}
            {state.failure !== null && <p role="alert">{state.failure}</p>}
          </main>
        ) : (
          <Workspace
            key={shown.id} view={shown.view} saveLabel={saveLabel} onSave={() => void windows.save(shown.id)} onOpen={() => void choose()}
            books={state.windows} shownBook={shown.id} onBook={(id) => windows.show(id)} pane={{ label: paneLabel, open: paneOpen, toggle: () => onPane(!paneOpen) }}
          />
        )}
        {paneOpen && state.main !== null && (
          <aside className="pane" style={{ width }} aria-label={words.paneTitle}>
            <Splitter label={words.paneWidth} width={width} onWidth={setWidth} />
            <div className="pane-head">
              <span>{words.offlineTitle}</span>
              <Button size="small" appearance="subtle" icon={<Dismiss20Regular />} aria-label={words.closePane} title={words.closePane} onClick={() => onPane(false)} />
            </div>
            {pane}
          </aside>
        )}
        {state.busy !== null && shown !== null && <div className="veil" role="status"><Spinner label={state.busy} /></div>}
        {dropping && <div className="veil drop">{words.dropHere}</div>}
        <UnsavedDialog windows={windows} file={state.waiting} />
      </div>
    </FluentProvider>
  );
}

function UnsavedDialog({ windows, file }: { readonly windows: BookWindows; readonly file: File | null }) {
  const { words } = windows;
  const close = (): void => windows.store.setState({ waiting: null });
  return (
    <Dialog open={file !== null} modalType="alert" onOpenChange={(_event, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.unsaved}</DialogTitle>
          <DialogContent>{words.unsavedText(windows.state.windows.filter(({ view }) => view.state.dirty).map(({ name }) => name).join("”、“"))}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>{words.cancel}</Button>
            <Button onClick={() => {
              close();
              if (file !== null) void windows.openFile(file);
            }}>{words.openAnyway}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
