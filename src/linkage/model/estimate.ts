/**
 * Weights without labels (Fellegi–Sunter). For every column and level: m, its share among true pairs, by expectation-maximisation
 * over the candidates; u, its share among pairs of different people, from the counts of values, a sample of value pairs, and
 * the candidates that turn out to be different. Agreement on a value weighs by how rare the value is.
 *
 * The expectation is over ALL pairs, not over the candidates: whatever was not compared counts as different, so candidates that
 * agree by chance (because blocking picked them for it) are expected and do not swell the matches.
 */
import type { Candidates } from "./blocking-rules.js";
import type { Field, Lists } from "./fields.js";
import { SAMPLE } from "./sampled-levels.js";
import { LEARNED, LEVELS, UNLIKE, NULL_LEVEL, SAME } from "./levels.js";
import { rowsByValue } from "./rows-by-value.js";

const LN2 = Math.LN2;
/** Weight of the prior shares of levels, in pairs. */
const PRIOR_PAIRS = 20;
const ROUNDS = 14;
/** At most this share of one person's pairs is unlike in a column. */
const MOST_UNLIKE = 0.5;
/** More candidates than this do not make the estimates better. */
const ENOUGH = 300_000;

export interface FieldWeights {
  readonly m: Float64Array;
  readonly u: Float64Array;
  /** log2(m/u) by level; [SAME] is the m part only: add `rarity` of the value. */
  readonly weight: Float64Array;
  /** −log2 of the share of people with this value, by value number. */
  readonly rarity: Float64Array;
  /** The same for a value that was not counted. */
  readonly rarest: number;
  /** Mean rarity of a value on which two different people agree. */
  readonly typical: number;
}

/** Related people as a class beside one person and strangers: log2 of how much likelier they are, and a level of a field is among them. */
export interface Family {
  readonly prior: number;
  readonly bits: readonly Float64Array[];
}

export interface Model {
  /** Absent where no pairs of related people stand out. */
  readonly family?: Family;
  readonly fields: readonly FieldWeights[];
  /** log2 of the prior odds of a pair. */
  readonly prior: number;
  /** Bits taken off where both columns agree, because agreement in one makes agreement in the other likely: [f * n + g], f < g. */
  readonly overlap: Float64Array;
}

/** People thought to exist besides those of the lists, where a column's values are all distinct. */
const UNSEEN = 200;

/**
 * A valid ID number is one person's by law, not only rare in these lists: a second holder is a copying error, and those are one in some
 * hundred. Less where several people hold it all the same (a placeholder).
 */
export const IDENTIFYING = 8;

export interface Facts {
  /** −log2 of the share of people with a value, by value number. */
  readonly rarity: Float64Array;
  readonly rarest: number;
  readonly typical: number;
  readonly collide: number;
}

/** Number of people that hold each value. `person` numbers the person of each row; null: every row its own. */
function rarities(field: Field, lists: Lists, person: Int32Array | null): Facts {
  const { code } = field;
  const size = field.dictionary.values.length;
  const people = new Float64Array(size);
  let total = 0;
  const { start, rows } = rowsByValue(code, size);
  const counted = new Int32Array(person === null ? 0 : lists.rows); // the last value for which a person was counted
  for (let value = 1; value < size; value++) {
    const from = start[value]!;
    const end = start[value + 1]!;
    let own = end - from;
    if (person !== null && own > 1) {
      own = 0;
      for (let i = from; i < end; i++) {
        const who = person[rows[i]!]!;
        if (counted[who] === value) continue;
        counted[who] = value;
        own++;
      }
    }
    people[value] = own;
    total += own;
  }
  // Without knowledge of the people, a value of two lists is expected once in each.
  if (person === null && lists.split < lists.rows) {
    for (let v = 0; v < size; v++) people[v] = people[v]! / 2;
    total /= 2;
  }
  return factsOf(field, people, total);
}

