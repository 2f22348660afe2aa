/** The people first: couples, households and children of a township as they were before the period began. */
import { ageAt, monthStart, serial, ymd } from "./calendar.js";
import { IdNumbers } from "./id-number.js";
import { childName, femaleName, maleName, SURNAMES, villageName } from "./names.js";
import type { Random } from "./random.js";
import type { Event } from "./timeline.js";

export type Method = "none" | "iud" | "femaleSter" | "maleSter" | "implant" | "pill" | "condom" | "external";
export type Marital = "first" | "remarried" | "divorced" | "widowed";
export type Residence = "resident" | "out" | "in" | "apart";
export type Ending = "movedOut" | "died" | "overAge";

export interface Man {
  readonly name: string;
  readonly id: string;
  readonly birth: number;
}
export interface Child {
  readonly name: string;
  readonly sex: "male" | "female";
  readonly birth: number;
}

/** What a perfect ledger would say of a woman on a day. Dates are serials, 0: none. */
export interface State {
  village: number;
  inBook: boolean;
  ended: Ending | null;
  endDate: number;
  marital: Marital;
  marriageDate: number;
  changeDate: number;
  spouse: Man;
  formerSpouse: Man | null;
  children: readonly Child[];
  method: Method;
  methodDate: number;
  residence: Residence;
  outDate: number;
  backDate: number;
}

export interface Woman {
  readonly n: number;
  /** Home village in the beginning. */
  readonly village: number;
  readonly group: number;
  readonly household: string;
  readonly code: string;
  readonly name: string;
  readonly id: string;
  readonly birth: number;
  readonly rural: boolean;
  readonly education: string;
  readonly role: "resident" | "newcomer" | "inflow";
  readonly destination: string;
  /** In the township system though only flowed in. */
  readonly flowingInSystem: boolean;
  readonly start: State;
  readonly events: Event[];
  /** Part of a lawful exception or of a seeded error: nothing else may happen to her. */
  taken: boolean;
}

export interface Village {
  readonly index: number;
  readonly name: string;
  readonly groups: number;
  readonly clans: readonly string[];
}

const HOME = "430203";
const ELSEWHERE = ["430221", "430224", "430381", "362202", "360321", "430722", "522129", "433122", "450326"];
export const FAR = ["广东省东莞市长安镇", "广东省深圳市宝安区", "浙江省温州市鹿城区", "福建省晋江市", "长沙市雨花区", "上海市松江区", "广东省中山市小榄镇", "江苏省昆山市", "株洲市芦淞区"];
const EDUCATION = ["小学", "初中", "初中", "初中", "高中", "中专", "大专"];

export class Population {
  readonly villages: Village[] = [];
  readonly women: Woman[] = [];
  readonly ids: IdNumbers;
  private readonly counters = new Map<number, number>();

  constructor(readonly random: Random, villages: number, readonly from: number, readonly to: number) {
    this.ids = new IdNumbers(random.fork("ids"));
    for (let i = 0; i < villages; i++) {
      this.villages.push({
        index: i, name: villageName(i), groups: random.int(6, 16),
        clans: [random.pick(SURNAMES), random.pick(SURNAMES), random.pick(SURNAMES), random.pick(SURNAMES)],
      });
    }
  }

  man(village: number, birth: number, area = HOME): Man {
    const { random } = this;
    const surname = random.chance(0.6) ? random.pick(this.villages[village]?.clans ?? SURNAMES) : random.pick(SURNAMES);
    return { name: maleName(surname, random), id: this.ids.issue(area, birth, "male"), birth };
  }

  child(father: Man, birth: number): Child {
    return { name: childName(father.name, this.random), sex: this.random.chance(0.53) ? "male" : "female", birth };
  }

  private add(village: number, birth: number, role: Woman["role"], area: string, start: Omit<State, "village">): Woman {
    const { random } = this;
    const place = this.villages[village] as Village;
    const group = random.int(1, place.groups);
    const next = (this.counters.get(village) ?? 0) + 1;
    this.counters.set(village, next);
    const two = (n: number): string => String(n).padStart(2, "0");
    const area12 = `${HOME}1${two(village % 100)}2${two(Math.floor(village / 100) * 10 + (village % 10))}`;
    const woman: Woman = {
      n: this.women.length, village, group, household: `${area12}${two(group)}${String(next % 10000).padStart(4, "0")}`,
      code: `${HOME}${String(village + 1).padStart(3, "0")}${String(next).padStart(5, "0")}`,
      name: femaleName(random.pick(SURNAMES), ymd(birth).y, random), id: this.ids.issue(area, birth, "female"), birth,
      rural: random.chance(0.93), education: random.pick(EDUCATION), role, destination: random.pick(FAR),
      flowingInSystem: role === "inflow" && random.chance(0.4), start: { ...start, village }, events: [], taken: false,
    };
    this.women.push(woman);
    return woman;
  }

