/** The tables of sounds, shapes and lunar years, each against what is known from elsewhere. */
import { Solar } from "lunar-typescript";
import { describe, expect, it } from "vitest";
import { alikeInShape, readingsOf } from "../../../src/linkage/characters/characters.js";
import { lunarForSolar, lunarOf, solarOf } from "../../../src/linkage/characters/lunar.js";

describe("readings", () => {
  it.each([["芳", ["fang"]], ["仉", ["zhang"]], ["璎", ["ying"]], ["龘", ["da"]], ["張", []], ["a", []]])("%s: %s", (character, readings) => {
    expect(readingsOf(character, false)).toEqual(readings);
  });
  it.each([["重", "chong"], ["重", "zhong"], ["单", "dan"], ["长", "chang"], ["女", "nv"], ["吕", "lv"]])("%s can be read %s", (character, reading) => {
    expect(readingsOf(character, false)).toContain(reading);
  });
  it.each([["单", "shan"], ["仇", "qiu"], ["曾", "zeng"], ["解", "xie"], ["区", "ou"], ["朴", "piao"], ["查", "zha"], ["盖", "ge"], ["乐", "yue"], ["员", "yun"], ["牟", "mou"]])("as a surname %s is %s", (character, reading) => {
    expect(readingsOf(character, true)[0]).toBe(reading);
  });
});

describe("shapes", () => {
  it.each([
    "芬芳", "梅海", "娥俄", "玉王", "倩情", "婷停", "明朋", "末未", "土士", "日曰", "已己", "巳已", "秋秧", "佳住", "伟纬", "素索", "杨扬", "析折", "侯候", "晓晚", "治冶", "免兔",
  ])("%s look alike", (pair) => {
    const [a = "", b = ""] = pair;
    expect(alikeInShape(a, b)).toBe(true);
    expect(alikeInShape(b, a)).toBe(true);
  });
  it.each(["芳红", "英梅", "秀玉", "兰芝", "王张", "萍燕", "国建", "丽霞"])("%s do not", (pair) => {
    const [a = "", b = ""] = pair;
    expect(alikeInShape(a, b)).toBe(false);
  });
});

describe("lunar days", () => {
  it("agree with the calendar library on every day from 1930 to 2030", () => {
    for (let time = Date.UTC(1930, 0, 1); time < Date.UTC(2031, 0, 1); time += 86400000) {
      const date = new Date(time);
      const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      const lunar = Solar.fromYmd(y, m, d).getLunar();
      const two = (n: number): string => String(n).padStart(2, "0");
      const solar = `${y}${two(m)}${two(d)}`;
      const found = lunarOf(solar);
      if (found !== `${lunar.getYear()}${two(Math.abs(lunar.getMonth()))}${two(lunar.getDay())}`) throw new Error(`${solar}: ${found}`);
      if (solarOf(lunar.getYear(), Math.abs(lunar.getMonth()), lunar.getDay(), lunar.getMonth() < 0) !== solar) throw new Error(`${solar} back`);
    }
  });
  it.each([["19750304", "19750122", true], ["19840301", "19840129", true], ["19840301", "19840130", false], ["19750304", "19750123", false], ["19750230", "19750122", false]])("%s and %s: %s", (a, b, same) => {
    expect(lunarForSolar(a, b)).toBe(same);
    expect(lunarForSolar(b, a)).toBe(same);
  });
});
