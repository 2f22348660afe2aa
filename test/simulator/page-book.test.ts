/** The page's commands on a workbook without a browser: typing, pasting, rows, sheets, links, and the way back. */
import { beforeEach, describe, expect, it } from "vitest";
import { SimulatedExcel } from "../../simulator/host/simulated-excel.js";
import { parseAddress } from "../../simulator/model/address.js";
import { shownText, styleArea, writeCell } from "../../simulator/model/cells.js";
import type { SheetModel } from "../../simulator/model/sheet.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import { BookView } from "../../simulator/page/grid/book-view.js";
import { editText, linkAt } from "../../simulator/page/grid/cell-text.js";
import { cellView } from "../../simulator/page/grid/cell-view.js";
import { beginEdit, clearSelection, commitEdit, copySelection, pasteText, redo, undo } from "../../simulator/page/grid/edit-commands.js";
import { deleteRows, filterAt, filterBy, filterValues, insertRows, sortBy } from "../../simulator/page/grid/row-commands.js";
import { sortRegion } from "../../simulator/page/grid/region.js";
import { addSheet, deleteSheet, hideSheet, renameSheet, unhideSheet } from "../../simulator/page/grid/sheet-commands.js";

let book: WorkbookModel;
let sheet: SheetModel;
let view: BookView;
let editing: boolean[];

const area = (text: string) => parseAddress(text)!.area;
const at = (text: string) => ({ row: area(text).top, column: area(text).left });
const shown = (text: string, on = sheet): string => shownText(on, at(text).row, at(text).column);

function select(text: string): void {
  const one = area(text);
  view.selectArea(one, { row: one.top, column: one.left }, { row: one.bottom, column: one.right });
}

function type(text: string, input: string): boolean {
  view.moveTo(at(text));
  beginEdit(view, input, "typing");
  return commitEdit(view);
}

beforeEach(() => {
  book = new WorkbookModel("账.xlsx");
  sheet = book.addSheet("台账");
  const other = book.addSheet("别的");
  [["编号", "姓名", "日期"], [1, "张三", "2004-3-5"], [2, "李四", "2003-12-1"], [3, "王五", "2004-1-20"]].forEach((cells, row) => cells.forEach((value, column) => writeCell(book, sheet, row, column, value)));
  writeCell(book, other, 0, 0, "=HYPERLINK(\"#'台账'!B\"&MATCH(\"李四\",台账!$B:$B,0),\"去看\")");
  book.names.set("首格", { name: "首格", formula: "=台账!$B$4", visible: true, comment: "" });
  sheet.conditionalFormats.push({ id: "c", type: "Custom", areas: [area("A2:C4")], formula: '=$B2="李四"', stopIfTrue: false, format: { "fill.color": "#FBD5D1", "font.bold": true } });
  editing = [];
  view = new BookView(book, { language: "zh", onEditing: (on) => editing.push(on) });
});

describe("typing", () => {
  it("writes as Excel understands it, tells the editing mode, and can be undone and redone", () => {
    const before = snapshot(book);
    expect(type("C2", "2005/1/2")).toBe(true);
    expect([shown("C2"), editing]).toEqual(["2005/1/2", [true, false]]);
    const after = snapshot(book);
    undo(view);
    expect(snapshot(book)).toEqual(before);
    redo(view);
    expect(snapshot(book)).toEqual(after);
  });

  it("holds the add-in back while it lasts", () => {
    const excel = new SimulatedExcel(book);
    const own = new BookView(book, { language: "zh", onEditing: (on) => (on ? excel.beginCellEdit() : excel.endCellEdit()) });
    beginEdit(own, "半", "typing");
    expect(excel.isEditing).toBe(true);
    own.endEdit();
    expect(excel.isEditing).toBe(false);
    own.dispose();
  });

  it("changes nothing if the text is the same: a date stays a date", () => {
    const before = snapshot(book);
    view.moveTo(at("C2"));
    beginEdit(view, null, "caret");
    expect(view.state.edit?.text).toBe("2004/3/5");
    commitEdit(view);
    expect(snapshot(book)).toEqual(before);
    expect(view.undoStack.canUndo).toBe(false);
  });

  it("is refused on a protected sheet and for a broken formula, in words", () => {
    expect(type("A2", '=A1"')).toBe(false);
    expect(view.state.notice?.title).toBe("不能这样输入");
    view.endEdit();
    sheet.protection = { protected: true, options: {}, password: null };
    view.set({ notice: null });
    beginEdit(view, "x", "typing");
    expect(view.state.edit).toBeNull();
    expect(view.state.notice?.text).toContain("受保护");
    styleArea(sheet, area("A2"), { locked: false });
    view.set({ notice: null });
    expect(type("A2", "可以")).toBe(true);
    expect(shown("A2")).toBe("可以");
  });

  it("shows formulas, percentages and apostrophes for editing", () => {
    writeCell(book, sheet, 5, 0, "12.5%");
    writeCell(book, sheet, 5, 1, "'001");
    expect([editText(sheet, 5, 0), editText(sheet, 5, 1), editText(book.sheets[1]!, 0, 0).slice(0, 10)]).toEqual(["12.5%", "'001", "=HYPERLINK"]);
  });
});

