/**
 * npm run bench:ledgers -- [--women N] [--lean] [--show N] SEED…: two Chinese ledgers with known truth at three levels of noise, linked by the
 * method of `npm run link` one to one. --lean: name, ID number, birth date, spouse and village only.
 */
import { parseArgs } from "node:util";
import { decide } from "../src/linkage/model/decide.js";
import type { InputColumn } from "../src/linkage/model/fields.js";
import { compareLists } from "../src/linkage/model/link-lists.js";
import type { FieldType } from "../src/linkage/model/settings.js";
import { loadTongue } from "../src/link/tongue.js";
import { COLUMNS, ledgerPair, type Column, type Noise } from "../test/support/ledger-pair.js";

const TYPES: Readonly<Record<Column, FieldType>> = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", group: "code", childName: "name" };
const LEAN: readonly Column[] = ["name", "idNumber", "birthDate", "spouseName", "village"];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { women: { type: "string", default: "3000" }, lean: { type: "boolean", default: false }, show: { type: "string", default: "0" }, noise: { type: "string" } } });
const NOISES: readonly Noise[] = ["clean", "usual", "awful"];

for (const seed of positionals.map(Number)) {
  for (const noise of values.noise === undefined ? NOISES : NOISES.filter((one) => one === values.noise)) {
    const { hand, system, truth } = ledgerPair(seed, Number(values.women), noise);
    const columns = (values.lean ? LEAN : COLUMNS).map((name): InputColumn => ({ name, type: TYPES[name], first: hand.map((row) => row[name]), second: system.map((row) => row[name]) }));
    const options = { oneToOne: true, tongue: await loadTongue(columns) };
    const started = performance.now();
    const linkage = compareLists(columns, options);
    const { pairs } = decide(linkage, options);
    const milliseconds = performance.now() - started;
    const right = pairs.filter(({ a, b }) => truth[a] === b).length;
    const sure = pairs.filter(({ probability }) => probability >= 0.95);
    const all = truth.filter((b) => b >= 0).length;
    console.log(
      `seed ${seed} ${noise.padEnd(5)} P ${(right / pairs.length).toFixed(5)}  R ${(right / all).toFixed(5)}  wrong ${pairs.length - right} + ${all - right};  p ≥ .95: ${sure.length}, right ${((100 * sure.filter(({ a, b }) => truth[a] === b).length) / sure.length).toFixed(2)} %;  ${milliseconds.toFixed(0)} ms`,
    );
    const found = new Map(pairs.map(({ a, b, probability }) => [a, { b, probability }]));
    let left = Number(values.show);
    const text = (row: (typeof hand)[number] | undefined): string => (row === undefined ? "-" : COLUMNS.map((name) => row[name]).join("|"));
    truth.forEach((b, a) => {
      const own = found.get(a);
      if ((own?.b ?? -1) === b || left-- <= 0) return;
      console.log(`   ${text(hand[a])}\n   true  ${text(system[b])}\n   found ${text(system[own?.b ?? -1])} ${own?.probability.toFixed(3) ?? ""}`);
    });
  }
}
