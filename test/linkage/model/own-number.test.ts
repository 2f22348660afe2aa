/** Whose ID number stands in a row: the row itself shows it where it is the husband's or a neighbour's. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeLists, type Field, type InputColumn } from "../../../src/linkage/model/fields.js";
import { contradicts } from "../../../src/linkage/model/own-number.js";
import type { FieldType } from "../../../src/linkage/model/settings.js";
import { idNumber } from "../../support/id-number.js";

const two = (n: number): string => String(n).padStart(2, "0");
/** Birth dates all over forty years; no two near each other are alike. */
const birthOf = (i: number): string => `${1950 + ((i * 17) % 40)}-${two(1 + ((i * 5) % 12))}-${two(1 + ((i * 11) % 28))}`;
const hers = (i: number): string => idNumber(birthOf(i), 2 * (i + 1));
const his = (i: number): string => idNumber(birthOf(i + 23), 2 * (i + 1) + 1);

type Row = Record<string, string>;
const TYPES: Readonly<Record<string, FieldType>> = { 姓名: "name", 身份证号: "idNumber", 出生日期: "date", 丈夫身份证号: "idNumber", 结婚日期: "date" };
const women = (count: number): Row[] => Array.from({ length: count }, (_, i) => ({ 姓名: `王${"秀玉春"[i % 3]!}${"英兰梅芳"[i % 4]!}`, 身份证号: hers(i), 出生日期: birthOf(i) }));

function fieldOf(rows: readonly Row[], name = "身份证号", names = Object.keys(rows[0] ?? {})): { foreign: number[] | null; dated: boolean } {
  const columns = names.map((own): InputColumn => ({ name: own, type: TYPES[own]!, first: rows.map((row) => row[own] ?? ""), second: null }));
  const { fields, place } = makeLists(columns, null);
  const field: Field = fields.find((one) => one.name === name)!;
  return { foreign: field.foreign === null ? null : [...place].filter((_, i) => field.foreign![i] === 1).sort((a, b) => a - b), dated: field.dated };
}

const with_ = (rows: readonly Row[], at: number, change: Row): Row[] => rows.map((row, i) => (i === at ? { ...row, ...change } : row));

describe("a list of women with birth dates", () => {
  const rows = women(60);

  it("every number is its row's own", () => expect(fieldOf(rows)).toEqual({ foreign: [], dated: true }));

  it.each<[string, Row]>([
    ["her husband's", { 身份证号: his(7) }],
    ["her husband's, though born on her day", { 身份证号: idNumber(birthOf(7), 15) }],
    ["a neighbour's", { 身份证号: hers(8) }],
    ["a neighbour's in 15 places", { 身份证号: hers(8).slice(0, 6) + hers(8).slice(8, 17) }],
    ["a woman's of another township", { 身份证号: idNumber("1981-09-30", 888) }],
    ["hers, beside a neighbour's birth date", { 出生日期: birthOf(8) }],
  ])("is not her own: %s", (_, change) => {
    expect(fieldOf(with_(rows, 7, change)).foreign).toEqual([7]);
  });

  // birthOf(7) is 1989-12-22
  it.each<[string, Row]>([
    ["one digit of the date", { 出生日期: "1989-12-21" }], ["the decade", { 出生日期: "1979-12-22" }], ["another year", { 出生日期: "1953-12-22" }], ["another month", { 出生日期: "1989-03-22" }], ["only the year is right", { 出生日期: "1989-03-05" }],
    ["month and day swapped", { 出生日期: "1989-22-12" }], ["the lunar day", { 出生日期: "1989-11-25" }], ["no day", { 出生日期: "1989-12" }], ["no month", { 出生日期: "1989" }], ["a letter for a digit", { 出生日期: "l989-12-22" }], ["no date", { 出生日期: "" }],
    ["an age", { 出生日期: "15" }], ["no number", { 身份证号: "" }], ["one digit of the number", { 身份证号: hers(7).slice(0, 16) + "8" + hers(7).slice(17) }],
    ["his number with a slip: whose it is, is not sure", { 身份证号: his(7).slice(0, 13) + "0" + his(7).slice(14) }],
    ["his number cut short", { 身份证号: his(7).slice(0, 15) }],
  ])("may be her own: %s", (_, change) => {
    expect(birthOf(7)).toBe("1989-12-22");
    expect(fieldOf(with_(rows, 7, change)).foreign).toEqual([]);
  });

  it("any rows with another's number are found, and no others", () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 12 }), fc.boolean(), (picked, husband) => {
      const wrong = rows.map((row, i) => (picked.includes(i) ? { ...row, 身份证号: husband ? his(i) : hers(i + 61) } : row));
      // A neighbour born near her day cannot be told by the date.
      const told = picked.filter((i) => husband || contradicts(birthOf(i).replaceAll("-", ""), hers(i + 61).toLowerCase()));
      expect(fieldOf(wrong, "身份证号").foreign).toEqual(told.sort((a, b) => a - b));
      if (!husband) expect(told).toHaveLength(picked.length);
    }), { numRuns: 60 });
  });

  it("the birth date is found beside another date, whichever comes first", () => {
    const dated = with_(rows.map((row, i) => ({ ...row, 结婚日期: birthOf(i + 31) })), 7, { 身份证号: hers(8) });
    expect(fieldOf(dated, "身份证号", ["姓名", "身份证号", "结婚日期", "出生日期"])).toEqual({ foreign: [7], dated: true });
    expect(fieldOf(dated, "身份证号", ["出生日期", "结婚日期", "姓名", "身份证号"])).toEqual({ foreign: [7], dated: true });
  });
});

