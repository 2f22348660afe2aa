/**
 * One sheet in memory. Values and styles are arrays of rows, so that 50,000 × 20 cells cost arrays and no objects; what is rare
 * (formulas, row and column settings, links) is in maps. Behaviour of Excel lives in the other files; here is only storage.
 */
import type { Area } from "../../src/model.js";
import { MAX_COLUMNS, MAX_ROWS } from "./address.js";
import type { Protection } from "./protection.js";
import type { StyleTable } from "./styles.js";
import { CellError, type Scalar } from "./typed-value.js";

/** A rule as a file holds it. What conditional.ts can evaluate it does; everything goes back into the file as it came. */
export interface FileRule {
  /** The rule's XML without its place (areas, priority). */
  readonly xml: string;
  /** In the worksheet itself or in its extension list (Excel 2010 and later). */
  readonly home: "main" | "extension";
  /** As in the file: cellIs, containsText, duplicateValues, … */
  readonly kind: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Without "=", as they are now (rows may have moved). */
  formulas: string[];
}

export interface ConditionalFormatModel {
  readonly id: string;
  /** Only custom formulas are created; other kinds are kept as they are. */
  type: string;
  areas: Area[];
  formula: string;
  stopIfTrue: boolean;
  format: Record<string, string | number | boolean>;
  rule?: FileRule;
}

export interface TableModel {
  readonly id: string;
  name: string;
  area: Area;
  style: string;
  showHeaders: boolean;
  showTotals: boolean;
  showBandedRows: boolean;
  showFilterButton: boolean;
  /** Criteria by column index inside the table. */
  filter: Map<number, unknown>;
  /** The file's part it came from, and its columns' names there. */
  part?: string;
  columns?: readonly string[];
}

export interface NameModel {
  name: string;
  formula: string;
  visible: boolean;
  comment: string;
}

export interface ValidationModel {
  area: Area;
  rule: unknown;
  ignoreBlanks: boolean;
  errorAlert: unknown;
  prompt?: unknown;
  /** The rule as the file has it, without its place; holds as long as the rest says the same. */
  xml?: string;
}

/** What a file's cell holds beyond value, formula and style. Moves with the cell, ends when another value or formula is written. */
export interface CellExtra {
  /** Inside of the string item: runs of different fonts, phonetic guides. */
  rich?: string;
  /** Attributes of the cell: metadata of dynamic arrays and of values that are more than text. */
  attributes?: string;
  /** The formula is an array formula over so many rows and columns. */
  array?: { readonly rows: number; readonly columns: number; readonly attributes: string };
}

export type Visibility = "Visible" | "Hidden" | "VeryHidden";

/** Rows and columns: sizes in points, as the API gives them. */
export interface Track {
  /** Set by hand. */
  size?: number;
  /** Height that Excel found for the row's text when the file was written. */
  fit?: number;
  hidden?: boolean;
  /** Hidden by a filter, not by hand. */
  filtered?: boolean;
  style?: number;
  /** Level of grouping, 1–7. */
  outline?: number;
  /** The group that ends here is folded. */
  collapsed?: boolean;
}

export class SheetModel {
  readonly values: (Scalar | null)[][] = [];
  readonly styles: number[][] = [];
  /** Key: row * 16384 + column; text with its "=". The cached value is in `values`. */
  readonly formulas = new Map<number, string>();
  readonly hyperlinks = new Map<number, unknown>();
  readonly rows = new Map<number, Track>();
  readonly columns = new Map<number, Track>();
  /** Key as in `formulas`. */
  readonly extras = new Map<number, CellExtra>();
  /** Sizes in points of rows and columns that have none of their own. */
  defaults = { rowHeight: 14.25, columnWidth: 48 };
  date1904 = false;
  merges: Area[] = [];
  conditionalFormats: ConditionalFormatModel[] = [];
  tables: TableModel[] = [];
  validations: ValidationModel[] = [];
  readonly names = new Map<string, NameModel>();
  visibility: Visibility = "Visible";
  protection: Protection = { protected: false, options: {}, password: null };
  autoFilter: { area: Area; criteria: Map<number, unknown> } | null = null;
  freeze: { rows: number; columns: number } | null = null;
  /** What differs from Excel's defaults only. */
  page: Record<string, unknown> = {};
  rowBreaks: number[] = [];
  tabColor = "";
  showGridlines = true;
  /** Grows with every change of a value; caches of look-ups hang on it. */
  version = 0;
  /** Grows with every change of cells, looks too. */
  edits = 0;
  /** Rows inserted (by > 0) and deleted, in order: what a file keeps beside the cells has to follow. */
  readonly rowMoves: { readonly at: number; readonly by: number }[] = [];

