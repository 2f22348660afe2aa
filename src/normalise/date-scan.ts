/** The text of a date → year, month and day as written, in every style people and programs use (nine-records.md §3). */
import { isDay } from "./calendar.js";
import { withDigits } from "./chinese-numeral.js";

/** What surrounds a date without year or with a short one. */
export interface DateContext {
  /** Latest year the books speak of; 0 if unknown. Two-digit years and typing slips are judged by it. */
  readonly limitYear: number;
  /** Year and month (0: only the year is known) of the part the cell stands in. */
  readonly heading: { readonly year: number; readonly month: number } | null;
}

export interface ScannedDate {
  readonly year: number;
  readonly month: number; // 0 if not said
  readonly day: number; // 0 if not said
  readonly yearFromHeading: boolean;
  /** "2004.1" may be 2004.10 that a cell cut off. */
  readonly ambiguousMonth: boolean;
}

export interface Scan {
  readonly date: ScannedDate | null;
  /** notADate, noYear; "blank" for an unfilled form ("  年  月  日"). */
  readonly problem: "notADate" | "noYear" | "blank" | null;
  /** The answer depends on the part's heading. */
  readonly usesHeading: boolean;
}

const NOT_A_DATE: Scan = { date: null, problem: "notADate", usesHeading: false };
const UNFILLED: Scan = { date: null, problem: "blank", usesHeading: false };

const TIME = /[ T](?:上午|下午|AM |PM )?\d{1,2}[:时]\d{1,2}.*$/i;
const WEEKDAY = /\(?(?:星期|周|礼拜)[一二三四五六日天]\)?/g;
const DRESS = /公元|公历|阳历|新历|出生|生于|左右|前后|大约|约|许|'|"|\(|\)/g;
const RUNS = /^(\D*)(\d+)(?:(\D+)(\d+))?(?:(\D+)(\d+))?(\D*)$/;
const MARKS = /^[.\-/_,、年月日号\\:;·|]*$/;
const TAIL = /^[.\-/_,、年月日号;生份]*(?:初|底|末|上旬|中旬|下旬)?[.\-/]*$/;
const ENGLISH_DAY = /^(\d{1,2})[ -]([A-Z]{3})[A-Z]*[-, ]+(\d{2}|\d{4})$/i;
const ENGLISH_MONTH = /^([A-Z]{3})[A-Z]*[-, ]+(\d{2}|\d{4})$/i;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A two-digit year lies in the past of the books, or in the year after (a slip handed in late). */
export function fullYear(short: number, limitYear: number): number {
  const latest = limitYear > 0 ? limitYear + 1 : 2030;
  return 2000 + short <= latest ? 2000 + short : 1900 + short;
}

/** `text`: folded (half width, trimmed). */
export function scanDate(text: string, context: DateContext): Scan {
  const cut = text.replace(TIME, "").replace(WEEKDAY, "").replace(DRESS, "");
  const english = englishDate(cut, context);
  if (english !== null) return english;
  const plain = withDigits(cut).trim();
  if (!plain.includes(" ")) return scanRuns(plain, context);
  // "2004. 5. 1" and "2004 5 1": a blank separates only where nothing else does.
  const bare = plain.replaceAll(" ", "");
  const dotted = plain.replace(/(\d) (?=\d)/g, "$1.").replaceAll(" ", "");
  const [likely, other] = /[.\-/年月]/.test(bare) ? [bare, dotted] : [dotted, bare];
  const scan = scanRuns(likely, context);
  return scan.problem === "notADate" ? scanRuns(other, context) : scan;
}

function englishDate(text: string, context: DateContext): Scan | null {
  const day = ENGLISH_DAY.exec(text);
  const month = day === null ? ENGLISH_MONTH.exec(text) : null;
  const word = day?.[2] ?? month?.[1];
  if (word === undefined) return null;
  const number = MONTHS.indexOf(word.toLowerCase()) + 1;
  const year = day?.[3] ?? month?.[2] ?? "";
  return number === 0 ? null : found(yearOf(year, context), number, Number(day?.[1] ?? 0));
}

