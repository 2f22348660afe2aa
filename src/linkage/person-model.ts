/**
 * How likely two units are one person: levels of all columns, weights estimated from the books themselves (Fellegi–Sunter,
 * expectation-maximisation over a sample of the ledgers, no labels), agreement weighing by how rare a value is. Where there is too
 * little to learn from, the prior shares of the levels stand.
 */
import type { FrozenWeights } from "../model.js";
import { estimate, factsOf, noMisses, scores, scoreOf, type Facts, type Model } from "./model/estimate.js";
import type { Field, Lists } from "./model/fields.js";
import { isFrozenWeights } from "./model/frozen-shape.js";
import { freeze, thaw } from "./model/frozen-weights.js";
import { NULL_LEVEL, SAME } from "./model/levels.js";
import { overlaps } from "./model/overlap.js";
import { levelsOf } from "./model/pair-levels.js";
import { sampledLevels } from "./model/sampled-levels.js";
import type { FieldType } from "./model/settings.js";
import { AT, COLUMNS, PersonColumns } from "./person-fields.js";
import type { Unit } from "./units.js";

/** Units of the first book that the estimation looks at, and of the others for how common values are, at most. */
const SAMPLE = 2000;
const COUNTED = 8000;
/** A book is thought to be one of this many people at least. */
const LEAST_PEOPLE = 10;
/** No disagreement weighs more than this against (bits): the ledgers' care is not that of every book. */
const MOST_AGAINST = -8;
/** Share of a book's people that the other is thought to hold: at most, at least, and where there is no other. */
const COVERAGE = { most: 0.97, least: 0.5, unknown: 0.8 } as const;
const ROUNDS = 8;
/** Fewer people than this teach nothing: the priors stand. */
const ENOUGH_PEOPLE = 40;

/** How often two different people reach a level by chance, before any books are seen; and how many drawn pairs that is worth. */
const CHANCE: Readonly<Partial<Record<FieldType, readonly number[]>>> = {
  name: [0, 0, 5e-4, 1e-3, 5e-3, 1e-3, 1e-3, 0.03, 0.96],
  idNumber: [0, 0, 1e-5, 1e-5, 1e-6, 1e-5, 1e-4, 1],
  date: [0, 0, 5e-3, 5e-4, 1e-3, 0.03, 0.03, 0.04, 0.89],
  code: [0, 0, 0, 0, 0, 0.999],
};
const CHANCE_PAIRS = 400;
const DRAWN = 2000;

export class PersonModel {
  private readonly columns: PersonColumns;
  private model: Model | null = null;
  /** Units by which common values were counted. */
  private counted: readonly number[] = [];
  private readonly own: Uint8Array;
  private readonly alone: Uint8Array;

  /**
   * @param frozen weights of an earlier linkage: nothing is learned
   * @throws UnknownColumns if they are of other columns
   */
  constructor(private readonly units: readonly Unit[], private readonly given: FrozenWeights | null = null) {
    if (given !== null && !isFrozenWeights(given)) throw new Error("the profile's settings.weights are not what --weights writes");
    this.columns = new PersonColumns(units, given);
    if (given !== null) this.model = thaw(this.columns.fields, given);
    this.own = new Uint8Array(this.columns.fields.length);
    this.alone = new Uint8Array(this.columns.fields.length);
  }

  /** The weights were given: nothing may hang on how large these books are. */
  get frozen(): boolean {
    return this.given !== null;
  }

  /** The weights as plain data; null before anything is learned. */
  freeze(): FrozenWeights | null {
    if (this.given !== null || this.model === null) return this.given;
    return freeze(this.columns.fields, this.model, this.counted, (name) => COLUMNS.some((column) => column.id === name && column.personal === true));
  }

  /** Level by column; valid until the next call. */
  levels(a: number, b: number): Uint8Array {
    this.levelsInto(a, b, this.own, 0);
    return this.own;
  }

  /** log2 of the odds that the two units are one person, against her being somebody who is not in the book; 0 before anything is learned. */
  bits(a: number, b: number): number {
    return this.model === null ? 0 : scoreOf(this.columns.fields, this.model, a, b, this.levels(a, b), 0);
  }

  /** The same without their ID numbers. */
  bitsWithoutNumber(a: number, b: number): number {
    if (this.model === null) return 0;
    const levels = this.levels(a, b);
    levels[AT.idNumber] = NULL_LEVEL;
    return scoreOf(this.columns.fields, this.model, a, b, levels, 0);
  }

  /** Bits by column; they and the prior add up to `bits` (less what two columns say twice). */
  shares(a: number, b: number): Float64Array {
    const all = this.levels(a, b).slice();
    return Float64Array.from(all, (level, f) => {
      this.alone.fill(NULL_LEVEL);
      this.alone[f] = level;
      return this.model === null ? 0 : scoreOf(this.columns.fields, this.model, a, b, this.alone, 0) - this.model.prior;
    });
  }

  /** Units of a book that it learns from: all, or of many every 2^k-th by a hash of what they say, so that one more elsewhere changes nothing. */
  sample(book: number, most = SAMPLE): readonly number[] {
    const all: number[] = [];
    this.units.forEach((unit, i) => (unit.books & book) !== 0 && all.push(i));
    let mask = 0;
    while (all.length / (mask + 1) > most) mask = mask * 2 + 1;
    const kept: number[] = [];
    const keys = new Map<number, number>();
    for (const i of all) {
      const key = hashOf(this.units[i]);
      if ((key & mask) !== 0) continue;
      kept.push(i);
      keys.set(i, key);
    }
    return kept.sort((x, y) => (keys.get(x) ?? 0) - (keys.get(y) ?? 0));
  }