describe("cells", () => {
  it("are cleared, pasted and brought back", () => {
    const before = snapshot(book);
    select("A2:B3");
    expect(copySelection(view)).toBe("1\t张三\r\n2\t李四");
    clearSelection(view);
    expect([shown("A2"), shown("B3"), shown("A4")]).toEqual(["", "", "3"]);
    select("E1");
    pasteText(view, "甲\t2004-5-6\r\n乙\t50%\r\n");
    expect([shown("E1"), shown("F1"), shown("F2"), view.area]).toEqual(["甲", "2004/5/6", "50%", area("E1:F2")]);
    undo(view);
    undo(view);
    expect(snapshot(book)).toEqual(before);
  });

  it("of a selection are filled by one pasted value", () => {
    select("E1:F3");
    pasteText(view, "常住");
    expect([shown("E1"), shown("F3"), shown("G1")]).toEqual(["常住", "常住", ""]);
  });

  it("that are hidden by a filter are not copied", () => {
    sheet.rows.set(2, { filtered: true });
    select("B2:B4");
    expect(copySelection(view)).toBe("张三\r\n王五");
  });
});

describe("rows", () => {
  it("are inserted and deleted with everything that hangs on them, and come back exactly", () => {
    const before = snapshot(book);
    select("A2:A3");
    deleteRows(view);
    expect([shown("B2"), book.names.get("首格")?.formula, sheet.conditionalFormats[0]?.areas]).toEqual(["王五", "=台账!$B$2", [area("A2:C2")]]);
    undo(view);
    expect(snapshot(book)).toEqual(before);
    select("A3");
    insertRows(view);
    expect([shown("B3"), shown("B4"), book.names.get("首格")?.formula]).toEqual(["", "李四", "=台账!$B$5"]);
    undo(view);
    expect(snapshot(book)).toEqual(before);
    redo(view);
    expect(shown("B4")).toBe("李四");
  });

  it("with edits between come back in order", () => {
    const before = snapshot(book);
    select("A2");
    insertRows(view);
    type("B2", "新来的");
    undo(view);
    undo(view);
    expect(snapshot(book)).toEqual(before);
  });

  it("are sorted below their header; marks by condition stay where they hold", () => {
    const before = snapshot(book);
    const region = sortRegion(sheet, at("C2"), area("C2"))!;
    sortBy(view, region, 2, false);
    expect(["B1", "B2", "B3", "B4"].map((one) => shown(one))).toEqual(["姓名", "李四", "王五", "张三"]);
    expect(cellView(book, sheet, 1, 1, 64)).toMatchObject({ marked: true, style: { backgroundColor: "#FBD5D1", fontWeight: 700 } });
    undo(view);
    expect(snapshot(book)).toEqual(before);
  });

  it("with merged cells are not sorted, which is said", () => {
    sheet.merges = [area("A2:B2")];
    sortBy(view, { kind: "block", area: area("A1:C4"), headerRows: 1, sure: true }, 0, true);
    expect(view.state.notice?.text).toContain("合并单元格");
    expect(shown("B2")).toBe("张三");
  });

  it("are filtered by values, and shown again", () => {
    sheet.autoFilter = { area: area("A1:C4"), criteria: new Map() };
    const place = filterAt(sheet, 0, 1)!;
    expect(filterValues(sheet, place, 1).values).toEqual(["李四", "王五", "张三"]);
    filterBy(view, place, 1, ["李四"]);
    expect([1, 2, 3].map((row) => sheet.isRowHidden(row))).toEqual([true, false, true]);
    expect(filterValues(sheet, place, 1).chosen).toEqual(new Set(["李四"]));
    filterBy(view, place, 1, null);
    expect([1, 2, 3].some((row) => sheet.isRowHidden(row))).toBe(false);
  });
});

