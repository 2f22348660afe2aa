/** The page for development and end-to-end tests: a workbook, a simulated Excel under it, and the real pane on real office.js in a frame. */
import { Button } from "@fluentui/react-components";
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { PageOptions } from "./options.js";
import { PageFrame } from "./PageFrame.js";
import { nextPart, type Part } from "./shell/use-parts.js";
import type { SimulatorWindows } from "./simulator-windows.js";

export interface SimulatorAppProps {
  readonly options: PageOptions;
  readonly windows: SimulatorWindows;
}

export function SimulatorApp({ options, windows }: SimulatorAppProps) {
  const { words } = windows;
  const main = useStore(windows.store, (state) => state.main);
  const [paneOpen, setPaneOpen] = useState(options.paneOpen);
  const frame = useRef<HTMLIFrameElement>(null);
  const panePart = useMemo<Part>(() => ({
    holds: () => document.activeElement === frame.current && frame.current !== null,
    focus: () => frame.current?.contentWindow?.focus(),
  }), []);
  useEffect(() => windows.onPane((pane) => {
    // The frame's keys are not the page's; F6 leads out of it.
    pane.addEventListener("keydown", (event) => {
      if (event.key !== "F6" || event.ctrlKey) return;
      event.preventDefault();
      const grid: Part = { holds: () => false, focus: () => windows.shownView?.focus() };
      nextPart([panePart, grid], false);
    });
  }), [windows, panePart]);
  useEffect(() => {
    // Nobody listens to a pane that is gone.
    if (!paneOpen) windows.closePane();
  }, [paneOpen, windows]);
  return (
    <PageFrame
      windows={windows} theme={options.theme} title={words.simulatorTitle} saveLabel={words.save} paneLabel={words.pane} paneOpen={paneOpen} onPane={setPaneOpen} panePart={panePart} careful={false}
      empty={(open) => <Button appearance="primary" onClick={open}>{words.openBook}</Button>}
      // A new frame for each workbook: Excel starts the add-in anew.
      pane={<iframe key={main} ref={frame} title={words.paneTitle} src="taskpane.html" data-testid="pane" />}
    />
  );
}
