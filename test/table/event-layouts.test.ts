import { describe, expect, it } from "vitest";
import { fields, id, line, only, read, rowsOf, sheet, values } from "./grids.js";

const constants = (block: { constants: readonly { field: string; value: string }[] } | undefined): Record<string, string> =>
  Object.fromEntries((block?.constants ?? []).map(({ field, value }) => [field, value]));

/** 报告单<二>: four header rows, two unrelated blocks with the same leaf headers. */
const SLIP_TWO = [
  ["2004年5月份人口动态信息报告单<二>（存根）"],
  ["荷塘镇新塘村", ...Array<string>(15).fill(""), "单位：人"],
  ["生育情况", ...Array<string>(10).fill(""), "避孕节育情况", "", "", "", "", ""],
  ["组别", "妇女姓名", "身份证号码", "丈夫姓名", "孩子情况", "", "", "", "政策属性", "健康状况", "血缘关系", "组别", "姓名", "身份证号码", "措施日期", "措施名称", "施术单位"],
  ["", "", "", "", "孩次", "孩子姓名", "身份证号或出生年月", "", "", "", "", "", "", "", "", "", ""],
  ["", "", "", "", "", "", "性别", "出生年月", "", "", "", "", "", "", "", "", ""],
];
const SLIP_TWO_MERGES = [
  "A1:Q1", "A3:K3", "L3:Q3", "A4:A6", "B4:B6", "C4:C6", "D4:D6", "E4:H4", "I4:I6", "J4:J6", "K4:K6", "L4:L6", "M4:M6", "N4:N6", "O4:O6", "P4:P6", "Q4:Q6",
  "E5:E6", "F5:F6", "G5:H5",
];

