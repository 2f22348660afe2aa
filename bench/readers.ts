/**
 * Readers side by side: seconds, memory and fidelity on a generated book of 50,000 rows × 15 columns (dates, 18-digit numbers
 * as text, merged cells). Each measurement runs in a process of its own. Results are discussed in docs/decisions/readers.md.
 *
 *     node scripts/run.mjs bench/readers.ts              50,000 rows, all readers
 *     node scripts/run.mjs bench/readers.ts --million    1,048,576 rows × 12 columns as well
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as XLSX from "@e965/xlsx";
import { strToU8, Zip, ZipDeflate } from "fflate";
import type { CellValue, SheetGrid } from "../src/model.js";
import { readWorkbook } from "../src/import/read-workbook.js";

const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
const GIVEN = "秀英桂兰玉梅红丽芳霞艳娟敏静燕云珍莲凤春";

interface Row { readonly name: string; readonly id: string; readonly birth: number; readonly marriage: number }

function rowAt(index: number): Row {
  const pick = (text: string, n: number): string => text[n % text.length] ?? "";
  const birth = 20000 + (index * 7919) % 12000;
  return {
    name: pick(SURNAMES, index * 13) + pick(GIVEN, index * 7) + pick(GIVEN, index * 3 + (index >> 6)),
    id: `430203${19600000 + index}`.padEnd(14, "0") + String(1000 + (index % 9000)),
    birth, marriage: birth + 8000 + (index % 900),
  };
}

/** The same sheet for all formats, written by SheetJS. */
function sheetOf(rows: number): XLSX.WorkSheet {
  const sheet: XLSX.WorkSheet = { "!ref": `A1:O${rows + 3}`, "!merges": [XLSX.utils.decode_range("A1:O1")] };
  const data: (XLSX.CellObject | undefined)[][] = [[{ t: "s", v: "荷塘镇2004年育龄妇女台帐" }], []];
  data.push(["序号", "村", "组别", "姓名", "身份证号码", "出生日期", "婚姻状况", "初婚日期", "丈夫姓名", "男", "女", "避孕措施", "措施日期", "户口性质", "备注"].map((v) => ({ t: "s", v })));
  for (let index = 0; index < rows; index++) {
    const { name, id, birth, marriage } = rowAt(index);
    data.push([
      { t: "n", v: index + 1 }, { t: "s", v: `第${index % 12}村` }, { t: "n", v: index % 9 }, { t: "s", v: name }, { t: "s", v: id, z: "@" },
      { t: "n", v: birth, z: "yyyy/m/d" }, { t: "s", v: "已婚" }, { t: "n", v: marriage, z: 'yyyy"年"m"月"' }, { t: "s", v: `${name[0] ?? ""}建国` },
      { t: "n", v: index % 2 }, { t: "n", v: (index + 1) % 2 }, { t: "s", v: index % 3 ? "上环" : "药具" }, { t: "n", v: marriage + 400, z: "yyyy.m.d" },
      { t: "s", v: "农业" }, index % 10 ? undefined : { t: "s", v: `备注${index}` },
    ]);
    if (index % 50 === 0) sheet["!merges"]!.push({ s: { r: index + 3, c: 1 }, e: { r: index + 7, c: 1 } });
  }
  (sheet as Record<string, unknown>)["!data"] = data;
  return sheet;
}

