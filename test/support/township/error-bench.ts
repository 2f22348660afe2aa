/** Where errors are put into rows: one person each, and only where the error stays visible and nobody else is mistaken for her. */
import { hasField } from "./plan.js";
import type { ErrorDraft } from "./error-draft.js";
import type { Woman } from "./people.js";
import type { Random } from "./random.js";
import type { Row, Value } from "./rows.js";
import type { RecordName } from "./types.js";
import type { Written } from "./township-books.js";
import { misspelt } from "./names.js";
import { monthStart, serial, ymd } from "./calendar.js";

export interface Pair {
  readonly woman: Woman;
  readonly hand: Row;
  readonly electronic: Row;
}

export type Recipe = () => boolean;

export class ErrorBench {
  readonly drafts: ErrorDraft[] = [];
  readonly quiet: Pair[] = [];
  private readonly cursor = { at: 0 };
  private readonly names: Set<string>;

  constructor(readonly written: Written, readonly random: Random) {
    this.names = new Set(written.people.women.map((w) => w.name));
    for (const woman of written.people.women) {
      const hand = written.ledgers.hand[woman.n];
      const electronic = written.ledgers.electronic[woman.n];
      if (woman.role === "resident" && woman.events.length === 0 && hand && electronic && !hand.deleted && !electronic.deleted && !written.namesakes.has(woman.n)) this.quiet.push({ woman, hand, electronic });
    }
    random.shuffle(this.quiet);
  }

  /** The next woman to whom nothing else has happened and whom the recipe suits; she is taken. */
  someone(fits: (pair: Pair) => boolean, residence: "resident" | "out" | "any" = "resident"): Pair | undefined {
    const { quiet, cursor } = this;
    for (let i = 0; i < quiet.length; i++) {
      const pair = quiet[(cursor.at + i) % quiet.length] as Pair;
      if (pair.woman.taken || (residence !== "any" && pair.woman.start.residence !== residence) || !fits(pair)) continue;
      cursor.at = (cursor.at + i + 1) % quiet.length;
      pair.woman.taken = true;
      return pair;
    }
    return undefined;
  }

  /** Rows of a record that are no lawful exception, of women to whom nothing else has happened. */
  row(record: RecordName, fits: (row: Row, woman: Woman) => boolean): Row | undefined {
    const rows = this.written.books.of(record);
    const start = this.random.int(0, Math.max(0, rows.length - 1));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[(start + i) % rows.length] as Row;
      const woman = this.written.people.women[row.person];
      if (!woman || row.deleted || row.plain || row.follows || woman.taken || this.written.namesakes.has(woman.n) || !fits(row, woman)) continue;
      woman.taken = true;
      return row;
    }
    return undefined;
  }

  set(row: Row, field: string, value: Value): void {
    row.values[field] = value;
    row.plain = true;
  }

  remove(row: Row): void {
    row.deleted = true;
  }

  /** Writes a row a second time, a little further down. */
  repeat(row: Row, changes: Record<string, Value>): Row {
    const copy = this.written.books.add(row.record, row.village, row.person, { ...row.values, ...changes }, row.part);
    copy.plain = row.plain = true;
    copy.plan = row.plan;
    copy.slot = row.slot;
    const rows = row.plan?.rows[row.slot - 1];
    if (rows) {
      let at = rows.indexOf(row) + 1;
      for (let step = this.random.int(1, 6); step > 0; step--) {
        const next = rows[at];
        if (!next || next.village !== row.village || next.part !== row.part || next.values["item"] !== row.values["item"]) break;
        at++;
      }
      while (rows[at]?.follows) at++;
      rows.splice(at, 0, copy);
    }
    return copy;
  }

  wrongName(name: string): string | undefined {
    const wrong = misspelt(name, this.random.chance(0.7) ? "sound" : "shape", this.random) ?? misspelt(name, "sound", this.random);
    return wrong !== undefined && !this.names.has(wrong) ? wrong : undefined;
  }

  /** Another day than this one; a month apart where a book writes only year and month. Never inside or after the period. */
  wrongDate(date: number, coarse: boolean): number {
    const { random } = this;
    const { y, m, d } = ymd(date);
    const limit = monthStart(this.written.period.from);
    for (let tries = 0; ; tries++) {
      const roll = random.next();
      const day = Math.min(d, 28);
      let wrong = date;
      if (roll < 0.35 && !coarse) wrong = serial(y, m, ((d + random.int(1, 20)) % 28) + 1);
      else if (roll < 0.7) wrong = serial(y, ((m + random.int(1, 10) - 1) % 12) + 1, day);
      else wrong = serial(y + random.pick([-3, -2, -1, 1, 2]), m, day);
      if (tries > 50) return serial(y - 2, m, day);
      if (wrong !== date && wrong < limit && (!coarse || ymd(wrong).m !== m || ymd(wrong).y !== y)) return wrong;
    }
  }

  coarse(row: Row, field: string): boolean {
    return row.plan?.style.yearMonth.has(field) ?? false;
  }

  /** The field is a column of the sheet and the cell holds a plain value. */
  has(row: Row, field: string): boolean {
    const value = row.values[field];
    return hasField(row, field) && value !== null && value !== undefined && typeof value !== "object";
  }

}
