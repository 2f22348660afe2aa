/** Two different normal values of a type → their level. Symmetric; depends on the values alone (and on word weights for texts). */
import { chineseNameLevel, idLevel } from "./chinese-evidence.js";
import { dateLevel } from "./date-level.js";
import { elseLevel, NAME, TEXT } from "./levels.js";
import { hasChinese } from "./normal-value.js";
import type { FieldType, Tongue } from "./settings.js";
import { bitCount, edits, jaroWinkler, transposed } from "./similarity.js";

export type Compare = (a: string, b: string) => number;

/**
 * @param weight of a word of a text column (rarer words weigh more)
 * @param whole whether an ID number was written with all its 18 places somewhere, so that its check character says something
 */
export function comparisonOf(type: FieldType, tongue: Tongue | null, weight: (word: string) => number, whole: (id: string) => boolean): Compare {
  switch (type) {
    case "name":
      return (a, b) => nameLevel(a, b, tongue);
    case "text":
      return textComparison(weight);
    case "date":
      return dateLevel;
    case "idNumber":
      return (a, b) => idLevel(a, b, whole);
    case "phone":
      return (a, b) => (a.length >= 7 && b.length >= 7 && a.slice(-7) === b.slice(-7) ? 2 : edits(a, b, 1) === 1 ? 3 : 4);
    case "postcode":
      return postcodeLevel;
    case "number":
      return numberLevel;
    case "code":
      return codeLevel;
  }
}

export function nameLevel(a: string, b: string, tongue: Tongue | null): number {
  if (hasChinese(a) && hasChinese(b)) return chineseNameLevel(a, b, tongue);
  const shorter = Math.min(a.length, b.length);
  const distance = edits(a, b, 2);
  if (distance === 1 && shorter >= 3) return NAME.close;
  if (a.includes(" ") || b.includes(" ")) {
    const words = wordsLevel(a.split(" "), b.split(" "));
    if (words !== NAME.other) return words;
  }
  const alike = jaroWinkler(a, b, 0.8);
  if (distance === 2 && shorter >= 6 && alike >= 0.85) return NAME.near;
  if (alike >= 0.92 && shorter >= 4) return NAME.near;
  if (partOf(a, b)) return NAME.part;
  return alike >= 0.8 ? NAME.loose : NAME.other;
}

/** Names of several words: words paired whatever their order, the same first, then those a letter apart, then initials. */
function wordsLevel(x: readonly string[], y: readonly string[]): number {
  const [long, short] = x.length >= y.length ? [[...x], [...y]] : [[...y], [...x]];
  const most = short.length;
  const full = long.length === short.length;
  const pair = (same: (a: string, b: string) => boolean): number => {
    let count = 0;
    for (let i = short.length - 1; i >= 0; i--) {
      const at = long.findIndex((word) => same(word, short[i]!));
      if (at < 0) continue;
      long.splice(at, 1);
      short.splice(i, 1);
      count++;
    }
    return count;
  };
  const same = pair((a, b) => a === b);
  const close = pair((a, b) => Math.min(a.length, b.length) >= 4 && edits(a, b, 1) === 1);
  const initials = pair((a, b) => (a.length === 1 || b.length === 1) && a[0] === b[0]);
  const paired = same + close + initials;
  if (paired === most) {
    if (full && initials === 0 && close <= 1) return NAME.close;
    if (same + close >= 2) return NAME.near;
    return NAME.part;
  }
  if (same >= 2 && same >= most / 2) return NAME.part;
  return same > 0 && same >= most / 3 ? NAME.loose : NAME.other;
}

/** An initial or a shortened form. */
const partOf = (a: string, b: string): boolean => (a.length >= b.length ? a.startsWith(b) : b.startsWith(a));

