/** The sheet on the screen: headers, frozen panes, cells in sight, selection, and the field that takes the keyboard. */
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { Area } from "../../../src/model.js";
import { columnName } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import type { BookView } from "./book-view.js";
import { CellField } from "./CellField.js";
import { reveal, type Geometry } from "./geometry.js";
import { GridRow, type Column, type Columns } from "./GridRow.js";
import { COLUMN_HEADER, rowHeaderWidth } from "./layout.js";
import { mergesOf } from "./merges.js";
import { usePointer, type GridMenus } from "./use-pointer.js";
import { useColumns, useRows, type VisibleTracks } from "./use-tracks.js";

export interface GridProps extends GridMenus {
  readonly view: BookView;
}

const NO_AREAS: readonly Area[] = [];
const touchesRow = (area: Area, row: number): boolean => row >= area.top && row <= area.bottom;

export function Grid({ view, ...menus }: GridProps) {
  const sheet = useStore(view.store, (state) => state.sheet);
  return sheet === null ? <div className="grid-frame" /> : <SheetGridView view={view} sheet={sheet} {...menus} />;
}

function SheetGridView({ view, sheet, ...menus }: GridProps & { sheet: SheetModel }) {
  const extent = useStore(view.store, (state) => state.extent);
  const layout = useStore(view.store, (state) => state.layout);
  const revision = useStore(view.store, (state) => state.revision);
  const areas = useStore(view.store, (state) => state.areas);
  const cursor = useStore(view.store, (state) => state.cursor);
  const scroller = useRef<HTMLDivElement>(null);
  const headerWidth = rowHeaderWidth(extent.rows);
  const rows = useRows({ sheet, extent, layout, scroller, header: COLUMN_HEADER });
  const tracks = useColumns({ sheet, extent, layout, scroller, header: headerWidth });
  const columns = useColumnList(sheet, tracks, cursor.column, view);
  const geometry = useRef<Geometry>(null);
  useLayoutEffect(() => {
    if (scroller.current !== null) geometry.current = { rows, columns: tracks, headerWidth, headerHeight: COLUMN_HEADER, scroller: scroller.current };
  });
  useScrollPlaces(view, sheet, scroller);
  useReveal(view, geometry);
  const pointer = usePointer(view, geometry, menus);

  const index = mergesOf(sheet);
  const shown = useMemo(() => {
    const list = new Set(rows.visible);
    // Merges whose first row is above the view, and the cursor's row, which the keyboard field points at.
    for (const row of rows.visible.slice(0, 1)) for (const area of index.inRow(row)) if (area.top >= rows.frozen) list.add(area.top);
    if (cursor.row >= rows.frozen && cursor.row < rows.count && rows.size(cursor.row) > 0) list.add(cursor.row);
    return [...list].sort((a, b) => a - b);
  }, [rows, index, cursor.row]);
  const frozenRows = useMemo(() => Array.from({ length: rows.frozen }, (_, row) => row).filter((row) => rows.size(row) > 0), [rows]);

  const line = (row: number, top: number) => (
    <GridRow
      key={row} view={view} sheet={sheet} row={row} top={top} height={rows.size(row)} columns={columns} headerWidth={headerWidth} revision={revision}
      merges={index.inRow(row)} cursorColumn={cursor.row === row ? cursor.column : -1}
      selected={areas.some((area) => touchesRow(area, row) || index.inRow(row).some((merge) => merge.top === row && area.top <= merge.bottom && area.bottom >= merge.top)) ? areas : NO_AREAS}
    />
  );
  return (
    <div className="grid-frame">
      <div
        id="sheet-grid" className={`scroller${sheet.showGridlines ? "" : " no-lines"}`} ref={scroller} data-testid="grid"
        // The keyboard goes on to the field over the active cell.
        tabIndex={0} onFocus={(event) => event.target === event.currentTarget && view.focus()}
        role="grid" aria-label={view.words.grid(sheet.name)} aria-rowcount={extent.rows + 1} aria-colcount={extent.columns + 1} aria-multiselectable="true"
        {...pointer}
      >
        <div className="sizer" role="presentation" style={{ width: tracks.total, height: rows.total }}>
          <div role="rowgroup" className="top" style={{ height: COLUMN_HEADER + rows.frozenSize }}>
            <Headers view={view} columns={columns} headerWidth={headerWidth} areas={areas} />
            {frozenRows.map((row) => line(row, COLUMN_HEADER + rows.start(row)))}
          </div>
          <div role="rowgroup">{shown.map((row) => line(row, COLUMN_HEADER + rows.start(row)))}</div>
        </div>
      </div>
      <CellField view={view} geometry={geometry} scroller={scroller} menus={menus} />
    </div>
  );
}

