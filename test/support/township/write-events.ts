/** Report slips and work handbook: the same events, written twice by the village; feedback slips, printed by the township. */
import { monthEnd, monthStart, serial } from "./calendar.js";
import type { Child, Man, Population, State, Woman } from "./people.js";
import type { Random } from "./random.js";
import { type Books } from "./rows.js";
import type { Row, Values } from "./rows.js";
import { stateOf } from "./timeline.js";
import type { Event, Period } from "./timeline.js";

const PLACES = ["区计生服务站", "乡卫生院", "乡计生服务所", "市妇幼保健院"];

export class EventRows {
  readonly slips = new Map<Event, Row[]>();
  readonly handbook = new Map<Event, Row[]>();

  constructor(private readonly people: Population, private readonly books: Books, private readonly period: Period, private readonly random: Random, events: readonly Event[]) {
    for (const event of events) {
      if (event.slip) this.slips.set(event, this.slipRows(event));
      if (event.handbook) this.handbook.set(event, this.handbookRows(event));
    }
    this.outsiders();
  }

  private village(index: number): string {
    return this.people.villages[index]?.name ?? "";
  }

  private base(woman: Woman, state: State, event: Event, village: number): Values {
    return {
      village: this.village(village), reportMonth: event.month, group: woman.group, householdCode: woman.household, name: woman.name,
      idNumber: woman.id, spouseName: event.kind === "divorce" ? null : state.spouse.name, sex: "female", birthDate: woman.birth, nation: "汉族",
      education: woman.education, householdRegistration: woman.rural ? "rural" : "urban", maritalStatus: state.marital, marriageDate: state.marriageDate,
      residence: state.residence, event: event.kind, eventDate: event.date, methodPlace: null, remark: null,
    };
  }

  private slipRows(event: Event): Row[] {
    const { books, random } = this;
    const { woman } = event;
    const known = woman.events.slice(0, woman.events.indexOf(event) + 1);
    const state = stateOf(woman, (e) => known.includes(e));
    if (event.kind === "moveInside") {
      const to = event.toVillage ?? woman.village;
      return [
        books.add("reportSlips", woman.village, woman.n, { ...this.base(woman, state, event, woman.village), event: "moveOut", remark: `迁往${this.village(to)}` }, event.month),
        books.add("reportSlips", to, woman.n, { ...this.base(woman, state, event, to), event: "moveIn", remark: `由${this.village(woman.village)}迁入` }, event.month),
      ];
    }
    const values = this.base(woman, state, event, woman.village);
    if (event.kind === "birth") return this.birthRows(event, values, state.children.length - (event.children?.length ?? 0));
    if (event.kind === "iud" || event.kind === "removal" || event.kind === "implant" || event.kind === "femaleSter" || event.kind === "maleSter") values["methodPlace"] = random.pick(PLACES);
    if (event.kind === "drugs") values["event"] = event.method ?? "condom";
    if (event.kind === "flowOut" || event.kind === "moveOut") values["remark"] = event.destination ?? null;
    const rows = [books.add("reportSlips", woman.village, woman.n, values, event.month)];
    if (event.kind === "widow") this.manDies(event, state.spouse);
    return rows;
  }

  private birthRows(event: Event, values: Values, before: number): Row[] {
    const rows: Row[] = [];
    (event.children ?? []).forEach((child: Child, k) => {
      const about: Values = { childNumber: before + k + 1, childName: child.name, childSex: child.sex, childBirth: child.birth };
      // Twins: the couple is written once, the second child on the next row.
      const first = rows[0];
      if (!first) rows.push(this.books.add("reportSlips", event.woman.village, event.woman.n, { ...values, ...about }, event.month));
      else rows.push(this.books.add("reportSlips", event.woman.village, event.woman.n, { village: values["village"] ?? null, reportMonth: event.month, event: "birth", eventDate: event.date, ...about }, event.month, first));
    });
    return rows;
  }

  /** A husband's death stands in the block of deaths, beside the wife's 丧偶. */
  private manDies(event: Event, man: Man): void {
    const row = this.dead(event.woman.village, event.woman.group, man.name, man.id, "male", man.birth, event.date, event.month);
    this.books.allow("deathOfMan", "none", event.woman.village, [[row, "name"]]);
  }

  private dead(village: number, group: number, name: string, id: string, sex: string, birth: number, date: number, month: number): Row {
    const person = this.books.somebody();
    const row = this.books.add("reportSlips", village, person, {
      village: this.village(village), reportMonth: month, group, name, idNumber: id, sex, birthDate: birth, event: "death", eventDate: date,
      householdRegistration: "rural", maritalStatus: null, spouseName: null, remark: null,
    }, month);
    this.books.add("workHandbook", village, person, {
      village: this.village(village), month, group, name, idNumber: id, spouseName: null, event: "death", eventDate: date, summary: "病故", remark: null,
    }, month);
    return row;
  }

