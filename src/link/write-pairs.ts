/** PAIRS.csv and CLUSTERS.csv as text. */
import { LEVELS } from "../linkage/model/levels.js";
import { explainer, type Decision } from "../linkage/model/decide.js";
import type { Linkage } from "../linkage/model/link-lists.js";
import type { ReviewCandidate } from "../linkage/model/review.js";
import type { Language } from "../model.js";

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Weight (bits) from which a level is worth naming among the reasons. */
const TELLING = 0.5;
const REASONS = 5;
/** More than any column has. */
const MOST_LEVELS = 16;
/** Characters that stand for a column and its level begin here. */
const FIRST_KEY = 256;

export function pairsText(linkage: Linkage, decision: Decision, idsA: readonly string[], idsB: readonly string[], explain: boolean, language: Language): string {
  const { fields } = linkage.lists;
  const words = fields.map((field) => LEVELS[field.type].map((level) => level.words[language]));
  const head = ["id_a", "id_b", "probability", "because", ...(explain ? fields.map((field) => field.name) : [])];
  const lines = [head.map(cell).join(",")];
  const of = explainer(linkage);
  const between = language === "zh" ? ";" : "; ";
  const phrases = new Map<string, string>();
  const telling = new Int32Array(fields.length);
  for (const pair of decision.pairs) {
    const { levels, weights } = of(pair.rowA, pair.rowB);
    // The most telling columns, the first of them first.
    let told = 0;
    for (let f = 0; f < fields.length; f++) {
      if (!(weights[f]! > TELLING)) continue;
      let at = told++;
      for (; at > 0 && weights[telling[at - 1]!]! < weights[f]!; at--) telling[at] = telling[at - 1]!;
      telling[at] = f;
    }
    told = Math.min(told, REASONS);
    let key = pair.decided ? "!" : pair.joined ? "+" : "";
    for (let k = 0; k < told; k++) key += String.fromCharCode(FIRST_KEY + telling[k]! * MOST_LEVELS + levels[telling[k]!]!);
    let phrase = phrases.get(key);
    if (phrase === undefined) {
      const reasons = [...telling.subarray(0, told)].map((f) => `${fields[f]!.name}${language === "zh" ? "" : " "}${words[f]![levels[f]!]!}`);
      if (pair.decided) reasons.unshift(language === "zh" ? "按用户的决定" : "decided by the user");
      if (pair.joined || reasons.length === 0) reasons.push(language === "zh" ? "经其他行相连" : "joined through other rows");
      phrase = cell(reasons.join(between));
      phrases.set(key, phrase);
    }
    let line = `${cell(idsA[pair.a]!)},${cell(idsB[pair.b]!)},${pair.decided ? CERTAIN : shown(pair.probability)},${phrase}`;
    if (explain) for (let f = 0; f < fields.length; f++) line += `,${cell(`${words[f]![levels[f]!]!} ${weights[f]! >= 0 ? "+" : ""}${weights[f]!.toFixed(2)}`)}`;
    lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}

/** REVIEW.csv: pairs that a person should look at, `linked` says whether PAIRS has them. */
export function reviewText(linkage: Linkage, review: readonly ReviewCandidate[], idsA: readonly string[], idsB: readonly string[], language: Language): string {
  const { fields } = linkage.lists;
  const of = explainer(linkage);
  const lines = ["id_a,id_b,probability,linked,because,against"];
  const between = language === "zh" ? ";" : "; ";
  for (const { a, b, probability, accepted, rowA, rowB } of review) {
    const { levels, weights } = of(rowA, rowB);
    const phrases = (sign: number): string =>
      fields.map((field, f) => ({ words: `${field.name}${language === "zh" ? "" : " "}${LEVELS[field.type][levels[f]!]!.words[language]}`, bits: sign * weights[f]! }))
        .filter(({ bits }) => bits > TELLING).sort((x, y) => y.bits - x.bits).map(({ words }) => words).join(between);
    lines.push([idsA[a]!, idsB[b]!, shown(probability), accepted ? "1" : "0", phrases(1), phrases(-1)].map(cell).join(","));
  }
  return `${lines.join("\n")}\n`;
}

const CERTAIN = "1.000000";
/** Six places; never 1, for nothing is certain but what the user said. */
const shown = (p: number): string => (p > 0.999999 ? "0.999999" : p.toFixed(6));

/** One list: id and cluster. Two lists: rows of both, those of the second after those of the first. */
export function clustersText(decision: Decision, ids: readonly string[]): string {
  const numbers = new Map<number, number>();
  const lines = ["id,cluster"];
  decision.person.forEach((person, place) => {
    let number = numbers.get(person);
    if (number === undefined) {
      number = numbers.size + 1;
      numbers.set(person, number);
    }
    lines.push(`${cell(ids[place] ?? "")},${number}`);
  });
  return `${lines.join("\n")}\n`;
}