  /**
   * Learns the weights.
   * @param sample units of the first book, in an order that hangs on what they say alone
   * @param candidates units of the other books that could be the same person as a unit of the sample
   * @param book bits of the other books
   */
  learn(sample: readonly number[], candidates: (unit: number) => Iterable<number>, book: number): void {
    const { columns, units } = this;
    const { fields } = columns;
    const width = fields.length;
    let people = 0;
    for (const unit of units) if ((unit.books & book) !== 0) people++;
    const counted = people > 0 ? this.sample(book, COUNTED) : sample;
    for (const i of [...sample, ...counted]) columns.fill(i);
    this.counted = counted;
    const facts = fields.map((field) => countsOf(field, counted));
    const first: number[] = [];
    const second: number[] = [];
    for (const a of sample) {
      for (const b of candidates(a)) {
        first.push(a);
        second.push(b);
      }
    }
    const pairs = { first: Int32Array.from(first), second: Int32Array.from(second) };
    const levels = new Uint8Array(first.length * width);
    for (let i = 0; i < first.length; i++) this.levelsInto(first[i] ?? 0, second[i] ?? 0, levels, i * width);
    const drawn = listsOf(fields, sample, people > 0 ? counted : []);
    const samples = drawn.fields.map((field) => chances(field, sampledLevels(field, drawn, Math.min(DRAWN, 4 * sample.length * counted.length)), sample.length * counted.length));
    const whole: Lists = { fields, rows: sample.length + people, split: sample.length, place: new Int32Array(0), turned: false };
    const rounds = Math.min(sample.length, people) < ENOUGH_PEOPLE ? 0 : ROUNDS;
    const model = estimate(whole, pairs, levels, null, null, noMisses(fields), samples, rounds, null, facts);
    // Places lie inside each other: a household in a group in a village. What agreement in one makes likely in the other counts once.
    let { overlap } = model;
    if (rounds > 0) {
      const odds = scores(whole, pairs, levels, model);
      const inside = new Set(counted);
      second.forEach((b, i) => inside.has(b) || (odds[i] = -Infinity));
      overlap = overlaps(drawn, levels, odds, model, AT.places);
    }
    this.model = { fields: model.fields.map((field) => ({ ...field, weight: field.weight.map((weight) => Math.max(MOST_AGAINST, weight)) })), prior: priorOf(model, sample.length, people), overlap };
  }

  private levelsInto(a: number, b: number, out: Uint8Array, at: number): void {
    this.columns.fill(a);
    this.columns.fill(b);
    levelsOf(this.columns.fields, [], a, b, out, at);
    // What two columns say twice counts once: a birth date read from the ID number, a group of another village.
    if (out[at + AT.idNumber] !== NULL_LEVEL && (this.units[a]?.birth === null || this.units[b]?.birth === null)) out[at + AT.birthDate] = NULL_LEVEL;
    // A number that a row itself shows to be another's says nothing of whoever bears another name.
    if (out[at + AT.idNumber] === SAME && out[at + AT.name] !== SAME && this.columns.isForeign(a, b)) out[at + AT.idNumber] = NULL_LEVEL;
    if (out[at + AT.village] !== SAME) out[at + AT.group] = NULL_LEVEL;
  }
}

/** Values of a column among the people, each unit one. */
function countsOf(field: Field, people: readonly number[]): Facts {
  const counts = new Float64Array(field.dictionary.values.length);
  let total = 0;
  for (const i of people) {
    const value = field.code[i] ?? 0;
    if (value === 0) continue;
    counts[value] = (counts[value] ?? 0) + 1;
    total++;
  }
  return factsOf(field, counts, total);
}

function listsOf(fields: readonly Field[], left: readonly number[], right: readonly number[]): Lists {
  const rows = [...left, ...right];
  return {
    fields: fields.map((field) => ({ ...field, foreign: null, code: Int32Array.from(rows, (unit) => field.code[unit] ?? 0) })),
    rows: rows.length, split: left.length, place: new Int32Array(0), turned: false,
  };
}

/** Shares of levels among different people: what a sample of `pairs` possible ones shows, and what is known beforehand. */
function chances(field: Field, sample: Float64Array, pairs: number): Float64Array {
  const known = CHANCE[field.type];
  const seen = Math.min(DRAWN, pairs);
  return known === undefined ? sample : sample.map((share, level) => (share * seen + (known[level] ?? 0) * CHANCE_PAIRS) / (seen + CHANCE_PAIRS));
}

/** Odds of one particular person of the other book against nobody of it. */
function priorOf(model: Model, left: number, right: number): number {
  const found = left === 0 || right === 0 ? COVERAGE.unknown : (2 ** model.prior / (1 + 2 ** model.prior)) * right;
  const coverage = Math.min(COVERAGE.most, Math.max(COVERAGE.least, found));
  return Math.log2(coverage / (1 - coverage) / Math.max(LEAST_PEOPLE, right));
}

function hashOf(unit: Unit | undefined): number {
  let hash = 0x811c9dc5;
  const add = (text: string): void => {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  };
  if (unit !== undefined) {
    add(unit.name);
    add(unit.id?.id18 ?? "");
    add(unit.spouse);
    add(unit.birth?.text ?? "");
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
