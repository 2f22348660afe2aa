/** References to a sheet in formulas, names, conditional formats and validations, when it gets another name or goes. */
import { sheetPrefix } from "./address.js";
import { referenceOf, tokens } from "./formula-parser.js";
import type { WorkbookModel } from "./workbook.js";

/** @param to null: the sheet is gone, references to it become #REF! */
export function renameFormula(formula: string, from: string, to: string | null): string {
  if (!formula.toLowerCase().includes(from.toLowerCase().replaceAll("'", "''"))) return formula;
  const list = tokens(formula);
  if (list === null) return formula;
  return list
    .map(({ kind, text }) => {
      const bang = text.lastIndexOf("!");
      if (bang < 0 || (kind !== "reference" && kind !== "word")) return text;
      const sheet = kind === "reference" ? referenceOf(text).sheet : text.slice(0, bang).replace(/^'(.*)'$/, "$1").replaceAll("''", "'");
      if (sheet?.toLowerCase() !== from.toLowerCase()) return text;
      if (to === null) return "#REF!";
      // Quotes that were there without need stay: renamed and renamed back a formula is as it was.
      const prefix = sheetPrefix(to);
      return (text.startsWith("'") && !prefix.startsWith("'") ? `'${prefix.slice(0, -1)}'!` : prefix) + text.slice(bang + 1);
    })
    .join("");
}

export function renameReferences(book: WorkbookModel, from: string, to: string | null): void {
  const renamed = (formula: string): string => renameFormula(formula, from, to);
  for (const sheet of book.sheets) {
    for (const [key, formula] of sheet.formulas) {
      const now = renamed(formula);
      if (now === formula) continue;
      sheet.formulas.set(key, now);
      sheet.edits++;
    }
    for (const name of sheet.names.values()) name.formula = renamed(name.formula);
    for (const format of sheet.conditionalFormats) {
      format.formula = renamed(format.formula);
      if (format.rule) format.rule.formulas = format.rule.formulas.map(renamed);
    }
    for (const validation of sheet.validations) validation.rule = mapFormulas(validation.rule, renamed);
  }
  for (const name of book.names.values()) name.formula = renamed(name.formula);
}

/** The rule with each formula ("=…") in it changed. */
export function mapFormulas(rule: unknown, change: (formula: string) => string): unknown {
  if (typeof rule === "string") return rule.startsWith("=") ? change(rule) : rule;
  if (typeof rule !== "object" || rule === null) return rule;
  return Object.fromEntries(Object.entries(rule).map(([key, value]) => [key, mapFormulas(value, change)]));
}
