/** How often values of two rows drawn at random reach a level: chance agreement and likeness, before any candidate is seen. */
import type { Field, Lists } from "./fields.js";
import { LEARNED } from "./levels.js";
import { levelOfValues } from "./pair-levels.js";
import { valuesOf } from "./value-pair.js";

/** Pairs of values drawn. */
export const SAMPLE = 8_000;

/** Shares of levels between values of two rows drawn at random; deterministic, from the order by content. */
export function sampledLevels(field: Field, lists: Lists, draws = SAMPLE): Float64Array {
  const shares = new Float64Array(field.levels);
  const { rows, split } = lists;
  const filled = new Int32Array(rows);
  let all = 0;
  let ofFirst = 0;
  for (let row = 0; row < rows; row++) {
    if (field.code[row] === 0) continue;
    filled[all++] = row;
    if (row < split) ofFirst++;
  }
  if (all < 2) return shares;
  const left = filled.subarray(0, split < rows ? ofFirst : all);
  const right = filled.subarray(split < rows ? ofFirst : 0, all);
  if (left.length === 0 || right.length === 0) return shares;
  let state = 12345;
  let drawn = 0;
  for (let i = 0; i < draws; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const a = left[Math.floor((state / 4294967296) * left.length)]!;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const b = right[Math.floor((state / 4294967296) * right.length)]!;
    const x = field.code[a]!;
    const y = field.code[b]!;
    if (x === y) continue;
    shares[levelOfValues(field, x, y)]!++;
    drawn++;
  }
  for (let l = 0; l < shares.length; l++) shares[l] = shares[l]! / Math.max(1, drawn);
  return shares;
}

/** The sampled shares with the learned level in its place: how often two rows hold values known to stand for each other, from the counts. */
export function withLearned(field: Field, lists: Lists, shares: Float64Array): Float64Array {
  const level = LEARNED[field.type];
  if (level === undefined || field.learned.size === 0) return shares;
  const { rows, split } = lists;
  const both = split < rows;
  const left = new Float64Array(field.dictionary.values.length);
  const right = both ? new Float64Array(left.length) : left;
  let leftTotal = 0;
  let rightTotal = 0;
  for (let row = 0; row < rows; row++) {
    const value = field.code[row]!;
    if (value === 0) continue;
    if (row < split) {
      left[value]!++;
      leftTotal++;
    } else {
      right[value]!++;
      rightTotal++;
    }
  }
  let chance = 0;
  for (const key of field.learned) {
    const [x, y] = valuesOf(key);
    chance += left[x]! * right[y]! + left[y]! * right[x]!;
  }
  const found = shares.slice();
  found[level] = Math.min(0.9, chance / Math.max(1, leftTotal * (both ? rightTotal : leftTotal)));
  return found;
}
