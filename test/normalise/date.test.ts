import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../src/model.js";
import { makeCompare } from "../../src/normalise/compare.js";
import { normaliseDate } from "../../src/normalise/date.js";
import type { DateContext } from "../../src/normalise/date-scan.js";
import { normaliseMonth } from "../../src/normalise/month.js";
import { blank, open, profile, serialOf, shown } from "./support.js";

const MAY: DateContext = { limitYear: 2004, heading: { year: 2004, month: 5 } };
const NO_HEADING: DateContext = { limitYear: 2004, heading: null };
const UNKNOWN: DateContext = { limitYear: 0, heading: null };

const days: [CellValue, string][] = [
  ["2004-05-01", "2004-05-01"],
  ["2004.5.1", "2004-05-01"],
  ["2004/5/1", "2004-05-01"],
  ["2004年5月1日", "2004-05-01"],
  ["2004年5月1号", "2004-05-01"],
  ["2004.5.1日", "2004-05-01"],
  ["2004.5.1.", "2004-05-01"],
  ["2004,5,1", "2004-05-01"],
  ["2004 5 1", "2004-05-01"],
  ["2004. 5. 1", "2004-05-01"],
  ["1975.03. 04", "1975-03-04"],
  ["２００４年５月１日", "2004-05-01"],
  ["2004．5．1", "2004-05-01"],
  ["2004。5。1", "2004-05-01"],
  ["2004—05—01", "2004-05-01"],
  ["'2004-05-01", "2004-05-01"],
  ["2004-05-01 00:00:00", "2004-05-01"],
  ["2004/5/1 0:00", "2004-05-01"],
  ["2004-05-01T00:00:00.000Z", "2004-05-01"],
  ["2004-5-1 星期六", "2004-05-01"],
  ["04.5.1", "2004-05-01"],
  ["75.3.4", "1975-03-04"],
  ["75年3月4日", "1975-03-04"],
  ["00.12.31", "2000-12-31"],
  ["20040501", "2004-05-01"],
  [20040501, "2004-05-01"],
  ["040501", "2004-05-01"],
  ["750304", "1975-03-04"],
  [750304, "1975-03-04"],
  [40501, "2004-05-01"],
  ["2004511", "2004-05-11"],
  [38108, "2004-05-01"],
  ["38108", "2004-05-01"],
  [38108.75, "2004-05-01"],
  [27457, "1975-03-04"],
  [shown("date", 38108, "2004-5-1"), "2004-05-01"],
  [shown("date", 38108, "5/1/04"), "2004-05-01"],
  [shown("date", 38108, "1-May-04"), "2004-05-01"],
  [shown("date", 38108, "5月1日"), "2004-05-01"],
  [shown("date", 38108.5, "2004-5-1 12:00"), "2004-05-01"],
  [shown("date", 38108, "########"), "2004-05-01"],
  [shown("date", 27457, "75.3.4"), "1975-03-04"],
  [shown("ditto", 38108, "〃"), "2004-05-01"],
  [shown("ditto", "2004.5.1", "同上"), "2004-05-01"],
  ["二〇〇四年五月一日", "2004-05-01"],
  ["二00四年五月一日", "2004-05-01"],
  ["二OO四年五月一日", "2004-05-01"],
  ["一九七五年十二月二十三日", "1975-12-23"],
  ["七五年三月四日", "1975-03-04"],
  ["2004年5月1日出生", "2004-05-01"],
  ["公历2004.5.1", "2004-05-01"],
  ["5月1日", "2004-05-01"],
  ["5.1", "2004-05-01"],
  [5.1, "2004-05-01"],
  ["5-1", "2004-05-01"],
  ["12.28", "2003-12-28"], // a May slip does not report the coming December
  ["05.12", "2004-05-12"],
  ["13/5/2004", "2004-05-13"],
  ["5/13/2004", "2004-05-13"],
  ["5/13/04", "2004-05-13"],
  ["1-May-2004", "2004-05-01"],
  ["农历1975年3月4日", "1975-04-15"],
  ["1975年三月初四", "1975-04-15"],
  ["1975年农历3月4日", "1975-04-15"],
  ["75.3.4(农历)", "1975-04-15"],
  ["阴历七五年三月初四", "1975-04-15"],
  ["2004年闰二月初三", "2004-03-23"],
  ["2003年腊月初八", "2003-12-30"],
];

test.each(days)("%j is the day %s", (raw, text) => {
  const date = normaliseDate(open(raw), MAY, blank);
  expect(date).toMatchObject({ type: "date", state: "value", precision: "day", text, issue: null });
  expect(`${date.year}-${String(date.month).padStart(2, "0")}-${String(date.day).padStart(2, "0")}`).toBe(text);
  expect(normaliseDate(open(date.text), MAY, blank).text).toBe(text);
});

