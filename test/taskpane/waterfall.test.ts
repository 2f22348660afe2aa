/** Where the bars of the evidence stand: each begins where the one before has ended, and all fit the track. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placedSteps } from "../../taskpane/components/results/Waterfall.js";

const steps = fc.array(fc.record({ label: fc.constant("姓名"), bits: fc.double({ min: -20, max: 30, noNaN: true }) }), { minLength: 1, maxLength: 9 });

describe("waterfall", () => {
  it("goes up for what agrees and down for what does not", () => {
    expect(placedSteps([{ label: "a", bits: 6 }, { label: "b", bits: -2 }, { label: "c", bits: 4 }]).map(({ left, width }) => [left, width])).toEqual([[0, 75], [50, 25], [50, 50]]);
  });
  it("fits, whatever the weights", () => {
    fc.assert(fc.property(steps, (some) => {
      const placed = placedSteps(some);
      for (const { left, width } of placed) {
        expect(left).toBeGreaterThanOrEqual(-1e-6);
        expect(left + width).toBeLessThanOrEqual(100 + 1e-6);
      }
    }));
  });
});
