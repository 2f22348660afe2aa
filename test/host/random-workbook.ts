/** Small random workbooks, the marks and sheets of a run on them, and what a user may do in between. */
import fc from "fast-check";
import { styleArea, writeCell } from "../../simulator/model/cells.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import { filterRows } from "../../simulator/api/table-api.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import type { ColumnMarks, SheetGrid } from "../../src/model.js";

const COLUMNS = 4;
const cell = fc.oneof(
  fc.constant(null),
  fc.constantFrom("王芳", "张*", "李~娜", "430203197503041234", "=HYPERLINK(\"#A1\",\"看\")", "'001", "〃"),
  fc.integer({ min: -5, max: 40_000 }),
  fc.boolean(),
  fc.string({ maxLength: 6 }).filter((text) => !/^[='#]/.test(text)),
);
const row = fc.array(cell, { minLength: COLUMNS, maxLength: COLUMNS });
const at = fc.nat({ max: 7 });

const sheet = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  fills: fc.array(fc.tuple(at, fc.nat({ max: COLUMNS }), fc.constantFrom("#FFFF00", "#FBD5D1")), { maxLength: 4 }),
  format: fc.option(fc.tuple(at, fc.constantFrom("@", "yyyy/m/d", "0.00%"))),
  merge: fc.option(at),
  table: fc.boolean(),
  filtered: fc.boolean(),
  hidden: fc.option(at),
  name: fc.boolean(),
  protected: fc.boolean(),
  conditional: fc.array(fc.constantFrom("=$A1=$B1", "=A1>3", '=ISNUMBER(MATCH($A1,$B$1:$B$9,0))'), { maxLength: 3 }),
  invisible: fc.boolean(),
});

export interface Described {
  readonly sheets: readonly (typeof sheet extends fc.Arbitrary<infer T> ? T : never)[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly marks: readonly { readonly sheet: number; readonly column: number; readonly row: number; readonly level: "high" | "middle" | "low" }[];
  readonly edits: readonly { readonly kind: "sort" | "insert" | "delete" | "type" | "fill"; readonly sheet: number; readonly row: number; readonly column: number; readonly text: string }[];
}

const which = fc.nat({ max: 2 });
export const described: fc.Arbitrary<Described> = fc.record({
  sheets: fc.array(sheet, { minLength: 1, maxLength: 3 }),
  settings: fc.dictionary(fc.constantFrom("a", "other.b"), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2, noNullPrototype: true }),
  marks: fc.array(fc.record({ sheet: which, column: fc.nat({ max: COLUMNS - 1 }), row: at, level: fc.constantFrom("high", "middle", "low") }), { maxLength: 12 }),
  edits: fc.array(fc.record({ kind: fc.constantFrom("sort", "insert", "delete", "type", "fill"), sheet: which, row: at, column: fc.nat({ max: COLUMNS - 1 }), text: fc.constantFrom("改", "1975/3/4", "7", "") }), { maxLength: 5 }),
});

export function build(described: Described): WorkbookModel {
  const book = new WorkbookModel();
  described.sheets.forEach((one, index) => {
    const sheet = book.addSheet(`册${index}`);
    one.rows.forEach((cells, r) => cells.forEach((value, c) => writeCell(book, sheet, r, c, value)));
    for (const [r, c, fill] of one.fills) styleArea(sheet, { top: r, left: c, bottom: r + 1, right: c }, { "fill.color": fill });
    if (one.format) styleArea(sheet, { top: 0, left: one.format[0] % COLUMNS, bottom: 1_048_575, right: one.format[0] % COLUMNS }, { numberFormat: one.format[1] });
    if (one.merge !== null) sheet.merges.push({ top: one.merge + 20, left: 0, bottom: one.merge + 21, right: 1 });
    if (one.table) sheet.tables.push({ id: book.newId(), name: `我的表${index}`, area: { top: 0, left: 0, bottom: 8, right: 3 }, style: "TableStyleMedium2", showHeaders: true, showTotals: false, showBandedRows: true, showFilterButton: true, filter: new Map() });
    if (one.filtered) {
      sheet.autoFilter = { area: { top: 0, left: 0, bottom: 8, right: 3 }, criteria: new Map([[0, { filterOn: "Values", values: ["王芳"] }]]) };
      filterRows(sheet, sheet.autoFilter.area, 0, ["王芳"]);
    }
    if (one.hidden !== null) sheet.rows.set(one.hidden, { ...sheet.rows.get(one.hidden), hidden: true });
    if (one.name) sheet.names.set("范围", { name: "范围", formula: `='册${index}'!$A$1:$B$5`, visible: true, comment: "" });
    if (one.protected) sheet.protection = { protected: true, options: {}, password: "1" };
    one.conditional.forEach((formula, n) => sheet.conditionalFormats.push({ id: `u${n}`, type: n === 2 ? "ColorScale" : "Custom", areas: [{ top: 0, left: n, bottom: 6, right: 3 }], formula, stopIfTrue: n === 1, format: { "fill.color": "#00FF00" } }));
    if (one.invisible && index > 0) sheet.visibility = "Hidden";
  });
  for (const [key, value] of Object.entries(described.settings)) book.settings.set(key, value);
  return book;
}

/** Marks as a run would ask for them; the whole row is the key. */
export function marksOf(described: Described, grids: readonly SheetGrid[]): ColumnMarks[] {
  const byColumn = new Map<string, ColumnMarks & { marks: { row: number; level: "high" | "middle" | "low" }[] }>();
  for (const { sheet, column, row, level } of described.marks) {
    const grid = grids[sheet % grids.length]!;
    if (row >= grid.rows.length) continue;
    const key = `${grid.sheet}:${column}`;
    const one = byColumn.get(key) ?? { sheet: grid.sheet, column, keyColumns: [0, 1, 2, 3], rows: [0, Math.max(0, grid.rows.length - 1)], marks: [] };
    one.marks.push({ row, level });
    byColumn.set(key, one);
  }
  return [...byColumn.values()];
}

/** What the user does, the same in any copy of the workbook. */
export function edit(described: Described, book: WorkbookModel): void {
  for (const { kind, sheet, row, column, text } of described.edits) {
    const target = book.sheet(`册${sheet % described.sheets.length}`)!;
    if (kind === "sort") sortRows(book, target, { top: 1, left: 0, bottom: 7, right: 3 }, column);
    else if (kind === "insert") moveRows(book, target, row, 1 + (column % 2));
    else if (kind === "delete") moveRows(book, target, row, -1);
    else if (kind === "type") writeCell(book, target, row, column, text);
    else styleArea(target, { top: row, left: column, bottom: row, right: column }, { "fill.color": "#0000FF" });
  }
}
