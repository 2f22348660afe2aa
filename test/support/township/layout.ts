/** Fills a planned sheet: title, heading, rows with sections, pages, totals, footers. Every row learns where it stands. */
import { monthEnd, showDay } from "./calendar.js";
import { columnOf } from "./plan.js";
import type { SheetPlan } from "./plan.js";
import type { Random } from "./random.js";
import type { Row, Value } from "./rows.js";
import type { Area, Cell, Sheet } from "./types.js";
import { deviationOf, writeValue } from "./writing.js";

export interface SpoiltTotal {
  readonly plan: SheetPlan;
  readonly row: number;
  readonly column: number;
  readonly field: string;
  readonly village: string | null;
}

export interface LayoutContext {
  readonly noise: "none" | "usual" | "awful";
  readonly random: Random;
  readonly villageNames: readonly string[];
  readonly spoilt: SpoiltTotal[];
}

export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** A1 address of a field of a laid-out row; null if the sheet does not show it. */
export function addressOf(row: Row, field: string): string | null {
  if (!row.plan || row.at < 0) return null;
  const column = columnOf(row.plan, row.slot, field);
  if (column < 0) return null;
  let at = row.moved?.get(field) ?? row.at;
  const child = /#(\d)$/.exec(field);
  if (child && row.plan.childRows) at = row.at + Number(child[1]) - 1;
  return columnName(column) + String(at + 1);
}

export class Layout {
  private readonly rows: Cell[][] = [];
  private readonly merges: Area[] = [];
  private readonly hidden: number[] = [];
  private readonly people: number[] = [];
  private readonly width: number;
  private number = 0;
  private written = 0;

  constructor(private readonly plan: SheetPlan, private readonly context: LayoutContext) {
    this.width = plan.columns.length;
  }

  run(): Sheet {
    const { plan } = this;
    for (const line of plan.title) this.banner(line);
    if (plan.unitLine) {
      const line: Cell[] = new Array<Cell>(this.width).fill(null);
      line[0] = plan.unitLine[0];
      if (plan.unitLine[1]) line[Math.max(1, this.width - 2)] = plan.unitLine[1];
      this.push(line);
    }
    this.heading();
    const lines = this.lines();
    if (plan.totals === "first") this.total("合计", lines.flat());
    this.body(lines);
    if (plan.totals === "last") this.total("合计", lines.flat());
    for (let i = 0; i < plan.filler; i++) this.push(new Array<Cell>(this.width).fill(null));
    for (const line of plan.footer) this.push([line]);
    return {
      file: plan.file, sheet: plan.name, record: plan.record, rows: this.rows, columnCount: this.width, merges: this.merges, hiddenRows: this.hidden,
      people: Int32Array.from({ length: this.rows.length }, (_, i) => this.people[i] ?? -1),
    };
  }

  private push(cells: Cell[]): number {
    this.rows.push(cells);
    return this.rows.length - 1;
  }

  private banner(text: string): void {
    const at = this.push([text]);
    if (this.width > 1) this.merges.push({ top: at, left: 0, bottom: at, right: this.width - 1 });
  }

  private heading(): void {
    const { columns, numbered } = this.plan;
    const depth = Math.max(...columns.map((c) => c.path.length));
    const top = this.rows.length;
    for (let level = 0; level < depth; level++) this.push(new Array<Cell>(this.width).fill(null));
    const put = (row: number, column: number, text: string): void => {
      const cells = this.rows[row];
      if (cells) cells[column] = text;
    };
    for (let c = 0; c < columns.length; c++) {
      const path = columns[c]?.path ?? [];
      for (let level = 0; level < path.length - 1; level++) {
        const same = (o: number): boolean => {
          const other = columns[o]?.path;
          return other !== undefined && other.length > level + 1 && other.slice(0, level + 1).join("/") === path.slice(0, level + 1).join("/") && columns[o]?.slot === columns[c]?.slot;
        };
        if (c > 0 && same(c - 1)) continue;
        let right = c;
        while (right + 1 < columns.length && same(right + 1)) right++;
        put(top + level, c, path[level] ?? "");
        if (right > c) this.merges.push({ top: top + level, left: c, bottom: top + level, right });
      }
      const leaf = path.length - 1;
      put(top + leaf, c, path[leaf] ?? "");
      if (leaf < depth - 1) this.merges.push({ top: top + leaf, left: c, bottom: top + depth - 1, right: c });
    }
    if (numbered) this.push(columns.map((_, i) => i + 1));
  }