function postcodeLevel(a: string, b: string): number {
  if (edits(a, b, 1) === 1 || transposed(a, b)) return 2;
  const half = Math.max(2, Math.ceil(Math.min(a.length, b.length) / 2));
  // A British postcode's last three places are the inner part.
  const outer = (text: string): string => (/^[a-z]/.test(text) && text.length >= 5 ? text.slice(0, -3) : text.slice(0, half));
  return outer(a) === outer(b) ? 3 : 4;
}

function numberLevel(a: string, b: string): number {
  const x = Number(a);
  const y = Number(b);
  if (Math.max(a.length, b.length) >= 2 && edits(a, b, 1) === 1) return 2;
  if (Number.isFinite(x) && Number.isFinite(y) && Math.abs(x - y) <= Math.max(1, 0.02 * Math.max(Math.abs(x), Math.abs(y))) && !years(x, y)) return 3;
  return 4;
}

/** Two per cent of a year are forty years. */
const years = (x: number, y: number): boolean => x > 1000 && x < 2200 && Number.isInteger(x) && Number.isInteger(y) && Math.abs(x - y) > 1;

function codeLevel(a: string, b: string): number {
  if (a.includes("@") || b.includes("@")) return mailLevel(a, b);
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return elseLevel("code");
  const limit = shorter >= 8 ? 3 : 2;
  const distance = edits(a, b, limit);
  if (distance === 1) return 2;
  if (shorter >= 5 && distance === 2) return 3;
  return distance <= limit && shorter >= 8 ? 5 : elseLevel("code");
}

/** Mail addresses as codes: the part before @ decides. */
function mailLevel(a: string, b: string): number {
  const distance = edits(a, b, 4);
  if (distance <= 1) return 2;
  if (distance <= 3) return 3;
  const [x = "", xHost = ""] = a.split("@");
  const [y = "", yHost = ""] = b.split("@");
  if (x === y && x.length >= 5) return 3;
  return distance <= 4 || (xHost === yHost && jaroWinkler(x, y) > 0.8) || (jaroWinkler(x, y) > 0.93 && jaroWinkler(xHost, yHost) > 0.85) ? 5 : elseLevel("code");
}

const MAIL_TO_TEXT: Readonly<Record<number, number>> = { 2: TEXT.close, 3: TEXT.like, 5: TEXT.some, 6: TEXT.other };

/** What a text comparison needs of a value, made once. */
interface Prepared {
  readonly words: readonly string[];
  readonly weights: Float64Array;
  readonly weight: number;
  readonly joined: string;
  /** Which of 64 classes its pairs of letters fall into. */
  readonly low: number;
  readonly high: number;
  readonly spread: number;
}

function textComparison(weight: (word: string) => number): Compare {
  const known = new Map<string, Prepared>();
  const prepared = (text: string): Prepared => {
    let own = known.get(text);
    if (own === undefined) {
      own = prepare(text, weight);
      known.set(text, own);
    }
    return own;
  };
  return (a, b) => {
    if (a.includes("@") && b.includes("@")) return MAIL_TO_TEXT[mailLevel(a, b)] ?? TEXT.other;
    const x = prepared(a);
    const y = prepared(b);
    // Texts with few pairs of letters in common need no closer look.
    const common = bitCount(x.low & y.low) + bitCount(x.high & y.high);
    if (common < 0.3 * Math.min(x.spread, y.spread)) return TEXT.other;
    const shorter = Math.min(a.length, b.length);
    if (x.words.length <= 4 || y.words.length <= 4) {
      if (Math.abs(a.length - b.length) <= 2) {
        const distance = edits(a, b, 2);
        if (distance === 1 && shorter >= 4) return TEXT.close;
        if (distance === 2 && shorter >= 6) return TEXT.close;
      }
      if (x.joined === y.joined) return TEXT.words;
    }
    const found = overlap(x, y);
    if (found.share >= 0.999) return TEXT.words;
    if (found.share >= 0.8) return TEXT.close;
    if (found.share >= 0.55 || found.inside >= 0.95) return TEXT.like;
    if (found.share >= 0.35 || found.inside >= 0.7) return TEXT.some;
    if (x.words.length <= 3 && y.words.length <= 3) {
      const alike = jaroWinkler(a, b, 0.82);
      if (alike >= 0.9) return TEXT.like;
      if (alike >= 0.82) return TEXT.some;
    }
    return found.share >= 0.15 ? TEXT.little : TEXT.other;
  };
}

