/** Levels of pairs of rows: each column by itself, then what stands in another column of its kind. */
import type { Candidates } from "./blocking-rules.js";
import { FAR_ID } from "./chinese-evidence.js";
import type { Field } from "./fields.js";
import { LEARNED, MOVED, NAME, NULL_LEVEL, SAME, TEXT } from "./levels.js";
import { pairOf } from "./value-pair.js";

/** Level of rows a and b in a field by itself. */
export function levelOf(field: Field, a: number, b: number): number {
  const x = field.code[a]!;
  const y = field.code[b]!;
  if (x === 0 || y === 0) return NULL_LEVEL;
  return x === y ? SAME : ofRows(field, levelOfValues(field, x, y), a, b);
}

/** A number that is not the row's own says nothing against anybody. */
function ofRows({ foreign }: Field, level: number, a: number, b: number): number {
  return foreign !== null && level >= FAR_ID && (foreign[a] === 1 || foreign[b] === 1) ? NULL_LEVEL : level;
}

/** Level of two different values. */
export function levelOfValues(field: Field, x: number, y: number): number {
  const level = field.memo.get(x, y);
  if (field.learned.size === 0 || level <= 3) return level;
  return field.learned.has(pairOf(x, y)) ? (LEARNED[field.type] ?? level) : level;
}

/** Two fields whose values may have changed places, and the one of them that many rows share: the head of the household's name. */
export type Crossing = readonly [number, number, shared: number];

export function crossings(fields: readonly Field[]): readonly Crossing[] {
  const found: Crossing[] = [];
  const distinct = fields.map((field) => (MOVED[field.type] === undefined ? 0 : distinctValues(field)));
  for (let f = 0; f < fields.length; f++) {
    for (let g = f + 1; g < fields.length; g++) {
      const one = fields[f]!;
      const two = fields[g]!;
      if (one.type === two.type && MOVED[one.type] !== undefined) found.push([f, g, distinct[f]! < distinct[g]! ? f : g]);
    }
  }
  return found.length <= 15 ? found : found.slice(0, 15);
}

function distinctValues({ code, dictionary }: Field): number {
  const seen = new Uint8Array(dictionary.values.length);
  let count = 0;
  for (let row = 0; row < code.length; row++) {
    const value = code[row]!;
    if (value === 0 || seen[value] === 1) continue;
    seen[value] = 1;
    count++;
  }
  return count;
}

/** Beyond every level. */
const UNLIKE = 99;

type Crossings = readonly Crossing[];

/** Levels of rows a and b in all fields, written to `out` from `at`. */
export function levelsOf(fields: readonly Field[], crossed: Crossings, a: number, b: number, out: Uint8Array, at: number): void {
  for (let f = 0; f < fields.length; f++) out[at + f] = levelOf(fields[f]!, a, b);
  for (let c = 0; c < crossed.length; c++) cross(fields, crossed[c]!, a, b, out, at);
}

/** Levels of all pairs, column by column, so that what a column needs stays at hand. */
export function levelsOfPairs(fields: readonly Field[], crossed: Crossings, { first, second }: Candidates, out: Uint8Array): void {
  const width = fields.length;
  fields.forEach((field, f) => {
    const { code } = field;
    for (let i = 0, at = f; i < first.length; i++, at += width) {
      const x = code[first[i]!]!;
      const y = code[second[i]!]!;
      out[at] = x === 0 || y === 0 ? NULL_LEVEL : x === y ? SAME : ofRows(field, levelOfValues(field, x, y), first[i]!, second[i]!);
    }
  });
  // The pairs of columns in one order for each pair of rows: one move may stand in the way of another.
  for (let i = 0; i < first.length; i++) for (let c = 0; c < crossed.length; c++) cross(fields, crossed[c]!, first[i]!, second[i]!, out, i * width);
}

function cross(fields: readonly Field[], [f, g, shared]: Crossing, a: number, b: number, out: Uint8Array, at: number): void {
  const levelF = out[at + f]!;
  const levelG = out[at + g]!;
  const one = fields[f]!;
  const two = fields[g]!;
  // The head of the household's name beside one's own: where it is the same in both rows, it says nothing more.
  if (levelF !== NULL_LEVEL && levelG !== NULL_LEVEL && one.code[a] === two.code[a] && one.code[b] === two.code[b]) {
    out[at + shared] = NULL_LEVEL;
    return;
  }
  const moved = one.type === "name" ? NAME.swapped : TEXT.elsewhere;
  if ((levelF !== NULL_LEVEL && levelF <= moved) || (levelG !== NULL_LEVEL && levelG <= moved)) return;
  const fa = one.code[a]!;
  const fb = one.code[b]!;
  const ga = two.code[a]!;
  const gb = two.code[b]!;
  const there = fa === 0 || gb === 0 ? NULL_LEVEL : fa === gb ? SAME : one.movesWhole ? UNLIKE : one.memo.get(fa, gb);
  const back = ga === 0 || fb === 0 ? NULL_LEVEL : ga === fb ? SAME : one.movesWhole ? UNLIKE : one.memo.get(ga, fb);
  const thereNear = there !== NULL_LEVEL && there <= NAME.near;
  const backNear = back !== NULL_LEVEL && back <= NAME.near;
  if (!thereNear && !backNear) return;
  const bothFull = fa !== 0 && fb !== 0;
  const otherFull = ga !== 0 && gb !== 0;
  if (thereNear && backNear) {
    out[at + f] = moved;
    out[at + g] = moved;
  } else if (there === NULL_LEVEL || back === NULL_LEVEL || one.type === "text") {
    // One value moved; what stood there before is lost, or moved on.
    out[at + f] = bothFull || !otherFull ? moved : NULL_LEVEL;
    out[at + g] = bothFull || !otherFull ? NULL_LEVEL : moved;
  }
}
