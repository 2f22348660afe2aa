/** Whose row a cell stands in: the village of the data row, of the rows that a sum adds up, or of the whole table. */
import type { FieldId, FindingCell, Reconciliation, TableBlock } from "../model.js";
import { parseAddress } from "./layout.js";
import { sheetKey } from "./places.js";

/** Village number as in `matrix.villages`; -1: the row says none; MIXED: it speaks for several. */
export const MIXED = -2;

export interface RowPlace {
  /** A data row, a row of sums, or a title or header over all rows. */
  readonly kind: "data" | "sum" | "head";
  readonly village: number;
  /** What the row says in a field; "" where it is no data row or has no such column. */
  read(field: FieldId): string;
}

/** Looks cells of findings up in the blocks as read; null for a cell of no block. */
export function rowPlaces(result: Reconciliation): (cell: FindingCell) => RowPlace | null {
  const bySheet = new Map<string, number[]>();
  result.blocks.forEach((block, b) => {
    const key = sheetKey(block.file, block.sheet);
    const list = bySheet.get(key);
    if (list === undefined) bySheet.set(key, [b]);
    else list.push(b);
  });
  const whole = result.blocks.map((_, b) => onlyOne(result.rowVillages[b], 0, Infinity));

  return (cell) => {
    const at = parseAddress(cell.address);
    const blocks = bySheet.get(sheetKey(cell.file, cell.sheet));
    if (at === null || blocks === undefined) return null;
    let table: RowPlace | null = null;
    for (const b of blocks) {
      const block = result.blocks[b];
      if (block === undefined || block.record !== cell.record) continue;
      const villages = result.rowVillages[b];
      const total = block.totals.find((one) => one.row === at.row);
      if (total !== undefined) {
        const village = total.from < total.to ? onlyOne(villages, total.from, total.to) : (whole[b] ?? MIXED);
        return { kind: "sum", village, read: () => "" };
      }
      if (block.columns.some((column) => column.column === at.column)) {
        const row = entryRow(block, at.row);
        if (row >= 0) return { kind: "data", village: villages?.[row] ?? -1, read: (field) => textAt(block, row, field) };
      }
      // A title, a header: it speaks for the whole table.
      const village = whole[b] ?? MIXED;
      table = { kind: "head", village: table === null || table.village === village ? village : MIXED, read: () => "" };
    }
    return table;
  };
}

/** The one village of these rows; MIXED if there are several or no rows. */
function onlyOne(villages: Int32Array | undefined, from: number, to: number): number {
  if (villages === undefined || villages.length === 0) return MIXED;
  const first = villages[from] ?? MIXED;
  for (let i = from; i < Math.min(to, villages.length); i++) if (villages[i] !== first) return MIXED;
  return first;
}

/** The data row at or, for further rows of one entry (a card's other children), next above a sheet row; -1 outside the data. */
function entryRow(block: TableBlock, row: number): number {
  const { sheetRows } = block;
  let low = 0;
  let high = sheetRows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sheetRows[middle] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  const at = low - 1;
  if (at < 0 || sheetRows[at] === row) return at;
  for (const moved of block.movedRows.values()) if (moved === row) return at;
  return -1;
}

function textAt(block: TableBlock, row: number, field: FieldId): string {
  const column = block.columns.find((one) => one.field === field)?.column ?? -1;
  const cell = block.cells.get(column)?.[row];
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "object") return String(cell).trim();
  return (cell.kind === "ditto" ? String(cell.value) : cell.shown).trim();
}
