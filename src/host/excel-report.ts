/**
 * Report sheets into Excel: values and links in blocks, then looks by look, then what belongs to the whole sheet. Every step can run
 * twice. Notes of cells are left out (Excel's notes came with 1.18): in Excel the sheets themselves are marked, not copies.
 */
/// <reference types="office-js" />
import type { Look, ReportCell, ReportSheet } from "../model.js";
import { addressTexts, rectangles } from "./address-runs.js";
import { inHalves, isPayloadError, type ExcelBatch } from "./excel-batch.js";
import { applyLookFormat, LOOK_FORMATS } from "./excel-looks.js";
import { addTaggedSheet, SHEET_TAG, tagSheet } from "./excel-traces.js";
import type { RunOptions } from "./workbook-host.js";
import { linkFormula } from "./xlsx-writer-sheet.js";
import { capText, columnLetters, rangeOf } from "./xlsx-writer-xml.js";

/** Bytes of values per request; what office.js adds around them (paths per 1,500 cells) stays well below the rest of 5 MB. */
const BLOCK_BYTES = 2_500_000;
/** Looks of a large sheet per request; each is a dozen settings and up to 8,000 characters of addresses. */
const STEPS_PER_REQUEST = 150;
/** Points per character of width and for the cell's margins (default font of 11 points). */
const CHARACTER_POINTS = 5.25;
const MARGIN_POINTS = 3.75;

type Cell = ReportCell | string | number | null | undefined;

/** A text that Excel must not take for a number, a date or a formula gets the apostrophe that says so. */
export function textInput(text: string): string {
  const capped = capText(text);
  const harmless = /^\p{Script=Han}/u.test(capped) && !/^(?:上午|下午)/.test(capped);
  return harmless || capped === "" ? capped : `'${capped}`;
}

function inputOf(cell: Cell, rename: (sheet: string) => string): string | number {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : "";
  if (typeof cell === "string") return textInput(cell);
  const { value, link } = cell;
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
  if (link !== undefined && value !== "") {
    const formula = linkFormula({ ...link, sheet: rename(link.sheet) }, capText(String(value)));
    if (formula !== null) return `=${formula}`;
  }
  return typeof value === "number" ? value : textInput(value);
}

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
  const width = sheet.rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  let weight = 5_000 + (sheet.widths.length + (sheet.heights?.size ?? 0) + (sheet.merges?.length ?? 0) + (sheet.print?.breaks?.length ?? 0)) * 500;
  const values = sheet.rows.map((row) => Array.from({ length: width }, (_, column) => {
    const input = inputOf(row?.[column], rename);
    weight += bytesOf(input);
    return input;
  }));
  const looks = lookSteps(sheet);
  for (const look of looks) weight += look.weight;
  return { ...one, values: width === 0 ? [] : values, looks: looks.map((look) => look.step), weight };
}

function bytesOf(input: string | number): number {
  return typeof input === "string" ? input.length * 3 + 3 : 12;
}

/** May run again after it was done, or half done: a sheet that is there is taken over. */
async function writeGroup(context: Excel.RequestContext, group: readonly Prepared[]): Promise<void> {
  const { worksheets, tables, names } = context.workbook;
  const found = group.map((one) => {
    const existing = worksheets.getItemOrNullObject(one.name);
    return { one, existing, tag: existing.names.getItemOrNullObject(SHEET_TAG) };
  });
  tables.load("items/name");
  names.load("items/name");
  await context.sync();
  const taken = new Set([...tables.items, ...names.items].map((each) => each.name.toLowerCase()));
  for (const { existing } of found) if (!existing.isNullObject) existing.tables.load("items/name");
  if (found.some(({ existing }) => !existing.isNullObject)) await context.sync();
  for (const { one, existing, tag } of found) {
    const { sheet, values } = one;
    const target = existing.isNullObject ? addTaggedSheet(context, one.name) : existing;
    if (!existing.isNullObject && tag.isNullObject) tagSheet(target);
    if (values.length > 0) target.getRangeByIndexes(0, 0, values.length, values[0]!.length).formulas = values;
    for (const look of one.looks) look(target);
    layOut(target, sheet);
    if (sheet.table !== undefined) {
      const before = existing.isNullObject ? undefined : existing.tables.items[0];
      if (before !== undefined) taken.delete(before.name.toLowerCase());
      putTable(target, sheet.table, before, taken);
    }
    hide(target, sheet);
  }
  await context.sync();
}

async function writeLarge(batch: ExcelBatch, one: Prepared, options?: RunOptions): Promise<void> {
  const { sheet, name } = one;
  await batch.run((context) => begin(context, name));
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
    const [before] = target.tables.items;
    const taken = new Set([...tables.items.filter((table) => table.name !== before?.name), ...names.items].map((each) => each.name.toLowerCase()));
    if (sheet.table !== undefined) putTable(target, sheet.table, before, taken);
    hide(target, sheet);
    await context.sync();
  });
}

function hide(target: Excel.Worksheet, { hidden }: ReportSheet): void {
  if (hidden !== undefined) target.visibility = hidden === "hidden" ? "Hidden" : "VeryHidden";
}

