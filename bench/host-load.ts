/** A large workbook, a run on it, and the least that Excel's limit forces such a run to send: for the benchmark and its test. */
import { WEB_PAYLOAD } from "../simulator/host/profile.js";
import { utf8Length, type LogEntry } from "../simulator/host/request-log.js";
import { WorkbookModel } from "../simulator/model/workbook.js";
import { CellError } from "../simulator/model/typed-value.js";
import { inputsOf } from "../src/host/report-cells.js";
import { markLists } from "../src/host/mark-lists.js";
import type { ColumnMarks, MarkLevel, ReportSheet, SheetGrid } from "../src/model.js";

const COLUMNS = ["姓名", "身份证号码", "出生日期", "村名", "组", "婚姻状况", "结婚日期", "丈夫姓名", "丈夫身份证号码", "孩子姓名", "孩子性别", "孩子出生日期", "孩次", "避孕措施", "落实日期", "孕检次数", "最近孕检日期", "电话", "住址", "备注"];
const DATES = new Set([2, 6, 11, 14, 16]);
const SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
const GIVEN = "芳娜敏静秀英丽娟艳玲桂兰霞红梅翠平珍玉华";

/** Sheets like ledgers: names, ID numbers as text, dates, small numbers, words, gaps. Always the same for the same size. */
export function bigWorkbook(sheets: number, rows: number): WorkbookModel {
  const book = new WorkbookModel("大册.xlsx");
  const date = book.styles.intern({ numberFormat: "yyyy/m/d" });
  for (let s = 0; s < sheets; s++) {
    const sheet = book.addSheet(`台帐${s + 1}`);
    COLUMNS.forEach((name, column) => sheet.setValue(0, column, name));
    for (let row = 1; row < rows; row++) {
      const n = row * 7919 + s * 104_729;
      const name = `${SURNAMES[n % 20]!}${GIVEN[(n >> 3) % 20]!}${GIVEN[(n >> 7) % 20]!}`;
      const id = `4302${String(n % 100).padStart(2, "0")}19${String(60 + (n % 30))}${String(1 + (n % 12)).padStart(2, "0")}${String(1 + (n % 28)).padStart(2, "0")}${String(row % 10_000).padStart(4, "0")}`;
      const values = [name, id, 22_000 + (n % 9_000), `第${n % 12}村`, n % 20, "已婚", 30_000 + (n % 5_000), name, id, n % 3 === 0 ? null : `${name}儿`, n % 2 === 0 ? "男" : "女", 33_000 + (n % 4_000), 1 + (n % 2), n % 5 === 0 ? "药具" : "上环", 36_000 + (n % 900), n % 4, 37_500 + (n % 300), n % 7 === 0 ? null : `138${String(n % 1e8).padStart(8, "0")}`, `某某镇第${n % 12}村${n % 20}组${row}号`, n % 11 === 0 ? "外出务工" : null];
      values.forEach((value, column) => {
        if (value === null) return;
        sheet.setValue(row, column, value);
        if (DATES.has(column)) sheet.setStyle(row, column, date);
      });
    }
  }
  return book;
}

/** Marks on cells all over the sheets, in eight columns and three levels. */
export function scatteredMarks(grids: readonly SheetGrid[], count: number): ColumnMarks[] {
  const columns = [2, 5, 6, 9, 11, 13, 14, 16];
  const each = Math.ceil(count / (grids.length * columns.length));
  return grids.flatMap((grid) => columns.map((column, at): ColumnMarks => {
    const last = grid.rows.length - 1;
    return {
      sheet: grid.sheet, column, keyColumns: [0, 1], rows: [1, last],
      marks: Array.from({ length: each }, (_, n) => ({ row: 1 + ((n * 7_919 + at * 613) % last), level: (["high", "middle", "low"] as const satisfies readonly MarkLevel[])[n % 3]! })),
    };
  }));
}

