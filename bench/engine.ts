/**
 * npm run bench: the engine on nine records of townships from 5,000 to 200,000 women, reading excluded: seconds by stage, peak
 * memory, rows a second, and how time grows. The peer in the same run is the least that any reconciling must do: a Map over the two
 * ledgers' ID numbers and a comparison of their cells as text (what a careful script does), so that figures of different machines compare.
 */
import { spawnSync } from "node:child_process";
import { generateTownship } from "../test/support/township/generate.js";
import { builtInProfiles } from "../src/profile/built-in.js";
import { reconcile } from "../src/reconcile.js";
import type { SheetGrid } from "../src/model.js";

const SIZES = [5_000, 20_000, 50_000, 100_000, 200_000];

/** Both ledgers by ID number, cell by cell as text: no dates, codes, names, events. Answers how many cells differ. */
function peer(grids: readonly (SheetGrid & { readonly record: string })[]): number {
  const people = new Map<string, string[]>();
  let differing = 0;
  for (const grid of grids) {
    if (grid.record !== "handLedger" && grid.record !== "electronicLedger") continue;
    for (const row of grid.rows) {
      const texts = row.map((cell) => (cell === null ? "" : typeof cell === "object" ? cell.shown : String(cell)));
      const id = texts.find((text) => /^\d{17}[\dX]$/.test(text) || /^\d{15}$/.test(text));
      if (id === undefined) continue;
      const known = people.get(id);
      if (known === undefined) people.set(id, texts);
      else for (let i = 0; i < texts.length; i++) if (known[i] !== texts[i]) differing++;
    }
  }
  return differing;
}

async function one(women: number): Promise<void> {
  const town = generateTownship({ seed: 7, women, villages: Math.max(4, Math.round(women / 400)), noise: "usual", errors: true, layouts: "plain", errorRate: 0.03 });
  const grids = town.books as unknown as (SheetGrid & { readonly record: string })[];
  const rows = grids.reduce((sum, grid) => sum + grid.rows.length, 0);
  const profile = builtInProfiles.get("nine-records");
  if (profile === undefined) throw new Error("the nine-records profile is built in");
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const stages = new Map<string, number>();
  let peak = before;
  let last = performance.now();
  let stage = "";
  const start = last;
  const result = await reconcile(grids, [], {
    profile,
    language: "zh",
    onProgress: (progress) => {
      const now = performance.now();
      if (stage !== "") stages.set(stage, (stages.get(stage) ?? 0) + now - last);
      last = now;
      stage = progress.stage;
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  const end = performance.now();
  stages.set(stage, (stages.get(stage) ?? 0) + end - last);
  peak = Math.max(peak, process.memoryUsage().rss);
  const peerStart = performance.now();
  peer(grids);
  const peerTime = performance.now() - peerStart;
  process.stdout.write(`${JSON.stringify({ women, rows, seconds: (end - start) / 1000, peer: peerTime / 1000, megabytes: (peak - before) / 1e6, findings: result.file.findings.length, stages: Object.fromEntries([...stages].map(([name, ms]) => [name, Math.round(ms)])) })}\n`);
}

const wanted = process.argv[2];
if (wanted !== undefined) await one(Number(wanted));
else {
  process.stdout.write("women      rows    engine s   s per 100k rows   ratio to the peer   MB   stages (ms)\n");
  for (const women of SIZES) {
    const run = spawnSync(process.execPath, ["--expose-gc", "--max-old-space-size=12000", process.argv[1] ?? "", String(women)], { encoding: "utf8" });
    if (run.status !== 0) {
      process.stderr.write(run.stderr);
      process.exit(1);
    }
    const { rows, seconds, peer: peerSeconds, megabytes, stages } = JSON.parse(run.stdout) as { rows: number; seconds: number; peer: number; megabytes: number; stages: Record<string, number> };
    process.stdout.write(`${String(women).padStart(7)} ${String(rows).padStart(9)} ${seconds.toFixed(2).padStart(9)} ${((seconds / rows) * 1e5).toFixed(2).padStart(13)} ${(seconds / peerSeconds).toFixed(1).padStart(16)} ${megabytes.toFixed(0).padStart(9)}   ${Object.entries(stages).map(([name, ms]) => `${name} ${ms}`).join(", ")}\n`);
  }
}
