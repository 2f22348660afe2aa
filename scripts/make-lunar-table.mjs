/**
 * node scripts/make-lunar-table.mjs
 *
 * Writes src/linkage/characters/lunar-years.json from lunar-typescript (MIT): for every lunar year from 1900 on the day of its first
 * month's beginning (days since 1900-01-01), the leap month (0: none), and the lengths of its months as bits (1: 30 days), first month lowest.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { LunarYear, Solar } from "lunar-typescript";

const FIRST = 1900;
const LAST = 2060;
const years = [];
for (let year = FIRST; year <= LAST; year++) {
  const months = LunarYear.fromYear(year).getMonths().filter((month) => month.getYear() === year);
  const [begin] = months;
  const solar = Solar.fromJulianDay(begin.getFirstJulianDay());
  const days = Math.round((Date.UTC(solar.getYear(), solar.getMonth() - 1, solar.getDay()) - Date.UTC(FIRST, 0, 1)) / 86400000);
  const leap = months.find((month) => month.getMonth() < 0);
  years.push([days, leap === undefined ? 0 : -leap.getMonth(), months.reduce((bits, month, i) => bits + (month.getDayCount() === 30 ? 1 << i : 0), 0)]);
}
writeFileSync(resolve(fileURLToPath(import.meta.url), "../../src/linkage/characters/lunar-years.json"), `${JSON.stringify({ source: "lunar-typescript 1.8.6 (MIT)", first: FIRST, years })}\n`);
