/** Two different normal values of a type → their level. Symmetric; depends on the values alone (and on word weights for texts). */
import { chineseNameLevel, idLevel } from "./chinese-evidence.js";
import { elseLevel, NAME, TEXT } from "./levels.js";
import { hasChinese } from "./normal-value.js";
import type { FieldType, Tongue } from "./settings.js";
import { edits, jaroWinkler, places, transposed } from "./similarity.js";

export type Compare = (a: string, b: string) => number;

/** @param weight of a word of a text column (rarer words weigh more) */
export function comparisonOf(type: FieldType, tongue: Tongue | null, weight: (word: string) => number): Compare {
  switch (type) {
    case "name":
      return (a, b) => nameLevel(a, b, tongue);
    case "text":
      return textComparison(weight);
    case "date":
      return dateLevel;
    case "idNumber":
      return idLevel;
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
  const alike = jaroWinkler(a, b);
  if (distance === 2 && shorter >= 6 && alike >= 0.85) return NAME.near;
  if (alike >= 0.92 && shorter >= 4) return NAME.near;
  if (partOf(a, b)) return NAME.part;
  return alike >= 0.8 ? NAME.loose : NAME.other;
}

/** An initial, a shortened form, or some of the words. */
function partOf(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (long.startsWith(short)) return true;
  if (!long.includes(" ")) return false;
  const words = long.split(" ");
  return short.split(" ").every((word) => words.includes(word));
}

/** Eight digits each. */
export function dateLevel(a: string, b: string): number {
  if (a.length !== 8 || b.length !== 8) return 8;
  const year = a.slice(0, 4) === b.slice(0, 4);
  if (year && (a.endsWith("00") || b.endsWith("00"))) {
    if (a.slice(4, 6) === b.slice(4, 6) || a.slice(4, 6) === "00" || b.slice(4, 6) === "00") return 4;
  }
  if (year && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)) return 3;
  const wrong = places(a, b);
  if (wrong === 1) return 2;
  if (transposed(a, b)) return 3;
  if (wrong === 2) return 5;
  if (year) return 6;
  return Math.abs(months(a) - months(b)) <= 12 ? 7 : 8;
}

const months = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(4, 6));

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

function textComparison(weight: (word: string) => number): Compare {
  const split = new Map<string, readonly string[]>();
  const wordsOf = (text: string): readonly string[] => {
    let words = split.get(text);
    if (words === undefined) {
      words = hasChinese(text) ? bigrams(text) : text.split(" ");
      split.set(text, words);
    }
    return words;
  };
  return (a, b) => {
    if (a.includes("@") && b.includes("@")) return MAIL_TO_TEXT[mailLevel(a, b)] ?? TEXT.other;
    const x = wordsOf(a);
    const y = wordsOf(b);
    const shorter = Math.min(a.length, b.length);
    if (x.length <= 4 || y.length <= 4) {
      const distance = edits(a, b, 2);
      if (distance === 1 && shorter >= 4) return TEXT.close;
      if (distance === 2 && shorter >= 6) return TEXT.close;
      if (a.replaceAll(" ", "") === b.replaceAll(" ", "")) return TEXT.words;
    }
    const found = overlap(x, y, weight);
    if (found.share >= 0.999) return TEXT.words;
    if (found.share >= 0.8) return TEXT.close;
    if (found.share >= 0.55 || found.inside >= 0.95) return TEXT.like;
    if (found.share >= 0.35 || found.inside >= 0.7) return TEXT.some;
    if (x.length <= 3 && y.length <= 3) {
      const alike = jaroWinkler(a, b);
      if (alike >= 0.9) return TEXT.like;
      if (alike >= 0.82) return TEXT.some;
    }
    return found.share >= 0.15 ? TEXT.little : TEXT.other;
  };
}

function bigrams(text: string): readonly string[] {
  const bare = text.replaceAll(" ", "");
  if (bare.length < 3) return [bare];
  const parts: string[] = [];
  for (let i = 0; i + 1 < bare.length; i++) parts.push(bare.slice(i, i + 2));
  return parts;
}

/** Weighted share of words in common (of both, and of the shorter); words one edit apart count nearly, an initial half. */
function overlap(x: readonly string[], y: readonly string[], weight: (word: string) => number): { share: number; inside: number } {
  let total = 0;
  let common = 0;
  let weightX = 0;
  let weightY = 0;
  const left: string[] = [];
  const used = new Uint8Array(y.length);
  for (const word of y) weightY += weight(word);
  for (const word of x) {
    const own = weight(word);
    weightX += own;
    let at = y.indexOf(word);
    while (at >= 0 && used[at] === 1) at = y.indexOf(word, at + 1);
    if (at < 0) left.push(word);
    else {
      used[at] = 1;
      common += own;
    }
  }
  for (const word of left) {
    let best = -1;
    let bestValue = 0;
    for (let j = 0; j < y.length; j++) {
      if (used[j] === 1) continue;
      const other = y[j] ?? "";
      const value = nearWord(word, other);
      if (value > bestValue) {
        bestValue = value;
        best = j;
      }
    }
    if (best >= 0) {
      used[best] = 1;
      common += bestValue * Math.min(weight(word), weight(y[best] ?? ""));
    }
  }
  total = weightX + weightY - common;
  return { share: total > 0 ? common / total : 0, inside: common / Math.max(1e-9, Math.min(weightX, weightY)) };
}

function nearWord(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter === 1) return a.charCodeAt(0) === b.charCodeAt(0) ? 0.5 : 0;
  if (shorter >= 4 && a.charCodeAt(0) === b.charCodeAt(0) && edits(a, b, 2) <= (shorter >= 7 ? 2 : 1)) return 0.85;
  return shorter >= 3 && (a.startsWith(b) || b.startsWith(a)) ? 0.7 : 0;
}
