/**
 * `supplyUsers` (R12), from the issue rows only: the recorded method of the receiver, or of the couple where the receiver is the
 * spouse, is of the item's class. Nobody is reported as not supplied.
 */
import type { FieldId, Normal, RecordId } from "../model.js";
import { normalAt, villageAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { codeListOf, holds } from "./code-lists.js";
import { notInBooks } from "./checkups.js";
import { mismatch } from "./draft.js";
import { peopleOf } from "./people.js";
import { comparePerson, inLedgers, ledgersOf, rowsOfRecord, tieOf } from "./person-fields.js";
import { stateComparable } from "./timing.js";

export const supplyUsers: Check = (context) => {
  const supplies = context.spec.records["supplies"] ?? "";
  const ledgers = ledgersOf(context);
  if (!context.books.blocks.some((block) => block.record === supplies && block.count > 0)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(supplies)}`, en: `no ${context.recordName(supplies)}` }) };
  if (ledgers.length === 0) return { drafts: [], notRun: context.say({ zh: "没有台帐", en: "no ledger" }) };
  const couples = spouses(context, ledgers);
  const migrants = migrantsByName(context, ledgers);
  const methods = methodByItem(context);
  const drafts: Draft[] = [];
  const reported = new Set<number>();
  for (const row of rowsOfRecord(context, supplies)) {
    const entity = context.entities.of[row] ?? -1;
    if (entity < 0) continue;
    let person = entity;
    if (!inLedgers(context, entity, ledgers)) {
      const wives = couples(row);
      if (wives.length === 0) {
        if (!reported.has(entity)) {
          reported.add(entity);
          const draft = notInBooks(context, entity, row, ledgers);
          if (draft !== null) drafts.push(draft);
        }
        continue;
      }
      // Husbands of one name, or a husband and a woman of one name: whose it is, the list does not say.
      if (wives.length > 1 || tieOf(context, entity) !== null) continue;
      person = wives[0] ?? entity;
    } else {
      for (const ledger of ledgers) for (const draft of comparePerson(context, row, ledger)) drafts.push(draft);
    }
    const found = itemAgainstMethod(context, row, person, ledgers, methods);
    // A migrant of that name in the village may be the receiver: she has no ledger to be held against.
    if (found.length === 0 || migrants(row)) continue;
    // A woman and somebody's husband may share the name: if his couple uses the item, he is the receiver.
    const other = couples(row).filter((wife) => wife !== person);
    if (!other.some((wife) => itemAgainstMethod(context, row, wife, ledgers, methods).length === 0)) drafts.push(...found);
  }
  return { drafts };
};

/** Whether someone on the migrant roster, in no ledger, bears the receiver's name in his village. */
function migrantsByName(context: CheckContext, ledgers: readonly RecordId[]): (row: number) => boolean {
  const { books } = context;
  const keyOf = (row: number): string => `${villageAt(books, row)}|${normalAt(books, row, "name")?.text ?? ""}`;
  const names = new Set<string>();
  for (const record of context.profile.records) {
    if (record.rowKind !== "flow") continue;
    for (const row of rowsOfRecord(context, record.id)) if (!inLedgers(context, context.entities.of[row] ?? -1, ledgers)) names.add(keyOf(row));
  }
  return (row) => (normalAt(books, row, "idNumber")?.state ?? "blank") === "blank" && names.has(keyOf(row));
}

/** Wives of a receiver who is himself in no ledger, by the husband's name in the same village. */
function spouses(context: CheckContext, ledgers: readonly RecordId[]): (row: number) => number[] {
  const { books, entities } = context;
  // By village (index + 1) and name; nearly every husband has one wife.
  const villages: Map<string, number | Set<number>>[] = [];
  const add = (row: number): void => {
    const entity = entities.of[row] ?? -1;
    const spouse = normalAt(books, row, "spouseName");
    if (entity < 0 || spouse === null || spouse.state !== "value") return;
    const byName = (villages[villageAt(books, row) + 1] ??= new Map<string, number | Set<number>>());
    const held = byName.get(spouse.text);
    if (held === undefined) byName.set(spouse.text, entity);
    else if (typeof held !== "number") held.add(entity);
    else if (held !== entity) byName.set(spouse.text, new Set([held, entity]));
  };
  for (const ledger of ledgers) rowsOfRecord(context, ledger).forEach(add);
  // A newcomer's husband may so far stand on a slip or on the migrant roster only.
  for (const record of context.profile.records) if (record.rowKind === "event" || record.rowKind === "flow") rowsOfRecord(context, record.id).forEach(add);
  return (row) => {
    const name = normalAt(books, row, "name");
    if (name === null || name.state !== "value") return [];
    const held = villages[villageAt(books, row) + 1]?.get(name.text);
    return held === undefined ? [] : typeof held === "number" ? [held] : [...held];
  };
}

/** Method class per item code and word. */
function methodByItem(context: CheckContext): (value: Normal) => string {
  const known = new Map<string, string>();
  for (const item of context.profile.items) {
    known.set(item.code, item.method);
    for (const word of item.words) known.set(word, item.method);
  }
  return (value) => (value.type === "code" ? (known.get(value.code) ?? known.get(value.shown.trim()) ?? "") : (known.get(value.text) ?? ""));
}

function itemAgainstMethod(context: CheckContext, row: number, entity: number, ledgers: readonly RecordId[], methods: (value: Normal) => string): Draft[] {
  const { books } = context;
  const item = normalAt(books, row, "item");
  if (item === null || item.state !== "value") return [];
  const method = methods(item);
  if (method === "") return [];
  const drafts: Draft[] = [];
  for (const ledger of ledgers) {
    const ledgerRow = peopleOf(context).rows(entity, ledger)[0];
    if (ledgerRow === undefined) continue;
    const field: FieldId = "method";
    const theirs = normalAt(books, ledgerRow, field);
    if (theirs?.type !== "code" || theirs.state !== "value" || theirs.code.startsWith("?")) continue;
    if (agrees(context, method, theirs.code) || !stateComparable(context, row, ledgerRow, "method")) continue;
    drafts.push(mismatch(context, entity, field, [{ row, field: "item" }, { row: ledgerRow }], {
      why: context.say({ zh: `领取的是“${item.shown}”,${context.recordName(ledger)}的避孕措施是“${theirs.shown}”`, en: `receives "${item.shown}", but the method in ${context.recordName(ledger)} is "${theirs.shown}"` }),
    }));
  }
  return drafts;
}

function agrees(context: CheckContext, a: string, b: string): boolean {
  if (a === b) return true;
  const list = codeListOf(context, "method");
  return holds(list, a, b) || holds(list, b, a);
}
