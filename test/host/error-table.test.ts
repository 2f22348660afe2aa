/** Each row of the table of Excel's error codes: what the adapter does, and what the user reads if that does not help. */
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../simulator/host/profile.js";
import { costOf } from "../../bench/host-load.js";
import { filterRows } from "../../simulator/model/filters.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { mergeCells } from "../../simulator/model/tables.js";
import type { WorkbookEdits } from "../../src/host/workbook-host.js";
import type { ReportSheet } from "../../src/model.js";
import { bookOf, gridOf, hostOf, setUp, settle } from "./setup.js";

const ROWS = Array.from({ length: 400 }, (_, row) => [`人${row}`, `号${row}`, row]);
const GRID = gridOf("手工台帐", ROWS);
const SHEETS: ReportSheet[] = [
  { name: "差异清单", rows: Array.from({ length: 300 }, (_, row) => [{ value: `编号${row}`, look: "body" as const }, row]), widths: [8, 8], table: { name: "差异", area: { top: 0, left: 0, bottom: 299, right: 1 } } },
  { name: "汇总", rows: [["一致", 3]], widths: [8] },
];
const EDITS: WorkbookEdits = { grids: [GRID], sheets: SHEETS, marks: [{ sheet: "手工台帐", column: 2, keyColumns: [0, 1], rows: [0, 399], marks: [{ row: 3, level: "high" }, { row: 7, level: "low" }] }] };

describe("too much for one request or answer", () => {
  it.each(["RequestPayloadSizeLimitExceeded", "ResponsePayloadSizeLimitExceeded", "RangeExceedsLimit"])("%s: the block is halved, the grid is the same", async (code) => {
    const { host, excel } = await setUp(bookOf(GRID, gridOf("乙", ROWS)));
    const { grids } = await host.readGrids();
    excel.log.clear();
    await host.readGrids();
    const requests = excel.log.own.length;
    for (let n = 2; n < requests; n++) {
      excel.faults.restart().at(n, { kind: "refuse", code }).at(n + 1, { kind: "refuse", code });
      excel.log.clear();
      expect((await host.readGrids()).grids).toEqual(grids);
      expect(excel.log.own.length).toBeGreaterThan(requests);
    }
  });

  it.each(["RequestPayloadSizeLimitExceeded", "ResponsePayloadSizeLimitExceeded"])("%s at writing: in halves, the workbook is the same", async (code) => {
    const { host, excel, book } = await setUp(bookOf(GRID));
    excel.log.clear();
    await host.apply(EDITS);
    const written = snapshot(book);
    const requests = excel.log.own.length;
    await host.clear("run");
    let halved = 0;
    for (let n = 0; n < requests; n++) {
      excel.faults.restart().at(n, code.startsWith("Request") ? { kind: "refuse", code } : { kind: "lost", code });
      const done = await host.apply(EDITS).then(() => true, (error: unknown) => {
        expect(error).toMatchObject({ code: "tooLarge" });
        return false;
      });
      excel.faults.restart();
      if (done) {
        halved++;
        expect(snapshot(book)).toEqual(written);
      }
      await host.clear("run");
    }
    expect(halved).toBeGreaterThan(0);
  });

  it("an Excel that takes less than it should is found out, not tried again at every block", async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => [`某某村某某组的某某人第${row}号`, "说明".repeat(60), row]);
    const { host, excel } = await setUp(bookOf(gridOf("甲", rows)), { ...PROFILES.newest, payload: 1_000_000 });
    excel.log.clear();
    expect((await host.readGrids()).grids[0]!.rows).toEqual(rows);
    const { requests, refused } = costOf(excel.log.own);
    expect(refused).toBeGreaterThan(1);
    expect(refused).toBeLessThanOrEqual(8);
    expect(requests).toBeLessThan(60);
    expect((await host.apply({ grids: [], marks: null, sheets: [{ name: "大", rows: rows.map((row) => row.slice(0, 2)), widths: [8, 8] }] })).sheets.get("大")).toBe("大");
    expect(excel.book.sheet("大")!.value(29_999, 0)).toBe(rows[29_999]![0]);
  });

  it("values that come back null without an error are taken for too much", async () => {
    const { host } = await setUp(bookOf(gridOf("甲", Array.from({ length: 1_200_000 / 4 }, () => [1]))), { ...PROFILES.newest, overLimit: "null" });
    expect((await host.readGrids()).grids[0]!.rows).toHaveLength(300_000);
  });
});

describe("InvalidOperationInCellEditMode", () => {
  it("where Excel can wait it waits, where it cannot the user is asked to leave the cell, in both languages", async () => {
    const waiting = await setUp(bookOf(GRID));
    waiting.excel.beginCellEdit();
    const applied = waiting.host.apply(EDITS);
    await settle();
    expect(waiting.book.sheets).toHaveLength(1);
    waiting.excel.endCellEdit();
    expect((await applied).marked).toBe(2);
    for (const [language, sentence] of [["zh", "按回车键"], ["en", "press Enter"]] as const) {
      const { host, excel } = await setUp(bookOf(GRID), PROFILES.oldest, language);
      excel.beginCellEdit();
      await expect(host.apply(EDITS)).rejects.toMatchObject({ code: "cellEdit", message: expect.stringContaining(sentence) as unknown });
    }
  });
});

