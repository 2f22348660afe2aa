/** Short questions to a normal value: its code, its number, which of two dates is later. Pure, no closures, for hot loops. */
import type { MonthNumber, Normal, NormalDate } from "../model.js";
import { monthText } from "./dates.js";

/** Canonical code of a coded value, else its text; "" if blank, invalid or absent. */
export function codeOf(value: Normal | null | undefined): string {
  if (value === null || value === undefined || value.state !== "value") return "";
  return value.type === "code" ? value.code : value.text;
}

/** Normal text of a value; "" if blank, invalid or absent. */
export function textOf(value: Normal | null | undefined): string {
  return value === null || value === undefined || value.state !== "value" ? "" : value.text;
}

/** A number or count; NaN if blank, invalid or absent. */
export function numberOf(value: Normal | null | undefined): number {
  if (value === null || value === undefined || value.state !== "value") return NaN;
  if (value.type === "number") return value.value;
  if (value.type === "count") return value.total;
  return NaN;
}

/** A usable solar date; null if blank, invalid, absent or lunar (its solar day is not known here). */
export function dateOf(value: Normal | null | undefined): NormalDate | null {
  if (value === null || value === undefined || value.state !== "value") return null;
  if (value.type !== "date" && value.type !== "month") return null;
  return value.calendar === "lunar" || value.precision === "none" ? null : value;
}

/** Days are not needed: -1 certainly earlier, 1 certainly later, 0 equal or not decidable at the coarser precision. */
export function orderOf(a: NormalDate, b: NormalDate): -1 | 0 | 1 {
  if (a.year !== b.year) return a.year < b.year ? -1 : 1;
  if (a.month === 0 || b.month === 0 || a.month === b.month) {
    if (a.month === 0 || b.month === 0 || a.day === 0 || b.day === 0 || a.day === b.day) return 0;
    return a.day < b.day ? -1 : 1;
  }
  return a.month < b.month ? -1 : 1;
}

/** Year and month of a date as one number; -1 if it has no month. */
export function monthOfDate(date: NormalDate | null): MonthNumber {
  return date === null || date.month === 0 ? -1 : date.year * 12 + date.month - 1;
}

/** "2004年5月" / "2004-05" for sentences. */
export function monthWords(month: MonthNumber): { readonly zh: string; readonly en: string } {
  if (month < 0) return { zh: "", en: "" };
  return { zh: `${Math.floor(month / 12)}年${(month % 12) + 1}月`, en: monthText(month) };
}

/** Two sums are the same number (pieces may be halves or tenths of a unit). */
export function sameNumber(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}

/** A number as people write it: no trailing zeros, at most 4 decimals. */
export function numberText(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}