/** What the numbers of people by value say: bits by value, the mean of them where two people agree, and how often two do. */
export function factsOf(field: Field, people: Float64Array, total: number): Facts {
  const size = people.length;
  // A few rows do not show how rare a value is: as if some more people were known, if nearly every row has a value of its own.
  let distinct = 0;
  for (let v = 1; v < size; v++) if (people[v]! > 0) distinct++;
  const unseen = UNSEEN * Math.min(1, distinct / Math.max(1, total)) ** 3;
  const rarity = new Float64Array(size);
  let collide = 0;
  let weighted = 0;
  // Most values are held by one or two; `own` is a half where two lists are counted.
  const bits = (own: number): number => -Math.log2(Math.min(1, (own + 0.6) / (total + 0.6 + unseen)));
  const few = Float64Array.from({ length: 64 }, (_, twice) => bits(twice / 2));
  for (let v = 1; v < size; v++) {
    const own = people[v]!;
    rarity[v] = few[own * 2] ?? bits(own);
    if (field.identifies(v)) rarity[v]! += Math.max(0, IDENTIFYING - (own > 1 ? 2 * Math.log2(own) : 0));
    if (own <= 1) continue;
    const chance = (people[v]! / Math.max(1, total)) * (Math.max(0, people[v]! - 1) / Math.max(1, total - 1));
    collide += chance;
    weighted += chance * rarity[v]!;
  }
  return { rarity, rarest: Math.log2((total + 0.6 + unseen) / 0.6), typical: collide > 0 ? weighted / collide : Math.log2(Math.max(2, total + unseen)), collide: Math.max(collide, 0.3 / Math.max(1, total * (total + unseen))) };
}

/** Number of all pairs that could be compared. */
export function allPairs(lists: Lists): number {
  const { rows, split } = lists;
  return split < rows ? split * (rows - split) : (rows * (rows - 1)) / 2;
}

/** Number of given-up candidates by field and level. */
export type Misses = readonly Float64Array[];

export const noMisses = (fields: readonly Field[]): Misses => fields.map((field) => new Float64Array(field.levels));

/** Candidates below these odds are not looked at again: no weight that could still move makes them links. */
const HOPELESS = -14;

/** The candidates that may still be links; the others' levels are added to `misses`. */
export function survivors(fields: readonly Field[], pairs: Candidates, levels: Uint8Array, odds: Float64Array, misses: Misses): { pairs: Candidates; levels: Uint8Array; odds: Float64Array } {
  const width = fields.length;
  let kept = 0;
  for (const one of odds) if (one > HOPELESS) kept++;
  const first = new Int32Array(kept);
  const second = new Int32Array(kept);
  const own = new Uint8Array(kept * width);
  const left = new Float64Array(kept);
  let n = 0;
  for (let i = 0; i < odds.length; i++) {
    const from = i * width;
    if (odds[i]! > HOPELESS) {
      first[n] = pairs.first[i]!;
      second[n] = pairs.second[i]!;
      left[n] = odds[i]!;
      for (let f = 0; f < width; f++) own[n * width + f] = levels[from + f]!;
      n++;
    } else for (let f = 0; f < width; f++) misses[f]![levels[from + f]!]!++;
  }
  return { pairs: { first, second }, levels: own, odds: left };
}

/**
 * @param levels level per candidate and field, candidate by candidate
 * @param person number of the person of each row as far as known, or null
 * @param hopeless levels of candidates that were given up before
 * @param samples see `sampledLevels`
 * @param barred 1 for candidates that cannot be links, because each of their rows has a better partner and may have only one
 * @param known chance of each candidate from an earlier estimation, to start from
 * @param given the counts of values, where they are known already
 */