/** A list with a line per finding, as the report writes it: a table, a link, looks; and a hidden store. */
export function listsOf(findings: number): ReportSheet[] {
  const rows = Array.from({ length: findings }, (_, n) => [
    { value: String(n + 1), look: "body" as const }, { value: ["高", "中", "低"][n % 3]!, look: (["badgeHigh", "badgeMiddle", "badgeLow"] as const)[n % 3]! },
    { value: `第${n % 12}村`, look: "body" as const }, { value: `${SURNAMES[n % 20]!}${GIVEN[n % 17]!}`, look: "body" as const }, { value: "出生日期", look: "body" as const },
    { value: "手工台帐 1975/3/4, 电脑台帐 1975/4/3", look: "bodyWrap" as const }, { value: "两本只差月和日，日子对换", look: "bodyWrap" as const },
    { value: `台帐1 C${n + 2}`, look: "link" as const, link: { sheet: "台帐1", address: `C${n + 2}` } }, { value: "", look: "input" as const },
  ]);
  const head = ["编号", "轻重", "村", "姓名", "项目", "各本怎么写", "为什么", "位置", "处理"].map((value) => ({ value, look: "head" as const }));
  return [
    { name: "差异清单", rows: [head, ...rows], widths: [8, 8, 10, 10, 12, 40, 40, 14, 20], freezeRows: 1, table: { name: "差异", area: { top: 0, left: 0, bottom: findings, right: 8 } }, print: { orientation: "landscape", repeatRows: [0, 0], fitToWidth: true } },
    { name: "台账核对数据", rows: Array.from({ length: Math.ceil(findings / 200) }, (_, n) => [`${n}`, "x".repeat(4_000)]), widths: [8, 8], hidden: "veryHidden" },
  ];
}

/** Bytes of the properties that a reading run needs, as JSON: values of all cells, number formats of columns with numbers. */
export function bytesToRead(book: WorkbookModel): number {
  let bytes = 0;
  for (const sheet of book.sheets) {
    const used = sheet.usedArea(true);
    if (used === null) continue;
    const numeric = new Set<number>();
    for (let row = used.top; row <= used.bottom; row++) {
      const line: unknown[] = [];
      for (let column = used.left; column <= used.right; column++) {
        const value = sheet.value(row, column);
        if (typeof value === "number") numeric.add(column);
        line.push(value === null ? "" : value instanceof CellError ? value.code : value);
      }
      bytes += utf8Length(JSON.stringify(line)) + 1;
    }
    for (const column of numeric) for (let row = used.top; row <= used.bottom; row++) bytes += utf8Length(JSON.stringify([sheet.table.value(sheet.style(row, column), "numberFormat")])) + 1;
  }
  return bytes;
}

/** Bytes of what is typed into report sheets, and of the keys of marks. */
export function bytesToWrite(sheets: readonly ReportSheet[], marks: readonly ColumnMarks[], grids: readonly SheetGrid[]): number {
  const typed = sheets.reduce((sum, sheet) => sum + inputsOf(sheet, (name) => name, false).reduce((rows, row) => rows + utf8Length(JSON.stringify(row)) + 1, 0), 0);
  return typed + bytesOfKeys(marks, grids);
}

export function bytesOfKeys(marks: readonly ColumnMarks[], grids: readonly SheetGrid[]): number {
  return markLists(marks, grids).lists.reduce((sum, list) => sum + list.keys.reduce((keys, key) => keys + utf8Length(JSON.stringify([key])) + 1, 0), 0);
}

/** Requests that Excel's limit forces for so many bytes. */
export function blocksFor(bytes: number): number {
  return Math.ceil(bytes / WEB_PAYLOAD);
}

export interface Cost {
  readonly requests: number;
  readonly refused: number;
  readonly largestIn: number;
  readonly largestOut: number;
}

export function costOf(entries: readonly LogEntry[]): Cost {
  return {
    requests: entries.length, refused: entries.filter((entry) => entry.error !== null).length,
    largestIn: Math.max(0, ...entries.map((entry) => entry.bytesIn)), largestOut: Math.max(0, ...entries.map((entry) => entry.bytesOut)),
  };
}
