/** What a finding's rows are linked by comes beside the findings, for whoever shows it. */
import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import type { SheetGrid } from "../../src/model.js";
import { generateTownship } from "../support/township/generate.js";

describe("evidence", () => {
  it("has steps in bits, the heaviest first, for the findings about linked people, and names no ID number", async () => {
    const profile = builtInProfiles.get("nine-records");
    if (profile === undefined) throw new Error("the nine-records profile is built in");
    const { books } = generateTownship({ seed: 17, women: 500, villages: 4, noise: "usual", errors: true, layouts: "plain", errorRate: 0.05 });
    const { file, evidence } = await reconcile(books as unknown as SheetGrid[], [], { profile, language: "zh" });
    const linked = file.findings.filter((finding) => finding.kind === "mismatch" && finding.check === "ledgers");
    expect(linked.length).toBeGreaterThanOrEqual(5);
    for (const { id, link } of linked) {
      const steps = evidence?.get(id) ?? [];
      expect(steps.length).toBeGreaterThan(1);
      expect(steps.map(({ bits }) => bits)).toEqual([...steps.map(({ bits }) => bits)].sort((a, b) => b - a));
      expect(link.because.length).toBeGreaterThan(0);
      expect(JSON.stringify(steps)).not.toMatch(/\d{14}/);
    }
  });
});
