/** Report months and as-of dates in titles, sheet names, file names and footers. */
import type { MonthNumber } from "../model.js";

const DIGITS = "〇一二三四五六七八九";
const CHINESE = "〇零○Ｏ一二三四五六七八九十";

/** 十二 → 12, 二十三 → 23, 二〇〇四 → 2004. NaN if it is no numeral. */
export function chineseNumber(text: string): number {
  const folded = text.replace(/[零○Ｏ0]/g, "〇");
  if (/^\d+$/.test(text)) return Number(text);
  if (folded.includes("十")) {
    const [tens = "", ones = ""] = folded.split("十");
    const ten = tens === "" ? 1 : DIGITS.indexOf(tens);
    const one = ones === "" ? 0 : DIGITS.indexOf(ones);
    return ten < 0 || one < 0 ? NaN : ten * 10 + one;
  }
  let value = 0;
  for (const character of folded) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return NaN;
    value = value * 10 + digit;
  }
  return folded === "" ? NaN : value;
}

/** Full-width digits to half-width, blanks away. */
function plain(text: string): string {
  let out = "";
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code <= 32 || code === 0x3000 || code === 0xa0) continue;
    out += code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  }
  return out;
}

const inRange = (year: number, month: number): boolean => year >= 1900 && year <= 2100 && month >= 1 && month <= 12;
const fullYear = (year: number): number => (year < 100 ? (year < 50 ? 2000 + year : 1900 + year) : year);

const YEAR = `((?:19|20)\\d{2}|[一二]?[九〇零○Ｏ0一二三四五六七八]{3,4}|\\d{2})`;
const YEAR_MONTH = new RegExp(`${YEAR}年度?(\\d{1,2}|[${CHINESE}]{1,3})月`);
const DOTTED_MONTH = /(?<!\d)((?:19|20)\d{2})[.\-_/](\d{1,2})(?![\d])(?![.\-_/]\d)/;
const COMPACT_MONTH = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)/;
const MONTH_ALONE = new RegExp(`(?<![\\d${CHINESE}\\-~至到、])(\\d{1,2}|[${CHINESE}]{1,3})月(?!\\d)(?:份|$|[^\\d${CHINESE}日])`);
const YEAR_ALONE = new RegExp(`(?<!\\d)((?:19|20)\\d{2})年?(?!\\d)|([一二][九〇零○Ｏ0][〇零○Ｏ0一二三四五六七八九]{2})年`);

/** The year said in a text, or 0. */
export function yearIn(text: string): number {
  const found = YEAR_ALONE.exec(plain(text));
  if (found === null) return 0;
  const year = found[1] !== undefined ? Number(found[1]) : chineseNumber(found[2] ?? "");
  return year >= 1900 && year <= 2100 ? year : 0;
}

/**
 * The report month said in a text (2004年5月(份), 2004.05, 200405, 二〇〇四年五月); 5月 or 五月份 alone needs `year` from elsewhere
 * (0: unknown). A span of months (1—5月) is none. null if nothing says it.
 */
export function monthIn(text: string, year: number): MonthNumber | null {
  const clean = plain(text);
  const full = YEAR_MONTH.exec(clean);
  if (full !== null) {
    const y = fullYear(chineseNumber(full[1] ?? ""));
    const m = chineseNumber(full[2] ?? "");
    // 2004年1月—5月 and 2004年5月至9月 are spans, 2004年5月5日 is a day.
    const after = clean.slice(full.index + full[0].length);
    if (inRange(y, m) && !/^份?[-—–~至到]/.test(after) && !/^\d{1,2}日/.test(after)) return y * 12 + m - 1;
  }
  for (const pattern of [DOTTED_MONTH, COMPACT_MONTH]) {
    const found = pattern.exec(clean);
    if (found !== null && inRange(Number(found[1]), Number(found[2]))) return Number(found[1]) * 12 + Number(found[2]) - 1;
  }
  if (year > 0 && full === null) {
    const found = MONTH_ALONE.exec(clean);
    const m = found === null ? NaN : chineseNumber(found[1] ?? "");
    if (inRange(year, m)) return year * 12 + m - 1;
  }
  return null;
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** Days of a month (month 1–12). */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The last day of a month as "YYYY-MM-DD". */
export function monthEnd(month: MonthNumber): string {
  const year = Math.floor(month / 12);
  const m = (month % 12) + 1;
  return `${year}-${pad(m)}-${pad(daysIn(year, m))}`;
}

const DAY = new RegExp(`${YEAR}年(\\d{1,2}|[${CHINESE}]{1,3})月(\\d{1,2}|[${CHINESE}]{1,4})[日号]?`);
const DOTTED_DAY = /(?<!\d)((?:19|20)\d{2}|\d{2})[.\-/](\d{1,2})[.\-/](\d{1,2})(?!\d)/;
const COMPACT_DAY = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/;

/** A date said in a text as "YYYY-MM-DD"; a year and month alone give the last day of the month. null if none. */
export function dateIn(text: string): string | null {
  const clean = plain(text);
  for (const pattern of [DAY, DOTTED_DAY, COMPACT_DAY]) {
    const found = pattern.exec(clean);
    if (found === null) continue;
    const y = fullYear(chineseNumber(found[1] ?? ""));
    const m = chineseNumber(found[2] ?? "");
    const d = chineseNumber(found[3] ?? "");
    if (inRange(y, m) && d >= 1 && d <= daysIn(y, m)) return `${y}-${pad(m)}-${pad(d)}`;
  }
  const month = monthIn(clean, 0);
  return month === null ? null : monthEnd(month);
}

// Words before or after a date that make it an as-of date, besides the labels of the profile.
const UNTIL_BEFORE = /(截止|截至|截|至|统计时间|填报日期|填表日期|上报日期|报出日期|制表日期|打印日期|导出日期)(到|于|日期|时间)?[:：]?$/;
const UNTIL_AFTER = /^(为?止|底|末)/;

/**
 * The as-of date said in a title line or footer: a date with 截止, 截至, 填报日期 … or one of `labels` before it, or 止 after it.
 * 2004年5月至9月 is a span: its end counts.
 */
export function asOfIn(text: string, labels: readonly string[]): string | null {
  const clean = plain(text);
  for (const pattern of [DAY, DOTTED_DAY, COMPACT_DAY, YEAR_MONTH, DOTTED_MONTH]) {
    const global = new RegExp(pattern.source, "g");
    for (let found = global.exec(clean); found !== null; found = global.exec(clean)) {
      const before = clean.slice(0, found.index).replace(/[:：]$/, "");
      const after = clean.slice(found.index + found[0].length);
      if (UNTIL_BEFORE.test(before) || UNTIL_AFTER.test(after) || labels.some((label) => before.endsWith(plain(label)))) {
        const date = dateIn(found[0]);
        if (date !== null) return date;
      }
    }
  }
  return null;
}
