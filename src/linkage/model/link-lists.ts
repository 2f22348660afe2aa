/**
 * The whole way from two lists (or one) to pairs: columns of values → candidates → levels → weights → chances → people or a
 * one-to-one assignment; then once more with what the first round taught: who is one person (so that the ten rows of one
 * woman do not make her name look common) and which values stand for each other.
 */
import { candidatesOf, type Candidates } from "./blocking-rules.js";
import { estimate, probability, scores, type Model } from "./estimate.js";
import { crossings, levelsOf, makeLists, type InputColumn, type Lists } from "./fields.js";
import { groupRows } from "./group.js";
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

export const THRESHOLD = 0.5;
/** Candidates compared per row at most. */
const PAIRS_PER_ROW = Number(process.env.PR ?? 60);

export function compareLists(columns: readonly InputColumn[], options: LinkOptions): Linkage {
  const say = options.trace ?? (() => undefined);
  const lists = makeLists(columns, options.tongue);
  say("lists");
  const pairs = candidatesOf(lists, options.tongue, PAIRS_PER_ROW);
  say(`blocks ${pairs.first.length}`);
  const width = lists.fields.length;
  const crossed = crossings(lists.fields);
  const levels = new Uint8Array(pairs.first.length * width);
  const compareAll = (): void => {
    for (let i = 0; i < pairs.first.length; i++) levelsOf(lists.fields, crossed, pairs.first[i]!, pairs.second[i]!, levels, i * width);
  };
  compareAll();
  say("levels");
  let model = estimate(lists, pairs, levels, null, null);
  let odds = scores(lists, pairs, levels, model);
  say("estimate 1");
  const person = peopleOf(lists, pairs, odds, options);
  say("people 1");
  if (learnCorrespondences(lists, pairs, levels, odds, person)) compareAll();
  say("learn");
  model = estimate(lists, pairs, levels, person, Float64Array.from(odds, probability));
  model = { ...model, overlap: overlaps(lists, pairs, levels, scores(lists, pairs, levels, model), model) };
  odds = scores(lists, pairs, levels, model);
  say("estimate 2");
  return { lists, pairs, levels, model, odds };
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
  if (options.oneToOne) return oneToOne(lists.rows, lists.split, pairs, odds, bar);
  const found: number[] = [];
  for (let i = 0; i < odds.length; i++) if (odds[i]! > bar) found.push(i);
  return Int32Array.from(found);
}
