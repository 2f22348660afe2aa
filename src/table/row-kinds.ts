/**
 * What one row below a header is: data, totals, a line (section, note, page title), a footer, blank. Most rows of a long sheet are
 * decided by a glance (three cells, one of them a figure); only the odd ones are looked at closely.
 */
import type { CellValue } from "../model.js";
import { isBlank, isFigure, shownText } from "./cell-text.js";
import type { Header } from "./find-header.js";
import type { SheetContext } from "./header-cells.js";
import { foldHeader, foldText } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";
import { headerPath, sensesOf } from "./read-header.js";
import { totalLabel, type TotalKind } from "./totals-rows.js";

export type RowClass = "blank" | "data" | "totals" | "line" | "meta" | "headerLike";

export interface ClassifiedRow {
  readonly kind: RowClass;
  readonly label?: string;
  readonly total?: TotalKind;
}

/** What the classifier knows of a header's columns. */
export interface ColumnRoles {
  readonly left: number;
  readonly right: number;
  /** Columns of the person's own name or ID number. */
  readonly key: ReadonlySet<number>;
  /** Columns of children. */
  readonly child: ReadonlySet<number>;
  /** 序号 and other columns of no content. */
  readonly idle: ReadonlySet<number>;
}

const BLANK: ClassifiedRow = { kind: "blank" };
const DATA: ClassifiedRow = { kind: "data" };
const LINE: ClassifiedRow = { kind: "line" };
const META: ClassifiedRow = { kind: "meta" };
const HEADER_LIKE: ClassifiedRow = { kind: "headerLike" };

const LABELLED = /^[^\d:：]{1,10}[:：]/;
const NOTE = /^(说明|注意事项|注|备注|附注|友情提示|填表说明|填报说明)\s*([:：]|[1-9一(（、.]|$)/;
const VILLAGE_TAIL = /(村|村委会|社区|居委会|村民委员会)[)）]?$/;

/** Roles of a header's columns, whatever the record. */
export function columnRoles(header: Header, lexicon: Lexicon): ColumnRoles {
  const key = new Set<number>();
  const child = new Set<number>();
  const idle = new Set<number>();
  for (const { column, parts } of header.columns) {
    if (parts.length === 0) continue;
    const path = headerPath(parts.map((part) => part.text));
    if (path.subject === "child") {
      child.add(column);
      continue;
    }
    const senses = sensesOf(path.leaf, lexicon);
    if (senses.length > 0 && senses.every((sense) => sense.kind === "ignore")) idle.add(column);
    if (path.subject !== null && path.subject !== "self") continue;
    if (senses.some((sense) => {
      const info = lexicon.fields.get(sense.field);
      return info !== undefined && (info.type === "name" || info.type === "idNumber") && (info.subject === null || info.subject === "self");
    })) key.add(column);
  }
  return { left: header.columns[0]?.column ?? 0, right: header.columns[header.columns.length - 1]?.column ?? 0, key, child, idle };
}

