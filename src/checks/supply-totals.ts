/**
 * supplyTotals (R13): the report's issued, received and users against the ledger's rows, per village, item, specification and
 * month. The numbers are compared in supply-comparison.ts; here they are put into words.
 */
import { cellAt, nameCell, normalAt, recordOf, rowsOf } from "./cells.js";
import type { CellAt, Check, CheckContext, CheckResult, Draft } from "./check.js";
import { ownerOf } from "./draft.js";
import { monthWords, numberOf, numberText } from "./normal-values.js";
import type { IssuedComparison } from "./supply-comparison.js";
import { cellKey, reportIsWrong, supplyAnalysis, type SupplyAnalysis } from "./supply-diagnosis.js";
import type { Issue, StockLine } from "./supply-lines.js";
import { countReceivers, plainCount } from "./supply-receivers.js";

/** Cells listed behind a sum; the sentence gives the full count. */
export const MOST_ROWS_BEHIND = 50;

export const supplyTotals: Check = (context) => {
  const analysis = supplyAnalysis(context);
  if (!analysis.rows.hasReport || !analysis.rows.hasLedger) {
    return {
      drafts: [],
      notRun: analysis.rows.hasReport
        ? context.say({ zh: "没有药具台帐", en: "no supplies ledger" })
        : context.say({ zh: "没有药具报表", en: "no supplies report" }),
    };
  }
  const drafts: Draft[] = [];
  const empty = new Map<string, IssuedComparison[]>();
  for (const compared of analysis.issued.all) {
    if (compared.state === "different" && compared.joined !== true) {
      const place = `${compared.village}|${compared.month}`;
      if (compared.issues.length === 0 && compared.transfer === undefined && !analysis.issued.ledgerMonths.has(place)) {
        empty.set(place, [...(empty.get(place) ?? []), compared]);
        continue;
      }
      drafts.push(issuedDraft(context, analysis, compared));
    }
    const users = usersDraft(context, analysis, compared);
    if (users !== null) drafts.push(users);
  }
  for (const comparisons of empty.values()) {
    const draft = emptyMonth(context, analysis, comparisons);
    if (draft !== null) drafts.push(draft);
  }
  for (const { line, rows, difference, sum } of analysis.received) {
    if (Math.abs(difference) < 1e-6) continue;
    const { zh, en } = place(context, line);
    drafts.push({
      ...base(context, line.village, line.rows[0] ?? 0),
      field: "received",
      thing: cellKey(line, "received"),
      cells: [...cellsOf(context, line.rows, "received"), ...cellsOf(context, rows.slice(0, MOST_ROWS_BEHIND), "received")],
      why: context.say({
        zh: `${zh}:报表领入${numberText(line.values.received)}${line.unit},药具台帐${rows.length}笔入库合计${numberText(sum)}${line.unit}。请对照调拨单改正。`,
        en: `${en}: the report says ${numberText(line.values.received)} received, the ledger's ${rows.length} receipts add up to ${numberText(sum)}. Check the delivery notes.`,
      }),
    });
  }
  return { drafts, warnings: unitWarnings(context, analysis) };
};

/** What all these drafts share; the first row's record owns the correction. */
function base(context: CheckContext, village: number, row: number): Omit<Draft, "field" | "thing" | "cells" | "why"> {
  return {
    kind: "total", check: context.spec.id, village, entity: -1, suspect: null,
    owner: ownerOf(context, recordOf(context.books, row)), certainty: 1, because: [],
  };
}

function cellsOf(context: CheckContext, rows: readonly number[], field: string): CellAt[] {
  return rows.map((row) => cellAt(context.books, row, field) ?? nameCell(context.books, row));
}

/** Village, item, specification and month in words. */
function place(
  context: CheckContext, of: { readonly village: number; readonly spec: string; readonly month: number; readonly item: string; readonly rows?: readonly number[] }, row?: number,
): { readonly zh: string; readonly en: string } {
  const { books } = context;
  const sample = row ?? of.rows?.[0];
  const item = (sample === undefined ? "" : (cellAt(books, sample, "item")?.shown ?? "")) || of.item;
  const village = books.villages[of.village] ?? "";
  const month = monthWords(of.month);
  const spec = of.spec === "" ? "" : `(${of.spec})`;
  return { zh: `${village}${month.zh}${item}${spec}`, en: `${village} ${month.en} ${item}${spec}`.trim() };
}

function behind(context: CheckContext, issues: readonly Issue[]): CellAt[] {
  const rows = issues.slice(0, MOST_ROWS_BEHIND).map((issue) => issue.row);
  return cellsOf(context, rows, "quantity");
}

const rowsOfLines = (lines: readonly StockLine[]): number[] => lines.flatMap((line) => [...line.rows]);