describe("AccessDenied", () => {
  it("protection is looked at first: said by sheet, left unmarked, never unprotected, no request refused; the others are marked", async () => {
    const other = gridOf("乙", ROWS);
    const { host, excel, book } = await setUp(bookOf(GRID, other));
    book.sheet("手工台帐")!.protection = { protected: true, options: {}, password: null };
    excel.log.clear();
    const result = await host.apply({ ...EDITS, grids: [GRID, other], marks: [...EDITS.marks!, { ...EDITS.marks![0]!, sheet: "乙" }] });
    expect(result).toMatchObject({ marked: 2, skipped: [{ code: "protectedSheet", sheet: "手工台帐", count: 2 }] });
    expect([excel.log.own.every((entry) => entry.error === null), book.sheet("手工台帐")!.protection.protected]).toEqual([true, true]);
    expect([book.sheet("手工台帐")!.conditionalFormats.length, book.sheet("乙")!.conditionalFormats.length]).toEqual([0, 2]);
  });

  it("that comes all the same (protected in the meantime) ends in words, and clear gives back the workbook", async () => {
    const { host, excel, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    excel.faults.restart().at(4, { kind: "breakOff", part: 0.5, code: "AccessDenied" });
    await expect(host.apply(EDITS)).rejects.toMatchObject({ code: "denied", message: expect.stringContaining("撤消保护") as unknown });
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });
});

describe("MergedRangeConflict, FilteredRangeConflict", () => {
  it("cannot come: a sheet of the user's with merged and filtered rows under our name stays, we write to a fresh one", async () => {
    const book = bookOf(GRID, gridOf("差异清单", ROWS));
    const theirs = book.sheet("差异清单")!;
    mergeCells(theirs, { top: 2, left: 0, bottom: 4, right: 1 });
    theirs.autoFilter = { area: { top: 0, left: 0, bottom: 399, right: 2 }, criteria: new Map([[0, { filterOn: "Values", values: ["人5"] }]]) };
    filterRows(theirs, theirs.autoFilter.area, 0, ["人5"]);
    const before = snapshot(book);
    const { host, excel } = await setUp(book);
    excel.log.clear();
    const { sheets } = await host.apply(EDITS);
    expect(sheets.get("差异清单")).toBe("差异清单(2)");
    expect(excel.log.own.every((entry) => entry.error === null)).toBe(true);
    expect(snapshot(book).sheets.slice(1, 2)).toEqual(before.sheets.slice(1, 2));
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });
});

describe("InactiveWorkbook, RequestAborted, GeneralException, ActivityLimitReached", () => {
  it.each(["InactiveWorkbook", "RequestAborted", "GeneralException", "ActivityLimitReached"])("%s: tried again after a pause, three times at most", async (code) => {
    const { excel, office } = await setUp(bookOf(GRID));
    const pauses: number[] = [];
    const host = hostOf(office, "zh", (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    });
    excel.faults.restart().at(0, { kind: "refuse", code }).at(1, { kind: "refuse", code });
    expect(await host.listSheets()).toHaveLength(1);
    expect(pauses).toEqual([300, 1_200]);
    excel.faults.restart().always({ kind: "refuse", code });
    await expect(host.listSheets()).rejects.toMatchObject({ code: "busy", detail: code, message: expect.stringContaining("稍等") as unknown });
    expect(excel.faults.seen).toBe(3);
  });
});

describe("requirement sets", () => {
  it.each(["newest", "web", "excel2021", "oldest"] as const)("%s: read, run, go to a cell, clear; what is missing is said", async (profile) => {
    const merged = gridOf("手工台帐", [["手工台帐", null], ["姓名", "孩数"], ["王芳", 1]], { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] });
    const { host, excel, book } = await setUp(bookOf(merged), PROFILES[profile]);
    const before = snapshot(book);
    const { grids, warnings } = await host.readGrids();
    expect(grids[0]!.merges).toEqual(profile === "oldest" ? [] : merged.merges);
    expect(warnings.map(({ code }) => code)).toEqual(profile === "oldest" ? ["mergesUnknown"] : []);
    if (profile === "oldest") expect(warnings[0]!.message).toMatch(/合并的表头和合并的姓名可能认不全.*更新 Excel/);
    const { marked } = await host.apply({ grids, sheets: SHEETS, marks: [{ sheet: "手工台帐", column: 1, keyColumns: [0], rows: [2, 2], marks: [{ row: 2, level: "high" }] }] });
    expect(marked).toBe(1);
    expect(await host.select({ sheet: "手工台帐", address: "B3", row: [{ column: 0, text: "王芳" }] })).toEqual({ outcome: "selected", address: "B3" });
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
    expect(excel.log.own.every((entry) => entry.error === null)).toBe(true);
  });
});
