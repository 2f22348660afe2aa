/** The interface spoken on the model itself: the same as through office.js on the simulated Excel. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCell } from "../../simulator/model/cells.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import { modelHost } from "../../simulator/workbook-model-host.js";
import type { CellTarget, HostProgress, WorkbookChange, WorkbookEdits, WorkbookHost } from "../../src/host/workbook-host.js";
import { shownText } from "../../src/table/cell-text.js";
import { bookOf, gridOf, setUp, settle } from "./setup.js";
import { build, described, edit, marksOf, reportOf, type Described } from "./random-workbook.js";

interface Side {
  readonly book: WorkbookModel;
  readonly host: WorkbookHost;
}

async function bothSides(one: Described): Promise<readonly [Side, Side]> {
  const excel = await setUp(build(one));
  const book = build(one);
  return [excel, { book, host: modelHost(book, { language: "zh" }) }];
}

/** What a host answers, without what has no meaning outside it. */
async function said<T>(work: Promise<T>): Promise<unknown> {
  return work.catch((error: unknown) => (error as { code: string }).code);
}

describe("model host and Excel host", () => {
  it("read equal grids, answer alike and leave equal workbooks: apply, the user's edits, going to cells, each kind of clear", async () => {
    await fc.assert(fc.asyncProperty(described, reportOf, fc.constantFrom("run", "marks", "sheets", "everything"), fc.constantFrom("both", "marks", "sheets"), async (one, sheets, scope, half) => {
      const [excel, model] = await bothSides(one);
      const same = async (work: (side: Side) => Promise<unknown>): Promise<void> => expect(await said(work(model))).toEqual(await said(work(excel)));
      const equal = (): void => expect(snapshot(model.book)).toEqual(snapshot(excel.book));
      const sizes = async ({ host }: Side): Promise<unknown> => (await host.listSheets()).map(({ id: _id, ...rest }) => rest);
      await same(async ({ host }) => (await host.readGrids()).grids);
      await same(sizes);
      const { grids } = await excel.host.readGrids();
      const marks = marksOf(one, grids);
      const edits: WorkbookEdits = { grids, marks: half === "sheets" ? null : marks, sheets: half === "marks" ? null : sheets };
      await same(({ host }) => host.apply(edits));
      equal();
      await same(sizes);
      await same(async ({ host, book }) => (await host.readGrids({ sheets: book.sheets.map((sheet) => sheet.name) })).grids);
      // A second run replaces the first.
      await same(({ host }) => host.apply({ ...edits, marks, sheets: sheets.slice(0, 1) }));
      equal();
      for (const { book } of [excel, model]) edit(one, book);
      await same(async ({ host }) => (await host.readGrids()).grids);
      for (const { sheet, row, column } of one.marks.slice(0, 3)) {
        const grid = grids[sheet % grids.length]!;
        const target: CellTarget = { sheet: grid.sheet, address: `${"ABCD"[column]!}${row + 1}`, row: [0, 1].map((key) => ({ column: key, text: shownText(grid.rows[row]?.[key]) })) };
        await same(({ host }) => host.select(target));
        await same(({ host }) => host.select(target, true));
        expect([model.book.active?.name, model.book.selection]).toEqual([excel.book.active?.name, excel.book.selection]);
        equal();
      }
      for (const { name } of model.book.sheets) await same(({ host }) => host.fill({ sheet: name, address: "B2" }, "是同一人"));
      equal();
      await same(({ host }) => host.clear(scope));
      equal();
      await same(({ host }) => host.clear("run"));
      equal();
    }), { numRuns: 25 });
  });
});

const GRID = gridOf("手工台帐", [["姓名", "孩数"], ["王芳", 1], ["李娜", 2]]);
const EDITS: WorkbookEdits = {
  grids: [GRID], marks: [{ sheet: "手工台帐", column: 1, keyColumns: [0], rows: [1, 2], marks: [{ row: 1, level: "high" }] }],
  sheets: Array.from({ length: 30 }, (_, n) => ({ name: `单${n}`, rows: Array.from({ length: 400 }, (_, row) => [`行${row}`, row]), widths: [8] })),
};