  constructor(
    readonly id: string,
    public name: string,
    readonly table: StyleTable,
  ) {}

  value(row: number, column: number): Scalar | null {
    return this.values[row]?.[column] ?? null;
  }

  /** Stores a value; rows stay dense arrays without holes. */
  setValue(row: number, column: number, value: Scalar | null): void {
    this.version++;
    this.edits++;
    if (this.extras.size > 0 && !sameValue(this.value(row, column), value)) this.extras.delete(row * MAX_COLUMNS + column);
    if (value === null && this.values[row]?.[column] === undefined) return;
    const cells = grow(this.values, row);
    while (cells.length <= column) cells.push(null);
    cells[column] = value;
  }

  formula(row: number, column: number): string | null {
    return this.formulas.size === 0 ? null : (this.formulas.get(row * MAX_COLUMNS + column) ?? null);
  }

  setFormula(row: number, column: number, formula: string | null): void {
    this.edits++;
    if (this.extras.size > 0 && this.formula(row, column) !== formula) this.extras.delete(row * MAX_COLUMNS + column);
    if (formula === null) this.formulas.delete(row * MAX_COLUMNS + column);
    else this.formulas.set(row * MAX_COLUMNS + column, formula);
  }

  /** 0 in a cell's own array means: as its row or column says. */
  style(row: number, column: number): number {
    const own = this.styles[row]?.[column] ?? 0;
    return own !== 0 ? own : (this.rows.get(row)?.style ?? this.columns.get(column)?.style ?? 0);
  }

  setStyle(row: number, column: number, style: number): void {
    this.edits++;
    if (style === 0 && this.styles[row]?.[column] === undefined) return;
    const cells = grow(this.styles, row);
    while (cells.length <= column) cells.push(0);
    cells[column] = style;
  }

  /** What row and column say of a cell without a style of its own. */
  trackStyle(row: number, column: number): number {
    return this.rows.get(row)?.style ?? this.columns.get(column)?.style ?? 0;
  }

  isRowHidden(row: number): boolean {
    const track = this.rows.get(row);
    return track !== undefined && (track.hidden === true || track.filtered === true);
  }

  /** Smallest area that holds every value (and, unless told otherwise, every formatted cell); null if there is none. */
  usedArea(valuesOnly: boolean): Area | null {
    let top = MAX_ROWS, left = MAX_COLUMNS, bottom = -1, right = -1;
    const include = (row: number, column: number): void => {
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    };
    const look = (rows: readonly (readonly unknown[])[], empty: unknown): void => {
      rows.forEach((cells, row) => {
        let first = 0;
        while (first < cells.length && cells[first] === empty) first++;
        if (first === cells.length) return;
        let last = cells.length - 1;
        while (cells[last] === empty) last--;
        include(row, first);
        include(row, last);
      });
    };
    look(this.values, null);
    for (const key of this.formulas.keys()) {
      const row = Math.floor(key / MAX_COLUMNS), column = key % MAX_COLUMNS;
      include(row, column);
    }
    if (!valuesOnly) {
      look(this.styles, 0);
      for (const area of this.merges) {
        include(area.top, area.left);
        include(area.bottom, area.right);
      }
    }
    return bottom < 0 ? null : { top, left, bottom, right };
  }
}

/** Errors are equal by their code. */
export function sameValue(a: Scalar | null, b: Scalar | null): boolean {
  return a === b || (a instanceof CellError && b instanceof CellError && a.code === b.code);
}

function grow<T>(rows: T[][], row: number): T[] {
  while (rows.length <= row) rows.push([]);
  return rows[row]!;
}
