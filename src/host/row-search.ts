/** Finding a row again by what its cells say, after the user has sorted, inserted or deleted rows. */

/** Shown texts of some columns over some rows. */
export interface RowTexts {
  readonly count: number;
  /** @param index row, from 0; @param at place in the list of columns asked for */
  readonly text: (index: number, at: number) => string;
}

export function rowSays(texts: RowTexts, index: number, row: readonly { readonly text: string }[]): boolean {
  return row.every(({ text }, at) => texts.text(index, at) === text);
}

/** The one row that says it; null if none or several do. */
export function onlyRowSaying(texts: RowTexts, row: readonly { readonly text: string }[]): number | null {
  let found: number | null = null;
  for (let index = 0; index < texts.count; index++) {
    if (!rowSays(texts, index, row)) continue;
    if (found !== null) return null;
    found = index;
  }
  return found;
}

/** 0-based row of "C4" or "C4:D5". */
export function rowOfAddress(address: string): number {
  return Number(/\d+/.exec(address)?.[0] ?? "1") - 1;
}

/** The address so many rows further down. */
export function movedAddress(address: string, down: number): string {
  return address.replace(/\d+/g, (digits) => String(Number(digits) + down));
}
