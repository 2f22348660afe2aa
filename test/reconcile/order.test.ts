/** The same books in another order give the same findings: rows, columns, sheets, files. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import type { SheetGrid } from "../../src/model.js";
import { generateTownship } from "../support/township/generate.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

async function ids(grids: readonly SheetGrid[]): Promise<string[]> {
  if (profile === undefined) throw new Error("no profile");
  const { file } = await reconcile(grids, [], { profile, language: "zh" });
  return file.findings.map((finding) => `${finding.id} ${finding.case} ${finding.kind} ${finding.number} ${finding.rank}`);
}

/** A shuffle that depends on nothing but the seed. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** Sheets of the plain layout: one title row, one header row, then data. */
const HEAD = 2;

/** Data rows in the bundles that belong together: a twin's row, without a name of its own, stays under the couple's. */
function together(grid: SheetGrid): SheetGrid["rows"][number][][] {
  const name = (grid.rows[HEAD - 1] ?? []).findIndex((cell) => typeof cell === "string" && /^(妇女|育龄妇女)?姓名$/.test(cell));
  const bundles: SheetGrid["rows"][number][][] = [];
  for (const row of grid.rows.slice(HEAD)) {
    const last = bundles[bundles.length - 1];
    if (name >= 0 && last !== undefined && ["", "/", null].includes((row[name] ?? null) as string | null)) last.push(row);
    else bundles.push([row]);
  }
  return bundles;
}

function turned(grid: SheetGrid, seed: number, what: "rows" | "columns"): SheetGrid {
  if (what === "rows") return { ...grid, rows: [...grid.rows.slice(0, HEAD), ...shuffled(together(grid), seed).flat()] };
  const order = shuffled([...Array(grid.columnCount).keys()], seed);
  return { ...grid, rows: grid.rows.map((row, r) => (r === 0 ? row : order.map((column) => row[column] ?? null))) };
}

const town = generateTownship({ seed: 77, women: 700, villages: 6, noise: "usual", errors: true, layouts: "plain", errorRate: 0.05 });
const grids = town.books as unknown as SheetGrid[];

describe("the order of the input changes nothing", () => {
  it.each<"rows" | "columns">(["rows", "columns"])("order of %s", async (what) => {
    const plain = await ids(grids);
    expect(plain.length).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        expect(await ids(grids.map((grid, i) => turned(grid, seed + i, what)))).toEqual(plain);
      }),
      { numRuns: 4 },
    );
  });

  it("order of sheets and files, and other file names", async () => {
    const plain = await ids(grids);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        expect(await ids(shuffled(grids, seed).map((grid, i) => ({ ...grid, file: `${seed % 7}-${i}.xlsx` })))).toEqual(plain);
      }),
      { numRuns: 4 },
    );
  });

  it("order of sheets in every layout", async () => {
    const mixed = generateTownship({ seed: 78, women: 700, villages: 6, noise: "usual", errors: true, layouts: "mixed", errorRate: 0.05 }).books as unknown as SheetGrid[];
    expect(await ids(shuffled(mixed, 5))).toEqual(await ids(mixed));
  });
});
