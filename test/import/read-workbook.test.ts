import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/import/input-error.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { encodeGbk, encodeUtf16, inputError } from "./encodings.js";
import { buildXlsx } from "./xlsx-package.js";

const open = (name: string, bytes: Uint8Array) => readWorkbook(name, bytes, { language: "zh" });
const XLSX = buildXlsx({ sheets: [{ name: "手工台帐", data: `<row r="1"><c r="A1"><v>1</v></c></row>` }] });

describe("what a file is, its content says", () => {
  it("opens an .xls or .csv that is really .xlsx", () => {
    for (const name of ["台帐.xls", "台帐.csv", "台帐"]) expect(open(name, XLSX)[0]).toMatchObject({ sheet: "手工台帐", rows: [[1]] });
  });

  it("opens an .xls that is tab-separated text in GBK or UTF-16, or comma-separated", () => {
    const rows = [["姓名", "村"], ["王秀英", "横岭"]];
    const text = "姓名\t村\r\n王秀英\t横岭\r\n";
    for (const bytes of [encodeGbk(text), encodeUtf16(text, "le", true), strToU8(text.replaceAll("\t", ","))]) expect(open("台帐.xls", bytes)[0]?.rows).toEqual(rows);
  });
});

describe("what is no table", () => {
  it.each<[string, string, Uint8Array]>([
    ["a PDF", "台帐.xlsx", strToU8("%PDF-1.4\n%…")],
    ["a Word document", "台帐.xlsx", zipSync({ "[Content_Types].xml": strToU8("<a/>"), "word/document.xml": strToU8("<w/>") })],
    ["a picture", "台帐.xls", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)],
    ["a sentence", "台帐.xlsx", strToU8("this is not a workbook")],
    ["a sentence with a comma", "台帐.xls", strToU8("你好，这不是表格")],
    ["an empty .xlsx", "台帐.xlsx", new Uint8Array(0)],
    ["an empty .dbf", "台帐.dbf", new Uint8Array(0)],
    ["text under .dbf", "台帐.dbf", strToU8("姓名,村\n王,横岭\n")],
    ["RTF", "台帐.xls", strToU8("{\\rtf1\\ansi}")],
    ["a web archive", "台帐.xls", strToU8("MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n")],
    ["binary under .csv", "台帐.csv", Uint8Array.from({ length: 400 }, (_, index) => (index * 7919) % 256)],
    ["the head of a workbook alone", "台帐.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  ])("%s", (_, name, bytes) => {
    const error = inputError(() => open(name, bytes), "notAWorkbook");
    expect(error.words.zh).toMatch(/请/);
  });

  it("random bytes give a plain error or, rarely, a table, never another fault (law)", () => {
    const magic = fc.constantFrom<number[]>([], [0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], [0x09, 0x08, 0x10, 0], [0x03, 104, 5, 1], [0x3c, 0x74, 0x61, 0x62, 0x6c, 0x65, 0x3e], [0xff, 0xfe]);
    fc.assert(fc.property(magic, fc.uint8Array({ maxLength: 700 }), fc.constantFrom("a.xlsx", "a.xls", "a.csv", "a.dbf", "a.txt"), (head, rest, name) => {
      try {
        open(name, Uint8Array.of(...head, ...rest));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }), { numRuns: 400 });
  });

  it("bytes changed in a good workbook give the same cells, or an error (law)", () => {
    fc.assert(fc.property(fc.nat(XLSX.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = Uint8Array.from(XLSX);
      bytes[at]! ^= flip;
      let rows: unknown = null;
      try {
        rows = open("台帐.xlsx", bytes)[0]?.rows;
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return;
      }
      expect(rows).toEqual([[1]]);
    }), { numRuns: 300 });
  });
});

describe("large sheets", () => {
  it("reads 1,048,576 rows", () => {
    const rows: string[] = [];
    for (let row = 1; row <= 1048576; row++) rows.push(`<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`);
    const [grid] = open("台帐.xlsx", buildXlsx({ sheets: [{ name: "表", data: rows.join("") }] }));
    expect(grid?.rows).toHaveLength(1048576);
    expect(grid?.rows[1048575]).toEqual([1048576]);
  }, 60_000);

  it("reads a sheet that is only formatted down to its last row as the few rows it has", () => {
    const rows: string[] = ["<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"];
    for (let row = 2; row <= 200000; row++) rows.push(`<row r="${row}" ht="14"><c r="A${row}" s="1"/><c r="B${row}" s="1"/></row>`);
    rows.push(`<row r="1048576" ht="14"><c r="XFD1048576" s="1"/></row>`);
    const [grid] = open("台帐.xlsx", buildXlsx({ sheets: [{ name: "表", data: rows.join("") }], formats: ["0"] }));
    expect(grid).toMatchObject({ rows: [[1]], columnCount: 1 });
  });

  it("reads 200 columns", () => {
    const cells = Array.from({ length: 200 }, (_, column) => `<c><v>${column}</v></c>`).join("");
    const [grid] = open("台帐.xlsx", buildXlsx({ sheets: [{ name: "表", data: `<row>${cells}</row>` }] }));
    expect(grid?.columnCount).toBe(200);
    expect(grid?.rows[0]?.[199]).toBe(199);
  });
});