/** A classifier for the rows below one header. */
export function rowClassifier(context: SheetContext, roles: ColumnRoles): (row: number) => ClassifiedRow {
  const { grid, lexicon, words } = context;
  const footerCharacters = new Set<string>(["单", "填", "报", "截", "统", "制", "注", "说", "备", "友"]);
  for (const footer of lexicon.footers) footerCharacters.add(footer.charAt(0));
  const footers = new Set(lexicon.footers);

  return (row) => {
    const cells = grid.rows[row];
    if (cells === undefined) return BLANK;
    const end = Math.min(cells.length, roles.right + 1);
    let filled = 0;
    let figures = 0;
    let suspicious = false;
    for (let column = 0; column < end; column++) {
      const cell = cells[column];
      if (cell === null || cell === undefined || isBlank(cell)) continue;
      filled++;
      if (isFigure(cell)) figures++;
      else if (filled <= 4 && typeof cell === "string") {
        // 合计, 新塘村小计, 其中: the first or the last character gives them away
        const text = cell.charCodeAt(0) <= 32 || cell.charCodeAt(0) === 0x3000 ? cell.trim() : cell;
        const first = text.charAt(0);
        const last = text.charAt(text.length - 1);
        if (lexicon.totalFirst.has(first) || lexicon.totalLast.has(last) || last === " " || last === "　" || last === ")" || last === "）" || last === "：" || last === ":"
          || (filled === 1 && footerCharacters.has(first))) suspicious = true;
      }
      // Nothing more to learn about a long row of figures.
      if (filled >= 5 && figures > 0 && !suspicious) return DATA;
    }
    if (filled === 0) return BLANK;
    if (filled >= 3 && figures > 0 && !suspicious) return DATA;
    return lookClosely(cells, row, end, filled, figures);
  };

  function lookClosely(cells: readonly CellValue[], row: number, end: number, filled: number, figures: number): ClassifiedRow {
    const columns: number[] = [];
    for (let column = 0; column < end; column++) if (!isBlank(cells[column])) columns.push(column);
    const texts = columns.map((column) => shownText(cells[column]).trim());
    if (columns.every((column, i) => (roles.idle.has(column) && isFigure(cells[column])) || lexicon.blanks.has(texts[i] ?? ""))) return BLANK;

    let named = false;
    for (let i = 0; i < Math.min(columns.length, 4); i++) {
      const column = columns[i] ?? 0;
      const next = columns[i + 1];
      // 合 | 计 in two cells
      const pair = next !== undefined && (texts[i] ?? "") === "合" && texts[i + 1] === "计";
      const label = named ? null : totalLabel(pair ? "合计" : texts[i] ?? "", lexicon);
      if (label !== null) return { kind: "totals", label: label.label, total: label.kind };
      if (roles.key.has(column)) named = true;
    }

    const first = texts[0] ?? "";
    const keyed = columns.some((column) => roles.key.has(column));
    if (NOTE.test(first) && filled <= 2) return LINE;
    if (LABELLED.test(first) && (texts.filter((text) => LABELLED.test(text)).length >= filled / 2 || !keyed || filled <= 3)) return META;
    if (texts.every((text) => LABELLED.test(text))) return META;
    if (footers.has(foldHeader(first).bare) && words.weigh(first) < 2 && filled <= 8 && filled < Math.max(2, (roles.right - roles.left + 1) * 0.7)) return META;

    if (figures === 0 && filled >= 2) {
      const seed = texts.reduce((sum, text) => sum + words.weigh(text), 0);
      if (seed >= 2) return HEADER_LIKE;
    }
    if (filled === 1) {
      const column = columns[0] ?? 0;
      const area = context.merges.at(row, column);
      const wide = area !== null && area.right - area.left >= 2;
      if (wide || first.length > 12) return LINE;
      if (roles.child.has(column)) return DATA;
      if (roles.key.has(column)) return VILLAGE_TAIL.test(first) || /[、，。：:]|\d月|月份$|^第?[一二三四五六七八九十\d]{1,3}(组|队|屯|小组|村民小组)$/.test(first) ? LINE : DATA;
      return column > roles.left && figures > 0 ? DATA : LINE;
    }
    if (filled === 2 && figures === 0 && !keyed && VILLAGE_TAIL.test(first)) return LINE;
    return DATA;
  }
}

/** Whether two headers name the same columns in the same places. */
export function sameHeader(a: Header, b: Header): boolean {
  const leaves = (header: Header): Map<number, string> => new Map(header.columns
    .filter((column) => column.parts.length > 0)
    .map((column) => [column.column, foldText(column.parts[column.parts.length - 1]?.text ?? "")]));
  const left = leaves(a);
  const right = leaves(b);
  let same = 0;
  for (const [column, text] of left) if (right.get(column) === text) same++;
  return same >= 2 && same >= Math.max(left.size, right.size) * 0.9;
}
