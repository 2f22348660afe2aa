/**
 * Columns that say the same twice: people of one street share its postcode, brothers share name and village. For two columns,
 * how much likelier agreement in one makes agreement in the other among DIFFERENT people; so many bits are taken off where
 * both agree. Counted over all rows, less the pairs held to be one person.
 */
import { allPairs, probability, type Model } from "./estimate.js";
import type { Field, Lists } from "./fields.js";
import { SAME } from "./levels.js";
import { rowsByValue, type RowsByValue } from "./rows-by-value.js";

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
  const holders = fields.map((field, f) => (looked(f) ? rowsByValue(field.code, field.dictionary.values.length) : null));
  const single = holders.map((own) => (own === null ? 0 : agreeing(lists, own)));
  for (let f = 0; f < width; f++) {
    for (let g = f + 1; g < width; g++) {
      if (Math.min(single[f]! - own[f * width + f]!, single[g]! - own[g * width + g]!) < LEAST) continue;
      const both = agreeingInBoth(lists, holders[f]!, fields[g]!);
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

/** Number of pairs that agree in a column. */
function agreeing({ split, rows: all }: Lists, { start, rows }: RowsByValue): number {
  let count = 0;
  for (let v = 1; v + 1 < start.length; v++) {
    const end = start[v + 1]!;
    let left = start[v]!;
    while (left < end && rows[left]! < split) left++;
    const size = left - start[v]!;
    count += split < all ? size * (end - left) : (size * (size - 1)) / 2;
  }
  return count;
}

/** Number of pairs that agree in two columns: of the rows with one value of the first, those with the same of the second. */
function agreeingInBoth({ split, rows: all }: Lists, { start, rows }: RowsByValue, { code, dictionary }: Field): number {
  const held = new Int32Array(dictionary.values.length);
  const both = split < all;
  let count = 0;
  for (let v = 1; v + 1 < start.length; v++) {
    const from = start[v]!;
    const end = start[v + 1]!;
    // Rows of both lists, or two of the one.
    if (both ? end === from || rows[from]! >= split || rows[end - 1]! < split : end - from < 2) continue;
    for (let i = from; i < end; i++) {
      const y = code[rows[i]!]!;
      if (y === 0) continue;
      if (!both) count += held[y]!++;
      else if (rows[i]! < split) held[y]!++;
      else count += held[y]!;
    }
    for (let i = from; i < end; i++) held[code[rows[i]!]!] = 0;
  }
  return count;
}
