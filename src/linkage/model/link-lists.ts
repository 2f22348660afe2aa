/**
 * The whole way from two lists (or one) to pairs: columns of values → candidates → levels → weights → chances → people or a
 * one-to-one assignment; then once more with what the first round taught: who is one person (so that the ten rows of one
 * woman do not make her name look common) and which values stand for each other.
 */
import { candidatesOf, type Candidates } from "./blocking-rules.js";
import { estimate, noMisses, probability, sampledLevels, scores, survivors, withLearned, type Model } from "./estimate.js";
import { crossings, levelsOf, makeLists, type InputColumn, type Lists } from "./fields.js";
import { groupRows } from "./group.js";
import { NULL_LEVEL, SAME } from "./levels.js";
import { learnCorrespondences } from "./learn.js";
import { oneToOne } from "./one-to-one.js";
import { overlaps } from "./overlap.js";
import type { Tongue } from "./settings.js";

export interface LinkOptions {
  readonly oneToOne: boolean;
  readonly tongue: Tongue | null;
  /** Chance from which a pair is accepted. */
  readonly threshold?: number;
  readonly trace?: (step: string) => void;
}

export interface Linkage {
  readonly lists: Lists;
  readonly pairs: Candidates;
  /** Levels of candidate i in field f: [i * fields + f]. */
  readonly levels: Uint8Array;
  readonly model: Model;
  /** log2 odds by candidate. */
  readonly odds: Float64Array;
}

/** Share of links beyond one per row that is still the exception. */
const EXCEPTION = 0.4;

export const THRESHOLD = 0.5;
/** Candidates per row, about: a list with repeats holds every pair of a person's rows; across two lists a row has one partner. */
const WITHIN = 80;
const ACROSS = 8;
const AT_LEAST = 40_000;

function budgetOf(lists: Lists, options: LinkOptions): number {
  const perRow = lists.split === lists.rows ? WITHIN : options.oneToOne ? ACROSS : 2 * ACROSS;
  return Math.max(AT_LEAST, perRow * lists.rows);
}

export function compareLists(columns: readonly InputColumn[], options: LinkOptions): Linkage {
  const say = options.trace ?? (() => undefined);
  const lists = makeLists(columns, options.tongue);
  say("lists");
  const width = lists.fields.length;
  let pairs = candidatesOf(lists, options.tongue, budgetOf(lists, options));
  say(`blocks ${pairs.first.length}`);
  const crossed = crossings(lists.fields);
  let levels: Uint8Array = new Uint8Array(pairs.first.length * width);
  const compareAll = (): void => {
    for (let i = 0; i < pairs.first.length; i++) levelsOf(lists.fields, crossed, pairs.first[i]!, pairs.second[i]!, levels, i * width);
  };
  compareAll();
  ({ pairs, levels } = withoutForbidden(lists, pairs, levels));
  say("levels");
  // Two rounds on all candidates show which are hopeless; the rest is estimated to the end.
  const misses = noMisses(lists.fields);
  let samples: readonly Float64Array[] = lists.fields.map((field) => sampledLevels(field, lists));
  say("samples");
  let model = estimate(lists, pairs, levels, null, null, misses, samples, 2);
  let odds = scores(lists, pairs, levels, model);
  ({ pairs, levels, odds } = survivors(lists.fields, pairs, levels, odds, misses));
  say(`survivors ${odds.length}`);
  model = estimate(lists, pairs, levels, null, Float64Array.from(odds, probability), misses, samples);
  odds = scores(lists, pairs, levels, model);
  say("estimate 1");
  const person = peopleOf(lists, pairs, odds, options);
  say("people 1");
  if (learnCorrespondences(lists, pairs, levels, odds, person)) {
    compareAll();
    samples = samples.map((shares, f) => withLearned(lists.fields[f]!, lists, shares));
  }
  say("learn");
  const barred = losersOf(lists, pairs, odds, options);
  model = estimate(lists, pairs, levels, person, Float64Array.from(odds, probability), misses, samples, undefined, barred);
  model = { ...model, overlap: overlaps(lists, levels, scores(lists, pairs, levels, model), model) };
  odds = scores(lists, pairs, levels, model);
  say("estimate 2");
  return { lists, pairs, levels, model, odds };
}

