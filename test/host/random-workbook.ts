/** Small random workbooks, the marks and sheets of a run on them, and what a user may do in between. */
import fc from "fast-check";
import { styleArea, writeCell } from "../../simulator/model/cells.js";
import { moveColumns } from "../../simulator/model/columns.js";
import { filterRows } from "../../simulator/model/filters.js";
import { setPageValue } from "../../simulator/model/page-setup.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import { addTable, mergeCells } from "../../simulator/model/tables.js";
import { setHidden, setSize } from "../../simulator/model/tracks.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import type { ColumnMarks, Look, ReportSheet, SheetGrid } from "../../src/model.js";

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
  format: fc.option(fc.tuple(at, fc.constantFrom("@", "yyyy/m/d", "0.00%", '@"村"'))),
  merge: fc.option(at),
  table: fc.boolean(),
  filtered: fc.boolean(),
  hidden: fc.option(at),
  hiddenColumn: fc.option(fc.nat({ max: COLUMNS - 1 })),
  name: fc.boolean(),
  protected: fc.constantFrom(false, false, false, true, { allowFormatCells: true }, { allowFormatRows: true, allowFormatColumns: true }),
  conditional: fc.array(fc.constantFrom("=$A1=$B1", "=A1>3", '=ISNUMBER(MATCH($A1,$B$1:$B$9,0))'), { maxLength: 3 }),
  visibility: fc.constantFrom("Visible", "Visible", "Hidden", "VeryHidden"),
  more: fc.subarray(["validation", "link", "page", "freeze", "tab", "sizes", "grid", "borders"] as const),
});
type DescribedSheet = typeof sheet extends fc.Arbitrary<infer T> ? T : never;

const EDIT_KINDS = ["sort", "insert", "delete", "insertColumn", "deleteColumn", "type", "fill", "hide", "show", "merge", "format", "condition", "rename", "addSheet", "name", "filter"] as const;

export interface Described {
  readonly sheets: readonly DescribedSheet[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly locked: boolean;
  readonly from1904: boolean;
  readonly marks: readonly { readonly sheet: number; readonly column: number; readonly row: number; readonly level: "high" | "middle" | "low" }[];
  readonly edits: readonly { readonly kind: (typeof EDIT_KINDS)[number]; readonly sheet: number; readonly row: number; readonly column: number; readonly text: string }[];
}

const which = fc.nat({ max: 2 });
export const described: fc.Arbitrary<Described> = fc.record({
  sheets: fc.array(sheet, { minLength: 1, maxLength: 3 }),
  settings: fc.dictionary(fc.constantFrom("a", "other.b"), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2, noNullPrototype: true }),
  locked: fc.constantFrom(false, false, false, false, true),
  from1904: fc.constantFrom(false, false, false, true),
  marks: fc.array(fc.record({ sheet: which, column: fc.nat({ max: COLUMNS - 1 }), row: at, level: fc.constantFrom("high", "middle", "low") }), { maxLength: 12 }),
  edits: fc.array(fc.record({ kind: fc.constantFrom(...EDIT_KINDS), sheet: which, row: at, column: fc.nat({ max: COLUMNS - 1 }), text: fc.constantFrom("改", "1975/3/4", "7", "") }), { maxLength: 6 }),
});

export function build(described: Described): WorkbookModel {
  const book = new WorkbookModel();
  book.date1904 = described.from1904;
  described.sheets.forEach((one, index) => buildSheet(book, one, index));
  for (const [key, value] of Object.entries(described.settings)) book.settings.set(key, value);
  book.names.set("总数", { name: "总数", formula: "=册0!$A$1", visible: true, comment: "我的" });
  book.structureProtected = described.locked;
  return book;
}

