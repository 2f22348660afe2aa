/**
 * npm run bench: the engine on nine records of townships from 5,000 to 200,000 women, reading excluded: seconds by stage, memory, and
 * how time grows. The peer in the same run is the least that any reconciling must do, a Map over the two ledgers' ID numbers and a
 * comparison of their cells as text, so that figures of different machines compare.
 *
 * Each size runs in processes of its own: one makes the township, one reads its sheets back as the importer hands them over (equal
 * texts are one string) and reconciles them.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { generateTownship } from "../test/support/township/generate.js";
import { builtInProfiles } from "../src/profile/built-in.js";
import { reconcile } from "../src/reconcile.js";
import type { CellValue, SheetGrid } from "../src/model.js";

const SIZES = [5_000, 20_000, 50_000, 100_000, 200_000];

type Book = SheetGrid & { readonly record: string };

interface Figures {
  readonly rows: number;
  readonly seconds: number;
  readonly peer: number;
  readonly megabytes: number;
  readonly stages: Readonly<Record<string, number>>;
}

/** Both ledgers by ID number, cell by cell as text: no dates, codes, names, events. Answers how many cells differ. */
function peer(grids: readonly Book[]): number {
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

function make(women: number, file: string): void {
  const { books } = generateTownship({ seed: 7, women, villages: Math.max(4, Math.round(women / 400)), noise: "usual", errors: true, layouts: "plain", errorRate: 0.03 });
  writeFileSync(file, serialize(books.map(({ file: name, sheet, record, rows, columnCount, merges, hiddenRows }) => ({ file: name, sheet, record, rows, columnCount, merges, hiddenRows }))));
}

function load(file: string): Book[] {
  const texts = new Map<string, string>();
  const one = (cell: CellValue): CellValue => {
    if (typeof cell !== "string") return cell;
    const known = texts.get(cell);
    if (known === undefined) texts.set(cell, cell);
    return known ?? cell;
  };
  return (deserialize(readFileSync(file)) as Book[]).map((book) => ({ ...book, rows: book.rows.map((row) => row.map(one)) }));
}

async function run(file: string): Promise<Figures> {
  const grids = load(file);
  const profile = builtInProfiles.get("nine-records");
  if (profile === undefined) throw new Error("the nine-records profile is built in");
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const stages = new Map<string, number>();
  let peak = before;
  let stage = "";
  const start = performance.now();
  let last = start;
  const step = (next: string): void => {
    const now = performance.now();
    if (stage !== "") stages.set(stage, (stages.get(stage) ?? 0) + now - last);
    last = now;
    stage = next;
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  await reconcile(grids, [], { profile, language: "zh", onProgress: (progress) => step(progress.stage) });
  step("");
  const peerStart = performance.now();
  peer(grids);
  return {
    rows: grids.reduce((sum, grid) => sum + grid.rows.length, 0),
    seconds: (last - start) / 1000,
    peer: (performance.now() - peerStart) / 1000,
    megabytes: (peak - before) / 1e6,
    stages: Object.fromEntries([...stages].map(([name, ms]) => [name, Math.round(ms)])),
  };
}

/** Runs this program again in a process of its own; answers what it prints. */
function child(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "--max-old-space-size=16000", process.argv[1] ?? "", ...words], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const [task, women = "", file = ""] = process.argv.slice(2);
if (task === "make") make(Number(women), file);
else if (task === "run") process.stdout.write(JSON.stringify(await run(file)));
else {
  const folder = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  process.stdout.write("  women      rows   engine s   s per 100k rows   times the peer     MB   stages (ms)\n");
  try {
    for (const size of task === undefined ? SIZES : [Number(task)]) {
      const town = join(folder, `${size}.bin`);
      child("make", String(size), town);
      const { rows, seconds, peer: peerSeconds, megabytes, stages } = JSON.parse(child("run", String(size), town)) as Figures;
      process.stdout.write(`${String(size).padStart(7)} ${String(rows).padStart(9)} ${seconds.toFixed(2).padStart(10)} ${((seconds / rows) * 1e5).toFixed(2).padStart(17)} ${(seconds / peerSeconds).toFixed(1).padStart(16)} ${megabytes.toFixed(0).padStart(6)}   ${Object.entries(stages).map(([name, ms]) => `${name} ${ms}`).join(", ")}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
