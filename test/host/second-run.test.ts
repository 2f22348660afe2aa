/** A run over an earlier one: cancelled anywhere, the earlier one stands as it was; after any fault the next clear takes both. */
import { describe, expect, it } from "vitest";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import { modelHost } from "../../simulator/workbook-model-host.js";
import type { WorkbookEdits, WorkbookHost } from "../../src/host/workbook-host.js";
import type { ColumnMarks, ReportSheet } from "../../src/model.js";
import { bookOf, gridOf, setUp } from "./setup.js";

const GRID = gridOf("手工台帐", [["姓名", "孩数", "备注"], ["王芳", 1, "a"], ["李娜", 2, "b"]]);
const marksIn = (column: number, row: number): ColumnMarks => ({ sheet: "手工台帐", column, keyColumns: [0], rows: [1, 2], marks: [{ row, level: "high" }] });
const list = (text: string): ReportSheet[] => [
  { name: "汇总", rows: [[{ value: text, link: { sheet: "差异清单", address: "A2", find: { column: "A", text } } }]], widths: [8] },
  { name: "差异清单", rows: [["编号"], [text]], widths: [8], table: { name: "Findings", area: { top: 0, left: 0, bottom: 1, right: 0 } } },
];
const FIRST: WorkbookEdits = { grids: [GRID], marks: [marksIn(1, 1), marksIn(2, 2)], sheets: list("甲") };
const SECOND: WorkbookEdits = { grids: [GRID], marks: [marksIn(1, 2)], sheets: [...list("乙"), { name: "通知", rows: Array.from({ length: 50 }, (_, n) => [`行${n}`]), widths: [8] }] };

describe.each(["Excel", "model"] as const)("a second run on the %s host", (kind) => {
  const ready = async (): Promise<{ host: WorkbookHost; book: WorkbookModel }> => {
    const book = bookOf(GRID);
    const host = kind === "Excel" ? (await setUp(book)).host : modelHost(book, { language: "zh" });
    await host.apply(FIRST);
    return { host, book };
  };

  it("takes the place of the first", async () => {
    const { host, book } = await ready();
    await host.apply(SECOND);
    expect(book.sheets.filter((sheet) => sheet.visibility === "Visible").map((sheet) => sheet.name)).toEqual(["手工台帐", "汇总", "差异清单", "通知"]);
    expect(book.sheet("差异清单")!.value(1, 0)).toBe("乙");
    expect([1, 2].map((row) => conditionalFormatsAt(book, book.sheet("手工台帐")!, row, 1).length)).toEqual([0, 1]);
    await host.clear("run");
    expect(snapshot(book)).toEqual(snapshot(bookOf(GRID)));
  });

  it("cancelled at any look at the signal leaves the first as it was", async () => {
    let looks = 0;
    for (let stopAt = 1; ; stopAt++) {
      const { host, book } = await ready();
      const before = snapshot(book);
      looks = 0;
      // A signal that is aborted from its nth look on.
      const signal = { get aborted() { return ++looks >= stopAt; } } as AbortSignal;
      const end = await host.apply(SECOND, { signal }).then(() => "done", (error: unknown) => (error as { code: string }).code);
      if (end === "done") break;
      expect(end).toBe("cancelled");
      expect(snapshot(book), `look ${stopAt}`).toEqual(before);
    }
    expect(looks).toBeGreaterThan(3);
  });
});

describe("a fault in a second run", () => {
  it.each([
    { kind: "refuse", code: "InvalidArgument" }, { kind: "breakOff", part: 0.5, code: "AccessDenied" }, { kind: "lost", code: "InvalidOperation" }, { kind: "silent", done: true },
  ] as const)("$kind at any request: the next clear takes both", async (fault) => {
    for (let n = 0; ; n++) {
      const { host, book, excel } = await setUp(bookOf(GRID));
      await host.apply(FIRST);
      excel.faults.restart().at(n, fault);
      const work = host.apply(SECOND).catch(() => undefined);
      if (fault.kind === "silent") await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 150))]);
      else await work;
      const reached = excel.faults.seen > n;
      excel.faults.restart();
      await host.clear("run");
      expect(snapshot(book), `request ${n}`).toEqual(snapshot(bookOf(GRID)));
      if (!reached) break;
    }
  });
});
