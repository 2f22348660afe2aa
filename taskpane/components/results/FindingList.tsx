import { makeStyles, tokens } from "@fluentui/react-components";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { ListRow } from "../../state.js";
import { useActions, useStrings } from "../session-context.js";
import { FindingRow, HEAD_HEIGHT, ROW_HEIGHT } from "./FindingRow.js";

/** Rows a page key moves. */
const PAGE = 8;

const useStyles = makeStyles({
  list: { position: "relative", listStyleType: "none", margin: 0, padding: 0, width: "100%" },
  row: { position: "absolute", top: 0, left: 0, width: "100%" },
  stuck: { position: "sticky", left: 0, width: "100%", zIndex: 1, boxShadow: tokens.shadow2 },
});

interface FindingListProps {
  readonly rows: readonly ListRow[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Pixels above the list inside the scroller, and of them those that stay in sight. */
  readonly above: number;
  readonly pinned: number;
  /** Key of the finding that was open last: in sight and focused when the list comes back. */
  readonly last: string | null;
  readonly onOpen: (findingId: string, cells: number) => void;
}

/** Only the rows in sight exist; the head of the group in sight stays at the top. */
export function FindingList({ rows, scroller, above, pinned, last, onOpen }: FindingListProps) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const [active, setActive] = useState(() => Math.max(0, rows.findIndex((row) => row.key === last)));
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef<{ readonly index: number; readonly focus: boolean } | null>(null);
  const heads = useMemo(() => rows.flatMap((row, index) => (row.kind === "head" ? [index] : [])), [rows]);
  const stuck = useRef(-1);
  /** Pixels at the top of the scroller that lie over the rows. */
  const covered = pinned + (heads.length > 0 ? HEAD_HEIGHT : 0);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === "head" ? HEAD_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    scrollMargin: above,
    scrollPaddingStart: covered,
    rangeExtractor: (range: Range) => {
      const top = (scroller.current?.scrollTop ?? 0) + pinned;
      const first = top > above ? (virtualizer.getVirtualItemForOffset(top)?.index ?? range.startIndex) : -1;
      stuck.current = lastAtMost(heads, first);
      // The row with the focus must not vanish.
      const more = [stuck.current, active].filter((index) => index >= 0 && index < range.count);
      return [...new Set([...more, ...defaultRangeExtractor(range)])].sort((a, b) => a - b);
    },
  });

  const move = (to: number): void => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    wanted.current = { index, focus: true };
    setActive(index);
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  // After each picture: the wanted row may have come into being only now.
  useEffect(() => {
    if (wanted.current === null) return;
    const { index, focus } = wanted.current;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row === null || row === undefined) return;
    wanted.current = null;
    row.scrollIntoView({ block: "nearest" });
    if (focus) row.querySelector("button")?.focus({ preventScroll: true });
  });
  const came = useRef(false);
  useLayoutEffect(() => {
    if (came.current || last === null || above === 0) return;
    came.current = true;
    const index = rows.findIndex((row) => row.key === last);
    if (index < 0) return;
    virtualizer.scrollToIndex(index, { align: "auto" });
    wanted.current = { index, focus: document.hasFocus() };
  }, [last, above, rows, virtualizer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -rows.length, End: rows.length }[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(active + step);
  };
  const items = virtualizer.getVirtualItems();
  const reachable = items.some((item) => item.index === active) ? active : items[0]?.index;
  return (
    <ul ref={list} className={styles.list} style={{ height: virtualizer.getTotalSize() }} aria-label={t.results.list} onKeyDown={onKeyDown}>
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        const isStuck = item.index === stuck.current;
        return (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            className={isStuck ? styles.stuck : styles.row}
            style={isStuck ? { top: pinned } : { transform: `translateY(${item.start - above}px)`, scrollMarginTop: covered }}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
          >
            <FindingRow
              row={row}
              tabIndex={item.index === reachable ? 0 : -1}
              last={row.key === last}
              onFocus={() => setActive(item.index)}
              onPress={() => (row.kind === "head" ? actions.toggleGroup(row.key) : onOpen(row.view.finding.id, row.view.finding.cells.length))}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Greatest of the ascending numbers that is not above the limit; -1: none. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1] ?? -1;
}
