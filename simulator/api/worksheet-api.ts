/** Worksheet and WorksheetCollection. */
import type { Area } from "../../src/model.js";
import { MAX_COLUMNS, MAX_ROWS } from "../model/address.js";
import type { SheetModel, Visibility } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { bind, stored, type ApiClass, type ApiObject } from "../protocol/api-class.js";
import { HostError, accessDenied, invalidArgument, invalidOperation, itemExists, itemNotFound } from "../protocol/host-error.js";
import { EVENTS, registers } from "./events.js";
import { namesClass } from "./names-api.js";
import { autoFilterClass, breaksClass, freezeClass, pageLayoutClass, protectionClass } from "./page-api.js";
import { rangeOf } from "./range-api.js";
import { rangeAreasClass } from "./range-areas-api.js";
import { areaArgument, areasArgument, type RangeTarget } from "./ranges.js";
import { tablesClass } from "./table-api.js";

export interface SheetTarget {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
}

const WHOLE: Area = { top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };

function range(target: SheetTarget, area: Area): ApiObject {
  return rangeOf({ ...target, area }, area);
}

function rename({ book, sheet }: SheetTarget, value: unknown): void {
  if (book.structureProtected) throw accessDenied();
  checkName(book, value, sheet);
  book.renameSheet(sheet, value as string);
}

function checkName(book: WorkbookModel, value: unknown, self: SheetModel | null): void {
  try {
    book.checkSheetName(typeof value === "string" ? value : "", self);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw error.message === "sheet name taken" ? itemExists() : invalidArgument();
  }
}

function setVisibility({ book, sheet }: SheetTarget, value: unknown): void {
  if (value !== "Visible" && value !== "Hidden" && value !== "VeryHidden") throw invalidArgument();
  if (book.structureProtected) throw accessDenied();
  if (value !== "Visible" && book.visibleSheets().every((other) => other === sheet)) throw invalidOperation("A workbook must contain at least one visible sheet.");
  sheet.visibility = value satisfies Visibility;
  const shown = book.visibleSheets()[0];
  if (value !== "Visible" && book.active === sheet && shown) book.activate(shown);
}

