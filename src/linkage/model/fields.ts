/**
 * The lists as columns of value numbers. Rows of both lists stand one after another in an order of their own (by content), so that
 * neither the order of rows nor of files can change anything. Columns of names share one dictionary, and so do texts: a value
 * that stands in another column of its kind is found by its number.
 */
import { comparisonOf } from "./compare.js";
import { levelCount } from "./levels.js";
import { hasChinese, normalValue, validId } from "./normal-value.js";
import { foreignNumbers } from "./own-number.js";
import { PairMemo } from "./pair-memo.js";
import type { FieldType, Tongue } from "./settings.js";

export interface Dictionary {
  /** Normal value by number; 0 is "". */
  readonly values: string[];
  readonly numbers: Map<string, number>;
}

export type WordWeight = (word: string) => number;

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly dictionary: Dictionary;
  /** Value number by row; 0 = no value. */
  readonly code: Int32Array;
  readonly levels: number;
  /** Weight of a word in texts (rarer words weigh more). */
  readonly wordWeight: WordWeight;
  /** Level of two rows' values without regard to other columns. */
  readonly memo: PairMemo;
  /** Pairs of value numbers (low * 2^26 + high) that stand for each other, as the data show. */
  readonly learned: Set<number>;
  /** A value in another column counts as moved only if it is the very same: long texts, and Chinese names (alike are too many). */
  readonly movesWhole: boolean;
  /** 1 by row: the ID number there is somebody else's, or mistyped, as the row itself shows; null where no row has one. */
  readonly foreign: Uint8Array | null;
  /** The value is one person's by itself: a valid ID number. */
  identifies(value: number): boolean;
}

export interface Lists {
  readonly fields: readonly Field[];
  /** Number of rows of both lists. */
  readonly rows: number;
  /** Rows before this one are of the first list (in the order used here); equal to `rows` where there is one list. */
  readonly split: number;
  /** Place in the input of each row: of the first list given, then of the second. */
  readonly place: Int32Array;
  /** The two lists changed places. */
  readonly turned: boolean;
}

export interface InputColumn {
  readonly name: string;
  readonly type: FieldType;
  readonly first: readonly string[];
  /** null where there is one list. */
  readonly second: readonly string[] | null;
}

/** @param words weights of the words of a text column where they are given, by column name */
export function makeLists(columns: readonly InputColumn[], tongue: Tongue | null, words: (column: string) => WordWeight | null = () => null): Lists {
  const one = columns[0]?.second === null || columns.length === 0;
  const countA = columns[0]?.first.length ?? 0;
  const countB = one ? 0 : (columns[0]?.second?.length ?? 0);
  const rows = countA + countB;
  const raw = columns.map((column) => normalColumn(column, countA, countB, tongue));
  for (const column of raw) if (column.type === "date") yearsOfAges(column.values, raw.filter((other) => other.type === "idNumber").map((other) => other.values));
  const kept = withoutRepeats(columns, raw, rows);

  // Order by content.
  const whole: string[] = [];
  for (let row = 0; row < rows; row++) {
    let text = "";
    for (const { values } of kept) text += `${values[row] ?? ""}\u0001`;
    whole.push(text);
  }
  const byContent = (x: number, y: number): number => (whole[x]! < whole[y]! ? -1 : whole[x]! > whole[y]! ? 1 : x - y);
  const placesA = Array.from({ length: countA }, (_, i) => i).sort(byContent);
  const placesB = Array.from({ length: countB }, (_, i) => countA + i).sort(byContent);
  const turned = !one && isAfter(placesA, placesB, whole);
  const place = Int32Array.from(turned ? [...placesB, ...placesA] : [...placesA, ...placesB]);

  const dictionaries = new Map<string, Dictionary>();
  const fields = kept.map(({ name, type, values, whole }, index): Field => {
    const key = type === "name" || type === "text" ? type : `${type}${index}`;
    let dictionary = dictionaries.get(key);
    if (dictionary === undefined) {
      dictionary = { values: [""], numbers: new Map([["", 0]]) };
      dictionaries.set(key, dictionary);
    }
    const code = new Int32Array(rows);
    for (let row = 0; row < rows; row++) code[row] = numberOf(dictionary, values[place[row]!] ?? "");
    const wordWeight = type === "text" ? (words(name) ?? wordWeights(dictionary, code)) : () => 1;
    const compare = comparisonOf(type, tongue, wordWeight, (id) => whole.has(id));
    const texts = dictionary.values;
    const valid = type === "idNumber" ? Uint8Array.from(texts, (text) => (validId(text) ? 1 : 0)) : null;
    const identifies = (value: number): boolean => valid !== null && valid[value] === 1;
    // In the order of the texts, so that a comparison that pairs words greedily cannot depend on which list came first.
    const memo = new PairMemo((x, y) => (texts[x]! < texts[y]! ? compare(texts[x]!, texts[y]!) : compare(texts[y]!, texts[x]!)));
    return { name, type, dictionary, code, levels: levelCount(type), wordWeight, memo, learned: new Set(), foreign: foreignNumbers(kept, index, place), movesWhole: type === "text" || mostlyChinese(values), identifies };
  });
  return { fields, rows, split: one ? rows : turned ? countB : countA, place, turned };
}

function mostlyChinese(values: readonly string[]): boolean {
  let chinese = 0;
  let filled = 0;
  for (let row = 0; row < values.length; row += Math.max(1, Math.floor(values.length / 200))) {
    const value = values[row]!;
    if (value === "") continue;
    filled++;
    if (hasChinese(value)) chinese++;
  }
  return chinese * 2 > filled;
}

