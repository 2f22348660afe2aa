/**
 * Columns that say the same twice: people of one street share its postcode, brothers share name and village. For two columns,
 * how much likelier agreement in one makes agreement in the other among DIFFERENT people; so many bits are taken off where
 * both agree. Counted over all rows, less the pairs held to be one person.
 */
import { allPairs, probability, type Model } from "./estimate.js";
import type { Field, Lists } from "./fields.js";
import { SAME } from "./levels.js";

const MOST = 12;
/** Fewer agreeing pairs of different people than this, or a smaller share of all that agree, are noise: the pairs held to be one person are not exactly known. */
const LEAST = 20;
const NOISE = 0.25;

/** @param among fields to look at; all if absent */
export function overlaps(lists: Lists, levels: Uint8Array, odds: Float64Array, model: Model, among: readonly number[] | null = null): Float64Array {
  const { fields } = lists;
  const width = fields.length;
  const found = new Float64Array(width * width);
  const own = new Float64Array(width * width); // pairs of one person that agree in both
  for (let i = 0; i < odds.length; i++) {
    const p = probability(odds[i]!);
    if (p < 0.01) continue;
    for (let f = 0; f < width; f++) {
      if (levels[i * width + f] !== SAME) continue;
      for (let g = f; g < width; g++) if (levels[i * width + g] === SAME) own[f * width + g]! += p;
    }
  }
  const total = allPairs(lists);
  const lifts: { f: number; g: number; bits: number }[] = [];
  const looked = (f: number): boolean => among === null || among.includes(f);
  const single = fields.map((field, f) => (looked(f) ? agreeing(lists, field, null) : 0));
  for (let f = 0; f < width; f++) {
    for (let g = f + 1; g < width; g++) {
      if (Math.min(single[f]! - own[f * width + f]!, single[g]! - own[g * width + g]!) < LEAST) continue;
      const both = agreeing(lists, fields[f]!, fields[g]!);
      const apartF = Math.max(1, single[f]! - own[f * width + f]!);
      const apartG = Math.max(1, single[g]! - own[g * width + g]!);
      const apart = both - own[f * width + g]!;
      const expected = (apartF * apartG) / total;
      if (apart < LEAST || apart < both * NOISE) continue;
      const bits = Math.log2(apart / Math.max(expected, 0.5));
      if (bits > 0.3) lifts.push({ f, g, bits: Math.min(MOST, bits, model.fields[f]!.typical, model.fields[g]!.typical) });
    }
  }
  // A tree of the strongest dependencies: a chain of three columns is not taken off three times.
  lifts.sort((x, y) => y.bits - x.bits || x.f - y.f || x.g - y.g);
  const tree = Int32Array.from(fields, (_, f) => f);
  const find = (f: number): number => (tree[f] === f ? f : find(tree[f]!));
  for (const { f, g, bits } of lifts) {
    const x = find(f);
    const y = find(g);
    if (x === y) continue;
    tree[x] = y;
    found[f * width + g] = bits;
  }
  return found;
}

/** Number of pairs that agree in a column, or in two. */
function agreeing(lists: Lists, one: Field, two: Field | null): number {
  const { rows, split } = lists;
  const left = new Map<number, number>();
  const right = split < rows ? new Map<number, number>() : left;
  for (let row = 0; row < rows; row++) {
    const x = one.code[row]!;
    const y = two === null ? 1 : two.code[row]!;
    if (x === 0 || y === 0) continue;
    const key = x * 67108864 + y;
    const side = row < split ? left : right;
    side.set(key, (side.get(key) ?? 0) + 1);
  }
  let count = 0;
  if (left === right) for (const n of left.values()) count += (n * (n - 1)) / 2;
  else for (const [key, n] of left) count += n * (right.get(key) ?? 0);
  return count;
}
