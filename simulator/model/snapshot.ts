/** The workbook as plain data, for "exactly as before": equal workbooks give equal snapshots, however they came about. */
import { areaText, columnName, MAX_COLUMNS } from "./address.js";
import { canonical } from "./same.js";
import type { NameModel, SheetModel, Track } from "./sheet.js";
import { PLAIN } from "./styles.js";
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
  return { sheets: book.sheets.map(sheetSnapshot), names: namesOf(book.names), settings: structuredClone(canonical(entries(book.settings))) };
}

export function sheetSnapshot(sheet: SheetModel): unknown {
  const cells: Record<string, unknown> = {};
  const put = (row: number, column: number): void => {
    const value = sheet.value(row, column), formula = sheet.formula(row, column);
    const style = sheet.styles[row]?.[column] ?? 0, inherited = sheet.trackStyle(row, column);
    // A cell that looks as its row or column says anyway is no cell; one that holds something has the look, however it came by it.
    if (value === null && formula === null && (style === 0 || looks(style) === looks(inherited))) return;
    const extra = sheet.extras.get(row * MAX_COLUMNS + column);
    cells[columnName(column) + String(row + 1)] = [
      value instanceof CellError ? { error: value.code } : value, formula, sheet.table.get(style === 0 ? inherited : style), ...(extra === undefined ? [] : [canonical(extra)]),
    ];
  };
  const rows = Math.max(sheet.values.length, sheet.styles.length);
  for (let row = 0; row < rows; row++) {
    const columns = Math.max(sheet.values[row]?.length ?? 0, sheet.styles[row]?.length ?? 0);
    for (let column = 0; column < columns; column++) put(row, column);
  }
  // A formula that nobody has calculated yet may stand beyond all values.
  for (const key of sheet.formulas.keys()) put(Math.floor(key / MAX_COLUMNS), key % MAX_COLUMNS);
  const trackOf = ({ style, ...rest }: Track): unknown => ({ ...rest, ...(looks(style ?? 0) !== 0 && { style: sheet.table.get(style!) }) });
  const track = (map: SheetModel["rows"]): unknown[] =>
    entries(new Map([...map].filter(([, one]) => Object.keys(one).length > 0).map(([n, one]) => [n, trackOf(one)])));
  return structuredClone(canonical({
    name: sheet.name,
    visibility: sheet.visibility,
    cells,
    hyperlinks: entries(new Map([...sheet.hyperlinks].map(([key, link]) => [columnName(key % MAX_COLUMNS) + String(Math.floor(key / MAX_COLUMNS) + 1), link]))),
    rows: track(sheet.rows),
    columns: track(sheet.columns),
    merges: sheet.merges.map((area) => areaText(area)).sort(),
    conditionalFormats: sheet.conditionalFormats.map(({ type, areas, formula, stopIfTrue, format, rule }) => ({
      type, areas: areas.map((area) => areaText(area)), formula, stopIfTrue, format, ...(type !== "Custom" && rule !== undefined && { rule: [rule.kind, rule.formulas] }),
    })),
    tables: sheet.tables.map(({ id: _id, part: _part, columns: _columns, ...table }) => ({ ...table, area: areaText(table.area), filter: entries(table.filter) })),
    validations: sheet.validations.map(({ xml: _xml, ...one }) => ({ ...one, area: areaText(one.area) })),
    names: namesOf(sheet.names),
    protection: !sheet.protection.protected ? null : { options: allowed(sheet.protection.options), locked: sheet.protection.password !== null || sheet.protection.hash !== undefined },
    autoFilter: sheet.autoFilter === null ? null : { area: areaText(sheet.autoFilter.area), criteria: entries(sheet.autoFilter.criteria) },
    freeze: sheet.freeze,
    page: sheet.page,
    rowBreaks: sheet.rowBreaks,
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
    defaults: sheet.defaults,
  }));
}

/** Two styles that look the same have one number, but for the explicit default. */
function looks(style: number): number {
  return style === PLAIN ? 0 : style;
}

/** Options that differ from what a protected sheet forbids by itself. */
function allowed(options: SheetModel["protection"]["options"]): unknown {
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => (name === "selectionMode" ? value !== "Normal" : value === true)));
}
