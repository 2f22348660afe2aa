import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellValue, ShownCell, SheetGrid, Warning } from "../../src/model.js";
import { isResultWorkbook, readWorkbook } from "../../src/import/read-workbook.js";
import { encodeUtf16, inputError } from "./encodings.js";
import { buildXlsx, type PackageParts } from "./xlsx-package.js";

function read(parts: PackageParts, warnings: Warning[] = []): SheetGrid[] {
  return readWorkbook("台帐.xlsx", buildXlsx(parts), { language: "zh", warn: (warning) => warnings.push(warning) });
}

function first(data: string, more: Partial<PackageParts> = {}, after = ""): SheetGrid {
  return read({ sheets: [{ name: "表", data, after }], ...more })[0]!;
}

const date = (value: number, shown: string): ShownCell => ({ kind: "date", value, shown });

describe("cells", () => {
  it("reads shared, inline and formula texts, runs joined, phonetic guides left out", () => {
    const grid = first(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>王 &amp; 李</t></is></c><c r="D1" t="str"><f>A1</f><v>计算&#x5F97;</v></c><c r="E1" t="s"><v>2</v></c><c r="F1" t="s"><v>3</v></c></row>`,
      { strings: `<si><t>王秀英</t></si><si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve"> 兰</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh><phoneticPr fontId="1"/></si><si><t>一_x000D_\n二_x005F_x0041_</t></si><si><t/></si>` },
    );
    expect(grid.rows).toEqual([["王秀英", "张 兰", "王 & 李", "计算得", "一\n二_x0041_"]]);
  });

  it("reads numbers, truth values and errors", () => {
    const grid = first(`<row r="1"><c r="A1"><v>12</v></c><c r="B1"><v>-1.5</v></c><c r="C1"><v>1.5E3</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`);
    expect(grid.rows).toEqual([[12, -1.5, 1500, true, { kind: "error", value: "#N/A", shown: "#N/A" }, { kind: "error", value: "#DIV/0!", shown: "#DIV/0!" }]]);
  });

  it("shows long numbers as Excel does, and keeps long texts whole", () => {
    const grid = first(
      `<row r="1"><c r="A1"><v>430203197503041000</v></c><c r="B1" s="1"><v>4.30203197503041E+17</v></c><c r="C1" s="2" t="s"><v>0</v></c><c r="D1"><v>13973312345</v></c></row>`,
      { formats: ["0", "@"], strings: "<si><t>430203197503041234</t></si>" },
    );
    expect(grid.rows[0]).toEqual([
      { kind: "number", value: 430203197503041000, shown: "4.30203E+17" },
      430203197503041000, "430203197503041234", 13973312345,
    ]);
    expect(String(grid.rows[0]?.[1])).toBe("430203197503041000");
  });

  it("reads dates under built-in and own formats, in one object each", () => {
    const grid = first(
      `<row r="1"><c r="A1" s="1"><v>38108</v></c><c r="B1" s="2"><v>38108</v></c><c r="C1" s="3"><v>38108</v></c><c r="D1" s="1"><v>-3</v></c></row><row r="2"><c r="A2" s="1"><v>38108</v></c></row>`,
      { formats: ["#14", "#57", "yyyy.m.d"] },
    );
    expect(grid.rows[0]).toEqual([date(38108, "2004/5/1"), date(38108, "2004年5月"), date(38108, "2004.5.1"), { kind: "error", value: "#####", shown: "#####" }]);
    expect(grid.rows[1]?.[0]).toBe(grid.rows[0]?.[0]);
  });

  it("turns the 1904 epoch into the usual one", () => {
    const grid = first(`<row r="1"><c r="A1" s="1"><v>36646</v></c><c r="B1"><v>36646</v></c></row>`, { formats: ["#14"], workbookProperties: '<workbookPr date1904="1"/>' });
    expect(grid.rows[0]).toEqual([date(38108, "2004/5/1"), 36646]);
  });

  it("reads ISO dates (strict OOXML)", () => {
    const grid = first(`<row r="1"><c r="A1" s="1" t="d"><v>2004-05-01</v></c><c r="B1" s="1" t="d"><v>2004-05-01T00:00:00.000</v></c></row>`, { formats: ["#14"] });
    expect(grid.rows[0]).toEqual([date(38108, "2004/5/1"), date(38108, "2004/5/1")]);
  });

  it("keeps a date's serial under any date format (law)", () => {
    const part = fc.constantFrom("yyyy", "yy", "m", "mm", "d", "dd", '"年"', "年", ".", "/", "\\-", " ", "[$-804]", "[Red]", "aaaa");
    fc.assert(fc.property(fc.integer({ min: 1, max: 2958465 }), fc.array(part, { minLength: 1, maxLength: 6 }), (serial, parts) => {
      const cell = first(`<row r="1"><c r="A1" s="1"><v>${serial}</v></c></row>`, { formats: [`yyyy${parts.join("")} h:mm`] }).rows[0]?.[0] as ShownCell;
      expect(cell.kind).toBe("date");
      expect(cell.value).toBe(serial);
      expect(cell.shown.length).toBeGreaterThanOrEqual(4);
    }), { numRuns: 60 });
  });

  it("reads a formula without a stored result as blank and says so once a sheet", () => {
    const warnings: Warning[] = [];
    const [grid] = read({ sheets: [{ name: "表", data: `<row r="2"><c r="B2"><f>SUM(A1)</f></c><c r="C2"><f>A1</f><v></v></c><c r="D2" t="str"><f>""</f><v></v></c><c r="E2"><f>1+1</f><v>2</v></c></row>` }] }, warnings);
    expect(grid?.rows).toEqual([[], [null, null, null, null, 2]]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: "formulaNotCalculated", file: "台帐.xlsx", sheet: "表", address: "B2" });
    expect(warnings[0]?.message).toContain("2 个公式格");
  });

  it("warns of a number format that is not understood", () => {
    const warnings: Warning[] = [];
    const [grid] = read({ sheets: [{ name: "表", data: `<row r="1"><c r="A1" s="1"><v>5</v></c></row>` }], formats: ["?/"] }, warnings);
    expect(grid?.rows).toEqual([[5]]);
    expect(warnings.map(({ code }) => code)).toEqual(["formatNotUnderstood"]);
  });
});