function found(year: number, month: number, day: number, ambiguousMonth = false): Scan {
  return { date: { year, month, day, yearFromHeading: false, ambiguousMonth }, problem: null, usesHeading: false };
}

function yearOf(digits: string, context: DateContext): number {
  return digits.length === 4 ? Number(digits) : fullYear(Number(digits), context.limitYear);
}

/** Month and day without a year: the latest such day not after the part's month. */
function inHeading(month: number, day: number, context: DateContext): Scan {
  const { heading } = context;
  if (heading === null) return { date: null, problem: "noYear", usesHeading: true };
  const year = heading.month > 0 && month > heading.month ? heading.year - 1 : heading.year;
  return { date: { year, month, day, yearFromHeading: true, ambiguousMonth: false }, problem: null, usesHeading: true };
}

function scanRuns(text: string, context: DateContext): Scan {
  const runs = RUNS.exec(text);
  if (runs === null) return text !== "" && /^[年月日号.\-/]+$/.test(text) ? UNFILLED : NOT_A_DATE;
  const [, before = "", first = "", mark1, second, mark2, third, after = ""] = runs;
  if (second !== undefined && third !== undefined) {
    const loose = first.length === 4; // "放环2004.5.1" still says one day
    if (!loose && !(MARKS.test(before) && TAIL.test(after))) return NOT_A_DATE;
    if (!MARKS.test(mark1 ?? "") || !MARKS.test(mark2 ?? "")) return NOT_A_DATE;
    return threeRuns(first, second, third, mark1 ?? "", context);
  }
  if (!MARKS.test(before) && !(first.length === 4 && (mark1 ?? after).startsWith("年"))) return NOT_A_DATE;
  if (second !== undefined) {
    if (!MARKS.test(mark1 ?? "") || !(TAIL.test(after) || first.length === 4)) return NOT_A_DATE;
    return twoRuns(first, second, mark1 ?? "", after, context);
  }
  return TAIL.test(after) ? oneRun(first, after, context) : NOT_A_DATE;
}

function threeRuns(first: string, second: string, third: string, mark: string, context: DateContext): Scan {
  if (second.length > 2) return NOT_A_DATE;
  const a = Number(first);
  const b = Number(second);
  const c = Number(third);
  if (first.length === 4) return third.length <= 2 ? found(a, b, c) : NOT_A_DATE;
  if (first.length > 2) return NOT_A_DATE;
  if (third.length === 4) {
    if (a > 12 && b <= 12) return found(c, b, a);
    if (b > 12 || a === b) return found(c, a, b);
    return found(c, 0, 0); // 5/1/2004: May or January, nobody can tell
  }
  if (third.length > 2) return NOT_A_DATE;
  const asYear = fullYear(a, context.limitYear);
  if (mark === "/" && a >= 1 && a <= 12 && third.length === 2) {
    // Excel's short American form 5/1/04, unless year first makes a likelier date.
    const american = fullYear(c, context.limitYear);
    if (first.length === 1 || (asYear < 1930 && american >= 1930) || !isDay(asYear, b, c)) {
      if (isDay(american, a, b)) return found(american, a, b);
    }
  }
  return found(asYear, b, c);
}

function twoRuns(first: string, second: string, mark: string, after: string, context: DateContext): Scan {
  const a = Number(first);
  const b = Number(second);
  if (first.length === 4) {
    if (second.length > 2) return second.length === 4 ? compactDay(first + second, context) : NOT_A_DATE;
    return found(a, b, 0, mark === "." && second === "1" && !after.startsWith("月"));
  }
  if (first.length > 2) return NOT_A_DATE;
  if (second.length === 4) return a <= 12 ? found(b, a, 0) : NOT_A_DATE;
  if (second.length > 2) return NOT_A_DATE;
  if (mark.startsWith("年")) return found(fullYear(a, context.limitYear), b, 0);
  if (mark.startsWith("月") || /^[日号]/.test(after)) return inHeading(a, b, context);
  if (after.startsWith("月")) return found(fullYear(a, context.limitYear), b, 0);
  return yearOrMonthFirst(first, second, mark, context);
}

