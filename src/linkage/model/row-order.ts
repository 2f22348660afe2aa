/** Rows in an order of their own, by content, so that neither the order of rows nor of files can change anything. */
import type { NormalColumn } from "./normal-column.js";

export interface RowOrder {
  /** Place in the input of each row. */
  readonly place: Int32Array;
  /** The two lists changed places. */
  readonly turned: boolean;
}

/** Rows with as few as this are put in order by comparing them. */
const FEW = 64;

/** @param countB rows of the second list; null where there is none */
export function inOrder(columns: readonly NormalColumn[], countA: number, countB: number | null): RowOrder {
  const ranks = columns.map(() => null as Int32Array | null);
  const rankOf = (c: number): Int32Array => (ranks[c] ??= ranksOf(columns[c]!.texts));

  /** By the values of column c and those after it. */
  const compare = (x: number, y: number, c: number): number => {
    for (; c < columns.length; c++) {
      const { texts, of } = columns[c]!;
      if (of[x] === of[y]) continue;
      const one = texts[of[x]!]!;
      const two = texts[of[y]!]!;
      if (one !== two) return one < two ? -1 : 1;
    }
    return 0;
  };

  /** Rows that agree in all columns before c. */
  const sort = (rows: Int32Array, c: number): void => {
    if (rows.length < 2 || c === columns.length) return;
    const { texts, of } = columns[c]!;
    if (rows.length <= FEW || rows.length * 4 < texts.length) {
      rows.sort((x, y) => compare(x, y, c) || x - y);
      return;
    }
    const rank = rankOf(c);
    const next = new Int32Array(texts.length + 1);
    for (const row of rows) next[rank[of[row]!]! + 1]!++;
    for (let r = 0; r < texts.length; r++) next[r + 1]! += next[r]!;
    const begin = next.slice();
    const before = rows.slice();
    for (const row of before) rows[next[rank[of[row]!]!]!++] = row;
    for (let r = 0; r < texts.length; r++) sort(rows.subarray(begin[r], begin[r + 1]), c + 1);
  };

  const a = Int32Array.from({ length: countA }, (_, i) => i);
  const b = Int32Array.from({ length: countB ?? 0 }, (_, i) => countA + i);
  sort(a, 0);
  sort(b, 0);
  const turned = countB !== null && isAfter(a, b, (x, y) => compare(x, y, 0));
  const place = new Int32Array(a.length + b.length);
  place.set(turned ? b : a);
  place.set(turned ? a : b, turned ? b.length : a.length);
  return { place, turned };
}

/** Rank of each text among the distinct ones. */
function ranksOf(texts: readonly string[]): Int32Array {
  const rank = new Map<string, number>();
  for (const text of [...new Set(texts)].sort()) rank.set(text, rank.size);
  return Int32Array.from(texts, (text) => rank.get(text)!);
}

/** Which list is "first" must not hang on the command line: the shorter, else the one whose first differing row sorts before. */
function isAfter(a: Int32Array, b: Int32Array, compare: (x: number, y: number) => number): boolean {
  if (a.length !== b.length) return a.length > b.length;
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i]!, b[i]!);
    if (order !== 0) return order > 0;
  }
  return false;
}
