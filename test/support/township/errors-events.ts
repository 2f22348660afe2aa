/** Errors in what the books know of an event: a slip never written, an effect never entered. Decided before anything is written. */
import { monthStart, serial, ymd } from "./calendar.js";
import type { At, ErrorDraft } from "./error-draft.js";
import type { Population } from "./people.js";
import type { Random } from "./random.js";
import type { Row } from "./rows.js";
import type { Event, EventKind, Period } from "./timeline.js";
import type { Kind, RecordName } from "./types.js";
import type { Written } from "./township-books.js";

/** Turned into a draft once the rows exist. */
export type Pending = (written: Written) => ErrorDraft | null;

const STATE_FIELD: Partial<Record<EventKind, string>> = {
  iud: "method", femaleSter: "method", maleSter: "method", implant: "method", removal: "method", drugs: "method", birth: "children", divorce: "maritalStatus", widow: "maritalStatus", remarry: "maritalStatus", flowOut: "residence", flowBack: "residence",
};
const DATE_FIELD: Partial<Record<EventKind, string>> = { iud: "methodDate", femaleSter: "methodDate", maleSter: "methodDate", implant: "methodDate", drugs: "methodDate", birth: "lastChildBirth", divorce: "marriageChangeDate", marry: "marriageDate", flowOut: "outDate", remarry: "marriageChangeDate" };
const OPENS = new Set<EventKind>(["marry", "moveIn"]);
const CLOSES = new Set<EventKind>(["moveOut", "death"]);
const EXTRA: Partial<Record<EventKind, readonly string[]>> = { birth: ["lastChildBirth", "boys", "girls", "childBirth", "method"], divorce: ["spouseName", "marriageChangeDate"], widow: ["spouseName", "marriageChangeDate"], remarry: ["spouseName", "marriageChangeDate", "marriageDate"], iud: ["methodDate"], femaleSter: ["methodDate"], maleSter: ["methodDate"], implant: ["methodDate"], drugs: ["methodDate"], removal: ["methodDate"] };

export class EventErrors {
  readonly pending: Pending[] = [];

  constructor(private readonly people: Population, private readonly period: Period, private readonly random: Random, private readonly events: readonly Event[], private readonly excluded: ReadonlySet<number>) {}

  /** Seeds about `wanted` errors, every recipe in turn. */
  run(wanted: number): void {
    const fits = this.events.filter((e) => e.lawful === null && !e.woman.taken && e.woman.events.length === 1 && e.month <= this.period.to - 2 && e.month >= this.period.from && e.date >= monthStart(this.period.from)
      && e.hand && e.electronic && e.kind !== "moveInside" && e.kind !== "overAge" && e.woman.role !== "inflow" && !this.excluded.has(e.woman.village) && e.woman.start.marital !== "remarried");
    this.random.shuffle(fits);
    const recipes: ((free: Event[]) => boolean)[] = [
      (f) => this.effectMissing(f, (e) => STATE_FIELD[e.kind] === "method", "both"),
      (f) => this.effectMissing(f, (e) => e.kind === "birth", "both"),
      (f) => this.effectMissing(f, (e) => CLOSES.has(e.kind), "both"),
      (f) => this.effectMissing(f, (e) => OPENS.has(e.kind), "both"),
      (f) => this.effectMissing(f, (e) => e.kind === "flowOut", "both"),
      (f) => this.effectMissing(f, (e) => STATE_FIELD[e.kind] === "method", "hand"),
      (f) => this.effectMissing(f, (e) => STATE_FIELD[e.kind] === "method", "electronic"),
      (f) => this.effectMissing(f, (e) => e.kind === "birth", "electronic"),
      (f) => this.effectMissing(f, (e) => e.kind === "divorce" || e.kind === "widow", "hand"),
      (f) => this.effectMissing(f, (e) => e.kind === "remarry" || e.kind === "divorce", "electronic"),
      (f) => this.effectMissing(f, (e) => CLOSES.has(e.kind), "hand"),
      (f) => this.effectMissing(f, (e) => CLOSES.has(e.kind), "electronic"),
      (f) => this.effectMissing(f, (e) => OPENS.has(e.kind), "hand"),
      (f) => this.effectMissing(f, (e) => OPENS.has(e.kind), "electronic"),
      (f) => this.noSlip(f, (e) => DATE_FIELD[e.kind] === "methodDate"),
      (f) => this.noSlip(f, (e) => e.kind === "birth" || e.kind === "marry"),
      (f) => this.noSlip(f, (e) => e.kind === "flowOut"),
      (f) => this.onlyIn(f, "reportSlips"),
      (f) => this.onlyIn(f, "workHandbook"),
      (f) => this.onlyIn(f, "workHandbook"),
    ];
    for (let turn = 0, idle = 0; this.pending.length < wanted && idle < recipes.length; turn++) {
      const free = fits.filter((e) => !e.woman.taken);
      idle = recipes[turn % recipes.length]?.(free) ? 0 : idle + 1;
    }
  }

  private take(free: Event[], fits: (e: Event) => boolean): Event | undefined {
    const event = free.find(fits);
    if (event) event.woman.taken = true;
    return event;
  }

