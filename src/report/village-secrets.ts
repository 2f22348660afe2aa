/**
 * Whether a text names somebody or something of another village. What goes to one village must hold nothing of the others, whatever sentence
 * a check has written: so every sentence is held against everything that other villages' rows name.
 */
import type { Reconciliation } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { baseField, maskIdCell } from "./mask.js";
import { sheetKey } from "./places.js";

/** Shorter words are no names (李, 三). */
const SHORTEST = 2;
/** A longer text in a name column is a remark. */
const LONGEST = 24;
/** What is left of an ID number after masking. */
const MASKED = /\d{6}\*+[\dX]*/gi;

export interface Secrets {
  /** Whether `text` names what only other villages' rows name; `own` are texts that the village itself has written. */
  betrays(text: string, village: number, own: readonly string[]): boolean;
  /** Whether the village's own rows bear the name. */
  isOwn(name: string, village: number): boolean;
}

const cache = new WeakMap<Reconciliation, Secrets>();

export function secretsOf(result: Reconciliation, profile: Profile): Secrets {
  let secrets = cache.get(result);
  if (secrets === undefined) cache.set(result, (secrets = collect(result, profile)));
  return secrets;
}

function collect(result: Reconciliation, profile: Profile): Secrets {
  /** Word → the villages whose rows hold it. */
  const holders = new Map<string, number | Set<number>>();
  /** Lengths of the words that begin with a character: most places of a sentence need no look. */
  const lengths = new Map<string, Set<number>>();
  const add = (word: string, village: number): void => {
    if (word.length < SHORTEST || word.length > LONGEST) return;
    const first = word.charAt(0);
    lengths.set(first, (lengths.get(first) ?? new Set<number>()).add(word.length));
    const before = holders.get(word);
    if (before === undefined) holders.set(word, village);
    else if (typeof before === "object") before.add(village);
    else if (before !== village) holders.set(word, new Set([before, village]));
  };

  const types = new Map(profile.fields.map((field) => [field.id, field.type]));
  const sheets = new Map<string, { readonly name: string; readonly villages: Set<number> }>();
  result.blocks.forEach((block, b) => {
    const villages = result.rowVillages[b] ?? new Int32Array(0);
    const key = sheetKey(block.file, block.sheet);
    const sheet = sheets.get(key) ?? { name: block.sheet, villages: new Set<number>() };
    sheets.set(key, sheet);
    for (const village of villages) sheet.villages.add(village);
    for (const { column, field } of block.columns) {
      const type = field === null ? undefined : types.get(baseField(field));
      const cells = type === "name" || type === "idNumber" ? block.cells.get(column) : undefined;
      if (cells === undefined) continue;
      for (let i = 0; i < villages.length; i++) {
        const cell = cells[i];
        if (cell === null || cell === undefined) continue;
        const shown = typeof cell !== "object" ? String(cell) : cell.kind === "ditto" ? String(cell.value) : cell.shown;
        const village = villages[i] ?? -1;
        if (type === "idNumber") add(maskIdCell(shown.trim()), village);
        else {
          add(shown.trim(), village);
          // 王 丽 is 王丽 in a sentence.
          add(shown.replace(/\s/g, ""), village);
        }
      }
    }
  });
  const suffixes = [...profile.villageSuffixes].sort((a, b) => b.length - a.length);
  result.matrix.villages.forEach((name, village) => {
    add(name, village);
    const suffix = suffixes.find((end) => name.endsWith(end) && name.length > end.length);
    if (suffix !== undefined) add(name.slice(0, -suffix.length), village);
  });
  const recordNames = new Set(profile.records.flatMap((record) => [record.name.zh, record.name.en, ...record.names]));
  for (const { name, villages } of sheets.values()) {
    if (!recordNames.has(name)) for (const village of villages) add(name.trim(), village);
  }

  const holds = (word: string, village: number): boolean => {
    const who = holders.get(word);
    return typeof who === "object" ? who.has(village) : who === village;
  };
  return {
    isOwn: holds,
    betrays: (text, village, own) => {
      let rest = text;
      // Longest first: a short own text may be part of a long one.
      for (const one of [...own].sort((a, b) => b.length - a.length)) if (one.length >= SHORTEST) rest = rest.replaceAll(one, "\0");
      for (const token of rest.match(MASKED) ?? []) if (!holds(token, village)) return true;
      for (let from = 0; from < rest.length; from++) {
        for (const length of lengths.get(rest.charAt(from)) ?? []) {
          const word = rest.slice(from, from + length);
          if (word.length === length && holders.has(word) && !holds(word, village)) return true;
        }
      }
      return false;
    },
  };
}