  /** The rows of the sheet, each line with one row per block (null: the block has ended). */
  private lines(): (Row | null)[][] {
    const { plan } = this;
    const live = plan.rows.map((rows) => rows.filter((row) => !row.deleted));
    if (!plan.wide) {
      const length = live.reduce((most, rows) => Math.max(most, rows.length), 0);
      return Array.from({ length }, (_, i) => live.map((rows) => rows[i] ?? null));
    }
    // Wide: the turns of one person (or month) stand on one line.
    const byKey = new Map<string, (Row | null)[]>();
    live.forEach((rows, slot) => {
      for (const row of rows) {
        const key = row.person >= 0 ? `${row.village}|${row.person}` : `${row.village}|${row.part}`;
        let line = byKey.get(key);
        // A second row of the same turn (written twice) gets a line of its own.
        if (!line || line[slot]) byKey.set(line ? `${key}|${byKey.size}` : key, (line = live.map(() => null)));
        line[slot] = row;
      }
    });
    return [...byKey.values()].sort((a, b) => (a.find(Boolean)?.village ?? 0) - (b.find(Boolean)?.village ?? 0));
  }

  private body(lines: readonly (Row | null)[][]): void {
    const { plan } = this;
    let group: (Row | null)[] = [];
    let before: (Row | null)[] | null = null;
    let section = "";
    let merging = { value: "", top: -1 };
    for (const line of lines) {
      const first = line.find((row) => row !== null) ?? null;
      const key = this.sectionKey(first);
      const cut = this.subtotalKey(first) !== this.subtotalKey(group.find((row) => row !== null) ?? first);
      if (cut) {
        this.total("小计", group);
        group = [];
        before = null;
      }
      if (plan.section && key !== section) {
        section = key;
        this.banner(key);
        before = null;
      }
      if (plan.pageRows > 0 && this.written > 0 && this.written % plan.pageRows === 0) {
        for (let i = 0; i < 2; i++) this.push(new Array<Cell>(this.width).fill(null));
        for (const title of plan.title) this.banner(title);
        this.heading();
        before = null;
      }
      const top = this.line(line, before);
      merging = this.mergeVillage(line, top, merging, before === null);
      group.push(...line);
      before = line;
      this.written++;
    }
    if (plan.subtotals && group.length > 0) this.total("小计", group);
  }

  private sectionKey(row: Row | null): string {
    if (!row || !this.plan.section) return "";
    if (this.plan.section === "village") return String(row.values["village"] ?? this.context.villageNames[row.village] ?? "");
    return `${Math.floor(row.part / 12)}年${(row.part % 12) + 1}月`;
  }

  private subtotalKey(row: Row | null): string {
    if (!row || !this.plan.subtotals) return "";
    return this.plan.subtotals === "village" ? String(row.village) : this.plan.subtotals === "month" ? String(row.part) : `${String(row.values["item"])}${String(row.values["specification"])}`;
  }

  private line(line: readonly (Row | null)[], before: readonly (Row | null)[] | null): number {
    const { plan, context } = this;
    const cells: Cell[] = new Array<Cell>(this.width).fill(null);
    const top = this.rows.length;
    const odd = line.map((row) => (row ? deviationOf(row, plan, context.noise, context.random) : null));
    this.number++;
    const first = line.find((row) => row !== null) ?? null;
    for (let c = 0; c < this.width; c++) {
      const column = plan.columns[c];
      if (!column) continue;
      const slot = column.slot === 0 ? line.findIndex((row) => row !== null) : column.slot - 1;
      const row = line[slot] ?? null;
      if (!row) continue;
      if (column.field === "seq") {
        cells[c] = row.follows && !row.follows.deleted ? null : this.number;
        continue;
      }
      const field = plan.childRows && column.field.includes("#") ? `${column.field.slice(0, column.field.indexOf("#"))}#1` : column.field;
      const cell = writeValue(row, field, row.values[field], plan.style, odd[slot] ?? null);
      cells[c] = plan.dittos.includes(field) && before && this.repeats(cell, field, row, before[slot] ?? null) ? (context.random.chance(0.5) ? "〃" : "同上") : cell;
    }
    this.push(cells);
    this.people[top] = first?.person ?? -1;
    line.forEach((row) => {
      if (row) row.at = top;
    });
    if (plan.childRows && first) this.moreChildren(first, top);
    if (plan.hiddenShare > 0 && context.random.chance(plan.hiddenShare)) this.hidden.push(top);
    return top;
  }

