import { write, utils, CFB, type CellObject, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { describe, expect, it, vi } from "vitest";
import type { SheetGrid, Warning } from "../../src/model.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { encodeGbk, inputError } from "./encodings.js";

function sheet(cells: Readonly<Record<string, CellObject>>, more: Partial<WorkSheet> = {}): WorkSheet {
  return { "!ref": "A1:F20", ...cells, ...more } as WorkSheet;
}

function xls(sheets: Readonly<Record<string, WorkSheet>>, change: (book: WorkBook) => void = () => undefined): Uint8Array {
  const book = utils.book_new();
  for (const [name, content] of Object.entries(sheets)) utils.book_append_sheet(book, content, name);
  change(book);
  return new Uint8Array(write(book, { type: "array", bookType: "biff8" }) as ArrayBuffer);
}

function read(bytes: Uint8Array, warnings: Warning[] = []): SheetGrid[] {
  return readWorkbook("台帐.xls", bytes, { language: "zh", warn: (warning) => warnings.push(warning) });
}

describe(".xls", () => {
  it("reads texts, numbers, dates, errors and merged areas like .xlsx", () => {
    const [grid] = read(xls({
      手工台帐: sheet({
        A1: { t: "s", v: "台帐" }, A2: { t: "s", v: "王秀英" }, B2: { t: "s", v: "430203197503041234", z: "@" }, C2: { t: "n", v: 38108, z: "yyyy/m/d" },
        D2: { t: "n", v: 38108, z: 'yyyy"年"m"月"' }, E2: { t: "n", v: 38108, z: "yyyy.m.d" }, F2: { t: "n", v: 430203197503041000 },
        A3: { t: "n", v: 1.5 }, B3: { t: "b", v: true }, C3: { t: "e", v: 0x2a }, D3: { t: "n", v: 38108, z: "m/d/yy" },
      }, { "!merges": [utils.decode_range("A1:F1")] }),
    }));
    const date = (shown: string) => ({ kind: "date", value: 38108, shown });
    expect(grid?.sheet).toBe("手工台帐");
    expect(grid?.rows).toEqual([
      ["台帐"],
      ["王秀英", "430203197503041234", date("2004/5/1"), date("2004年5月"), date("2004.5.1"), { kind: "number", value: 430203197503041000, shown: "4.30203E+17" }],
      [1.5, true, { kind: "error", value: "#N/A", shown: "#N/A" }, date("2004/5/1")],
    ]);
    expect(grid?.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 5 }]);
  });

  it("does not carry number formats from one file into the next", () => {
    const one = xls({ 表: sheet({ A1: { t: "n", v: 38108, z: "yyyy.m" } }) });
    const two = xls({ 表: sheet({ A1: { t: "n", v: 38108, z: "0.00" } }) });
    for (let round = 0; round < 2; round++) {
      expect(read(one)[0]?.rows[0]?.[0]).toMatchObject({ shown: "2004.5" });
      expect(read(two)[0]?.rows[0]?.[0]).toMatchObject({ kind: "number", shown: "38108.00" });
    }
  });

  it("turns the 1904 epoch into the usual one, and tells hidden sheets", () => {
    const grids = read(xls({ 甲: sheet({ A1: { t: "n", v: 36646, z: "yyyy/m/d" } }), 乙: sheet({ A1: { t: "s", v: "x" } }) }, (book) => {
      book.Workbook = { WBProps: { date1904: true }, Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    }));
    expect(grids[0]?.rows[0]?.[0]).toEqual({ kind: "date", value: 38108, shown: "2004/5/1" });
    expect(grids.map(({ hidden }) => hidden ?? false)).toEqual([false, true]);
  });

  it("reads hidden rows", () => {
    const bytes = xls({ 表: sheet({ A1: { t: "n", v: 1 }, A2: { t: "n", v: 2 }, A3: { t: "n", v: 3 } }) });
    expect(read(insertRecord(bytes, rowRecord(1, true)))[0]).toMatchObject({ rows: [[1], [2], [3]], hiddenRows: [1] });
  });

  it("says that a file with FILEPASS or an encrypted package is password-protected", () => {
    inputError(() => read(insertRecord(xls({ 表: sheet({ A1: { t: "n", v: 1 } }) }), [0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4])), "passwordProtected");
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, "/EncryptionInfo", new Uint8Array(64));
    CFB.utils.cfb_add(container, "/EncryptedPackage", new Uint8Array(5000));
    const bytes = Uint8Array.from(CFB.write(container, { type: "array" }) as unknown as number[]);
    inputError(() => readWorkbook("台帐.xlsx", bytes, { language: "zh" }), "passwordProtected");
  });

  it("refuses what breaks off, and other documents in the same container, without a word on the console", () => {
    const tell = vi.spyOn(console, "error");
    const good = xls({ 表: sheet(Object.fromEntries(Array.from({ length: 300 }, (_, row) => [`A${row + 1}`, { t: "s", v: `王${row}`.repeat(9) } as CellObject]))) });
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) inputError(() => read(good.subarray(0, Math.floor(good.length * share))), "notAWorkbook");
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, "/WordDocument", new Uint8Array(5000));
    expect(inputError(() => read(Uint8Array.from(CFB.write(container, { type: "array" }) as unknown as number[])), "notAWorkbook").words.zh).toContain("Word");
    expect(tell).not.toHaveBeenCalled();
    tell.mockRestore();
  });
});

