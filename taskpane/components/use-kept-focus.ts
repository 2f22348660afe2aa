import { useEffect, type RefObject } from "react";

const FOCUSABLE = "h2[tabindex], button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), [tabindex='0']";

/**
 * Keeps the keyboard in the pane when what it was at goes away (取消 with the work's card, a message that is dismissed): it moves to the first
 * thing near the place, at worst to the pane's first button.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const pane = root.current;
    if (pane === null) return;
    /** What has the focus, and around it, from the inside out. */
    let path: Element[] = [];
    let frame = 0;
    const note = (event: FocusEvent): void => {
      path = [];
      for (let one = event.target instanceof Element ? event.target : null; one !== null && one !== pane; one = one.parentElement) path.push(one);
    };
    const look = (): void => {
      const [focused] = path;
      if (focused === undefined || focused.isConnected || document.activeElement !== document.body || !document.hasFocus()) return;
      const near = path.find((one) => one.isConnected && one.querySelector(FOCUSABLE) !== null) ?? pane;
      near.querySelector<HTMLElement>(FOCUSABLE)?.focus();
    };
    // With the next picture: whoever takes something away may give the focus a place of its own.
    const observer = new MutationObserver(() => {
      if (path[0]?.isConnected !== false) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    });
    observer.observe(pane, { childList: true, subtree: true });
    pane.addEventListener("focusin", note);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      pane.removeEventListener("focusin", note);
    };
  }, [root]);
}
