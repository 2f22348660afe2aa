/** Column headings and words for codes, as forms, clerks and programs have them (domain document §2 and §4). */
import type { Random } from "./random.js";
import type { RecordName } from "./types.js";

/** First the usual heading, then its variants. */
export const HEADINGS: Record<string, readonly string[]> = {
  seq: ["序号", "编号", "No"],
  village: ["村名", "行政村", "村", "所属区域", "村(居)", "单位"],
  group: ["组别", "组", "村民小组", "组号", "小组"],
  householdCode: ["户编码", "户口编码", "户口编号", "户编号", "户号"],
  personCode: ["育龄妇女编码", "人员编号", "妇女编码", "个案编号"],
  name: ["妇女姓名", "姓名", "育妇姓名", "育龄妇女姓名", "女方姓名", "妻子姓名"],
  idNumber: ["身份证号码", "身份证号", "公民身份证号", "公民身份号码", "身份证", "身份证件号码"],
  sex: ["性别", "男/女"],
  birthDate: ["出生年月", "出生日期", "出生年月日", "出生时间", "生日"],
  age: ["年龄", "周岁"],
  nation: ["民族", "族别"],
  education: ["文化程度", "学历"],
  householdRegistration: ["户口性质", "户籍性质", "户口类型", "农业/非农"],
  maritalStatus: ["婚姻状况", "婚姻状态", "婚姻情况", "婚况"],
  marriageDate: ["初婚日期", "初婚时间", "结婚时间", "结婚登记日期", "结婚日期"],
  marriageChangeDate: ["婚变日期", "婚姻变动日期", "最近婚姻变动日期"],
  spouseName: ["丈夫姓名", "配偶姓名", "男方姓名", "爱人姓名"],
  spouseIdNumber: ["丈夫身份证号", "配偶身份证号码", "男方身份证"],
  children: ["子女数", "现有子女数", "现有孩子数", "现存子女", "孩子数"],
  boys: ["男孩数", "男孩"],
  girls: ["女孩数", "女孩"],
  childNumber: ["孩次"],
  childName: ["孩子姓名", "子女姓名", "小孩姓名"],
  childSex: ["性别", "小孩性别"],
  childBirth: ["出生年月", "出生日期", "子女出生日期"],
  lastChildBirth: ["最小孩出生日期", "末孩出生日期"],
  method: ["避孕节育措施", "节育措施", "避孕措施", "避孕方法", "节育方法", "现用避孕方法"],
  methodDate: ["落实措施日期", "手术日期", "措施日期", "落实时间", "节育日期"],
  methodPlace: ["施术单位", "避孕实施机构", "手术单位"],
  methodEndDate: ["避孕终止日期", "停用日期"],
  residence: ["居住状况", "居住状态"],
  domicileType: ["户口类别", "人口类别", "管理类型"],
  endReason: ["注销类别"],
  reportMonth: ["月份", "报告月", "统计月"],
  month: ["月份", "报告月", "所属期"],
  event: ["变动类型", "变动情况", "变动事由", "变更类别", "事项"],
  eventDate: ["发生日期", "变动日期", "发生时间", "变更时间"],
  matter: ["反馈事项", "服务内容"],
  matterDate: ["反馈日期", "应办日期"],
  matterState: ["落实情况"],
  doneDate: ["落实日期"],
  whyUndone: ["未落实原因"],
  round: ["轮次", "期次"],
  checkDate: ["检查日期", "孕检日期", "双查时间", "检查时间"],
  checkType: ["查环查孕类型"],
  ring: ["环情"],
  checkedBy: ["检查人", "医生签名"],
  item: ["药具名称", "品名", "品种"],
  specification: ["规格", "规格型号", "型号"],
  unit: ["单位", "计量单位"],
  quantity: ["数量", "发放数量", "领取数量"],
  issueDate: ["发放日期", "领取日期"],
  batch: ["批号"],
  expiry: ["有效期"],
  signed: ["领取人签名"],
  issuer: ["发放人"],
  opening: ["上月结存", "期初结存", "上期结存"],
  received: ["本月领入", "领入", "调入"],
  issued: ["本月发放", "发放", "发出"],
  lost: ["报损", "报废"],
  closing: ["本月结存", "期末结存"],
  users: ["使用人数", "用药人数"],
  outDate: ["流出日期", "外出时间", "流出时间"],
  backDate: ["流回年月", "返乡日期", "返回时间"],
  inDate: ["流入日期", "流入时间"],
  destination: ["流入地", "外出地址", "流出地址", "去向"],
  origin: ["户籍地"],
  flowType: ["流动方向", "流动类型"],
  certificate: ["是否持证"],
  reason: ["流动事由"],
  together: ["夫妻是否共同流动"],
  entryDate: ["录入时间"],
  summary: ["内容摘要"],
  health: ["健康状况"],
  kinship: ["血缘关系"],
  relation: ["与户主关系"],
  remark: ["备注", "附注"],
  policy: ["政策属性"],
  planned: ["计划内/计划外"],
  fee: ["社会抚养费"],
  pregnant: ["孕情"],
  illness: ["查病结果"],
};

/** Where a record's own form says it otherwise. */
export const OWN_HEADINGS: Partial<Record<RecordName, Record<string, readonly string[]>>> = {
  reportSlips: { name: ["姓名", "对象姓名", "妇女姓名"], birthDate: ["出生年月", "出生日期"] },
  workHandbook: { name: ["姓名", "对象姓名"], event: ["事项", "变动类型", "变动情况"], eventDate: ["发生日期", "发生时间"] },
  checkupRoster: { name: ["姓名", "受检者", "妇女姓名"], method: ["现避孕措施", "避孕措施", "避孕方法"] },
  suppliesLedger: { name: ["姓名", "服务对象", "领用人姓名"], village: ["村名", "行政村"], method: ["避孕方法"] },
  suppliesReport: { village: ["村名", "行政村", "村"] },
  migrantRoster: { name: ["姓名"], lastChildBirth: ["最小孩出生日期"] },
  feedbackSlips: { method: ["系统现状(避孕方法)", "现用避孕方法", "避孕方法"] },
};

