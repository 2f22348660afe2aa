/**
 * The header of a table: a row most of whose cells are known headers, with the group rows above it and the sub-header rows below
 * it, merged or not. Whatever is merged says exactly how far a group reaches; where nothing is merged (CSV), a group reaches over
 * the blanks to its right that have a header of their own below.
 */
import { isBlank, isFigure, shownText } from "./cell-text.js";
import { foldHeader } from "./fold-header.js";
import { filledColumns, GROUP_SHAPE, headerText, isBroken, MOST_ROWS, UNIT, type SheetContext } from "./header-cells.js";
import { recordsNamed } from "./lexicon.js";
import { isSubRow } from "./sub-rows.js";

/** One level of a header path: the text and the columns it stands over. `left` and `row` identify the group. */
export interface HeaderPart {
  readonly text: string;
  readonly row: number;
  readonly left: number;
  readonly right: number;
}

export interface HeaderColumn {
  readonly column: number;
  /** Outermost group first, the leaf last; empty for a column without header. */
  readonly parts: readonly HeaderPart[];
}

export interface Header {
  readonly top: number;
  readonly bottom: number;
  /** The last row that belongs to it: `bottom`, or the numbered row below. */
  readonly end: number;
  readonly columns: readonly HeaderColumn[];
}

const LOOK_AHEAD = 4;

/** Known headers in a row; null if the row can be no header (figures, too few). */
function seedStrength(context: SheetContext, row: number): number | null {
  const cells = context.grid.rows[row];
  if (cells === undefined) return null;
  let filled = 0;
  let strong = 0;
  let weak = 0;
  const seen = new Set<string>();
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (isBlank(cell)) continue;
    filled++;
    if (isFigure(cell)) return null;
    const text = shownText(cell);
    const weight = context.words.weigh(text);
    if (weight > 0) seen.add(text);
    if (weight === 2) strong++;
    else if (weight === 1) weak++;
  }
  // A wide sheet may know few of its columns; four known headers without a figure are no row of data.
  if (strong === 0 || seen.size < 2 || (strong < 4 && strong + weak / 2 < filled * 0.4)) return null;
  return strong + weak / 2;
}

/** Whether a row may hold a header, without looking at its neighbours. */
export function isSeed(context: SheetContext, row: number): boolean {
  return seedStrength(context, row) !== null;
}

/** The header that the seed row belongs to. `from`: rows before it belong to something else. */
export function headerAt(context: SheetContext, seed: number, from: number): Header {
  // 村名 | 新塘村 | 单位 | 人 above the real header is a unit line: a much stronger row soon below is the header.
  let best = seed;
  let strength = seedStrength(context, seed) ?? 0;
  for (let row = seed + 1; row <= seed + LOOK_AHEAD; row++) {
    const cells = context.grid.rows[row] ?? [];
    if (cells.filter((cell) => isFigure(cell)).length >= 2) break;
    const next = seedStrength(context, row);
    if (next !== null && next >= strength + 2) {
      best = row;
      strength = next;
    }
  }
  // 第一孩 | 第二孩 over 姓名 性别 出生: the stronger row may be a sub-header of the seed's own header.
  if (best !== seed && lastRow(context, seed, seed) >= best) best = seed;
  let top = best;
  while (top > from && best - top < MOST_ROWS - 1 && isGroupRow(context, top - 1, top)) top--;
  return completeHeader(context, top, lastRow(context, top, best));
}

/** The last row of a header that begins at `top` and goes as far as `bottom` at least. */
function lastRow(context: SheetContext, top: number, bottom: number): number {
  let last = bottom;
  while (last - top < MOST_ROWS - 1 && isSubRow(context, last + 1, top, last)) last++;
  return last;
}

/** A header over given rows (a user's choice). */
export function completeHeader(context: SheetContext, top: number, bottom: number): Header {
  const end = isNumberedRow(context, bottom + 1) ? bottom + 1 : bottom;
  return { top, bottom, end, columns: readPaths(context, top, bottom) };
}

// 单位：新塘村, 2004年5月, （存根）: lines of the title, never group headers.
const TITLE_TALK = /[:：].*\S|\d{4}[年.\-/]|[一二]?[〇零○]{1,2}[一二三四五六七八九〇零]{1,2}年|存根|表号|制表机关|有效期/;

function isGroupRow(context: SheetContext, row: number, below: number): boolean {
  const filled = filledColumns(context, row);
  if (filled.length === 0) return false;
  const texts = filled.map((column) => shownText(context.grid.rows[row]?.[column]).trim());
  if (texts.some((text) => text.length > 24 || TITLE_TALK.test(text))) return false;
  if (filled.some((column) => isFigure(context.grid.rows[row]?.[column]))) return false;
  const belowFilled = filledColumns(context, below);
  const first = belowFilled[0] ?? 0;
  const last = belowFilled[belowFilled.length - 1] ?? 0;
  // A cell merged down into the header, or merged over some of its columns, belongs to it.
  const down = context.merges.inRow(row).some((area) => area.top <= row && area.bottom >= below && area.left <= last && area.right >= first);
  if (down) return true;
  const width = last - first + 1;
  if (filled.length === 1) {
    const column = filled[0] ?? 0;
    const text = texts[0] ?? "";
    if (recordsNamed(context.lexicon, text).length > 0 && !context.words.group(text)) return false;
    const { right, merged } = headerText(context, row, column);
    const over = right - column + 1;
    if (merged && over >= 2 && over < width * 0.75 && column > first) return true;
    return column > first && (context.words.group(text) || context.words.weigh(text) > 0);
  }
  if (texts.some((text) => context.words.weigh(text) === 0 && recordsNamed(context.lexicon, text).length > 0 && !context.words.group(text))) return false;
  // Several group headers: each stands over two columns or more, or is a header itself.
  let over = 0;
  filled.forEach((column, index) => {
    const { right, merged } = headerText(context, row, column);
    const next = filled[index + 1] ?? last + 1;
    if (merged ? right > column : next - column > 1) over++;
    else if (context.words.subHeader(texts[index] ?? "")) over++;
  });
  const known = texts.filter((text) => context.words.weigh(text) > 0 || context.words.group(text) || GROUP_SHAPE.test(text)).length;
  const merged = filled.filter((column) => headerText(context, row, column).right > column).length;
  return over === filled.length && (known > 0 || merged >= 2 || filled.length >= 3 || texts.every((text) => text.length >= 2 && !/村|镇|乡|社区|人$/.test(text)));
}

