/** Report slips in the two-block forms <一> and <二> and as lists; work handbooks; feedback slips. */
import { Headings, newPlan, place, shuffled } from "./plan.js";
import type { PlannedColumn, SheetPlan } from "./plan.js";
import { clerkStyle, OWN_SHEET } from "./plan-mixed-ledgers.js";
import { FEEDBACK_FIELDS, HANDBOOK_FIELDS, SLIP_FIELDS, sorted, TOWN } from "./plan-sheets.js";
import type { PlanContext } from "./plan-sheets.js";
import { filledOn } from "./layout.js";
import type { Random } from "./random.js";
import type { Row } from "./rows.js";

const OPERATIONS = new Set(["iud", "removal", "femaleSter", "maleSter", "implant", "pill", "condom", "external"]);

/** 报告单<一>: marriages, moves and flows on the left, deaths on the right. */
function formOne(random: Random): PlannedColumn[] {
  const h = new Headings("reportSlips", random, false);
  const left = { group: ["婚姻、迁移、流动情况"], slot: 1 };
  const right = { group: ["死亡情况"], slot: 2 };
  return [
    h.column("group", left), h.column("householdCode", { ...left, heading: "户口编码" }), h.column("name", { ...left, heading: "姓名" }), h.column("idNumber", { ...left, heading: "公民身份证号" }),
    h.column("event", { ...left, heading: "变动类型" }), h.column("eventDate", { ...left, heading: "变动日期" }), h.column("nation", left), h.column("education", left),
    h.column("householdRegistration", left), h.column("maritalStatus", left), h.column("marriageDate", { ...left, heading: "初婚日期" }), h.column("residence", { ...left, heading: "居住状况" }),
    h.column("spouseName", { ...left, heading: "配偶姓名" }),
    h.column("name", { ...right, heading: "姓名" }), h.column("sex", { ...right, heading: "性别" }), h.column("birthDate", { ...right, heading: "出生年月" }),
    h.column("eventDate", { ...right, heading: "死亡日期" }), h.column("summary", { ...right, heading: "死亡原因" }),
  ];
}

/** 报告单<二>: births on the left, operations on the right. */
function formTwo(random: Random): PlannedColumn[] {
  const h = new Headings("reportSlips", random, false);
  const left = ["生育情况"];
  const child = ["生育情况", "孩子情况"];
  const born = ["生育情况", "孩子情况", "身份证号或出生年月"];
  const right = { group: ["避孕节育情况"], slot: 2 };
  return [
    h.column("group", { group: left }), h.column("name", { group: left, heading: "妇女姓名" }), h.column("idNumber", { group: left, heading: "身份证号码" }), h.column("spouseName", { group: left, heading: "丈夫姓名" }),
    h.column("childNumber", { group: child, heading: "孩次" }), h.column("childName", { group: child, heading: "孩子姓名" }), h.column("childSex", { group: born, heading: "性别" }),
    h.column("childBirth", { group: born, heading: "出生年月", also: ["eventDate"] }), h.column("policy", { group: child, heading: "政策属性" }), h.column("health", { group: child, heading: "健康状况" }),
    h.column("kinship", { group: child, heading: "血缘关系" }),
    h.column("group", right), h.column("name", { ...right, heading: "姓名" }), h.column("idNumber", { ...right, heading: "身份证号码" }),
    h.column("eventDate", { ...right, heading: "措施日期", also: ["methodDate"] }), h.column("event", { ...right, heading: "措施名称", also: ["method"] }), h.column("methodPlace", { ...right, heading: "施术单位" }),
  ];
}

export function slipSheets(context: PlanContext): SheetPlan[] {
  const { books, villages, period, random } = context;
  const plans: SheetPlan[] = [];
  const rows = sorted("reportSlips", books.of("reportSlips"));
  const own = (village: number): number => (village < OWN_SHEET ? village % 4 : 3);
  villages.forEach((name, village) => {
    const way = own(village);
    const mine = way === 0 || way === 1 ? rows.filter((row) => row.village === village) : [];
    if (way === 0) plans.push(...forms(context, name, village, mine));
    if (way === 1) plans.push(yearSheet(context, name, village, mine));
  });
  // The others hand in lists, which the township keeps month by month, with the village as a line above or as a column.
  for (let month = period.from; month <= period.to; month++) {
    const local = random.fork(`slips-${month}`);
    const headings = new Headings("reportSlips", local, true);
    const y = Math.floor(month / 12);
    const m = (month % 12) + 1;
    const sections = month % 2 === 0;
    const fields = sections ? ["seq", ...SLIP_FIELDS] : ["seq", "village", ...SLIP_FIELDS];
    const plan = newPlan({
      record: "reportSlips", name: `报告单${y}年${m}月`, columns: listColumns(headings, fields), style: clerkStyle(local, { headingYear: month % 3 === 0 ? y : -1, dateCells: false }),
      title: [`${TOWN}${y}年${m}月份村级报告单`], section: sections ? "village" : null, mergeVillage: !sections, filler: 3, footer: [`负责人:陈    填表人:周    填报日期:${filledOn(month)}`],
    });
    for (const row of rows) if (row.part === month && own(row.village) > 1) place(plan, row);
    plans.push(plan);
  }
  return plans;
}

