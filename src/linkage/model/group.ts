/**
 * Rows of one list into people. Merging goes best first by the mean evidence between all rows of two groups, so that one
 * lucky pair cannot chain two people together: pairs that contradict, or were never candidates, count against.
 */
import type { Candidates } from "./blocking-rules.js";
import { saidDifferent, saidSame } from "./decided.js";
import { MergeHeap } from "./merge-heap.js";
import { rowsByValue } from "./rows-by-value.js";

/** Evidence of one pair counts between these bounds (bits); a pair that shares no block counts as the lower one. */
const HIGH = 12;
const ABSENT = -6;

/** @returns number of the group of each row; groups are numbered by their first row */
export function groupRows(rows: number, pairs: Candidates, odds: Float64Array, bar: number): Int32Array {
  const parent = Int32Array.from({ length: rows }, (_, i) => i);
  const component = componentsOf(rows, pairs, odds, bar);
  // Component by component: what one needs stays at hand.
  const of = new Int32Array(odds.length);
  for (let i = 0; i < odds.length; i++) if ((odds[i]! - bar > ABSENT || saidDifferent(odds[i]!)) && component[pairs.first[i]!] === component[pairs.second[i]!]) of[i] = component[pairs.first[i]!]! + 1;
  const { start, rows: inside } = rowsByValue(of, rows + 1);
  const links = inside.length;

  // A link has two ends, 2 * link and 2 * link + 1; a group holds its ends as a chain. The other end of end e is e ^ 1.
  const group = new Int32Array(links * 2);
  const next = new Int32Array(links * 2).fill(NONE);
  const head = new Int32Array(rows).fill(NONE);
  const tail = new Int32Array(rows);
  const sum = new Float64Array(links);
  const count = new Int32Array(links).fill(1);
  const gone = new Uint8Array(links);
  const size = new Int32Array(rows).fill(1);
  const heap = new MergeHeap(group);
  /** Link of the group at hand by the other group; NONE elsewhere. */
  const own = new Int32Array(rows).fill(NONE);
  for (let c = 1; c <= rows; c++) {
    for (let link = start[c]!; link < start[c + 1]!; link++) {
      const i = inside[link]!;
      append(pairs.first[i]!, link * 2);
      append(pairs.second[i]!, link * 2 + 1);
      const value = saidSame(odds[i]!) ? odds[i]! : Math.min(HIGH, odds[i]! - bar);
      sum[link] = value;
      // The finer order beyond the bound keeps the surest pairs first.
      if (value > 0) heap.push(value + Math.min(40, odds[i]! - bar - value) * 1e-3, link, value);
    }
    while (heap.pop()) {
      const { a, b, link, value } = heap;
      // A link between two groups that live still is what it was when it was pushed, but for its worth.
      if (parent[a] !== a || parent[b] !== b || gone[link] === 1 || worth(link) !== value) continue;
      merge(a, b, link);
    }
  }
  const found = new Int32Array(rows);
  for (let row = 0; row < rows; row++) found[row] = find(parent, row);
  return found;

  function append(row: number, end: number): void {
    group[end] = row;
    if (head[row] === NONE) head[row] = end;
    else next[tail[row]!] = end;
    tail[row] = end;
  }

  function worth(link: number): number {
    const all = size[group[link * 2]!]! * size[group[link * 2 + 1]!]!;
    return (sum[link]! + (all - count[link]!) * ABSENT) / all;
  }

  function merge(a: number, b: number, between: number): void {
    const [keep, drop] = size[a]! > size[b]! || (size[a] === size[b] && a < b) ? [a, b] : [b, a];
    gone[between] = 1;
    parent[drop] = keep;
    size[keep]! += size[drop]!;
    for (let e = head[keep]!; e !== NONE; e = next[e]!) if (gone[e >> 1] === 0) own[group[e ^ 1]!] = e >> 1;
    for (let e = head[drop]!, after = NONE; e !== NONE; e = after) {
      after = next[e]!;
      const link = e >> 1;
      if (gone[link] === 1) continue;
      const known = own[group[e ^ 1]!]!;
      if (known === NONE) {
        next[e] = NONE;
        append(keep, e);
      } else {
        sum[known]! += sum[link]!;
        count[known]! += count[link]!;
        gone[link] = 1;
      }
    }
    // What is gone leaves the chain.
    let last = NONE;
    for (let e = head[keep]!; e !== NONE; e = next[e]!) {
      if (gone[e >> 1] === 1) continue;
      if (last === NONE) head[keep] = e;
      else next[last] = e;
      last = e;
      own[group[e ^ 1]!] = NONE;
      const value = worth(e >> 1);
      if (value > 0) heap.push(value, e >> 1, value);
    }
    if (last === NONE) head[keep] = NONE;
    else {
      next[last] = NONE;
      tail[keep] = last;
    }
  }
}

const NONE = -1;

/** Rows that anything could merge, by their first row. */
function componentsOf(rows: number, pairs: Candidates, odds: Float64Array, bar: number): Int32Array {
  const parent = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = 0; i < odds.length; i++) {
    if (odds[i]! <= bar) continue;
    const x = find(parent, pairs.first[i]!);
    const y = find(parent, pairs.second[i]!);
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y);
  }
  return parent.map((_, row) => find(parent, row));
}

function find(parent: Int32Array, row: number): number {
  let root = row;
  while (parent[root] !== root) root = parent[root]!;
  while (parent[row] !== root) {
    const next = parent[row]!;
    parent[row] = root;
    row = next;
  }
  return root;
}
