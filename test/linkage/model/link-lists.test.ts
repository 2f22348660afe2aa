import { describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { decide } from "../../../src/linkage/model/decide.js";
import type { InputColumn } from "../../../src/linkage/model/fields.js";
import { compareLists, type LinkOptions } from "../../../src/linkage/model/link-lists.js";
import { chineseLists } from "./chinese-lists.js";

function linked(columns: readonly InputColumn[], options: LinkOptions): { a: number; b: number; p: number }[] {
  return decide(compareLists(columns, options), options).pairs.map(({ a, b, probability }) => ({ a, b, p: probability }));
}

function shuffled(length: number, seed: number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  let state = seed;
  for (let i = length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

const names = (pairs: readonly { a: number; b: number }[]): Set<string> => new Set(pairs.map(({ a, b }) => `${a}|${b}`));

describe("two Chinese lists", () => {
  const cases = [
    { noise: "usual", damage: 0.06, withoutId: 0.005, precision: 0.999, recall: 0.995 },
    { noise: "awful", damage: 0.33, withoutId: 0.05, precision: 0.99, recall: 0.97 },
  ];
  it.each(cases)("$noise noise: precision ≥ $precision, recall ≥ $recall", async ({ damage, withoutId, precision, recall }) => {
    for (const seed of [1, 2]) {
      const { columns, truth } = chineseLists(seed, 2000, damage, withoutId);
      for (const oneToOne of [true, false]) {
        const pairs = linked(columns, { oneToOne, tongue: await loadTongue(columns) });
        const right = pairs.filter(({ a, b }) => truth[a] === b).length;
        expect(right / pairs.length).toBeGreaterThanOrEqual(precision);
        expect(right / truth.filter((b) => b >= 0).length).toBeGreaterThanOrEqual(recall);
        const sure = pairs.filter(({ p }) => p >= 0.95);
        expect(sure.filter(({ a, b }) => truth[a] === b).length / sure.length).toBeGreaterThanOrEqual(0.95);
      }
    }
  });

  it("without any ID number and telephone", async () => {
    const { columns, truth } = chineseLists(3, 1500, 0.1, 0);
    const some = columns.filter(({ type }) => type !== "idNumber" && type !== "phone");
    const pairs = linked(some, { oneToOne: true, tongue: await loadTongue(some) });
    const right = pairs.filter(({ a, b }) => truth[a] === b).length;
    expect(right / pairs.length).toBeGreaterThan(0.97);
    expect(right / truth.filter((b) => b >= 0).length).toBeGreaterThan(0.95);
  });
});

describe("laws", () => {
  const { columns } = chineseLists(5, 600, 0.33, 0.05);

  it.each([11, 12, 13])("the order of rows changes nothing (%i)", async (seed) => {
    const options = { oneToOne: true, tongue: await loadTongue(columns) };
    const orderA = shuffled(columns[0]!.first.length, seed);
    const orderB = shuffled(columns[0]!.second!.length, seed + 1);
    const moved = columns.map((column) => ({ ...column, first: orderA.map((i) => column.first[i]!), second: orderB.map((i) => column.second![i]!) }));
    const back = linked(moved, options).map(({ a, b, p }) => ({ a: orderA[a]!, b: orderB[b]!, p }));
    const straight = linked(columns, options);
    expect(straight.length).toBeGreaterThan(500);
    expect(names(back)).toEqual(names(straight));
    const chance = new Map(straight.map(({ a, b, p }) => [`${a}|${b}`, p]));
    for (const { a, b, p } of back) expect(p).toBeCloseTo(chance.get(`${a}|${b}`)!, 9);
  });

  it.each([true, false])("which list comes first changes nothing (one to one: %s)", async (oneToOne) => {
    const options = { oneToOne, tongue: await loadTongue(columns) };
    const turned = columns.map((column) => ({ ...column, first: column.second!, second: column.first }));
    const straight = linked(columns, options);
    const back = linked(turned, options).map(({ a, b, p }) => ({ a: b, b: a, p }));
    expect(names(back)).toEqual(names(straight));
  });

  it("one list: order changes nothing, pairs are closed, each comes once and in file order", async () => {
    const one = columns.map((column) => ({ ...column, first: [...column.first, ...column.second!], second: null }));
    const options = { oneToOne: false, tongue: await loadTongue(one) };
    const straight = linked(one, options);
    const found = names(straight);
    expect(found.size).toBe(straight.length);
    const partners = new Map<number, Set<number>>();
    for (const { a, b } of straight) {
      expect(a).toBeLessThan(b);
      for (const [x, y] of [[a, b], [b, a]] as const) partners.set(x, (partners.get(x) ?? new Set()).add(y));
    }
    for (const [x, own] of partners) for (const y of own) for (const z of partners.get(y)!) if (z !== x) expect(own.has(z)).toBe(true);
    const order = shuffled(one[0]!.first.length, 4);
    const moved = one.map((column) => ({ ...column, first: order.map((i) => column.first[i]!) }));
    const back = linked(moved, options).map(({ a, b }) => ({ a: Math.min(order[a]!, order[b]!), b: Math.max(order[a]!, order[b]!) }));
    expect(names(back)).toEqual(found);
  });

  it("one to one: no row twice", async () => {
    const pairs = linked(columns, { oneToOne: true, tongue: await loadTongue(columns) });
    expect(new Set(pairs.map(({ a }) => a)).size).toBe(pairs.length);
    expect(new Set(pairs.map(({ b }) => b)).size).toBe(pairs.length);
  });

  it("an unrelated person changes no link of probability ≥ .99", async () => {
    const options = { oneToOne: true, tongue: await loadTongue(columns) };
    const stranger = ["仉璎", "110101193001011234", "1930-01-01", "鲜于辅", "天涯村", "15900000001"];
    const more = columns.map((column, c) => ({ ...column, first: [...column.first, stranger[c]!] }));
    const before = linked(columns, options);
    const after = names(linked(more, options));
    const sure = before.filter(({ p }) => p >= 0.99);
    expect(sure.length).toBeGreaterThan(500);
    for (const { a, b } of sure) expect(after.has(`${a}|${b}`)).toBe(true);
  });
});

describe("odd lists", () => {
  const column = (first: string[], second: string[] | null): InputColumn[] => [{ name: "name", type: "name", first, second }];
  it.each([
    ["empty", [], []], ["one row each", ["anna"], ["anna"]], ["no values", ["", ""], ["", ""]], ["empty second", ["anna"], []],
    ["all the same", Array.from({ length: 40 }, () => "anna smith"), Array.from({ length: 30 }, () => "anna smith")],
  ])("%s: no fault", (_, first, second) => {
    for (const oneToOne of [true, false]) {
      const pairs = linked(column(first, second), { oneToOne, tongue: null });
      expect(pairs.every(({ p }) => p > 0 && p <= 1)).toBe(true);
    }
    expect(() => linked(column(first, null), { oneToOne: false, tongue: null })).not.toThrow();
  });
});
