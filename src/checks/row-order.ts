/**
 * rowLogic, part two: the order of a row's dates (domain §6 R19: birth < marriage ≤ change, child after mother, removal after
 * insertion, return after leaving) and children = boys + girls. Identity and order only, no norms.
 */
import type { Comparison, FieldId, NormalColumn, RecordRows } from "../model.js";
import { cellAt, normalAt, recordOf } from "./cells.js";
import type { CheckContext } from "./check.js";
import { dateOf, numberOf, orderOf } from "./normal-values.js";
import { codeAt, peopleOf } from "./people.js";
import type { RowFaults, Sentence } from "./row-faults.js";

/** `later` must not come before `earlier`; `strict`: not on the same day either. `blame` is the usual culprit. */
interface Rule {
  readonly earlier: FieldId;
  readonly later: FieldId;
  readonly strict: boolean;
  readonly blame: FieldId;
}

function rule(earlier: FieldId, later: FieldId, strict: boolean): Rule {
  return { earlier, later, strict, blame: later };
}

const RULES: readonly Rule[] = [
  rule("birthDate", "marriageDate", true),
  rule("birthDate", "marriageChangeDate", true),
  rule("marriageDate", "marriageChangeDate", false),
  rule("birthDate", "childBirth", true),
  rule("birthDate", "lastChildBirth", true),
  rule("birthDate", "methodDate", true),
  rule("birthDate", "eventDate", false),
  rule("methodDate", "methodEndDate", false),
  rule("outDate", "backDate", false),
];

/** Dates that cannot lie after a person's death. */
const BEFORE_DEATH: readonly FieldId[] = ["marriageDate", "marriageChangeDate", "methodDate", "methodEndDate", "lastChildBirth", "outDate", "backDate", "inDate"];

interface Pair {
  readonly rule: Rule;
  readonly earlier: NormalColumn;
  readonly later: NormalColumn;
}

/** The rules whose two columns a block has, each child's column by itself. */
function pairsOf(block: RecordRows): Pair[] {
  const pairs: Pair[] = [];
  for (const each of RULES) {
    const earlier = block.columns.get(each.earlier);
    if (earlier === undefined) continue;
    for (const [field, later] of block.columns) {
      if (field === each.later || field.startsWith(`${each.later}#`)) pairs.push({ rule: { ...each, later: field, blame: field }, earlier, later });
    }
  }
  return pairs;
}

export function checkOrder(context: CheckContext, faults: RowFaults): void {
  const { books } = context;
  books.blocks.forEach((block, b) => {
    const pairs = pairsOf(block);
    const offset = books.offsets[b] ?? 0;
    const event = block.columns.get("event");
    for (let i = 0; i < block.count; i++) {
      let broken: Rule[] | null = null;
      for (const pair of pairs) {
        const earlier = dateOf(pair.earlier.values[i]);
        if (earlier === null) continue;
        const later = dateOf(pair.later.values[i]);
        if (later === null) continue;
        const order = orderOf(later, earlier);
        const sameDay = order === 0 && pair.rule.strict && earlier.precision === "day" && later.precision === "day";
        if (order < 0 || sameDay) (broken ??= []).push(pair.rule);
      }
      if (event !== undefined && codeAt(books, offset + i, "event") === "death") {
        const death = dateOf(block.columns.get("eventDate")?.values[i]);
        for (const field of death === null ? [] : BEFORE_DEATH) {
          const date = dateOf(block.columns.get(field)?.values[i]);
          if (death !== null && date !== null && orderOf(date, death) > 0) (broken ??= []).push({ ...rule(field, "eventDate", false), blame: field });
        }
      }
      if (broken !== null) blameOrder(context, faults, offset + i, broken);
    }
  });
}

