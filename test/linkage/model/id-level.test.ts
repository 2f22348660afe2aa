/**
 * Two ID numbers that both pass their check are two numbers. The rule rests on a law of GB 11643: a wrong digit, and two neighbouring digits
 * swapped, never leave the check character right. So the law is tested beside the rule.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAR_ID, idLevel } from "../../../src/linkage/model/chinese-evidence.js";
import { LEVELS } from "../../../src/linkage/model/levels.js";
import { normalId, validId } from "../../../src/linkage/model/normal-value.js";
import { idNumber } from "../../support/id-number.js";

const birth = fc.tuple(fc.integer({ min: 1900, max: 2009 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([y, m, d]) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
const number = fc.tuple(birth, fc.integer({ min: 1, max: 999 })).map(([day, serial]) => idNumber(day, serial).toLowerCase());
const all = (): boolean => true;
const none = (): boolean => false;

function everyWrongDigit(id: string): string[] {
  return [...id].flatMap((own, at) => [..."0123456789x"].flatMap((digit) => (digit === own || (digit === "x" && at < 17) ? [] : [id.slice(0, at) + digit + id.slice(at + 1)])));
}

function everySwap(id: string): string[] {
  return [...id.slice(1)].flatMap((next, at) => (next === id[at] ? [] : [id.slice(0, at) + next + id[at]! + id.slice(at + 2)]));
}

describe("the law of the check character", () => {
  it("every wrong digit of a valid number, and every swap of neighbours, fails the check", () => {
    fc.assert(fc.property(number, (id) => {
      expect(validId(id)).toBe(true);
      const wrong = everyWrongDigit(id);
      expect(wrong).toHaveLength(17 * 9 + 10);
      expect(wrong.filter(validId)).toEqual([]);
      expect(everySwap(id).filter(validId)).toEqual([]);
    }));
  });

  it("so a slip is near its number: one digit, or two swapped", () => {
    fc.assert(fc.property(number, (id) => {
      for (const slip of everyWrongDigit(id)) expect(idLevel(id, slip, all)).toBe(3);
      for (const slip of everySwap(id)) expect([3, 4]).toContain(idLevel(id, slip, all)); // the last two places swapped leave one of 17 that differs
    }));
  });
});

describe("two numbers that pass their check", () => {
  it("are far apart, however few places differ", () => {
    fc.assert(fc.property(number, number, (a, b) => {
      fc.pre(a !== b);
      expect(idLevel(a, b, all)).toBeGreaterThanOrEqual(FAR_ID);
      expect(idLevel(b, a, all)).toBe(idLevel(a, b, all));
    }));
  });

  it("neighbours in the register are two, born on one day; unless one was raised from 15 digits: its check character says nothing", () => {
    fc.assert(fc.property(birth, fc.integer({ min: 1, max: 989 }), (day, serial) => {
      const a = idNumber(day, serial).toLowerCase();
      const next = serial % 10 === 9 ? serial - 1 : serial + 1;
      const b = idNumber(day, next).toLowerCase();
      expect(idLevel(a, b, all)).toBe(FAR_ID);
      expect(idLevel(a, b, (id) => id === a)).toBeLessThan(FAR_ID);
      expect(idLevel(a, b, none)).toBeLessThan(FAR_ID);
    }));
  });

  it("a digit wrong in a number of 15 places is near the 18 of its owner", () => {
    fc.assert(fc.property(number, fc.constantFrom(0, 1, 2, 3, 4, 5, 9, 11, 12, 14), fc.integer({ min: 1, max: 9 }), (id, at, more) => {
      fc.pre(id.startsWith("19", 6));
      const short = id.slice(0, 6) + id.slice(8, 17);
      const raised = normalId(short.slice(0, at) + String((Number(short[at]) + more) % 10) + short.slice(at + 1));
      fc.pre(validId(raised)); // a digit of the birth date may make it impossible
      const level = idLevel(id, raised, (one) => one === id);
      expect(level).toBeLessThan(FAR_ID);
      expect(idLevel(raised, id, (one) => one === id)).toBe(level);
    }));
  });
});

describe("damaged numbers", () => {
  it("places that are lost say nothing, those that are left agree or not", () => {
    fc.assert(fc.property(number, fc.integer({ min: 10, max: 17 }), fc.integer({ min: 1, max: 9 }), (id, kept, more) => {
      const masked = id.slice(0, kept).padEnd(18, "?");
      expect(idLevel(id, masked, all)).toBe(2);
      const wrong = `${id.slice(0, 8)}${(Number(id[8]) + more) % 10}${masked.slice(9)}`;
      // One wrong digit among few that are left is somebody else.
      expect(idLevel(id, wrong, all)).toBe(kept >= 14 ? 3 : 7);
    }));
  });

  it("the end cut off is the number as far as it goes; a digit left out is near", () => {
    fc.assert(fc.property(number, fc.integer({ min: 12, max: 16 }), (id, length) => {
      expect(idLevel(id, id.slice(0, length), all)).toBe(2);
      expect(idLevel(id, id.slice(0, 4) + id.slice(5), all)).toBe(5);
    }));
  });

  it("which number comes first changes nothing, whatever is left of them", () => {
    const anything = fc.oneof(number, fc.tuple(number, fc.integer({ min: 10, max: 17 })).map(([id, n]) => id.slice(0, n).padEnd(18, "?")), fc.string({ unit: fc.constantFrom(..."0123x?"), minLength: 1, maxLength: 18 }));
    fc.assert(fc.property(anything, anything, fc.boolean(), (a, b, known) => {
      fc.pre(a !== b);
      const level = idLevel(a, b, () => known);
      expect(idLevel(b, a, () => known)).toBe(level);
      expect(level).toBeGreaterThan(1);
      expect(level).toBeLessThan(LEVELS.idNumber.length);
    }), { numRuns: 1000 });
  });
});