/** The columns in sight as one object that stays the same while only rows scroll. */
function useColumnList(sheet: SheetModel, tracks: VisibleTracks, cursorColumn: number, view: BookView): Columns {
  const revision = useStore(view.store, (state) => state.revision);
  const layout = useStore(view.store, (state) => state.layout);
  const first = tracks.visible[0] ?? 0, last = tracks.visible.at(-1) ?? 0;
  // Merges reaching into the view from the left keep their first column drawn.
  const reaching = useMemo(() => {
    const columns = new Set<number>();
    for (const area of sheet.merges) if (area.left < first && area.right >= first && area.left >= tracks.frozen) columns.add(area.left);
    return [...columns].sort((a, b) => a - b).join();
  }, [sheet, first, tracks.frozen, revision]);
  const extra = cursorColumn >= tracks.frozen && cursorColumn < tracks.count && (cursorColumn < first || cursorColumn > last) ? cursorColumn : -1;
  const key = `${tracks.visible.join()}|${tracks.frozen}|${layout}|${reaching}|${extra}`;
  return useMemo(() => {
    const column = (index: number): Column => ({ index, left: tracks.start(index), width: tracks.size(index) });
    const moving = new Set(tracks.visible);
    for (const index of reaching === "" ? [] : reaching.split(",")) moving.add(Number(index));
    if (extra >= 0 && tracks.size(extra) > 0) moving.add(extra);
    return {
      frozen: Array.from({ length: tracks.frozen }, (_, index) => column(index)).filter((one) => one.width > 0),
      frozenWidth: tracks.frozenSize,
      moving: [...moving].sort((a, b) => a - b).map(column),
      widthOf: (left, right) => tracks.start(right) + tracks.size(right) - tracks.start(left),
      startOf: (index) => tracks.start(index),
    };
  }, [sheet, key]);
}

function Headers({ view, columns, headerWidth, areas }: { view: BookView; columns: Columns; headerWidth: number; areas: readonly Area[] }) {
  const head = ({ index, left, width }: Column) => {
    const hot = areas.some((area) => index >= area.left && index <= area.right);
    const whole = hot && areas.some((area) => area.top === 0 && area.bottom >= 1_048_575 && index >= area.left && index <= area.right);
    return (
      <div key={index} role="columnheader" aria-colindex={index + 2} className={`column-head${hot ? " hot" : ""}${whole ? " whole" : ""}`} style={{ left, width }} data-column={columnName(index)}>
        {columnName(index)}
        <i className="grip" data-resize={index} />
      </div>
    );
  };
  return (
    <div role="row" aria-rowindex={1} className="sheet-row heads" style={{ top: 0, height: COLUMN_HEADER }}>
      <div role="columnheader" aria-colindex={1} className="corner" style={{ width: headerWidth }} data-corner="">
        <span className="unseen">{view.words.allCells}</span>
      </div>
      {columns.frozen.length > 0 && (
        <div className="frozen-columns" style={{ left: headerWidth, width: columns.frozenWidth }}>{columns.frozen.map(head)}</div>
      )}
      <div className="moving" style={{ left: headerWidth }}>{columns.moving.map(head)}</div>
    </div>
  );
}

/** Every sheet is seen where it was left. */
function useScrollPlaces(view: BookView, sheet: SheetModel, scroller: React.RefObject<HTMLDivElement | null>): void {
  const places = useRef(new Map<string, { left: number; top: number }>());
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const kept = places.current;
    const { left, top } = kept.get(sheet.id) ?? { left: 0, top: 0 };
    element.scrollTo({ left, top, behavior: "instant" });
    const note = (): void => void kept.set(sheet.id, { left: element.scrollLeft, top: element.scrollTop });
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [view, sheet, scroller]);
}

function useReveal(view: BookView, geometry: React.RefObject<Geometry | null>): void {
  const count = useStore(view.store, (state) => state.reveal);
  useEffect(() => {
    if (count === 0 || geometry.current === null) return;
    const { corner, cursor } = view.state;
    const cell = view.extending ? corner : cursor;
    const { centred } = view;
    view.centred = false;
    reveal(geometry.current, { row: Math.min(cell.row, geometry.current.rows.count), column: Math.min(cell.column, geometry.current.columns.count) }, centred);
  }, [count, view, geometry]);
}
