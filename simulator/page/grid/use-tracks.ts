/** The virtualised rows and columns of a sheet: which are in sight, and where every one is. */
import { useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useMemo, type RefObject } from "react";
import type { SheetModel } from "../../model/sheet.js";
import type { Tracks } from "./geometry.js";
import { columnWidth, rowHeight, type Extent } from "./layout.js";

interface Options {
  readonly sheet: SheetModel | null;
  readonly extent: Extent;
  readonly layout: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Pixels before the first cell: headers. */
  readonly header: number;
}

export interface VisibleTracks extends Tracks {
  /** In sight (and a few more), without the frozen and the hidden ones. */
  readonly visible: readonly number[];
  readonly total: number;
}

const OVERSCAN_ROWS = 6;
const OVERSCAN_COLUMNS = 3;
/** More frozen rows than fit on any screen are not drawn. */
const MOST_FROZEN = 200;

function useAxis(options: Options, horizontal: boolean): VisibleTracks {
  const { sheet, extent, layout, scroller, header } = options;
  const count = horizontal ? extent.columns : extent.rows;
  const sizeOf = useCallback((index: number) => (sheet === null ? 20 : horizontal ? columnWidth(sheet, index) : rowHeight(sheet, index)), [sheet, horizontal]);
  // A new function for a new layout: this is how the virtualiser learns that sizes changed.
  const getItemKey = useCallback((index: number) => index, [layout, sheet]);
  const rangeExtractor = useCallback((range: Range) => {
    const indexes: number[] = [];
    const first = Math.max(0, range.startIndex - range.overscan), last = Math.min(range.count - 1, range.endIndex + range.overscan);
    // Ten thousand filtered rows may lie between two that are in sight.
    for (let index = first; index <= last; index++) if (sizeOf(index) > 0) indexes.push(index);
    return indexes;
  }, [sizeOf]);
  const virtualizer = useVirtualizer({
    count, horizontal, getItemKey, rangeExtractor,
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    overscan: horizontal ? OVERSCAN_COLUMNS : OVERSCAN_ROWS,
    paddingStart: header,
  });
  const indexes = virtualizer.getVirtualIndexes();
  const total = virtualizer.getTotalSize();
  const measurements = virtualizer.measurementsCache;
  const frozen = Math.min(count, MOST_FROZEN, (horizontal ? sheet?.freeze?.columns : sheet?.freeze?.rows) ?? 0);
  return useMemo(() => {
    const start = (index: number): number => (index >= measurements.length ? total - header : measurements[Math.max(0, index)]!.start - header);
    return {
      count, frozen, total, start,
      frozenSize: frozen === 0 ? 0 : start(frozen),
      size: (index: number) => (index >= measurements.length ? 0 : measurements[index]!.size),
      visible: indexes.filter((index) => index >= frozen),
    };
  }, [count, frozen, total, measurements, indexes, header]);
}

export const useRows = (options: Options): VisibleTracks => useAxis(options, false);
export const useColumns = (options: Options): VisibleTracks => useAxis(options, true);
