/** .xlsx and .xlsm → grids. Written for this project: measured against libraries in docs/decisions/readers.md. */
import type { SheetGrid } from "../model.js";
import { CellShaper } from "./cell-shaper.js";
import { InputError, notAWorkbook, passwordProtected } from "./input-error.js";
import type { NumberFormat } from "./number-format.js";
import type { ReadContext } from "./read-context.js";
import { readKeywords, readRelationships, readSharedStrings, readStyles, readWorkbookPart, scanPart } from "./xlsx-parts.js";
import { SHEET_TAGS, SheetHandler } from "./xlsx-sheet.js";
import { XmlError } from "./xml-scanner.js";
import { ZipArchive, ZipError } from "./zip-archive.js";

/** What the result writer puts into the document property "keywords" of its workbooks. */
export const RESULT_KEYWORD = "ledger-reconcile-result";

const DAMAGED = { zh: "文件不完整或已损坏", en: "it is broken off or damaged" };

/** @throws InputError passwordProtected, notAWorkbook */
export function readXlsx(file: string, bytes: Uint8Array, context: ReadContext): SheetGrid[] {
  let sheet: string | null = null;
  let handler: SheetHandler | null = null;
  try {
    const archive = new ZipArchive(bytes);
    const root = [...readRelationships(archive, "").values()].find(({ type }) => type === "officeDocument");
    const workbookEntry = archive.find(root?.target ?? "xl/workbook.xml");
    if (workbookEntry === null || !/workbook[^/]*\.xml$/i.test(workbookEntry.name)) throw notAWorkbook(file, kindOfPackage(archive));
    const workbookPart = workbookEntry.name;
    const relationships = readRelationships(archive, workbookPart);
    const { sheets, date1904 } = readWorkbookPart(archive, workbookEntry);
    const part = (type: string) => {
      const target = [...relationships.values()].find((relationship) => relationship.type === type)?.target;
      return target === undefined ? null : archive.find(target);
    };
    const stylesEntry = part("styles");
    const stringsEntry = part("sharedStrings");
    const formats: NumberFormat[] = stylesEntry === null ? [] : readStyles(archive, stylesEntry, (code) => {
      context.warn("formatNotUnderstood", null, null, {
        zh: `数字格式“${code}”看不懂，这些格子按原来的数字读：请看看是否与 Excel 里显示的一致。`,
        en: `The number format "${code}" is not understood; its cells are read as plain numbers: check that they read as in Excel.`,
      });
    });
    const strings = stringsEntry === null ? [] : readSharedStrings(archive, stringsEntry);
    const shaper = new CellShaper(formats, date1904);
    const known = new Map<string, string>();
    const grids: SheetGrid[] = [];
    for (const { name, relationship, hidden } of sheets) {
      const target = relationships.get(relationship);
      if (target !== undefined && target.type !== "worksheet") continue; // chart, dialog and macro sheets hold no cells
      sheet = name;
      const entry = target === undefined ? null : archive.find(target.target);
      if (entry === null) throw new ZipError("damaged", `no part for sheet ${name}`);
      handler = new SheetHandler({ strings, shaper, known });
      scanPart(archive, entry, SHEET_TAGS, handler);
      grids.push(handler.grid(file, name, hidden));
      if (handler.firstUncalculated !== null) context.warnUncalculated(name, handler.firstUncalculated, handler.uncalculated);
    }
    if (grids.length === 0) throw notAWorkbook(file, { zh: "里面没有工作表", en: "it holds no worksheet" });
    return grids;
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof ZipError && error.kind === "encrypted") throw passwordProtected(file);
    if (error instanceof ZipError || error instanceof XmlError) {
      throw notAWorkbook(file, DAMAGED, sheet, handler?.currentRow ?? null);
    }
    throw error;
  }
}

/** Whether the bytes are a result workbook that this program wrote. False for anything else, damaged files too. */
export function isResultWorkbook(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  try {
    return readKeywords(new ZipArchive(bytes)).split(/[\s,;，；]+/).includes(RESULT_KEYWORD);
  } catch (error) {
    if (error instanceof ZipError || error instanceof XmlError) return false; // the reader will say it
    throw error;
  }
}

function kindOfPackage(archive: ZipArchive): { zh: string; en: string } {
  const names = archive.names();
  if (names.some((name) => name.startsWith("word/"))) return { zh: "是 Word 文档", en: "it is a Word document" };
  if (names.some((name) => name.startsWith("ppt/"))) return { zh: "是演示文稿", en: "it is a presentation" };
  if (names.includes("xl/workbook.bin")) return { zh: "是二进制的 .xlsb", en: "it is a binary .xlsb" };
  if (names.includes("content.xml") && names.includes("mimetype")) return { zh: "是 OpenDocument 文件", en: "it is an OpenDocument file" };
  return { zh: "是压缩包，里面没有工作簿", en: "it is a zip archive without a workbook" };
}
