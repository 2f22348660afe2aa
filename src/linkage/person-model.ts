/**
 * How likely two units are one person: levels of all columns, weights estimated from the books themselves (Fellegi–Sunter,
 * expectation-maximisation over a sample of the two ledgers, no labels), agreement weighing by how rare a value is. Where there is too
 * little to learn from, the prior shares of the levels stand.
 */
import { blockingKeys } from "./blocking.js";
import type { Candidates } from "./model/blocking-rules.js";
import { estimate, noMisses, sampledLevels, scores, scoreOf, type Model } from "./model/estimate.js";
import { levelsOf, type Field, type Lists } from "./model/fields.js";
import { NULL_LEVEL, SAME } from "./model/levels.js";
import { overlaps } from "./model/overlap.js";
import type { FieldType } from "./model/settings.js";
import { AT, personFields } from "./person-fields.js";
import { unitKey, type Unit } from "./units.js";

export interface PersonModel {
  readonly fields: readonly Field[];
  /** log2 of the odds that the two units are one person, against her being somebody who is not in the book. */
  bits(a: number, b: number): number;
  /** Level by column; valid until the next call. */
  levels(a: number, b: number): Uint8Array;
  /** Bits by column; they and the prior add up to `bits`. */
  shares(a: number, b: number): Float64Array;
}

/** Units of the first book that the estimation looks at, about. */
const SAMPLE = 2500;
/** A key of the sample shared by more units than this is left out. */
const CROWD = 200;
/** A book is thought to be one of this many people at least. */
const LEAST_PEOPLE = 10;
/** No disagreement weighs more than this against (bits): the ledgers' care is not that of every book. */
const MOST_AGAINST = -8;
/** Share of a book's people that the other is thought to hold: at most, at least. */
const COVERAGE = { most: 0.97, least: 0.5 } as const;
const ROUNDS = 8;
/** Fewer people than this teach nothing: the priors stand. */
const ENOUGH_PEOPLE = 40;

/** How often two different people reach a level by chance, before any books are seen; and how many pairs that is worth. */
const CHANCE: Readonly<Partial<Record<FieldType, readonly number[]>>> = {
  name: [0, 0, 5e-4, 1e-3, 5e-3, 1e-3, 1e-3, 0.03, 0.96],
  idNumber: [0, 0, 1e-5, 1e-5, 1e-6, 1e-5, 1e-4, 1],
  date: [0, 0, 5e-3, 5e-4, 1e-3, 0.03, 0.03, 0.04, 0.89],
  code: [0, 0, 0, 0, 0, 0.999],
};
const CHANCE_PAIRS = 400;
const DRAWN = 8000;

/**
 * @param person number of the person of each unit as far as known
 * @param first bit of the book to learn from, and of the others it is compared with; 0: nothing to learn from
 */
export function makePersonModel(units: readonly Unit[], person: (unit: number) => number, first: number, second: number): PersonModel {
  const fields = personFields(units);
  const model = tempered(learn(units, fields, person, first, second));
  const own = new Uint8Array(fields.length);
  const alone = new Uint8Array(fields.length);

  const levels = (a: number, b: number): Uint8Array => {
    levelsOf(fields, [], a, b, own, 0);
    withoutRepeats(units, own, a, b);
    return own;
  };
  return {
    fields,
    levels,
    bits: (a, b) => scoreOf(fields, model, a, b, levels(a, b), 0),
    shares(a, b) {
      const all = levels(a, b).slice();
      return Float64Array.from(all, (level, f) => {
        alone.fill(NULL_LEVEL);
        alone[f] = level;
        return scoreOf(fields, model, a, b, alone, 0) - model.prior;
      });
    },
  };
}

/** What two columns say twice counts once: a birth date read from the ID number, a group of another village. */
function withoutRepeats(units: readonly Unit[], levels: Uint8Array, a: number, b: number): void {
  if (levels[AT.idNumber] !== NULL_LEVEL && (units[a]?.birth === null || units[b]?.birth === null)) levels[AT.birthDate] = NULL_LEVEL;
  if (levels[AT.village] !== SAME) levels[AT.group] = NULL_LEVEL;
}

