/** Columns of two lists without settings: what they hold, and which is whose counterpart though the headers differ. */
import { describe, expect, it } from "vitest";
import { headerMeaning } from "../../../src/link/header-meaning.js";
import type { List } from "../../../src/link/read-list.js";
import { recogniseColumns, typeOf } from "../../../src/link/recognise-columns.js";
import { idNumber } from "../../support/id-number.js";

function list(columns: Readonly<Record<string, readonly string[]>>): List {
  const headers = Object.keys(columns);
  return { file: "list.csv", headers, rows: columns[headers[0] ?? ""]?.length ?? 0, column: (name) => columns[name] ?? null };
}

const NAMES = ["王秀英", "李桂兰", "张小红", "刘春梅", "陈玉莲", "杨丽", "黄芳", "赵敏"];
const ids = NAMES.map((_, i) => idNumber(`197${i}-03-04`, 2 * i + 2));
const dates = NAMES.map((_, i) => `197${i}-03-04`);

describe("headers of two lists", () => {
  it("of one meaning are one column", () => {
    const first = list({ 编号: NAMES.map((_, i) => `h${i}`), 妇女姓名: NAMES, 身份证号码: ids, 出生年月: dates, 丈夫姓名: NAMES });
    const second = list({ 编号: NAMES.map((_, i) => `e${i}`), 配偶姓名: NAMES, 公民身份号码: ids, 育妇姓名: NAMES, 出生日期: dates });
    expect(recogniseColumns(first, second, null, headerMeaning)).toEqual([
      { name: "妇女姓名", other: "育妇姓名", type: "name" }, { name: "身份证号码", other: "公民身份号码", type: "idNumber" },
      { name: "出生年月", other: "出生日期", type: "date" }, { name: "丈夫姓名", other: "配偶姓名", type: "name" },
    ]);
  });

  it("a header that stands in both lists is never another's counterpart", () => {
    const found = recogniseColumns(list({ 姓名: NAMES, 妇女姓名: NAMES }), list({ 姓名: NAMES }), null, headerMeaning);
    expect(found).toEqual([{ name: "姓名", type: "name" }]);
  });

  it("a meaning is taken once", () => {
    const found = recogniseColumns(list({ 妇女姓名: NAMES, 育妇姓名: NAMES }), list({ 本人姓名: NAMES }), null, headerMeaning);
    expect(found).toEqual([{ name: "妇女姓名", other: "本人姓名", type: "name" }]);
  });

  it.each([["surname", null], ["妇女姓名", "name"], ["丈夫姓名（全名）", "spouseName"], ["XM", "name"]])("%s", (header, meaning) => {
    expect(headerMeaning(header)).toBe(meaning);
  });
});

describe("a column of long numbers", () => {
  it("is one of ID numbers where they pass their check", () => {
    expect(typeOf("证件", ids)).toBe("idNumber");
    expect(typeOf("证件", ids.map((id) => `${id.slice(0, 6)}${id.slice(8, 17)}`))).toBe("idNumber");
  });

  it("is one of codes where they do not", () => {
    expect(typeOf("户编号", NAMES.map((_, i) => `4302811142010${String(40100 + 13 * i)}`))).toBe("code");
  });
});
