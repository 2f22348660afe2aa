/**
 * A sheet divided into regions: title lines, header, rows below. A second header with other columns, or the same columns under the
 * title of another village or month, starts the next region; the same header again is a page head.
 */
import { isBlank, shownText } from "./cell-text.js";
import { completeHeader, headerAt, isNumberedRow, isSeed, type Header } from "./find-header.js";
import type { SheetContext } from "./header-cells.js";
import { recordsNamed } from "./lexicon.js";
import { monthIn, yearIn } from "./period.js";
import { columnRoles, rowClassifier, sameHeader } from "./row-kinds.js";
import type { FoundTotal } from "./totals-rows.js";
import type { Villages } from "./village.js";

/** A row that is no data: `index` data rows of the region come before it. */
export interface Line {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly index: number;
}

export interface Region {
  readonly header: Header;
  /** Lines above the header, each cell apart. */
  readonly title: readonly Line[];
  readonly dataRows: Int32Array;
  readonly totals: readonly FoundTotal[];
  /** Lines between and below the data rows: sections, notes, footers, page titles. */
  readonly lines: readonly Line[];
}

interface OpenRegion {
  readonly header: Header;
  readonly title: Line[];
  readonly classify: ReturnType<typeof rowClassifier>;
  readonly rows: number[];
  readonly totals: FoundTotal[];
  lines: Line[];
  /** Last row with data, totals or header. */
  lastContent: number;
  /** Begun by a line inside the table (6月份), not by a header. */
  readonly divided: boolean;
}

function linesOf(context: SheetContext, row: number, index: number): Line[] {
  const cells = context.grid.rows[row] ?? [];
  const lines: Line[] = [];
  for (let column = 0; column < cells.length; column++) {
    const text = shownText(cells[column]).trim();
    if (text !== "") lines.push({ row, column, text, index });
  }
  return lines;
}

/** `chosen`: header rows the user chose (0-based, first and last). */
export function layoutSheet(context: SheetContext, villages: Villages, chosen: readonly [number, number] | null): Region[] {
  const rows = context.grid.rows;
  const regions: Region[] = [];
  let open: OpenRegion | null = null;
  const start = (header: Header, title: Line[]): OpenRegion => ({
    header, title, classify: rowClassifier(context, columnRoles(header, context.lexicon)), rows: [], totals: [], lines: [], lastContent: header.end, divided: false,
  });
  const close = (region: OpenRegion): void => {
    const { header, title, totals, lines, divided } = region;
    regions.push({ header, title, dataRows: Int32Array.from(region.rows), totals: divided ? partTotals(totals) : totals, lines });
  };

  let divider: Line | null = null;
  let row = 0;
  let titleFrom = 0;
  if (chosen !== null) {
    const header = completeHeader(context, chosen[0], chosen[1]);
    open = start(header, titleLines(context, 0, chosen[0]));
    row = header.end + 1;
  }
  for (; row < rows.length; row++) {
    if (open === null) {
      if (!isSeed(context, row)) continue;
      const header = headerAt(context, row, titleFrom);
      open = start(header, titleLines(context, titleFrom, header.top));
      row = header.end;
      continue;
    }
    const found = open.classify(row);
    if (found.kind === "data") {
      if (divider !== null && divider.row > open.lastContent) {
        // 6月份, 二、死亡: the rows below are of another month or event.
        const line = divider;
        const title = [line, ...open.title.filter((before) => !dividesBlock(before.text, context))];
        open.lines = open.lines.filter((other) => other !== line);
        if (open.rows.length > 0 || open.totals.length > 0) {
          const header = open.header;
          close(open);
          open = { ...start(header, title), lastContent: line.row, divided: true };
        } else open.title.splice(0, open.title.length, ...title);
      }
      divider = null;
      if (open.rows.length > 0 && isHeaderRow(open, row) && isNumberedRow(context, row)) continue;
      if (repeatsHeader(context, open.header, row)) continue;
      open.rows.push(row);
      open.lastContent = row;
    } else if (found.kind === "totals") {
      open.totals.push({ row, label: found.label ?? "", kind: found.total ?? "total", index: open.rows.length });
      open.lastContent = row;
    } else if (found.kind === "headerLike") {
      if (!isSeed(context, row)) {
        open.rows.push(row);
        open.lastContent = row;
        continue;
      }
      const header = headerAt(context, row, open.lastContent + 1);
      const title = titleBetween(context, open, header.top);
      if (sameHeader(header, open.header) && !speaksOfAnother(context, open, title, villages)) {
        open.lines.push(...title);
        row = header.end;
        open.lastContent = header.end;
        continue;
      }
      if (title.length > 0) {
        const titleTop = Math.min(...title.map((line) => line.row));
        open.lines = open.lines.filter((line) => line.row < titleTop);
      }
      close(open);
      titleFrom = header.top;
      open = start(header, title);
      row = header.end;
    } else if (found.kind !== "blank") {
      const lines = linesOf(context, row, open.rows.length);
      const [line] = lines;
      open.lines.push(...lines);
      if (line !== undefined && lines.length === 1 && dividesBlock(line.text, context)) divider = line;
    }
  }
  if (open !== null) close(open);
  return regions;
}

