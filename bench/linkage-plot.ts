/**
 * npm run bench:linkage-plot -- DATA_FOLDER OUT.svg: is a link of probability p right in p of the cases, and what does moving the threshold do?
 * One line per public set in the folder and per noise of the generated ledgers. Truth is read only to score.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decide } from "../src/linkage/model/decide.js";
import type { InputColumn } from "../src/linkage/model/fields.js";
import { compareLists, type Linkage, type LinkOptions } from "../src/linkage/model/link-lists.js";
import { loadTongue } from "../src/link/tongue.js";
import { ledgerPair } from "../test/support/ledger-pair.js";
import { name, read, SETS, truthOf } from "./linkage-sets.js";

interface Curve {
  readonly set: string;
  /** Links by probability: how many and how many of them right. */
  readonly bins: readonly { readonly p: number; readonly links: number; readonly right: number }[];
  readonly f1: readonly number[];
}

const THRESHOLDS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
const EDGES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.01];
const SEEDS = [951, 952, 953];

function curveOf(set: string, runs: readonly { linkage: Linkage; options: LinkOptions; isTrue: (a: number, b: number) => boolean; all: number }[]): Curve {
  const links = EDGES.slice(1).map(() => ({ sum: 0, links: 0, right: 0 }));
  for (const { linkage, options, isTrue } of runs) {
    for (const { a, b, probability } of decide(linkage, options).pairs) {
      const bin = links[EDGES.findIndex((edge, i) => probability >= edge && probability < (EDGES[i + 1] ?? 2))];
      if (bin === undefined) continue;
      bin.sum += probability;
      bin.links++;
      if (isTrue(a, b)) bin.right++;
    }
  }
  const f1 = THRESHOLDS.map((threshold) => {
    let right = 0;
    let found = 0;
    let all = 0;
    for (const run of runs) {
      const { pairs } = decide(run.linkage, run.options, threshold);
      found += pairs.length;
      right += pairs.filter(({ a, b }) => run.isTrue(a, b)).length;
      all += run.all;
    }
    return (2 * right) / Math.max(1, found + all);
  });
  return { set, bins: links.filter((bin) => bin.links >= 10).map((bin) => ({ p: bin.sum / bin.links, links: bin.links, right: bin.right })), f1 };
}

async function publicSet(folder: string, setName: string): Promise<Curve | null> {
  const set = SETS[setName];
  const files = set?.files.map((file) => join(folder, setName, file)) ?? [];
  if (set === undefined || !files.every((file) => existsSync(file))) return null;
  const [first = [], second = null] = files.map(read);
  const columns = Object.entries(set.columns).map(([column, type]): InputColumn => ({ name: column, type, first: first.map((row) => row[column] ?? ""), second: second?.map((row) => row[column] ?? "") ?? null }));
  const options = { oneToOne: set.oneToOne, tongue: await loadTongue(columns) };
  const linkage = compareLists(columns, options);
  const truth = truthOf(join(folder, setName, set.truth));
  return curveOf(setName, [{ linkage, options, all: truth.size, isTrue: (a, b) => truth.has(name(first[a]?.["id"] ?? "", (second ?? first)[b]?.["id"] ?? "", second === null)) }]);
}

async function ledgers(noise: "usual" | "awful"): Promise<Curve> {
  const types = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text" } as const;
  const runs = await Promise.all(SEEDS.map(async (seed) => {
    const { hand, system, truth } = ledgerPair(seed, 3000, noise);
    const columns = (Object.keys(types) as (keyof typeof types)[]).map((column): InputColumn => ({ name: column, type: types[column], first: hand.map((row) => row[column]), second: system.map((row) => row[column]) }));
    const options = { oneToOne: true, tongue: await loadTongue(columns) };
    return { linkage: compareLists(columns, options), options, all: truth.filter((b) => b >= 0).length, isTrue: (a: number, b: number) => truth[a] === b };
  }));
  return curveOf(`ledgers, ${noise}`, runs);
}

const COLOURS = ["#0f6cbd", "#c50f1f", "#107c10", "#8764b8", "#ca5010", "#038387", "#6b6b6b"];
const [WIDTH, HEIGHT, LEFT, TOP, SIDE] = [1000, 480, 60, 60, 360];

