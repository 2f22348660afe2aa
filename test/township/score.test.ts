import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeScore } from "../support/score/report.js";
import { score } from "../support/score/score.js";
import type { FindingLike } from "../support/score/score.js";
import { generateTownship } from "../support/township/generate.js";
import type { TruthError } from "../support/township/types.js";

const { truth } = generateTownship({ seed: 21, women: 1500, villages: 8, noise: "usual", errors: true, layouts: "mixed" });

/** What a perfect engine would say of an error. */
function perfect(error: TruthError): FindingLike {
  return {
    kind: error.kind, check: error.check, field: error.field, village: error.village, entity: error.scope === "person" ? "e1" : null, suspect: error.suspect[0] ?? null,
    cells: error.scope === "part" ? [] : error.cells, ...(error.absentFrom ? { absentFrom: error.absentFrom } : {}),
  };
}
const all = truth.errors.map(perfect);
const patterns = truth.patterns.map((p) => ({ village: p.village.replace("村", ""), field: p.field }));

describe("score", () => {
  it("gives 1 to findings made of the truth", () => {
    const result = score({ findings: all, patterns }, truth);
    expect(describeScore(result)).not.toMatch(/^(missed|false)/m);
    expect([result.recall, result.precision, result.findingsPerError, result.checkAgreement, result.suspectAgreement]).toEqual([1, 1, 1, 1, 1]);
    expect(result.patterns.found).toBe(result.patterns.expected);
  });

  it("gives recall 0 to no findings", () => {
    const result = score({ findings: [] }, truth);
    expect(result.recall).toBe(0);
    expect(result.missedErrors).toHaveLength(truth.errors.length);
    expect(result.precision).toBe(1);
  });

  it("counts as missed exactly what was left out, whatever the order", () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(all.length - 1), { maxLength: 30 }), fc.boolean(), (left, backwards) => {
      const kept = all.filter((_, i) => !left.includes(i));
      const result = score({ findings: backwards ? [...kept].reverse() : kept }, truth);
      const missed = new Set(result.missedErrors.map((e) => e.id));
      expect([...missed].every((id) => left.some((i) => truth.errors[i]?.id === id))).toBe(true);
      expect(result.missedErrors.length).toBe(left.length);
      expect(result.falseFindings).toEqual([]);
    }), { numRuns: 25 });
  });

  it("takes a second finding of one error for no false one, but counts it", () => {
    const twice = score({ findings: [...all, ...all] }, truth);
    expect(twice.precision).toBe(1);
    expect(twice.findingsPerError).toBe(2);
  });

  it("takes a finding elsewhere, of another kind or another field, for false", () => {
    const error = truth.errors.find((e) => e.recipe.startsWith("ledger:hand:birthDate") || e.recipe.startsWith("ledger:electronic:birthDate") || e.recipe === "pattern");
    if (!error) throw new Error("no date error in the township");
    const right = perfect(error);
    const wrong: FindingLike[] = [
      { ...right, cells: right.cells.map((c) => ({ ...c, address: "ZZ9999" })) }, { ...right, kind: "duplicate" }, { ...right, field: "spouseName" }, { ...right, cells: right.cells.map((c) => ({ ...c, file: "other.xlsx" })) },
    ];
    expect(score({ findings: wrong }, truth).falseFindings).toHaveLength(4);
    expect(score({ findings: [{ ...right, cells: right.cells.map((c) => ({ ...c, file: null })) }] }, truth).falseFindings).toHaveLength(0);
  });

  it("takes review for no false alarm and for no answer", () => {
    const review = score({ findings: all.map((f) => ({ ...f, kind: "review" })) }, truth);
    expect(review.falseFindings).toEqual([]);
    expect(review.recall).toBe(0);
    expect(review.reviews).toBe(all.length);
    const one = truth.errors.find((e) => e.scope === "person");
    if (!one) throw new Error("no error of a person");
    expect(score({ findings: [{ ...perfect(one), kind: "review" }] }, { ...truth, errors: [{ ...one, ambiguous: true }] }).recall).toBe(1);
  });

  it("does not let a person missing from a part answer for the part", () => {
    const part = truth.errors.find((e) => e.scope === "part");
    if (!part) throw new Error("no absent part");
    expect(score({ findings: [perfect(part)] }, { ...truth, errors: [part] }).recall).toBe(1);
    expect(score({ findings: [{ ...perfect(part), entity: "e7" }] }, { ...truth, errors: [part] }).recall).toBe(0);
  });
});
