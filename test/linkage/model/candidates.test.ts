/** The pairs to be compared against their definition written out with texts and maps: features of rows, alone if rare, else two by two. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf } from "../../../src/linkage/model/blocking-rules.js";
import { makeLists, type InputColumn, type Lists } from "../../../src/linkage/model/fields.js";
import type { FieldType } from "../../../src/linkage/model/settings.js";

/** Features of a value whose types make few: a phone, a number, a short code. */
function featuresOf(f: number, type: FieldType, value: string): string[] {
  if (type !== "phone") return [`${f}=${value}`];
  return [...new Set([`${f}=${value}`, `${f}$${value.slice(-7)}`, `${f}^${value.slice(0, 7)}`])];
}

function expected(lists: Lists, single: number, double: number): Set<string> {
  const { rows, split, fields } = lists;
  const both = split < rows;
  const column = (feature: string): string => feature[0]!;
  const own = Array.from({ length: rows }, (_, row) => fields.flatMap((field, f) => (field.code[row] === 0 ? [] : featuresOf(f, field.type, field.dictionary.values[field.code[row]!]!))));
  const order = new Map<string, number>();
  for (const feature of own.flat()) if (!order.has(feature)) order.set(feature, order.size);
  const group = (lists: readonly string[][]): Map<string, number[]> => {
    const found = new Map<string, number[]>();
    lists.forEach((keys, row) => keys.forEach((key) => found.set(key, [...(found.get(key) ?? []), row])));
    return found;
  };
  const cost = (members: readonly number[]): number => {
    const left = members.filter((row) => row < split).length;
    return left === members.length ? (left > 1 ? left : 0) : left === 0 ? 0 : Math.sqrt(2 * left * (members.length - left));
  };
  const alone = group(own);
  const tried = own.map((features) => {
    const common = features.filter((feature) => cost(alone.get(feature)!) > single && alone.get(feature)!.length < rows * 0.5);
    return common.sort((x, y) => cost(alone.get(x)!) - cost(alone.get(y)!) || order.get(x)! - order.get(y)!).slice(0, 12);
  });
  const together = group(tried.map((features) => features.flatMap((x) => features.filter((y) => x < y && column(x) !== column(y)).map((y) => `${x} ${y}`))));
  const found = new Set<string>();
  for (const [blocks, limit] of [[alone, single], [together, double]] as const) {
    for (const members of blocks.values()) {
      if (cost(members) > limit) continue;
      for (const a of members) for (const b of members) if (a < b && (!both || (a < split && b >= split))) found.add(`${a}|${b}`);
    }
  }
  return found;
}

const cell = (most: number): fc.Arbitrary<string> => fc.integer({ min: -1, max: most }).map((n) => (n < 0 ? "" : String(n + 10)));
const phone = cell(2).chain((end) => cell(3).map((head) => (end === "" || head === "" ? "" : `139${head}0000${end}`)));
// More columns than a row tries.
const TYPES = ["number", "code", "number", "phone", "number", "number", "number", "number", "number", "number"] as const;
const row = fc.tuple(cell(3), cell(5), cell(8), phone, cell(2), cell(2), cell(3), cell(3), cell(4), cell(4));

describe("candidates", () => {
  it("are the pairs that share a rare feature, or two common ones, once each", () => {
    fc.assert(fc.property(fc.array(row, { minLength: 4, maxLength: 40 }), fc.option(fc.array(row, { minLength: 1, maxLength: 40 })), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), (first, second, single, double) => {
      const columns = TYPES.map((type, c): InputColumn => ({ name: String(c), type, first: first.map((cells) => cells[c]!), second: second?.map((cells) => cells[c]!) ?? null }));
      const lists = makeLists(columns, null);
      const { pairs } = candidatesOf(lists, null, 1e9, { limits: { single, double } });
      const found = Array.from(pairs.first, (a, i) => `${a}|${pairs.second[i]!}`);
      expect(new Set(found)).toEqual(expected(lists, single, double));
      expect(new Set(found).size).toBe(found.length);
    }), { numRuns: 300 });
  });
});
