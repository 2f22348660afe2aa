/**
 * Where a finding's cell stands in the workbook that is open: on the user's own sheet. People sort their sheets after a run, so a link finds
 * its row by the person's name where that stands once in its column; else it goes to the address of the run. Cells of added files have no link.
 */
import type { FindingCell, Reconciliation, SheetGrid, TableBlock } from "../model.js";
import { parseAddress, columnName } from "./layout.js";
import { maskText } from "./mask.js";
import { sheetKey, type Places } from "./places.js";

/** Rows that all look-ups of a report may go through in one recalculation: a fraction of a second, also where Excel keeps no index. */
const MOST_LOOKED_UP = 20_000_000;
const LONGEST_NAME = 60;

/** Sheet rows by what a column of names says; -1 where more than one says it. */
type NameIndex = ReadonlyMap<string, number>;

interface NamedBlock {
  readonly column: number;
  readonly rows: readonly [number, number];
  readonly columns: ReadonlySet<number>;
}

/** @param recordName names in the run's language */
export function openPlaces(result: Reconciliation, grids: readonly SheetGrid[], recordName: (record: string) => string): Places {
  const own = new Map(grids.filter((grid) => grid.file === null).map((grid) => [grid.sheet, grid]));
  const named = new Map<string, NamedBlock[]>();
  const sheetsOf = new Map<string, Set<string>>();
  for (const block of result.blocks) {
    sheetsOf.set(block.record, (sheetsOf.get(block.record) ?? new Set<string>()).add(sheetKey(block.file, block.sheet)));
    const one = block.file === null ? namedBlock(block) : null;
    if (one !== null) named.set(block.sheet, [...(named.get(block.sheet) ?? []), one]);
  }
  const indexes = new Map<string, NameIndex>();
  let spent = 0;

  const find = (cell: FindingCell, grid: SheetGrid): { readonly column: string; readonly text: string } | null => {
    const at = parseAddress(cell.address);
    if (at === null) return null;
    const block = named.get(cell.sheet)?.find((one) => one.columns.has(at.column) && at.row >= one.rows[0] && at.row <= one.rows[1]);
    if (block === undefined) return null;
    const text = grid.rows[at.row]?.[block.column];
    // A name with a number behind it may be an ID number: it has no business in a formula of a list that is sent out.
    if (typeof text !== "string" || text.trim() === "" || text.length > LONGEST_NAME || maskText(text, true) !== text || /\d{6}/.test(text)) return null;
    const key = `${cell.sheet}\0${block.column}`;
    const index = indexes.get(key) ?? nameIndex(grid, block.column);
    indexes.set(key, index);
    if (index.get(text.toLowerCase()) !== at.row) return null;
    spent += grid.rows.length;
    return spent > MOST_LOOKED_UP ? null : { column: columnName(block.column), text };
  };

  return {
    copies: [],
    inCopies: false,
    of: (cell) => {
      const grid = cell.file === null ? own.get(cell.sheet) : undefined;
      if (grid === undefined || cell.address === "") return null;
      const row = find(cell, grid);
      return { sheet: cell.sheet, address: cell.address, ...(row === null ? {} : { find: row }) };
    },
    name: (cell) => {
      const place = cell.file !== null
        ? `${cell.file} ${cell.sheet}`
        : (sheetsOf.get(cell.record)?.size ?? 0) > 1 ? cell.sheet : recordName(cell.record);
      return maskText(`${place} ${cell.address}`.trim(), true);
    },
  };
}

/** A block whose rows bear a person's name; further children's columns stand where the first child's do. */
function namedBlock(block: TableBlock): NamedBlock | null {
  const name = block.columns.find((column) => column.field === "name" && column.state === "mapped");
  if (name === undefined) return null;
  let last = block.sheetRows.at(-1) ?? -1;
  for (const row of block.movedRows.values()) last = Math.max(last, row);
  return { column: name.column, rows: [block.sheetRows[0] ?? 0, last], columns: new Set(block.columns.map((column) => column.column)) };
}

/** As MATCH sees a column: texts without regard to case. */
function nameIndex(grid: SheetGrid, column: number): NameIndex {
  const index = new Map<string, number>();
  grid.rows.forEach((row, r) => {
    const cell = row[column];
    if (cell === null || cell === undefined) return;
    const text = (typeof cell === "object" ? cell.shown : String(cell)).toLowerCase();
    index.set(text, index.has(text) ? -1 : r);
  });
  return index;
}
