/**
 * Whose ID number stands in a row: a number may have been copied from the line above or be her husband's. The row shows it where the birth
 * date or the sex in the number is not the row's. Which column is the birth date, and whether the list is one of women, the rows tell
 * themselves. No row is changed: a number that is not the row's own only never speaks against anybody.
 */
import { dateLevel } from "./date-level.js";
import type { NormalColumn } from "./normal-column.js";
import { validId } from "./normal-value.js";

/** Rows that must show that a column is the birth date, and the list of one sex. */
const ENOUGH = 20;
const MOSTLY = 0.5;
const ONE_SEX = 0.95;
/** From this level on a birth date is another. */
const OTHER_DATE = 7;

/** Place of the digit that is odd for men. */
const SEX = 16;

/**
 * `foreign` is 1 by row (in the order of `place`) where the ID number of column `index` is not the row's own; null if the column holds no ID
 * numbers, or nothing tells. `dated`: some date column is the birth date in most numbers.
 */
export function foreignNumbers(columns: readonly NormalColumn[], index: number, place: Int32Array): { readonly foreign: Uint8Array | null; readonly dated: boolean } {
  const own = columns[index];
  if (own?.type !== "idNumber") return { foreign: null, dated: false };
  const valid = own.texts.map(validId);
  const birth = birthColumn(columns, own, valid);
  let odd = 0;
  let all = 0;
  for (const id of own.of) {
    if (valid[id] !== true) continue;
    all++;
    odd += Number(own.texts[id]?.[SEX]) % 2;
  }
  const sex = all < ENOUGH ? null : odd >= ONE_SEX * all ? 1 : odd <= (1 - ONE_SEX) * all ? 0 : null;
  if (birth === null && sex === null) return { foreign: null, dated: false };
  const foreign = Uint8Array.from(place, (row) => {
    const at = own.of[row] ?? 0;
    if (valid[at] !== true) return 0;
    const id = own.texts[at] ?? "";
    if (sex !== null && Number(id[SEX]) % 2 !== sex) return 1;
    return birth !== null && contradicts(birth.texts[birth.of[row] ?? 0] ?? "", id) ? 1 : 0;
  });
  return { foreign, dated: birth !== null };
}

/** The date column that most rows' numbers repeat; null if none does. */
function birthColumn(columns: readonly NormalColumn[], ids: NormalColumn, valid: readonly boolean[]): NormalColumn | null {
  for (const column of columns) {
    if (column.type !== "date") continue;
    let both = 0;
    let same = 0;
    for (let row = 0; row < ids.of.length; row++) {
      const id = ids.of[row] ?? 0;
      const date = column.texts[column.of[row] ?? 0] ?? "";
      if (date.length !== 8 || date.endsWith("~") || valid[id] !== true) continue;
      both++;
      if (ids.texts[id]?.startsWith(date, 6) === true) same++;
    }
    if (both >= ENOUGH && same >= MOSTLY * both) return column;
  }
  return null;
}

/** Another birth date than the number's, not a slip or a coarser one. */
export function contradicts(date: string, id: string): boolean {
  const own = id.slice(6, 14);
  return date.length === 8 && date !== own && dateLevel(date, own) >= OTHER_DATE;
}
