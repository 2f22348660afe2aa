/** Sheets for tests, written as rows of texts; "" is an empty cell, areas are A1 references. */
import { expect } from "vitest";
import type { Area, CellValue, SheetGrid, TableBlock, TableOverride } from "../../src/model.js";
import type { Profile } from "../../src/profile/profile.js";
import profile from "../../src/profile/nine-records.json";
import { readTables, type TablesRead } from "../../src/table/read-tables.js";

export type Cell = CellValue;

/** The real profile: layouts are read against the headers people write. */
const nineRecords = profile as unknown as Profile;

export function area(reference: string): Area {
  const [from = "", to = from] = reference.split(":");
  const cell = (text: string): { row: number; column: number } => {
    const [, letters = "A", digits = "1"] = /^([A-Z]+)(\d+)$/.exec(text) ?? [];
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    return { row: Number(digits) - 1, column: column - 1 };
  };
  const a = cell(from);
  const b = cell(to);
  return { top: a.row, left: a.column, bottom: b.row, right: b.column };
}

export function sheet(
  name: string, rows: readonly (readonly Cell[])[], more: { merges?: readonly string[]; file?: string | null; hiddenRows?: readonly number[]; hidden?: boolean } = {},
): SheetGrid {
  return {
    file: more.file ?? null,
    sheet: name,
    rows: rows.map((row) => row.map((cell) => (cell === "" ? null : cell))),
    columnCount: Math.max(0, ...rows.map((row) => row.length)),
    merges: (more.merges ?? []).map(area),
    ...(more.hiddenRows === undefined ? {} : { hiddenRows: more.hiddenRows }),
    ...(more.hidden === undefined ? {} : { hidden: more.hidden }),
  };
}

/** A row from one line: cells divided by |, blanks around them away. */
export const line = (text: string): string[] => text.split("|").map((cell) => cell.trim());

export function read(grids: readonly SheetGrid[], overrides: readonly TableOverride[] = []): TablesRead {
  return readTables(grids, nineRecords, { language: "zh", overrides });
}

/** Header → field of a block's columns, skipped and ambiguous ones by their state. */
export function fields(block: TableBlock | undefined): Record<string, string | null> {
  return Object.fromEntries((block?.columns ?? []).map((column) => [column.header, column.state === "mapped" ? column.field : column.state === "unmapped" ? null : column.state]));
}

const plain = (cell: CellValue): string | number | boolean | null => (cell === null ? null : typeof cell === "object" ? cell.value : cell);

/** The block's rows as field → value (a ditto as what it stands for). */
export function rowsOf(block: TableBlock | undefined): Record<string, string | number | boolean | null>[] {
  if (block === undefined) return [];
  return [...block.sheetRows].map((_, i) => Object.fromEntries(block.columns
    .filter((column) => column.state === "mapped")
    .map((column) => [column.field ?? "", plain(block.cells.get(column.column)?.[i] ?? null)])));
}

/** Values of one field down the rows. */
export function values(block: TableBlock | undefined, field: string): unknown[] {
  return rowsOf(block).map((row) => row[field] ?? null);
}

export function only(result: TablesRead): TableBlock {
  expect(result.blocks).toHaveLength(1);
  const [block] = result.blocks;
  if (block === undefined) throw new Error("no block");
  return block;
}

/** A synthetic ID number (no check is made here, so the last digit is plain). */
export const id = (n: number): string => `43020319${String(60 + (n % 30)).padStart(2, "0")}${String((n % 12) + 1).padStart(2, "0")}${String((n % 27) + 1).padStart(2, "0")}${String(100 + n).slice(-3)}X`;
