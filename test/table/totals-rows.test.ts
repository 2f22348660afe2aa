import { describe, expect, it } from "vitest";
import { line, only, read, sheet } from "./grids.js";

const HEAD = line("村名|品名|单位|上月结存|本月领入|本月发放|本月结存");
const row = (village: string, n: number): string[] => [village, "避孕套", "盒", String(n), "2", "1", String(n + 1)];
const seen = (rows: readonly (readonly string[])[]): unknown[] =>
  only(read([sheet("药具报表", [["2004年5月药具报表"], HEAD, ...rows])])).totals.map((total) => [total.label, total.kind, total.from, total.to, total.village]);

describe("totals rows", () => {
  it("last, with blanks in the label, in any of the first cells", () => {
    expect(seen([row("新塘村", 1), row("横岭村", 2), ["合  计", "", "", "3", "4", "2", "5"]])).toEqual([["合  计", "total", 0, 2, null]]);
    expect(seen([row("新塘村", 1), row("横岭村", 2), ["", "全镇合计", "", "3", "4", "2", "5"]])).toEqual([["全镇合计", "total", 0, 2, null]]);
    expect(seen([row("新塘村", 1), ["合", "计", "", "3", "4", "2", "5"]])).toEqual([["合计", "total", 0, 1, "新塘村"]]);
  });
  it("first", () => {
    expect(seen([["合计", "", "", "3", "4", "2", "5"], row("新塘村", 1), row("横岭村", 2)])).toEqual([["合计", "total", 0, 2, null]]);
  });
  it("between, per village, before a grand total", () => {
    expect(seen([
      row("新塘村", 1), row("新塘村", 2), ["新塘村小计", "", "", "3", "4", "2", "5"], row("横岭村", 1), ["小计", "", "", "1", "2", "1", "2"], ["总计", "", "", "4", "6", "3", "7"],
    ])).toEqual([["新塘村小计", "subtotal", 0, 2, "新塘村"], ["小计", "subtotal", 2, 3, "横岭村"], ["总计", "total", 0, 3, null]]);
  });
  it("subtotals above their rows", () => {
    expect(seen([["新塘村小计", "", "", "3", "4", "2", "5"], row("新塘村", 1), row("新塘村", 2), ["横岭村小计", "", "", "1", "2", "1", "2"], row("横岭村", 1)]))
      .toEqual([["新塘村小计", "subtotal", 0, 2, "新塘村"], ["横岭村小计", "subtotal", 2, 3, "横岭村"]]);
  });
  it("合计 after each village", () => {
    expect(seen([row("新塘村", 1), ["合计", "", "", "1", "2", "1", "2"], row("横岭村", 1), row("横岭村", 1), ["合计", "", "", "2", "4", "2", "4"]]))
      .toEqual([["合计", "total", 0, 1, "新塘村"], ["合计", "total", 1, 3, "横岭村"]]);
  });
  it("累计 and 其中 are marked, and hold the printed numbers by column", () => {
    const block = only(read([sheet("药具报表", [HEAD, row("新塘村", 1), ["合计", "", "", "1", "2", "1", "2"], ["其中：流动人口", "", "", "", "", "1", ""], ["本年累计", "", "", "", "9", "8", ""]])]));
    expect(block.totals.map((total) => [total.kind, [...total.cells]])).toEqual([
      ["total", [[3, "1"], [4, "2"], [5, "1"], [6, "2"]]], ["ofWhich", [[5, "1"]]], ["cumulative", [[4, "9"], [5, "8"]]],
    ]);
    expect(block.sheetRows).toHaveLength(1);
  });
  it("a person called 全红 or 合小敏 is no total", () => {
    const block = only(read([sheet("手工台帐", [line("姓名|身份证号|出生日期|婚姻状况|避孕措施"), ["全红", "430203197503041234", "1975-3-4", "初婚", "上环"], ["总小计", "430203197503041234", "1975-3-4", "初婚", "上环"]])]));
    expect(block.sheetRows.length).toBeGreaterThanOrEqual(1);
    expect(block.cells.get(0)?.[0]).toBe("全红");
  });
});