  private effectMissing(free: Event[], fits: (e: Event) => boolean, where: "both" | "hand" | "electronic"): boolean {
    const event = this.take(free, fits);
    if (!event) return false;
    if (where !== "electronic") event.hand = false;
    if (where !== "hand") event.electronic = false;
    const record: RecordName = where === "electronic" ? "electronicLedger" : "handLedger";
    this.pending.push((written) => {
      const n = event.woman.n;
      const hand = written.ledgers.hand[n];
      const electronic = written.ledgers.electronic[n];
      const slips = written.events.slips.get(event) ?? [];
      const anyOf: At[] = slips.flatMap((row): At[] => [[row, "event"], [row, "eventDate"], [row, "name"]]);
      const rows = [where === "electronic" ? electronic : hand, where === "hand" ? electronic : where === "both" ? electronic : hand].filter((r): r is Row => r !== undefined);
      const base = { recipe: `effectMissing:${where}:${event.kind}`, village: event.woman.village, record, person: n, anyOf, suspect: where === "both" ? [null, "handLedger", "electronicLedger", "reportSlips"] as const : [record, null] as const };
      const checks = ["ledgers", "slips", "migrants", "unreported", "consensus"];
      if (OPENS.has(event.kind)) {
        const cells = where === "both" ? slips : rows;
        return { ...base, kind: "missing", check: where === "both" ? "slips" : "ledgers", checks, field: null, absentFrom: record, cells: cells.map((r): At => [r, "name"]), note: `${event.kind} not entered in ${where}` };
      }
      if (CLOSES.has(event.kind)) {
        return { ...base, kind: "ended", kinds: ["ended", "missing"], check: where === "both" ? "slips" : "ledgers", checks, field: null, fields: ["endReason", "residence", "name"], cells: rows.map((r): At => [r, "name"]), note: `${event.kind} not entered in ${where}` };
      }
      const field = STATE_FIELD[event.kind] ?? "method";
      const fields = [field, ...(EXTRA[event.kind] ?? []), "event", "outDate", "childBirth"];
      const kinds: Kind[] = field === "residence" ? ["mismatch", "ended"] : ["mismatch"];
      return { ...base, kind: "mismatch", kinds, check: where === "both" ? "slips" : "ledgers", checks, field, fields, cells: rows.map((r): At => [r, field]), note: `${event.kind} not entered in ${where}` };
    });
    return true;
  }

  /** A change in both ledgers that no village book of events knows. */
  private noSlip(free: Event[], fits: (e: Event) => boolean): boolean {
    const event = this.take(free, fits);
    if (!event) return false;
    event.slip = event.handbook = false;
    this.pending.push((written) => {
      const n = event.woman.n;
      const rows = [written.ledgers.hand[n], written.ledgers.electronic[n], event.kind === "flowOut" ? written.migrants.out.get(n) : undefined].filter((r): r is Row => r !== undefined);
      const field = DATE_FIELD[event.kind] ?? "methodDate";
      return {
        recipe: `unreported:${event.kind}`, kind: "missing", check: event.kind === "flowOut" ? "migrants" : "unreported", checks: ["unreported", "migrants", "slips"], field: null,
        fields: [field, "method", "children", "residence", "maritalStatus", "name", "event"], village: event.woman.village, record: "reportSlips", absentFrom: "reportSlips",
        cells: rows.map((r): At => [r, "name"]), anyOf: rows.map((r): At => [r, field]), person: n, note: `${event.kind} without a slip`,
      };
    });
    return true;
  }

  /** The slip without the handbook's line, or the other way round. */
  private onlyIn(free: Event[], absent: "reportSlips" | "workHandbook"): boolean {
    const event = this.take(free, (e) => absent === "workHandbook" || DATE_FIELD[e.kind] === "methodDate" || e.kind === "marry" || e.kind === "moveOut");
    if (!event) return false;
    if (absent === "reportSlips") event.slip = false;
    else event.handbook = false;
    this.pending.push((written) => {
      const rows = (absent === "reportSlips" ? written.events.handbook : written.events.slips).get(event) ?? [];
      return {
        recipe: `onlyIn:${absent === "reportSlips" ? "handbook" : "slips"}`, kind: "missing", check: "handbook", checks: ["handbook", "unreported", "migrants"], field: null, fields: ["name", "event", "eventDate", "methodDate", "method"],
        village: event.woman.village, record: absent, absentFrom: absent, cells: rows.map((r): At => [r, "name"]), person: event.woman.n, note: `${event.kind} not in ${absent}`,
      };
    });
    return true;
  }

  /** Women who left the age range years ago and still stand in a book. */
  grownOut(village: number, both: boolean, add: (event: Omit<Event, "woman"> & { woman: Event["woman"] }) => void): void {
    const { random, period } = this;
    const woman = this.people.bornOn(village, serial(ymd(monthStart(period.from)).y - random.int(52, 55), random.int(1, 12), random.int(1, 28)));
    woman.taken = true;
    woman.start.residence = "resident";
    woman.start.marital = "first";
    woman.start.changeDate = 0;
    woman.start.formerSpouse = null;
    const left = monthStart(period.from) - 500;
    add({ woman, kind: "overAge", date: left, month: period.from - 17, handbookMonth: period.from - 17, slip: false, handbook: false, hand: false, electronic: !both, lawful: "seeded" });
    this.pending.push((written) => {
      const rows = [written.ledgers.hand[woman.n], both ? written.ledgers.electronic[woman.n] : undefined].filter((r): r is Row => r !== undefined);
      const shared = { village, record: "handLedger" as const, person: woman.n, cells: rows.flatMap((r): At[] => [[r, both ? "birthDate" : "name"], [r, "name"], [r, "idNumber"]]), fields: ["birthDate", "idNumber", "age", "name", "endReason"], suspect: ["handLedger", "electronicLedger", null] as const };
      return both
        ? { ...shared, recipe: "overAge:both", kind: "invalid", kinds: ["invalid", "ended"], check: "rowLogic", checks: ["rowLogic", "ledgers"], field: "birthDate", note: "past the age for years, still open in both ledgers" }
        : { ...shared, recipe: "overAge:hand", kind: "ended", kinds: ["ended", "missing", "invalid"], check: "ledgers", checks: ["ledgers", "rowLogic"], field: null, note: "past the age for years, still open in the hand ledger" };
    });
  }
}
