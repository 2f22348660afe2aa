/** Range: cells read and written in blocks. */
import type { Area } from "../../src/model.js";
import { bounding, cellCount, contains, intersect, isEntireColumn, isEntireRow, MAX_COLUMNS, MAX_ROWS } from "../model/address.js";
import type { WorkbookModel } from "../model/workbook.js";
import { referenceOf, tokens } from "../model/formula-parser.js";
import { clearArea, shownText, styleArea, valueType, writeCell } from "../model/cells.js";
import { moveColumns } from "../model/columns.js";
import type { SheetModel } from "../model/sheet.js";
import { moveRows } from "../model/structure.js";
import { mergeCells } from "../model/tables.js";
import { setHidden } from "../model/tracks.js";
import { CellError } from "../model/typed-value.js";
import { bind, stored, type ApiClass, type ApiObject, type Property } from "../protocol/api-class.js";
import { HostError, invalidArgument, wrongShape } from "../protocol/host-error.js";
import type { ApiSession } from "../protocol/session.js";
import { conditionalFormatsClass } from "./conditional-api.js";
import { rangeFormatClass } from "./format-api.js";
import { validationClass } from "./page-api.js";
import { rangeAreasClass } from "./range-areas-api.js";
import { addressOf, guard, rangeTarget, usedPart, type RangeTarget } from "./ranges.js";
import { worksheetClass } from "./worksheet-api.js";

export function rangeOf(target: RangeTarget, area: Area): ApiObject {
  if (area.top < 0 || area.left < 0 || area.bottom >= MAX_ROWS || area.right >= MAX_COLUMNS || area.top > area.bottom || area.left > area.right) throw invalidArgument();
  return bind(rangeClass, { book: target.book, sheet: target.sheet, area });
}

const isUnbounded = (area: Area): boolean => isEntireColumn(area) || isEntireRow(area);

/** A two-dimensional property; null for unbounded ranges, as documented. */
function grid(since: number, cell: (sheet: SheetModel, row: number, column: number) => unknown, write?: (target: RangeTarget, row: number, column: number, value: never) => void, guarded: "contents" | "formatCells" = "contents", whole?: (target: RangeTarget, value: never) => void): Property<RangeTarget> {
  return {
    since,
    get: ({ sheet, area }, session) => {
      if (isUnbounded(area) || !session.countRead(cellCount(area))) return null;
      const rows: unknown[][] = [];
      for (let row = area.top; row <= area.bottom; row++) {
        const cells: unknown[] = [];
        for (let column = area.left; column <= area.right; column++) cells.push(cell(sheet, row, column));
        rows.push(cells);
      }
      return rows;
    },
    ...(write && {
      set: (target: RangeTarget, value: unknown, session: ApiSession) => {
        const { area, sheet } = target;
        guard(sheet, guarded, [area]);
        checkShape(area, value);
        if (whole && !Array.isArray(value)) {
          whole(target, value as never);
          return;
        }
        session.countWritten(cellCount(area));
        for (let row = area.top; row <= area.bottom; row++) {
          for (let column = area.left; column <= area.right; column++) {
            const one: unknown = Array.isArray(value) ? (value as unknown[][])[row - area.top]![column - area.left] : value;
            if (one !== null) write(target, row, column, one as never);
          }
        }
        if (guarded === "contents") target.book.tell({ kind: "edited", sheet, area, change: "RangeEdited" });
      },
    }),
  };
}

/** @throws HostError InvalidArgument as in Excel (office-js#1025): a scalar, or exactly as many rows and columns */
function checkShape(area: Area, value: unknown): void {
  if (!Array.isArray(value)) return;
  const rows = area.bottom - area.top + 1, columns = area.right - area.left + 1;
  if (value.length !== rows || value.some((row) => !Array.isArray(row) || row.length !== columns)) throw wrongShape();
}

