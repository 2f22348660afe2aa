import { describe, expect, it } from "vitest";
import { PROFILES } from "../../simulator/host/profile.js";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { writeCell } from "../../simulator/model/cells.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import { filterRows } from "../../simulator/model/filters.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import type { Selection, WorkbookChange, WorkbookEdits } from "../../src/host/workbook-host.js";
import type { ColumnMarks, ReportSheet } from "../../src/model.js";
import { bookOf, gridOf, setUp, settle } from "./setup.js";

const LEDGER = gridOf("手工台帐", [
  ["手工台帐"],
  ["姓名", "身份证号码", "出生日期", "孩数"],
  ["王芳", "430203197503041234", { kind: "date", value: 27457, shown: "1975/3/4" }, 1],
  ["李娜", "430203197806121228", { kind: "date", value: 28653, shown: "1978/6/12" }, 2],
  ["张敏", "430203198001019876", { kind: "error", value: "#N/A", shown: "#N/A" }, 1],
  ["张敏", "", "1980.1.1", 0],
], { merges: [{ top: 0, left: 0, bottom: 0, right: 3 }] });

const MARKS: ColumnMarks[] = [
  { sheet: "手工台帐", column: 2, keyColumns: [0, 1], rows: [2, 5], marks: [{ row: 3, level: "high" }, { row: 4, level: "low" }] },
  { sheet: "手工台帐", column: 3, keyColumns: [0, 1], rows: [2, 5], marks: [{ row: 2, level: "middle" }] },
];

const LIST: ReportSheet = {
  name: "差异清单",
  rows: [
    [{ value: "差异清单", look: "title" }],
    [{ value: "编号", look: "head" }, { value: "姓名", look: "head" }, { value: "位置", look: "head" }, { value: "人数", look: "head" }],
    [{ value: "001", look: "body" }, { value: "王芳", look: "bodyWrap" }, { value: "手工台帐 C4", look: "link", link: { sheet: "手工台帐", address: "C4" } }, { value: 3, look: "number" }],
    [{ value: "=1+1", look: "body" }, { value: "2004-3-5", look: "body" }, { value: "汇总", look: "link", link: { sheet: "汇总", address: "A1" } }, { value: 0.5, look: "percent" }],
    null,
    ["430203197503041234", "TRUE", 12],
  ],
  widths: [8, 10, 20], heights: new Map([[0, 30]]), merges: [{ top: 0, left: 0, bottom: 0, right: 2 }], freezeRows: 2, gridLines: false,
  table: { name: "差异", area: { top: 1, left: 0, bottom: 3, right: 3 } },
  print: { orientation: "landscape", repeatRows: [1, 1], fitToWidth: true, breaks: [4], footer: "&L左&P / &N", margins: { side: 0.4, top: 0.5, bottom: 0.5 } },
  choices: [{ area: { top: 2, left: 1, bottom: 3, right: 1 }, values: ["已改", "无误"] }], hiddenColumns: [3],
};
const SUMMARY: ReportSheet = { name: "汇总", rows: [["一致", 2871]], widths: [10], hidden: "veryHidden" };
const EDITS: WorkbookEdits = { grids: [LEDGER], marks: MARKS, sheets: [LIST, SUMMARY] };

function marked(book: WorkbookModel, name = "手工台帐"): string[] {
  const sheet = book.sheet(name)!;
  const found: string[] = [];
  for (let row = 0; row < 12; row++) for (let column = 0; column < 6; column++) if (conditionalFormatsAt(book, sheet, row, column).length > 0) found.push(`${String(sheet.value(row, 0))}:${column}`);
  return found.sort();
}