describe("what else a list tells", () => {
  it("without dates the sex still does, if the list is of one", () => {
    expect(fieldOf(with_(women(60), 7, { 身份证号: his(7) }), "身份证号", ["姓名", "身份证号"])).toEqual({ foreign: [7], dated: false });
    expect(fieldOf(with_(women(60), 7, { 身份证号: hers(8) }), "身份证号", ["姓名", "身份证号"])).toEqual({ foreign: [], dated: false });
  });

  it("in a list of men and women a number of the other sex may be right; another birth date is not", () => {
    const both = women(60).map((row, i) => (i % 2 === 0 ? row : { ...row, 身份证号: idNumber(birthOf(i), 2 * i + 1) }));
    expect(fieldOf(both)).toEqual({ foreign: [], dated: true });
    expect(fieldOf(with_(both, 8, { 身份证号: his(8) })).foreign).toEqual([8]);
    expect(fieldOf(both, "身份证号", ["姓名", "身份证号"])).toEqual({ foreign: null, dated: false });
  });

  it("a list with more than one in twenty of the other sex is one of both", () => {
    const some = (men: number): Row[] => women(60).map((row, i) => (i < men ? { ...row, 身份证号: his(i) } : row));
    expect(fieldOf(some(3), "身份证号", ["身份证号"]).foreign).toEqual([0, 1, 2]);
    expect(fieldOf(some(4), "身份证号", ["身份证号"]).foreign).toBe(null);
  });

  it("nineteen numbers are too few to tell, twenty are enough; damaged ones do not count", () => {
    const foreign = (count: number): number[] | null => fieldOf(with_(women(count), 7, { 身份证号: his(7) })).foreign;
    expect(foreign(19)).toBe(null);
    expect(foreign(20)).toEqual([7]);
    const damaged = with_(women(20), 3, { 身份证号: hers(3).slice(0, 15) });
    expect(fieldOf(with_(damaged, 7, { 身份证号: his(7) })).foreign).toBe(null);
  });

  it("dates that are not the birth tell nothing", () => {
    const rows = women(60).map((row, i) => ({ 姓名: row.姓名!, 身份证号: i % 2 === 0 ? row.身份证号! : his(i), 结婚日期: birthOf(i + 31) }));
    expect(fieldOf(rows)).toEqual({ foreign: null, dated: false });
  });
});

describe("two columns of numbers", () => {
  const couples = women(60).map((row, i) => ({ ...row, 丈夫身份证号: his(i) }));

  it("each has its own: hers repeats the birth date, his is a man's", () => {
    expect(fieldOf(couples)).toEqual({ foreign: [], dated: true });
    expect(fieldOf(couples, "丈夫身份证号")).toEqual({ foreign: [], dated: false });
  });

  it("the two in each other's place are both found; twice his, the one in her place", () => {
    const swapped = with_(couples, 7, { 身份证号: his(7), 丈夫身份证号: hers(7) });
    expect(fieldOf(swapped).foreign).toEqual([7]);
    expect(fieldOf(swapped, "丈夫身份证号").foreign).toEqual([7]);
    const twice = with_(couples, 7, { 身份证号: his(7) });
    expect(fieldOf(twice).foreign).toEqual([7]);
    expect(fieldOf(twice, "丈夫身份证号").foreign).toEqual([]);
  });
});