describe("slips with two blocks side by side", () => {
  const rows = [
    ...SLIP_TWO,
    ["1", "王芳", id(1), "李强", "2", "李明", "男", "2004-5-3", "计划内", "健康", "亲生", "2", "刘敏", id(5), "2004-5-7", "上环", "镇服务站"],
    ["", "", "", "", "3", "李亮", "男", "2004-5-3", "", "", "", "3", "陈霞", id(6), "2004-5-9", "女扎", "镇服务站"],
    ["4", "张丽", id(2), "周刚", "1", "周红", "女", "2004-5-20", "计划内", "健康", "亲生"],
    [], [],
    ["负责人：周明", "", "", "", "填表人：吴刚", "", "", "", "填报日期：2004年6月2日"],
  ];
  it.each([["merged", SLIP_TWO_MERGES], ["not merged", []]])("splits 生育情况 and 避孕节育情况 (%s)", (_, merges) => {
    const { blocks } = read([sheet("5月", rows, { merges })]);
    expect(blocks.map((block) => [block.record, constants(block)])).toEqual([["reportSlips", { event: "出生" }], ["reportSlips", { event: "手术" }]]);
    expect(rowsOf(blocks[0])).toEqual([
      { group: "1", name: "王芳", idNumber: id(1), spouseName: "李强", "childNumber#1": "2", "childName#1": "李明", "childSex#1": "男", "childBirth#1": "2004-5-3" },
      { group: "1", name: "王芳", idNumber: id(1), spouseName: "李强", "childNumber#1": "3", "childName#1": "李亮", "childSex#1": "男", "childBirth#1": "2004-5-3" },
      { group: "4", name: "张丽", idNumber: id(2), spouseName: "周刚", "childNumber#1": "1", "childName#1": "周红", "childSex#1": "女", "childBirth#1": "2004-5-20" },
    ]);
    expect(blocks[0]?.cells.get(1)?.[1]).toEqual({ kind: "ditto", value: "王芳", shown: "" });
    expect(rowsOf(blocks[1])).toEqual([
      { group: "2", name: "刘敏", idNumber: id(5), methodDate: "2004-5-7", method: "上环", methodPlace: "镇服务站" },
      { group: "3", name: "陈霞", idNumber: id(6), methodDate: "2004-5-9", method: "女扎", methodPlace: "镇服务站" },
    ]);
    expect(blocks.map((block) => [block.month, block.asOf, block.villages[0]])).toEqual([[2004 * 12 + 4, "2004-06-02", "新塘村"], [2004 * 12 + 4, "2004-06-02", "新塘村"]]);
    expect(blocks[0]?.columns.filter((column) => column.state === "skipped").map((column) => column.header)).toEqual(["生育情况/政策属性", "生育情况/健康状况"]);
  });

  it.each([["merged", ["A1:R1", "A2:M2", "N2:R2"]], ["not merged", []]])("splits 婚姻、迁移、流动情况 and 死亡情况 (%s)", (_, merges) => {
    const { blocks } = read([sheet("Sheet1", [
      ["2004年5月份人口动态信息报告单<一>（存根）"],
      ["婚姻、迁移、流动情况", ...Array<string>(12).fill(""), "死亡情况", "", "", "", ""],
      line("组别|户口编码|姓名|公民身份证号|变动类型|民族|文化程度|户口性质|婚姻状况|初婚日期|居住状况|与户主关系|配偶姓名|姓名|性别|出生年月|死亡日期|死亡原因"),
      ["1", "43020310", "王芳", id(1), "初婚", "汉", "初中", "农业", "初婚", "2004-5-1", "常住", "媳", "李强", "赵大", "男", "1930.2", "2004-5-6", "病"],
      ["2", "43020311", "张丽", id(2), "流出", "汉", "初中", "农业", "初婚", "1999-5-1", "流出", "妻", "周刚", "", "", "", "", ""],
    ], { merges })]);
    expect(blocks.map((block) => [block.record, constants(block), values(block, "name")])).toEqual([
      ["reportSlips", {}, ["王芳", "张丽"]], ["reportSlips", { event: "死亡" }, ["赵大"]],
    ]);
    expect(fields(blocks[1])).toEqual({ "死亡情况/姓名": "name", "死亡情况/性别": "sex", "死亡情况/出生年月": "birthDate", "死亡情况/死亡日期": "eventDate", "死亡情况/死亡原因": "skipped" });
  });

  it("splits a list printed twice beside itself, with or without a gap", () => {
    for (const gap of [[], [""]]) {
      const head = line("组别|姓名|身份证号|变动类型|发生日期");
      const { blocks } = read([sheet("报告单", [
        ["新塘村2004年5月报告单"], [...head, ...gap, ...head],
        ["1", "王芳", id(1), "初婚", "5.1", ...gap, "4", "刘敏", id(4), "迁出", "5.4"],
        ["2", "张丽", id(2), "迁入", "5.2", ...gap],
      ])]);
      expect(blocks.map((block) => values(block, "name"))).toEqual([["王芳", "张丽"], ["刘敏"]]);
      expect(blocks.map((block) => values(block, "group"))).toEqual([["1", "2"], ["4"]]);
    }
  });

  it("does not split a couple: groups 女方 and 男方, or ID numbers of both sexes", () => {
    const grouped = only(read([sheet("手工台帐", [
      ["女方", "", "", "男方", "", "", "婚姻状况", "避孕措施"],
      ["姓名", "身份证号", "出生日期", "姓名", "身份证号", "出生日期", "", ""],
      ["王芳", id(1), "1975-3-4", "李强", id(2), "1973-1-1", "初婚", "上环"],
    ])]));
    expect(rowsOf(grouped)[0]).toMatchObject({ name: "王芳", spouseName: "李强", idNumber: id(1), spouseIdNumber: id(2), birthDate: "1975-3-4" });
    const female = (n: number): string => `4302031975030${n}0026`;
    const male = (n: number): string => `4302031973030${n}0037`;
    const plain = only(read([sheet("手工台帐", [
      line("姓名|身份证号|姓名|身份证号|出生日期|婚姻状况|避孕措施"),
      ...[1, 2, 3, 4].map((n) => [`王芳${n}`, female(n), `李强${n}`, male(n), "1975-3-4", "初婚", "上环"]),
    ])]));
    expect(rowsOf(plain)[0]).toMatchObject({ name: "王芳1", spouseName: "李强1", idNumber: female(1), spouseIdNumber: male(1) });
  });
});

