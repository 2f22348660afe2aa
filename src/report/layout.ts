/** Widths, heights and addresses: what is needed to lay out cells so that nothing is cut when printed. */
import type { ReportCell } from "../model.js";

export type Row = (ReportCell | string | number | null)[];

/** Excel's limits for a sheet. */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;
/** Excel shows no row higher than this (points). */
const HIGHEST = 409;
/** One printed line at 10.5 pt in the tallest of the usual Song-type fonts, in points. */
const LINE = 15.5;

/** Width in half characters: a Chinese character and its punctuation count 2. */
export function textWidth(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) > 0xff ? 2 : 1;
  return width;
}

/**
 * Lines that `text` needs in a column `width` characters wide. A column's unit is a digit of the default font (8 pixels), half a
 * Chinese character at 10.5 pt takes 7: a little more than `width` fits, less the cell's padding. Latin words break between, not inside.
 */
export function lineCount(text: string, width: number): number {
  const room = Math.max(2, Math.floor(width * 1.1 - 1));
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    let used = 0;
    lines++;
    for (const piece of paragraph.match(/[!-~]+|./gsu) ?? []) {
      let need = textWidth(piece);
      if (used + need <= room) {
        used += need;
        continue;
      }
      if (used > 0) lines++;
      while (need > room) {
        need -= room;
        lines++;
      }
      used = need;
    }
  }
  return lines;
}

/** Points for a row whose fullest cell has `lines` lines. */
export function heightOf(lines: number, line = LINE): number {
  return Math.min(HIGHEST, Math.max(18, lines * line + 5));
}

/** Points for a row of texts over columns of these widths. */
export function rowHeight(cells: readonly { readonly text: string; readonly width: number }[]): number {
  let lines = 1;
  for (const cell of cells) lines = Math.max(lines, lineCount(cell.text, cell.width));
  return heightOf(lines);
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

export function addressOf(row: number, column: number): string {
  return columnName(column) + String(row + 1);
}

/** "E14" → row 13, column 4; null if it is no single A1 address. */
export function parseAddress(address: string): { readonly row: number; readonly column: number } | null {
  const parts = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  if (!parts?.[1] || !parts[2]) return null;
  let column = 0;
  for (const letter of parts[1].toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(parts[2]) - 1, column: column - 1 };
}

/** At most `length` UTF-16 units, ending in … if cut, never inside a surrogate pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = length - 1;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end--;
  return `${text.slice(0, end)}…`;
}
