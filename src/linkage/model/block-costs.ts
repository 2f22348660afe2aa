/** What a block of rows costs in pairs, and the largest blocks that a budget allows. */

const LIMITS = [1000, 700, 500, 350, 250, 175, 125, 90, 64, 45, 32, 22, 16, 11, 8, 5];
const LARGEST = 1000;
/** Number of the last limit that a size is within, by size rounded up. */
const WITHIN = Uint8Array.from({ length: LARGEST + 1 }, (_, size) => LIMITS.findLastIndex((limit) => size <= limit));

/**
 * Size that counts against the limit; 0 where the block gives no pair. Across two lists a block of n × m is as dear as one of √(2nm)
 * within one list.
 */
export function costOf(all: number, left: number): number {
  if (left === all) return all > 1 ? all : 0;
  return left === 0 ? 0 : Math.sqrt(2 * left * (all - left));
}

/** Of two lists a block must have rows of both. */
export const givesPairs = (all: number, left: number, both: boolean): boolean => all > 1 && (!both || (left > 0 && left < all));

/** Pairs that the blocks seen so far cost under each limit. */
export class BlockCosts {
  private readonly sums = new Float64Array(LIMITS.length);

  constructor(private readonly both: boolean) {}

  add(all: number, cost: number): void {
    // Of two lists a one-sided block costs its size, and gives nothing.
    if (cost < 1.4 || cost > LARGEST || (this.both && cost === all && all !== 2)) return;
    this.sums[WITHIN[Math.ceil(cost)]!]! += (cost * cost) / 2;
  }

  /** The largest limit whose blocks cost no more than the budget, or the smallest. */
  limit(budget: number): number {
    const smallest = LIMITS.length - 1;
    let sum = 0;
    let found = LIMITS[smallest]!;
    for (let l = smallest; l >= 0; l--) {
      sum += this.sums[l]!;
      if (sum <= budget) found = LIMITS[l]!;
    }
    return found;
  }
}
