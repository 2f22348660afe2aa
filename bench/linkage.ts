/**
 * npm run bench:linkage -- DATA_FOLDER [SET…]: accuracy of the linkage on the public sets in a folder (one subfolder per set). The
 * truth is read only after the linkage is done, to score it.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { compareLists } from "../src/linkage/model/link-lists.js";
import type { InputColumn } from "../src/linkage/model/fields.js";
import { decide } from "../src/linkage/model/decide.js";
import { name, read, score, SETS, truthOf } from "./linkage-sets.js";
import { loadTongue } from "../src/link/tongue.js";
import { chineseLists } from "../test/linkage/model/chinese-lists.js";

const [folder, ...wanted] = process.argv.slice(2);
if (folder === "--scale") {
  for (const women of wanted.map(Number)) {
    const { columns, truth } = chineseLists(9, women, 0.06, 0.005);
    const tongue = await loadTongue(columns);
    const steps: string[] = [];
    const started = performance.now();
    let last = started;
    const trace = (step: string): void => {
      steps.push(`${step} ${Math.round(performance.now() - last)}`);
      last = performance.now();
    };
    const options = { oneToOne: true, tongue, trace };
    const { pairs } = decide(compareLists(columns, options), options);
    const seconds = (performance.now() - started) / 1000;
    const right = pairs.filter(({ a, b }) => truth[a] === b).length;
    console.log(`two Chinese ledgers of ${women}: ${seconds.toFixed(2)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at the peak, P ${(right / pairs.length).toFixed(5)}  R ${(right / truth.filter((b) => b >= 0).length).toFixed(5)}`);
    if (process.env["LINK_TRACE"] !== undefined) console.log(`   ${steps.join(", ")}`);
  }
  process.exit(0);
}
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write("usage: npm run bench:linkage -- DATA_FOLDER [SET…]\n       npm run bench:linkage -- --scale WOMEN…\n");
  process.exit(2);
}
for (const [setName, set] of Object.entries(SETS)) {
  if (wanted.length > 0 && !wanted.includes(setName)) continue;
  const files = set.files.map((file) => join(folder, setName, file));
  if (!files.every((file) => existsSync(file))) continue;
  const started = performance.now();
  const [first = [], second = null] = files.map(read);
  const columns = Object.entries(set.columns).map(([column, type]): InputColumn => ({
    name: column, type, first: first.map((row) => row[column] ?? ""), second: second?.map((row) => row[column] ?? "") ?? null,
  }));
  const steps: string[] = [];
  let last = performance.now();
  const trace = (step: string): void => {
    const now = performance.now();
    steps.push(`${step} ${Math.round(now - last)}`);
    last = now;
  };
  const options = { oneToOne: set.oneToOne, tongue: await loadTongue(columns), trace };
  const result = compareLists(columns, options);
  const { lists, pairs, odds, model } = result;
  const one = second === null;
  const ids = Array.from(lists.place, (place) => (place < first.length ? first[place]!["id"]! : second![place - first.length]!["id"]!));
  // By place in the input.
  const idA = (place: number): string => first[place]!["id"]!;
  const idB = (place: number): string => (second ?? first)[place]!["id"]!;
  const decided = (threshold: number): Map<string, number> => new Map(decide(result, options, threshold).pairs.map(({ a, b, probability: p }) => [name(idA(a), idB(b), one), p]));
  const pairsAt = (threshold: number): Set<string> => new Set(decided(threshold).keys());
  const chances = decided(0.5);
  const found = new Set(chances.keys());
  trace("decide");
  const seconds = (performance.now() - started) / 1000;
  const truth = truthOf(join(folder, setName, set.truth));
  const { f1, precision, recall } = score(found, truth);
  const share = (from: number, to: number): string => {
    let right = 0;
    let all = 0;
    for (const [pair, p] of chances) {
      if (p < from || p >= to) continue;
      all++;
      if (truth.has(pair)) right++;
    }
    return all === 0 ? "none" : `${((100 * right) / all).toFixed(2)} % of ${all}`;
  };
  let inBlocks = 0;
  for (let i = 0; i < odds.length; i++) {
    const [x, y] = lists.turned ? [pairs.second[i]!, pairs.first[i]!] : [pairs.first[i]!, pairs.second[i]!];
    if (truth.has(name(ids[x]!, ids[y]!, one))) inBlocks++;
  }
  console.log(`${setName.padEnd(15)} F1 ${f1.toFixed(4)}  P ${precision.toFixed(4)}  R ${recall.toFixed(4)}  ${seconds.toFixed(2)} s  in blocks ${(inBlocks / truth.size).toFixed(4)}`);
  console.log(`   links of p ≥ .95 right: ${share(0.95, 2)}, of .5–.95: ${share(0.5, 0.95)};  F1 at ${[0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((t) => `${t}: ${score(pairsAt(t), truth).f1.toFixed(4)}`).join("  ")}`);
  if (process.env["LINK_TRACE"] !== undefined) {
    console.log(`   ${steps.join(", ")}; prior ${model.prior.toFixed(1)}`);
    lists.fields.forEach((field, f) => {
      const own = model.fields[f]!;
      console.log(`   ${field.name.padEnd(14)} ${[...own.weight].map((w, l) => (l === 0 ? "" : `${l === 1 ? (w + own.typical).toFixed(1) : w.toFixed(1)}(m${own.m[l]!.toFixed(3)})`)).join(" ")} | learned ${field.learned.size} | ${lists.fields.map((g, h) => (model.overlap[f * lists.fields.length + h]! > 0 ? `${g.name}:${model.overlap[f * lists.fields.length + h]!.toFixed(1)}` : "")).join("")}`);
    });
  }
}