/** "75.3", "5.12", "04.5", "05.12": a number above 12 is no month; a zero before 1 digit is a year; else the heading decides. */
function yearOrMonthFirst(first: string, second: string, mark: string, context: DateContext): Scan {
  const a = Number(first);
  const b = Number(second);
  const asYearMonth = found(fullYear(a, context.limitYear), b, 0, mark === "." && second === "1");
  if (a > 12 || a === 0) return asYearMonth;
  if (b > 12) return inHeading(a, b, context);
  if (!first.startsWith("0")) return inHeading(a, b, context);
  if (second.length === 1) return asYearMonth;
  const near = context.heading !== null && context.heading.month > 0 && (context.heading.month - a + 12) % 12 <= 2;
  return near ? inHeading(a, b, context) : { ...asYearMonth, usesHeading: true };
}

function oneRun(digits: string, after: string, context: DateContext): Scan {
  const value = Number(digits);
  if (after.startsWith("年")) return digits.length === 4 || digits.length === 2 ? found(yearOf(digits, context), 0, 0) : NOT_A_DATE;
  if (after.startsWith("月")) return digits.length <= 2 ? inHeading(value, 0, context) : NOT_A_DATE;
  switch (digits.length) {
    case 14:
    case 12:
    case 8:
      return compactDay(digits.slice(0, 8), context);
    case 7: {
      const early = isDay(Number(digits.slice(0, 4)), Number(digits[4]), Number(digits.slice(5)));
      const late = isDay(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits[6]));
      if (early === late) return NOT_A_DATE;
      return found(Number(digits.slice(0, 4)), Number(digits.slice(4, early ? 5 : 6)), Number(digits.slice(early ? 5 : 6)));
    }
    case 6:
      return compactSix(digits, context);
    case 5: // a leading zero lost: 40501
      return compactSix(`0${digits}`, context);
    case 4: {
      if (value >= 1900 && value <= 2099) return found(value, 0, 0);
      const month = Number(digits.slice(2));
      return month >= 1 && month <= 12 ? found(fullYear(Number(digits.slice(0, 2)), context.limitYear), month, 0) : NOT_A_DATE;
    }
    default:
      return NOT_A_DATE;
  }
}

function compactDay(digits: string, context: DateContext): Scan {
  const year = Number(digits.slice(0, 4));
  if (year >= 1800 && year <= 2199) return found(year, Number(digits.slice(4, 6)), Number(digits.slice(6)));
  // 05012004 as an American program writes it
  const last = Number(digits.slice(4));
  const american = isDay(last, Number(digits.slice(0, 2)), Number(digits.slice(2, 4))) && last >= 1900 && last <= (context.limitYear || 2098) + 1;
  return american ? found(last, Number(digits.slice(0, 2)), Number(digits.slice(2, 4))) : NOT_A_DATE;
}

/** 200405 is a year and month, 040501 a day of a short year. */
function compactSix(digits: string, context: DateContext): Scan {
  const year = Number(digits.slice(0, 4));
  const month = Number(digits.slice(4));
  const latest = context.limitYear > 0 ? context.limitYear + 1 : 2099;
  const short = fullYear(Number(digits.slice(0, 2)), context.limitYear);
  const asDay = found(short, Number(digits.slice(2, 4)), Number(digits.slice(4)));
  if (year >= 1930 && year <= latest && month <= 12) return found(year, month, 0);
  if (isDay(short, Number(digits.slice(2, 4)), month)) return asDay;
  return year >= 1800 && year <= 2199 ? found(year, month, 0) : asDay;
}