describe("reading", () => {
  it("gives back the grid that was loaded", async () => {
    const { host } = await setUp(bookOf(LEDGER, gridOf("空", [])));
    const { grids, warnings } = await host.readGrids();
    const before = { ...LEDGER, rows: LEDGER.rows.map((row) => row.map((cell) => (cell === "" ? null : cell))) };
    expect(grids).toEqual([before, gridOf("空", [])]);
    expect(warnings).toEqual([]);
  });

  it("knows workbooks that count days from 1904, and marks their dates", async () => {
    const book = bookOf(gridOf("甲", [["姓名", "出生日期"], ["王芳", 0], ["李娜", 0]]));
    const sheet = book.sheet("甲")!;
    book.date1904 = sheet.date1904 = true;
    for (const row of [1, 2]) writeCell(book, sheet, row, 1, `1975/3/${row}`);
    const { host } = await setUp(book);
    const { grids } = await host.readGrids();
    expect(grids[0]!.rows[1]).toEqual(["王芳", { kind: "date", value: 27_454, shown: "1975/3/1" }]);
    await host.apply({ grids, sheets: null, marks: [{ sheet: "甲", column: 1, keyColumns: [0], rows: [1, 2], marks: [{ row: 1, level: "high" }] }] });
    expect(marked(book, "甲")).toEqual(["王芳:1"]);
    expect(await host.select({ sheet: "甲", address: "A9", row: [{ column: 1, text: "1975/3/2" }] })).toEqual({ outcome: "selected", address: "A3" });
  });

  it("says hidden and filtered rows and hidden sheets, and that an old Excel does not know merged cells", async () => {
    const book = bookOf(LEDGER, { ...gridOf("旧", [["甲"]]), hidden: true });
    const sheet = book.sheet("手工台帐")!;
    sheet.rows.set(3, { hidden: true });
    filterRows(sheet, { top: 1, left: 0, bottom: 5, right: 3 }, 0, ["王芳", "李娜"]);
    const { host } = await setUp(book, PROFILES.oldest);
    const { grids, warnings } = await host.readGrids();
    expect(grids[0]!.hiddenRows).toEqual([3, 4, 5]);
    expect(grids[1]!.hidden).toBe(true);
    expect(grids[0]!.merges).toEqual([]);
    expect(warnings.map((warning) => warning.code)).toEqual(["mergesUnknown"]);
  });

  it("reads large sheets in blocks below 5 MB, near as few as there can be", async () => {
    const text = "某某村某某组某某人";
    const rows = Array.from({ length: 12_000 }, (_, row) => Array.from({ length: 20 }, (_, column) => (column % 5 === 0 ? row * 20 + column : text + row)));
    const { host, excel } = await setUp(bookOf(gridOf("甲", rows), gridOf("乙", rows.slice(0, 3_000))), PROFILES.web);
    excel.log.clear();
    const { grids } = await host.readGrids();
    expect(grids.map((grid) => grid.rows.length)).toEqual([12_000, 3_000]);
    expect(grids[0]!.rows[11_999]).toEqual(rows[11_999]);
    const bytes = excel.log.own.reduce((sum, entry) => sum + entry.bytesOut, 0);
    expect(excel.log.largest).toBeLessThan(5 * 1024 * 1024);
    expect(excel.log.own.length).toBeLessThanOrEqual(Math.ceil(1.2 * (bytes / 5_242_880)) + 6);
    expect(excel.log.own.every((entry) => entry.error === null)).toBe(true);
  });

  it("halves a block that Excel refuses, and goes on where rows grow", async () => {
    const rows = Array.from({ length: 4_000 }, (_, row) => [row < 100 ? "短" : "长".repeat(900), "乙"]);
    const { host, excel } = await setUp(bookOf(gridOf("甲", rows)), PROFILES.web);
    const { grids } = await host.readGrids();
    expect(grids[0]!.rows).toEqual(rows);
    expect(excel.log.own.some((entry) => entry.error === "ResponsePayloadSizeLimitExceeded")).toBe(true);
  });

  it("reads a sheet with a stray cell in the last column, and rows of which few fit into an answer", async () => {
    const book = bookOf(gridOf("甲", Array.from({ length: 120 }, (_, row) => [`行${row}`])), gridOf("乙", Array.from({ length: 70 }, (_, row) => ["长".repeat(20_000), "文".repeat(30_000), row])));
    writeCell(book, book.sheet("甲")!, 3, 16_383, "远");
    const { host, excel } = await setUp(book, PROFILES.web);
    const { grids } = await host.readGrids();
    expect([grids[0]!.rows.length, grids[0]!.rows[3]!.length, grids[0]!.rows[3]![16_383]]).toEqual([120, 16_384, "远"]);
    expect([grids[1]!.rows.length, grids[1]!.rows[69]]).toEqual([70, ["长".repeat(20_000), "文".repeat(30_000), 69]]);
    expect(excel.log.own.length).toBeLessThan(20);
  });

  it("reads a column that is used down to the last row", async () => {
    const book = bookOf(gridOf("甲", [["头"]]));
    writeCell(book, book.sheet("甲")!, 1_048_575, 0, "尾");
    const { host } = await setUp(book);
    const { rows } = (await host.readGrids()).grids[0]!;
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([1_048_576, ["头"], ["尾"]]);
  });

  it("stops when cancelled", async () => {
    const { host } = await setUp(bookOf(LEDGER));
    const stop = new AbortController();
    stop.abort();
    await expect(host.readGrids({ signal: stop.signal })).rejects.toMatchObject({ code: "cancelled", message: "已取消。" });
  });
});

