/**
 * .dbf (dBASE, FoxPro) → one grid: row 1 holds the field names, as Excel opens it. Read here, strictly, since the libraries
 * neither tell a wrong code page nor keep 18 digits in a numeric field.
 */
import type { CellValue, SheetGrid } from "../model.js";
import { errorCell } from "./cell-shaper.js";
import { GridBuilder } from "./grid-builder.js";
import { notAWorkbook, undecodable } from "./input-error.js";
import { numberFormat } from "./number-format.js";
import { fileStem, type ReadContext } from "./read-context.js";

const VERSIONS = new Set([0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8c, 0xcb, 0xf5]);
/** Code page byte → encoding; whatever is not named here is GBK in Chinese offices (0, 0x57 "system", 0x03 as FoxPro writes it). */
const CODE_PAGES: Readonly<Record<number, string>> = { 0x4f: "big5", 0x78: "big5", 0x4e: "euc-kr", 0x79: "euc-kr", 0x13: "shift_jis", 0x7b: "shift_jis", 0xc8: "windows-1250", 0xc9: "windows-1251" };
const SHORT_DATE = numberFormat("yyyy/m/d");

interface Field {
  /** Where the name lies in the header, and its length. */
  readonly nameAt: number;
  readonly nameLength: number;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

export function looksLikeDbf(bytes: Uint8Array): boolean {
  if (bytes.length < 65 || !VERSIONS.has(bytes[0]!)) return false;
  const header = bytes[8]! | (bytes[9]! << 8);
  const record = bytes[10]! | (bytes[11]! << 8);
  return header >= 65 && record >= 2 && bytes[2]! <= 12 && bytes[3]! <= 31 && header <= bytes.length && isLetter(bytes[32]!);
}

/** @throws InputError notAWorkbook if broken off, undecodable with the row */
export function readDbf(file: string, bytes: Uint8Array, context: ReadContext): SheetGrid {
  const sheet = fileStem(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(4, true);
  const headerLength = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  const fields = readFields(bytes, headerLength);
  const last = fields[fields.length - 1];
  if (last === undefined || last.offset + last.length > recordLength || headerLength + count * recordLength > bytes.length) {
    throw notAWorkbook(file, { zh: "文件不完整或已损坏", en: "it is broken off or damaged" });
  }
  const decode = decoderFor(file, bytes, headerLength, recordLength, count, fields);
  const builder = new GridBuilder();
  const names = fields.map((field) => decode(bytes.subarray(field.nameAt, field.nameAt + field.nameLength), 1));
  names.forEach((name, column) => builder.cell(column, name));
  builder.endRow(0);
  let deleted = 0;
  let row = 1;
  const memos = new Set<string>();
  for (let record = 0; record < count; record++) {
    const start = headerLength + record * recordLength;
    if (bytes[start] === 0x2a) {
      deleted++; // marked as deleted; Excel does not show it
      continue;
    }
    for (let column = 0; column < fields.length; column++) {
      const field = fields[column]!;
      const from = start + field.offset;
      if ("MGPB".includes(field.type) && !(field.type === "B" && field.length === 8)) {
        if (!blank(bytes, from, from + field.length)) memos.add(names[column] ?? "");
        continue;
      }
      builder.cell(column, readField(bytes, view, from, field, row + 1, decode));
    }
    builder.endRow(row++);
  }
  if (deleted > 0) {
    context.warn("deletedRecords", sheet, null, {
      zh: `“${file}”里有 ${deleted} 条记录已打删除标记，没有读入（Excel 里也看不到）。`,
      en: `"${file}": ${deleted} record(s) are marked as deleted and were not read (Excel does not show them either).`,
    });
  }
  for (const name of memos) {
    context.warn("memoNotRead", sheet, null, {
      zh: `“${file}”的备注型字段“${name}”存在另一个文件里，没有读入：需要核对这一列时，请在原程序里导出为 .xls 或 .csv。`,
      en: `"${file}": the memo field "${name}" is kept in another file and was not read: export the table as .xls or .csv if it is needed.`,
    });
  }
  return builder.grid(file, sheet, false);
}

function readFields(bytes: Uint8Array, headerLength: number): Field[] {
  const fields: Field[] = [];
  let offset = 1; // after the deletion mark
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== 0x0d; at += 32) {
    const type = String.fromCharCode(bytes[at + 11]!);
    // Character fields may be longer than 255: the high byte stands where others keep their decimals.
    const length = bytes[at + 16]! + (type === "C" ? bytes[at + 17]! << 8 : 0);
    if (type !== "0") fields.push({ nameAt: at, nameLength: nameLength(bytes, at), type, offset, length });
    offset += length;
  }
  return fields;
}

function nameLength(bytes: Uint8Array, at: number): number {
  let length = 0;
  while (length < 11 && bytes[at + length] !== 0) length++;
  return length;
}

type Decode = (bytes: Uint8Array, row: number) => string | null;

/** UTF-8 if all texts are valid UTF-8 beyond ASCII (exports of newer programs), else the code page, else GBK. */
function decoderFor(file: string, bytes: Uint8Array, headerLength: number, recordLength: number, count: number, fields: readonly Field[]): Decode {
  const named = CODE_PAGES[bytes[29]!];
  let label = named ?? "gb18030";
  if (named === undefined && bytes[29] !== 0x7a && bytes[29] !== 0x4d && allUtf8(bytes, headerLength, recordLength, count, fields)) label = "utf-8";
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const known = new Map<string, string>();
  return (piece, row) => {
    let end = piece.length;
    while (end > 0 && (piece[end - 1] === 32 || piece[end - 1] === 0)) end--;
    if (end === 0) return null;
    let text: string;
    try {
      text = decoder.decode(piece.subarray(0, end));
    } catch {
      throw undecodable(file, row);
    }
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return same ?? text;
  };
}

function allUtf8(bytes: Uint8Array, headerLength: number, recordLength: number, count: number, fields: readonly Field[]): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let han = false;
  for (let record = 0; record < Math.min(count, 5000); record++) {
    for (const field of fields) {
      if (field.type !== "C") continue;
      const from = headerLength + record * recordLength + field.offset;
      try {
        han ||= /[\u3400-\u9fff]/.test(decoder.decode(bytes.subarray(from, from + field.length)));
      } catch {
        return false;
      }
    }
  }
  return han;
}

