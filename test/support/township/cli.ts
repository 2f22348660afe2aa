/**
 * Writes a synthetic township and the truth about it:
 * `--seed 1 --women 3000 --villages 12 --noise usual --errors --layouts mixed --format xlsx|folder|xls|csv|dbf --out DIR`.
 * Exit 2 with one line for a bad option.
 */
import { generateTownship } from "./generate.js";
import type { TownshipOptions } from "./types.js";
import { FORMATS, writeTownship } from "./write-files.js";
import type { Format } from "./write-files.js";

const NOISES = ["none", "usual", "awful"] as const;
const LAYOUTS = ["plain", "mixed"] as const;

function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((a) => a === value);
  if (found === undefined) throw new Error(`${option}: ${value} (${allowed.join(", ")})`);
  return found;
}

function main(args: readonly string[]): void {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const name = args[i] ?? "";
    if (name === "--errors") given.set(name, "yes");
    else if (["--seed", "--women", "--villages", "--noise", "--layouts", "--format", "--out", "--error-rate"].includes(name) && args[i + 1] !== undefined) given.set(name, args[++i] ?? "");
    else throw new Error(`unknown option or no value: ${name}`);
  }
  const whole = (name: string, otherwise: number, least: number): number => {
    const value = Number(given.get(name) ?? otherwise);
    if (!Number.isInteger(value) || value < least) throw new Error(`${name}: a whole number from ${least} on`);
    return value;
  };
  const format: Format = oneOf(given.get("--format") ?? "xlsx", FORMATS, "--format");
  const rate = Number(given.get("--error-rate") ?? 0.03);
  if (!(rate > 0 && rate <= 0.3)) throw new Error("--error-rate: between 0 and 0.3");
  const options: TownshipOptions = {
    seed: whole("--seed", 1, 0), women: whole("--women", 3000, 1), villages: whole("--villages", 12, 1), noise: oneOf(given.get("--noise") ?? "usual", NOISES, "--noise"),
    errors: given.has("--errors"), layouts: oneOf(given.get("--layouts") ?? "mixed", LAYOUTS, "--layouts"), errorRate: rate, bareExport: format === "dbf",
  };
  const out = given.get("--out");
  if (out === undefined) throw new Error("--out DIR is missing");
  const township = generateTownship(options);
  const written = writeTownship(township, out, format);
  process.stdout.write(`${written.files.length} files, ${township.books.reduce((sum, s) => sum + s.rows.length, 0)} rows, ${written.truth.errors.length} errors, ${written.truth.lawful.length} lawful exceptions: ${out}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
