/** Level of two different dates (levels.ts, type "date"). */
import { lunarForSolar } from "../characters/lunar.js";
import { places, transposed } from "./similarity.js";

/** Eight digits each; a year that an age gives, within one, as YYYY~~~~. */
export function dateLevel(a: string, b: string): number {
  if (a.length !== 8 || b.length !== 8) return 8;
  if (a.endsWith("~") || b.endsWith("~")) {
    const years = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));
    return years <= 1 ? 6 : years === 2 ? 7 : 8;
  }
  const year = a.slice(0, 4) === b.slice(0, 4);
  if (year && (a.endsWith("00") || b.endsWith("00"))) {
    if (a.slice(4, 6) === b.slice(4, 6)) return 4;
    if (a.slice(4, 6) === "00" || b.slice(4, 6) === "00") return 6;
  }
  if (year && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)) return 3;
  const wrong = places(a, b);
  if (wrong === 1) return 2;
  if (transposed(a, b) || lunarForSolar(a, b)) return 3;
  // Without a month two digits are half of all there is.
  if (a.slice(4, 6) !== "00" && b.slice(4, 6) !== "00" && (wrong === 2 || agreeing(a, b) === 2)) return 5;
  if (year) return 6;
  return Math.abs(months(a) - months(b)) <= 12 ? 7 : 8;
}

const months = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(4, 6));

/** How many of year, month and day are the same; a part that is not there is none. */
function agreeing(a: string, b: string): number {
  const same = (from: number, to: number): boolean => a.slice(from, to) === b.slice(from, to) && a.slice(from, to) !== "00";
  return Number(same(0, 4)) + Number(same(4, 6)) + Number(same(6, 8));
}
