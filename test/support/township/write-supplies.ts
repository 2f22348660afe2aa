/** Supplies: what each user was handed month by month, and the monthly report that adds it up and carries the stock on. */
import { monthEnd, monthStart } from "./calendar.js";
import type { Population, State, Woman } from "./people.js";
import type { Random } from "./random.js";
import { type Books } from "./rows.js";
import type { Row } from "./rows.js";
import { stateOf } from "./timeline.js";
import type { Period } from "./timeline.js";

export interface Item {
  readonly method: "pill" | "condom" | "external";
  readonly name: string;
  readonly specification: string;
  readonly unit: string;
  /** Units in the pack that some villages count in. */
  readonly pack: { readonly unit: string; readonly holds: number } | null;
  readonly issue: readonly number[];
}

export const ITEMS: readonly Item[] = [
  { method: "condom", name: "男用避孕套", specification: "中号", unit: "只", pack: { unit: "盒", holds: 10 }, issue: [10, 10, 20, 30] },
  { method: "condom", name: "男用避孕套", specification: "大号", unit: "只", pack: { unit: "盒", holds: 10 }, issue: [10, 20] },
  { method: "pill", name: "复方左炔诺孕酮片", specification: "22片", unit: "板", pack: null, issue: [1, 1, 2] },
  { method: "pill", name: "复方炔诺酮片", specification: "22片", unit: "板", pack: null, issue: [1] },
  { method: "external", name: "壬苯醇醚栓", specification: "50mg", unit: "粒", pack: null, issue: [10, 12] },
];

export interface SupplyHabits {
  /** The ledger of the village counts boxes where its report counts pieces. */
  readonly packs: (village: number) => boolean;
  /** 使用人次 (issues) instead of 使用人数 (couples). */
  readonly byTimes: (village: number) => boolean;
  readonly blankLoss: (village: number) => boolean;
}

export interface SupplyRows {
  /** Issue rows and report rows of one village, item and month. */
  readonly parts: Map<string, { readonly issues: Row[]; report: Row }>;
  /** Report rows by village and item, in the order of the months. */
  readonly chains: Map<string, Row[]>;
}

/** Whether a woman is handed supplies on a day. */
function user(woman: Woman, state: State, date: number): Item["method"] | null {
  if (woman.role === "inflow" ? state.residence !== "in" : !state.inBook || state.residence !== "resident") return null;
  if (state.marital === "divorced" || state.marital === "widowed") return null;
  const birth = woman.events.find((e) => e.kind === "birth");
  if (birth && date > birth.date - 270 && date <= birth.date) return null;
  if (state.methodDate > date) return null;
  return state.method === "pill" || state.method === "condom" || state.method === "external" ? state.method : null;
}

export function writeSupplies(people: Population, books: Books, period: Period, habits: SupplyHabits, random: Random): SupplyRows {
  const issues = new Map<string, Row[]>();
  const arrived = (woman: Woman, date: number): boolean => woman.role !== "inflow" || !woman.events.some((e) => e.kind === "flowIn" && e.date > date);
  for (const woman of people.women) {
    if (woman.events.length === 0 && !["pill", "condom", "external"].includes(woman.start.method)) continue;
    if (woman.taken && woman.role !== "inflow") continue;
    const forms = new Map<string, Item>();
    const bySpouse = random.chance(0.15);
    for (let month = period.from; month <= period.to; month++) {
      const date = random.int(monthStart(month), monthEnd(month) - 2);
      if (!arrived(woman, date) || random.chance(0.06)) continue;
      const state = stateOf(woman, (e) => e.date <= date);
      const method = user(woman, state, date);
      if (!method) continue;
      let item = forms.get(method);
      if (!item) forms.set(method, (item = random.pick(ITEMS.filter((i) => i.method === method))));
      // The one who signs is not always the same.
      const spouse = bySpouse && (month - period.from) % 3 !== 2;
      const row = issueRow(people, books, woman, state, item, month, date, spouse, habits, random);
      const key = `${state.village}|${ITEMS.indexOf(item)}|${month}`;
      const list = issues.get(key);
      if (list) list.push(row);
      else issues.set(key, [row]);
      if (spouse) books.lawful.push({ exception: "spouseReceives", answer: "none", village: state.village, cells: [[row, "name"]] });
      if (woman.role === "inflow") books.lawful.push({ exception: "inflowReceives", answer: "none", village: state.village, cells: [[row, "name"]] });
      if (woman.events.some((e) => e.date > date && e.kind !== "flowBack")) books.lawful.push({ exception: "methodChangedAfterIssue", answer: "none", village: state.village, cells: [[row, "name"], [row, "item"]] });
    }
  }
  return report(people, books, period, habits, issues, random);
}

