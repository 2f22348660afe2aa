/**
 * What a slip's event must have done to a ledger, and whether the ledger shows it. A ledger that shows nothing of an event is one
 * matter (the entry was forgotten), however many of its fields are old; a ledger that shows it with another date or value differs
 * in that field.
 */
import type { Books, FieldId, NormalDate, RecordId } from "../model.js";
import type { CodeList } from "../profile/profile.js";
import { normalAt, villageAt } from "./cells.js";
import type { CheckContext } from "./check.js";
import { codeListOf, holds } from "./code-lists.js";
import { addMonths, apart, firstDay, lastDay } from "./dates.js";
import { childrenOf, lastChild } from "./derived.js";
import { eventsOf, eventsOfPerson, span, type EventRow } from "./events.js";
import { codeAt, dateAt, filled, hasField, peopleOf } from "./people.js";
import { due, eventRecords, type Due } from "./timing.js";

export interface Lack {
  readonly entity: number;
  readonly ledger: RecordId;
  readonly event: EventRow;
  /** state: an old state; ended: a row still open; absent: no row though the event began one. */
  readonly kind: "state" | "ended" | "absent";
  readonly field: FieldId | null;
  /** The ledger's rows of the person. */
  readonly rows: readonly number[];
  readonly due: Due;
}

/** The ledger shows the event, but with another value in one field. */
export interface Deviation {
  readonly entity: number;
  readonly ledger: RecordId;
  readonly event: EventRow;
  readonly field: FieldId;
  readonly row: number;
  /** Field of the slip whose cell is set beside it. */
  readonly slipField: FieldId;
}

export interface Effects {
  readonly lacks: ReadonlyMap<number, readonly Lack[]>;
  readonly deviations: readonly Deviation[];
}

const cache = new WeakMap<Books, Map<string, Effects>>();

/** Compares all slips of a record of events with the given ledgers; computed once per run. */
export function effectsOf(context: CheckContext, slips: RecordId, ledgers: readonly RecordId[]): Effects {
  let known = cache.get(context.books);
  if (known === undefined) cache.set(context.books, (known = new Map()));
  const key = [slips, ...ledgers].join("|");
  let effects = known.get(key);
  if (effects === undefined) known.set(key, (effects = build(context, slips, ledgers)));
  return effects;
}

function build(context: CheckContext, slips: RecordId, ledgers: readonly RecordId[]): Effects {
  const lacks = new Map<number, Lack[]>();
  const deviations: Deviation[] = [];
  const seen = new Set<number>();
  for (const { entity } of eventsOf(context, slips)) {
    if (entity < 0 || seen.has(entity)) continue;
    seen.add(entity);
    // The handbook may know of a later event whose slip is missing: then that is the matter, not the older slip's effect.
    const events = eventRecords(context).flatMap((record) => eventsOfPerson(context, record, entity)).filter((event) => event.spec !== null && span(event) !== null);
    for (const event of decisive(events, slips)) {
      if (event.record !== slips) continue;
      for (const ledger of ledgers) {
        const found = inLedger(context, event, ledger, events);
        if (found === null) continue;
        if ("kind" in found) {
          const list = lacks.get(entity);
          if (list === undefined) lacks.set(entity, [found]);
          else list.push(found);
        } else deviations.push(found);
      }
    }
  }
  return { lacks, deviations };
}

/**
 * Of the events of one state only the last decides what the ledgers show today; endings and beginnings likewise. Of one event told
 * by several books the slip's row stands for it.
 */
function decisive(events: readonly EventRow[], slips: RecordId): EventRow[] {
  const last = new Map<string, EventRow>();
  for (const event of events) {
    const state = event.spec?.closes === true || event.code === "moveIn" ? "presence" : (event.spec?.stateField ?? "");
    if (state === "") continue;
    const known = last.get(state);
    if (known === undefined || later(event, known, slips)) last.set(state, event);
  }
  return [...last.values()];
}

/** Is `event` another, later event than `known`? The same one told twice, days apart by a slip of the pen, is the slip's. */
function later(event: EventRow, known: EventRow, slips: RecordId): boolean {
  if (event.code === known.code && event.record !== known.record && nearby(event, known)) return event.record === slips;
  return (span(event)?.to ?? "") > (span(known)?.to ?? "");
}

