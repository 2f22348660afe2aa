/** Page settings of a sheet; only what differs from Excel's defaults is kept. */
import type { SheetModel } from "./sheet.js";

export const PAGE_DEFAULTS: Readonly<Record<string, unknown>> = {
  orientation: "Portrait", paperSize: "A4", zoom: { scale: 100 }, centerHorizontally: false, centerVertically: false, printGridlines: false,
  printHeadings: false, leftMargin: 50.4, rightMargin: 50.4, topMargin: 54, bottomMargin: 54, headerMargin: 21.6, footerMargin: 21.6,
};

export function pageValue(sheet: SheetModel, name: string): unknown {
  return sheet.page[name] ?? PAGE_DEFAULTS[name] ?? null;
}

export function setPageValue(sheet: SheetModel, name: string, value: unknown): void {
  if (JSON.stringify(value) === JSON.stringify(PAGE_DEFAULTS[name])) delete sheet.page[name];
  else sheet.page[name] = value;
}

/** Points as the file keeps them; @param unit points per unit (72 for inches) */
export function setMargins(sheet: SheetModel, margins: Readonly<Record<string, unknown>>, unit: number): void {
  for (const [side, value] of Object.entries(margins)) if (typeof value === "number") setPageValue(sheet, `${side}Margin`, Math.round(value * unit * 100) / 100);
}

/** A header or footer text by its name in the API ("LeftFooter"). */
export function setPageText(sheet: SheetModel, name: string, text: string): void {
  if (text === "") delete sheet.page[name];
  else sheet.page[name] = text;
}