describe("undo", () => {
  it("ends where somebody else has changed the workbook", () => {
    type("A2", "9");
    expect(view.undoStack.canUndo).toBe(true);
    book.tell({ kind: "edited", sheet, area: area("A1"), change: "RangeEdited" });
    expect(view.undoStack.canUndo).toBe(false);
  });
});

describe("sheets", () => {
  it("are renamed with their references, hidden and shown", () => {
    expect(renameSheet(view, sheet, "手工 台账")).toBe(true);
    expect(book.names.get("首格")?.formula).toBe("='手工 台账'!$B$4");
    expect(book.sheets[1]!.formula(0, 0)).toContain("'手工 台账'!$B:$B");
    expect(renameSheet(view, sheet, "别的")).toBe(false);
    hideSheet(view, sheet);
    expect([sheet.visibility, book.active?.name]).toEqual(["Hidden", "别的"]);
    hideSheet(view, book.sheets[1]!);
    expect(view.state.notice?.text).toContain("至少");
    unhideSheet(view, sheet);
    expect(book.active).toBe(sheet);
  });

  it("are added and deleted, not in a protected workbook", () => {
    addSheet(view);
    expect(book.active?.name).toBe("Sheet3");
    deleteSheet(view, book.active!);
    expect(book.sheets.map((one) => one.name)).toEqual(["台账", "别的"]);
    book.structureProtected = true;
    addSheet(view);
    deleteSheet(view, sheet);
    expect(book.sheets).toHaveLength(2);
    expect(view.state.notice?.text).toContain("结构受保护");
  });

  it("remember their selection", () => {
    select("B3");
    view.openSheet(book.sheets[1]!);
    expect(view.state.cursor).toEqual(at("A1"));
    view.openSheet(sheet);
    expect([view.state.cursor, book.selection]).toEqual([at("B3"), [area("B3")]]);
  });

  it("follow what an add-in selects", () => {
    book.select(book.sheets[1]!, [area("C7:D8")]);
    expect([view.state.sheet?.name, view.state.cursor, view.state.areas]).toEqual(["别的", at("C7"), [area("C7:D8")]]);
  });
});

describe("links", () => {
  it("lead where the row is now", () => {
    const from = book.sheets[1]!;
    expect(linkAt(book, from, 0, 0)).toMatchObject({ kind: "place", area: area("B3") });
    select("A2");
    insertRows(view);
    expect(linkAt(book, from, 0, 0)).toMatchObject({ kind: "place", area: area("B4") });
    type("B4", "改了名");
    expect(linkAt(book, from, 0, 0)).toEqual({ kind: "nowhere" });
    expect(linkAt(book, sheet, 0, 0)).toBeNull();
    sheet.hyperlinks.set(0, { documentReference: "首格" });
    expect(linkAt(book, sheet, 0, 0)).toMatchObject({ kind: "place", area: area("B5") });
  });
});

describe("looks", () => {
  it("show numbers that do not fit as Excel does", () => {
    writeCell(book, sheet, 6, 0, 1 / 3);
    writeCell(book, sheet, 6, 1, 45_000);
    styleArea(sheet, area("B7"), { numberFormat: "yyyy-mm-dd" });
    expect(cellView(book, sheet, 6, 0, 64).text).toMatch(/^0\.3+$/);
    expect(cellView(book, sheet, 6, 0, 64).text.length).toBeLessThan(9);
    expect(cellView(book, sheet, 6, 1, 40).text).toMatch(/^#+$/);
    expect(cellView(book, sheet, 6, 1, 100).text).toBe("2023-03-15");
  });

  it("of tables: header, bands, filter button", () => {
    sheet.conditionalFormats = [];
    sheet.tables.push({ id: "t", name: "表1", area: area("A1:C4"), style: "TableStyleMedium2", showHeaders: true, showTotals: false, showBandedRows: true, showFilterButton: true, filter: new Map([[1, {}]]) });
    expect(cellView(book, sheet, 0, 0, 64)).toMatchObject({ filter: "button", style: { color: "#ffffff", fontWeight: 700 } });
    expect(cellView(book, sheet, 0, 1, 64).filter).toBe("active");
    expect(cellView(book, sheet, 1, 0, 64).style.backgroundColor).toBe("#DDE6F4");
    expect(cellView(book, sheet, 2, 0, 64).style.backgroundColor).toBeUndefined();
  });
});
