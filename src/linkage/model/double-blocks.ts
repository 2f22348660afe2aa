/**
 * Blocks of two features of different columns. A row tries its rarest common features in pairs; the rows of a pair are found by going
 * through the rows of its one feature and counting the other, so that no pair of features needs a name or a table of its own.
 */
import { BlockCosts, costOf, givesPairs } from "./block-costs.js";
import type { Blocks } from "./blocks.js";
import type { Features } from "./features.js";
import { growable } from "./growing.js";

/** A row's common features that are tried in pairs, the rarest; and of so many rows that every pair of features waits for memory. */
export const NARROWING = 12;
const OF_MANY = 8;
const MANY_ROWS = 400_000;

/** How many a row tries. With frozen weights always `NARROWING`, since one row more must change nothing. */
export const narrowingOf = (rows: number): number => (rows > MANY_ROWS ? OF_MANY : NARROWING);

export interface Doubles {
  limit(budget: number): number;
  /**
   * Adds the blocks within a limit.
   * @param barred pairs of features that are none
   * @returns their numbers, in the order in which their first rows come
   */
  keep(limit: number, into: Blocks, barred?: (x: number, y: number) => boolean): Int32Array;
  /** Gives the pairs of features that a limit leaves out. */
  beyond(limit: number, take: (x: number, y: number) => void): void;
}

/** A row's entries are the common features that it tries, by number; they stand at row << shift. */
interface Entries {
  /** Common features are numbered column by column. */
  readonly feature: Int32Array;
  /** Where the feature stands among the row's own by rarity. */
  readonly place: Uint8Array;
  readonly shift: number;
  /** First feature that may stand beside it, by feature: of the next column, or among names, which share theirs, the next. */
  readonly after: Int32Array;
  /** Column of the row from which each entry comes. */
  readonly column: Uint8Array;
  /** The feature that a number stands for. */
  readonly named: Int32Array;
}

/** No more features in this row. */
const NONE = -1;

/**
 * @param common 1 for the features that are tried
 * @param tried how many of them per row
 */
export function doublesOf(features: Features, cost: Float64Array, common: Uint8Array, rows: number, split: number, tried: number): Doubles {
  const { feature: featureOf, place: placeOf, shift, after, column, named } = entriesOf(features, cost, common, rows, tried);
  const stop = (1 << shift) - 1;
  const size = after.length;
  // Entries by feature, rows ascending.
  const begin = new Int32Array(size + 1);
  for (const x of featureOf) if (x !== NONE) begin[x + 1]!++;
  for (let x = 0; x < size; x++) begin[x + 1]! += begin[x]!;
  const of = new Int32Array(begin[size]!);
  const next = begin.slice();
  for (let e = 0; e < featureOf.length; e++) if (featureOf[e] !== NONE) of[next[featureOf[e]!]!++] = e;

  const all = new Int32Array(size);
  const left = new Int32Array(size);
  /** First entries of the pair at hand, of its lower and its higher feature. */
  const lower = new Int32Array(size);
  const higher = new Int32Array(size);
  const touched = new Int32Array(size);

  /** Counts the rows of x by their other features; @returns how many others there are */
  function count(x: number): number {
    let n = 0;
    const from = after[x]!;
    const middle = split << shift;
    for (let k = begin[x]!; k < begin[x + 1]!; k++) {
      const e = of[k]!;
      const first = e < middle ? 1 : 0;
      for (let o = e; (o & stop) !== stop; ) {
        const y = featureOf[++o]!;
        if (y < from) {
          if (y === NONE) break;
          continue;
        }
        if (column[o] === column[e]) continue;
        if (all[y]! === 0) {
          touched[n++] = y;
          lower[y] = e;
          higher[y] = o;
        }
        all[y]!++;
        left[y]! += first;
      }
    }
    return n;
  }

  function forget(n: number): void {
    for (let i = 0; i < n; i++) {
      all[touched[i]!] = 0;
      left[touched[i]!] = 0;
    }
  }

  return {
    limit(budget) {
      const costs = new BlockCosts(split < rows);
      for (let x = 0; x < size; x++) {
        const n = count(x);
        for (let i = 0; i < n; i++) {
          const y = touched[i]!;
          if (all[y]! > 1) costs.add(all[y]!, costOf(all[y]!, left[y]!));
        }
        forget(n);
      }
      return costs.limit(budget);
    },
    beyond(limit, take) {
      for (let x = 0; x < size; x++) {
        const n = count(x);
        for (let i = 0; i < n; i++) if (costOf(all[touched[i]!]!, left[touched[i]!]!) > limit) take(named[x]!, named[touched[i]!]!);
        forget(n);
      }
    },
    keep(limit, into, barred) {
      const found = new FirstSeen(into.count);
      const slot = new Int32Array(size).fill(-1);
      for (let x = 0; x < size; x++) {
        const n = count(x);
        let kept = 0;
        for (let i = 0; i < n; i++) {
          const y = touched[i]!;
          if (!givesPairs(all[y]!, left[y]!, split < rows) || costOf(all[y]!, left[y]!) > limit) continue;
          if (barred?.(named[x]!, named[y]!) === true) continue;
          const p = placeOf[lower[y]!]!;
          const q = placeOf[higher[y]!]!;
          found.add(lower[y]! >> shift, p < q ? (p << shift) | q : (q << shift) | p);
          slot[y] = into.open(all[y]!);
          kept++;
        }
        const from = after[x]!;
        for (let k = begin[x]!; kept > 0 && k < begin[x + 1]!; k++) {
          for (let o = of[k]!; (o & stop) !== stop; ) {
            const y = featureOf[++o]!;
            if (y === NONE) break;
            if (y >= from && slot[y]! >= 0 && column[o] !== column[of[k]!]) into.rows[slot[y]!++] = o >> shift;
          }
        }
        if (kept > 0) for (let i = 0; i < n; i++) slot[touched[i]!] = -1;
        forget(n);
      }
      return found.order(rows);
    },
  };
}

