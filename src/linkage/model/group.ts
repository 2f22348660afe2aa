/**
 * Rows of one list into people. Merging goes best first by the mean evidence between all rows of two groups, so that one
 * lucky pair cannot chain two people together: pairs that contradict, or were never candidates, count against.
 */
import type { Candidates } from "./blocking-rules.js";

/** Evidence of one pair counts between these bounds (bits); a pair that shares no block counts as the lower one. */
const HIGH = 12;
const ABSENT = -6;

interface Link {
  sum: number;
  count: number;
}

/** @returns number of the group of each row; groups are numbered by their first row */
export function groupRows(rows: number, pairs: Candidates, odds: Float64Array, bar: number): Int32Array {
  const parent = new Int32Array(rows);
  for (let i = 0; i < rows; i++) parent[i] = i;
  const find = (row: number): number => {
    let root = row;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[row] !== root) {
      const next = parent[row]!;
      parent[row] = root;
      row = next;
    }
    return root;
  };
  // Components of anything that could merge.
  for (let i = 0; i < odds.length; i++) {
    if (odds[i]! <= bar) continue;
    const x = find(pairs.first[i]!);
    const y = find(pairs.second[i]!);
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y);
  }
  const component = new Int32Array(rows);
  for (let i = 0; i < rows; i++) component[i] = find(i);
  for (let i = 0; i < rows; i++) parent[i] = i;

  const links: (Map<number, Link> | undefined)[] = new Array<Map<number, Link> | undefined>(rows);
  const size = new Int32Array(rows).fill(1);
  const heap = new Heap();
  for (let i = 0; i < odds.length; i++) {
    const a = pairs.first[i]!;
    const b = pairs.second[i]!;
    if (component[a] !== component[b]) continue;
    const value = Math.min(HIGH, odds[i]! - bar);
    if (value <= ABSENT) continue;
    const link: Link = { sum: value, count: 1 };
    (links[a] ??= new Map<number, Link>()).set(b, link);
    (links[b] ??= new Map<number, Link>()).set(a, link);
    // The finer order beyond the bound keeps the surest pairs first.
    if (value > 0) heap.push(value + Math.min(40, odds[i]! - bar - value) * 1e-3, a, b, value);
  }
  while (heap.size > 0) {
    const { a, b, value } = heap.pop();
    if (parent[a] !== a || parent[b] !== b) continue;
    const link = links[a]?.get(b);
    if (link === undefined || worth(a, b, link) !== value) continue;
    merge(a, b);
  }
  const group = new Int32Array(rows);
  for (let i = 0; i < rows; i++) group[i] = find(i);
  return group;

  function worth(a: number, b: number, link: Link): number {
    const all = size[a]! * size[b]!;
    return (link.sum + (all - link.count) * ABSENT) / all;
  }

  function merge(a: number, b: number): void {
    const [keep, drop] = size[a]! > size[b]! || (size[a] === size[b] && a < b) ? [a, b] : [b, a];
    const own = links[keep]!;
    const other = links[drop]!;
    own.delete(drop);
    other.delete(keep);
    parent[drop] = keep;
    size[keep] = size[keep]! + size[drop]!;
    for (const [row, link] of other) {
      const back = links[row]!;
      back.delete(drop);
      const known = own.get(row);
      if (known === undefined) {
        own.set(row, link);
        back.set(keep, link);
      } else {
        known.sum += link.sum;
        known.count += link.count;
      }
    }
    links[drop] = undefined;
    for (const [row, link] of own) {
      const value = worth(keep, row, link);
      if (value > 0) heap.push(value, keep, row, value);
    }
  }
}

/** Highest first; ties by the smaller row numbers, so that the order of pushing does not matter. */
class Heap {
  private readonly items: { key: number; a: number; b: number; value: number }[] = [];
  get size(): number {
    return this.items.length;
  }
  push(key: number, a: number, b: number, value: number): void {
    const { items } = this;
    const item = a < b ? { key, a, b, value } : { key, a: b, b: a, value };
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(item, items[up]!)) break;
      items[at] = items[up]!;
      at = up;
    }
    items[at] = item;
  }
  pop(): { a: number; b: number; value: number } {
    const { items } = this;
    const top = items[0]!;
    const last = items.pop()!;
    if (items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1]!, items[child]!)) child++;
      if (!before(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

const before = (x: { key: number; a: number; b: number }, y: { key: number; a: number; b: number }): boolean =>
  x.key !== y.key ? x.key > y.key : x.a !== y.a ? x.a < y.a : x.b < y.b;
