/**
 * `feedback` (R8): a feedback slip speaks of a person, of one or several matters, of the state the system showed, and of what the
 * village did. State and deed must be those of the ledgers and slips at that day. Not done is no discrepancy.
 */
import type { FieldId, NormalDate, RecordId } from "../model.js";
import type { EventSpec } from "../profile/profile.js";
import { cellAt, normalAt, villageAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { apart, firstDay, lastDay, monthOf, monthText } from "./dates.js";
import { absent, mismatch, ownerOf, personName, villageOf } from "./draft.js";
import { eventsOfPerson, span, type EventRow } from "./events.js";
import { monthArrived } from "./parts.js";
import { codeAt, dateAt, peopleOf } from "./people.js";
import { comparePerson, inLedgers, ledgersOf, rowsOfRecord, tieOf } from "./person-fields.js";
import { eventRecords, stateComparable } from "./timing.js";

/** State fields of a row that are held against the ledgers', where nothing lies between the two days. */
const STATES: readonly FieldId[] = ["method"];

export const feedback: Check = (context) => {
  const source = context.spec.records["feedback"] ?? "";
  const slips = context.spec.records["slips"] ?? "";
  const ledgers = ledgersOf(context);
  if (!context.books.blocks.some((block) => block.record === source && block.count > 0)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(source)}`, en: `no ${context.recordName(source)}` }) };
  const drafts: Draft[] = [];
  const reportedAbsent = new Set<number>();
  const matters = mattersOf(context);
  for (const row of rowsOfRecord(context, source)) {
    const entity = context.entities.of[row] ?? -1;
    if (entity < 0) continue;
    if (!inLedgers(context, entity, ledgers) && ledgers.length > 0) {
      if (!reportedAbsent.has(entity) && eventRecords(context).every((record) => eventsOfPerson(context, record, entity).length === 0)) {
        reportedAbsent.add(entity);
        drafts.push(unknownPerson(context, entity, row, source, ledgers));
      }
      continue;
    }
    for (const ledger of ledgers) {
      drafts.push(...comparePerson(context, row, ledger, STATES));
      drafts.push(...stateOnSlip(context, row, entity, ledger));
    }
    const order = doneBeforeIssued(context, row, entity);
    if (order !== null) drafts.push(order);
    else drafts.push(...deeds(context, row, entity, slips, ledgers, matters));
  }
  return { drafts };
};

function unknownPerson(context: CheckContext, entity: number, row: number, source: RecordId, ledgers: readonly RecordId[]): Draft {
  const printedFrom = context.profile.records.find((record) => record.id === source)?.copyOf;
  const from = printedFrom !== undefined && ledgers.includes(printedFrom) ? printedFrom : (ledgers[0] ?? "");
  const tie = tieOf(context, entity);
  const name = personName(context, [row]);
  return absent(context, entity, [row], from, {
    review: tie !== null,
    why: tie !== null
      ? context.say({ zh: `反馈单上的${name}在台帐里有同名的几人,请确认是谁`, en: `${name} on the feedback slip: several of that name in the ledgers, please confirm who it is` })
      : context.say({ zh: `反馈单上有${name},台帐里没有此人`, en: `${name} is on a feedback slip but in no ledger` }),
  });
}

/** 系统现状 against the ledger's state of the slip's day: the code says which state it is (a method, a marital status …). */
function stateOnSlip(context: CheckContext, row: number, entity: number, ledger: RecordId): Draft[] {
  const { books } = context;
  const value = normalAt(books, row, "matterState");
  if (value?.type !== "code" || value.state !== "value" || value.code.startsWith("?")) return [];
  const ledgerRow = peopleOf(context).rows(entity, ledger)[0];
  if (ledgerRow === undefined) return [];
  for (const field of ["method", "maritalStatus", "residence"] satisfies FieldId[]) {
    const list = context.profile.fields.find((spec) => spec.id === field)?.codes;
    if (!context.profile.codes.find((one) => one.id === list)?.codes.some((code) => code.code === value.code)) continue;
    const theirs = normalAt(books, ledgerRow, field);
    if (theirs === null || theirs.state !== "value") return [];
    if (context.compare(field, value, theirs) !== "different" || !stateComparable(context, row, ledgerRow, field)) return [];
    return [mismatch(context, entity, field, [{ row, field: "matterState" }, { row: ledgerRow }])];
  }
  return [];
}

function doneBeforeIssued(context: CheckContext, row: number, entity: number): Draft | null {
  const { books } = context;
  const issued = dateAt(books, row, "matterDate");
  const done = dateAt(books, row, "doneDate");
  if (issued === null || done === null || lastDay(done) >= firstDay(issued)) return null;
  const record = context.spec.records["feedback"] ?? "";
  const cells = [cellAt(books, row, "doneDate"), cellAt(books, row, "matterDate")].filter((cell) => cell !== null);
  return {
    kind: "invalid", check: context.spec.id, field: "doneDate", village: villageOf(context, entity, row), entity, thing: done.text, cells, suspect: record,
    owner: ownerOf(context, record), certainty: 1, because: [],
    why: context.say({ zh: `落实日期 ${done.text} 早于反馈日期 ${issued.text}`, en: `done on ${done.text}, before the slip was issued on ${issued.text}` }),
  };
}

/**
 * Matters that name one operation by itself (放环, 取环 …), out of a slip's several ("放环;随访"). A visit after an operation, a
 * verification or a service in general (避孕节育) has a day of its own and is no deed to look for.
 */
function mattersOf(context: CheckContext): (text: string) => EventSpec[] {
  const specs = new Map<string, EventSpec>();
  for (const code of context.profile.codes.find((list) => list.id === "event")?.codes ?? []) {
    const spec = context.profile.events.find((one) => one.code === code.code);
    if (spec?.stateField !== "method" || code.holds !== undefined || spec.effects.some((effect) => effect.from !== undefined)) continue;
    for (const word of code.words) if (word.length > 1 && !/^\d+$/.test(word)) specs.set(word, spec);
  }
  return (text) => {
    const found = new Set<EventSpec>();
    for (const part of text.split(/[、;；,，/和及]/)) {
      const spec = specs.get(part.replace(/[\s\u3000]/g, ""));
      if (spec !== undefined) found.add(spec);
    }
    return [...found];
  };
}

/** A matter done on a day: a slip or a ledger date says the same day. */
function deeds(context: CheckContext, row: number, entity: number, slips: RecordId, ledgers: readonly RecordId[], matters: (text: string) => EventSpec[]): Draft[] {
  const { books } = context;
  const done = dateAt(books, row, "doneDate");
  if (done === null || codeAt(books, row, "doneState") === "notDone") return [];
  const shown = normalAt(books, row, "matter")?.shown ?? "";
  const drafts: Draft[] = [];
  for (const spec of matters(shown)) {
    if (spec.stateField === null) continue;
    const events = eventRecords(context).flatMap((record) => eventsOfPerson(context, record, entity)).filter((event) => event.spec?.stateField === spec.stateField && event.date !== null);
    const best = nearest(events, done);
    if (best !== null && apart(best.date as NormalDate, done) <= context.profile.settings.eventWindowDays) {
      if (best.date !== null && context.compare("eventDate", best.date, done) === "different" && matters(shown).length === 1) {
        const same = best.code === spec.code;
        if (same) drafts.push(mismatch(context, entity, "doneDate", [{ row, field: "doneDate" }, { row: best.row, field: best.dateField ?? "eventDate" }], { thing: `${spec.code}|${best.date.text.slice(0, 7)}` }));
      }
      continue;
    }
    const ledgerDates = spec.stateField === "method" ? ledgers.flatMap((ledger) => peopleOf(context).rows(entity, ledger)).map((one) => dateAt(books, one, "methodDate")).filter((date) => date !== null) : [];
    if (ledgerDates.some((date) => apart(date, done) <= context.profile.settings.eventWindowDays)) continue; // the unreported check speaks of it
    const draft = noTrace(context, row, entity, slips, spec, done);
    if (draft !== null) drafts.push(draft);
  }
  return drafts;
}

function nearest(events: readonly EventRow[], day: NormalDate): EventRow | null {
  let best: EventRow | null = null;
  for (const event of events) {
    if (event.date === null) continue;
    if (best === null || best.date === null || apart(event.date, day) < apart(best.date, day) || (apart(event.date, day) === apart(best.date, day) && event.date.text < best.date.text)) best = event;
  }
  return best;
}

function noTrace(context: CheckContext, row: number, entity: number, slips: RecordId, spec: EventSpec, done: NormalDate): Draft | null {
  const { books } = context;
  const period = books.period;
  const month = monthOf(done);
  if (period === null || month < period.from || month > period.to) return null;
  if (!books.blocks.some((block) => block.record === slips && block.count > 0) || !monthArrived(context, slips, villageAt(books, row), month)) return null;
  // Reported with the next month's slips, or dated by month only.
  const undated = eventsOfPerson(context, slips, entity).some((event) => event.spec?.stateField === spec.stateField && event.date === null && (span(event)?.to ?? "") >= firstDay(done));
  if (undated) return null;
  const cell = cellAt(books, row, "doneDate");
  const name = personName(context, [row]);
  return absent(context, entity, [row], slips, {
    thing: `${spec.stateField}|${monthText(month)}`,
    review: month >= period.to,
    extra: cell === null ? [] : [cell],
    why: context.say({ zh: `反馈单写明${name} ${done.text} 已落实${context.codeName("event", spec.code)},没有报告单`, en: `the feedback slip says ${name}: ${context.codeName("event", spec.code)} done on ${done.text}, but there is no slip` }),
  });
}
