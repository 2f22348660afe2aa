/** Header cells of tables are texts, none empty, none twice: what is typed into them becomes so, as in Excel. */
import { joinText } from "./formula.js";
import type { SheetModel, TableModel } from "./sheet.js";

/** Makes the header cells so; returns the columns' names. A table without a header row keeps the names it has. */
export function settleHeaders(sheet: SheetModel, table: TableModel): string[] {
  const { area } = table;
  const width = area.right - area.left + 1;
  if (!table.showHeaders) return Array.from({ length: width }, (_, index) => table.columns?.[index] ?? `列${index + 1}`);
  const taken = new Set<string>();
  const names: string[] = [];
  for (let column = area.left; column <= area.right; column++) {
    const value = sheet.value(area.top, column);
    const text = joinText(value) || `列${column - area.left + 1}`;
    let name = text;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = text + String(n);
    taken.add(name.toLowerCase());
    names.push(name);
    if (value !== name) sheet.setValue(area.top, column, name);
    if (sheet.formula(area.top, column) !== null) sheet.setFormula(area.top, column, null);
  }
  return names;
}
