/**
 * Exact copies of a sheet (电脑台帐 - 副本, 存根 beside the part handed in): the same record, village, month and columns, and every
 * cell alike. A copy is no second record, so it is read once.
 */
import type { CellValue, TableBlock } from "../model.js";

/** Fewer rows may be alike by chance. */
const FEWEST = 3;

/** Finds, block by block, the earlier block that a block copies; null if it is the first of its kind. */
export function copyFinder(): (block: TableBlock) => TableBlock | null {
  const known = new Map<string, TableBlock[]>();
  return (block) => {
    if (block.sheetRows.length < FEWEST) return null;
    const key = keyOf(block);
    const same = known.get(key);
    if (same === undefined) {
      known.set(key, [block]);
      return null;
    }
    const original = same.find((other) => other.sheet !== block.sheet || other.file !== block.file ? alike(other, block) : false);
    if (original !== undefined) return original;
    same.push(block);
    return null;
  };
}

/** What copies share before their cells are read: record, columns, size, month, constants and villages. */
function keyOf(block: TableBlock): string {
  const columns = block.columns.map(({ column, header, field }) => `${column}=${header}=${field ?? ""}`).join();
  const constants = block.constants.map(({ field, value }) => `${field}=${value}`).join();
  const villages = [...new Set(block.villages)].join();
  return [block.record, block.month ?? "", block.sheetRows.length, columns, constants, villages].join("|");
}

function alike(a: TableBlock, b: TableBlock): boolean {
  for (const [column, values] of a.cells) {
    const others = b.cells.get(column);
    if (others?.length !== values.length) return false;
    if (values.some((value, i) => !sameCell(value, others[i]))) return false;
  }
  return a.villages.every((village, i) => village === b.villages[i]);
}

function sameCell(a: CellValue | undefined, b: CellValue | undefined): boolean {
  if (a === b) return true;
  return a !== null && b !== null && typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}
