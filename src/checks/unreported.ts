/**
 * `unreported` (R7): a change that the ledgers date inside the period has a slip. A change that another event implies needs none
 * of its own; old dates entered late are no events; a person who moved in later brings her dates along. Where the ledgers
 * disagree on the date, that disagreement is the matter.
 */
import type { Books, FieldId, NormalDate, RecordId } from "../model.js";
import { cellAt, normalAt, villageAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { apart, endOfMonth, firstDay, lastDay, monthOf, monthText, startOfMonth } from "./dates.js";
import { lastChild } from "./derived.js";
import { absent, personName } from "./draft.js";
import { eventsOfPerson, span } from "./events.js";
import { monthArrived } from "./parts.js";
import { codeAt, dateAt, peopleOf } from "./people.js";
import { ledgersOf } from "./person-fields.js";
import { eventRecords, eventsTouching } from "./timing.js";

interface Change {
  readonly state: FieldId;
  readonly field: FieldId;
  readonly date: NormalDate;
  readonly kind: string; // class of change: the method, "birth", the marital status
}

/** What every village reports on a slip (出生, 婚姻, 手术); the rest, 药具 say, only where the slips ever tell it. */
const CORE: ReadonlySet<string> = new Set([
  "birth", "marriage", "divorced", "widowed", "remarried", "remarriage", "iud", "implant", "sterilization", "maleSterilization", "femaleSterilization",
]);

export const unreported: Check = (context) => {
  const slips = context.spec.records["slips"] ?? "";
  const ledgers = ledgersOf(context);
  if (!context.books.blocks.some((block) => block.record === slips && block.count > 0)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(slips)}`, en: `no ${context.recordName(slips)}` }) };
  if (ledgers.length === 0) return { drafts: [], notRun: context.say({ zh: "没有台帐", en: "no ledger" }) };
  const period = context.books.period;
  if (period === null) return { drafts: [], notRun: context.say({ zh: "报告单没有月份,不知道时段", en: "the slips carry no month, the period is unknown" }) };
  const from = startOfMonth(period.from);
  const to = endOfMonth(period.to);
  const found: { change: Change; entity: number; rows: number[]; reported: boolean }[] = [];
  const seen = new Uint8Array(context.entities.count);
  for (const ledger of ledgers) {
    context.books.blocks.forEach((block, b) => {
      if (block.record !== ledger) return;
      const offset = context.books.offsets[b] ?? 0;
      for (let i = 0; i < block.count; i++) {
        const entity = context.entities.of[offset + i] ?? -1;
        if (entity < 0 || seen[entity] === 1) continue;
        seen[entity] = 1;
        for (const item of changesOf(context, entity, ledgers, from, to)) {
          found.push({ ...item, entity, reported: reported(context, slips, entity, item.change) });
        }
      }
    });
  }
  // What the slips of this township do not report at all (药具, say) is no gap.
  const share = new Map<string, { all: number; told: number }>();
  for (const { change, reported: told } of found) {
    const entry = share.get(change.kind) ?? { all: 0, told: 0 };
    entry.all++;
    if (told) entry.told++;
    share.set(change.kind, entry);
  }
  const drafts: Draft[] = [];
  for (const { change, entity, rows, reported: told } of found) {
    if (told) continue;
    const { all, told: toldOnes } = share.get(change.kind) ?? { all: 1, told: 0 };
    if (!CORE.has(change.kind)) {
      if (all >= 4 && toldOnes * 2 < all) continue;
      if (all < 4 && toldOnes === 0 && !kindKnown(context, slips, change.kind)) continue;
    }
    const draft = gap(context, slips, entity, change, rows, period.to);
    if (draft !== null) drafts.push(draft);
  }
  return { drafts };
};

interface Dated {
  readonly date: NormalDate;
  readonly field: FieldId;
}

/** What a ledger row tells of a change: the date, and of what class it is. */
interface Telling {
  readonly state: FieldId;
  readonly field: FieldId;
  date(books: Books, row: number): Dated | null;
  kind(books: Books, row: number): string;
}

const TELLINGS: readonly Telling[] = [
  { state: "method", field: "methodDate", date: (books, row) => plain(books, row, "methodDate"), kind: (books, row) => codeAt(books, row, "method") },
  { state: "children", field: "lastChildBirth", date: lastChild, kind: () => "birth" },
  { state: "maritalStatus", field: "marriageDate", date: (books, row) => plain(books, row, "marriageDate"), kind: () => "marriage" },
  { state: "maritalStatus", field: "marriageChangeDate", date: (books, row) => plain(books, row, "marriageChangeDate"), kind: (books, row) => codeAt(books, row, "maritalStatus") },
];

/** Changes of a person that all ledgers which hold her date alike. */
function changesOf(context: CheckContext, entity: number, ledgers: readonly RecordId[], from: string, to: string): { change: Change; rows: number[] }[] {
  const { books } = context;
  const people = peopleOf(context);
  const rows = ledgers.map((ledger) => people.firstActive(entity, ledger)).filter((row) => row >= 0);
  const changes: { change: Change; rows: number[] }[] = [];
  for (const { state, field, date, kind } of TELLINGS) {
    let first: Dated | null = null;
    const dated: number[] = []; // rows
    for (const row of rows) {
      const at = date(books, row);
      if (at === null) continue;
      first ??= at;
      // A ledger that holds her with another date disagrees: that is the matter, not the slip.
      if (first.date.month === 0 || !within(first.date, from, to) || context.compare(field, at.date, first.date) === "different") {
        dated.length = 0;
        break;
      }
      dated.push(row);
    }
    const [row] = dated;
    if (first === null || row === undefined) continue;
    const what = kind(books, row);
    if (what === "" || what === "none" || (state === "maritalStatus" && field === "marriageChangeDate" && (what === "firstMarriage" || what === "married"))) continue;
    if (field === "marriageDate" && changes.some((one) => one.change.state === "maritalStatus")) continue;
    changes.push({ change: { state, field: first.field, date: first.date, kind: what }, rows: dated });
  }
  // A birth ends the method on its day without a slip of its own.
  const birth = changes.find((one) => one.change.kind === "birth");
  return changes.filter((one) => birth === undefined || one === birth || apart(one.change.date, birth.change.date) > 0);
}

function plain(books: Books, row: number, field: FieldId): Dated | null {
  const date = dateAt(books, row, field);
  return date === null ? null : { date, field };
}

/** Whether a date lies within two days; most are of other years. */
function within(date: NormalDate, from: string, to: string): boolean {
  return date.year >= Number(from.slice(0, 4)) && date.year <= Number(to.slice(0, 4)) && firstDay(date) >= from && lastDay(date) <= to;
}

function reported(context: CheckContext, slips: RecordId, entity: number, change: Change): boolean {
  const window = context.profile.settings.eventWindowDays;
  return eventsOfPerson(context, slips, entity).some((event) => {
    if (event.spec === null) return event.date !== null && apart(event.date, change.date) <= 3;
    if (event.spec.stateField !== change.state && event.spec.implies?.includes(change.field) !== true) return false;
    const when = span(event);
    if (when === null) return true;
    if (event.date !== null) return apart(event.date, change.date) <= window || nearlySame(event.date, change.date);
    return monthOf(change.date) <= event.month;
  });
}

/** Two dates that differ in the year or the month alone are one event, dated wrong. */
function nearlySame(a: NormalDate, b: NormalDate): boolean {
  return (a.year === b.year ? 0 : 1) + (a.month === b.month ? 0 : 1) + (a.day === b.day ? 0 : 1) <= 1;
}

/** Whether the slips ever report this class of change. */
function kindKnown(context: CheckContext, slips: RecordId, kind: string): boolean {
  return context.books.blocks.some((block) => {
    if (block.record !== slips) return false;
    const events = block.columns.get("event")?.values ?? [];
    const methods = block.columns.get("method")?.values ?? [];
    const codes = context.profile.events.filter((spec) => spec.code === kind || spec.effects.some((effect) => effect.set?.includes(kind) === true)).map((spec) => spec.code);
    return events.some((value) => value.type === "code" && codes.includes(value.code)) || methods.some((value) => value.type === "code" && value.code === kind);
  });
}

function gap(context: CheckContext, slips: RecordId, entity: number, change: Change, rows: readonly number[], last: number): Draft | null {
  const { books } = context;
  const row = rows[0] ?? 0;
  const village = villageAt(books, row);
  // The handbook has the event and the slips do not: the handbook check says it.
  for (const record of eventRecords(context)) {
    if (record === slips) continue;
    if (reported(context, record, entity, change)) return null;
  }
  if (!monthArrived(context, slips, village, monthOf(change.date))) return null;
  // She came later and brought the date along.
  for (const event of eventRecords(context).flatMap((record) => eventsOfPerson(context, record, entity))) {
    const when = span(event);
    if (event.spec?.opens === true && when !== null && when.to >= firstDay(change.date) && event.spec.stateField !== change.state) return null;
    if ((event.code === "moveIn" || event.code === "flowIn" || event.code === "marriage") && change.kind !== "marriage" && when !== null && when.to >= firstDay(change.date)) return null;
  }
  if (eventsTouching(context, entity, change.state).some((event) => event.spec?.implies?.some((field) => field === change.field) === true && (span(event)?.from ?? "") <= lastDay(change.date) && (span(event)?.to ?? "") >= firstDay(change.date))) return null;
  for (const other of rows) {
    const remark = normalAt(books, other, "remark")?.text ?? "";
    if (/补登|补录|补报|外地|流出|迁入/.test(remark)) return null;
    if (codeAt(books, other, "residence") === "flowOut" || codeAt(books, other, "domicileType") === "floating") {
      return draft(true);
    }
  }
  return draft(monthOf(change.date) >= last && change.date.day > 20);

  function draft(review: boolean): Draft {
    const name = personName(context, rows);
    const cells = rows.map((one) => cellAt(books, one, change.field)).filter((cell) => cell !== null);
    const what = change.kind === "birth" || change.kind === "marriage" ? context.codeName("event", change.kind) : change.state === "method" ? context.codeName("method", change.kind) : context.codeName("maritalStatus", change.kind);
    return absent(context, entity, rows, slips, {
      thing: `${change.state}|${monthText(monthOf(change.date))}`,
      review,
      extra: cells,
      why: review
        ? context.say({ zh: `${name} ${change.date.text} ${what},没有报告单;可能下月补报或在外地办理,请核实`, en: `${name}, ${what} ${change.date.text}: no slip; perhaps reported next month or done elsewhere, please check` })
        : context.say({ zh: `${name} ${change.date.text} ${what},台帐已登记,没有报告单`, en: `${name}, ${what} ${change.date.text}: in the ledger, but no slip` }),
    });
  }
}
