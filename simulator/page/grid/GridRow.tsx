/** One row on the screen: its number, the cells that do not scroll sideways, and the cells in sight. */
import { memo, type CSSProperties, type ReactNode } from "react";
import type { Area } from "../../../src/model.js";
import { columnName } from "../../model/address.js";
import type { SheetModel } from "../../model/sheet.js";
import type { BookView } from "./book-view.js";
import { cellView } from "./cell-view.js";
import { rowHeight } from "./layout.js";
import { textWidth } from "./text-width.js";

export interface Column {
  readonly index: number;
  /** Pixels from the first cell. */
  readonly left: number;
  readonly width: number;
}

export interface Columns {
  readonly frozen: readonly Column[];
  readonly frozenWidth: number;
  /** In sight, in order; columns before them that text or merges reach out of may be there too. */
  readonly moving: readonly Column[];
  readonly widthOf: (left: number, right: number) => number;
  readonly startOf: (column: number) => number;
}

export interface GridRowProps {
  readonly view: BookView;
  readonly sheet: SheetModel;
  readonly row: number;
  readonly top: number;
  readonly height: number;
  readonly columns: Columns;
  readonly headerWidth: number;
  readonly merges: readonly Area[];
  /** Areas that touch the row. */
  readonly selected: readonly Area[];
  /** -1: the cursor is in another row. */
  readonly cursorColumn: number;
  /** The row's picture is as old as this number. */
  readonly revision: number;
}

export const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { view, sheet, row, top, height, columns, headerWidth, merges, selected } = props;
  const hot = selected.length > 0;
  const whole = hot && selected.some((area) => area.left === 0 && area.right >= 16_383);
  const cells = (list: readonly Column[], clip: readonly Column[]): ReactNode[] => list.map((column) => {
    const merge = merges.find((area) => column.index >= area.left && column.index <= area.right);
    if (merge !== undefined && (merge.top !== row || merge.left !== column.index)) return null;
    return <GridCell key={column.index} {...props} column={column} merge={merge ?? null} neighbours={clip} />;
  });
  // A merge that begins in the frozen columns and goes on behind them: the part that scrolls is drawn a second time, under the frozen one.
  const crossing = columns.frozen.length === 0 ? [] : merges.filter((area) => area.top === row && area.left < columns.frozen.length && area.right >= columns.frozen.length);
  return (
    <div role="row" aria-rowindex={row + 2} className="sheet-row" style={{ top, height }}>
      <div role="rowheader" aria-colindex={1} className={`row-head${hot ? " hot" : ""}${whole ? " whole" : ""}${isFiltered(sheet, row) ? " filtered" : ""}`} style={{ width: headerWidth }} data-row={row + 1}>
        {row + 1}
      </div>
      {columns.frozen.length > 0 && (
        <>
        <div aria-hidden="true" className="frozen-back" style={{ left: headerWidth, width: columns.frozenWidth, marginRight: -columns.frozenWidth }} />
        <div className="frozen-columns" style={{ left: headerWidth, width: columns.frozenWidth }}>
          {cells(columns.frozen, columns.frozen)}
        </div>
        </>
      )}
      <div className="moving" style={{ left: headerWidth }}>
        {crossing.map((area) => {
          const left = columns.startOf(area.left), { width, look, text } = mergedPicture(view, sheet, area, columns);
          return (
            <div key={`under-${area.left}`} aria-hidden="true" className="cell merged" style={{ ...look, left: left - 1, width: width + 1, height: mergeHeight(sheet, area) + 1 }}>
              <span className="text">{text}</span>
            </div>
          );
        })}
        {cells(columns.moving, columns.moving)}
      </div>
    </div>
  );
});

/** Rows that a filter has left are numbered in blue, as in Excel. */
function isFiltered(sheet: SheetModel, row: number): boolean {
  const within = (area: Area): boolean => row > area.top && row <= area.bottom;
  const { autoFilter } = sheet;
  return (autoFilter !== null && autoFilter.criteria.size > 0 && within(autoFilter.area)) || sheet.tables.some((table) => table.filter.size > 0 && within(table.area));
}