/** A row that says again what a row of the header says in the same columns: the group row of a repeated header. */
function repeatsHeader(context: SheetContext, header: Header, row: number): boolean {
  const own = context.grid.rows[row] ?? [];
  const first = own.findIndex((cell) => !isBlank(cell));
  const lead = own[first];
  // Nearly every row is told from a header by its first cell.
  if (typeof lead !== "string" || !headerSays(context, header, first, lead.trim())) return false;
  const cells = own.map((cell) => (isBlank(cell) ? "" : shownText(cell).trim()));
  for (let head = header.top; head <= header.end; head++) {
    const said = context.grid.rows[head] ?? [];
    if (cells.every((text, column) => text === "" || (said[column] !== undefined && !isBlank(said[column]) && shownText(said[column]).trim() === text))) return true;
  }
  return false;
}

/** Whether a header row says the text in the column. */
function headerSays(context: SheetContext, header: Header, column: number, text: string): boolean {
  for (let head = header.top; head <= header.end; head++) {
    const cell = context.grid.rows[head]?.[column];
    if (cell !== undefined && !isBlank(cell) && shownText(cell).trim() === text) return true;
  }
  return false;
}

/** Whether the row comes right after a repeated header (then 1 2 3 … is its numbered row, not data). */
function isHeaderRow(open: OpenRegion, row: number): boolean {
  return open.lastContent === row - 1 && open.rows[open.rows.length - 1] !== row - 1;
}

/** A line that says the month or the event of the rows below. */
function dividesBlock(text: string, context: SheetContext): boolean {
  const bare = text.replace(/\s/g, "").replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]/, "").replace(/[:：]$/, "");
  if (/^((19|20)\d{2}年)?(\d{1,2}|[一二三四五六七八九十]{1,3})月份?$/.test(bare)) return true;
  const events = context.lexicon.codeWords.get(context.lexicon.fields.get("event")?.spec.codes ?? "");
  return bare.length >= 2 && events !== undefined && (events.has(bare) || events.has(bare.replace(/(情况|人员|登记|名单)+$/, "")));
}

/** A grand total at the end of a divided table is of all its parts, not of the last one. */
function partTotals(totals: readonly FoundTotal[]): FoundTotal[] {
  return totals.map((total, i) => {
    const second = totals.slice(0, i).some((before) => before.index === total.index && before.kind !== "ofWhich");
    return total.kind === "total" && (second || /总计|全[镇乡村年]/.test(total.label)) ? { ...total, kind: "cumulative" as const } : total;
  });
}

function titleLines(context: SheetContext, from: number, to: number): Line[] {
  const lines: Line[] = [];
  for (let row = from; row < to; row++) lines.push(...linesOf(context, row, 0));
  return lines;
}

const SIGNED = /^(负责人|单位负责人|统计负责人|填表人|制表人?|审核人?|复核人?|统计员|村支书|村主任|说明|注|备注|友情提示)\s*[:：]/;

/** The lines between the last content of a region and the next header that are the next header's title: not footers and notes. */
function titleBetween(context: SheetContext, open: OpenRegion, to: number): Line[] {
  let from = open.lastContent + 1;
  for (let row = from; row < to; row++) {
    const first = (context.grid.rows[row] ?? []).find((cell) => !isBlank(cell));
    if (first !== undefined && SIGNED.test(shownText(first).trim())) from = row + 1;
  }
  return titleLines(context, from, to);
}

/** The title of a repeated header names another village, month or record than the region's. */
function speaksOfAnother(context: SheetContext, open: OpenRegion, title: readonly Line[], villages: Villages): boolean {
  if (title.length === 0) return false;
  const before = open.title.map((line) => line.text).join(" ");
  const now = title.map((line) => line.text).join(" ");
  const record = recordsNamed(context.lexicon, now);
  if (record.length > 0 && record.join() !== recordsNamed(context.lexicon, before).join()) return true;
  const month = monthIn(now, yearIn(before));
  if (month !== null && month !== monthIn(before, yearIn(now))) return true;
  const village = villages.find(now, false);
  return village !== null && villages.stem(village) !== villages.stem(villages.find(before, false) ?? "");
}
