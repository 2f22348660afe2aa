/** The short cuts of the string measures against the measures written out in full. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edits, jaroWinkler } from "../../../src/linkage/model/similarity.js";

const word = fc.string({ unit: fc.constantFrom(..."abcdefgh李力"), maxLength: 9 });

/** Optimal string alignment, the whole table. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      table[i]![j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
  }
  return at(a.length, b.length);
}

describe("short cuts change nothing", () => {
  it("edits up to a limit", () => {
    fc.assert(fc.property(word, word, fc.integer({ min: 1, max: 4 }), (a, b, limit) => {
      expect(edits(a, b, limit)).toBe(Math.min(limit + 1, distance(a, b)));
    }));
  });

  it("Jaro–Winkler from a least likeness on", () => {
    fc.assert(fc.property(word, word, fc.constantFrom(0.6, 0.8, 0.92), (a, b, least) => {
      const whole = jaroWinkler(a, b);
      const asked = jaroWinkler(a, b, least);
      if (whole >= least) expect(asked).toBe(whole);
      else expect(asked).toBeLessThan(least);
    }));
  });
});