function learn(units: readonly Unit[], fields: readonly Field[], person: (unit: number) => number, first: number, second: number): Model {
  const inFirst: number[] = [];
  const inSecond: number[] = [];
  units.forEach((unit, i) => {
    if ((unit.books & first) !== 0) inFirst.push(i);
    if ((unit.books & second) !== 0) inSecond.push(i);
  });
  const sample = inOrder(units, inFirst, SAMPLE);
  const right = inOrder(units, inSecond, Infinity);
  const row = [...sample, ...right];
  const lists: Lists = {
    fields: fields.map((field) => ({ ...field, code: Int32Array.from(row, (unit) => field.code[unit] ?? 0) })),
    rows: row.length, split: sample.length, place: Int32Array.from(row, (_, i) => i), turned: false,
  };
  const pairs = candidates(units, sample, right);
  const width = fields.length;
  const levels = new Uint8Array(pairs.first.length * width);
  for (let i = 0; i < pairs.first.length; i++) {
    const a = pairs.first[i] ?? 0;
    const b = pairs.second[i] ?? 0;
    levelsOf(lists.fields, [], a, b, levels, i * width);
    withoutRepeats(units, levels.subarray(i * width, (i + 1) * width), row[a] ?? 0, row[b] ?? 0);
  }
  const samples = lists.fields.map((field) => chances(field, sampledLevels(field, lists), sample.length * right.length));
  const people = Int32Array.from(row, person);
  const model = estimate(lists, pairs, levels, people, null, noMisses(lists.fields), samples, Math.min(sample.length, right.length) < ENOUGH_PEOPLE ? 0 : ROUNDS);
  const prior = priorOf(model, sample.length, right.length);
  return { ...model, prior, overlap: overlaps(lists, levels, scores(lists, pairs, levels, model), model) };
}

/** Shares of levels among different people: what a sample of `pairs` possible ones shows, and what is known beforehand. */
function chances(field: Field, sample: Float64Array, pairs: number): Float64Array {
  const known = CHANCE[field.type];
  const seen = Math.min(DRAWN, pairs);
  return known === undefined ? sample : sample.map((share, level) => (share * seen + (known[level] ?? 0) * CHANCE_PAIRS) / (seen + CHANCE_PAIRS));
}

/** Odds of one particular person of the other book against nobody of it. */
function priorOf(model: Model, left: number, right: number): number {
  const found = left === 0 || right === 0 ? 0.8 : (2 ** model.prior / (1 + 2 ** model.prior)) * right;
  const coverage = Math.min(COVERAGE.most, Math.max(COVERAGE.least, found));
  return Math.log2(coverage / (1 - coverage) / Math.max(LEAST_PEOPLE, right));
}

function tempered(model: Model): Model {
  return { ...model, fields: model.fields.map((field) => ({ ...field, weight: field.weight.map((weight) => Math.max(MOST_AGAINST, weight)) })) };
}

/** Units in an order of their own, by a hash of what they say; of many every 2^k-th, so that one more row elsewhere changes nothing. */
function inOrder(units: readonly Unit[], all: readonly number[], most: number): readonly number[] {
  let step = 1;
  while (all.length / step > most) step *= 2;
  const keys = new Map<number, number>();
  const kept = all.filter((i) => {
    const unit = units[i];
    const key = unit === undefined ? 0 : hashOf(unit);
    keys.set(i, key);
    return key % step === 0;
  });
  return kept.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** 53 bits of a unit's content. */
function hashOf(unit: Unit): number {
  const text = unitKey(unit);
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return ((high ^ (high >>> 13)) >>> 11) * 4294967296 + ((low ^ (low >>> 15)) >>> 0);
}

/** Pairs of rows (first the sample's, then the others') that share a blocking key. */
function candidates(units: readonly Unit[], sample: readonly number[], right: readonly number[]): Candidates {
  const wanted = new Map<string, number[]>();
  for (const i of sample) {
    const unit = units[i];
    if (unit !== undefined) blockingKeys(unit, (key) => void (wanted.has(key) || wanted.set(key, [])));
  }
  right.forEach((i, at) => {
    const unit = units[i];
    if (unit !== undefined) blockingKeys(unit, (key) => void wanted.get(key)?.push(sample.length + at));
  });
  const first: number[] = [];
  const second: number[] = [];
  sample.forEach((i, at) => {
    const unit = units[i];
    if (unit === undefined) return;
    const seen = new Set<number>();
    blockingKeys(unit, (key) => {
      const group = wanted.get(key) ?? [];
      if (group.length <= CROWD) for (const other of group) seen.add(other);
    });
    for (const other of seen) {
      first.push(at);
      second.push(other);
    }
  });
  return { first: Int32Array.from(first), second: Int32Array.from(second) };
}