describe("older and other forms", () => {
  it("reads a bare BIFF 2 file with GBK texts, as FoxPro writes it", () => {
    const label = (row: number, column: number, text: string): number[] => {
      const bytes = [...encodeGbk(text)];
      return [0x04, 0, 8 + bytes.length, 0, row, 0, column, 0, 0, 0, 0, bytes.length, ...bytes];
    };
    const whole = [0x02, 0, 9, 0, 1, 0, 1, 0, 0, 0, 0, 42, 0];
    const bytes = Uint8Array.of(0x09, 0, 4, 0, 2, 0, 0x10, 0, ...label(0, 0, "姓名"), ...label(0, 1, "年龄"), ...label(1, 0, "王秀英"), ...whole, 0x0a, 0, 0, 0);
    expect(read(bytes)[0]?.rows).toEqual([["姓名", "年龄"], ["王秀英", 42]]);
    // and the newer form still reads after the old one
    expect(read(xls({ 表: sheet({ A1: { t: "s", v: "王秀英" } }) }))[0]?.rows).toEqual([["王秀英"]]);
  });

  it("reads XML Spreadsheet 2003", () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy/m/d"/></Style></Styles>
<Worksheet ss:Name="电脑台帐"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell></Row><Row><Cell><Data ss:Type="String">430203197503041234</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2004-05-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet></Workbook>`;
    const [grid] = read(new TextEncoder().encode(xml));
    expect(grid?.sheet).toBe("电脑台帐");
    expect(grid?.rows).toEqual([["标题"], ["430203197503041234", { kind: "date", value: 38108, shown: "2004/5/1" }, 3]]);
    expect(grid?.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 1 }]);
  });
});

function rowRecord(row: number, hidden: boolean): number[] {
  return [0x08, 0x02, 16, 0, row, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, hidden ? 0x20 : 0, 1, 0x0f, 0];
}

/** Puts a record behind the last BOF (of the last sheet; FILEPASS counts anywhere) of the workbook stream. */
function insertRecord(bytes: Uint8Array, record: readonly number[]): Uint8Array {
  const container = CFB.read(bytes, { type: "array" });
  const entry = CFB.find(container, "/Workbook");
  const stream = Array.from((entry?.content ?? []) as ArrayLike<number>);
  let last = 0;
  for (let at = 0; at + 4 <= stream.length; at += 4 + (stream[at + 2]! | (stream[at + 3]! << 8))) {
    if (stream[at] === 0x09 && stream[at + 1] === 0x08) last = at + 4 + (stream[at + 2]! | (stream[at + 3]! << 8));
    if (stream[at] === 0 && stream[at + 1] === 0) break;
  }
  const changed = Uint8Array.from([...stream.slice(0, last), ...record, ...stream.slice(last)]);
  const made = CFB.utils.cfb_new();
  CFB.utils.cfb_add(made, "/Workbook", changed);
  return Uint8Array.from(CFB.write(made, { type: "array" }) as unknown as number[]);
}
