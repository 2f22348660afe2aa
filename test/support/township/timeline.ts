/** What happens to the people during the period, and what a book that knows some of it would say. */
import { monthEnd, monthOf, monthStart, ymd, serial } from "./calendar.js";
import { FAR } from "./people.js";
import type { Child, Man, Method, Population, State, Woman } from "./people.js";
import type { Random } from "./random.js";

export type EventKind =
  | "birth" | "iud" | "removal" | "femaleSter" | "maleSter" | "implant" | "drugs" | "marry" | "remarry" | "divorce" | "widow"
  | "death" | "moveIn" | "moveOut" | "moveInside" | "flowOut" | "flowBack" | "flowIn" | "overAge";

export interface Event {
  readonly woman: Woman;
  readonly kind: EventKind;
  readonly date: number;
  /** Report month of the slip and month under which the handbook has it. */
  month: number;
  handbookMonth: number;
  readonly children?: readonly Child[];
  readonly method?: Method;
  readonly spouse?: Man;
  readonly toVillage?: number;
  readonly destination?: string;
  /** Which books know it. */
  slip: boolean;
  handbook: boolean;
  hand: boolean;
  electronic: boolean;
  /** The lawful exception this event stands for, if any. */
  lawful: string | null;
}

export function apply(state: State, event: Event): void {
  switch (event.kind) {
    case "birth":
      state.children = [...state.children, ...(event.children ?? [])];
      state.method = "none";
      state.methodDate = 0;
      break;
    case "iud":
    case "implant":
    case "femaleSter":
    case "maleSter":
      state.method = event.kind;
      state.methodDate = event.date;
      break;
    case "removal":
      state.method = "none";
      state.methodDate = 0;
      break;
    case "drugs":
      state.method = event.method ?? "condom";
      state.methodDate = event.date;
      break;
    case "marry":
      state.inBook = true;
      break;
    case "remarry":
      state.marital = "remarried";
      state.formerSpouse = state.spouse;
      if (event.spouse) state.spouse = event.spouse;
      state.changeDate = event.date;
      break;
    case "divorce":
      state.marital = "divorced";
      state.changeDate = event.date;
      break;
    case "widow":
      state.marital = "widowed";
      state.changeDate = event.date;
      break;
    case "death":
    case "moveOut":
    case "overAge":
      state.inBook = false;
      state.ended = event.kind === "death" ? "died" : event.kind === "moveOut" ? "movedOut" : "overAge";
      state.endDate = event.date;
      break;
    case "moveIn":
      state.inBook = true;
      break;
    case "moveInside":
      state.village = event.toVillage ?? state.village;
      break;
    case "flowOut":
      state.residence = "out";
      state.outDate = event.date;
      state.backDate = 0;
      break;
    case "flowBack":
      state.residence = "resident";
      state.backDate = event.date;
      break;
    case "flowIn":
      state.residence = "in";
      break;
  }
}

/** The woman as a book shows it that knows these of her events. */
export function stateOf(woman: Woman, knows: (event: Event) => boolean): State {
  if (woman.events.length === 0) return woman.start;
  const state = { ...woman.start };
  for (const event of woman.events) if (knows(event)) apply(state, event);
  return state;
}

export interface Period {
  readonly from: number;
  readonly to: number;
  /** Last day that the hand ledger of a village knows. */
  readonly handAsOf: readonly number[];
  readonly electronicAsOf: number;
}

export class Timeline {
  readonly events: Event[] = [];

  constructor(private readonly people: Population, private readonly random: Random, private readonly period: Period) {}

  private happen(woman: Woman, kind: EventKind, date: number, more: Partial<Event> = {}): Event {
    const month = monthOf(date);
    const event: Event = {
      woman, kind, date, month, handbookMonth: month, slip: true, handbook: true, electronic: true, lawful: null, ...more,
      hand: date <= (this.period.handAsOf[woman.village] ?? 0),
    };
    woman.events.push(event);
    this.events.push(event);
    return event;
  }

