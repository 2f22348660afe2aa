import { expect, test } from "vitest";
import type { CellValue } from "../../src/model.js";
import { normaliseName } from "../../src/normalise/name.js";
import { blank, open, shown } from "./support.js";

const cases: [CellValue, string, string[]][] = [
  ["张三", "张三", []],
  [" 张三 ", "张三", ["trimmed"]],
  ["张 三", "张三", ["trimmed"]],
  ["张\u3000三", "张三", ["trimmed"]],
  ["张\u00a0三", "张三", ["trimmed"]],
  ["张\u200b三\ufeff", "张三", ["trimmed"]],
  ["張麗華", "张丽华", ["traditional"]],
  ["劉瑋琍", "刘玮琍", ["traditional"]],
  ["陳靑眞", "陈青真", ["traditional"]],
  ["赵乾坤", "赵乾坤", []],
  ["於秀英", "於秀英", []],
  ["王小花(花)", "王小花", ["trimmed"]],
  ["王小花（花）", "王小花", ["trimmed", "fullWidth"]],
  ["王小花【已迁出", "王小花", ["trimmed"]],
  ["王小花 小名花花", "王小花", ["trimmed"]],
  ["阿依古丽•买买提", "阿依古丽·买买提", ["trimmed"]],
  ["阿依古丽．买买提", "阿依古丽·买买提", ["trimmed", "fullWidth"]],
  ["阿依古丽.买买提", "阿依古丽·买买提", ["trimmed"]],
  ["阿依古丽 · 买买提", "阿依古丽·买买提", ["trimmed"]],
  ["Li Mei", "LI MEI", ["trimmed"]],
  ["＊李梅", "李梅", ["trimmed", "fullWidth"]],
  ["李梅*", "李梅", ["trimmed"]],
  ["⾦花", "金花", ["fullWidth"]],
  [shown("ditto", "張三", "〃"), "张三", ["ditto", "traditional"]],
];

test.each(cases)("%j → %s", (raw, text, steps) => {
  const name = normaliseName(open(raw), blank);
  expect(name).toMatchObject({ type: "name", state: "value", text, issue: null });
  expect([...name.steps].sort()).toEqual([...steps].sort());
  expect(normaliseName(open(name.text), blank).text).toBe(text);
});

test.each(["", "  ", "—", "/", "无", "暂无", "未取名", "未 取名", "無名", "（未取名）", null])("%j is blank", (raw) => {
  expect(normaliseName(open(raw), blank)).toMatchObject({ state: "blank", text: "", issue: null });
});

test("a formula error is invalid and shown", () => {
  expect(normaliseName(open(shown("error", "#N/A", "#N/A")), blank)).toMatchObject({ state: "invalid", issue: "error", shown: "#N/A" });
  expect(normaliseName(open("#REF!"), blank)).toMatchObject({ state: "invalid", issue: "error" });
});
