/** Candidates with what is known of them. */
import type { Candidates } from "./blocking-rules.js";

export interface Scored {
  readonly pairs: Candidates;
  /** Levels of candidate i in field f: [i * fields + f]. */
  readonly levels: Uint8Array;
  /** log2 odds by candidate. */
  readonly odds: Float64Array;
}

/** The candidates of both, those of `one` first. */
export function withMore(one: Scored, two: Scored): Scored {
  return {
    pairs: { first: joined(Int32Array, one.pairs.first, two.pairs.first), second: joined(Int32Array, one.pairs.second, two.pairs.second) },
    levels: joined(Uint8Array, one.levels, two.levels), odds: joined(Float64Array, one.odds, two.odds),
  };
}

function joined<T extends { set(values: ArrayLike<number>, at?: number): void }>(make: new (length: number) => T, one: ArrayLike<number>, two: ArrayLike<number>): T {
  const both = new make(one.length + two.length);
  both.set(one);
  both.set(two, one.length);
  return both;
}

/** The candidates above some odds. */
export function above(least: number, { pairs, levels, odds }: Scored): Scored {
  const kept = [...odds.keys()].filter((i) => odds[i]! > least);
  const width = odds.length === 0 ? 0 : levels.length / odds.length;
  const own = new Uint8Array(kept.length * width);
  kept.forEach((i, k) => own.set(levels.subarray(i * width, (i + 1) * width), k * width));
  return {
    pairs: { first: Int32Array.from(kept, (i) => pairs.first[i]!), second: Int32Array.from(kept, (i) => pairs.second[i]!) },
    levels: own, odds: Float64Array.from(kept, (i) => odds[i]!),
  };
}