export const worksheetClass: ApiClass<SheetTarget> = {
  name: "Worksheet",
  identity: ({ sheet }) => ({ Id: sheet.id }),
  properties: {
    Id: stored(1, ({ sheet }) => sheet.id),
    Name: { since: 1, get: ({ sheet }) => sheet.name, set: rename },
    Position: { since: 1, get: ({ book, sheet }) => book.sheets.indexOf(sheet), set: ({ book, sheet }, value) => {
      if (book.structureProtected) throw accessDenied();
      if (typeof value !== "number" || value < 0 || value >= book.sheets.length) throw invalidArgument();
      book.sheets.splice(book.sheets.indexOf(sheet), 1);
      book.sheets.splice(value, 0, sheet);
    } },
    Visibility: { since: 1, get: ({ sheet }) => sheet.visibility, set: setVisibility },
    TabColor: stored(7, ({ sheet }) => sheet.tabColor, ({ sheet }, value: string) => { sheet.tabColor = value; }),
    ShowGridlines: stored(8, ({ sheet }) => sheet.showGridlines),
    // Set under this name, read under the other.
    Gridlines: { since: 8, scalar: false, get: ({ sheet }) => sheet.showGridlines, set: ({ sheet }, value) => { sheet.showGridlines = value === true; } },
  },
  children: {
    Tables: { since: 1, get: (target) => bind(tablesClass, target) },
    Protection: { since: 2, get: (target) => bind(protectionClass, target) },
    Names: { since: 4, get: (target) => bind(namesClass, { ...target, names: target.sheet.names }) },
    FreezePanes: { since: 7, get: (target) => bind(freezeClass, target) },
    PageLayout: { since: 9, get: (target) => bind(pageLayoutClass, target) },
    AutoFilter: { since: 9, get: (target) => bind(autoFilterClass, target) },
    HorizontalPageBreaks: { since: 9, get: (target) => bind(breaksClass, target) },
  },
  methods: {
    Activate: { since: 1, call: ({ book, sheet }) => {
      if (sheet.visibility !== "Visible") throw invalidOperation("The sheet is hidden and can't be activated.");
      book.activate(sheet);
    } },
    Delete: { since: 1, call: ({ book, sheet }, _args, session) => {
      if (book.structureProtected) throw accessDenied();
      // Documented: a very hidden sheet cannot be deleted as it is.
      if (sheet.visibility === "VeryHidden") throw invalidOperation("This operation isn't permitted for a very hidden sheet.");
      if (book.visibleSheets().every((other) => other === sheet)) throw invalidOperation("A workbook must contain at least one visible sheet.");
      book.deleteSheet(sheet);
      for (const key of session.registrations.keys()) if (key.endsWith(`:${sheet.id}`)) session.registrations.delete(key);
    } },
    GetRange: { since: 1, call: (target, [address]) => {
      if (address === null || address === undefined) return range(target, WHOLE);
      const found: RangeTarget = areaArgument(target.book, target.sheet, address);
      if (found.sheet !== target.sheet) throw invalidArgument();
      return rangeOf(found, found.area);
    } },
    GetRangeByIndexes: { since: 7, call: (target, [row, column, rows, columns]) => {
      const [top, left, height, width] = [row, column, rows, columns].map((value) => (typeof value === "number" && Number.isInteger(value) ? value : -1)) as [number, number, number, number];
      if (top < 0 || left < 0 || height < 1 || width < 1) throw invalidArgument();
      return range(target, { top, left, bottom: top + height - 1, right: left + width - 1 });
    } },
    GetCell: { since: 1, call: (target, [row, column]) => range(target, { top: Number(row), left: Number(column), bottom: Number(row), right: Number(column) }) },
    GetRanges: { since: 9, call: (target, [address]) => bind(rangeAreasClass, address === null ? { ...target, areas: [WHOLE] } : areasArgument(target.book, target.sheet, address)) },
    GetUsedRange: { since: 1, call: (target, [valuesOnly]) => range(target, target.sheet.usedArea(valuesOnly === true) ?? { top: 0, left: 0, bottom: 0, right: 0 }) },
    GetUsedRangeOrNullObject: { since: 4, call: (target, [valuesOnly]) => {
      const used = target.sheet.usedArea(valuesOnly === true);
      return used === null ? null : range(target, used);
    } },
    ...registers(({ sheet }: SheetTarget) => sheet.id, [EVENTS.activated, EVENTS.deactivated, EVENTS.changed, EVENTS.selectionChanged, EVENTS.rowSorted]),
  },
};

const sheetObject = (book: WorkbookModel, sheet: SheetModel): ApiObject => bind(worksheetClass, { book, sheet });

function find(book: WorkbookModel, key: unknown): ApiObject | null {
  const sheet = typeof key === "string" ? book.sheet(key) : null;
  return sheet === null ? null : sheetObject(book, sheet);
}

export const worksheetsClass: ApiClass<WorkbookModel> = {
  name: "WorksheetCollection",
  items: (book) => book.sheets.map((sheet) => sheetObject(book, sheet)),
  item: (book, key) => find(book, key),
  methods: {
    Add: { since: 1, call: (book, [name]) => {
      if (book.structureProtected) throw accessDenied();
      if (name !== null && name !== undefined) checkName(book, name, null);
      return sheetObject(book, book.addSheet(typeof name === "string" ? name : undefined));
    } },
    GetItemOrNullObject: { since: 4, call: (book, [key]) => find(book, key) },
    GetActiveWorksheet: { since: 1, call: (book) => {
      if (book.active === null) throw itemNotFound();
      return sheetObject(book, book.active);
    } },
    GetCount: { since: 4, call: (book, [visibleOnly]) => (visibleOnly === true ? book.visibleSheets() : book.sheets).length },
    GetFirst: { since: 5, call: (book, [visibleOnly]) => edge(book, (visibleOnly === true ? book.visibleSheets() : book.sheets)[0]) },
    GetLast: { since: 5, call: (book, [visibleOnly]) => edge(book, (visibleOnly === true ? book.visibleSheets() : book.sheets).at(-1)) },
    ...registers(() => "Workbook", Object.values(EVENTS)),
  },
};

function edge(book: WorkbookModel, sheet: SheetModel | undefined): ApiObject {
  if (sheet === undefined) throw new HostError("ItemNotFound", "The requested resource doesn't exist.", 404);
  return sheetObject(book, sheet);
}

