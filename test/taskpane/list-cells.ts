/** 差异清单 as it stands in the simulated workbook: its rows, and typing into its columns to fill in. */
import { styleArea, writeCell } from "../../simulator/model/cells.js";
import type { SheetModel } from "../../simulator/model/sheet.js";
import type { SessionSetup } from "./setup.js";

export const COLUMNS = ["核实结果(村填)", "改正处", "核实人", "核实日期"];

export function listOf({ book }: SessionSetup): { sheet: SheetModel; head: string[]; rows: number[] } {
  const sheet = book.sheets.find((one) => one.name.startsWith("差异清单"));
  if (sheet === undefined) throw new Error("no list");
  const head = Array.from({ length: 30 }, (_, column) => String(sheet.value(0, column) ?? ""));
  const rows: number[] = [];
  for (let row = 1; String(sheet.value(row, head.indexOf("_id")) ?? "") !== ""; row++) rows.push(row);
  return { sheet, head, rows };
}

/** Sheet row of a woman's finding. */
export function rowOf(setup: SessionSetup, name: string): number {
  const { sheet, head, rows } = listOf(setup);
  const row = rows.find((one) => sheet.value(one, head.indexOf("姓名或品名")) === name);
  if (row === undefined) throw new Error(`no row of ${name}`);
  return row;
}

export function fill(setup: SessionSetup, name: string, values: readonly (string | number | null)[]): void {
  const { sheet, head } = listOf(setup);
  values.forEach((value, i) => {
    const column = head.indexOf(COLUMNS[i] ?? "");
    if (value !== null) writeCell(setup.book, sheet, rowOf(setup, name), column, value);
    // As Excel does where somebody types 2004-7-12.
    const row = rowOf(setup, name);
    if (typeof value === "number") styleArea(sheet, { top: row, bottom: row, left: column, right: column }, { numberFormat: "yyyy/m/d" });
  });
}