/** 1 2 3 … or 甲 乙 1 2 … under the header. */
export function isNumberedRow(context: SheetContext, row: number): boolean {
  const cells = context.grid.rows[row];
  if (cells === undefined) return false;
  let expected = 0;
  let count = 0;
  for (const cell of cells) {
    if (isBlank(cell)) continue;
    const text = shownText(cell).trim().replace(/^[(（]|[)）]$/g, "");
    if ("甲乙丙丁戊己".includes(text) && text.length === 1 && expected === 0) {
      count++;
      continue;
    }
    const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".indexOf(text);
    const number = circled >= 0 && text !== "" ? circled + 1 : Number(text);
    if (!Number.isInteger(number) || text === "" || number !== expected + 1) {
      // 1 2 3 … starts again in a second block.
      if (number !== 1 || count < 3) return false;
    }
    expected = number;
    count++;
  }
  return count >= 3 && expected > 0;
}

/** The path of every column of the header. */
function readPaths(context: SheetContext, top: number, bottom: number): HeaderColumn[] {
  let right = -1;
  let left = Number.MAX_SAFE_INTEGER;
  for (let row = top; row <= bottom; row++) {
    for (const column of filledColumns(context, row)) {
      const over = headerText(context, row, column);
      left = Math.min(left, over.left);
      right = Math.max(right, over.right);
    }
  }
  const columns: HeaderColumn[] = [];
  for (let column = left; column <= right; column++) columns.push({ column, parts: [] });
  const open: HeaderPart[][] = columns.map(() => []);
  for (let row = top; row <= bottom; row++) {
    const mergedGroups = context.merges.inRow(row).some((area) => area.right > area.left && area.top >= top && area.bottom <= bottom);
    for (let i = 0; i < columns.length; i++) {
      const column = left + i;
      const parts = open[i];
      if (parts === undefined) continue;
      const over = headerText(context, row, column);
      if (over.merged) {
        if (over.top < row && over.top >= top) continue; // said in the row above
        if (over.text !== "" && over.top >= top) parts.push({ text: over.text, row, left: over.left, right: over.right });
        continue;
      }
      if (over.text !== "") {
        parts.push({ text: over.text, row, left: column, right: column });
        continue;
      }
      if (row === bottom || mergedGroups) continue;
      // A blank under no merge: the group to its left reaches here if both have headers below.
      const neighbour = open[i - 1];
      const group = neighbour?.[neighbour.length - 1];
      if (group === undefined || group.row !== row || !hasTextBelow(context, row, bottom, column) || !hasTextBelow(context, row, bottom, group.left)) continue;
      const outer = (list: readonly HeaderPart[]): string => list.filter((part) => part.row < row).map((part) => part.left).join();
      if (outer(parts) !== outer(neighbour ?? [])) continue;
      parts.push({ ...group, right: column });
    }
  }
  // How far the groups reach that are not merged.
  const reach = new Map<string, number>();
  for (const parts of open) for (const part of parts) reach.set(`${part.row}:${part.left}`, Math.max(part.right, reach.get(`${part.row}:${part.left}`) ?? 0));
  // A header broken over two cells (身份证 / 号码) is one leaf, as is a unit below (数量 / (盒)).
  return columns.map(({ column }, i) => ({
    column,
    parts: joinBroken(context, dropRepeats((open[i] ?? []).map((part) => ({ ...part, right: reach.get(`${part.row}:${part.left}`) ?? part.right })))),
  }));
}

function hasTextBelow(context: SheetContext, row: number, bottom: number, column: number): boolean {
  for (let below = row + 1; below <= bottom; below++) if (headerText(context, below, column).text !== "") return true;
  return false;
}

function dropRepeats(parts: readonly HeaderPart[]): HeaderPart[] {
  return parts.filter((part, i) => i === 0 || foldHeader(part.text).kept !== foldHeader(parts[i - 1]?.text ?? "").kept);
}

function joinBroken(context: SheetContext, parts: HeaderPart[]): HeaderPart[] {
  const last = parts[parts.length - 1];
  const before = parts[parts.length - 2];
  if (last === undefined || before === undefined || before.right > before.left) return parts;
  const unit = UNIT.test(last.text);
  if (!unit && !isBroken(context, before.text, last.text)) return parts;
  return [...parts.slice(0, -2), { ...before, text: before.text + last.text }];
}
