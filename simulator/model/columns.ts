/**
 * Columns inserted and deleted: cells, looks, areas and references move with them as in Excel. What a file keeps beside its cells
 * (pictures, comments) stays where it is.
 */
import type { Area } from "../../src/model.js";
import { columnName, MAX_COLUMNS } from "./address.js";
import { referenceOf, tokens } from "./formula-parser.js";
import { joinText } from "./formula.js";
import { mapFormulas } from "./sheet-references.js";
import type { SheetModel, TableModel } from "./sheet.js";
import type { WorkbookModel } from "./workbook.js";

/** Where a column goes when `by` columns appear (by > 0) or vanish (by < 0) at `at`; null if it vanishes. */
function moved(column: number, at: number, by: number): number | null {
  if (column < at) return column;
  if (by < 0 && column < at - by) return null;
  return Math.min(column + by, MAX_COLUMNS - 1);
}

/** The area afterwards; null if nothing of it is left. Whole rows stay whole. */
export function movedColumns(area: Area, at: number, by: number): Area | null {
  if (area.left === 0 && area.right === MAX_COLUMNS - 1) return area;
  if (by < 0 && area.left >= at && area.right < at - by) return null;
  return { ...area, left: moved(area.left, at, by) ?? at, right: moved(area.right, at, by) ?? at - 1 };
}

/** The formula after columns appeared or vanished on `changed`; its own sheet is `home`. */
export function shiftColumns(formula: string, home: string, changed: string, at: number, by: number): string {
  const list = tokens(formula);
  if (list === null) return formula;
  return list
    .map(({ kind, text }) => {
      if (kind !== "reference") return text;
      const { sheet, first, last } = referenceOf(text);
      if ((sheet ?? home).toLowerCase() !== changed.toLowerCase() || first.column === null) return text;
      const area = movedColumns({ top: 0, bottom: 0, left: first.column, right: (last ?? first).column ?? first.column }, at, by);
      const prefix = text.slice(0, text.lastIndexOf("!") + 1);
      if (area === null) return `${prefix}#REF!`;
      return prefix + text.slice(prefix.length).split(":").map((part, index) => part.replace(/[A-Z]+/i, columnName(index === 0 ? area.left : area.right))).join(":");
    })
    .join("");
}

/** `by` > 0 inserts empty columns before `at`; `by` < 0 deletes -by columns from `at`. New columns look like the one to their left. */
export function moveColumns(book: WorkbookModel, sheet: SheetModel, at: number, by: number): void {
  moveCells(sheet, at, by);
  const keep = (areas: readonly Area[]): Area[] => areas.map((area) => movedColumns(area, at, by)).filter((area) => area !== null);
  sheet.merges = keep(sheet.merges);
  sheet.tables = sheet.tables.filter((table) => moveTable(sheet, table, at, by));
  sheet.validations = sheet.validations.filter((validation) => {
    const area = movedColumns(validation.area, at, by);
    if (area) validation.area = area;
    return area !== null;
  });
  if (sheet.autoFilter) {
    const area = movedColumns(sheet.autoFilter.area, at, by);
    sheet.autoFilter = area === null ? null : { area, criteria: movedKeys(sheet.autoFilter.criteria, sheet.autoFilter.area.left, area.left, at, by) };
  }
  sheet.conditionalFormats = sheet.conditionalFormats.filter((format) => {
    format.areas = keep(format.areas);
    return format.areas.length > 0;
  });
  for (const other of book.sheets) {
    other.edits++;
    const shifted = (formula: string): string => shiftColumns(formula, other.name, sheet.name, at, by);
    for (const [key, formula] of other.formulas) other.formulas.set(key, shifted(formula));
    for (const name of other.names.values()) name.formula = shifted(name.formula);
    for (const format of other.conditionalFormats) {
      format.formula = shifted(format.formula);
      if (format.rule) format.rule.formulas = format.rule.formulas.map(shifted);
    }
    for (const validation of other.validations) validation.rule = mapFormulas(validation.rule, shifted);
  }
  for (const name of book.names.values()) name.formula = shiftColumns(name.formula, "", sheet.name, at, by);
  sheet.version++;
  book.tell({ kind: "columnsMoved", sheet, at, by });
  book.tell({ kind: "edited", sheet, area: { top: 0, left: at, bottom: 1_048_575, right: at + Math.abs(by) - 1 }, change: by > 0 ? "ColumnInserted" : "ColumnDeleted" });
}

function moveCells(sheet: SheetModel, at: number, by: number): void {
  for (const cells of sheet.values) {
    if (by < 0) cells.splice(at, -by);
    else if (at < cells.length) cells.splice(at, 0, ...Array.from({ length: by }, () => null));
  }
  for (const styles of sheet.styles) {
    if (by < 0) styles.splice(at, -by);
    else if (at > 0 && at <= styles.length) styles.splice(at, 0, ...Array.from({ length: by }, () => styles[at - 1]!));
    else if (at === 0 && styles.length > 0) styles.splice(0, 0, ...Array.from({ length: by }, () => 0));
  }
  for (const map of [sheet.formulas, sheet.hyperlinks, sheet.extras] as Map<number, unknown>[]) {
    const entries = [...map];
    map.clear();
    for (const [key, value] of entries) {
      const to = moved(key % MAX_COLUMNS, at, by);
      if (to !== null) map.set(Math.floor(key / MAX_COLUMNS) * MAX_COLUMNS + to, value);
    }
  }
  const tracks = [...sheet.columns];
  sheet.columns.clear();
  for (const [column, track] of tracks) {
    const to = moved(column, at, by);
    if (to !== null) sheet.columns.set(to, track);
  }
}

/** Criteria by column inside the area, which began at `before` and begins at `now`. */
function movedKeys(criteria: ReadonlyMap<number, unknown>, before: number, now: number, at: number, by: number): Map<number, unknown> {
  const found = new Map<number, unknown>();
  for (const [index, one] of criteria) {
    const to = moved(before + index, at, by);
    if (to !== null) found.set(to - now, one);
  }
  return found;
}

/** False if the table is gone. New columns inside it get names of their own. */
function moveTable(sheet: SheetModel, table: TableModel, at: number, by: number): boolean {
  const area = movedColumns(table.area, at, by);
  if (area === null) return false;
  table.filter = movedKeys(table.filter, table.area.left, area.left, at, by);
  const grown = by > 0 && at > table.area.left && at <= table.area.right;
  table.area = area;
  for (let column = at, n = 1; grown && column < at + by; column++) {
    const taken = new Set(Array.from({ length: area.right - area.left + 1 }, (_, index) => joinText(sheet.value(area.top, area.left + index)).toLowerCase()));
    while (taken.has(`列${n}`)) n++;
    sheet.setValue(area.top, column, `列${n}`);
  }
  return true;
}
