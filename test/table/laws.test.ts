import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id, only, read, rowsOf, sheet, values } from "./grids.js";

/** Columns of a simple block: header and value of person n. */
const COLUMNS: readonly (readonly [header: string, value: (n: number) => string])[] = [
  ["序号", (n) => String(n)], ["组别", (n) => String(n % 7)], ["妇女姓名", (n) => `王${"芳丽敏红霞"[n % 5] ?? ""}`], ["身份证号码", id], ["出生年月", (n) => `19${70 + (n % 9)}.3`],
  ["民族", () => "汉"], ["婚姻状况", (n) => (n % 3 === 0 ? "再婚" : "初婚")], ["丈夫姓名", (n) => `李${"强刚亮明军"[n % 5] ?? ""}`], ["现有子女数", (n) => String(n % 3)],
  ["避孕节育措施", (n) => ["上环", "女扎", "药具"][n % 3] ?? ""], ["手术日期", (n) => `200${n % 4}-5-${1 + (n % 20)}`], ["户口性质", (n) => (n % 2 === 0 ? "农业" : "非农业")],
];
const table = (order: readonly number[], count: number): { head: string[]; body: string[][] } => ({
  head: order.map((i) => COLUMNS[i]?.[0] ?? ""),
  body: Array.from({ length: count }, (_, n) => order.map((i) => COLUMNS[i]?.[1](n + 1) ?? "")),
});
const inOrder = COLUMNS.map((_, i) => i);
const plain = (count: number): unknown => rowsOf(only(read([sheet("手工台帐", [table(inOrder, count).head, ...table(inOrder, count).body])])));

describe("laws of reading a simple block", () => {
  const order = fc.shuffledSubarray(inOrder, { minLength: inOrder.length });
  const count = fc.integer({ min: 1, max: 12 });

  it("permuting columns changes no value's field", () => {
    fc.assert(fc.property(order, count, (columns, n) => {
      const { head, body } = table(columns, n);
      expect(rowsOf(only(read([sheet("手工台帐", [head, ...body])])))).toEqual(plain(n));
    }), { numRuns: 60 });
  });

  it("blank rows anywhere change nothing but addresses", () => {
    fc.assert(fc.property(count, fc.array(fc.nat(12), { maxLength: 8 }), fc.constantFrom([], [null, " ", "　"]), (n, places, blank) => {
      const { head, body } = table(inOrder, n);
      const rows: (string | null)[][] = [head, ...body];
      for (const place of places) rows.splice(Math.min(place, rows.length), 0, [...blank]);
      expect(rowsOf(only(read([sheet("手工台帐", rows)])))).toEqual(plain(n));
    }), { numRuns: 60 });
  });

  it("title, unit and footer lines change nothing", () => {
    const titles = fc.subarray(["荷塘镇2004年育龄妇女情况表", "填报单位：新塘村", "2004年5月", "表　号：计生统1表", "（存根）"]);
    const footers = fc.subarray(["负责人：周明", "说明：本表一式两份。", "2、请按时上报，不得漏报。", "填报日期：2004年7月5日"]);
    fc.assert(fc.property(count, titles, footers, (n, above, below) => {
      const { head, body } = table(inOrder, n);
      expect(rowsOf(only(read([sheet("手工台帐", [...above.map((text) => [text]), head, ...body, ...below.map((text) => [text])])])))).toEqual(plain(n));
    }), { numRuns: 60 });
  });

  it("an unrelated column changes no other column", () => {
    fc.assert(fc.property(order, count, fc.nat(12), fc.constantFrom("爱好", "政治面貌", "家庭年收入", "甲栏", ""), fc.constantFrom("读书", "3", "2004-1-1", ""), (columns, n, at, header, value) => {
      const { head, body } = table(columns, n);
      head.splice(at, 0, header);
      for (const row of body) row.splice(at, 0, value);
      expect(rowsOf(only(read([sheet("手工台帐", [head, ...body])])))).toEqual(plain(n));
    }), { numRuns: 60 });
  });

  it("group headers over the columns, merged or not, change no field", () => {
    fc.assert(fc.property(count, fc.integer({ min: 2, max: 5 }), fc.boolean(), (n, cut, merged) => {
      const { head, body } = table(inOrder, n);
      const groups = head.map(() => "");
      groups[0] = "基本情况";
      groups[cut] = "婚育情况";
      const merges = merged ? [`A1:${String.fromCharCode(64 + cut)}1`, `${String.fromCharCode(65 + cut)}1:L1`] : [];
      expect(rowsOf(only(read([sheet("手工台帐", [groups, head, ...body], { merges })])))).toEqual(plain(n));
    }), { numRuns: 40 });
  });

  it("any grid of texts is read without a throw", () => {
    const cell = fc.oneof(fc.constantFrom("姓名", "身份证号", "孩子情况", "合计", "第一次", "检查日期", "新塘村", "〃", "1", "避孕套", "单位：", ""), fc.string({ maxLength: 6 }), fc.integer(), fc.constant(null));
    const merge = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(3), fc.nat(3)).map(([top, left, down, right]) => ({ top, left, bottom: top + down, right: left + right }));
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 12 }), fc.array(merge, { maxLength: 4 }), fc.constantFrom("手工台帐", "药具报表", "报告单", "Sheet1"), (rows, merges, name) => {
      const result = read([{ file: null, sheet: name, rows, columnCount: 10, merges }]);
      for (const block of result.blocks) for (const cells of block.cells.values()) expect(cells).toHaveLength(block.sheetRows.length);
      expect(result.sheets).toHaveLength(1);
    }), { numRuns: 300 });
  });

  it("reads a sheet of many rows", () => {
    const { head, body } = table(inOrder, 50);
    const rows = [head, ...Array.from({ length: 20_000 }, (_, i) => body[i % 50] ?? [])];
    expect(values(only(read([sheet("手工台帐", rows)])), "idNumber")).toHaveLength(20_000);
  });
});
