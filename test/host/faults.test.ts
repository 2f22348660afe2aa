import { describe, expect, it } from "vitest";
import type { Fault } from "../../simulator/host/faults.js";
import { PROFILES } from "../../simulator/host/profile.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { HostFault, type WorkbookEdits } from "../../src/host/workbook-host.js";
import type { ReportSheet } from "../../src/model.js";
import { bookOf, gridOf, setUp, settle } from "./setup.js";

const GRID = gridOf("手工台帐", [["姓名", "号码", "日期"], ["王芳", "4302", 27457], ["李娜", "4303", "1978.6"], ["张敏", "4304", ""]]);
const SHEETS: ReportSheet[] = [
  { name: "差异清单", rows: [[{ value: "编号", look: "head" }, { value: "位置", look: "head" }], [{ value: "1", look: "body" }, { value: "C2", look: "link", link: { sheet: "手工台帐", address: "C2" } }]], widths: [8, 8], table: { name: "差异", area: { top: 0, left: 0, bottom: 1, right: 1 } }, freezeRows: 1 },
  { name: "存档", rows: [["k", 1]], widths: [8], hidden: "veryHidden" },
];
const EDITS: WorkbookEdits = {
  grids: [GRID], sheets: SHEETS,
  marks: [{ sheet: "手工台帐", column: 2, keyColumns: [0, 1], rows: [1, 3], marks: [{ row: 1, level: "high" }, { row: 2, level: "low" }] }],
};

/** Requests of a run without faults. */
async function requestsOfRun(): Promise<number> {
  const { host, excel } = await setUp(bookOf(GRID));
  excel.faults.restart();
  await host.apply(EDITS);
  return excel.faults.seen;
}

const KINDS: readonly (readonly [string, Fault])[] = [
  ["refused", { kind: "refuse", code: "AccessDenied" }],
  ["broken off half-way", { kind: "breakOff", part: 0.5, code: "AccessDenied" }],
  ["broken off at the end", { kind: "breakOff", part: 0.9, code: "InvalidOperation" }],
  ["done, but answered with an error", { kind: "lost", code: "InvalidOperation" }],
  ["refused as too large", { kind: "refuse", code: "RequestPayloadSizeLimitExceeded" }],
  ["refused in cell-edit mode", { kind: "refuse", code: "InvalidOperationInCellEditMode" }],
];

