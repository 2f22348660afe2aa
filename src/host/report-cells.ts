/** A report sheet as an open workbook gets it, whichever way it is written: input of each cell, areas of each look, sizes, page texts. */
import type { Area, Look, ReportCell, ReportSheet } from "../model.js";
import { rectangles } from "./address-runs.js";
import { LOOK_FORMATS } from "./report-looks.js";
import { linkFormula } from "./xlsx-writer-sheet.js";
import { capText } from "./xlsx-writer-xml.js";

/** Points per character of width and for the cell's margins (default font of 11 points). */
const CHARACTER_POINTS = 5.25;
const MARGIN_POINTS = 3.75;
/** Page breaks of a sheet. */
const MOST_BREAKS = 1_026;

/** Days by which the same date has a smaller number in a workbook that counts from 1904. */
const DAYS_TO_1904 = 1_462;

type Cell = ReportCell | string | number | null | undefined;

/** A text that Excel must not take for a number, a date or a formula gets the apostrophe that says so. */
export function textInput(text: string): string {
  const capped = capText(text);
  const harmless = /^\p{Script=Han}/u.test(capped) && !/^(?:上午|下午)/.test(capped);
  return harmless || capped === "" ? capped : `'${capped}`;
}

function inputOf(cell: Cell, rename: (sheet: string) => string, date1904: boolean): string | number {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : "";
  if (typeof cell === "string") return textInput(cell);
  const { value, link } = cell;
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
  if (link !== undefined && value !== "") {
    const formula = linkFormula({ ...link, sheet: rename(link.sheet) }, capText(String(value)));
    if (formula !== null) return `=${formula}`;
  }
  if (typeof value !== "number") return textInput(value);
  return date1904 && /[ymd]/.test(cell.format ?? "") ? value - DAYS_TO_1904 : value;
}

/**
 * What is typed into the cells, all rows as wide as the widest; [] for a sheet without cells.
 * @param date1904 the workbook counts days from 1904; report sheets count from 1900
 */
export function inputsOf(sheet: ReportSheet, rename: (sheet: string) => string, date1904: boolean): (string | number)[][] {
  const width = sheet.rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  return width === 0 ? [] : sheet.rows.map((row) => Array.from({ length: width }, (_, column) => inputOf(row?.[column], rename, date1904)));
}

export interface SheetLooks {
  readonly looks: readonly { readonly look: Look; readonly areas: readonly Area[] }[];
  /** Set after the looks. */
  readonly formats: readonly { readonly format: string; readonly area: Area }[];
}

/** Cells by look, then by number format. */
export function looksOf(sheet: ReportSheet): SheetLooks {
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
  return {
    looks: [...looks].map(([look, cells]) => ({ look, areas: rectangles(cells) })),
    formats: [...formats].flatMap(([format, cells]) => rectangles(cells).map((area) => ({ format, area }))),
  };
}

/** @param width characters @returns points */
export function columnPoints(width: number): number {
  return Math.round((Math.max(0.5, Math.min(255, width)) * CHARACTER_POINTS + MARGIN_POINTS) * 4) / 4;
}

/** @returns points, at most what Excel takes */
export function rowPoints(height: number): number {
  return Math.min(409, height);
}

export function isMerge({ top, left, bottom, right }: Area): boolean {
  return bottom > top || right > left;
}

/** Rows before which a page begins, as many as a sheet may have. */
export function breaksOf(sheet: ReportSheet): readonly number[] {
  return (sheet.print?.breaks ?? []).filter((row) => row > 0).slice(0, MOST_BREAKS);
}

/** Page texts by their names in the API; only those that say something. */
export function pageTexts(sheet: ReportSheet): readonly (readonly ["leftHeader" | "centerHeader" | "rightHeader" | "leftFooter" | "centerFooter" | "rightFooter", string])[] {
  const header = headerParts(sheet.print?.header), footer = headerParts(sheet.print?.footer);
  const all = [["leftHeader", header.L], ["centerHeader", header.C], ["rightHeader", header.R], ["leftFooter", footer.L], ["centerFooter", footer.C], ["rightFooter", footer.R]] as const;
  return all.filter(([, text]) => text !== "");
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

/** Margins in inches. */
export function marginsOf(page: NonNullable<ReportSheet["print"]>): { left: number; right: number; top: number; bottom: number; header: number; footer: number } {
  const { side, top, bottom } = page.margins ?? { side: 0.5, top: 0.75, bottom: 0.75 };
  return { left: side, right: side, top, bottom, header: 0.3, footer: 0.3 };
}
