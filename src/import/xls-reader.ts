/**
 * .xls (Excel 97–2003, and the older forms FoxPro writes) and XML Spreadsheet 2003, by SheetJS. What it reads is put into the
 * same shape, by the same formatter, as .xlsx.
 */
import { CFB, read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from "@e965/xlsx";
import type { CellValue, SheetGrid } from "../model.js";
import { CellShaper, errorCell } from "./cell-shaper.js";
import { GridBuilder } from "./grid-builder.js";
import { notAWorkbook, passwordProtected, undecodable } from "./input-error.js";
import { BUILTIN_FORMATS, numberFormat, type NumberFormat } from "./number-format.js";
import type { ReadContext } from "./read-context.js";

const DAMAGED = { zh: "文件不完整或已损坏", en: "it is broken off or damaged" };
const ERROR_NAMES: Readonly<Record<number, string>> = {
  0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A", 0x2b: "#GETTING_DATA",
};
const GBK = 936;

/** @throws InputError passwordProtected, notAWorkbook, undecodable */
export function readXls(file: string, bytes: Uint8Array, context: ReadContext): SheetGrid[] {
  let stream: Uint8Array = bytes;
  if (bytes[0] === 0xd0) {
    let names: readonly string[];
    let found: Uint8Array | undefined;
    try {
      const container = CFB.read(bytes, { type: "array" }) as { FullPaths: string[]; FileIndex: { content?: Uint8Array | number[] }[] };
      names = container.FullPaths.map((path) => path.slice(path.indexOf("/") + 1).toLowerCase());
      const content = container.FileIndex[names.findIndex((name) => name === "workbook" || name === "book")]?.content;
      found = content === undefined ? undefined : Uint8Array.from(content);
    } catch {
      throw notAWorkbook(file, DAMAGED);
    }
    if (names.some((name) => name === "encryptedpackage" || name === "encryptioninfo")) throw passwordProtected(file);
    if (found === undefined) {
      throw notAWorkbook(file, names.includes("worddocument") ? { zh: "是 Word 文档", en: "it is a Word document" } : { zh: "里面没有工作簿", en: "it holds no workbook" });
    }
    stream = found;
  }
  const { version, encrypted, complete } = inspect(stream);
  if (encrypted) throw passwordProtected(file);
  if (!complete) throw notAWorkbook(file, DAMAGED);
  if (version < 8) useCodePages();
  const workbook = parse(file, () => read(bytes, { type: "array", dense: true, cellText: false, cellNF: true, cellFormula: false, cellHTML: false, codepage: GBK }));
  return convert(file, workbook, context);
}

/** Excel 2002's XML format, which reporting systems still write as .xls. @throws InputError notAWorkbook */
export function readXmlSpreadsheet(file: string, text: string, context: ReadContext): SheetGrid[] {
  return convert(file, parse(file, () => read(text, { type: "string", dense: true, cellText: false, cellNF: true, cellFormula: false, cellHTML: false })), context);
}

/** Runs SheetJS: its number formats are global, and it tells of unknown records on the console, where only ours shall stand. */
function parse(file: string, run: () => WorkBook): WorkBook {
  for (const [id, code] of Object.entries(BUILTIN_FORMATS)) SSF.load(code, Number(id));
  const tell = console.error;
  console.error = () => { /* "Missing Info for XLS Record" */ };
  try {
    return run();
  } catch (error) {
    if (error instanceof UndecodableText) throw undecodable(file);
    if (error instanceof Error && error.message.includes("password")) throw passwordProtected(file);
    throw notAWorkbook(file, DAMAGED); // SheetJS throws whatever it stumbles upon
  } finally {
    console.error = tell;
  }
}

/** Walks the records once: version, FILEPASS, and whether every worksheet that is announced is there and ends. */
function inspect(stream: Uint8Array): { readonly version: number; readonly encrypted: boolean; readonly complete: boolean } {
  let version = 8;
  let depth = 0;
  let begun = 0; // substreams: the workbook's own, then one for each sheet
  let announced = 0;
  let at = 0;
  while (at + 4 <= stream.length) {
    const type = stream[at]! | (stream[at + 1]! << 8);
    const length = stream[at + 2]! | (stream[at + 3]! << 8);
    if (at + 4 + length > stream.length) break;
    if (type === 0x0009 || type === 0x0209 || type === 0x0409 || type === 0x0809) {
      if (begun === 0) version = type === 0x0809 ? (stream[at + 5] === 6 ? 8 : 5) : 4;
      if (depth++ === 0) begun++;
    } else if (type === 0x000a) {
      // What follows the last substream is padding.
      if (--depth === 0 && begun > announced) return { version, encrypted: false, complete: true };
    } else if (type === 0x002f) {
      return { version, encrypted: true, complete: true };
    } else if (type === 0x0085 && stream[at + 9] === 0) {
      announced++; // a worksheet, no chart or macro
    }
    at += 4 + length;
  }
  return { version, encrypted: false, complete: false };
}

function convert(file: string, workbook: WorkBook, context: ReadContext): SheetGrid[] {
  const styles = new Styles(workbook.Workbook?.WBProps?.date1904 === true);
  const grids = workbook.SheetNames.flatMap((name, index): SheetGrid[] => {
    const sheet = workbook.Sheets[name];
    const kind = (sheet as { "!type"?: string } | undefined)?.["!type"];
    if (sheet === undefined || kind === "chart" || kind === "macro" || kind === "dialog") return [];
    return [convertSheet(file, name, sheet, (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, styles)];
  });
  if (grids.length === 0) throw notAWorkbook(file, { zh: "里面没有工作表", en: "it holds no worksheet" });
  for (const code of styles.misunderstood) {
    context.warn("formatNotUnderstood", null, null, {
      zh: `数字格式“${code}”看不懂，这些格子按原来的数字读：请看看是否与 Excel 里显示的一致。`,
      en: `The number format "${code}" is not understood; its cells are read as plain numbers: check that they read as in Excel.`,
    });
  }
  return grids;
}

function convertSheet(file: string, name: string, sheet: WorkSheet, hidden: boolean, styles: Styles): SheetGrid {
  const builder = new GridBuilder();
  const data = ((sheet as { "!data"?: (CellObject | undefined)[][] })["!data"] ?? []);
  const known = new Map<string, string>();
  for (let row = 0; row < data.length; row++) {
    const cells = data[row];
    if (cells === undefined) continue;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (cell !== undefined) builder.cell(column, convertCell(cell, styles, known));
    }
    builder.endRow(row);
  }
  for (const { s, e } of sheet["!merges"] ?? []) builder.merge({ top: s.r, left: s.c, bottom: e.r, right: e.c });
  (sheet["!rows"] ?? []).forEach((row, index) => {
    if (row?.hidden === true) builder.hide(index);
  });
  return builder.grid(file, name, hidden);
}

function convertCell(cell: CellObject, styles: Styles, known: Map<string, string>): CellValue {
  const value = cell.v;
  switch (cell.t) {
    case "n": return typeof value === "number" ? styles.shaper.number(styles.of(cell.z), value) : null;
    case "s": {
      const text = String(value ?? "").replace(/\r\n?/g, "\n");
      const same = known.get(text);
      if (same === undefined) known.set(text, text);
      return styles.shaper.text(styles.of(cell.z), same ?? text);
    }
    case "b": return value === true;
    case "e": return errorCell(typeof value === "number" ? (ERROR_NAMES[value] ?? "#VALUE!") : String(value ?? "#VALUE!"));
    case "d": return value instanceof Date ? styles.shaper.serialDate(styles.of(cell.z ?? "yyyy/m/d"), value.getTime() / 86400000 + 25569) : null;
    default: return null;
  }
}

/** Number formats met in the workbook, numbered as they come. */
class Styles {
  private readonly formats: NumberFormat[] = [];
  private readonly numbers = new Map<string, number>();
  readonly misunderstood = new Set<string>();
  readonly shaper: CellShaper;

  constructor(date1904: boolean) {
    this.shaper = new CellShaper(this.formats, date1904);
  }

  of(code: string | number | undefined): number {
    // "m/d/yy" is how programs name the built-in short date, which Excel shows in the system's style.
    const named = typeof code === "number" ? (BUILTIN_FORMATS[code] ?? "General") : code === "m/d/yy" ? "yyyy/m/d" : (code ?? "General");
    let number = this.numbers.get(named);
    if (number === undefined) {
      number = this.formats.length;
      this.numbers.set(named, number);
      this.formats.push(numberFormat(named, (bad) => this.misunderstood.add(bad)));
    }
    return number;
  }
}

class UndecodableText extends Error {}

/** Files older than Excel 97 keep text in the system's code page. SheetJS asks for tables; the platform's decoders serve. */
function useCodePages(): void {
  const label = (page: number): string => {
    switch (page) {
      case 1200: return "utf-16le";
      case 1201: return "utf-16be";
      case 65001: return "utf-8";
      case 950: return "big5";
      case 932: return "shift_jis";
      case 949: return "euc-kr";
      case 10000: return "macintosh";
      case 28591: return "iso-8859-1";
      default: return page >= 1250 && page <= 1258 && page !== 1252 ? `windows-${page}` : "gb18030"; // old programs write 1252 whatever the text is
    }
  };
  set_cptable({
    utils: {
      hascp: () => true,
      decode(page: number, data: ArrayLike<number>): string {
        try {
          return new TextDecoder(label(page), { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(data));
        } catch {
          throw new UndecodableText();
        }
      },
      encode(page: number, text: string, type?: string): unknown {
        const units = page === 1200 ? text.split("").flatMap((unit) => [unit.charCodeAt(0) & 255, unit.charCodeAt(0) >> 8]) : [...new TextEncoder().encode(text)];
        return type === "str" ? String.fromCharCode(...units) : units;
      },
    },
  });
}

