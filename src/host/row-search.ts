/** Finding a row again by what its cells say, after the user has sorted, inserted or deleted rows. */
import type { CellTarget } from "./workbook-host.js";

/** Shown texts of some columns over some rows. */
export interface RowTexts {
  readonly count: number;
  /** @param index row, from 0; @param at place in the list of columns asked for */
  readonly text: (index: number, at: number) => string;
}

/**
 * Where the cell of the target is now; null if its row cannot be found again, or is there more than once.
 * @param used rows that may hold anything
 * @param textsOf what columns show in `rows` rows from `top` on
 */
export async function addressNow(
  { address, row = [] }: CellTarget,
  used: { readonly top: number; readonly rows: number },
  textsOf: (top: number, rows: number, columns: readonly number[]) => Promise<RowTexts>,
): Promise<string | null> {
  if (row.every(({ text }) => text === "")) return address;
  const columns = row.map(({ column }) => column);
  const at = rowOfAddress(address);
  if (says(await textsOf(at, 1, columns), 0, row)) return address;
  const found = onlyRowSaying(await textsOf(used.top, used.rows, columns), row);
  return found === null ? null : movedAddress(address, used.top + found - at);
}

function says(texts: RowTexts, index: number, row: readonly { readonly text: string }[]): boolean {
  return row.every(({ text }, at) => texts.text(index, at) === text);
}

/** The one row that says it; null if none or several do. */
function onlyRowSaying(texts: RowTexts, row: readonly { readonly text: string }[]): number | null {
  let found: number | null = null;
  for (let index = 0; index < texts.count; index++) {
    if (!says(texts, index, row)) continue;
    if (found !== null) return null;
    found = index;
  }
  return found;
}

/** 0-based row of "C4" or "C4:D5". */
function rowOfAddress(address: string): number {
  return Number(/\d+/.exec(address)?.[0] ?? "1") - 1;
}

/** The address so many rows further down. */
function movedAddress(address: string, down: number): string {
  return address.replace(/\d+/g, (digits) => String(Number(digits) + down));
}
