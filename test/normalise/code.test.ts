import { expect, test } from "vitest";
import type { CellValue } from "../../src/model.js";
import { makeCodeIndex, normaliseCode, type CodeIndex } from "../../src/normalise/code.js";
import { blank, open, profile, shown } from "./support.js";

const indexes = new Map<string, CodeIndex>(profile.codes.map((list) => [list.id, makeCodeIndex(list)]));
const read = (list: string, raw: CellValue) => normaliseCode(open(raw), indexes.get(list) as CodeIndex, blank);

const cases: [string, CellValue, string][] = [
  ["method", "上环", "iud"],
  ["method", "放环", "iud"],
  ["method", "宫内节育器", "iud"],
  ["method", "宮內節育器", "iud"],
  ["method", "放置宫内节育器 ", "iud"],
  ["method", "ＩＵＤ", "iud"],
  ["method", "iud", "iud"],
  ["method", 203, "iud"],
  ["method", "209", "iud"],
  ["method", "203.0", "iud"],
  ["method", "放环(2003年)", "iud"],
  ["method", "放环（花）", "iud"],
  ["method", "已于2003年放环", "iud"],
  ["method", "上环,2003年", "iud"],
  ["method", "现用避孕套", "condom"],
  ["method", "药具(避孕套)", "drugsDevices"],
  ["method", "使用药具避孕套", "condom"],
  ["method", "无", "none"],
  ["method", "结扎", "sterilization"],
  ["method", shown("ditto", "上环", "〃"), "iud"],
  ["sex", 2, "female"],
  ["sex", "2", "female"],
  ["sex", true, "?TRUE"],
  ["maritalStatus", "已 婚", "married"],
  ["maritalStatus", 1, "unmarried"], // 001 after Excel took its zeros
  ["maritalStatus", "10", "unmarried"],
  ["maritalStatus", shown("number", 3, "003"), "firstMarriage"],
  ["method", "应上环", "?应上环"],
  ["method", "拟结扎", "?拟结扎"],
  ["method", "上环或结扎", "?上环或结扎"],
  ["method", "民间偏方", "?民间偏方"],
];

test.each(cases)("%s %j → %s", (list, raw, code) => {
  const value = read(list, raw);
  expect(value).toMatchObject({ type: "code", state: "value", code, text: code, issue: null });
  expect(read(list, value.text)).toMatchObject({ code, text: code });
});

test("several known words: unknown as one, each code in the text", () => {
  expect(read("matter", "核实信息、上环")).toMatchObject({ code: "?核实信息、上环", text: "verify+iudIn", state: "value" });
  expect(read("method", "上环、偏方")).toMatchObject({ code: "?上环、偏方", text: "?上环、偏方" });
});

test("blank words are blank where the list does not know them", () => {
  expect(read("maritalStatus", "无")).toMatchObject({ state: "blank", code: "" });
  expect(read("method", "—")).toMatchObject({ state: "blank", code: "" });
  expect(read("method", null)).toMatchObject({ state: "blank", shown: "" });
});

test("errors are invalid", () => {
  expect(read("method", shown("error", "#N/A", "#N/A"))).toMatchObject({ state: "invalid", issue: "error", code: "" });
});

test("steps tell codes from words", () => {
  expect(read("method", "宫内节育器").steps).toEqual([]);
  expect(read("method", "上环").steps).toEqual(["word"]);
  expect(read("method", "203").steps).toEqual(["code"]);
});

test("holding is transitive", () => {
  const index = makeCodeIndex({
    id: "x",
    codes: [
      { code: "a", name: { zh: "甲", en: "a" }, words: [], holds: ["b"] },
      { code: "b", name: { zh: "乙", en: "b" }, words: [], holds: ["c"] },
      { code: "c", name: { zh: "丙", en: "c" }, words: [] },
    ],
  });
  expect([...(index.holds.get("a") ?? [])].sort()).toEqual(["b", "c"]);
});

test("every word of the built-in lists reads as a code of its list", () => {
  for (const list of profile.codes) {
    const codes = new Set(list.codes.map((entry) => entry.code));
    for (const entry of list.codes) for (const word of entry.words) expect(codes, `${list.id}: ${word}`).toContain(read(list.id, word).code);
  }
});
