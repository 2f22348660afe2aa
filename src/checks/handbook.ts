/**
 * `handbook` (R4): slips ↔ handbook, person + event + nearest date; the report month only breaks ties. The same event under
 * another report month is a question (补报), never two missing.
 */
import type { FieldId, RecordId } from "../model.js";
import { cellAt, nameCell, normalAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { codeListOf, holds } from "./code-lists.js";
import { apart, monthText } from "./dates.js";
import { absent, mismatch, personName } from "./draft.js";
import { eventField, eventsOf, eventsOfPerson, reportedIn, span, stateOf, type EventRow } from "./events.js";
import { filled } from "./people.js";
import { IDENTITY, textAt } from "./person-fields.js";
import { monthArrived } from "./parts.js";
import { spouseComparable } from "./timing.js";

interface Pair {
  readonly slip: EventRow;
  readonly note: EventRow;
}

export const handbook: Check = (context) => {
  const left = context.spec.records["slips"] ?? "";
  const right = context.spec.records["handbook"] ?? "";
  for (const record of [left, right]) {
    if (!context.books.blocks.some((block) => block.record === record && block.count > 0)) {
      return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(record)}`, en: `no ${context.recordName(record)}` }) };
    }
  }
  const slips = eventsOf(context, left).filter((event) => event.code !== "" || event.date !== null);
  const notes = eventsOf(context, right).filter((event) => event.code !== "" || event.date !== null);
  const pairs: Pair[] = [];
  const usedSlips = new Set<EventRow>();
  const usedNotes = new Set<EventRow>();
  const take = (slip: EventRow, note: EventRow): void => {
    pairs.push({ slip, note });
    usedSlips.add(slip);
    usedNotes.add(note);
  };
  const window = context.profile.settings.eventWindowDays;
  const byPerson = groupBy(notes, (event) => String(event.entity));
  // Person and event, nearest date first; then person and event whatever the date; then person and date whatever the event.
  const rounds: ((slip: EventRow, note: EventRow) => number | null)[] = [
    (slip, note) => (sameEvent(context, slip, note) && gap(slip, note) <= window ? gap(slip, note) : null),
    (slip, note) => (sameEvent(context, slip, note) ? gap(slip, note) : null),
    (slip, note) => (gap(slip, note) <= 3 && stateOf(slip) !== null && stateOf(note) !== null ? gap(slip, note) : null),
    (slip, note) => ((slip.code === "" || note.code === "" || stateOf(slip) === stateOf(note) || slip.code.startsWith("?") || note.code.startsWith("?")) && gap(slip, note) <= window ? gap(slip, note) : null),
    (slip, note) => (gap(slip, note) <= 3 && slip.date !== null && note.date !== null ? gap(slip, note) : null),
  ];
  for (const measure of rounds) {
    const options: { slip: EventRow; note: EventRow; distance: number }[] = [];
    for (const slip of slips) {
      if (usedSlips.has(slip) || slip.entity < 0) continue;
      for (const note of byPerson.get(String(slip.entity)) ?? []) {
        if (usedNotes.has(note)) continue;
        const distance = measure(slip, note);
        if (distance !== null) options.push({ slip, note, distance: distance * 4 + (slip.month >= 0 && slip.month === note.month ? 0 : 1) + (textAt(context, slip.row, "childName") !== textAt(context, note.row, "childName") ? 2 : 0) });
      }
    }
    options.sort((p, q) => p.distance - q.distance || order(context, p.slip, q.slip) || order(context, p.note, q.note));
    for (const { slip, note } of options) if (!usedSlips.has(slip) && !usedNotes.has(note)) take(slip, note);
  }
  namesakes(context, slips, notes, usedSlips, usedNotes, take);
  strangers(context, slips, notes, usedSlips, usedNotes, take);

  const drafts: Draft[] = [];
  for (const pair of pairs) drafts.push(...differences(context, pair));
  const classes = { slips: classesOf(slips), notes: classesOf(notes) };
  // A line that stands twice is the duplicates check's matter; its twin has the pair.
  const doubled = (event: EventRow, used: ReadonlySet<EventRow>, own: readonly EventRow[]): boolean =>
    own.some((other) => other !== event && used.has(other) && other.entity === event.entity && sameEvent(context, other, event) && gap(other, event) === 0);
  for (const slip of slips) if (!usedSlips.has(slip) && !doubled(slip, usedSlips, eventsOfPerson(context, left, slip.entity))) push(drafts, alone(context, slip, right, classes.notes, classes.slips));
  for (const note of notes) if (!usedNotes.has(note) && !doubled(note, usedNotes, eventsOfPerson(context, right, note.entity))) push(drafts, alone(context, note, left, classes.slips, classes.notes));
  return { drafts };
};

function push(drafts: Draft[], draft: Draft | null): void {
  if (draft !== null) drafts.push(draft);
}

function groupBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const name = key(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return groups;
}

/** Days between two events; by report month where one has no date; 15 where nothing tells. */
function gap(a: EventRow, b: EventRow): number {
  if (a.date !== null && b.date !== null) return apart(a.date, b.date);
  const one = span(a);
  const two = span(b);
  if (one === null || two === null) return 15;
  if (one.from <= two.to && two.from <= one.to) return 0;
  const monthA = reportedIn(a);
  const monthB = reportedIn(b);
  return Math.abs(monthA - monthB) * 30;
}

function sameEvent(context: CheckContext, a: EventRow, b: EventRow): boolean {
  if (a.code === b.code) return a.code !== "";
  const one = normalAt(context.books, a.row, "event");
  const two = normalAt(context.books, b.row, "event");
  if (one !== null && two !== null && one.type === "code" && two.type === "code" && one.code === a.code && two.code === b.code) {
    const verdict = context.compare("event", one, two);
    return verdict !== "different" && verdict !== "incomparable";
  }
  const list = codeListOf(context, "event");
  return holds(list, a.code, b.code) || holds(list, b.code, a.code);
}

/** Order by content only, so that the order of rows decides nothing. */
function order(context: CheckContext, a: EventRow, b: EventRow): number {
  const key = (event: EventRow): string => `${event.date?.text ?? ""}|${event.code}|${event.month}|${IDENTITY.map((field) => textAt(context, event.row, field)).join("|")}|${textAt(context, event.row, "childName")}`;
  const one = key(a);
  const two = key(b);
  return one < two ? -1 : one > two ? 1 : 0;
}

/** Left-over lines of one village and event under one name, where linkage could not tell which of the namesakes it is. */
function namesakes(context: CheckContext, slips: readonly EventRow[], notes: readonly EventRow[], usedSlips: ReadonlySet<EventRow>, usedNotes: ReadonlySet<EventRow>, take: (slip: EventRow, note: EventRow) => void): void {
  const key = (event: EventRow): string => `${event.village}|${event.code}|${textAt(context, event.row, "name")}`;
  const right = groupBy(notes.filter((note) => !usedNotes.has(note) && note.code !== "" && textAt(context, note.row, "name") !== ""), key);
  for (const slip of slips.filter((one) => !usedSlips.has(one))) {
    const found = (right.get(key(slip)) ?? []).filter((note) => !usedNotes.has(note) && gap(slip, note) <= context.profile.settings.eventWindowDays);
    const [note] = found;
    if (found.length === 1 && note !== undefined) take(slip, note);
  }
}

/** Left-over lines of one village, event and day that name nearly the same person: linkage could not tell, the event does. */
function strangers(context: CheckContext, slips: readonly EventRow[], notes: readonly EventRow[], usedSlips: ReadonlySet<EventRow>, usedNotes: ReadonlySet<EventRow>, take: (slip: EventRow, note: EventRow) => void): void {
  const key = (event: EventRow): string => `${event.village}|${event.code}|${event.date?.text ?? ""}`;
  const left = groupBy(slips.filter((slip) => !usedSlips.has(slip) && slip.date !== null), key);
  const right = groupBy(notes.filter((note) => !usedNotes.has(note) && note.date !== null), key);
  for (const [name, group] of left) {
    const others = right.get(name);
    const slip = group[0];
    const note = others?.[0];
    if (group.length !== 1 || others?.length !== 1 || slip === undefined || note === undefined) continue;
    const alike = (field: FieldId): boolean => {
      const one = textAt(context, slip.row, field);
      const two = textAt(context, note.row, field);
      return one !== "" && two !== "" && ([...one].some((char) => two.includes(char)) || one === two);
    };
    // A name left blank cannot speak against the only line of that village, event and day.
    if (textAt(context, slip.row, "name") === "" || textAt(context, note.row, "name") === "") take(slip, note);
    if (alike("name") || alike("spouseName")) take(slip, note);
  }
}

/** Field by field over one event in both books. */
function differences(context: CheckContext, { slip, note }: Pair): Draft[] {
  const { books } = context;
  const drafts: Draft[] = [];
  const entity = slip.entity;
  for (const field of IDENTITY) {
    const one = normalAt(books, slip.row, field);
    const two = normalAt(books, note.row, field);
    if (!filled(one) || !filled(two) || context.compare(field, one, two) !== "different") continue;
    if ((field === "spouseName" || field === "spouseIdNumber") && !spouseComparable(context, slip.row, note.row)) continue;
    drafts.push(mismatch(context, entity, field, [{ row: note.row }, { row: slip.row }]));
  }
  const thing = `${slip.code}|${slip.date?.text.slice(0, 7) ?? reportedIn(slip)}`;
  if (slip.code !== "" && note.code !== "" && !sameEvent(context, slip, note) && !slip.code.startsWith("?") && !note.code.startsWith("?")) {
    drafts.push(mismatch(context, entity, "event", [{ row: note.row, field: eventField(books, note.row) }, { row: slip.row, field: eventField(books, slip.row) }], { thing }));
  } else if (slip.date !== null && note.date !== null && context.compare("eventDate", slip.date, note.date) === "different") {
    drafts.push(mismatch(context, entity, "eventDate", [{ row: note.row, field: note.dateField ?? "eventDate" }, { row: slip.row, field: slip.dateField ?? "eventDate" }], { thing }));
  } else if (slip.month >= 0 && note.month >= 0 && slip.month !== note.month) {
    drafts.push(mismatch(context, entity, "reportMonth", [{ row: note.row, field: "name" }, { row: slip.row, field: "name" }], {
      thing, review: true,
      why: context.say({
        zh: `${personName(context, [slip.row])}的${context.codeName("event", slip.code)}:报告单在${monthText(slip.month)},工作手册在${monthText(note.month)},可能是补报,请确认`,
        en: `${personName(context, [slip.row])}, ${context.codeName("event", slip.code)}: slip of ${monthText(slip.month)}, handbook of ${monthText(note.month)}; perhaps reported late, please confirm`,
      }),
    }));
  }
  return drafts;
}

/** How many events of each class a book holds. */
interface Classes {
  readonly counts: ReadonlyMap<string, number>;
}

function classesOf(events: readonly EventRow[]): Classes {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(event.code, (counts.get(event.code) ?? 0) + 1);
  return { counts };
}

/** Events of a kind that the other book never holds are not part of it; so many must be there before that can be said. */
const NEVER = 4;

/** An event that only one book holds. */
function alone(context: CheckContext, event: EventRow, other: RecordId, classes: Classes, own: Classes): Draft | null {
  if (event.code === "" || event.code.startsWith("?")) return null;
  const list = codeListOf(context, "event");
  const related = [...classes.counts].filter(([code]) => code === event.code || holds(list, code, event.code) || holds(list, event.code, code)).reduce((sum, [, count]) => sum + count, 0);
  if (related === 0 && (own.counts.get(event.code) ?? 0) >= NEVER) return null;
  if (!monthArrived(context, other, event.village, reportedIn(event))) return null; // the whole month is missing: one finding
  // The other book has a line of hers in that month which does not say what happened: it may be this.
  const untold = eventsOfPerson(context, other, event.entity).some((one) => one.code === "" && one.date === null && (one.month < 0 || one.month === reportedIn(event)));
  if (event.entity >= 0 && untold) return null;
  const name = personName(context, [event.row]);
  const what = context.codeName("event", event.code);
  const day = event.date?.text ?? (event.month >= 0 ? monthText(event.month) : "");
  // Told late, it may stand in the next month's sheet, which has not come.
  const month = reportedIn(event);
  const notYet = [month + 1, month + 2].some((next) => !monthArrived(context, other, event.village, next));
  const tie = context.entities.ties.some((one) => context.entities.of[one.row] === event.entity);
  const cell = cellAt(context.books, event.row, eventField(context.books, event.row));
  const extra = cell === null ? [] : [cell];
  return absent(context, event.entity, [event.row], other, {
    thing: `${event.code}|${event.date?.text.slice(0, 7) ?? monthText(reportedIn(event))}`,
    review: tie || notYet,
    extra: nameCell(context.books, event.row).column === cell?.column ? [] : extra,
    why: context.say({
      zh: `${name}${day}${what}:${context.recordName(event.record)}有,${context.recordName(other)}没有${tie ? "(村里有同名的人,请确认是谁)" : notYet ? "(可能补报在还没交的那个月)" : ""}`,
      en: `${name}, ${what} ${day}: in ${context.recordName(event.record)}, not in ${context.recordName(other)}${tie ? " (namesakes in the village, please confirm who it is)" : notYet ? " (perhaps in the month that has not been handed in)" : ""}`,
    }),
  });
}
