/** What a cell shows, whether it is empty, and whether it looks like a value rather than a word. */
import type { CellValue } from "../model.js";

/** The text a person sees; "" for an empty cell. */
export function shownText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "object") return cell.shown;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return String(cell);
}

/** Empty, or nothing but blanks (an error cell is not empty). */
export function isBlank(cell: CellValue | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell === "string") return blankText(cell);
  if (typeof cell === "object") return cell.kind !== "error" && cell.kind !== "ditto" && blankText(cell.shown) && cell.value === "";
  return false;
}

function blankText(text: string): boolean {
  if (text.length === 0) return true;
  const first = text.charCodeAt(0);
  if (first > 32 && first !== 0x3000 && first !== 0xa0 && first !== 0x200b && first !== 0xfeff) return false;
  return text.replace(/[\u200b\ufeff]/g, "").trim() === "";
}

const isDigitCode = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);

/**
 * A number, a date, an error, or a text that begins and ends like a number (ID numbers, 2004.5.1): never a word of a header.
 * Cheap: it decides for most rows of a long sheet that they are data.
 */
export function isFigure(cell: CellValue | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  if (typeof cell === "number") return true;
  if (typeof cell === "object") return cell.kind !== "text" || isFigureText(cell.shown);
  return typeof cell === "string" && isFigureText(cell);
}

function isFigureText(text: string): boolean {
  if (text.length === 0 || !isDigitCode(text.charCodeAt(0))) return false;
  const last = text.charCodeAt(text.length - 1);
  return isDigitCode(last) || last === 88 || last === 120 || last === 0xff38; // 1101…X
}

/** A1 address of a 0-based row and column. */
export function addressOf(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** Column letters of a 0-based column (0 → A). */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
