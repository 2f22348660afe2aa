/** Marks and report sheets are written, replaced and taken away apart from each other; sizes of sheets; new workbooks. */
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../simulator/host/profile.js";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import type { HostProgress, WorkbookEdits } from "../../src/host/workbook-host.js";
import type { ColumnMarks, ReportSheet } from "../../src/model.js";
import { bookOf, gridOf, setUp } from "./setup.js";

const GRID = gridOf("手工台帐", [["姓名", "孩数"], ["王芳", 1], ["李娜", 2]]);
const marksAt = (row: number): ColumnMarks[] => [{ sheet: "手工台帐", column: 1, keyColumns: [0], rows: [1, 2], marks: [{ row, level: "high" }] }];
const list = (text: string): ReportSheet[] => [{ name: "差异清单", rows: [[text]], widths: [8] }];
const edits = (marks: WorkbookEdits["marks"], sheets: WorkbookEdits["sheets"]): WorkbookEdits => ({ grids: [GRID], marks, sheets });

describe("halves of a run", () => {
  it("each replaces its own and leaves the other; the journal goes with the last of them", async () => {
    const { host, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    const state = (): unknown => [[1, 2].filter((row) => conditionalFormatsAt(book, book.sheet("手工台帐")!, row, 1).length > 0), book.sheet("差异清单")?.value(0, 0) ?? null, book.settings.size];
    expect(await host.apply(edits(null, null))).toMatchObject({ marked: 0, skipped: [] });
    expect(snapshot(book)).toEqual(before);
    await host.apply(edits(marksAt(1), null));
    expect(state()).toEqual([[1], null, 1]);
    await host.apply(edits(null, list("甲")));
    expect(state()).toEqual([[1], "甲", 1]);
    await host.apply(edits(marksAt(2), null));
    expect(state()).toEqual([[2], "甲", 1]);
    await host.apply(edits(null, list("乙")));
    expect(state()).toEqual([[2], "乙", 1]);
    await host.apply(edits([], null));
    expect(state()).toEqual([[], "乙", 1]);
    await host.apply(edits(null, []));
    expect(snapshot(book)).toEqual(before);
    await host.apply(edits(marksAt(1), list("丙")));
    await host.clear("sheets");
    expect(state()).toEqual([[1], null, 1]);
    await host.clear("marks");
    expect(snapshot(book)).toEqual(before);
  });

  it("a fault at each request of one half leaves the other, and the next clear takes both", async () => {
    for (const half of [edits(marksAt(2), null), edits(null, list("乙"))]) {
      const { host, book, excel } = await setUp(bookOf(GRID));
      const before = snapshot(book);
      await host.apply(edits(marksAt(1), list("甲")));
      excel.faults.restart();
      await host.apply(half);
      const count = excel.faults.seen;
      await host.clear("run");
      for (const fault of [{ kind: "breakOff", part: 0.6, code: "AccessDenied" }, { kind: "lost", code: "InvalidOperation" }] as const) {
        for (let n = 0; n < count; n++) {
          await host.apply(edits(marksAt(1), list("甲")));
          excel.faults.restart().at(n, fault);
          await host.apply(half).catch(() => undefined);
          excel.faults.restart();
          if (half.marks === null) expect(conditionalFormatsAt(book, book.sheet("手工台帐")!, 1, 1)).toHaveLength(1);
          else expect(book.sheet("差异清单")!.value(0, 0)).toBe("甲");
          await host.clear("run");
          expect(snapshot(book)).toEqual(before);
        }
      }
    }
  });

  it("cancelled, takes away what it was writing and nothing else", async () => {
    const { host, book } = await setUp(bookOf(GRID));
    await host.apply(edits(marksAt(1), null));
    const marked = snapshot(book);
    const stop = new AbortController();
    await expect(host.apply(edits(null, [...list("甲"), { name: "大", rows: Array.from({ length: 9_000 }, () => ["长".repeat(200)]), widths: [8] }]), { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toMatchObject({ code: "cancelled" });
    expect(snapshot(book)).toEqual(marked);
  });
});

describe("sheets", () => {
  it("are listed with the size of what is used, in two requests however many there are", async () => {
    const offset = gridOf("乙", [[], [], [null, "x", "y"], [null, null, null, 1]]);
    const { host, excel } = await setUp(bookOf(GRID, offset, gridOf("空", []), ...Array.from({ length: 30 }, (_, n) => gridOf(`册${n}`, [["a"]]))));
    excel.log.clear();
    expect((await host.listSheets()).slice(0, 3).map(({ name, rows, columns, ours }) => [name, rows, columns, ours])).toEqual([["手工台帐", 3, 2, false], ["乙", 2, 3, false], ["空", 0, 0, false]]);
    expect(excel.log.own).toHaveLength(2);
  });

  it("tell how far they are read, rows of each and of all", async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => [`某某村某某组某某人第${n}号`.repeat(8)]);
    const { host } = await setUp(bookOf(gridOf("甲", rows), GRID), PROFILES.web);
    const seen: HostProgress[] = [];
    await host.readGrids({ onProgress: (progress) => seen.push(progress) });
    expect(seen.filter((one) => one.sheet?.name === "甲").length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual({ stage: "read", done: 30_003, total: 30_003, detail: "手工台帐", sheet: { name: "手工台帐", done: 3, total: 3 } });
    seen.forEach((one, index) => expect(one.done).toBeGreaterThan(seen[index - 1]?.done ?? 0));
  });

  it("of text that is shown with more than it says are read as shown", async () => {
    const book = bookOf(gridOf("甲", [["村"], ["大田"], ["横岭"]]));
    const sheet = book.sheet("甲")!;
    for (const row of [1, 2]) sheet.setStyle(row, 0, book.styles.intern({ numberFormat: '@"村"' }));
    const { host } = await setUp(book);
    expect((await host.readGrids()).grids[0]!.rows).toEqual([["村"], [{ kind: "text", value: "大田", shown: "大田村" }], [{ kind: "text", value: "横岭", shown: "横岭村" }]]);
  });
});

describe("new workbooks", () => {
  const bytes = zipSync({ "a.txt": new Uint8Array(70_000).map((_, n) => (n * 7919) % 251) });

  it("are opened beside this one with all their bytes", async () => {
    const opened: [number, string][] = [];
    const { host } = await setUp(bookOf(GRID), undefined, "zh", { onNewWorkbook: (got, name) => opened.push([Buffer.compare(got, bytes), name]) });
    await host.openWorkbook("整改通知单.xlsx", bytes);
    await host.openWorkbook("整改通知单.xlsx", bytes);
    expect(opened).toEqual([[0, "工作簿2.xlsx"], [0, "工作簿3.xlsx"]]);
  });

  it("are not tried twice, and what is no workbook is refused in words", async () => {
    const opened: string[] = [];
    const { host, excel } = await setUp(bookOf(GRID), PROFILES.web, "zh", { onNewWorkbook: (_, name) => opened.push(name) });
    excel.faults.restart().at(0, { kind: "lost", code: "GeneralException" });
    await expect(host.openWorkbook("甲.xlsx", bytes)).rejects.toMatchObject({ code: "busy" });
    expect(opened).toHaveLength(1);
    await expect(host.openWorkbook("甲.xlsx", new Uint8Array([1, 2]))).rejects.toMatchObject({ code: "unexpected" });
    const large = new Uint8Array(4_200_000);
    large.set([0x50, 0x4b]);
    await expect(host.openWorkbook("甲.xlsx", large)).rejects.toMatchObject({ code: "tooLarge" });
    expect(opened).toHaveLength(1);
  });
});
