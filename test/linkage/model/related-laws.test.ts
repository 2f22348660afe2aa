/** Laws of one list in which households were found, and what the head of the household's name says there. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { decide, type AcceptedPair } from "../../../src/linkage/model/decide.js";
import { makeLists, type InputColumn } from "../../../src/linkage/model/fields.js";
import { NULL_LEVEL, SAME } from "../../../src/linkage/model/levels.js";
import { compareLists, type LinkOptions } from "../../../src/linkage/model/link-lists.js";
import { crossings, levelsOf, levelsOfPairs } from "../../../src/linkage/model/pair-levels.js";
import { register, REGISTER_COLUMNS, type RegisterRow } from "../../support/households.js";

const TYPES = { name: "name", birthDate: "date", head: "name", village: "text", group: "code", house: "code" } as const;
type Name = (typeof REGISTER_COLUMNS)[number];

const columnsOf = (rows: readonly RegisterRow[], names: readonly Name[] = REGISTER_COLUMNS): InputColumn[] => names.map((name) => ({ name, type: TYPES[name], first: rows.map((row) => row[name]), second: null }));

async function linked(columns: readonly InputColumn[]): Promise<{ pairs: readonly AcceptedPair[]; family: boolean }> {
  const options: LinkOptions = { oneToOne: false, tongue: await loadTongue(columns) };
  const linkage = compareLists(columns, options);
  return { pairs: decide(linkage, options).pairs, family: linkage.model.family !== undefined };
}

describe("the head of the household", () => {
  const row = (name: string, head: string, birthDate = "1950-01-01"): RegisterRow => ({ name, birthDate, head, village: "新塘村", group: "1", house: "2" });
  // Two more members of the first house, so that its head's name is the commoner column.
  const others = [row("孙三", "王建国"), row("钱二", "王建国")];
  function levels(one: RegisterRow, two: RegisterRow, names: readonly Name[] = REGISTER_COLUMNS): Record<string, number> {
    const { fields, place } = makeLists(columnsOf([one, two, ...others], names), null);
    const [a = 0, b = 0] = [place.indexOf(0), place.indexOf(1)].sort((x, y) => x - y);
    const out = new Uint8Array(fields.length);
    levelsOf(fields, crossings(fields), a, b, out, 0);
    const all = new Uint8Array(fields.length);
    levelsOfPairs(fields, crossings(fields), { first: Int32Array.of(a), second: Int32Array.of(b) }, all);
    expect(all).toEqual(out);
    return Object.fromEntries(fields.map(({ name }, f) => [name, out[f]!]));
  }

  it("says nothing where it is one's own name in both rows: alike or not", () => {
    expect(levels(row("王建国", "王建国"), row("王建国", "王建国", "1951-01-01"))).toMatchObject({ name: SAME, head: NULL_LEVEL });
    expect(levels(row("王建国", "王建国"), row("王健国", "王健国"))).toMatchObject({ name: 4, head: NULL_LEVEL });
    expect(levels(row("王建国", "王建国"), row("李大山", "李大山"))).toMatchObject({ name: 8, head: NULL_LEVEL });
  });

  it("the head is the column that many rows share, wherever it stands", () => {
    for (const names of [["name", "head", "birthDate"], ["head", "name", "birthDate"]] as const) {
      expect(levels(row("王建国", "王建国"), row("王建国", "王建国"), names)).toMatchObject({ name: SAME, head: NULL_LEVEL });
      expect(levels(row("王建国", "王建国"), row("李大山", "李大山"), names)).toMatchObject({ name: 8, head: NULL_LEVEL });
    }
  });

  it("says something where one of the two is somebody else's house", () => {
    expect(levels(row("王建国", "王建国"), row("李秀英", "王建国"))).toMatchObject({ head: SAME });
    expect(levels(row("张春梅", "王建国"), row("李秀英", "王建国"))).toMatchObject({ name: 8, head: SAME });
    expect(levels(row("李秀英", "王建国"), row("李秀英", "赵大山"))).toMatchObject({ name: SAME, head: 8 });
  });
});

describe("laws where a third class is found", () => {
  const { rows } = register(8, 250, 0.08);
  const plain = linked(columnsOf(rows));
  const named = (pairs: readonly AcceptedPair[], at: (row: number) => number = (row) => row): Map<string, number> =>
    new Map(pairs.map(({ a, b, probability }) => [[at(a), at(b)].sort((x, y) => x - y).join("|"), probability]));

  it("the order of rows changes nothing", async () => {
    const straight = named((await plain).pairs);
    expect((await plain).family).toBe(true);
    expect(straight.size).toBeGreaterThan(50);
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }), async (order) => {
      const back = await linked(columnsOf(order.map((row) => rows[row]!)));
      expect(back.family).toBe(true);
      const found = named(back.pairs, (row) => order[row]!);
      expect([...found.keys()].sort()).toEqual([...straight.keys()].sort());
      for (const [pair, probability] of found) expect(probability).toBeCloseTo(straight.get(pair)!, 9);
    }), { numRuns: 5 });
  });

  it("the order of columns changes no link of p ≥ .99", async () => {
    const sure = [...named((await plain).pairs)].filter(([, probability]) => probability >= 0.99).map(([pair]) => pair);
    for (const names of [["head", "name", "birthDate", "village", "group", "house"], ["house", "group", "village", "head", "birthDate", "name"]] as const) {
      const back = await linked(columnsOf(rows, names));
      expect(back.family).toBe(true);
      const found = named(back.pairs);
      expect(sure.filter((pair) => !found.has(pair))).toEqual([]);
      expect(Math.abs(found.size - (await plain).pairs.length)).toBeLessThanOrEqual(2);
    }
  });

  it("a stranger, or somebody of a house of her own in a village of theirs, changes no link of p ≥ .99", async () => {
    const sure = [...named((await plain).pairs)].filter(([, probability]) => probability >= 0.99).map(([pair]) => pair);
    expect(sure.length).toBeGreaterThan(40);
    await fc.assert(fc.asyncProperty(fc.constantFrom("仉璎", "王秀英", "欧阳雪"), fc.integer({ min: 0, max: rows.length - 1 }), fc.boolean(), async (name, at, shares) => {
      const stranger: RegisterRow = { name, birthDate: "1930-01-01", head: name, village: shares ? rows[at]!.village : "天涯村", group: shares ? rows[at]!.group : "12", house: "99" };
      const after = await linked(columnsOf([...rows.slice(0, at), stranger, ...rows.slice(at)]));
      const found = named(after.pairs, (row) => (row === at ? -1 : row > at ? row - 1 : row));
      expect(sure.filter((pair) => !found.has(pair))).toEqual([]);
    }), { numRuns: 8 });
  });
});
