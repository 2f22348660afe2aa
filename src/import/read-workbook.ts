/**
 * Bytes → the sheets as people see them. What a file is, its content says, not its name: an .xls that a system exports is
 * often .xlsx, HTML or tab-separated text. Runs in the browser too.
 */
import type { Language, SheetGrid, Warning } from "../model.js";
import { looksTabular, readCsv } from "./csv-reader.js";
import { looksLikeDbf, readDbf } from "./dbf-reader.js";
import { declaredCharset, looksLikeHtml, readHtml } from "./html-reader.js";
import { notAWorkbook, undecodable } from "./input-error.js";
import { ReadContext } from "./read-context.js";
import { decodeBytes } from "./text-encoding.js";
import { readXls, readXmlSpreadsheet } from "./xls-reader.js";
import { readXlsx } from "./xlsx-reader.js";

export { isResultWorkbook, RESULT_KEYWORD } from "./xlsx-reader.js";

export interface ReadOptions {
  readonly language: Language;
  /** Receives what is odd but usable. */
  readonly warn?: (warning: Warning) => void;
}

/** Endings of the files that are read; anything else in a folder is left alone with a warning. */
export const EXTENSIONS: readonly string[] = [".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".dbf"];

/**
 * @param name the file as it shall be named in findings (relative to the PATH given)
 * @throws InputError passwordProtected, notAWorkbook, brokenQuote, undecodable
 */
export function readWorkbook(name: string, bytes: Uint8Array, options: ReadOptions): SheetGrid[] {
  const context = new ReadContext(name, options.language, options.warn);
  const ending = /\.[^./\\]*$/.exec(name)?.[0].toLowerCase() ?? "";
  const isText = ending !== ".xlsx" && ending !== ".xlsm" && ending !== ".xls" && ending !== ".dbf";
  if (bytes.length === 0) {
    if (!isText) throw notAWorkbook(name, { zh: "文件是空的", en: "the file is empty" });
    return [readCsv(name, "")];
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return readXlsx(name, bytes, context);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]) || isBareBiff(bytes)) return readXls(name, bytes, context);
  const binary = BINARY.find(({ magic }) => startsWith(bytes, magic));
  if (binary !== undefined) throw notAWorkbook(name, binary.what);
  if (looksLikeDbf(bytes) && (ending === ".dbf" || !isText || bytes[0] !== 0x30)) return [readDbf(name, bytes, context)];
  if (ending === ".dbf") throw notAWorkbook(name, { zh: "文件头不是 DBF", en: "it has no DBF header" });
  return readText(name, bytes, isText, context);
}

function readText(name: string, bytes: Uint8Array, isText: boolean, context: ReadContext): SheetGrid[] {
  const decoded = decodeDeclared(bytes) ?? decodeBytes(bytes);
  if (decoded === null) {
    if (isText && !looksBinary(bytes)) throw undecodable(name);
    throw notAWorkbook(name, { zh: "内容认不出", en: "its content is not recognised" });
  }
  const { text } = decoded;
  if (/^\s*<\?xml/.test(text) && text.slice(0, 4096).includes("urn:schemas-microsoft-com:office:spreadsheet") && /<(?:\w+:)?Workbook\b/.test(text.slice(0, 4096))) {
    return readXmlSpreadsheet(name, text, context);
  }
  if (looksLikeHtml(text)) {
    const grid = readHtml(name, text);
    if (grid === null) throw notAWorkbook(name, { zh: "是网页，里面没有表格", en: "it is a web page without a table" });
    return [grid];
  }
  if (/^(?:MIME-Version|From:|Content-Type:\s*multipart)/i.test(text)) throw notAWorkbook(name, { zh: "是单个文件网页（.mht）", en: "it is a web archive (.mht)" });
  if (text.startsWith("{\\rtf")) throw notAWorkbook(name, { zh: "是 RTF 文档", en: "it is an RTF document" });
  // A name that promises a workbook, and text in it: only if it is plainly a table.
  if (!isText && !looksTabular(text)) throw notAWorkbook(name, { zh: "里面只是一段文字", en: "it only holds some text" });
  return [readCsv(name, text)];
}

/** An HTML page that names its charset is taken at its word, if the word holds. */
function decodeDeclared(bytes: Uint8Array): { readonly text: string } | null {
  const charset = declaredCharset(bytes);
  if (charset === null || charset === "unicode" || (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe)) return null;
  try {
    return { text: new TextDecoder(charset === "gb2312" || charset === "gbk" ? "gb18030" : charset, { fatal: true }).decode(bytes) };
  } catch {
    return null;
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** Excel 2–4 files have no container: they begin with their BOF record. */
function isBareBiff(bytes: Uint8Array): boolean {
  return bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1]!) && bytes[3] === 0 && bytes[2]! >= 4 && bytes[2]! <= 16;
}

/** A share of control characters that no text has; UTF-16 is known by its mark. */
function looksBinary(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return false;
  let controls = 0;
  const end = Math.min(bytes.length, 4096);
  for (let at = 0; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  }
  return controls > end / 50;
}

const BINARY: readonly { readonly magic: readonly number[]; readonly what: { readonly zh: string; readonly en: string } }[] = [
  { magic: [0x25, 0x50, 0x44, 0x46], what: { zh: "是 PDF", en: "it is a PDF" } },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: { zh: "是图片", en: "it is a picture" } },
  { magic: [0xff, 0xd8, 0xff], what: { zh: "是图片", en: "it is a picture" } },
  { magic: [0x47, 0x49, 0x46, 0x38], what: { zh: "是图片", en: "it is a picture" } },
  { magic: [0x52, 0x61, 0x72, 0x21], what: { zh: "是 RAR 压缩包，请先解压", en: "it is a RAR archive: unpack it first" } },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], what: { zh: "是 7z 压缩包，请先解压", en: "it is a 7z archive: unpack it first" } },
  { magic: [0x1f, 0x8b], what: { zh: "是压缩包，请先解压", en: "it is an archive: unpack it first" } },
];