  private repeats(cell: Cell, field: string, row: Row, before: Row | null): boolean {
    if (!before || cell === null || row.plain || before.plain) return false;
    const value: Value | undefined = row.values[field];
    return typeof value !== "object" && value === before.values[field];
  }

  /** A family over several rows: the couple's cells are merged, each child has its own row. */
  private moreChildren(row: Row, top: number): void {
    const { plan } = this;
    let last = 1;
    for (let k = 2; k <= 3; k++) {
      if (row.values[`childName#${k}`] === undefined) break;
      last = k;
      const at = this.push(plan.columns.map((column) => {
        if (!column.field.includes("#")) return null;
        const field = `${column.field.slice(0, column.field.indexOf("#"))}#${k}`;
        return writeValue(row, field, row.values[field], plan.style, null);
      }));
      this.people[at] = row.person;
    }
    if (last === 1) return;
    plan.columns.forEach((column, c) => {
      if (!column.field.includes("#")) this.merges.push({ top, left: c, bottom: top + last - 1, right: c });
    });
  }

  /** The village's name stands once, merged over its rows. */
  private mergeVillage(line: readonly (Row | null)[], top: number, merging: { value: string; top: number }, fresh: boolean): { value: string; top: number } {
    const { plan } = this;
    const row = line[0];
    if (!plan.mergeVillage || !row) return merging;
    const column = columnOf(plan, 1, "village");
    const cells = this.rows[top];
    const value = String(cells?.[column] ?? "");
    if (fresh || value !== merging.value || merging.top < 0 || row.plain) return { value, top: row.plain ? -1 : top };
    if (cells) cells[column] = null;
    const area = this.merges.findIndex((m) => m.top === merging.top && m.left === column && m.right === column);
    const next: Area = { top: merging.top, left: column, bottom: top, right: column };
    if (area >= 0) this.merges[area] = next;
    else this.merges.push(next);
    (row.moved ??= new Map()).set("village", merging.top);
    return merging;
  }

  /** What the clerk adds up is what stands on the sheet. */
  private total(label: string, rows: readonly (Row | null)[]): void {
    const { plan, context } = this;
    const cells: Cell[] = new Array<Cell>(this.width).fill(null);
    const at = this.rows.length;
    const labelAt = plan.columns.findIndex((c) => c.field !== "seq" && !plan.totalFields.includes(c.field));
    cells[Math.max(0, plan.columns[0]?.field === "seq" ? 0 : labelAt)] = label;
    const summed: number[] = [];
    plan.columns.forEach((column, c) => {
      if (!plan.totalFields.includes(column.field)) return;
      let sum = 0;
      for (const row of rows) {
        if (!row || (column.slot !== 0 && row.slot !== column.slot)) continue;
        const value = row.values[column.field];
        const number = value !== null && typeof value === "object" ? value.raw : value;
        if (typeof number === "number") sum += number;
      }
      cells[c] = sum;
      summed.push(c);
    });
    if (plan.spoiltTotal && summed.length > 0) {
      plan.spoiltTotal = false;
      const c = context.random.pick(summed);
      cells[c] = Number(cells[c]) + context.random.pick([-2, -1, 1, 2, 10]);
      const village = plan.village >= 0 ? context.villageNames[plan.village] ?? null : plan.subtotals === "village" || plan.section === "village" ? context.villageNames[rows.find((r) => r !== null)?.village ?? -1] ?? null : null;
      context.spoilt.push({ plan, row: at, column: c, field: plan.columns[c]?.field ?? "", village });
    }
    this.push(cells);
  }
}

export function asOfText(date: number): string {
  return showDay(date, "zh");
}

export function filledOn(month: number): string {
  return showDay(monthEnd(month) + 3, "zh");
}
