/**
 * What a run leaves behind, on random workbooks with everything that the model holds: nothing after clear, and after a fault at any
 * request nothing that the next clear would not take away.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../simulator/host/faults.js";
import { PROFILES, type Profile } from "../../simulator/host/profile.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { startOffice } from "../../simulator/node/office-in-node.js";
import { HostFault, type WorkbookEdits, type WorkbookHost } from "../../src/host/workbook-host.js";
import { build, described, edit, marksOf, reportOf } from "./random-workbook.js";
import { hostOf, setUp, settle, type Setup } from "./setup.js";

const PROFILE_LIST: readonly Profile[] = [PROFILES.newest, PROFILES.web, PROFILES.excel2021, PROFILES.oldest];
const profiles = fc.constantFrom(...PROFILE_LIST);

/** One fault per request of a run; which kind comes first is random, so that over the runs every kind meets every request. */
const FAULTS: readonly Fault[] = [
  { kind: "refuse", code: "AccessDenied" },
  { kind: "breakOff", part: 0.3, code: "InvalidOperation" },
  { kind: "lost", code: "InvalidArgument" },
  { kind: "breakOff", part: 0.8, code: "ItemNotFound" },
  { kind: "silent", done: true },
  { kind: "breakOff", part: 0.5, code: "GeneralException" },
  { kind: "silent", done: false },
  { kind: "lost", code: "RequestAborted" },
  { kind: "refuse", code: "RequestPayloadSizeLimitExceeded" },
  { kind: "refuse", code: "InvalidOperationInCellEditMode" },
  { kind: "breakOff", part: 0.95, code: "ActivityLimitReached" },
];

/** Runs into the fault; a pane that never gets its answer is closed, and another one opened. @returns the host of the pane that is open now */
async function runInto(fault: Fault, { excel, office }: Setup, host: WorkbookHost, edits: WorkbookEdits): Promise<WorkbookHost> {
  const run = host.apply(edits).catch((error: unknown) => expect(error).toBeInstanceOf(HostFault));
  if (fault.kind !== "silent") {
    await run;
    return host;
  }
  await Promise.race([run, settle()]);
  excel.closePane(office.pane);
  return hostOf(await startOffice(excel));
}

describe("laws", () => {
  it("run → clear gives back exactly the workbook before, whatever is in it", async () => {
    await fc.assert(fc.asyncProperty(described, reportOf, profiles, async (one, sheets, profile) => {
      const book = build(one);
      const before = snapshot(book);
      const { host } = await setUp(book, profile);
      const { grids } = await host.readGrids();
      expect(snapshot(book)).toEqual(before);
      const { marked, sheets: names } = await host.apply({ grids, marks: marksOf(one, grids), sheets });
      if (one.locked) expect([marked, names.size]).toEqual([0, 0]);
      else expect(names.size).toBe(sheets.length);
      await host.clear("run");
      expect(snapshot(book)).toEqual(before);
    }), { numRuns: 30 });
  });

  it("a fault at every request in turn: the next clear gives back the workbook before", async () => {
    await fc.assert(fc.asyncProperty(described, reportOf, profiles, fc.nat({ max: FAULTS.length - 1 }), async (one, sheets, profile, first) => {
      const book = build({ ...one, locked: false });
      const before = snapshot(book);
      const setup = await setUp(book, profile);
      const { excel } = setup;
      let { host } = setup;
      const { grids } = await host.readGrids();
      const edits = { grids, marks: marksOf(one, grids), sheets };
      excel.faults.restart();
      await host.apply(edits);
      const requests = excel.faults.seen;
      expect(requests).toBeGreaterThan(3);
      await host.clear("run");
      for (let n = 0; n < requests; n++) {
        const fault = FAULTS[(first + n) % FAULTS.length]!;
        excel.faults.restart().at(n, fault);
        host = await runInto(fault, setup, host, edits);
        excel.faults.restart();
        await host.clear("run");
        expect(snapshot(book), `${fault.kind} at ${n}`).toEqual(before);
      }
    }), { numRuns: 12 });
  });

  it("run → fault at any request → sort, insert, delete, edit → clear leaves exactly those edits", async () => {
    await fc.assert(fc.asyncProperty(described, reportOf, profiles, fc.option(fc.record({ at: fc.nat({ max: 20 }), fault: fc.constantFrom(...FAULTS) })), async (one, sheets, profile, broken) => {
      const book = build(one), control = build(one);
      const setup = await setUp(book, profile);
      setup.excel.faults.restart();
      let { host } = setup;
      const { grids } = await host.readGrids();
      setup.excel.faults.restart();
      if (broken) setup.excel.faults.at(broken.at, broken.fault);
      host = await runInto(broken?.fault ?? { kind: "late" }, setup, host, { grids, marks: marksOf(one, grids), sheets });
      setup.excel.faults.restart();
      edit(one, book);
      edit(one, control);
      await host.clear("run");
      expect(snapshot(book)).toEqual(snapshot(control));
    }), { numRuns: 40 });
  });
});
