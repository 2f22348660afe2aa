/**
 * Report sheets into Excel: the sheets, then values and links in blocks, then looks by look, then what belongs to the whole sheet. Every
 * step can run twice. Notes of cells are left out (Excel's notes came with 1.18): in Excel the sheets themselves are marked, not copies.
 */
/// <reference types="office-js" />
import type { Look, ReportSheet } from "../model.js";
import { addressTexts } from "./address-runs.js";
import { inHalves, isPayloadError, type ExcelBatch } from "./excel-batch.js";
import { addTaggedSheet, tagSheet } from "./excel-traces.js";
import { breaksOf, columnPoints, hasLookups, inputsOf, isMerge, looksOf, marginsOf, pageTexts, rowPoints } from "./report-cells.js";
import { LINE_COLOUR, linesOf, LOOK_FACE, LOOK_FORMATS } from "./report-looks.js";
import { freeTableName, SHEET_TAG } from "./traces.js";
import type { RunOptions } from "./workbook-host.js";
import { columnLetters, rangeOf } from "./xlsx-writer-xml.js";

/** Bytes of values per request; what office.js adds around them (paths per 1,500 cells) stays well below the rest of 5 MB. */
const BLOCK_BYTES = 2_500_000;
/** Looks of a large sheet per request; each is a dozen settings and up to 8,000 characters of addresses. */
const STEPS_PER_REQUEST = 150;

export interface NamedSheet {
  readonly sheet: ReportSheet;
  /** The name it gets in this workbook. */
  readonly name: string;
}

interface Prepared extends NamedSheet {
  readonly values: (string | number)[][];
  readonly looks: readonly Step[];
  /** Bytes of the request, roughly. */
  readonly weight: number;
}

type Step = (target: Excel.Worksheet) => void;

/**
 * Small sheets go many at a time, in two requests per group (what is there; everything); a large one in blocks of its own.
 * @param rename names that report sheets got, for links among them
 */
export async function writeReportSheets(batch: ExcelBatch, sheets: readonly NamedSheet[], rename: (sheet: string) => string, options?: RunOptions): Promise<void> {
  let group: Prepared[] = [];
  let weight = 0;
  let done = 0;
  const flush = async (): Promise<void> => {
    batch.check(options);
    await inHalves(batch, group, writeGroup);
    done += group.length;
    options?.onProgress?.({ stage: "write", done, total: sheets.length, detail: group.at(-1)?.name ?? "" });
    group = [];
    weight = 0;
  };
  // A formula that names a sheet which is not there yet is refused, or asks the user for a file.
  if (sheets.length > 1 && hasLookups(sheets.map((one) => one.sheet))) await inHalves(batch, sheets, addSheets);
  for (const one of sheets) {
    const prepared = prepare(one, rename);
    if (weight + prepared.weight > BLOCK_BYTES && group.length > 0) await flush();
    if (prepared.weight > BLOCK_BYTES) {
      await writeLarge(batch, prepared, options);
      done++;
    } else {
      group.push(prepared);
      weight += prepared.weight;
    }
  }
  if (group.length > 0) await flush();
}

function prepare(one: NamedSheet, rename: (sheet: string) => string): Prepared {
  const { sheet } = one;
  const values = inputsOf(sheet, rename);
  const looks = lookSteps(sheet);
  let weight = 5_000 + (sheet.widths.length + (sheet.heights?.size ?? 0) + (sheet.merges?.length ?? 0) + (sheet.print?.breaks?.length ?? 0)) * 500;
  for (const row of values) for (const input of row) weight += bytesOf(input);
  for (const look of looks) weight += look.weight;
  return { ...one, values, looks: looks.map((look) => look.step), weight };
}

function bytesOf(input: string | number): number {
  return typeof input === "string" ? input.length * 3 + 3 : 12;
}

/** Sheets by name, added and tagged where they are not; what a broken-off try has left is taken over. */
async function sheetsOf(context: Excel.RequestContext, wanted: readonly NamedSheet[]): Promise<{ target: Excel.Worksheet; existed: boolean }[]> {
  const found = wanted.map(({ name }) => {
    const existing = context.workbook.worksheets.getItemOrNullObject(name);
    return { name, existing, tag: existing.names.getItemOrNullObject(SHEET_TAG) };
  });
  await context.sync();
  return found.map(({ name, existing, tag }) => {
    if (existing.isNullObject) return { target: addTaggedSheet(context, name), existed: false };
    if (tag.isNullObject) tagSheet(existing);
    return { target: existing, existed: true };
  });
}

