/**
 * The cells of a block: mapped columns only, as arrays. Vertically merged cells give their value to every row they cover, 同上 and 〃
 * what stands above, a twin's row the couple's cells; further children of a card, written in rows of their own, are appended to the
 * person above as further child groups.
 */
import type { CellValue, ColumnMapping, FieldId, SheetGrid, ShownCell } from "../model.js";
import type { RowKind } from "../profile/profile.js";
import { isBlank } from "./cell-text.js";
import type { Lexicon } from "./lexicon.js";

/** Columns per row in the keys of `movedRows`. */
export const ROW_STRIDE = 16384;

export interface DataColumn {
  readonly column: number;
  readonly field: FieldId;
}

export interface BlockData {
  readonly sheetRows: Int32Array;
  readonly cells: Map<number, CellValue[]>;
  readonly movedRows: Map<number, number>;
  /** Columns added for further children: virtual column → sheet column. */
  readonly columnAt: Map<number, number>;
  readonly added: readonly ColumnMapping[];
  /** Data rows of the region that come before each kept row: to place totals and sections. */
  readonly regionIndex: Int32Array;
}

export interface DataSource {
  readonly grid: SheetGrid;
  /** Data rows of the region. */
  readonly rows: Int32Array;
  readonly columns: readonly DataColumn[];
  /** Columns whose blanks drop the row (a wide sheet's group); empty: all content columns together. */
  readonly needed: readonly number[];
  /** Rows kept although `needed` is blank: those blank in these columns too (no round at all). */
  readonly unlessAlso: readonly number[] | null;
  readonly idleColumns: readonly number[];
  readonly rowKind: RowKind;
  /** Merges that begin above this row belong to the header. */
  readonly firstRow: number;
  readonly lexicon: Lexicon;
}

const CONTEXT_TYPES = new Set(["village", "month"]);

export function readData(source: DataSource): BlockData {
  const { grid, rows, columns, lexicon } = source;
  const base = (field: FieldId): FieldId => field.split("#")[0] ?? field;
  const typeOf = (field: FieldId): string => lexicon.fields.get(base(field))?.type ?? "text";
  const isChild = (field: FieldId): boolean => lexicon.fields.get(base(field))?.spec.repeat === true;
  const content = columns.filter(({ field }) => !CONTEXT_TYPES.has(typeOf(field)) && field !== "group").map(({ column }) => column);
  const childColumns = columns.filter(({ field }) => isChild(field));
  const ownColumns = columns.filter(({ field }) => field === "name" || field === "idNumber" || field === "personCode").map(({ column }) => column);
  const otherColumns = columns
    .filter(({ field }) => !isChild(field) && !CONTEXT_TYPES.has(typeOf(field)) && field !== "group" && field !== "remark" && !ownColumns.includes(columnOf(field)))
    .map(({ column }) => column);
  function columnOf(field: FieldId): number {
    return columns.find((candidate) => candidate.field === field)?.column ?? -1;
  }
  const anyFilled = (cells: readonly CellValue[], list: readonly number[]): boolean => {
    for (const column of list) if (!isBlank(cells[column])) return true;
    return false;
  };

  const person = source.rowKind === "person" || source.rowKind === "round" || source.rowKind === "flow";
  const firstOwn = ownColumns.length === 0 ? -1 : Math.min(...ownColumns);
  const coveredName = coveredRows(grid, ownColumns, source.firstRow);
  const kept: number[] = [];
  const regionIndex: number[] = [];
  /** Kept row that a continuation row belongs to, and the sheet row. */
  const continuations: { readonly index: number; readonly row: number }[] = [];
  /** Kept rows that take what they lack from the row above: "couple" all but children, "own" the identity. */
  const inherits = new Map<number, "couple" | "own">();

  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    const cells = grid.rows[row] ?? [];
    if (source.needed.length > 0) {
      if (!anyFilled(cells, source.needed) && (source.unlessAlso === null || anyFilled(cells, source.unlessAlso) || !anyFilled(cells, content))) continue;
    } else if (!anyFilled(cells, content)) continue;
    if (ownColumns.length > 0 && kept.length > 0 && !anyFilled(cells, ownColumns)) {
      const numbered = anyFilled(cells, source.idleColumns.filter((column) => column < firstOwn));
      const child = anyFilled(cells, childColumns.map(({ column }) => column));
      const other = anyFilled(cells, otherColumns);
      const merged = coveredName.has(row);
      if (person && child && (!other || merged) && (!numbered || merged)) {
        continuations.push({ index: kept.length - 1, row });
        continue;
      }
      if (!person && child && !merged && !numbered && !otherBeyondChild(cells)) inherits.set(kept.length, "couple");
      else if (!person && !child && other && !merged && !numbered && !anyFilled(cells, columns.filter(({ column }) => column < firstOwn).map(({ column }) => column))
        && (source.rowKind === "issue" || source.rowKind === "matter" || source.rowKind === "event")) inherits.set(kept.length, "own");
    }
    kept.push(row);
    regionIndex.push(i);
  }

  /** Spouse, household: what a twin's row leaves blank with the mother. Event columns may be filled or not. */
  function otherBeyondChild(cells: readonly CellValue[]): boolean {
    return columns.some(({ column, field }) => lexicon.fields.get(base(field))?.subject === "spouse" && !isBlank(cells[column]));
  }

  const sheetRows = Int32Array.from(kept);
  const movedRows = new Map<number, number>();
  const data = new Map<number, CellValue[]>();
  const dittoColumns: number[] = [];
  for (const { column } of columns) {
    const values: CellValue[] = new Array<CellValue>(kept.length);
    let ditto = false;
    for (let i = 0; i < kept.length; i++) {
      const cell = grid.rows[kept[i] ?? 0]?.[column] ?? null;
      if (typeof cell === "string" && cell.length <= 4 && lexicon.dittos.has(cell.trim())) ditto = true;
      else if (typeof cell === "object" && cell !== null && cell.kind === "text" && lexicon.dittos.has(cell.shown.trim())) ditto = true;
      values[i] = cell;
    }
    data.set(column, values);
    if (ditto) dittoColumns.push(column);
  }
  spreadMerges(grid, source.firstRow, sheetRows, data, movedRows);
  for (const column of dittoColumns) resolveDittos(data.get(column) ?? [], lexicon);

  for (const [index, what] of inherits) {
    for (const { column, field } of columns) {
      if (what === "couple" ? isChild(field) : !inheritsIdentity(field, lexicon)) continue;
      const values = data.get(column);
      if (values !== undefined && isBlank(values[index])) values[index] = standIn(values[index - 1] ?? null, "");
    }
  }

  const { columnAt, added } = appendChildren(continuations, childColumns, grid, data, movedRows, kept.length);
  return { sheetRows, cells: data, movedRows, columnAt, added, regionIndex: Int32Array.from(regionIndex) };
}

