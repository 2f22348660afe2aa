/**
 * npm run bench:townships -- [--women N] [--show N] SEED…: links between the two ledgers of generated Chinese townships against the truth, at
 * three levels of noise (nothing, usual writing and 3 % errors, awful: a third of the rows with two damaged fields).
 */
import { parseArgs } from "node:util";
import type { SheetGrid } from "../src/model.js";
import { builtInProfiles } from "../src/profile/built-in.js";
import { personIn, scoreLinks, type LinkScore } from "../test/support/score/links.js";
import { generateTownship } from "../test/support/township/generate.js";

const NOISES = ["none", "usual", "awful"] as const;
const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { women: { type: "string", default: "3000" }, show: { type: "string", default: "0" }, noise: { type: "string" } } });
const women = Number(values.women);
const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

function show(found: LinkScore, most: number): void {
  const { books } = found;
  const text = (row: number): string => {
    const block = books.blocks[books.blockOf[row] ?? 0];
    const at = row - (books.offsets[books.blockOf[row] ?? 0] ?? 0);
    const fields = ["name", "idNumber", "birthDate", "spouseName", "spouseIdNumber", "group", "householdCode", "lastChildBirth", "marriageDate"];
    return `${block?.record.slice(0, 4) ?? ""} ${books.villages[block?.village[at] ?? -1] ?? ""} ${fields.map((field) => block?.columns.get(field)?.values[at]?.text ?? "").join("|")}`;
  };
  for (const { kind, rows, asked } of found.errors.slice(0, most)) console.log(`   ${kind}${asked ? " asked" : ""}\n      ${text(rows[0])}\n      ${text(rows[1])}`);
}

for (const seed of positionals.map(Number)) {
  for (const noise of values.noise === undefined ? NOISES : NOISES.filter((one) => one === values.noise)) {
    const town = generateTownship({ seed, women, villages: Math.max(4, Math.round(women / 250)), noise, errors: noise !== "none", layouts: "mixed", errorRate: 0.03 });
    const found = scoreLinks(town.books as unknown as SheetGrid[], personIn(town.books), profile);
    console.log(
      `seed ${seed} ${noise.padEnd(5)} ${found.ledgerRows} rows  P ${found.precision.toFixed(5)}  R ${found.recall.toFixed(5)}  wrong ${found.wrong}, asked ${share(found.asked, found.wrong)};  asked rows ${share(found.askedRows, found.ledgerRows)}, ties ${found.entities.ties.length};` +
        `  certain ${found.sure}, right ${share(found.sureRight, found.sure)};  other rows P ${found.rowPrecision.toFixed(4)} R ${found.rowRecall.toFixed(4)};  ${found.milliseconds.toFixed(0)} ms`,
    );
    show(found, Number(values.show));
  }
}