describe("model host", () => {
  it("can be cancelled at any step and leaves the workbook as it was", async () => {
    for (let stopAt = 1; stopAt <= 30; stopAt += 5) {
      const book = bookOf(GRID);
      const before = snapshot(book);
      const stop = new AbortController();
      let steps = 0;
      const onProgress = (): void => { if (++steps === stopAt) stop.abort(); };
      await expect(modelHost(book, { language: "zh" }).apply(EDITS, { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: "cancelled", message: "已取消。" });
      expect(snapshot(book)).toEqual(before);
    }
    await expect(modelHost(bookOf(GRID), { language: "zh" }).readGrids({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
  });

  it("lets the page live while it works", async () => {
    const book = bookOf(gridOf("甲", Array.from({ length: 60_000 }, (_, n) => [`人${n}`, n, "说明"])));
    const host = modelHost(book, { language: "zh" });
    let turns = 0;
    const clock = setInterval(() => turns++, 1);
    const seen: HostProgress[] = [];
    await host.readGrids({ onProgress: (progress) => seen.push(progress) });
    clearInterval(clock);
    expect(turns).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({ stage: "read", done: 60_000, total: 60_000, sheet: { name: "甲", done: 60_000, total: 60_000 } });
  });

  it("watches the user, not itself", async () => {
    const book = bookOf(GRID, gridOf("乙", [["x"]]));
    const host = modelHost(book, { language: "zh" });
    const seen: WorkbookChange[] = [];
    const stop = await host.watch((change) => seen.push(change));
    await host.apply(EDITS);
    await host.apply(EDITS);
    await host.clear("everything");
    await settle();
    expect(seen).toEqual([]);
    sortRows(book, book.sheet("手工台帐")!, { top: 1, left: 0, bottom: 2, right: 1 }, 1, true);
    book.deleteSheet(book.sheet("乙")!);
    await settle();
    expect(seen).toEqual([{ kind: "edited", sheet: "手工台帐", address: "A2:B3" }, { kind: "sheetDeleted", sheet: null, address: null }]);
    await stop();
    moveRows(book, book.sheet("手工台帐")!, 1, 1);
    await settle();
    expect(seen).toHaveLength(2);
  });

  it("keeps settings, opens workbooks, says where it went", async () => {
    const book = bookOf(GRID);
    const opened: [string, number][] = [];
    const went: string[] = [];
    const host = modelHost(book, { language: "zh", onOpenWorkbook: (name, bytes) => void opened.push([name, bytes.length]), onSelect: (sheet, address) => went.push(`${sheet}!${address}`) });
    await host.writeSettings(new Map<string, unknown>([["a", { x: [1], y: undefined }], ["b", 1]]));
    await host.writeSettings(new Map([["b", undefined]]));
    await host.apply(EDITS);
    expect(await host.readSettings()).toEqual(new Map([["a", { x: [1] }]]));
    await host.openWorkbook("大田村.xlsx", new Uint8Array(3));
    expect(opened).toEqual([["大田村.xlsx", 3]]);
    expect(await host.select({ sheet: "手工台帐", address: "B3" })).toEqual({ outcome: "selected", address: "B3" });
    expect([went, book.active?.name]).toEqual([["手工台帐!B3"], "手工台帐"]);
    await expect(modelHost(book, { language: "en" }).openWorkbook("a.xlsx", new Uint8Array(1))).rejects.toMatchObject({ code: "notSupported" });
  });

  it("refuses to show what protection hides, in words", async () => {
    const book = bookOf(GRID);
    const sheet = book.sheet("手工台帐")!;
    sheet.rows.set(1, { hidden: true });
    sheet.protection.protected = true;
    const host = modelHost(book, { language: "zh" });
    expect(await host.select({ sheet: "手工台帐", address: "A2" })).toEqual({ outcome: "hiddenRow", address: "A2" });
    await expect(host.select({ sheet: "手工台帐", address: "A2" }, true)).rejects.toMatchObject({ code: "denied" });
    const viaExcel = await setUp(book);
    await expect(viaExcel.host.select({ sheet: "手工台帐", address: "A2" }, true)).rejects.toMatchObject({ code: "denied" });
    writeCell(book, sheet, 0, 5, "x");
  });
});
