/**
 * A row of a dated record (slip, roster, issue, feedback, migrant) against the person's ledger rows: who she is must agree always,
 * her state only where nothing lies between the two days (timing.ts).
 */
import type { FieldId, RecordId } from "../model.js";
import { normalAt, rowInBlock, rowsOf, villageAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { childrenOf, lastChild } from "./derived.js";
import { mismatch } from "./draft.js";
import { systematicallyCoarse } from "./granularity.js";
import { dateAt, filled, peopleOf } from "./people.js";
import { sharedColumns } from "./shared-columns.js";
import { spouseComparable, stateComparable, stateGroup } from "./timing.js";

const NO_STATES: readonly FieldId[] = [];
/** What says who someone is. */
export const IDENTITY: readonly FieldId[] = ["name", "idNumber", "birthDate", "sex", "spouseName", "spouseIdNumber"];

/**
 * Drafts for every field of `row` that disagrees with the person's row in `ledger`.
 * @param states state fields to compare besides identity (method, children, maritalStatus …)
 */
export function comparePerson(context: CheckContext, row: number, ledger: RecordId, states: readonly FieldId[] = NO_STATES): Draft[] {
  const { books, entities } = context;
  const entity = entities.of[row] ?? -1;
  if (entity < 0) return [];
  const ledgerRows = peopleOf(context).rows(entity, ledger);
  const ledgerRow = ledgerRows.find((one) => villageAt(books, one) === villageAt(books, row)) ?? ledgerRows[0];
  if (ledgerRow === undefined) return [];
  const drafts: Draft[] = [];
  const i = rowInBlock(books, row);
  const j = rowInBlock(books, ledgerRow);
  for (const { field, one: ours, two: theirs } of sharedColumns(rowsOf(books, row), rowsOf(books, ledgerRow), fieldsFor(states))) {
    const one = ours[i];
    const two = theirs[j];
    if (one === undefined || two === undefined || one === two || !filled(one) || !filled(two) || one.text === two.text) continue;
    const verdict = context.compare(field, one, two);
    if (verdict === "coarser") {
      if (systematicallyCoarse(context, row, field, one) || systematicallyCoarse(context, ledgerRow, field, two)) continue;
      if (stateGroup(field) !== null && !stateComparable(context, row, ledgerRow, stateGroup(field) ?? field)) continue;
      drafts.push(mismatch(context, entity, field, [{ row }, { row: ledgerRow }], {
        review: true,
        why: context.say({ zh: `${context.fieldName(field)}粗细不同:“${one.shown}”与“${two.shown}”,请确认`, en: `${context.fieldName(field)} is less exact in one book: "${one.shown}" and "${two.shown}", please confirm` }),
      }));
      continue;
    }
    if (verdict !== "different") continue;
    if ((field === "spouseName" || field === "spouseIdNumber") && !spouseComparable(context, row, ledgerRow)) continue;
    const state = field === "spouseName" || field === "spouseIdNumber" ? null : stateGroup(field);
    if (state !== null && !stateComparable(context, row, ledgerRow, state)) continue;
    drafts.push(mismatch(context, entity, field, [{ row }, { row: ledgerRow }]));
  }
  if (states.includes("children")) drafts.push(...childrenDiffer(context, entity, row, ledgerRow));
  return drafts;
}

const lists = new WeakMap<readonly FieldId[], readonly FieldId[]>();

/** Identity and the given states, children apart; one list per caller's constant. */
function fieldsFor(states: readonly FieldId[]): readonly FieldId[] {
  let list = lists.get(states);
  if (list === undefined) lists.set(states, (list = [...IDENTITY, ...states].filter((field) => field !== "children" && field !== "lastChildBirth")));
  return list;
}

function childrenDiffer(context: CheckContext, entity: number, row: number, ledgerRow: number): Draft[] {
  const { books } = context;
  const one = childrenOf(books, row);
  const two = childrenOf(books, ledgerRow);
  if (!Number.isNaN(one.value) && !Number.isNaN(two.value) && one.value !== two.value && stateComparable(context, row, ledgerRow, "children")) {
    // Counted when she came or left, then brought up to date: a child born since explains it.
    const since = dateAt(books, row, "inDate") ?? dateAt(books, row, "outDate");
    const youngest = lastChild(books, ledgerRow);
    if (since === null || youngest === null || youngest.date.text < since.text) {
      return [mismatch(context, entity, "children", [{ row, field: one.field }, { row: ledgerRow, field: two.field }])];
    }
    return [];
  }
  const lastA = lastChild(books, row);
  const lastB = lastChild(books, ledgerRow);
  if (lastA !== null && lastB !== null && context.compare("lastChildBirth", lastA.date, lastB.date) === "different" && stateComparable(context, row, ledgerRow, "children")) {
    return [mismatch(context, entity, "lastChildBirth", [{ row, field: lastA.field }, { row: ledgerRow, field: lastB.field }])];
  }
  return [];
}

/** True if a row of some ledger belongs to the person. */
export function inLedgers(context: CheckContext, entity: number, ledgers: readonly RecordId[]): boolean {
  const people = peopleOf(context);
  return ledgers.some((ledger) => people.has(entity, ledger));
}

/** Ledgers of a check's roles that are there. */
export function ledgersOf(context: CheckContext): RecordId[] {
  return ["left", "right"].map((role) => context.spec.records[role] ?? "").filter((record) => context.books.blocks.some((block) => block.record === record && block.count > 0));
}

/** Rows of a record, in the order of the books. */
export function rowsOfRecord({ books }: CheckContext, record: RecordId): Int32Array {
  const count = books.blocks.reduce((sum, block) => sum + (block.record === record ? block.count : 0), 0);
  const rows = new Int32Array(count);
  let n = 0;
  books.blocks.forEach((block, b) => {
    if (block.record !== record) return;
    const offset = books.offsets[b] ?? 0;
    for (let i = 0; i < block.count; i++) rows[n++] = offset + i;
  });
  return rows;
}

/** The tie of a row, if linkage left it to a person; ties are found by entity, since one person's rows share it. */
export function tieOf(context: CheckContext, entity: number): readonly number[] | null {
  const tie = context.entities.ties.find((one) => context.entities.of[one.row] === entity);
  return tie?.candidates ?? null;
}

/** The row's own spelling of a field as text, "" if blank or absent. */
export function textAt(context: CheckContext, row: number, field: FieldId): string {
  const value = normalAt(context.books, row, field);
  return value === null || value.state === "blank" ? "" : value.text;
}

