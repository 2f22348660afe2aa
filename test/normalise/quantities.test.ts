import { expect, test } from "vitest";
import type { CellValue } from "../../src/model.js";
import { normaliseCount } from "../../src/normalise/count.js";
import { normaliseNumber } from "../../src/normalise/number.js";
import { blank, open, serialOf, shown } from "./support.js";

const numbers: [CellValue, number, string][] = [
  [12, 12, ""],
  ["12", 12, ""],
  ["１２", 12, ""],
  ["12.0", 12, ""],
  ["1,200", 1200, ""],
  ["1，200", 1200, ""],
  ["12只", 12, "只"],
  ["12 只", 12, "只"],
  ["3盒(30只)", 3, "盒"],
  ["2.5", 2.5, ""],
  ["-3", -3, ""],
  ["十二", 12, ""],
  ["十二只", 12, "只"],
  ["两盒", 2, "盒"],
  ["第3轮", 3, "轮"],
  ["28岁", 28, "岁"],
  [shown("number", 12, "12.00"), 12, ""],
  [shown("ditto", 12, "〃"), 12, ""],
  [0, 0, ""],
  ["0", 0, ""],
];

test.each(numbers)("number %j → %d %s", (raw, value, unit) => {
  const number = normaliseNumber(open(raw), blank);
  expect(number).toMatchObject({ type: "number", state: "value", value, unit, issue: null });
  expect(normaliseNumber(open(number.text), blank)).toMatchObject({ value, unit });
});

test.each(["", null, "无", "—", "/"])("number %j is blank", (raw) => {
  expect(normaliseNumber(open(raw), blank)).toMatchObject({ state: "blank", value: NaN });
});

test.each(["见附表", "3盒2只", "12-13", true])("number %j is none", (raw) => {
  expect(normaliseNumber(open(raw), blank)).toMatchObject({ state: "invalid", issue: "notANumber", value: NaN });
});

test("errors keep their own name", () => {
  expect(normaliseNumber(open("#DIV/0!"), blank)).toMatchObject({ state: "invalid", issue: "error" });
  expect(normaliseCount(open("#DIV/0!"), blank)).toMatchObject({ state: "invalid", issue: "error" });
});

const counts: [CellValue, number, number, number][] = [
  [2, 2, NaN, NaN],
  ["2", 2, NaN, NaN],
  ["２孩", 2, NaN, NaN],
  ["两个", 2, NaN, NaN],
  [0, 0, NaN, NaN],
  ["0", 0, NaN, NaN],
  ["无", 0, NaN, NaN],
  ["1男1女", 2, 1, 1],
  ["１男１女", 2, 1, 1],
  ["1男 1女", 2, 1, 1],
  ["男1女0", 1, 1, 0],
  ["男:1,女:2", 3, 1, 2],
  ["一儿一女", 2, 1, 1],
  ["一男", 1, 1, 0],
  ["二女", 2, 0, 2],
  ["两个女儿", 2, 0, 2],
  ["双女", 2, 0, 2],
  ["独女", 1, 0, 1],
  ["1子2女", 3, 1, 2],
  ["2(1,1)", 2, 1, 1],
  ["2（1，1）", 2, 1, 1],
  ["2(1男1女)", 2, 1, 1],
  ["1/1", 2, 1, 1],
  [shown("date", serialOf("2004-01-02"), "1月2日"), 3, 1, 2], // Excel made a date of 1/2
];

test.each(counts)("count %j → %d (%d, %d)", (raw, total, boys, girls) => {
  const count = normaliseCount(open(raw), blank);
  expect(count).toMatchObject({ type: "count", state: "value", total, boys, girls, issue: null });
  expect(normaliseCount(open(count.text), blank)).toMatchObject({ total, boys, girls });
});

test.each(["", null, "—", "/"])("count %j is blank", (raw) => {
  expect(normaliseCount(open(raw), blank)).toMatchObject({ state: "blank", total: NaN });
});

test("a count that contradicts itself is invalid", () => {
  expect(normaliseCount(open("3(1,1)"), blank)).toMatchObject({ state: "invalid", issue: "countSum", total: NaN });
  expect(normaliseCount(open("很多"), blank)).toMatchObject({ state: "invalid", issue: "notANumber" });
  expect(normaliseCount(open(1.5), blank)).toMatchObject({ state: "invalid", issue: "notANumber" });
});
