/** What clerks write in the column of names and of groups, in the form in which it is compared. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalValue } from "../../../src/linkage/model/normal-value.js";

const name = (raw: string): string => normalValue(raw, "name", null);
const group = (raw: string): string => normalValue(raw, "code", null);

describe("names", () => {
  it.each([
    ["王秀英(女)", "王秀英"], ["王秀英（已故）", "王秀英"], ["王秀英[离异]", "王秀英"], ["王秀英【2组】", "王秀英"], ["王秀英(未闭合", "王秀英"], ["(王秀英)", "王秀英"], ["（王秀英", "王秀英"],
    ["王 秀英", "王秀英"], ["王　秀　英", "王秀英"], ["买买提·艾力", "买买提艾力"], ["王秀英。", "王秀英"],
    ["王秀英又名王小英", "王秀英"], ["王秀英(曾用名王小英)", "王秀英"], ["王秀英小名英子", "王秀英"],
  ])("remarks and marks: %s is %s", (raw, normal) => {
    expect(name(raw)).toBe(normal);
  });

  it.each([
    ["王秀英女士", "王秀英"], ["李志同志", "李志"], ["王秀英大姐", "王秀英"], ["李老师", "李某"], ["王女士", "王某"], ["王师傅", "王某"], ["王大嫂", "王某"], ["李嫂子", "李某"], ["安阿姨", "安某"], ["欧阳女士", "欧阳某"],
  ])("titles: %s is %s", (raw, normal) => {
    expect(name(raw)).toBe(normal);
  });

  // A real name is not cut because it holds a character of a title, of a wife or of what is unknown.
  it.each(["师傅", "老师", "大嫂", "王秀嫂", "王秀姐", "王姐", "张师师", "妻秀英", "王妻英", "何家", "何家爱", "李爱", "宋人杰", "孙先", "陈生先", "莫名", "未名", "无名英", "徐小名", "徐小名英", "东方红", "司马光", "家的秀英", "周xia", "王rong霞"])("%s stays as it is", (raw) => {
    expect(name(raw)).toBe(raw);
  });

  it.each([
    ["李某", "李某"], ["李某某", "李某"], ["李××", "李某"], ["李XX", "李某"], ["李x", "李某"], ["李*", "李某"], ["李□□", "李某"], ["李？", "李某"], ["欧阳某", "欧阳某"], ["欧阳××", "欧阳某"], ["司马某某", "司马某"],
  ])("the surname alone: %s is %s", (raw, normal) => {
    expect(name(raw)).toBe(normal);
  });

  it.each([
    ["李×英", "李□英"], ["李?英", "李□英"], ["李X英", "李□英"], ["李○英", "李□英"], ["李〇英", "李□英"], ["李某英", "李□英"], ["李英?", "李英□"], ["李英×", "李英□"], ["李英某", "李英□"], ["欧阳×英", "欧阳□英"],
  ])("one character is not known: %s is %s", (raw, normal) => {
    expect(name(raw)).toBe(normal);
  });

  it.each(["李辉之妻", "李辉妻", "李妻", "王大山媳妇", "李辉爱人", "李辉的老婆", "何家的", "李家属", "李辉内人", "张堂客", "某某", "某", "××", "□□", "?", "无名氏", "未取名", "暂无姓名", "待定名", "尚未取名", "不详"])("%s tells no name", (raw) => {
    expect(name(raw)).toBe("");
  });

  it("an ordinary name is itself, and is so again", () => {
    const surname = fc.constantFrom(..."王李张刘陈杨师何梅文", "欧阳", "司马");
    const given = fc.string({ unit: fc.constantFrom(..."秀英兰芳爱人家小名先生大姐同志建国"), minLength: 1, maxLength: 2 });
    fc.assert(fc.property(surname, given, (one, two) => {
      fc.pre(!["先生", "大姐", "小姐", "同志", "爱人", "小名", "家小"].some((title) => `${one}${two}`.includes(title)));
      expect(name(one + two)).toBe(one + two);
      expect(name(name(one + two))).toBe(name(one + two));
    }));
  });
});

describe("groups", () => {
  it.each([
    ["第五村民小组", "5"], ["第五村民组", "5"], ["第五小组", "5"], ["五组", "5"], ["5组", "5"], ["第5组", "5"], ["05", "5"], ["005", "5"], ["五", "5"], ["５组", "5"], ["第五生产队", "5"], ["5队", "5"], ["五社", "5"], ["〇五", "5"], ["5号", "5"],
    ["十组", "10"], ["十二组", "12"], ["二十组", "20"], ["第二十三村民小组", "23"], ["两组", "2"], ["0", "0"],
  ])("%s is group %s", (raw, normal) => {
    expect(group(raw)).toBe(normal);
  });

  it.each([["新塘组", "新塘组"], ["上五组", "上五组"], ["一百组", "一百组"], ["五组之一", "五组之一"], ["0012", "0012"], ["20040305", "20040305"], ["A05", "a05"], ["生产一队", "生产一队"]])("%s stays %s: it is no number, or a code whose zeros count", (raw, normal) => {
    expect(group(raw)).toBe(normal);
  });

  it("a number in words and in digits is one, with and without what stands round it", () => {
    const WORDS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const inWords = (n: number): string => (n < 10 ? WORDS[n]! : `${n < 20 ? "" : WORDS[Math.floor(n / 10)]!}十${n % 10 === 0 ? "" : WORDS[n % 10]!}`);
    fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.constantFrom("", "第"), fc.constantFrom("", "组", "小组", "村民小组", "村民组", "队", "社"), (n, before, behind) => {
      expect(group(`${before}${inWords(n)}${behind}`)).toBe(String(n));
      expect(group(`${before}${n}${behind}`)).toBe(String(n));
    }));
  });
});
