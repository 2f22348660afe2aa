/**
 * Weights of a linkage as plain data, to be used again on other lists: then nothing is estimated, and a row more or less changes
 * nothing about the others. Values are kept only where three rows or more share them (common names, villages): nobody's own.
 */
import type { FrozenColumn, FrozenWeights } from "../../model.js";
import { IDENTIFYING, type FieldWeights, type Model } from "./estimate.js";
import type { Field, Lists } from "./fields.js";
import type { ListBlocks } from "./frozen-blocks.js";
import { pairOf, valuesOf } from "./value-pair.js";

/** Of lists: also which blocks were looked into. */
export interface ListWeights extends FrozenWeights, ListBlocks {
  /** Related people as a third class: bits by level, in the order of the columns. */
  readonly family?: { readonly prior: number; readonly bits: readonly (readonly number[])[] };
}

/** The weights given are those of other columns. */
export class UnknownColumns extends Error {
  public override readonly name = "UnknownColumns";
  public constructor(public readonly columns: readonly string[]) {
    super(columns.join(", "));
  }
}

const SHARED = 3;

export function freezeLists(lists: Lists, model: Model, blocks: ListBlocks): ListWeights {
  const { family } = model;
  return { ...freeze(lists.fields, model, Array.from({ length: lists.rows }, (_, row) => row)), ...blocks, ...(family === undefined ? {} : { family: { prior: family.prior, bits: family.bits.map((bits) => [...bits]) } }) };
}

/**
 * @param rows rows whose values were counted
 * @param personal a column whose values say who somebody is: none of them is kept, however many hold it
 */
export function freeze(fields: readonly Field[], model: Model, rows: readonly number[], personal: (column: string) => boolean = () => false): FrozenWeights {
  const overlap: [string, string, number][] = [];
  for (let f = 0; f < fields.length; f++) for (let g = f + 1; g < fields.length; g++) if (model.overlap[f * fields.length + g]! > 0) overlap.push([fields[f]!.name, fields[g]!.name, model.overlap[f * fields.length + g]!]);
  const columns = fields.map((field, f): FrozenColumn => {
    const own = model.fields[f]!;
    const { values } = field.dictionary;
    const held = new Map<number, number>();
    const spoken = new Map<string, number>();
    for (const row of rows) {
      const value = field.code[row]!;
      if (value === 0) continue;
      held.set(value, (held.get(value) ?? 0) + 1);
      if (field.type === "text") for (const word of new Set(values[value]!.split(" "))) spoken.set(word, (spoken.get(word) ?? 0) + 1);
    }
    const listed = (value: number): boolean => (held.get(value) ?? 0) >= SHARED && !field.identifies(value) && !personal(field.name);
    const common = [...held.keys()].filter(listed).map((value) => [values[value]!, own.rarity[value] ?? own.rarest] as const);
    const words = [...spoken].filter(([, n]) => n >= SHARED).map(([word]) => [word, field.wordWeight(word)] as const);
    return {
      name: field.name, type: field.type, weight: [...own.weight], m: [...own.m], u: [...own.u], typical: own.typical, rarest: meanOf(field, own, held, listed),
      common: sorted(common),
      alike: [...field.learned].map(valuesOf).map(([x, y]): [string, string] => [values[x]!, values[y]!]).sort(([a], [b]) => (a < b ? -1 : 1)),
      words: sorted(words), rareWord: field.wordWeight("\u0000"),
    };
  });
  return { version: 1, prior: model.prior, columns, overlap };
}

const sorted = (entries: readonly (readonly [string, number])[]): Record<string, number> => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Bits of the values that are not listed, on the mean: an unlisted value that two rows share is somebody's, not nobody's. */
function meanOf(field: Field, own: FieldWeights, held: ReadonlyMap<number, number>, listed: (value: number) => boolean): number {
  let sum = 0;
  let count = 0;
  for (const [value, n] of held) {
    if (listed(value)) continue;
    sum += n * ((own.rarity[value] ?? own.rarest) - (field.identifies(value) ? IDENTIFYING : 0));
    count += n;
  }
  return count === 0 ? own.rarest : sum / count;
}

/**
 * The weights for these columns.
 * @throws UnknownColumns for columns, or numbers of levels, that the weights do not know
 */
export function thaw(fields: readonly Field[], frozen: FrozenWeights): Model {
  const columnOf = (field: Field): FrozenColumn | undefined =>
    frozen.columns.find((column) => column.name === field.name && column.type === field.type && [column.weight, column.m, column.u].every((table) => table.length === field.levels));
  const unknown = fields.filter((field) => columnOf(field) === undefined).map((field) => field.name);
  if (unknown.length > 0) throw new UnknownColumns(unknown);
  const overlap = new Float64Array(fields.length * fields.length);
  for (const [one, two, bits] of frozen.overlap) {
    const f = fields.findIndex((field) => field.name === one);
    const g = fields.findIndex((field) => field.name === two);
    if (f >= 0 && g >= 0) overlap[Math.min(f, g) * fields.length + Math.max(f, g)] = bits;
  }
  return {
    prior: frozen.prior,
    overlap,
    fields: fields.map((field) => {
      const own = columnOf(field)!;
      const { numbers, values } = field.dictionary;
      for (const [a, b] of own.alike) {
        const [x, y] = [numbers.get(a), numbers.get(b)];
        if (x !== undefined && y !== undefined) field.learned.add(pairOf(x, y));
      }
      const common = new Map(Object.entries(own.common));
      return {
        m: Float64Array.from(own.m), u: Float64Array.from(own.u), weight: Float64Array.from(own.weight), typical: own.typical, rarest: own.rarest,
        rarity: Float64Array.from(values, (value, v) => common.get(value) ?? own.rarest + (field.identifies(v) ? IDENTIFYING : 0)),
      };
    }),
  };
}

/** @throws UnknownColumns */
export function thawLists(fields: readonly Field[], frozen: ListWeights): Model {
  const model = thaw(fields, frozen);
  const { family } = frozen;
  if (family === undefined) return model;
  const at = fields.map((field) => frozen.columns.findIndex(({ name }) => name === field.name));
  const unknown = fields.filter((field, f) => family.bits[at[f]!]?.length !== field.levels);
  if (unknown.length > 0) throw new UnknownColumns(unknown.map(({ name }) => name));
  return { ...model, family: { prior: family.prior, bits: at.map((column) => Float64Array.from(family.bits[column]!)) } };
}

/** Word weights of a frozen text column. */
export function frozenWords(frozen: FrozenWeights | null): (column: string) => ((word: string) => number) | null {
  return (name) => {
    const own = frozen?.columns.find((column) => column.name === name && column.type === "text");
    if (own === undefined) return null;
    const words = new Map(Object.entries(own.words));
    return (word) => words.get(word) ?? own.rareWord;
  };
}