async function addSheets(context: Excel.RequestContext, sheets: readonly NamedSheet[]): Promise<void> {
  await sheetsOf(context, sheets);
  await context.sync();
}

async function writeGroup(context: Excel.RequestContext, group: readonly Prepared[]): Promise<void> {
  const { tables, names } = context.workbook;
  tables.load("items/name");
  names.load("items/name");
  const found = await sheetsOf(context, group);
  const taken = new Set([...tables.items, ...names.items].map((each) => each.name.toLowerCase()));
  for (const { target, existed } of found) if (existed) target.tables.load("items/name");
  if (found.some(({ existed }) => existed)) await context.sync();
  group.forEach(({ sheet, values, looks }, index) => {
    const { target, existed } = found[index]!;
    if (values.length > 0) target.getRangeByIndexes(0, 0, values.length, values[0]!.length).formulas = values;
    for (const look of looks) look(target);
    layOut(target, sheet);
    if (sheet.table !== undefined) putTable(target, sheet.table, existed ? target.tables.items[0] : undefined, taken);
    hide(target, sheet);
  });
  await context.sync();
}

async function writeLarge(batch: ExcelBatch, one: Prepared, options?: RunOptions): Promise<void> {
  const { sheet, name } = one;
  await batch.run((context) => addSheets(context, [one]));
  await writeValues(batch, one, options);
  for (let from = 0; from < one.looks.length; from += STEPS_PER_REQUEST) {
    batch.check(options);
    await inHalves(batch, one.looks.slice(from, from + STEPS_PER_REQUEST), async (context, some) => {
      const target = context.workbook.worksheets.getItem(name);
      for (const step of some) step(target);
      await context.sync();
    });
  }
  batch.check(options);
  await batch.run(async (context) => {
    const target = context.workbook.worksheets.getItem(name);
    const { tables, names } = context.workbook;
    target.tables.load("items/name");
    tables.load("items/name");
    names.load("items/name");
    await context.sync();
    layOut(target, sheet);
    if (sheet.table !== undefined) putTable(target, sheet.table, target.tables.items[0], new Set([...tables.items, ...names.items].map((each) => each.name.toLowerCase())));
    hide(target, sheet);
    await context.sync();
  });
}

function hide(target: Excel.Worksheet, { hidden }: ReportSheet): void {
  if (hidden !== undefined) target.visibility = hidden === "hidden" ? "Hidden" : "VeryHidden";
}

async function writeValues(batch: ExcelBatch, { values, name }: Prepared, options?: RunOptions): Promise<void> {
  let limit = BLOCK_BYTES;
  for (let from = 0; from < values.length; ) {
    batch.check(options);
    const block: (string | number)[][] = [];
    let bytes = 0;
    while (from + block.length < values.length && (block.length === 0 || bytes < limit)) {
      const row = values[from + block.length]!;
      for (const input of row) bytes += bytesOf(input);
      block.push(row);
    }
    try {
      await batch.run(async (context) => {
        context.workbook.worksheets.getItem(name).getRangeByIndexes(from, 0, block.length, block[0]!.length).formulas = block;
        await context.sync();
      });
    } catch (error) {
      if (!isPayloadError(error) || block.length === 1) throw error;
      limit = Math.min(limit, bytes) / 2;
      continue;
    }
    from += block.length;
    options?.onProgress?.({ stage: "write", done: from, total: values.length, detail: name });
  }
}

/** One call per look and 8,000 characters of addresses. */
function lookSteps(sheet: ReportSheet): { step: Step; weight: number }[] {
  const { looks, formats } = looksOf(sheet);
  return [
    ...looks.flatMap(({ look, areas }) => addressTexts(areas).map((text) => ({ step: (target: Excel.Worksheet) => applyLook(target.getRanges(text), look), weight: text.length + 5_000 }))),
    ...formats.map(({ format, area }) => ({ step: (target: Excel.Worksheet) => { target.getRange(rangeOf(area)).numberFormat = format as unknown as string[][]; }, weight: 600 })),
  ];
}

