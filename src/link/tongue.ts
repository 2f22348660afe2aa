/** Loads what Chinese text needs, only where there is Chinese text: the tables take a tenth of a second and half a megabyte. */
import type { InputColumn } from "../linkage/model/fields.js";
import type { Tongue } from "../linkage/model/settings.js";

const CHINESE = /[\u3400-\u9fff]/;

export async function loadTongue(columns: readonly InputColumn[]): Promise<Tongue | null> {
  if (!columns.some(({ first, second }) => first.some(isChinese) || (second?.some(isChinese) ?? false))) return null;
  const [{ polyphonic, pinyin }, { simplify }] = await Promise.all([import("pinyin-pro"), import("../normalise/simplify.js")]);
  const known = new Map<string, readonly string[]>();
  return {
    simplify,
    readings(character, surname) {
      const key = surname ? `^${character}` : character;
      let found = known.get(key);
      if (found === undefined) {
        const all = CHINESE.test(character) ? (polyphonic(character, { toneType: "none", type: "array" })[0] ?? []) : [];
        const first = surname && all.length > 0 ? pinyin(character, { toneType: "none", surname: "head", type: "array" })[0] : undefined;
        // As a surname 单 is shan: that reading first, the others still possible.
        found = [...new Set(first === undefined ? all : [first, ...all])].filter((reading) => reading !== "");
        known.set(key, found);
      }
      return found;
    },
  };
}

const isChinese = (text: string): boolean => CHINESE.test(text);
