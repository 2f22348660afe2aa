/** Where JSON text is broken. Engines word their errors differently and the newer ones no longer give a position. */

const BLANK = /[\s\ufeff]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** Line, from 1, at which the text stops being JSON; null if it is JSON. */
export function brokenLine(text: string): number | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at += found[0].length;
    return found !== null;
  };
  const sign = (character: string): boolean => {
    take(BLANK);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const entries = (close: string, entry: () => boolean): boolean => {
    if (sign(close)) return true;
    do if (!entry()) return false;
    while (sign(","));
    return sign(close);
  };
  const key = (): boolean => {
    take(BLANK);
    return take(STRING) && sign(":") && value();
  };
  const value = (): boolean => {
    if (sign("{")) return entries("}", key);
    if (sign("[")) return entries("]", value);
    return take(STRING) || take(PLAIN);
  };
  const whole = value();
  take(BLANK);
  return whole && at === text.length ? null : text.slice(0, at).split("\n").length;
}
