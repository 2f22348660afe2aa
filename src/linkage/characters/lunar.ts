/** Lunar days of solar ones and back, 1900 to 2060, from a table made by scripts/make-lunar-table.mjs. Dates are eight digits, YYYYMMDD. */
import table from "./lunar-years.json";

const { first } = table;
const years: readonly (readonly number[])[] = table.years;
const EPOCH = Date.UTC(first, 0, 1);
const DAY = 86400000;
const two = (n: number): string => String(n).padStart(2, "0");

const monthsOf = (leap: number): number => (leap > 0 ? 13 : 12);
const lengthOf = (bits: number, month: number): number => ((bits >> month) & 1) === 1 ? 30 : 29;

/** The lunar day of a solar date, its year, month (a leap month by its number) and day written as eight digits; "" outside the table or where there is no such day. */
export function lunarOf(solar: string): string {
  const year = Number(solar.slice(0, 4));
  const time = Date.UTC(year, Number(solar.slice(4, 6)) - 1, Number(solar.slice(6)));
  const date = new Date(time);
  if (date.getUTCMonth() + 1 !== Number(solar.slice(4, 6)) || date.getUTCDate() !== Number(solar.slice(6))) return "";
  const days = Math.round((time - EPOCH) / DAY);
  let own = year;
  let begin = years[own - first]?.[0];
  if (begin === undefined) return "";
  if (days < begin) begin = years[--own - first]?.[0];
  if (begin === undefined) return "";
  const [, leap = 0, bits = 0] = years[own - first] ?? [];
  let left = days - begin;
  for (let month = 0; month < monthsOf(leap); month++) {
    const length = lengthOf(bits, month);
    if (left < length) return `${own}${two(leap > 0 && month >= leap ? month : month + 1)}${two(left + 1)}`;
    left -= length;
  }
  return "";
}

/** The solar date of a lunar day; "" where there is none. */
export function solarOf(year: number, month: number, day: number, leapMonth = false): string {
  const row = years[year - first];
  if (row === undefined || month < 1 || month > 12) return "";
  const [begin = 0, leap = 0, bits = 0] = row;
  if (leapMonth && leap !== month) return "";
  const at = month - 1 + (leap > 0 && (month > leap || leapMonth) ? 1 : 0);
  if (day < 1 || day > lengthOf(bits, at)) return "";
  let days = begin + day - 1;
  for (let before = 0; before < at; before++) days += lengthOf(bits, before);
  const date = new Date(EPOCH + days * DAY);
  return `${date.getUTCFullYear()}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`;
}

const asked = new Map<string, string>();

/** One date is the lunar day of the other, written as if it were a solar one. */
export function lunarForSolar(a: string, b: string): boolean {
  // A lunar day's date lies three to eight weeks before its solar one.
  const apart = Math.abs((Number(a.slice(0, 4)) - Number(b.slice(0, 4))) * 12 + Number(a.slice(4, 6)) - Number(b.slice(4, 6)));
  if (!(apart <= 2)) return false;
  return lunarKnown(a) === b || lunarKnown(b) === a;
}

function lunarKnown(solar: string): string {
  let found = asked.get(solar);
  if (found === undefined) asked.set(solar, (found = lunarOf(solar)));
  return found;
}
