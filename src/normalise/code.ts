/** Codes and words: 上环, 放环(2003年), 203 and 宫内节育器 are one code of the profile's list. */
import type { NormalCode } from "../model.js";
import type { CodeList } from "../profile/profile.js";
import type { BlankWords } from "./blank.js";
import { cellText, numberText, stepList, type OpenCell } from "./cell.js";
import { fold, withoutBlanks } from "./fold.js";
import { simplify } from "./simplify.js";

/** A code list made ready for look-up. */
export interface CodeIndex {
  /** Folded word or number → code. */
  readonly words: ReadonlyMap<string, string>;
  /** Words that may be found inside a longer text (two characters and more, no numbers), longest first. */
  readonly inside: readonly string[];
  /** Code → what it is called, folded: written like this it is neither code nor synonym. */
  readonly names: ReadonlyMap<string, string>;
  /** Coarse code → every finer code it holds, directly or through another. */
  readonly holds: ReadonlyMap<string, ReadonlySet<string>>;
}

function foldWord(word: string): string {
  return simplify(withoutBlanks(fold(word).text)).toUpperCase();
}

export function makeCodeIndex(list: CodeList): CodeIndex {
  const words = new Map<string, string>();
  const names = new Map<string, string>();
  const add = (word: string, code: string): void => {
    const folded = foldWord(word);
    if (folded !== "" && !words.has(folded)) words.set(folded, code);
  };
  for (const { code, name, words: spoken } of list.codes) {
    names.set(code, foldWord(name.zh));
    for (const word of spoken) add(word, code);
  }
  for (const { code, name } of list.codes) {
    add(name.zh, code);
    add(name.en, code);
    add(code, code);
  }
  const inside = [...words.keys()].filter((word) => word.length > 1 && !/^[\dA-Z]*\d[\dA-Z]*$/.test(word)).sort((a, b) => b.length - a.length);
  return { words, inside, names, holds: holdsOf(list) };
}

function holdsOf(list: CodeList): Map<string, ReadonlySet<string>> {
  const direct = new Map(list.codes.map((entry) => [entry.code, entry.holds ?? []] as const));
  const all = new Map<string, ReadonlySet<string>>();
  for (const { code } of list.codes) {
    const reached = new Set<string>();
    const pending = [...(direct.get(code) ?? [])];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === code || reached.has(next)) continue;
      reached.add(next);
      pending.push(...(direct.get(next) ?? []));
    }
    if (reached.size > 0) all.set(code, reached);
  }
  return all;
}

/** Before a word these make it its contrary, or a plan: 未上环, 应上环, 拟结扎. */
const CONTRARY = /[未没无非不停取拆摘待拟需应要勿否]$/;
const BRACKETS = /[([{【〔][^)\]}】〕]*[)\]}】〕]?/g;
const SEVERAL = /[、;,，；+和及与]/;

/**
 * `code` is "?" + text where the list does not know the word. Several known words in one cell (核实信息、上环) are "?" too, and
 * `text` then holds their codes joined by "+".
 */
export function normaliseCode(cell: OpenCell, index: CodeIndex, blank: BlankWords): NormalCode {
  const { shown } = cell;
  if (cell.error) return { type: "code", state: "invalid", shown, text: shown.trim(), steps: [], issue: "error", code: "" };
  if (cell.value === null) return blankCode(cell);
  const folded = fold(cellText(cell));
  const bare = withoutBlanks(folded.text);
  const simple = simplify(bare);
  const word = simple.toUpperCase().replace(/^\?/, "");
  let code = lookUp(word, index);
  if (code === undefined && typeof cell.value === "number") code = lookUp(numberText(cell.value), index);
  // 无 is a method (none) but no marital status: the list is asked before the blanks.
  if (code === undefined && (blank(word) || word === "")) return blankCode(cell);
  code ??= lookInside(word, index);
  const steps = stepList(
    cell, (folded.trimmed || bare !== folded.text) && "trimmed", folded.fullWidth && "fullWidth", simple !== bare && "traditional",
    code !== undefined && /^\d/.test(word) && /^\d+(?:\.0+)?$/.test(word) && "code", code !== undefined && index.names.get(code) !== word && !/^\d/.test(word) && "word",
  );
  if (code !== undefined) return { type: "code", state: "value", shown, text: code, steps, issue: null, code };
  const several = severalCodes(word, index);
  return { type: "code", state: "value", shown, text: several ?? `?${word}`, steps, issue: null, code: `?${word}` };
}

function blankCode(cell: OpenCell): NormalCode {
  return { type: "code", state: "blank", shown: cell.shown, text: "", steps: stepList(cell), issue: null, code: "" };
}

/** The word, or the number with and without the leading zeros that Excel loses. */
function lookUp(word: string, index: CodeIndex): string | undefined {
  const exact = index.words.get(word);
  if (exact !== undefined || !/^\d{1,4}(?:\.0+)?$/.test(word)) return exact;
  const digits = word.replace(/\.0+$/, "").replace(/^0+(?=\d)/, "");
  return index.words.get(digits) ?? index.words.get(digits.padStart(2, "0")) ?? index.words.get(digits.padStart(3, "0"));
}

/** 放环(2003年), 已于2003年放环: a longer text that speaks of one code only. */
function lookInside(word: string, index: CodeIndex): string | undefined {
  const bare = word.replace(BRACKETS, "");
  const exact = bare === word ? undefined : lookUp(bare, index);
  if (exact !== undefined) return exact;
  if (SEVERAL.test(bare)) {
    const codes = severalCodes(bare, index);
    return codes === null || codes.includes("+") ? undefined : codes;
  }
  return onlyCode(bare === "" ? word : bare, index);
}

function onlyCode(text: string, index: CodeIndex): string | undefined {
  const found = new Set<string>();
  let rest = text;
  for (const word of index.inside) {
    const at = rest.indexOf(word);
    if (at < 0) continue;
    if (CONTRARY.test(rest.slice(0, at))) return undefined;
    found.add(index.words.get(word) ?? "");
    rest = rest.replaceAll(word, "\u0000".repeat(word.length)); // a shorter word inside this one says nothing more
  }
  const codes = [...found].filter((code) => ![...found].some((other) => index.holds.get(code)?.has(other)));
  return codes.length === 1 ? codes[0] : undefined;
}

/** Codes of the pieces of a list, joined by "+"; null if one piece is unknown or nothing is. */
function severalCodes(word: string, index: CodeIndex): string | null {
  if (!SEVERAL.test(word)) return null;
  const codes: string[] = [];
  for (const piece of word.split(SEVERAL)) {
    if (/^[\d年月日.\-]*$/.test(piece)) continue; // 上环,2003年
    const code = lookUp(piece, index) ?? onlyCode(piece, index);
    if (code === undefined) return null;
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.length > 0 ? codes.join("+") : null;
}
