/**
 * Annotated copies of the record sheets. A1 of the copy is A1 of the source; cells show what the source shows; ID columns are masked,
 * skipped columns are empty under their header. A finding's cells get a fill, a border of their own and bold type (never colour
 * alone), a note naming the finding, and its number stands again in one column to the right of the sheet, for paper.
 */
import type { CellValue, Look, ReportCell, ReportSheet, TableBlock } from "../model.js";
import { GRAVITY, inDoubt } from "./doubt.js";
import type { ReportContext } from "./input.js";
import { MAX_COLUMNS, MAX_ROWS, parseAddress, rowHeight, textWidth } from "./layout.js";
import { baseField, maskIdCell, maskText } from "./mask.js";
import { MARKS, type Severity } from "./phrases.js";
import { sheetKey, type CopiedSheet } from "./places.js";

/** Excel grows slow with more notes than this on a sheet; the marks and numbers stay. */
const MOST_NOTES = 5_000;
/** Rows that decide the width of a column. */
const SAMPLED = 300;

interface Mark {
  severity: Severity | "reference";
  readonly notes: string[];
}

type Marks = Map<number, Map<number, Mark>>; // row → column → mark

/** How the values of a column are written from a row on. */
interface ColumnRule {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly treat: "mask" | "drop";
}

/** Marks of all findings by sheet: the cells in doubt by severity, the ones they are compared with as references. */
function collectMarks(context: ReportContext): Map<string, Marks> {
  const { phrases } = context;
  const { words } = phrases;
  const sheets = new Map<string, Marks>();
  for (const finding of context.findings) {
    const severity = phrases.severity(finding);
    finding.cells.forEach((cell, i) => {
      const at = parseAddress(cell.address);
      if (!at) return;
      const key = sheetKey(cell.file, cell.sheet);
      const marks: Marks = sheets.get(key) ?? new Map();
      sheets.set(key, marks);
      const row = marks.get(at.row) ?? new Map<number, Mark>();
      marks.set(at.row, row);
      const reference = inDoubt(finding, i) ? null : words.copy.reference(finding.number, phrases.itemName(finding));
      const level = reference === null ? severity : "reference";
      const mark = row.get(at.column) ?? { severity: level, notes: [] };
      row.set(at.column, mark);
      if (GRAVITY[level] > GRAVITY[mark.severity]) mark.severity = level;
      mark.notes.push(reference ?? words.copy.note(finding.number, phrases.kindName(finding), phrases.itemName(finding)));
    });
  }
  return sheets;
}

function firstDataRow(block: TableBlock): number {
  return block.headerRows.length > 0 ? Math.max(...block.headerRows) + 1 : (block.sheetRows[0] ?? 0);
}

/** Per sheet column what is masked or dropped, from under its header down to the next header in that column. */
function columnRules(blocks: readonly TableBlock[], masked: ReadonlySet<string>, fullIds: boolean): Map<number, ColumnRule[]> {
  const rules = new Map<number, ColumnRule[]>();
  for (const block of blocks) {
    const from = firstDataRow(block);
    for (const column of block.columns) {
      const isId = column.field !== null && masked.has(baseField(column.field)) && !fullIds;
      if (column.state !== "skipped" && !isId) continue;
      let to = Number.POSITIVE_INFINITY;
      for (const other of blocks) {
        const next = other.headerRows[0];
        if (next !== undefined && next >= from && next < to && other.columns.some((each) => each.column === column.column)) to = next;
      }
      const list = rules.get(column.column) ?? [];
      list.push({ from, to, treat: column.state === "skipped" ? "drop" : "mask" });
      rules.set(column.column, list);
    }
  }
  return rules;
}

/** The cell as the source shows it: numbers stay numbers, everything with a shown text is that text. */
function shownValue(value: CellValue | undefined): string | number | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return typeof value === "string" ? value : value.shown;
}

/** A long number is an ID number too (18 digits kept as a number lose their last ones). */
function maskFree(value: string | number): string | number {
  if (typeof value === "string") return maskText(value);
  if (Math.abs(value) < 1e13) return value;
  const text = String(value);
  const masked = maskText(text);
  return masked === text ? value : masked;
}

