/**
 * Values that stand for each other, found without labels: pairs of different values that occur among sure links far more often
 * than two values meet by chance (Bill and William, VLDB and Very Large Data Bases, a village and its old name).
 */
import type { Candidates } from "./blocking-rules.js";
import type { Lists } from "./fields.js";
import { LEARNED, NULL_LEVEL } from "./levels.js";
import { pairOf, valuesOf } from "./value-pair.js";

/** A correspondence must show with this many people and this many times more often than by chance. */
const PEOPLE = 3;
const TIMES = 8;
const SURE = 6;

/** @returns whether anything was learned */
export function learnCorrespondences(lists: Lists, pairs: Candidates, levels: Uint8Array, odds: Float64Array, person: Int32Array): boolean {
  const { fields } = lists;
  const width = fields.length;
  let learned = false;
  const sure: number[] = [];
  for (let i = 0; i < odds.length; i++) if (odds[i]! >= SURE && person[pairs.first[i]!] === person[pairs.second[i]!]) sure.push(i);
  fields.forEach((field, f) => {
    const target = LEARNED[field.type];
    if (target === undefined) return;
    const seen = new Map<number, Set<number>>();
    const held = new Int32Array(field.dictionary.values.length);
    const people = new Set<number>();
    for (const i of sure) {
      const level = levels[i * width + f]!;
      if (level === NULL_LEVEL) continue;
      const who = person[pairs.first[i]!]!;
      const x = field.code[pairs.first[i]!]!;
      const y = field.code[pairs.second[i]!]!;
      people.add(who);
      if (x === 0 || y === 0 || x === y || level <= 3) continue;
      const key = pairOf(x, y);
      const set = seen.get(key);
      if (set === undefined) seen.set(key, new Set([who]));
      else set.add(who);
    }
    for (let row = 0; row < lists.rows; row++) held[field.code[row]!]!++;
    for (const [key, whose] of seen) {
      if (whose.size < PEOPLE) continue;
      const [x, y] = valuesOf(key);
      const expected = (held[x]! / lists.rows) * (held[y]! / lists.rows) * people.size * 2;
      if (whose.size < TIMES * expected) continue;
      field.learned.add(key);
      learned = true;
    }
  });
  return learned;
}
