/**
 * npm run bench:ledgers -- [--women N] [--lean] [--engine] [--show N] SEED…: two Chinese ledgers with known truth at three levels of noise, linked by the
 * method of `npm run link` one to one, or with --engine as a township's hand and electronic ledger by the engine. --lean: name, ID number,
 * birth date, spouse and village only.
 */
import { parseArgs } from "node:util";
import { decide } from "../src/linkage/model/decide.js";
import type { InputColumn } from "../src/linkage/model/fields.js";
import { compareLists } from "../src/linkage/model/link-lists.js";
import type { FieldType } from "../src/linkage/model/settings.js";
import { reviewOf } from "../src/linkage/model/review.js";
import { loadTongue } from "../src/link/tongue.js";
import { builtInProfiles } from "../src/profile/built-in.js";
import { scoreLinks } from "../test/support/score/links.js";
import { COLUMNS, ledgerPair, ledgerSheet, type Column, type LedgerPair, type Noise } from "../test/support/ledger-pair.js";

const TYPES: Readonly<Record<Column, FieldType>> = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", group: "code", childName: "name" };
const LEAN: readonly Column[] = ["name", "idNumber", "birthDate", "spouseName", "village"];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { women: { type: "string", default: "3000" }, lean: { type: "boolean", default: false }, engine: { type: "boolean", default: false }, show: { type: "string", default: "0" }, noise: { type: "string" } } });
const NOISES: readonly Noise[] = ["clean", "usual", "awful"];

const used = values.lean ? LEAN : COLUMNS;

function byEngine(pair: LedgerPair, label: string): void {
  const profile = builtInProfiles.get("nine-records");
  if (profile === undefined) throw new Error("the nine-records profile is built in");
  const person = new Map<string, string>();
  pair.truth.forEach((b, a) => {
    person.set(`手工台帐|${a + 1}`, `h${a}`);
    if (b >= 0) person.set(`电脑台帐|${b + 1}`, `h${a}`);
  });
  const found = scoreLinks([ledgerSheet("手工台帐", pair.hand, used), ledgerSheet("电脑台帐", pair.system, used)], (_, name, row) => person.get(`${name}|${row}`) ?? `${name}${row}`, profile);
  const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  const wrong = found.errors.filter(({ kind }) => kind === "together").length;
  console.log(
    `${label} P ${found.precision.toFixed(5)}  R ${found.recall.toFixed(5)}  wrong ${wrong} + ${found.wrong - wrong}, asked ${share(found.asked, found.wrong)}; asked rows ${share(found.askedRows, found.ledgerRows)};  certain ${found.sure}, right ${share(found.sureRight, found.sure)};  ${found.milliseconds.toFixed(0)} ms`,
  );
  for (const { kind, rows, asked } of found.errors.slice(0, Number(values.show))) {
    const [hand, other] = rows.map((row) => {
      const block = found.books.blocks[found.books.blockOf[row] ?? 0];
      const at = row - (found.books.offsets[found.books.blockOf[row] ?? 0] ?? 0);
      const sheetRow = (block?.block.sheetRows[at] ?? 1) - 1;
      return text(block?.block.sheet === "手工台帐" ? pair.hand[sheetRow] : pair.system[sheetRow]);
    });
    console.log(`   ${kind}${asked ? " asked" : ""}\n      ${hand ?? ""}\n      ${other ?? ""}`);
  }
}

const text = (row: LedgerPair["hand"][number] | undefined): string => (row === undefined ? "-" : COLUMNS.map((name) => row[name]).join("|"));

for (const seed of positionals.map(Number)) {
  for (const noise of values.noise === undefined ? NOISES : NOISES.filter((one) => one === values.noise)) {
    const pair = ledgerPair(seed, Number(values.women), noise);
    const { hand, system, truth } = pair;
    if (values.engine) {
      byEngine(pair, `seed ${seed} ${noise.padEnd(5)}`);
      continue;
    }
    const columns = used.map((name): InputColumn => ({ name, type: TYPES[name], first: hand.map((row) => row[name]), second: system.map((row) => row[name]) }));
    const options = { oneToOne: true, tongue: await loadTongue(columns) };
    const started = performance.now();
    const linkage = compareLists(columns, options);
    const decision = decide(linkage, options);
    const { pairs } = decision;
    const milliseconds = performance.now() - started;
    const right = pairs.filter(({ a, b }) => truth[a] === b).length;
    const review = reviewOf(linkage, decision);
    const asked = new Set(review.flatMap(({ a, b }) => [`a${a}`, `b${b}`]));
    const wrong: boolean[] = [];
    const at = new Map(pairs.map(({ a, b }) => [a, b]));
    truth.forEach((b, a) => {
      if ((at.get(a) ?? -1) !== b) wrong.push(asked.has(`a${a}`) || asked.has(`b${b}`));
    });
    const sure = pairs.filter(({ probability }) => probability >= 0.95);
    const all = truth.filter((b) => b >= 0).length;
    console.log(
      `seed ${seed} ${noise.padEnd(5)} P ${(right / pairs.length).toFixed(5)}  R ${(right / all).toFixed(5)}  wrong ${pairs.length - right} + ${all - right};  p ≥ .95: ${sure.length}, right ${((100 * sure.filter(({ a, b }) => truth[a] === b).length) / sure.length).toFixed(2)} %;  review ${((100 * asked.size) / (hand.length + system.length)).toFixed(2)} % of the rows, ${wrong.filter(Boolean).length} of ${wrong.length} wrong;  ${milliseconds.toFixed(0)} ms`,
    );
    const found = new Map(pairs.map(({ a, b, probability }) => [a, { b, probability }]));
    let left = Number(values.show);
    truth.forEach((b, a) => {
      const own = found.get(a);
      if ((own?.b ?? -1) === b || left-- <= 0) return;
      console.log(`   ${text(hand[a])}\n   true  ${text(system[b])}\n   found ${text(system[own?.b ?? -1])} ${own?.probability.toFixed(3) ?? ""}`);
    });
  }
}
