/** Check-up rosters, supplies and migrants in the shapes that townships keep them in. */
import { filledOn } from "./layout.js";
import { Headings, newPlan, place, shuffled } from "./plan.js";
import type { PlannedColumn, SheetPlan } from "./plan.js";
import { clerkStyle, electronicSheets, handSheets, OWN_SHEET } from "./plan-mixed-ledgers.js";
import { feedbackSheets, handbookSheets, slipSheets } from "./plan-mixed-events.js";
import { asOfNote, CHECKUP_FIELDS, ISSUE_FIELDS, MIGRANT_IN, MIGRANT_OUT, sorted, STOCK_FIELDS, TOWN } from "./plan-sheets.js";
import type { PlanContext } from "./plan-sheets.js";

export function mixedSheets(context: PlanContext): SheetPlan[] {
  return [
    ...handSheets(context), ...slipSheets(context), ...handbookSheets(context), ...electronicSheets(context), ...feedbackSheets(context),
    ...checkupSheets(context), ...issueSheets(context), ...stockSheets(context), ...migrantSheets(context),
  ];
}

/** Every third village has one wide sheet, a group of columns per round; the others one sheet per round. */
function checkupSheets(context: PlanContext): SheetPlan[] {
  const rows = sorted("checkupRoster", context.books.of("checkupRoster"));
  const rounds = rows.reduce((most, row) => Math.max(most, row.part), 0);
  const year = Math.floor(context.period.from / 12);
  const plans: SheetPlan[] = [];
  for (let round = 1; round <= rounds; round++) {
    const random = context.random.fork(`checkup-${round}`);
    const headings = new Headings("checkupRoster", random, true);
    const fields = CHECKUP_FIELDS.filter((f) => f !== "round" || round === 1);
    const plan = newPlan({
      record: "checkupRoster", name: `孕检花名册第${round}轮`, columns: shuffled(headings.columns(["seq", "village", ...fields]), random), style: clerkStyle(random),
      title: [`${TOWN}${year}年第${round}轮孕检花名册`], mergeVillage: round === 2, footer: ["医生签名:"],
    });
    for (const row of rows) if (row.part === round && row.village % 3 !== 2) place(plan, row);
    plans.push(plan);
  }
  const random = context.random.fork("checkup-wide");
  const headings = new Headings("checkupRoster", random, true);
  const columns: PlannedColumn[] = ["seq", "village", "group", "name", "idNumber", "spouseName", "birthDate"].map((f) => headings.column(f, { slot: 0 }));
  for (let round = 1; round <= rounds; round++) {
    const group = [`第${"一二三四"[round - 1] ?? ""}次`];
    columns.push(headings.column("method", { group, heading: "避孕措施", slot: round }), headings.column("checkDate", { group, heading: "检查日期", slot: round }), headings.column("pregnant", { group, heading: "孕情", slot: round }));
  }
  const wide = newPlan({
    record: "checkupRoster", name: "孕检花名册(年册)", columns, slots: Math.max(1, rounds), wide: true, style: clerkStyle(random), title: [`${TOWN}${year}年孕检花名册`],
  });
  for (const row of rows) if (row.village % 3 === 2) place(wide, row, row.part);
  if (wide.rows.some((list) => list.length > 0)) plans.push(wide);
  return plans.filter((plan) => plan.rows.some((list) => list.length > 0));
}

function issueSheets(context: PlanContext): SheetPlan[] {
  const rows = sorted("suppliesLedger", context.books.of("suppliesLedger"));
  const random = context.random.fork("issues");
  const headings = new Headings("suppliesLedger", random, true);
  const common = newPlan({
    record: "suppliesLedger", name: "药具台帐", columns: headings.columns(["seq", "village", ...ISSUE_FIELDS]), style: clerkStyle(random, { dateCells: false }), title: [`${TOWN}药具台账`], mergeVillage: false, dittos: ["item", "expiry"],
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
      const local = context.random.fork(`issues-${row.village}`);
      const h = new Headings("suppliesLedger", local, true);
      const fields = row.village % 2 === 0 ? ISSUE_FIELDS : ["issueDate", "name", "idNumber", "item", "specification", "quantity", "unit", "signed", "remark"];
      plan = newPlan({
        record: "suppliesLedger", village: row.village, name: `药具台帐-${name}`, columns: h.columns(["seq", ...fields]), style: clerkStyle(local), title: [`${name}药具发放登记册(药具台帐)`], subtotals: "month", totalFields: ["quantity"],
      });
      mine.set(row.village, plan);
    }
    place(plan, row);
  }
  return [...mine.values(), common].filter((plan) => plan.rows.some((list) => list.length > 0));
}

