/** Columns inserted and deleted: everything follows, marks of the add-in too. */
import { describe, expect, it } from "vitest";
import { writeCell } from "../../simulator/model/cells.js";
import { moveColumns, shiftColumns } from "../../simulator/model/columns.js";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { addTable } from "../../simulator/model/tables.js";
import { setHidden } from "../../simulator/model/tracks.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import type { ColumnMarks } from "../../src/model.js";
import { bookOf, gridOf, setUp } from "../host/setup.js";

describe("columns", () => {
  it.each([
    ["=A1+$C$2&E:E", 2, 1, "=A1+$D$2&F:F"],
    ["=SUM(B1:D9)", 2, -1, "=SUM(B1:C9)"],
    ["=B2&甲!C1&乙!C1", 1, -1, "=#REF!&甲!B1&乙!C1"],
    ["=1:3&AA1", 0, 2, "=1:3&AC1"],
  ])("%s, %i, %i → %s", (formula, at, by, shifted) => {
    expect(shiftColumns(formula, "甲", "甲", at, by)).toBe(shifted);
  });

  it("move cells, looks, tables with their filters, merges, hidden columns, names, links", () => {
    const book = new WorkbookModel();
    const sheet = book.addSheet("甲");
    ["姓名", "号", "孩数"].forEach((name, column) => writeCell(book, sheet, 0, column, name));
    writeCell(book, sheet, 1, 2, "=HYPERLINK(\"#A1\",B1)");
    sheet.setStyle(1, 1, book.styles.intern({ "fill.color": "#FFFF00" }));
    addTable(book, sheet, { top: 0, left: 0, bottom: 5, right: 2 }).filter.set(2, "x");
    sheet.merges.push({ top: 9, left: 1, bottom: 9, right: 2 });
    setHidden(sheet, "columns", 2, 2, true);
    book.names.set("n", { name: "n", formula: "=甲!$C$1", visible: true, comment: "" });
    sheet.hyperlinks.set(2, "x");
    moveColumns(book, sheet, 2, 2);
    expect(sheet.values[0]).toEqual(["姓名", "号", "列1", "列2", "孩数"]);
    expect(sheet.formula(1, 4)).toBe('=HYPERLINK("#A1",B1)');
    expect([sheet.style(1, 2), sheet.style(1, 3)]).toEqual([sheet.style(1, 1), sheet.style(1, 1)]);
    expect(sheet.tables[0]).toMatchObject({ area: { left: 0, right: 4 }, filter: new Map([[4, "x"]]) });
    expect([sheet.merges, [...sheet.columns.keys()], book.names.get("n")!.formula, [...sheet.hyperlinks.keys()]]).toEqual([[{ top: 9, left: 1, bottom: 9, right: 4 }], [4], "=甲!$E$1", [4]]);
    moveColumns(book, sheet, 0, -2);
    expect(sheet.values[0]).toEqual(["列1", "列2", "孩数"]);
    expect(sheet.tables[0]).toMatchObject({ area: { left: 0, right: 2 }, filter: new Map([[2, "x"]]) });
  });

  it("inserted before and between key and marked column leave the marks on their people; a deleted key column takes them away", async () => {
    const grid = gridOf("甲", [["姓名", "号", "孩数"], ["王芳", "1", 1], ["李娜", "2", 2], ["张敏", "3", 3]]);
    const { host, book, office } = await setUp(bookOf(grid));
    const sheet = book.sheet("甲")!;
    const marks: ColumnMarks[] = [{ sheet: "甲", column: 2, keyColumns: [0, 1], rows: [1, 3], marks: [{ row: 2, level: "high" }] }];
    await host.apply({ grids: [grid], marks, sheets: null });
    const marked = (column: number): number[] => [1, 2, 3].filter((row) => conditionalFormatsAt(book, sheet, row, column).length > 0);
    expect(marked(2)).toEqual([2]);
    await office.Excel.run(async (context) => {
      const target = context.workbook.worksheets.getItem("甲");
      target.getRange("C:C").insert("Right");
      target.getRange("A:B").insert("Right");
      await context.sync();
    });
    expect([sheet.value(0, 5), marked(5)]).toEqual(["孩数", [2]]);
    await office.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("甲").getRange("C:C").delete("Left");
      await context.sync();
    });
    expect(marked(4)).toEqual([]);
    expect((await host.clear("run")).formats).toBe(1);
    await expect(office.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("甲").getRange("A1:B2").insert("Down");
      await context.sync();
    })).rejects.toMatchObject({ code: "ApiNotFound" });
  });
});
