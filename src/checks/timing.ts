/**
 * What lay between two records: a state is compared only where nothing that the books tell can have changed it in the meantime.
 * Rules: nine-records.md §5 (event, report and entry are three dates) and the exceptions of the contract's Checks table.
 */
import type { FieldId, RecordId } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { rowsOf, villageAt } from "./cells.js";
import type { CheckContext } from "./check.js";
import { addMonths, endOfMonth, monthOfIso, startOfMonth } from "./dates.js";
import { eventsOfPerson, span, type EventRow } from "./events.js";
import { codeAt, dateAt, peopleOf } from "./people.js";

/** Ledger fields that change together with a state field; one late entry touches them all. */
export const STATE_GROUPS: Readonly<Record<FieldId, readonly FieldId[]>> = {
  method: ["method", "methodDate", "methodEndDate", "methodPlace"],
  children: ["children", "boys", "girls", "lastChildBirth", "childNumber", "childName", "childSex", "childBirth"],
  maritalStatus: ["maritalStatus", "marriageDate", "marriageChangeDate", "spouseName", "spouseIdNumber"],
  residence: ["residence", "outDate", "inDate", "backDate", "destination"],
};

const groupOf = new Map<FieldId, FieldId>();
for (const [state, fields] of Object.entries(STATE_GROUPS)) for (const field of fields) groupOf.set(field, state);

/** The state field whose group a field belongs to (methodDate → method); null for what does not change (name, birth). */
export function stateGroup(field: FieldId): FieldId | null {
  return groupOf.get(field.split("#")[0] ?? field) ?? null;
}

/** Does the event change this state field, directly or by what it implies (a birth ends the method)? */
export function touches(event: EventRow, state: FieldId): boolean {
  if (event.spec === null) return false;
  if (event.spec.stateField === state) return true;
  return event.spec.implies?.some((field) => stateGroup(field) === state || field === state) ?? false;
}

const recordsOfEvents = new WeakMap<Profile, readonly RecordId[]>();

/** Records of the profile whose rows are events. */
export function eventRecords({ profile }: CheckContext): readonly RecordId[] {
  let records = recordsOfEvents.get(profile);
  if (records === undefined) recordsOfEvents.set(profile, (records = profile.records.filter((record) => record.rowKind === "event").map((record) => record.id)));
  return records;
}

/** All events of a person in slips and handbook that touch a state field. */
export function eventsTouching(context: CheckContext, entity: number, state: FieldId): EventRow[] {
  const found: EventRow[] = [];
  for (const record of eventRecords(context)) {
    for (const event of eventsOfPerson(context, record, entity)) if (touches(event, state)) found.push(event);
  }
  return found;
}

/**
 * The day from which on the slip counts as told: the event's day, or the end of the report month where it was reported in a
 * later month than it happened (补报). Null if neither is known.
 */
export function toldOn(event: EventRow): string | null {
  const when = span(event);
  if (when === null) return null;
  return event.month >= 0 && event.month > monthOfIso(when.to) ? endOfMonth(event.month) : when.to;
}

export type Due = "must" | "lag" | "after" | "unknown";

/**
 * Whether a ledger as of `asOf` must already show the event: "must" if it was told before the as-of date less the entry lag and
 * the report month in which it may still be entered (the next one) is over, "after" if it happened later than the as-of date, else
 * "lag".
 */
export function due(context: CheckContext, event: EventRow, asOf: string, uncertain = false): Due {
  const when = span(event);
  const told = toldOn(event);
  if (when === null || told === null || asOf === "") return "unknown";
  if (when.from > asOf) return "after";
  const lag = context.profile.settings.entryLagMonths;
  const month = event.month >= 0 ? event.month : monthOfIso(told);
  const over = endOfMonth(month + lag);
  // A date that is only the latest entry's does not show that the month's entries are complete.
  return told < addMonths(asOf, -lag) && (uncertain ? over < asOf : over <= asOf) ? "must" : "lag";
}

/** A stretch of days in which the state may have changed, as the books tell. */
export function changedBetween(context: CheckContext, entity: number, state: FieldId, from: string, to: string): boolean {
  if (from > to) return changedBetween(context, entity, state, to, from);
  return eventsTouching(context, entity, state).some((event) => {
    const when = span(event);
    return when !== null && when.to >= from && when.from <= to;
  });
}

/**
 * The day to which a row of a dated record (roster, issue, feedback, migrant) speaks; null if undated. A month speaks for itself
 * from its first to its last day.
 */
