/** What people fill into the lists in Excel is there again after the next run and after writing the lists anew. */
import { describe, expect, it } from "vitest";
import { shownText, writeCell } from "../../simulator/model/cells.js";
import { filterRows } from "../../simulator/model/filters.js";
import { sortRows } from "../../simulator/model/structure.js";
import type { SheetGrid } from "../../src/model.js";
import { bookOf } from "../host/setup.js";
import { COLUMNS, fill, listOf, rowOf } from "./list-cells.js";
import { openOn, type SessionSetup } from "./setup.js";
import { FIRST_WOMAN, twoLedgers } from "./small-township.js";

function filled(setup: SessionSetup): Record<string, string[]> {
  const { sheet, head, rows } = listOf(setup);
  return Object.fromEntries(rows.flatMap((row) => {
    const cells = COLUMNS.map((column) => shownText(sheet, row, head.indexOf(column)));
    return cells.every((cell) => cell === "") ? [] : [[String(sheet.value(row, head.indexOf("姓名或品名"))), cells]];
  }));
}

async function opened(grids: readonly SheetGrid[] = twoLedgers()): Promise<SessionSetup> {
  const setup = await openOn(bookOf(...grids));
  await setup.session.actions.reconcile();
  await setup.session.actions.writeLists();
  return setup;
}

const outcomes = (setup: SessionSetup): Record<string, string> =>
  Object.fromEntries((setup.session.getState().result?.findings ?? []).map((view) => [view.name, view.outcome]));

describe("the lists in Excel", () => {
  it("keep what was filled in over runs, after sorting and filtering; a changed value loses it", async () => {
    const setup = await opened();
    expect(Object.keys(outcomes(setup)).sort()).toEqual(["何满秀", "方金莲", "白秀英"].sort());
    fill(setup, "白秀英", ["属实不用改", null, "王某", 38180]);
    fill(setup, "何满秀", ["'=问过", "'-", "'@王某", "'2004.7"]);
    const { sheet, head, rows } = listOf(setup);
    const expected = { 白秀英: ["属实不用改", "", "王某", "2004/7/12"], 何满秀: ["=问过", "-", "@王某", "2004.7"] };
    expect(filled(setup)).toEqual(expected);
    const area = { top: 1, bottom: rows.length, left: 0, right: head.indexOf("_case") };
    sortRows(setup.book, sheet, area, head.indexOf("姓名或品名"), true);
    filterRows(sheet, { ...area, top: 0 }, head.indexOf("姓名或品名"), ["白秀英"]);
    for (let run = 0; run < 3; run++) {
      await setup.session.actions.reconcile();
      expect(filled(setup)).toEqual(expected);
      expect(outcomes(setup)).toEqual({ 白秀英: "属实不用改", 何满秀: "=问过", 方金莲: "" });
    }
    const now = listOf(setup);
    expect(now.sheet.value(rowOf(setup, "白秀英"), now.head.indexOf("核实日期"))).toBe(38180);

    writeCell(setup.book, setup.book.sheet("电脑台帐")!, FIRST_WOMAN + 1, 6, "2001-05-08");
    await setup.session.actions.reconcile();
    expect(filled(setup)).toEqual({ 何满秀: expected.何满秀 });
    expect(outcomes(setup)["白秀英"]).toBe("");
    const recheck = setup.book.sheets.find((one) => one.name.startsWith("复查对照"))!;
    expect(recheck.values.flat().map(String)).toContain("属实不用改 王某 2004/7/12");
  });

  it("keep it when they are written anew without a run, also what was taken out", async () => {
    const setup = await opened();
    fill(setup, "白秀英", ["属实不用改", null, "王某", 38180]);
    fill(setup, "何满秀", ["已改"]);
    const villages = setup.session.getState().lists.villages;
    await setup.session.actions.writeLists();
    expect(filled(setup)).toEqual({ 白秀英: ["属实不用改", "", "王某", "2004/7/12"], 何满秀: ["已改", "", "", ""] });
    // Of what is accepted no village is asked.
    const sum = (list: typeof villages): number => list.reduce((all, one) => all + one.findings, 0);
    expect(sum(setup.session.getState().lists.villages)).toBe(sum(villages) - 1);
    // Without the list, its memory; with it again, as it was.
    setup.session.actions.chooseLists({ list: false });
    await setup.session.actions.writeLists();
    expect(setup.book.sheets.some((one) => one.name.startsWith("差异清单"))).toBe(false);
    await setup.session.actions.reconcile();
    setup.session.actions.chooseLists({ list: true });
    await setup.session.actions.writeLists();
    fill(setup, "白秀英", ["", "", "", ""]);
    await setup.session.actions.writeLists();
    expect(filled(setup)).toEqual({ 何满秀: ["已改", "", "", ""] });
  });

  it("keep the day also in a workbook that counts days from 1904", async () => {
    const book = bookOf(...twoLedgers());
    book.date1904 = true;
    const setup = await openOn(book);
    await setup.session.actions.reconcile();
    await setup.session.actions.writeLists();
    fill(setup, "白秀英", [null, null, null, 38180 - 1462]);
    for (let run = 0; run < 2; run++) {
      await setup.session.actions.reconcile();
      const { sheet, head } = listOf(setup);
      expect(sheet.value(rowOf(setup, "白秀英"), head.indexOf("核实日期"))).toBe(38180 - 1462);
    }
  });

  it("keep it where a run is cancelled while it writes", async () => {
    const setup = await opened();
    fill(setup, "白秀英", ["属实不用改"]);
    let cancelled = false;
    const running = setup.session.actions.reconcile();
    const stop = setup.session.subscribe((state) => {
      if (state.work?.what === "reconcile" && state.work.steps[state.work.step] === "write" && !cancelled) {
        cancelled = true;
        setup.session.actions.cancel();
      }
    });
    await running;
    stop();
    expect(cancelled).toBe(true);
    await setup.session.actions.reconcile();
    await setup.session.actions.writeLists();
    expect(filled(setup)).toEqual({ 白秀英: ["属实不用改", "", "", ""] });
  });

  it("without them nothing is carried, and the run goes on", async () => {
    const setup = await opened();
    fill(setup, "白秀英", ["属实不用改"]);
    setup.book.deleteSheet(listOf(setup).sheet);
    await setup.session.actions.reconcile();
    await setup.session.actions.writeLists();
    expect(filled(setup)).toEqual({});
    expect(setup.session.getState().notices.filter((notice) => notice.intent === "error")).toEqual([]);
  });
});
