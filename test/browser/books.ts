/** Workbooks for the browser's tests, as files: synthetic, each with what its test needs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { CellValue, SheetGrid } from "../../src/model.js";
import { idNumber } from "../support/id-number.js";

export interface BookFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The sheets of the file as the command line reads them from a workbook that is open in Excel. */
export function gridsOf({ name, bytes }: BookFile): SheetGrid[] {
  return readWorkbook(name, bytes, { language: "zh", warn: () => undefined }).map((grid) => ({ ...grid, file: null }));
}

export function sampleBook(): BookFile {
  return { name: "样例镇.xlsx", bytes: readFileSync(join(import.meta.dirname, "../../sample/township.xlsx")) };
}

export type Dress = (book: ExcelJS.Workbook) => void | Promise<void>;

/** Grids as a file, with whatever else stands in the user's workbook. */
export async function bookOf(name: string, grids: readonly SheetGrid[], dress: Dress = () => undefined): Promise<BookFile> {
  const book = new ExcelJS.Workbook();
  for (const grid of grids) {
    const sheet = book.addWorksheet(grid.sheet);
    sheet.addRows(grid.rows.map((row) => [...row]));
    for (let column = 1; column <= grid.columnCount; column++) sheet.getColumn(column).width = 14;
  }
  await dress(book);
  return { name, bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

const HEADERS = ["村名", "姓名", "身份证号", "出生日期", "婚姻状况", "结婚日期", "丈夫姓名", "户口性质", "避孕措施", "措施日期"];
/** 0-based sheet row of the first woman: title, headers, then she. */
export const FIRST = 2;
const VILLAGES = ["新塘村", "横岭村", "石桥村", "柳林村"];
const WOMEN = ["安玉兰", "白秀英", "蔡小红", "戴春梅", "方金莲", "高桂香", "何满秀", "贾细妹", "孔月娥", "黎翠花", "马凤英", "宁冬梅", "欧阳静", "潘银香", "邱菊香", "任腊梅"];

type Own = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * A ledger of sixteen women of four villages.
 * @param own cells that differ from what both books say, by name and header
 */
export function ledgerOf(sheet: string, own: Own = {}, names: readonly string[] = WOMEN): SheetGrid {
  const rows: CellValue[][] = [[`新田镇${sheet}（截止2004年7月5日）`], [...HEADERS]];
  for (const name of names) {
    const i = WOMEN.indexOf(name);
    const born = `19${66 + i}-03-04`;
    const cells: Record<string, string> = {
      村名: VILLAGES[Math.floor(i / 4)] ?? "", 姓名: name, 身份证号: idNumber(born, 2 * i + 2), 出生日期: born, 婚姻状况: "初婚", 结婚日期: `19${88 + (i % 8)}-10-01`,
      丈夫姓名: `赵${"一二三四五六七八九十百千万元长青"[i] ?? ""}`, 户口性质: "农业", 避孕措施: "上环", 措施日期: `200${i % 4}-05-06`, ...own[name],
    };
    rows.push(HEADERS.map((header) => cells[header] ?? ""));
  }
  return { file: null, sheet, rows, columnCount: HEADERS.length, merges: [] };
}

/** In the electronic ledger: a wrong date (白秀英), a wrong husband (何满秀), another measure (孔月娥), and 方金莲 is lacking. */
export function differingLedgers(): SheetGrid[] {
  return [
    ledgerOf("手工台帐"),
    ledgerOf("电脑台帐", { 白秀英: { 措施日期: "2001-05-09" }, 何满秀: { 丈夫姓名: "钱九" }, 孔月娥: { 避孕措施: "结扎" } }, WOMEN.filter((name) => name !== "方金莲")),
  ];
}

/** The two ledgers, dressed as a user's workbook is. */
export function smallBook(dress: Dress = () => undefined): Promise<BookFile> {
  return bookOf("两本台帐.xlsx", differingLedgers(), async (book) => {
    usersOwn(book);
    await dress(book);
  });
}

/** Two ledgers that agree. */
export function agreeingBook(): Promise<BookFile> {
  return bookOf("一致.xlsx", [ledgerOf("手工台帐"), ledgerOf("电脑台帐")], usersOwn);
}

/** The user's own fills, formats, conditional format, note column, name and link, which no run may touch. */
function usersOwn(book: ExcelJS.Workbook): void {
  const sheet = book.worksheets[0]!;
  sheet.mergeCells("A1:J1");
  sheet.getCell("A1").font = { bold: true, size: 14, name: "宋体" };
  sheet.getCell("A1").alignment = { horizontal: "center" };
  sheet.getRow(2).eachCell((cell) => (cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE2EFDA" } }));
  sheet.getCell("B4").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFFF00" } };
  sheet.getCell("L2").value = "页码";
  sheet.getCell("L4").value = { text: "第 3 页", hyperlink: "#'电脑台帐'!A1" };
  sheet.addConditionalFormatting({ ref: "E3:E18", rules: [{ type: "expression", priority: 1, formulae: ['$E3="再婚"'], style: { font: { bold: true } } }] });
  sheet.views = [{ state: "frozen", ySplit: 2 }];
  book.definedNames.add("'手工台帐'!$A$3:$J$18", "手工台帐数据");
}

const SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗";
const GIVEN = "秀英桂兰玉珍凤莲春梅红霞小丽金花银香翠菊细妹满娥";

function nameOf(i: number): string {
  const pick = (text: string, n: number): string => text[n % text.length] ?? "";
  return pick(SURNAMES, i) + pick(GIVEN, Math.floor(i / 20)) + pick(GIVEN, Math.floor(i / 480) + i * 7);
}

const day = (i: number, from: number): string => new Date(Date.UTC(from, 0, 1 + (i % 1500))).toISOString().slice(0, 10);

/** Two ledgers of `women` people in twelve villages who differ in four fields each: four findings to a woman. */
export function manyFindings(women = 10_000): Promise<BookFile> {
  const row = (i: number, other: boolean): string[] => {
    const born = day(i, 1955 + (Math.floor(i / 1500) % 12));
    return [
      `${"东西南北上下新老前后左右"[i % 12] ?? ""}塘村`, nameOf(i), idNumber(born, ((2 * Math.floor(i / 12)) % 998) + 2), born, "初婚", day(i + (other ? 400 : 0), 1986),
      (other ? "钱" : "赵") + nameOf(i + 5).slice(1), other ? "非农业" : "农业", "上环", day(i + (other ? 3 : 0), 1996),
    ];
  };
  const grid = (sheet: string, other: boolean): SheetGrid => ({
    file: null, sheet, rows: [[`新田镇${sheet}（截止2004年7月5日）`], HEADERS, ...Array.from({ length: women }, (_, i) => row(i, other))], columnCount: HEADERS.length, merges: [],
  });
  return bookOf("很多差异.xlsx", [grid("手工台帐", false), grid("电脑台帐", true)]);
}