describe("marks", () => {
  it("sit on the cells, stay with their rows, and go when the value is corrected", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    const sheet = book.sheet("手工台帐")!;
    const result = await host.apply({ ...EDITS, sheets: [] });
    expect(result).toMatchObject({ marked: 3, skipped: [] });
    const all = ["张敏:2", "李娜:2", "王芳:3"];
    expect(marked(book)).toEqual(all);
    sortRows(book, sheet, { top: 2, left: 0, bottom: 5, right: 3 }, 1, true);
    expect(marked(book)).toEqual(all);
    moveRows(book, sheet, 3, 2);
    expect(marked(book)).toEqual(all);
    const row = sheet.values.findIndex((cells) => cells[0] === "李娜");
    writeCell(book, sheet, row, 2, "1978/6/21");
    expect(marked(book)).toEqual(["张敏:2", "王芳:3"]);
  });

  it("differ in more than colour", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    await host.apply({ ...EDITS, sheets: [] });
    const looks = book.sheet("手工台帐")!.conditionalFormats.map(({ format }) => [format["font.bold"], format["font.italic"], format["font.underline"]].join());
    expect(new Set(looks).size).toBe(3);
    // An empty cell shows none of these: the line around it does.
    const lines = book.sheet("手工台帐")!.conditionalFormats.map(({ format }) => ["Top", "Bottom", "Left", "Right"].map((side) => format[`border.Edge${side}.style`]));
    expect(lines.map((sides) => new Set(sides).size)).toEqual([1, 1, 1]);
    expect(new Set(lines.map(([style]) => style))).toEqual(new Set(["Continuous", "Dash", "Dot"]));
  });

  it("are not put where two rows cannot be told apart, nor on protected sheets; both are said", async () => {
    const twins = gridOf("甲", [["姓名"], ["王芳", "x"], ["王芳", "x"]]);
    const book = bookOf(twins, LEDGER);
    book.sheet("手工台帐")!.protection.protected = true;
    const { host } = await setUp(book);
    const before = snapshot(book);
    const result = await host.apply({ grids: [twins, LEDGER], sheets: [], marks: [{ sheet: "甲", column: 1, keyColumns: [0], rows: [1, 2], marks: [{ row: 1, level: "high" }] }, ...MARKS] });
    expect(result.marked).toBe(0);
    expect(result.skipped.map(({ code, sheet, count }) => [code, sheet, count])).toEqual([["ambiguousRow", "甲", 1], ["protectedSheet", "手工台帐", 3]]);
    expect(result.skipped[1]!.message).toContain("撤消工作表保护");
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });

  it("mean signs that MATCH would take for wildcards as they are", async () => {
    const grid = gridOf("甲", [["姓名", "电话"], ["王*", "138?"], ["王芳", "1380"], ["李~娜", "1"]]);
    const { host, book } = await setUp(bookOf(grid));
    await host.apply({ grids: [grid], sheets: [], marks: [{ sheet: "甲", column: 1, keyColumns: [0], rows: [1, 3], marks: [{ row: 1, level: "high" }, { row: 3, level: "high" }] }] });
    expect(marked(book, "甲")).toEqual(["李~娜:1", "王*:1"]);
  });

  it("of a row whose key is an error are put, and not on another row with an error", async () => {
    const error = { kind: "error" as const, value: "#N/A", shown: "#N/A" };
    const grid = gridOf("甲", [["姓名", "孩数"], [error, 1], [error, 2], ["王芳", 1]]);
    const { host, book } = await setUp(bookOf(grid));
    expect(await host.apply({ grids: [grid], sheets: null, marks: [{ sheet: "甲", column: 1, keyColumns: [0], rows: [1, 3], marks: [{ row: 1, level: "high" }] }] })).toMatchObject({ marked: 1, skipped: [] });
    const sheet = book.sheet("甲")!;
    expect([1, 2, 3].filter((row) => conditionalFormatsAt(book, sheet, row, 1).length > 0)).toEqual([1]);
  });

  it("20,000 scattered cells need few requests, none above the limit", async () => {
    const grids = Array.from({ length: 9 }, (_, s) => gridOf(`册${s}`, Array.from({ length: 4_000 }, (_, row) => [`人${s}-${row}`, `号${row}`, row])));
    const { host, excel } = await setUp(bookOf(...grids), PROFILES.web);
    const marks = grids.flatMap((grid): ColumnMarks[] => [1, 2].map((column) => ({
      sheet: grid.sheet, column, keyColumns: [0, 1], rows: [0, 3_999], marks: Array.from({ length: 1_112 }, (_, n) => ({ row: (n * 7 + column) % 4_000, level: (["high", "middle", "low"] as const)[n % 3]! })),
    })));
    excel.log.clear();
    const { marked: count } = await host.apply({ grids, marks, sheets: [] });
    expect(count).toBe(9 * 2 * 1_112);
    expect(excel.log.own.length).toBeLessThanOrEqual(40);
    expect(excel.log.largest).toBeLessThan(5 * 1024 * 1024);
  });
});

