/** Requests of a run on large sheets, against what the limit of 5 MB forces. Counts, not seconds: those are in npm run bench:host. */
import { describe, expect, it } from "vitest";
import { bigWorkbook, blocksFor, bytesToRead, bytesToWrite, costOf, listsOf, scatteredMarks } from "../../bench/host-load.js";
import { PROFILES, WEB_PAYLOAD } from "../../simulator/host/profile.js";
import type { ColumnMarks, MarkLevel } from "../../src/model.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { bookOf, gridOf, setUp } from "./setup.js";

describe("round trips", () => {
  it("a whole run needs at most 1.2 × the blocks that the limit forces + 20, none above the limit, none refused", async () => {
    const book = bigWorkbook(3, 15_000);
    const { host, excel } = await setUp(book, PROFILES.web);
    excel.log.clear();
    const { grids } = await host.readGrids();
    const reading = costOf(excel.log.own);
    const marks = scatteredMarks(grids, 5_000);
    const sheets = listsOf(20_000);
    await host.apply({ grids, marks, sheets });
    const { requests, refused, largestIn, largestOut } = costOf(excel.log.own);
    const floor = blocksFor(bytesToRead(book)) + blocksFor(bytesToWrite(sheets, marks, grids));
    expect(floor).toBeGreaterThan(3);
    expect([refused, Math.max(largestIn, largestOut) <= WEB_PAYLOAD]).toEqual([0, true]);
    expect(requests).toBeLessThanOrEqual(Math.floor(1.2 * floor) + 20);
    // Tighter than asked: what a run needs beside its blocks is a dozen requests.
    expect(requests - reading.requests).toBeLessThanOrEqual(Math.ceil(1.2 * blocksFor(bytesToWrite(sheets, marks, grids))) + 10);
    expect(reading.requests).toBeLessThanOrEqual(Math.ceil(1.2 * blocksFor(bytesToRead(book))) + 4);
  });

  it("a run on a small workbook needs few", async () => {
    const book = bigWorkbook(9, 30);
    const { host, excel } = await setUp(book, PROFILES.web);
    const before = snapshot(book);
    const count = async (work: () => Promise<unknown>): Promise<number> => {
      excel.log.clear();
      await work();
      return excel.log.own.length;
    };
    const { grids } = await host.readGrids();
    const edits = { grids, marks: scatteredMarks(grids, 200), sheets: listsOf(200) };
    expect(await count(() => host.readGrids())).toBeLessThanOrEqual(4);
    expect(await count(() => host.apply(edits))).toBeLessThanOrEqual(7);
    expect(await count(() => host.apply(edits))).toBeLessThanOrEqual(10);
    expect(await count(() => host.clear("run"))).toBeLessThanOrEqual(4);
    expect(await count(() => host.clear("run"))).toBeLessThanOrEqual(2);
    expect(snapshot(book)).toEqual(before);
  });

  it("marking 20,000 scattered cells needs at most 40, and not more with marks there before", async () => {
    const book = bigWorkbook(9, 4_000);
    const { host, excel } = await setUp(book, PROFILES.web);
    const { grids } = await host.readGrids();
    const marks = scatteredMarks(grids, 20_000);
    for (const most of [10, 14]) {
      excel.log.clear();
      expect((await host.apply({ grids, marks, sheets: null })).marked).toBeGreaterThanOrEqual(20_000);
      const cost = costOf(excel.log.own);
      expect(cost.requests).toBeLessThanOrEqual(most);
      expect([cost.refused, Math.max(cost.largestIn, cost.largestOut) <= WEB_PAYLOAD]).toEqual([0, true]);
    }
  });

  it("the formats of 333 marked columns go in one request, below the limit even where each formula is long", async () => {
    const name = "名'".repeat(15) + "名", columns = 333;
    const grid = gridOf(name, [0, 1, 2, 3].map((row) => Array.from({ length: columns + 2 }, (_, column) => `值${row}-${column}*`)));
    const { host, excel, book } = await setUp(bookOf(grid), PROFILES.web);
    const { grids } = await host.readGrids();
    const levels: readonly MarkLevel[] = ["high", "middle", "low"];
    const marks = Array.from({ length: columns }, (_, n): ColumnMarks => ({ sheet: name, column: n + 2, keyColumns: [0, 1, 200, 201, 202, 203], rows: [1, 3], marks: levels.map((level, at) => ({ row: at + 1, level })) }));
    excel.log.clear();
    await host.apply({ grids, marks, sheets: null });
    const sent = excel.log.own.filter((entry) => entry.names.some((one) => one.endsWith("Formula")));
    expect([book.sheet(name)!.conditionalFormats.length, sent.length, costOf(excel.log.own).refused]).toEqual([3 * columns, 1, 0]);
    expect(costOf(sent).largestIn).toBeLessThan(0.9 * WEB_PAYLOAD);
  });
});
