/**
 * node scripts/make-character-tables.mjs SHAPE_DATA_FOLDER
 *
 * Writes src/linkage/characters/readings.json and shapes.json, the tables by which Chinese names are compared.
 *
 *   readings  from pinyin-pro (MIT): every reading of a character without its tone, and the readings of surnames that differ
 *   shapes    from the four tables of houbb/nlp-hanzi-similar (Apache-2.0), commit e3eca5b: four-corner code, structure (1 left and
 *             right, 2 above and below …), radical, number of strokes; for the characters of GB 2312
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Converter } from "opencc-js/t2cn";
import { pinyin, polyphonic } from "pinyin-pro";

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("usage: node scripts/make-character-tables.mjs SHAPE_DATA_FOLDER\n");
  process.exit(2);
}
const target = resolve(fileURLToPath(import.meta.url), "../../src/linkage/characters");
const simplify = Converter({ from: "t", to: "cn" });

const readings = new Map();
const surnames = {};
for (let unit = 0x4e00; unit <= 0x9fa5; unit++) {
  const character = String.fromCharCode(unit);
  if (simplify(character) !== character) continue; // names are compared in simplified form
  const all = (polyphonic(character, { toneType: "none", type: "array" })[0] ?? []).map((one) => one.replaceAll("ü", "v")).filter((one) => /^[a-z]+$/.test(one));
  for (const reading of new Set(all)) readings.set(reading, (readings.get(reading) ?? "") + character);
  const own = (pinyin(character, { toneType: "none", surname: "head", type: "array" })[0] ?? "").replaceAll("ü", "v");
  if (/^[a-z]+$/.test(own) && own !== all[0]) surnames[character] = own;
}
const sorted = Object.fromEntries([...readings].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(target, "readings.json"), `${JSON.stringify({ source: "pinyin-pro 3.29.4 (MIT)", readings: sorted, surnames }, null, 1)}\n`);

const table = (name) => new Map(readFileSync(join(folder, `${name}_2w.txt`), "utf8").split(/\r?\n/).filter((line) => line !== "").map((line) => line.split(/\s+/)));
const strokes = table("bihuashu");
const structures = table("hanzijiegou");
const radicals = table("pianpangbushou");
const corners = table("sijiaobianma");
/** Strokes of radicals as they are written on the left or on top. */
const WRITTEN = new Map([["艹", 3], ["辶", 3], ["阝", 2], ["王", 4], ["氵", 3], ["扌", 3], ["忄", 3], ["犭", 3], ["纟", 3], ["饣", 3], ["钅", 5], ["讠", 2], ["亻", 2], ["刂", 2]]);
const gb = new TextDecoder("gb18030");
const letter = (number) => String.fromCharCode(48 + number);
let text = "";
for (let high = 0xb0; high <= 0xf7; high++) {
  for (let low = 0xa1; low <= 0xfe; low++) {
    const character = gb.decode(Uint8Array.of(high, low));
    const count = Number(strokes.get(character));
    const structure = Number(structures.get(character));
    const radical = radicals.get(character);
    const corner = corners.get(character);
    if (character.length !== 1 || !/^\d{5}$/.test(corner ?? "") || !Number.isInteger(count) || !Number.isInteger(structure) || radical === undefined || radical.length !== 1) continue;
    const rest = Math.max(0, count - (WRITTEN.get(radical) ?? (Number(strokes.get(radical)) || 0)));
    text += character + corner + letter(count) + letter(structure) + letter(rest) + radical;
  }
}
writeFileSync(join(target, "shapes.json"), `${JSON.stringify({ source: "houbb/nlp-hanzi-similar e3eca5b (Apache-2.0)", entry: "character, four-corner code, then as '0' + n: strokes, structure, strokes beside the radical; radical", characters: text }, null, 1)}\n`);
