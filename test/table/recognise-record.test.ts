import { describe, expect, it } from "vitest";
import { fields, id, line, only, read, sheet, values } from "./grids.js";

const LEDGER = line("姓名|身份证号|出生日期|婚姻状况|避孕措施");
const person = ["王芳", id(1), "1975-3-4", "初婚", "上环"];
const table = (title: string): string[][] => [...(title === "" ? [] : [[title]]), LEDGER, person];

describe("which record a sheet is", () => {
  it.each([
    ["sheet name", sheet("微机台账", table("")), "electronicLedger"],
    ["title", sheet("Sheet1", table("新塘村已婚育龄妇女手工台帐")), "handLedger"],
    ["file name", sheet("新塘村", table(""), { file: "2004/电脑台账导出.xlsx" }), "electronicLedger"],
    ["folder", sheet("Sheet1", table(""), { file: "手工台账/新塘村.xlsx" }), "handLedger"],
    ["columns: items with stock", sheet("Sheet1", [line("品名|规格|单位|上月结存|本月领入|本月发放|报损|本月结存|使用人数"), ["避孕套", "中", "盒", "1", "2", "1", "0", "2", "1"]]), "suppliesReport"],
    ["columns: issues", sheet("Sheet1", [line("发放日期|姓名|药具名称|规格|单位|数量|领取人签名"), ["2004-5-1", "王芳", "避孕套", "中", "盒", "3", ""]]), "suppliesLedger"],
    ["columns: migrants", sheet("Sheet1", [line("姓名|性别|身份证号码|流入地|流出日期|流出类型|备注"), ["王芳", "女", id(1), "广东", "2004-5-1", "务工", ""]]), "migrantRoster"],
    ["columns: checks", sheet("Sheet1", [line("姓名|身份证号码|丈夫姓名|现避孕措施|轮次|检查日期|环情|孕情"), ["王芳", id(1), "李强", "上环", "1", "2004-3-1", "在位", "未孕"]]), "checkupRoster"],
    ["columns: feedback", sheet("Sheet1", [line("妇女姓名|身份证号|反馈事项|系统现状|反馈日期|落实情况|落实日期"), ["王芳", id(1), "随访", "上环", "2004-5-1", "已落实", "2004-5-3"]]), "feedbackSlips"],
    ["name against a stray word in the file", sheet("孕检花名册", [line("姓名|身份证号码|丈夫姓名|检查日期"), ["王芳", id(1), "李强", "2004-3-1"]], { file: "计生台帐.xlsx" }), "checkupRoster"],
  ])("by %s", (_, grid, record) => {
    const result = read([grid]);
    expect(result.blocks.map((block) => block.record)).toEqual([record]);
    expect(result.sheets[0]?.state).toBe("read");
    expect(result.sheets[0]?.why).not.toBe("");
  });

  it("says what it cannot recognise, and reads the rest", () => {
    const result = read([
      sheet("说明", [["本工作簿由各村填报。"], ["有问题请打电话。"]]),
      sheet("目录", [line("序号|表名|页码"), ["1", "手工台帐", "2"], ["2", "报告单", "3"]]),
      sheet("通讯录", [line("姓名|职务|联系电话"), ["周明", "专干", "13800000000"]]),
      sheet("手工台帐", table("")),
      sheet("Sheet3", []),
    ]);
    expect(result.blocks.map((block) => block.sheet)).toEqual(["手工台帐"]);
    expect(result.sheets.map((reading) => reading.state)).toEqual(["notRecognised", "notRecognised", "notRecognised", "read", "empty"]);
    expect(result.warnings.map((warning) => warning.code)).toEqual(["sheetNotRecognised", "sheetNotRecognised", "sheetNotRecognised"]);
  });

  it("does not guess between the two ledgers by columns both have", () => {
    const result = read([sheet("Sheet1", table(""))]);
    expect(result.blocks).toEqual([]);
    expect([...(result.sheets[0]?.candidates ?? [])].sort()).toEqual(expect.arrayContaining(["electronicLedger", "handLedger"]));
  });

  it("passes over its own result sheets without a word", () => {
    const result = read([
      sheet("汇总", [["台帐核对结果汇总"], line("台帐|新塘村|横岭村"), ["手工台帐", "3", "4"]]),
      sheet("差异清单", [line("编号|村|组|姓名|身份证号|差异类型|核对项目"), ["新塘-001", "新塘村", "1", "王芳", id(1), "不符", "出生日期"]]),
      sheet("整改通知单", [["数据核对整改通知单"], line("编号|姓名|问题"), ["新塘-001", "王芳", "出生日期不符"]]),
    ]);
    expect(result.blocks).toEqual([]);
    expect(result.warnings).toEqual([]);
    expect(result.sheets.map((reading) => reading.state)).toEqual(["ignored", "ignored", "ignored"]);
  });

  it("warns when two sheets claim one record for one village and month, not for two villages, months or directions", () => {
    const ledger = (name: string, title: string): ReturnType<typeof sheet> => sheet(name, table(title));
    const codes = (...grids: ReturnType<typeof sheet>[]): string[] => read(grids).warnings.map((warning) => warning.code);
    expect(codes(ledger("a", "新塘村手工台帐"), ledger("b", "新塘村委会手工台帐"))).toEqual(["samePart"]);
    expect(read([ledger("a", "新塘村手工台帐"), ledger("b", "新塘村手工台帐")]).blocks).toHaveLength(2);
    expect(codes(ledger("a", "新塘村手工台帐"), ledger("b", "横岭村手工台帐"))).toEqual([]);
    const slip = (month: string): ReturnType<typeof sheet> => sheet(month, [[`新塘村2004年${month}报告单`], line("姓名|身份证号|变动类型|发生日期"), ["王芳", id(1), "初婚", "2004-5-1"]]);
    expect(codes(slip("5月"), slip("6月"))).toEqual([]);
  });
});

describe("what the user chooses", () => {
  const grid = sheet("Sheet1", [["登记"], ["谁", "号", "何时生", "婚否", "怎么避孕"], ["王芳", id(1), "1975-3-4", "初婚", "上环"]], { file: "a.xlsx" });
  it("record, header row and a column's field win over recognition", () => {
    const block = only(read([grid], [{ file: "a.xlsx", sheet: "Sheet1", record: "handLedger", headerRows: [1, 1], columns: { 0: "name", 1: "idNumber", 2: "birthDate", 3: "maritalStatus", 4: "method" } }]));
    expect(values(block, "birthDate")).toEqual(["1975-3-4"]);
    expect(block.columns.every((column) => column.why === "user")).toBe(true);
  });
  it("a column can be left out, a sheet too", () => {
    const block = only(read([sheet("手工台帐", table(""))], [{ file: null, sheet: "手工台帐", columns: { 4: null } }]));
    expect(fields(block)["避孕措施"]).toBeNull();
    const none = read([sheet("手工台帐", table(""))], [{ file: null, sheet: "手工台帐", record: null }]);
    expect(none.blocks).toEqual([]);
    expect(none.sheets[0]?.state).toBe("ignored");
  });
});
