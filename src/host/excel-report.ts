/**
 * Report sheets into Excel: values and links in blocks, then looks by look, then what belongs to the whole sheet. Every
 * step can run twice. Notes of cells are left out (Excel's notes came with 1.18): in Excel the sheets themselves are marked, not copies.
 */
/// <reference types="office-js" />
import type { Area, Look, ReportSheet } from "../model.js";
import { addressTexts } from "./address-runs.js";
import { inHalves, isPayloadError, type ExcelBatch } from "./excel-batch.js";
import type { NamedSheet } from "./excel-plan.js";
import { jsonBytes, rowBytes } from "./json-bytes.js";
import { breaksOf, columnPoints, inputsOf, isMerge, looksOf, marginsOf, pageTexts, rowPoints } from "./report-cells.js";
import { LINE_COLOUR, linesOf, LOOK_FACE, LOOK_FORMATS } from "./report-looks.js";
import type { RunOptions } from "./workbook-host.js";
import { columnLetters, rangeOf } from "./xlsx-writer-xml.js";

/** Bytes per request to aim at: below 5 MB by what an estimate may be wrong. */
const REQUEST_BYTES = 4_500_000;
/** What office.js adds, per cell in paths and actions for its chunks of 1,500 cells. */
const CELL_BYTES = 1;
/** Settings of one look for one text of addresses. */
const LOOK_BYTES = 5_000;
const FORMAT_BYTES = 600;
const SHEET_BYTES = 8_000;

interface Prepared extends NamedSheet {
  readonly values: (string | number)[][];
  readonly looks: readonly Step[];
  /** Bytes of the request, roughly. */
  readonly weight: number;
}

interface Step {
  readonly act: (target: Excel.Worksheet) => void;
  readonly weight: number;
}

/**
 * Small sheets go many at a time; a large one in blocks of its own. The sheets are there, empty and tagged.
 * @param rename names that report sheets got, for links among them
 */
export async function writeReportSheets(batch: ExcelBatch, sheets: readonly NamedSheet[], rename: (sheet: string) => string, date1904: boolean, options?: RunOptions): Promise<void> {
  let group: Prepared[] = [];
  let weight = 0;
  let done = 0;
  const flush = async (): Promise<void> => {
    batch.check(options);
    await writeTogether(batch, group, options);
    done += group.length;
    options?.onProgress?.({ stage: "write", done, total: sheets.length, detail: group.at(-1)?.name ?? "" });
    group = [];
    weight = 0;
  };
  for (const one of sheets) {
    const prepared = prepare(one, rename, date1904);
    if (weight + prepared.weight > REQUEST_BYTES && group.length > 0) await flush();
    if (prepared.weight > REQUEST_BYTES) {
      await writeLarge(batch, prepared, options);
      done++;
    } else {
      group.push(prepared);
      weight += prepared.weight;
    }
  }
  if (group.length > 0) await flush();
}

function prepare(one: NamedSheet, rename: (sheet: string) => string, date1904: boolean): Prepared {
  const { sheet } = one;
  const values = inputsOf(sheet, rename, date1904);
  const looks = lookSteps(sheet);
  const parts = sheet.widths.length + (sheet.heights?.size ?? 0) + (sheet.merges?.length ?? 0) + (sheet.print?.breaks?.length ?? 0);
  return { ...one, values, looks, weight: SHEET_BYTES + parts * 500 + bytesOf(values) + looks.reduce((sum, look) => sum + look.weight, 0) };
}

function bytesOf(values: readonly (readonly unknown[])[]): number {
  return jsonBytes(values) + values.length * (values[0]?.length ?? 0) * CELL_BYTES;
}

/** One request; if Excel finds that too much, one for each half, and a sheet alone in blocks. */
async function writeTogether(batch: ExcelBatch, group: readonly Prepared[], options: RunOptions | undefined, before = false): Promise<void> {
  try {
    await batch.run((context, again) => writeGroup(context, group, before || again));
  } catch (error) {
    if (!isPayloadError(error)) throw error;
    const [first, ...more] = group;
    if (first !== undefined && more.length === 0) return writeLarge(batch, first, options, true);
    const half = group.length >> 1;
    await writeTogether(batch, group.slice(0, half), options, true);
    await writeTogether(batch, group.slice(half), options, true);
  }
}

