/** Reads an earlier result workbook back: the key of its hashes, the numbers of its cases, its findings, what the villages wrote. */
import type { CellValue, FindingKind, Language, PairAnswer, SheetGrid } from "../model.js";
import { decodeFilled, filledLists, pairAnswer, type Filled } from "./filled-in.js";
import { RESULT_MARK, STORE_COLUMNS, STORE_VERSION, type STORE_MORE } from "./store.js";

export interface PreviousFinding {
  readonly id: string;
  readonly case: string;
  readonly number: string;
  readonly kind: FindingKind;
  readonly village: string | null;
  readonly check: string;
  readonly field: string | null;
  readonly name: string;
  /** Records whose cells it named, and the one it was absent from. */
  readonly records: readonly string[];
  readonly why: string;
  /** What was filled in by hand; null if its row stands in no list and nothing is remembered. */
  readonly filled: Filled | null;
}

export interface Previous {
  /** Key of the hashes in id and case (hex): the new run must use the same. */
  readonly key: string;
  readonly profile: string;
  readonly runDate: string;
  /** Case → 编号: old cases keep their numbers. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly findings: readonly PreviousFinding[];
  /** Findings of still earlier runs that were not there in that run, with what was said of them. */
  readonly kept: readonly PreviousFinding[];
}

export type PreviousRead = { readonly ok: true; readonly previous: Previous } | { readonly ok: false; readonly problem: string };

function text(value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? value.shown : String(value);
}

/** Whether these sheets are a result of ours (so that it is not read as input where file properties are lost). */
export function isResult(grids: readonly SheetGrid[]): boolean {
  return grids.some((grid) => text(grid.rows[0]?.[0]) === RESULT_MARK);
}

/**
 * The sheets of a result workbook, hidden ones too. Lists may have been sorted, filtered, shortened or renamed since: only the hidden
 * sheet must be whole.
 */
export function readPrevious(grids: readonly SheetGrid[], language: Language): PreviousRead {
  const fail = (zh: string, en: string): PreviousRead => ({ ok: false, problem: language === "en" ? en : zh });
  const store = grids.find((grid) => text(grid.rows[0]?.[0]) === RESULT_MARK);
  if (!store) {
    return fail(
      "这个文件不是以前的核对结果（没有核对记录页）。请选本程序生成的结果工作簿。",
      "This file is no earlier result (it has no reconciliation record). Choose a result workbook that this program wrote.",
    );
  }
  if (Number(text(store.rows[0]?.[1])) !== STORE_VERSION) {
    return fail("这个核对结果由别的版本生成，读不了。请用生成它的版本，或不带上次结果重新核对。", "This result was written by another version. Use that version, or reconcile without the earlier result.");
  }
  const facts = new Map<string, string>();
  let head = 1;
  for (; head < store.rows.length && text(store.rows[head]?.[0]) !== STORE_COLUMNS[0]; head++) {
    facts.set(text(store.rows[head]?.[0]), text(store.rows[head]?.[1]));
  }
  const key = facts.get("key") ?? "";
  const columns = new Map((store.rows[head] ?? []).map((value, i) => [text(value), i]));
  if (!/^[0-9a-f]+$/i.test(key) || !STORE_COLUMNS.every((name) => columns.has(name))) {
    return fail("上次核对结果的记录页被改过，读不了。请用没有改过的结果工作簿。", "The reconciliation record of the earlier result was changed. Use the workbook as it was written.");
  }
  const lists = filledLists(grids);
  const numbers = new Map<string, string>();
  const findings: PreviousFinding[] = [];
  const kept: PreviousFinding[] = [];
  for (const row of store.rows.slice(head + 1)) {
    const get = (name: (typeof STORE_COLUMNS)[number] | (typeof STORE_MORE)[number]): string => text(row[columns.get(name) ?? -1]);
    const one = get("case");
    if (one === "") continue;
    const [id, number] = [get("id"), get("number")];
    if (!numbers.has(one)) numbers.set(one, number);
    const isKept = get("kept") !== "";
    (isKept ? kept : findings).push({
      id, case: one, number, kind: get("kind") as FindingKind, village: get("village") || null, check: get("check"),
      field: get("field") || null, name: get("name"), records: get("records").split(" ").filter((record) => record !== ""), why: get("why"),
      filled: (isKept ? undefined : (lists.get(id) ?? lists.get(one) ?? lists.get(number))) ?? decodeFilled(get("filled")),
    });
  }
  return { ok: true, previous: { key, profile: facts.get("profile") ?? "", runDate: facts.get("runDate") ?? "", numbers, findings, kept } };
}

/** By case how questions whether two rows are one person were answered. */
export function answersOf({ findings, kept }: Previous): Map<string, PairAnswer> {
  const answers = new Map<string, PairAnswer>();
  for (const { case: one, kind, filled } of [...kept, ...findings]) {
    const answer = kind === "review" ? pairAnswer(filled) : null;
    if (answer !== null) answers.set(one, answer);
  }
  return answers;
}

/** By finding id what was said of it, also that nothing stands in its row (any more). */
export function filledById({ findings, kept }: Previous): Map<string, Filled> {
  return new Map([...kept, ...findings].flatMap(({ id, filled }) => (filled === null ? [] : [[id, filled] as const])));
}
