/**
 * Weights of a linkage as plain data, to be used again on other lists: then nothing is estimated, and a row more or less changes
 * nothing about the others. Values are kept only where three rows or more share them (common names, villages): nobody's own.
 */
import type { BlockLimits } from "./blocking-rules.js";
import { IDENTIFYING, type Model } from "./estimate.js";
import type { Field, Lists } from "./fields.js";
import type { FieldType } from "./settings.js";

export interface FrozenColumn {
  readonly name: string;
  readonly type: FieldType;
  /** log2(m/u) by level; of the level "same" the m part only. */
  readonly weight: readonly number[];
  readonly m: readonly number[];
  readonly u: readonly number[];
  readonly typical: number;
  /** Bits of agreement on a value that is not listed. */
  readonly rarest: number;
  /** Bits of agreement on common values. */
  readonly common: Readonly<Record<string, number>>;
  /** Pairs of values that stand for each other. */
  readonly alike: readonly (readonly [string, string])[];
  /** Weights of the common words of a text; the others weigh `rareWord`. */
  readonly words: Readonly<Record<string, number>>;
  readonly rareWord: number;
}

export interface FrozenWeights {
  readonly version: 1;
  readonly prior: number;
  readonly limits: BlockLimits;
  readonly columns: readonly FrozenColumn[];
  /** Bits taken off where two columns agree: [column, column, bits]. */
  readonly overlap: readonly (readonly [string, string, number])[];
}

const SHARED = 3;
const WIDTH = 67108864;

export function freeze(lists: Lists, model: Model, limits: BlockLimits): FrozenWeights {
  const { fields } = lists;
  const overlap: [string, string, number][] = [];
  for (let f = 0; f < fields.length; f++) for (let g = f + 1; g < fields.length; g++) if (model.overlap[f * fields.length + g]! > 0) overlap.push([fields[f]!.name, fields[g]!.name, model.overlap[f * fields.length + g]!]);
  const columns = fields.map((field, f): FrozenColumn => {
    const own = model.fields[f]!;
    const { values } = field.dictionary;
    const held = new Map<number, number>();
    const spoken = new Map<string, number>();
    for (const value of field.code) {
      if (value === 0) continue;
      held.set(value, (held.get(value) ?? 0) + 1);
      if (field.type === "text") for (const word of new Set(values[value]!.split(" "))) spoken.set(word, (spoken.get(word) ?? 0) + 1);
    }
    const shared = (counts: ReadonlyMap<string, number>, bits: (key: string) => number): Record<string, number> =>
      Object.fromEntries([...counts].filter(([, n]) => n >= SHARED).map(([key]) => [key, bits(key)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      name: field.name, type: field.type, weight: [...own.weight], m: [...own.m], u: [...own.u], typical: own.typical, rarest: own.rarest,
      common: shared(new Map([...held].map(([value, n]) => [values[value]!, n])), (key) => own.rarity[field.dictionary.numbers.get(key)!] ?? own.rarest),
      alike: [...field.learned].map((key): [string, string] => [values[Math.floor(key / WIDTH)]!, values[key % WIDTH]!]).sort(([a], [b]) => (a < b ? -1 : 1)),
      words: shared(spoken, field.wordWeight), rareWord: field.wordWeight("\u0000"),
    };
  });
  return { version: 1, prior: model.prior, limits, columns, overlap };
}

/** The weights for the columns of these lists; columns of the lists that the weights do not know are told by name. */
export function thaw(lists: Lists, frozen: FrozenWeights): { readonly model: Model } | { readonly unknown: readonly string[] } {
  const { fields } = lists;
  const columnOf = (field: Field): FrozenColumn | undefined => frozen.columns.find((column) => column.name === field.name && column.type === field.type && column.weight.length === field.levels);
  const unknown = fields.filter((field) => columnOf(field) === undefined).map((field) => field.name);
  if (unknown.length > 0) return { unknown };
  const overlap = new Float64Array(fields.length * fields.length);
  for (const [one, two, bits] of frozen.overlap) {
    const f = fields.findIndex((field) => field.name === one);
    const g = fields.findIndex((field) => field.name === two);
    if (f >= 0 && g >= 0) overlap[Math.min(f, g) * fields.length + Math.max(f, g)] = bits;
  }
  return {
    model: {
      prior: frozen.prior,
      overlap,
      fields: fields.map((field) => {
        const own = columnOf(field)!;
        const { numbers, values } = field.dictionary;
        for (const [a, b] of own.alike) {
          const [x, y] = [numbers.get(a), numbers.get(b)];
          if (x !== undefined && y !== undefined) field.learned.add(Math.min(x, y) * WIDTH + Math.max(x, y));
        }
        const common = new Map(Object.entries(own.common));
        return {
          m: Float64Array.from(own.m), u: Float64Array.from(own.u), weight: Float64Array.from(own.weight), typical: own.typical, rarest: own.rarest,
          rarity: Float64Array.from(values, (value, v) => common.get(value) ?? own.rarest + (field.identifies(v) ? IDENTIFYING : 0)),
        };
      }),
    },
  };
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
