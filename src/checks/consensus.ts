/**
 * `consensus`: what most independent records say about one fact. It names the odd one out of other checks' findings, and has a
 * finding of its own only where no other check compares the field. A record typed or printed from another is no second vote
 * where both say the same.
 */
import type { FieldId, Normal, RecordId } from "../model.js";
import { normalAt, recordOf } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { mismatch } from "./draft.js";
import { filled, peopleOf } from "./people.js";
import { IDENTITY } from "./person-fields.js";
import { spouseComparable, stateComparable, stateGroup } from "./timing.js";

export interface Observation {
  readonly row: number;
  readonly record: RecordId;
  readonly field: FieldId;
  readonly value: Normal;
}

/** Everything the books say about a field of a person that may be set side by side: one row per record and value. */
export function observations(context: CheckContext, entity: number, field: FieldId): Observation[] {
  const { books, entities, profile } = context;
  const people = peopleOf(context);
  const kinds = new Map(profile.records.map((record) => [record.id, record.rowKind]));
  const ledgerRow = profile.records.filter((record) => record.rowKind === "person").flatMap((record) => people.active(entity, record.id))[0];
  const spouse = field === "spouseName" || field === "spouseIdNumber";
  const state = spouse ? null : stateGroup(field);
  const found: Observation[] = [];
  const seen = new Set<string>();
  for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
    const row = entities.rows[i] ?? 0;
    const value = normalAt(books, row, field);
    if (!filled(value)) continue;
    const record = recordOf(books, row);
    const kind = kinds.get(record);
    if (kind === "person" && people.closed(row) !== "" && people.active(entity, record).length > 0) continue;
    if (state !== null && kind !== "person") {
      if (kind === "event" || ledgerRow === undefined || !stateComparable(context, row, ledgerRow, state)) continue;
    }
    if (spouse && ledgerRow !== undefined && row !== ledgerRow && !spouseComparable(context, row, ledgerRow)) continue;
    const key = `${record}|${value.text}`;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push({ row, record, field, value });
  }
  return found;
}

/** Groups of observations that say the same. */
export function groupsOf(context: CheckContext, field: FieldId, all: readonly Observation[]): Observation[][] {
  const groups: Observation[][] = [];
  for (const one of all) {
    const home = groups.find((group) => {
      const first = group[0];
      if (first === undefined) return false;
      const verdict = context.compare(field, one.value, first.value);
      return verdict === "same" || verdict === "writtenDifferently" || verdict === "coarser";
    });
    if (home === undefined) groups.push([one]);
    else home.push(one);
  }
  return groups;
}

/** Independent votes of a group: a copy beside its original adds none. */
export function votes(context: CheckContext, group: readonly { readonly record: RecordId }[]): number {
  const records = new Set(group.map((one) => one.record));
  let count = 0;
  for (const record of records) {
    let original = context.profile.records.find((spec) => spec.id === record)?.copyOf;
    while (original !== undefined && !records.has(original)) original = context.profile.records.find((spec) => spec.id === original)?.copyOf;
    if (original === undefined) count++;
  }
  return count;
}

/**
 * The odd one out: the one record whose value differs while at least two independent records say the same. Where only two
 * records speak, a number that fails its own check digit, or a birth date that contradicts the valid ID number, tells.
 */
export function suspectOf(context: CheckContext, entity: number, field: FieldId, all: readonly Observation[]): RecordId | null {
  const groups = groupsOf(context, field, all).sort((a, b) => votes(context, b) - votes(context, a));
  const [first, ...rest] = groups;
  if (first === undefined || rest.length === 0) return null;
  const odd = new Set(rest.flat().map((one) => one.record));
  const oddRecord = odd.size === 1 ? ([...odd][0] ?? null) : null;
  // The record's other rows (another round) may say what all say: it is the odd one all the same, but no vote for the others.
  if (oddRecord !== null && votes(context, first.filter((one) => one.record !== oddRecord)) >= 2) return oddRecord;
  if (groups.length !== 2) return null;
  const wrong = groups.filter((group) => contradicted(context, entity, field, group));
  const right = groups.filter((group) => !wrong.includes(group));
  const records = new Set((wrong[0] ?? []).map((one) => one.record));
  return wrong.length === 1 && right.length === 1 && records.size === 1 ? ([...records][0] ?? null) : null;
}

/** Does the value contradict itself, or the person's valid ID number? */
function contradicted(context: CheckContext, entity: number, field: FieldId, group: readonly Observation[]): boolean {
  if (field === "idNumber" || field === "spouseIdNumber") return group.every(({ value }) => value.type === "idNumber" && !value.valid);
  if (field !== "birthDate") return false;
  const births = new Set<string>();
  for (let i = context.entities.start[entity] ?? 0; i < (context.entities.start[entity + 1] ?? 0); i++) {
    const id = normalAt(context.books, context.entities.rows[i] ?? 0, "idNumber");
    if (id?.type === "idNumber" && id.valid) births.add(id.birth);
  }
  if (births.size !== 1) return false;
  const [birth = ""] = [...births];
  return group.every(({ value }) => value.text !== "" && !birth.startsWith(value.text));
}

/** Identity fields on which a person's rows disagree although no other check has set them side by side. */
export const consensus: Check = (context) => {
  const drafts: Draft[] = [];
  const { books, entities } = context;
  const fields: readonly FieldId[] = [...(context.spec.fields ?? IDENTITY)];
  const columns = fields.map((field) => books.blocks.map((block) => block.columns.get(field)?.values));
  for (let entity = 0; entity < entities.count; entity++) {
    const from = entities.start[entity] ?? 0;
    const to = entities.start[entity + 1] ?? 0;
    if (to - from < 2) continue;
    for (const [f, field] of fields.entries()) {
      let first: Normal | null = null;
      let differs = false;
      for (let i = from; i < to && !differs; i++) {
        const row = entities.rows[i] ?? 0;
        const block = books.blockOf[row] ?? 0;
        const value = columns[f]?.[block]?.[row - (books.offsets[block] ?? 0)];
        if (!filled(value)) continue;
        if (first === null) first = value;
        else if (value !== first && value.text !== first.text && context.compare(field, value, first) === "different") differs = true;
      }
      if (!differs) continue;
      const all = observations(context, entity, field);
      const groups = groupsOf(context, field, all);
      if (groups.length < 2 || new Set(all.map((one) => one.record)).size < 2) continue;
      drafts.push(mismatch(context, entity, field, all.map((one) => ({ row: one.row }))));
    }
  }
  return { drafts };
};