describe("report sheets", () => {
  it("are written with values as said, links, table, looks and page layout", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    const { sheets } = await host.apply({ ...EDITS, marks: [] });
    expect([...sheets]).toEqual([["差异清单", "差异清单"], ["汇总", "汇总"]]);
    const sheet = book.sheet("差异清单")!;
    // What Excel would take for numbers, dates, formulas or logical values stays text.
    expect(sheet.values.slice(2, 6).map((row) => row.slice(0, 3))).toEqual([["001", "王芳", "手工台帐 C4"], ["=1+1", "2004-3-5", "汇总"], [], ["430203197503041234", "TRUE", 12]]);
    expect(sheet.formula(2, 2)).toBe(`=HYPERLINK("#'手工台帐'!C4","手工台帐 C4")`);
    expect(sheet.tables).toMatchObject([{ name: "差异", area: { top: 1, left: 0, bottom: 3, right: 3 }, showBandedRows: false }]);
    expect(book.styles.get(sheet.style(1, 0))).toMatchObject({ "font.bold": true, "fill.color": "#E7E6E6", wrapText: true, "border.EdgeTop.style": "Continuous" });
    expect(book.styles.value(sheet.style(3, 3), "numberFormat")).toBe("0.0%");
    expect(sheet.freeze).toEqual({ rows: 2, columns: 0 });
    expect(sheet.page).toMatchObject({ orientation: "Landscape", titleRows: "2:2", zoom: { horizontalFitToPages: 1 }, LeftFooter: "左&P / &N", leftMargin: 28.8 });
    expect(sheet).toMatchObject({ rowBreaks: [4], showGridlines: false, merges: [{ top: 0, left: 0, bottom: 0, right: 2 }], validations: [{ rule: { list: { source: "已改,无误" } } }] });
    expect([sheet.rows.get(0), sheet.columns.get(3)?.hidden]).toEqual([{ size: 30 }, true]);
    expect(book.sheet("汇总")!.visibility).toBe("VeryHidden");
  });

  it("too large for one request go in blocks; a block that Excel refuses is halved", async () => {
    const rows = Array.from({ length: 9_000 }, (_, row) => [{ value: `编号${row}`, look: row % 3 === 0 ? "badgeHigh" as const : "body" as const }, "说明".repeat(40), row]);
    const sheet: ReportSheet = { name: "差异清单", rows, widths: [10, 30, 8], table: { name: "差异", area: { top: 0, left: 0, bottom: 8_999, right: 2 } }, hidden: "hidden" };
    const { host, book, excel } = await setUp(bookOf(LEDGER), PROFILES.web);
    const before = JSON.stringify(snapshot(book));
    excel.faults.restart();
    await host.apply({ grids: [], marks: [], sheets: [sheet] });
    const requests = excel.faults.seen;
    const written = JSON.stringify(snapshot(book));
    expect(excel.log.largest).toBeLessThan(5 * 1024 * 1024);
    const made = book.sheet("差异清单")!;
    expect([made.value(8_999, 0), made.value(8_999, 2), made.visibility, made.tables.length]).toEqual(["编号8999", 8_999, "Hidden", 1]);
    expect([2_997, 2_998].map((row) => book.styles.value(made.style(row, 0), "font.bold"))).toEqual([true, false]);
    await host.clear("run");
    expect(JSON.stringify(snapshot(book)) === before).toBe(true);
    let halved = false;
    for (let n = 4; n < requests; n++) {
      excel.faults.restart().at(n, { kind: "refuse", code: "RequestPayloadSizeLimitExceeded" });
      const done = await host.apply({ grids: [], marks: [], sheets: [sheet] }).then(() => true, () => false);
      excel.faults.restart();
      if (done) expect(JSON.stringify(snapshot(book)) === written).toBe(true);
      halved ||= done;
      await host.clear("run");
      expect(JSON.stringify(snapshot(book)) === before).toBe(true);
    }
    expect(halved).toBe(true);
  });

  it("take another name where the user has one, and links follow", async () => {
    const { host, book } = await setUp(bookOf(gridOf("汇总", [["我的"]])));
    const { sheets } = await host.apply({ ...EDITS, marks: [] });
    expect(sheets.get("汇总")).toBe("汇总(2)");
    expect(book.sheet("差异清单")!.formula(3, 2)).toContain("'汇总(2)'!A1");
    expect((await host.readGrids()).grids.map((grid) => grid.sheet)).toEqual(["汇总"]);
  });

  it("that look rows up in each other are all there before the first formula", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    const before = snapshot(book);
    const front: ReportSheet = { name: "汇总", rows: [[{ value: "看", look: "link", link: { sheet: "差异清单", address: "A3", find: { column: "A", text: "002" } } }]], widths: [10] };
    const back: ReportSheet = { name: "差异清单", rows: [["编号"], ["001"], ["002"]], widths: [10] };
    await host.apply({ grids: [], marks: null, sheets: [front, back] });
    expect([book.sheet("汇总")!.formula(0, 0), book.sheet("汇总")!.value(0, 0)]).toEqual([expect.stringContaining(`MATCH("002",'差异清单'!$A:$A,0)`), "看"]);
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });

  it("replace those of the run before", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    const before = snapshot(book);
    await host.apply(EDITS);
    const once = snapshot(book);
    const cells = marked(book);
    await host.apply(EDITS);
    expect([book.sheets.map((sheet) => sheet.name).filter((name) => !name.startsWith("台账核对标记")), marked(book)]).toEqual([["手工台帐", "差异清单", "汇总"], cells]);
    // Names that nobody sees (keys, table) change back and forth, since the new ones are there before the old ones go.
    await host.apply(EDITS);
    expect(snapshot(book)).toEqual(once);
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });
});

