/**
 * The very hidden sheet of a result workbook: what a later run needs to know an old case again. One row per finding under a head that
 * names the columns; above it one row per fact about the run.
 */
import type { ReportSheet } from "../model.js";
import type { ReportContext } from "./input.js";
import { MAX_ROWS } from "./layout.js";

export const STORE_SHEET = "_reconcile";
/** File property `keywords` and first cell of the hidden sheet: a workbook that has it is a result and never input. */
export const RESULT_MARK = "ledger-reconcile-result";
export const STORE_VERSION = 1;
export const STORE_COLUMNS = ["id", "case", "number", "kind", "village", "check", "field", "owner", "name", "records", "why"] as const;

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
    [...STORE_COLUMNS],
  ];
  for (const finding of context.findings.slice(0, MAX_ROWS - rows.length)) {
    const records = new Set(finding.cells.map((cell) => cell.record));
    if (finding.absentFrom !== undefined) records.add(finding.absentFrom);
    rows.push([
      finding.id, finding.case, finding.number, finding.kind, finding.village, finding.check, finding.field, finding.owner,
      context.person(finding).name, [...records].join(" "), finding.why,
    ]);
  }
  return { name: STORE_SHEET, rows, widths: STORE_COLUMNS.map(() => 14), hidden: "veryHidden" };
}