function write({ book, sheet }: RangeTarget, row: number, column: number, value: string | number | boolean): void {
  const covered = sheet.merges.find((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right);
  if (covered && (row !== covered.top || column !== covered.left)) return; // under a merge nothing is stored
  if (typeof value === "object" || namesMissingSheet(book, value)) throw invalidArgument();
  try {
    writeCell(book, sheet, row, column, value);
  } catch (error) {
    if (error instanceof RangeError) throw invalidArgument();
    throw error;
  }
}

/** Excel asks for a file, or refuses, where a formula names a sheet that is not there. */
function namesMissingSheet(book: WorkbookModel, value: string | number | boolean): boolean {
  if (typeof value !== "string" || !value.startsWith("=") || !value.includes("!")) return false;
  return (tokens(value) ?? []).some((token) => {
    if (token.kind !== "reference" || !token.text.includes("!")) return false;
    const { sheet } = referenceOf(token.text);
    return sheet !== null && book.sheet(sheet) === null;
  });
}

const plain = (sheet: SheetModel, row: number, column: number): unknown => {
  const value = sheet.value(row, column);
  return value === null ? "" : value instanceof CellError ? value.code : value;
};

/** true, false, or null where the rows (columns) differ. */
function trackProperty(since: number, read: (target: RangeTarget, n: number) => boolean, rows: boolean): Property<RangeTarget> {
  const span = ({ area, sheet }: RangeTarget): [number, number] => (rows ? [area.top, isEntireColumn(area) ? Math.max(sheet.values.length, ...sheet.rows.keys(), 0) : area.bottom] : [area.left, area.right]);
  return {
    since,
    get: (target) => {
      const [from, to] = span(target);
      const first = read(target, from);
      for (let n = from + 1; n <= to; n++) if (read(target, n) !== first) return null;
      return first;
    },
    set: (target, value) => {
      guard(target.sheet, rows ? "formatRows" : "formatColumns");
      const [from, to] = span(target);
      setHidden(target.sheet, rows ? "rows" : "columns", from, to, value === true);
    },
  };
}

const integer = (value: unknown, otherwise?: number): number => {
  if (value === null || value === undefined) {
    if (otherwise !== undefined) return otherwise;
    throw invalidArgument();
  }
  if (typeof value !== "number" || !Number.isInteger(value)) throw invalidArgument();
  return value;
};

export const rangeClass: ApiClass<RangeTarget> = {
  name: "Range",
  referable: true,
  properties: {
    Address: stored(1, (target) => addressOf(target)),
    AddressLocal: stored(1, (target) => addressOf(target)),
    CellCount: stored(1, ({ area }) => (cellCount(area) > 2 ** 31 - 1 ? -1 : cellCount(area))),
    RowIndex: stored(1, ({ area }) => area.top),
    ColumnIndex: stored(1, ({ area }) => area.left),
    RowCount: stored(1, ({ area }) => area.bottom - area.top + 1),
    ColumnCount: stored(1, ({ area }) => area.right - area.left + 1),
    IsEntireColumn: stored(7, ({ area }) => isEntireColumn(area)),
    IsEntireRow: stored(7, ({ area }) => isEntireRow(area)),
    // The client reads these two under lower-case names.
    isEntireColumn: stored(7, ({ area }) => isEntireColumn(area)),
    isEntireRow: stored(7, ({ area }) => isEntireRow(area)),
    Values: grid(1, plain, write),
    Formulas: grid(1, (sheet, row, column) => sheet.formula(row, column) ?? plain(sheet, row, column), write),
    Text: grid(1, shownText),
    ValueTypes: grid(1, (sheet, row, column) => valueType(sheet.value(row, column))),
    NumberFormat: grid(1, (sheet, row, column) => sheet.table.value(sheet.style(row, column), "numberFormat"), ({ sheet }, row, column, value: string) => {
      if (typeof value !== "string") throw invalidArgument();
      styleArea(sheet, { top: row, left: column, bottom: row, right: column }, { numberFormat: value });
    }, "formatCells", ({ sheet, area }, value: string) => {
      if (typeof value !== "string") throw invalidArgument();
      styleArea(sheet, area, { numberFormat: value });
    }),
    Hyperlink: {
      since: 7,
      get: ({ sheet, area }) => sheet.hyperlinks.get(area.top * MAX_COLUMNS + area.left) ?? null,
      set: (target, value) => {
        guard(target.sheet, "contents", [target.area]);
        const { top, left } = target.area;
        target.sheet.hyperlinks.set(top * MAX_COLUMNS + left, value);
        const text = (value as { textToDisplay?: string } | null)?.textToDisplay;
        if (text !== undefined) write(target, top, left, text);
      },
    },
    RowHidden: trackProperty(2, ({ sheet }, row) => sheet.isRowHidden(row), true),
    ColumnHidden: trackProperty(2, ({ sheet }, column) => sheet.columns.get(column)?.hidden === true, false),
  },
  children: {
    Format: { since: 1, get: (target) => bind(rangeFormatClass, { sheet: target.sheet, areas: [target.area] }) },
    Worksheet: { since: 1, get: ({ book, sheet }) => bind(worksheetClass, { book, sheet }) },
    ConditionalFormats: { since: 6, get: ({ book, sheet, area }) => bind(conditionalFormatsClass, { book, sheet, areas: [area] }) },
    DataValidation: { since: 8, get: ({ sheet, area }) => bind(validationClass, { sheet, area }) },
  },
  methods: {
    GetCell: { since: 1, call: (target, [row, column]) => at(target, target.area.top + integer(row), target.area.left + integer(column)) },
    GetRow: { since: 1, call: (target, [row]) => rangeOf(target, { ...target.area, top: target.area.top + integer(row), bottom: target.area.top + integer(row) }) },
    GetColumn: { since: 1, call: (target, [column]) => rangeOf(target, { ...target.area, left: target.area.left + integer(column), right: target.area.left + integer(column) }) },
    GetLastRow: { since: 1, call: (target) => rangeOf(target, { ...target.area, top: target.area.bottom }) },
    GetLastCell: { since: 1, call: (target) => at(target, target.area.bottom, target.area.right) },
    GetEntireRow: { since: 1, call: (target) => rangeOf(target, { ...target.area, left: 0, right: MAX_COLUMNS - 1 }) },
    GetEntireColumn: { since: 1, call: (target) => rangeOf(target, { ...target.area, top: 0, bottom: MAX_ROWS - 1 }) },
    GetBoundingRect: { since: 1, call: (target, [other]) => rangeOf(target, bounding(target.area, rangeTarget(other).area)) },
    GetOffsetRange: { since: 1, call: (target, [rows, columns]) => {
      const { top, left, bottom, right } = target.area;
      return rangeOf(target, { top: top + integer(rows), left: left + integer(columns), bottom: bottom + integer(rows), right: right + integer(columns) });
    } },
    GetResizedRange: { since: 3, call: (target, [rows, columns]) => rangeOf(target, { ...target.area, bottom: target.area.bottom + integer(rows), right: target.area.right + integer(columns) }) },
    GetAbsoluteResizedRange: { since: 7, call: (target, [rows, columns]) => rangeOf(target, { ...target.area, bottom: target.area.top + integer(rows) - 1, right: target.area.left + integer(columns) - 1 }) },
    GetUsedRange: { since: 1, call: (target, [valuesOnly]) => {
      const used = usedPart(target, valuesOnly === true);
      return rangeOf(target, used ?? { top: target.area.top, left: target.area.left, bottom: target.area.top, right: target.area.left });
    } },
    GetUsedRangeOrNullObject: { since: 4, call: (target, [valuesOnly]) => {
      const used = usedPart(target, valuesOnly === true);
      return used === null ? null : rangeOf(target, used);
    } },
    GetIntersectionOrNullObject: { since: 4, call: (target, [other]) => {
      const shared = intersect(target.area, rangeTarget(other).area);
      return shared === null ? null : rangeOf(target, shared);
    } },
    // In office.js 1.1.110 under 1.13: earlier hosts cannot say which cells are merged.
    GetMergedAreasOrNullObject: { since: 13, call: ({ book, sheet, area }) => {
      const areas = sheet.merges.filter((merge) => intersect(merge, area) !== null);
      return areas.length === 0 ? null : bind(rangeAreasClass, { book, sheet, areas: areas.map((one) => ({ ...one })) });
    } },
    GetRowProperties: { since: 9, call: ({ sheet, area }, [options]) => {
      if ((options as { rowHidden?: boolean } | null)?.rowHidden !== true || Object.keys(options as object).length !== 1) throw new HostError("ApiNotFound", "simulated host: getRowProperties() beyond rowHidden", 404);
      return Array.from({ length: area.bottom - area.top + 1 }, (_, index) => ({ rowHidden: sheet.isRowHidden(area.top + index) }));
    } },
    Merge: { since: 2, call: (target, [across]) => {
      guard(target.sheet, "contents");
      const { top, left, bottom, right } = target.area;
      const areas = across === true ? Array.from({ length: bottom - top + 1 }, (_, n) => ({ top: top + n, left, bottom: top + n, right })) : [{ top, left, bottom, right }];
      try {
        for (const area of areas) mergeCells(target.sheet, area);
      } catch (error) {
        if (error instanceof RangeError) throw new HostError("InvalidOperation", "The operation isn't allowed in a table.");
        throw error;
      }
    } },
    Unmerge: { since: 2, call: ({ sheet, area }) => {
      guard(sheet, "contents");
      sheet.merges = sheet.merges.filter((merge) => intersect(merge, area) === null);
    } },
    Insert: { since: 1, call: (target, [shift]) => {
      move(target, shift === "Right" ? "Columns" : "Rows", 1, "insert");
      return rangeOf(target, { ...target.area });
    } },
    Delete: { since: 1, call: (target, [shift]) => move(target, shift === "Left" ? "Columns" : "Rows", -1, "delete") },
    Clear: { since: 1, call: (target, [applyTo]) => clearRange(target, applyTo) },
    Select: { since: 1, call: ({ book, sheet, area }) => {
      if (sheet.visibility !== "Visible") throw new HostError("InvalidOperation", "The sheet is hidden and can't be activated.");
      book.select(sheet, [area]);
    } },
    _ValidateArraySize: { since: 3, call: ({ area }, [rows, columns]) => {
      if (area.bottom - area.top + 1 !== rows || area.right - area.left + 1 !== columns) {
        const error = wrongShape();
        error.location = "Range.values";
        throw error;
      }
    } },
  },
};

/** Whole rows or columns inserted or deleted. Cells pushed aside within their rows or columns are not simulated. */
function move({ book, sheet, area }: RangeTarget, which: "Rows" | "Columns", sign: 1 | -1, what: "insert" | "delete"): null {
  if (!(which === "Rows" ? isEntireRow(area) : isEntireColumn(area))) throw new HostError("ApiNotFound", `simulated host: Range.${what}() of cells`, 404);
  guard(sheet, `${what}${which}`);
  if (which === "Rows") moveRows(book, sheet, area.top, sign * (area.bottom - area.top + 1));
  else moveColumns(book, sheet, area.left, sign * (area.right - area.left + 1));
  return null;
}

function at(target: RangeTarget, row: number, column: number): ApiObject {
  return rangeOf(target, { top: row, left: column, bottom: row, right: column });
}

/** @throws HostError AccessDenied, InvalidArgument; MergedRangeConflict if only part of a merged area would be cleared */
export function clearRange(target: RangeTarget, applyTo: unknown): void {
  const what = applyTo === null || applyTo === undefined ? "All" : applyTo;
  if (what !== "All" && what !== "Formats" && what !== "Contents") throw new HostError("ApiNotFound", `simulated host: Range.clear(${JSON.stringify(applyTo)})`, 404);
  guard(target.sheet, what === "Formats" ? "formatCells" : "contents", [target.area]);
  const touched = target.sheet.merges.filter((merge) => intersect(merge, target.area) !== null);
  if (touched.some((merge) => !contains(target.area, merge))) throw new HostError("MergedRangeConflict", "We can't do that to a merged cell.");
  clearArea(target.sheet, target.area, what);
  if (what !== "Contents") target.sheet.merges = target.sheet.merges.filter((merge) => !touched.includes(merge));
  if (what !== "Formats") target.book.tell({ kind: "edited", sheet: target.sheet, area: target.area, change: "RangeEdited" });
}