function svg(curves: readonly Curve[]): string {
  const parts: string[] = [];
  const text = (x: number, y: number, words: string, more = ""): void => void parts.push(`<text x="${x}" y="${y}" ${more}>${words}</text>`);
  const panel = (left: number, title: string, xs: readonly [number, string][], ys: readonly [number, string][], lines: readonly (readonly (readonly [number, number])[])[]): void => {
    text(left, TOP - 22, title, 'font-weight="600"');
    parts.push(`<rect x="${left}" y="${TOP}" width="${SIDE}" height="${SIDE}" fill="none" stroke="#8a8a8a"/>`);
    for (const [x, label] of xs) {
      parts.push(`<line x1="${left + x * SIDE}" y1="${TOP}" x2="${left + x * SIDE}" y2="${TOP + SIDE}" stroke="#e0e0e0"/>`);
      text(left + x * SIDE, TOP + SIDE + 18, label, 'text-anchor="middle"');
    }
    for (const [y, label] of ys) {
      parts.push(`<line x1="${left}" y1="${TOP + SIDE - y * SIDE}" x2="${left + SIDE}" y2="${TOP + SIDE - y * SIDE}" stroke="#e0e0e0"/>`);
      text(left - 8, TOP + SIDE - y * SIDE + 4, label, 'text-anchor="end"');
    }
    lines.forEach((line, i) => {
      const points = line.map(([x, y]) => `${(left + x * SIDE).toFixed(1)},${(TOP + SIDE - Math.max(0, y) * SIDE).toFixed(1)}`);
      parts.push(`<polyline points="${points.join(" ")}" fill="none" stroke="${COLOURS[i] ?? "#000"}" stroke-width="2"/>`);
      for (const point of points) parts.push(`<circle cx="${point.split(",")[0] ?? ""}" cy="${point.split(",")[1] ?? ""}" r="3" fill="${COLOURS[i] ?? "#000"}"/>`);
    });
  };
  const half = (value: number): number => (value - 0.5) * 2; // .5 to 1 on the whole side
  const ticks = [0.5, 0.6, 0.7, 0.8, 0.9, 1].map((value): [number, string] => [half(value), String(value)]);
  panel(LEFT, "Links right, by the probability given (≥ 10 links each)", ticks, ticks, curves.map(({ bins }) => bins.map(({ p, links, right }) => [half(p), half(right / links)] as const)));
  parts.push(`<line x1="${LEFT}" y1="${TOP + SIDE}" x2="${LEFT + SIDE}" y2="${TOP}" stroke="#8a8a8a" stroke-dasharray="5 4"/>`);
  const F1 = [0.86, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1].map((value): [number, string] => [(value - 0.86) / 0.14, value.toFixed(2)]);
  panel(LEFT + SIDE + 80, "F1 by threshold", [0, 0.25, 0.5, 0.75, 1].map((value): [number, string] => [value, String(value)]), F1, curves.map(({ f1 }) => f1.map((value, i) => [THRESHOLDS[i] ?? 0, (value - 0.86) / 0.14] as const)));
  curves.forEach(({ set }, i) => {
    const y = TOP + 20 + i * 22;
    parts.push(`<rect x="${LEFT + 2 * SIDE + 98}" y="${y - 9}" width="12" height="12" fill="${COLOURS[i] ?? "#000"}"/>`);
    text(LEFT + 2 * SIDE + 116, y + 2, set);
  });
  text(LEFT + SIDE / 2, TOP + SIDE + 40, "probability of the link", 'text-anchor="middle"');
  text(LEFT + SIDE * 1.5 + 80, TOP + SIDE + 40, "threshold", 'text-anchor="middle"');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Segoe UI, Noto Sans, sans-serif" font-size="13" fill="#242424"><rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>${parts.join("")}</svg>\n`;
}

const [folder, out] = process.argv.slice(2);
if (folder === undefined || out === undefined) {
  process.stderr.write("usage: npm run bench:linkage-plot -- DATA_FOLDER OUT.svg\n");
  process.exit(2);
}
const curves: Curve[] = [];
for (const setName of Object.keys(SETS)) {
  const curve = await publicSet(folder, setName);
  if (curve !== null) curves.push(curve);
}
for (const noise of ["usual", "awful"] as const) curves.push(await ledgers(noise));
for (const { set, bins, f1 } of curves) {
  const sure = bins.filter(({ p }) => p >= 0.95);
  const sum = (key: "links" | "right"): number => sure.reduce((total, bin) => total + bin[key], 0);
  console.log(`${set.padEnd(16)} p ≥ .95: ${((100 * sum("right")) / Math.max(1, sum("links"))).toFixed(2)} % of ${sum("links")} right;  ${bins.map(({ p, links, right }) => `${p.toFixed(3)}: ${(right / links).toFixed(3)} (${links})`).join("  ")}`);
  console.log(`${"".padEnd(16)} F1 ${f1.map((value, i) => `${THRESHOLDS[i] ?? 0}: ${value.toFixed(4)}`).join("  ")}`);
}
writeFileSync(out, svg(curves));
