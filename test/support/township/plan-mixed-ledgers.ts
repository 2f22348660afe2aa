/** Hand ledgers as each village keeps them, and the township's export. */
import type { DateStyle } from "./calendar.js";
import { asOfText } from "./layout.js";
import { Headings, newPlan, place, shuffled } from "./plan.js";
import type { PlannedColumn, SheetPlan, Style } from "./plan.js";
import { asOfNote, ELECTRONIC_FIELDS, exportSheet, HAND_FIELDS, sorted, style, TOWN } from "./plan-sheets.js";
import type { PlanContext } from "./plan-sheets.js";
import type { Random } from "./random.js";
import type { Row } from "./rows.js";
import { wording } from "./words.js";

export const CLERK_DATES: readonly DateStyle[] = ["dot", "slash", "zh", "dotPadded", "iso"];

export function clerkStyle(random: Random, more: Partial<Style> = {}): Style {
  return style(random, { date: random.pick(CLERK_DATES), dateCells: random.chance(0.25), words: wording(random, { varied: true, coarse: random.chance(0.2) }), ...more });
}

const BOY_GIRL: readonly (readonly [string, string])[] = [["男", "女"], ["男孩数", "女孩数"], ["男孩", "女孩"]];

function childCounts(headings: Headings, random: Random, slot = 1): PlannedColumn[] {
  const [boy, girl] = random.pick(BOY_GIRL);
  const group = [random.pick(["现有子女数", "子女数", "现有孩子数"])];
  return [
    headings.column("children", { group, heading: random.pick(["合计", "小计", "计"]), slot }),
    headings.column("boys", { group, heading: boy, slot }),
    headings.column("girls", { group, heading: girl, slot }),
  ];
}

/** The six ways of keeping a hand ledger. */
function handColumns(way: number, headings: Headings, random: Random, withVillage: boolean): PlannedColumn[] {
  const optional = (field: string): boolean => !["householdCode", "nation", "education", "methodPlace", "spouseIdNumber", "marriageChangeDate"].includes(field) || random.chance(0.6);
  const fields = HAND_FIELDS.filter((f) => optional(f) && !["children", "boys", "girls"].includes(f) && !(f === "lastChildBirth" && (way === 1 || way === 2)));
  const columns: PlannedColumn[] = [headings.column("seq")];
  if (withVillage) columns.push(headings.column("village"));
  for (const field of fields) {
    if (field === "method" && way !== 3) columns.push(...childCounts(headings, random));
    if (field === "method" && way === 3) columns.push(headings.column("children"));
    if (field === "method" && (way === 1 || way === 2)) columns.push(...childColumns(way, headings));
    if (field === "method") {
      columns.push(headings.column("method", way === 0 ? { group: ["避孕节育情况"], heading: "措施名称" } : {}));
      continue;
    }
    if (field === "methodDate" && way === 0) {
      columns.push(headings.column("methodDate", { group: ["避孕节育情况"], heading: "措施日期" }));
      continue;
    }
    columns.push(headings.column(field));
  }
  if (way === 4) columns.splice(columns.length - 1, 0, headings.column("policy"), headings.column("fee"));
  return columns;
}

function childColumns(way: number, headings: Headings): PlannedColumn[] {
  if (way === 2) return ["childNumber", "childName", "childSex", "childBirth"].map((f) => headings.column(`${f}#1`, { group: ["孩子情况"], heading: { childNumber: "孩次", childName: "孩子姓名", childSex: "性别", childBirth: "出生年月" }[f] ?? f }));
  return [1, 2, 3].flatMap((k) => [
    headings.column(`childName#${k}`, { group: ["子女情况", `第${"一二三"[k - 1] ?? ""}孩`], heading: "姓名" }),
    headings.column(`childSex#${k}`, { group: ["子女情况", `第${"一二三"[k - 1] ?? ""}孩`], heading: "性别" }),
    headings.column(`childBirth#${k}`, { group: ["子女情况", `第${"一二三"[k - 1] ?? ""}孩`], heading: "出生年月" }),
  ]);
}

