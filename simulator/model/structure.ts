/** What users do to the shape of a sheet: rows inserted and deleted, rows sorted. References move with it as in Excel. */
import type { Area } from "../../src/model.js";
import { areaText, MAX_COLUMNS, MAX_ROWS, parseAddresses } from "./address.js";
import { referenceOf, tokens } from "./formula-parser.js";
import type { SheetModel } from "./sheet.js";
import { mapFormulas } from "./sheet-references.js";
import { joinText } from "./formula.js";
import type { WorkbookModel } from "./workbook.js";

/** Where a row goes when `by` rows appear (by > 0) or vanish (by < 0) at `at`; null if it vanishes. */
function moved(row: number, at: number, by: number): number | null {
  if (row < at) return row;
  if (by < 0 && row < at - by) return null;
  return Math.min(row + by, MAX_ROWS - 1);
}

/** An area grows if rows appear inside it, shrinks if they vanish; null if nothing of it is left. */
export function movedArea(area: Area, at: number, by: number): Area | null {
  if (area.top === 0 && area.bottom === MAX_ROWS - 1) return area;
  const end = at - by - 1; // last vanishing row
  if (by < 0 && area.top >= at && area.bottom <= end) return null;
  const top = moved(area.top, at, by) ?? at;
  const bottom = moved(area.bottom, at, by) ?? at - 1;
  return { ...area, top, bottom };
}

/** The formula after rows appeared or vanished on `changed`; its own sheet is `home`. */
export function shiftFormula(formula: string, home: string, changed: string, at: number, by: number): string {
  const list = tokens(formula);
  if (list === null) return formula;
  return list
    .map((token) => {
      if (token.kind !== "reference") return token.text;
      const reference = referenceOf(token.text);
      if ((reference.sheet ?? home).toLowerCase() !== changed.toLowerCase() || reference.first.row === null) return token.text;
      const last = reference.last ?? reference.first;
      const area = movedArea({ top: reference.first.row, left: 0, bottom: last.row ?? 0, right: 0 }, at, by);
      const prefix = token.text.slice(0, token.text.lastIndexOf("!") + 1);
      if (area === null) return `${prefix}#REF!`;
      const parts = token.text.slice(prefix.length).split(":");
      return prefix + parts.map((part, index) => part.replace(/\d+/, String((index === 0 ? area.top : area.bottom) + 1))).join(":");
    })
    .join("");
}

/** `by` > 0 inserts empty rows before `at`; `by` < 0 deletes -by rows from `at`. New rows take the styles of the row above, as in Excel. */
export function moveRows(book: WorkbookModel, sheet: SheetModel, at: number, by: number): void {
  for (const grid of [sheet.values, sheet.styles] as unknown[][][]) {
    if (by < 0) grid.splice(at, -by);
    else if (at < grid.length) grid.splice(at, 0, ...Array.from({ length: by }, () => [] as unknown[]));
  }
  if (by > 0 && at > 0) {
    const above = sheet.styles[at - 1];
    if (above) for (let row = at; row < at + by; row++) above.forEach((style, column) => sheet.setStyle(row, column, style));
  }
  rekey(sheet.hyperlinks, at, by);
  rekey(sheet.extras, at, by);
  sheet.rowMoves.push({ at, by });
  const tracks = [...sheet.rows];
  sheet.rows.clear();
  for (const [row, track] of tracks) {
    const to = moved(row, at, by);
    if (to !== null) sheet.rows.set(to, track);
  }
  const keep = (areas: readonly Area[]): Area[] => areas.map((area) => movedArea(area, at, by)).filter((area) => area !== null);
  sheet.merges = keep(sheet.merges);
  sheet.tables = sheet.tables.filter((table) => {
    const area = movedArea(table.area, at, by);
    if (area) table.area = area;
    return area !== null;
  });
  sheet.validations = sheet.validations.filter((validation) => {
    const area = movedArea(validation.area, at, by);
    if (area) {
      const down = area.top - validation.area.top;
      validation.rule = mapFormulas(validation.rule, (formula) => shiftRelative(formula, sheet.name, at, by, down));
      validation.area = area;
    }
    return area !== null;
  });
  if (sheet.autoFilter) {
    const area = movedArea(sheet.autoFilter.area, at, by);
    sheet.autoFilter = area === null ? null : { ...sheet.autoFilter, area };
  }
  for (const name of ["printArea", "titleRows"]) {
    const text = sheet.page[name];
    if (typeof text !== "string") continue;
    const areas = keep((parseAddresses(text) ?? []).map((one) => one.area)).map((area) => areaText(area, text.includes("$")));
    if (areas.length > 0) sheet.page[name] = areas.join(",");
    else delete sheet.page[name];
  }
  sheet.rowBreaks = sheet.rowBreaks.map((row) => moved(row, at, by)).filter((row) => row !== null);

  sheet.conditionalFormats = sheet.conditionalFormats.filter((format) => {
    const before = format.areas[0]!;
    format.areas = keep(format.areas);
    const first = format.areas[0];
    // The formula is written for the top-left cell: if that cell moved, the formula moves with it.
    if (first !== undefined) {
      format.formula = shiftRelative(format.formula, sheet.name, at, by, first.top - before.top);
      if (format.rule) format.rule.formulas = format.rule.formulas.map((formula) => shiftRelative(formula, sheet.name, at, by, first.top - before.top));
    }
    return first !== undefined;
  });
  const cells = [...sheet.formulas];
  sheet.formulas.clear();
  for (const [key, formula] of cells) {
    const to = moved(Math.floor(key / MAX_COLUMNS), at, by);
    if (to !== null) sheet.formulas.set(to * MAX_COLUMNS + (key % MAX_COLUMNS), formula);
  }
  for (const other of book.sheets) {
    other.edits++;
    for (const [key, formula] of other.formulas) other.formulas.set(key, shiftFormula(formula, other.name, sheet.name, at, by));
    for (const name of other.names.values()) name.formula = shiftFormula(name.formula, other.name, sheet.name, at, by);
    if (other === sheet) continue;
    const shifted = (formula: string): string => shiftFormula(formula, other.name, sheet.name, at, by);
    for (const format of other.conditionalFormats) {
      format.formula = shifted(format.formula);
      if (format.rule) format.rule.formulas = format.rule.formulas.map(shifted);
    }
    for (const validation of other.validations) validation.rule = mapFormulas(validation.rule, shifted);
  }
  for (const name of book.names.values()) name.formula = shiftFormula(name.formula, "", sheet.name, at, by);
  sheet.version++;
  book.tell({ kind: "rowsMoved", sheet, at, by });
  book.tell({ kind: "edited", sheet, area: { top: at, left: 0, bottom: at + Math.abs(by) - 1, right: MAX_COLUMNS - 1 }, change: by > 0 ? "RowInserted" : "RowDeleted" });
}

