/** Every header variant known from forms and programs (nine-records.md §2) finds its field, beside the columns it comes with. */
import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { readTables } from "../../src/table/read-tables.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

const ID = ["430203197503041021", "430203197608192048", "430203198011302064", "430203196801152087"];
const DATES = ["1998-05-01", "1999-10-02", "2001-01-08", "1990-02-03"];
const NAMES = ["安玉兰", "白秀英", "蔡小红", "戴春梅"];
const MEN = ["王大山", "李国强", "赵德福", "孙长河"];

type Column = readonly [header: string, values: readonly (string | number)[]];

/** Field that the first of the columns gets on a sheet of the record. */
function fieldOf(sheet: string, columns: readonly Column[]): string | null {
  if (profile === undefined) throw new Error("no profile");
  const rows = [[sheet], columns.map(([header]) => header), ...[0, 1, 2, 3].map((i) => columns.map(([, values]) => values[i] ?? null))];
  const { blocks } = readTables([{ file: `${sheet}.xlsx`, sheet, rows, columnCount: columns.length, merges: [] }], profile, { language: "zh" });
  return blocks[0]?.columns[0]?.field?.replace(/#\d+$/, "") ?? null;
}

const BASE: readonly Column[] = [["姓名", NAMES], ["身份证号", ID]];
const LEDGER: readonly Column[] = [...BASE, ["婚姻状况", ["初婚", "初婚", "再婚", "初婚"]], ["避孕措施", ["上环", "女扎", "药具", "上环"]]];
const EVENT: readonly Column[] = [...BASE, ["事项", ["放环", "取环", "出生", "女扎"]]];

const CASES: Readonly<Record<string, { readonly sheet: string; readonly beside: readonly Column[]; readonly values: readonly (string | number)[]; readonly headers: readonly string[] }>> = {
  village: { sheet: "电脑台帐", beside: LEDGER, values: ["新塘村", "新塘村", "横岭村", "横岭村"], headers: ["单位", "所属区域", "地区", "数据单位", "村", "村名", "行政村", "村(居)", "村(社区)名称", "AREANAME"] },
  group: { sheet: "手工台帐", beside: LEDGER, values: [1, 1, 2, 3], headers: ["组别", "组", "村民小组", "小组", "组号", "自然村", "屯", "ZB"] },
  householdCode: { sheet: "手工台帐", beside: LEDGER, values: ["430203100200010001", "430203100200010002", "430203100200010003", "430203100200010004"], headers: ["户编码", "户口编码", "户口编号", "户编号", "户号", "户籍编号", "家庭编号", "公安户口编号", "HBH"] },
  name: { sheet: "手工台帐", beside: LEDGER.slice(1), values: NAMES, headers: ["姓名", "妇女姓名", "育妇姓名", "育龄妇女姓名", "女方姓名", "妻子姓名", "妻姓名", "对象姓名", "服务对象", "受检者", "XM", "NAMEH"] },
  idNumber: { sheet: "手工台帐", beside: [LEDGER[0] ?? BASE[0], ...LEDGER.slice(2)] as readonly Column[], values: ID, headers: ["身份证号码", "公民身份证号", "证件号码", "身份证号", "公民身份号码", "身份证", "证件号", "身份证件号码", "SFZH", "GMSFHM"] },
  sex: { sheet: "流动人口花名册", beside: [...BASE, ["流出日期", DATES]], values: ["女", "男", "女", "女"], headers: ["性别", "姓别", "男/女", "XB"] },
  birthDate: { sheet: "手工台帐", beside: LEDGER, values: ["1975-03-04", "1976-08-19", "1980-11-30", "1968-01-15"], headers: ["出生日期", "出生年月", "出生时间", "生日", "出生年月日", "出生", "CSRQ", "BIRTHDAY"] },
  age: { sheet: "孕检花名册", beside: [...BASE, ["检查日期", DATES]], values: [29, 28, 24, 36], headers: ["年龄", "周岁", "实足年龄", "NL"] },
  householdRegistration: { sheet: "手工台帐", beside: LEDGER, values: ["农业", "农业", "非农业", "农业"], headers: ["户口性质", "户口类型", "户籍性质", "户口类别", "农业/非农", "HKXZ"] },
  maritalStatus: { sheet: "手工台帐", beside: LEDGER.filter(([header]) => header !== "婚姻状况"), values: ["初婚", "再婚", "初婚", "离婚"], headers: ["婚姻状况", "婚姻状态", "婚姻", "婚况", "婚姻情况", "HYZK"] },
  marriageDate: { sheet: "手工台帐", beside: LEDGER, values: DATES, headers: ["初婚日期", "初婚时间", "结婚日期", "结婚时间", "结婚登记日期", "婚姻登记时间", "领证(结婚)日期", "CHRQ", "FIRST_MARRY_DATE"] },
  marriageChangeDate: { sheet: "手工台帐", beside: LEDGER, values: DATES, headers: ["婚变日期", "最近婚姻变动日期", "婚姻变动日期", "现婚日期", "婚姻变更时间", "MARRY_CRY_DATE"] },
  spouseName: { sheet: "手工台帐", beside: LEDGER, values: MEN, headers: ["丈夫姓名", "配偶姓名", "男方姓名", "夫姓名", "爱人姓名", "配偶"] },
  spouseIdNumber: { sheet: "手工台帐", beside: LEDGER, values: ["430203197303041015", "430203197408192033", "430203197811302054", "430203196501152075"], headers: ["丈夫身份证号", "配偶身份证号码", "男方身份证"] },
  children: { sheet: "手工台帐", beside: LEDGER, values: [1, 2, 1, 2], headers: ["子女数", "现有子女数", "现有孩子数", "子女情况", "现存子女", "子女总数", "孩子数", "CHILDNUM"] },
  boys: { sheet: "手工台帐", beside: LEDGER, values: [1, 0, 1, 2], headers: ["男孩数", "男孩", "BOYNUM"] },
  lastChildBirth: { sheet: "手工台帐", beside: LEDGER, values: DATES, headers: ["最小孩出生日期", "末孩出生日期"] },
  method: { sheet: "电脑台帐", beside: LEDGER.slice(0, 3), values: ["上环", "女扎", "避孕套", "上环"], headers: ["避孕节育措施", "措施名称", "节育措施", "当前避孕状况", "避孕方法", "避孕措施", "节育方法", "现用避孕方法", "避孕情况", "节育情况", "选用避孕方法", "BYJYCS", "BYCS", "METHOD"] },
  methodDate: { sheet: "手工台帐", beside: LEDGER, values: DATES, headers: ["手术日期", "落实措施日期", "落实时间", "落实日期", "措施日期", "避孕状态开始时间", "上环日期", "放环时间", "放环日期", "结扎日期", "施术日期", "节育日期", "采取措施时间", "OPS_DATE"] },
  methodEndDate: { sheet: "电脑台帐", beside: LEDGER, values: DATES, headers: ["避孕终止日期", "取环日期", "停用日期", "取出时间"] },
  event: { sheet: "村级报告单", beside: BASE, values: ["放环", "取环", "迁出", "女扎"], headers: ["变动类型", "变化原因", "变动事由", "变更类别", "变动情况", "事项", "变动原因", "CHANGECAUSE", "BDYY"] },
  eventDate: { sheet: "村级报告单", beside: EVENT, values: ["2004-05-01", "2004-05-02", "2004-05-08", "2004-05-03"], headers: ["发生日期", "变动日期", "变更时间", "发生时间"] },
  outDate: { sheet: "流动人口花名册(流出)", beside: BASE, values: DATES, headers: ["流出日期", "外出时间", "流出时间", "离开户籍地日期", "离开户籍地日期/年月", "OUTDATE"] },
  inDate: { sheet: "流动人口花名册(流入)", beside: BASE, values: DATES, headers: ["流入日期", "流入时间", "来本地日期", "INDATE"] },
  backDate: { sheet: "流动人口花名册(流出)", beside: [...BASE, ["流出日期", DATES]], values: ["2004-05", "2004-06", "", ""], headers: ["流回年月", "返乡日期", "返回时间"] },
  round: { sheet: "孕检花名册", beside: [...BASE, ["检查日期", DATES]], values: ["2004年第1轮", "2004年第1轮", "2004年第2轮", "2004年第2轮"], headers: ["轮次", "期次", "次别"] },
  checkDate: { sheet: "孕检花名册", beside: BASE, values: DATES, headers: ["双查时间", "检查时间", "检查日期", "孕检日期", "查环日期", "监测日期", "DCDATE"] },
  item: { sheet: "药具台帐", beside: [["姓名", NAMES], ["数量", [1, 2, 1, 1]], ["发放日期", DATES]], values: ["避孕套", "避孕套", "复方炔诺酮片", "避孕套"], headers: ["药具名称", "品名", "品种", "名称", "药具品种", "避孕药具名称", "YPNAME", "DRUGNAME"] },
  specification: { sheet: "药具台帐", beside: [["姓名", NAMES], ["品名", ["避孕套", "避孕套", "避孕套", "避孕套"]], ["数量", [1, 2, 1, 1]]], values: ["大", "中", "中", "小"], headers: ["规格", "规格型号", "型号", "包装规格"] },
  unit: { sheet: "药具台帐", beside: [["姓名", NAMES], ["品名", ["避孕套", "避孕套", "避孕套", "避孕套"]], ["数量", [1, 2, 1, 1]]], values: ["只", "盒", "只", "只"], headers: ["单位", "计量单位"] },
  quantity: { sheet: "药具台帐", beside: [["姓名", NAMES], ["品名", ["避孕套", "避孕套", "避孕套", "避孕套"]]], values: [10, 20, 10, 10], headers: ["数量", "发放数量", "领取数量", "发放数", "用量", "YPNUM"] },
  issueDate: { sheet: "药具台帐", beside: [["姓名", NAMES], ["品名", ["避孕套", "避孕套", "避孕套", "避孕套"]], ["数量", [1, 2, 1, 1]]], values: DATES, headers: ["发放日期", "领取日期", "领用日期", "YFRQ"] },
  opening: { sheet: "药具报表", beside: [["品名", ["避孕套", "避孕套", "药膜", "避孕栓"]], ["本月结存", [1, 2, 3, 4]]], values: [10, 20, 30, 40], headers: ["上月结存", "期初", "上期结存"] },
  received: { sheet: "药具报表", beside: [["品名", ["避孕套", "避孕套", "药膜", "避孕栓"]], ["本月结存", [1, 2, 3, 4]]], values: [10, 20, 30, 40], headers: ["入库", "领入", "调入", "收入", "本月领入"] },
  issued: { sheet: "药具报表", beside: [["品名", ["避孕套", "避孕套", "药膜", "避孕栓"]], ["本月结存", [1, 2, 3, 4]]], values: [10, 20, 30, 40], headers: ["出库", "发放", "发出", "支出", "本月发放"] },
  lost: { sheet: "药具报表", beside: [["品名", ["避孕套", "避孕套", "药膜", "避孕栓"]], ["本月结存", [1, 2, 3, 4]]], values: [0, 0, 1, 0], headers: ["报损", "报废", "过期", "损耗"] },
  closing: { sheet: "药具报表", beside: [["品名", ["避孕套", "避孕套", "药膜", "避孕栓"]], ["上月结存", [1, 2, 3, 4]]], values: [10, 20, 30, 40], headers: ["结存", "库存", "本月结存", "期末"] },
  users: { sheet: "药具报表", beside: [["品名", ["避孕套", "避孕套", "药膜", "避孕栓"]], ["本月结存", [1, 2, 3, 4]]], values: [3, 4, 5, 6], headers: ["使用人数", "用药人数", "发放人数"] },
  remark: { sheet: "手工台帐", beside: LEDGER, values: ["", "迁出", "", ""], headers: ["备注", "说明", "附注"] },
};

describe("header variants", () => {
  const all = Object.entries(CASES).flatMap(([field, { sheet, beside, values, headers }]) => headers.map((header) => ({ field, sheet, beside, values, header })));
  it.each(all)("$header is $field on $sheet", ({ field, sheet, beside, values, header }) => {
    expect(fieldOf(sheet, [[header, values], ...beside])).toBe(field);
  });
});

describe("skipped on purpose", () => {
  it.each(["政策属性", "计划内/计划外", "社会抚养费", "征收金额", "违法生育原因", "应落实未落实", "孕情", "孕检结果", "POLICY"])("%s is never read", (header) => {
    if (profile === undefined) throw new Error("no profile");
    const rows = [["手工台帐"], [header, ...LEDGER.map(([text]) => text)], ...[0, 1, 2, 3].map((i) => ["机密", ...LEDGER.map(([, values]) => values[i] ?? null)])];
    const { blocks } = readTables([{ file: "a.xlsx", sheet: "手工台帐", rows, columnCount: 5, merges: [] }], profile, { language: "zh" });
    expect(blocks[0]?.columns[0]).toMatchObject({ field: null, state: "skipped" });
    expect([...(blocks[0]?.cells.values() ?? [])].flat()).not.toContain("机密");
  });
});