describe("clear", () => {
  it.each(["newest", "web", "excel2021", "oldest"] as const)("gives back the workbook before the run (%s)", async (profile) => {
    const book = bookOf(LEDGER, gridOf("差异清单", [["我的清单"]]));
    const sheet = book.sheet("手工台帐")!;
    sheet.conditionalFormats.push({ id: "u1", type: "Custom", areas: [{ top: 0, left: 0, bottom: 9, right: 3 }], formula: "=$D1>1", stopIfTrue: true, format: { "fill.color": "#FFFF00" } });
    book.settings.set("another", 1);
    const { host } = await setUp(book, PROFILES[profile]);
    await host.writeSettings(new Map([["mapping", { a: 1 }]]));
    const before = snapshot(book);
    await host.apply(EDITS);
    expect(snapshot(book)).not.toEqual(before);
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
    await host.clear("everything");
    expect([...book.settings]).toEqual([["another", 1]]);
  });

  it("takes only the marks if asked, and leaves sheets and journal", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    await host.apply(EDITS);
    await host.clear("marks");
    expect(marked(book)).toEqual([]);
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(["手工台帐", "差异清单", "汇总"]);
    await host.clear("run");
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(["手工台帐"]);
  });

  it("says which sheet is protected since, and finishes when it no longer is", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    const before = snapshot(book);
    await host.apply(EDITS);
    const { protection } = book.sheet("手工台帐")!;
    protection.protected = true;
    expect((await host.clear("run")).skipped).toMatchObject([{ code: "protectedSheet", sheet: "手工台帐" }]);
    expect(marked(book)).not.toEqual([]);
    protection.protected = false;
    await host.clear("run");
    expect(snapshot(book)).toEqual(before);
  });
});