/** Villages whose ledger is a sheet of its own; the others share one, village after village. */
export const OWN_SHEET = 14;

export function handSheets(context: PlanContext): SheetPlan[] {
  const { books, period } = context;
  const plans: SheetPlan[] = [];
  const byVillage = new Map<number, Row[]>();
  for (const row of sorted("handLedger", books.of("handLedger"))) {
    const list = byVillage.get(row.village);
    if (list) list.push(row);
    else byVillage.set(row.village, [row]);
  }
  const shared: Row[] = [];
  for (const [village, rows] of byVillage) {
    const way = village % 6;
    if (way === 5 || village >= OWN_SHEET) for (const row of rows) shared.push(row);
    else plans.push(ownLedger(context, village, way, rows));
  }
  if (shared.length > 0) {
    const random = context.random.fork("hand-shared");
    const headings = new Headings("handLedger", random, true);
    const plan = newPlan({
      record: "handLedger", name: "手工台帐(其他村)", columns: shuffled(handColumns(5, headings, random, false), random), style: clerkStyle(random), section: "village",
      title: [`${TOWN}育龄妇女手工台账`], unitLine: ["单位:人", `截止日期:${asOfText(period.electronicAsOf)}`], subtotals: "village", totalFields: ["children", "boys", "girls"],
    });
    for (const row of shared) place(plan, row);
    plans.push(plan);
  }
  return plans;
}

function ownLedger(context: PlanContext, village: number, way: number, rows: Row[]): SheetPlan {
  const random = context.random.fork(`hand-${village}`);
  const name = context.villages[village] ?? "";
  const headings = new Headings("handLedger", random, true);
  const asOf = asOfText(context.period.handAsOf[village] ?? context.period.electronicAsOf);
  const account = random.pick(["手工台帐", "手工台账", "育龄妇女手工台账", "已婚育龄妇女手工台帐"]);
  const columns = handColumns(way, headings, random, false);
  const plan = newPlan({
    record: "handLedger", village, name: `手工台帐-${name}`, columns: way === 1 || way === 2 ? columns : shuffled(columns, random),
    style: clerkStyle(random, { countWords: way === 3, yearMonth: new Set(way === 4 ? ["birthDate"] : way === 3 ? ["marriageDate"] : []) }),
    title: [`${TOWN}${name}${account}`], unitLine: [`单位:${name}`, `截止日期:${asOf}`], numbered: way === 0,
    totals: way === 0 ? "last" : way === 4 ? "first" : "none", totalFields: ["children", "boys", "girls"],
    footer: way === 2 ? [`负责人:王主任    填表人:李秀珍    填报日期:${asOf}`] : way === 0 ? ["负责人:张    填表人:李", "说明:子女数不含死亡。"] : [],
    filler: way === 3 ? 6 : 0, pageRows: way === 3 ? 30 : 0, dittos: way === 4 ? ["group", "householdRegistration"] : [], childRows: way === 2, hiddenShare: way === 0 ? 0.02 : 0,
  });
  for (const row of rows) place(plan, row);
  return plan;
}

export function electronicSheets(context: PlanContext): SheetPlan[] {
  if (context.bareExport) return [exportSheet(context)];
  const { random, books, period } = context;
  const headings = new Headings("electronicLedger", random, true);
  const columns = shuffled(headings.columns(["seq", ...ELECTRONIC_FIELDS, "health", "remark"]), random);
  const numbers = random.chance(0.5);
  const plan = newPlan({
    record: "electronicLedger", name: "电脑台帐", columns, title: [`${TOWN}育龄妇女电脑台账${asOfNote("electronicLedger", period)}`],
    style: style(random, { date: random.pick<DateStyle>(["iso", "packed"]), words: wording(random, { numbers, varied: true, coarse: !numbers && random.chance(0.5) }), numericCodes: random.chance(0.3) }),
    hiddenShare: 0.002,
  });
  for (const row of sorted("electronicLedger", books.of("electronicLedger"))) place(plan, row);
  return [plan];
}
