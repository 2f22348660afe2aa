/** The page's grid without a browser: where cells are, where keys lead, what a sort means. */
import { describe, expect, it } from "vitest";
import { cellView } from "../../simulator/page/grid/cell-view.js";
import { AutoHeights } from "../../simulator/page/grid/auto-heights.js";
import { columnWidth, revealOffset, rowHeight, shownExtent, trackAt, usedExtent } from "../../simulator/page/grid/layout.js";
import { mergesOf } from "../../simulator/page/grid/merges.js";
import { currentRegion, headerRowsOf, sortBody, sortRegion } from "../../simulator/page/grid/region.js";
import { jump, nextInside, page, step, wholeMerges } from "../../simulator/page/grid/selection.js";
import { fromTabbedText, toTabbedText } from "../../simulator/page/grid/text-table.js";
import { pageOptions } from "../../simulator/page/options.js";
import { resultName } from "../../simulator/page/book/files.js";
import { parseAddress } from "../../simulator/model/address.js";
import type { SheetModel } from "../../simulator/model/sheet.js";
import type { Scalar } from "../../simulator/model/typed-value.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";

const EXTENT = { rows: 1_000, columns: 100 };

function sheetOf(...rows: readonly (readonly (Scalar | null)[])[]): SheetModel {
  const sheet = new WorkbookModel().addSheet("表");
  rows.forEach((cells, row) => cells.forEach((value, column) => value !== null && sheet.setValue(row, column, value)));
  return sheet;
}

const area = (text: string) => parseAddress(text)!.area;
const at = (text: string) => ({ row: area(text).top, column: area(text).left });

describe("sizes", () => {
  it("are pixels of points, and nothing where hidden", () => {
    const sheet = sheetOf(["a"]);
    sheet.rows.set(1, { size: 30 });
    sheet.rows.set(2, { size: 30, hidden: true });
    sheet.rows.set(3, { filtered: true });
    sheet.columns.set(1, { size: 90 });
    sheet.columns.set(2, { hidden: true });
    expect([0, 1, 2, 3].map((row) => rowHeight(sheet, row))).toEqual([19, 40, 0, 0]);
    expect([0, 1, 2].map((column) => columnWidth(sheet, column))).toEqual([64, 120, 0]);
  });

  it("grow with wrapped text and large letters, not with what is merged over columns", () => {
    const sheet = sheetOf(["标题", "短"], ["很长的一段文字，要分几行才放得下，行高随着它变高", "短"]);
    const style = (more: Record<string, string | number | boolean>): number => sheet.table.intern(more);
    sheet.setStyle(0, 0, style({ "font.size": 20 }));
    sheet.setStyle(1, 0, style({ wrapText: true }));
    const heights = new AutoHeights(sheet, () => 64, 19);
    expect(heights.of(0)).toBe(Math.ceil(((20 * 4) / 3) * 1.25) + 1);
    expect(heights.of(1)).toBeGreaterThan(19 * 4);
    expect(heights.of(2)).toBe(19);
    sheet.merges = [area("A2:B2")];
    expect(new AutoHeights(sheet, () => 64, 19).of(1)).toBe(19);
  });

  it("show what is used and some empty space, and make room when a cell beyond is reached", () => {
    const sheet = sheetOf(...Array.from({ length: 200 }, () => [1, 2, 3]));
    expect(usedExtent(sheet)).toEqual({ rows: 200, columns: 3 });
    expect(shownExtent(usedExtent(sheet), { row: 0, column: 0 })).toEqual({ rows: 220, columns: 26 });
    const far = shownExtent(usedExtent(sheet), { row: 5_000, column: 400 });
    expect(far.rows).toBeGreaterThan(5_000);
    expect(far.columns).toBeGreaterThan(400);
    expect(shownExtent({ rows: 1_048_576, columns: 16_384 }, { row: 0, column: 0 })).toEqual({ rows: 1_048_576, columns: 16_384 });
  });
});

describe("scrolling to a cell", () => {
  it("moves as little as needed", () => {
    expect(revealOffset({ start: 300, end: 320 }, 100, 400, 40)).toBe(100);
    expect(revealOffset({ start: 600, end: 620 }, 100, 400, 40)).toBe(220);
    expect(revealOffset({ start: 100, end: 120 }, 100, 400, 40)).toBe(60);
  });

  it("does not scroll for frozen cells, and shows the beginning of what is larger than the view", () => {
    expect(revealOffset({ start: 0, end: 40 }, 100, 400, 40)).toBe(100);
    expect(revealOffset({ start: 1_000, end: 2_000 }, 100, 400, 40)).toBe(960);
  });

  it("brings what others point at into the middle, unless it is seen already", () => {
    expect(revealOffset({ start: 300, end: 320 }, 100, 400, 40, true)).toBe(100);
    const offset = revealOffset({ start: 5_000, end: 5_020 }, 100, 400, 40, true);
    expect(5_010 - offset).toBe(40 + 180);
  });

  it("finds the row under a point, frozen or scrolled", () => {
    const starts = (index: number): number => index * 20;
    expect(trackAt(starts, 100, 50, 0, 0, 0)).toBe(2);
    expect(trackAt(starts, 100, 50, 1_000, 0, 0)).toBe(52);
    expect(trackAt(starts, 100, 50, 1_000, 3, 60)).toBe(2);
    expect(trackAt(starts, 100, 70, 1_000, 3, 60)).toBe(53);
    expect(trackAt(starts, 100, 90_000, 0, 0, 0)).toBe(99);
    expect(trackAt(starts, 100, -500, 40, 0, 0)).toBe(0);
  });
});

