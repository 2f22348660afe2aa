/** 日期 → year, month, day with the precision the cell really says. */
import type { NormalDate } from "../model.js";
import type { BlankWords } from "./blank.js";
import { isDay, isoText, lunarDay, serialDay } from "./calendar.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { scanDate, type DateContext, type ScannedDate } from "./date-scan.js";
import { fold, withoutBlanks } from "./fold.js";

export interface DateReading {
  readonly normal: NormalDate;
  /** Read again for another part: the year came from its heading, or would have to. */
  readonly usesHeading: boolean;
}

/** Serials and years below are artefacts: 1900-01-00 is an empty cell, 1905-06-26 is "2004" in a date cell. */
const FIRST_YEAR = 1910;
/** Bare numbers that may be Excel's serials: 1927 … 2064. */
const FIRST_SERIAL = 10000;
const LAST_SERIAL = 60000;

const LUNAR_TAG = /农历|阴历|旧历|古历|夏历|\((?:农|阴|旧)\)|(?:^|\b)[农阴](?=\d|[一二三四五六七八九十闰正腊冬〇])/g;
const LUNAR_WORDS = /正月|腊月|冬月|闰|初[一二三四五六七八九十\d]|廿|卅/;

export function readDate(cell: OpenCell, context: DateContext, blank: BlankWords): DateReading {
  const { value, shown } = cell;
  if (cell.error) return fixed(bad(cell, shown.trim(), "error"));
  if (value === null) return fixed(blankDate(cell));
  if (cell.serial && typeof value === "number") return fixed(fromSerial(cell, value, context));
  if (typeof value === "number") {
    const serial = bareSerial(value, context);
    if (serial !== null) return fixed(serial(cell));
  }
  const folded = fold(cellText(cell));
  const bare = withoutBlanks(folded.text);
  if (bare === "0" || bare === "00" || bare === "0.0" || blank(bare)) return fixed(blankDate(cell));
  if (/^\d{5}(?:\.\d+)?$/.test(bare)) {
    const serial = bareSerial(Number(bare), context);
    if (serial !== null) return fixed(serial(cell));
  }
  const tagged = folded.text.replace(LUNAR_TAG, "");
  const lunar = tagged !== folded.text || LUNAR_WORDS.test(tagged);
  const scan = scanDate(lunar ? lunarText(tagged) : folded.text, context);
  if (scan.problem === "blank") return fixed(blankDate(cell));
  if (scan.date === null) return { normal: bad(cell, folded.text, scan.problem ?? "notADate"), usesHeading: scan.usesHeading };
  return { normal: fromScan(cell, scan.date, lunar, folded.text, folded.fullWidth, context), usesHeading: scan.usesHeading };
}

export function normaliseDate(cell: OpenCell, context: DateContext, blank: BlankWords): NormalDate {
  return readDate(cell, context, blank).normal;
}

function fixed(normal: NormalDate): DateReading {
  return { normal, usesHeading: false };
}

function blankDate(cell: OpenCell): NormalDate {
  return { type: "date", state: "blank", shown: cell.shown, text: "", steps: stepList(cell), issue: null, year: 0, month: 0, day: 0, precision: "none", calendar: "solar" };
}

function bad(cell: OpenCell, text: string, issue: string): NormalDate {
  return { type: "date", state: "invalid", shown: cell.shown, text, steps: stepList(cell), issue, year: 0, month: 0, day: 0, precision: "none", calendar: "solar" };
}

function outOfRange(year: number, context: DateContext): boolean {
  return year < FIRST_YEAR || year > (context.limitYear > 0 ? context.limitYear + 5 : 2060);
}

function good(cell: OpenCell, year: number, month: number, day: number, calendar: "solar" | "lunar", issue: string | null, steps: NormalDate["steps"]): NormalDate {
  const precision = day > 0 ? "day" : month > 0 ? "month" : "year";
  return { type: "date", state: "value", shown: cell.shown, text: isoText(year, month, day), steps, issue, year, month, day, precision, calendar };
}

