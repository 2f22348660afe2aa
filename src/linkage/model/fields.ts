/**
 * The lists as columns of value numbers. Rows of both lists stand one after another in an order of their own (by content), so that
 * neither the order of rows nor of files can change anything. Columns of names share one dictionary, and so do texts: a value
 * that stands in another column of its kind is found by its number.
 */
import { comparisonOf } from "./compare.js";
import { levelCount } from "./levels.js";
import { normalColumn, withoutRepeats, yearsOfAges, type NormalColumn } from "./normal-column.js";
import { hasChinese, validId } from "./normal-value.js";
import { foreignNumbers } from "./own-number.js";
import { PairMemo } from "./pair-memo.js";
import { inOrder } from "./row-order.js";
import type { FieldType, Tongue } from "./settings.js";
import { TextNumbers } from "./text-numbers.js";

export interface Dictionary {
  /** Normal value by number; 0 is "". */
  readonly values: string[];
  readonly numbers: TextNumbers;
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
  /** The numbers repeat a birth date of the row: they are the row's own. */
  readonly dated: boolean;
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
  for (const column of raw) if (column.type === "date") yearsOfAges(column, raw.filter((other) => other.type === "idNumber"));
  const kept = withoutRepeats(raw, rows);
  const { place, turned } = inOrder(kept, countA, one ? null : countB);

  const dictionaries = new Map<string, TextNumbers>();
  const fields = kept.map((column, index): Field => {
    const { name, type, whole } = column;
    const key = type === "name" || type === "text" ? type : `${type}${index}`;
    const numbers = dictionaries.get(key) ?? new TextNumbers();
    dictionaries.set(key, numbers);
    numbers.of("");
    const code = codesOf(column, place, numbers);
    const dictionary: Dictionary = { values: numbers.texts, numbers };
    const wordWeight = type === "text" ? (words(name) ?? wordWeights(dictionary, code)) : () => 1;
    const compare = comparisonOf(type, tongue, wordWeight, (id) => whole.has(id));
    const texts = dictionary.values;
    const valid = type === "idNumber" ? Uint8Array.from(texts, (text) => (validId(text) ? 1 : 0)) : null;
    const identifies = (value: number): boolean => valid !== null && valid[value] === 1;
    // In the order of the texts, so that a comparison that pairs words greedily cannot depend on which list came first.
    const memo = new PairMemo((x, y) => (texts[x]! < texts[y]! ? compare(texts[x]!, texts[y]!) : compare(texts[y]!, texts[x]!)));
    return { name, type, dictionary, code, levels: levelCount(type), wordWeight, memo, learned: new Set(), ...foreignNumbers(kept, index, place), movesWhole: type === "text" || mostlyChinese(column), identifies };
  });
  return { fields, rows, split: one ? rows : turned ? countB : countA, place, turned };
}

/** Value numbers of a column by row, rows in the order given. */
function codesOf({ texts, of }: NormalColumn, place: Int32Array, numbers: TextNumbers): Int32Array {
  const code = new Int32Array(place.length);
  const known = new Int32Array(texts.length).fill(-1);
  for (let row = 0; row < place.length; row++) {
    const own = of[place[row]!]!;
    if (known[own] === -1) known[own] = numbers.of(texts[own]!);
    code[row] = known[own]!;
  }
  return code;
}

function mostlyChinese({ texts, of }: NormalColumn): boolean {
  let chinese = 0;
  let filled = 0;
  for (let row = 0; row < of.length; row += Math.max(1, Math.floor(of.length / 200))) {
    const value = texts[of[row]!]!;
    if (value === "") continue;
    filled++;
    if (hasChinese(value)) chinese++;
  }
  return chinese * 2 > filled;
}

/** Inverse document frequency of the words of a text column. */
function wordWeights({ values }: Dictionary, code: Int32Array): WordWeight {
  const held = new Int32Array(values.length);
  for (const number of code) held[number]!++;
  const seen = new Map<string, number>();
  let total = 0;
  for (let number = 1; number < values.length; number++) {
    const rows = held[number]!;
    if (rows === 0) continue;
    total += rows;
    for (const word of new Set(values[number]!.split(" "))) seen.set(word, (seen.get(word) ?? 0) + rows);
  }
  const most = Math.log(1 + total);
  return (word) => 0.25 + Math.log((1 + total) / (1 + (seen.get(word) ?? 0))) / Math.max(1, most);
}