/** Days within which two books' dates of one kind of event mean one event. */
const ONE_EVENT_DAYS = 62;

function nearby(a: EventRow, b: EventRow): boolean {
  if (a.date === null || b.date === null) return true;
  return apart(a.date, b.date) <= ONE_EVENT_DAYS || oneSlipOfThePen(a.date, b.date);
}

function inLedger(context: CheckContext, event: EventRow, ledger: RecordId, events: readonly EventRow[]): Lack | Deviation | null {
  const { books } = context;
  const people = peopleOf(context);
  const entity = event.entity;
  const spec = event.spec;
  if (spec === null) return null;
  const active = people.active(entity, ledger);
  const all = people.rows(entity, ledger);
  const first = active[0];
  const asOf = first !== undefined ? people.asOf(first) : people.asOfPart(ledger, event.village);
  const when = due(context, event, asOf, people.uncertain(ledger, first !== undefined ? villageAt(books, first) : event.village));
  if (when === "after" || when === "unknown") return null;
  const lack = (kind: Lack["kind"], field: FieldId | null, rows: readonly number[]): Lack => ({ entity, ledger, event, kind, field, rows, due: when });

  if (spec.closes === true) {
    // Moved inside the township: closed in the old village, open in the new one.
    const open = active.filter((row) => event.village < 0 || villageAt(books, row) < 0 || villageAt(books, row) === event.village);
    const again = events.some((other) => other !== event && other.spec?.opens === true && (span(other)?.to ?? "") >= (span(event)?.from ?? ""));
    if (open.length === 0 || (again && event.code !== "death")) return null;
    return lack("ended", null, open);
  }
  if (all.length === 0) {
    return spec.opens === true && people.arrived(ledger, event.village) && belongs(context, event, asOf) ? lack("absent", null, []) : null;
  }
  if (first === undefined || spec.stateField === null) return null;
  switch (spec.stateField) {
    case "method":
      return method(context, event, ledger, first, lack);
    case "children":
      return birth(context, event, ledger, first, lack);
    default:
      return state(context, event, ledger, first, spec.stateField, lack);
  }
}

/** Does the newcomer belong into a ledger of women of the age span? Men and children of a family do not. */
function belongs(context: CheckContext, event: EventRow, asOf: string): boolean {
  const { books, profile } = context;
  if (profile.records.every((record) => record.rowKind !== "person" || record.women !== true)) return true;
  const id = normalAt(books, event.row, "idNumber");
  const valid = id?.type === "idNumber" && id.valid ? id : null;
  const sex = codeAt(books, event.row, "sex") || (valid?.sex ?? "");
  if (event.code !== "marriage" && event.code !== "remarriage" && event.code !== "rematch" && sex === "") return false;
  if (sex === "male") return false;
  const birth = dateAt(books, event.row, "birthDate")?.text ?? valid?.birth ?? "";
  if (birth.length < 10 || asOf === "") return true;
  return addMonths(birth, profile.settings.ageFrom * 12) <= asOf && addMonths(birth, (profile.settings.ageTo + 1) * 12) > asOf;
}

type Lacking = (kind: Lack["kind"], field: FieldId | null, rows: readonly number[]) => Lack;

/** Codes that satisfy a wanted code: itself, what holds it, what it holds. */
function satisfies(list: CodeList | undefined, wanted: readonly string[], code: string): boolean {
  if (wanted.includes(code)) return true;
  return wanted.some((want) => holds(list, code, want) || holds(list, want, code));
}

/** Codes of which the field must take one: the event's own, else what the slip itself names. */
function wantedOf(event: EventRow, field: FieldId): readonly string[] {
  const effect = event.spec?.effects.find((one) => one.field === field && (one.set !== undefined || one.from !== undefined));
  return effect?.set ?? (effect?.from !== undefined && event.method !== "" ? [event.method] : []);
}

/** The event ends a method: any other is right afterwards, and its date is the next method's. */
function removes(wanted: readonly string[]): boolean {
  return wanted.includes("none");
}