/** Queues a look for many areas at once. */
function applyLook(areas: Excel.RangeAreas, look: Look): void {
  const named = LOOK_FORMATS[look];
  const { format } = areas;
  format.font.name = LOOK_FACE;
  format.font.size = named.size;
  if (named.bold) format.font.bold = true;
  if (named.underline) format.font.underline = "Single";
  if (named.colour !== undefined) format.font.color = named.colour;
  if (named.fill !== undefined) format.fill.color = named.fill;
  if (named.across !== undefined) format.horizontalAlignment = named.across;
  format.verticalAlignment = "Center";
  if (named.wrap) format.wrapText = true;
  const { edges, weight } = linesOf(named);
  for (const edge of edges) {
    const line = format.borders.getItem(edge);
    line.style = "Continuous";
    line.weight = weight;
    line.color = named.borderColour ?? LINE_COLOUR;
  }
}

function layOut(target: Excel.Worksheet, sheet: ReportSheet): void {
  sheet.widths.forEach((width, column) => {
    const letters = columnLetters(column);
    target.getRange(`${letters}:${letters}`).format.columnWidth = columnPoints(width);
  });
  for (const [row, height] of sheet.heights ?? []) target.getRange(`${row + 1}:${row + 1}`).format.rowHeight = rowPoints(height);
  for (const area of sheet.merges ?? []) if (isMerge(area)) target.getRange(rangeOf(area)).merge(false);
  for (const column of sheet.hiddenColumns ?? []) target.getRange(`${columnLetters(column)}:${columnLetters(column)}`).columnHidden = true;
  if (sheet.gridLines === false) target.showGridlines = false;
  const rows = sheet.freezeRows ?? 0, columns = sheet.freezeColumns ?? 0;
  if (rows > 0 && columns > 0) target.freezePanes.freezeAt(`A1:${columnLetters(columns - 1)}${rows}`);
  else if (rows > 0) target.freezePanes.freezeRows(rows);
  else if (columns > 0) target.freezePanes.freezeColumns(columns);
  for (const { area, values } of sheet.choices ?? []) {
    const validation = target.getRange(rangeOf(area)).dataValidation;
    validation.rule = { list: { inCellDropDown: true, source: values.join(",") } };
    // Any other text may be typed too.
    validation.errorAlert = { showAlert: false, message: "", style: "Information", title: "" };
  }
  if (sheet.print !== undefined) print(target, sheet, sheet.print);
}

function print(target: Excel.Worksheet, sheet: ReportSheet, page: NonNullable<ReportSheet["print"]>): void {
  const { pageLayout } = target;
  pageLayout.orientation = page.orientation === "landscape" ? "Landscape" : "Portrait";
  pageLayout.paperSize = "A4";
  if (page.fitToWidth) pageLayout.zoom = { horizontalFitToPages: 1 };
  else pageLayout.centerHorizontally = true;
  pageLayout.setPrintMargins("Inches", marginsOf(page));
  if (page.repeatRows) pageLayout.setPrintTitleRows(`$${page.repeatRows[0] + 1}:$${page.repeatRows[1] + 1}`);
  if (page.area) pageLayout.setPrintArea(rangeOf(page.area));
  const texts = pageLayout.headersFooters.defaultForAllPages;
  for (const [name, text] of pageTexts(sheet)) texts[name] = text;
  const breaks = breaksOf(sheet);
  if (breaks.length === 0) return;
  target.horizontalPageBreaks.removePageBreaks();
  for (const row of breaks) target.horizontalPageBreaks.add(`A${row + 1}`);
}

/** The table, under its own name or, if another table or name has it, with a number behind. */
function putTable(target: Excel.Worksheet, { area, name }: NonNullable<ReportSheet["table"]>, before: Excel.Table | undefined, taken: Set<string>): void {
  if (before !== undefined) taken.delete(before.name.toLowerCase());
  const table = before ?? target.tables.add(rangeOf(area), true);
  table.name = freeTableName(name, taken);
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
}
