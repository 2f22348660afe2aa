/**
 * Evaluates what the product itself writes, and nothing more: HYPERLINK formulas and the conditional formats of its marks. Anything else
 * gives #NAME?, so that nobody takes the simulator for a spreadsheet. Functions: HYPERLINK MATCH ISNUMBER AND OR NOT IF IFERROR LEFT LEN
 * SUBSTITUTE EXACT N T.
 */
import { MAX_ROWS } from "./address.js";
import { parseFormula, type Corner, type Node } from "./formula-parser.js";
import type { SheetModel } from "./sheet.js";
import { CellError, type Scalar } from "./typed-value.js";
import type { WorkbookModel } from "./workbook.js";

interface Place {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
  /** How far the formula has been carried from where it is written for. */
  readonly down: number;
  readonly right: number;
}

interface RangeValue {
  readonly sheet: SheetModel;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

type Result = Scalar | null | RangeValue;

function isRange(value: Result): value is RangeValue {
  return typeof value === "object" && value !== null && "sheet" in value;
}

const fail = (code: string): CellError => new CellError(code);

/** Value of a formula at a place; `down` and `right` carry its relative references (conditional formats, shared formulas). */
export function evaluate(book: WorkbookModel, sheet: SheetModel, formula: string, down = 0, right = 0): Scalar | null {
  const node = parseFormula(formula);
  if (node === null) return fail("#NAME?");
  return scalar(run(node, { book, sheet, down, right }));
}

function scalar(value: Result): Scalar | null {
  return isRange(value) ? value.sheet.value(value.top, value.left) : value;
}

/** As & joins: numbers with fifteen digits, TRUE and FALSE. */
export function joinText(value: Scalar | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(Number(value.toPrecision(15))).replace("e+", "E+").replace("e-", "E-");
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return value instanceof CellError ? value.code : value;
}

function run(node: Node, place: Place): Result {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "error":
      return fail(node.code);
    case "reference": {
      const sheet = node.sheet === null ? place.sheet : place.book.sheet(node.sheet);
      if (sheet === null) return fail("#REF!");
      const rowOf = (corner: Corner, open: number): number => (corner.row === null ? open : corner.row + (corner.rowFixed ? 0 : place.down));
      const columnOf = (corner: Corner): number => (corner.column ?? 0) + (corner.columnFixed ? 0 : place.right);
      const last = node.last ?? node.first;
      return { sheet, top: rowOf(node.first, 0), left: columnOf(node.first), bottom: rowOf(last, MAX_ROWS - 1), right: columnOf(last) };
    }
    case "minus": {
      const value = scalar(run(node.of, place));
      return typeof value === "number" ? -value : value instanceof CellError ? value : fail("#VALUE!");
    }
    case "binary":
      return binary(node.operator, scalar(run(node.left, place)), scalar(run(node.right, place)));
    case "call":
      return call(node.name, node.args, place);
  }
}

function binary(operator: string, left: Scalar | null, right: Scalar | null): Scalar {
  if (left instanceof CellError) return left;
  if (right instanceof CellError) return right;
  if (operator === "&") return joinText(left) + joinText(right);
  if (operator === "=" || operator === "<>") {
    const same = looseText(left) === looseText(right) && (left === null || right === null || typeof left === typeof right);
    return operator === "=" ? same : !same;
  }
  const a = Number(left ?? 0), b = Number(right ?? 0);
  if (Number.isNaN(a) || Number.isNaN(b)) return fail("#VALUE!");
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  return operator === "<" ? a < b : operator === ">" ? a > b : operator === "<=" ? a <= b : operator === ">=" ? a >= b : fail("#NAME?");
}

/** Excel's = and MATCH do not tell upper case from lower case. */
function looseText(value: Scalar | null): string {
  return joinText(value).toLowerCase();
}

function call(name: string, args: readonly Node[], place: Place): Result {
  const arg = (index: number): Scalar | null => (args[index] === undefined ? null : scalar(run(args[index], place)));
  if (name === "IFERROR") {
    const value = arg(0);
    return value instanceof CellError ? arg(1) : value;
  }
  if (name === "IF") return truth(arg(0)) ? arg(1) : (arg(2) ?? false);
  if (name === "ISNUMBER") return typeof arg(0) === "number";
  if (name === "AND" || name === "OR") {
    const values = args.map((_, index) => arg(index));
    return values.find((value) => value instanceof CellError) ?? (name === "AND" ? values.every(truth) : values.some(truth));
  }
  if (name === "MATCH") return match(arg(0), args[1] === undefined ? null : run(args[1], place), arg(2));
  const values = args.map((_, index) => arg(index));
  const broken = values.find((value) => value instanceof CellError);
  if (broken !== undefined) return broken;
  const text = (index: number): string => joinText(values[index] ?? null);
  switch (name) {
    case "NOT": return !truth(values[0] ?? null);
    case "LEFT": return text(0).slice(0, Number(values[1] ?? 1));
    case "LEN": return text(0).length;
    case "SUBSTITUTE": return text(1) === "" ? text(0) : text(0).replaceAll(text(1), text(2));
    case "EXACT": return text(0) === text(1);
    case "N": return typeof values[0] === "number" ? values[0] : values[0] === true ? 1 : 0;
    case "T": return typeof values[0] === "string" ? values[0] : "";
    case "HYPERLINK": return values[1] ?? text(0);
    default: return fail("#NAME?");
  }
}

function truth(value: Scalar | null): boolean {
  return value === true || (typeof value === "number" && value !== 0);
}

interface Lookup {
  version: number;
  rows: Map<string, number>;
}
const lookups = new WeakMap<SheetModel, Map<string, Lookup>>();

/** MATCH(what, one column, 0): wildcards in text (~ takes their meaning away), 255 characters at most, upper case as lower case. */
function match(what: Scalar | null, range: Result, type: Scalar | null): Scalar {
  if (what instanceof CellError) return what;
  if (!isRange(range) || range.left !== range.right || type !== 0) return fail("#N/A");
  if (what === null) return fail("#N/A");
  if (typeof what === "string" && what.length > 255) return fail("#VALUE!");
  const { sheet, left, top } = range;
  if (typeof what === "string" && /(?<!~)[*?]/.test(what)) {
    const pattern = new RegExp(`^${what.replace(/~([*?~])|([*?])|([\\^$.|+()[\]{}/-])/g, (_, plain: string | undefined, wild: string | undefined, other: string) => (plain !== undefined ? `\\${plain}` : wild !== undefined ? (wild === "*" ? ".*" : ".") : `\\${other}`))}$`, "is");
    for (let row = top; row <= range.bottom && row < sheet.values.length; row++) {
      const value = sheet.value(row, left);
      if (typeof value === "string" && pattern.test(value)) return row - top + 1;
    }
    return fail("#N/A");
  }
  const key = `${left},${top},${range.bottom}`;
  let tables = lookups.get(sheet);
  if (tables === undefined) lookups.set(sheet, (tables = new Map()));
  let table = tables.get(key);
  if (table === undefined || table.version !== sheet.version) {
    const rows = new Map<string, number>();
    for (let row = Math.min(range.bottom, sheet.values.length - 1); row >= top; row--) {
      const value = sheet.value(row, left);
      if (value !== null) rows.set(`${typeof value}:${looseText(value)}`, row - top + 1);
    }
    table = { version: sheet.version, rows };
    tables.set(key, table);
  }
  const wanted = typeof what === "string" ? what.replace(/~([*?~])/g, "$1") : what;
  return table.rows.get(`${typeof wanted}:${looseText(wanted)}`) ?? fail("#N/A");
}
