/**
 * What the slips and the handbook tell: events of people, each with its class, date and report month. Built once per run.
 * Three dates are different things: the day of the event, the month of the report, the month of entry (nine-records.md §5).
 */
import type { Books, FieldId, MonthNumber, NormalDate, RecordId } from "../model.js";
import type { EventSpec, Profile } from "../profile/profile.js";
import { monthAt, normalAt, recordOf, rowsOf, villageAt } from "./cells.js";
import type { CheckContext } from "./check.js";
import { endOfMonth, firstDay, lastDay, monthOf, startOfMonth } from "./dates.js";
import { dateAt } from "./people.js";

export interface EventRow {
  readonly row: number;
  readonly record: RecordId;
  readonly entity: number;
  readonly village: number;
  /** Code of the list "event"; "?…" if the word is unknown, "" if none is given. */
  readonly code: string;
  readonly spec: EventSpec | null;
  readonly date: NormalDate | null;
  /** Field whose cell holds the date. */
  readonly dateField: FieldId | null;
  readonly month: MonthNumber; // report month, -1 unknown
  /** Method that begins with the event, "" if none. */
  readonly method: string;
}

interface Book {
  readonly all: readonly EventRow[];
  readonly byEntity: ReadonlyMap<number, readonly EventRow[]>;
}

const cache = new WeakMap<Books, Map<RecordId, Book>>();
const NONE: readonly EventRow[] = [];

/** All events of a record of events. */
export function eventsOf(context: CheckContext, record: RecordId): readonly EventRow[] {
  return bookOf(context, record).all;
}

/** A person's events in a record. */
export function eventsOfPerson(context: CheckContext, record: RecordId, entity: number): readonly EventRow[] {
  return bookOf(context, record).byEntity.get(entity) ?? NONE;
}

/** Earliest and latest day the event can have happened: its date, else its report month; null if nothing tells. */
export function span(event: EventRow): { readonly from: string; readonly to: string } | null {
  if (event.date !== null) return { from: firstDay(event.date), to: lastDay(event.date) };
  if (event.month >= 0) return { from: startOfMonth(event.month), to: endOfMonth(event.month) };
  return null;
}

function bookOf(context: CheckContext, record: RecordId): Book {
  let books = cache.get(context.books);
  if (books === undefined) cache.set(context.books, (books = new Map()));
  let book = books.get(record);
  if (book === undefined) books.set(record, (book = build(context, record)));
  return book;
}

function build(context: CheckContext, record: RecordId): Book {
  const { books, entities, profile } = context;
  const reader = eventReader(profile);
  const all: EventRow[] = [];
  const byEntity = new Map<number, EventRow[]>();
  books.blocks.forEach((block, b) => {
    if (block.record !== record) return;
    const offset = books.offsets[b] ?? 0;
    for (let i = 0; i < block.count; i++) {
      const row = offset + i;
      const event = reader(books, row, entities.of[row] ?? -1);
      all.push(event);
      if (event.entity < 0) continue;
      const list = byEntity.get(event.entity);
      if (list === undefined) byEntity.set(event.entity, [event]);
      else list.push(event);
    }
  });
  return { all, byEntity };
}

/** Fields that may hold an event's date, whatever the event, tried after the event's own. */
const ANY_DATE: readonly FieldId[] = ["eventDate", "methodDate", "outDate", "inDate", "backDate"];

function eventReader(profile: Profile): (books: Books, row: number, entity: number) => EventRow {
  const specs = new Map(profile.events.map((spec) => [spec.code, spec]));
  const methodOf = (spec: EventSpec | null): string => spec?.effects.find((effect) => effect.field === "method")?.set?.[0] ?? "";
  const byMethod = new Map<string, string>();
  for (const spec of profile.events) {
    const method = methodOf(spec);
    if (method !== "" && method !== "none" && spec.code !== "operation" && !byMethod.has(method)) byMethod.set(method, spec.code);
  }
  const words = new Map<string, string>();
  for (const code of profile.codes.find((list) => list.id === "event")?.codes ?? []) {
    for (const word of code.words) if (word.length > 1 && !/^\d+$/.test(word)) words.set(word, code.code);
  }

  const methods = new Map<string, string>();
  for (const code of profile.codes.find((list) => list.id === "method")?.codes ?? []) {
    for (const word of code.words) if (word.length > 1 && !/^\d+$/.test(word)) methods.set(word, code.code);
  }

  const phrases = [...words.keys(), ...methods.keys()].filter((word) => word.length > 1 && word.length < 8).sort((x, y) => y.length - x.length);
  const told = (text: string): string => {
    if (text.length < 2 || /[未没不]|计划|准备/.test(text)) return "";
    const phrase = phrases.find((word) => text.includes(word));
    if (phrase === undefined) return "";
    return words.get(phrase) ?? byMethod.get(methods.get(phrase) ?? "") ?? "";
  };

  return (books, row, entity) => {
    const value = normalAt(books, row, "event");
    let code = value?.type === "code" ? value.code : "";
    // The handbook names what was taken up (外用药) where the slip says 变动.
    const taken = code.startsWith("?") ? methods.get(value?.text.replace(/^\?/, "") ?? "") : undefined;
    if (taken !== undefined) code = byMethod.get(taken) ?? "methodChange";
    const methodValue = normalAt(books, row, "method");
    const method = methodValue?.type === "code" ? methodValue.code : "";
    if (code === "" || code === "operation" || code === "methodChange") {
      const refined = words.get(methodValue?.text.replace(/^\?/, "") ?? "") ?? words.get(methodValue?.shown.trim() ?? "") ?? byMethod.get(method);
      if (refined !== undefined && (code !== "methodChange" || refined === "methodChange")) code = refined;
      else if (code === "operation" && method !== "" && method !== "none" && !method.startsWith("?")) code = "methodChange";
      else if (code === "" && method !== "" && !method.startsWith("?")) code = "methodChange";
    }
    // A handbook kept in sentences (5月3日在镇里放环) names the event in the text.
    if (code === "" && method === "") code = told(normalAt(books, row, "remark")?.shown ?? "");
    const spec = specs.get(code) ?? null;
    let date: NormalDate | null = null;
    let dateField: FieldId | null = null;
    for (const field of [...(spec?.dateFrom ?? []), ...ANY_DATE]) {
      for (const name of [field, `${field}#1`]) {
        if (date !== null) break;
        date = dateAt(books, row, name);
        if (date !== null) dateField = name;
      }
      if (date !== null) break;
    }
    const begins = taken !== undefined ? taken : method !== "" && !method.startsWith("?") ? method : methodOf(spec);
    return {
      row, record: recordOf(books, row), entity, village: villageAt(books, row), code, spec, date, dateField,
      month: monthAt(books, row), method: begins,
    };
  };
}

/** Field of the row that names the event: its own column, else the method's. */
export function eventField(books: Books, row: number): FieldId {
  const columns = rowsOf(books, row).columns;
  return columns.has("event") && columns.get("event")?.at === undefined ? "event" : columns.has("method") ? "method" : "event";
}

/** Groups of events that change one state: two events of one group follow each other. */
export function stateOf(event: EventRow): FieldId | null {
  return event.spec?.stateField ?? null;
}

/** Report month of the event, else the month it happened. */
export function reportedIn(event: EventRow): MonthNumber {
  return event.month >= 0 ? event.month : event.date === null ? -1 : monthOf(event.date);
}
