/**
 * What a person should look at: links that are not sure, links that another candidate nearly equals, and rows left alone although
 * somebody could be theirs. Each comes with its candidates and what speaks for them; most rows have none.
 */
import { saidDifferent } from "./decided.js";
import { probability } from "./estimate.js";
import type { Decision } from "./decide.js";
import type { Linkage } from "./link-lists.js";

export interface ReviewCandidate {
  /** Places in the input, as in an accepted pair. */
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  readonly accepted: boolean;
  readonly rowA: number;
  readonly rowB: number;
}

/** Log odds (bits) under which a candidate is nobody; an accepted link below `sure` is asked about; and how near a rival must be. */
const POSSIBLE = -11;
const SURE = 3.5;
const NEAR = 3;

/** Odds (bits) without the ID numbers from which two people with valid ones may be one. */
const BARRED = 3.5;

/** In the order of the input; a row's candidates stand together, the likeliest first. */
export function reviewOf(linkage: Linkage, decision: Decision): readonly ReviewCandidate[] {
  const { lists, pairs, odds } = linkage;
  const one = lists.split === lists.rows;
  const countA = one ? 0 : lists.turned ? lists.rows - lists.split : lists.split;
  const linked = new Map<number, number>(); // each row's best link
  const accepted = new Set<number>();
  const keyOf = (x: number, y: number): number => Math.min(x, y) * lists.rows + Math.max(x, y);
  for (const { rowA, rowB } of decision.pairs) accepted.add(keyOf(rowA, rowB));
  const possible: number[] = [];
  const settled = new Set<number>(); // what the user has said is asked no more
  for (let i = 0; i < odds.length; i++) {
    if (saidDifferent(odds[i]!)) settled.add(keyOf(pairs.first[i]!, pairs.second[i]!));
    if (odds[i]! < POSSIBLE) continue;
    possible.push(i);
    const x = pairs.first[i]!;
    const y = pairs.second[i]!;
    if (!accepted.has(keyOf(x, y))) continue;
    for (const row of [x, y]) linked.set(row, Math.max(linked.get(row) ?? -Infinity, odds[i]!));
  }
  const asked = new Set<number>();
  for (const i of possible) {
    const x = pairs.first[i]!;
    const y = pairs.second[i]!;
    if (one && decision.person[lists.place[x]!] === decision.person[lists.place[y]!]) {
      if (accepted.has(keyOf(x, y)) && linked.get(x)! < SURE && linked.get(y)! < SURE) asked.add(i);
      continue;
    }
    if (accepted.has(keyOf(x, y))) {
      if (odds[i]! < SURE) asked.add(i);
      continue;
    }
    // Not accepted: neither has a link that is clearly better.
    const best = Math.max(linked.get(x) ?? -Infinity, linked.get(y) ?? -Infinity);
    if (best <= odds[i]! + NEAR) asked.add(i);
  }
  const rows = new Set<number>();
  for (const i of asked) {
    rows.add(pairs.first[i]!);
    rows.add(pairs.second[i]!);
  }
  const found: ReviewCandidate[] = [];
  for (const i of possible) {
    const x = pairs.first[i]!;
    const y = pairs.second[i]!;
    const own = accepted.has(keyOf(x, y));
    // The link that a rival nearly equals is shown beside the rival.
    if (!asked.has(i) && !(own && (rows.has(x) || rows.has(y)) && !one)) continue;
    const [rowA, rowB] = (one ? lists.place[x]! < lists.place[y]! : !lists.turned) ? [x, y] : [y, x];
    found.push({ a: lists.place[rowA]!, b: lists.place[rowB]! - countA, probability: probability(odds[i]!), accepted: own, rowA, rowB });
  }
  for (let i = 0; i < linkage.barred.odds.length; i++) {
    const x = linkage.barred.pairs.first[i]!;
    const y = linkage.barred.pairs.second[i]!;
    if (linkage.barred.odds[i]! < BARRED || linked.has(x) || linked.has(y) || settled.has(keyOf(x, y))) continue;
    const [rowA, rowB] = (one ? lists.place[x]! < lists.place[y]! : !lists.turned) ? [x, y] : [y, x];
    found.push({ a: lists.place[rowA]!, b: lists.place[rowB]! - countA, probability: probability(linkage.barred.odds[i]!), accepted: false, rowA, rowB });
  }
  return found.sort((p, q) => p.a - q.a || q.probability - p.probability || p.b - q.b);
}
