/** The columns that two blocks both have, side by side: looked up once per pair of blocks, not once per pair of rows. */
import type { FieldId, Normal, RecordRows } from "../model.js";

export interface SharedColumn {
  readonly field: FieldId;
  /** Values by row of the first and of the second block. */
  readonly one: readonly Normal[];
  readonly two: readonly Normal[];
}

type ByFields = Map<readonly FieldId[] | null, readonly SharedColumn[]>;

const cache = new WeakMap<RecordRows, WeakMap<RecordRows, ByFields>>();

/** @param fields a list that lives as long as its caller; null: all columns of the first block, in its order */
export function sharedColumns(one: RecordRows, two: RecordRows, fields: readonly FieldId[] | null): readonly SharedColumn[] {
  let partners = cache.get(one);
  if (partners === undefined) cache.set(one, (partners = new WeakMap()));
  let lists = partners.get(two);
  if (lists === undefined) partners.set(two, (lists = new Map()));
  let list = lists.get(fields);
  if (list === undefined) {
    list = [...(fields ?? one.columns.keys())].flatMap((field) => {
      const a = one.columns.get(field)?.values;
      const b = two.columns.get(field)?.values;
      return a === undefined || b === undefined ? [] : [{ field, one: a, two: b }];
    });
    lists.set(fields, list);
  }
  return list;
}
