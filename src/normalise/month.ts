/** 报告月: a year and month; a bare 5, 5月 or 五月份 takes its year from the part's heading. */
import type { NormalDate } from "../model.js";
import type { BlankWords } from "./blank.js";
import { isoText } from "./calendar.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { withDigits } from "./chinese-numeral.js";
import { readDate, type DateReading } from "./date.js";
import type { DateContext } from "./date-scan.js";
import { fold, withoutBlanks } from "./fold.js";

const BARE = /^第?(\d{1,2})月?(?:份|\.0)?$/;

export function readMonth(cell: OpenCell, context: DateContext, blank: BlankWords): DateReading {
  if (!cell.error && !cell.serial && cell.value !== null) {
    const bare = BARE.exec(withDigits(withoutBlanks(fold(cellText(cell)).text)));
    const month = Number(bare?.[1] ?? 0);
    if (month >= 1 && month <= 12) return { normal: inHeading(cell, month, context), usesHeading: true };
  }
  const { normal, usesHeading } = readDate(cell, context, blank);
  if (normal.state !== "value") return { normal: { ...normal, type: "month" }, usesHeading };
  const precision = normal.month === 0 ? "year" : "month";
  return { normal: { ...normal, type: "month", day: 0, precision, text: isoText(normal.year, normal.month, 0) }, usesHeading };
}

export function normaliseMonth(cell: OpenCell, context: DateContext, blank: BlankWords): NormalDate {
  return readMonth(cell, context, blank).normal;
}

function inHeading(cell: OpenCell, month: number, context: DateContext): NormalDate {
  const base = { type: "month", shown: cell.shown, day: 0, calendar: "solar" } as const;
  if (context.heading === null) {
    return { ...base, state: "invalid", text: String(month), steps: stepList(cell), issue: "noYear", year: 0, month: 0, precision: "none" };
  }
  const { year } = context.heading;
  return { ...base, state: "value", text: isoText(year, month, 0), steps: stepList(cell, "yearFromHeading"), issue: null, year, month, precision: "month" };
}