describe("keys", () => {
  it("step over hidden rows and columns, and over a merge as over one cell", () => {
    const sheet = sheetOf(["a", "b", "c"]);
    sheet.rows.set(1, { hidden: true });
    sheet.columns.set(1, { hidden: true });
    expect(step(sheet, at("A1"), "down", EXTENT)).toEqual(at("A3"));
    expect(step(sheet, at("A1"), "right", EXTENT)).toEqual(at("C1"));
    expect(step(sheet, at("A1"), "up", EXTENT)).toEqual(at("A1"));
    sheet.merges = [area("A4:A6")];
    expect(step(sheet, at("A4"), "down", EXTENT)).toEqual(at("A7"));
  });

  it("jump to the end of filled cells, to the next filled one, to the last of the sheet", () => {
    const sheet = sheetOf(["a"], ["a"], ["a"], [null], [null], ["a"]);
    const used = { rows: 6, columns: 1 };
    expect(jump(sheet, at("A1"), "down", used)).toEqual(at("A3"));
    expect(jump(sheet, at("A3"), "down", used)).toEqual(at("A6"));
    expect(jump(sheet, at("A6"), "up", used)).toEqual(at("A3"));
    expect(jump(sheet, at("A6"), "down", EXTENT)).toEqual(at("A1000"));
  });

  it("turn pages by what fits", () => {
    const sheet = sheetOf(["a"]);
    expect(page(sheet, at("A1"), "down", EXTENT, () => 20, 200)).toEqual(at("A11"));
    expect(page(sheet, at("A11"), "up", EXTENT, () => 20, 200)).toEqual(at("A1"));
    expect(page(sheet, at("A1"), "down", EXTENT, () => 900, 200)).toEqual(at("A2"));
  });

  it("go round in a selection, past merged and hidden cells", () => {
    const sheet = sheetOf(["a"]);
    expect(nextInside(sheet, area("B2:C3"), at("C2"), "right")).toEqual(at("B3"));
    expect(nextInside(sheet, area("B2:C3"), at("C3"), "right")).toEqual(at("B2"));
    expect(nextInside(sheet, area("B2:C3"), at("B3"), "down")).toEqual(at("C2"));
    sheet.merges = [area("B2:B3")];
    sheet.columns.set(2, { hidden: true });
    expect(nextInside(sheet, area("B2:D3"), at("B2"), "down")).toEqual(at("D2"));
  });

  it("never cut a merge", () => {
    const sheet = sheetOf(["a"]);
    sheet.merges = [area("B2:C3"), area("C3:D4")];
    expect(wholeMerges(sheet, area("A1:B2"))).toEqual(area("A1:D4"));
  });

  it("find merges by row, also tall ones, also after the list has grown", () => {
    const sheet = sheetOf(["a"]);
    sheet.merges = [area("A1:B2"), area("D1:D9000")];
    expect(mergesOf(sheet).inRow(1)).toHaveLength(2);
    expect(mergesOf(sheet).inRow(5_000)).toEqual([area("D1:D9000")]);
    sheet.merges.push(area("A4:A5"));
    expect(mergesOf(sheet).inRow(3)).toHaveLength(2);
  });
});

describe("what a sort means", () => {
  const list = sheetOf(["姓名", "年龄"], ["张三", 30], ["李四", 25], ["王五", 41]);

  it("takes the block around the cell and one row of header above numbers", () => {
    expect(currentRegion(list, at("B3"))).toEqual(area("A1:B4"));
    const region = sortRegion(list, at("B3"), area("B3"))!;
    expect(region).toMatchObject({ kind: "block", headerRows: 1, sure: true });
    expect(sortBody(region)).toEqual(area("A2:B4"));
  });

  it("takes merged header rows and the row of column numbers out, but asks", () => {
    const sheet = sheetOf(["某村台账", null, null], ["编号", "姓名", "子女"], [null, null, "男"], [1, 2, 3], [1, "张三", 0], [2, "李四", 1]);
    sheet.merges = [area("A1:C1"), area("A2:A3"), area("B2:B3")];
    const region = sortRegion(sheet, at("B5"), area("B5"))!;
    expect(region).toMatchObject({ headerRows: 4, sure: false });
    expect(region.area).toEqual(area("A1:C6"));
  });

  it("asks where everything is text", () => {
    expect(headerRowsOf(sheetOf(["a", "b"], ["c", "d"], ["e", "f"]), area("A1:B3"))).toEqual({ rows: 1, sure: false });
  });

  it("sorts a table without its header and totals, whatever is around it", () => {
    const sheet = sheetOf(["x", "y"], [1, 2], [3, 4], ["合计", 6]);
    sheet.tables.push({ id: "t", name: "表1", area: area("A1:B4"), style: "", showHeaders: true, showTotals: true, showBandedRows: true, showFilterButton: true, filter: new Map() });
    const region = sortRegion(sheet, at("A2"), area("A2"))!;
    expect(region).toMatchObject({ kind: "table", sure: true });
    expect(sortBody(region)).toEqual(area("A2:B3"));
  });

  it("has nothing to sort in a single row or an empty place", () => {
    expect(sortRegion(list, at("H20"), area("H20"))).toBeNull();
    expect(sortRegion(sheetOf(["a", "b"]), at("A1"), area("A1"))).toBeNull();
  });
});

