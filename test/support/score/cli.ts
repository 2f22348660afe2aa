/** `score FINDINGS.json TRUTH.json`: prints how well the findings answer the truth. Exit 2 with one line if a file cannot be read. */
import { readFileSync } from "node:fs";
import { describeScore } from "./report.js";
import { score } from "./score.js";
import type { FindingsLike, TruthLike } from "./score.js";

try {
  const [findings, truth] = process.argv.slice(2);
  if (findings === undefined || truth === undefined) throw new Error("usage: score FINDINGS.json TRUTH.json");
  const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  process.stdout.write(`${describeScore(score(read(findings) as FindingsLike, read(truth) as TruthLike), 60)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