describe("blocks below each other", () => {
  it("reads each with its own title, header and record", () => {
    const { blocks } = read([sheet("Sheet1", [
      ["新塘村2004年5月出生报告单"], line("组别|妇女姓名|身份证号|孩子姓名|性别|出生日期"), ["1", "王芳", id(1), "李明", "男", "2004-5-3"],
      ["合计", "", "", "1"], [],
      ["新塘村2004年5月死亡报告单"], line("组别|姓名|性别|出生日期|死亡日期"), ["2", "赵大", "男", "1930-1-1", "2004-5-6"], [],
      ["流动人口花名册"], line("姓名|性别|身份证号|流入地|流出日期"), ["刘敏", "女", id(4), "广东", "2004-5-1"],
    ])]);
    expect(blocks.map((block) => [block.record, constants(block)["event"] ?? null, values(block, "name"), block.title])).toEqual([
      ["reportSlips", "出生", ["王芳"], "新塘村2004年5月出生报告单"], ["reportSlips", "死亡", ["赵大"], "新塘村2004年5月死亡报告单"], ["migrantRoster", null, ["刘敏"], "流动人口花名册"],
    ]);
    expect(blocks.map((block) => block.villages[0])).toEqual(["新塘村", "新塘村", "新塘村"]);
  });

  it("keeps 二、死亡 a part of the sheet's title, and says nothing of 无", () => {
    const { blocks } = read([sheet("5月", [
      ["新塘村二〇〇四年五月份变动情况报告单"],
      ["一、出生"], line("序号|妇女姓名|身份证号|孩子姓名|性别|出生时间"), ["1", "王芳", id(1), "李明", "男", "2004.5.3"],
      ["二、死亡"], line("序号|姓名|性别|出生年月|死亡时间"), ["1", "赵大", "男", "1930.2", "2004.5.6"],
      ["三、节育手术"], line("序号|姓名|身份证号|手术名称|手术时间"), ["无"],
      ["四、婚姻变动"], line("序号|姓名|身份证号|变动类型|变动时间"), ["1", "刘敏", id(3), "结婚", "2004.5.1"],
    ])]);
    expect(blocks.map((block) => [constants(block)["event"] ?? null, values(block, "name"), block.month, block.villages[0] ?? null])).toEqual([
      ["出生", ["王芳"], 2004 * 12 + 4, "新塘村"], ["死亡", ["赵大"], 2004 * 12 + 4, "新塘村"], ["手术", [], 2004 * 12 + 4, null], [null, ["刘敏"], 2004 * 12 + 4, "新塘村"],
    ]);
  });

  it("divides one table by lines that say the month or the event", () => {
    const months = read([sheet("药具发放登记", [
      ["新塘村2004年药具发放登记册"], ["5月份"], line("姓名|组别|药具名称|单位|数量|领取日期"), ["王芳", "1", "避孕套", "盒", "2", "5.3"], ["本月合计", "", "", "", "2"],
      ["6月份"], ["张丽", "1", "避孕套", "盒", "3", "6.3"], ["本月合计", "", "", "", "3"], ["总计", "", "", "", "5"],
    ])]).blocks;
    expect(months.map((block) => [block.month, values(block, "name"), block.totals.map((total) => [total.kind, total.from, total.to])])).toEqual([
      [2004 * 12 + 4, ["王芳"], [["subtotal", 0, 1]]], [2004 * 12 + 5, ["张丽"], [["subtotal", 0, 1], ["cumulative", 0, 1]]],
    ]);
    const events = read([sheet("报告单", [
      ["新塘村2004年5月报告单"], line("组别|姓名|身份证号|发生日期"), ["死亡"], ["1", "王芳", id(1), "5.3"], ["迁出"], ["1", "张丽", id(2), "5.4"],
    ])]).blocks;
    expect(events.map((block) => [constants(block)["event"], values(block, "name")])).toEqual([["死亡", ["王芳"]], ["迁出", ["张丽"]]]);
  });

  it("makes a new block of the same header under another month", () => {
    const head = line("组别|姓名|身份证号|变动类型|发生日期");
    const { blocks } = read([sheet("报告单", [
      ["新塘村2004年5月报告单"], head, ["1", "王芳", id(1), "初婚", "5.1"], [],
      ["新塘村2004年6月报告单"], head, ["1", "张丽", id(2), "迁出", "6.1"],
    ])]);
    expect(blocks.map((block) => [block.month, values(block, "name")])).toEqual([[2004 * 12 + 4, ["王芳"]], [2004 * 12 + 5, ["张丽"]]]);
  });
});

