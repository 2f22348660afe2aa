import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { idLevel } from "../../../src/linkage/model/chinese-evidence.js";
import { comparisonOf, nameLevel } from "../../../src/linkage/model/compare.js";
import { dateLevel } from "../../../src/linkage/model/date-level.js";
import { LEVELS } from "../../../src/linkage/model/levels.js";
import { checkCharacter, normalDate, normalId, normalValue } from "../../../src/linkage/model/normal-value.js";
import { FIELD_TYPES, type Tongue } from "../../../src/linkage/model/settings.js";
import { edits, jaroWinkler } from "../../../src/linkage/model/similarity.js";

const whole = (): boolean => true;
const CLOSE = 2;
const NEAR = 3;
const PART = 4;
const LOOSE = 7;
const OTHER = 8;

let tongue: Tongue;
beforeAll(async () => {
  tongue = (await loadTongue([{ name: "姓名", type: "name", first: ["李芳"], second: null }]))!;
});

describe("Chinese names", () => {
  it.each([
    ["李芳", "李方", CLOSE, "same sound"],
    ["张伟明", "张玮明", CLOSE, "same sound"],
    ["单春梅", "善春梅", CLOSE, "a surname's own reading: 单 is shàn"],
    ["曾玉兰", "增玉兰", CLOSE, "heteronym 曾: zēng"],
    ["陈英", "陈音", NEAR, "n and ng"],
    ["周珊", "邹珊", NEAR, "zh and z"],
    ["王秀英", "王英秀", NEAR, "another order"],
    ["王秀英", "王英", PART, "middle character left out"],
    ["王秀英", "秀英", PART, "surname left out"],
    ["李桂兰", "王门李氏", PART, "married form"],
    ["李桂兰", "王李氏", PART, "married form without 门"],
    ["李桂兰", "李氏", PART, "surname and 氏"],
    ["赵门李氏", "王李氏", PART, "two married forms of one birth surname"],
    ["王秀英", "王秀梅", PART, "one given character differs"],
    ["李芬", "李芳", NEAR, "looks alike: 芬 and 芳"],
    ["王海英", "王梅英", NEAR, "looks alike: 海 and 梅"],
    ["陈倩", "陈情", NEAR, "looks alike: 倩 and 情"],
    ["王秀末", "玉秀未", NEAR, "two characters look alike"],
    ["周珊芬", "邹珊芳", NEAR, "one blurred sound, one shape"],
    ["刘芳", "牛芳", NEAR, "l and n, one sound to southern speakers"],
    ["小英", "王秀英", PART, "nickname 小"], ["阿兰", "李桂兰", PART, "nickname 阿"], ["英子", "王秀英", PART, "nickname 子"], ["英英", "王秀英", PART, "nickname doubled"], ["小红", "王秀英", OTHER, "nickname of somebody else"],
    ["单于秀", "秀", OTHER, "one character alone"], ["欧阳秀英", "秀英", OTHER, "a compound surname left out"], ["欧阳秀英", "欧阳英", PART, "middle character left out after a compound surname"],
    ["王秀英", "李秀英", LOOSE, "the surname differs"],
    ["李桂兰", "王门张氏", OTHER, "married form of another family"],
    ["王秀英", "张玉梅", OTHER, "nothing in common"],
  ])("%s and %s: level %i (%s)", (a, b, level) => {
    expect(nameLevel(a, b, tongue)).toBe(level);
    expect(nameLevel(b, a, tongue)).toBe(level);
  });

  it.each([["張偉", "张伟"], ["王　芳", "王芳"], ["買買提·艾力", "买买提艾力"], ["Müller", "muller"]])("%s is %s", (a, b) => {
    expect(normalValue(a, "name", tongue)).toBe(normalValue(b, "name", tongue));
  });
});

describe("Latin names", () => {
  it.each([
    ["catherine", "cathrine", CLOSE], ["rob", "robert", PART], ["j", "james", PART], ["william penfro rowlands", "william rowlands", NEAR],
    ["anna smith", "smith anna", CLOSE], ["anna", "george", OTHER],
  ])("%s and %s: level %i", (a, b, level) => {
    expect(nameLevel(a, b, null)).toBe(level);
    expect(nameLevel(b, a, null)).toBe(level);
  });
});

