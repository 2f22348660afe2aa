/** Merged areas by row: a ledger may have ten thousand, and every cell on the screen asks. */
import type { Area } from "../../../src/model.js";
import type { SheetModel } from "../../model/sheet.js";

const NONE: readonly Area[] = [];
/** Taller ones are kept apart, or a merged column would fill a million rows. */
const TALL = 2_000;

export class MergesByRow {
  private readonly rows = new Map<number, Area[]>();
  private readonly tall: Area[] = [];

  constructor(
    readonly source: readonly Area[],
    readonly length = source.length,
  ) {
    for (const area of source) {
      if (area.bottom - area.top >= TALL) {
        this.tall.push(area);
        continue;
      }
      for (let row = area.top; row <= area.bottom; row++) {
        const list = this.rows.get(row);
        if (list === undefined) this.rows.set(row, [area]);
        else list.push(area);
      }
    }
  }

  /** Always the same array for the same row. */
  inRow(row: number): readonly Area[] {
    const list = this.rows.get(row);
    if (this.tall.length === 0) return list ?? NONE;
    const tall = this.tall.filter((area) => row >= area.top && row <= area.bottom);
    return tall.length === 0 ? (list ?? NONE) : [...tall, ...(list ?? NONE)];
  }
}

const indexes = new WeakMap<SheetModel, MergesByRow>();

/** Areas are replaced, never changed in place; the list itself may grow. */
export function mergesOf(sheet: SheetModel): MergesByRow {
  let index = indexes.get(sheet);
  if (index === undefined || index.source !== sheet.merges || index.length !== sheet.merges.length) indexes.set(sheet, (index = new MergesByRow(sheet.merges)));
  return index;
}
