/**
 * The whole way from two lists (or one) to pairs: columns of values → candidates → levels → weights → chances → people or a
 * one-to-one assignment; then once more with what the first round taught: who is one person (so that the ten rows of one
 * woman do not make her name look common) and which values stand for each other.
 */
import { candidatesAsBefore, candidatesOf, type Candidates } from "./blocking-rules.js";
import { withDecisions, type Decisions } from "./decided.js";
import { allPairs, estimate, noMisses, probability, scores, survivors, type Model } from "./estimate.js";
import { makeLists, type InputColumn, type Lists } from "./fields.js";
import { withoutForbidden, type Allowed } from "./forbidden.js";
import type { FrozenBlocks, ListBlocks } from "./frozen-blocks.js";
import { frozenWords, thawLists, type ListWeights } from "./frozen-weights.js";
import { groupRows } from "./group.js";
import { learnCorrespondences } from "./learn.js";
import { oneToOne } from "./one-to-one.js";
import { overlaps } from "./overlap.js";
import { crossings, levelsOfPairs } from "./pair-levels.js";
import { relatedPairs } from "./related.js";
import { sampledLevels, withLearned } from "./sampled-levels.js";
import { above, withMore, type Scored } from "./scored.js";
import type { Tongue } from "./settings.js";

export interface LinkOptions {
  readonly oneToOne: boolean;
  readonly tongue: Tongue | null;
  /** Chance from which a pair is accepted. */
  readonly threshold?: number;
  readonly trace?: (step: string) => void;
  /** Weights of an earlier linkage: nothing is estimated. */
  readonly weights?: ListWeights;
  /** The weights and blocks will be wanted again: the linkage holds the blocks. */
  readonly freeze?: boolean;
  /** What the user said of pairs: before any evidence. */
  readonly decisions?: Decisions;
}

