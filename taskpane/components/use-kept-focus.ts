import { useEffect, type RefObject } from "react";

const FOCUSABLE = "h2[tabindex], button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), [tabindex='0']";
const ABOVE = "[role=dialog], [role=alertdialog], [role=menu]";

/**
 * Keeps the keyboard in the pane when what it was at goes away (取消 with the work's card, a message that is dismissed, a question): it returns
 * to where it last was in the pane, or to the first thing near that place, at worst to the pane's first button.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const pane = root.current;
    if (pane === null) return;
    /** What had the focus last, in the pane or in a dialog of its own, which lies beside it; null: it went elsewhere in the page. */
    let last: Element | null = null;
    /** The last place in the pane itself, and what is around it, from the inside out. */
    let path: Element[] = [];
    let frame = 0;
    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      const own = pane.contains(target);
      last = own || (last !== null && target.closest(ABOVE) !== null) ? target : null;
      if (!own) return;
      path = [];
      for (let one: Element | null = target; one !== null && one !== pane; one = one.parentElement) path.push(one);
    };
    const look = (): void => {
      if (last?.isConnected !== false || document.activeElement !== document.body || !document.hasFocus()) return;
      const [before] = path;
      if (before instanceof HTMLElement && before.isConnected) return before.focus();
      const near = path.find((one) => one.isConnected && one.querySelector(FOCUSABLE) !== null) ?? pane;
      near.querySelector<HTMLElement>(FOCUSABLE)?.focus();
    };
    // With the next picture: whoever takes something away may give the focus a place of its own.
    const observer = new MutationObserver(() => {
      if (last?.isConnected !== false) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", note);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener("focusin", note);
    };
  }, [root]);
}