export const SKIPPED = new Set(["policy", "planned", "fee", "pregnant", "illness"]);

type Words = Record<string, readonly string[]>;
/** Per list: class → words; the later ones are variants. */
export const WORDS: Record<string, Words> = {
  maritalStatus: { first: ["初婚", "初婚", "有效初婚"], remarried: ["再婚"], divorced: ["离婚", "离异"], widowed: ["丧偶"] },
  householdRegistration: { rural: ["农业", "农村", "农业户口"], urban: ["非农业", "非农", "城镇"] },
  sex: { male: ["男"], female: ["女"] },
  childSex: { male: ["男"], female: ["女"] },
  method: {
    none: ["未避孕", "无", "无措施"], iud: ["宫内节育器", "上环", "放环", "子宫环", "环"], femaleSter: ["女扎", "女性绝育", "女结扎"], maleSter: ["男扎", "男性绝育"],
    implant: ["皮下埋植", "皮埋"], pill: ["口服避孕药", "口服药", "短效口服避孕药"], condom: ["避孕套", "安全套"], external: ["外用药", "药膜"],
  },
  residence: { resident: ["常住"], out: ["流出"], in: ["流入"], apart: ["人户分离"] },
  domicileType: { fixed: ["固定人口", "固定"], floating: ["流动人口", "流动"] },
  endReason: { normal: ["正常"], movedOut: ["迁出注销", "迁出"], died: ["死亡注销", "死亡"], overAge: ["超龄注销", "超龄"] },
  event: {
    birth: ["出生"], iud: ["放环", "上环", "放置宫内节育器"], removal: ["取环"], femaleSter: ["女扎", "女性绝育"], maleSter: ["男扎", "男性绝育"], implant: ["皮埋", "皮下埋植"],
    pill: ["口服药", "口服避孕药"], condom: ["避孕套"], external: ["外用药"], marry: ["初婚", "新婚"], remarry: ["再婚"], divorce: ["离婚"], widow: ["丧偶"], death: ["死亡"], moveIn: ["迁入"], moveOut: ["迁出"],
    flowOut: ["流出"], flowBack: ["流回", "返乡"], flowIn: ["流入"],
  },
  matterState: { done: ["已落实", "已办"], undone: ["未落实"] },
  flowType: { out: ["流出"], in: ["流入"] },
};

/** Number codes of township programs. */
const NUMBER_CODES: Record<string, Record<string, string>> = {
  method: { none: "208", iud: "203", femaleSter: "202", maleSter: "201", implant: "207", pill: "204", condom: "205", external: "206" },
  maritalStatus: { first: "21", remarried: "22", divorced: "40", widowed: "30" },
  householdRegistration: { rural: "2", urban: "1" },
  endReason: { normal: "672", movedOut: "154", died: "155", overAge: "153" },
  domicileType: { fixed: "663", floating: "664" },
  sex: { male: "1", female: "2" },
};

export type Wording = Record<string, Record<string, string>>;

export interface WordingChoice {
  /** Codes instead of words. */
  readonly numbers?: boolean;
  /** 药具, 结扎, 已婚 throughout, where the finer word exists. */
  readonly coarse?: boolean;
  /** Any of the variants; else the first. */
  readonly varied?: boolean;
}

/** One clerk's words for every class. */
export function wording(random: Random, choice: WordingChoice): Wording {
  const result: Wording = {};
  for (const [list, classes] of Object.entries(WORDS)) {
    const mine: Record<string, string> = {};
    for (const [code, words] of Object.entries(classes)) mine[code] = choice.varied ? random.pick(words) : words[0] ?? code;
    if (choice.numbers && NUMBER_CODES[list]) Object.assign(mine, NUMBER_CODES[list]);
    result[list] = mine;
  }
  const method = result["method"];
  const marital = result["maritalStatus"];
  if (choice.coarse && method && marital) {
    method["pill"] = method["condom"] = method["external"] = "药具";
    marital["first"] = marital["remarried"] = "已婚";
  }
  if (choice.numbers && method && choice.varied) method["iud"] = random.pick(["203", "209", "211"]);
  return result;
}

/** Another word or code for the same class; undefined if there is none. */
export function otherWord(list: string, code: string, now: string, random: Random): string | undefined {
  const others = (WORDS[list]?.[code] ?? []).filter((word) => word !== now);
  return others.length > 0 ? random.pick(others) : undefined;
}

export const PINYIN: Record<string, string> = {
  personCode: "RYBH", village: "AREANAME", group: "ZB", householdCode: "HH", name: "XM", idNumber: "SFZH", birthDate: "CSRQ", nation: "MZ", education: "WHCD",
  householdRegistration: "HKXZ", maritalStatus: "HYZK", marriageDate: "CHRQ", marriageChangeDate: "HBRQ", spouseName: "NAMEH2", children: "CHILDNUM",
  boys: "BOYNUM", girls: "GIRLNUM", lastChildBirth: "DATEH", method: "BYJYCS", methodDate: "OPS_DATE", domicileType: "DOMTYPE", endReason: "ZXLB", policy: "POLICY", residence: "JZZK", remark: "REMARK",
};