/** References of a conditional format: relative rows go with the first cell, fixed rows as in any formula. */
function shiftRelative(formula: string, home: string, at: number, by: number, down: number): string {
  const list = tokens(formula);
  if (list === null) return formula;
  return list
    .map((token) => {
      if (token.kind !== "reference") return token.text;
      const reference = referenceOf(token.text);
      if (reference.sheet !== null && reference.sheet.toLowerCase() !== home.toLowerCase()) return token.text;
      if (reference.first.row !== null && !reference.first.rowFixed && reference.last === null) {
        const prefix = token.text.slice(0, token.text.lastIndexOf("!") + 1);
        return prefix + token.text.slice(prefix.length).replace(/\d+/, String(reference.first.row + down + 1));
      }
      return shiftFormula(token.text, home, home, at, by);
    })
    .join("");
}

function rekey(map: Map<number, unknown>, at: number, by: number): void {
  const entries = [...map];
  map.clear();
  for (const [key, value] of entries) {
    const to = moved(Math.floor(key / MAX_COLUMNS), at, by);
    if (to !== null) map.set(to * MAX_COLUMNS + (key % MAX_COLUMNS), value);
  }
}

/**
 * Sorts the rows of an area by one of its columns: values, formulas and cell styles move; conditional formats, links kept by address
 * and row heights stay, as in Excel. Stable; numbers before text, empty cells last.
 */
export function sortRows(book: WorkbookModel, sheet: SheetModel, area: Area, column: number, descending = false): void {
  const rows = Array.from({ length: area.bottom - area.top + 1 }, (_, index) => area.top + index);
  const order = rows.slice().sort((a, b) => {
    const x = sheet.value(a, column), y = sheet.value(b, column);
    if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
    const kinds = Number(typeof x !== "number") - Number(typeof y !== "number");
    const by = kinds !== 0 ? kinds : typeof x === "number" && typeof y === "number" ? x - y : joinText(x).localeCompare(joinText(y), "zh");
    return (descending ? -by : by) || a - b;
  });
  const cells = order.map((row) => {
    const line = [];
    for (let c = area.left; c <= area.right; c++) line.push({ value: sheet.value(row, c), formula: sheet.formula(row, c), style: sheet.styles[row]?.[c] ?? 0, row, extra: sheet.extras.get(row * MAX_COLUMNS + c) });
    return line;
  });
  rows.forEach((row, index) => {
    cells[index]!.forEach((cell, offset) => {
      const c = area.left + offset;
      sheet.setValue(row, c, cell.value);
      sheet.setFormula(row, c, cell.formula === null ? null : carried(cell.formula, row - cell.row));
      sheet.setStyle(row, c, cell.style);
      if (cell.extra !== undefined) sheet.extras.set(row * MAX_COLUMNS + c, cell.extra);
      else sheet.extras.delete(row * MAX_COLUMNS + c);
    });
  });
  book.tell({ kind: "sorted", sheet, area });
  book.tell({ kind: "edited", sheet, area, change: "RangeEdited" });
}

/** A formula carried `down` rows: relative rows of its own sheet follow. */
function carried(formula: string, down: number): string {
  const list = tokens(formula);
  if (list === null) return formula;
  return list
    .map((token) => {
      if (token.kind !== "reference") return token.text;
      const reference = referenceOf(token.text);
      const prefix = token.text.slice(0, token.text.lastIndexOf("!") + 1);
      const corners = [reference.first, reference.last];
      return prefix + token.text.slice(prefix.length).split(":").map((part, index) => {
        const corner = corners[index];
        return corner && corner.row !== null && !corner.rowFixed ? part.replace(/\d+/, String(corner.row + down + 1)) : part;
      }).join(":");
    })
    .join("");
}
