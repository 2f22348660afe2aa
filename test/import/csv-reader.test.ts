import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SheetGrid } from "../../src/model.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { encodeGbk, encodeUtf16, inputError, isInGbk } from "./encodings.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const BOM = "\ufeff";

function read(bytes: Uint8Array, name = "横岭村/手工台帐.csv"): SheetGrid {
  const grids = readWorkbook(name, bytes, { language: "zh" });
  expect(grids).toHaveLength(1);
  return grids[0]!;
}

const TEXT = "姓名,身份证号码,出生年月\r\n王秀英,430203197503041234,1975.3.4\r\n张兰,,75年3月\r\n";
const ROWS = [["姓名", "身份证号码", "出生年月"], ["王秀英", "430203197503041234", "1975.3.4"], ["张兰", null, "75年3月"]];

describe("encodings", () => {
  it.each<[string, Uint8Array]>([
    ["UTF-8", utf8(TEXT)],
    ["UTF-8 with mark", utf8(BOM + TEXT)],
    ["GBK", encodeGbk(TEXT)],
    ["UTF-16 LE", encodeUtf16(TEXT, "le", false)],
    ["UTF-16 LE with mark", encodeUtf16(TEXT, "le", true)],
    ["UTF-16 BE", encodeUtf16(TEXT, "be", false)],
    ["UTF-16 BE with mark", encodeUtf16(TEXT, "be", true)],
  ])("%s", (_, bytes) => {
    const grid = read(bytes);
    expect(grid.rows).toEqual(ROWS);
    expect(grid).toMatchObject({ file: "横岭村/手工台帐.csv", sheet: "手工台帐", columnCount: 3, merges: [] });
  });

  it("GB18030 beyond GBK (four bytes)", () => {
    const name = Uint8Array.of(0x82, 0x30, 0xc3, 0x36); // 㐅-like, CJK extension A
    const char = new TextDecoder("gb18030").decode(name);
    expect(read(Uint8Array.of(...encodeGbk("姓名,村\n王"), ...name, ...encodeGbk(",横岭\n"))).rows[1]).toEqual([`王${char}`, "横岭"]);
  });

  it("a short GBK text whose bytes are valid UTF-8 too", () => {
    const bytes = encodeGbk("a,一\n");
    expect(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).not.toContain("一");
    expect(read(bytes).rows).toEqual([["a", "一"]]);
  });

  it("accented letters in UTF-8", () => {
    expect(read(utf8("id,name\n1,José\n2,Müller\n")).rows[1]).toEqual(["1", "José"]);
  });

  it("any Chinese table in every encoding (law)", () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code)).filter(isInGbk);
    const ascii = fc.constantFrom(..."0123456789Xx.-/ ,\"\n;");
    const cell = fc.array(fc.oneof({ weight: 4, arbitrary: han }, ascii), { maxLength: 12 }).map((chars) => chars.join(""));
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    const encoders: readonly ((text: string) => Uint8Array)[] = [
      utf8, (text) => utf8(BOM + text), encodeGbk,
      (text) => encodeUtf16(text, "le", true), (text) => encodeUtf16(text, "be", true),
      (text) => encodeUtf16(text, "le", false), (text) => encodeUtf16(text, "be", false),
    ];
    const quote = (text: string): string => (/[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(fc.property(table, fc.constantFrom(...encoders), (rows, encode) => {
      const all = [["姓名", "村名", "备注栏"], ...rows];
      const grid = read(encode(all.map((cells) => cells.map(quote).join(",")).join("\r\n")));
      all.forEach((cells, row) => cells.forEach((text, column) => {
        expect(grid.rows[row]?.[column] ?? "").toBe(text);
      }));
    }), { numRuns: 150 });
  });

  it.each<[string, Uint8Array]>([
    ["UTF-8 with a byte lost", Uint8Array.from([...utf8(TEXT)].filter((_, index) => index !== 31))],
    ["UTF-8 cut inside a character", utf8("姓名,村\n王秀英,横岭").subarray(0, -1)],
    ["GBK cut inside a character", encodeGbk("姓名,村\n王秀英,横岭").subarray(0, -1)],
    ["Windows-1252", Uint8Array.from([..."id,name\n1,M\u00fcller\n2,Jos\u00e9\n"].map((char) => char.charCodeAt(0)))],
    ["UTF-16 with mark and an odd byte", encodeUtf16(TEXT, "le", true).subarray(0, -1)],
    ["bytes that no encoding has", Uint8Array.of(0x61, 0x2c, 0xff, 0xff, 0x62, 0x0a, 0x80, 0x20)],
  ])("%s is undecodable", (_, bytes) => {
    inputError(() => readWorkbook("台帐.csv", bytes, { language: "zh" }), "undecodable");
  });
});

describe("cells", () => {
  it.each([",", "\t", ";", "|", "，", "、"])("separated by %j", (delimiter) => {
    const grid = read(utf8(`姓名${delimiter}村${delimiter}措施\n王秀英${delimiter}横岭${delimiter}上环\n张兰${delimiter}新塘${delimiter}\n`), "台帐.txt");
    expect(grid.rows).toEqual([["姓名", "村", "措施"], ["王秀英", "横岭", "上环"], ["张兰", "新塘"]]);
  });

  it("does not split at 、 or ; inside a table with another separator", () => {
    expect(read(utf8("姓名\t事项\n王秀英\t上环、办证\n张兰\t迁出;办证、随访\n")).rows[2]).toEqual(["张兰", "迁出;办证、随访"]);
  });

  it("finds the separator under a title line", () => {
    expect(read(utf8("横岭村2004年5月台帐\n填报日期：2004年5月3日\n姓名,村\n王秀英,横岭\n")).rows[3]).toEqual(["王秀英", "横岭"]);
  });

  it("follows sep= and leaves the line out, as Excel does", () => {
    expect(read(utf8("sep=;\n姓名;村\n王,英;横岭\n")).rows).toEqual([["姓名", "村"], ["王,英", "横岭"]]);
  });

  it("keeps numbers as text, and unwraps =\"…\"", () => {
    expect(read(utf8('a,b,c\n="430203197503041234",0012,1.10E+17\n')).rows[1]).toEqual(["430203197503041234", "0012", "1.10E+17"]);
  });

  it("reads quoted line breaks, any line ends, blank lines, a DOS end mark", () => {
    expect(read(utf8('a,"b\nc"\rd,e\r\n\n,\nf,"g""h"\u001a')).rows).toEqual([["a", "b\nc"], ["d", "e"], [], [], ["f", 'g"h']]);
  });

  it("reads an empty file as an empty sheet and one column as one column", () => {
    expect(read(new Uint8Array(0)).rows).toEqual([]);
    expect(read(utf8("姓名\n王秀英\n")).rows).toEqual([["姓名"], ["王秀英"]]);
  });

  it("keeps a quote inside an unquoted cell", () => {
    expect(read(utf8('a,5"6,c\nd,e,f\n')).rows[0]).toEqual(["a", '5"6', "c"]);
  });
});

describe("a broken quote", () => {
  it.each([
    ["never closed", '姓名,备注\n王秀英,"上环\n张兰,药具\n', 2],
    ["followed by text", '姓名,备注\n王秀英,好\n张兰,"上"环,x\n', 3],
    ["closed by the next one", '姓名,备注\n王秀英,"上环\n张兰,"药具"\n', 2],
  ])("%s names the row", (_, text, row) => {
    const error = inputError(() => readWorkbook("台帐.csv", utf8(text), { language: "zh" }), "brokenQuote");
    expect(error.row).toBe(row);
    expect(error.words.zh).toContain(`第 ${row} 行`);
  });
});
