/** Blocks of rows, and the pairs they give. */
import type { Candidates } from "./blocking-rules.js";
import { growable } from "./growing.js";

export class Blocks {
  /** Rows of all blocks, one block after another, ascending within each. */
  rows: Int32Array<ArrayBuffer> = new Int32Array(1 << 14);
  count = 0;
  private start = new Int32Array(1 << 12);

  /** @param split as in Lists */
  constructor(private readonly all: number, private readonly split: number) {}

  /** Room for a block of so many rows: its first place among `rows`. */
  open(size: number): number {
    const from = this.start[this.count]!;
    this.rows = growable(this.rows, from + size);
    this.start = growable(this.start, ++this.count + 1);
    this.start[this.count] = from + size;
    return from;
  }

  /**
   * Every pair of rows that shares a block, once; across the lists only.
   * @param order in which the blocks are gone through, from the first that it holds on; those before it come first
   */
  pairs(order: Int32Array): Candidates {
    const { all, split, start, count, rows: members } = this;
    const both = split < all;
    // Of two lists the pairs are found from the rows of the first.
    const end = both ? split : all;
    const begin = new Int32Array(end + 1);
    for (let i = 0; i < start[count]!; i++) if (members[i]! < end) begin[members[i]! + 1]!++;
    for (let row = 0; row < end; row++) begin[row + 1]! += begin[row]!;
    // A row's blocks; one of two rows, as most are, by the other row: −1 − row.
    const of = new Int32Array(begin[end]!);
    const next = begin.slice();
    for (let b = 0; b < count; b++) {
      const block = b < count - order.length ? b : order[b - count + order.length]!;
      const from = start[block]!;
      const to = start[block + 1]!;
      if (to - from === 2) {
        const one = members[from]!;
        const two = members[from + 1]!;
        of[next[one]!++] = -1 - two;
        if (two < end) of[next[two]!++] = -1 - two;
      } else for (let i = from; i < to && members[i]! < end; i++) of[next[members[i]!]!++] = block;
    }
    const stamp = new Int32Array(all).fill(-1);
    let first = new Int32Array(1 << 16);
    let second = new Int32Array(1 << 16);
    let n = 0;
    for (let row = 0; row < end; row++) {
      for (let k = begin[row]!; k < begin[row + 1]!; k++) {
        const block = of[k]!;
        const from = block < 0 ? 0 : start[block]!;
        for (let i = block < 0 ? 0 : start[block + 1]! - 1; i >= from; i--) {
          const other = block < 0 ? -1 - block : members[i]!;
          if (other <= row || (both && other < split)) break;
          if (stamp[other] === row) continue;
          stamp[other] = row;
          if (n === first.length) {
            first = growable(first, n + 1);
            second = growable(second, n + 1);
          }
          first[n] = row;
          second[n++] = other;
        }
      }
    }
    return { first: first.subarray(0, n), second: second.subarray(0, n) };
  }
}
