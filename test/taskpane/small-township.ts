/** Two ledgers of two villages, synthetic, small enough to see through. */
import type { CellValue, SheetGrid } from "../../src/model.js";
import { idNumber } from "../support/id-number.js";

const NAMES = ["安玉兰", "白秀英", "蔡小红", "戴春梅", "方金莲", "高桂香", "何满秀", "贾细妹"];
const HEADERS = ["村名", "姓名", "身份证号", "丈夫姓名", "婚姻状况", "避孕措施", "措施日期"];
/** 0-based sheet row of the first woman: title, headers, then she. */
export const FIRST_WOMAN = 2;

export type OwnCells = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** @param own cells that differ from what all books say, by name and header */
export function ledger(sheet: string, own: OwnCells = {}, names: readonly string[] = NAMES): SheetGrid {
  const rows: CellValue[][] = [[`${sheet}（截止2004年7月5日）`], [...HEADERS]];
  for (const name of names) {
    const i = NAMES.indexOf(name);
    const cells: Record<string, string> = {
      村名: i < 5 ? "新塘村" : "横岭村", 姓名: name, 身份证号: idNumber(`197${i}-03-04`, 2 * i + 2), 丈夫姓名: `赵${"一二三四五六七八"[i] ?? ""}`, 婚姻状况: "初婚",
      避孕措施: "上环", 措施日期: "2001-05-06", ...own[name],
    };
    rows.push(HEADERS.map((header) => cells[header] ?? ""));
  }
  return { file: null, sheet, rows, columnCount: HEADERS.length, merges: [] };
}

/** One wrong date and one wrong husband in the electronic ledger, one woman lacking in it. */
export function twoLedgers(): SheetGrid[] {
  return [
    ledger("手工台帐"),
    ledger("电脑台帐", { 白秀英: { 措施日期: "2001-05-09" }, 何满秀: { 丈夫姓名: "钱九" } }, NAMES.filter((name) => name !== "方金莲")),
  ];
}