/** Level of ID numbers from which two of them are far apart. */
const FAR = 6;

/** Two valid ID numbers far apart are two people, unless everything else that is filled agrees (a number copied from a neighbour, or issued anew). */
function withoutForbidden(lists: Lists, pairs: Candidates, levels: Uint8Array): { pairs: Candidates; levels: Uint8Array } {
  const { fields } = lists;
  const width = fields.length;
  const ids = fields.flatMap((field, f) => (field.type === "idNumber" ? [f] : []));
  if (ids.length !== 1) return { pairs, levels }; // none, or others' numbers beside the person's own
  const [own = 0] = ids;
  const id = fields[own]!;
  let n = 0;
  for (let i = 0; i < pairs.first.length; i++) {
    const a = pairs.first[i]!;
    const b = pairs.second[i]!;
    let kept = true;
    if (levels[i * width + own]! >= FAR && id.identifies(id.code[a]!) && id.identifies(id.code[b]!)) {
      let agree = 0;
      let apart = 0;
      for (let f = 0; f < width; f++) {
        const level = levels[i * width + f]!;
        if (f === own || level === NULL_LEVEL) continue;
        if (level === SAME) agree++;
        else apart++;
      }
      kept = apart === 0 && agree >= 3;
    }
    if (!kept) continue;
    pairs.first[n] = a;
    pairs.second[n] = b;
    levels.copyWithin(n * width, i * width, (i + 1) * width);
    n++;
  }
  return { pairs: { first: pairs.first.subarray(0, n), second: pairs.second.subarray(0, n) }, levels: levels.subarray(0, n * width) };
}

/**
 * Across two lists nearly every row has one partner at most, or the lists say so (`oneToOne`): candidates that lose to a better
 * partner then teach nothing about what true pairs look like. null: one list, or rows with several partners are no exception.
 */
function losersOf(lists: Lists, pairs: Candidates, odds: Float64Array, options: LinkOptions): Uint8Array | null {
  if (lists.split === lists.rows) return null;
  const winners = accepted(lists, pairs, odds, { ...options, oneToOne: true });
  const losers = new Uint8Array(odds.length);
  let links = 0;
  for (let i = 0; i < odds.length; i++) {
    if (odds[i]! <= 0) continue;
    losers[i] = 1;
    links++;
  }
  for (const i of winners) losers[i] = 0;
  return options.oneToOne || links - winners.length <= EXCEPTION * winners.length ? losers : null;
}

/** The person of each row as far as sure. */
export function peopleOf(lists: Lists, pairs: Candidates, odds: Float64Array, options: LinkOptions, threshold = THRESHOLD): Int32Array {
  const bar = Math.log2(threshold / (1 - threshold));
  if (lists.split === lists.rows) return groupRows(lists.rows, pairs, odds, bar);
  const person = new Int32Array(lists.rows);
  for (let row = 0; row < lists.rows; row++) person[row] = row;
  for (const i of accepted(lists, pairs, odds, { ...options, oneToOne: true }, threshold)) person[pairs.second[i]!] = pairs.first[i]!;
  return person;
}

/** Accepted candidates of two lists. */
export function accepted(lists: Lists, pairs: Candidates, odds: Float64Array, options: LinkOptions, threshold = THRESHOLD): Int32Array {
  const bar = Math.log2(threshold / (1 - threshold));
  if (options.oneToOne) return oneToOne(lists.rows, pairs, odds, bar);
  const found: number[] = [];
  for (let i = 0; i < odds.length; i++) if (odds[i]! > bar) found.push(i);
  return Int32Array.from(found);
}
