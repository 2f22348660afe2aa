/** What was filled into 差异清单 by hand survives the next run, through real files: in the row of the same finding, as it was typed. */
import { describe, expect, it } from "vitest";
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { CellValue, Finding, SheetGrid } from "../../src/model.js";
import { columnMarks } from "../../src/report/marks.js";
import { readPrevious, type Previous } from "../../src/report/previous.js";
import { buildReport, reportContext } from "../../src/report/report.js";
import { villageWorkbook, villagesToNotify } from "../../src/report/village-workbook.js";
import { openWorkbookReport } from "../../src/report/workbook-report.js";
import { readBack } from "./read-back.js";
import { PROFILE, sample } from "./sample.js";

const data = sample({ womenPerVillage: 60, every: 3 });
const all = data.result.file.findings;
const HEADS = { outcome: "核实结果(村填)", corrected: "改正处", by: "核实人", on: "核实日期" } as const;
type Typed = Partial<Record<keyof typeof HEADS, CellValue>>;
const date = (serial: number, shown: string): CellValue => ({ kind: "date", value: serial, shown });

interface RunOptions {
  readonly findings?: readonly Finding[];
  readonly previous?: Previous;
  readonly language?: "zh" | "en";
  /** Checks that did not run. */
  readonly notRun?: readonly string[];
}

function input({ findings = all, previous, language = "zh", notRun = [] }: RunOptions = {}) {
  const result = { ...data.result, language, file: { ...data.result.file, findings, notRun: notRun.map((check) => ({ check, why: "没有" })) } };
  return { result, grids: data.grids, profile: PROFILE, runDate: "2004-07-10", ...(previous === undefined ? {} : { previous }) };
}

const write = (options: RunOptions = {}): Uint8Array => writeWorkbook(buildReport(input(options)));
const read = (bytes: Uint8Array): SheetGrid[] => readWorkbook("result.xlsx", bytes, { language: "zh" });
const listOf = (grids: readonly SheetGrid[]): SheetGrid => {
  const list = grids.find((grid) => (grid.rows[0] ?? []).includes("_id"));
  if (list === undefined) throw new Error("no list");
  return list;
};

/** The list with `typed` written into the rows of findings. */
function typedInto(grids: readonly SheetGrid[], typed: ReadonlyMap<string, Typed>, list = listOf(grids)): SheetGrid[] {
  const head = (list.rows[0] ?? []).map(String);
  const rows = list.rows.map((row, r) => {
    const own = r === 0 ? undefined : typed.get(String(row[head.indexOf("_id")]));
    if (own === undefined) return row;
    const cells = Array.from({ length: head.length }, (_, c) => row[c] ?? null);
    for (const [column, value] of Object.entries(own)) cells[head.indexOf(HEADS[column as keyof typeof HEADS])] = value;
    return cells;
  });
  return grids.map((grid) => (grid === list ? { ...list, rows } : grid));
}

function previousOf(grids: readonly SheetGrid[]): Previous {
  const earlier = readPrevious(grids, "zh");
  if (!earlier.ok) throw new Error(earlier.problem);
  return earlier.previous;
}

/** What stands in the four columns of a finding's row; rows where nothing stands are left out. */
function carried(grids: readonly SheetGrid[]): Record<string, CellValue[]> {
  const list = listOf(grids);
  const head = (list.rows[0] ?? []).map(String);
  const columns = Object.values(HEADS).map((name) => head.indexOf(name));
  return Object.fromEntries(list.rows.slice(1).flatMap((row) => {
    const cells = columns.map((column) => row[column] ?? null);
    return cells.every((cell) => cell === null) ? [] : [[String(row[head.indexOf("_id")]), cells]];
  }));
}

