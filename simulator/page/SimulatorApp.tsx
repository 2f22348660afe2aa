/** The page for development and end-to-end tests: a workbook, a simulated Excel over it, and the real pane on real office.js in a frame. */
import { Button, FluentProvider, Spinner } from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useDropFile } from "./book/use-drop-file.js";
import { chooseFile, WORKBOOK_FILES } from "./book/files.js";
import type { PageOptions } from "./options.js";
import { Splitter, PANE_WIDTH } from "./shell/Splitter.js";
import { domPart, nextPart, useParts, type Part } from "./shell/use-parts.js";
import { Workspace } from "./shell/Workspace.js";
import type { SimulatorWindows } from "./simulator-windows.js";
import { useSnapshot } from "./simulator-windows.js";
import { fluentTheme } from "./theme.js";
import { pageWords } from "./words.js";

export interface SimulatorAppProps {
  readonly options: PageOptions;
  readonly windows: SimulatorWindows;
}

export function SimulatorApp({ options, windows }: SimulatorAppProps) {
  const words = pageWords(options.language);
  const state = useSnapshot(windows);
  const theme = useMemo(() => fluentTheme(options.theme), [options.theme]);
  const [paneOpen, setPaneOpen] = useState(options.paneOpen);
  const [width, setWidth] = useState<number>(PANE_WIDTH.usual);
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = state.windows.find((one) => one.id === state.shown) ?? null;
  const dropping = useDropFile((file) => void windows.openFile(file));
  const choose = async (): Promise<void> => {
    const file = await chooseFile(WORKBOOK_FILES);
    if (file !== null) await windows.openFile(file);
  };

  const parts = useMemo<Part[]>(() => [
    domPart(".toolbar", "button"),
    { holds: () => document.activeElement?.classList.contains("cell-field") === true, focus: () => windows.shownView?.focus() },
    domPart(".tabs", "[aria-selected=true]"),
    { holds: () => document.activeElement === frame.current && frame.current !== null, focus: () => (frame.current === null ? windows.shownView?.focus() : frame.current.contentWindow?.focus()) },
  ], [windows]);
  useParts(parts);
  const onFrame = useCallback((pane: Window) => {
    pane.addEventListener("keydown", (event) => {
      if (event.key !== "F6" || event.ctrlKey) return;
      event.preventDefault();
      window.focus();
      nextPart(parts, event.shiftKey);
    });
  }, [parts]);
  useEffect(() => windows.onPane(onFrame), [windows, onFrame]);
  useEffect(() => {
    // Nobody listens to a pane that is gone.
    if (!paneOpen) windows.closePane();
  }, [paneOpen, windows]);

  return (
    <FluentProvider theme={theme} className={`page theme-${options.theme}`} lang={options.language === "zh" ? "zh-CN" : "en"}>
      <header className="title-bar">
        <span className="logo" aria-hidden="true">X</span>
        <h1>{shown === null ? words.simulatorTitle : shown.name}</h1>
        <span className="what">{words.simulatorTitle}</span>
      </header>
      {shown === null ? (
        <main className="waiting">{state.failure === null ? <Spinner label={state.busy ?? ""} /> : <p role="alert">{state.failure}</p>}
          {state.failure !== null && <Button onClick={() => void choose()}>{words.openBook}</Button>}
        </main>
      ) : (
        <Workspace
          key={shown.id} view={shown.view} saveLabel={words.save}
          onOpen={() => void choose()}
          books={state.windows} shownBook={shown.id} onBook={(id) => windows.show(id)} pane={{ open: paneOpen, toggle: () => setPaneOpen(!paneOpen) }}
        />
      )}
      {paneOpen && state.main !== null && (
        <aside className="pane" style={{ width }} aria-label={words.paneTitle}>
          <Splitter label={words.paneWidth} width={width} onWidth={setWidth} />
          <div className="pane-head">
            <span>{words.offlineTitle}</span>
            <Button size="small" appearance="subtle" icon={<Dismiss20Regular />} aria-label={words.closePane} title={words.closePane} onClick={() => setPaneOpen(false)} />
          </div>
          {/* A new frame for each workbook: Excel starts the add-in anew. */}
          <iframe key={state.main} ref={frame} title={words.paneTitle} src="taskpane.html" data-testid="pane" />
        </aside>
      )}
      {state.busy !== null && shown !== null && <div className="veil" role="status"><Spinner label={state.busy} /></div>}
      {dropping && <div className="veil drop">{words.dropHere}</div>}
    </FluentProvider>
  );
}
