/** Dates as Excel serial numbers (1 = 1900-01-01, the day count Excel shows); months as year * 12 + month - 1. */

const EPOCH = Date.UTC(1899, 11, 30);

export function serial(year: number, month: number, day: number): number {
  return Math.round((Date.UTC(year, month - 1, day) - EPOCH) / 86400000);
}

export interface Ymd {
  readonly y: number;
  readonly m: number;
  readonly d: number;
}

const known = new Map<number, Ymd>();

export function ymd(date: number): Ymd {
  let found = known.get(date);
  if (!found) {
    const utc = new Date(EPOCH + date * 86400000);
    found = { y: utc.getUTCFullYear(), m: utc.getUTCMonth() + 1, d: utc.getUTCDate() };
    known.set(date, found);
  }
  return found;
}

export function monthOf(date: number): number {
  const { y, m } = ymd(date);
  return y * 12 + m - 1;
}

export function monthStart(month: number): number {
  return serial(Math.floor(month / 12), (month % 12) + 1, 1);
}

export function monthEnd(month: number): number {
  return monthStart(month + 1) - 1;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

export function iso(date: number): string {
  const { y, m, d } = ymd(date);
  return `${y}-${two(m)}-${two(d)}`;
}

export function isoMonth(month: number): string {
  return `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
}

/** Whole years of age. */
export function ageAt(birth: number, date: number): number {
  const b = ymd(birth);
  const n = ymd(date);
  return n.y - b.y - (n.m < b.m || (n.m === b.m && n.d < b.d) ? 1 : 0);
}

const HAN = "〇一二三四五六七八九";
function hanNumber(n: number): string {
  if (n < 10) return HAN[n] ?? "";
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? "" : HAN[tens] ?? ""}十${n % 10 === 0 ? "" : HAN[n % 10] ?? ""}`;
}

export type DateStyle = "iso" | "dot" | "slash" | "packed" | "zh" | "short" | "han" | "dotPadded" | "monthDay";
export const DAY_STYLES: readonly DateStyle[] = ["iso", "dot", "slash", "packed", "zh", "dotPadded"];

/** A day as clerks write it. "monthDay" leaves the year to the heading. */
export function showDay(date: number, style: DateStyle): string {
  const { y, m, d } = ymd(date);
  switch (style) {
    case "iso": return `${y}-${two(m)}-${two(d)}`;
    case "dot": return `${y}.${m}.${d}`;
    case "dotPadded": return `${y}.${two(m)}.${two(d)}`;
    case "slash": return `${y}/${m}/${d}`;
    case "packed": return `${y}${two(m)}${two(d)}`;
    case "zh": return `${y}年${m}月${d}日`;
    case "short": return `${two(y % 100)}.${m}.${d}`;
    case "han": return `${[...String(y)].map((c) => HAN[Number(c)]).join("")}年${hanNumber(m)}月${hanNumber(d)}日`;
    case "monthDay": return `${m}.${d}`;
  }
}

/** A day of which only year and month are written. */
export function showYearMonth(date: number, style: DateStyle): string {
  const { y, m } = ymd(date);
  switch (style) {
    case "iso": return `${y}-${two(m)}`;
    case "packed": return `${y}${two(m)}`;
    case "slash": return `${y}/${m}`;
    case "zh":
    case "han": return `${y}年${m}月`;
    default: return `${y}.${m}`;
  }
}
