/**
 * Marks in the sheets of the workbook itself: which cells, and how gravely. The policy of the annotated copies (`copies.ts`): the cells in
 * doubt, each as grave as the gravest finding about it; cells that are only compared with are not marked.
 */
import type { ColumnMarks, MarkLevel, Reconciliation, SheetGrid, TableBlock } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { GRAVITY, inDoubt } from "./doubt.js";
import { parseAddress } from "./layout.js";
import { phrases } from "./phrases.js";
import { keyText, rowKeys, type RowKeys } from "./row-keys.js";

/** What the marks of one column have in common: the rows they stand in, and the columns that tell these apart. */
interface Group {
  readonly column: number;
  readonly keyColumns: readonly number[];
  readonly rows: readonly [number, number];
  readonly marks: { readonly row: number; readonly level: MarkLevel }[];
}

/**
 * By sheet in the order of `grids`, then by column. Cells of added files (`file` not null) are not in the workbook and get none.
 * @param grids the sheets that the run read
 * @param settled ids of findings that were accepted as true or answered: their marks are the faintest
 */
export function columnMarks(result: Reconciliation, profile: Profile, grids: readonly SheetGrid[], settled: ReadonlySet<string> = new Set()): ColumnMarks[] {
  const levels = levelsBySheet(result, profile, settled);
  const blocks = new Map<string, TableBlock[]>();
  for (const block of result.blocks) {
    if (block.file !== null) continue;
    const list = blocks.get(block.sheet);
    if (list === undefined) blocks.set(block.sheet, [block]);
    else list.push(block);
  }
  const found: ColumnMarks[] = [];
  for (const grid of grids) {
    const cells = grid.file === null ? levels.get(grid.sheet) : undefined;
    if (cells === undefined) continue;
    const groups = groupsOf(grid, blocks.get(grid.sheet) ?? [], cells).sort((a, b) => a.column - b.column || a.rows[0] - b.rows[0]);
    for (const { column, keyColumns, rows, marks } of groups) {
      found.push({ sheet: grid.sheet, column, keyColumns, rows, marks: marks.sort((a, b) => a.row - b.row) });
    }
  }
  return found;
}

/** Sheet → column → row → level. */
function levelsBySheet(result: Reconciliation, profile: Profile, settled: ReadonlySet<string>): Map<string, Map<number, Map<number, MarkLevel>>> {
  const { severity } = phrases(profile, result.language);
  const sheets = new Map<string, Map<number, Map<number, MarkLevel>>>();
  for (const finding of result.file.findings) {
    const level = settled.has(finding.id) ? "low" : severity(finding);
    finding.cells.forEach((cell, i) => {
      const at = cell.file === null && inDoubt(finding, i) ? parseAddress(cell.address) : null;
      if (at === null) return;
      const columns = sheets.get(cell.sheet) ?? new Map<number, Map<number, MarkLevel>>();
      sheets.set(cell.sheet, columns);
      const rows = columns.get(at.column) ?? new Map<number, MarkLevel>();
      columns.set(at.column, rows);
      const before = rows.get(at.row);
      if (before === undefined || GRAVITY[level] > GRAVITY[before]) rows.set(at.row, level);
    });
  }
  return sheets;
}

function groupsOf(grid: SheetGrid, blocks: readonly TableBlock[], cells: ReadonlyMap<number, ReadonlyMap<number, MarkLevel>>): Group[] {
  const keyed = blocks.map((block) => rowKeys(block, grid));
  const totals = totalsRows(blocks);
  const groups = new Map<string, Group>();
  const put = (name: string, column: number, keyColumns: readonly number[], rows: readonly [number, number], row: number, level: MarkLevel): void => {
    const key = `${name}|${column}|${keyColumns.join()}`;
    const group = groups.get(key) ?? { column, keyColumns, rows, marks: [] };
    groups.set(key, group);
    group.marks.push({ row, level });
  };
  // Rows first by the block that tells them apart: its keys are worked out for all of them at once.
  const byKeys = new Map<RowKeys, { readonly row: number; readonly column: number; readonly level: MarkLevel }[]>();
  for (const [column, rows] of cells) {
    for (const [row, level] of rows) {
      const owner = keyed.find((keys) => keys.holds(row, column));
      if (owner !== undefined) {
        const list = byKeys.get(owner);
        if (list === undefined) byKeys.set(owner, [{ row, column, level }]);
        else list.push({ row, column, level });
        continue;
      }
      const total = totals.get(row);
      if (total !== undefined) put(`total ${total.rows.join()}`, column, labelColumn(grid, row, total.label), total.rows, row, level);
      // A title or header that says something for all its rows: it stands alone.
      else put(`row ${row}`, column, [], [row, row], row, level);
    }
  }
  [...byKeys].forEach(([keys, list], k) => {
    const columns = keys.columnsFor([...new Set(list.map((one) => one.row))]);
    for (const { row, column, level } of list) put(`block ${k}`, column, columns.get(row) ?? [], keys.rows, row, level);
  });
  return [...groups.values()];
}

interface Total {
  readonly label: string;
  readonly rows: readonly [number, number];
}

/** Rows of sums: known by their label within the rows of their table. */
function totalsRows(blocks: readonly TableBlock[]): Map<number, Total> {
  const found = new Map<number, Total>();
  for (const block of blocks) {
    const ends = [...block.totals.map((total) => total.row), block.sheetRows.at(-1) ?? 0, block.sheetRows[0] ?? 0];
    const rows = [Math.min(...ends), Math.max(...ends)] as const;
    for (const { row, label } of block.totals) if (!found.has(row)) found.set(row, { label, rows });
  }
  return found;
}

function labelColumn(grid: SheetGrid, row: number, label: string): number[] {
  const cells = grid.rows[row] ?? [];
  const folded = (text: string): string => text.replace(/\s/g, "");
  const at = cells.findIndex((cell) => cell !== null && folded(keyText(cell)) === folded(label.toLowerCase()));
  return at < 0 ? [] : [at];
}