describe("a fault at each request in turn", () => {
  it.each(KINDS)("%s: the next clear gives back the workbook", async (_name, fault) => {
    const count = await requestsOfRun();
    expect(count).toBeGreaterThan(5);
    const { host, excel, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    let failed = 0;
    for (let n = 0; n < count; n++) {
      excel.faults.restart().at(n, fault);
      await host.apply(EDITS).catch((error: unknown) => {
        failed++;
        expect(error).toBeInstanceOf(HostFault);
        expect((error as HostFault).message).toMatch(/请/);
      });
      excel.faults.restart();
      await host.clear("run");
      expect(snapshot(book), `request ${n}`).toEqual(before);
    }
    expect(failed).toBeGreaterThan(fault.kind === "refuse" && fault.code.startsWith("Request") ? 3 : count - 2);
  });

  it("broken off at any action of any request: the next clear gives back the workbook", async () => {
    const { host, excel, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    excel.faults.restart();
    excel.log.clear();
    await host.apply(EDITS);
    const actions = excel.log.own.map((entry) => entry.actions);
    await host.clear("run");
    expect(actions.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(150);
    for (const [n, count] of actions.entries()) {
      for (let action = 0; action < count; action++) {
        excel.faults.restart().at(n, { kind: "breakOff", part: (action + 0.5) / count, code: "InvalidOperation" });
        // Broken off while the journal is tidied up at the end, a run is done all the same.
        await host.apply(EDITS).catch((error: unknown) => expect(error).toBeInstanceOf(HostFault));
        excel.faults.restart();
        await host.clear("run");
        if (JSON.stringify(snapshot(book)) !== JSON.stringify(before)) expect(snapshot(book), `action ${action} of request ${n}`).toEqual(before);
      }
    }
  });

  it("that passes is tried again, and the run ends as without it", async () => {
    const count = await requestsOfRun();
    const { host, excel, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    await host.apply(EDITS);
    const written = snapshot(book);
    await host.clear("run");
    for (const fault of [{ kind: "refuse", code: "GeneralException" }, { kind: "lost", code: "ActivityLimitReached" }, { kind: "breakOff", part: 0.7, code: "RequestAborted" }] as const) {
      for (let n = 0; n < count; n++) {
        excel.faults.restart().at(n, fault);
        expect((await host.apply(EDITS)).marked, `${fault.kind} ${n}`).toBe(2);
        expect(snapshot(book)).toEqual(written);
        await host.clear("run");
        expect(snapshot(book)).toEqual(before);
      }
    }
  });

  it("that stays ends in words, after three tries", async () => {
    const { host, excel } = await setUp(bookOf(GRID));
    excel.faults.restart().always({ kind: "refuse", code: "GeneralException" });
    await expect(host.readGrids()).rejects.toMatchObject({ code: "busy", detail: "GeneralException" });
    expect(excel.faults.seen).toBe(3);
  });

  it("during the clear itself: the next clear finishes", async () => {
    const { host, excel, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    await host.apply(EDITS);
    excel.faults.restart();
    await host.clear("run");
    const count = excel.faults.seen;
    for (const [, fault] of KINDS) {
      for (let n = 0; n < count; n++) {
        excel.faults.restart();
        await host.apply(EDITS);
        excel.faults.restart().at(n, fault);
        await host.clear("run").catch(() => undefined);
        excel.faults.restart();
        await host.clear("run");
        expect(snapshot(book)).toEqual(before);
      }
    }
  });

  it("pane closed: a pane opened later clears", async () => {
    const count = await requestsOfRun();
    for (let n = 0; n < count; n += 3) {
      for (const done of [true, false]) {
        const { host, excel, book, office } = await setUp(bookOf(GRID));
        const before = snapshot(book);
        excel.faults.restart().at(n, { kind: "silent", done });
        void host.apply(EDITS);
        await settle();
        excel.closePane(office.pane);
        const later = await setUp(book);
        await later.host.clear("run");
        expect(snapshot(book)).toEqual(before);
      }
    }
  });
});

describe("at work", () => {
  it("waits while the user types into a cell", async () => {
    const { host, excel } = await setUp(bookOf(GRID));
    excel.beginCellEdit();
    let read = false;
    const reading = host.readGrids().then(() => (read = true));
    await settle();
    expect(read).toBe(false);
    excel.endCellEdit();
    await reading;
    expect(excel.log.own.every((entry) => entry.error === null)).toBe(true);
  });

  it("says so where an older Excel cannot wait for that", async () => {
    const { host, excel } = await setUp(bookOf(GRID), PROFILES.oldest);
    excel.beginCellEdit();
    await expect(host.readGrids()).rejects.toMatchObject({ code: "cellEdit" });
  });

  it("is not disturbed by slow answers and answers out of order", async () => {
    const { host, excel, book } = await setUp(bookOf(GRID));
    excel.latency = 1;
    const before = snapshot(book);
    const reading = host.readGrids();
    excel.faults.restart().at(0, { kind: "late" }).at(2, { kind: "delay", ms: 5 });
    const listing = host.listSheets();
    expect((await listing).map((sheet) => sheet.name)).toEqual(["手工台帐"]);
    expect((await reading).grids).toHaveLength(1);
    await host.apply(EDITS);
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });

  it("stops between requests when cancelled, and leaves the workbook as it was", async () => {
    const { host, book } = await setUp(bookOf(GRID));
    const before = snapshot(book);
    const stop = new AbortController();
    let begun: unknown = before;
    const onProgress = (): void => {
      begun = snapshot(book);
      stop.abort();
    };
    await expect(host.apply(EDITS, { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: "cancelled" });
    expect(begun).not.toEqual(before);
    expect(snapshot(book)).toEqual(before);
  });
});