function numberOf(dictionary: Dictionary, value: string): number {
  let number = dictionary.numbers.get(value);
  if (number === undefined) {
    number = dictionary.values.length;
    dictionary.values.push(value);
    dictionary.numbers.set(value, number);
  }
  return number;
}

/** Which list is "first" must not hang on the command line: the shorter, else the one whose first differing row sorts before. */
function isAfter(a: readonly number[], b: readonly number[], whole: readonly string[]): boolean {
  if (a.length !== b.length) return a.length > b.length;
  for (let i = 0; i < a.length; i++) {
    const x = whole[a[i]!]!;
    const y = whole[b[i]!]!;
    if (x !== y) return x > y;
  }
  return false;
}

interface NormalColumn {
  readonly name: string;
  readonly type: FieldType;
  readonly values: string[];
  /** ID numbers that stand there with all 18 places (the others were raised from 15, or are damaged). */
  readonly whole: ReadonlySet<string>;
}

function normalColumn(column: InputColumn, countA: number, countB: number, tongue: Tongue | null): NormalColumn {
  const known = new Map<string, string>();
  const values = new Array<string>(countA + countB);
  const whole = new Set<string>();
  const fill = (cells: readonly string[], offset: number): void => {
    for (let i = 0; i < cells.length; i++) {
      const raw = cells[i]!;
      let value = known.get(raw);
      if (value === undefined) {
        value = normalValue(raw, column.type, tongue);
        known.set(raw, value);
        if (column.type === "idNumber" && value.length === 18 && /\d{17}\s*[\dxX×]\W*$/.test(raw.normalize("NFKC").replace(/[\s'-]/g, ""))) whole.add(value);
      }
      values[offset + i] = value;
    }
  };
  fill(column.first, 0);
  if (column.second !== null) fill(column.second, countA);
  return { name: column.name, type: column.type, values, whole };
}

/**
 * Ages among the dates ("~29") become years ("1975~~~~"). The year in which they were written is the commonest sum of age and birth
 * year of rows whose ID number tells the year; without such rows the ages say nothing.
 */
function yearsOfAges(values: string[], ids: readonly (readonly string[])[]): void {
  const sums = new Map<number, number>();
  const ages: number[] = [];
  values.forEach((value, row) => {
    if (!value.startsWith("~")) return;
    ages.push(row);
    for (const own of ids) {
      const year = Number((own[row] ?? "").slice(6, 10));
      if (year > 1880 && year < 2100) sums.set(year + Number(value.slice(1)), (sums.get(year + Number(value.slice(1))) ?? 0) + 1);
    }
  });
  const [best] = [...sums].sort(([x, n], [y, m]) => m - n || x - y);
  for (const row of ages) values[row] = best === undefined ? "" : `${best[0] - Number((values[row] ?? "").slice(1))}~~~~`;
}

/**
 * A column that repeats others (the full name beside given name and surname) keeps only what it adds: the words that no other
 * column of names or texts of its row holds. A column that adds nothing in all but a few rows is left out: counted twice,
 * the same evidence would look like more than it is.
 */
function withoutRepeats(columns: readonly InputColumn[], raw: readonly NormalColumn[], rows: number): NormalColumn[] {
  const wordy = raw.map((column, i) => ({ column, i })).filter(({ column }) => column.type === "name" || column.type === "text");
  const result = [...raw] as (NormalColumn | null)[];
  // The longest columns first: the fullest one gives way to its parts.
  const length = (column: NormalColumn): number => column.values.reduce((sum, value) => sum + value.length, 0);
  const ordered = [...wordy].sort((a, b) => length(b.column) - length(a.column));
  for (const { column, i } of ordered) {
    const others = wordy.filter((other) => other.i !== i && result[other.i] !== null).map((other) => result[other.i]!.values);
    if (others.length < 2) continue;
    let filled = 0;
    let contained = 0;
    const step = Math.max(1, Math.floor(rows / 2000));
    for (let row = 0; row < rows; row += step) {
      const value = column.values[row]!;
      if (!value.includes(" ")) continue;
      filled++;
      if (others.filter((other) => other[row] !== "" && value !== other[row] && ` ${value} `.includes(` ${other[row]!} `)).length >= 2) contained++;
    }
    if (filled < 20 || contained < filled * 0.7) continue;
    const rest = column.values.map((value, row) => {
      if (value === "") return "";
      let words = value.split(" ");
      for (const other of others) {
        const own = other[row]!;
        if (own !== "") for (const word of own.split(" ")) words = words.filter((one) => one !== word);
      }
      return words.join(" ");
    });
    const adding = rest.reduce((sum, value) => sum + (value === "" ? 0 : 1), 0);
    result[i] = adding < rows * 0.01 ? null : { ...column, type: columns[i]!.type, values: rest };
  }
  return result.filter((column): column is NormalColumn => column !== null);
}

/** Inverse document frequency of the words of a text column. */
function wordWeights(dictionary: Dictionary, code: Int32Array): WordWeight {
  const seen = new Map<string, number>();
  let total = 0;
  for (const number of code) {
    if (number === 0) continue;
    total++;
    for (const word of new Set((dictionary.values[number] ?? "").split(" "))) seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  const most = Math.log(1 + total);
  return (word) => 0.25 + Math.log((1 + total) / (1 + (seen.get(word) ?? 0))) / Math.max(1, most);
}
