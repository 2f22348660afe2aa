/**
 * Which pairs of rows are compared at all. A row has features: a whole value, a word of it, a part of a date, a coarse sound. A
 * feature shared by few rows is a block by itself; one shared by many is narrowed by a second feature of another column. How
 * many pairs a limit would cost is known from the counts before a single pair is made; the largest limit within the budget is
 * taken, so a common surname cannot explode.
 */
import { BlockCosts, costOf, givesPairs } from "./block-costs.js";
import { Blocks } from "./blocks.js";
import { doublesOf } from "./double-blocks.js";
import { featuresOf } from "./features.js";
import type { Lists } from "./fields.js";
import type { Tongue } from "./settings.js";

export interface Candidates {
  /** Two rows per pair: rows first[i] < second[i]. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** Largest blocks that are looked into: of one feature, and of two. */
export interface BlockLimits {
  readonly single: number;
  readonly double: number;
}

/**
 * @param budget pairs to make at most, about
 * @param given limits of an earlier linkage, to be kept whatever they cost
 */
export function candidatesOf(lists: Lists, tongue: Tongue | null, budget: number, given: BlockLimits | null = null): { readonly pairs: Candidates; readonly limits: BlockLimits } {
  const { rows, split } = lists;
  const features = featuresOf(lists, tongue);

  const all = new Int32Array(features.size);
  for (let i = 0; i < features.start[split]!; i++) all[features.of[i]!]!++;
  const left = all.slice();
  for (let i = features.start[split]!; i < features.start[rows]!; i++) all[features.of[i]!]!++;
  const cost = new Float64Array(features.size);
  for (let feature = 0; feature < features.size; feature++) cost[feature] = costOf(all[feature]!, left[feature]!);
  const costs = new BlockCosts(split < rows);
  for (let feature = 0; feature < features.size; feature++) costs.add(all[feature]!, cost[feature]!);
  const single = given?.single ?? costs.limit(budget / 2);
  const blocks = new Blocks(rows, split);
  // Blocks of one feature: its rows, where it is rare enough.
  const place = new Int32Array(features.size).fill(-1);
  for (let feature = 0; feature < features.size; feature++) {
    if (givesPairs(all[feature]!, left[feature]!, split < rows) && cost[feature]! <= single) place[feature] = blocks.open(all[feature]!);
  }
  for (let row = 0; row < rows; row++) {
    for (let i = features.start[row]!; i < features.start[row + 1]!; i++) {
      const feature = features.of[i]!;
      if (place[feature]! >= 0) blocks.rows[place[feature]!++] = row;
    }
  }
  // Features too common to be blocks: in pairs, of two columns.
  const common = new Uint8Array(features.size);
  for (let feature = 0; feature < features.size; feature++) if (cost[feature]! > single && all[feature]! < rows * 0.5) common[feature] = 1;
  const doubles = doublesOf(features, cost, common, rows, split);
  const limits = { single, double: given?.double ?? doubles.limit(budget) };
  const order = doubles.keep(limits.double, blocks);
  return { pairs: blocks.pairs(order), limits };
}
