/**
 * Whether a row below a header row belongs to the header. What is merged says so. Where merges are not known (a CSV, an Excel that
 * does not tell), the empty places do: a merged cell leaves its text in its first cell and nothing in the others, so a sub-header
 * stands under a group (a label with empty cells to its right) and never under a header of one column. A row of data fills at least
 * one column of the latter kind (序号, 姓名).
 */
import { isBlank, isFigure, shownText } from "./cell-text.js";
import { filledColumns, GROUP_SHAPE, hasTextAbove, headerText, isBroken, LONGEST_LABEL, UNIT, type SheetContext } from "./header-cells.js";
import { foldHeader } from "./fold-header.js";

/** A word that nobody lists is a header by its place alone if it is no longer than this. */
const LONGEST_UNKNOWN = 10;
/** Data begin no further below a header row. */
const ROWS_TO_DATA = 5;
const PLACE_TAIL = /(村|镇|乡|社区|居委会|组|人)$/;

/** Whether `row` goes on with the header whose rows so far are `top` to `above`. */
export function isSubRow(context: SheetContext, row: number, top: number, above: number): boolean {
  const cells = context.grid.rows[row];
  if (cells === undefined) return false;
  const filled = filledColumns(context, row);
  // A header cell merged down to this row: the row is header, whatever else it holds.
  const reaches = context.merges.inRow(row).some((area) => area.top >= top && area.top <= above && area.bottom >= row
    && shownText(context.grid.rows[area.top]?.[area.left]).trim() !== "");
  if (filled.length === 0) return reaches;
  if (filled.some((column) => isFigure(cells[column]))) return false;
  if (reaches) return true;
  let known = 0;
  const unknown: number[] = [];
  let grouped = true;
  for (const column of filled) {
    const text = shownText(cells[column]).trim();
    if (text.length > LONGEST_LABEL) return false;
    const over = headerText(context, above, column);
    const open = isOpen(context, row, above, top, column);
    const joined = over.text !== "" && !over.merged && isBroken(context, over.text, text);
    const unit = UNIT.test(text);
    if (!open && !joined && !unit && text !== over.text) return false;
    if (!open) grouped = false;
    if (joined || unit || text === over.text || isLabel(context, text)) known++;
    else unknown.push(column);
  }
  if (known >= filled.length / 2) return true;
  return grouped && filled.length > 1 && unknown.every((column) => mayBeLabel(context, shownText(cells[column]).trim())) && dataFollows(context, row, top);
}

function isLabel(context: SheetContext, text: string): boolean {
  return context.words.subHeader(text) || context.words.group(text) || GROUP_SHAPE.test(text);
}

function mayBeLabel(context: SheetContext, text: string): boolean {
  return text.length <= LONGEST_UNKNOWN && !PLACE_TAIL.test(text) && !context.lexicon.valueWords.has(foldHeader(text).bare);
}

/**
 * Whether one of the rows below `row` fills the columns that it leaves empty under a header: there the data begins. A further header
 * row, a section line or a row of totals may come between.
 */
function dataFollows(context: SheetContext, row: number, top: number): boolean {
  const { rows } = context.grid;
  const leaves = new Set<number>();
  for (let head = top; head < row; head++) {
    for (const column of filledColumns(context, head)) {
      if (isBlank(rows[row]?.[column]) && headerText(context, head, column).right === column) leaves.add(column);
    }
  }
  for (let below = row + 1; below <= row + ROWS_TO_DATA; below++) {
    const cells = rows[below] ?? [];
    let filled = 0;
    for (const column of leaves) if (!isBlank(cells[column])) filled++;
    if (filled > 0 && filled >= leaves.size / 2 && cells.some((cell) => isFigure(cell))) return true;
  }
  return false;
}

/** Whether a header in `row` may stand below this column's header: under a group, or under nothing. */
function isOpen(context: SheetContext, row: number, above: number, top: number, column: number): boolean {
  for (let head = above; head >= top; head--) {
    const over = headerText(context, head, column);
    if (over.merged) return over.right > over.left && over.text !== "";
    if (over.text !== "") return isGroup(context, row, head, top, column);
    const left = labelBefore(context, head, column);
    if (left < 0) continue;
    if (headerText(context, head, left).right > left) return true;
    if (reachesTo(context, head, top, left, column) && hasLabelBelow(context, head, row, left)) return true;
  }
  // No row says anything over the column and none has a group that reaches here: the header of one column, written lower.
  return labelBefore(context, above, column) < 0 || context.words.weigh(headerText(context, row, column).text) > 0;
}

/** The nearest column to the left with a label in the row; -1 if there is none. */
function labelBefore(context: SheetContext, row: number, column: number): number {
  for (let left = column - 1; left >= 0; left--) if (headerText(context, row, left).text !== "") return left;
  return -1;
}

/** Whether no other header comes between a label and a column that it may reach over. */
function reachesTo(context: SheetContext, row: number, top: number, left: number, column: number): boolean {
  for (let between = left + 1; between <= column; between++) if (hasTextAbove(context, top, row - 1, between)) return false;
  return true;
}

function hasLabelBelow(context: SheetContext, head: number, row: number, column: number): boolean {
  for (let below = head + 1; below <= row; below++) if (!isBlank(context.grid.rows[below]?.[column])) return true;
  return false;
}

/** A label that is not merged but stands over several columns: an empty cell to its right, and labels below both. */
function isGroup(context: SheetContext, row: number, head: number, top: number, column: number): boolean {
  const { rows } = context.grid;
  const next = column + 1;
  if (!isBlank(rows[head]?.[next]) || context.merges.at(head, next) !== null || hasTextAbove(context, top, head - 1, next)) return false;
  if (hasLabelBelow(context, head, row, next)) return true;
  // 第一孩 | | | 第二孩: a group inside the group; the labels of both columns are one row further down.
  return [column, next].every((at) => {
    const cell = rows[row + 1]?.[at];
    return !isBlank(cell) && !isFigure(cell) && isLabel(context, shownText(cell).trim());
  });
}
