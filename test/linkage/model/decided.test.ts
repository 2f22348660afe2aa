/** What the user decided comes before any evidence: two lists one to one and not, one list, and what the command says of it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Trouble } from "../../../src/cli/trouble.js";
import { decisionsOf } from "../../../src/link/read-decisions.js";
import { loadTongue } from "../../../src/link/tongue.js";
import { decide, type Decision } from "../../../src/linkage/model/decide.js";
import type { Decisions } from "../../../src/linkage/model/decided.js";
import type { InputColumn } from "../../../src/linkage/model/fields.js";
import { compareLists } from "../../../src/linkage/model/link-lists.js";
import { reviewOf } from "../../../src/linkage/model/review.js";
import { idNumber } from "../../support/id-number.js";
import { chineseLists } from "./chinese-lists.js";

const { columns, truth } = chineseLists(21, 150, 0.33, 0.05);
const tongue = await loadTongue(columns);
const rows = columns[0]!.first.length;
const others = columns[0]!.second!.length;
const one = columns.map((column): InputColumn => ({ ...column, first: [...column.first, ...column.second!], second: null }));

function linked(input: readonly InputColumn[], oneToOne: boolean, decisions: Partial<Decisions>): Decision {
  const options = { oneToOne, tongue, decisions: { same: [], different: [], ...decisions } };
  return decide(compareLists(input, options), options);
}
const names = ({ pairs }: Decision): Map<string, number> => new Map(pairs.map(({ a, b, probability }) => [`${a}|${b}`, probability]));
const pair = fc.tuple(fc.integer({ min: 0, max: rows - 1 }), fc.integer({ min: 0, max: others - 1 }));

describe("two lists", () => {
  it.each([true, false])("a pair said to be the same is linked for certain, one said to be different is not (one to one: %s)", (oneToOne) => {
    const before = names(linked(columns, oneToOne, {}));
    expect(before.size).toBeGreaterThan(120);
    fc.assert(
      fc.property(fc.uniqueArray(pair, { minLength: 1, maxLength: 5, selector: ([a]) => a }), fc.subarray([...before.keys()], { minLength: 1, maxLength: 5 }), (picked, linkedBefore) => {
        const same = picked.filter(([, b], i) => picked.findIndex((other) => other[1] === b) === i);
        const taken = (a: number, b: number): boolean => same.some(([x, y]) => x === a || y === b);
        const different = linkedBefore.map((name) => name.split("|").map(Number) as [number, number]).filter(([a, b]) => !taken(a, b));
        const found = linked(columns, oneToOne, { same, different });
        const after = names(found);
        for (const [a, b] of same) expect(after.get(`${a}|${b}`)).toBe(1);
        expect(found.pairs.filter(({ decided }) => decided)).toHaveLength(same.length);
        for (const [a, b] of different) expect(after.has(`${a}|${b}`)).toBe(false);
        if (oneToOne) for (const { a, b } of found.pairs) if (taken(a, b)) expect(same.some(([x, y]) => x === a && y === b)).toBe(true);
        // A pair that nothing was said of, nor of a row that could have been either's, stands as it did.
        const touched = new Set(same.concat(different).flatMap(([a, b]) => [`a${a}`, `b${b}`]));
        let lost = 0;
        for (const name of before.keys()) {
          const [a, b] = name.split("|");
          if (!touched.has(`a${a!}`) && !touched.has(`b${b!}`) && !after.has(name)) lost++;
        }
        expect(lost).toBeLessThanOrEqual(1);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it("is asked about no more, even where two valid numbers bar it", () => {
    const twins = (side: "first" | "second"): string[][] => [["王秀英", side === "first" ? idNumber("1975-03-04", 124) : idNumber("1975-03-04", 786), "1975-03-04", "李大山", "新塘村", side === "first" ? "13912345678" : "13787654321"]];
    const more = columns.map((column, f): InputColumn => ({ ...column, first: [...column.first, ...twins("first").map((row) => row[f]!)], second: [...column.second!, ...twins("second").map((row) => row[f]!)] }));
    const asked = (decisions: Partial<Decisions>): boolean => {
      const options = { oneToOne: false, tongue, decisions: { same: [], different: [], ...decisions } };
      const linkage = compareLists(more, options);
      expect(linkage.barred.odds.length).toBeGreaterThan(0);
      return reviewOf(linkage, decide(linkage, options)).some(({ a, b }) => a === rows && b === others);
    };
    expect(asked({})).toBe(true);
    expect(asked({ different: [[rows, others]] })).toBe(false);
    expect(asked({ same: [[rows, others]] })).toBe(false);
  });

  it("nor is a different pair linked by the second look", () => {
    const { pairs } = linked(columns, true, {});
    const { pairs: after } = linked(columns, true, { different: pairs.map(({ a, b }): [number, number] => [a, b]) });
    const before = new Set(pairs.map(({ a, b }) => `${a}|${b}`));
    expect(after.filter(({ a, b }) => before.has(`${a}|${b}`))).toEqual([]);
  });
});

describe("one list", () => {
  const person = fc.integer({ min: 0, max: rows + others - 1 });

  it("no chain joins two who are different, and whoever is the same pulls his group along", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(person, person).filter(([a, b]) => a !== b), { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: 0, max: rows - 1 }), { minLength: 1, maxLength: 6 }), (same, apart) => {
        const group = Int32Array.from({ length: rows + others }, (_, i) => i);
        const find = (row: number): number => (group[row] === row ? row : find(group[row]!));
        for (const [a, b] of same) group[find(a)] = find(b);
        // True pairs are torn apart.
        const different = apart.filter((a) => truth[a]! >= 0).map((a): [number, number] => [a, rows + truth[a]!]).filter(([a, b]) => find(a) !== find(b));
        const found = linked(one, false, { same, different });
        for (const [a, b] of same) expect(found.person[a]).toBe(found.person[b]);
        for (const [a, b] of different) expect(found.person[a]).not.toBe(found.person[b]);
        const after = names(found);
        for (const [a, b] of same) expect(after.get(`${Math.min(a, b)}|${Math.max(a, b)}`)).toBe(1);
        for (const { a, b } of found.pairs) expect(found.person[a]).toBe(found.person[b]);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("a whole group of alike rows is split where two of them are different", () => {
    const alike = one.map((column): InputColumn => ({ ...column, first: [...column.first, ...Array.from({ length: 8 }, () => column.first[0]!)] }));
    const last = alike[0]!.first.length;
    const together = linked(alike, false, {});
    expect(new Set([0, ...Array.from({ length: 8 }, (_, i) => last - 1 - i)].map((row) => together.person[row]))).toHaveLength(1);
    const { person: split } = linked(alike, false, { different: [[last - 1, last - 2], [0, last - 1]] });
    expect(split[last - 1]).not.toBe(split[last - 2]);
    expect(split[last - 1]).not.toBe(split[0]);
    expect(split[0]).toBe(split[last - 3]);
  });
});

describe("decisions by id", () => {
  const a = { file: "a.csv", ids: ["a1", "a2", "a3", "x", "x"] };
  const b = { file: "b.csv", ids: ["b1", "b2"] };
  it("become places", () => {
    expect(decisionsOf({ same: [["a2", "b1"]], different: [["a1", "b2"]] }, a, b, true)).toEqual({ same: [[1, 0]], different: [[0, 1]] });
    expect(decisionsOf({ same: [["a2", "a1"]], different: [] }, a, null, false)).toEqual({ same: [[1, 0]], different: [] });
  });
  it.each<[string, Parameters<typeof decisionsOf>, string]>([
    ["an id that is nobody's", [{ same: [["a9", "b1"]], different: [] }, a, b, true], "a9"],
    ["an id of the other list", [{ same: [["b1", "a1"]], different: [] }, a, b, true], "b1"],
    ["an id of several rows", [{ same: [], different: [["x", "b1"]] }, a, b, true], "x"],
    ["the same and different", [{ same: [["a1", "b1"]], different: [["a1", "b1"]] }, a, b, false], "a1, b1"],
    ["different at the ends of a chain", [{ same: [["a1", "a2"], ["a2", "a3"]], different: [["a3", "a1"]] }, a, null, false], "a3, a1"],
    ["two partners, one to one", [{ same: [["a1", "b1"], ["a1", "b2"]], different: [] }, a, b, true], "a1"],
    ["itself", [{ same: [["a1", "a1"]], different: [] }, a, null, false], "a1"],
  ])("are refused: %s", (_, args, named) => {
    try {
      decisionsOf(...args);
    } catch (fault) {
      expect(fault).toBeInstanceOf(Trouble);
      expect((fault as Trouble).sentence.zh).toContain(named);
      expect((fault as Trouble).sentence.en).toContain(named);
      return;
    }
    throw new Error("not refused");
  });
});

describe("npm run link", () => {
  const root = resolve(fileURLToPath(import.meta.url), "../../../..");
  let folder = "";
  const path = (name: string): string => join(folder, name);
  const run = (...words: string[]): { status: number | null; stderr: string } => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/run.mjs"), join(root, "src/link-cli.ts"), ...words], { encoding: "utf8" });
    return { status, stderr };
  };
  const settings = (more: object): string => {
    writeFileSync(path("s.json"), JSON.stringify({ id: "编号", oneToOne: true, columns: columns.map(({ name, type }) => ({ name, type })), ...more }));
    return path("s.json");
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "decided-"));
    for (const side of ["first", "second"] as const) {
      const lines = columns[0]![side]!.map((_, row) => [`${side[0]!}${row}`, ...columns.map((column) => column[side]![row]!)].join(","));
      writeFileSync(path(`${side}.csv`), `${[["编号", ...columns.map(({ name }) => name)].join(","), ...lines].join("\n")}\n`);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("says that the user decided, in both languages, with probability 1", () => {
    const file = settings({ same: [["f0", "s1"]], different: [["f20", `s${truth[20]!}`]] });
    for (const [language, words] of [["zh", "按用户的决定"], ["en", "decided by the user"]] as const) {
      expect(run(path("first.csv"), path("second.csv"), "--settings", file, "--out", path("p.csv"), "--lang", language)).toEqual({ status: 0, stderr: "" });
      const lines = readFileSync(path("p.csv"), "utf8").split("\n");
      expect(lines.filter((line) => line.startsWith("f0,"))).toEqual([expect.stringMatching(new RegExp(`^f0,s1,1\\.000000,"?${words}`))]);
      expect(lines.filter((line) => line.startsWith(`f20,s${truth[20]!},`))).toEqual([]);
      expect(lines.filter((line) => line.includes(words))).toHaveLength(1);
    }
  });

  it("an id that is not there, or no pair: status 2, one line that names it", () => {
    for (const [more, named] of [[{ same: [["f0", "s99999"]] }, "s99999"], [{ different: [["f0"]] }, "different"], [{ same: "f0" }, "same"]] as const) {
      const { status, stderr } = run(path("first.csv"), path("second.csv"), "--settings", settings(more), "--out", path("x.csv"));
      expect(status).toBe(2);
      expect(stderr).toContain(named);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    }
  });
});