async function writeGroup(context: Excel.RequestContext, group: readonly Prepared[], again: boolean): Promise<void> {
  const targets = group.map(({ name }) => context.workbook.worksheets.getItem(name));
  if (again) await loadTables(context, targets);
  group.forEach((one, index) => {
    const target = targets[index]!;
    if (one.values.length > 0) target.getRangeByIndexes(0, 0, one.values.length, one.values[0]!.length).formulas = one.values;
    for (const look of one.looks) look.act(target);
    finish(target, one, again);
  });
  await context.sync();
}

async function loadTables(context: Excel.RequestContext, targets: readonly Excel.Worksheet[]): Promise<void> {
  for (const target of targets) target.tables.load("items/name");
  await context.sync();
}

/** @param before it was tried as one request, and refused */
async function writeLarge(batch: ExcelBatch, one: Prepared, options: RunOptions | undefined, before = false): Promise<void> {
  await writeValues(batch, one, options, before ? Math.min(REQUEST_BYTES, one.weight) / 2 : REQUEST_BYTES);
  for (const part of requestsOf(one.looks)) {
    batch.check(options);
    await inHalves(batch, part, async (context, some) => {
      const target = context.workbook.worksheets.getItem(one.name);
      for (const look of some) look.act(target);
      await context.sync();
    });
  }
  batch.check(options);
  await batch.run(async (context, again) => {
    const target = context.workbook.worksheets.getItem(one.name);
    if (before || again) await loadTables(context, [target]);
    finish(target, one, before || again);
    await context.sync();
  });
}

/** Steps in as few requests as their weights allow. */
function requestsOf(steps: readonly Step[]): Step[][] {
  const parts: Step[][] = [];
  let weight = Infinity;
  for (const step of steps) {
    if (weight + step.weight > REQUEST_BYTES) {
      parts.push([]);
      weight = 0;
    }
    parts.at(-1)!.push(step);
    weight += step.weight;
  }
  return parts;
}

/** What belongs to the whole sheet. */
function finish(target: Excel.Worksheet, { sheet, table }: NamedSheet, again: boolean): void {
  layOut(target, sheet);
  if (sheet.table !== undefined && table !== null) putTable(target, sheet.table.area, table, again ? target.tables.items[0] : undefined);
  hide(target, sheet);
}

function hide(target: Excel.Worksheet, { hidden }: ReportSheet): void {
  if (hidden !== undefined) target.visibility = hidden === "hidden" ? "Hidden" : "VeryHidden";
}

async function writeValues(batch: ExcelBatch, { values, name }: Prepared, options: RunOptions | undefined, most: number): Promise<void> {
  let limit = most;
  for (let from = 0; from < values.length; ) {
    batch.check(options);
    const block: (string | number)[][] = [];
    let bytes = 0;
    while (from + block.length < values.length) {
      const row = values[from + block.length]!;
      const more = rowBytes(row) + row.length * CELL_BYTES;
      if (block.length > 0 && bytes + more > limit) break;
      block.push(row);
      bytes += more;
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

/** One step per look and 8,000 characters of addresses. */
function lookSteps(sheet: ReportSheet): Step[] {
  const { looks, formats } = looksOf(sheet);
  return [
    ...looks.flatMap(({ look, areas }) => addressTexts(areas).map((text): Step => ({ act: (target) => applyLook(target.getRanges(text), look), weight: text.length + LOOK_BYTES }))),
    ...formats.map(({ format, area }): Step => ({ act: (target) => { target.getRange(rangeOf(area)).numberFormat = format as unknown as string[][]; }, weight: FORMAT_BYTES })),
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

function putTable(target: Excel.Worksheet, area: Area, name: string, before: Excel.Table | undefined): void {
  const table = before ?? target.tables.add(rangeOf(area), true);
  table.name = name;
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
}
