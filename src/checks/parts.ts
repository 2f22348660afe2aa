/**
 * Parts that have not arrived: a village or a month that a record wholly lacks is one finding (横岭村: 未交药具报表), and nothing
 * in it is called missing by another check.
 */
import type { Books, CheckId, MonthNumber, RecordId } from "../model.js";
import { monthAt, nameCell, normalAt, villageAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { monthOf, monthText } from "./dates.js";
import { ownerOf } from "./draft.js";
import { eventsOf, eventsOfPerson } from "./events.js";
import { dateAt, peopleOf } from "./people.js";

/** So many rows must be expected (or stand in the counterpart) before an empty part counts as not handed in. */
const EXPECTED = 5;
const COUNTERPART = 2;
/** Fewer rows may be a village name typed wrong. */
const FEW = 2;
/** Events told by the counterpart alone, in a village that handed in no slip or no handbook at all. */
const SOME = 3;

/** Rows of a village in a record, and of its months. */
interface Tally {
  count(record: RecordId, village: number, month?: MonthNumber): number;
  /** A row that names the part where it stands: the one with the smallest name, whatever the order of rows. */
  example(record: RecordId, village: number, month?: MonthNumber): number | undefined;
}

const cache = new WeakMap<Books, Tally>();

/** Months are counted from here in the keys of a tally, which are numbers for speed. */
const MONTHS = 40000;

function tallyOf(context: CheckContext): Tally {
  let tally = cache.get(context.books);
  if (tally !== undefined) return tally;
  const { books } = context;
  const records = [...new Set(books.blocks.map((block) => block.record))];
  const keyOf = (record: RecordId, village: number, month: MonthNumber): number => ((records.indexOf(record) * (books.villages.length + 1) + village + 1) * MONTHS) + month + 1;
  const counts = new Map<number, number>();
  const months = new Int32Array(books.total);
  books.blocks.forEach((block, b) => {
    const offset = books.offsets[b] ?? 0;
    const ofVillage = books.villages.map((_, village) => keyOf(block.record, village, -1));
    const ofNone = keyOf(block.record, -1, -1);
    for (let i = 0; i < block.count; i++) {
      const whole = ofVillage[block.village[i] ?? -1] ?? ofNone;
      counts.set(whole, (counts.get(whole) ?? 0) + 1);
      const month = rowMonth(context, offset + i);
      months[offset + i] = month;
      if (month >= 0) counts.set(whole + month + 1, (counts.get(whole + month + 1) ?? 0) + 1);
    }
  });
  tally = {
    count: (record, village, month = -1) => counts.get(keyOf(record, village, month)) ?? 0,
    example: (record, village, month = -1) => {
      let best: number | undefined;
      books.blocks.forEach((block, b) => {
        if (block.record !== record) return;
        const offset = books.offsets[b] ?? 0;
        for (let i = 0; i < block.count; i++) {
          const row = offset + i;
          if (block.village[i] !== village || (month >= 0 && months[row] !== month)) continue;
          if (best === undefined || nameOf(books, row) < nameOf(books, best)) best = row;
        }
      });
      return best;
    },
  };
  cache.set(books, tally);
  return tally;
}

const nameOf = (books: Books, row: number): string => `${normalAt(books, row, "name")?.text ?? ""}|${normalAt(books, row, "item")?.text ?? ""}|${normalAt(books, row, "idNumber")?.text ?? ""}`;

const DATES = ["issueDate", "eventDate", "methodDate", "childBirth", "marriageDate", "checkDate"] as const;

/** Month of a row: its report month, else the month of its date. */
export function rowMonth(context: CheckContext, row: number): MonthNumber {
  const month = monthAt(context.books, row);
  if (month >= 0) return month;
  for (const field of DATES) {
    const date = dateAt(context.books, row, field);
    if (date !== null) return monthOf(date);
  }
  return -1;
}

/** Whether a record has handed in anything of a village's month; true where the record is not divided so. */
export function monthArrived(context: CheckContext, record: RecordId, village: number, month: MonthNumber): boolean {
  return !missingParts(context).has(`${record}|${village}|${month}`) && !missingParts(context).has(`${record}|${village}`);
}

export interface MissingPart {
  readonly record: RecordId;
  readonly village: number;
  readonly month: MonthNumber; // -1: the whole village
  readonly evidence: number; // a row that shows what is expected
  readonly rows: number; // how many rows stand on the other side
}

const missing = new WeakMap<Books, ReadonlyMap<string, MissingPart>>();

/** Every part that a record wholly lacks, by `record|village` or `record|village|month`. */
export function missingParts(context: CheckContext): ReadonlyMap<string, MissingPart> {
  let found = missing.get(context.books);
  if (found === undefined) missing.set(context.books, (found = findMissing(context)));
  return found;
}

function findMissing(context: CheckContext): Map<string, MissingPart> {
  const { books, profile } = context;
  const { count: rowsIn, example } = tallyOf(context);
  const found = new Map<string, MissingPart>();
  const ledgers = profile.records.filter((record) => record.rowKind === "person").map((record) => record.id);
  const villages = books.villages.map((_, i) => i);
  const gone = closedRows(context, ledgers);
  const people = villages.map((village) => Math.max(0, ...ledgers.map((ledger) => rowsIn(ledger, village) - (gone.get(`${ledger}|${village}`) ?? 0))));
  const exampleOf = (village: number): number => {
    const ledger = ledgers.find((one) => rowsIn(one, village) > 0 && rowsIn(one, village) >= (people[village] ?? 0));
    return ledger === undefined ? -1 : (example(ledger, village) ?? -1);
  };
  const counterpart = counterparts(context);
  const told = noEvidence(context);
  const empty = emptyForms(context);
  for (const record of profile.records) {
    if (!books.blocks.some((block) => block.record === record.id)) continue;
    const with_ = villages.filter((village) => rowsIn(record.id, village) > 0);
    if (record.parts === "township" || with_.length === 0) continue;
    const rows = with_.reduce((sum, village) => sum + rowsIn(record.id, village), 0);
    const heads = with_.reduce((sum, village) => sum + (people[village] ?? 0), 0);
    for (const village of villages) {
      const here = rowsIn(record.id, village);
      const count = people[village] ?? 0;
      if (here === 0) {
        const expected = heads === 0 ? 0 : (rows / heads) * count;
        const other = counterpart.get(record.id);
        const beside = other === undefined ? 0 : rowsIn(other, village);
        // A book of people or of stock that another village handed in is due from every village that has anything to put into it.
        const due = record.rowKind === "person" ? count >= FEW && !mostlyElsewhere(record.id, village) : record.rowKind === "stock" ? beside >= FEW : record.rowKind === "event" && beside >= SOME;
        if (due || (record.rowKind !== "person" && expected >= EXPECTED && count >= EXPECTED) || beside >= EXPECTED) {
          const evidence = other !== undefined && beside > 0 ? (example(other, village) ?? exampleOf(village)) : exampleOf(village);
          if (evidence >= 0) found.set(`${record.id}|${village}`, { record: record.id, village, month: -1, evidence, rows: beside > 0 ? beside : count });
        }
      } else if (record.parts === "villageMonth" && books.period !== null) {
        months(record.id, village, here, record.rowKind === "stock");
      }
    }
  }
  return found;

  /** Half of the people whom another ledger writes into the village stand in this one under another: a hamlet's name, or a village renamed. */
  function mostlyElsewhere(record: RecordId, village: number): boolean {
    let people = 0;
    let elsewhere = 0;
    books.blocks.forEach((block, b) => {
      if (block.record === record || !ledgers.includes(block.record)) return;
      for (let i = 0; i < block.count; i++) {
        if (block.village[i] !== village) continue;
        people++;
        if (peopleOf(context).rows(context.entities.of[(books.offsets[b] ?? 0) + i] ?? -1, record).length > 0) elsewhere++;
      }
    });
    return elsewhere > 0 && elsewhere * 2 >= people;
  }

  /** Months for which the village handed in a sheet of its own. */
  function sheetMonths(record: RecordId, village: number): Set<MonthNumber> {
    const found = new Set<MonthNumber>();
    for (const block of books.blocks) {
      const month = block.block.month;
      if (block.record === record && month !== null && block.count > 0 && block.village.every((one) => one === village)) found.add(month);
    }
    return found;
  }

  function months(record: RecordId, village: number, here: number, regular: boolean): void {
    const period = books.period;
    if (period === null) return;
    const other = counterpart.get(record);
    const present: MonthNumber[] = [];
    for (let month = period.from; month <= period.to; month++) if (rowsIn(record, village, month) > 0) present.push(month);
    if (present.length === 0) return; // months are not told apart
    const sheets = sheetMonths(record, village).size;
    for (let month = period.from; month <= period.to; month++) {
      if (present.includes(month) || empty.has(`${record}|${village}|${month}`)) continue;
      const key = `${other ?? ""}|${village}|${month}`;
      const beside = other === undefined ? 0 : rowsIn(other, village, month) - (told.get(`${record}|${key}`) ?? 0);
      const usual = regular && present.length >= 2 && villages.some((v) => v !== village && rowsIn(record, v, month) > 0);
      // Where the village hands in a sheet a month, a month without one is a missing sheet.
      if (beside < (sheets >= 2 ? 1 : COUNTERPART) && !usual) continue;
      const evidence = beside > 0 && other !== undefined ? example(other, village, month) : example(record, village, present[0] ?? -1);
      if (evidence !== undefined) found.set(`${record}|${village}|${month}`, { record, village, month, evidence, rows: beside > 0 ? beside : Math.round(here / present.length) });
    }
  }
}

/**
 * Rows of the counterpart that do not speak for a missing month: events that the record tells under another month (补报), and
 * kinds of event that it never holds (领取生育证 stands in the handbook only). Counts per `record|counterpart|village|month`.
 */
function noEvidence(context: CheckContext): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const records = context.profile.records.filter((record) => record.rowKind === "event").map((record) => record.id);
  for (const record of records) {
    const held = new Set(eventsOf(context, record).map((event) => event.code));
    for (const other of records) {
      if (other === record) continue;
      for (const event of eventsOf(context, other)) {
        const told = event.entity >= 0 && eventsOfPerson(context, record, event.entity).some((one) => one.code === event.code);
        if (!told && held.has(event.code)) continue;
        const key = `${record}|${other}|${event.village}|${rowMonth(context, event.row)}`;
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
  }
  return found;
}

/** Rows of people who have left the books: no other book need hold them. Counts per `record|village`. */
function closedRows(context: CheckContext, ledgers: readonly RecordId[]): ReadonlyMap<string, number> {
  const { books } = context;
  const people = peopleOf(context);
  const found = new Map<string, number>();
  for (let row = 0; row < books.total; row++) {
    const record = books.blocks[books.blockOf[row] ?? 0]?.record ?? "";
    if (!ledgers.includes(record) || people.closed(row) === "") continue;
    const key = `${record}|${villageAt(books, row)}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

/** Forms handed in without a row: `record|village|month`, the village read from title, sheet or file name. */
function emptyForms(context: CheckContext): ReadonlySet<string> {
  const { books, profile } = context;
  const suffixes = [...profile.villageSuffixes].sort((a, b) => b.length - a.length);
  const stems = books.villages.map((village) => {
    const suffix = suffixes.find((end) => village.endsWith(end) && village.length > end.length);
    return suffix === undefined ? village : village.slice(0, -suffix.length);
  });
  const found = new Set<string>();
  for (const { block, count, record } of books.blocks) {
    if (count > 0 || block.month === null) continue;
    const said = `${block.title} ${block.sheet} ${block.file ?? ""}`;
    stems.forEach((stem, village) => {
      if (stem !== "" && said.includes(stem)) found.add(`${record}|${village}|${block.month ?? -1}`);
    });
  }
  return found;
}

/** Records that speak of the same rows: slips and handbook, supplies ledger and report. */
function counterparts(context: CheckContext): ReadonlyMap<RecordId, RecordId> {
  const map = new Map<RecordId, RecordId>();
  for (const check of context.profile.checks) {
    if (check.form !== "handbook" && check.form !== "supplyTotals") continue;
    const [one, two] = Object.values(check.records);
    if (one === undefined || two === undefined) continue;
    map.set(one, two);
    map.set(two, one);
  }
  return map;
}

/** The check under which a record's missing part is reported: the first of the profile that names the record. */
function checkOf(context: CheckContext, record: RecordId): CheckId {
  const forms = ["ledgers", "handbook", "feedback", "checkups", "supplyTotals", "migrants"];
  for (const form of forms) {
    const check = context.profile.checks.find((one) => one.form === form && Object.values(one.records).includes(record));
    if (check !== undefined && (form !== "feedback" || check.records["feedback"] === record)) return check.id;
  }
  return context.profile.checks[0]?.id ?? "";
}

/** One draft per part that has not arrived. */
export function partDrafts(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  for (const part of missingParts(context).values()) {
    const village = context.books.villages[part.village] ?? "";
    const record = context.recordName(part.record);
    const month = part.month >= 0 ? monthText(part.month) : "";
    drafts.push({
      kind: "missing", check: checkOf(context, part.record), field: null, village: part.village, entity: -1,
      thing: `part|${part.record}|${village}|${month}`, cells: [nameCell(context.books, part.evidence)], suspect: null,
      owner: ownerOf(context, part.record), certainty: 1, because: [], absentFrom: part.record,
      why: month === ""
        ? context.say({ zh: `${village}:未交${record}(别处有 ${part.rows} 行属于该村)`, en: `${village}: no ${record} handed in (${part.rows} rows elsewhere belong to it)` })
        : context.say({ zh: `${village}:未交 ${month} 的${record}(应有约 ${part.rows} 行)`, en: `${village}: no ${record} for ${month} (about ${part.rows} rows expected)` }),
    });
  }
  return drafts;
}
