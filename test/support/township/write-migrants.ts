/** The roster of people who went out or came in: women of the books, their husbands and children, and men on their own. */
import { monthStart, serial } from "./calendar.js";
import type { Population, State, Woman } from "./people.js";
import type { Random } from "./random.js";
import { type Books } from "./rows.js";
import type { Row, Values } from "./rows.js";
import { stateOf } from "./timeline.js";
import type { Period } from "./timeline.js";

export class MigrantRows {
  /** The row of the woman's latest absence. */
  readonly out = new Map<number, Row>();
  readonly in = new Map<number, Row>();
  readonly men: Row[] = [];

  constructor(private readonly people: Population, private readonly books: Books, private readonly period: Period, private readonly random: Random) {
    for (const woman of people.women) {
      if (woman.role === "inflow") this.inflow(woman);
      else this.outflow(woman);
    }
    for (const village of people.villages) for (let i = 0; i < 3; i++) this.single(village.index, i);
  }

  private person(village: number, group: number, name: string, sex: string, id: string | null, birth: number, more: Values): Values {
    return {
      village: this.people.villages[village]?.name ?? "", group, name, sex, idNumber: id, birthDate: birth, maritalStatus: null, children: null, method: null,
      methodDate: null, destination: null, origin: null, outDate: null, backDate: null, inDate: null, flowType: "out", spouseName: null, certificate: "有", reason: "务工", together: null,
      remark: null, ...more,
    };
  }

  private outflow(woman: Woman): void {
    const { books, random } = this;
    const state = stateOf(woman, () => true);
    if (!state.outDate || woman.start.inBook === false) return;
    // Gone for good, or dead: the absence is over.
    if (!state.inBook) return;
    const together = random.chance(0.5);
    const flow = woman.events.find((e) => e.kind === "flowOut");
    const destination = flow?.destination ?? woman.destination;
    const journey: Values = { outDate: state.outDate, backDate: state.backDate || null, destination, flowType: "out" };
    const row = books.add("migrantRoster", state.village, woman.n, this.person(state.village, woman.group, woman.name, "female", woman.id, woman.birth, {
      ...journey, ...this.family(state), together: together ? "是" : "否",
    }));
    this.out.set(woman.n, row);
    if (together && state.marital === "first") this.relatives(woman, state, journey);
  }

  private family(state: State): Values {
    const without = state.marital === "divorced" || state.marital === "widowed";
    return { maritalStatus: state.marital, children: state.children.length, method: state.method, methodDate: state.methodDate || null, spouseName: without ? null : state.spouse.name };
  }

  private relatives(woman: Woman, state: State, journey: Values): void {
    const { books, random } = this;
    const man = books.add("migrantRoster", state.village, books.somebody(), this.person(state.village, woman.group, state.spouse.name, "male", state.spouse.id, state.spouse.birth, {
      ...journey, maritalStatus: state.marital, spouseName: woman.name,
    }));
    this.men.push(man);
    books.lawful.push({ exception: "migrantMan", answer: "none", village: state.village, cells: [[man, "name"]] });
    if (!random.chance(0.4)) return;
    for (const child of state.children) {
      const row = books.add("migrantRoster", state.village, books.somebody(), this.person(state.village, woman.group, child.name, child.sex, null, child.birth, { ...journey, reason: "随迁" }));
      books.lawful.push({ exception: "migrantChild", answer: "none", village: state.village, cells: [[row, "name"]] });
    }
  }

  private inflow(woman: Woman): void {
    const { books, period } = this;
    const arrival = woman.events.find((e) => e.kind === "flowIn");
    const state = stateOf(woman, () => true);
    const row = books.add("migrantRoster", woman.village, woman.n, this.person(woman.village, woman.group, woman.name, "female", woman.id, woman.birth, {
      inDate: arrival ? arrival.date : monthStart(period.from) - 30 - ((woman.n * 37) % 500), origin: woman.destination, flowType: "in", ...this.family(state), together: "是",
    }));
    this.in.set(woman.n, row);
    books.lawful.push({ exception: "inflowNotInLedger", answer: "none", village: woman.village, cells: [[row, "name"]] });
  }

  private single(village: number, i: number): void {
    const { people, random, books, period } = this;
    const birth = random.int(serial(1962, 1, 1), serial(1985, 1, 1));
    const man = people.man(village, birth);
    const date = monthStart(period.from) - random.int(20, 700);
    const row = books.add("migrantRoster", village, books.somebody(), this.person(village, 1 + i, man.name, "male", man.id, birth, i === 0
      ? { inDate: date, origin: "江西省萍乡市湘东区", flowType: "in" }
      : { outDate: date, destination: "广东省东莞市", flowType: "out" }));
    this.men.push(row);
    books.lawful.push({ exception: "migrantMan", answer: "none", village, cells: [[row, "name"]] });
  }
}
