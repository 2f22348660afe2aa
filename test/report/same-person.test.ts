/** The question whether two ledger rows are one person, as the lists put it: before it is answered and after, to the township and to a village. */
import { describe, expect, it } from "vitest";
import { summaryText } from "../../src/cli/summary-text.js";
import type { PairAnswer, Reconciliation, ReportCell, ReportSheet } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile, type ReconcileOptions } from "../../src/reconcile.js";
import { NOTHING_FILLED, pairAnswer, type Filled } from "../../src/report/filled-in.js";
import type { ReportInput } from "../../src/report/input.js";
import type { Previous } from "../../src/report/previous.js";
import { buildReport, reportContext } from "../../src/report/report.js";
import { villageWorkbook } from "../../src/report/village-workbook.js";
import { ledgerPair, ledgerSheet, type PairRow } from "../support/ledger-pair.js";

const found = builtInProfiles.get("nine-records");
if (found === undefined) throw new Error("the nine-records profile is built in");
const profile = found;

const { hand, system } = ledgerPair(71, 150, "clean");
const village = hand[0]?.village ?? "";
const other = hand.find((row) => row.village !== village)?.village ?? "";
const base: PairRow = { name: "", idNumber: "", birthDate: "", spouseName: "", village, group: "", childName: "" };
const grids = [
  ledgerSheet("手工台帐", [...hand, { ...base, name: "许文丽", birthDate: "1975-05-24", spouseName: "石大勇" }]),
  ledgerSheet("电脑台帐", [...system, { ...base, name: "徐文莉", birthDate: "1975-05-07", village: other }]),
];

const say = (outcome: string): Filled => ({ ...NOTHING_FILLED, outcome: { value: outcome, shown: outcome } });

async function run(more: Partial<ReconcileOptions> = {}): Promise<Reconciliation> {
  return reconcile(grids, [], { profile, language: "zh", ...more });
}

const first = await run();
const [id = ""] = [...(first.questions?.keys() ?? [])];
const question = first.file.findings.find((finding) => finding.id === id);
const one = question?.case ?? "";
const previous: Previous = {
  key: first.key, profile: profile.id, runDate: "2004-09-30", numbers: new Map(), kept: [],
  findings: first.file.findings.map((finding) => ({
    id: finding.id, case: finding.case, number: finding.number, kind: finding.kind, village: finding.village, check: finding.check, field: finding.field, name: "", records: finding.cells.map(({ record }) => record),
    why: finding.why, filled: finding.id === id ? say("不是同一人") : null,
  })),
};
const second = await run({ answers: new Map([[one, "different"]]), numbers: new Map([[one, question?.number ?? ""]]) });

const input = (result: Reconciliation, more: Partial<ReportInput> = {}): ReportInput => ({ result, profile, grids, runDate: "2004-10-08", ...more });
const textOf = (cell: ReportCell | string | number | null): string => String(typeof cell === "object" ? (cell?.value ?? "") : cell);
const linesOf = (sheets: readonly ReportSheet[], start: string): string[] =>
  sheets.filter(({ name }) => name.startsWith(start)).flatMap(({ rows }) => rows.map((row) => (row ?? []).map(textOf).join("|")));
const about = (lines: readonly string[]): string | undefined => lines.find((line) => line.includes(question?.number ?? "-"));
const options = { periodGiven: false, written: [], columns: 200 };

describe("a question whether two rows are one person", () => {
  const { sheets } = buildReport(input(first));

  it("says what to look in and what to write, in the list, the notice, the summary and the printed text", () => {
    expect(about(linesOf(sheets, "差异清单"))).toMatch(/\|是不是同一人\|许文丽\|徐文莉\|.*请查户口簿，在“核实结果”填“是同一人”或“不是同一人”/);
    const notice = about(linesOf(sheets, "整改通知单"));
    expect(notice).toContain("查户口簿，写明“是同一人”还是“不是同一人”");
    expect(notice).toMatch(/手工台帐 [A-Z]+\d+：许文丽\n电脑台帐 [A-Z]+\d+：徐文莉/);
    expect(linesOf(sheets, "汇总").join("\n")).toContain("有 1 处要判断两本台帐里的两行是不是同一人");
    expect(summaryText(first, profile, options)).toContain("是不是同一人 1 处待判断");
  });

  it("tells a village nothing of the other village's row, and asks it for what it can know", () => {
    const own = villageWorkbook(input(first), question?.village ?? "").sheets;
    const all = own.flatMap(({ rows }) => rows.flatMap((row) => (row ?? []).map(textOf))).join("\n");
    expect(all).not.toContain("徐文莉");
    expect(all).not.toContain(other);
    const notice = about(linesOf(own, "整改通知单"));
    expect(notice).toContain("别的村有一条登记可能和你村这一条是同一人");
    expect(notice).toContain("核实后写明情况");
  });

  it("is settled once it is answered: called so in 复查对照 and 汇总, and asked of no village", () => {
    const report = input(second, { previous });
    const { sheets: after } = buildReport(report);
    expect(about(linesOf(after, "复查对照"))).toMatch(/^已判断\|.*\|是不是同一人\|.*\|不是同一人$/);
    expect(about(linesOf(after, "差异清单"))).toContain("已核实不是同一人，照此核对");
    expect(about(linesOf(after, "整改通知单"))).toBeUndefined();
    const summary = linesOf(after, "汇总").join("\n");
    expect(summary).toContain("是不是同一人，已判断 1 处");
    expect(summary).not.toContain("处要判断两本台帐");
    expect(summary).not.toContain("属实不用改");
    expect(summaryText(second, profile, options)).toContain("是不是同一人 1 处已判断");
    expect(summaryText(second, profile, options)).not.toContain("处待判断");
  });

  it("is not settled by 属实不用改, which says neither", () => {
    expect(reportContext(input(first, { filled: new Map([[id, say("属实不用改")]]) })).settled.size).toBe(0);
    expect(reportContext(input(first, { filled: new Map([[id, say("是同一人")]]) })).answered.has(id)).toBe(true);
  });

  it.each<[string, PairAnswer | null]>([
    ["是同一人", "same"], ["是", "same"], ["同一个人。", "same"], ["是同一人，已改", "same"], ["same person", "same"], ["Yes", "same"],
    ["不是同一人", "different"], ["不是", "different"], ["两个人", "different"], ["不同的人", "different"], ["different people", "different"], ["not the same person", "different"],
    ["是同一人，王某查过户口簿", "same"], ["不是同一人（王某）", "different"], ["不是，是两个人", "different"],
    ["是同一人？", null], ["查不清，是同一人的话再改", null], ["是不是同一人", null], ["是同一人；不是同一人", null], ["查不清", null], ["已改", null], ["属实不用改", null], ["", null],
  ])("%s: %s", (outcome, answer) => {
    expect(pairAnswer(say(outcome))).toBe(answer);
  });
});
