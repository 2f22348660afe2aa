import { describe, expect, it } from "vitest";
import type { SheetGrid, Warning } from "../../src/model.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { encodeGbk, inputError } from "./encodings.js";

interface FieldSpec { readonly name: string; readonly type: string; readonly length: number }
type Value = string | Uint8Array;

/** A dBASE file by hand: fields and records as they lie in the file; a record that begins with "*" is deleted. */
function buildDbf(fields: readonly FieldSpec[], records: readonly (readonly Value[])[], options: { codePage?: number; deleted?: readonly number[]; encode?: (text: string) => Uint8Array; version?: number } = {}): Uint8Array {
  const encode = options.encode ?? encodeGbk;
  const header = 32 + fields.length * 32 + 1;
  const length = 1 + fields.reduce((sum, field) => sum + field.length, 0);
  const bytes = new Uint8Array(header + records.length * length + 1).fill(32, header);
  const view = new DataView(bytes.buffer);
  bytes.set([options.version ?? 0x03, 104, 5, 1]);
  view.setUint32(4, records.length, true);
  view.setUint16(8, header, true);
  view.setUint16(10, length, true);
  bytes[29] = options.codePage ?? 0;
  fields.forEach(({ name, type, length: width }, index) => {
    const at = 32 + index * 32;
    bytes.set(encode(name), at);
    bytes[at + 11] = type.charCodeAt(0);
    bytes[at + 16] = width;
  });
  bytes[header - 1] = 0x0d;
  records.forEach((record, row) => {
    let at = header + row * length;
    bytes[at++] = options.deleted?.includes(row) === true ? 0x2a : 0x20;
    record.forEach((value, column) => {
      bytes.set(typeof value === "string" ? encode(value) : value, at);
      at += fields[column]?.length ?? 0;
    });
  });
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

const FIELDS: readonly FieldSpec[] = [{ name: "XM", type: "C", length: 8 }, { name: "SFZH", type: "C", length: 18 }, { name: "CSRQ", type: "D", length: 8 }, { name: "ZNS", type: "N", length: 3 }, { name: "YX", type: "L", length: 1 }];

function read(bytes: Uint8Array, warnings: Warning[] = []): SheetGrid {
  return readWorkbook("镇/YLFN.DBF", bytes, { language: "zh", warn: (warning) => warnings.push(warning) })[0]!;
}

describe("dbf", () => {
  it.each([0x00, 0x03, 0x57, 0x7a, 0x4d])("reads GBK under code page byte %d, with types", (codePage) => {
    const grid = read(buildDbf(FIELDS, [["王秀英", "430203197503041234", "19750304", "  2", "T"], ["张兰", "", "", "", "?"]], { codePage }));
    expect(grid.sheet).toBe("YLFN");
    expect(grid.rows).toEqual([
      ["XM", "SFZH", "CSRQ", "ZNS", "YX"],
      ["王秀英", "430203197503041234", { kind: "date", value: 27457, shown: "1975/3/4" }, 2, true],
      ["张兰"],
    ]);
  });

  it("reads UTF-8 where the texts are, and Big5 where the code page says so", () => {
    const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
    const fields = [{ name: "XM", type: "C", length: 12 }];
    expect(read(buildDbf(fields, [["王秀英"], ["李兰"]], { encode: utf8 })).rows).toEqual([["XM"], ["王秀英"], ["李兰"]]);
    expect(read(buildDbf(fields, [[Uint8Array.of(0xa4, 0xfd)]], { codePage: 0x78 })).rows[1]).toEqual(["王"]);
  });

  it("keeps Chinese field names, 18 digits in a numeric field, and dates that do not exist", () => {
    const fields = [{ name: "姓名", type: "C", length: 6 }, { name: "SFZH", type: "N", length: 18 }, { name: "RQ", type: "D", length: 8 }];
    expect(read(buildDbf(fields, [["王", "430203197503041234", "20040500"]])).rows).toEqual([["姓名", "SFZH", "RQ"], ["王", "430203197503041234", "20040500"]]);
  });

  it("reads FoxPro's binary types", () => {
    const moment = new Uint8Array(8);
    new DataView(moment.buffer).setInt32(0, 2453127, true); // 2004-05-01
    const whole = Uint8Array.of(0xff, 0xff, 0xff, 0xff);
    const grid = read(buildDbf([{ name: "T", type: "T", length: 8 }, { name: "I", type: "I", length: 4 }], [[moment, whole]], { version: 0x30 }));
    expect(grid.rows[1]).toEqual([{ kind: "date", value: 38108, shown: "2004/5/1" }, -1]);
  });

  it("leaves deleted records out and says how many, and says which memo fields it cannot read", () => {
    const warnings: Warning[] = [];
    const grid = read(buildDbf([{ name: "XM", type: "C", length: 6 }, { name: "BZ", type: "M", length: 10 }], [["王", "         1"], ["李", ""], ["张", ""]], { deleted: [1] }), warnings);
    expect(grid.rows).toEqual([["XM", "BZ"], ["王"], ["张"]]);
    expect(warnings.map(({ code }) => code)).toEqual(["deletedRecords", "memoNotRead"]);
    expect(warnings[1]?.message).toContain("“BZ”");
  });

  it("says the row that is not in the code page, and refuses a file that breaks off", () => {
    const bytes = buildDbf(FIELDS, [["王秀英", "", "", "", ""], [Uint8Array.of(0xff, 0xff), "", "", "", ""]], { codePage: 0x7a });
    expect(inputError(() => read(bytes), "undecodable").row).toBe(3);
    const good = buildDbf(FIELDS, [["王秀英", "", "", "", ""], ["李", "", "", "", ""]]);
    inputError(() => read(good.subarray(0, good.length - 20)), "notAWorkbook");
    inputError(() => read(good.subarray(0, 40)), "notAWorkbook");
  });
});
