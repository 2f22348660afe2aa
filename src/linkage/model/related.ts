/**
 * Pairs of different people who share much: a household, a family. Where such pairs outnumber those of one person, two classes (one person,
 * strangers) would take the household for the person. So a third class is tried beside them: "related". It is believed only if its pairs
 * differ, where one person's agree, as strangers do, and these columns say more of who somebody is than those in which they agree.
 */
import type { Candidates } from "./blocking-rules.js";
import type { Family, Model } from "./estimate.js";
import type { Lists } from "./fields.js";
import { LEVELS, NULL_LEVEL, SAME } from "./levels.js";
import type { FieldType } from "./settings.js";

/** Candidates that the trial looks at, about. */
const ENOUGH = 40_000;
const ROUNDS = 40;
/** Weight of the prior shares, in pairs. */
const PRIOR_PAIRS = 20;
/** At most this share of one person's pairs differ in a column, or it is no column of theirs. */
const MOST_DIFFERENT = 0.15;
/** From this part of the strangers' share on, a class differs as strangers do. */
const AS_STRANGERS = 0.7;
/** After so many rounds a class of others shows already, if there is one: a column that says who somebody is differs in some of its pairs. */
const EARLY = 9;
const EARLY_SIGN = 0.3;
/** Fewer pairs are no class. */
const LEAST = 20;
/** Columns that say who somebody is, rather than where. */
const IDENTITY: ReadonlySet<FieldType> = new Set(["name", "date", "idNumber"]);

export interface Related {
  /** Chance of each candidate to be one person. */
  readonly person: Float64Array;
  /** 1 for candidates that are more likely related than one person. */
  readonly related: Uint8Array;
  readonly family: Family;
}

/**
 * @param model two classes, estimated
 * @param pairs of `total` possible ones
 * @returns null where nothing speaks for a third class
 */
export function relatedPairs({ fields }: Lists, pairs: Candidates, levels: Uint8Array, model: Model, total: number): Related | null {
  const width = fields.length;
  const count = pairs.first.length;
  const step = Math.max(1, Math.ceil(count / ENOUGH));
  const u = model.fields.map((own) => own.u);
  const person = fields.map((field) => Float64Array.from(LEVELS[field.type], (level) => level.prior));
  const related = model.fields.map((own) => Float64Array.from(own.m));
  const last = fields.map((field) => field.levels - 1);
  let persons = Math.max(1, (2 ** model.prior) * total / 2);
  let relations = persons;

  /** Bits by field and level; where two agree, the rarity of the value comes on top. */
  const weigh = (shares: readonly Float64Array[]): Float64Array[] =>
    shares.map((own, f) => own.map((share, l) => (l === NULL_LEVEL ? 0 : Math.log2(l === SAME ? share : share / u[f]![l]!))));
  let ofPersons = weigh(person);
  let ofRelatives = weigh(related);
  const rarities = (i: number): number => {
    let sum = 0;
    for (let f = 0; f < width; f++) {
      if (levels[i * width + f] !== SAME) continue;
      const own = model.fields[f]!;
      sum += own.rarity[fields[f]!.code[pairs.first[i]!]!] ?? own.rarest;
    }
    return sum;
  };
  let g = 0;
  let h = 0;
  /** Sets g and h, the chances of one person and of related, of candidate i. */
  const classify = (i: number, rarity: number): void => {
    let one = rarity;
    let two = rarity;
    for (let f = 0; f < width; f++) {
      const level = levels[i * width + f]!;
      one += ofPersons[f]![level]!;
      two += ofRelatives[f]![level]!;
    }
    const a = (persons / total) * 2 ** Math.min(200, one);
    const b = (relations / total) * 2 ** Math.min(200, two);
    g = a / (a + b + 1);
    h = b / (a + b + 1);
  };

  const sampled = Float64Array.from({ length: Math.ceil(count / step) }, (_, k) => rarities(k * step));
  for (let round = 0; round < ROUNDS; round++) {
    const ofPerson = fields.map((field) => new Float64Array(field.levels));
    const ofRelated = fields.map((field) => new Float64Array(field.levels));
    let now = 0;
    let others = 0;
    for (let i = 0; i < count; i += step) {
      classify(i, sampled[i / step]!);
      now += g;
      others += h;
      for (let f = 0; f < width; f++) {
        const level = levels[i * width + f]!;
        ofPerson[f]![level]! += g;
        ofRelated[f]![level]! += h;
      }
    }
    persons = Math.max(1, now * step);
    relations = Math.max(1, others * step);
    for (let f = 0; f < width; f++) {
      shareOut(person[f]!, ofPerson[f]!, step, fields[f]!.type, PRIOR_PAIRS);
      shareOut(related[f]!, ofRelated[f]!, step, fields[f]!.type, 1);
      atMost(person[f]!, last[f]!);
    }
    ofPersons = weigh(person);
    ofRelatives = weigh(related);
    if (round === EARLY && !fields.some((field, f) => IDENTITY.has(field.type) && related[f]![last[f]!]! >= EARLY_SIGN * u[f]![last[f]!]!)) return null;
  }
  if (relations < LEAST || !areOthers()) return null;
  const found: Related = {
    person: new Float64Array(count), related: new Uint8Array(count),
    family: { prior: Math.log2(relations / persons), bits: fields.map((_, f) => related[f]!.map((share, l) => (l === NULL_LEVEL ? 0 : Math.log2(share / person[f]![l]!)))) },
  };
  for (let i = 0; i < count; i++) {
    classify(i, rarities(i));
    found.person[i] = g;
    if (h > g) found.related[i] = 1;
  }
  return found;

  /** Whether the related are other people, and not one person's worse rows. */
  function areOthers(): boolean {
    let telling = 0;
    let apart = 0;
    let alike = 0;
    for (let f = 0; f < width; f++) {
      const [own, other, strangers] = [person[f]!, related[f]!, u[f]!];
      const weight = Math.log2(own[SAME]!) + model.fields[f]!.typical;
      if (other[last[f]!]! >= AS_STRANGERS * strangers[last[f]!]! && strangers[last[f]!]! > 2 * own[last[f]!]!) {
        telling++;
        if (IDENTITY.has(fields[f]!.type)) apart += weight;
      } else if (IDENTITY.has(fields[f]!.type)) alike += weight;
    }
    return telling >= 2 && apart > alike;
  }
}

function shareOut(shares: Float64Array, counted: Float64Array, scale: number, type: FieldType, priorPairs: number): void {
  const table = LEVELS[type];
  let all = priorPairs;
  for (let l = 1; l < shares.length; l++) all += counted[l]! * scale;
  for (let l = 1; l < shares.length; l++) shares[l] = (counted[l]! * scale + priorPairs * table[l]!.prior) / all;
}

/** Holds the share of the last level down, the others taking what is left. */
function atMost(shares: Float64Array, last: number): void {
  if (shares[last]! <= MOST_DIFFERENT) return;
  const rest = (1 - MOST_DIFFERENT) / (1 - shares[last]!);
  for (let l = 1; l < last; l++) shares[l]! *= rest;
  shares[last] = MOST_DIFFERENT;
}

