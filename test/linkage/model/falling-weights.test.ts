/** Weights of levels: a lower one never speaks louder than a higher one, whatever the pairs show; what pools to make it so is its neighbours. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { estimate, noMisses, type FieldWeights } from "../../../src/linkage/model/estimate.js";
import { makeLists, type InputColumn, type Lists } from "../../../src/linkage/model/fields.js";
import { LEARNED, NULL_LEVEL, SAME } from "../../../src/linkage/model/levels.js";
import { compareLists } from "../../../src/linkage/model/link-lists.js";
import { FIELD_TYPES, type FieldType } from "../../../src/linkage/model/settings.js";
import { register, REGISTER_COLUMNS } from "../../support/households.js";
import { COLUMNS, ledgerPair } from "../../support/ledger-pair.js";

/** Levels below "same" that are ordered: all but the one that was learned. */
const ordered = (type: FieldType, levels: number): number[] => Array.from({ length: levels - 2 }, (_, i) => i + 2).filter((level) => level !== LEARNED[type]);

function expectFalling(type: FieldType, { m, u, weight, typical }: FieldWeights): void {
  const levels = ordered(type, weight.length);
  const ceiling = Math.max(0, Math.log2(m[SAME]!) + typical, Math.log2(m[SAME]! / u[SAME]!));
  const learned = LEARNED[type];
  expect(weight[NULL_LEVEL]).toBe(0);
  expect(weight[SAME]).toBe(Math.log2(m[SAME]!));
  for (const level of levels) {
    expect(Number.isFinite(weight[level])).toBe(true);
    expect(weight[level]).toBeLessThanOrEqual(ceiling);
  }
  for (let i = 1; i < levels.length; i++) expect(weight[levels[i]!]).toBeLessThanOrEqual(weight[levels[i - 1]!]!);
  if (learned !== undefined) expect(weight[learned]).toBeCloseTo(Math.min(Math.log2(m[learned]! / u[learned]!), typical), 9);
  // Levels of one weight are one level: their shares together.
  for (let i = 0; i < levels.length; ) {
    let end = i + 1;
    while (end < levels.length && weight[levels[end]!] === weight[levels[i]!]) end++;
    const own = levels.slice(i, end);
    const sum = (shares: Float64Array): number => own.reduce((total, level) => total + shares[level]!, 0);
    if (weight[own[0]!]! < ceiling) expect(weight[own[0]!]).toBeCloseTo(Math.log2(sum(m) / sum(u)), 6);
    i = end;
  }
}

const ROWS = 30;
const columns = FIELD_TYPES.map((type, c): InputColumn => ({ name: type, type, first: Array.from({ length: ROWS }, (_, row) => (type === "date" ? `19${50 + ((row * (c + 3)) % 20)}-03-04` : `${(row * (c + 3)) % 11}${type === "name" ? "王" : "7"}`)), second: null }));

/** What is estimated from pairs of any levels and samples of any shares. */
function weightsOf(lists: Lists, picks: readonly number[], samples: readonly Float64Array[], known: Float64Array | null): readonly FieldWeights[] {
  const first = Int32Array.from({ length: ROWS - 1 }, (_, i) => i);
  const second = first.map((row) => row + 1);
  const levels = Uint8Array.from({ length: first.length * lists.fields.length }, (_, i) => picks[i % picks.length]! % lists.fields[i % lists.fields.length]!.levels);
  return estimate(lists, { first, second }, levels, null, known, noMisses(lists.fields), samples).fields;
}

describe("weights never rise from a level to a lower one", () => {
  it("whatever the levels of the pairs and their shares by chance", () => {
    const lists = makeLists(columns, null);
    expect(lists.fields.map(({ type }) => type)).toEqual([...FIELD_TYPES]);
    let pooled = 0;
    const share = fc.oneof(fc.constant(0), fc.double({ min: 1e-7, max: 1, noNaN: true }));
    fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 7, maxLength: 240 }), fc.array(share, { minLength: 10, maxLength: 10 }), fc.option(fc.double({ min: 0, max: 1, noNaN: true })), (picks, shares, chance) => {
      const samples = lists.fields.map((field, f) => Float64Array.from({ length: field.levels }, (_, level) => (level < 2 ? 0 : shares[(level + f) % shares.length]!)));
      const found = weightsOf(lists, picks, samples, chance === null ? null : new Float64Array(ROWS - 1).fill(chance));
      found.forEach((weights, f) => {
        expectFalling(lists.fields[f]!.type, weights);
        const raw = ordered(lists.fields[f]!.type, weights.weight.length).map((level) => Math.log2(weights.m[level]! / weights.u[level]!));
        if (raw.some((bits, i) => i > 0 && bits > raw[i - 1]!)) pooled++;
      });
    }), { numRuns: 150 });
    expect(pooled).toBeGreaterThan(300); // else nothing was put in order
  });

  it("on ledgers and on a register", async () => {
    const types = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", group: "code", childName: "name", head: "name", house: "code" } as const;
    const { hand, system } = ledgerPair(12, 400, "awful");
    const { rows } = register(12, 250, 0.05);
    const inputs = [
      COLUMNS.map((name): InputColumn => ({ name, type: types[name], first: hand.map((row) => row[name]), second: system.map((row) => row[name]) })),
      REGISTER_COLUMNS.map((name): InputColumn => ({ name, type: types[name], first: rows.map((row) => row[name]), second: null })),
    ];
    for (const input of inputs) {
      const { lists, model } = compareLists(input, { oneToOne: false, tongue: await loadTongue(input) });
      model.fields.forEach((weights, f) => expectFalling(lists.fields[f]!.type, weights));
    }
  });
});
