/** F6 goes round the parts of the page, as in Excel: toolbar, grid, tabs, pane. */
import { useEffect } from "react";

export interface Part {
  /** Whether the keyboard is there. */
  readonly holds: () => boolean;
  readonly focus: () => void;
}

/** A part that is marked with data-part and focuses what `target` selects in it. */
export function domPart(part: string, target: string): Part {
  const root = (): HTMLElement | null => document.querySelector<HTMLElement>(part);
  return { holds: () => root()?.contains(document.activeElement) === true, focus: () => root()?.querySelector<HTMLElement>(target)?.focus() };
}

export function nextPart(parts: readonly Part[], back: boolean): void {
  const present = parts.findIndex((part) => part.holds());
  const next = parts[(present + (back ? -1 : 1) + parts.length) % parts.length];
  next?.focus();
}

/** @param leave asked first; false: the keyboard stays where it is */
export function useParts(parts: readonly Part[], leave: () => boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "F6" || event.ctrlKey) return;
      event.preventDefault();
      if (!leave()) return;
      nextPart(parts, event.shiftKey);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [parts, leave]);
}