  /** A married woman who is in the books when the period begins. */
  resident(village: number): Woman {
    const { random } = this;
    const begin = monthStart(this.from);
    // Nobody turns 50 inside the period by chance: the few who do are made on purpose (timeline.ts).
    const birth = random.int(monthStart(this.to + 2) - Math.floor(50 * 365.25), serial(1982, 6, 30));
    return this.couple(village, birth, "resident", random.chance(0.6) ? HOME : random.pick(ELSEWHERE), begin);
  }

  /** A woman of chosen birth date, for those who grow out of the books. */
  bornOn(village: number, birth: number): Woman {
    return this.couple(village, birth, "resident", HOME, monthStart(this.from));
  }

  inflow(village: number): Woman {
    const birth = this.random.int(serial(1962, 1, 1), serial(1981, 12, 31));
    const woman = this.couple(village, birth, "inflow", this.random.pick(ELSEWHERE), monthStart(this.from));
    woman.start.residence = "in";
    woman.start.inBook = false;
    return woman;
  }

  /** A bride: in no book of this township before her wedding. */
  bride(village: number, wedding: number): Woman {
    const birth = wedding - this.random.int(20 * 366, 26 * 365);
    const spouse = this.man(village, birth - this.random.int(-300, 1500));
    return this.add(village, birth, "newcomer", this.random.chance(0.5) ? HOME : this.random.pick(ELSEWHERE), {
      inBook: false, ended: null, endDate: 0, marital: "first", marriageDate: wedding, changeDate: 0, spouse, formerSpouse: null,
      children: [], method: "none", methodDate: 0, residence: "resident", outDate: 0, backDate: 0,
    });
  }

  /** A wife who moves in from outside with children and a method of older date. */
  settler(village: number): Woman {
    const birth = this.random.int(serial(1965, 1, 1), serial(1979, 12, 31));
    const woman = this.couple(village, birth, "newcomer", this.random.pick(ELSEWHERE), monthStart(this.from));
    woman.start.inBook = false;
    return woman;
  }

  private couple(village: number, birth: number, role: Woman["role"], area: string, begin: number): Woman {
    const { random } = this;
    const wedding = Math.min(begin - 200, birth + random.int(20 * 365 + 10, 26 * 365));
    const spouse = this.man(village, birth - random.int(-400, 1800), role === "inflow" ? random.pick(ELSEWHERE) : HOME);
    const children: Child[] = [];
    const wished = random.weighted([6, 48, 36, 10]);
    let next = wedding + random.int(300, 900);
    for (let k = 0; k < wished && next < begin - 420; k++) {
      const child = this.child(spouse, next);
      children.push(child);
      if (random.chance(0.01)) {
        children.push(this.child(spouse, next));
        break;
      }
      next += random.int(3 * 365, 6 * 365);
    }
    const method = this.firstMethod(children.length);
    const lastBirth = children[children.length - 1]?.birth ?? wedding;
    const methodDate = method === "none" ? 0 : Math.min(begin - random.int(5, 40), lastBirth + random.int(50, 300));
    const state: Omit<State, "village"> = {
      inBook: true, ended: null, endDate: 0, marital: "first", marriageDate: wedding, changeDate: 0, spouse, formerSpouse: null,
      children, method, methodDate, residence: "resident", outDate: 0, backDate: 0,
    };
    if (role === "resident" && ageAt(birth, begin) > 26) this.fate(state, village, lastBirth, begin);
    return this.add(village, birth, role, area, state);
  }

  /** Divorces, deaths of husbands and second marriages of earlier years; absences. */
  private fate(state: Omit<State, "village">, village: number, lastBirth: number, begin: number): void {
    const { random } = this;
    const roll = random.next();
    const room = begin - 100 - lastBirth;
    if (roll < 0.025 && room > 400) {
      state.changeDate = lastBirth + random.int(200, room);
      if (roll < 0.007) state.marital = "divorced";
      else if (roll < 0.014) state.marital = "widowed";
      else {
        state.marital = "remarried";
        state.formerSpouse = state.spouse;
        state.spouse = this.man(village, state.spouse.birth);
      }
    }
    if (random.chance(0.05)) {
      state.residence = "out";
      state.outDate = random.int(Math.max(lastBirth + 200, begin - 1200), begin - 20);
      if (state.outDate > begin - 10) state.outDate = begin - 15;
    }
  }

  private firstMethod(children: number): Method {
    const { random } = this;
    const methods: readonly Method[] = ["none", "iud", "femaleSter", "maleSter", "implant", "pill", "condom", "external"];
    const weights = children === 0 ? [88, 0, 0, 0, 0, 5, 7, 0] : children === 1 ? [8, 74, 1, 0, 2, 5, 9, 1] : [4, 30, 52, 6, 1, 2, 4, 1];
    return methods[random.weighted(weights)] ?? "none";
  }
}
