/** Arithmetic on dates as "YYYY-MM-DD" text and on months as numbers; whole days, no time zones. */
import type { MonthNumber, NormalDate } from "../model.js";

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  return month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 31);
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

export function isoDate(year: number, month: number, day: number): string {
  return `${year}-${two(month)}-${two(day)}`;
}

/** Earliest day a date can mean (2004-05 → 2004-05-01). */
export function firstDay(date: NormalDate): string {
  return isoDate(date.year, date.month || 1, date.day || 1);
}

/** Latest day a date can mean (2004-05 → 2004-05-31). */
export function lastDay(date: NormalDate): string {
  const month = date.month || 12;
  return isoDate(date.year, month, date.day || daysIn(date.year, month));
}

export function monthOf(date: NormalDate): MonthNumber {
  return date.month === 0 ? -1 : date.year * 12 + date.month - 1;
}

export function monthOfIso(iso: string): MonthNumber {
  return iso.length < 7 ? -1 : Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}

export function endOfMonth(month: MonthNumber): string {
  const year = Math.floor(month / 12);
  const number = (month % 12) + 1;
  return isoDate(year, number, daysIn(year, number));
}

export function startOfMonth(month: MonthNumber): string {
  return isoDate(Math.floor(month / 12), (month % 12) + 1, 1);
}

/** The same day some months earlier or later, the last of the month if that day does not exist. */
export function addMonths(iso: string, months: number): string {
  const month = monthOfIso(iso) + months;
  const year = Math.floor(month / 12);
  const number = (month % 12) + 1;
  return isoDate(year, number, Math.min(Number(iso.slice(8, 10)), daysIn(year, number)));
}

/** Days from a to b (positive if b is later). */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.UTC(Number(b.slice(0, 4)), Number(b.slice(5, 7)) - 1, Number(b.slice(8, 10))) - Date.UTC(Number(a.slice(0, 4)), Number(a.slice(5, 7)) - 1, Number(a.slice(8, 10)))) / 86400000);
}

/** Distance in days between two dates, 0 where their precisions let them be the same day. */
export function apart(a: NormalDate, b: NormalDate): number {
  if (firstDay(a) > lastDay(b)) return daysBetween(lastDay(b), firstDay(a));
  if (firstDay(b) > lastDay(a)) return daysBetween(lastDay(a), firstDay(b));
  return 0;
}

export function monthText(month: MonthNumber): string {
  return `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
}
