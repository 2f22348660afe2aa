/** Tables. Their filters are kept as criteria; only the criterion "values" is carried out (rows whose text is not listed are hidden). */
import { clearTableFilter } from "../model/filters.js";
import type { SheetModel, TableModel } from "../model/sheet.js";
import { addTable } from "../model/tables.js";
import type { WorkbookModel } from "../model/workbook.js";
import { bind, stored, type ApiClass, type ApiObject } from "../protocol/api-class.js";
import { invalidArgument, invalidOperation, itemExists, itemNotFound } from "../protocol/host-error.js";
import { rangeOf } from "./range-api.js";
import { areaArgument, guard } from "./ranges.js";
import { worksheetClass } from "./worksheet-api.js";

interface Scope {
  readonly book: WorkbookModel;
  /** null: tables of the workbook. */
  readonly sheet: SheetModel | null;
}

interface TableTarget {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
  readonly table: TableModel;
}

function all({ book, sheet }: Scope): TableTarget[] {
  return (sheet === null ? book.sheets : [sheet]).flatMap((one) => one.tables.map((table) => ({ book, sheet: one, table })));
}

function found(scope: Scope, key: unknown): ApiObject | null {
  const hit = typeof key === "string" ? scope.book.table(key) : null;
  return hit === null || (scope.sheet !== null && hit.sheet !== scope.sheet) ? null : bind(tableClass, { book: scope.book, ...hit });
}

function add(scope: Scope, address: unknown, hasHeaders: unknown): ApiObject {
  const { book } = scope;
  const home = scope.sheet ?? book.active;
  if (home === null) throw itemNotFound();
  const { sheet, area } = areaArgument(book, home, address);
  guard(sheet, "objects");
  if (hasHeaders !== true) throw invalidArgument();
  try {
    return bind(tableClass, { book, sheet, table: addTable(book, sheet, area) });
  } catch (error) {
    if (error instanceof RangeError) throw invalidOperation("A table can't overlap another table or merged cells.");
    throw error;
  }
}

export const tablesClass: ApiClass<Scope> = {
  name: "TableCollection",
  properties: { Count: stored(1, (scope) => all(scope).length) },
  items: (scope) => all(scope).map((target) => bind(tableClass, target)),
  item: found,
  methods: {
    Add: { since: 1, call: (scope, [address, hasHeaders]) => add(scope, address, hasHeaders) },
    GetCount: { since: 4, call: (scope) => all(scope).length },
    GetItemOrNullObject: { since: 4, call: (scope, [key]) => found(scope, key) },
    GetItemAt: { since: 1, call: (scope, [index]) => {
      const target = all(scope)[Number(index)];
      if (target === undefined) throw itemNotFound();
      return bind(tableClass, target);
    } },
  },
};

const tableClass: ApiClass<TableTarget> = {
  name: "Table",
  identity: ({ table }) => ({ Id: table.id }),
  properties: {
    Id: stored(1, ({ table }) => table.id),
    Name: { since: 1, get: ({ table }) => table.name, set: ({ book, table }, value) => {
      if (typeof value !== "string") throw invalidArgument();
      if (value.toLowerCase() === table.name.toLowerCase()) table.name = value;
      else if (book.isFreeName(value)) table.name = value;
      else throw book.table(value) !== null || book.names.has(value.toLowerCase()) ? itemExists() : invalidArgument();
    } },
    Style: stored(1, ({ table }) => table.style, ({ table }, value: string) => { table.style = value; }),
    ShowHeaders: stored(1, ({ table }) => table.showHeaders),
    ShowTotals: stored(1, ({ table }) => table.showTotals),
    ShowBandedRows: stored(3, ({ table }) => table.showBandedRows, ({ table }, value: boolean) => { table.showBandedRows = value; }),
    ShowFilterButton: stored(3, ({ table }) => table.showFilterButton, ({ table }, value: boolean) => { table.showFilterButton = value; }),
  },
  children: {
    Worksheet: { since: 2, get: ({ book, sheet }) => bind(worksheetClass, { book, sheet }) },
    AutoFilter: { since: 9, get: (target) => bind(tableFilterClass, target) },
  },
  methods: {
    GetRange: { since: 1, call: (target) => rangeOf({ ...target, area: target.table.area }, { ...target.table.area }) },
    GetHeaderRowRange: { since: 1, call: (target) => rangeOf({ ...target, area: target.table.area }, { ...target.table.area, bottom: target.table.area.top }) },
    GetDataBodyRange: { since: 1, call: (target) => rangeOf({ ...target, area: target.table.area }, { ...target.table.area, top: target.table.area.top + 1 }) },
    ClearFilters: { since: 2, call: ({ sheet, table }) => {
      guard(sheet, "filter");
      clearTableFilter(sheet, table);
    } },
    ConvertToRange: { since: 2, call: (target) => {
      target.sheet.tables = target.sheet.tables.filter((table) => table !== target.table);
      return rangeOf({ ...target, area: target.table.area }, target.table.area);
    } },
    Delete: { since: 1, call: ({ sheet, table }) => {
      guard(sheet, "objects");
      sheet.tables = sheet.tables.filter((one) => one !== table);
      for (let row = table.area.top; row <= table.area.bottom; row++) for (let column = table.area.left; column <= table.area.right; column++) {
        sheet.setFormula(row, column, null);
        sheet.setValue(row, column, null);
        sheet.setStyle(row, column, 0);
      }
    } },
  },
};

const tableFilterClass: ApiClass<TableTarget> = {
  name: "AutoFilter",
  properties: {
    Enabled: stored(9, ({ table }) => table.showFilterButton),
    IsDataFiltered: stored(9, ({ table }) => table.filter.size > 0),
  },
};
