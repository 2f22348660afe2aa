/** Blocks used again: which pairs are compared hangs on the two rows and on what was written down, not on how many others say the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesAsBefore, candidatesOf, type Candidates } from "../../../src/linkage/model/blocking-rules.js";
import { makeLists, type InputColumn, type Lists } from "../../../src/linkage/model/fields.js";
import { largest, type FrozenBlocks } from "../../../src/linkage/model/frozen-blocks.js";

const COLUMNS = [["name", "name"], ["spouse", "name"], ["village", "text"], ["born", "date"], ["group", "code"]] as const;
type Row = readonly string[];

/** A value by number; the higher it is, the more rows share it, so that some stand on either side of every limit. */
const NAMES = ["anna berg", "otto vahl", "mia kern", "paul roth", "ida lenz", "emil voss", "lena falk", "hugo stern", "nora wind", "karl bach"];
const PLACES = ["oak hill", "elm field", "ash brook", "pine ridge"];
const value = fc.nat({ max: 99 }).map((n) => Math.floor(Math.sqrt(n)));
const row = fc.tuple(value, value, fc.nat(3), fc.nat({ max: 30 }), fc.nat(4)).map(([name, spouse, place, day, group]): Row => [NAMES[name] ?? "", NAMES[spouse] ?? "", PLACES[place] ?? "", `1970-0${1 + (day % 3)}-${10 + day}`, `g${group}`]);

const listsOf = (first: readonly Row[], second: readonly Row[] | null): Lists =>
  makeLists(COLUMNS.map(([name, type], f): InputColumn => ({ name, type, first: first.map((one) => one[f] ?? ""), second: second?.map((one) => one[f] ?? "") ?? null })), null);

/** Pairs by place in the input; a row of the first list's `a`, of the second `b`. */
function named(lists: Lists, pairs: Candidates, first: number): Set<string> {
  const nameOf = (at: number): string => {
    const place = lists.place[at] ?? 0;
    return place < first ? `a${place}` : `b${place - first}`;
  };
  return new Set(Array.from(pairs.first, (x, i) => [nameOf(x), nameOf(pairs.second[i] ?? 0)].sort().join(" ")));
}

const written = (blocks: FrozenBlocks | null): FrozenBlocks => JSON.parse(JSON.stringify(blocks)) as FrozenBlocks;
const BUDGET = 500;

describe.each([["one list", false], ["two lists", true]] as const)("%s", (_, both) => {
  const rows = fc.array(row, { minLength: 60, maxLength: 90 });
  const pairsOf = (first: readonly Row[], second: readonly Row[], blocks: FrozenBlocks | null): Set<string> => {
    const lists = both ? listsOf(first, second) : listsOf([...first, ...second], null);
    return named(lists, blocks === null ? candidatesOf(lists, null, BUDGET).pairs : candidatesAsBefore(lists, null, blocks), both ? first.length : Infinity);
  };
  const frozen = (first: readonly Row[], second: readonly Row[]): FrozenBlocks => written(candidatesOf(both ? listsOf(first, second) : listsOf([...first, ...second], null), null, BUDGET, { freeze: true }).blocks);

  it("another row changes no pair of the others, wherever it stands and whatever it shares", () => {
    let moved = 0;
    fc.assert(
      fc.property(rows, rows, fc.array(row, { minLength: 1, maxLength: 4 }), fc.boolean(), (first, second, strangers, before) => {
        const blocks = frozen(first, second);
        expect(Object.keys(blocks.common).length).toBeGreaterThan(0);
        const straight = pairsOf(first, second, blocks);
        // New rows come last, or (of two lists) last in the first list.
        const more = both && before ? pairsOf([...first, ...strangers], second, blocks) : pairsOf(first, [...second, ...strangers], blocks);
        const old = (name: string): boolean => name.split(" ").every((one) => Number(one.slice(1)) < (one.startsWith("b") ? second.length : both ? first.length : first.length + second.length));
        expect(new Set([...more].filter(old))).toEqual(straight);
        const free = both && before ? pairsOf([...first, ...strangers], second, null) : pairsOf(first, [...second, ...strangers], null);
        const freely = new Set([...free].filter(old));
        if ([...pairsOf(first, second, null)].some((name) => !freely.has(name))) moved++;
      }),
      { numRuns: 60 },
    );
    expect(moved).toBeGreaterThan(10); // without the frozen blocks it does
  }, 120_000);

  it("on the same rows the same pairs are found again", () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        expect(pairsOf(first, second, frozen(first, second))).toEqual(pairsOf(first, second, null));
      }),
      { numRuns: 30 },
    );
  });

  it("the order of rows changes nothing", () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const blocks = frozen(first, second);
        const turned = pairsOf([...first].reverse(), [...second].reverse(), blocks);
        const whole = first.length + second.length;
        const back = (one: string): string => (both ? `${one.charAt(0)}${(one.startsWith("b") ? second.length : first.length) - 1 - Number(one.slice(1))}` : Number(one.slice(1)) < first.length ? `a${first.length - 1 - Number(one.slice(1))}` : `a${whole - 1 - (Number(one.slice(1)) - first.length)}`);
        const straight = pairsOf(first, second, blocks);
        expect(turned.size).toBe(straight.size);
        // Rows that say the same may change places.
        const says = (name: string, reversed: boolean): string => name.split(" ").map((one) => (reversed ? back(one) : one)).map((one) => (one.startsWith("b") ? second[Number(one.slice(1))] : (first[Number(one.slice(1))] ?? second[Number(one.slice(1)) - first.length]))?.join("|") ?? "").sort().join(" ");
        expect([...turned].map((name) => says(name, true)).sort()).toEqual([...straight].map((name) => says(name, false)).sort());
      }),
      { numRuns: 20 },
    );
  });
});

describe("a block that was not there before", () => {
  it("is looked into up to many times the limit, and not beyond", () => {
    const known = Array.from({ length: 40 }, (_, i): Row => [NAMES[i % 10]!, NAMES[(i * 7) % 10]!, PLACES[i % 4]!, `1970-01-${10 + (i % 20)}`, `g${i % 5}`]);
    const blocks = written(candidatesOf(listsOf(known, null), null, 50, { freeze: true }).blocks);
    const pairs = (count: number): number => {
      const crowd = Array.from({ length: count }, (): Row => ["", "", "new place", "", ""]);
      return candidatesAsBefore(listsOf(crowd, null), null, blocks).first.length;
    };
    const most = largest(blocks.single);
    expect(most).toBe(20 * blocks.single);
    expect(pairs(most)).toBe((most * (most - 1)) / 2);
    expect(pairs(most + 1)).toBe(0);
  });
});