/** What a further row of the same person leaves out: who it is. */
function inheritsIdentity(field: FieldId, lexicon: Lexicon): boolean {
  const info = lexicon.fields.get(field);
  return info !== undefined && (info.type === "name" || info.type === "idNumber" || info.type === "village" || field === "group" || field === "householdCode"
    || field === "personCode" || field === "birthDate" || info.type === "month");
}

/** Rows whose name cell is part of a merged area that begins above. */
function coveredRows(grid: SheetGrid, columns: readonly number[], firstRow: number): Set<number> {
  const covered = new Set<number>();
  for (const area of grid.merges) {
    if (area.top < firstRow || area.bottom === area.top || !columns.includes(area.left)) continue;
    for (let row = area.top + 1; row <= area.bottom; row++) covered.add(row);
  }
  return covered;
}

/** The value of each vertically merged area goes to every data row it covers; its address stays that of the first row. */
function spreadMerges(grid: SheetGrid, firstRow: number, sheetRows: Int32Array, data: Map<number, CellValue[]>, movedRows: Map<number, number>): void {
  for (const area of grid.merges) {
    if (area.bottom === area.top || area.top < firstRow) continue;
    const values = data.get(area.left);
    if (values === undefined) continue;
    const value = grid.rows[area.top]?.[area.left] ?? null;
    for (let i = lowerBound(sheetRows, area.top + 1); i < sheetRows.length && (sheetRows[i] ?? 0) <= area.bottom; i++) {
      values[i] = value;
      movedRows.set(i * ROW_STRIDE + area.left, area.top);
    }
  }
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a cell without content of its own stands for. */
function standIn(above: CellValue, shown: string): ShownCell {
  if (above === null) return { kind: "ditto", value: "", shown };
  return { kind: "ditto", value: typeof above === "object" ? above.value : above, shown };
}

function resolveDittos(values: CellValue[], lexicon: Lexicon): void {
  for (let i = 0; i < values.length; i++) {
    const cell = values[i] ?? null;
    const text = typeof cell === "string" ? cell : typeof cell === "object" && cell !== null && cell.kind === "text" ? cell.shown : null;
    if (text !== null && lexicon.dittos.has(text.trim())) values[i] = standIn(i > 0 ? values[i - 1] ?? null : null, text);
  }
}

/** Continuation rows become further child groups: virtual columns, counted down from the last column a sheet can have. */
function appendChildren(
  continuations: readonly { index: number; row: number }[], childColumns: readonly DataColumn[], grid: SheetGrid,
  data: Map<number, CellValue[]>, movedRows: Map<number, number>, count: number,
): Pick<BlockData, "columnAt" | "added"> {
  const columnAt = new Map<number, number>();
  const added: ColumnMapping[] = [];
  if (continuations.length === 0) return { columnAt, added };
  const slots = Math.max(...childColumns.map(({ field }) => Number(field.split("#")[1] ?? 1)));
  const virtual = new Map<string, number>();
  let next = ROW_STRIDE - 1;
  let before = -1;
  let turn = 0;
  for (const { index, row } of continuations) {
    turn = index === before ? turn + 1 : 1;
    before = index;
    for (const { column, field } of childColumns) {
      const cell = grid.rows[row]?.[column] ?? null;
      if (isBlank(cell)) continue;
      const [name = field, slot = "1"] = field.split("#");
      const place = `${name}#${slots * turn + Number(slot)}`;
      let at = virtual.get(place);
      if (at === undefined) {
        at = next--;
        virtual.set(place, at);
        columnAt.set(at, column);
        data.set(at, new Array<CellValue>(count).fill(null));
        added.push({ column: at, header: "", field: place, why: "group", state: "mapped" });
      }
      const values = data.get(at);
      if (values !== undefined) values[index] = cell;
      movedRows.set(index * ROW_STRIDE + at, row);
    }
  }
  return { columnAt, added };
}