function issuedDraft(context: CheckContext, analysis: SupplyAnalysis, compared: IssuedComparison): Draft {
  const { lines, issues } = compared;
  const fault = reportIsWrong(analysis, compared);
  const first = fault?.line ?? lines[0];
  const stated = cellsOf(context, rowsOfLines(first === undefined ? [] : [first, ...lines.filter((line) => line !== first)]), "issued");
  const row = first?.rows[0] ?? issues[0]?.row ?? 0;
  const { zh, en } = place(context, compared, row);
  const shared = {
    ...base(context, fault?.line.village ?? compared.village, row),
    field: "issued",
    thing: first === undefined ? `${compared.key}|issued` : cellKey(first, "issued"),
    suspect: fault === undefined ? null : fault.line.record,
  };
  const u = compared.unit;
  const saidZh = `报表发放${numberText(compared.stated)}${u},药具台帐${issues.length}笔合计${numberText(compared.sum)}${u}`;
  const saidEn = `the report says ${numberText(compared.stated)} issued, the ledger's ${issues.length} rows add up to ${numberText(compared.sum)}`;
  if (compared.transfer !== undefined) {
    const { other, issues: moved } = compared.transfer;
    return {
      ...shared,
      kind: "review",
      cells: [...stated, ...cellsOf(context, rowsOfLines(other?.lines ?? []), "issued"), ...behind(context, moved)],
      why: context.say({
        zh: `${zh}:${saidZh};月头月尾有${moved.length}笔正好相差这个数,可能记入了相邻的月份。请确认记在哪个月。`,
        en: `${en}: ${saidEn}; ${moved.length} rows at the month's edge make exactly the difference and may have been counted in the neighbouring month. Please confirm the month.`,
      }),
    };
  }
  if (compared.moved !== undefined) {
    const { issue, to } = compared.moved;
    const there = place(context, to, to.lines[0]?.rows[0] ?? issue.row);
    const wrong = to.month !== compared.month ? "issueDate" : to.item !== compared.item ? "item" : "specification";
    return {
      ...shared,
      cells: [
        ...stated, ...cellsOf(context, rowsOfLines(to.lines), "issued"),
        ...cellsOf(context, [issue.row], wrong), ...cellsOf(context, [issue.row], "quantity"),
      ],
      why: context.say({
        zh: `${zh}:${saidZh};而${there.zh}正好少这么多。药具台帐里${numberText(issue.quantity)}${issue.unit}的这一笔可能${wrong === "issueDate" ? "日期" : wrong === "item" ? "品名" : "规格"}写错,请核对。`,
        en: `${en}: ${saidEn}; ${there.en} is short by the same number. The ledger row of ${numberText(issue.quantity)} may carry the wrong ${context.fieldName(wrong)}. Please check it.`,
      }),
    };
  }
  if (lines.length === 0) {
    return {
      ...shared,
      cells: behind(context, issues),
      why: context.say({
        zh: `${zh}:药具台帐有${issues.length}笔发放,合计${numberText(compared.sum)}${u},报表没有这一行。请补报或核对台帐。`,
        en: `${en}: the ledger has ${issues.length} issues, ${numberText(compared.sum)} in all, and the report has no such line. Add it, or check the ledger.`,
      }),
    };
  }
  const users = userCells(context, compared);
  const askZh = fault === undefined ? "请对照领取签名,改正错的一处" : "按报表自己的收支也对不上,请先改报表的发放数";
  const askEn = fault === undefined ? "Check the signatures and correct the wrong one" : "The report's own balance disagrees too: correct its issued number first";
  return {
    ...shared,
    cells: [...stated, ...(fault === undefined ? users : []), ...behind(context, issues)],
    why: context.say({ zh: `${zh}:${saidZh}。${askZh}。`, en: `${en}: ${saidEn}. ${askEn}.` }),
  };
}

/** A month that the ledger lacks altogether while the village's other months are there: one finding, unless its part is missing anyway. */
function emptyMonth(context: CheckContext, analysis: SupplyAnalysis, comparisons: readonly IssuedComparison[]): Draft | null {
  const monthly = context.profile.records.some((record) => record.rowKind === "issue" && record.parts === "villageMonth");
  const [one] = comparisons;
  if (monthly || one === undefined) return null;
  // The ledger's last entry is earlier than this month: perhaps it was handed in before (another cut-off, no error).
  const last = lastMonth(analysis, one.village);
  const kind = one.month > last ? "review" : "total";
  if (comparisons.length === 1) return { ...issuedDraft(context, analysis, one), kind };
  const rows = comparisons.flatMap((compared) => rowsOfLines(compared.lines));
  const month = monthWords(one.month);
  const village = context.books.villages[one.village] ?? "";
  return {
    ...base(context, one.village, rows[0] ?? 0),
    kind,
    field: null,
    thing: [...one.key.split("|").slice(0, 2), "", "", one.key.split("|")[4] ?? ""].join("|"),
    cells: cellsOf(context, rows.slice(0, MOST_ROWS_BEHIND), "issued"),
    why: context.say({
      zh: `${village}${month.zh}:报表有${comparisons.length}种药具发放,药具台帐这个月一笔也没有。请补登台帐或核对报表。`,
      en: `${village} ${month.en}: the report has ${comparisons.length} items issued, the ledger no row of the month. Enter them, or check the report.`,
    }),
  };
}