function entriesOf(features: Features, cost: Float64Array, common: Uint8Array, rows: number, tried: number): Entries {
  const { start, of, field, size, names } = features;
  // Numbers of the common features, column by column.
  const columns = new Int32Array(field.subarray(0, size).reduce((most, f) => Math.max(most, f + 1), 0) + 1);
  for (let x = 0; x < size; x++) if (common[x] === 1) columns[field[x]! + 1]!++;
  for (let f = 0; f + 1 < columns.length; f++) columns[f + 1]! += columns[f]!;
  const number = new Int32Array(size);
  const after = new Int32Array(columns.at(-1) ?? 0);
  const named = new Int32Array(after.length);
  const next = columns.slice();
  for (let x = 0; x < size; x++) {
    if (common[x] !== 1) continue;
    number[x] = next[field[x]!]!++;
    named[number[x]!] = x;
    after[number[x]!] = names[field[x]!] === 1 ? number[x]! + 1 : columns[field[x]! + 1]!;
  }
  const shift = Math.ceil(Math.log2(tried));
  const feature = new Int32Array(rows << shift).fill(NONE);
  const place = new Uint8Array(rows << shift);
  const own = new Int32Array(tried + 1);
  const ownColumn = new Uint8Array(tried + 1);
  const column = new Uint8Array(rows << shift);
  for (let row = 0; row < rows; row++) {
    let n = 0;
    let many = false;
    const end = start[row + 1]!;
    // The rarest in their order if there are too many, or else as they stand.
    for (let i = start[row]!; i < end; i++) if (common[of[i]!] === 1 && ++n > tried) many = true;
    n = 0;
    for (let i = start[row]!; i < end; i++) {
      const x = of[i]!;
      if (common[x] !== 1) continue;
      let at = n < tried ? n++ : tried;
      if (many) {
        for (; at > 0 && (cost[own[at - 1]!]! > cost[x]! || (cost[own[at - 1]!] === cost[x] && own[at - 1]! > x)); at--) {
          own[at] = own[at - 1]!;
          ownColumn[at] = ownColumn[at - 1]!;
        }
      }
      own[at] = x;
      ownColumn[at] = features.column[i]!;
    }
    const from = row << shift;
    for (let p = 0; p < n; p++) {
      const x = number[own[p]!]!;
      let at = from + p;
      for (; at > from && feature[at - 1]! > x; at--) {
        feature[at] = feature[at - 1]!;
        place[at] = place[at - 1]!;
        column[at] = column[at - 1]!;
      }
      feature[at] = x;
      place[at] = p;
      column[at] = ownColumn[p]!;
    }
  }
  return { feature, place, shift, after, column, named };
}

/** Blocks by the row that comes first in them, then by their place among its pairs. */
class FirstSeen {
  private count = 0;
  private row = new Int32Array(1 << 12);
  private pair = new Int32Array(1 << 12);

  /** @param from number of the first block */
  constructor(private readonly from: number) {}

  add(row: number, pair: number): void {
    const at = this.count++;
    if (at === this.row.length) {
      this.row = growable(this.row, this.count);
      this.pair = growable(this.pair, this.count);
    }
    this.row[at] = row;
    this.pair[at] = pair;
  }

  order(rows: number): Int32Array {
    const { row, pair, from, count } = this;
    const next = new Int32Array(rows + 1);
    for (let block = 0; block < count; block++) next[row[block]! + 1]!++;
    for (let r = 0; r < rows; r++) next[r + 1]! += next[r]!;
    const begin = next.slice();
    const order = new Int32Array(count);
    for (let block = 0; block < count; block++) {
      const least = begin[row[block]!]!;
      let at = next[row[block]!]!++;
      for (; at > least && pair[order[at - 1]! - from]! > pair[block]!; at--) order[at] = order[at - 1]!;
      order[at] = from + block;
    }
    return order;
  }
}
