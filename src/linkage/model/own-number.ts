/**
 * Whose ID number stands in a row: a number may have been copied from the line above or be her husband's. The row shows it where the birth
 * date or the sex in the number is not the row's. Which column is the birth date, and whether the list is one of women, the rows tell
 * themselves. No row is changed: a number that is not the row's own only never speaks against anybody.
 */
import { dateLevel } from "./date-level.js";
import { validId } from "./normal-value.js";
import type { FieldType } from "./settings.js";

interface Column {
  readonly type: FieldType;
  /** Normal values by place in the input. */
  readonly values: readonly string[];
}

/** Rows that must show that a column is the birth date, and the list of one sex. */
const ENOUGH = 20;
const MOSTLY = 0.5;
const ONE_SEX = 0.95;
/** From this level on a birth date is another. */
const OTHER_DATE = 7;

/** Place of the digit that is odd for men. */
const SEX = 16;

/**
 * 1 by row (in the order of `place`) where the ID number of column `index` is not the row's own; null if the column holds no ID numbers, or
 * nothing tells.
 */
export function foreignNumbers(columns: readonly Column[], index: number, place: Int32Array): Uint8Array | null {
  const own = columns[index];
  if (own?.type !== "idNumber") return null;
  const birth = birthColumn(columns, index);
  let odd = 0;
  let valid = 0;
  for (const id of own.values) {
    if (!validId(id)) continue;
    valid++;
    odd += Number(id[SEX]) % 2;
  }
  const sex = valid < ENOUGH ? null : odd >= ONE_SEX * valid ? 1 : odd <= (1 - ONE_SEX) * valid ? 0 : null;
  if (birth === null && sex === null) return null;
  return Uint8Array.from(place, (row) => {
    const id = own.values[row] ?? "";
    if (!validId(id)) return 0;
    if (sex !== null && Number(id[SEX]) % 2 !== sex) return 1;
    return birth !== null && contradicts(birth[row] ?? "", id) ? 1 : 0;
  });
}

/** The date column that most rows' numbers repeat; null if none does. */
export function birthColumn(columns: readonly Column[], index: number): readonly string[] | null {
  const ids = columns[index]?.values ?? [];
  for (const { type, values } of columns) {
    if (type !== "date") continue;
    let both = 0;
    let same = 0;
    ids.forEach((id, row) => {
      const date = values[row] ?? "";
      if (date.length !== 8 || date.endsWith("~") || !validId(id)) return;
      both++;
      if (date === id.slice(6, 14)) same++;
    });
    if (both >= ENOUGH && same >= MOSTLY * both) return values;
  }
  return null;
}

/** Another birth date than the number's, not a slip or a coarser one. */
export function contradicts(date: string, id: string): boolean {
  const own = id.slice(6, 14);
  return date.length === 8 && date !== own && dateLevel(date, own) >= OTHER_DATE;
}
