/** The columns of the input in the form in which they are compared: distinct values, and which of them each row holds. */
import type { InputColumn } from "./fields.js";
import { normalValue } from "./normal-value.js";
import type { FieldType, Tongue } from "./settings.js";
import { TextNumbers } from "./text-numbers.js";

export interface NormalColumn {
  readonly name: string;
  readonly type: FieldType;
  /** Normal values; one of several spellings stands here more than once. */
  readonly texts: string[];
  /** Number of its text by row, rows in the order of the input. */
  readonly of: Int32Array;
  /** ID numbers that stand there with all 18 places (the others were raised from 15, or are damaged). */
  readonly whole: ReadonlySet<string>;
}

const WHOLE_ID = /\d{17}[\dxX×]\W*$/;

export function normalColumn(column: InputColumn, countA: number, countB: number, tongue: Tongue | null): NormalColumn {
  const known = new TextNumbers();
  const texts: string[] = [];
  const of = new Int32Array(countA + countB);
  const whole = new Set<string>();
  const fill = (cells: readonly string[], offset: number): void => {
    for (let i = 0; i < cells.length; i++) {
      const raw = cells[i]!;
      const own = known.of(raw);
      if (own === texts.length) {
        const text = normalValue(raw, column.type, tongue);
        texts.push(text);
        if (column.type === "idNumber" && text.length === 18 && WHOLE_ID.test(raw.normalize("NFKC").replace(/[\s'-]/g, ""))) whole.add(text);
      }
      of[offset + i] = own;
    }
  };
  fill(column.first, 0);
  if (column.second !== null) fill(column.second, countA);
  return { name: column.name, type: column.type, texts, of, whole };
}

/**
 * Ages among the dates ("~29") become years ("1975~~~~"). The year in which they were written is the commonest sum of age and birth
 * year of rows whose ID number tells the year; without such rows the ages say nothing.
 */
export function yearsOfAges({ texts, of }: NormalColumn, ids: readonly NormalColumn[]): void {
  const isAge = Uint8Array.from(texts, (text) => (text.startsWith("~") ? 1 : 0));
  if (!isAge.includes(1)) return;
  const sums = new Map<number, number>();
  for (let row = 0; row < of.length; row++) {
    if (isAge[of[row]!] !== 1) continue;
    const age = Number(texts[of[row]!]!.slice(1));
    for (const own of ids) {
      const year = Number(own.texts[own.of[row]!]!.slice(6, 10));
      if (year > 1880 && year < 2100) sums.set(year + age, (sums.get(year + age) ?? 0) + 1);
    }
  }
  const [best] = [...sums].sort(([x, n], [y, m]) => m - n || x - y);
  texts.forEach((text, own) => {
    if (isAge[own] === 1) texts[own] = best === undefined ? "" : `${best[0] - Number(text.slice(1))}~~~~`;
  });
}

/**
 * A column that repeats others (the full name beside given name and surname) keeps only what it adds: the words that no other
 * column of names or texts of its row holds. A column that adds nothing in all but a few rows is left out: counted twice,
 * the same evidence would look like more than it is.
 */
export function withoutRepeats(raw: readonly NormalColumn[], rows: number): NormalColumn[] {
  const wordy = raw.map((column, i) => ({ column, i })).filter(({ column }) => column.type === "name" || column.type === "text");
  const result = [...raw] as (NormalColumn | null)[];
  // The longest columns first: the fullest one gives way to its parts.
  const length = ({ texts, of }: NormalColumn): number => of.reduce((sum, own) => sum + texts[own]!.length, 0);
  const ordered = wordy.map((one) => ({ ...one, length: length(one.column) })).sort((a, b) => b.length - a.length);
  for (const { column, i } of ordered) {
    const others = wordy.filter((other) => other.i !== i && result[other.i] !== null).map((other) => result[other.i]!);
    if (others.length < 2) continue;
    const at = (one: NormalColumn, row: number): string => one.texts[one.of[row]!]!;
    let filled = 0;
    let contained = 0;
    const step = Math.max(1, Math.floor(rows / 2000));
    for (let row = 0; row < rows; row += step) {
      const value = at(column, row);
      if (!value.includes(" ")) continue;
      filled++;
      if (others.filter((other) => at(other, row) !== "" && value !== at(other, row) && ` ${value} `.includes(` ${at(other, row)} `)).length >= 2) contained++;
    }
    if (filled < 20 || contained < filled * 0.7) continue;
    const numbers = new TextNumbers();
    let adding = 0;
    const of = column.of.map((own, row) => {
      const rest = withoutWords(column.texts[own]!, others.map((other) => at(other, row)));
      if (rest !== "") adding++;
      return numbers.of(rest);
    });
    result[i] = adding < rows * 0.01 ? null : { ...column, texts: numbers.texts, of };
  }
  return result.filter((column): column is NormalColumn => column !== null);
}

function withoutWords(value: string, others: readonly string[]): string {
  if (value === "") return "";
  let words = value.split(" ");
  for (const other of others) if (other !== "") for (const word of other.split(" ")) words = words.filter((one) => one !== word);
  return words.join(" ");
}
