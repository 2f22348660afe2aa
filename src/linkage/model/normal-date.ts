/** A date as people write it → eight digits YYYYMMDD; "00" for a part that is not there, "" where it says nothing. */
import { solarOf } from "../characters/lunar.js";
import { numeral, numeralDigit } from "./chinese-numeral.js";

const pad = (text: string, length: number): string => text.padStart(length, "0");

/** As written, impossible days too (1849-19-12 is evidence). An age of at most two digits stays as "~29": the year it means hangs on the list. */
export function normalDate(text: string): string {
  if (/[一二三四五六七八九十〇零正冬腊农历阴]/.test(text)) return chineseDate(text);
  const time = withMonths(text.replace(/[t ]\d{1,2}:\d{2}.*$/, "").trim());
  if (/^\d{8}$/.test(time)) return /^(?:1[5-9]|20)/.test(time) || !/(?:1[5-9]|20)\d\d$/.test(time) ? time : time.slice(4) + time.slice(2, 4) + time.slice(0, 2);
  if (/^\d{6}$/.test(time)) return `${time}00`;
  if (/^\d{4}(?:\.0)?$/.test(time)) return `${time.slice(0, 4)}0000`;
  if (/^\d{1,2}(?:岁|周岁)?$/.test(time)) return `~${Number.parseInt(time, 10)}`;
  if (/^\d{5}(?:\.0)?$/.test(time)) return serialDate(Number.parseInt(time, 10));
  const slipped = withSlips(time);
  if (slipped !== null) return slipped;
  const parts = time.match(/\d+/g);
  if (parts === null) return "";
  const [first = "", second = "", third = ""] = parts;
  if (first.length === 4) return first + pad(second.slice(0, 2), 2) + pad(third.slice(0, 2), 2);
  if (third.length === 4) {
    // Day first unless that is impossible: the month of a day-first date is at most 12.
    const american = Number(second) > 12 && Number(first) <= 12;
    return third + (american ? pad(first, 2) + pad(second, 2) : pad(second, 2) + pad(first, 2));
  }
  if (third !== "" && first.length <= 2) return `19${pad(first, 2)}${pad(second, 2)}${pad(third, 2)}`.slice(0, 8);
  if (second.length === 4) return `${second}${pad(first, 2)}00`;
  return /年/.test(time) && first.length === 2 ? `19${first}${pad(second.slice(0, 2), 2)}00` : "";
}

const MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_NAME = new RegExp(`(?<![a-z])(${MONTH_NAMES.join("|")})[a-z]*\\.?`);

/** 28-Jun-1971, 28th June 1971, June 28, 1971 → 1971-6-28; anything else as it is. */
function withMonths(time: string): string {
  const found = MONTH_NAME.exec(time);
  if (found === null) return time;
  const parts = time.replace(MONTH_NAME, " ").match(/\d+/g) ?? [];
  const year = parts.find((part) => part.length === 4);
  const day = parts.find((part) => part.length <= 2);
  return year === undefined ? time : `${year}-${MONTH_NAMES.indexOf(found[1] ?? "") + 1}-${day ?? "0"}`;
}

/** A date with a letter in place of a digit (28/6/l971, 1944O911): the letter stays, one place that differs; null if it is none. */
function withSlips(time: string): string | null {
  if (!/[^\d\-/.\s]/.test(time) || time.replace(/\D/g, "").length < 5) return null;
  if (/^[^-/.\s]{8}$/.test(time)) return time;
  const [first = "", second = "", third = "", more] = time.split(/[-/.]/).map((part) => part.trim());
  if (more !== undefined || [first, second, third].some((part) => part === "" || part.length > 4 || /[\u3400-\u9fff]/.test(part))) return null;
  if (first.length === 4) return first + dayOrMonth(second) + dayOrMonth(third);
  return third.length === 4 ? third + dayOrMonth(second) + dayOrMonth(first) : null;
}

/** Two places; a part without any digit is not there (1971-06-xx). */
function dayOrMonth(part: string): string {
  return /\d/.test(part) || part.length < 2 ? pad(part.slice(0, 2), 2) : "00";
}

/** A day as spreadsheets count it, from 1900 on. */
function serialDate(days: number): string {
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86400000);
  return `${date.getUTCFullYear()}${pad(String(date.getUTCMonth() + 1), 2)}${pad(String(date.getUTCDate()), 2)}`;
}

const MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

/** A month or day in words (初五, 正, 元) or digits; NaN: no number. */
function numberOf(text: string): number {
  const bare = text.replace(/^初/, "").replace("元", "一");
  return /^\d+$/.test(bare) ? Number(bare) : (MONTHS[bare] ?? numeral(bare));
}

/** 一九七五年三月四日, 农历1975年正月廿二 (turned into the solar date), 七五年三月. */
function chineseDate(text: string): string {
  const found = /^(?:农历|阴历|公历|阳历)?([〇零○一二三四五六七八九\d]{2,4})年(?:(闰?)([正元冬腊一二三四五六七八九十\d]{1,3})月)?(?:(初?[一二三四五六七八九十廿卅\d]{1,4})[日号]?)?/.exec(text.replace(/\s/g, ""));
  if (found === null) return normalDateOf(text);
  const [, years = "", leap = "", months = "", days = ""] = found;
  const digits = [...years].map((one) => (Number.isNaN(numeralDigit(one)) ? one : String(numeralDigit(one)))).join("");
  const year = Number(digits.length === 2 ? `19${digits}` : digits);
  const month = months === "" ? 0 : numberOf(months);
  const day = days === "" ? 0 : numberOf(days);
  if (!(year > 1500) || !(month >= 0 && month <= 12) || !(day >= 0 && day <= 31)) return "";
  // A lunar month spans two solar ones, so without its day only the year is certain.
  if (/农历|阴历|[正冬腊初廿]/.test(text)) return day > 0 ? solarOf(year, month, day, leap !== "") : `${year}0000`;
  return `${year}${pad(String(month), 2)}${pad(String(day), 2)}`;
}

/** A date with Chinese words round it. */
function normalDateOf(text: string): string {
  const lunar = /农历|阴历/.test(text);
  const plain = normalDate(text.replace(/[一-鿿〇]/g, (one) => ("年月日号".includes(one) ? one : "")));
  if (!lunar || plain.length !== 8 || plain.endsWith("00")) return plain;
  return solarOf(Number(plain.slice(0, 4)), Number(plain.slice(4, 6)), Number(plain.slice(6)));
}
