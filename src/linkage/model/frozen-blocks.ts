/**
 * Which blocks an earlier linkage looked into, so that on other rows it is what a row says that decides, and not how many others say the
 * same. Features are known by a hash of their content, and only those are kept that were too common to be blocks: many rows' own.
 */
import type { Features } from "./features.js";

export interface FrozenBlocks {
  /** Largest blocks of one feature, and of two. */
  readonly single: number;
  readonly double: number;
  /** Features too common to be blocks, with their place by number of rows, the rarest 1; 0: in so many rows that they say nothing. */
  readonly common: Readonly<Record<string, number>>;
  /** Pairs of those that are too common still. */
  readonly pairs: readonly string[];
}

/** Blocks of a linkage: over all rows, and over those left alone (null: nobody was). */
export interface ListBlocks {
  readonly all: FrozenBlocks;
  readonly left: FrozenBlocks | null;
}

/** Any other feature is a block as long as it has not grown to many times the limit, or beyond all bounds. */
const GROWN = 20;
const MOST = 3000;
export const largest = (limit: number): number => Math.max(limit, Math.min(MOST, GROWN * limit));

/** A feature, or a pair of them, is known by a whole number below 2^52: 26 bits of each half of its hash. */
const keyOf = (one: number, two: number): number => ((one ^ (one >>> 15)) >>> 6) * 67108864 + ((two ^ (two >>> 13)) >>> 6);

export const featureKey = ({ ones, twos }: Features, x: number): number => keyOf(ones[x]!, twos[x]!);

/** Of two features, whichever comes first. */
export function pairKey({ ones, twos }: Features, x: number, y: number): number {
  const one = Math.imul(ones[x]! ^ ones[y]!, 0x9e3779b1) + Math.imul((twos[x]! + twos[y]!) | 0, 0x85ebca6b);
  const two = Math.imul(twos[x]! ^ twos[y]!, 0xc2b2ae35) + Math.imul((ones[x]! + ones[y]!) | 0, 0x27d4eb2f);
  return keyOf(one | 0, two | 0);
}

/** As it is written; `keyNamed` reads it. */
export const nameOf = (key: number): string => key.toString(36);
export const keyNamed = (name: string): number => parseInt(name, 36);
