/** The page for people without Excel: the same sheet, and the pane beside it without office.js. */
import { Button } from "@fluentui/react-components";
import { FolderOpen20Regular } from "@fluentui/react-icons";
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { App } from "../../taskpane/App.js";
import type { OfflineWindows } from "./offline-windows.js";
import { PageFrame } from "./PageFrame.js";
import { domPart } from "./shell/use-parts.js";
import type { ThemeName } from "./theme.js";

export function OfflineApp({ windows }: { readonly windows: OfflineWindows }) {
  const { words } = windows;
  const main = useStore(windows.store, (state) => state.main);
  const [paneOpen, setPaneOpen] = useState(true);
  const theme = useSystemTheme();
  const panePart = useMemo(() => domPart(".pane-body", "button, [tabindex='0'], input"), []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (windows.dirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [windows]);
  return (
    <PageFrame
      windows={windows} theme={theme} title={words.offlineTitle} saveLabel={words.saveResult} paneLabel={words.paneButton} paneOpen={paneOpen} onPane={setPaneOpen} panePart={panePart} careful
      empty={(open) => (
        <div className="welcome">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
          <Button appearance="primary" size="large" icon={<FolderOpen20Regular />} onClick={open}>{words.openBook}</Button>
          <p className="hint">{words.dropHere}</p>
        </div>
      )}
      pane={<div className="pane-body">{windows.session !== null && <App key={main} session={windows.session} theme={theme} embedded />}</div>}
    />
  );
}

function useSystemTheme(): ThemeName {
  const now = (): ThemeName => (matchMedia("(forced-colors: active)").matches ? "contrast" : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const [theme, setTheme] = useState(now);
  useEffect(() => {
    const queries = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));
    const look = (): void => setTheme(now());
    for (const query of queries) query.addEventListener("change", look);
    return () => {
      for (const query of queries) query.removeEventListener("change", look);
    };
  }, []);
  return theme;
}
