/** Going to a cell whose row may have moved since it was read. */
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../simulator/host/profile.js";
import { writeCell } from "../../simulator/model/cells.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import type { CellTarget } from "../../src/host/workbook-host.js";
import type { SheetGrid } from "../../src/model.js";
import { shownText } from "../../src/table/cell-text.js";
import { bookOf, gridOf, setUp } from "./setup.js";

const people = Array.from({ length: 300 }, (_, n) => [n === 0 ? "姓名" : `人${n}`, n === 0 ? "出生日期" : { kind: "date" as const, value: 20_000 + n, shown: "" }, n]);
const GRID = gridOf("手工台帐", people.map((row) => row.map((cell) => (typeof cell === "object" ? { ...cell, shown: "1975/3/4" } : cell))));

/** The target as a run would give it: what columns 0 and 1 of the row showed. */
function targetOf(grid: SheetGrid, row: number, address: string): CellTarget {
  return { sheet: grid.sheet, address, row: [0, 1].map((column) => ({ column, text: shownText(grid.rows[row]?.[column]) })) };
}

describe("a cell whose row has moved", () => {
  it("is found where its row is now: sorted, inserted above, deleted above", async () => {
    const { host, book, excel } = await setUp(bookOf(GRID));
    const sheet = book.sheet("手工台帐")!;
    const { grids } = await host.readGrids();
    const target = targetOf(grids[0]!, 7, "C8");
    expect(target.row).toEqual([{ column: 0, text: "人7" }, { column: 1, text: "1954/10/10" }]);
    excel.log.clear();
    expect(await host.select(target)).toEqual({ outcome: "selected", address: "C8" });
    expect(excel.log.own.length).toBeLessThanOrEqual(4);
    sortRows(book, sheet, { top: 1, left: 0, bottom: 299, right: 2 }, 2, true);
    expect(await host.select(target)).toEqual({ outcome: "selected", address: "C294" });
    expect(book.selection).toEqual([{ top: 293, left: 2, bottom: 293, right: 2 }]);
    moveRows(book, sheet, 0, 2);
    moveRows(book, sheet, 100, -1);
    expect(await host.select(target)).toEqual({ outcome: "selected", address: "C295" });
    sheet.rows.set(294, { hidden: true });
    expect(await host.select(target)).toEqual({ outcome: "hiddenRow", address: "C295" });
    expect(await host.select(target, true)).toEqual({ outcome: "selected", address: "C295" });
  });

  it("is not guessed: gone, changed or there twice, nothing is selected", async () => {
    const { host, book } = await setUp(bookOf(GRID));
    const sheet = book.sheet("手工台帐")!;
    const { grids } = await host.readGrids();
    const target = targetOf(grids[0]!, 7, "C8");
    const before = book.selection;
    moveRows(book, sheet, 7, -1);
    expect(await host.select(target)).toEqual({ outcome: "rowGone", address: null });
    writeCell(book, sheet, 20, 0, "人7");
    writeCell(book, sheet, 20, 1, 20_007);
    writeCell(book, sheet, 30, 0, "人7");
    writeCell(book, sheet, 30, 1, 20_007);
    expect(await host.select(target)).toEqual({ outcome: "rowGone", address: null });
    expect(book.selection).toBe(before);
    writeCell(book, sheet, 30, 0, "");
    expect(await host.select(target)).toEqual({ outcome: "selected", address: "C21" });
  });

  it("that says nothing, or of which nothing is known, is taken by its address", async () => {
    const { host } = await setUp(bookOf(GRID));
    expect(await host.select({ sheet: "手工台帐", address: "F500", row: [{ column: 5, text: "" }] })).toEqual({ outcome: "selected", address: "F500" });
    expect(await host.select({ sheet: "手工台帐", address: "B2:C3" })).toEqual({ outcome: "selected", address: "B2:C3" });
  });

  it("is looked for in blocks below the limit of one answer", async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => [`某某村某某组的某某人第${n}号`, "身份证号码未填".repeat(3), n]);
    const { host, book, excel } = await setUp(bookOf(gridOf("大", rows)), PROFILES.web);
    moveRows(book, book.sheet("大")!, 5, 3);
    excel.log.clear();
    const target: CellTarget = { sheet: "大", address: "C59000", row: [{ column: 0, text: rows[58_999]![0] as string }, { column: 1, text: rows[58_999]![1] as string }] };
    expect(await host.select(target)).toEqual({ outcome: "selected", address: "C59003" });
    expect(excel.log.largest).toBeLessThan(5 * 1024 * 1024);
    expect(excel.log.own.length).toBeLessThanOrEqual(12);
  });

  it("clears only the filters that hide its row", async () => {
    const { host, book } = await setUp(bookOf(GRID));
    const sheet = book.sheet("手工台帐")!;
    const table = (name: string, top: number) => ({ id: book.newId(), name, area: { top, left: 0, bottom: top + 3, right: 2 }, style: "TableStyleMedium2", showHeaders: true, showTotals: false, showBandedRows: true, showFilterButton: true, filter: new Map<number, unknown>([[0, {}]]) });
    sheet.tables.push(table("表一", 0), table("表二", 10));
    sheet.rows.set(2, { filtered: true });
    sheet.rows.set(12, { filtered: true });
    expect((await host.select({ sheet: "手工台帐", address: "A3" })).outcome).toBe("hiddenRow");
    expect((await host.select({ sheet: "手工台帐", address: "A3" }, true)).outcome).toBe("selected");
    expect([sheet.isRowHidden(2), sheet.isRowHidden(12), sheet.tables.map((one) => one.filter.size)]).toEqual([false, true, [0, 1]]);
  });
});