  /** Deaths of old people and moves of men: on the slips, in no women's ledger. */
  private outsiders(): void {
    const { people, random, books, period } = this;
    for (const village of people.villages) {
      for (let i = 0; i < 3; i++) {
        const birth = random.int(serial(1915, 1, 1), serial(1938, 1, 1));
        const man = people.man(village.index, birth);
        const date = random.int(monthStart(period.from), monthEnd(period.to) - 10);
        const month = Math.floor((date - monthStart(period.from)) / 30.5) + period.from;
        const safe = Math.min(monthEnd(month), Math.max(monthStart(month), date));
        if (i < 2) {
          const sex = i === 0 ? "male" : "female";
          const id = sex === "male" ? man.id : people.ids.issue("430203", birth, "female");
          const row = this.dead(village.index, random.int(1, village.groups), man.name, id, sex, birth, safe, month);
          books.allow("deathOutsideLedger", "none", village.index, [[row, "name"]]);
        } else if (village.index % 2 === 0) {
          const mover = people.man(village.index, random.int(serial(1960, 1, 1), serial(1984, 1, 1)));
          const person = books.somebody();
          const group = random.int(1, village.groups);
          const values: Values = { village: village.name, group, name: mover.name, idNumber: mover.id, spouseName: null, event: "moveIn", eventDate: safe, remark: null };
          const slip = books.add("reportSlips", village.index, person, { ...values, reportMonth: month, sex: "male", birthDate: mover.birth, householdRegistration: "rural", maritalStatus: null }, month);
          books.add("workHandbook", village.index, person, { ...values, month, summary: "男,工作调入" }, month);
          books.allow("moveOfMan", "none", village.index, [[slip, "name"]]);
        }
      }
    }
  }

  private handbookRows(event: Event): Row[] {
    const { woman } = event;
    const spouse = event.spouse ?? woman.start.spouse;
    const row = (village: number, kind: string, summary: string): Row => this.books.add("workHandbook", village, woman.n, {
      village: this.village(village), month: event.handbookMonth, group: woman.group, name: woman.name, idNumber: woman.id, spouseName: spouse.name,
      event: kind, eventDate: event.date, summary, remark: null,
    }, event.handbookMonth);
    if (event.kind === "moveInside") {
      return [row(woman.village, "moveOut", "迁往本镇他村"), row(event.toVillage ?? woman.village, "moveIn", "由本镇他村迁入")];
    }
    const kind = event.kind === "drugs" ? event.method ?? "condom" : event.kind;
    const children = event.children ?? [];
    const summary = children.length > 1 ? "双胞胎" : children[0] ? `生${children[0].sex === "male" ? "男" : "女"}孩${children[0].name}` : event.destination ?? "";
    return [row(woman.village, kind, summary)];
  }
}

const FOLLOW_UP: Partial<Record<Event["kind"], readonly string[]>> = {
  iud: ["放环随访", "放环术后随访"], femaleSter: ["结扎术后随访"], maleSter: ["结扎术后随访"], implant: ["皮埋术后随访"], removal: ["取环随访"], birth: ["核实出生", "产后访视"],
};
const ROUTINE = ["常规访视", "到期环情检查", "核实避孕节育情况", "生殖健康服务"];

/** Printed on the fifth of each month from what the township has typed in by then. */
export class FeedbackRows {
  readonly done = new Map<Event, Row>();

  constructor(private readonly people: Population, private readonly books: Books, period: Period, private readonly random: Random) {
    for (let month = period.from; month <= period.to; month++) this.print(month, period);
  }

  private print(month: number, period: Period): void {
    const { people, random } = this;
    const date = monthStart(month) + 4;
    for (const woman of people.women) {
      if (woman.role === "inflow") continue;
      if (woman.events.length === 0) {
        if (!woman.taken && woman.start.inBook && woman.start.residence === "resident" && random.chance(0.012)) this.slip(woman, woman.start, month, date, null);
        continue;
      }
      if (woman.taken) continue;
      const state = stateOf(woman, (e) => e.month < month && e.electronic);
      if (!state.inBook || state.residence === "out") continue;
      // A change of the first days of the month is not in the print yet: leave her for next month.
      if (woman.events.some((e) => e.date <= date && e.month >= month)) continue;
      const before = woman.events.find((e) => e.month === month - 1 && e.month >= period.from && FOLLOW_UP[e.kind]);
      if (before) {
        this.slip(woman, state, month, date, before);
        continue;
      }
      const coming = woman.events.find((e) => e.month === month && e.date > date + 1 && (e.kind === "iud" || e.kind === "femaleSter") && e.slip);
      if (coming) this.slip(woman, state, month, date, coming, true);
    }
  }

  private slip(woman: Woman, state: State, month: number, date: number, event: Event | null, operation = false): void {
    const { random, books } = this;
    const matters: string[] = [];
    if (event && operation) matters.push(event.kind === "iud" ? "放环" : "女扎");
    else if (event) matters.push(random.pick(FOLLOW_UP[event.kind] ?? ROUTINE));
    else matters.push(random.pick(ROUTINE));
    const several = !operation && random.chance(0.25);
    if (several) matters.push(random.pick(ROUTINE.filter((m) => m !== matters[0])));
    const undone = !operation && random.chance(0.15);
    const row = books.add("feedbackSlips", state.village, woman.n, {
      village: this.people.villages[state.village]?.name ?? "", matterDate: date, group: woman.group, name: woman.name, idNumber: woman.id,
      spouseName: state.marital === "divorced" || state.marital === "widowed" ? null : state.spouse.name, matter: matters.join(random.pick(["、", "；", ";", "和"])),
      method: state.method, matterState: undone ? "undone" : "done", doneDate: undone ? null : operation && event ? event.date : date + random.int(3, 20),
      whyUndone: undone ? "外出未归" : null, remark: null,
    }, month);
    if (operation && event) this.done.set(event, row);
    if (several) books.lawful.push({ exception: "severalMatters", answer: "none", village: state.village, cells: [[row, "matter"]] });
    if (undone) books.lawful.push({ exception: "notDone", answer: "none", village: state.village, cells: [[row, "matterState"]] });
  }
}
