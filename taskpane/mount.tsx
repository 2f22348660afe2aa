/** Puts the pane into the page. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.js";
import type { Session } from "./state.js";
import type { PaneTheme } from "./theme.js";

export interface Mounted {
  /** Office has changed its colours. */
  setTheme(theme: PaneTheme): void;
  unmount(): void;
}

export function mount(root: HTMLElement, session: Session, { theme = "light" }: { readonly theme?: PaneTheme } = {}): Mounted {
  const react = createRoot(root);
  const render = (now: PaneTheme): void =>
    react.render(
      <StrictMode>
        <App session={session} theme={now} />
      </StrictMode>,
    );
  document.documentElement.lang = session.getState().language === "en" ? "en" : "zh-CN";
  render(theme);
  return { setTheme: render, unmount: () => react.unmount() };
}
