/**
 * What tells the rows of a sheet apart, so that something said of a row finds it again after sorting: the ID number where it does, else the
 * name with what else it needs. Few columns rather than many: what is no part of the key may be corrected without losing the row.
 */
import type { CellValue, FieldId, SheetGrid, TableBlock } from "../model.js";
import { baseField } from "./mask.js";

/** Characters of a key that a host compares at most. */
const KEY_LENGTH = 100;
/** Shorter texts in an ID column (不详, 暂无) say nobody. */
const ID_LENGTH = 15;

/** Best first; what a profile calls otherwise comes after them in the order of the columns. */
const ORDER: readonly FieldId[] = [
  "idNumber", "name", "personCode", "householdCode", "birthDate", "spouseName", "event", "eventDate", "matter", "matterDate", "round", "checkDate",
  "item", "specification", "unit", "issueDate", "month", "reportMonth", "village", "group", "flowType", "outDate", "inDate", "method", "methodDate",
];
/** With a name these make a person, the first that the sheet has. */
const BESIDE_NAME: readonly FieldId[] = ["personCode", "birthDate", "spouseName", "householdCode", "event", "item"];
/** Without a name these make a line of stock. */
const OF_STOCK: readonly FieldId[] = ["item", "specification", "unit", "month", "village"];

export interface RowKeys {
  /** First and last sheet row in which the keys hold. */
  readonly rows: readonly [number, number];
  /** Whether the block has the cell: between its first and last row, sums aside, in one of its columns. */
  holds(row: number, column: number): boolean;
  /** Key columns for each of the rows: the same few for most, one longer list for the rest. */
  columnsFor(rows: readonly number[]): ReadonlyMap<number, readonly number[]>;
  /** Key columns of one row, if it can be without a column that is about to change. */
  columnsOf(row: number, without: number): readonly number[];
  /** Sheet column of a field; -1 if the block has none. */
  column(field: FieldId): number;
}

/** The text of a cell as a key compares it: its value, since the look of a date may change. */
export function keyText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") {
    if (cell.kind === "error") return "#";
    return keyText(cell.kind === "ditto" ? cell.shown : cell.value);
  }
  if (typeof cell === "number") return String(Number(cell.toPrecision(15)));
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : cell.toLowerCase();
}

export function rowKeys(block: TableBlock, grid: SheetGrid): RowKeys {
  // Columns that are not where they stand (further children) are the same sheet columns again; a skipped column is never looked at.
  const mapped = block.columns.filter((column) => column.field !== null && column.state === "mapped" && block.columnAt?.has(column.column) !== true);
  const fields = new Map<FieldId, number>();
  for (const { field, column } of mapped) if (field !== null && !fields.has(field)) fields.set(field, column);
  const column = (field: FieldId): number => fields.get(field) ?? -1;
  const there = (list: readonly FieldId[]): number[] => list.map(column).filter((at) => at >= 0);
  const candidates = [...new Set([...there(ORDER), ...mapped.filter((one) => baseField(one.field ?? "") !== "remark").map((one) => one.column), ...mapped.map((one) => one.column)])];

  const id = column("idNumber");
  const name = column("name");
  const base = id >= 0 ? [id] : name >= 0 ? [name, ...there(BESIDE_NAME).slice(0, 1)] : there(OF_STOCK).length > 0 ? there(OF_STOCK) : candidates.slice(0, 1);

  let last = block.sheetRows.at(-1) ?? -1;
  for (const row of block.movedRows.values()) last = Math.max(last, row);
  const rows = [block.sheetRows[0] ?? 0, last] as const;
  const columns = new Set(mapped.map((one) => one.column));
  const totals = new Set(block.totals.map((total) => total.row));

  const text = (row: number, at: number): string => keyText(grid.rows[row]?.[at]);
  const keyOf = (row: number, list: readonly number[]): string => list.map((at) => text(row, at)).join("|").slice(0, KEY_LENGTH);
  let known: Map<string, number[]> | null = null;
  /** Rows by the text of their base columns. */
  const byBase = (): Map<string, number[]> => {
    if (known !== null) return known;
    known = new Map();
    for (let row = rows[0]; row <= rows[1]; row++) {
      const key = keyOf(row, base);
      const list = known.get(key);
      if (list === undefined) known.set(key, [row]);
      else list.push(row);
    }
    return known;
  };
  const plain = (row: number): boolean => {
    if (id >= 0 ? text(row, id).trim().length < ID_LENGTH : base.slice(0, 2).some((at) => text(row, at).trim() === "")) return false;
    return byBase().get(keyOf(row, base))?.length === 1;
  };

  /** Adds columns to `from` as long as they tell a wanted row from another of its group. */
  const extended = (wanted: ReadonlySet<number>, start: readonly (readonly number[])[], from: readonly number[], without: number): { columns: number[]; unique: boolean } => {
    const list = [...from];
    let groups = start.filter((group) => group.length > 1 && group.some((row) => wanted.has(row)));
    for (const at of candidates) {
      if (groups.length === 0) break;
      if (at === without || list.includes(at)) continue;
      const next: number[][] = [];
      let split = false;
      for (const group of groups) {
        const parts = new Map<string, number[]>();
        for (const row of group) {
          const key = text(row, at);
          const part = parts.get(key);
          if (part === undefined) parts.set(key, [row]);
          else part.push(row);
        }
        split ||= parts.size > 1;
        for (const part of parts.values()) if (part.length > 1 && part.some((row) => wanted.has(row))) next.push(part);
      }
      if (!split) continue;
      list.push(at);
      groups = next;
    }
    return { columns: list, unique: groups.length === 0 };
  };

  return {
    rows,
    column,
    holds: (row, at) => row >= rows[0] && row <= rows[1] && columns.has(at) && !totals.has(row),
    columnsFor: (asked) => {
      const found = new Map<number, readonly number[]>();
      const hard = new Set<number>();
      for (const row of asked) {
        if (plain(row)) found.set(row, base);
        else hard.add(row);
      }
      if (hard.size === 0) return found;
      const from = [...new Set([...base, ...(name >= 0 ? [name] : [])])];
      const groups = new Map<string, number[]>();
      for (let row = rows[0]; row <= rows[1]; row++) {
        const key = keyOf(row, from);
        const list = groups.get(key);
        if (list === undefined) groups.set(key, [row]);
        else list.push(row);
      }
      const list = extended(hard, [...groups.values()], from, -1).columns;
      for (const row of hard) found.set(row, list);
      return found;
    },
    columnsOf: (row, without) => {
      const all: number[] = [];
      for (let one = rows[0]; one <= rows[1]; one++) all.push(one);
      const wanted = new Set([row]);
      if (!base.includes(without)) {
        if (plain(row)) return base;
        const same = byBase().get(keyOf(row, base)) ?? [];
        return extended(wanted, [same], base, without).columns;
      }
      const beside = extended(wanted, [all], [], without);
      return beside.unique ? beside.columns : extended(wanted, [all], [], -1).columns;
    },
  };
}