describe("wide sheets", () => {
  it.each([
    ["groups", [["姓名", "身份证号", "丈夫姓名", "第一次", "", "第二次", ""], ["", "", "", "检查日期", "结果", "检查日期", "结果"]]],
    ["leaf headers", [["姓名", "身份证号", "丈夫姓名", "第一次检查日期", "第一次结果", "第二次检查日期", "第二次结果"]]],
  ])("reads a round per block (%s)", (_, header) => {
    const { blocks } = read([sheet("孕检花名册", [
      ["2004年新塘村孕检花名册"], ...header,
      ["王芳", id(1), "李强", "2004-3-1", "未孕", "2004-9-1", "未孕"], ["张丽", id(2), "周刚", "", "", "2004-9-2", "未孕"], ["刘敏", id(3), "陈亮", "", "", "", ""],
    ])]);
    expect(blocks.map((block) => [block.record, constants(block), values(block, "name"), values(block, "checkDate")])).toEqual([
      ["checkupRoster", { round: "第一次" }, ["王芳", "刘敏"], ["2004-3-1", null]],
      ["checkupRoster", { round: "第二次" }, ["王芳", "张丽"], ["2004-9-1", "2004-9-2"]],
    ]);
    expect(blocks[0]?.columns.filter((column) => column.state === "skipped")).toHaveLength(1);
  });

  it("reads an item per group and an item per column of supplies", () => {
    const groups = read([sheet("药具报表", [
      ["2004年5月药具月报表"],
      ["村名", "避孕套(盒)", "", "", "避孕药膜", "", ""],
      ["", "上月结存", "本月领入", "本月发放", "上月结存", "本月领入", "本月发放"],
      ["新塘村", "10", "20", "15", "3", "4", "5"], ["横岭村", "11", "21", "16", "4", "5", "6"], ["合计", "21", "41", "31", "7", "9", "11"],
    ])]).blocks;
    expect(groups.map((block) => [constants(block), values(block, "issued"), block.villages])).toEqual([
      [{ item: "避孕套", unit: "盒" }, ["15", "16"], ["新塘村", "横岭村"]], [{ item: "避孕药膜" }, ["5", "6"], ["新塘村", "横岭村"]],
    ]);
    expect(groups[0]?.totals[0]).toMatchObject({ label: "合计", kind: "total", from: 0, to: 2 });
    const columns = read([sheet("药具发放统计表", [["2004年5月药具发放统计表"], ["村名", "避孕套(盒)", "避孕药膜(张)"], ["新塘村", "15", "5"], ["横岭村", "16", ""]])]).blocks;
    expect(columns.map((block) => [constants(block), values(block, "issued")])).toEqual([[{ item: "避孕套", unit: "盒" }, ["15", "16"]], [{ item: "避孕药膜", unit: "张" }, ["5"]]]);
  });

  it("reads a month per group", () => {
    const { blocks } = read([sheet("药具报表", [
      ["新塘村2004年药具报表"], ["品名", "单位", "1月", "", "2月", ""], ["", "", "领入", "发放", "领入", "发放"],
      ["避孕套", "盒", "20", "15", "30", "25"],
    ])]);
    expect(blocks.map((block) => [block.month, values(block, "issued")])).toEqual([[2004 * 12, ["15"]], [2004 * 12 + 1, ["25"]]]);
  });
});

describe("supplies and migrants", () => {
  it("tells the unit 单位 from the village 单位", () => {
    const unit = only(read([sheet("药具台帐", [line("日期|姓名|品名|规格|单位|数量"), ["2004-5-1", "王芳", "避孕套", "中", "盒", "3"], ["2004-5-1", "张丽", "避孕套", "中", "只", "3"]])]));
    expect(fields(unit)["单位"]).toBe("unit");
    const village = only(read([sheet("药具报表", [line("单位|品名|计量单位|上月结存|领入|发放|结存"), ["新塘村", "避孕套", "盒", "1", "2", "1", "2"], ["横岭村", "避孕套", "盒", "1", "2", "1", "2"]])]));
    expect(fields(village)["单位"]).toBe("village");
    expect(village.villages).toEqual(["新塘村", "横岭村"]);
  });

  it("reads sums beside their parts: 合计 under 收入 is the 收入, 合计 over 发放 and 报损 is neither", () => {
    const result = read([sheet("药具收发存", [
      ["2004年5月份荷塘镇药具收支结存表"],
      line("品名|规格|单位|上月|本月收入|||本月支出|||本月|使用"), line("|||结存|上级调入|其他|合计|发放|报损|合计|结存|人数"),
      line("男用避孕套|大号|只|100|200|5|205|150|3|153|152|30"),
    ])]);
    expect(rowsOf(only(result))[0]).toMatchObject({ opening: "100", received: "205", issued: "150", lost: "3", closing: "152", users: "30" });
    expect(result.warnings).toEqual([]);
  });

  it("gives the direction of a roster by its title, where no column says it", () => {
    const { blocks } = read([
      sheet("流出", [["新塘村流出人口花名册"], line("姓名|性别|身份证号|流入地|流出日期"), ["刘敏", "女", id(4), "广东", "2004-5-1"]]),
      sheet("流入", [["新塘村流入人口花名册"], line("姓名|性别|身份证号|户籍地|流入日期"), ["陈霞", "女", id(5), "湖北", "2004-5-1"]]),
    ]);
    expect(blocks.map((block) => [block.record, constants(block)])).toEqual([["migrantRoster", { flowType: "流出" }], ["migrantRoster", { flowType: "流入" }]]);
  });

  it("lets a second issue row of one person leave out the name", () => {
    const block = only(read([sheet("药具台帐", [line("姓名|品名|单位|数量|发放日期"), ["王芳", "避孕套", "盒", "3", "2004-5-1"], ["", "避孕药膜", "张", "3", "2004-5-1"]])]));
    expect(values(block, "name")).toEqual(["王芳", "王芳"]);
  });
});