const at = (index: number): Finding => all[index] as Finding;
const first = read(write());
const entered = new Map<string, Typed>([
  [at(0).id, { outcome: "属实不用改", by: "王某", on: date(38180, "2004/7/12") }],
  [at(4).id, { outcome: "=已问本人", corrected: "+手工", by: "@王某", on: "-7月" }],
  [at(9).id, { corrected: "两处", by: 12 }],
]);
const expected = {
  [at(0).id]: ["属实不用改", null, "王某", date(38180, "2004/7/12")],
  [at(4).id]: ["=已问本人", "+手工", "@王某", "-7月"],
  [at(9).id]: [null, "两处", 12, null].map((cell) => (cell === 12 ? expect.anything() as CellValue : cell)),
};

describe("what was filled in", () => {
  it("is in no row of a first list", () => {
    expect(carried(first)).toEqual({});
  });

  it("comes into the row of the same finding as it was typed: texts that look like formulas, dates, numbers", () => {
    const bytes = write({ previous: previousOf(typedInto(first, entered)) });
    expect(carried(read(bytes))).toEqual(expected);
    const back = readBack(bytes);
    const head = back.rows("差异清单")[0] ?? [];
    const row = back.rows("差异清单").find((cells) => cells[head.indexOf("_id")] === at(9).id) ?? [];
    expect(row[head.indexOf("核实人")]).toBe(12);
    expect([...back.parts.keys()].filter((path) => path.includes("worksheets/sheet2"))).toHaveLength(1);
    expect(back.parts.get("xl/worksheets/sheet2.xml")).not.toContain("已问本人</f>");
  });

  it("comes also from a list that was sorted, filtered, renamed and pushed down, with its columns in another order", () => {
    const typed = typedInto(first, entered);
    const list = listOf(typed);
    const turned = [list.rows[0] ?? [], ...list.rows.slice(1).reverse()].map((row) => Array.from({ length: list.columnCount }, (_, c) => row[list.columnCount - 1 - c] ?? null));
    const moved = { ...list, sheet: "村里填的", rows: [["荷花镇"], [], ...turned], hiddenRows: turned.map((_, r) => r + 3) };
    expect(carried(read(write({ previous: previousOf(typed.map((grid) => (grid === list ? moved : grid))) })))).toEqual(expected);
  });

  it("comes from two lists, of which each was filled in part; where they differ, both can be seen and nothing counts as accepted", () => {
    const typed = typedInto(first, entered);
    const other = listOf(typedInto(first, new Map<string, Typed>([[at(0).id, { outcome: "已改", by: "王某", on: date(38180, "2004/7/12") }], [at(20).id, { outcome: "查不清" }]])));
    const both = previousOf([{ ...other, sheet: "差异清单 (2)" }, ...typed]);
    expect(carried(read(write({ previous: both })))).toEqual({
      ...expected, [at(0).id]: ["已改；属实不用改", null, "王某", date(38180, "2004/7/12")], [at(20).id]: ["查不清", null, null, null],
    });
    expect(reportContext(input({ previous: both })).accepted.size).toBe(0);
  });

  it("belongs to one of two women of one name, also where the hidden columns were deleted", () => {
    const names = new Map<string, Finding[]>();
    const person = reportContext(input()).person;
    for (const finding of all) names.set(person(finding).name, [...(names.get(person(finding).name) ?? []), finding]);
    const [one, two] = [...names.values()].find((list) => list.length > 1) ?? [];
    if (one === undefined || two === undefined) throw new Error("no namesakes");
    const typed = typedInto(first, new Map([[two.id, { outcome: "查不清" }]]));
    const list = listOf(typed);
    const bare = { ...list, rows: list.rows.map((row) => row.slice(0, (list.rows[0] ?? []).indexOf("_id"))) };
    for (const grids of [typed, typed.map((grid) => (grid === list ? bare : grid))]) {
      expect(carried(read(write({ previous: previousOf(grids) })))).toEqual({ [two.id]: ["查不清", null, null, null] });
    }
  });

  it("does not speak of another value: that is only in 复查对照", () => {
    const changed = all.map((finding) => (finding.id === at(0).id ? { ...finding, id: "f_other" } : finding));
    const back = read(write({ findings: changed, previous: previousOf(typedInto(first, entered)) }));
    expect(Object.keys(carried(back)).sort()).toEqual([at(4).id, at(9).id].sort());
    const recheck = back.find((grid) => grid.sheet === "复查对照")?.rows ?? [];
    expect(recheck.filter((row) => row[0] === "改了仍不符").map((row) => row[8])).toEqual(["属实不用改 王某 2004/7/12"]);
  });

  it("stays over three runs and more, and what is taken out is gone", () => {
    let grids = typedInto(first, entered);
    for (let i = 0; i < 4; i++) {
      grids = read(write({ previous: previousOf(grids) }));
      expect(carried(grids)).toEqual(expected);
    }
    grids = typedInto(grids, new Map([[at(0).id, { outcome: null, by: null, on: null }]]));
    grids = read(write({ previous: previousOf(grids) }));
    expect(Object.keys(carried(grids)).sort()).toEqual([at(4).id, at(9).id].sort());
  });

  it("is nothing where the list was deleted, and that is no error", () => {
    const without = typedInto(first, entered).filter((grid) => grid.sheet !== "差异清单");
    expect(carried(read(write({ previous: previousOf(without) })))).toEqual({});
  });

  it("is kept by the hidden memory while no list is written", () => {
    const grids = data.grids.map((grid) => ({ ...grid, file: null }));
    const open = (previous: Previous, list: boolean): SheetGrid[] =>
      read(writeWorkbook({ sheets: openWorkbookReport({ ...input({ previous }), grids }, { summary: true, list, notices: false, recheck: false }) }));
    const none = open(previousOf(typedInto(first, entered)), false);
    expect(none.map((grid) => grid.sheet)).toEqual(["汇总", "_reconcile"]);
    expect(carried(open(previousOf(none), true))).toEqual(expected);
  });

  it("is known again in the other language", () => {
    const english = read(write({ language: "en", previous: previousOf(typedInto(first, entered)) }));
    const back = read(write({ previous: previousOf(english) }));
    expect(carried(back)).toEqual(expected);
  });
});

