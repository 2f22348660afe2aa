/**
 * Which conditional formats hold at a cell: what the sight of a sheet, and the tests of the marks, need. Custom formulas, comparisons,
 * texts, blanks, errors and doubles are evaluated; scales, bars, icons, ranks and dates are kept by files and not shown.
 */
import { evaluate, joinText } from "./formula.js";
import type { ConditionalFormatModel, SheetModel } from "./sheet.js";
import { CellError, type Scalar } from "./typed-value.js";
import type { WorkbookModel } from "./workbook.js";

/** The formats that apply, highest priority first, down to the first that stops. */
export function conditionalFormatsAt(book: WorkbookModel, sheet: SheetModel, row: number, column: number): ConditionalFormatModel[] {
  const holding: ConditionalFormatModel[] = [];
  for (const format of sheet.conditionalFormats) {
    if (!format.areas.some((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right)) continue;
    if (!holds(book, sheet, format, row, column)) continue;
    holding.push(format);
    if (format.stopIfTrue) break;
  }
  return holding;
}

function holds(book: WorkbookModel, sheet: SheetModel, format: ConditionalFormatModel, row: number, column: number): boolean {
  const first = format.areas[0]!;
  const at = (formula: string): Scalar | null => evaluate(book, sheet, formula, row - first.top, column - first.left);
  if (format.type === "Custom") {
    const value = at(format.formula);
    return value === true || (typeof value === "number" && value !== 0);
  }
  const { rule } = format;
  if (rule === undefined) return false;
  const value = sheet.value(row, column);
  const text = joinText(value).toLowerCase();
  const wanted = (rule.attributes["text"] ?? "").toLowerCase();
  switch (rule.kind) {
    case "cellIs": return compares(value, rule.attributes["operator"] ?? "", rule.formulas.map(at));
    case "containsText": return wanted !== "" && text.includes(wanted);
    case "notContainsText": return wanted !== "" && !text.includes(wanted);
    case "beginsWith": return wanted !== "" && text.startsWith(wanted);
    case "endsWith": return wanted !== "" && text.endsWith(wanted);
    case "containsBlanks": return text.trim() === "";
    case "notContainsBlanks": return text.trim() !== "";
    case "containsErrors": return value instanceof CellError;
    case "notContainsErrors": return !(value instanceof CellError);
    case "duplicateValues": return value !== null && (counts(sheet, format).get(keyOf(value)) ?? 0) > 1;
    case "uniqueValues": return value !== null && counts(sheet, format).get(keyOf(value)) === 1;
    default: return false;
  }
}

/** Numbers come before texts, texts before logical values; an empty cell is 0 beside a number and "" beside a text. */
function order(a: Scalar | null, b: Scalar | null): number | null {
  if (a instanceof CellError || b instanceof CellError) return null;
  const filled = (one: string | number | boolean | null, other: unknown): string | number | boolean => one ?? (typeof other === "string" ? "" : typeof other === "boolean" ? false : 0);
  const x = filled(a, b), y = filled(b, a);
  const rank = (one: unknown): number => (typeof one === "number" ? 0 : typeof one === "string" ? 1 : 2);
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  if (typeof x === "string" && typeof y === "string") return x.toLowerCase() === y.toLowerCase() ? 0 : x.toLowerCase() < y.toLowerCase() ? -1 : 1;
  return Number(x) - Number(y);
}

function compares(value: Scalar | null, operator: string, [first = null, second = null]: readonly (Scalar | null)[]): boolean {
  const a = order(value, first), b = order(value, second);
  if (a === null) return false;
  switch (operator) {
    case "equal": return a === 0;
    case "notEqual": return a !== 0;
    case "greaterThan": return a > 0;
    case "lessThan": return a < 0;
    case "greaterThanOrEqual": return a >= 0;
    case "lessThanOrEqual": return a <= 0;
    case "between": case "notBetween": {
      if (b === null) return false;
      return ((a >= 0 && b <= 0) || (a <= 0 && b >= 0)) === (operator === "between");
    }
    default: return false;
  }
}

const keyOf = (value: Scalar): string => `${typeof value}:${joinText(value).toLowerCase()}`;

const known = new WeakMap<ConditionalFormatModel, { version: number; areas: unknown; counts: Map<string, number> }>();

/** How often each value stands in the format's areas. */
function counts(sheet: SheetModel, format: ConditionalFormatModel): Map<string, number> {
  const before = known.get(format);
  if (before?.version === sheet.version && before.areas === format.areas) return before.counts;
  const found = new Map<string, number>();
  for (const { top, left, bottom, right } of format.areas) {
    for (let row = top; row <= bottom && row < sheet.values.length; row++) {
      const cells = sheet.values[row]!;
      for (let column = left; column <= right && column < cells.length; column++) {
        const value = cells[column];
        if (value !== null && value !== undefined) found.set(keyOf(value), (found.get(keyOf(value)) ?? 0) + 1);
      }
    }
  }
  known.set(format, { version: sheet.version, areas: format.areas, counts: found });
  return found;
}