/** A number in serial range, read as a serial unless that lies in the books' future and 40501 is a day of 2004. */
function bareSerial(value: number, context: DateContext): ((cell: OpenCell) => NormalDate) | null {
  if (value < FIRST_SERIAL || value > LAST_SERIAL) return null;
  const { year, month, day } = serialDay(value);
  if (context.limitYear > 0 && year > context.limitYear + 1) {
    const digits = `0${Math.floor(value)}`;
    if (isDay(2000 + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4)))) return null;
  }
  return (cell) =>
    outOfRange(year, context)
      ? bad(cell, isoText(year, month, day), "outOfRangeDate")
      : good(cell, year, month, day, "solar", null, stepList(cell, "serialDate"));
}

/** A date cell: the serial says the day, the shown text how much of it was meant (typed 2004-5 becomes 2004-05-01). */
function fromSerial(cell: OpenCell, serial: number, context: DateContext): NormalDate {
  const { year, month, day } = serialDay(serial);
  if (serial < 1 || outOfRange(year, context)) return bad(cell, cell.shown.trim(), "outOfRangeDate");
  const precision = day === 1 ? shownPrecision(cell.shown, year, month) : "day";
  const shownDay = precision === "day" ? day : 0;
  const shownMonth = precision === "year" ? 0 : month;
  const steps = stepList(cell, isoText(year, shownMonth, shownDay) !== cell.shown && "dateStyle");
  return good(cell, year, shownMonth, shownDay, "solar", null, steps);
}

function shownPrecision(shown: string, year: number, month: number): "day" | "month" | "year" {
  const runs = shown.replace(/\d{1,2}:\d{2}.*$/, "").match(/\d+|[一二三四五六七八九十〇]+/g) ?? [];
  const first = runs[0] ?? "";
  const second = runs[1] ?? "";
  if (/[A-Za-z]{3}/.test(shown)) return runs.length === 1 ? "month" : "day"; // May-04, 1-May-04
  if (runs.length === 1) return first.length === 4 && Number(first) === year ? "year" : "day";
  if (runs.length !== 2 || /[日号]/.test(shown)) return "day";
  if (first.length === 4 || second.length === 4 || shown.includes("年")) return "month";
  return Number(first) === year % 100 && Number(second) === month ? "month" : "day";
}

function lunarText(text: string): string {
  return text.replace("正月", "1月").replace("腊月", "12月").replace("冬月", "11月").replace("闰", "").replaceAll("初", "").replace("()", "");
}

function fromScan(cell: OpenCell, scanned: ScannedDate, lunar: boolean, folded: string, fullWidth: boolean, context: DateContext): NormalDate {
  const { year, month, day } = scanned;
  if (outOfRange(year, context)) return bad(cell, folded, "outOfRangeDate");
  const chinese = /[〇零○一二三四五六七八九十廿卅正腊]/.test(folded);
  const steps = stepList(
    cell, fullWidth && "fullWidth", lunar && "lunar", chinese && "chineseNumeral", scanned.yearFromHeading && "yearFromHeading",
    folded !== isoText(year, month, day) && "dateStyle",
  );
  if (lunar) return fromLunar(cell, scanned, folded, steps);
  if (month > 12 || (day > 0 && (month === 0 || !isDay(year, month, day)))) return bad(cell, folded, "impossibleDate");
  return good(cell, year, month, day, "solar", scanned.ambiguousMonth ? "ambiguousMonth" : null, steps);
}

/** A lunar month spans two solar ones, so without its day only the year is certain. */
function fromLunar(cell: OpenCell, scanned: ScannedDate, folded: string, steps: NormalDate["steps"]): NormalDate {
  const { year, month, day } = scanned;
  if (day === 0) return month > 12 ? bad(cell, folded, "impossibleDate") : good(cell, year, 0, 0, "lunar", null, steps);
  const solar = lunarDay(year, month, day, cell.shown.includes("闰"));
  if (solar === null) return bad(cell, folded, "impossibleDate");
  return good(cell, solar.year, solar.month, solar.day, "lunar", null, steps);
}
