/** A long run tells how far it is: every stage with counts that grow, a few thousand rows at a time, and it can be stopped in between. */
import { describe, expect, it } from "vitest";
import type { Progress, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { Cancelled, reconcile } from "../../src/reconcile.js";
import { generateTownship } from "../support/township/generate.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");
const options = { profile, language: "zh" } as const;
const books = generateTownship({ seed: 11, women: 4000, villages: 6, noise: "none", errors: true, layouts: "plain", errorRate: 0.2 }).books as unknown as SheetGrid[];

describe("progress", () => {
  it("grows within each stage, never beyond its total", async () => {
    const told: Progress[] = [];
    const { file } = await reconcile(books, [], { ...options, onProgress: (progress) => told.push(progress) });
    const stages = [...new Set(told.map((one) => one.stage))];
    expect(stages).toEqual(["table", "normalise", "link", "check", "report"]);
    for (const stage of stages) {
      const own = told.filter((one) => one.stage === stage);
      expect(new Set(own.map((one) => one.total)).size, stage).toBe(1);
      own.forEach((one, i) => {
        expect(one.done, stage).toBeGreaterThanOrEqual(own[i - 1]?.done ?? 0);
        expect(one.done, stage).toBeLessThanOrEqual(one.total);
      });
    }
    const normalise = told.filter((one) => one.stage === "normalise");
    const rows = normalise[0]?.total ?? 0;
    expect(rows).toBeGreaterThan(8000);
    expect(normalise.length).toBeGreaterThan(4);
    expect(normalise.length).toBeLessThanOrEqual(1 + rows / 2000);
    expect(normalise.at(-1)?.done).toBeGreaterThan(rows / 2);
    expect(file.findings.length).toBeGreaterThan(500);
    expect(told.filter((one) => one.stage === "report").length).toBe(1 + Math.floor((file.findings.length - 1) / 500));
  });

  it.each(["normalise", "report"] as const)("can be stopped in the middle of %s", async (stage) => {
    let middle = false;
    const run = reconcile(books, [], { ...options, onProgress: (progress) => { middle ||= progress.stage === stage && progress.done > 0; }, cancelled: () => middle });
    await expect(run).rejects.toBeInstanceOf(Cancelled);
  });
});
