/**
 * Rules on top of the weights: what no evidence can outweigh, in words that a clerk would use. The weights are in person-model.ts; here
 * are the few things that the ledgers' law says whatever the weights.
 */
import { elseLevel, LEVELS, NAME, SAME } from "./model/levels.js";
import { NAME_RELATIONS, nameRelation } from "./model/chinese-evidence.js";
import { hasChinese } from "./model/normal-value.js";
import { lunarForSolar } from "./characters/lunar.js";
import { AT, COLUMNS, TONGUE } from "./person-fields.js";
import type { PersonModel } from "./person-model.js";
import type { Words } from "./model/settings.js";
import type { PairAnswer } from "../model.js";
import type { Unit } from "./units.js";

/** Bits so low that no other evidence outweighs them. */
export const REFUSED = -100;
/** The user has said that two rows are one person. */
const CONFIRMED = 40;
/** Evidence beyond this is never asked about, so nobody has answered. */
const ASKED = 6;
/** A man's row is not a woman's. */
const OTHER_SEX = -8;
/** Two valid ID numbers far apart, and everything else alike. */
const FAR_VALID = -6;
const TWO_NUMBERS = { zh: "身份证号不同(两个号都有效)", en: "ID number: two valid numbers" };

export type IdLevel = "same" | "damaged" | "close" | "far" | "farValid" | "none";
export type NameLevel = "same" | "close" | "different" | "none";
export type DateLevel = "same" | "month" | "close" | "different" | "none";

export interface Evidence {
  /** log2 odds of being one person. */
  readonly bits: number;
  readonly id: IdLevel;
  readonly name: NameLevel;
  readonly birth: DateLevel;
  readonly spouse: NameLevel;
  /** The user's own word, which the bits follow. */
  readonly answer?: PairAnswer;
}

const ID_LEVELS: readonly IdLevel[] = ["none", "same", "damaged", "close", "close", "close", "far", "far"];
const DATE_LEVELS: readonly DateLevel[] = ["none", "same", "close", "close", "month", "close", "different", "different", "different"];

function nameLevel(level: number): NameLevel {
  if (level === 0) return "none";
  if (level === SAME) return "same";
  return level <= NAME.loose ? "close" : "different";
}

function idLevel(level: number, a: Unit, b: Unit): IdLevel {
  const found = ID_LEVELS[level] ?? "far";
  if (found === "same" && a.id?.damaged === true) return "damaged";
  // A number whose last three digits a spreadsheet has turned to 000 may pass its check digit by chance.
  if (found !== "same" && found !== "none" && a.id?.id18.slice(0, 15) === b.id?.id18.slice(0, 15) && (a.id?.id18.endsWith("000") === true || b.id?.id18.endsWith("000") === true)) return "damaged";
  return found === "far" && a.id?.valid === true && b.id?.valid === true ? "farValid" : found;
}

/** Anything but name and place that agrees or is alike. */
function supported(levels: Uint8Array): boolean {
  return COLUMNS.some((column, f) => {
    const level = levels[f] ?? 0;
    return f !== AT.name && f !== AT.village && f !== AT.group && level > 0 && level < elseLevel(column.type);
  });
}

/** All the evidence for and against two units being one person. */
export function evidenceOf(units: readonly Unit[], model: PersonModel, answered: ((a: Unit, b: Unit) => PairAnswer | null) | null): (a: number, b: number) => Evidence {
  return (x, y) => {
    const a = units[x];
    const b = units[y];
    if (a === undefined || b === undefined) return { bits: REFUSED, id: "none", name: "none", birth: "none", spouse: "none" };
    let bits = model.bits(x, y);
    const levels = model.levels(x, y);
    const id = idLevel(levels[AT.idNumber] ?? 0, a, b);
    const name = nameLevel(levels[AT.name] ?? 0);
    const birth = DATE_LEVELS[levels[AT.birthDate] ?? 0] ?? "different";
    const spouse = nameLevel(levels[AT.spouseName] ?? 0);
    // A name that is only alike, and nothing besides the place to support it, is nobody's: a neighbour's, or a husband's.
    if (name === "close" && !supported(levels)) bits = Math.min(bits, 0);
    // One husband and two names may be two wives: another name needs a number or a birth date beside him.
    if (name === "different" && (id === "none" || id === "far") && birth !== "same" && birth !== "month") bits = Math.min(bits, 0);
    if (a.sex !== "" && b.sex !== "" && a.sex !== b.sex) bits += OTHER_SEX;
    // A number copied to a neighbour's row: everything else says that they are two people.
    if (id === "same" && name === "different" && (birth === "different" || birth === "close") && spouse !== "same" && spouse !== "close") bits = REFUSED;
    // Numbers given out on one day in one place lie close together: two names are two people, unless one number is mistyped.
    if (id === "close" && name === "different" && ((a.id?.valid === true && b.id?.valid === true) || spouse === "different")) bits = REFUSED;
    // Two valid numbers are two people, unless name, birth date and spouse all say one (a neighbour's number copied, a number issued anew).
    if (id === "farValid") bits = name === "same" && birth === "same" && spouse === "same" ? bits + FAR_VALID : REFUSED;
    const answer = answered !== null && (bits < ASKED || id === "same") ? answered(a, b) : null;
    if (answer !== null) return { bits: answer === "same" ? CONFIRMED : REFUSED, id, name, birth, spouse, answer };
    return { bits, id, name, birth, spouse };
  };
}

