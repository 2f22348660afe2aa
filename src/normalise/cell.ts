/** What a cell says, opened once: its value, the text a person sees, and whether Excel calls it a date, an error or a ditto. */
import type { CellValue, Step } from "../model.js";

export interface OpenCell {
  /** null only for an empty cell. */
  readonly value: string | number | boolean | null;
  readonly shown: string;
  /** The value is a serial number that Excel shows as a date. */
  readonly serial: boolean;
  readonly error: boolean;
  readonly ditto: boolean;
}

const EMPTY: OpenCell = { value: null, shown: "", serial: false, error: false, ditto: false };

/** Error values as a CSV shows them; "####" is a column that was too narrow when it was exported. */
const ERRORS = new Set(["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"]);

function isErrorText(text: string): boolean {
  return text.charCodeAt(0) === 35 && (ERRORS.has(text.trim().toUpperCase()) || /^#{3,}$/.test(text.trim()));
}

export function openCell(cell: CellValue | undefined): OpenCell {
  if (cell === null || cell === undefined || cell === "") return EMPTY;
  if (typeof cell === "string") return { value: cell, shown: cell, serial: false, error: isErrorText(cell), ditto: false };
  if (typeof cell === "number" || typeof cell === "boolean") {
    return { value: cell, shown: numberText(cell), serial: false, error: false, ditto: false };
  }
  const error = cell.kind === "error" || (typeof cell.value === "string" && isErrorText(cell.value));
  const ditto = cell.kind === "ditto";
  const serial = cell.kind === "date" && typeof cell.value === "number";
  return { value: cell.value, shown: cell.shown, serial, error, ditto };
}

/** A number as a person would write it: no exponent, so that a long ID number can be read. */
export function numberText(value: number | boolean): string {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (Number.isInteger(value) && Math.abs(value) >= 1e21) return BigInt(value).toString();
  return String(value);
}

/** The text to read a value from: the value's own, or what is shown where the value is a formatted number. */
export function cellText(cell: OpenCell): string {
  return typeof cell.value === "string" ? cell.value : cell.value === null ? "" : cell.ditto ? numberText(cell.value) : cell.shown;
}

/** Steps in a fixed order without repeats. */
export function stepList(cell: OpenCell, ...steps: (Step | false)[]): readonly Step[] {
  const list: Step[] = cell.ditto ? ["ditto"] : [];
  for (const step of steps) if (step !== false && !list.includes(step)) list.push(step);
  return list;
}