function method(context: CheckContext, event: EventRow, ledger: RecordId, row: number, lack: Lacking): Lack | Deviation | null {
  const { books } = context;
  const code = codeAt(books, row, "method");
  const since = dateAt(books, row, "methodDate");
  const wanted = wantedOf(event, "method");
  if (code === "" || wanted.length === 0) return null;
  const shown = satisfies(codeListOf(context, "method"), wanted, code);
  if (event.date === null) return shown ? null : since !== null && laterThan(since, event) ? null : lack("state", "method", [row]);
  if (shown) {
    return removes(wanted) ? null : dateDeviation(context, event, ledger, row, "methodDate");
  }
  if (since !== null && apart(since, event.date) === 0 && !removes(wanted)) {
    return { entity: event.entity, ledger, event, field: "method", row, slipField: methodField(context, event) };
  }
  if (since !== null && laterThan(since, event)) return null; // changed again since
  return lack("state", "method", [row]);
}

/** Field of the slip that names the method: its own column, else the event. */
export function methodField(context: CheckContext, event: EventRow): FieldId {
  return hasField(context.books, event.row, "method") && filled(normalAt(context.books, event.row, "method")) ? "method" : "event";
}

function laterThan(date: NormalDate, event: EventRow): boolean {
  const when = span(event);
  return when !== null && firstDay(date) > when.to;
}

/** The ledger's date of the event against the slip's; null if they agree, are blank, or belong to a later event. */
function dateDeviation(context: CheckContext, event: EventRow, ledger: RecordId, row: number, field: FieldId): Deviation | null {
  const value = dateAt(context.books, row, field);
  if (value === null || event.date === null || event.dateField === null) return null;
  if (context.compare(field, value, event.date) !== "different") return null;
  if (laterThan(value, event) && apart(value, event.date) > context.profile.settings.eventWindowDays && !oneSlipOfThePen(value, event.date)) return null;
  return { entity: event.entity, ledger, event, field, row, slipField: event.dateField };
}

/** Two dates that differ in one of year, month, day only. */
function oneSlipOfThePen(a: NormalDate, b: NormalDate): boolean {
  return (a.year === b.year ? 0 : 1) + (a.month === b.month ? 0 : 1) + (a.day === b.day ? 0 : 1) === 1;
}

/** Two births of one woman lie at least this far apart; what lies closer is one birth, dated differently. */
const BIRTH_GAP_DAYS = 200;

function birth(context: CheckContext, event: EventRow, ledger: RecordId, row: number, lack: Lacking): Lack | Deviation | null {
  if (event.code !== "birth" || event.date === null || event.dateField === null) return null;
  const last = lastChild(context.books, row);
  if (last === null) return childrenOf(context.books, row).value === 0 ? lack("state", "children", [row]) : null;
  if (firstDay(last.date) > lastDay(event.date) && apart(last.date, event.date) > BIRTH_GAP_DAYS) return null; // a later child
  if (apart(last.date, event.date) === 0) return null;
  if (apart(last.date, event.date) < BIRTH_GAP_DAYS || (oneSlipOfThePen(last.date, event.date) && last.date.day > 0 && last.date.day === event.date.day && last.date.month === event.date.month)) {
    return { entity: event.entity, ledger, event, field: last.field, row, slipField: event.dateField };
  }
  return lack("state", "children", [row]);
}

function state(context: CheckContext, event: EventRow, ledger: RecordId, row: number, field: FieldId, lack: Lacking): Lack | Deviation | null {
  const { books } = context;
  const code = codeAt(books, row, field);
  const wanted = wantedOf(event, field);
  if (code === "" || wanted.length === 0) return null;
  const shown = satisfies(codeListOf(context, field), wanted, code);
  const dated = event.spec?.effects.filter((effect) => effect.date === true).map((effect) => effect.field) ?? [];
  if (!shown) {
    for (const name of dated) {
      const value = dateAt(books, row, name);
      if (value !== null && laterThan(value, event)) return null;
    }
    return lack("state", field, [row]);
  }
  for (const name of dated) {
    const found = dateDeviation(context, event, ledger, row, name);
    if (found !== null) return found;
  }
  return null;
}