/** One wrong date may break several rules: the field that stands in most of the broken ones is the wrong one. */
function blameOrder(context: CheckContext, faults: RowFaults, row: number, broken: readonly Rule[]): void {
  let left = broken.filter((each) => !faults.isBlamed(row, each.earlier) && !faults.isBlamed(row, each.later));
  while (left.length > 0) {
    const counts = new Map<FieldId, number>();
    for (const each of left) for (const field of [each.earlier, each.later]) counts.set(field, (counts.get(field) ?? 0) + 1);
    let worst: FieldId = "";
    let worstScore = -Infinity;
    for (const [field, count] of counts) {
      const score = count * 100 + contested(context, row, field) * 10 + (left.some((each) => each.blame === field) ? 1 : 0);
      if (score > worstScore) [worst, worstScore] = [field, score];
    }
    const mine = left.filter((each) => each.earlier === worst || each.later === worst);
    const fields = [...new Set(mine.flatMap((each) => [each.earlier, each.later]))];
    const [one] = mine;
    if (one === undefined) return;
    faults.add(row, worst, "invalid", fields, orderWords(context, row, one));
    left = left.filter((each) => !mine.includes(each));
  }
}

/** How many of the person's other rows contradict a field of this row, less those that agree. */
export function contested(context: CheckContext, row: number, field: FieldId): number {
  return Math.max(-4, Math.min(4, balance(comparisons(context, row, field, (other) => other !== row))));
}

/** As `contested`, over the person's rows in other records only. */
function contestedElsewhere(context: CheckContext, row: number, field: FieldId): number {
  const { books } = context;
  const record = recordOf(books, row);
  return balance(comparisons(context, row, field, (other) => recordOf(books, other) !== record));
}

/** Contradictions less agreements; what cannot be compared is neither. */
function balance(found: readonly Comparison[]): number {
  let score = 0;
  for (const comparison of found) {
    if (comparison === "different") score++;
    else if (comparison !== "incomparable") score--;
  }
  return score;
}

/** A field of this row against those rows of the same person that count and have a value. */
function comparisons(context: CheckContext, row: number, field: FieldId, counts: (other: number) => boolean): Comparison[] {
  const { books, entities } = context;
  const own = normalAt(books, row, field);
  const entity = entities.of[row] ?? -1;
  const found: Comparison[] = [];
  if (own === null || entity < 0) return found;
  for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
    const other = entities.rows[i];
    if (other === undefined || !counts(other)) continue;
    const value = normalAt(books, other, field);
    if (value !== null && value.state === "value") found.push(context.compare(field, own, value));
  }
  return found;
}

function orderWords(context: CheckContext, row: number, broken: Rule): Sentence {
  const { books } = context;
  const name = (field: FieldId): string => context.fieldName(field.split("#")[0] ?? field);
  const shown = (field: FieldId): string => cellAt(books, row, field)?.shown ?? "";
  return {
    zh: `${name(broken.later)}“${shown(broken.later)}”早于${broken.strict ? "或等于" : ""}${name(broken.earlier)}“${shown(broken.earlier)}”,先后颠倒。请查原件改正。`,
    en: `${name(broken.later)} "${shown(broken.later)}" comes before ${name(broken.earlier)} "${shown(broken.earlier)}". Check the original and correct the wrong one.`,
  };
}

