import { describe, expect, it } from "vitest";
import { asOfIn, dateIn, monthIn } from "../../src/table/period.js";
import { createVillages } from "../../src/table/village.js";
import { id, line, read, sheet } from "./grids.js";

const month = (year: number, m: number): number => year * 12 + m - 1;

describe("months and dates in titles", () => {
  it.each([
    ["2004年5月份人口动态信息报告单<二>（存根）", 0, month(2004, 5)],
    ["２００４年 05 月", 0, month(2004, 5)],
    ["二〇〇四年五月", 0, month(2004, 5)],
    ["二00四年十二月份", 0, month(2004, 12)],
    ["04年5月报告单", 0, month(2004, 5)],
    ["报告单2004.05", 0, month(2004, 5)],
    ["200405", 0, month(2004, 5)],
    ["2004-5报告单", 0, month(2004, 5)],
    ["5月", 2004, month(2004, 5)],
    ["十一月份", 2004, month(2004, 11)],
    ["5月", 0, null],
    ["2004年", 0, null],
    ["2004年1月至9月", 0, null],
    ["1-9月汇总", 2004, null],
    ["20040705", 0, null],
    ["2004年13月", 0, null],
    ["第3组", 2004, null],
  ])("month of %s", (text, year, expected) => {
    expect(monthIn(text, year)).toBe(expected);
  });
  it.each([
    ["截止2004年7月5日", "2004-07-05"], ["截止日期：2004.7.5", "2004-07-05"], ["填报日期： 2004年7月5日", "2004-07-05"], ["截至2004年2月", "2004-02-29"],
    ["数据截至：20040705", "2004-07-05"], ["2004年9月底", "2004-09-30"], ["2004年9月30日止", "2004-09-30"], ["填报日期：二〇〇四年七月五日", "2004-07-05"],
    ["2004年5月报告单", null], ["2004年7月5日", null],
  ])("as-of date of %s", (text, expected) => {
    expect(asOfIn(text, ["填报日期"])).toBe(expected);
  });
  it("dates of months that do not exist are none", () => {
    expect(dateIn("2004年2月30日")).toBeNull();
  });
});

describe("village words", () => {
  const villages = createVillages(["村", "村委会", "社区", "居委会"]);
  it.each([
    ["荷塘镇新塘村育龄妇女手工台帐", "新塘村"], ["单位：新塘村", "新塘村"], ["填报单位:荷塘镇新塘村村委会", "新塘村"], ["荷塘区荷塘镇向阳社区", "向阳社区"], ["一、新塘村", "新塘村"],
    ["2004年新塘村5月报告单", "新塘村"], ["新镇村", "新镇村"], ["致：新塘村", "新塘村"], ["新 塘 村", "新塘村"],
    ["村级报告单", null], ["荷塘镇村级报告单", null], ["农村妇女", null], ["全村合计", null], ["荷塘镇", null], ["行政村", null], ["各村汇总", null], ["村民小组", null], ["2004年村级手工台帐", null],
    ["村", null], ["姓名", null],
  ])("%s", (text, expected) => {
    expect(villages.find(text, false)).toBe(expected);
  });
  it("a village known from elsewhere needs no suffix, and is not the township of its name", () => {
    villages.learn("新塘村");
    villages.learn("荷塘村");
    expect(villages.find("新塘5月", true)).toBe("新塘");
    expect(villages.find("荷塘镇报告单", true)).toBeNull();
    expect(villages.stem("新塘村委会")).toBe(villages.stem("新塘村"));
  });
});

describe("village, month and as-of date of a part", () => {
  const rows = (title: string): string[][] => [[title], line("姓名|身份证号|变动类型|发生日期"), ["王芳", id(1), "初婚", "5.1"]];
  const part = (...grids: ReturnType<typeof sheet>[]): unknown[] => read(grids).blocks.map((block) => [block.villages[0], block.villageFrom, block.month, block.asOf]);

  it("comes from title, sheet, file or folder, the nearest first", () => {
    expect(part(sheet("横岭村", rows("新塘村2004年5月报告单")))).toEqual([["新塘村", "title", month(2004, 5), null]]);
    expect(part(sheet("横岭村5月", rows("荷塘镇2004年村级报告单")))).toEqual([["横岭村", "sheet", month(2004, 5), null]]);
    expect(part(sheet("5月", rows("村级报告单"), { file: "2004年/横岭村报告单.xlsx" }))).toEqual([["横岭村", "file", month(2004, 5), null]]);
    expect(part(sheet("Sheet1", rows("村级报告单"), { file: "横岭村/报告单200405.xlsx" }))).toEqual([["横岭村", "folder", month(2004, 5), null]]);
  });
  it("sheets called 新塘, 横岭 are villages if there are several, or if another sheet names them so", () => {
    expect(part(sheet("新塘", rows("村级报告单")), sheet("横岭", rows("村级报告单")))).toEqual([["新塘", "sheet", null, null], ["横岭", "sheet", null, null]]);
    expect(part(sheet("新塘", rows("村级报告单")), sheet("a", rows("新塘村2004年5月报告单")))[0]).toEqual(["新塘", "sheet", null, null]);
    expect(part(sheet("出生", rows("村级报告单")), sheet("婚姻", rows("村级报告单")))).toEqual([[null, null, null, null], [null, null, null, null]]);
  });
  it("the date of filling in is the as-of date and no report month", () => {
    const grid = sheet("a", [["新塘村2004年5月报告单"], ["填报日期：2004年6月2日"], ...rows("").slice(1)]);
    expect(part(grid)).toEqual([["新塘村", "title", month(2004, 5), "2004-06-02"]]);
    const footer = sheet("a", [...rows("新塘村2004年5月报告单"), ["负责人：周明", "", "填报日期：", "2004年6月2日"]]);
    expect(part(footer)).toEqual([["新塘村", "title", month(2004, 5), "2004-06-02"]]);
  });
  it("a village column wins, and fills down where only its first row is written", () => {
    const { blocks } = read([sheet("报告单", [line("村名|姓名|身份证号|变动类型|发生日期"), ["荷塘镇新塘村", "王芳", id(1), "初婚", "5.1"], ["", "张丽", id(2), "初婚", "5.1"], ["横岭", "刘敏", id(3), "初婚", "5.1"]])]);
    expect(blocks[0]?.villages).toEqual(["新塘村", "新塘村", "横岭"]);
  });
});
