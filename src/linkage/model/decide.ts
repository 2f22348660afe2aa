/** From chances to what is said: the accepted pairs with their probability, and the people. */
import { saidSame } from "./decided.js";
import { bitsOf, probability } from "./estimate.js";
import { NULL_LEVEL } from "./levels.js";
import { accepted, peopleOf, THRESHOLD, type Linkage, type LinkOptions } from "./link-lists.js";
import { crossings, levelsOf } from "./pair-levels.js";
import { rowsByValue } from "./rows-by-value.js";

export interface AcceptedPair {
  /** Places in the input: of the first list, and of the second (or later in the one list). */
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  /** Held to be one person through other rows; the two rows alone would not be. */
  readonly joined: boolean;
  /** By the user's own decision. */
  readonly decided: boolean;
  /** Rows in the linkage's own order, for explanations. */
  readonly rowA: number;
  readonly rowB: number;
}

export interface Decision {
  /** In the order of the input. */
  readonly pairs: readonly AcceptedPair[];
  /** Number of the person by place in the input (of two lists: those of the second after those of the first). */
  readonly person: Int32Array;
}

export function decide(linkage: Linkage, options: LinkOptions, threshold = THRESHOLD): Decision {
  const found = linkage.lists.split === linkage.lists.rows ? within(linkage, options, threshold) : across(linkage, options, threshold);
  return { ...found, pairs: found.pairs.sort((x, y) => x.a - y.a || x.b - y.b) };
}

function across(linkage: Linkage, options: LinkOptions, threshold: number): { pairs: AcceptedPair[]; person: Int32Array } {
  const { lists, odds } = linkage;
  const countA = lists.turned ? lists.rows - lists.split : lists.split;
  const pairs: AcceptedPair[] = [];
  const parent = Int32Array.from({ length: lists.rows }, (_, i) => i);
  const find = (row: number): number => {
    while (parent[row] !== row) row = parent[row] = parent[parent[row]!]!;
    return row;
  };
  for (const i of accepted(lists, linkage.pairs, odds, options, threshold)) {
    const [rowA, rowB] = lists.turned ? [linkage.pairs.second[i]!, linkage.pairs.first[i]!] : [linkage.pairs.first[i]!, linkage.pairs.second[i]!];
    const a = lists.place[rowA]!;
    const b = lists.place[rowB]!;
    pairs.push({ a, b: b - countA, probability: probability(odds[i]!), joined: false, decided: saidSame(odds[i]!), rowA, rowB });
    const x = find(a);
    const y = find(b);
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y);
  }
  return { pairs, person: parent.map((_, row) => find(row)) };
}

/**
 * Pairs within one list, closed over each person. A pair with little evidence of its own is as sure as the weakest link of the
 * best chain that joins it (the path whose weakest link is strongest).
 */
function within(linkage: Linkage, options: LinkOptions, threshold: number): { pairs: AcceptedPair[]; person: Int32Array } {
  const { lists, odds } = linkage;
  const bar = Math.log2(threshold / (1 - threshold));
  const people = peopleOf(lists, linkage.pairs, odds, options, threshold);
  // Person by person; the surest pairs first.
  const of = new Int32Array(odds.length);
  for (let i = 0; i < odds.length; i++) if (people[linkage.pairs.first[i]!] === people[linkage.pairs.second[i]!]) of[i] = people[linkage.pairs.first[i]!]! + 1;
  const { start, rows: inside } = rowsByValue(of, lists.rows + 1);
  const group = Int32Array.from({ length: lists.rows }, (_, i) => i);
  const members: (number[] | undefined)[] = new Array<number[] | undefined>(lists.rows);
  const membersOf = (row: number): number[] => (members[row] ??= [row]);
  const pairs: AcceptedPair[] = [];
  for (let one = 1; one <= lists.rows; one++) {
    if (start[one] === start[one + 1]) continue;
    const candidates = inside.subarray(start[one], start[one + 1]).sort((x, y) => odds[y]! - odds[x]! || x - y);
    const own = new Map<number, number>();
    for (const i of candidates) own.set(linkage.pairs.first[i]! * lists.rows + linkage.pairs.second[i]!, odds[i]!);
    for (const i of candidates) {
      const x = group[linkage.pairs.first[i]!]!;
      const y = group[linkage.pairs.second[i]!]!;
      if (x === y) continue;
      const left = membersOf(x);
      const right = membersOf(y);
      for (const p of left) {
        for (const q of right) {
          const direct = own.get(Math.min(p, q) * lists.rows + Math.max(p, q)) ?? -Infinity;
          const [rowA, rowB] = lists.place[p]! < lists.place[q]! ? [p, q] : [q, p];
          pairs.push({ a: lists.place[rowA]!, b: lists.place[rowB]!, probability: probability(Math.max(direct, odds[i]!)), joined: direct <= bar, decided: saidSame(direct), rowA, rowB });
        }
      }
      const [keep, drop] = left.length >= right.length ? [x, y] : [y, x];
      for (const row of membersOf(drop)) group[row] = keep;
      membersOf(keep).push(...membersOf(drop));
      members[drop] = undefined;
    }
  }
  const least = new Map<number, number>();
  for (let row = 0; row < lists.rows; row++) {
    const place = lists.place[row]!;
    const at = least.get(people[row]!);
    if (at === undefined || place < at) least.set(people[row]!, place);
  }
  const person = new Int32Array(lists.rows);
  for (let row = 0; row < lists.rows; row++) person[lists.place[row]!] = least.get(people[row]!)!;
  return { pairs, person };
}

export interface Explained {
  /** Level by field. */
  readonly levels: Uint8Array;
  /** Bits by field; they and the prior add up to the odds (less what two columns say twice). */
  readonly weights: Float64Array;
}

/** The levels of a pair and what each weighs; they stand until the next pair is asked for. */
export function explainer(linkage: Linkage): (rowA: number, rowB: number) => Explained {
  const { lists, model } = linkage;
  const crossed = crossings(lists.fields);
  const levels = new Uint8Array(lists.fields.length);
  const weights = new Float64Array(lists.fields.length);
  const explained = { levels, weights };
  return (rowA, rowB) => {
    levelsOf(lists.fields, crossed, Math.min(rowA, rowB), Math.max(rowA, rowB), levels, 0);
    for (let f = 0; f < levels.length; f++) {
      const level = levels[f]!;
      // Rounded as within the odds.
      weights[f] = level === NULL_LEVEL ? 0 : model.prior + bitsOf(model.fields[f]!, lists.fields[f]!, level, rowA, rowB) - model.prior;
    }
    return explained;
  };
}