export function estimate(lists: Lists, pairs: Candidates, levels: Uint8Array, person: Int32Array | null, known: Float64Array | null, hopeless: Misses, samples: readonly Float64Array[], rounds = ROUNDS, barred: Uint8Array | null = null, given: readonly Facts[] | null = null): Model {
  const { fields } = lists;
  const width = fields.length;
  const count = pairs.first.length;
  const total = allPairs(lists);
  const facts = given ?? fields.map((field) => rarities(field, lists, person));
  const m = fields.map((field) => Float64Array.from(LEVELS[field.type], (level) => level.prior));
  const u = fields.map((field, f) => chanceShares(samples[f]!, facts[f]!.collide, null, foundByBlocks(field.type, total)));
  let expected = known === null ? (lists.split < lists.rows ? 0.5 * Math.min(lists.split, lists.rows - lists.split) : 0.5 * lists.rows) : sum(known);
  const { rows: sampleRows, scale } = everyNth(count);
  const chance = new Float64Array(sampleRows.length);
  let model = weights();
  if (known !== null) {
    for (let k = 0; k < chance.length; k++) chance[k] = barred !== null && barred[sampleRows[k]!] === 1 ? 0 : known[sampleRows[k]!]!;
    maximise();
    model = weights();
  }
  for (let round = 0; round < rounds; round++) {
    let now = 0;
    for (let k = 0; k < chance.length; k++) {
      const i = sampleRows[k]!;
      const p = barred !== null && barred[i] === 1 ? 0 : probability(scoreOf(fields, model, pairs.first[i]!, pairs.second[i]!, levels, i * width));
      chance[k] = p;
      now += p;
    }
    now *= scale;
    const done = Math.abs(now - expected) < expected * 0.001 && round > 2;
    expected = Math.max(1, now);
    maximise();
    model = weights();
    if (done) break;
  }
  return model;

  function maximise(): void {
    const hits = fields.map((field) => new Float64Array(field.levels));
    const others = fields.map((field) => new Float64Array(field.levels));
    for (let k = 0; k < chance.length; k++) {
      const p = chance[k]!;
      const at = sampleRows[k]! * width;
      for (let f = 0; f < width; f++) {
        const level = levels[at + f]!;
        hits[f]![level]! += p;
        others[f]![level]! += 1 - p;
      }
    }
    for (let f = 0; f < width; f++) {
      const field = fields[f]!;
      const own = hits[f]!;
      const misses = hopeless[f]!.slice();
      let all = PRIOR_PAIRS;
      for (let l = 1; l < field.levels; l++) all += own[l]! * scale;
      const table = LEVELS[field.type];
      for (let l = 1; l < field.levels; l++) {
        m[f]![l] = (own[l]! * scale + PRIOR_PAIRS * table[l]!.prior) / all;
        misses[l] = (misses[l]! + others[f]![l]! * scale) / Math.max(1, total);
      }
      moreAlikeThanNot(m[f]!, UNLIKE[field.type]);
      u[f] = chanceShares(samples[f]!, facts[f]!.collide, misses, foundByBlocks(field.type, total));
    }
  }

  function weights(): Model {
    const found = fields.map((field, f): FieldWeights => {
      const weight = new Float64Array(field.levels);
      const own = m[f]!;
      const other = u[f]!;
      // A lower level never speaks louder than a higher one; agreement never speaks against. What was learned stands by itself.
      const learned = LEARNED[field.type];
      const ceiling = Math.max(0, Math.log2(own[SAME]!) + facts[f]!.typical, Math.log2(own[SAME]! / other[SAME]!));
      for (const { levels: pooled, bits } of falling(own, other, learned)) for (const l of pooled) weight[l] = Math.min(ceiling, bits);
      if (learned !== undefined) weight[learned] = Math.min(Math.log2(own[learned]! / other[learned]!), facts[f]!.typical);
      weight[SAME] = Math.log2(own[SAME]!);
      weight[NULL_LEVEL] = 0;
      return { m: own.slice(), u: other.slice(), weight, rarity: facts[f]!.rarity, rarest: facts[f]!.rarest, typical: facts[f]!.typical };
    });
    return { fields: found, prior: Math.log2(expected / Math.max(1, total - expected)), overlap: new Float64Array(width * width) };
  }
}

/**
 * Weights of the levels below "same", falling: where a lower level would speak louder than a higher one, the two are one level (a level that
 * is hardly ever seen then borrows from its neighbour, rather than hold down all that follow).
 */
function falling(m: Float64Array, u: Float64Array, without: number | undefined): { readonly levels: readonly number[]; readonly bits: number }[] {
  const blocks: { m: number; u: number; levels: number[] }[] = [];
  for (let l = SAME + 1; l < m.length; l++) {
    if (l === without) continue;
    let block = { m: m[l]!, u: u[l]!, levels: [l] };
    for (let last = blocks.at(-1); last !== undefined && last.m * block.u < block.m * last.u; last = blocks.at(-1)) {
      blocks.pop();
      block = { m: last.m + block.m, u: last.u + block.u, levels: [...last.levels, ...block.levels] };
    }
    blocks.push(block);
  }
  return blocks.map(({ m: own, u: other, levels }) => ({ levels, bits: Math.log2(own / other) }));
}

/** One person's rows are alike in a column at least every second time: or what is taken for one person is something else, as two papers of one author. */
function moreAlikeThanNot(m: Float64Array, unlike: number): void {
  let share = 0;
  for (let l = unlike; l < m.length; l++) share += m[l]!;
  if (share <= MOST_UNLIKE) return;
  for (let l = 1; l < m.length; l++) m[l]! *= l < unlike ? (1 - MOST_UNLIKE) / (1 - share) : MOST_UNLIKE / share;
}

