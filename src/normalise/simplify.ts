/**
 * Traditional and variant characters → simplified ones, character by character: a name has no words from which a converter
 * could guess, and the same character must always fold the same way.
 */
import { Converter } from "opencc-js/t2cn";

/** Characters of the simplified set itself that a converter would change: 乾 (qián), the surnames 於 and 麴, 徵 (zhǐ). */
const KEPT = new Set(["乾", "於", "徵", "麴"]);

/** Old printed shapes that the converter's table does not hold. */
const SHAPES: ReadonlyMap<string, string> = new Map([
  ["靑", "青"], ["眞", "真"], ["敎", "教"], ["姸", "妍"], ["濬", "浚"], ["囯", "国"], ["旣", "既"], ["淸", "清"],
  ["強", "强"], ["刼", "劫"], ["蓡", "参"], ["叄", "叁"], ["冄", "冉"], ["喩", "喻"], ["兪", "俞"], ["荘", "庄"], ["亜", "亚"],
]);

/** Simplified form by UTF-16 unit; 0 = not asked yet. */
const known = new Uint16Array(65536);
let convert: ((text: string) => string) | null = null;

function simplifiedUnit(unit: number): number {
  const character = String.fromCharCode(unit);
  let result = SHAPES.get(character);
  if (result === undefined) {
    convert ??= Converter({ from: "t", to: "cn" });
    result = KEPT.has(character) ? character : convert(character);
  }
  const simple = result.length === 1 ? result.charCodeAt(0) : unit;
  known[unit] = simple;
  return simple;
}

/** The same text with simplified characters; the very same string if there was nothing to change. */
export function simplify(text: string): string {
  let out = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x3400 || unit > 0x9fff) continue;
    const simple = known[unit] || simplifiedUnit(unit);
    if (simple !== unit) {
      out += text.slice(from, i) + String.fromCharCode(simple);
      from = i + 1;
    }
  }
  return from === 0 ? text : out + text.slice(from);
}