function buildSheet(book: WorkbookModel, one: DescribedSheet, index: number): void {
  const sheet = book.addSheet(`册${index}`);
  one.rows.forEach((cells, r) => cells.forEach((value, c) => writeCell(book, sheet, r, c, value)));
  for (const [r, c, fill] of one.fills) styleArea(sheet, { top: r, left: c, bottom: r + 1, right: c }, { "fill.color": fill });
  if (one.format) styleArea(sheet, { top: 0, left: one.format[0] % COLUMNS, bottom: 1_048_575, right: one.format[0] % COLUMNS }, { numberFormat: one.format[1] });
  if (one.merge !== null) mergeCells(sheet, { top: one.table ? one.merge + 20 : one.merge, left: 0, bottom: (one.table ? one.merge + 20 : one.merge) + 1, right: 1 });
  if (one.table) {
    const table = addTable(book, sheet, { top: 0, left: 0, bottom: 8, right: 3 });
    table.name = `我的表${index}`;
    if (one.filtered) {
      table.filter.set(0, { filterOn: "Values", values: ["王芳"] });
      filterRows(sheet, table.area, 0, ["王芳"]);
    }
  } else if (one.filtered) {
    sheet.autoFilter = { area: { top: 0, left: 0, bottom: 8, right: 3 }, criteria: new Map([[0, { filterOn: "Values", values: ["王芳"] }]]) };
    filterRows(sheet, sheet.autoFilter.area, 0, ["王芳"]);
  }
  if (one.hidden !== null) setHidden(sheet, "rows", one.hidden, one.hidden, true);
  if (one.hiddenColumn !== null) setHidden(sheet, "columns", one.hiddenColumn, one.hiddenColumn, true);
  if (one.name) sheet.names.set("范围", { name: "范围", formula: `='册${index}'!$A$1:$B$5`, visible: true, comment: "" });
  one.conditional.forEach((formula, n) => sheet.conditionalFormats.push({ id: `u${n}`, type: n === 2 ? "ColorScale" : "Custom", areas: [{ top: 0, left: n, bottom: 6, right: 3 }], formula, stopIfTrue: n === 1, format: { "fill.color": "#00FF00" } }));
  const has = (what: DescribedSheet["more"][number]): boolean => one.more.includes(what);
  if (has("validation")) sheet.validations.push({ area: { top: 1, left: 1, bottom: 5, right: 1 }, rule: { list: { inCellDropDown: true, source: "是,否" } }, ignoreBlanks: false, errorAlert: null });
  if (has("link")) sheet.hyperlinks.set(16_384 * 2 + 1, { documentReference: "册0!A1", textToDisplay: "看" });
  if (has("page")) {
    setPageValue(sheet, "orientation", "Landscape");
    sheet.page["titleRows"] = "1:2";
    sheet.rowBreaks = [3];
  }
  if (has("freeze")) sheet.freeze = { rows: 1, columns: 2 };
  if (has("tab")) sheet.tabColor = "#FF0000";
  if (has("sizes")) {
    setSize(sheet, "rows", 1, 2, 30);
    setSize(sheet, "columns", 0, 0, 90);
  }
  if (has("grid")) sheet.showGridlines = false;
  if (has("borders")) styleArea(sheet, { top: 0, left: 0, bottom: 3, right: 2 }, { "border.EdgeTop.style": "Double", "font.name": "楷体" });
  if (one.protected !== false) sheet.protection = { protected: true, options: one.protected === true ? {} : one.protected, password: "1" };
  if (index > 0) sheet.visibility = one.visibility;
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
  // By position: sheets of ours stand behind, and renaming does not matter.
  const theirs = book.sheets.slice(0, described.sheets.length);
  described.edits.forEach(({ kind, sheet: index, row, column, text }, n) => {
    const target = theirs[index % theirs.length]!;
    const area = { top: row, left: column, bottom: row + 1, right: column };
    switch (kind) {
      case "sort": return sortRows(book, target, { top: 1, left: 0, bottom: 7, right: 3 }, column);
      case "insert": return moveRows(book, target, row, 1 + (column % 2));
      case "delete": return moveRows(book, target, row, -1);
      case "insertColumn": return moveColumns(book, target, column, 1 + (row % 2));
      case "deleteColumn": return moveColumns(book, target, column, -1);
      case "type": return writeCell(book, target, row, column, text);
      case "fill": return styleArea(target, { ...area, bottom: row }, { "fill.color": "#0000FF" });
      case "hide": return setHidden(target, "rows", row, row, true);
      case "show": return setHidden(target, "rows", 0, 20, false);
      case "merge": return target.tables.length > 0 ? undefined : mergeCells(target, area);
      case "format": return styleArea(target, area, { numberFormat: "0.0", "font.bold": true });
      case "condition": return void target.conditionalFormats.unshift({ id: `e${n}`, type: "Custom", areas: [area], formula: "=TRUE", stopIfTrue: false, format: { "fill.color": "#123456" } });
      case "rename": return void (target.name = `改名${index % theirs.length}`);
      // In front of ours, so that both copies have the sheets in the same order.
      case "addSheet": {
        const added = book.addSheet(`新${n}`);
        book.sheets.splice(book.sheets.indexOf(added), 1);
        book.sheets.splice(theirs.length, 0, added);
        return;
      }
      case "name": return void target.names.set(`名${n}`, { name: `名${n}`, formula: "=1", visible: true, comment: "" });
      case "filter": return filterRows(target, { top: 0, left: 0, bottom: 6, right: 3 }, column, ["王芳", ""]);
    }
  });
}

