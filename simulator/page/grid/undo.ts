/** Taking back what the user did in the sheet: cells, and rows inserted or deleted. */
import type { Area } from "../../../src/model.js";
import { MAX_COLUMNS } from "../../model/address.js";
import type { NameModel, SheetModel } from "../../model/sheet.js";
import type { Scalar } from "../../model/typed-value.js";
import type { WorkbookModel } from "../../model/workbook.js";

export interface Step {
  readonly sheet: SheetModel;
  /** Selected afterwards. */
  readonly area: Area;
  readonly undo: () => void;
  readonly redo: () => void;
}

const MOST = 100;

export class UndoStack {
  private done: Step[] = [];
  private undone: Step[] = [];

  push(step: Step): void {
    this.done.push(step);
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
  }

  /** After changes from elsewhere the old states no longer fit. */
  clear(): void {
    this.done = [];
    this.undone = [];
  }

  undo(): Step | null {
    const step = this.done.pop();
    if (step === undefined) return null;
    step.undo();
    this.undone.push(step);
    return step;
  }

  redo(): Step | null {
    const step = this.undone.pop();
    if (step === undefined) return null;
    step.redo();
    this.done.push(step);
    return step;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }
}

interface KeptCells {
  readonly area: Area;
  readonly values: readonly (readonly (Scalar | null)[])[];
  readonly styles: readonly (readonly number[])[];
  readonly formulas: ReadonlyMap<number, string>;
}

function keepCells(sheet: SheetModel, area: Area): KeptCells {
  const values = [], styles = [];
  for (let row = area.top; row <= area.bottom; row++) {
    values.push((sheet.values[row] ?? []).slice(area.left, area.right + 1));
    styles.push((sheet.styles[row] ?? []).slice(area.left, area.right + 1));
  }
  const formulas = new Map<number, string>();
  for (const [key, formula] of sheet.formulas) if (isInside(area, key)) formulas.set(key, formula);
  return { area, values, styles, formulas };
}

function isInside(area: Area, key: number): boolean {
  const row = Math.floor(key / MAX_COLUMNS), column = key % MAX_COLUMNS;
  return row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
}

function putCells(sheet: SheetModel, { area, values, styles, formulas }: KeptCells): void {
  for (const key of [...sheet.formulas.keys()]) if (isInside(area, key)) sheet.formulas.delete(key);
  for (const [key, formula] of formulas) sheet.formulas.set(key, formula);
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) {
      sheet.setValue(row, column, values[row - area.top]?.[column - area.left] ?? null);
      sheet.setStyle(row, column, styles[row - area.top]?.[column - area.left] ?? 0);
    }
  }
}

/** Does `act`, which changes nothing but cells of the area, and returns the way back. `told` tells the workbook's listeners. */
export function cellStep(sheet: SheetModel, area: Area, act: () => void, told: () => void): Step {
  const before = keepCells(sheet, area);
  act();
  const after = keepCells(sheet, area);
  const put = (kept: KeptCells) => (): void => {
    putCells(sheet, kept);
    told();
  };
  return { sheet, area, undo: put(before), redo: put(after) };
}

/** What moving rows touches: the sheet's own shape, and formulas, names and conditional formats everywhere. Cells themselves are shared. */
function keepShape(book: WorkbookModel, sheet: SheetModel): () => void {
  const values = sheet.values.slice(), styles = sheet.styles.slice();
  const rows = [...sheet.rows].map(([n, track]) => [n, { ...track }] as const);
  const links = [...sheet.hyperlinks];
  const { merges, validations, autoFilter, rowBreaks } = sheet;
  const tables = sheet.tables.map((table) => ({ table, area: table.area }));
  const names = (map: ReadonlyMap<string, NameModel>) => [...map.values()].map((name) => ({ name, formula: name.formula }));
  const bookNames = names(book.names);
  const validationAreas = validations.map((one) => one.area);
  const sheets = book.sheets.map((one) => ({
    sheet: one,
    formulas: [...one.formulas],
    names: names(one.names),
    list: one.conditionalFormats,
    formats: one.conditionalFormats.map((format) => ({ format, areas: format.areas, formula: format.formula })),
  }));
  return () => {
    refill(sheet.values, values);
    refill(sheet.styles, styles);
    sheet.rows.clear();
    for (const [n, track] of rows) sheet.rows.set(n, { ...track });
    sheet.hyperlinks.clear();
    for (const [key, link] of links) sheet.hyperlinks.set(key, link);
    Object.assign(sheet, { merges, validations, autoFilter, rowBreaks });
    validations.forEach((one, index) => { one.area = validationAreas[index]!; });
    sheet.tables = tables.map(({ table, area }) => Object.assign(table, { area }));
    for (const { name, formula } of [...bookNames, ...sheets.flatMap((one) => one.names)]) name.formula = formula;
    for (const { sheet: one, formulas, list, formats } of sheets) {
      one.formulas.clear();
      for (const [key, formula] of formulas) one.formulas.set(key, formula);
      for (const { format, areas, formula } of formats) Object.assign(format, { areas, formula });
      one.conditionalFormats = list;
    }
    sheet.version++;
  };
}

function refill<T>(rows: T[][], kept: readonly T[][]): void {
  rows.length = 0;
  for (const row of kept) rows.push(row);
}

/** Moves rows by `act` (which tells the listeners itself) and returns the way back. */
export function shapeStep(book: WorkbookModel, sheet: SheetModel, at: number, by: number, area: Area, act: () => void): Step {
  const restore = keepShape(book, sheet);
  act();
  return {
    sheet,
    area,
    undo: () => {
      restore();
      // Ranges that add-ins keep follow, as they followed the deed.
      book.tell({ kind: "rowsMoved", sheet, at, by: -by });
      book.tell({ kind: "edited", sheet, area: { top: at, left: 0, bottom: at + Math.abs(by) - 1, right: MAX_COLUMNS - 1 }, change: by > 0 ? "RowDeleted" : "RowInserted" });
    },
    redo: act,
  };
}
