/** Totals rows: 合计, 小计, 累计, 其中 wherever they stand, and which data rows each of them adds up. */
import type { CellValue, TotalsRow } from "../model.js";
import { shownText } from "./cell-text.js";
import { foldHeader } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";

export type TotalKind = TotalsRow["kind"];

/** A totals row before it belongs to a block: `index` data rows of the region come before it. */
export interface FoundTotal {
  readonly row: number;
  readonly label: string;
  readonly kind: TotalKind;
  readonly index: number;
}

const LONGEST_LABEL = 20;
const WHOLE = /^(全镇|全乡|全街道|全县|全区|全市|总)|总计|总合计/;

/** Reads a cell as the label of a totals row (合 计, 新塘村小计, 其中:流动人口, 全镇); null if it is none. */
export function totalLabel(text: string, lexicon: Lexicon): TotalLabel | null {
  let memo = memos.get(lexicon);
  if (memo === undefined) memos.set(lexicon, (memo = new Map<string, TotalLabel | null>()));
  let label = memo.get(text);
  if (label === undefined) {
    if (memo.size > 10_000) memo.clear();
    memo.set(text, (label = readLabel(text, lexicon)));
  }
  return label;
}

interface TotalLabel {
  readonly label: string;
  readonly kind: TotalKind;
}

const memos = new WeakMap<Lexicon, Map<string, TotalLabel | null>>();

function readLabel(text: string, lexicon: Lexicon): TotalLabel | null {
  if (text === "" || text.length > LONGEST_LABEL + 10) return null;
  const { bare } = foldHeader(text);
  if (bare === "" || bare.length > LONGEST_LABEL) return null;
  for (const { word, kind } of lexicon.totalLabels) {
    if (bare === word) return { label: text, kind };
    if (word.length < 2) continue;
    if (kind === "ofWhich" ? bare.startsWith(word) : bare.endsWith(word) && bare.length <= word.length + 10) return { label: text, kind };
    // 累计(1-5月): the bracket is gone; 合计12人 keeps its count.
    if (kind !== "ofWhich" && bare.startsWith(word) && /^[\d人例次只盒板支个]+$/.test(bare.slice(word.length))) return { label: text, kind };
  }
  return /^全(镇|乡|街道|县|区|村)$/.test(bare) ? { label: text, kind: "total" } : null;
}

/** Boundaries inside the rows: section lines start a new group of rows at these indices. */
export function coverRows(
  totals: readonly FoundTotal[], count: number, sections: readonly number[],
): { readonly total: FoundTotal; readonly kind: TotalKind; readonly from: number; readonly to: number }[] {
  const adding = totals.filter((total) => total.kind === "total" || total.kind === "subtotal");
  const grand = adding.filter((total) => total.kind === "total");
  const covered: { total: FoundTotal; kind: TotalKind; from: number; to: number }[] = [];
  // Where the first subtotal stands before any row, subtotals head their rows instead of closing them.
  const headed = count > 0 && adding.find((total) => total.kind === "subtotal")?.index === 0;
  let last: { from: number; to: number } = { from: 0, to: count };
  let groupStart = 0;
  for (const total of totals) {
    let from = 0;
    let to = total.index;
    const kind = total.kind;
    if (kind === "subtotal") {
      if (headed) {
        from = total.index;
        to = count;
        for (const other of adding) if (other.kind === "subtotal" && other.index > total.index) { to = other.index; break; }
      } else {
        from = groupStart;
        for (const section of sections) if (section > from && section < to) from = section;
        groupStart = to;
      }
    } else if (kind === "total") {
      if (total.index === 0 && count > 0) {
        to = count; // stands above its rows
      } else if (grand.length > 1 && !WHOLE.test(foldHeader(total.label).bare)) {
        // 合计 after each village: each sums what came since the one before; the last of two in a row sums all.
        const before = grand[grand.indexOf(total) - 1];
        if (before === undefined) from = sections.filter((section) => section < to).pop() ?? 0;
        else if (before.index < total.index) from = before.index;
      }
      groupStart = total.index;
    } else if (kind === "ofWhich") {
      from = last.from;
      to = last.to;
    }
    covered.push({ total, kind, from, to });
    if (kind !== "ofWhich") last = { from, to };
  }
  return covered;
}

/** A count of people under the names: 12, 12人. */
const HEADS = /^\d+\s*[人名]?$/;

/** The printed cells of a totals row: the numeric columns', and a count of people in the column of the names (-1: none). */
export function printedCells(cells: readonly CellValue[], numericColumns: readonly number[], nameColumn: number, blank: (cell: CellValue | undefined) => boolean): Map<number, CellValue> {
  const printed = new Map<number, CellValue>();
  for (const column of numericColumns) {
    const cell = cells[column];
    if (cell !== undefined && !blank(cell)) printed.set(column, cell);
  }
  const heads = cells[nameColumn];
  if (heads !== undefined && !blank(heads) && HEADS.test(shownText(heads).trim())) printed.set(nameColumn, heads);
  return printed;
}
