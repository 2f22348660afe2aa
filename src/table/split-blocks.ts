/**
 * Two tables side by side under one header become two: under different top group headers (生育情况 ‖ 避孕节育情况), or where the same
 * leaf headers begin again (组别 姓名 身份证号 … 组别 姓名 身份证号 …). Husband and wife, or a mother and her children, are no two tables.
 */
import type { SheetGrid } from "../model.js";
import { shownText } from "./cell-text.js";
import { childColumns, hint } from "./child-columns.js";
import type { Header, HeaderColumn } from "./find-header.js";
import { foldHeader } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";
import { headerPath, sensesOf, type HeaderPath } from "./read-header.js";
import { withoutSubject } from "./subject.js";

/** One column of a block with its path; `hint` is whose it is where only its place or values say so. */
export interface BlockColumn {
  readonly column: number;
  readonly parts: HeaderColumn["parts"];
  readonly path: HeaderPath;
}

export interface BlockColumns {
  readonly columns: readonly BlockColumn[];
  /** The group header over the whole block (死亡情况), if it has one. */
  readonly group: { readonly text: string; readonly row: number; readonly column: number } | null;
}

export function splitSideBySide(header: Header, dataRows: Int32Array, grid: SheetGrid, lexicon: Lexicon): BlockColumns[] {
  const columns: BlockColumn[] = header.columns.map(({ column, parts }) => ({ column, parts, path: headerPath(parts.map((part) => part.text)) }));
  const names = columns.map((_, index) => index).filter((index) => isOwnName(columns, index, lexicon));
  const cuts: number[] = [];
  let current = names[0];
  for (const next of names.slice(1)) {
    if (current === undefined) break;
    const cut = cutBetween(columns, current, next);
    // A name alone is the same column twice, not a table of its own.
    const rest = cut === null ? [] : columns.slice(cut).filter((column) => column.parts.length > 0);
    if (cut === null || rest.length < 2) continue;
    const couple = coupleAt(columns, current, next, cut, dataRows, grid, lexicon);
    if (couple !== null) {
      // One couple per row: the second (or first) person is the husband.
      const [from, to, subject] = couple === "second" ? [cut, columns.length, "spouse" as const] : [cuts[cuts.length - 1] ?? 0, cut, "spouse" as const];
      for (let i = from; i < to; i++) hint(columns, i, subject);
      continue;
    }
    cuts.push(cut);
    current = next;
  }
  const bounds = [0, ...cuts, columns.length];
  const blocks: BlockColumns[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const part = childColumns(columns.slice(bounds[i], bounds[i + 1]), grid, dataRows, lexicon).filter((column, index, all) => column.parts.length > 0 || (index > 0 && index < all.length - 1));
    if (part.some((column) => column.parts.length > 0)) blocks.push({ columns: part, group: groupOver(part) });
  }
  return blocks;
}

/** A column of the name of the person whose row it is (姓名, 妇女姓名; not 丈夫姓名, nor 姓名 among a child's columns). */
function isOwnName(columns: readonly BlockColumn[], index: number, lexicon: Lexicon): boolean {
  const column = columns[index];
  if (column === undefined || column.parts.length === 0) return false;
  const { path } = column;
  if (path.subject !== null && path.subject !== "self") return false;
  const bare = path.subject === "self" ? withoutSubject(path.leaf.bare) : "";
  const named = [...sensesOf(path.leaf, lexicon), ...(lexicon.exact.get(bare) ?? [])].some((sense) => {
    if (sense.kind !== "field" || sense.groups !== null) return false;
    const info = lexicon.fields.get(sense.field);
    return info?.type === "name" && info.subject === null && (sense.record === null || !sense.exportName);
  });
  if (!named) return false;
  // 孩次 | 姓名 | 性别: the name right after a child's column is the child's.
  return columns[index - 1]?.path.subject !== "child";
}

/** Where the second table begins, given the name columns of both; null if both are one table. */
function cutBetween(columns: readonly BlockColumn[], first: number, second: number): number | null {
  const a = columns[first];
  const b = columns[second];
  if (a === undefined || b === undefined) return null;
  const topA = a.parts.length > 1 ? a.parts[0] : undefined;
  const topB = b.parts.length > 1 ? b.parts[0] : undefined;
  if (topB !== undefined && (topA === undefined || topA.left !== topB.left)) {
    const start = columns.findIndex((column) => column.parts[0]?.left === topB.left && column.parts[0].row === topB.row);
    if (start > first) return start;
  }
  if (topA !== undefined && topB !== undefined && topA.left === topB.left && foldHeader(a.path.leaf.bare).kept !== foldHeader(b.path.leaf.bare).kept) return null;
  const before = new Set(columns.slice(0, first + 1).map((column) => column.path.leaf.bare));
  // 妇女姓名 and 姓名 in one person's row: the second table must begin again with something the first began with, or be the same header.
  let cut = second;
  while (cut - 1 > first) {
    const column = columns[cut - 1];
    if (column === undefined) break;
    if (column.parts.length === 0) break;
    if (!before.has(column.path.leaf.bare)) break;
    cut--;
  }
  const same = a.path.leaf.bare === b.path.leaf.bare;
  return same || cut < second || columns[second - 1]?.parts.length === 0 ? cut : null;
}

/** Husband and wife side by side, told by the sex digit of their ID numbers: which of the two is the husband. */
function coupleAt(
  columns: readonly BlockColumn[], first: number, second: number, cut: number, dataRows: Int32Array, grid: SheetGrid, lexicon: Lexicon,
): "first" | "second" | null {
  if (columns[first]?.parts.length !== 1 || columns[second]?.parts.length !== 1) return null;
  const sexes = [share(columns.slice(first, cut)), share(columns.slice(cut))];
  const [a, b] = sexes;
  if (a === undefined || b === undefined || a.count < 3 || b.count < 3) return null;
  if (a.female >= 0.8 && b.female <= 0.2) return "second";
  if (a.female <= 0.2 && b.female >= 0.8) return "first";
  return null;

  function share(part: readonly BlockColumn[]): { count: number; female: number } {
    const id = part.find((column) => sensesOf(column.path.leaf, lexicon).some((sense) => lexicon.fields.get(sense.field)?.type === "idNumber"));
    if (id === undefined) return { count: 0, female: 0 };
    let count = 0;
    let female = 0;
    for (let i = 0; i < Math.min(dataRows.length, 200); i++) {
      const text = shownText(grid.rows[dataRows[i] ?? 0]?.[id.column]).trim();
      const digit = text.length === 18 ? text.charCodeAt(16) : text.length === 15 ? text.charCodeAt(14) : 0;
      if (digit < 48 || digit > 57) continue;
      count++;
      if (digit % 2 === 0) female++;
    }
    return { count, female: count === 0 ? 0 : female / count };
  }
}

/** The outermost group header if it stands over (nearly) all columns of the block. */
function groupOver(columns: readonly BlockColumn[]): BlockColumns["group"] {
  const counts = new Map<string, { count: number; text: string; row: number; column: number }>();
  let titled = 0;
  for (const { parts } of columns) {
    if (parts.length === 0) continue;
    titled++;
    const top = parts[0];
    if (parts.length < 2 || top === undefined) continue;
    const key = `${top.row}:${top.left}`;
    const entry = counts.get(key);
    if (entry === undefined) counts.set(key, { count: 1, text: top.text, row: top.row, column: top.left });
    else entry.count++;
  }
  for (const entry of counts.values()) if (entry.count >= titled * 0.8) return { text: entry.text, row: entry.row, column: entry.column };
  return null;
}
