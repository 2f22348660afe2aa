/** How the simulated workbook behaves, without office.js. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaText, parseAddress, parseAddresses, sheetPrefix } from "../../simulator/model/address.js";
import { shownText, styleArea, writeCell } from "../../simulator/model/cells.js";
import { evaluate } from "../../simulator/model/formula.js";
import { loadSheetGrid } from "../../simulator/model/load-grid.js";
import { sheetSnapshot, snapshot } from "../../simulator/model/snapshot.js";
import { moveRows, shiftFormula, sortRows } from "../../simulator/model/structure.js";
import { StyleTable } from "../../simulator/model/styles.js";
import { CellError } from "../../simulator/model/typed-value.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";

function fresh(): { book: WorkbookModel; sheet: ReturnType<WorkbookModel["addSheet"]> } {
  const book = new WorkbookModel();
  return { book, sheet: book.addSheet("甲") };
}

describe("addresses", () => {
  it.each([
    ["A1", { top: 0, left: 0, bottom: 0, right: 0 }], ["$b$3:C2", { top: 1, left: 1, bottom: 2, right: 2 }], ["C:A", { top: 0, left: 0, bottom: 1_048_575, right: 2 }],
    ["3:5", { top: 2, left: 0, bottom: 4, right: 16_383 }], ["XFD1048576", { top: 1_048_575, left: 16_383, bottom: 1_048_575, right: 16_383 }],
  ])("%s", (text, area) => expect(parseAddress(text)?.area).toEqual(area));
  it.each(["", "A0", "XFE1", "A1048577", "甲", "A1:", "A1:B2:C3"])("refuses %j", (text) => expect(parseAddress(text)).toBeNull());
  it("reads sheets in front, quoted or not, and lists", () => {
    expect(parseAddress("'it''s, a'!B2")).toMatchObject({ sheet: "it's, a" });
    expect(parseAddresses("'a,b'!A1, C3:D4")?.map((one) => one.sheet)).toEqual(["a,b", null]);
    expect(["甲", "甲 乙", "1月", "A1"].map(sheetPrefix)).toEqual(["甲!", "'甲 乙'!", "'1月'!", "'A1'!"]);
  });
  it("text and area are each other's inverse", () => {
    const area = fc.tuple(fc.nat(999), fc.nat(50), fc.nat(99), fc.nat(9)).map(([top, left, height, width]) => ({ top, left, bottom: top + height, right: left + width }));
    fc.assert(fc.property(area, fc.boolean(), (one, fixed) => {
      expect(parseAddress(areaText(one, fixed))?.area).toEqual(one);
    }));
  });
});

describe("typed input", () => {
  it.each([
    ["12", 12, "12"], ["1,234.5", 1234.5, "1234.5"], ["430203197503041234", 430203197503041000, "4.30203E+17"], ["'430203197503041234", "430203197503041234", "430203197503041234"],
    ["2004-3-5", 38051, "2004/3/5"], ["2004年3月5日", 38051, "2004年3月5日"], ["2004/2/30", "2004/2/30", "2004/2/30"], ["75-3-4", 27457, "1975/3/4"], ["50%", 0.5, "50%"],
    ["true", true, "TRUE"], ["#n/a", new CellError("#N/A"), "#N/A"], ["12:30", 12.5 / 24, "12:30"], ["王芳", "王芳", "王芳"], ["1.1.1", "1.1.1", "1.1.1"],
  ])("%s", (input, value, shown) => {
    const { book, sheet } = fresh();
    writeCell(book, sheet, 0, 0, input);
    expect(sheet.value(0, 0)).toEqual(value);
    expect(shownText(sheet, 0, 0)).toBe(shown);
  });

  it("stays text in a text cell, formulas too", () => {
    const { book, sheet } = fresh();
    styleArea(sheet, { top: 0, left: 0, bottom: 1_048_575, right: 0 }, { numberFormat: "@" });
    for (const [row, text] of ["001", "=1+1", "2004-3-5"].entries()) writeCell(book, sheet, row, 0, text);
    expect([0, 1, 2].map((row) => [sheet.value(row, 0), sheet.formula(row, 0)])).toEqual([["001", null], ["=1+1", null], ["2004-3-5", null]]);
  });
});

describe("formulas", () => {
  it.each([
    ['=HYPERLINK("#\'甲\'!A1","看")', "看"], ['="a"&1.50&TRUE', "a1.5TRUE"], ["=MATCH(\"WANG\",B1:B5,0)", 2], ['=MATCH("w*",B1:B5,0)', 2], ['=MATCH("w~*",B1:B5,0)', 3],
    ['=ISNUMBER(MATCH("x",B1:B5,0))', false], ['=AND(1=1,"a"="A")', true], ['=IFERROR(B4&"","#")', "#"], ['=LEFT("张三丰",2)', "张三"], ['=SUBSTITUTE("a*b","*","~*")', "a~*b"],
    ["=SUM(B1:B5)", new CellError("#NAME?")], ["=B4", new CellError("#N/A")], ["=没有!A1", new CellError("#REF!")], ["=1+", new CellError("#NAME?")],
  ])("%s", (formula, value) => {
    const { book, sheet } = fresh();
    ["x1", "wang", "w*", "#N/A", 5].forEach((one, row) => writeCell(book, sheet, row, 1, one));
    expect(evaluate(book, sheet, formula)).toEqual(value);
  });

  it("finds nothing with more than 255 characters", () => {
    const { book, sheet } = fresh();
    writeCell(book, sheet, 0, 1, "a".repeat(256));
    expect(evaluate(book, sheet, `=MATCH(B1,B1:B5,0)`)).toEqual(new CellError("#VALUE!"));
  });

  it.each([
    ["=A5+$B$6", 3, 2, "=A7+$B$8"], ["=A1:A9", 3, 2, "=A1:A11"], ["=A5", 4, -1, "=#REF!"], ["=SUM(A2:A9)", 4, -2, "=SUM(A2:A7)"], ["=乙!A9&甲!A9", 0, 1, "=乙!A9&甲!A10"], ['="A9"&A:A', 0, 1, '="A9"&A:A'],
  ])("%s after rows moved at %i by %i", (formula, at, by, result) => expect(shiftFormula(formula, "甲", "甲", at, by)).toBe(result));
});

describe("structure", () => {
  it("inserting rows and deleting them again gives back everything below and above", () => {
    fc.assert(fc.property(fc.nat(6), fc.integer({ min: 1, max: 3 }), (at, count) => {
      const { book, sheet } = fresh();
      for (let row = 0; row < 6; row++) writeCell(book, sheet, row, 0, row % 2 ? `=HYPERLINK("#A1",A${row})` : row);
      sheet.merges.push({ top: 1, left: 1, bottom: 3, right: 2 });
      sheet.rows.set(4, { hidden: true });
      sheet.conditionalFormats.push({ id: "1", type: "Custom", areas: [{ top: 1, left: 0, bottom: 5, right: 0 }], formula: "=$A2>$B$1", stopIfTrue: false, format: {} });
      book.names.set("n", { name: "n", formula: "=甲!$A$2:$A$5", visible: true, comment: "" });
      const before = snapshot(book);
      moveRows(book, sheet, at, count);
      moveRows(book, sheet, at, -count);
      expect(snapshot(book)).toEqual(before);
    }));
  });

  it("sorting carries values, looks and relative references; conditional formats and heights stay", () => {
    const { book, sheet } = fresh();
    [["c", 3], ["a", 1], ["b", 2]].forEach((cells, row) => cells.forEach((value, column) => writeCell(book, sheet, row, column, value)));
    writeCell(book, sheet, 0, 2, '=HYPERLINK("#A1",A1)');
    styleArea(sheet, { top: 0, left: 0, bottom: 0, right: 0 }, { "fill.color": "#FF0000" });
    sheet.rows.set(0, { size: 30 });
    sortRows(book, sheet, { top: 0, left: 0, bottom: 2, right: 2 }, 1);
    expect(sheet.values.map((row) => row[0])).toEqual(["a", "b", "c"]);
    expect(sheet.formula(2, 2)).toBe('=HYPERLINK("#A1",A3)');
    expect(sheet.table.get(sheet.style(2, 0))).toEqual({ "fill.color": "#FF0000" });
    expect(sheet.rows.get(0)).toEqual({ size: 30 });
  });
});

describe("storage", () => {
  it("styles: setting a default is setting nothing, in any order", () => {
    const table = new StyleTable();
    const bold = table.with(0, { "font.bold": true });
    expect(table.with(table.with(bold, { "fill.color": "#FFFFFF" }), { "fill.color": null })).toBe(bold);
    expect(table.with(bold, { "font.bold": false })).toBe(0);
    expect(table.with(table.with(0, { wrapText: true }), { "font.bold": true })).toBe(table.with(bold, { wrapText: true }));
  });

  it("used area: values only, and with formats", () => {
    const { book, sheet } = fresh();
    expect(sheet.usedArea(false)).toBeNull();
    writeCell(book, sheet, 2, 1, "x");
    styleArea(sheet, { top: 5, left: 3, bottom: 5, right: 3 }, { "fill.color": "#FF0000" });
    expect(sheet.usedArea(true)).toEqual({ top: 2, left: 1, bottom: 2, right: 1 });
    expect(sheet.usedArea(false)).toEqual({ top: 2, left: 1, bottom: 5, right: 3 });
    writeCell(book, sheet, 2, 1, "");
    expect(sheet.usedArea(true)).toBeNull();
  });

  it("loads a grid and shows what it showed", () => {
    const book = new WorkbookModel();
    const sheet = loadSheetGrid(book, {
      file: null, sheet: "甲", columnCount: 6, merges: [{ top: 1, left: 0, bottom: 1, right: 1 }], hiddenRows: [1],
      rows: [[{ kind: "date", value: 38051, shown: "2004.03.05" }, { kind: "number", value: 0.5, shown: "50.0%" }, { kind: "error", value: "#N/A", shown: "#N/A" }, "=1", { kind: "ditto", value: "王", shown: "〃" }, 3], ["x"]],
    });
    expect([0, 1, 2, 3, 4, 5].map((column) => shownText(sheet, 0, column))).toEqual(["2004.03.05", "50.0%", "#N/A", "=1", "〃", "3"]);
    expect(sheetSnapshot(sheet)).toMatchObject({ name: "甲", merges: ["A2:B2"], rows: [[1, { hidden: true }]] });
  });
});
