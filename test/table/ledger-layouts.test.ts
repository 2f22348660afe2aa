import { describe, expect, it } from "vitest";
import { fields, id, line, only, read, rowsOf, sheet, values } from "./grids.js";

const HEAD = line("序号|组别|妇女姓名|身份证号码|出生年月|婚姻状况|丈夫姓名|避孕节育措施|手术日期|备注");
const person = (n: number, name: string): string[] => [String(n), "3", name, id(n), "1975.3", "初婚", "李强", "上环", "2001.5", ""];

describe("a ledger as a list", () => {
  it("reads title, unit line, header, rows, totals and footer of a hand ledger", () => {
    const block = only(read([sheet("Sheet1", [
      ["荷塘镇新塘村育龄妇女手工台帐"],
      ["单位：新塘村", "", "", "", "", "", "截止日期：2004年7月5日"],
      HEAD,
      person(1, "王芳"), person(2, "张丽"),
      [], [],
      ["负责人：周明", "", "填表人：吴刚", "", "", "填报日期：2004年7月6日"],
      ["说明：横岭村另报。"],
    ], { merges: ["A1:J1"] })]));
    expect(block.record).toBe("handLedger");
    expect(block.headerRows).toEqual([2]);
    expect([...block.sheetRows]).toEqual([3, 4]);
    expect(values(block, "name")).toEqual(["王芳", "张丽"]);
    expect(block.villages).toEqual(["新塘村", "新塘村"]);
    expect(block.villageFrom).toBe("title");
    expect(block.asOf).toBe("2004-07-05");
    expect(block.month).toBeNull();
    expect(fields(block)).toEqual({
      序号: null, 组别: "group", 妇女姓名: "name", 身份证号码: "idNumber", 出生年月: "birthDate", 婚姻状况: "maritalStatus", 丈夫姓名: "spouseName",
      避孕节育措施: "method", 手术日期: "methodDate", 备注: "remark",
    });
  });

  it("reads two and three header rows, merged or not, and the numbered row below", () => {
    const rows = [
      ["二〇〇四年九月育龄妇女登记册"],
      ["序号", "妇女", "", "", "丈夫", "", "现有子女数", "", "", "避孕节育", ""],
      ["", "姓名", "身份证号", "出生日期", "姓名", "身份证号", "合计", "其中", "", "措施", "日期"],
      ["", "", "", "", "", "", "", "男", "女", "", ""],
      line("1|2|3|4|5|6|7|8|9|10|11"),
      ["1", "王芳", id(1), "19750304", "李强", id(2), "2", "1", "1", "女扎", "2001-05-06"],
      ["2", "张丽", id(3), "19760304", "李刚", id(4), "1", "1", "0", "上环", "2002-05-06"],
    ];
    const expected = {
      序号: null, "妇女/姓名": "name", "妇女/身份证号": "idNumber", "妇女/出生日期": "birthDate", "丈夫/姓名": "spouseName", "丈夫/身份证号": "spouseIdNumber",
      "现有子女数/合计": "children", "现有子女数/其中/男": "boys", "现有子女数/其中/女": "girls", "避孕节育/措施": "method", "避孕节育/日期": "methodDate",
    };
    const merges = ["A1:K1", "A2:A4", "B2:D2", "E2:F2", "G2:I2", "J2:K2", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:I3", "J3:J4", "K3:K4"];
    for (const block of [only(read([sheet("a", rows, { merges })])), only(read([sheet("a", rows)]))]) {
      expect(fields(block)).toEqual(expected);
      expect(block.headerRows).toEqual([1, 2, 3]);
      expect(values(block, "girls")).toEqual(["1", "0"]);
      expect(block.asOf).toBe("2004-09-30");
    }
  });

  it("reads a header broken over two cells and one with line breaks, marks and brackets", () => {
    const block = only(read([sheet("手工台账", [
      ["*妇女\n姓 名", "身份证", "出生", "婚姻状况", "妇女现用避孕节育措施名称(必填)"],
      ["", "号码", "年月日", "", ""],
      ["王芳", id(1), "1975-03-04", "初婚", "上环"],
    ])]));
    expect(Object.values(fields(block))).toEqual(["name", "idNumber", "birthDate", "maritalStatus", "method"]);
    expect(values(block, "name")).toEqual(["王芳"]);
  });

  it("reads headers with the person below the attribute (姓名 over 妻 and 夫)", () => {
    const block = only(read([sheet("育龄妇女台帐", [
      line("序|姓 名||出 生|身 份 证|婚 姻|子 女 数|||节 育"), line("号|妻|夫|年 月 日|号 码|状 况|计|男|女|措施"),
      ["1", "王芳", "李强", "1975.3.4", id(1), "初婚", "2", "1", "1", "上环"],
    ])]));
    expect(rowsOf(block)).toEqual([{ name: "王芳", spouseName: "李强", birthDate: "1975.3.4", idNumber: id(1), maritalStatus: "初婚", children: "2", boys: "1", girls: "1", method: "上环" }]);
  });

  it("reads traditional headers and DBF column names", () => {
    const traditional = only(read([sheet("手工臺帳", [line("婦女姓名|身份證號碼|出生日期|婚姻狀況|避孕節育措施"), ["王芳", id(1), "1975-03-04", "初婚", "上环"]])]));
    expect(Object.values(fields(traditional))).toEqual(["name", "idNumber", "birthDate", "maritalStatus", "method"]);
    const dbf = only(read([sheet("WIS", [line("XM|SFZH|CSRQ|HYZK|BYCS|MZ|HKXZ"), ["王芳", id(1), "19750304", "21", "203", "01", "2"]])]));
    expect(dbf.record).toBe("electronicLedger");
    expect(Object.values(fields(dbf))).toEqual(["name", "idNumber", "birthDate", "maritalStatus", "method", null, "householdRegistration"]);
  });

  it("keeps the husband's and the householder's columns apart from the woman's", () => {
    const block = only(read([sheet("手工台帐", [
      line("户主姓名|姓名|身份证号|丈夫姓名|身份证号|丈夫户口性质|户口性质|婚姻状况|出生日期|避孕措施"),
      ["李大", "王芳", id(1), "李强", id(2), "非农业", "农业", "初婚", "1975-03-04", "上环"],
      ["李二", "张丽", id(3), "李刚", id(4), "非农业", "农业", "初婚", "1975-03-04", "上环"],
    ])]));
    expect(values(block, "idNumber")).toEqual([id(1), id(3)]);
    expect(values(block, "spouseIdNumber")).toEqual([id(2), id(4)]);
    expect(values(block, "householdRegistration")).toEqual(["农业", "农业"]);
    expect(values(block, "name")).toEqual(["王芳", "张丽"]);
  });

  it("decides 户口类别 by the values in the column", () => {
    const table = (a: string, b: string): ReturnType<typeof only> => only(read([sheet("电脑台帐", [
      line("姓名|身份证号|出生日期|婚姻状况|避孕措施|户口类别"),
      ["王芳", id(1), "1975-03-04", "初婚", "上环", a], ["张丽", id(3), "1975-03-04", "初婚", "上环", b],
    ])]));
    expect(fields(table("农业", "非农业"))["户口类别"]).toBe("householdRegistration");
    expect(fields(table("固定", "流动"))["户口类别"]).toBe("domicileType");
  });

  it("drops the values of columns skipped on purpose", () => {
    const block = only(read([sheet("手工台帐", [
      [...HEAD, "政策属性", "社会抚养费", "", "未避孕原因"],
      ["", "", "", "", "", "", "", "", "", "", "", "征收金额", "日期", ""],
      [...person(1, "王芳"), "计划外", "3000", "2003-1-1", "病"],
    ], { merges: ["L1:M1"] })]));
    expect(block.columns.filter((column) => column.state === "skipped").map((column) => column.header)).toEqual(["政策属性", "社会抚养费/征收金额", "社会抚养费/日期", "未避孕原因"]);
    expect([...block.cells.keys()].some((column) => column >= 10)).toBe(false);
  });

  it("maps one of two equal columns and warns of the other", () => {
    const result = read([sheet("手工台帐", [[...HEAD, "避孕节育措施"], [...person(1, "王芳"), "女扎"]])]);
    expect(values(only(result), "method")).toEqual(["上环"]);
    expect(only(result).columns[10]?.state).toBe("ambiguous");
    expect(result.warnings.map((warning) => [warning.code, warning.address])).toContainEqual(["columnTwice", "K1"]);
  });

  it("knows an ID column under an unknown header by its values", () => {
    const block = only(read([sheet("手工台帐", [
      line("姓名|公安编码|出生日期|婚姻状况|避孕措施"),
      ...[1, 2, 3, 4].map((n) => ["王芳", id(n), "1975-03-04", "初婚", "上环"]),
    ])]));
    expect(block.columns[1]).toMatchObject({ field: "idNumber", why: "values" });
  });

  it("reads 200 columns, of which few are known", () => {
    const more = Array.from({ length: 190 }, (_, i) => `自定义${i + 1}项`);
    const block = only(read([sheet("手工台帐", [[...HEAD, ...more], [...person(1, "王芳"), ...more.map(() => "x")]])]));
    expect(block.columns).toHaveLength(200);
    expect(block.cells.size).toBe(9);
  });
});

describe("children on a card row", () => {
  const base = ["妇女姓名", "身份证号码", "出生日期", "婚姻状况", "避孕措施"];
  const own = ["王芳", id(1), "1975-03-04", "初婚", "上环"];

  it.each([
    ["numbered headers", [[...base, "孩子1姓名", "孩子1性别", "孩子1出生日期", "孩子2姓名", "孩子2性别", "孩子2出生日期"]]],
    ["the group repeated", [[...base, "孩子情况", "", "", "孩子情况", "", ""], ["", "", "", "", "", "姓名", "性别", "出生年月", "姓名", "性别", "出生年月"]]],
    ["一孩, 二孩", [[...base, "一孩", "", "", "二孩", "", ""], ["", "", "", "", "", "姓名", "性别", "出生年月", "姓名", "性别", "出生年月"]]],
    ["one group, the leaves repeated", [[...base, "孩子情况", "", "", "", "", ""], ["", "", "", "", "", "姓名", "性别", "出生年月", "姓名", "性别", "出生年月"]]],
    ["plain leaves repeated", [[...base, "孩子姓名", "孩子性别", "孩子出生日期", "孩子姓名", "孩子性别", "孩子出生日期"]]],
    ["a number behind", [[...base, "孩子姓名1", "孩子性别1", "孩子出生日期1", "孩子姓名2", "孩子性别2", "孩子出生日期2"]]],
  ])("%s", (_, header) => {
    const block = only(read([sheet("帐卡", [...header, [...own, "李明", "男", "1999-1-1", "李红", "女", "2002-2-2"]])]));
    expect(rowsOf(block)[0]).toMatchObject({
      name: "王芳", birthDate: "1975-03-04", "childName#1": "李明", "childSex#1": "男", "childBirth#1": "1999-1-1", "childName#2": "李红", "childSex#2": "女", "childBirth#2": "2002-2-2",
    });
  });

  it("appends children written in rows of their own, the couple merged or blank", () => {
    const rows = [
      [...base, "孩次", "孩子姓名", "性别", "出生日期"],
      [...own, "1", "李明", "男", "1999-1-1"],
      ["", "", "", "", "", "2", "李红", "女", "2002-2-2"],
      ["张丽", id(3), "1976-03-04", "初婚", "女扎", "1", "周亮", "男", "2000-1-1"],
    ];
    for (const merges of [[], ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"]]) {
      const block = only(read([sheet("手工台帐", rows, { merges })]));
      expect([...block.sheetRows]).toEqual([1, 3]);
      expect(rowsOf(block)[0]).toMatchObject({ "childName#1": "李明", "childName#2": "李红", "childBirth#2": "2002-2-2", birthDate: "1975-03-04" });
      expect(rowsOf(block)[1]).toMatchObject({ "childName#1": "周亮", "childName#2": null });
      const second = block.columns.find((column) => column.field === "childName#2")?.column ?? 0;
      expect(block.columnAt?.get(second)).toBe(6);
      expect(block.movedRows.get(0 * 16384 + second)).toBe(2);
    }
  });
});

describe("rows of a ledger", () => {
  it("gives a vertically merged value to each row, with the address of its first row", () => {
    const block = only(read([sheet("手工台帐", [HEAD, person(1, "王芳"), ["2", "", ...person(2, "张丽").slice(2)], person(3, "刘敏")], { merges: ["B2:B3"] })]));
    expect(values(block, "group")).toEqual(["3", "3", "3"]);
    expect(block.movedRows.get(1 * 16384 + 1)).toBe(1);
    expect(block.movedRows.size).toBe(1);
  });

  it("resolves 同上 and 〃, also in a run, and keeps what is shown", () => {
    const rows = [person(1, "王芳"), person(2, "张丽"), person(3, "刘敏")];
    rows[1]![7] = "同上";
    rows[2]![7] = " 〃 ";
    const block = only(read([sheet("手工台帐", [HEAD, ...rows])]));
    const column = block.columns.find((c) => c.field === "method")?.column ?? 0;
    expect(block.cells.get(column)).toEqual(["上环", { kind: "ditto", value: "上环", shown: "同上" }, { kind: "ditto", value: "上环", shown: " 〃 " }]);
  });

  it("takes the village from section lines, with or without number, and skips filler rows", () => {
    const block = only(read([sheet("手工台帐", [
      HEAD,
      ["一、新塘村"], person(1, "王芳"), person(2, "张丽"), ["3"], ["4"],
      ["二、横岭村", "", "", "", "", "", "", "", "", ""], person(1, "刘敏"),
    ], { merges: ["A2:J2", "A7:J7"] })]));
    expect(values(block, "name")).toEqual(["王芳", "张丽", "刘敏"]);
    expect(block.villages).toEqual(["新塘村", "新塘村", "横岭村"]);
    expect(block.villageFrom).toBe("section");
  });

  it("continues under a repeated page header, and starts anew under another village's title", () => {
    const page = [["新塘村育龄妇女台帐"], HEAD, line("1|2|3|4|5|6|7|8|9|10")];
    const result = read([sheet("手工台帐", [
      ...page, person(1, "王芳"), [], ["填表人：周明"], ...page, person(2, "张丽"), [],
      ["横岭村育龄妇女台帐"], HEAD, person(1, "刘敏"),
    ])]);
    expect(result.blocks.map((block) => [values(block, "name"), block.villages])).toEqual([
      [["王芳", "张丽"], ["新塘村", "新塘村"]], [["刘敏"], ["横岭村"]],
    ]);
  });

  it("keeps an error cell and a merged cell over data as cells", () => {
    const error = { kind: "error" as const, value: "#N/A", shown: "#N/A" };
    const row = [...person(1, "王芳"), ""] as (string | null | typeof error)[];
    row[8] = error;
    row[6] = null;
    const block = only(read([sheet("手工台帐", [HEAD, row], { merges: ["F2:G2"] })]));
    const row0 = [...block.cells].map(([column, cells]) => [column, cells[0]]);
    expect(row0).toContainEqual([8, error]);
    expect(values(block, "maritalStatus")).toEqual(["初婚"]);
    expect(values(block, "spouseName")).toEqual([null]);
  });

  it("reads hidden rows and says so; headers only are no rows; a lone header row is no error", () => {
    const hidden = read([sheet("手工台帐", [HEAD, person(1, "王芳"), person(2, "张丽")], { hiddenRows: [2] })]);
    expect(only(hidden).sheetRows).toHaveLength(2);
    expect(hidden.warnings.map((warning) => warning.code)).toEqual(["hiddenRows"]);
    const empty = read([sheet("手工台帐", [HEAD])]);
    expect(only(empty).sheetRows).toHaveLength(0);
    expect(empty.warnings).toEqual([]);
  });
});