/** A million rows of inline XML, streamed into the zip: no library here writes it within memory. */
function writeMillion(path: string, rows: number): void {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((_error, piece) => pieces.push(piece));
  const add = (name: string, text: Iterable<string>): void => {
    const file = new ZipDeflate(name, { level: 1 });
    zip.add(file);
    for (const part of text) file.push(strToU8(part));
    file.push(new Uint8Array(0), true);
  };
  const ns = "http://schemas.openxmlformats.org";
  add("[Content_Types].xml", [`<Types xmlns="${ns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`]);
  add("_rels/.rels", [`<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="r1" Type="${ns}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`]);
  add("xl/workbook.xml", [`<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets><sheet name="手工台帐" sheetId="1" r:id="r1"/></sheets></workbook>`]);
  add("xl/_rels/workbook.xml.rels", [`<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="r1" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${ns}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`]);
  add("xl/styles.xml", [`<styleSheet xmlns="${ns}/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`]);
  add("xl/worksheets/sheet1.xml", (function* () {
    yield `<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>`;
    const inline = (column: string, row: number, text: string): string => `<c r="${column}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
    let block = "";
    for (let row = 1; row <= rows; row++) {
      const { name, id, birth, marriage } = rowAt(row);
      block += `<row r="${row}"><c r="A${row}"><v>${row}</v></c>${inline("B", row, `第${row % 12}村`)}<c r="C${row}"><v>${row % 9}</v></c>${inline("D", row, name)}${inline("E", row, id)}<c r="F${row}" s="1"><v>${birth}</v></c>${inline("G", row, "已婚")}<c r="H${row}" s="1"><v>${marriage}</v></c><c r="I${row}"><v>${row % 2}</v></c><c r="J${row}"><v>${row % 3}</v></c>${inline("K", row, "上环")}${inline("L", row, "农业")}</row>`;
      if (row % 2000 === 0) {
        yield block;
        block = "";
      }
    }
    yield `${block}</sheetData></worksheet>`;
  })());
  zip.end();
  writeFileSync(path, Buffer.concat(pieces));
}

// ---------------------------------------------------------------- one measurement, in its own process

interface Measured {
  readonly seconds: number;
  readonly peakMB: number;
  readonly keptMB: number;
  readonly rows: number;
  /** D4 … F4 and the number of merged areas, as the reader gives them. */
  readonly sample: readonly unknown[];
}

const READERS: Readonly<Record<string, (path: string) => Promise<{ rows: number; sample: unknown[]; keep: unknown }>>> = {
  async own(path) {
    const grids = readWorkbook(path, readFileSync(path), { language: "zh" });
    const rows = grids[0]?.rows ?? [];
    return { rows: rows.length, sample: [...(rows[3] ?? rows[2] ?? []).slice(4, 8).map(shown), grids[0]?.merges.length ?? 0], keep: grids };
  },
  async sheetjs(path) {
    const book = XLSX.read(readFileSync(path), { dense: true, cellFormula: false, cellHTML: false, dateNF: "yyyy/m/d" });
    const sheet = book.Sheets[book.SheetNames[0] ?? ""];
    const data = ((sheet as Record<string, unknown> | undefined)?.["!data"] ?? []) as XLSX.CellObject[][];
    return { rows: data.length, sample: [...(data[3] ?? []).slice(4, 8).map((cell) => cell?.w ?? cell?.v), sheet?.["!merges"]?.length ?? 0], keep: book };
  },
  async exceljs(path) {
    const { default: ExcelJS } = await import("exceljs");
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0];
    const row = sheet?.getRow(4);
    return { rows: sheet?.rowCount ?? 0, sample: [5, 6, 7, 8].map((column) => row?.getCell(column).text).concat(String((sheet as unknown as { model: { merges: unknown[] } }).model.merges.length)), keep: book };
  },
  async clone(path) {
    const grids: SheetGrid[] = readWorkbook(path, readFileSync(path), { language: "zh" });
    const before = performance.now();
    const copy = structuredClone(grids);
    return { rows: copy[0]?.rows.length ?? 0, sample: [`structuredClone ${Math.round(performance.now() - before)} ms`], keep: copy };
  },
};

function shown(cell: CellValue): unknown {
  return cell !== null && typeof cell === "object" ? cell.shown : cell;
}

async function measureHere(reader: string, path: string): Promise<Measured> {
  const before = performance.now();
  const { rows, sample, keep } = await READERS[reader]!(path);
  const seconds = (performance.now() - before) / 1000;
  const peakMB = process.resourceUsage().maxRSS / 1024;
  globalThis.gc?.();
  const keptMB = process.memoryUsage().heapUsed / 1048576;
  return { seconds, peakMB, keptMB, rows: keep === null ? 0 : rows, sample };
}

function measure(reader: string, path: string): string {
  try {
    const { seconds, peakMB, keptMB, rows, sample } = JSON.parse(again("--reader", reader, path)) as Measured;
    return `${seconds.toFixed(2).padStart(7)} s ${peakMB.toFixed(0).padStart(6)} MB peak ${keptMB.toFixed(0).padStart(5)} MB kept ${String(rows).padStart(8)} rows   ${JSON.stringify(sample)}`;
  } catch (error) {
    const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    return `  fails: ${/(?:\w*Error|FATAL)[^\n]*/.exec(text)?.[0] ?? text.slice(0, 120)}`;
  }
}

/** Writes the files; in a process of its own, since writing takes more memory than reading. */
function generate(folder: string, million: boolean): void {
  const write = (rows: number, name: string, options: XLSX.WritingOptions): void => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheetOf(rows), "手工台帐");
    writeFileSync(join(folder, name), XLSX.write(book, { ...options, type: "buffer" }) as Buffer);
  };
  write(50000, "book.xlsx", { bookType: "xlsx", bookSST: true, compression: true });
  write(20000, "book.xls", { bookType: "biff8" });
  write(50000, "book.csv", { bookType: "csv" });
  if (million) writeMillion(join(folder, "million.xlsx"), 1048576);
}

function again(...rest: readonly string[]): string {
  return execFileSync(process.execPath, ["--expose-gc", fileURLToPath(import.meta.url), ...rest], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

const [task, first = "", second = ""] = process.argv.slice(2);
if (task === "--reader") {
  console.log(JSON.stringify(await measureHere(first, second)));
} else if (task === "--generate") {
  generate(first, second === "million");
} else {
  const million = task === "--million";
  const folder = mkdtempSync(join(tmpdir(), "readers-"));
  try {
    again("--generate", folder, million ? "million" : "");
    const files: [string, readonly string[]][] = [["book.xlsx", ["own", "sheetjs", "exceljs", "clone"]], ["book.xls", ["own", "sheetjs"]], ["book.csv", ["own"]]];
    if (million) files.push(["million.xlsx", ["own", "sheetjs", "exceljs"]]);
    for (const [name, readers] of files) {
      const path = join(folder, name);
      console.log(`${name}  ${(statSync(path).size / 1048576).toFixed(1)} MB`);
      for (const reader of readers) console.log(`  ${reader.padEnd(8)}${measure(reader, path)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
