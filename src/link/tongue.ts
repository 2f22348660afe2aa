/** Loads what Chinese text needs, only where there is Chinese text. */
import { readingsOf } from "../linkage/characters/characters.js";
import type { InputColumn } from "../linkage/model/fields.js";
import type { Tongue } from "../linkage/model/settings.js";

const CHINESE = /[\u3400-\u9fff]/;

export async function loadTongue(columns: readonly InputColumn[]): Promise<Tongue | null> {
  if (!columns.some(({ first, second }) => first.some(isChinese) || (second?.some(isChinese) ?? false))) return null;
  const { simplify } = await import("../normalise/simplify.js");
  return { simplify, readings: readingsOf };
}

const isChinese = (text: string): boolean => CHINESE.test(text);
