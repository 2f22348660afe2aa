import { expect, test } from "vitest";
import type { CellValue, Comparison, FieldId } from "../../src/model.js";
import { makeColumnReader } from "../../src/normalise/column-reader.js";
import { makeCompare } from "../../src/normalise/compare.js";
import { profile, shown } from "./support.js";

const compare = makeCompare(profile);
const reader = makeColumnReader(profile, 2004);
const read = (field: FieldId, cell: CellValue) => reader.one(field, cell, { year: 2004, month: 5 });

const cases: [FieldId, CellValue, CellValue, Comparison][] = [
  ["name", "张三", "张三", "same"],
  ["name", "张三", "張 三", "writtenDifferently"],
  ["name", "张三", "张山", "different"],
  ["name", "张三", "", "incomparable"],
  ["birthDate", "1975-03-04", "1975-03-04", "same"],
  ["birthDate", "75.3.4", "1975-03-04", "writtenDifferently"],
  ["birthDate", "1975.3", "1975-03-04", "coarser"],
  ["birthDate", "1975", "1975-03", "coarser"],
  ["birthDate", "1975.4", "1975-03-04", "different"],
  ["birthDate", "1975.3", "75年3月", "writtenDifferently"],
  ["birthDate", "农历75.3.4", "1975-04-15", "writtenDifferently"],
  ["birthDate", "1975-03-04", "1975-04-15", "different"], // the same day of the lunar calendar, but nobody says so
  ["birthDate", "2004-02-30", "2004-02-29", "incomparable"],
  ["childBirth#2", "75.3.4", "1975-03-04", "writtenDifferently"],
  ["method", "上环", "宫内节育器", "writtenDifferently"],
  ["method", "203", "上环", "writtenDifferently"],
  ["method", "上环", "上环", "same"],
  ["method", "药具", "避孕套", "coarser"],
  ["method", "女扎", "结扎", "coarser"],
  ["method", "药具", "上环", "different"],
  ["method", "避孕套", "口服药", "different"],
  ["method", "偏方", "上环", "different"],
  ["method", "民间偏方", "民间偏方 ", "writtenDifferently"],
  ["method", "偏方", "秘方", "different"],
  ["maritalStatus", "已婚", "再婚", "coarser"],
  ["childSex#1", "男", 1, "writtenDifferently"],
  ["idNumber", "110105491231002", "11010519491231002X", "writtenDifferently"],
  ["idNumber", "11010519491231002X", "11010519491231002X", "same"],
  ["idNumber", "11010519491231003X", "11010519491231002X", "different"],
  ["idNumber", "1101051949123100", "11010519491231002X", "different"],
  ["idNumber", 110105194912310000, "11010519491231002X", "writtenDifferently"],
  ["idNumber", 110105194912320000, "11010519491231002X", "different"],
  ["idNumber", "暂无", "11010519491231002X", "incomparable"],
  ["children", 2, "1男1女", "writtenDifferently"],
  ["children", "2女", "1男1女", "different"],
  ["children", 2, 2, "same"],
  ["children", 2, 3, "different"],
  ["quantity", 3, "3盒", "writtenDifferently"],
  ["quantity", "3只", "3盒", "incomparable"],
  ["quantity", "12.0", 12, "writtenDifferently"],
  ["quantity", 12, 13, "different"],
  ["remark", "A  B", "ａb", "writtenDifferently"],
  ["birthDate", shown("error", "#N/A", "#N/A"), shown("error", "#N/A", "#N/A"), "incomparable"],
  ["birthDate", "", "", "incomparable"],
];

test.each(cases)("%s: %j and %j are %s", (field, a, b, expected) => {
  expect(compare(field, read(field, a), read(field, b))).toBe(expected);
  expect(compare(field, read(field, b), read(field, a))).toBe(expected);
});

test("boys of one book and children of another compare as numbers", () => {
  expect(compare("children", read("children", "2"), read("boys", 2))).toBe("same");
  expect(compare("children", read("children", "1男1女"), read("boys", 1))).toBe("different");
});