/** The sheet, empty and tagged; one that a broken-off try has left is taken over. */
async function begin(context: Excel.RequestContext, name: string): Promise<void> {
  const existing = context.workbook.worksheets.getItemOrNullObject(name);
  const tag = existing.names.getItemOrNullObject(SHEET_TAG);
  await context.sync();
  if (existing.isNullObject) addTaggedSheet(context, name);
  else if (tag.isNullObject) tagSheet(existing);
  await context.sync();
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

/** Cells by look, then by number format: one call per look and 8,000 characters of addresses. */
function lookSteps(sheet: ReportSheet): { step: Step; weight: number }[] {
  const looks = new Map<Look, Map<number, number[]>>();
  const formats = new Map<string, Map<number, number[]>>();
  const put = <K>(map: Map<K, Map<number, number[]>>, key: K, row: number, column: number): void => {
    let rows = map.get(key);
    if (rows === undefined) map.set(key, (rows = new Map<number, number[]>()));
    const columns = rows.get(row);
    if (columns) columns.push(column);
    else rows.set(row, [column]);
  };
  sheet.rows.forEach((cells, row) => {
    cells?.forEach((cell, column) => {
      if (cell === null || cell === undefined) return;
      const look = (typeof cell === "object" ? cell.look : undefined) ?? sheet.plain ?? "cell";
      put(looks, look, row, column);
      const format = (typeof cell === "object" ? cell.format : undefined) ?? LOOK_FORMATS[look].format;
      if (format !== undefined) put(formats, format, row, column);
    });
  });
  const steps: { step: Step; weight: number }[] = [];
  for (const [look, cells] of looks) {
    for (const text of addressTexts(rectangles(cells))) steps.push({ step: (target) => applyLookFormat(target.getRanges(text), look), weight: text.length + 5_000 });
  }
  for (const [format, cells] of formats) {
    for (const area of rectangles(cells)) steps.push({ step: (target) => { target.getRange(rangeOf(area)).numberFormat = format as unknown as string[][]; }, weight: 600 });
  }
  return steps;
}

function layOut(target: Excel.Worksheet, sheet: ReportSheet): void {
  sheet.widths.forEach((width, column) => {
    const letters = columnLetters(column);
    target.getRange(`${letters}:${letters}`).format.columnWidth = Math.round((Math.max(0.5, Math.min(255, width)) * CHARACTER_POINTS + MARGIN_POINTS) * 4) / 4;
  });
  for (const [row, height] of sheet.heights ?? []) target.getRange(`${row + 1}:${row + 1}`).format.rowHeight = Math.min(409, height);
  for (const area of sheet.merges ?? []) if (area.bottom > area.top || area.right > area.left) target.getRange(rangeOf(area)).merge(false);
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
  if (sheet.print !== undefined) print(target, sheet.print);
}

function print(target: Excel.Worksheet, page: NonNullable<ReportSheet["print"]>): void {
  const { pageLayout } = target;
  pageLayout.orientation = page.orientation === "landscape" ? "Landscape" : "Portrait";
  pageLayout.paperSize = "A4";
  if (page.fitToWidth) pageLayout.zoom = { horizontalFitToPages: 1 };
  else pageLayout.centerHorizontally = true;
  const { side, top, bottom } = page.margins ?? { side: 0.5, top: 0.75, bottom: 0.75 };
  pageLayout.setPrintMargins("Inches", { left: side, right: side, top, bottom, header: 0.3, footer: 0.3 });
  if (page.repeatRows) pageLayout.setPrintTitleRows(`$${page.repeatRows[0] + 1}:$${page.repeatRows[1] + 1}`);
  if (page.area) pageLayout.setPrintArea(rangeOf(page.area));
  const texts = pageLayout.headersFooters.defaultForAllPages;
  const header = headerParts(page.header), footer = headerParts(page.footer);
  if (header.L) texts.leftHeader = header.L;
  if (header.C) texts.centerHeader = header.C;
  if (header.R) texts.rightHeader = header.R;
  if (footer.L) texts.leftFooter = footer.L;
  if (footer.C) texts.centerFooter = footer.C;
  if (footer.R) texts.rightFooter = footer.R;
  if (page.breaks && page.breaks.length > 0) {
    target.horizontalPageBreaks.removePageBreaks();
    for (const row of page.breaks.filter((one) => one > 0).slice(0, 1_026)) target.horizontalPageBreaks.add(`A${row + 1}`);
  }
}

/** "&L…&C…&R…" into its three parts; text before any of them is the centre. */
export function headerParts(code: string | undefined): { L: string; C: string; R: string } {
  const parts = { L: "", C: "", R: "" };
  let at: "L" | "C" | "R" = "C";
  for (const piece of (code ?? "").match(/&&|&[LCR]|[^&]+|&/g) ?? []) {
    if (piece === "&L" || piece === "&C" || piece === "&R") at = piece[1] as "L" | "C" | "R";
    else parts[at] += piece;
  }
  return parts;
}

/** The table, under its own name or, if another table or name has it, with a number behind. */
function putTable(target: Excel.Worksheet, { area, name: wanted }: NonNullable<ReportSheet["table"]>, before: Excel.Table | undefined, taken: Set<string>): void {
  let free = wanted;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${wanted}_${n}`;
  taken.add(free.toLowerCase());
  const table = before ?? target.tables.add(rangeOf(area), true);
  table.name = free;
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
}
