/** A sheet before it is filled: its heading, columns, parts and habits. */
import type { DateStyle } from "./calendar.js";
import type { Random } from "./random.js";
import type { Row } from "./rows.js";
import type { RecordName } from "./types.js";
import { HEADINGS, OWN_HEADINGS, SKIPPED } from "./words.js";
import type { Wording } from "./words.js";

export interface PlannedColumn {
  readonly field: string;
  /** Heading, outermost group first. */
  readonly path: readonly string[];
  /** Block of a sheet with two blocks side by side, or turn of a wide sheet; 0: shared by all turns. */
  readonly slot: number;
  /** The same column also answers to these fields (措施日期 is the event's date). */
  readonly also: readonly string[];
}

export interface Style {
  readonly date: DateStyle;
  /** Real Excel dates instead of text. */
  readonly dateCells: boolean;
  /** Date columns of which only year and month are written, in every row. */
  readonly yearMonth: ReadonlySet<string>;
  readonly words: Wording;
  /** Codes as numbers rather than digits as text. */
  readonly numericCodes: boolean;
  /** "1男1女" in the column of children. */
  readonly countWords: boolean;
  /** Year and month of the heading, where event dates leave the year out; -1: they do not. */
  readonly headingYear: number;
}

export interface SheetPlan {
  readonly record: RecordName;
  name: string;
  file: string;
  /** The one village of the sheet, or -1. */
  readonly village: number;
  readonly title: readonly string[];
  readonly unitLine: readonly [string, string] | null;
  readonly columns: PlannedColumn[];
  readonly slots: number;
  readonly wide: boolean;
  /** Rows per block; for a wide sheet slot k + 1 is the k-th turn. */
  readonly rows: Row[][];
  /** Order of the rows within a block. */
  readonly section: "village" | "month" | null;
  readonly totals: "none" | "first" | "last";
  readonly subtotals: "village" | "month" | "item" | null;
  readonly totalFields: readonly string[];
  /** A totals row of this sheet is to be wrong (a seeded error). */
  spoiltTotal: boolean;
  readonly numbered: boolean;
  readonly footer: readonly string[];
  readonly filler: number;
  readonly pageRows: number;
  readonly dittos: readonly string[];
  readonly mergeVillage: boolean;
  readonly childRows: boolean;
  readonly hiddenShare: number;
  readonly style: Style;
}

export function hasField(row: Row, field: string): boolean {
  if (row.plan === null) return false;
  const at = columnOf(row.plan, row.slot, field);
  return at >= 0 && (!row.plan.wide || row.plan.columns[at]?.slot !== 0 || writesShared(row.plan, row));
}

const shared = new WeakMap<SheetPlan, Map<string, Row>>();

/** On a wide sheet the shared columns (name, ID number) are written from the first turn's row of the person. */
function writesShared(plan: SheetPlan, row: Row): boolean {
  let first = shared.get(plan);
  if (!first) {
    first = new Map();
    for (const rows of plan.rows) {
      for (const one of rows) {
        const key = `${one.village}|${one.person >= 0 ? one.person : one.part}`;
        if (!first.has(key)) first.set(key, one);
      }
    }
    shared.set(plan, first);
  }
  return first.get(`${row.village}|${row.person >= 0 ? row.person : row.part}`) === row;
}

const cache = new WeakMap<SheetPlan, Map<string, number>>();

/** 0-based sheet column of a field, -1 if the sheet has none. */
export function columnOf(plan: SheetPlan, slot: number, field: string): number {
  let known = cache.get(plan);
  if (!known) {
    known = new Map();
    plan.columns.forEach((column, at) => {
      for (const name of [column.field, ...column.also]) {
        for (const s of column.slot === 0 ? Array.from({ length: plan.slots }, (_, i) => i + 1) : [column.slot]) {
          const key = `${s}|${name}`;
          if (!known?.has(key)) known?.set(key, at);
        }
      }
    });
    cache.set(plan, known);
  }
  return known.get(`${slot}|${field}`) ?? -1;
}

/** Chooses headings once per sheet. */
export class Headings {
  constructor(private readonly record: RecordName, private readonly random: Random, private readonly varied: boolean) {}

  of(field: string): string {
    const list = OWN_HEADINGS[this.record]?.[field] ?? HEADINGS[field] ?? [field];
    return this.varied ? this.random.pick(list) : list[0] ?? field;
  }

  column(field: string, more: { group?: readonly string[]; heading?: string; slot?: number; also?: readonly string[] } = {}): PlannedColumn {
    return { field, path: [...(more.group ?? []), more.heading ?? this.of(field)], slot: more.slot ?? 1, also: more.also ?? [] };
  }

  columns(fields: readonly string[]): PlannedColumn[] {
    return fields.map((field) => this.column(field));
  }
}

/** Columns may stand in any order; the number comes first, the remark last, groups stay together. */
export function shuffled(columns: PlannedColumn[], random: Random): PlannedColumn[] {
  const units: PlannedColumn[][] = [];
  for (const column of columns) {
    const before = units[units.length - 1]?.[0];
    if (before && column.path.length > 1 && before.path.length > 1 && before.path[0] === column.path[0]) units[units.length - 1]?.push(column);
    else units.push([column]);
  }
  const first = units.filter((u) => u[0]?.field === "seq" || u[0]?.field === "village");
  const last = units.filter((u) => u[0]?.field === "remark");
  const middle = units.filter((u) => !first.includes(u) && !last.includes(u));
  // Neighbours change places; nobody deals a form's columns like cards.
  for (let i = 0; i + 1 < middle.length; i++) {
    if (!random.chance(0.3)) continue;
    const a = middle[i] as PlannedColumn[];
    middle[i] = middle[i + 1] as PlannedColumn[];
    middle[i + 1] = a;
  }
  return [...first, ...middle, ...last].flat();
}

export function isSkipped(field: string): boolean {
  return SKIPPED.has(field);
}

export interface PlanDraft extends Partial<Omit<SheetPlan, "record" | "name" | "columns" | "style">> {
  readonly record: RecordName;
  readonly name: string;
  readonly columns: PlannedColumn[];
  readonly style: Style;
}

export function newPlan(draft: PlanDraft): SheetPlan {
  const slots = draft.slots ?? 1;
  return {
    file: "", village: -1, title: [], unitLine: null, slots, wide: false, rows: Array.from({ length: slots }, () => []), section: null, totals: "none", subtotals: null,
    totalFields: [], spoiltTotal: false, numbered: false, footer: [], filler: 0, pageRows: 0, dittos: [], mergeVillage: false, childRows: false, hiddenShare: 0, ...draft,
  };
}

export function place(plan: SheetPlan, row: Row, slot = 1): void {
  row.plan = plan;
  row.slot = slot;
  plan.rows[slot - 1]?.push(row);
}
