/** Tables. Their filters are kept as criteria; only the criterion "values" is carried out (rows whose text is not listed are hidden). */
import type { Area } from "../../src/model.js";
import { intersect } from "../model/address.js";
import { joinText } from "../model/formula.js";
import type { SheetModel, TableModel } from "../model/sheet.js";
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
  if (sheet.merges.some((merge) => intersect(merge, area) !== null) || sheet.tables.some((table) => intersect(table.area, area) !== null)) throw invalidOperation("A table can't overlap another table or merged cells.");
  let n = 1;
  while (!book.isFreeName(`表${n}`)) n++;
  headers(sheet, area);
  const table: TableModel = { id: book.newId(), name: `表${n}`, area: { ...area, bottom: Math.max(area.bottom, area.top + 1) }, style: "TableStyleMedium2", showHeaders: true, showTotals: false, showBandedRows: true, showFilterButton: true, filter: new Map() };
  sheet.tables.push(table);
  return bind(tableClass, { book, sheet, table });
}

/** Header cells are texts, none empty, none twice, as Excel makes them. */
function headers(sheet: SheetModel, area: Area): void {
  const taken = new Set<string>();
  for (let column = area.left; column <= area.right; column++) {
    let name = joinText(sheet.value(area.top, column)) || `列${column - area.left + 1}`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${joinText(sheet.value(area.top, column)) || "列"}${n}`;
    taken.add(name.toLowerCase());
    sheet.setFormula(area.top, column, null);
    sheet.setValue(area.top, column, name);
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
  children: { Worksheet: { since: 2, get: ({ book, sheet }) => bind(worksheetClass, { book, sheet }) } },
  methods: {
    GetRange: { since: 1, call: (target) => rangeOf({ ...target, area: target.table.area }, { ...target.table.area }) },
    GetHeaderRowRange: { since: 1, call: (target) => rangeOf({ ...target, area: target.table.area }, { ...target.table.area, bottom: target.table.area.top }) },
    GetDataBodyRange: { since: 1, call: (target) => rangeOf({ ...target, area: target.table.area }, { ...target.table.area, top: target.table.area.top + 1 }) },
    ClearFilters: { since: 2, call: ({ sheet, table }) => {
      table.filter.clear();
      showFiltered(sheet, table.area);
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

/** Shows the rows that a filter has hidden. */
export function showFiltered(sheet: SheetModel, area: Area): void {
  for (let row = area.top; row <= area.bottom; row++) {
    const track = sheet.rows.get(row);
    if (track?.filtered !== true) continue;
    const { filtered: _filtered, ...rest } = track;
    if (Object.keys(rest).length === 0) sheet.rows.delete(row);
    else sheet.rows.set(row, rest);
  }
}

/** Hides the data rows (below the first) whose text in the column is not listed. */
export function filterRows(sheet: SheetModel, area: Area, column: number, shown: readonly string[]): void {
  for (let row = area.top + 1; row <= area.bottom; row++) {
    if (!shown.includes(joinText(sheet.value(row, column)))) sheet.rows.set(row, { ...sheet.rows.get(row), filtered: true });
  }
}
