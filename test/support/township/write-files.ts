/** A township on disk: one workbook, or a folder with a file per record and village, in the formats that offices send. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import * as XLSX from "@e965/xlsx";
import { dbf, encodeText } from "./encode.js";
import type { DbfColumn, TextEncoding } from "./encode.js";
import { RECORD_TITLES } from "./plan-sheets.js";
import type { Cell, Sheet, Township, Truth, TruthCell } from "./types.js";

/** xlsx: one workbook. folder: .xlsx per sheet. xls, csv: per sheet. dbf: the bare export as .dbf, the rest as .xlsx files. */
export const FORMATS = ["xlsx", "folder", "xls", "csv", "dbf"] as const;
export type Format = (typeof FORMATS)[number];

export interface WrittenTownship {
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** The truth with the files and sheets as they were written. */
  readonly truth: Truth;
}

export function writeTownship(township: Township, dir: string, format: Format): WrittenTownship {
  mkdirSync(dir, { recursive: true });
  const places = new Map<string, { file: string; sheet: string }>();
  const files: string[] = [];
  const save = (file: string, bytes: Uint8Array): void => {
    const path = join(dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    files.push(file);
  };
  if (format === "xlsx") {
    const file = township.books[0]?.file ?? "book.xlsx";
    save(file, workbook(township.books, "xlsx"));
    for (const sheet of township.books) places.set(sheet.sheet, { file, sheet: sheet.sheet });
  } else {
    township.books.forEach((sheet, i) => {
      const stem = sheet.sheet.replace(/[<>:"/\\|?*]/g, "_");
      const folder = RECORD_TITLES[sheet.record];
      const bare = format === "dbf" && isBare(sheet);
      const extension = bare ? "dbf" : format === "dbf" || format === "folder" ? "xlsx" : format;
      const file = `${folder}/${stem}.${extension}`;
      if (bare) save(file, dbfOf(sheet));
      else if (extension === "csv") save(file, encodeText(csv(sheet), (["utf8", "bom", "gbk"] as const satisfies readonly TextEncoding[])[i % 3] ?? "utf8"));
      else save(file, workbook([sheet], extension === "xls" ? "biff8" : "xlsx"));
      places.set(sheet.sheet, { file, sheet: bare || extension === "csv" ? stem : sheet.sheet });
    });
  }
  const move = (cell: TruthCell): TruthCell => ({ ...cell, ...places.get(cell.sheet) });
  const truth: Truth = {
    ...township.truth,
    errors: township.truth.errors.map((e) => ({ ...e, cells: e.cells.map(move), anyOf: e.anyOf.map(move) })),
    lawful: township.truth.lawful.map((l) => ({ ...l, cells: l.cells.map(move) })),
  };
  writeFileSync(join(dir, "truth.json"), `${JSON.stringify(truth, null, 1)}\n`);
  return { files, truth };
}

/** Headings are program names in row 1. */
function isBare(sheet: Sheet): boolean {
  return sheet.record === "electronicLedger" && (sheet.rows[0] ?? []).every((c) => typeof c === "string" && /^[A-Z0-9_]{1,10}$/.test(c));
}

export function shown(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? cell.shown : String(cell);
}

function csv(sheet: Sheet): string {
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return sheet.rows.map((row) => Array.from({ length: sheet.columnCount }, (_, c) => quote(shown(row[c]))).join(",")).join("\r\n") + "\r\n";
}

function dbfOf(sheet: Sheet): Uint8Array {
  const [head = [], ...rows] = sheet.rows;
  const text = rows.map((row) => head.map((_, c) => shown(row[c]).trim()));
  const columns: DbfColumn[] = head.map((name, c) => {
    const values = text.map((row) => row[c] ?? "").filter((v) => v !== "");
    const date = values.length > 0 && values.every((v) => /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(v));
    return { name: shown(name), type: date ? "D" : values.length > 0 && values.every((v) => /^\d{1,3}$/.test(v)) ? "N" : "C" };
  });
  return dbf(columns, text);
}

const ERRORS: Record<string, number> = { "#N/A": 42, "#REF!": 23, "#VALUE!": 15, "#NAME?": 29, "#DIV/0!": 7 };

function cellOf(cell: Cell): XLSX.CellObject | undefined {
  if (cell === null) return undefined;
  if (typeof cell === "string") return { t: "s", v: cell };
  if (typeof cell === "boolean") return { t: "b", v: cell };
  if (typeof cell === "number") return { t: "n", v: cell };
  if (cell.kind === "error") return { t: "e", v: ERRORS[String(cell.value)] ?? 42, w: cell.shown };
  if (cell.kind === "date") return { t: "n", v: Number(cell.value), z: dateFormat(cell.shown) };
  return typeof cell.value === "number" ? { t: "n", v: cell.value } : { t: "s", v: String(cell.value) };
}

/** The number format that shows a date the way the grid says it is shown. */
function dateFormat(text: string): string {
  if (text.includes("年")) return 'yyyy"年"m"月"d"日"';
  const padded = /^\d{4}\D\d{2}\D\d{2}$/.test(text) && /\D0\d/.test(text);
  const mark = text[4] ?? "-";
  return padded || mark === "-" ? `yyyy${mark}mm${mark}dd` : `yyyy${mark}m${mark}d`;
}

/** What the data are, for whoever opens the file. */
const NOTE = [
  "说明:本工作簿全部是程序生成的合成数据,人名、身份证号、村名、日期都是虚构的,与任何真实的人和单位无关。",
  "Note: everything in this workbook is synthetic. Names, ID numbers, villages and dates are made up by a program and belong to nobody.",
];

/** Characters that show most cells of each column; titles, which stand across columns, count no further than a name would. */
export function columnWidths(sheet: Pick<Sheet, "rows" | "columnCount">): number[] {
  return Array.from({ length: sheet.columnCount }, (_, column) => {
    const widths = sheet.rows.slice(2, 200).map((row) => [...shown(row[column])].reduce((sum, letter) => sum + (letter > "\u00ff" ? 2 : 1), 0)).filter((width) => width > 0 && width <= 24);
    return Math.min(22, Math.max(6, ...widths) + 1);
  });
}

function workbook(sheets: readonly Sheet[], type: "xlsx" | "biff8"): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const sheet of sheets) {
    const out: XLSX.WorkSheet = { "!data": sheet.rows.map((row) => row.map(cellOf)) } as unknown as XLSX.WorkSheet;
    out["!ref"] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(0, sheet.rows.length - 1), c: Math.max(0, sheet.columnCount - 1) } });
    out["!merges"] = sheet.merges.map((m) => ({ s: { r: m.top, c: m.left }, e: { r: m.bottom, c: m.right } }));
    if (sheet.hiddenRows.length > 0) {
      const rows: XLSX.RowInfo[] = [];
      for (const r of sheet.hiddenRows) rows[r] = { hidden: true };
      out["!rows"] = rows;
    }
    out["!cols"] = columnWidths(sheet).map((wch) => ({ wch }));
    XLSX.utils.book_append_sheet(book, out, sheet.sheet);
  }
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(NOTE.map((line) => [line])), "说明");
  const bytes = new Uint8Array(XLSX.write(book, { type: "buffer", bookType: type, compression: true, bookSST: true }) as Buffer);
  // SheetJS compresses in haste; packed anew the file is less than half as large.
  return type === "xlsx" ? zipSync(unzipSync(bytes), { level: 9, mtime: new Date(2004, 9, 8) }) : bytes;
}