/** Candidates that the estimation looks at: all, or every n-th (they stand in the order of the rows' content). */
function everyNth(count: number): { rows: Int32Array; scale: number } {
  const step = Math.max(1, Math.ceil(count / ENOUGH));
  const rows = Int32Array.from({ length: Math.ceil(count / step) }, (_, k) => k * step);
  return { rows, scale: rows.length === 0 ? 1 : count / rows.length };
}

/** Likeness of ID numbers down to two digits is far rarer than a sample can show, and every such pair shares a block: the candidates count it. */
const foundByBlocks = (type: Field["type"], pairs: number): { readonly to: number; readonly least: number } =>
  type === "idNumber" ? { to: ID_CLOSE, least: Math.min(0.15 / SAMPLE, 0.5 / Math.max(1, pairs)) } : { to: 0, least: 0 };
/** Last level of ID numbers that means likeness of the numbers themselves. */
const ID_CLOSE = 5;

/** u by level: agreement from the counts of values, likeness from the sample, but never below what the candidates show. */
function chanceShares(sample: Float64Array, collide: number, misses: Float64Array | null, found: { readonly to: number; readonly least: number }): Float64Array {
  const u = new Float64Array(sample.length);
  let sumShares = 0;
  for (let l = 1; l < u.length; l++) {
    const shown = misses === null ? 0 : misses[l]!;
    u[l] = l === SAME ? collide : Math.max(l <= found.to ? found.least : sample[l]! + 0.15 / SAMPLE, shown);
    sumShares += u[l]!;
  }
  for (let l = 1; l < u.length; l++) u[l] = u[l]! / Math.max(1e-12, sumShares);
  return u;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Probability from log2 odds. */
export function probability(bits: number): number {
  return bits > 60 ? 1 : bits < -60 ? 0 : 1 / (1 + Math.exp(-bits * LN2));
}

/** Bits of agreement on a value; one that was not counted is as rare as can be. */
function rarityOf(field: Field, weights: FieldWeights, value: number): number {
  return weights.rarity[value] ?? weights.rarest + (field.identifies(value) ? IDENTIFYING : 0);
}

/** Bits for likeness of common values are fewer than of rare ones: half the difference in rarity, at most three bits. */
function rarityOfLikeness(field: Field, weights: FieldWeights, x: number, y: number): number {
  if (x === 0 || y === 0) return 0;
  const rare = Math.min(rarityOf(field, weights, x), rarityOf(field, weights, y)) - weights.typical;
  return rare > 6 ? 3 : rare < -6 ? -3 : rare / 2;
}

/** log2 odds of one pair of rows. */
export function scoreOf(fields: readonly Field[], model: Model, a: number, b: number, levels: Uint8Array, at: number): number {
  let bits = model.prior;
  const width = fields.length;
  for (let f = 0; f < width; f++) {
    const level = levels[at + f]!;
    if (level === NULL_LEVEL) continue;
    bits += bitsOf(model.fields[f]!, fields[f]!, level, a, b);
    if (level === SAME) for (let g = 0; g < f; g++) if (levels[at + g] === SAME) bits -= model.overlap[g * width + f]!;
  }
  return bits;
}

/** Odds of one person against strangers become odds against strangers and relatives. */
export function againstFamily({ prior, bits }: Family, odds: number, levels: Uint8Array, at: number): number {
  let likelier = prior;
  for (let f = 0; f < bits.length; f++) likelier += bits[f]![levels[at + f]!]!;
  return -Math.log2(2 ** Math.min(500, -odds) + 2 ** Math.min(500, likelier));
}

/** Bits that a level of one column weighs, of rows a and b. */
export function bitsOf(weights: FieldWeights, field: Field, level: number, a: number, b: number): number {
  const weight = weights.weight[level]!;
  const { code } = field;
  if (level === SAME) return Math.max(0, weight + rarityOf(field, weights, code[a]!));
  return weight > 0 ? Math.max(0, weight + rarityOfLikeness(field, weights, code[a]!, code[b]!)) : weight;
}

export function scores(lists: Lists, pairs: Candidates, levels: Uint8Array, model: Model): Float64Array {
  const count = pairs.first.length;
  const width = lists.fields.length;
  const odds = new Float64Array(count);
  for (let i = 0; i < count; i++) odds[i] = scoreOf(lists.fields, model, pairs.first[i]!, pairs.second[i]!, levels, i * width);
  const { family } = model;
  if (family !== undefined) for (let i = 0; i < count; i++) odds[i] = againstFamily(family, odds[i]!, levels, i * width);
  return odds;
}
