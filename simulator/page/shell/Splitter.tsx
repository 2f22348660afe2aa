/** The line between sheet and pane: drawn with the mouse, moved with the arrow keys. */
import { useRef } from "react";

export interface SplitterProps {
  readonly label: string;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

/** Excel's own pane goes about as far. */
export const PANE_WIDTH = { least: 320, usual: 350, most: 500 } as const;

const limited = (width: number): number => Math.max(PANE_WIDTH.least, Math.min(PANE_WIDTH.most, Math.round(width)));

export function Splitter({ label, width, onWidth }: SplitterProps) {
  const from = useRef<{ x: number; width: number } | null>(null);
  return (
    <div
      role="separator" aria-orientation="vertical" aria-label={label} aria-valuemin={PANE_WIDTH.least} aria-valuemax={PANE_WIDTH.most} aria-valuenow={width} tabIndex={0} className="splitter" data-testid="splitter"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (from.current !== null) onWidth(limited(from.current.width - (event.clientX - from.current.x)));
      }}
      onPointerUp={() => { from.current = null; }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") onWidth(limited(width + 10));
        else if (event.key === "ArrowRight") onWidth(limited(width - 10));
        else if (event.key === "Home") onWidth(PANE_WIDTH.most);
        else if (event.key === "End") onWidth(PANE_WIDTH.least);
        else return;
        event.preventDefault();
      }}
    />
  );
}
