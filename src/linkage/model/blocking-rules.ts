/**
 * Which pairs of rows are compared at all. A row has features: a whole value, a word of it, a part of a date, a coarse sound. A
 * feature shared by few rows is a block by itself; one shared by many is narrowed by a second feature of another column. How
 * many pairs a limit would cost is known from the counts before a single pair is made; the largest limit within the budget is
 * taken, so a common surname cannot explode.
 */
import { BlockCosts, costOf, givesPairs } from "./block-costs.js";
import { Blocks } from "./blocks.js";
import { doublesOf, NARROWING, narrowingOf } from "./double-blocks.js";
import { featuresOf, type Features } from "./features.js";
import type { Lists } from "./fields.js";
import { featureKey, keyNamed, largest, nameOf, pairKey, type FrozenBlocks } from "./frozen-blocks.js";
import type { Tongue } from "./settings.js";

export interface Candidates {
  /** Two rows per pair: rows first[i] < second[i]. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

export interface BlockOptions {
  /** Largest blocks of one feature and of two, whatever they cost; otherwise the largest within the budget. */
  readonly limits?: { readonly single: number; readonly double: number };
  /** The blocks are to be used again: then they are told. */
  readonly freeze?: boolean;
}

/** @param budget pairs to make at most, about */
export function candidatesOf(lists: Lists, tongue: Tongue | null, budget: number, { limits, freeze = false }: BlockOptions = {}): { readonly pairs: Candidates; readonly blocks: FrozenBlocks | null } {
  const { rows, split } = lists;
  const features = featuresOf(lists, tongue);
  const { all, left, cost } = countsOf(features, rows, split);
  const costs = new BlockCosts(split < rows);
  for (let feature = 0; feature < features.size; feature++) costs.add(all[feature]!, cost[feature]!);
  const single = limits?.single ?? costs.limit(budget / 2);
  // Blocks of one feature: its rows, where it is rare enough.
  const blocks = new Blocks(rows, split);
  const place = new Int32Array(features.size).fill(-1);
  for (let feature = 0; feature < features.size; feature++) {
    if (givesPairs(all[feature]!, left[feature]!, split < rows) && cost[feature]! <= single) place[feature] = blocks.open(all[feature]!);
  }
  fill(blocks, place, features, rows);
  // Features too common to be blocks: in pairs, of two columns.
  const common = new Uint8Array(features.size);
  for (let feature = 0; feature < features.size; feature++) if (cost[feature]! > single && all[feature]! < rows * 0.5) common[feature] = 1;
  const doubles = doublesOf(features, cost, common, rows, split, narrowingOf(rows));
  const double = limits?.double ?? doubles.limit(budget);
  const order = doubles.keep(double, blocks);
  if (!freeze) return { pairs: blocks.pairs(order), blocks: null };
  const many: number[] = [];
  for (let feature = 0; feature < features.size; feature++) if (cost[feature]! > single) many.push(feature);
  const names = many.sort((x, y) => cost[x]! - cost[y]! || x - y).map((feature, i) => [nameOf(featureKey(features, feature)), common[feature] === 1 ? i + 1 : 0] as const);
  const pairs: string[] = [];
  doubles.beyond(double, (x, y) => pairs.push(nameOf(pairKey(features, x, y))));
  return { pairs: blocks.pairs(order), blocks: { single, double, common: Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1))), pairs: [...new Set(pairs)].sort() } };
}

/** The same by the blocks of an earlier linkage: what is common was common then, in the order of then; no row more or less changes it. */
export function candidatesAsBefore(lists: Lists, tongue: Tongue | null, given: FrozenBlocks): Candidates {
  const { rows, split } = lists;
  const features = featuresOf(lists, tongue);
  const { all, left, cost } = countsOf(features, rows, split);
  const most = largest(given.single);
  const known = new Map(Object.entries(given.common).map(([name, place]) => [keyNamed(name), place]));
  const blocks = new Blocks(rows, split);
  const place = new Int32Array(features.size).fill(-1);
  const common = new Uint8Array(features.size);
  const order = new Float64Array(features.size);
  for (let feature = 0; feature < features.size; feature++) {
    const before = known.get(featureKey(features, feature));
    if (before === undefined) {
      if (givesPairs(all[feature]!, left[feature]!, split < rows) && cost[feature]! <= most) place[feature] = blocks.open(all[feature]!);
    } else if (before > 0) {
      common[feature] = 1;
      order[feature] = before;
    }
  }
  fill(blocks, place, features, rows);
  const tooCommon = new Set(given.pairs.map(keyNamed));
  return blocks.pairs(doublesOf(features, order, common, rows, split, NARROWING).keep(largest(given.double), blocks, (x, y) => tooCommon.has(pairKey(features, x, y))));
}

/** Rows by feature, those of the first list, and what a block of them costs. */
function countsOf(features: Features, rows: number, split: number): { readonly all: Int32Array; readonly left: Int32Array; readonly cost: Float64Array } {
  const all = new Int32Array(features.size);
  for (let i = 0; i < features.start[split]!; i++) all[features.of[i]!]!++;
  const left = all.slice();
  for (let i = features.start[split]!; i < features.start[rows]!; i++) all[features.of[i]!]!++;
  const cost = new Float64Array(features.size);
  for (let feature = 0; feature < features.size; feature++) cost[feature] = costOf(all[feature]!, left[feature]!);
  return { all, left, cost };
}

/** @param place where a feature's block has its next row; -1 for those without; written over */
function fill(blocks: Blocks, place: Int32Array, features: Features, rows: number): void {
  for (let row = 0; row < rows; row++) {
    for (let i = features.start[row]!; i < features.start[row + 1]!; i++) {
      const feature = features.of[i]!;
      if (place[feature]! >= 0) blocks.rows[place[feature]!++] = row;
    }
  }
}
