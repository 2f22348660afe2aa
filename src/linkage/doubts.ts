/**
 * What linkage leaves to a person besides namesakes: two people of different ledgers who may be one, because several damaged values leave too
 * little to say so, and links that rest on too little. Each person is asked about once.
 */
import type { Clusters } from "./clusters.js";
import type { PairAnswer } from "../model.js";
import type { Evidence } from "./evidence.js";
import { unitKey, type Unit } from "./units.js";

/** Two units of different ledgers. */
export interface Doubt {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
  /** The two were linked; else they stand apart. */
  readonly linked: boolean;
  readonly answer?: PairAnswer;
}

/** Bits under which two are simply two, and from which a link is sure enough (eleven to one). */
const POSSIBLE = -7;
export const SURE = 3.5;

/**
 * @param ledgerUnits members of a cluster that stand in a ledger
 * @param unnumbered bits of two units without their ID numbers
 * @param apart clusters of different ledgers that are still apart
 * @param weak links of less than `SURE` bits
 */
export function doubtsOf(units: readonly Unit[], clusters: Clusters, ledgerUnits: (root: number) => readonly number[], evidence: (a: number, b: number) => Evidence, unnumbered: (a: number, b: number) => number, apart: Iterable<readonly [number, number]>, weak: readonly Doubt[]): Doubt[] {
  const found: Doubt[] = [...weak];
  for (const [x, y] of apart) {
    const best = likeliest(ledgerUnits(x), ledgerUnits(y), evidence, unnumbered);
    if (best !== null && best.bits >= POSSIBLE) found.push(best);
  }
  const name = (i: number): string => {
    const unit = units[i];
    return unit === undefined ? "" : unitKey(unit);
  };
  const content = ({ a, b }: Doubt): string => [name(a), name(b)].sort().join("\n");
  found.sort((p, q) => q.bits - p.bits || (content(p) < content(q) ? -1 : 1));
  const asked = new Set<number>();
  return found.filter(({ a, b }) => {
    const [x, y] = [clusters.find(a), clusters.find(b)];
    if (asked.has(x) || asked.has(y)) return false;
    asked.add(x);
    asked.add(y);
    return true;
  });
}

/** The likeliest pair of two clusters' units; null if two of them are two people for sure. */
export function likeliest(one: readonly number[], two: readonly number[], evidence: (a: number, b: number) => Evidence, unnumbered: (a: number, b: number) => number): Doubt | null {
  let best: Doubt | null = null;
  for (const a of one) {
    for (const b of two) {
      const { bits, id, answer } = evidence(a, b);
      if (answer !== undefined) return { a, b, bits: answer === "same" ? bits : POSSIBLE, linked: false, answer };
      // Two valid numbers are two people; a person is asked only where all the rest would make them one for sure.
      if (id === "farValid") {
        if (unnumbered(a, b) < SURE) return null;
        if (best === null || best.bits < POSSIBLE) best = { a, b, bits: POSSIBLE, linked: false };
        continue;
      }
      // One number at two names is worth a question whatever else they say.
      const own = id === "same" ? Math.max(bits, POSSIBLE) : bits;
      if (best === null || own > best.bits) best = { a, b, bits: own, linked: false };
    }
  }
  return best;
}
