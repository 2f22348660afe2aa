/** Which sheets a township's books consist of, and which rows stand on which. Plain: one tidy sheet per record. */
import { asOfText } from "./layout.js";
import { Headings, newPlan, place } from "./plan.js";
import type { PlannedColumn, SheetPlan, Style } from "./plan.js";
import type { Random } from "./random.js";
import type { Books, Row } from "./rows.js";
import type { Period } from "./timeline.js";
import type { RecordName } from "./types.js";
import { RECORDS } from "./types.js";
import { PINYIN, wording } from "./words.js";

export const TOWN = "仙桥镇";

export const RECORD_TITLES: Record<RecordName, string> = {
  handLedger: "手工台帐", reportSlips: "村级报告单", workHandbook: "工作手册", electronicLedger: "电脑台帐", feedbackSlips: "信息反馈单",
  checkupRoster: "孕检花名册", suppliesLedger: "药具台帐", suppliesReport: "药具报表", migrantRoster: "流动人口花名册",
};

export interface PlanContext {
  readonly books: Books;
  readonly villages: readonly string[];
  readonly period: Period;
  readonly random: Random;
  readonly bareExport: boolean;
}

export function style(random: Random, more: Partial<Style> = {}): Style {
  return { date: "iso", dateCells: false, yearMonth: new Set(), words: wording(random, {}), numericCodes: false, countWords: false, headingYear: -1, ...more };
}

export const HAND_FIELDS = [
  "group", "householdCode", "name", "idNumber", "birthDate", "nation", "education", "householdRegistration", "maritalStatus", "marriageDate", "marriageChangeDate",
  "spouseName", "spouseIdNumber", "children", "boys", "girls", "lastChildBirth", "method", "methodDate", "methodPlace", "residence", "remark",
];
export const ELECTRONIC_FIELDS = [
  "personCode", "village", "group", "name", "idNumber", "birthDate", "nation", "education", "householdRegistration", "maritalStatus", "marriageDate", "marriageChangeDate", "spouseName",
  "children", "boys", "girls", "lastChildBirth", "method", "methodDate", "residence", "domicileType", "endReason", "policy",
];
export const SLIP_FIELDS = ["group", "name", "idNumber", "spouseName", "event", "eventDate", "childNumber", "childName", "childSex", "childBirth", "methodPlace", "remark"];
export const HANDBOOK_FIELDS = ["group", "name", "spouseName", "event", "eventDate", "summary", "remark"];
export const FEEDBACK_FIELDS = ["group", "name", "idNumber", "spouseName", "matter", "method", "matterDate", "matterState", "doneDate", "whyUndone"];
export const CHECKUP_FIELDS = ["group", "name", "idNumber", "spouseName", "birthDate", "age", "children", "method", "round", "checkDate", "ring", "pregnant", "illness", "checkedBy", "remark"];
export const ISSUE_FIELDS = ["issueDate", "name", "item", "specification", "batch", "expiry", "quantity", "unit", "signed", "remark"];
export const STOCK_FIELDS = ["item", "specification", "unit", "opening", "received", "issued", "lost", "closing", "users", "remark"];
export const MIGRANT_OUT = ["group", "name", "sex", "idNumber", "birthDate", "maritalStatus", "children", "method", "methodDate", "spouseName", "destination", "outDate", "backDate", "certificate", "reason", "together", "remark"];
export const MIGRANT_IN = ["name", "sex", "idNumber", "birthDate", "origin", "maritalStatus", "children", "method", "methodDate", "spouseName", "inDate", "certificate", "together", "remark"];

const PLAIN: Record<RecordName, readonly string[]> = {
  handLedger: ["seq", "village", ...HAND_FIELDS],
  reportSlips: ["seq", "village", "reportMonth", ...SLIP_FIELDS],
  workHandbook: ["seq", "village", "month", ...HANDBOOK_FIELDS],
  electronicLedger: ["seq", ...ELECTRONIC_FIELDS],
  feedbackSlips: ["seq", "village", ...FEEDBACK_FIELDS],
  checkupRoster: ["seq", "village", ...CHECKUP_FIELDS],
  suppliesLedger: ["seq", "village", ...ISSUE_FIELDS],
  suppliesReport: ["seq", "village", "month", ...STOCK_FIELDS],
  migrantRoster: ["seq", "village", "flowType", ...MIGRANT_OUT.slice(0, -1), "inDate", "origin", "remark"],
};

export function plainSheets(context: PlanContext): SheetPlan[] {
  const plans: SheetPlan[] = [];
  for (const record of RECORDS) {
    if (record === "electronicLedger" && context.bareExport) {
      plans.push(exportSheet(context));
      continue;
    }
    const headings = new Headings(record, context.random, false);
    const plan = newPlan({
      record, name: RECORD_TITLES[record], columns: headings.columns(PLAIN[record]), style: style(context.random),
      title: [`${TOWN}${RECORD_TITLES[record]}${asOfNote(record, context.period)}`],
    });
    for (const row of sorted(record, context.books.of(record))) place(plan, row);
    plans.push(plan);
  }
  return plans;
}

export function asOfNote(record: RecordName, period: Period): string {
  if (record === "handLedger" || record === "electronicLedger" || record === "migrantRoster") return `(截止日期:${asOfText(period.electronicAsOf)})`;
  return `(${Math.floor(period.from / 12)}年${(period.from % 12) + 1}月至${Math.floor(period.to / 12)}年${(period.to % 12) + 1}月)`;
}

/** A bare export: the program's column names in row 1, nothing above or below. */
export function exportSheet(context: PlanContext): SheetPlan {
  const fields = Object.keys(PINYIN);
  const columns: PlannedColumn[] = fields.map((field) => ({ field, path: [PINYIN[field] ?? field], slot: 1, also: [] }));
  const plan = newPlan({
    record: "electronicLedger", name: "电脑台帐", columns, style: style(context.random, { date: "packed", words: wording(context.random, { numbers: true }) }),
  });
  for (const row of sorted("electronicLedger", context.books.of("electronicLedger"))) place(plan, row);
  return plan;
}

/** The order in which a clerk keeps the book. Twins follow their couple. */
export function sorted(record: RecordName, rows: readonly Row[]): Row[] {
  const key = (row: Row): number => {
    const date = Number(row.values["eventDate"] ?? row.values["issueDate"] ?? row.values["matterDate"] ?? row.values["checkDate"] ?? row.values["outDate"] ?? 0);
    return Number.isFinite(date) ? date : 0;
  };
  const order = rows.map((row, i) => ({ row, i }));
  order.sort((a, b) => {
    const x = a.row.follows ?? a.row;
    const y = b.row.follows ?? b.row;
    if (x !== y) {
      const byVillage = x.village - y.village;
      const byPart = x.part - y.part;
      const first = record === "handLedger" || record === "electronicLedger" || record === "migrantRoster" || record === "workHandbook" || record === "checkupRoster" || record === "suppliesLedger"
        ? byVillage || byPart : byPart || byVillage;
      if (first) return first;
      if (record === "handLedger" || record === "electronicLedger") {
        const group = Number(x.values["group"] ?? 0) - Number(y.values["group"] ?? 0);
        if (group) return group;
      } else {
        const date = key(x) - key(y);
        if (date) return date;
      }
    }
    return a.i - b.i;
  });
  return order.map((o) => o.row);
}
