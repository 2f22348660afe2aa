/** The workbook as plain data, for "exactly as before": equal workbooks give equal snapshots, however they came about. */
import { areaText, columnName, MAX_COLUMNS } from "./address.js";
import type { NameModel, SheetModel } from "./sheet.js";
import { CellError } from "./typed-value.js";
import type { WorkbookModel } from "./workbook.js";

export interface Snapshot {
  readonly sheets: readonly unknown[];
  readonly names: unknown;
  readonly settings: unknown;
}

const entries = (map: ReadonlyMap<unknown, unknown>): unknown[] => [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
const namesOf = (names: ReadonlyMap<string, NameModel>): unknown[] => entries(new Map([...names].map(([key, name]) => [key, { ...name }])));

/** Ids, active sheet and selection are left out: they are no content. */
export function snapshot(book: WorkbookModel): Snapshot {
  return { sheets: book.sheets.map(sheetSnapshot), names: namesOf(book.names), settings: structuredClone(entries(book.settings)) };
}

export function sheetSnapshot(sheet: SheetModel): unknown {
  const cells: Record<string, unknown> = {};
  const rows = Math.max(sheet.values.length, sheet.styles.length);
  for (let row = 0; row < rows; row++) {
    const columns = Math.max(sheet.values[row]?.length ?? 0, sheet.styles[row]?.length ?? 0);
    for (let column = 0; column < columns; column++) {
      const value = sheet.value(row, column);
      const style = sheet.styles[row]?.[column] ?? 0;
      const formula = sheet.formula(row, column);
      if (value === null && style === 0 && formula === null) continue;
      cells[columnName(column) + String(row + 1)] = [value instanceof CellError ? { error: value.code } : value, formula, sheet.table.get(style)];
    }
  }
  const track = (map: SheetModel["rows"]): unknown[] =>
    entries(new Map([...map].filter(([, one]) => Object.keys(one).length > 0).map(([n, one]) => [n, { ...one, style: one.style === undefined ? undefined : sheet.table.get(one.style) }])));
  return structuredClone({
    name: sheet.name,
    visibility: sheet.visibility,
    cells,
    hyperlinks: entries(new Map([...sheet.hyperlinks].map(([key, link]) => [columnName(key % MAX_COLUMNS) + String(Math.floor(key / MAX_COLUMNS) + 1), link]))),
    rows: track(sheet.rows),
    columns: track(sheet.columns),
    merges: sheet.merges.map((area) => areaText(area)).sort(),
    conditionalFormats: sheet.conditionalFormats.map(({ type, areas, formula, stopIfTrue, format }) => ({ type, areas: areas.map((area) => areaText(area)), formula, stopIfTrue, format })),
    tables: sheet.tables.map((table) => ({ ...table, id: undefined, area: areaText(table.area), filter: entries(table.filter) })),
    validations: sheet.validations.map((one) => ({ ...one, area: areaText(one.area) })),
    names: namesOf(sheet.names),
    protection: sheet.protection,
    autoFilter: sheet.autoFilter === null ? null : { area: areaText(sheet.autoFilter.area), criteria: entries(sheet.autoFilter.criteria) },
    freeze: sheet.freeze,
    page: sheet.page,
    rowBreaks: sheet.rowBreaks,
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
  });
}