describe("ID numbers", () => {
  const id = (digits17: string): string => digits17 + checkCharacter(digits17);
  const own = id("43020319750304124");
  it("15 digits are the same as their 18", () => expect(normalId("430203750304124")).toBe(own));
  it.each([
    ["surviving digits", `${own.slice(0, 15)}000`, 2], ["scientific notation", "4.30203197503041E+17", 2],
    ["one digit", `${own.slice(0, 9)}6${own.slice(10)}`, 3], ["two digits swapped", `${own.slice(0, 11)}${own[12]!}${own[11]!}${own.slice(13)}`, 4],
    ["one left out", own.slice(0, 8) + own.slice(9), 5], ["next in the register", id("43020319750304126"), 6],
    ["born on one day", id("43022119750304886"), 6], ["another", id("11010819681231002"), 7],
  ])("%s", (_, other, level) => {
    expect(idLevel(own, normalId(other.toLowerCase()), whole)).toBe(level);
    expect(idLevel(normalId(other.toLowerCase()), own, whole)).toBe(level);
  });
});

describe("dates", () => {
  it.each([
    ["1975-03-04", "1975-03-05", 2], ["1975-03-04", "1975-04-03", 3], ["1975-03-04", "1957-03-04", 3], ["1975-03-04", "1975-03", 4],
    ["1975-03-04", "1975-12-25", 6], ["1975-12-04", "1976-01-15", 7], ["1975-03-04", "1949-11-28", 8],
  ])("%s and %s: level %i", (a, b, level) => {
    expect(dateLevel(normalDate(a), normalDate(b))).toBe(level);
    expect(dateLevel(normalDate(b), normalDate(a))).toBe(level);
  });
  it.each([
    ["1975-03-04", "1975-01-22", 3, "lunar for solar"], ["1975-03", "1975-03-04", 4, "month only"], ["1975", "1975-03-04", 6, "year only"], ["1965-03-04", "1975-03-04", 2, "ten years apart"],
    ["1975-03-14", "1975-03-04", 2, "one digit"], ["1975-03-14", "1975-03-09", 5, "two digits"],
  ])("%s and %s: level %i (%s)", (a, b, level) => {
    expect(dateLevel(normalDate(a), normalDate(b))).toBe(level);
    expect(dateLevel(normalDate(b), normalDate(a))).toBe(level);
  });
  it.each([["1974~~~~", 6], ["1973~~~~", 7], ["1971~~~~", 8]])("the year %s that an age gives against 1975-03-04: level %i", (age, level) => {
    expect(dateLevel(age, "19750304")).toBe(level);
    expect(dateLevel("19750304", age)).toBe(level);
  });
  it.each([
    ["一九七五年三月四日", "19750304"], ["七五年三月", "19750300"], ["农历1975年正月廿二", "19750304"], ["农历一九七五年正月二十二", "19750304"], ["1975年腊月初十", "19760110"], ["农历1975.1.22", "19750304"],
    ["27457", "19750304"], ["29", "~29"], ["29岁", "~29"], ["公历1975年3月4日", "19750304"], ["不详", ""], ["75年3月", "19750300"],
  ])("%s reads %s", (raw, normal) => {
    expect(normalDate(raw)).toBe(normal);
  });
  it.each([["1975年3月4日", "19750304"], ["04/03/1975", "19750304"], ["3/14/1975", "19750314"], ["19750304", "19750304"], ["1975.3", "19750300"], ["1849-19-12", "18491912"]])("%s reads %s", (raw, normal) => {
    expect(normalDate(raw)).toBe(normal);
  });
});

describe("laws", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab cé1@王李芳方秀0".split("")), maxLength: 12 });
  it("every comparison is symmetric and answers a level of its table", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_TYPES), text, text, (type, a, b) => {
        const x = normalValue(a, type, tongue);
        const y = normalValue(b, type, tongue);
        fc.pre(x !== "" && y !== "" && x !== y);
        const compare = comparisonOf(type, tongue, () => 1, whole);
        const level = compare(x, y);
        expect(level).toBeGreaterThan(1);
        expect(level).toBeLessThan(LEVELS[type].length);
        expect(compare(y, x)).toBe(level);
      }),
    );
  });
  it("normalising twice changes nothing", () => {
    fc.assert(fc.property(fc.constantFrom("name", "text", "code", "postcode" as const), text, (type, raw) => {
      const once = normalValue(raw, type, tongue);
      expect(normalValue(once, type, tongue)).toBe(once);
    }));
  });
  it("edits is a bounded distance", () => {
    fc.assert(fc.property(text, text, (a, b) => {
      expect(edits(a, b, 3)).toBe(edits(b, a, 3));
      expect(edits(a, b, 3) === 0).toBe(a === b);
      expect(edits(a, b, 99)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }));
  });
  it.each([["martha", "marhta", 0.9611], ["dwayne", "duane", 0.84], ["dixon", "dicksonx", 0.8133]])("Jaro–Winkler %s %s", (a, b, value) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(value, 3);
  });
});
