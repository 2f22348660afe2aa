/**
 * Recall and precision against the truth of generated townships that share no code with the engine: three seeds with usual noise,
 * every layout, all lawful exceptions; and clean townships, where nothing may be found but a few questions.
 */
import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import type { FindingsFile, SheetGrid } from "../../src/model.js";
import { describeScore } from "../support/score/report.js";
import { score } from "../support/score/score.js";
import { generateTownship } from "../support/township/generate.js";
import type { Township, TownshipOptions } from "../support/township/types.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

async function findingsOf(town: Township): Promise<FindingsFile> {
  if (profile === undefined) throw new Error("no profile");
  return (await reconcile(town.books as unknown as SheetGrid[], [], { profile, language: "zh" })).file;
}

const town = (options: Partial<TownshipOptions>): Township =>
  generateTownship({ seed: 1, women: 3000, villages: 12, noise: "usual", errors: true, layouts: "mixed", errorRate: 0.06, ...options });

describe("townships with errors", () => {
  it.each([101, 102, 103])("seed %i: recall and precision of at least 99 percent, one finding per error", async (seed) => {
    const { truth, books } = town({ seed });
    const result = score(await findingsOf({ truth, books }), truth);
    const report = describeScore(result);
    expect(result.recall, report).toBeGreaterThanOrEqual(0.99);
    expect(result.precision, report).toBeGreaterThanOrEqual(0.99);
    expect(result.findingsPerError, report).toBeLessThanOrEqual(1.1);
    expect(result.suspectAgreement, report).toBeGreaterThanOrEqual(0.99);
    expect(result.patterns.found, report).toBe(result.patterns.expected);
  });

  it("holds in the plain layout and for a small township", async () => {
    const { truth, books } = town({ seed: 110, women: 800, villages: 7, layouts: "plain" });
    const result = score(await findingsOf({ truth, books }), truth);
    expect(result.recall, describeScore(result)).toBeGreaterThanOrEqual(0.99);
    expect(result.precision, describeScore(result)).toBeGreaterThanOrEqual(0.99);
  });
});

describe("clean townships", () => {
  it.each<[number, "plain" | "mixed", "none" | "usual"]>([[201, "mixed", "usual"], [202, "plain", "usual"], [203, "mixed", "none"]])("seed %i, %s, noise %s: nothing but questions, fewer than 1 percent of the ledger rows", async (seed, layouts, noise) => {
    const clean = town({ seed, layouts, noise, errors: false });
    const file = await findingsOf(clean);
    expect(file.findings.filter((finding) => finding.kind !== "review").map((finding) => finding.why)).toEqual([]);
    expect(file.findings.length).toBeLessThan(0.01 * clean.truth.ledgerRows);
    expect(Object.keys(file.summary.writtenDifferently).length).toBeGreaterThan(noise === "none" ? -1 : 3);
  });
});

describe("columns that must not be read", () => {
  it("leave no trace in the findings, whatever the sheet", async () => {
    const both = town({ seed: 105, women: 600, villages: 6 });
    expect(JSON.stringify(both.books)).toContain(both.truth.skipMarker);
    expect(JSON.stringify(await findingsOf(both))).not.toContain(both.truth.skipMarker);
  });
});