describe("the rest", () => {
  it("selects, and says what hides the cell", async () => {
    const book = bookOf(LEDGER, { ...gridOf("旧", [["甲"]]), hidden: true });
    const sheet = book.sheet("手工台帐")!;
    sheet.rows.set(3, { hidden: true });
    sheet.autoFilter = { area: { top: 1, left: 0, bottom: 5, right: 3 }, criteria: new Map([[0, {}]]) };
    filterRows(sheet, sheet.autoFilter.area, 0, ["王芳"]);
    const { host } = await setUp(book);
    const at = (name: string, address: string, show?: boolean): Promise<Selection> => host.select({ sheet: name, address }, show);
    expect(await at("没有", "A1")).toEqual({ outcome: "missing", address: null });
    expect(await at("旧", "A1")).toEqual({ outcome: "hiddenSheet", address: "A1" });
    expect(await at("手工台帐", "C4")).toEqual({ outcome: "hiddenRow", address: "C4" });
    expect(await at("手工台帐", "C3")).toEqual({ outcome: "selected", address: "C3" });
    expect(await at("手工台帐", "C4", true)).toEqual({ outcome: "selected", address: "C4" });
    expect(book.selection).toEqual([{ top: 3, left: 2, bottom: 3, right: 2 }]);
    expect(sheet.isRowHidden(3)).toBe(false);
    expect((await at("旧", "A1", true)).outcome).toBe("selected");
    sheet.columns.set(1, { hidden: true });
    expect(await at("手工台帐", "B3")).toEqual({ outcome: "hiddenColumn", address: "B3" });
    expect((await at("手工台帐", "B3", true)).outcome).toBe("selected");
    expect(sheet.columns.size).toBe(0);
  });

  it.each(["newest", "oldest"] as const)("watches the user, not itself (%s)", async (profile) => {
    const { host, book } = await setUp(bookOf(LEDGER, gridOf("乙", [["x"]])), PROFILES[profile]);
    const seen: WorkbookChange[] = [];
    const stop = await host.watch((change) => seen.push(change));
    await host.apply(EDITS);
    await settle();
    expect(seen).toEqual([]);
    const sheet = book.sheet("手工台帐")!;
    writeCell(book, sheet, 2, 0, "王方");
    book.tell({ kind: "edited", sheet, area: { top: 2, left: 0, bottom: 2, right: 0 }, change: "RangeEdited" });
    await settle();
    expect(seen).toEqual([{ kind: "edited", sheet: "手工台帐", address: "A3" }]);
    book.deleteSheet(book.sheet("乙")!);
    await settle();
    expect(seen.at(-1)).toEqual({ kind: "sheetDeleted", sheet: null, address: null });
    await stop();
    moveRows(book, sheet, 3, 1);
    await settle();
    expect(seen).toHaveLength(2);
  });

  it("keeps settings under its own prefix", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    await host.writeSettings(new Map<string, unknown>([["a", { x: [1] }], ["b", "乙"]]));
    await host.writeSettings(new Map<string, unknown>([["b", undefined]]));
    expect(await host.readSettings()).toEqual(new Map([["a", { x: [1] }]]));
    expect([...book.settings.keys()]).toEqual(["ledgerReconcile.a"]);
  });

  it("says a protected workbook, and writes nothing", async () => {
    const { host, book } = await setUp(bookOf(LEDGER));
    book.structureProtected = true;
    const before = snapshot(book);
    expect((await host.apply(EDITS)).skipped).toMatchObject([{ code: "protectedWorkbook" }]);
    expect(snapshot(book)).toEqual(before);
  });

  it("refuses an Excel below 1.9", async () => {
    await expect(setUp(bookOf(LEDGER), { ...PROFILES.oldest, excelApi: 8 })).rejects.toMatchObject({ code: "notSupported" });
  });
});
