/** Real files in the simulated workbook: opened, changed, saved, opened again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { shownText, styleArea, writeCell } from "../../simulator/model/cells.js";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { moveColumns } from "../../simulator/model/columns.js";
import { opens } from "../../simulator/model/protection.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import { openXlsx } from "../../simulator/xlsx/open.js";
import { emptyWorkbook, saveXlsx } from "../../simulator/xlsx/save.js";
import { ADD_IN_ID } from "../../simulator/xlsx/web-extensions.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { changedParts, fullWorkbook, partsOf, plain, textOf, withParts } from "./xlsx-files.js";

const root = join(import.meta.dirname, "../..");
let full: Uint8Array;
let sample: Uint8Array;
beforeAll(async () => {
  full = await fullWorkbook();
  sample = new Uint8Array(readFileSync(join(root, "sample/township.xlsx")));
});

const at = (row: number, column: number) => ({ top: row, left: column, bottom: row, right: column });

describe("a file that nobody changed", () => {
  it("is saved with every part as it was", () => {
    for (const file of [sample, full]) expect(changedParts(file, saveXlsx(openXlsx(file)))).toEqual([]);
  });
  it("is read as the engine's own reader reads it", () => {
    const grids = readWorkbook("township.xlsx", sample, { language: "zh", warn: () => undefined });
    const book = openXlsx(sample);
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(grids.map((grid) => grid.sheet));
    grids.forEach((grid, n) => {
      const sheet = book.sheets[n]!;
      const differing = grid.rows.flatMap((row, r) => row.flatMap((cell, c) => {
        const shown = cell === null ? "" : typeof cell === "object" ? cell.shown : cell === true ? "TRUE" : cell === false ? "FALSE" : String(cell);
        return shownText(sheet, r, c) === shown ? [] : [[grid.sheet, r, c, shownText(sheet, r, c), shown]];
      }));
      expect(differing).toEqual([]);
      expect(sheet.merges).toHaveLength(grid.merges.length);
    });
  });
});

describe("one changed cell", () => {
  it("changes its sheet, the texts and nothing else; calculation is asked for", () => {
    const book = openXlsx(full);
    writeCell(book, book.sheet("丙")!, 4, 0, "新的字");
    const after = saveXlsx(book);
    expect(changedParts(full, after)).toEqual(["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet3.xml"]);
    expect(textOf(after, "xl/workbook.xml")).toContain("fullCalcOnLoad");
    expect(plain(openXlsx(after))).toEqual(plain(book));
  });
  it("leaves the bytes of all other cells, and what the sheet has beside", () => {
    const book = openXlsx(full);
    writeCell(book, book.sheet("甲")!, 12, 4, 5);
    const before = textOf(full, "xl/worksheets/sheet1.xml"), after = textOf(saveXlsx(book), "xl/worksheets/sheet1.xml");
    expect(after.replace(/<c r="E13"><v>5<\/v><\/c>|<row r="13"[^>]*>|<\/row>(?=<\/sheetData>)/g, "").length).toBeGreaterThan(before.length - 60);
    for (const tag of ["drawing", "legacyDrawing", "conditionalFormatting", "tableParts", "extLst", "sheetProtection", "cols"]) {
      const piece = new RegExp(`<${tag}[ >].*?(?:</${tag}>|/>)`).exec(before)?.[0];
      expect(piece, tag).toBeDefined();
      expect(after).toContain(piece);
    }
  });
  it("adds looks at the end of the styles, and renumbers none", () => {
    const book = openXlsx(full);
    styleArea(book.sheet("丙")!, at(1, 1), { "fill.color": "#123456", "font.bold": true, "border.EdgeTop.style": "Dash", "border.EdgeTop.weight": "Medium" });
    const after = saveXlsx(book);
    expect(changedParts(full, after)).toEqual(["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet3.xml"]);
    const xfs = (file: Uint8Array): string[] => /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(textOf(file, "xl/styles.xml"))![1]!.match(/<xf .*?(?:\/>|<\/xf>)/gs)!;
    expect(xfs(after).slice(0, xfs(full).length)).toEqual(xfs(full));
    expect(xfs(after)).toHaveLength(xfs(full).length + 1);
    expect(plain(openXlsx(after))).toEqual(plain(book));
    styleArea(book.sheet("丙")!, at(1, 1), { "fill.color": null, "font.bold": false, "border.EdgeTop.style": null });
    expect(changedParts(full, saveXlsx(book))).toEqual([]);
  });
  it("keeps a theme colour that another change of the look does not touch", () => {
    const book = openXlsx(full);
    styleArea(book.sheet("甲")!, at(0, 0), { "font.italic": true });
    expect(textOf(saveXlsx(book), "xl/styles.xml").match(/<i\/>.*?<color theme="4"\/>/)).not.toBeNull();
  });
});

describe("everything changed at once", () => {
  it("comes back, and is good for ExcelJS", async () => {
    const book = openXlsx(full);
    const sheet = book.sheet("甲")!;
    moveRows(book, sheet, 4, 2);
    writeCell(book, sheet, 0, 7, 5);
    sheet.tables[0]!.filter.set(0, { filterOn: "Values", values: ["a", ""] });
    sheet.hyperlinks.set(5, { address: "http://example.org/z", textToDisplay: "q" });
    sheet.merges.push({ top: 30, left: 0, bottom: 31, right: 0 });
    sheet.conditionalFormats.unshift({ id: "q", type: "Custom", areas: [{ top: 0, left: 0, bottom: 3, right: 1 }], formula: '=AND(A1<>"",A1=1)', stopIfTrue: true, format: {
      "font.italic": true, "fill.color": "#FFC7CE", "border.EdgeTop.style": "Dash", "border.EdgeTop.weight": "Thin", "border.EdgeTop.color": "#9C0006", "border.EdgeLeft.style": "Dot", "border.EdgeLeft.weight": "Thin", "border.EdgeLeft.color": "#000000",
    } });
    sheet.validations.push({ area: { top: 40, left: 0, bottom: 41, right: 0 }, rule: { list: { inCellDropDown: true, source: "=$A$1:$A$3" } }, ignoreBlanks: true, errorAlert: null });
    sheet.protection = { protected: true, options: { allowSort: true }, password: "abc" };
    Object.assign(sheet.page, { LeftFooter: "左下", leftMargin: 36, centerHorizontally: true, zoom: { scale: 80 } });
    delete sheet.page["orientation"];
    sheet.rowBreaks = [7];
    sheet.freeze = { rows: 3, columns: 0 };
    sheet.tabColor = "#00FF00";
    sheet.columns.set(5, { size: 90 });
    sheet.columns.set(6, { hidden: true });
    const second = book.sheet("乙 表")!;
    second.visibility = "Visible";
    second.autoFilter!.criteria.set(1, { filterOn: "Values", values: ["2"] });
    for (const row of [2, 3, 4]) second.rows.set(row, { filtered: true });
    book.activate(second);
    book.renameSheet(second, "丁");
    book.settings.set("ledgerReconcile.x", { a: [1, "二"] });
    book.names.set("新", { name: "新", formula: "=丁!$A$1", visible: false, comment: "注" });
    book.structureProtected = true;
    const added = book.addSheet("新");
    ["h1", "h2"].forEach((text, column) => writeCell(book, added, 0, column, text));
    added.tables.push({ id: "t", name: "表新", area: { top: 0, left: 0, bottom: 3, right: 1 }, style: "TableStyleLight1", showHeaders: true, showTotals: false, showBandedRows: false, showFilterButton: true, filter: new Map() });
    book.sheets.reverse();
    const after = saveXlsx(book);
    expect(plain(openXlsx(after))).toEqual(plain(book));
    expect(openXlsx(after).active?.name).toBe("丁");
    expect(changedParts(after, saveXlsx(openXlsx(after)))).toEqual([]);
    expect(opens(openXlsx(after).sheet("甲")!.protection, "abc")).toBe(true);
    const reader = new ExcelJS.Workbook();
    await reader.xlsx.load(after.slice().buffer);
    expect(reader.worksheets.map((one) => [one.name, one.state])).toEqual([["新", "visible"], ["丙", "visible"], ["丁", "visible"], ["甲", "visible"]]);
    expect(reader.getWorksheet("甲")!.getCell("A3").value).toMatchObject({ richText: [{ text: "红" }, { text: "黑" }] });
    expect(reader.getWorksheet("甲")!.getCell("F9").value).toMatchObject({ formula: "E9*2", result: 14 });
    expect(reader.getWorksheet("甲")!.getTable("表A")).toBeDefined();
    expect(changedParts(full, after)).not.toContain("xl/media/image1.png");
  });
});

describe("pieces", () => {
  it("rich texts go with their cells, and go when another text is written", () => {
    const book = openXlsx(full);
    const sheet = book.sheet("甲")!;
    moveRows(book, sheet, 1, 3);
    expect(plain(openXlsx(saveXlsx(book)))).toEqual(plain(book));
    expect(sheet.extras.get(5 * 16_384)?.rich).toContain("FFFF0000");
    sortRows(book, sheet, { top: 5, left: 0, bottom: 6, right: 0 }, 0);
    expect(sheet.extras.get(6 * 16_384)?.rich).toContain("FFFF0000");
    writeCell(book, sheet, 6, 0, "黑");
    expect(openXlsx(saveXlsx(book)).sheet("甲")!.extras.size).toBe(0);
  });
  it("a shared formula is written out where the cell that spells it is gone", () => {
    const book = openXlsx(full);
    const sheet = book.sheet("甲")!;
    expect(sheet.formula(11, 5)).toBe("=E12*2");
    writeCell(book, sheet, 6, 5, 1);
    const after = saveXlsx(book);
    expect(textOf(after, "xl/worksheets/sheet1.xml")).toContain("<f>E12*2</f>");
    expect(textOf(after, "xl/worksheets/sheet1.xml")).not.toContain('t="shared"');
    expect(openXlsx(after).sheet("甲")!.formula(11, 5)).toBe("=E12*2");
  });
  it("a file's password opens its sheet, another does not", () => {
    const { protection } = openXlsx(full).sheet("甲")!;
    expect(["123", "124", undefined].map((password) => opens(protection, password))).toEqual([true, false, false]);
    // CBEB: the hash that Excel writes for this word (ECMA-376 part 4, 14.7.1).
    expect([opens({ protected: true, options: {}, password: null, hash: { password: "CBEB" } }, "test"), opens({ protected: true, options: {}, password: null, hash: { password: "CBEB" } }, "Test")]).toEqual([true, false]);
  });
  it("a default look in a styled column is said, and does not become the column's", () => {
    const book = new WorkbookModel();
    const sheet = book.addSheet("甲");
    styleArea(sheet, { top: 0, left: 0, bottom: 1_048_575, right: 0 }, { "font.bold": true });
    writeCell(book, sheet, 0, 0, "粗");
    styleArea(sheet, at(1, 0), { "font.bold": false });
    const again = openXlsx(saveXlsx(book));
    expect([0, 1, 2].map((row) => again.styles.value(again.sheets[0]!.style(row, 0), "font.bold"))).toEqual([true, false, true]);
    expect(plain(again)).toEqual(plain(book));
  });
  it("a header typed over stays unique text, and the table's column has its name", () => {
    const book = openXlsx(full);
    writeCell(book, book.sheet("甲")!, 0, 7, "数");
    const after = saveXlsx(book);
    expect(book.sheet("甲")!.value(0, 8)).toBe("数2");
    expect([...textOf(after, "xl/tables/table1.xml").matchAll(/<tableColumn [^>]*name="([^"]*)"/g)].map((match) => match[1])).toEqual(["数", "数2"]);
  });
  it("formulas with columns of tables and other workbooks keep both, and follow with the rest", () => {
    const book = openXlsx(full);
    const sheet = book.sheet("丙")!;
    sheet.setFormula(5, 0, "=SUM(表A[数])+表A[[#This Row],[数]]+[1]丙!A9+'[2]x y'!A9+B9*.5");
    sheet.setValue(5, 0, 1);
    moveRows(book, sheet, 7, 1);
    const moved = "=SUM(表A[数])+表A[[#This Row],[数]]+[1]丙!A9+'[2]x y'!A9+B10*.5";
    expect(sheet.formula(5, 0)).toBe(moved);
    sortRows(book, sheet, { top: 5, left: 0, bottom: 6, right: 0 }, 0);
    expect(openXlsx(saveXlsx(book)).sheet("丙")!.formula(5, 0)).toBe(moved);
  });
  it("columns of a table that moved keep their own totals", () => {
    const book = openXlsx(full);
    moveColumns(book, book.sheet("甲")!, 8, 1);
    const xml = textOf(saveXlsx(book), "xl/tables/table1.xml");
    expect([...xml.matchAll(/<tableColumn id="(\d)" name="([^"]*)"/g)].map((match) => match.slice(1))).toEqual([["1", "名"], ["3", "列1"], ["2", "数"]]);
    expect(xml).toContain('ref="H1:J4"');
  });
  it("counts days from 1904 where the file does", () => {
    const file = withParts(full, { "xl/workbook.xml": (text) => text.replace(/<workbookPr[^>]*\/>/, '<workbookPr date1904="1"/>') });
    const book = openXlsx(file);
    const sheet = book.sheet("甲")!;
    expect(shownText(sheet, 3, 0)).toBe("2008年7月6日");
    writeCell(book, sheet, 20, 0, "2004/7/5");
    expect([sheet.value(20, 0), shownText(sheet, 20, 0)]).toEqual([38_173 - 1_462, "2004/7/5"]);
    expect(shownText(openXlsx(saveXlsx(book)).sheet("甲")!, 20, 0)).toBe("2004/7/5");
  });
  it("evaluates the plain kinds of conditional formats and keeps the others", () => {
    const book = openXlsx(full);
    const sheet = book.sheet("甲")!;
    writeCell(book, sheet, 3, 1, 6);
    expect(conditionalFormatsAt(book, sheet, 3, 1).map((format) => format.type)).toEqual(["CellValue", "Custom"]);
    expect(sheet.conditionalFormats.map((format) => format.type)).toEqual(["CellValue", "Custom", "ColorScale", "DataBar"]);
  });
});

describe("what the model does not know", () => {
  it("goes with the rows: comments, their boxes, pictures, ignored errors", () => {
    const file = withParts(full, { "xl/worksheets/sheet1.xml": (text) => text.replace("<drawing ", '<ignoredErrors><ignoredError sqref="C6:C7 C2" numberStoredAsText="1"/></ignoredErrors><drawing ') });
    const book = openXlsx(file);
    const sheet = book.sheet("甲")!;
    moveRows(book, sheet, 4, 2);
    moveRows(book, sheet, 1, -1);
    const after = saveXlsx(book);
    expect(textOf(after, "xl/comments1.xml")).toContain('ref="A12"');
    expect(textOf(after, "xl/drawings/vmlDrawing1.vml")).toContain("<x:Row>11</x:Row>");
    expect(textOf(after, "xl/worksheets/sheet1.xml")).toContain('<ignoredError sqref="C7:C8" numberStoredAsText="1"/>');
    expect(textOf(after, "xl/drawings/drawing1.xml")).toMatch(/<xdr:from>.*?<xdr:row>1<\/xdr:row>/);
    moveRows(book, sheet, 6, -6);
    const gone = saveXlsx(book);
    expect(textOf(gone, "xl/comments1.xml")).not.toContain("<comment ");
    expect(textOf(gone, "xl/worksheets/sheet1.xml")).not.toContain("ignoredErrors");
    expect(plain(openXlsx(gone))).toEqual(plain(book));
  });
  it("charts follow rows and names of sheets", () => {
    const file = withParts(full, { "xl/charts/chart1.xml": "<c:chartSpace xmlns:c=\"c\"><c:f>'乙 表'!$A$1:$A$5</c:f><c:f>丙!$B$2</c:f></c:chartSpace>" });
    const book = openXlsx(file);
    moveRows(book, book.sheet("乙 表")!, 2, 3);
    book.renameSheet(book.sheet("丙")!, "临时");
    book.renameSheet(book.sheet("乙 表")!, "丙");
    book.renameSheet(book.sheet("临时")!, "乙 表");
    expect(textOf(saveXlsx(book), "xl/charts/chart1.xml")).toContain("<c:f>'丙'!$A$1:$A$8</c:f><c:f>'乙 表'!$B$2</c:f>");
  });
  it("rules of Excel 2010 keep their place in the order, and their parts", () => {
    const x14 = '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" priority="1" id="{1}"><xm:f>乙!$A$1&gt;1</xm:f><x14:dxf><fill><patternFill><bgColor rgb="FF112233"/></patternFill></fill></x14:dxf></x14:cfRule><xm:sqref>B2:B9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>';
    const other = '<ext uri="{OTHER}" xmlns:z="urn:z"><z:thing a="1"/></ext>';
    const file = withParts(full, { "xl/worksheets/sheet3.xml": (text) => text.replace("</worksheet>", `<extLst>${x14}${other}</extLst></worksheet>`) });
    const book = openXlsx(file);
    const sheet = book.sheet("丙")!;
    expect(sheet.conditionalFormats).toMatchObject([{ type: "Custom", formula: "=乙!$A$1>1", format: { "fill.color": "#112233" } }]);
    sheet.conditionalFormats.unshift({ id: "q", type: "Custom", areas: [at(0, 0)], formula: "=A1=1", stopIfTrue: false, format: { "font.bold": true } });
    const after = saveXlsx(book);
    expect(textOf(after, "xl/worksheets/sheet3.xml")).toContain(other);
    expect(textOf(after, "xl/worksheets/sheet3.xml")).toContain('<x14:cfRule type="expression" priority="2" id="{1}">');
    const again = openXlsx(after);
    expect(plain(again)).toEqual(plain(book));
    again.sheet("丙")!.conditionalFormats.shift();
    expect(plain(openXlsx(saveXlsx(again)))).toEqual(plain(openXlsx(file)));
  });
});

describe("settings of the add-in", () => {
  const OTHER = `<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/2010/11" id="{1}"><we:reference id="wa1" version="1" store="zh-CN" storeType="OMEX"/><we:properties><we:property name="k" value="1"/></we:properties></we:webextension>`;
  it("lie in a web extension of its own, which goes with the last of them", () => {
    const book = openXlsx(full);
    book.settings.set("任意", "Date(1)");
    const after = saveXlsx(book);
    expect(textOf(after, "xl/webextensions/webextension1.xml")).toContain('<we:property name="任意" value="&quot;Date(1)&quot;"/>');
    const again = openXlsx(after);
    expect([...again.settings]).toEqual([["任意", "Date(1)"]]);
    again.settings.clear();
    expect(changedParts(full, saveXlsx(again))).toEqual([]);
  });
  it("do not touch those of other add-ins", () => {
    const relations = (type: string, target: string): string => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2011/relationships/${type}" Target="${target}"/></Relationships>`;
    const file = withParts(full, {
      "xl/webextensions/webextension1.xml": OTHER,
      "xl/webextensions/taskpanes.xml": '<wetp:taskpanes xmlns:wetp="http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11"><wetp:taskpane visibility="1"><wetp:webextensionref xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></wetp:taskpane></wetp:taskpanes>',
      "xl/webextensions/_rels/taskpanes.xml.rels": relations("webextension", "webextension1.xml"),
      "_rels/.rels": (text) => text.replace("</Relationships>", '<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" Target="xl/webextensions/taskpanes.xml"/></Relationships>'),
    });
    const book = openXlsx(file);
    expect(book.settings.size).toBe(0);
    book.settings.set("ledgerReconcile.written", { version: 1 });
    const after = saveXlsx(book);
    expect(textOf(after, "xl/webextensions/webextension1.xml")).toBe(OTHER);
    expect([...openXlsx(after).settings.keys()]).toEqual(["ledgerReconcile.written"]);
    const cleared = openXlsx(after);
    cleared.settings.clear();
    expect(plain(openXlsx(saveXlsx(cleared)))).toEqual(plain(openXlsx(file)));
    expect(textOf(saveXlsx(cleared), "xl/webextensions/webextension1.xml")).toBe(OTHER);
  });
  it("are those of the add-in in our manifest", () => {
    expect(readFileSync(join(root, "manifest.xml"), "utf8")).toContain(`<Id>${ADD_IN_ID}</Id>`);
  });
});

describe("sheets", () => {
  it("deleted ones leave nothing behind: texts, comments, pictures, tables, names", () => {
    const book = openXlsx(full);
    book.deleteSheet(book.sheet("甲")!);
    const after = saveXlsx(book);
    expect(Object.keys(partsOf(after)).filter((name) => /comments|drawing|media|table|sheet1\.xml/.test(name))).toEqual([]);
    expect(textOf(after, "xl/workbook.xml")).not.toMatch(/Print_Area|甲/);
    expect(textOf(after, "docProps/app.xml")).not.toContain("甲");
    expect(textOf(full, "xl/sharedStrings.xml")).toContain("标题");
    expect(textOf(after, "xl/sharedStrings.xml")).not.toContain("标题");
    expect(plain(openXlsx(after))).toEqual(plain(book));
  });
  it("an empty workbook has one, and saves to a file", () => {
    const book = emptyWorkbook();
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(["Sheet1"]);
    writeCell(book, book.sheets[0]!, 0, 0, "字");
    expect(plain(openXlsx(saveXlsx(book)))).toEqual(plain(book));
  });
});
