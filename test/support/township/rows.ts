/** A row of a record before anybody has laid it out: what it says, not how it is written. */
import type { Cell, RecordName, TruthLawful } from "./types.js";
import type { SheetPlan } from "./plan.js";

/** A date is a serial, a code its class; `raw` goes into the cell as it stands (a seeded error, a word of its own). */
export type Value = string | number | null | { readonly raw: Cell };
export type Values = Record<string, Value>;

export interface Row {
  readonly record: RecordName;
  /** The village whose book it is. */
  village: number;
  /** -1: a thing, no person. */
  readonly person: number;
  /** Report month, round number or -1: what the planner divides by. */
  readonly part: number;
  readonly values: Values;
  /** Holds a seeded error or a lawful exception: written plainly, so that it stays what it is. */
  plain: boolean;
  deleted: boolean;
  /** Second child of twins: follows its couple's row. */
  readonly follows: Row | null;
  plan: SheetPlan | null;
  slot: number;
  /** 0-based sheet row, once laid out. */
  at: number;
  /** Cells that live elsewhere (merged over several rows): field → sheet row. */
  moved: Map<string, number> | null;
}

export interface Lawful {
  readonly exception: string;
  readonly answer: TruthLawful["answer"];
  readonly village: number;
  readonly cells: readonly (readonly [Row, string])[];
}

export class Books {
  readonly rows = new Map<RecordName, Row[]>();
  readonly lawful: Lawful[] = [];
  private readonly people: Row[][] = [];
  private others: number;

  constructor(women: number) {
    this.others = women;
  }

  /** A number for a man, a child or an old person: nobody in the women's books. */
  somebody(): number {
    return this.others++;
  }

  add(record: RecordName, village: number, person: number, values: Values, part = -1, follows: Row | null = null): Row {
    const row: Row = { record, village, person, part, values, plain: false, deleted: false, follows, plan: null, slot: 1, at: -1, moved: null };
    let list = this.rows.get(record);
    if (!list) this.rows.set(record, (list = []));
    list.push(row);
    if (person >= 0) (this.people[person] ??= []).push(row);
    return row;
  }

  of(record: RecordName): Row[] {
    return this.rows.get(record) ?? [];
  }

  /** Rows of a person that are still there. */
  about(person: number): Row[] {
    return (this.people[person] ?? []).filter((row) => !row.deleted);
  }

  allow(exception: string, answer: TruthLawful["answer"], village: number, cells: readonly (readonly [Row, string])[]): void {
    for (const [row] of cells) row.plain = true;
    this.lawful.push({ exception, answer, village, cells });
  }
}