/** Weight (bits) from which a level is worth naming among the reasons. */
export const TELLING = 0.5;

/** The levels reached, as phrases, the heaviest first. */
export function because(units: readonly Unit[], model: PersonModel, x: number, y: number): Words[] {
  return waterfall(units, model, x, y).filter(({ bits }) => bits > TELLING).map(({ words }) => words);
}

/** Every column that says something, with its level in words and its bits, the heaviest first. */
export function waterfall(units: readonly Unit[], model: PersonModel, x: number, y: number): { readonly words: Words; readonly bits: number }[] {
  const levels = model.levels(x, y).slice();
  const bits = model.shares(x, y);
  const found = COLUMNS.flatMap((_, f) => {
    if (levels[f] === 0) return [];
    const [a, b] = [units[x], units[y]];
    // Whatever parts of them agree: two valid numbers speak against.
    if (f === AT.idNumber && a !== undefined && b !== undefined && idLevel(levels[f] ?? 0, a, b) === "farValid") return [{ words: TWO_NUMBERS, bits: Math.min(bits[f] ?? 0, 0) + FAR_VALID, f }];
    return [{ words: wordsOf(units, f, levels[f] ?? 0, x, y), bits: bits[f] ?? 0, f }];
  });
  return found.sort((p, q) => q.bits - p.bits || p.f - q.f);
}

function wordsOf(units: readonly Unit[], f: number, level: number, x: number, y: number): Words {
  const column = COLUMNS[f];
  const a = units[x];
  const b = units[y];
  if (column === undefined || a === undefined || b === undefined) return { zh: "", en: "" };
  const { words } = column;
  const table = LEVELS[column.type][level]?.words ?? { zh: "", en: "" };
  if (f === AT.idNumber && level === SAME) {
    const raised = a.id?.steps.includes("id15to18") !== b.id?.steps.includes("id15to18");
    return raised ? { zh: "身份证号相同(15位升18位)", en: "same ID number (15 digits raised to 18)" } : { zh: "身份证号相同", en: "same ID number" };
  }
  if (f === AT.village) return level === SAME ? { zh: "同村", en: "same village" } : { zh: "不同村", en: "another village" };
  if (f === AT.group) return level === SAME ? { zh: "同组", en: "same group" } : { zh: "不同组", en: "another group" };
  if (column.type === "name" && level > SAME) {
    const [one, two] = [column.value(a), column.value(b)].sort();
    if (one === undefined || two === undefined || !hasChinese(one) || !hasChinese(two)) return { zh: `${words.zh}${table.zh}`, en: `${words.en}: ${table.en}` };
    const relation = NAME_RELATIONS[nameRelation(one, two, TONGUE)].words;
    return { zh: `${words.zh}${relation.zh}(${one}/${two})`, en: `${words.en}: ${relation.en} (${one}/${two})` };
  }
  if (column.type === "date" && level > SAME && lunarForSolar(column.value(a), column.value(b))) return { zh: `${words.zh}农历公历之别`, en: `${words.en}: lunar for solar` };
  return { zh: `${words.zh}${table.zh}`, en: level === SAME ? `same ${words.en}` : `${words.en}: ${table.en}` };
}

/** Bits as a probability between 0 and 1, three places. */
export function certainty(bits: number): number {
  const odds = 2 ** Math.max(-60, Math.min(60, bits));
  return Math.round((odds / (1 + odds)) * 1000) / 1000;
}