function listColumns(headings: Headings, fields: readonly string[]): PlannedColumn[] {
  return fields.map((field) => {
    if (!field.startsWith("child")) return headings.column(field);
    return headings.column(field, { group: ["孩子情况"], heading: { childNumber: "孩次", childName: "姓名", childSex: "性别", childBirth: "出生年月" }[field] ?? field });
  });
}

function forms(context: PlanContext, name: string, village: number, rows: readonly Row[]): SheetPlan[] {
  const plans: SheetPlan[] = [];
  const random = context.random.fork(`forms-${village}`);
  const look = clerkStyle(random, { dateCells: false });
  for (let month = context.period.from; month <= context.period.to; month++) {
    const y = Math.floor(month / 12);
    const m = (month % 12) + 1;
    const footer = [`负责人:${name.slice(0, 1)}主任    填表人:刘桂英    填报日期:${filledOn(month)}`];
    const shape = { record: "reportSlips", village, slots: 2, style: look, footer, filler: 4 } as const;
    const one = newPlan({ ...shape, name: `${name}${y}.${m}报告单一`, columns: formOne(random), title: [`${y}年${String(m).padStart(2, "0")}月份人口动态信息报告单<一>(存根)`], unitLine: [`${TOWN}${name}`, ""], numbered: village % 8 === 4 });
    const two = newPlan({ ...shape, name: `${name}${y}.${m}报告单二`, columns: formTwo(random), title: [`${y}年${String(m).padStart(2, "0")}月份人口动态信息报告单<二>(存根)`], unitLine: [`${TOWN}${name}`, ""] });
    for (const row of rows) {
      if (row.part !== month) continue;
      const kind = String(row.values["event"]);
      if (kind === "birth") place(two, row, 1);
      else if (OPERATIONS.has(kind)) place(two, row, 2);
      else if (kind === "death") place(one, row, 2);
      else place(one, row, 1);
    }
    plans.push(one, two);
  }
  return plans;
}

function yearSheet(context: PlanContext, name: string, village: number, rows: readonly Row[]): SheetPlan {
  const random = context.random.fork(`slips-village-${village}`);
  const headings = new Headings("reportSlips", random, true);
  const plan = newPlan({
    record: "reportSlips", village, name: `报告单-${name}`, columns: listColumns(headings, ["seq", "reportMonth", ...SLIP_FIELDS]), style: clerkStyle(random), dittos: ["reportMonth"],
    title: [`${name}村级月报告单`.replace("村村", "村")],
  });
  for (const row of rows) place(plan, row);
  return plan;
}

export function handbookSheets(context: PlanContext): SheetPlan[] {
  const plans: SheetPlan[] = [];
  const rows = sorted("workHandbook", context.books.of("workHandbook"));
  const random = context.random.fork("handbook");
  const headings = new Headings("workHandbook", random, true);
  const common = newPlan({
    record: "workHandbook", name: "工作手册", columns: shuffled(headings.columns(["seq", "village", "month", ...HANDBOOK_FIELDS]), random), style: clerkStyle(random), title: [`${TOWN}专干工作手册`],
    dittos: ["month"], mergeVillage: true,
  });
  const mine = new Map<number, SheetPlan>();
  for (const row of rows) {
    if (row.village >= OWN_SHEET || row.village % 3 !== 0) {
      place(common, row);
      continue;
    }
    let plan = mine.get(row.village);
    if (!plan) {
      const name = context.villages[row.village] ?? "";
      const local = context.random.fork(`handbook-${row.village}`);
      const h = new Headings("workHandbook", local, true);
      const fields = row.village % 2 === 0 ? HANDBOOK_FIELDS : ["group", "name", "idNumber", "spouseName", "event", "eventDate", "summary", "remark"];
      plan = newPlan({
        record: "workHandbook", village: row.village, name: `工作手册-${name}`, columns: shuffled(h.columns(["seq", ...fields]), local), style: clerkStyle(local), title: [`${name}工作手册`], section: "month",
      });
      mine.set(row.village, plan);
      plans.push(plan);
    }
    place(plan, row);
  }
  return [...plans, common];
}

export function feedbackSheets(context: PlanContext): SheetPlan[] {
  const plans = new Map<number, SheetPlan>();
  const random = context.random.fork("feedback");
  const headings = new Headings("feedbackSlips", random, true);
  const columns = headings.columns(["seq", "village", ...FEEDBACK_FIELDS, "remark"]);
  const look = clerkStyle(random, { dateCells: false });
  for (const row of sorted("feedbackSlips", context.books.of("feedbackSlips"))) {
    let plan = plans.get(row.part);
    if (!plan) {
      const y = Math.floor(row.part / 12);
      const m = (row.part % 12) + 1;
      plan = newPlan({ record: "feedbackSlips", name: `信息反馈单${y}.${m}`, columns: [...columns], style: look, title: [`${TOWN}${y}年${m}月信息反馈单`], footer: ["反馈人:信息员    签收人:"], dittos: ["matterDate"] });
      plans.set(row.part, plan);
    }
    place(plan, row);
  }
  return [...plans.values()];
}