  private day(latest = 12): number {
    return this.random.int(monthStart(this.period.from), monthEnd(this.period.to) - latest);
  }

  /** Lets a year's share of life happen. Every kind occurs, however small the township. */
  run(women: number): void {
    const { random, people } = this;
    const villages = people.villages.length;
    const village = (): number => random.int(0, villages - 1);
    const share = (rate: number): number => Math.max(2, Math.round(women * rate));
    const pool = random.shuffle(people.women.filter((w) => w.role === "resident"));
    const used = new Set<number>();
    const married = (w: Woman): boolean => w.start.marital === "first" || w.start.marital === "remarried";
    const home = (w: Woman): boolean => w.start.residence === "resident" && married(w);
    const times = (n: number, fits: (w: Woman) => boolean, act: (w: Woman, i: number) => void): void => {
      let i = 0;
      for (const woman of pool) {
        if (i === n) return;
        if (used.has(woman.n) || !fits(woman)) continue;
        used.add(woman.n);
        act(woman, i++);
      }
    };
    const young = serial(1968, 1, 1);
    times(share(0.02), (w) => home(w) && w.birth > young && w.start.children.length < 2 && w.start.children.every((c) => c.birth < monthStart(this.period.from) - 700), (w, i) => this.birth(w, i));
    const fertile = (w: Woman): boolean => home(w) && w.start.children.length > 0 && w.birth > serial(1960, 1, 1);
    times(share(0.016), (w) => fertile(w) && (w.start.method === "none" || w.start.method === "condom"), (w) => this.happen(w, "iud", this.day()));
    times(share(0.006), (w) => fertile(w) && w.start.method === "iud", (w) => this.happen(w, "removal", this.day()));
    times(share(0.006), (w) => fertile(w) && w.start.method !== "femaleSter" && w.start.method !== "maleSter", (w) => this.happen(w, "femaleSter", this.day()));
    times(share(0.001), (w) => fertile(w) && w.start.method === "iud", (w) => this.happen(w, "maleSter", this.day()));
    times(share(0.001), (w) => fertile(w) && w.start.method === "none", (w) => this.happen(w, "implant", this.day()));
    times(share(0.005), (w) => fertile(w) && (w.start.method === "iud" || w.start.method === "none"), (w) => this.happen(w, "drugs", this.day(), { method: random.pick<Method>(["pill", "condom", "condom", "external"]) }));
    times(share(0.002), home, (w) => this.happen(w, "divorce", this.day()));
    times(share(0.001), home, (w) => this.happen(w, "widow", this.day()));
    times(share(0.002), (w) => w.start.marital === "divorced" || w.start.marital === "widowed", (w) => {
      this.happen(w, "remarry", this.day(), { spouse: people.man(w.village, w.start.spouse.birth) });
    });
    times(share(0.001), home, (w) => this.happen(w, "death", this.day()));
    times(share(0.005), home, (w) => this.happen(w, "moveOut", this.day(), { destination: random.pick(FAR) }));
    if (villages > 1) {
      times(share(0.003), home, (w) => {
        const to = (w.village + random.int(1, villages - 1)) % villages;
        const event = this.happen(w, "moveInside", this.day(35), { toVillage: to, lawful: "moveInside" });
        event.hand = event.date <= Math.min(this.period.handAsOf[w.village] ?? 0, this.period.handAsOf[to] ?? 0);
      });
    }
    times(share(0.012), home, (w) => this.flow(w));
    times(share(0.006), (w) => w.start.residence === "out" && married(w), (w) => this.happen(w, "flowBack", this.day()));
    for (let i = 0; i < share(0.012); i++) {
      const date = this.day();
      this.happen(people.bride(village(), date), "marry", date);
    }
    for (let i = 0; i < share(0.004); i++) this.moveIn(people.settler(village()), i);
    for (let i = 0; i < share(0.02); i++) {
      const woman = people.inflow(village());
      if (i % 2 === 0) this.happen(woman, "flowIn", this.day());
    }
    for (let i = 0; i < share(0.001); i++) this.turnsFifty(village(), i);
    this.late(share(0.003));
    this.lag();
  }