describe("the clipboard", () => {
  it("brings back what it took, with tabs, quotes and line breaks in cells", () => {
    const rows = [["a", "b\tc"], ['5" 管', "x\ny"], ["", "末"]];
    expect(fromTabbedText(toTabbedText(rows))).toEqual(rows);
  });

  it("reads what Excel writes", () => {
    expect(fromTabbedText("a\tb\r\n1\t2\r\n")).toEqual([["a", "b"], ["1", "2"]]);
    expect(fromTabbedText('"x\ny"\tz\r\n')).toEqual([["x\ny", "z"]]);
    expect(fromTabbedText("一格")).toEqual([["一格"]]);
  });
});

describe("the page's address and file names", () => {
  it("says which Excel, language and look are meant; nonsense means the usual", () => {
    expect(pageOptions("?profile=oldest&locale=en-US&theme=dark&latency=30&pane=closed&book=/a.xlsx")).toMatchObject({ book: "/a.xlsx", language: "en", theme: "dark", latency: 30, paneOpen: false, profile: { excelApi: 9, locale: "en-US" } });
    expect(pageOptions("?profile=toString&theme=pink&latency=-1")).toMatchObject({ book: null, language: "zh", theme: "light", latency: 0, paneOpen: true, profile: { excelApi: 17, locale: "zh-CN" } });
  });

  it("names results after the workbook, once", () => {
    expect(resultName("台账.xls", "核对")).toBe("台账-核对.xlsx");
    expect(resultName("台账-核对.xlsx", "核对")).toBe("台账-核对.xlsx");
    expect(resultName("工作簿2.xlsx", "")).toBe("工作簿2.xlsx");
  });
});

describe("lines of conditional formats", () => {
  it("frame an empty cell over its own lines, and its neighbours leave them in sight", () => {
    const book = new WorkbookModel();
    const sheet = book.addSheet("表");
    const thin = Object.fromEntries(["Top", "Bottom", "Left", "Right"].flatMap((side) => [[`border.Edge${side}.style`, "Continuous"], [`border.Edge${side}.weight`, "Thin"], [`border.Edge${side}.color`, "#000000"]]));
    for (let row = 0; row < 4; row++) for (let column = 0; column < 4; column++) sheet.setStyle(row, column, sheet.table.intern(thin));
    const dashed = Object.fromEntries(["Top", "Bottom", "Left", "Right"].flatMap((side) => [[`border.Edge${side}.style`, "Dash"], [`border.Edge${side}.weight`, "Thin"], [`border.Edge${side}.color`, "#9C0006"]]));
    sheet.conditionalFormats.push({ id: "1", type: "Custom", areas: [area("B2")], formula: '=B2=""', stopIfTrue: false, format: { "fill.color": "#FBD5D1", ...dashed } });
    const lines = (place: string): string[] => {
      const { row, column } = at(place);
      const { style } = cellView(book, sheet, row, column, 64);
      return [style.borderTopStyle, style.borderRightStyle, style.borderBottomStyle, style.borderLeftStyle].map(String);
    };
    expect(lines("B2")).toEqual(["dashed", "dashed", "dashed", "dashed"]);
    expect([lines("B3"), lines("C2")]).toEqual([["dashed", "solid", "solid", "solid"], ["solid", "solid", "solid", "dashed"]]);
    expect(lines("C3")).toEqual(["solid", "solid", "solid", "solid"]);
    expect(["B2", "B3"].map((place) => cellView(book, sheet, at(place).row, at(place).column, 64).frame)).toEqual(["dashed", ""]);
    sheet.setValue(1, 1, "已婚");
    expect([...lines("B2"), ...lines("B3"), cellView(book, sheet, 1, 1, 64).frame]).toEqual([...Array<string>(8).fill("solid"), ""]);
    sheet.setValue(1, 1, null);
    sheet.merges = [area("B1:B2")];
    expect(lines("B3")).toEqual(["solid", "solid", "solid", "solid"]);
  });
});
