/** Workbook files to open: made by ExcelJS with every feature, or by hand where no library writes what Excel does. */
import ExcelJS from "exceljs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { snapshot } from "../../simulator/model/snapshot.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";

/** Sheets 甲 (nearly everything), 乙 表 (a filter; hidden) and 丙 (plain), a comment, a picture. */
export async function fullWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("甲", {
    properties: { tabColor: { argb: "FFFF0000" } }, views: [{ state: "frozen", xSplit: 1, ySplit: 2, showGridLines: false }],
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printArea: "A1:F20", printTitlesRow: "1:2" },
    headerFooter: { oddFooter: "&C第 &P 页", oddHeader: "&L左&R右" },
  });
  sheet.columns = [{ width: 20 }, { width: 8.5, hidden: true }, { width: 12, style: { numFmt: "@" } }];
  const title = sheet.getCell("A1");
  title.value = "标题";
  sheet.mergeCells("A1:D1");
  title.font = { bold: true, size: 16, color: { theme: 4 }, name: "黑体" };
  title.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFFF00" } };
  title.border = { top: { style: "thin" }, bottom: { style: "double", color: { argb: "FFFF0000" } } };
  title.alignment = { horizontal: "center", wrapText: true, textRotation: 45 };
  sheet.getCell("A2").fill = { type: "gradient", gradient: "angle", degree: 90, stops: [{ position: 0, color: { argb: "FF112233" } }, { position: 1, color: { argb: "FFFFFFFF" } }] };
  sheet.getCell("A3").value = { richText: [{ text: "红", font: { color: { argb: "FFFF0000" } } }, { text: "黑" }] };
  sheet.getCell("A4").value = new Date(Date.UTC(2004, 6, 5));
  sheet.getCell("A4").numFmt = "yyyy年m月d日";
  sheet.getCell("A5").value = { formula: "SUM(E5:F5)", result: 7 };
  sheet.getCell("C6").value = "001";
  for (let row = 7; row <= 12; row++) sheet.getCell(`F${row}`).value = row === 7 ? { formula: "E7*2", result: 14, ref: "F7:F12", shareType: "shared" } as never : { sharedFormula: "F7", result: row * 2 };
  sheet.getCell("A7").value = { text: "链接", hyperlink: "http://example.org/a?b=1&c=2", tooltip: "提示" };
  sheet.getCell("A9").value = true;
  sheet.getCell("A10").value = { error: "#N/A" };
  sheet.getCell("A11").note = "批注";
  sheet.getCell("A12").value = " 有空格\n换行_x0041_ ";
  sheet.getCell("B7").dataValidation = { type: "list", allowBlank: true, formulae: ['"一,二"'], showErrorMessage: true, errorTitle: "错", error: "选一个" };
  sheet.getCell("B8").dataValidation = { type: "whole", operator: "between", formulae: [1, 10], allowBlank: true, showInputMessage: true, prompt: "填", promptTitle: "题" };
  sheet.addConditionalFormatting({ ref: "A3:C12", rules: [
    { type: "expression", priority: 2, formulae: ["$A3>3"], style: { fill: { type: "pattern", pattern: "solid", bgColor: { argb: "FF00FF00" } } } },
    { type: "colorScale", priority: 3, cfvo: [{ type: "min" }, { type: "max" }], color: [{ argb: "FFFF0000" }, { argb: "FF00FF00" }] },
    { type: "dataBar", priority: 4, cfvo: [{ type: "min" }, { type: "max" }] } as never,
    { type: "cellIs", operator: "greaterThan", priority: 1, formulae: [5], style: { font: { bold: true } } },
  ] });
  sheet.getRow(9).hidden = true;
  sheet.getRow(10).height = 33;
  sheet.getRow(11).outlineLevel = 1;
  sheet.addTable({ name: "表A", ref: "H1", headerRow: true, totalsRow: true, style: { theme: "TableStyleMedium2", showRowStripes: true },
    columns: [{ name: "名", filterButton: true, totalsRowLabel: "计" }, { name: "数", filterButton: true, totalsRowFunction: "sum" }], rows: [["a", 1], ["b", 2]] });
  const picture = book.addImage({ base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", extension: "png" });
  sheet.addImage(picture, "K2:L4");
  await sheet.protect("123", { formatCells: true, sort: true, spinCount: 1_000 });
  const second = book.addWorksheet("乙 表", { state: "hidden" });
  second.autoFilter = "A1:C5";
  for (let row = 1; row < 6; row++) second.getRow(row).values = [`x${row}`, row, "z"];
  second.getRow(3).addPageBreak();
  book.addWorksheet("丙").getCell("B2").value = "平";
  book.definedNames.add("甲!$A$1:$B$2", "范围");
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export type Parts = Record<string, Uint8Array>;

export function partsOf(file: Uint8Array): Parts {
  return unzipSync(file);
}

/** The file with some parts written by hand. */
export function withParts(file: Uint8Array, change: Readonly<Record<string, string | ((before: string) => string)>>): Uint8Array {
  const parts = unzipSync(file);
  for (const [name, text] of Object.entries(change)) parts[name] = strToU8(typeof text === "string" ? text : text(strFromU8(parts[name] ?? new Uint8Array(0))));
  return zipSync(parts);
}

export const textOf = (file: Uint8Array, name: string): string => strFromU8(unzipSync(file)[name] ?? new Uint8Array(0));

/** Names of the parts that differ, that are new, or that are gone. */
export function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const a = unzipSync(before), b = unzipSync(after);
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => {
    const x = a[name], y = b[name];
    return x === undefined || y === undefined || Buffer.compare(Buffer.from(x), Buffer.from(y)) !== 0;
  }).filter((name) => !name.endsWith("/")).sort();
}

/** Without what says nothing (undefined), and rows hidden by filters as hidden: a file does not say why a row is hidden. */
export const plain = (book: WorkbookModel): unknown =>
  JSON.parse(JSON.stringify(snapshot(book)), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("filtered" in value)) return value;
    const { filtered: _filtered, ...rest } = value;
    return { ...rest, hidden: true };
  });
