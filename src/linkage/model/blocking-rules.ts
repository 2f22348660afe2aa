/**
 * Which pairs of rows are compared at all. A row has features: a whole value, a word of it, a part of a date, a coarse sound. A
 * feature shared by few rows is a block by itself; one shared by many is narrowed by a second feature of another column. How
 * many pairs a limit would cost is known from the counts before a single pair is made; the largest limit within the budget is
 * taken, so a common surname cannot explode.
 */
import type { Field, Lists } from "./fields.js";
import { hasChinese } from "./normal-value.js";
import type { Tongue } from "./settings.js";

export interface Candidates {
  /** Two rows per pair: rows first[i] < second[i]. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** Largest blocks that are looked into: of one feature, and of two. */
export interface BlockLimits {
  readonly single: number;
  readonly double: number;
}

/** A row's common features that are tried in pairs, the rarest: within a list (every pair of a person's rows is wanted), across two. */
const NARROWING = { within: 12, across: 8 } as const;
const LIMITS = [1000, 700, 500, 350, 250, 175, 125, 90, 64, 45, 32, 22, 16, 11, 8, 5];

/**
 * @param budget pairs to make at most, about
 * @param given limits of an earlier linkage, to be kept whatever they cost
 */
export function candidatesOf(lists: Lists, tongue: Tongue | null, budget: number, given: BlockLimits | null = null): { readonly pairs: Candidates; readonly limits: BlockLimits } {
  const { rows, split } = lists;
  const features = new Features(lists, tongue);
  const both = split < rows;

  const single = grouped(features.row, features.id, features.size, split);
  const singleLimit = given?.single ?? limitFor(single, both, budget / 2);
  const blocks: Blocks = { start: [0], rows: [] };
  keep(single, singleLimit, blocks);

  // Features too common to be blocks: in pairs, of two columns.
  const common: number[][] = Array.from({ length: rows }, () => []);
  for (let i = 0; i < features.row.length; i++) {
    const feature = features.id[i]!;
    const size = single.cost[feature]!;
    if (size > singleLimit && single.start[feature + 1]! - single.start[feature]! < rows * 0.5) common[features.row[i]!]!.push(feature);
  }
  const tried = both ? NARROWING.across : NARROWING.within;
  let room = 0;
  for (const own of common) {
    if (own.length > tried) {
      own.sort((x, y) => single.cost[x]! - single.cost[y]! || x - y);
      own.length = tried;
    }
    room += (own.length * (own.length - 1)) / 2;
  }
  const pairRow = new Int32Array(room);
  const pairKey = new Float64Array(room);
  let made = 0;
  for (let row = 0; row < rows; row++) {
    const own = common[row]!;
    for (let i = 0; i < own.length; i++) {
      for (let j = i + 1; j < own.length; j++) {
        const x = own[i]!;
        const y = own[j]!;
        if (features.field[x] === features.field[y]) continue;
        pairRow[made] = row;
        pairKey[made++] = x < y ? x * features.size + y : y * features.size + x;
      }
    }
  }
  const numbered = numberKeys(pairKey, made);
  const double = grouped(pairRow.subarray(0, made), numbered.id, numbered.count, split);
  const limits = { single: singleLimit, double: given?.double ?? limitFor(double, both, budget) };
  keep(double, limits.double, blocks);
  return { pairs: pairsOf(blocks, rows, split), limits };
}

interface Groups {
  readonly start: Int32Array;
  readonly rows: Int32Array;
  /** Size that counts against the limit; 0 where the block gives no pair. */
  readonly cost: Float64Array;
}

interface Blocks {
  readonly start: number[];
  readonly rows: number[];
}

function grouped(row: ArrayLike<number>, id: ArrayLike<number>, count: number, split: number): Groups {
  const start = new Int32Array(count + 1);
  const left = new Int32Array(count);
  for (let i = 0; i < row.length; i++) {
    start[id[i]! + 1]!++;
    if (row[i]! < split) left[id[i]!]!++;
  }
  const cost = new Float64Array(count);
  for (let g = 0; g < count; g++) {
    const n = start[g + 1]!;
    // Across two lists a block of n × m is as dear as one of √(2nm) within one list.
    cost[g] = left[g] === n || left[g] === 0 ? (left[g] === n && n > 1 ? n : 0) : Math.sqrt(2 * left[g]! * (n - left[g]!));
    start[g + 1]! += start[g]!;
  }
  const next = start.slice();
  const rows = new Int32Array(row.length);
  for (let i = 0; i < row.length; i++) rows[next[id[i]!]!++] = row[i]!;
  return { start, rows, cost };
}

function limitFor(groups: Groups, both: boolean, budget: number): number {
  const { cost, start } = groups;
  const sums = new Float64Array(LIMITS.length);
  for (let g = 0; g < cost.length; g++) {
    const size = cost[g]!;
    if (size < 1.4 || (both && !mixed(cost[g]!, start[g + 1]! - start[g]!))) continue;
    for (let l = 0; l < LIMITS.length && size <= LIMITS[l]!; l++) sums[l]! += (size * size) / 2;
  }
  for (let l = 0; l < LIMITS.length; l++) if (sums[l]! <= budget) return LIMITS[l]!;
  return LIMITS.at(-1) ?? 5;
}

/** Of two lists: a block with rows of both (a one-sided block's cost is its size). */
const mixed = (cost: number, size: number): boolean => cost !== size || size === 2;

function keep(groups: Groups, limit: number, into: Blocks): void {
  const { start, rows, cost } = groups;
  for (let g = 0; g < cost.length; g++) {
    const size = start[g + 1]! - start[g]!;
    if (size < 2 || cost[g]! > limit) continue;
    for (let i = start[g]!; i < start[g + 1]!; i++) into.rows.push(rows[i]!);
    into.start.push(into.rows.length);
  }
}

/** Numbers the distinct keys in the order in which they come. Keys are whole numbers from 0. */
function numberKeys(keys: Float64Array, length: number): { id: Int32Array; count: number } {
  let bits = 6;
  while (1 << bits < length * 2) bits++;
  const table = new Float64Array(1 << bits).fill(-1);
  const numbers = new Int32Array(1 << bits);
  const mask = (1 << bits) - 1;
  const id = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const key = keys[i]!;
    const high = Math.floor(key / 4294967296);
    let at = (Math.imul((key - high * 4294967296) | 0, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    while (table[at] !== -1 && table[at] !== key) at = (at + 1) & mask;
    if (table[at] === -1) {
      table[at] = key;
      numbers[at] = count++;
    }
    id[i] = numbers[at]!;
  }
  return { id, count };
}

/** Every pair of rows that shares a block, once; across the lists only. */
function pairsOf(blocks: Blocks, rows: number, split: number): Candidates {
  const both = split < rows;
  const count = blocks.start.length - 1;
  const begin = new Int32Array(rows + 1);
  for (const row of blocks.rows) begin[row + 1]!++;
  for (let row = 0; row < rows; row++) begin[row + 1]! += begin[row]!;
  const of = new Int32Array(blocks.rows.length);
  const next = begin.slice();
  const start = Int32Array.from(blocks.start);
  const members = Int32Array.from(blocks.rows);
  for (let block = 0; block < count; block++) for (let i = start[block]!; i < start[block + 1]!; i++) of[next[members[i]!]!++] = block;
  const stamp = new Int32Array(rows).fill(-1);
  let first = new Int32Array(1 << 16);
  let second = new Int32Array(1 << 16);
  let n = 0;
  const end = both ? split : rows;
  for (let row = 0; row < end; row++) {
    for (let k = begin[row]!; k < begin[row + 1]!; k++) {
      const block = of[k]!;
      for (let i = start[block + 1]! - 1; i >= start[block]!; i--) {
        const other = members[i]!;
        // Rows of a block stand in ascending order.
        if (other <= row || (both && other < split)) break;
        if (stamp[other] === row) continue;
        stamp[other] = row;
        if (n === first.length) {
          first = grown(first);
          second = grown(second);
        }
        first[n] = row;
        second[n++] = other;
      }
    }
  }
  return { first: first.subarray(0, n), second: second.subarray(0, n) };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The features of all rows, in row order. */
class Features {
  readonly row: number[] = [];
  readonly id: number[] = [];
  /** Group of columns a feature belongs to. */
  readonly field: number[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(lists: Lists, tongue: Tongue | null) {
    const wholes: (readonly number[])[][] = lists.fields.map(() => []);
    for (let row = 0; row < lists.rows; row++) {
      for (let f = 0; f < lists.fields.length; f++) {
        const field = lists.fields[f]!;
        const value = field.code[row]!;
        if (value === 0) continue;
        const known = wholes[f]!;
        let own = known[value];
        if (own === undefined) {
          own = this.featuresOf(field, f, value, tongue);
          known[value] = own;
        }
        for (const feature of own) {
          this.row.push(row);
          this.id.push(feature);
        }
      }
    }
  }

  get size(): number {
    return this.field.length;
  }

  private featuresOf(field: Field, f: number, value: number, tongue: Tongue | null): readonly number[] {
    const text = field.dictionary.values[value] ?? "";
    // Names share their features over all columns of names: a swapped name is found too.
    const group = field.type === "name" ? NAMES : f;
    const found: number[] = [];
    const own = group === NAMES ? "n" : String(f);
    for (const part of parts(field, text, tongue)) {
      const number = this.number(own + part, f);
      if (!found.includes(number)) found.push(number);
    }
    return found;
  }

  private number(key: string, field: number): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.field.length;
      this.numbers.set(key, number);
      this.field.push(field);
    }
    return number;
  }
}

/** The group of all columns of names. */
const NAMES = -1;
const VOWELS = /[aeiouyhw]/g;

/** First letter and the consonants after it, doubled ones once. */
function skeleton(word: string): string {
  return word[0]! + word.slice(1).replace(VOWELS, "").replace(/(.)\1+/g, "$1").slice(0, 4);
}

function parts(field: Field, text: string, tongue: Tongue | null): string[] {
  switch (field.type) {
    case "name": {
      if (hasChinese(text)) {
        const sound = tongue === null ? "" : [...text].map((one, i) => tongue.readings(one, i === 0)[0] ?? one).join(" ");
        return sound === "" ? [`=${text}`] : [`=${text}`, `~${sound}`];
      }
      const found = [`=${text}`];
      for (const word of text.split(" ")) {
        if (word.length < 2) continue;
        found.push(`=${word}`);
        if (word.length >= 3) found.push(`~${skeleton(word)}`);
        if (word.length >= 5) found.push(`^${word.slice(0, 3)}`, `$${word.slice(-4)}`);
      }
      return found;
    }
    case "text": {
      const found = [`=${text}`];
      if (text.includes("@")) {
        const [local = ""] = text.split("@");
        found.push(`@${local}`, `^${local.slice(0, 4)}`);
        return found;
      }
      const words = text.split(" ");
      if (words.length > 1) for (const word of words) if (word.length >= 3) found.push(`-${word}`);
      if (text.length >= 5) found.push(`^${text.slice(0, 4)}`);
      if (hasChinese(text)) for (let i = 0; i + 1 < text.length; i++) found.push(`-${text.slice(i, i + 2)}`);
      return found;
    }
    case "date":
      return text.length === 8 ? [`=${text}`, `y${text.slice(0, 4)}${text.slice(4, 6)}`, `m${text.slice(4)}`, `d${text.slice(0, 4)}-${text.slice(6)}`] : [`=${text}`];
    case "postcode":
      return text.length >= 4 ? [`=${text}`, `^${text.slice(0, -2)}`] : [`=${text}`];
    case "idNumber":
      return text.includes("?") ? [`^${text.slice(0, 14)}`] : [`=${text}`, `^${text.slice(0, 14)}`, `t${text.slice(6, 17)}`, `a${text.slice(0, 6)}${text.slice(10, 17)}`];
    case "phone":
      return [`=${text}`, `$${text.slice(-7)}`, `^${text.slice(0, 7)}`];
    case "number":
      return [`=${text}`];
    case "code": {
      if (text.includes("@")) return [`=${text}`, `@${text.split("@")[0] ?? ""}`];
      if (text.length < 6) return [`=${text}`];
      const half = text.length >> 1;
      return [`=${text}`, `^${text.slice(0, half)}`, `$${text.slice(half)}`];
    }
  }
}
