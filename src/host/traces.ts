/**
 * What a run leaves in the workbook, and how to know it again. Before anything is written its names go into a setting (the journal), so
 * that a run that broke off at any point can be cleared. A sheet of ours carries a hidden name of its own; a conditional format of ours
 * carries our word in its formula. Nothing is recognised by its place or its colour.
 */
import type { ClearScope, WorkbookEdits } from "./workbook-host.js";

/** All settings of ours begin like this. */
export const SETTING_PREFIX = "ledgerReconcile.";
export const JOURNAL = `${SETTING_PREFIX}written`;
/** Hidden name in each sheet of ours. */
export const SHEET_TAG = "_ledgerReconcileSheet";
/** In the formula of each conditional format of ours, and the name of the hidden sheet with the keys of the marks. */
export const MARK_WORD = "台账核对标记";
export const TAG_FORMULA = '="台账核对"';

export interface Journal {
  readonly version: 1;
  /** Names of sheets that a run was about to add. */
  readonly sheets: readonly string[];
}

export function isJournal(value: unknown): value is Journal {
  return typeof value === "object" && value !== null && "sheets" in value && Array.isArray(value.sheets);
}

/** The hidden sheet with the keys of the marks, under its own name or with a number behind. */
export function isMarkSheet(name: string): boolean {
  return name.startsWith(MARK_WORD);
}

/** True for the formula of a mark; `halfMade` takes an empty formula, which no user can make, for ours: a run broke off before it was set. */
export function isOurFormula(formula: string, halfMade: boolean): boolean {
  return formula.includes(MARK_WORD) || (halfMade && /^=?$/.test(formula));
}

/** What belongs to the halves that the edits replace; null if they replace none. */
export function scopeOf({ marks, sheets }: WorkbookEdits): ClearScope | null {
  return marks !== null && sheets !== null ? "run" : marks !== null ? "marks" : sheets !== null ? "sheets" : null;
}

/** Gives out names that no sheet has: the one asked for, or that with a number behind; at most 31 characters. */
export function freeNames(taken: Iterable<string>): (asked: string) => string {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  return (asked) => {
    let name = asked;
    for (let n = 2; used.has(name.toLowerCase()); n++) name = `${asked.slice(0, 31 - String(n).length - 2)}(${n})`;
    used.add(name.toLowerCase());
    return name;
  };
}

/**
 * The journal when a run is written and what it replaced is gone: names of the other half that are still there, then the new ones; null if there are none.
 * @param present names of all sheets when the run began @param replaced names of the sheets that went
 */
export function keptJournal(before: readonly string[] | null, present: ReadonlySet<string>, replaced: ReadonlySet<string>, written: readonly string[]): readonly string[] | null {
  const kept = (before ?? []).filter((name) => present.has(name) && !replaced.has(name));
  return kept.length + written.length === 0 ? null : [...new Set([...kept, ...written])];
}

/** Names for lists that are set aside while new ones are written. */
export function asideName(taken: Iterable<string>): (name: string) => string {
  const free = freeNames(taken);
  return (name) => free(`${name.slice(0, 27)}_旧`);
}

/** The same for tables, whose names allow no brackets. */
export function freeTableName(asked: string, taken: Set<string>): string {
  let name = asked;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${asked}_${n}`;
  taken.add(name.toLowerCase());
  return name;
}
