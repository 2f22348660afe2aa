/** Files that other programs write, files that are no workbooks, and what LibreOffice makes of ours. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { styleArea, writeCell } from "../../simulator/model/cells.js";
import { openXlsx } from "../../simulator/xlsx/open.js";
import { saveXlsx } from "../../simulator/xlsx/save.js";
import { InputError } from "../../src/import/input-error.js";
import { changedParts, fullWorkbook, partsOf, plain, textOf, withParts } from "./xlsx-files.js";

let full: Uint8Array;
beforeAll(async () => {
  full = await fullWorkbook();
});

const at = (row: number, column: number) => ({ top: row, left: column, bottom: row, right: column });

describe("files of other programs", () => {
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = (...list: readonly (readonly [type: string, target: string])[]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([type, target], n) => `<Relationship Id="r${n}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;
  const made = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array => zipSync(Object.fromEntries(Object.entries({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": relations(["officeDocument", "/xl/workbook.xml"]),
    "xl/workbook.xml": `<?xml version="1.0" encoding="utf-8"?><x:workbook xmlns:x="${MAIN}"><x:sheets><x:sheet name="甲" sheetId="1" r:id="r0" xmlns:r="${OFFICE}"/></x:sheets></x:workbook>`,
    "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet.xml"]),
    "xl/worksheets/sheet.xml": sheet, ...more,
  }).map(([name, text]) => [name, strToU8(text)])));

  it("prefixes, no addresses, no styles, no shared texts, comments and CDATA in cells", () => {
    const file = made(`<?xml version="1.0"?><x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>一&amp;</x:t></x:is></x:c><!-- c --><x:c><x:v>2.50</x:v></x:c></x:row><x:row r="4"/><x:row r="6"><x:c r="C6" t="str"><x:f><![CDATA[A1&"<"]]></x:f><x:v><![CDATA[<]]></x:v></x:c></x:row></x:sheetData><x:unknown a="b"/></x:worksheet>`);
    const book = openXlsx(file);
    const sheet = book.sheets[0]!;
    expect([sheet.value(0, 0), sheet.value(0, 1), sheet.value(5, 2), sheet.formula(5, 2)]).toEqual(["一&", 2.5, "<", '=A1&"<"']);
    expect(changedParts(file, saveXlsx(book))).toEqual([]);
    writeCell(book, sheet, 3, 1, "字");
    writeCell(book, sheet, 5, 0, 1);
    styleArea(sheet, at(5, 2), { "font.bold": true });
    sheet.merges.push({ top: 8, left: 0, bottom: 9, right: 0 });
    book.addSheet("乙");
    const after = saveXlsx(book);
    expect(textOf(after, "xl/worksheets/sheet.xml")).toContain('<x:row r="4"><x:c r="B4" t="s"><x:v>0</x:v></x:c></x:row><x:row r="6"><x:c r="A6"><x:v>1</x:v></x:c><x:c r="C6" s="1" t="str"><x:f><![CDATA[A1&"<"]]></x:f><x:v>&lt;</x:v></x:c></x:row></x:sheetData><x:unknown a="b"/><x:mergeCells count="1"><x:mergeCell ref="A9:A10"/></x:mergeCells>');
    expect(plain(openXlsx(after))).toEqual(plain(book));
  });
  it("a sheet in UTF-16, one without cells, and a chart sheet between them that stays where it was", () => {
    const chart = "<c/>";
    const book = openXlsx(withParts(made(`<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`, { "xl/chartsheets/sheet1.xml": chart }), {
      "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="甲" sheetId="1" r:id="r0"/><sheet name="图" sheetId="7" r:id="r1"/><sheet name="乙" sheetId="3" r:id="r2"/></sheets><definedNames><definedName name="名" localSheetId="2">乙!$A$1</definedName></definedNames></workbook>`,
      "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet.xml"], ["chartsheet", "chartsheets/sheet1.xml"], ["worksheet", "worksheets/b.xml"]),
      "xl/worksheets/b.xml": `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
    }));
    expect(book.sheets.map((sheet) => [sheet.name, sheet.names.size])).toEqual([["甲", 0], ["乙", 1]]);
    expect(() => book.addSheet("图")).toThrow(RangeError);
    writeCell(book, book.sheets[0]!, 2, 2, true);
    book.sheets.reverse();
    const after = saveXlsx(book);
    expect([...textOf(after, "xl/workbook.xml").matchAll(/<sheet name="(.)"/g)].map((match) => match[1])).toEqual(["乙", "甲", "图"]);
    expect(textOf(after, "xl/workbook.xml")).toContain('localSheetId="0"');
    expect(textOf(after, "xl/chartsheets/sheet1.xml")).toBe(chart);
    expect(plain(openXlsx(after))).toEqual(plain(book));
  });
  it("another encoding is read; unchanged it stays, changed it is UTF-8", () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>字</t></is></c></row></sheetData></worksheet>`;
    const parts = partsOf(made(""));
    parts["xl/worksheets/sheet.xml"] = new Uint8Array([0xff, 0xfe, ...Buffer.from(xml, "utf16le")]);
    const file = zipSync(parts);
    const book = openXlsx(file);
    expect(book.sheets[0]!.value(0, 0)).toBe("字");
    expect(changedParts(file, saveXlsx(book))).toEqual([]);
    writeCell(book, book.sheets[0]!, 0, 1, 2);
    expect(plain(openXlsx(saveXlsx(book)))).toEqual(plain(book));
  });
});

describe("files that are no workbooks", () => {
  const message = (bytes: Uint8Array): [string, string] => {
    try {
      openXlsx(bytes, "坏.xlsx");
    } catch (error) {
      if (error instanceof InputError) return [error.code, error.say("zh")];
      throw error;
    }
    return ["opened", ""];
  };
  it("are refused in words", () => {
    const ole = (text: string): Uint8Array => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600), ...Buffer.from(text, "utf16le")]);
    expect(message(ole("Workbook"))).toEqual(["notAWorkbook", expect.stringContaining(".xls 格式") as string]);
    expect(message(ole("EncryptedPackage"))).toEqual(["passwordProtected", expect.stringContaining("密码") as string]);
    expect(message(zipSync({ "a.txt": strToU8("x") }))).toEqual(["notAWorkbook", expect.stringContaining("没有工作簿") as string]);
    expect(message(zipSync({ "word/document.xml": strToU8("<x/>") }))).toEqual(["notAWorkbook", expect.stringContaining("Word") as string]);
    expect(message(new Uint8Array(0))).toEqual(["notAWorkbook", expect.stringContaining("空的") as string]);
    expect(message(strToU8("编号,姓名"))).toEqual(["notAWorkbook", expect.any(String) as string]);
  });
  it("broken off anywhere", () => {
    for (const share of [0.1, 0.5, 0.9, 0.99]) expect(message(full.slice(0, Math.floor(full.length * share)))[0]).toBe("notAWorkbook");
  });
  it.each([
    ["a sheet that ends too early", { "xl/worksheets/sheet1.xml": (text: string) => text.slice(0, text.length / 2) }],
    ["a shared text that is not there", { "xl/worksheets/sheet3.xml": (text: string) => text.replace(/<v>\d+<\/v>/, "<v>99999</v>") }],
    ["a workbook without its closing tag", { "xl/workbook.xml": (text: string) => text.replace("</workbook>", "") }],
  ])("%s", (_, change) => expect(message(withParts(full, change))[0]).toBe("notAWorkbook"));
});

describe.skipIf(!existsSync("/usr/bin/soffice"))("LibreOffice", () => {
  it("reads what is saved, and its own files keep their parts", () => {
    const folder = mkdtempSync(join(tmpdir(), "xlsx-"));
    const convert = (file: string, to: string): void => {
      execFileSync("/usr/bin/soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", to, "--outdir", folder, join(folder, file)], { stdio: "ignore", timeout: 120_000 });
    };
    try {
      const book = openXlsx(full);
      writeCell(book, book.sheets[0]!, 1, 2, "新格子");
      const added = book.addSheet("加的");
      writeCell(book, added, 0, 0, "另一张");
      added.conditionalFormats.push({ id: "1", type: "Custom", areas: [at(0, 0)], formula: '=A1<>""', stopIfTrue: false, format: { "fill.color": "#FFC7CE" } });
      writeFileSync(join(folder, "a.xlsx"), saveXlsx(book));
      convert("a.xlsx", 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1');
      expect(readFileSync(join(folder, "a-甲.csv"), "utf8")).toContain("新格子");
      expect(readFileSync(join(folder, "a-加的.csv"), "utf8")).toContain("另一张");
      convert("a.xlsx", "ods");
      convert("a.ods", "xlsx");
      const office = new Uint8Array(readFileSync(join(folder, "a.xlsx")));
      const theirs = openXlsx(office);
      expect(theirs.sheets.map((sheet) => sheet.name)).toEqual(["甲", "乙 表", "丙", "加的"]);
      expect(changedParts(office, saveXlsx(theirs))).toEqual([]);
      writeCell(theirs, theirs.sheet("丙")!, 0, 0, "改");
      expect(plain(openXlsx(saveXlsx(theirs)))).toEqual(plain(theirs));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);
});