describe("sheets", () => {
  it("places cells without addresses one after the other, and rows in any order", () => {
    const grid = first(`<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c></row><row r="3"><c><v>4</v></c></row>`);
    expect(grid.rows).toEqual([[1, 2], [], [4], [null, null, 3]]);
    expect(grid.columnCount).toBe(3);
  });

  it("trims rows and columns that are only formatted", () => {
    const grid = first(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="2" s="1" customFormat="1"/><row r="1048576"><c r="A1048576" s="1"/></row>`, { formats: ["0"] }, '<mergeCells><mergeCell ref="A5:B6"/></mergeCells>');
    expect(grid).toMatchObject({ rows: [[1]], columnCount: 1, merges: [] });
  });

  it("reads the last cell of a sheet", () => {
    const grid = first(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`);
    expect(grid.rows).toHaveLength(1048576);
    expect(grid.columnCount).toBe(16384);
    expect(grid.rows[1048575]?.[16383]).toBe(1);
  });

  it("gives merged areas, and of each only the first cell", () => {
    const grid = first(
      `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c></row>`,
      {}, '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C1:C1"/></mergeCells>');
    expect(grid.merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 1 }]);
    expect(grid.rows).toEqual([[1, null, 3]]);
  });

  it("reads hidden rows and sheets and says that they are hidden", () => {
    const data = `<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row><row r="3" hidden="true"><c><v>3</v></c></row>`;
    const grids = read({ sheets: [{ name: "甲", data }, { name: "乙", data: "", state: "hidden" }, { name: "丙", data, state: "veryHidden" }] });
    expect(grids.map(({ sheet, hidden }) => [sheet, hidden ?? false])).toEqual([["甲", false], ["乙", true], ["丙", true]]);
    expect(grids[0]?.hiddenRows).toEqual([1, 2]);
    expect(grids[0]?.rows).toHaveLength(3);
    expect(grids[1]?.rows).toEqual([]);
  });

  it("takes only the cells of the sheet, not those of its extensions", () => {
    const grid = first(`<row r="1"><c r="A1"><v>1</v></c></row>`, {}, '<extLst><ext><x14:c xmlns:x14="x" r="B9"><x14:v>9</x14:v></x14:c></ext></extLst>');
    expect(grid.rows).toEqual([[1]]);
  });

  it.each<[string, Partial<PackageParts>]>([["strict names", { strict: true }], ["absolute targets", { absolute: true }], ["a namespace prefix", { prefix: "x" }]])("reads a package with %s", (_, more) => {
    const grid = first(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>38108</v></c></row>`, { strings: "<si><t>村</t></si>", formats: ["#14"], ...more });
    expect(grid.rows).toEqual([["村", date(38108, "2004/5/1")]]);
  });

  it("reads parts in UTF-16, comments, CDATA and a DOCTYPE", () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE worksheet><worksheet><!-- <c> --><sheetData><row r="1"><c t="inlineStr"><is><t><![CDATA[<张>&]]></t></is></c></row></sheetData></worksheet>`;
    const grids = read({ sheets: [{ name: "表", data: "" }], extra: { "xl/worksheets/sheet1.xml": encodeUtf16(xml, "le", true) } });
    expect(grids[0]?.rows).toEqual([["<张>&"]]);
  });

  it("reads any texts and numbers back (law)", () => {
    const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const text = fc.string({ unit: fc.constantFrom(..."王秀英𠮷é·&<>\"' 0\n\t_x"), minLength: 1, maxLength: 8 }).filter((made) => !/_x[\da-f]{4}_/i.test(made));
    const cell = fc.oneof(text, fc.integer({ min: -99999999, max: 99999999 }), fc.constant(null));
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }), (rows) => {
      const data = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((value, column) => {
        const at = `r="${"ABCDE"[column] ?? ""}${row + 1}"`;
        return typeof value === "string" ? `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>` : value === null ? `<c ${at} s="0"/>` : `<c ${at}><v>${value}</v></c>`;
      }).join("")}</row>`).join("");
      expect(first(data).rows).toEqual(trimmed(rows));
    }), { numRuns: 80 });
  });
});

function trimmed(rows: readonly (readonly CellValue[])[]): CellValue[][] {
  const result = rows.map((cells) => {
    const copy = [...cells];
    while (copy.length > 0 && copy[copy.length - 1] === null) copy.pop();
    return copy;
  });
  while (result.length > 0 && result[result.length - 1]?.length === 0) result.pop();
  return result;
}

describe("what cannot be read", () => {
  const good = buildXlsx({ sheets: [{ name: "手工台帐", data: `<row r="1"><c r="A1" t="inlineStr"><is><t>${"王".repeat(3000)}</t></is></c></row>` }] });
  const open = (bytes: Uint8Array) => () => readWorkbook("台帐.xlsx", bytes, { language: "zh" });

  it("a file that breaks off at any place", () => {
    for (let length = 4; length < good.length; length += 97) inputError(open(good.subarray(0, length)), "notAWorkbook");
  });

  it("a file with a damaged sheet names the sheet", () => {
    const bytes = Uint8Array.from(good);
    const name = new TextEncoder().encode("xl/worksheets/sheet1.xml");
    const at = bytes.findIndex((_, index) => name.every((byte, k) => bytes[index + k] === byte));
    bytes[at + name.length + 12]! ^= 0x10;
    expect(inputError(open(bytes), "notAWorkbook").sheet).toBe("手工台帐");
  });

  it.each([
    ["an address out of range", `<row r="1"><c r="XFE1"><v>1</v></c></row>`],
    ["a row out of range", `<row r="1048577"><c><v>1</v></c></row>`],
    ["a shared string that is not there", `<row r="1"><c t="s"><v>7</v></c></row>`],
    ["a number that is none", `<row r="1"><c><v>abc</v></c></row>`],
    ["tags that do not close", `<worksheet><sheetData><row r="1"><c><v>1</v></c>`],
  ])("%s", (_, data) => {
    const error = inputError(open(buildXlsx({ sheets: [{ name: "表", data }] })), "notAWorkbook");
    expect(error.sheet).toBe("表");
  });

  it("other things in a zip", () => {
    expect(inputError(open(zipSync({ "word/document.xml": strToU8("<w/>") })), "notAWorkbook").words.zh).toContain("Word");
    expect(inputError(open(zipSync({ "xl/workbook.bin": strToU8("x") })), "notAWorkbook").words.zh).toContain("xlsb");
    inputError(open(zipSync({ "a.txt": strToU8("x") })), "notAWorkbook");
    inputError(open(zipSync({})), "notAWorkbook");
  });
});

describe("result workbooks", () => {
  const parts = { sheets: [{ name: "汇总", data: "" }] };
  it("are known by their keyword", () => {
    expect(isResultWorkbook(buildXlsx({ ...parts, keywords: "ledger-reconcile-result" }))).toBe(true);
    expect(isResultWorkbook(buildXlsx({ ...parts, keywords: "台帐, 2004" }))).toBe(false);
    expect(isResultWorkbook(strToU8("ledger-reconcile-result"))).toBe(false);
    expect(isResultWorkbook(buildXlsx({ ...parts, keywords: "ledger-reconcile-result" }).subarray(0, 300))).toBe(false);
  });
});
