/**
 * The very hidden sheet of a result workbook: what a later run needs to know an old case again. One row per finding under a head that
 * names the columns; above it one row per fact about the run. Below them findings that are not there now, but of which something was said
 * that holds should they come back.
 */
import type { ReportSheet } from "../model.js";
import { encodeFilled, isAccepted, isFilled, pairAnswer } from "./filled-in.js";
import type { ReportContext } from "./input.js";
import { MAX_ROWS } from "./layout.js";
import { maskText } from "./mask.js";
import type { PreviousFinding } from "./previous.js";
import { compareRuns } from "./recheck.js";

export const STORE_SHEET = "_reconcile";
/** File property `keywords` and first cell of the hidden sheet: a workbook that has it is a result and never input. */
export const RESULT_MARK = "ledger-reconcile-result";
export const STORE_VERSION = 1;
export const STORE_COLUMNS = ["id", "case", "number", "kind", "village", "check", "field", "owner", "name", "records", "why"] as const;
/** Columns that earlier results lack: what was filled in where no list holds it, and whether the finding is kept from an earlier run. */
export const STORE_MORE = ["filled", "kept"] as const;

export function storeSheet(context: ReportContext): ReportSheet {
  const { result } = context;
  const rows: (string | number | null)[][] = [
    [RESULT_MARK, STORE_VERSION],
    ["key", result.key],
    ["profile", result.file.profile],
    ["runDate", context.runDate],
    ["from", result.period?.from ?? null],
    ["to", result.period?.to ?? null],
    ["language", result.language],
    [...STORE_COLUMNS, ...STORE_MORE],
  ];
  for (const finding of context.findings.slice(0, MAX_ROWS - rows.length)) {
    const records = new Set(finding.cells.map((cell) => cell.record));
    if (finding.absentFrom !== undefined) records.add(finding.absentFrom);
    rows.push([
      finding.id, finding.case, finding.number, finding.kind, finding.village, finding.check, finding.field, finding.owner,
      context.person(finding).name, [...records].join(" "), finding.why,
      // Where there is a list it alone holds: people may take out what they wrote.
      context.written.list ? null : encodeFilled(context.filled.get(finding.id)) || null, null,
    ]);
  }
  for (const old of keptFindings(context).slice(0, MAX_ROWS - rows.length)) {
    rows.push([old.id, old.case, old.number, old.kind, old.village, old.check, old.field, null, old.name, old.records.join(" "), context.fullIds ? old.why : maskText(old.why, true), encodeFilled(old.filled), 1]);
  }
  return { name: STORE_SHEET, rows, widths: [...STORE_COLUMNS, ...STORE_MORE].map(() => 14), hidden: "veryHidden" };
}

/**
 * A decision stays until its evidence changes, also over a run without that village's book or of other months. What was said of a finding that
 * is corrected now goes, unless it was accepted as true or says whether two rows are one person.
 */
function keptFindings(context: ReportContext): PreviousFinding[] {
  const { previous } = context;
  if (previous === null) return [];
  const here = new Set(context.findings.map((finding) => finding.id));
  const said = previous.findings.filter((old) => isFilled(old.filled) && !here.has(old.id));
  const unchecked = new Set(said.length === 0 ? [] : compareRuns(context, previous).filter((line) => line.state === "unchecked").map((line) => line.before?.id));
  return [...said.filter((old) => unchecked.has(old.id) || isAccepted(old.filled) || (old.kind === "review" && pairAnswer(old.filled) !== null)), ...previous.kept.filter((old) => !here.has(old.id))];
}