function readField(bytes: Uint8Array, view: DataView, from: number, field: Field, row: number, decode: Decode): CellValue {
  const piece = bytes.subarray(from, from + field.length);
  switch (field.type) {
    case "N": case "F": return readNumber(decode(piece, row)?.trim() ?? "");
    case "D": return readDate(decode(piece, row)?.trim() ?? "");
    case "L": {
      const mark = String.fromCharCode(piece[0] ?? 32).toUpperCase();
      return mark === "T" || mark === "Y" ? true : mark === "F" || mark === "N" ? false : null;
    }
    case "I": case "+": return view.getInt32(from, true);
    case "B": return view.getFloat64(from, true);
    case "Y": return Number(view.getBigInt64(from, true)) / 10000;
    case "T": case "@": return readMoment(view.getInt32(from, true), view.getInt32(from + 4, true));
    default: return decode(piece, row);
  }
}

/** More digits than a number keeps exactly stay text. */
function readNumber(text: string): CellValue {
  if (text === "") return null;
  if (text.startsWith("*")) return errorCell("#####"); // dBASE marks an overflow so
  const value = Number(text);
  return Number.isNaN(value) || text.replace(/\D/g, "").length > 15 ? text : value;
}

function readDate(text: string): CellValue {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (match === null) return text === "" ? null : text;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return text; // as it stands: the checks will say it
  const days = date.getTime() / 86400000 + 25569;
  return dateCell(days > 60 ? days : days - 1);
}

/** Julian day and milliseconds. */
function readMoment(day: number, milliseconds: number): CellValue {
  if (day === 0) return null;
  const serial = day - 2415019 + Math.round(milliseconds / 1000) / 86400;
  return dateCell(serial);
}

function dateCell(serial: number): CellValue {
  const shown = SHORT_DATE.show(serial);
  return shown === null ? errorCell("#####") : { kind: "date", value: serial, shown };
}

function blank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 32 && bytes[at] !== 0 && bytes[at] !== 48) return false;
  return true;
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte >= 0x80 || byte === 0x5f;
}