function lastMonth(analysis: SupplyAnalysis, village: number): number {
  let last = -1;
  for (const issue of analysis.rows.issues) if (!analysis.issued.divided || issue.village === village) last = Math.max(last, issue.month);
  return last;
}

/** The report's users cell, if it has one that counts people. */
function userCells(context: CheckContext, compared: IssuedComparison): CellAt[] {
  const row = compared.lines[0]?.rows[0];
  if (row === undefined || compared.lines.length !== 1 || !countsPeople(context, row)) return [];
  const users = numberOf(normalAt(context.books, row, "users"));
  const cell = cellAt(context.books, row, "users");
  return cell === null || Number.isNaN(users) || users === plainCount(context, compared.issues) ? [] : [cell];
}

/** 人次 counts visits, not people. */
function countsPeople(context: CheckContext, row: number): boolean {
  const rows = rowsOf(context.books, row);
  const column = rows.columns.get("users");
  if (column === undefined) return false;
  const header = rows.block.columns.find((mapping) => mapping.column === column.column)?.header ?? "";
  return !header.includes("人次");
}

function usersDraft(context: CheckContext, analysis: SupplyAnalysis, compared: IssuedComparison): Draft | null {
  const [line] = compared.lines;
  const row = line?.rows[0];
  if (line === undefined || row === undefined || compared.lines.length !== 1 || line.rows.length !== 1 || compared.issues.length === 0) return null;
  // A ledger row too many or too few changes both numbers: one finding. Only where the report's number itself is wrong are there two errors.
  if (compared.joined === true || compared.transfer !== undefined || compared.moved !== undefined) return null;
  if (compared.state === "different" && reportIsWrong(analysis, compared) === undefined) return null;
  if (!countsPeople(context, row) || analysis.issued.vague.has(compared.village) || analysis.issued.vague.has(-1)) return null;
  const users = numberOf(normalAt(context.books, row, "users"));
  const plain = plainCount(context, compared.issues);
  if (Number.isNaN(users) || plain < 0 || users === plain) return null;
  const counted = countReceivers(context, compared.issues);
  if (counted === null || users === counted.people) return null;
  const review = users >= counted.least && users <= counted.most;
  const { zh, en } = place(context, line);
  return {
    ...base(context, line.village, row),
    kind: review ? "review" : "total",
    field: "users",
    thing: `${line.key}|users`,
    cells: [...cellsOf(context, [row], "users"), ...compared.issues.slice(0, MOST_ROWS_BEHIND).map((issue) => nameCell(context.books, issue.row))],
    why: context.say({
      zh: `${zh}:报表使用人数${numberText(users)}人,药具台帐领取人${counted.people}人(夫妻算一人,共${compared.issues.length}笔)。${review ? "有夫妻或同名的人,请确认是几个人" : "请按领取人改正人数"}。`,
      en: `${en}: the report says ${numberText(users)} users, the ledger has ${counted.people} receivers (couples count once, ${compared.issues.length} rows). ${review ? "Couples or namesakes are among them: please confirm the count" : "Correct the count by the receivers"}.`,
    }),
  };
}

/** One warning per item and pair of units without a conversion. */
function unitWarnings(context: CheckContext, analysis: SupplyAnalysis): NonNullable<CheckResult["warnings"]> {
  const seen = new Set<string>();
  const warnings: { code: string; block: number; message: string }[] = [];
  for (const { line, ledgerUnits } of analysis.issued.clashes) {
    const print = `${line.item}|${line.unit}|${ledgerUnits.join(",")}`;
    const row = line.rows[0];
    if (seen.has(print) || row === undefined) continue;
    seen.add(print);
    const item = cellAt(context.books, row, "item")?.shown ?? line.item;
    warnings.push({
      code: "unitsNotComparable",
      block: context.books.blockOf[row] ?? 0,
      message: context.say({
        zh: `${item}:报表单位是“${line.unit}”,药具台帐单位是“${ledgerUnits.join("、")}”,不知道怎样换算,这些数量没有比较。请统一单位,或在设置里写明换算。`,
        en: `${item}: the report counts in "${line.unit}", the ledger in "${ledgerUnits.join(", ")}", and no conversion is known, so these numbers were not compared. Use one unit, or give the conversion in the settings.`,
      }),
    });
  }
  return warnings;
}
