/** Two of year, month and day agree: somebody's date with one part misread. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lunarForSolar } from "../../../src/linkage/characters/lunar.js";
import { dateLevel } from "../../../src/linkage/model/date-level.js";
import { LEVELS } from "../../../src/linkage/model/levels.js";

const PARTS = 5;
const two = (n: number): string => String(n).padStart(2, "0");
const parts = fc.tuple(fc.integer({ min: 1940, max: 1999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
const text = (y: number, m: number, d: number): string => `${y}${two(m)}${two(d)}`;

describe("two of year, month and day", () => {
  it.each([
    ["19750304", "19751104", PARTS, "the month: two digits"],
    ["19750304", "19751504", PARTS, "an impossible month"],
    ["19750309", "19750328", PARTS, "the day"],
    ["19750304", "19580304", PARTS, "the year: two digits, no neighbours swapped"],
    ["19750304", "20180304", PARTS, "the year, all four digits"],
    ["19750304", "19751128", 6, "month and day: only the year is left"],
    ["19750304", "19580328", 8, "year and day"],
    ["19750304", "19581104", 8, "year and month"],
    ["19751204", "19760117", 7, "none agrees, but within a year"],
    ["19750304", "19750300", 4, "the day is not given: no part differs"],
    ["19750304", "19580300", 8, "the day is not given and the year differs"],
    ["19750304", "19751100", 6, "the day is not given and the month differs"],
    ["19750000", "19480000", 8, "years alone: what is not there does not agree"],
    ["19750000", "19860000", 8, "two digits of a year are half of it"],
    ["19790000", "19800000", 7, "years alone, one after the other"],
    ["19750000", "19740000", 2, "years alone, one digit"],
    ["19750300", "19511200", 8, "months alone"],
    ["19751000", "19750900", PARTS, "months alone, two digits"],
    ["19750300", "19880300", PARTS, "months alone, two digits of the year"],
    ["19750300", "20180300", 8, "months alone, the month"],
  ])("%s and %s: level %i (%s)", (a, b, level) => {
    expect(dateLevel(a, b)).toBe(level);
    expect(dateLevel(b, a)).toBe(level);
  });

  it("one part misread never falls below that level, whatever stands there; two misread fall below unless the digits nearly agree", () => {
    fc.assert(fc.property(parts, parts, fc.constantFrom(0, 1, 2), ([y, m, d], [y2, m2, d2], which) => {
      const own = text(y, m, d);
      const one = text(which === 0 ? y2 : y, which === 1 ? m2 : m, which === 2 ? d2 : d);
      fc.pre(one !== own);
      expect(dateLevel(own, one)).toBeGreaterThan(1);
      expect(dateLevel(own, one)).toBeLessThanOrEqual(PARTS);
      const other = text(which === 0 ? y : y2, which === 1 ? m : m2, which === 2 ? d : d2);
      const wrong = [...own].filter((digit, i) => digit !== other[i]).length;
      const agree = Number(own.slice(0, 4) === other.slice(0, 4)) + Number(own.slice(4, 6) === other.slice(4, 6)) + Number(own.slice(6) === other.slice(6));
      if (wrong > 2 && agree < 2 && own.slice(4, 6) !== other.slice(6) && !lunarForSolar(own, other)) expect(dateLevel(own, other)).toBeGreaterThan(PARTS);
    }), { numRuns: 1000 });
  });

  it("which date comes first changes nothing, whatever is left of them", () => {
    const date = fc.oneof(parts.map(([y, m, d]) => text(y, m, d)), parts.map(([y, m]) => text(y, m, 0)), parts.map(([y]) => text(y, 0, 0)), parts.map(([y]) => `${y}~~~~`), parts.map(([y, m, d]) => `l${text(y, m, d).slice(1)}`));
    fc.assert(fc.property(date, date, (a, b) => {
      fc.pre(a !== b);
      const level = dateLevel(a, b);
      expect(dateLevel(b, a)).toBe(level);
      expect(level).toBeGreaterThan(1);
      expect(level).toBeLessThan(LEVELS.date.length);
    }), { numRuns: 2000 });
  });
});
