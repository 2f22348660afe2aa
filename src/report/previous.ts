/** Reads an earlier result workbook back: the key of its hashes, the numbers of its cases, its findings, what the villages wrote. */
import type { CellValue, FindingKind, Language, SheetGrid } from "../model.js";
import { CASE_HEADER } from "./list.js";
import { RESULT_MARK, STORE_COLUMNS, STORE_VERSION } from "./store.js";
import { reportWords } from "./words.js";

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
  /** What was filled in by hand: outcome, where corrected, by whom, when; "" if nothing. */
  readonly outcome: string;
}

export interface Previous {
  /** Key of the hashes in id and case (hex): the new run must use the same. */
  readonly key: string;
  readonly profile: string;
  readonly runDate: string;
  /** Case → 编号: old cases keep their numbers. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly findings: readonly PreviousFinding[];
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
  const said = filledIn(grids);
  const numbers = new Map<string, string>();
  const findings: PreviousFinding[] = [];
  for (const row of store.rows.slice(head + 1)) {
    const get = (name: (typeof STORE_COLUMNS)[number]): string => text(row[columns.get(name) ?? -1]);
    const one = get("case");
    if (one === "") continue;
    if (!numbers.has(one)) numbers.set(one, get("number"));
    findings.push({
      id: get("id"), case: one, number: get("number"), kind: get("kind") as FindingKind, village: get("village") || null, check: get("check"),
      field: get("field") || null, name: get("name"), records: get("records").split(" ").filter((record) => record !== ""), why: get("why"),
      outcome: said.get(one) ?? "",
    });
  }
  return { ok: true, previous: { key, profile: facts.get("profile") ?? "", runDate: facts.get("runDate") ?? "", numbers, findings } };
}

/** Case → the filled-in columns of 差异清单, wherever that list stands now. */
function filledIn(grids: readonly SheetGrid[]): Map<string, string> {
  const said = new Map<string, string>();
  const heads = [reportWords("zh").list, reportWords("en").list].map((list) => [list.outcome, list.corrected, list.by, list.on]);
  for (const grid of grids) {
    // People insert title lines above the list; deeper than this it is no list of ours.
    for (let r = 0; r < Math.min(10, grid.rows.length); r++) {
      const head = (grid.rows[r] ?? []).map(text);
      const at = head.indexOf(CASE_HEADER);
      if (at < 0) continue;
      const columns = (heads.find((names) => names.some((name) => head.includes(name))) ?? []).map((name) => head.indexOf(name)).filter((column) => column >= 0);
      for (const row of grid.rows.slice(r + 1)) {
        const outcome = columns.map((column) => text(row[column]).trim()).filter((part) => part !== "").join(" ");
        const one = text(row[at]);
        if (outcome !== "" && one !== "") said.set(one, outcome);
      }
      break;
    }
  }
  return said;
}