function mergedPicture(view: BookView, sheet: SheetModel, area: Area, columns: Columns): { width: number; look: CSSProperties; text: string } {
  const width = columns.widthOf(area.left, area.right);
  const { style, text } = cellView(view.book, sheet, area.top, area.left, width);
  return { width, look: style, text };
}

function mergeHeight(sheet: SheetModel, { top, bottom }: Area): number {
  let height = 0;
  for (let row = top; row <= bottom; row++) height += rowHeight(sheet, row);
  return height;
}

interface GridCellProps extends GridRowProps {
  readonly column: Column;
  readonly merge: Area | null;
  /** Where text may run over to. */
  readonly neighbours: readonly Column[];
}

function GridCell({ view, sheet, row, column, columns, merge, neighbours, selected, cursorColumn, height }: GridCellProps) {
  const width = merge === null ? column.width : columns.widthOf(merge.left, merge.right);
  const { text, style, wrap, link, overflows, filter, marked, frame } = cellView(view.book, sheet, row, column.index, width);
  const area = merge ?? { top: row, left: column.index, bottom: row, right: column.index };
  const isCursor = cursorColumn === column.index;
  const inside = selected.filter((one) => area.left <= one.right && area.right >= one.left && area.top <= one.bottom && area.bottom >= one.top);
  const edges = inside.map((one) => `${area.top <= one.top ? " t" : ""}${area.right >= one.right ? " r" : ""}${area.bottom >= one.bottom ? " b" : ""}${area.left <= one.left ? " l" : ""}`);
  const tall = merge === null ? height : mergeHeight(sheet, merge);
  let room = 0;
  if (overflows && merge === null && text.length > 1) room = overflowRoom(sheet, row, column, neighbours, text, style);
  const address = `${columnName(column.index)}${row + 1}`;
  const classes = `cell${merge === null ? "" : " merged"}${wrap ? " wrap" : ""}${link ? " link" : ""}${style.backgroundColor === undefined ? "" : " filled"}${room > 0 ? " over" : ""}${inside.length > 0 ? (isCursor ? " cursor" : " selected") : ""}${filter === "none" ? "" : " has-filter"}`;
  return (
    <div
      id={cellId(row, column.index)} role="gridcell" aria-colindex={column.index + 2} aria-selected={inside.length > 0} data-address={address} className={classes}
      {...(marked ? { "data-marked": "" } : {})}
      {...(frame === "" ? {} : { "data-frame": frame })}
      {...(merge === null ? {} : { "aria-colspan": merge.right - merge.left + 1, "aria-rowspan": merge.bottom - merge.top + 1 })}
      style={{ ...style, left: column.left - 1, width: width + 1, height: tall + 1 }}
    >
      {text !== "" && <span className="text" style={room > 0 ? { maxWidth: room } : undefined}>{text}</span>}
      {filter !== "none" && <button type="button" tabIndex={-1} className={`filter ${filter}`} data-filter={address} aria-label={view.words.filter(text)} />}
      {edges.map((edge, index) => edge !== "" && <i key={index} className={`edge${edge}`} />)}
    </div>
  );
}

/** Pixels that a long text may use: its own cell and the empty ones after it. 0: it fits, or has no room. */
function overflowRoom(sheet: SheetModel, row: number, column: Column, neighbours: readonly Column[], text: string, style: CSSProperties): number {
  const size = typeof style.fontSize === "string" ? Number.parseFloat(style.fontSize) : 44 / 3;
  if (text.length * size < column.width - 6) return 0;
  const needed = textWidth(text.length > 200 ? text.slice(0, 200) : text, size, style.fontWeight === 700, style.fontSizeAdjust === "none" ? "Arial" : "") + 6;
  if (needed <= column.width) return 0;
  let room = column.width;
  for (let at = neighbours.indexOf(column) + 1; at < neighbours.length && room < needed; at++) {
    const next = neighbours[at]!;
    if (next.left > column.left + room + 1 || sheet.value(row, next.index) !== null) break;
    room += next.width;
  }
  return room > column.width ? room - 4 : 0;
}
