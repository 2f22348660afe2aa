/** An .xlsx or .xlsm file → a workbook in memory that remembers its file. */
import { InputError, notAWorkbook, passwordProtected } from "../../src/import/input-error.js";
import { XmlError } from "../../src/import/xml-scanner.js";
import { ZipError } from "../../src/import/zip-archive.js";
import { WorkbookModel } from "../model/workbook.js";
import { utf8 } from "./bytes.js";
import type { CellContext } from "./cells-read.js";
import { Package, resolveTarget, typeWord } from "./package.js";
import { readContext, readShared, remember } from "./source.js";
import { readSettings } from "./web-extensions.js";
import { readWorkbookPart } from "./workbook-xml.js";
import { readWorksheet } from "./worksheet.js";

/** @throws InputError passwordProtected, notAWorkbook: with a sentence in Chinese and English for whoever opened the file */
export function openXlsx(bytes: Uint8Array, name = "工作簿1.xlsx"): WorkbookModel {
  let sheetName: string | null = null;
  try {
    refuseOthers(bytes, name);
    const pack = new Package(bytes);
    const root = pack.relations("").find((relation) => typeWord(relation.type) === "officeDocument");
    const workbookPart = pack.find(root === undefined ? "xl/workbook.xml" : resolveTarget("", root.target));
    if (workbookPart === null || !/workbook[^/]*\.xml$/i.test(workbookPart)) throw notAWorkbook(name, kindOfPackage(pack));
    const book = new WorkbookModel(name);
    const source = readShared(pack, workbookPart, book);
    const sheets = readWorkbookPart(pack.tree(workbookPart), pack.relations(workbookPart), workbookPart, book);
    const cells: CellContext = { strings: source.strings, styles: source.styles.ids, date1904: book.date1904, known: new Map() };
    for (const { sheet, part } of sheets) {
      sheetName = sheet.name;
      const found = pack.find(part);
      if (found === null) throw new ZipError("damaged", `no part for sheet ${sheet.name}`);
      const context = readContext(source, book, found, pack.relations(found));
      source.sheets.set(sheet, readWorksheet(utf8(pack.bytes(found)), found, sheet, context, cells));
    }
    if (book.sheets.length === 0) throw notAWorkbook(name, { zh: "里面没有工作表", en: "it holds no worksheet" });
    readSettings(pack, book);
    source.active = book.active;
    remember(book, source);
    return book;
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof ZipError && error.kind === "encrypted") throw passwordProtected(name);
    if (error instanceof ZipError || error instanceof XmlError) throw notAWorkbook(name, { zh: "文件不完整或已损坏", en: "it is broken off or damaged" }, sheetName);
    throw error;
  }
}

/** Files that are no zip at all: an encrypted workbook lies in the same kind of container as an old .xls. */
function refuseOthers(bytes: Uint8Array, name: string): void {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return;
  if (bytes.length === 0) throw notAWorkbook(name, { zh: "文件是空的", en: "the file is empty" });
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    const marker = [..."EncryptedPackage"].flatMap((char) => [char.charCodeAt(0), 0]);
    for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1)) if (marker.every((byte, n) => bytes[at + n] === byte)) throw passwordProtected(name);
    throw notAWorkbook(name, { zh: "是旧的 .xls 格式", en: "it is in the old .xls format" });
  }
  throw notAWorkbook(name, { zh: "不是 .xlsx 文件", en: "it is no .xlsx file" });
}

function kindOfPackage(pack: Package): { zh: string; en: string } {
  const names = pack.names().map((name) => name.toLowerCase());
  if (names.some((name) => name.startsWith("word/"))) return { zh: "是 Word 文档", en: "it is a Word document" };
  if (names.some((name) => name.startsWith("ppt/"))) return { zh: "是演示文稿", en: "it is a presentation" };
  if (names.includes("xl/workbook.bin")) return { zh: "是二进制的 .xlsb", en: "it is a binary .xlsb" };
  if (names.includes("content.xml") && names.includes("mimetype")) return { zh: "是 OpenDocument 文件", en: "it is an OpenDocument file" };
  return { zh: "是压缩包，里面没有工作簿", en: "it is a zip archive without a workbook" };
}
