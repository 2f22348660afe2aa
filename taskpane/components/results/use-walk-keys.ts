import { useEffect } from "react";
import { useActions } from "../session-context.js";

const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
const ABOVE = "[role=dialog], [role=alertdialog], [role=menu]";

/** N and P walk through the findings, Escape goes back to the list: wherever in the pane the focus is, unless the user types. */
export function useWalkKeys(open: boolean): void {
  const actions = useActions();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(TYPING) !== null) return;
      if (document.querySelector(ABOVE) !== null) return;
      const key = event.key.toLowerCase();
      if (key === "n") void actions.walk(1);
      else if (key === "p") void actions.walk(-1);
      else if (key === "escape" && open) actions.select(null);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [actions, open]);
}