const coarse: [CellValue, string, "month" | "year"][] = [
  ["2004.5", "2004-05", "month"],
  [2004.5, "2004-05", "month"],
  ["2004年5月", "2004-05", "month"],
  ["2004年5月份", "2004-05", "month"],
  ["2004年5月  日", "2004-05", "month"],
  ["2004年5月上旬", "2004-05", "month"],
  ["2004-05-00", "2004-05", "month"],
  ["200405", "2004-05", "month"],
  [197503, "1975-03", "month"],
  ["2004/05", "2004-05", "month"],
  ["5/2004", "2004-05", "month"],
  ["04年5月", "2004-05", "month"],
  ["75.3", "1975-03", "month"],
  [75.3, "1975-03", "month"],
  ["04.5", "2004-05", "month"],
  ["7503", "1975-03", "month"],
  ["二〇〇四年五月", "2004-05", "month"],
  ["5月", "2004-05", "month"],
  ["May-04", "2004-05", "month"],
  [shown("date", 38108, "2004年5月"), "2004-05", "month"],
  [shown("date", 38108, "2004-05"), "2004-05", "month"],
  [shown("date", 38108, "May-04"), "2004-05", "month"],
  [shown("number", 2004.1, "2004.10"), "2004-10", "month"],
  ["2004", "2004", "year"],
  ["2004年", "2004", "year"],
  ["75年", "1975", "year"],
  ["2004-00-00", "2004", "year"],
  ["5/1/2004", "2004", "year"], // May or January: nobody can tell
  ["农历1975年3月", "1975", "year"],
];

test.each(coarse)("%j says %s", (raw, text, precision) => {
  expect(normaliseDate(open(raw), MAY, blank)).toMatchObject({ state: "value", text, precision, issue: null });
});

const invalid: [CellValue, string][] = [
  ["2004-02-30", "impossibleDate"],
  ["2003.2.29", "impossibleDate"],
  ["2004.13.1", "impossibleDate"],
  ["20041301", "impossibleDate"],
  ["农历2004年5月31日", "impossibleDate"],
  ["1900-01-00", "outOfRangeDate"],
  ["1899-12-30", "outOfRangeDate"],
  ["2099-12-31", "outOfRangeDate"],
  [shown("date", 0, "1900-01-00"), "outOfRangeDate"],
  [shown("date", 2004, "1905-06-26"), "outOfRangeDate"],
  [shown("date", 73050, "2099-12-31"), "outOfRangeDate"],
  ["不详年份", "notADate"],
  ["放环", "notADate"],
  ["2004.5.1-2004.6.1", "notADate"],
  [shown("error", "#N/A", "#N/A"), "error"],
  ["#VALUE!", "error"],
];

test.each(invalid)("%j: %s", (raw, issue) => {
  expect(normaliseDate(open(raw), MAY, blank)).toMatchObject({ state: "invalid", issue, year: 0, precision: "none" });
});

test("without a heading, month and day have no year", () => {
  expect(normaliseDate(open("5.12"), NO_HEADING, blank)).toMatchObject({ state: "invalid", issue: "noYear" });
  expect(normaliseDate(open("5月1日"), NO_HEADING, blank)).toMatchObject({ state: "invalid", issue: "noYear" });
});

test("the step tells what was done", () => {
  const steps = (raw: CellValue): readonly string[] => normaliseDate(open(raw), MAY, blank).steps;
  expect(steps("2004-05-01")).toEqual([]);
  expect(steps("2004.5.1")).toEqual(["dateStyle"]);
  expect(steps(38108)).toEqual(["serialDate"]);
  expect(steps("5.1")).toContain("yearFromHeading");
  expect(steps("二〇〇四年五月一日")).toContain("chineseNumeral");
  expect(steps("农历1975.3.4")).toContain("lunar");
  expect(steps(shown("ditto", "2004.5.1", "〃"))).toContain("ditto");
});

test.each(["", null, "无", "—", "/", "  年  月  日", "0", 0, "----"])("%j is blank", (raw) => {
  expect(normaliseDate(open(raw), MAY, blank)).toMatchObject({ state: "blank", text: "", issue: null });
});

test("2004.1 may have been 2004.10", () => {
  const compare = makeCompare(profile);
  const read = (raw: CellValue) => normaliseDate(open(raw), MAY, blank);
  expect(read(2004.1)).toMatchObject({ state: "value", text: "2004-01", issue: "ambiguousMonth" });
  expect(compare("birthDate", read(2004.1), read("2004-10-03"))).toBe("coarser");
  expect(compare("birthDate", read(2004.1), read("2004-01-03"))).toBe("coarser");
  expect(compare("birthDate", read(2004.1), read("2004-11-03"))).toBe("different");
  expect(compare("birthDate", read("2004.10"), read("2004-01"))).toBe("different");
});

