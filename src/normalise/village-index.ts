/** Villages of all blocks: one number per village, sorted by name, whatever the order of the input. */
import type { TableBlock } from "../model.js";
import { makeVillageFolder, type VillageForm } from "./village.js";

export interface VillageIndex {
  /** Display names: the most frequent written form that carries its suffix (新塘村), else the most frequent. */
  readonly names: readonly string[];
  /** What distinguishes each, whatever its written forms (新塘). */
  readonly keys: readonly string[];
  /** Number of a village as written; -1 unknown. */
  indexOf(written: string | null | undefined): number;
}

export function indexVillages(blocks: readonly TableBlock[], suffixes: readonly string[]): VillageIndex {
  const folder = makeVillageFolder(suffixes);
  const rows = new Map<string, number>();
  for (const block of blocks) {
    for (const written of block.villages) if (written !== null && written !== "") rows.set(written, (rows.get(written) ?? 0) + 1);
  }
  const forms = new Map<string, Map<string, number>>();
  const keys = new Map<string, string>();
  for (const [written, count] of rows) {
    const { key, local } = folder(written);
    if (key === "") continue;
    keys.set(written, key);
    const locals = forms.get(key) ?? new Map<string, number>();
    locals.set(local, (locals.get(local) ?? 0) + count);
    forms.set(key, locals);
  }
  const sorted = [...forms.keys()].sort();
  const numbers = new Map(sorted.map((key, index) => [key, index] as const));
  return {
    keys: sorted,
    names: sorted.map((key) => displayName(key, forms.get(key) ?? new Map())),
    indexOf(written) {
      if (written === null || written === undefined || written === "") return -1;
      const key = keys.get(written) ?? folder(written).key;
      return numbers.get(key) ?? -1;
    },
  };
}

/** Form with a suffix before form without, then the more frequent, the shorter, the first in order. */
function displayName(key: VillageForm["key"], forms: ReadonlyMap<string, number>): string {
  let best = key;
  let bestRank: readonly number[] = [-1];
  for (const [form, count] of [...forms].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rank = [form.length > key.length ? 1 : 0, count, -form.length];
    if (isHigher(rank, bestRank)) {
      best = form;
      bestRank = rank;
    }
  }
  return best;
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? -Infinity);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