/** A long list, a wide sheet with a group of columns per item, or a township sheet per month. */
function stockSheets(context: PlanContext): SheetPlan[] {
  const rows = context.books.of("suppliesReport");
  const plans = new Map<string, SheetPlan>();
  const itemOf = (row: { readonly values: Record<string, unknown> }): string => `${String(row.values["item"])}(${String(row.values["specification"])})`;
  const inMonths = [...rows].sort((a, b) => a.part - b.part || itemOf(a).localeCompare(itemOf(b), "zh") || a.village - b.village);
  const byTimes = (village: number): boolean => village % 7 === 5;
  for (const row of inMonths) {
    const way = row.village < OWN_SHEET ? row.village % 3 : 2;
    const name = context.villages[row.village] ?? "";
    const y = Math.floor(row.part / 12);
    const m = (row.part % 12) + 1;
    const key = way === 2 ? `month-${row.part}-${byTimes(row.village) ? 1 : 0}` : `village-${row.village}`;
    let plan = plans.get(key);
    if (!plan) {
      const random = context.random.fork(`stock-${key}`);
      const h = new Headings("suppliesReport", random, true);
      const users = byTimes(row.village) ? "使用人次" : h.of("users");
      const fit = (fields: readonly string[], slot = 1, group: readonly string[] = []): PlannedColumn[] => fields.map((f) => h.column(f, { slot, group, ...(f === "users" ? { heading: users } : {}) }));
      if (way === 0) {
        const items = [...new Set(rows.filter((r) => r.village === row.village).map(itemOf))];
        plan = newPlan({
          record: "suppliesReport", village: row.village, name: `药具报表-${name}`, wide: true, slots: items.length, style: clerkStyle(random),
          columns: [h.column("month", { slot: 0 }), ...items.flatMap((item, i) => fit(["unit", "opening", "received", "issued", "lost", "closing", "users"], i + 1, [item]))],
          title: [`${name}药具月报表`],
        });
      } else if (way === 1) {
        plan = newPlan({ record: "suppliesReport", village: row.village, name: `药具报表-${name}`, style: clerkStyle(random), columns: fit(["seq", "month", ...STOCK_FIELDS]), title: [`${name}药具报表`], dittos: ["month"] });
      } else {
        plan = newPlan({
          record: "suppliesReport", name: `药具报表${y}.${m}${byTimes(row.village) ? "(人次)" : ""}`, style: clerkStyle(random), columns: fit(["seq", "village", ...STOCK_FIELDS]), title: [`${TOWN}${y}年${m}月药具报表`],
          subtotals: "item", totalFields: ["opening", "received", "issued", "closing", "users"], footer: [`负责人:何    填表人:药管员    填报日期:${filledOn(row.part)}`],
        });
      }
      plans.set(key, plan);
    }
    let slot = 1;
    if (way === 0) slot = Math.max(1, [...new Set(rows.filter((r) => r.village === row.village).map(itemOf))].indexOf(itemOf(row)) + 1);
    place(plan, row, slot);
  }
  return [...plans.values()];
}

function migrantSheets(context: PlanContext): SheetPlan[] {
  const rows = sorted("migrantRoster", context.books.of("migrantRoster"));
  const plans: SheetPlan[] = [];
  for (const flow of ["out", "in"] as const) {
    const random = context.random.fork(`migrants-${flow}`);
    const headings = new Headings("migrantRoster", random, true);
    const word = flow === "out" ? "流出" : "流入";
    const sections = flow === "in";
    const fields = flow === "out" ? ["seq", "village", ...MIGRANT_OUT] : ["seq", ...MIGRANT_IN];
    const plan = newPlan({
      record: "migrantRoster", name: `流动人口花名册(${word})`, columns: shuffled(headings.columns(fields), random), style: clerkStyle(random), title: [`${TOWN}流动人口花名册(${word}人口)${asOfNote("migrantRoster", context.period)}`],
      section: sections ? "village" : null, dittos: sections ? [] : ["destination"],
    });
    for (const row of rows) if (row.values["flowType"] === flow) place(plan, row);
    plans.push(plan);
  }
  return plans;
}
