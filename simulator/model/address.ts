/** A1 addresses and areas. Rows and columns are 0-based; text forms are Excel's. */
import type { Area } from "../../src/model.js";

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

export interface Address {
  /** Sheet named in front ("'a b'!A1"), unquoted; null if none. */
  readonly sheet: string | null;
  readonly area: Area;
}

export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** "AB" → 27; -1 if it is no column. */
export function columnNumber(name: string): number {
  let n = 0;
  for (const char of name.toUpperCase()) n = n * 26 + char.charCodeAt(0) - 64;
  return n >= 1 && n <= MAX_COLUMNS ? n - 1 : -1;
}

/** Splits "Sheet!A1" at the bang that is outside quotes. */
function splitSheet(text: string): { sheet: string | null; rest: string } {
  const quoted = /^'((?:[^']|'')*)'!(.*)$/.exec(text);
  if (quoted) return { sheet: quoted[1]!.replaceAll("''", "'"), rest: quoted[2]! };
  const bang = text.lastIndexOf("!");
  return bang < 0 ? { sheet: null, rest: text } : { sheet: text.slice(0, bang), rest: text.slice(bang + 1) };
}

const CELLS = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;
const COLUMNS = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i;
const ROWS = /^\$?(\d{1,7}):\$?(\d{1,7})$/;

/** null if the text is no address. */
export function parseAddress(text: string): Address | null {
  const { sheet, rest } = splitSheet(text.trim());
  const cells = CELLS.exec(rest);
  let area: Area | null = null;
  if (cells) area = ordered(Number(cells[2]) - 1, columnNumber(cells[1]!), Number(cells[4] ?? cells[2]) - 1, columnNumber(cells[3] ?? cells[1]!));
  const columns = COLUMNS.exec(rest);
  if (columns) area = ordered(0, columnNumber(columns[1]!), MAX_ROWS - 1, columnNumber(columns[2]!));
  const rows = ROWS.exec(rest);
  if (rows) area = ordered(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, MAX_COLUMNS - 1);
  if (area === null || area.top < 0 || area.left < 0 || area.bottom >= MAX_ROWS || area.right >= MAX_COLUMNS) return null;
  return { sheet, area };
}

function ordered(r1: number, c1: number, r2: number, c2: number): Area {
  if (c1 < 0 || c2 < 0) return { top: -1, left: -1, bottom: -1, right: -1 };
  return { top: Math.min(r1, r2), left: Math.min(c1, c2), bottom: Math.max(r1, r2), right: Math.max(c1, c2) };
}

/** "A1, C3:D4" → its parts; null if one of them is no address. */
export function parseAddresses(text: string): Address[] | null {
  const parts: Address[] = [];
  for (const part of text.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? []) {
    const parsed = parseAddress(part);
    if (parsed === null) return null;
    parts.push(parsed);
  }
  return parts.length === 0 ? null : parts;
}

export function isEntireColumn(area: Area): boolean {
  return area.top === 0 && area.bottom === MAX_ROWS - 1;
}

export function isEntireRow(area: Area): boolean {
  return area.left === 0 && area.right === MAX_COLUMNS - 1;
}

export function areaText(area: Area, fixed = false): string {
  const d = fixed ? "$" : "";
  if (isEntireRow(area)) return `${d}${area.top + 1}:${d}${area.bottom + 1}`;
  if (isEntireColumn(area)) return `${d}${columnName(area.left)}:${d}${columnName(area.right)}`;
  const first = `${d}${columnName(area.left)}${d}${area.top + 1}`;
  return area.top === area.bottom && area.left === area.right ? first : `${first}:${d}${columnName(area.right)}${d}${area.bottom + 1}`;
}

/** Quoted where Excel quotes it: anything but letters, digits, _ and ., a leading digit, or what looks like a cell. */
export function sheetPrefix(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && parseAddress(name) === null;
  return `${plain ? name : `'${name.replaceAll("'", "''")}'`}!`;
}

export function cellCount(area: Area): number {
  return (area.bottom - area.top + 1) * (area.right - area.left + 1);
}

export function intersect(a: Area, b: Area): Area | null {
  const area = { top: Math.max(a.top, b.top), left: Math.max(a.left, b.left), bottom: Math.min(a.bottom, b.bottom), right: Math.min(a.right, b.right) };
  return area.top > area.bottom || area.left > area.right ? null : area;
}

export function bounding(a: Area, b: Area): Area {
  return { top: Math.min(a.top, b.top), left: Math.min(a.left, b.left), bottom: Math.max(a.bottom, b.bottom), right: Math.max(a.right, b.right) };
}

export function contains(outer: Area, inner: Area): boolean {
  return outer.top <= inner.top && outer.left <= inner.left && outer.bottom >= inner.bottom && outer.right >= inner.right;
}