function issueRow(people: Population, books: Books, woman: Woman, state: State, item: Item, month: number, date: number, spouse: boolean, habits: SupplyHabits, random: Random): Row {
  const packs = item.pack !== null && habits.packs(state.village);
  const pieces = random.pick(item.issue);
  return books.add("suppliesLedger", state.village, woman.n, {
    village: people.villages[state.village]?.name ?? "", issueDate: date, month, name: spouse ? state.spouse.name : woman.name,
    idNumber: spouse ? state.spouse.id : woman.id, item: item.name, specification: item.specification,
    unit: packs && item.pack ? item.pack.unit : item.unit, quantity: packs && item.pack ? pieces / item.pack.holds : pieces,
    batch: `0${(month % 12) + 1}12${item.method.length}`, expiry: "2006年6月", signed: spouse ? state.spouse.name : woman.name, issuer: "药管员", remark: null,
    pieces,
  }, month);
}

function report(people: Population, books: Books, period: Period, habits: SupplyHabits, issues: Map<string, Row[]>, random: Random): SupplyRows {
  const parts: SupplyRows["parts"] = new Map();
  const chains: SupplyRows["chains"] = new Map();
  let transfers = Math.max(2, Math.round(people.villages.length / 12));
  for (const village of people.villages) {
    let transferring = village.index % 5 === Math.min(3, people.villages.length - 1);
    ITEMS.forEach((item, at) => {
      let any = false;
      for (let month = period.from; month <= period.to; month++) if (issues.has(`${village.index}|${at}|${month}`)) any = true;
      if (!any) return;
      const lot = item.unit === "板" ? 20 : 200;
      let opening = random.int(2, 8) * (lot / 10);
      const chain: Row[] = [];
      let transferred: Row | null = null;
      chains.set(`${village.index}|${at}`, chain);
      for (let month = period.from; month <= period.to; month++) {
        const rows = issues.get(`${village.index}|${at}|${month}`) ?? [];
        const issued = rows.reduce((sum, row) => sum + Number(row.values["pieces"]), 0);
        let received = 0;
        while (opening + received < issued + lot / 4) received += lot / 2;
        const lost = random.chance(0.05) && opening + received - issued > 3 ? random.int(1, 3) : 0;
        const closing = opening + received - issued - lost;
        const users = habits.byTimes(village.index) ? rows.length : new Set(rows.map((row) => row.person)).size;
        const row = books.add("suppliesReport", village.index, -1, {
          village: village.name, month, item: item.name, specification: item.specification, unit: item.unit, opening, received, issued,
          lost: lost || (habits.blankLoss(village.index) ? null : 0), closing, users, batch: `0${(month % 12) + 1}12`, remark: null,
        }, month);
        chain.push(row);
        if (transferred) books.allow("transferAcrossMonthEnd", "reviewAllowed", village.index, [[transferred, "closing"], [row, "opening"], [transferred, "received"]]);
        transferred = null;
        parts.set(`${village.index}|${at}|${month}`, { issues: rows, report: row });
        opening = closing;
        // Goods handed over in the last days, booked by the village only with the next month's opening.
        if (transfers > 0 && transferring && month === period.from + 3 && month < period.to) {
          transfers--;
          transferring = false;
          opening += lot / 2;
          row.values["remark"] = `月末调入${lot / 2}${item.unit},记入下月期初`;
          transferred = row;
        }
      }
      if (habits.blankLoss(village.index) && chain[0]) books.lawful.push({ exception: "blankLoss", answer: "none", village: village.index, cells: [[chain[0], "lost"]] });
      if (item.pack && habits.packs(village.index) && chain[0]) books.lawful.push({ exception: "packs", answer: "none", village: village.index, cells: [[chain[0], "issued"]] });
      if (habits.byTimes(village.index) && chain[0]) books.lawful.push({ exception: "timesNotPeople", answer: "none", village: village.index, cells: [[chain[0], "users"]] });
    });
  }
  return { parts, chains };
}

/** Issue rows under a name that several couples of the village share: nobody can tell from the row alone whose it is. */
export function namesakes(people: Population, books: Books): Set<number> {
  const bearers = new Map<string, number[]>();
  for (const woman of people.women) {
    for (const name of [woman.name, woman.start.spouse.name]) {
      const key = `${woman.village}|${name}`;
      const list = bearers.get(key);
      if (list) list.push(woman.n);
      else bearers.set(key, [woman.n]);
    }
  }
  const shared = new Set<number>();
  for (const list of bearers.values()) if (list.length > 1) for (const n of list) shared.add(n);
  const told = new Set<string>();
  for (const row of books.of("suppliesLedger")) {
    if (!shared.has(row.person)) continue;
    const key = `${row.person}|${String(row.values["name"])}`;
    if ((bearers.get(`${row.village}|${String(row.values["name"])}`)?.length ?? 0) < 2 || told.has(key)) continue;
    told.add(key);
    books.allow("receiverNamesake", "reviewAllowed", row.village, [[row, "name"]]);
  }
  return shared;
}
