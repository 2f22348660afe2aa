/** Marks and report sheets into the model, so that the workbook is the same as if Excel's API had been told. */
import { breaksOf, columnPoints, inputsOf, isMerge, looksOf, marginsOf, pageTexts, rowPoints } from "../../src/host/report-cells.js";
import { LINE_COLOUR, linesOf, LOOK_FACE, LOOK_FORMATS } from "../../src/host/report-looks.js";
import { MARK_EDGES, MARK_LOOKS, markFormula, type MarkList } from "../../src/host/mark-lists.js";
import { freeTableName, SHEET_TAG, TAG_FORMULA } from "../../src/host/traces.js";
import type { Look, ReportSheet } from "../../src/model.js";
import { areaText, MAX_COLUMNS, MAX_ROWS } from "../model/address.js";
import { edgeCells } from "../model/borders.js";
import { styleArea, writeCell } from "../model/cells.js";
import { setMargins, setPageText, setPageValue } from "../model/page-setup.js";
import type { ConditionalFormatModel, SheetModel } from "../model/sheet.js";
import type { StyleValue } from "../model/styles.js";
import { addTable, mergeCells } from "../model/tables.js";
import { setHidden, setSize } from "../model/tracks.js";
import type { WorkbookModel } from "../model/workbook.js";

const POINTS_PER_INCH = 72;

export function addTaggedSheet(book: WorkbookModel, name: string): SheetModel {
  const sheet = book.addSheet(name);
  sheet.names.set(SHEET_TAG.toLowerCase(), { name: SHEET_TAG, formula: TAG_FORMULA, visible: false, comment: "" });
  return sheet;
}

export function isOurs(sheet: SheetModel): boolean {
  return sheet.names.has(SHEET_TAG.toLowerCase());
}

/** The very hidden sheet with the keys, one column per list. */
export function writeKeys(book: WorkbookModel, lists: readonly MarkList[], name: string): void {
  const sheet = addTaggedSheet(book, name);
  sheet.visibility = "VeryHidden";
  styleArea(sheet, { top: 0, left: 0, bottom: MAX_ROWS - 1, right: lists.length - 1 }, { numberFormat: "@" });
  lists.forEach((list, column) => list.keys.forEach((key, row) => writeCell(book, sheet, row, column, key)));
}

/** A new format comes first, as Excel adds it. */
export function addMark(book: WorkbookModel, sheet: SheetModel, list: MarkList, hidden: string, listColumn: number): void {
  const { fill, font, bold, italic, underline, line } = MARK_LOOKS[list.level];
  const format: ConditionalFormatModel = {
    id: book.newId(), type: "Custom", areas: [{ top: list.rows[0], left: list.column, bottom: list.rows[1], right: list.column }],
    formula: markFormula(list, hidden, listColumn), stopIfTrue: false,
    format: {
      "fill.color": fill, "font.color": font, "font.bold": bold, ...(italic ? { "font.italic": true } : {}), ...(underline === "None" ? {} : { "font.underline": underline }),
      ...Object.fromEntries(MARK_EDGES.flatMap((edge) => [[`border.${edge}.style`, line], [`border.${edge}.weight`, "Thin"], [`border.${edge}.color`, font]])),
    },
  };
  sheet.conditionalFormats.unshift(format);
}

/** @param rename names that report sheets got, for links among them */
export function writeReportSheet(book: WorkbookModel, target: SheetModel, sheet: ReportSheet, rename: (sheet: string) => string): void {
  inputsOf(sheet, rename, book.date1904).forEach((row, r) => row.forEach((input, c) => {
    if (input !== "") writeCell(book, target, r, c, input);
  }));
  const { looks, formats } = looksOf(sheet);
  for (const { look, areas } of looks) applyLook(target, look, areas);
  for (const { format, area } of formats) styleArea(target, area, { numberFormat: format });
  layOut(target, sheet);
  if (sheet.table !== undefined) putTable(book, target, sheet.table);
  if (sheet.hidden !== undefined) target.visibility = sheet.hidden === "hidden" ? "Hidden" : "VeryHidden";
}

function applyLook(target: SheetModel, look: Look, areas: ReturnType<typeof looksOf>["looks"][number]["areas"]): void {
  const named = LOOK_FORMATS[look];
  const patch: Record<string, StyleValue> = { "font.name": LOOK_FACE, "font.size": named.size, verticalAlignment: "Center" };
  if (named.bold) patch["font.bold"] = true;
  if (named.underline) patch["font.underline"] = "Single";
  if (named.colour !== undefined) patch["font.color"] = named.colour;
  if (named.fill !== undefined) patch["fill.color"] = named.fill;
  if (named.across !== undefined) patch["horizontalAlignment"] = named.across;
  if (named.wrap) patch["wrapText"] = true;
  const { edges, weight } = linesOf(named);
  for (const area of areas) {
    styleArea(target, area, patch);
    for (const edge of edges) {
      for (const { area: cells, name } of edgeCells(area, edge)) {
        styleArea(target, cells, { [`border.${name}.style`]: "Continuous", [`border.${name}.weight`]: weight, [`border.${name}.color`]: named.borderColour ?? LINE_COLOUR });
      }
    }
  }
}

function layOut(target: SheetModel, sheet: ReportSheet): void {
  sheet.widths.forEach((width, column) => setSize(target, "columns", column, column, columnPoints(width)));
  for (const [row, height] of sheet.heights ?? []) setSize(target, "rows", row, row, rowPoints(height));
  for (const area of sheet.merges ?? []) if (isMerge(area)) mergeCells(target, area);
  for (const column of sheet.hiddenColumns ?? []) setHidden(target, "columns", column, column, true);
  if (sheet.gridLines === false) target.showGridlines = false;
  const rows = sheet.freezeRows ?? 0, columns = sheet.freezeColumns ?? 0;
  if (rows + columns > 0) target.freeze = { rows, columns };
  for (const { area, values } of sheet.choices ?? []) {
    // Any other text may be typed too.
    target.validations.push({ area: { ...area }, rule: { list: { inCellDropDown: true, source: values.join(",") } }, ignoreBlanks: true, errorAlert: { showAlert: false, message: "", style: "Information", title: "" } });
  }
  if (sheet.print !== undefined) print(target, sheet, sheet.print);
}

function print(target: SheetModel, sheet: ReportSheet, page: NonNullable<ReportSheet["print"]>): void {
  setPageValue(target, "orientation", page.orientation === "landscape" ? "Landscape" : "Portrait");
  setPageValue(target, "paperSize", "A4");
  if (page.fitToWidth) setPageValue(target, "zoom", { horizontalFitToPages: 1 });
  else setPageValue(target, "centerHorizontally", true);
  setMargins(target, marginsOf(page), POINTS_PER_INCH);
  if (page.repeatRows) target.page["titleRows"] = areaText({ top: page.repeatRows[0], bottom: page.repeatRows[1], left: 0, right: MAX_COLUMNS - 1 });
  if (page.area) target.page["printArea"] = areaText(page.area);
  for (const [name, text] of pageTexts(sheet)) setPageText(target, name.charAt(0).toUpperCase() + name.slice(1), text);
  target.rowBreaks = [...new Set(breaksOf(sheet))].sort((a, b) => a - b);
}

function putTable(book: WorkbookModel, target: SheetModel, { area, name }: NonNullable<ReportSheet["table"]>): void {
  const taken = new Set([...book.sheets.flatMap((one) => one.tables.map((table) => table.name)), ...[...book.names.values()].map((one) => one.name)].map((one) => one.toLowerCase()));
  const table = addTable(book, target, area);
  table.name = freeTableName(name, taken);
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
}
