/**
 * What the user has decided of pairs of rows comes before any evidence: such pairs are candidates in any case, with odds that nothing
 * outweighs. One to one they take both rows; in one list they pull groups together, or keep every two groups apart that hold one of each.
 */
import type { Lists } from "./fields.js";
import { crossings, levelsOfPairs } from "./pair-levels.js";
import { withMore, type Scored } from "./scored.js";

/** Pairs of places in the input: of the first list and the second, or both of the one list. */
export interface Decisions {
  readonly same: readonly (readonly [number, number])[];
  readonly different: readonly (readonly [number, number])[];
}

/** Bits beyond all evidence. Where one list's groups add up, a "different" outweighs any number of others. */
const SAME_BITS = 1e6;
const DIFFERENT_BITS = -1e9;

export const saidSame = (odds: number): boolean => odds >= SAME_BITS / 2;
export const saidDifferent = (odds: number): boolean => odds <= DIFFERENT_BITS / 2;

/** The candidates with the decisions among them. */
export function withDecisions(lists: Lists, found: Scored, decisions: Decisions | null): Scored {
  if (decisions === null || decisions.same.length + decisions.different.length === 0) return found;
  const { rows, split, fields } = lists;
  const rowOf = new Int32Array(rows);
  lists.place.forEach((place, row) => (rowOf[place] = row));
  const second = split === rows ? 0 : lists.turned ? rows - split : split; // place of the second list's first row
  const open = new Map<number, number>();
  for (const [pairs, bits] of [[decisions.same, SAME_BITS], [decisions.different, DIFFERENT_BITS]] as const) {
    for (const [a, b] of pairs) {
      const [x, y] = [rowOf[a]!, rowOf[second + b]!];
      open.set(Math.min(x, y) * rows + Math.max(x, y), bits);
    }
  }
  const odds = found.odds.slice();
  for (let i = 0; i < odds.length; i++) {
    const pair = found.pairs.first[i]! * rows + found.pairs.second[i]!;
    const bits = open.get(pair);
    if (bits === undefined) continue;
    odds[i] = bits;
    open.delete(pair);
  }
  // Those that share no block.
  const more = { first: Int32Array.from(open.keys(), (pair) => Math.floor(pair / rows)), second: Int32Array.from(open.keys(), (pair) => pair % rows) };
  const levels = new Uint8Array(open.size * fields.length);
  levelsOfPairs(fields, crossings(fields), more, levels);
  return withMore({ ...found, odds }, { pairs: more, levels, odds: Float64Array.from(open.values()) });
}
