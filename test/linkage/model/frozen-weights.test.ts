/** Weights written out and used again: the same links, and no row's links hang on unrelated rows. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { decide } from "../../../src/linkage/model/decide.js";
import type { InputColumn } from "../../../src/linkage/model/fields.js";
import { freezeLists, UnknownColumns, type ListWeights } from "../../../src/linkage/model/frozen-weights.js";
import { compareLists, type LinkOptions } from "../../../src/linkage/model/link-lists.js";
import { COLUMNS, ledgerPair, type Column } from "../../support/ledger-pair.js";

const TYPES = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", group: "code", childName: "name" } as const;
const pair = ledgerPair(31, 400, "awful");
const columnsOf = (hand: typeof pair.hand, system: typeof pair.system): InputColumn[] => COLUMNS.map((name) => ({ name, type: TYPES[name], first: hand.map((row) => row[name]), second: system.map((row) => row[name]) }));
const columns = columnsOf(pair.hand, pair.system);

const linked = (input: readonly InputColumn[], options: LinkOptions): Map<string, number> => new Map(decide(compareLists(input, options), options).pairs.map(({ a, b, probability }) => [`${a}|${b}`, probability]));

/** Somebody who has nothing to do with the others but may share a village, a name or a day with some. */
const stranger = fc.record({
  name: fc.constantFrom("王秀英", "仉璎", "李芳", "欧阳雪", pair.hand[3]!.name), idNumber: fc.constantFrom("", "11010119300101123X", "110101750304112"),
  birthDate: fc.constantFrom("1930-01-01", "1975.3", "", pair.hand[5]!.birthDate), spouseName: fc.constantFrom("鲜于辅", "", "王强"), village: fc.constantFrom("天涯村", pair.hand[7]!.village),
  group: fc.constantFrom("", "3"), childName: fc.constantFrom("", "鲜于宝"),
});

describe("weights written out", () => {
  const options = { oneToOne: true, tongue: null };
  async function frozen(): Promise<{ weights: ListWeights; options: LinkOptions }> {
    const own = { ...options, tongue: await loadTongue(columns) };
    const { lists, model, blocks } = compareLists(columns, { ...own, freeze: true });
    const weights = JSON.parse(JSON.stringify(freezeLists(lists, model, blocks!))) as ListWeights;
    return { weights, options: { ...own, weights } };
  }

  it("give the same links again", async () => {
    const { options: again } = await frozen();
    const straight = linked(columns, { ...options, tongue: await loadTongue(columns) });
    const back = linked(columns, again);
    expect(back.size).toBeGreaterThan(350);
    let other = 0;
    for (const name of back.keys()) if (!straight.has(name)) other++;
    expect(other).toBeLessThanOrEqual(2);
  });

  it("an unrelated person, in either list or in both, changes no link at all; estimated again, none of probability ≥ .99", async () => {
    const { options: again } = await frozen();
    const free: LinkOptions = { oneToOne: true, tongue: again.tongue };
    const before = linked(columns, again);
    const estimated = linked(columns, free);
    const sure = [...estimated].filter(([, p]) => p >= 0.99).map(([name]) => name);
    expect(sure.length).toBeGreaterThan(350);
    fc.assert(
      fc.property(stranger, fc.constantFrom("first", "second", "both"), (person: Record<Column, string>, where) => {
        const more = columnsOf(where === "second" ? pair.hand : [...pair.hand, person], where === "first" ? pair.system : [...pair.system, person]);
        const without = (found: Map<string, number>): Map<string, number> => new Map([...found].filter(([name]) => Number(name.split("|")[0]) < pair.hand.length && Number(name.split("|")[1]) < pair.system.length));
        expect(without(linked(more, again))).toEqual(before);
        const now = linked(more, free);
        expect(sure.filter((name) => !now.has(name))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 240_000);

  it("hold nobody's own values", async () => {
    const { weights } = await frozen();
    const text = JSON.stringify(weights);
    for (const { idNumber } of pair.hand) if (idNumber.length > 10) expect(text).not.toContain(idNumber);
    expect(weights.columns.find(({ name }) => name === "village")?.common).not.toEqual({});
  });

  it("of other columns are refused by name", async () => {
    const { options: again } = await frozen();
    const [one] = columns;
    expect(() => compareLists([{ ...one!, name: "另一栏" }], again)).toThrow(UnknownColumns);
  });
});