export function spokenOn(context: CheckContext, row: number): { readonly from: string; readonly to: string } | null {
  const { books } = context;
  for (const field of ["checkDate", "issueDate", "matterDate"]) {
    const date = dateAt(books, row, field);
    if (date !== null) {
      const from = `${date.year}-${String(date.month || 1).padStart(2, "0")}-${String(date.day || 1).padStart(2, "0")}`;
      return date.precision === "day" ? { from, to: from } : { from, to: date.month > 0 ? endOfMonth(date.year * 12 + date.month - 1) : `${date.year}-12-31` };
    }
  }
  const block = rowsOf(books, row);
  const month = block.month[row - (books.offsets[books.blockOf[row] ?? 0] ?? 0)] ?? -1;
  if (month >= 0) return { from: startOfMonth(month), to: endOfMonth(month) };
  const asOf = peopleOf(context).asOf(row);
  return asOf === "" ? null : { from: asOf, to: asOf };
}

/** Dates of a ledger row that tell since when its state holds. */
const SINCE: Readonly<Record<FieldId, readonly FieldId[]>> = {
  method: ["methodDate", "methodEndDate"],
  children: ["lastChildBirth", "childBirth#1", "childBirth#2", "childBirth#3", "childBirth#4"],
  maritalStatus: ["marriageDate", "marriageChangeDate"],
  residence: ["outDate", "inDate", "backDate"],
};

/**
 * May a dated row's state be compared with a ledger row's? Not if the ledger's state began later than the row speaks, nor if the
 * books tell of a change between the two days.
 */
export function stateComparable(context: CheckContext, row: number, ledgerRow: number, state: FieldId): boolean {
  const { books, entities } = context;
  const day = spokenOn(context, row);
  const entity = entities.of[ledgerRow] ?? -1;
  if (day === null) return eventsTouching(context, entity, state).length === 0;
  for (const ledger of peopleOf(context).rows(entity, rowsOf(books, ledgerRow).record)) {
    for (const field of SINCE[state] ?? []) {
      const since = dateAt(books, ledger, field);
      if (since === null) continue;
      const last = `${since.year}-${String(since.month || 12).padStart(2, "0")}-${String(since.day || 31).padStart(2, "0")}`;
      if (last >= day.from) return false;
    }
  }
  const asOf = peopleOf(context).asOf(ledgerRow);
  // The ledger may still be without an event that the roster's day already knew.
  if (eventsTouching(context, entity, state).some((event) => due(context, event, asOf, peopleOf(context).uncertain(rowsOf(books, ledgerRow).record, villageAt(books, ledgerRow))) !== "must")) return false;
  const later = asOf === "" || asOf < day.to ? day.to : asOf;
  const earlier = asOf !== "" && asOf < day.from ? asOf : day.from;
  return !changedBetween(context, entity, state, earlier, later);
}

const SINGLE = new Set(["divorced", "widowed"]);
const AGAIN = new Set(["remarriage", "rematch"]);

/** The row tells of a later marriage: by its word, or by a date of change while she is married. */
export function marriedAgain(context: CheckContext, row: number): boolean {
  const status = codeAt(context.books, row, "maritalStatus");
  return AGAIN.has(status) || (!SINGLE.has(status) && dateAt(context.books, row, "marriageChangeDate") !== null);
}

/**
 * May the spouses of two rows be compared? 离婚/丧偶: blank or former spouse is no difference. 再婚: only if the marriage dates
 * agree. A marital event of the period makes either name lawful.
 */
export function spouseComparable(context: CheckContext, a: number, b: number): boolean {
  const { books, entities } = context;
  const entity = entities.of[a] ?? -1;
  const people = peopleOf(context);
  let again = false;
  for (const record of context.profile.records) {
    if (record.rowKind !== "person") continue;
    for (const row of people.rows(entity, record.id)) {
      const status = codeAt(books, row, "maritalStatus");
      if (SINGLE.has(status)) return false;
      if (marriedAgain(context, row)) again = true;
    }
  }
  const events = eventsTouching(context, entity, "maritalStatus");
  if (events.some((event) => event.code !== "marriage")) return false;
  if (!again) return true;
  for (const field of ["marriageChangeDate", "marriageDate"]) {
    const one = dateAt(books, a, field);
    const two = dateAt(books, b, field);
    // One book knows of the later marriage, the other does not: the date of the first says nothing about the spouse.
    if (field === "marriageChangeDate" && (one === null) !== (two === null)) return false;
    if (one !== null && two !== null) return context.compare(field, one, two) !== "different";
  }
  return false;
}
