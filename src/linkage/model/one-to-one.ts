/**
 * Each row to at most one of the other list, so that the sum of the evidence is greatest within every group of rows that
 * compete (assignment problem, Kuhn–Munkres); never first come, first served.
 */
import type { Candidates } from "./blocking-rules.js";

/** Groups with more rows on a side than this are cut down best first; their assignment would take minutes. */
const LARGEST = 400;

/** @returns numbers of the accepted candidates (odds above `bar`), ascending */
export function oneToOne(rows: number, pairs: Candidates, odds: Float64Array, bar: number): Int32Array {
  const able: number[] = [];
  const degree = new Int32Array(rows);
  for (let i = 0; i < odds.length; i++) {
    if (odds[i]! <= bar) continue;
    able.push(i);
    degree[pairs.first[i]!]!++;
    degree[pairs.second[i]!]!++;
  }
  const parent = new Int32Array(rows);
  for (let i = 0; i < rows; i++) parent[i] = i;
  const find = (row: number): number => {
    while (parent[row] !== row) row = parent[row] = parent[parent[row]!]!;
    return row;
  };
  const accepted: number[] = [];
  const contested: number[] = [];
  for (const i of able) {
    const a = pairs.first[i]!;
    const b = pairs.second[i]!;
    if (degree[a] === 1 && degree[b] === 1) {
      accepted.push(i);
      continue;
    }
    contested.push(i);
    const x = find(a);
    const y = find(b);
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y);
  }
  const groups = new Map<number, number[]>();
  for (const i of contested) {
    const root = find(pairs.first[i]!);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [i]);
    else group.push(i);
  }
  for (const group of groups.values()) {
    const lefts = [...new Set(group.map((i) => pairs.first[i]!))].sort((x, y) => x - y);
    const rights = [...new Set(group.map((i) => pairs.second[i]!))].sort((x, y) => x - y);
    if (lefts.length > LARGEST || rights.length > LARGEST) accepted.push(...bestFirst(group));
    else accepted.push(...assign(group, lefts, rights));
  }
  return Int32Array.from(accepted).sort();

  function bestFirst(group: readonly number[]): number[] {
    const taken = new Set<number>();
    const found: number[] = [];
    for (const i of [...group].sort((x, y) => odds[y]! - odds[x]! || x - y)) {
      if (taken.has(pairs.first[i]!) || taken.has(pairs.second[i]!)) continue;
      taken.add(pairs.first[i]!);
      taken.add(pairs.second[i]!);
      found.push(i);
    }
    return found;
  }

  /** Kuhn–Munkres with potentials; a row may stay alone at no gain (as many idle partners as rows). */
  function assign(group: readonly number[], lefts: readonly number[], rights: readonly number[]): number[] {
    const n = lefts.length;
    const width = rights.length + n;
    const leftAt = new Map(lefts.map((row, i) => [row, i]));
    const rightAt = new Map(rights.map((row, i) => [row, i]));
    const gain = new Float64Array(n * width);
    const edge = new Int32Array(n * width).fill(-1);
    for (const i of group) {
      const at = leftAt.get(pairs.first[i]!)! * width + rightAt.get(pairs.second[i]!)!;
      gain[at] = odds[i]! - bar;
      edge[at] = i;
    }
    const u = new Float64Array(n + 1);
    const v = new Float64Array(width + 1);
    const match = new Int32Array(width + 1);
    const way = new Int32Array(width + 1);
    for (let i = 1; i <= n; i++) {
      match[0] = i;
      let j0 = 0;
      const least = new Float64Array(width + 1).fill(Infinity);
      const used = new Uint8Array(width + 1);
      do {
        used[j0] = 1;
        const i0 = match[j0]!;
        let delta = Infinity;
        let j1 = 0;
        for (let j = 1; j <= width; j++) {
          if (used[j] === 1) continue;
          const reduced = -gain[(i0 - 1) * width + j - 1]! - u[i0]! - v[j]!;
          if (reduced < least[j]!) {
            least[j] = reduced;
            way[j] = j0;
          }
          if (least[j]! < delta) {
            delta = least[j]!;
            j1 = j;
          }
        }
        for (let j = 0; j <= width; j++) {
          if (used[j] === 1) {
            u[match[j]!]! += delta;
            v[j]! -= delta;
          } else least[j]! -= delta;
        }
        j0 = j1;
      } while (match[j0] !== 0);
      do {
        const j1 = way[j0]!;
        match[j0] = match[j1]!;
        j0 = j1;
      } while (j0 !== 0);
    }
    const found: number[] = [];
    for (let j = 1; j <= width; j++) {
      const i = match[j]!;
      if (i === 0) continue;
      const own = edge[(i - 1) * width + j - 1]!;
      if (own >= 0) found.push(own);
    }
    return found;
  }
}