/** children = boys + girls, and not fewer children than are listed. */
export function checkChildren(context: CheckContext, faults: RowFaults): void {
  const { books } = context;
  books.blocks.forEach((block, b) => {
    const children = block.columns.get("children")?.values;
    if (children === undefined) return;
    const boys = block.columns.get("boys")?.values;
    const girls = block.columns.get("girls")?.values;
    const births = [...block.columns].filter(([field]) => field.startsWith("childBirth#"));
    const offset = books.offsets[b] ?? 0;
    for (let i = 0; i < block.count; i++) {
      const total = numberOf(children[i]);
      if (Number.isNaN(total)) continue;
      const row = offset + i;
      const b1 = numberOf(boys?.[i]);
      const g1 = numberOf(girls?.[i]);
      // NaN (not given) is never unequal to the sum by accident: the comparison is asked only where all three stand.
      if (!Number.isNaN(b1) && !Number.isNaN(g1) && b1 + g1 !== total) {
        let wrong: FieldId = "children";
        let worst = contested(context, row, "children");
        for (const field of ["boys", "girls"]) {
          const score = contested(context, row, field);
          if (score > worst) [wrong, worst] = [field, score];
        }
        faults.add(row, wrong, "invalid", ["children", "boys", "girls"], {
          zh: `子女数${total}不等于男孩数${b1}加女孩数${g1}。请查原件改正错的一格。`,
          en: `Children ${total} is not boys ${b1} plus girls ${g1}. Check the original and correct the wrong cell.`,
        });
      }
      if (births.length <= total || peopleOf(context).closed(row) !== "") continue;
      const listed = births.filter(([, column]) => column.values[i]?.state === "value");
      if (listed.length <= total || ["children", "boys", "girls"].some((field) => faults.isBlamed(row, field))) continue;
      faults.add(row, "children", "review", ["children", ...listed.map(([field]) => field)], {
        zh: `子女数写${total},孩子栏列了${listed.length}个。如有夭折、送养属正常,否则请改正。`,
        en: `Children says ${total}, but ${listed.length} children are listed. Lawful if one has died or lives elsewhere; else correct it.`,
      });
    }
  });
}

/** Dates of a person's book that lie after the date as of which it was handed in. */
export function checkFuture(context: CheckContext, faults: RowFaults): void {
  const { books, profile } = context;
  const persons = new Set(profile.records.filter((record) => record.rowKind === "person").map((record) => record.id));
  const stated = new Map<string, string>();
  for (const part of books.parts) {
    if (part.asOf !== "" && (part.asOfFrom === "title" || part.asOfFrom === "user")) stated.set(`${part.record}|${part.village}`, part.asOf);
  }
  books.blocks.forEach((block, b) => {
    if (!persons.has(block.record)) return;
    const offset = books.offsets[b] ?? 0;
    const columns = [...block.columns].filter(([field]) => FUTURE.has(field.split("#")[0] ?? field));
    for (let i = 0; i < block.count; i++) {
      const asOf = stated.get(`${block.record}|${block.village[i] ?? -1}`) ?? stated.get(`${block.record}|-1`);
      if (asOf === undefined) continue;
      const year = Number(asOf.slice(0, 4));
      for (const [field, column] of columns) {
        const value = column.values[i];
        if (value === undefined || (value.type !== "date" && value.type !== "month") || value.year < year) continue;
        const date = dateOf(value);
        if (date === null || !after(date, asOf) || faults.isBlamed(offset + i, field)) continue;
        // Where another record gives the same date, it is the as-of date that is old.
        const confirmed = contestedElsewhere(context, offset + i, field) < 0;
        const name = context.fieldName(field.split("#")[0] ?? field);
        faults.add(offset + i, field, confirmed ? "review" : "invalid", [field], {
          zh: `${name}“${date.shown}”晚于本表截止日期${asOf}。请核对日期${confirmed ? "或截止日期" : ""}。`,
          en: `${name} "${date.shown}" lies after the record's as-of date ${asOf}. Check the date${confirmed ? " or the as-of date" : ""}.`,
        });
      }
    }
  });
}

const FUTURE: ReadonlySet<FieldId> = new Set(["birthDate", "marriageDate", "marriageChangeDate", "methodDate", "methodEndDate", "childBirth", "lastChildBirth"]);

function after(date: { readonly year: number; readonly month: number; readonly day: number }, asOf: string): boolean {
  const [year = 0, month = 0, day = 0] = asOf.split("-").map(Number);
  if (date.year !== year) return date.year > year;
  if (date.month === 0 || date.month !== month) return date.month > month;
  return date.day > day;
}