describe("a decision", () => {
  const accepted = previousOf(typedInto(first, entered));

  it("outlasts a run in which its record was not checked, or which did not find it; other words about a corrected finding go", () => {
    const gone = new Set([at(0).id, at(4).id, at(9).id]);
    const rest = all.filter((finding) => !gone.has(finding.id));
    const [none] = [at(9).check];
    const second = read(write({ findings: rest, previous: accepted, notRun: [none] }));
    expect(carried(second)).toEqual({});
    const third = read(write({ previous: previousOf(read(write({ findings: rest, previous: previousOf(second) }))) }));
    const same = all.filter((finding) => finding.check === none && gone.has(finding.id)).map((finding) => finding.id);
    expect(Object.keys(carried(third)).sort()).toEqual([...new Set([at(0).id, ...same])].sort());
    // It has its number again, and the runs without it did not tell of it anew.
    expect(previousOf(third).numbers.get(at(0).case)).toBe(at(0).number);
    expect(previousOf(second).findings.map((finding) => finding.id)).not.toContain(at(0).id);
  });

  it("that a difference is true as it is leaves it in the list and in all counts, faintly, and out of the notices and the first ten", () => {
    const report = input({ previous: accepted });
    const [before, after] = [reportContext(input()), reportContext(report)];
    expect([...after.accepted]).toEqual([at(0).id]);
    expect(after.findings).toEqual(before.findings);
    expect([before.phrases.severity(at(0)), after.phrases.severity(at(0))]).toEqual(["high", "low"]);
    const back = read(writeWorkbook(buildReport(report)));
    const text = (sheet: string): string => JSON.stringify(back.find((grid) => grid.sheet === sheet)?.rows ?? []);
    expect(text("汇总")).toContain("属实不用改 1 处");
    expect(text("汇总")).not.toContain(`"${at(0).number}"`);
    expect(text("汇总")).toContain(`"${at(4).number}"`);
    expect(text("差异清单")).toContain(`"${at(0).number}"`);
    const recheck = back.find((grid) => grid.sheet === "复查对照")?.rows ?? [];
    const head = recheck.find((row) => row.includes("新增")) ?? [];
    const total = recheck.find((row) => row[0] === "合计") ?? [];
    expect(total[head.indexOf("属实不用改")]).toBe(1);
    expect(total[head.indexOf("未改")]).toBe(all.length - 1);
    expect(recheck.filter((row) => row[0] === "属实不用改").map((row) => row[1])).toEqual([at(0).number]);

    const villages = new Map(villagesToNotify(before).map((one) => [one.village, one.findings]));
    const sent = all.find((finding) => finding.owner !== "township" && finding.kind !== "review") as Finding;
    const asked = previousOf(typedInto(first, new Map([[sent.id, { outcome: "属实。" }]])));
    expect(new Map(villagesToNotify(reportContext(input({ previous: asked }))).map((one) => [one.village, one.findings])))
      .toEqual(new Map(villages).set(sent.village ?? "", (villages.get(sent.village ?? "") ?? 0) - 1));
  });

  it("makes its mark in the record faint", () => {
    const grids = data.grids.map((grid) => ({ ...grid, file: null }));
    const mine = at(0).cells.map((cell) => cell.sheet);
    const result = { ...data.result, blocks: data.result.blocks.map((block) => ({ ...block, file: null })), file: { ...data.result.file, findings: [{ ...at(0), cells: at(0).cells.map((cell) => ({ ...cell, file: null })) }] } };
    const levels = (ids: readonly string[]): string[] => columnMarks(result, PROFILE, grids, new Set(ids)).flatMap((one) => (mine.includes(one.sheet) ? one.marks.map((mark) => mark.level) : []));
    expect(levels([])).toEqual(["high"]);
    expect(levels([at(0).id])).toEqual(["low"]);
  });

  it.each([["属实不用改", true], ["属实", true], ["经核实属实，不用改。", true], ["true as it is", true], ["TRUE", true], ["不属实", false], ["属实，已改", false], ["已改", false], ["属实不用改；已改", false], ["", false]])("%s: %s", (outcome, is) => {
    const previous = previousOf(typedInto(first, new Map([[at(0).id, { outcome }]])));
    expect(reportContext(input({ previous })).accepted.has(at(0).id)).toBe(is);
  });
});

describe("what a village is sent", () => {
  it("has what was filled in of its findings, but no name of another village and no whole ID number", () => {
    const sent = all.filter((finding) => finding.village === at(0).village && finding.owner !== "township");
    const [one, two, three] = sent as [Finding, Finding, Finding];
    const foreign = all.find((finding) => finding.village !== one.village && finding.kind === "missing") as Finding;
    const name = reportContext(input()).person(foreign).name;
    const id = data.ids[0] ?? "";
    const typed = new Map<string, Typed>([[one.id, { outcome: "查不清" }], [two.id, { outcome: `同横岭村${name}混了` }], [three.id, { outcome: `应为${id}` }]]);
    const previous = previousOf(typedInto(first, typed));
    const back = carried(read(writeWorkbook(villageWorkbook(input({ previous }), one.village ?? ""))));
    expect(back[one.id]?.[0]).toBe("查不清");
    expect(back[two.id]).toBeUndefined();
    expect(back[three.id]?.[0]).toBe(`应为${id.slice(0, 6)}********${id.slice(14)}`);
    // In the township's own list people's words stay as they are.
    expect(carried(read(write({ previous })))[three.id]?.[0]).toBe(`应为${id}`);
  });
});
