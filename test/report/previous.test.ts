import { describe, expect, it } from "vitest";
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import { isResultWorkbook, readWorkbook } from "../../src/import/read-workbook.js";
import type { Finding, SheetGrid } from "../../src/model.js";
import { filledText, NOTHING_FILLED } from "../../src/report/filled-in.js";
import { isResult, readPrevious, type Previous } from "../../src/report/previous.js";
import { compareRuns } from "../../src/report/recheck.js";
import { buildReport } from "../../src/report/report.js";
import { readBack } from "./read-back.js";
import { PROFILE, sample } from "./sample.js";

const data = sample({ womenPerVillage: 60, every: 3 });
const input = { result: data.result, grids: data.grids, profile: PROFILE, runDate: "2004-07-10" };
const bytes = writeWorkbook(buildReport(input));
const grids = readWorkbook("result.xlsx", bytes, { language: "zh" });

function previous(from: readonly SheetGrid[] = grids): Previous {
  const read = readPrevious(from, "zh");
  if (!read.ok) throw new Error(read.problem);
  return read.previous;
}

describe("earlier result", () => {
  it("comes back with key, numbers and findings", () => {
    const { key, runDate, profile, numbers, findings } = previous();
    expect({ key, runDate, profile }).toEqual({ key: data.result.key, runDate: "2004-07-10", profile: "nine-records" });
    expect([...numbers]).toEqual(data.result.file.findings.map((finding) => [finding.case, finding.number]));
    expect(findings.map(({ id, kind, check, field, village }) => ({ id, kind, check, field, village }))).toEqual(
      data.result.file.findings.map(({ id, kind, check, field, village }) => ({ id, kind, check, field, village })),
    );
    expect(findings[0]?.name).not.toBe("");
  });

  it("brings what the village wrote, from a list that was sorted and renamed", () => {
    const list = grids.find((grid) => grid.sheet === "差异清单");
    const head = (list?.rows[0] ?? []).map(String);
    const rows = (list?.rows ?? []).slice(1).map((row) => [...row]).reverse();
    const target = rows[3] ?? [];
    while (target.length < head.length) target.push(null);
    target[head.indexOf("核实结果(村填)")] = "已改";
    target[head.indexOf("核实人")] = "王某";
    const changed = grids.map((grid) => (grid === list ? { ...grid, sheet: "清单2", rows: [["荷花镇"], grid.rows[0] ?? [], ...rows] } : grid));
    const said = previous(changed).findings.filter((finding) => filledText(finding.filled) !== "");
    expect(said.map((finding) => [finding.case, filledText(finding.filled)])).toEqual([[target[head.indexOf("_case")], "已改 王某"]]);
  });

  it("is known as a result, and other workbooks are refused with a reason", () => {
    expect(isResult(grids)).toBe(true);
    expect(isResultWorkbook(bytes)).toBe(true);
    expect(isResult(data.grids)).toBe(false);
    const read = readPrevious(data.grids, "zh");
    expect(read.ok).toBe(false);
    expect(read.ok ? "" : read.problem).toContain("不是以前的核对结果");
    const other = grids.map((grid) => (grid.sheet === "_reconcile" ? { ...grid, rows: [["ledger-reconcile-result", 99], ...grid.rows.slice(1)] } : grid));
    expect(readPrevious(other, "en")).toEqual({ ok: false, problem: expect.stringContaining("another version") as string });
    const broken = grids.map((grid) => (grid.sheet === "_reconcile" ? { ...grid, rows: grid.rows.slice(0, 3) } : grid));
    expect(readPrevious(broken, "zh").ok).toBe(false);
  });
});

describe("recheck", () => {
  const all = data.result.file.findings;
  const [open, changed, gone, notRun, absent] = [0, 1, 2, 6, 3].map((i) => all[i]) as [Finding, Finding, Finding, Finding, Finding];
  const fresh: Finding = { ...gone, id: "f_new", case: "c_new", number: "新塘-999", rank: 900 };
  const result = {
    ...data.result,
    matrix: { ...data.result.matrix, counts: data.result.matrix.counts.map((row, r) => row.map((count, v) => (data.result.matrix.records[r] === "electronicLedger" && v === 0 ? -1 : count))) },
    file: { ...data.result.file, notRun: [{ check: notRun.check, why: "没有" }], findings: [open, { ...changed, id: "f_other" }, fresh] },
  };
  const old = previous();
  const kept = new Set([open.case, changed.case, gone.case, notRun.case, absent.case]);
  const before = { ...old, findings: old.findings.filter((finding) => kept.has(finding.case)).map((finding) => (finding.case === gone.case ? { ...finding, records: ["handLedger"] } : finding)) };

  it("tells corrected, not corrected, changed, new, and what could not be checked", () => {
    const states = new Map(compareRuns({ result, findings: result.file.findings }, before).map((line) => [line.now?.case ?? line.before?.case, line.state]));
    expect(Object.fromEntries(states)).toEqual({
      [open.case]: "open", [changed.case]: "changed", [gone.case]: "fixed", c_new: "added", [notRun.case]: "unchecked", [absent.case]: "unchecked",
    });
  });

  it("puts every old and new finding on the sheet once, with the old numbers", () => {
    const back = readBack(writeWorkbook(buildReport({ ...input, result, runDate: "2004-08-10", previous: before })));
    const rows = back.rows("复查对照");
    const head = rows.findIndex((row) => row[0] === "复查结果");
    const lines = rows.slice(head + 1).map((row) => `${row[0]} ${row[1]}`);
    expect([...lines].sort()).toEqual([`未改 ${open.number}`, `改了仍不符 ${changed.number}`, "新增 新塘-999", `本次未核对 ${notRun.number}`, `本次未核对 ${absent.number}`, `已改 ${gone.number}`].sort());
  });

  it("masks what an earlier run printed in full, and in 复查对照 what people typed", () => {
    const id = data.ids[0] ?? "";
    const open = before.findings.map((finding) => ({ ...finding, why: `证号 ${id}` }));
    const back = readBack(writeWorkbook(buildReport({ ...input, result, previous: { ...before, findings: open } })));
    expect(back.everything).not.toContain(id);
    const typed = open.map((finding) => ({ ...finding, filled: { ...NOTHING_FILLED, outcome: { value: `已改成 ${id}`, shown: `已改成 ${id}` } } }));
    const recheck = JSON.stringify(readBack(writeWorkbook(buildReport({ ...input, result, previous: { ...before, findings: typed } }))).rows("复查对照"));
    expect(recheck).toContain("已改成 430203");
    expect(recheck).not.toContain(id);
  });
});