const LOOKS: readonly Look[] = ["title", "head", "body", "bodyWrap", "number", "percent", "link", "muted", "badgeHigh", "section", "blankLine", "input"];
const reportCell = fc.oneof(
  fc.constant(null), fc.constantFrom("文字", "001", "=1+1", "2004-3-5", "TRUE", ""), fc.integer({ min: -9, max: 99 }),
  fc.record({ value: fc.oneof(fc.constantFrom("王芳", "'x", "12"), fc.integer({ max: 50 })), look: fc.constantFrom(...LOOKS) }),
  fc.record({ value: fc.constantFrom("看", "编号1"), look: fc.constant<Look>("link"), link: fc.constantFrom({ sheet: "清单1", address: "A2" }, { sheet: "册0", address: "B3" }, { sheet: "清单0", address: "A2", find: { column: "A", text: "001" } }) }),
  fc.record({ value: fc.integer({ max: 500 }), look: fc.constant<Look>("number"), format: fc.constantFrom("0.00", "yyyy/m/d") }),
);

/** One to three report sheets with everything that one can have. */
export const reportOf: fc.Arbitrary<readonly ReportSheet[]> = fc.array(fc.record({
  rows: fc.array(fc.option(fc.array(reportCell, { minLength: 3, maxLength: 3 })), { minLength: 2, maxLength: 7 }),
  table: fc.boolean(),
  merge: fc.boolean(),
  hidden: fc.constantFrom(undefined, undefined, "hidden" as const, "veryHidden" as const),
  extras: fc.subarray(["heights", "freezeRows", "freezeColumns", "choices", "hiddenColumns", "gridLines", "plain"] as const),
  print: fc.constantFrom(undefined, { orientation: "landscape" as const, fitToWidth: true, repeatRows: [0, 1] as const, breaks: [3, 2], footer: "&L左&P / &N&R右" },
    { orientation: "portrait" as const, fitToWidth: false, header: "题", area: { top: 0, left: 0, bottom: 4, right: 2 }, margins: { side: 0.4, top: 0.5, bottom: 0.6 } }),
}), { minLength: 1, maxLength: 3 }).map((sheets) => sheets.map((one, n): ReportSheet => {
  const has = (what: (typeof one.extras)[number]): boolean => one.extras.includes(what);
  return {
    name: `清单${n}`, rows: one.rows, widths: [8, 300, 0.1],
    ...(one.table ? { table: { name: n === 2 ? "我的表0" : "清单", area: { top: 0, left: 0, bottom: one.rows.length - 1, right: 2 } } } : {}),
    ...(one.merge ? { merges: [{ top: 10, left: 0, bottom: 10, right: 2 }, { top: 12, left: 1, bottom: 12, right: 1 }] } : {}),
    ...(one.hidden === undefined ? {} : { hidden: one.hidden }),
    ...(one.print === undefined ? {} : { print: one.print }),
    ...(has("heights") ? { heights: new Map([[0, 30], [2, 500]]) } : {}),
    ...(has("freezeRows") ? { freezeRows: 2 } : {}),
    ...(has("freezeColumns") ? { freezeColumns: 1 } : {}),
    ...(has("choices") ? { choices: [{ area: { top: 1, left: 0, bottom: 3, right: 0 }, values: ["已改", "无误"] }] } : {}),
    ...(has("hiddenColumns") ? { hiddenColumns: [1] } : {}),
    ...(has("gridLines") ? { gridLines: false } : {}),
    ...(has("plain") ? { plain: "body" as const } : {}),
  };
}));