function prepare(text: string, weight: (word: string) => number): Prepared {
  const words = hasChinese(text) ? bigrams(text) : text.split(" ");
  const weights = Float64Array.from(words, weight);
  const joined = text.replaceAll(" ", "");
  let low = 0;
  let high = 0;
  for (let i = 0; i + 1 < joined.length; i++) {
    const kind = (Math.imul(joined.charCodeAt(i), 31) + Math.imul(joined.charCodeAt(i + 1), 17)) & 63;
    if (kind < 32) low |= 1 << kind;
    else high |= 1 << (kind - 32);
  }
  return { words, weights, weight: weights.reduce((sum, one) => sum + one, 0), joined, low, high, spread: bitCount(low) + bitCount(high) };
}

function bigrams(text: string): readonly string[] {
  const bare = text.replaceAll(" ", "");
  if (bare.length < 3) return [bare];
  const parts: string[] = [];
  for (let i = 0; i + 1 < bare.length; i++) parts.push(bare.slice(i, i + 2));
  return parts;
}

const taken = new Uint8Array(4096);

/** Weighted share of words in common (of both, and of the shorter); words one edit apart count nearly, an initial half. */
function overlap(x: Prepared, y: Prepared): { share: number; inside: number } {
  if (x.words.length * y.words.length > LONG) return overlapOfLong(x, y);
  const width = Math.min(y.words.length, taken.length);
  for (let j = 0; j < width; j++) taken[j] = 0;
  let common = 0;
  let left: number[] | null = null;
  for (let i = 0; i < x.words.length; i++) {
    const word = x.words[i]!;
    let at = -1;
    for (let j = 0; j < width; j++) {
      if (taken[j] === 0 && y.words[j] === word) {
        at = j;
        break;
      }
    }
    if (at < 0) (left ??= []).push(i);
    else {
      taken[at] = 1;
      common += x.weights[i]!;
    }
  }
  if (left !== null) {
    for (const i of left) {
      let best = -1;
      let bestValue = 0;
      for (let j = 0; j < width; j++) {
        if (taken[j] === 1) continue;
        const value = nearWord(x.words[i]!, y.words[j]!);
        if (value > bestValue) {
          bestValue = value;
          best = j;
        }
      }
      if (best >= 0) {
        taken[best] = 1;
        common += bestValue * Math.min(x.weights[i]!, y.weights[best]!);
      }
    }
  }
  const total = x.weight + y.weight - common;
  return { share: total > 0 ? common / total : 0, inside: common / Math.max(1e-9, Math.min(x.weight, y.weight)) };
}

/** Words of two texts, multiplied, from which they are compared word by word without looking for words an edit apart. */
const LONG = 1500;

function overlapOfLong(x: Prepared, y: Prepared): { share: number; inside: number } {
  const left = new Map<string, number>();
  for (const word of y.words) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  x.words.forEach((word, i) => {
    const more = left.get(word) ?? 0;
    if (more === 0) return;
    left.set(word, more - 1);
    common += x.weights[i]!;
  });
  const total = x.weight + y.weight - common;
  return { share: total > 0 ? common / total : 0, inside: common / Math.max(1e-9, Math.min(x.weight, y.weight)) };
}

function nearWord(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter === 1) return a.charCodeAt(0) === b.charCodeAt(0) ? 0.5 : 0;
  if (shorter >= 4 && a.charCodeAt(0) === b.charCodeAt(0) && edits(a, b, 2) <= (shorter >= 7 ? 2 : 1)) return 0.85;
  return shorter >= 3 && (a.startsWith(b) || b.startsWith(a)) ? 0.7 : 0;
}