test("two-digit years lie in the books' past", () => {
  const year = (raw: string, limitYear: number): number => normaliseDate(open(raw), { limitYear, heading: null }, blank).year;
  expect([year("05.1.3", 2004), year("06.1.3", 2004), year("98.1.3", 2004), year("19.1.3", 2024), year("60.1.3", 2024)]).toEqual([2005, 0, 1998, 2019, 1960]);
  expect(year("04.1.3", 0)).toBe(2004);
});

const months: [CellValue, string][] = [
  ["2004年5月", "2004-05"],
  ["200405", "2004-05"],
  ["2004-05-31", "2004-05"],
  [shown("date", 38108, "2004年5月"), "2004-05"],
  [5, "2004-05"],
  ["5", "2004-05"],
  ["05", "2004-05"],
  ["5月", "2004-05"],
  ["５月份", "2004-05"],
  ["五月", "2004-05"],
  ["十二", "2004-12"],
];

test.each(months)("month %j → %s", (raw, text) => {
  expect(normaliseMonth(open(raw), MAY, blank)).toMatchObject({ type: "month", state: "value", text, precision: "month", day: 0 });
});

test("a bare month needs the heading's year", () => {
  expect(normaliseMonth(open("5月"), NO_HEADING, blank)).toMatchObject({ state: "invalid", issue: "noYear" });
  expect(normaliseMonth(open("无"), MAY, blank)).toMatchObject({ state: "blank" });
});

describe("laws", () => {
  const compare = makeCompare(profile);
  const numerals = "〇一二三四五六七八九";
  const chinese = (n: number): string => (n < 10 ? numerals[n] : n < 20 ? `十${n % 10 ? numerals[n % 10] : ""}` : `${numerals[Math.floor(n / 10)]}十${n % 10 ? numerals[n % 10] : ""}`) ?? "";
  const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  type Style = (y: number, m: number, d: number, iso: string) => CellValue;
  const whole: Style[] = [
    (y, m, d) => `${y}.${m}.${d}`,
    (y, m, d) => `${y}/${m}/${d}`,
    (y, m, d) => `${y}年${m}月${d}日`,
    (y, m, d) => ` ${y} 年 ${m} 月 ${d} 日 `,
    (_y, _m, _d, iso) => iso.replaceAll("-", ""),
    (_y, _m, _d, iso) => Number(iso.replaceAll("-", "")),
    (_y, _m, _d, iso) => iso.slice(2).replaceAll("-", "."),
    (y, m, d) => `${String(y).slice(2)}.${m}.${d}`,
    (_y, _m, _d, iso) => serialOf(iso),
    (_y, _m, _d, iso) => String(serialOf(iso)),
    (y, m, d, iso) => shown("date", serialOf(iso), `${y}/${m}/${d}`),
    (y, m, d) => `${[...String(y)].map((c) => numerals[Number(c)]).join("")}年${chinese(m)}月${chinese(d)}日`,
    (y, m, d) => wide(`${y}.${m}.${d}`),
    (_y, _m, _d, iso) => `${iso} 00:00:00`,
  ];
  const halves: Style[] = [
    (y, m) => `${y}年${m}月`,
    (_y, _m, _d, iso) => iso.slice(0, 7),
    (_y, _m, _d, iso) => `${iso.slice(0, 7)}-00`,
    (_y, _m, _d, iso) => iso.slice(0, 7).replace("-", ""),
    (y) => `${y}年`,
  ];
  const day = fc.date({ min: new Date("1942-01-01"), max: new Date("2004-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

  test("every style of a day equals its ISO form, and a coarse one is coarser", () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [y = 0, m = 0, d = 0] = iso.split("-").map(Number);
        const exact = normaliseDate(open(iso), NO_HEADING, blank);
        for (const style of whole) {
          const raw = style(y, m, d, iso);
          expect(["same", "writtenDifferently"], JSON.stringify(raw)).toContain(compare("birthDate", normaliseDate(open(raw), NO_HEADING, blank), exact));
        }
        for (const style of halves) {
          const raw = style(y, m, d, iso);
          expect(compare("birthDate", normaliseDate(open(raw), UNKNOWN, blank), exact), JSON.stringify(raw)).toBe("coarser");
        }
      }),
    );
  });

  test("the normal text of anything reads as itself", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[0-9.年月日/-]{1,10}$/)), (raw) => {
        const date = normaliseDate(open(raw), MAY, blank);
        if (date.state === "value") expect(normaliseDate(open(date.text), MAY, blank).text).toBe(date.text);
      }),
      { numRuns: 500 },
    );
  });
});
