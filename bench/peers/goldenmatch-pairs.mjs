/**
 * node goldenmatch-pairs.mjs DATA_FOLDER SET PAIRS.csv
 *
 * Links one public set with goldenmatch's npm package (npm install --no-save goldenmatch, in the folder this is started from): its
 * Fellegi–Sunter matchkey, weights by EM, the scorers of its example by the columns' meaning, its default threshold .5. Of one list
 * the pairs are those within its clusters, of two lists those across. No label is read. With --version it says which is installed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import Papa from "papaparse";

const entry = createRequire(join(process.cwd(), "here.js")).resolve("goldenmatch");
if (process.argv[2] === "--version") {
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8"));
  console.log(`goldenmatch ${version} on Node ${process.version}`);
  process.exit(0);
}
const { dedupe, makeBlockingConfig, makeConfig, makeMatchkeyConfig, makeMatchkeyField } = await import(pathToFileURL(entry).href);

const TRANSFORMS = ["lowercase", "strip"];
const name = { scorer: "jaro_winkler", levels: 3 };
const text = { scorer: "token_sort", levels: 3 };
const number = { scorer: "levenshtein", levels: 3 };
const code = { scorer: "exact", levels: 2 };

const FEBRL = {
  fields: {
    given_name: name, surname: name, street_number: code, address_1: text, address_2: text, suburb: name, postcode: number, state: code,
    date_of_birth: number, soc_sec_id: number,
  },
  blocks: [["given_name"], ["surname"], ["soc_sec_id"], ["date_of_birth"], ["postcode"]],
};
const SETS = {
  febrl3: FEBRL,
  febrl4: FEBRL,
  fake_1000: {
    fields: { first_name: name, surname: name, dob: number, city: name, email: name },
    blocks: [["first_name"], ["surname"], ["dob"], ["email"]],
  },
  dblp_acm: { fields: { title: text, authors: text, venue: text, year: code }, blocks: [["year"]] },
  historical_50k: {
    fields: { first_name: name, surname: name, dob: number, birth_place: name, postcode_fake: number, occupation: code },
    blocks: [["first_name", "surname"], ["surname", "dob"], ["first_name", "dob"], ["postcode_fake", "first_name"], ["postcode_fake", "surname"]],
  },
};

const [folder, setName, out] = process.argv.slice(2);
const { fields, blocks } = SETS[setName];
const two = ["febrl4", "dblp_acm"].includes(setName);

const ids = [];
const rows = [];
for (const file of two ? ["a.csv", "b.csv"] : ["all.csv"]) {
  const { data } = Papa.parse(readFileSync(join(folder, setName, file), "utf8"), { header: true, skipEmptyLines: true });
  for (const { id, ...values } of data) {
    ids.push(id);
    rows.push({ ...Object.fromEntries(Object.entries(values).map(([column, value]) => [column, value === "" ? null : value])), __source__: file });
  }
}

const keys = blocks.map((columns) => ({ fields: columns, transforms: TRANSFORMS }));
const config = makeConfig({
  matchkeys: [makeMatchkeyConfig({
    name: "person", type: "probabilistic",
    fields: Object.entries(fields).map(([field, scorer]) => makeMatchkeyField({ field, transforms: TRANSFORMS, ...scorer })),
  })],
  blocking: makeBlockingConfig({ strategy: "multi_pass", keys, passes: keys }),
});
const { clusters, scoredPairs } = await dedupe(rows, { config });

const lines = ["id_a,id_b,probability"];
const put = (a, b, score) => lines.push(`${ids[Math.min(a, b)]},${ids[Math.max(a, b)]},${score}`);
if (two) {
  for (const { idA, idB, score } of scoredPairs) if (rows[idA].__source__ !== rows[idB].__source__) put(idA, idB, score);
} else {
  // A pair within a cluster need not have been compared: the threshold stands for its score.
  for (const { members } of clusters.values()) for (let i = 0; i < members.length; i++) for (let j = 0; j < i; j++) put(members[j], members[i], 0.5);
}
writeFileSync(out, `${lines.join("\n")}\n`);
