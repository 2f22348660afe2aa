/** The child on a birth slip against the same child on the mother's card: same day of birth, so sex and name must agree too. */
import type { FieldId, RecordId } from "../model.js";
import { normalAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { childrenListed, type ChildCells } from "./derived.js";
import { mismatch } from "./draft.js";
import { eventsOfPerson, type EventRow } from "./events.js";
import { filled, peopleOf } from "./people.js";

/** Drafts for a birth whose child a ledger lists differently; twins are left alone, since the day does not tell them apart. */
export function childOnSlip(context: CheckContext, event: EventRow, ledgers: readonly RecordId[]): Draft[] {
  if (event.code !== "birth" || event.entity < 0) return [];
  const { books } = context;
  const born = childrenListed(books, event.row);
  const child = born[0];
  const twins = eventsOfPerson(context, event.record, event.entity).filter((other) => other.code === "birth" && other.date?.text === event.date?.text);
  if (twins.length > 1) return [];
  if (child === undefined || born.length !== 1 || child.birth === null || child.birth.precision !== "day") return [];
  const drafts: Draft[] = [];
  for (const ledger of ledgers) {
    for (const row of peopleOf(context).active(event.entity, ledger)) {
      const born = child.birth;
      // A birth written by month only may be this child's or another's: then nobody can tell.
      const same = childrenListed(books, row).filter((one) => one.birth !== null && context.compare("childBirth", one.birth, born) !== "different");
      const [other] = same;
      if (other === undefined || same.length !== 1 || other.birth?.text !== born.text) continue;
      for (const field of ["childSex", "childName"] satisfies FieldId[]) {
        const draft = compare(context, event, row, field, child, other);
        if (draft !== null) drafts.push(draft);
      }
    }
  }
  return drafts;
}

function compare(context: CheckContext, event: EventRow, row: number, field: FieldId, child: ChildCells, other: ChildCells): Draft | null {
  const mine = `${field}${child.place}`;
  const theirs = `${field}${other.place}`;
  const one = normalAt(context.books, event.row, mine);
  const two = normalAt(context.books, row, theirs);
  if (!filled(one) || !filled(two) || context.compare(field, one, two) !== "different") return null;
  return mismatch(context, event.entity, field, [{ row: event.row, field: mine }, { row, field: theirs }], { thing: `birth|${child.birth?.text ?? ""}` });
}