function copySheet(context: ReportContext, copied: CopiedSheet, marks: Marks | undefined, masked: ReadonlySet<string>): ReportSheet {
  const { grid, blocks } = copied;
  const { words } = context.phrases;
  const { fullIds } = context;
  const rules = columnRules(blocks, masked, fullIds);
  const headers = new Set(blocks.flatMap((block) => block.headerRows));
  const titleRows = Math.min(...blocks.map((block) => (block.headerRows.length > 0 ? Math.min(...block.headerRows) : firstDataRow(block))));
  const count = Math.min(grid.rows.length, MAX_ROWS - 1);
  const columns = Math.min(grid.columnCount, MAX_COLUMNS);
  const markColumn = columns < MAX_COLUMNS && marks && marks.size > 0 ? columns : -1;
  const rows: ((ReportCell | string | number | null)[] | null)[] = new Array(count);
  let notes = 0;

  for (let r = 0; r < count; r++) {
    const source = grid.rows[r];
    const marked = marks?.get(r);
    if (!source && !marked) {
      rows[r] = null;
      continue;
    }
    const width = Math.min(source?.length ?? 0, columns);
    const row: (ReportCell | string | number | null)[] = new Array(width);
    for (let c = 0; c < width; c++) {
      const value = shownValue(source?.[c]);
      row[c] = value === null || fullIds ? value : maskFree(value);
    }
    if (rules.size > 0) {
      for (const [c, list] of rules) {
        if (c >= width) continue;
        for (const rule of list) {
          if (r < rule.from || r >= rule.to) continue;
          if (rule.treat === "drop") row[c] = null;
          else {
            const value = shownValue(source?.[c]);
            if (value !== null && row[c] !== null) row[c] = typeof value === "string" || Math.abs(value) >= 1e8 ? maskIdCell(String(value)) : value;
          }
        }
      }
    }
    const look: Look | null = headers.has(r) ? "head" : null;
    if (look) for (let c = 0; c < width; c++) row[c] = { value: row[c] as string | number | null, look };
    if (marked) {
      const numbers: string[] = [];
      for (const [c, mark] of [...marked].sort((a, b) => a[0] - b[0])) {
        if (c >= MAX_COLUMNS) continue;
        while (row.length < c) row.push(null);
        const old = row[c];
        const value = typeof old === "object" && old !== null ? old.value : (old ?? null);
        const own = mark.severity === "reference" ? "markRef" : MARKS[mark.severity];
        row[c] = notes++ < MOST_NOTES ? { value, look: own, note: mark.notes.join("\n") } : { value, look: own };
        numbers.push(...mark.notes);
      }
      if (markColumn >= 0) {
        while (row.length < markColumn) row.push(null);
        row[markColumn] = { value: [...new Set(numbers)].join(words.semicolon), look: "muted" };
      }
    }
    rows[r] = row;
  }

  const lastHeader = headers.size > 0 ? Math.max(...headersOfFirst(blocks)) : -1;
  if (markColumn >= 0 && lastHeader >= 0) {
    const row = rows[lastHeader] ?? [];
    while (row.length < markColumn) row.push(null);
    row[markColumn] ??= { value: words.copy.marks, look: "head" };
    rows[lastHeader] = row;
  }
  if (grid.rows.length > count) rows.push([{ value: words.copy.cut(grid.rows.length), look: "muted" }]);

  const widths = columnWidths(rows, columns, titleRows);
  if (markColumn >= 0) widths.push(24);
  const heights = new Map<number, number>();
  for (const r of headers) {
    const cells = (rows[r] ?? []).map((each, c) => ({ text: typeof each === "object" && each !== null ? String(each.value ?? "") : "", width: spanWidth(grid.merges, widths, r, c) }));
    if (cells.length > 0) heights.set(r, rowHeight(cells));
  }
  return {
    name: copied.name,
    rows,
    plain: "cell",
    widths,
    heights,
    merges: grid.merges,
    // A header far down would leave no room to scroll.
    ...(lastHeader >= 0 && lastHeader < 12 ? { freezeRows: lastHeader + 1 } : {}),
    print: {
      orientation: columns > 8 ? "landscape" : "portrait",
      fitToWidth: true,
      ...(lastHeader >= 0 ? { repeatRows: [Math.min(...headersOfFirst(blocks)), lastHeader] as const } : {}),
      footer: `&C${words.pageFooter}`,
    },
  };
}

/** Header rows of the topmost block (and of those beside it). */
function headersOfFirst(blocks: readonly TableBlock[]): number[] {
  const withHead = blocks.filter((block) => block.headerRows.length > 0);
  const top = Math.min(...withHead.map((block) => block.headerRows[0] ?? 0));
  const first = withHead.find((block) => block.headerRows[0] === top);
  return first ? [...first.headerRows] : [];
}

/** Wide enough for most values; titles above the header do not count, long remarks are limited. */
function columnWidths(rows: readonly ((ReportCell | string | number | null)[] | null)[], columns: number, from: number): number[] {
  const widths = new Array<number>(columns).fill(6);
  const step = Math.max(1, Math.floor((rows.length - from) / SAMPLED));
  for (let r = Math.max(0, from); r < rows.length; r += r < from + 20 ? 1 : step) {
    rows[r]?.forEach((cell, c) => {
      if (c >= columns || cell === null || cell === undefined) return;
      const head = typeof cell === "object" && cell.look === "head";
      const value = typeof cell === "object" ? cell.value : cell;
      if (value === null) return;
      // Long headers wrap, so a good half of one is enough.
      const width = textWidth(String(value));
      const need = (head ? Math.max(Math.min(width, 8), width * 0.6) : width) + 2;
      if (need > (widths[c] ?? 0)) widths[c] = Math.min(36, need);
    });
  }
  return widths;
}

function spanWidth(merges: readonly { top: number; bottom: number; left: number; right: number }[], widths: readonly number[], row: number, column: number): number {
  const merge = merges.find((area) => area.top <= row && area.bottom >= row && area.left === column);
  let width = 0;
  for (let c = column; c <= (merge ? Math.min(merge.right, widths.length - 1) : column); c++) width += widths[c] ?? 0;
  // A header merged downwards has the height of several rows; counting one is on the safe side only if it is short.
  return merge ? width * (merge.bottom - merge.top + 1) : width;
}

export function copySheets(context: ReportContext): ReportSheet[] {
  const marks = collectMarks(context);
  const masked = new Set(context.profile.fields.filter((field) => field.mask === true).map((field) => field.id));
  return context.places.copies.map((copied) => copySheet(context, copied, marks.get(sheetKey(copied.grid.file, copied.grid.sheet)), masked));
}
