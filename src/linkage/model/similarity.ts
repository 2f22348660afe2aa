/** Similarity of two strings, by UTF-16 unit. All functions are symmetric and reuse their buffers (one thread). */

const flagsA = new Uint8Array(512);
const flagsB = new Uint8Array(512);

/**
 * Jaro–Winkler, 0 to 1; prefix up to 4 counts 0.1 each (Winkler 1990). Longer than 512 units: the first 512.
 * @param least what is asked for: 0 is given for strings whose letters alone say that they are less alike
 */
export function jaroWinkler(a: string, b: string, least = 0): number {
  const x = Math.min(a.length, 512);
  const y = Math.min(b.length, 512);
  if (x === 0 || y === 0) return 0;
  let prefix = 0;
  while (prefix < 4 && prefix < x && prefix < y && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  if (least > 0) {
    const shared = Math.min(unitsAmong(a, x, lettersOf(b, 0, y)), unitsAmong(b, y, lettersOf(a, 0, x)));
    const most = (shared / x + shared / y + 1) / 3;
    if (most + prefix * 0.1 * (1 - most) < least - 1e-9) return 0;
  }
  const window = Math.max(0, (Math.max(x, y) >> 1) - 1);
  for (let i = 0; i < x; i++) flagsA[i] = 0;
  for (let j = 0; j < y; j++) flagsB[j] = 0;
  let common = 0;
  for (let i = 0; i < x; i++) {
    const unit = a.charCodeAt(i);
    const to = Math.min(y - 1, i + window);
    for (let j = Math.max(0, i - window); j <= to; j++) {
      if (flagsB[j] === 0 && b.charCodeAt(j) === unit) {
        flagsA[i] = 1;
        flagsB[j] = 1;
        common++;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let moved = 0;
  let j = 0;
  for (let i = 0; i < x; i++) {
    if (flagsA[i] === 0) continue;
    while (flagsB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) moved++;
    j++;
  }
  const jaro = (common / x + common / y + (common - moved / 2) / common) / 3;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** The units of a part of a text as a set of 32 classes. */
function lettersOf(text: string, from: number, to: number): number {
  let letters = 0;
  for (let i = from; i < to; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

/** How many of the first units fall into a set of classes. */
function unitsAmong(text: string, length: number, letters: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) count += (letters >>> (text.charCodeAt(i) & 31)) & 1;
  return count;
}

/** Number of bits set. */
export function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

let before = new Int32Array(128);
let last = new Int32Array(128);
let now = new Int32Array(128);

/** Edits (insert, delete, replace, swap of neighbours: optimal string alignment); `limit` + 1 where there are more than `limit`. */
export function edits(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  let x = a.length;
  let y = b.length;
  if (Math.abs(x - y) > limit) return limit + 1;
  let from = 0;
  while (from < x && from < y && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  while (x > from && y > from && a.charCodeAt(x - 1) === b.charCodeAt(y - 1)) {
    x--;
    y--;
  }
  const rows = x - from;
  const columns = y - from;
  if (rows === 0 || columns === 0) return Math.min(limit + 1, Math.max(rows, columns));
  // An edit takes away one letter at most, and brings one.
  const ofA = lettersOf(a, from, x);
  const ofB = lettersOf(b, from, y);
  if (bitCount(ofA & ~ofB) > limit || bitCount(ofB & ~ofA) > limit) return limit + 1;
  if (columns + 1 > now.length) {
    before = new Int32Array(columns * 2);
    last = new Int32Array(columns * 2);
    now = new Int32Array(columns * 2);
  }
  for (let j = 0; j <= columns; j++) last[j] = j;
  for (let i = 1; i <= rows; i++) {
    now[0] = i;
    let least = i;
    const unit = a.charCodeAt(from + i - 1);
    const earlier = i > 1 ? a.charCodeAt(from + i - 2) : -1;
    for (let j = 1; j <= columns; j++) {
      const other = b.charCodeAt(from + j - 1);
      let cost = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + (unit === other ? 0 : 1));
      if (i > 1 && j > 1 && earlier === other && b.charCodeAt(from + j - 2) === unit) cost = Math.min(cost, before[j - 2]! + 1);
      now[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, last, now] = [last, now, before];
  }
  return Math.min(limit + 1, last[columns]!);
}

/** Number of differing places of two strings of one length; 99 where the lengths differ. */
export function places(a: string, b: string): number {
  if (a.length !== b.length) return 99;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) count++;
  return count;
}

/** The same but for two neighbouring characters that changed places. */
export function transposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i + 1 >= a.length) return false;
  return a.charCodeAt(i) === b.charCodeAt(i + 1) && a.charCodeAt(i + 1) === b.charCodeAt(i) && a.slice(i + 2) === b.slice(i + 2);
}
