import { describe, expect, it } from "vitest";
import { BUILTIN_FORMATS, numberFormat } from "../../src/import/number-format.js";

const MAY_FIRST_2004 = 38108;

describe("dates under the formats that Chinese books use", () => {
  it.each([
    ["yyyy/m/d", "2004/5/1"],
    ["yyyy/m/d;@", "2004/5/1"],
    ['yyyy"年"m"月"', "2004年5月"],
    ['[$-804]yyyy"年"m"月"d"日";@', "2004年5月1日"],
    ["yyyy年m月d日", "2004年5月1日"],
    ["yyyy.m.d", "2004.5.1"],
    ["yyyy\\-mm\\-dd", "2004-05-01"],
    ["yyyymmdd", "20040501"],
    ["YYYY/MM/DD", "2004/05/01"],
    ["yy.mm", "04.05"],
    ["m月d日", "5月1日"],
    ["[Red]yyyy/m/d", "2004/5/1"],
    ["[$-F800]dddd, mmmm dd, yyyy", "2004年5月1日"],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇〇四年五月一日"],
    ["aaaa", "星期六"],
    ["[$-804]aaaa;@", "星期六"],
    ["yyyy/m/d aaa", "2004/5/1 六"],
    ["[$-804]mmmm", "五月"],
    ["mmm-yy", "May-04"],
    ['e"年"m"月"', "2004年5月"],
    ["m", "5"],
  ])("%s shows %s", (code, shown) => {
    const format = numberFormat(code);
    expect(format.kind).toBe("date");
    expect(format.show(MAY_FIRST_2004)).toBe(shown);
  });

  it("writes months and days of [DBNum1] as numbers, years digit by digit", () => {
    const format = numberFormat('[DBNum1][$-804]yyyy"年"m"月"d"日"');
    expect(format.show(38346)).toBe("二〇〇四年十二月二十五日");
  });

  it("shows ##### (null) outside 1900–9999, and Excel's 29 February 1900", () => {
    const format = numberFormat("yyyy/m/d");
    expect([-1, 0, 59, 60, 61, 2958465, 2958466].map((serial) => format.show(serial)))
      .toEqual([null, "1900/1/0", "1900/2/28", "1900/2/29", "1900/3/1", "9999/12/31", null]);
  });

  it("calls a time alone no date", () => {
    for (const code of ["h:mm", "[h]:mm", "mm:ss.0", '上午/下午h"时"mm"分"', "[$-F400]h:mm:ss"]) expect(numberFormat(code).kind).toBe("number");
    expect(numberFormat("h:mm").show(0.25)).toBe("6:00");
    expect(numberFormat('上午/下午h"时"mm"分"').show(0.25)).toBe("上午6时00分");
    expect(numberFormat("mm:ss.0").show(0.5 / 86400)).toBe("00:00.5");
  });
});

describe("numbers", () => {
  it.each<[string, number, string]>([
    ["General", 430203197503041000, "4.30203E+17"],
    ["0", 430203197503041234, "430203197503041000"],
    ["@", 430203197503041000, "4.30203E+17"],
    ["General", 123456789012, "1.23457E+11"],
    ["General", 0.1 + 0.2, "0.3"],
    ["000000", 430203, "430203"],
    ["000", 7, "007"],
    ["0_ ", 12, "12"],
    ["#,##0.00", 1234.5, "1,234.50"],
    ['0"盒"', 3, "3盒"],
    ["0盒", 3, "3盒"],
    ['General"人"', 12, "12人"],
    ['General"人"', -12, "-12人"],
    ['[=1]"男";[=2]"女";General', 2, "女"],
    ['[=1]"男";[=2]"女";General', 5, "5"],
    ["[$¥-804]#,##0", 1200, "¥1,200"],
    ["0%", 0.5, "50%"],
    [";;;", 5, ""],
    ["[DBNum1][$-804]General", 10203, "一万〇二百〇三"],
    ["[DBNum2][$-804]General", 120, "壹佰贰拾"],
  ])("%s of %d shows %s", (code, value, shown) => {
    expect(numberFormat(code).show(value)).toBe(shown);
    expect(numberFormat(code).kind).not.toBe("date");
  });

  it("keeps text as it is but for a text section of its own", () => {
    expect(numberFormat("@").showText).toBeNull();
    expect(numberFormat("yyyy/m/d;@").showText).toBeNull();
    expect(numberFormat('0;0;0;"第"@"组"').showText?.("三")).toBe("第三组");
  });

  it("says which format it does not understand, and shows the number plainly", () => {
    const bad: string[] = [];
    const format = numberFormat("?/", (code) => bad.push(code));
    expect(bad).toEqual(["?/"]);
    expect(format.show(12)).toBe("12");
  });

  it("understands every built-in format", () => {
    const bad: string[] = [];
    for (const code of Object.values(BUILTIN_FORMATS)) numberFormat(code, (not) => bad.push(not));
    expect(bad).toEqual([]);
  });
});