export interface Linkage {
  readonly lists: Lists;
  readonly pairs: Candidates;
  /** Levels of candidate i in field f: [i * fields + f]. */
  readonly levels: Uint8Array;
  readonly model: Model;
  /** log2 odds by candidate. */
  readonly odds: Float64Array;
  /** Which blocks were looked into, if that was asked for. */
  readonly blocks: ListBlocks | null;
  /** Pairs that would be links, were it not for two valid ID numbers, with their odds without the numbers. */
  readonly barred: { readonly pairs: Candidates; readonly odds: Float64Array };
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

/** @throws UnknownColumns if the options' weights are not those of these columns */
export function compareLists(columns: readonly InputColumn[], options: LinkOptions): Linkage {
  const say = options.trace ?? (() => undefined);
  const { weights = null, decisions = null } = options;
  const lists = makeLists(columns, options.tongue, frozenWords(weights));
  say("lists");
  const width = lists.fields.length;
  const { freeze = false, tongue } = options;
  const found = weights === null ? candidatesOf(lists, tongue, budgetOf(lists, options), { freeze }) : { pairs: candidatesAsBefore(lists, tongue, weights.all), blocks: null };
  let { pairs } = found;
  const thawed = weights === null ? null : thawLists(lists.fields, weights);
  say(`blocks ${pairs.first.length}`);
  const crossed = crossings(lists.fields);
  let levels: Uint8Array = new Uint8Array(pairs.first.length * width);
  levelsOfPairs(lists.fields, crossed, pairs, levels);
  const allowed = withoutForbidden(lists, pairs, levels);
  ({ pairs, levels } = allowed);
  say("levels");
  if (thawed !== null) {
    const { seen } = secondLook(lists, withDecisions(lists, { pairs, levels, odds: scores(lists, pairs, levels, thawed) }, decisions), thawed, options);
    return { lists, ...seen, model: thawed, blocks: null, barred: barredLinks(lists, allowed, thawed) };
  }
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
  const relations = relatedPairs(lists, pairs, levels, model, allPairs(lists));
  if (relations !== null) for (let i = 0; i < odds.length; i++) odds[i] = oddsOf(relations.person[i]!);
  say("estimate 1");
  const person = peopleOf(lists, pairs, odds, options);
  say("people 1");
  if (learnCorrespondences(lists, pairs, levels, odds, person)) {
    levelsOfPairs(lists.fields, crossed, pairs, levels);
    samples = samples.map((shares, f) => withLearned(lists.fields[f]!, lists, shares));
  }
  say("learn");
  const barred = together(losersOf(lists, pairs, odds, options), relations?.related ?? null);
  model = estimate(lists, pairs, levels, person, Float64Array.from(odds, probability), misses, samples, undefined, barred);
  odds = scores(lists, pairs, levels, model);
  if (relations !== null) for (let i = 0; i < odds.length; i++) if (relations.related[i] === 1) odds[i] = -Infinity;
  model = { ...model, overlap: overlaps(lists, levels, odds, model), ...(relations === null ? {} : { family: relations.family }) };
  odds = scores(lists, pairs, levels, model);
  say("estimate 2");
  const { seen, left } = secondLook(lists, withDecisions(lists, { pairs, levels, odds }, decisions), model, options);
  say("second look");
  return { lists, ...seen, model, blocks: found.blocks === null ? null : { all: found.blocks, left }, barred: barredLinks(lists, allowed, model) };
}

const oddsOf = (chance: number): number => Math.log2(Math.max(1e-18, chance) / Math.max(1e-12, 1 - chance));

function together(one: Uint8Array | null, two: Uint8Array | null): Uint8Array | null {
  return one === null || two === null ? (one ?? two) : one.map((mark, i) => mark | two[i]!);
}

const barredLinks = (lists: Lists, { barred }: Allowed, model: Model): Linkage["barred"] => above(0, { ...barred, odds: scores(lists, barred.pairs, barred.levels, model) });

/** Candidates of the second look, about. */
const LEFT_OVER = 150_000;
/** Candidates of it below these odds are nobody (bits). */
const NOBODY = -12;
/** Where an earlier linkage left nobody alone: blocks of few. */
const NOBODY_LEFT: FrozenBlocks = { single: 64, double: 64, common: {}, pairs: [] };

/**
 * One to one, the few rows that are left alone are looked at again: among so few, a village or a month is block enough, and what several
 * damaged values had hidden is found.
 */
function secondLook(lists: Lists, found: Scored, model: Model, options: LinkOptions): { readonly seen: Scored; readonly left: FrozenBlocks | null } {
  if (!options.oneToOne || lists.split === lists.rows) return { seen: found, left: null };
  const linked = new Uint8Array(lists.rows);
  for (const i of accepted(lists, found.pairs, found.odds, options)) {
    linked[found.pairs.first[i]!] = 1;
    linked[found.pairs.second[i]!] = 1;
  }
  const rows: number[] = [];
  let split = 0;
  for (let row = 0; row < lists.rows; row++) {
    if (linked[row] === 1) continue;
    rows.push(row);
    if (row < lists.split) split++;
  }
  if (split === 0 || split === rows.length) return { seen: found, left: null };
  const left: Lists = { ...lists, rows: rows.length, split, fields: lists.fields.map((field) => ({ ...field, code: Int32Array.from(rows, (row) => field.code[row]!) })) };
  const { weights, tongue, freeze = false } = options;
  const { pairs: again, blocks } = weights === undefined ? candidatesOf(left, tongue, LEFT_OVER, { freeze }) : { pairs: candidatesAsBefore(left, tongue, weights.left ?? NOBODY_LEFT), blocks: null };
  const known = new Set<number>();
  for (let i = 0; i < found.odds.length; i++) if (linked[found.pairs.first[i]!] === 0 && linked[found.pairs.second[i]!] === 0) known.add(found.pairs.first[i]! * lists.rows + found.pairs.second[i]!);
  const width = lists.fields.length;
  const first: number[] = [];
  const second: number[] = [];
  for (let i = 0; i < again.first.length; i++) {
    const a = rows[again.first[i]!]!;
    const b = rows[again.second[i]!]!;
    if (known.has(a * lists.rows + b)) continue;
    first.push(a);
    second.push(b);
  }
  const levels = new Uint8Array(first.length * width);
  const unknown = { first: Int32Array.from(first), second: Int32Array.from(second) };
  levelsOfPairs(lists.fields, crossings(lists.fields), unknown, levels);
  const allowed = withoutForbidden(lists, unknown, levels);
  const more = above(NOBODY, { ...allowed, odds: scores(lists, allowed.pairs, allowed.levels, model) });
  return { seen: withMore(found, more), left: blocks };
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