  private birth(woman: Woman, i: number): void {
    const { random } = this;
    // The pregnancy began with no method; a few had one, which the birth ends without a slip of its own.
    if (i % 9 !== 1) {
      woman.start.method = "none";
      woman.start.methodDate = 0;
    }
    const found = i % 12 === 2;
    const date = found ? monthStart(this.period.from) - random.int(10, 70) : this.day();
    const father = woman.start.spouse;
    const children = [this.people.child(father, date)];
    if (i % 15 === 3) children.push(this.people.child(father, date));
    const event = this.happen(woman, "birth", date, { children, lawful: found ? "lateBirth" : children.length > 1 ? "twins" : i % 9 === 1 ? "birthEndsMethod" : null });
    if (found) event.month = event.handbookMonth = this.period.from + random.int(0, 2);
    const after = date + random.int(60, 110);
    if (!found && random.chance(0.5) && after < monthEnd(this.period.to) - 10) this.happen(woman, "iud", after);
  }

  private flow(woman: Woman): void {
    const out = this.happen(woman, "flowOut", this.day(), { destination: this.random.pick(FAR) });
    const back = out.date + this.random.int(50, 150);
    if (this.random.chance(0.25) && back < monthEnd(this.period.to) - 10) this.happen(woman, "flowBack", back);
  }

  private moveIn(woman: Woman, i: number): void {
    const date = this.random.int(monthStart(this.period.from + 2), monthEnd(this.period.to) - 12);
    // Her ring was fitted at her old place inside the period: an old date carried over, no event of this township.
    const backfilled = i % 2 === 0 && woman.start.children.length > 0;
    if (backfilled) {
      woman.start.method = "iud";
      woman.start.methodDate = date - this.random.int(10, 30);
    }
    this.happen(woman, "moveIn", date, { lawful: backfilled ? "backfilled" : null });
  }

  private turnsFifty(village: number, i: number): void {
    const day = this.random.int(monthStart(this.period.from + 1), monthStart(this.period.to - 1));
    const { y, m, d } = ymd(day);
    const woman = this.people.bornOn(village, serial(y - 50, m, Math.min(d, 28)));
    if (woman.start.residence === "out") woman.start.residence = "resident";
    const event = this.happen(woman, "overAge", day, { lawful: "turnsFifty" });
    event.slip = event.handbook = false;
    // One book has let her go, the other not yet; or both keep her until the year ends.
    event.electronic = i % 2 === 0;
    event.hand = false;
  }

  /** 补报: the slip comes a month later than the handbook has it. */
  private late(wanted: number): void {
    const fits = this.events.filter((e) => e.lawful === null && e.woman.events.length === 1 && e.kind !== "flowIn" && e.month < this.period.to - 1 && e.month >= this.period.from);
    for (const event of this.random.shuffle(fits).slice(0, wanted)) {
      event.month += 1;
      event.lawful = "lateReport";
    }
  }

  /** Slips of the last month that the township had not typed in yet on its as-of date. */
  private lag(): void {
    const last = this.events.filter((e) => e.lawful === null && e.month === this.period.to && e.slip && e.woman.role !== "inflow" && e.woman.events.length === 1);
    this.random.shuffle(last);
    for (const event of last.slice(0, Math.max(2, Math.floor(last.length * 0.2)))) {
      event.electronic = false;
      event.lawful = "entryLag";
    }
    for (const event of this.events) if (event.lawful === null && !event.hand && event.month >= this.period.from) event.lawful = "asOfDiffers";
    for (const event of this.events) if (event.lawful !== null) event.woman.taken = true;
  }
}
