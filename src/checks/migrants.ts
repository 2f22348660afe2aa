/**
 * `migrants` (R16 R17 R18): roster ↔ ledgers and slips, as of the later entry. Men and children are not missing from a women's
 * ledger; women who came from elsewhere need not stand in a ledger of registered residents.
 */
import type { FieldId, NormalDate, RecordId } from "../model.js";
import { cellAt, nameCell, normalAt, villageAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { addMonths, apart, firstDay, lastDay, monthOf, monthText } from "./dates.js";
import { absent, mismatch, ownerOf, personName, villageOf } from "./draft.js";
import { eventsOf, eventsOfPerson, span, type EventRow } from "./events.js";
import { missingParts, monthArrived } from "./parts.js";
import { codeAt, dateAt, hasField, peopleOf } from "./people.js";
import { comparePerson, inLedgers, ledgersOf, rowsOfRecord } from "./person-fields.js";
import { eventRecords } from "./timing.js";

/** State fields of a row that are held against the ledgers', where nothing lies between the two days. */
const STATES: readonly FieldId[] = ["maritalStatus", "children", "lastChildBirth", "method", "methodDate"];

export const migrants: Check = (context) => {
  const roster = context.spec.records["roster"] ?? "";
  const slips = context.spec.records["slips"] ?? "";
  const ledgers = ledgersOf(context);
  if (!context.books.blocks.some((block) => block.record === roster && block.count > 0)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(roster)}`, en: `no ${context.recordName(roster)}` }) };
  const drafts: Draft[] = [];
  const direction = directionOf(context, roster);
  const moves: { row: number; entity: number; date: NormalDate; field: FieldId; code: string; told: boolean }[] = [];
  for (const row of rowsOfRecord(context, roster)) {
    const entity = context.entities.of[row] ?? -1;
    if (entity < 0) continue;
    if (inLedgers(context, entity, ledgers)) {
      for (const ledger of ledgers) {
        drafts.push(...comparePerson(context, row, ledger, STATES));
      }
      const place = residence(context, row, entity, ledgers, direction(row));
      if (place !== null) drafts.push(place);
    }
    for (const [field, code] of [["outDate", "flowOut"], ["inDate", "flowIn"], ["backDate", "flowBack"]] as const) {
      const date = dateAt(context.books, row, field);
      if (date === null || date.month === 0) continue;
      const kind = code === "flowIn" && direction(row) === "out" ? "flowBack" : code;
      moves.push({ row, entity, date, field, code: kind, told: told(context, slips, entity, date) });
      const other = otherDay(context, slips, entity, kind, date);
      if (other !== null) drafts.push(mismatch(context, entity, field, [{ row }, { row: other.row, field: other.dateField ?? "eventDate" }], { thing: `${kind}|${other.date?.text.slice(0, 7) ?? ""}` }));
    }
  }
  drafts.push(...withoutSlip(context, slips, ledgers, moves));
  drafts.push(...notOnRoster(context, roster, ledgers));
  return { drafts };
};

/** Does a roster row say that the person went out or came in? From its dates, its 流动类型, or the part's title. */
function directionOf(context: CheckContext, roster: RecordId): (row: number) => "out" | "in" | null {
  const { books } = context;
  return (row) => {
    const type = codeAt(books, row, "flowType");
    if (type === "flowIn") return "in";
    if (type === "flowOut" || type === "flowBack") return "out";
    if (dateAt(books, row, "outDate") !== null || dateAt(books, row, "backDate") !== null) return "out";
    if (dateAt(books, row, "inDate") !== null) return "in";
    const block = books.blocks[books.blockOf[row] ?? 0];
    const words = `${block?.block.title ?? ""}${block?.block.sheet ?? ""}`;
    if (block?.record === roster && /流出/.test(words) && !/流入/.test(words)) return "out";
    if (block?.record === roster && /流入/.test(words) && !/流出/.test(words)) return "in";
    return null;
  };
}

/** R16: out and not back, so the ledger says 流出; back, so it does not. */
function residence(context: CheckContext, row: number, entity: number, ledgers: readonly RecordId[], direction: "out" | "in" | null): Draft | null {
  const { books } = context;
  if (direction !== "out") return null;
  const people = peopleOf(context);
  const back = dateAt(books, row, "backDate");
  const out = dateAt(books, row, "outDate");
  // Of several rows of one person the latest speaks.
  const rows = people.rows(entity, context.spec.records["roster"] ?? "");
  const latest = rows.every((other) => other === row || (dateAt(books, other, "outDate")?.text ?? "") <= (out?.text ?? ""));
  if (!latest) return null;
  const slipsBack = eventRecords(context).flatMap((record) => eventsOfPerson(context, record, entity)).filter((event) => event.code === "flowBack" && (out === null || (span(event)?.to ?? "") >= firstDay(out)));
  const name = personName(context, [row]);
  const settled = ledgers.flatMap((ledger) => people.active(entity, ledger)).filter((one) => codeAt(books, one, "residence") !== "");
  if (back === null) {
    const reported = slipsBack.filter((event) => (span(event)?.to ?? "") < addMonths(people.asOf(row) || "9999-12-31", -context.profile.settings.entryLagMonths) || people.asOf(row) === "");
    const event = reported[0];
    if (event !== undefined) {
      const link = context.entities.link(row);
      const record = context.spec.records["roster"] ?? "";
      return {
        kind: "ended", check: context.spec.id, field: null, village: villageOf(context, entity, row), entity, thing: "flow", suspect: record, owner: ownerOf(context, record),
        cells: [cellAt(books, row, "backDate") ?? nameCell(books, row), nameCell(books, row), nameCell(books, event.row)], certainty: link.certainty, because: link.because,
        why: context.say({ zh: `报告单已报${name}流回,${context.recordName(record)}仍未注销`, en: `the slips report ${name} back, still open in ${context.recordName(record)}` }),
      };
    }
    if (slipsBack.length > 0) return null;
    const wrong = settled.filter((one) => !["flowOut", "separated"].includes(codeAt(books, one, "residence")));
    if (wrong.length === 0) return null;
    return against(context, row, entity, wrong, out, settled, "out");
  }
  const wrong = settled.filter((one) => codeAt(books, one, "residence") === "flowOut");
  if (wrong.length === 0) return null;
  return against(context, row, entity, wrong, back, settled, "back");
}

function against(context: CheckContext, row: number, entity: number, wrong: readonly number[], date: NormalDate | null, settled: readonly number[], how: "out" | "back"): Draft | null {
  const people = peopleOf(context);
  const asOfs = wrong.map((one) => people.asOf(one));
  const late = date !== null && asOfs.every((asOf) => asOf !== "" && lastDay(date) > asOf);
  if (late) return null;
  const lag = date !== null && asOfs.every((asOf) => asOf !== "" && lastDay(date) >= addMonths(asOf, -context.profile.settings.entryLagMonths));
  const right = settled.filter((one) => !wrong.includes(one));
  const cell = how === "out" ? "outDate" : "backDate";
  const suspect = right.length > 0 && wrong.length === 1 ? (context.books.blocks[context.books.blockOf[wrong[0] ?? 0] ?? 0]?.record ?? null) : null;
  return mismatch(context, entity, "residence", [...wrong.map((one) => ({ row: one })), ...right.map((one) => ({ row: one })), { row, field: cell }], {
    review: lag,
    suspect,
    why: how === "out"
      ? context.say({ zh: `流动人口花名册登记为流出未回,台帐居住状态不是流出${lag ? ";可能只是截止日期不同,请核实" : ""}`, en: `out and not back on the migrant roster, but the ledger does not say so${lag ? "; perhaps only a later as-of date, please check" : ""}` })
      : context.say({ zh: `流动人口花名册登记已流回,台帐居住状态仍是流出${lag ? ";可能只是截止日期不同,请核实" : ""}`, en: `back on the migrant roster, but still out in the ledger${lag ? "; perhaps only a later as-of date, please check" : ""}` }),
  });
}

/** Two dates with at most one of year, month and day apart: one day, typed wrong. */
function nearlySame(a: NormalDate, b: NormalDate): boolean {
  return (a.year === b.year ? 0 : 1) + (a.month === b.month ? 0 : 1) + (a.day === b.day ? 0 : 1) <= 1;
}

/** Do the slips tell of the move: a day near it, or the report month it must be in? */
function told(context: CheckContext, slips: RecordId, entity: number, date: NormalDate): boolean {
  return eventsOfPerson(context, slips, entity).some((event) => {
    const moving = event.spec?.stateField === "residence" || event.code === "moveIn" || event.code === "moveOut";
    if (!moving) return false;
    if (event.date !== null) return apart(event.date, date) <= context.profile.settings.eventWindowDays || nearlySame(event.date, date);
    return event.month >= monthOf(date) - 1 && event.month <= monthOf(date) + 2;
  });
}

/** The slip of this very move, if it names another day: the nearest of its kind. */
function otherDay(context: CheckContext, slips: RecordId, entity: number, code: string, date: NormalDate): EventRow | null {
  let best: EventRow | null = null;
  for (const event of eventsOfPerson(context, slips, entity)) {
    if (event.code !== code || event.date === null) continue;
    if (apart(event.date, date) > context.profile.settings.eventWindowDays && !nearlySame(event.date, date)) continue;
    if (best?.date == null || apart(event.date, date) < apart(best.date, date)) best = event;
  }
  return best?.date != null && context.compare("outDate", best.date, date) === "different" ? best : null;
}

/** R17: a move inside the period has a slip of that kind; kinds the slips hardly report are no gap. */
function withoutSlip(context: CheckContext, slips: RecordId, ledgers: readonly RecordId[], moves: readonly { row: number; entity: number; date: NormalDate; field: FieldId; code: string; told: boolean }[]): Draft[] {
  const { books } = context;
  const period = books.period;
  if (period === null || !books.blocks.some((block) => block.record === slips && block.count > 0)) return [];
  const inside = moves.filter((move) => monthOf(move.date) >= period.from && monthOf(move.date) <= period.to);
  const families = reportedMoves(context, inside);
  const drafts: Draft[] = [];
  for (const code of ["flowOut", "flowIn", "flowBack"]) {
    // Men and children move with the family; a slip of her own has who is in the books, or a woman who came from elsewhere.
    const kind = inside.filter((move) => move.code === code && (inLedgers(context, move.entity, ledgers) || (code === "flowIn" && woman(context, move.row) && !families.has(`${villageAt(books, move.row)}|${move.date.text}`))));
    const reported = kind.filter((move) => move.told).length;
    if (!eventsOf(context, slips).some((event) => event.code === code) || (kind.length >= 4 && reported * 2 < kind.length)) continue;
    for (const move of kind) {
      if (move.told || !monthArrived(context, slips, villageAt(books, move.row), monthOf(move.date))) continue;
      if (eventRecords(context).some((record) => record !== slips && told(context, record, move.entity, move.date))) continue;
      const cell = cellAt(books, move.row, move.field);
      const name = personName(context, [move.row]);
      const review = monthOf(move.date) >= period.to && move.date.day > 20;
      drafts.push(absent(context, move.entity, [move.row], slips, {
        thing: `residence|${monthText(monthOf(move.date))}`, review, extra: cell === null ? [] : [cell],
        why: context.say({ zh: `${name} ${move.date.text} ${context.codeName("event", code)},没有报告单`, en: `${name}, ${context.codeName("event", code)} ${move.date.text}: no slip` }),
      }));
    }
  }
  return drafts;
}

function woman(context: CheckContext, row: number): boolean {
  const { books, profile } = context;
  if (!profile.records.some((record) => record.women === true)) return true;
  const id = normalAt(books, row, "idNumber");
  const valid = id?.type === "idNumber" && id.valid ? id : null;
  const sex = codeAt(books, row, "sex") || (valid?.sex ?? "");
  const birth = dateAt(books, row, "birthDate")?.text ?? valid?.birth ?? "";
  const asOf = peopleOf(context).asOf(row);
  if (sex !== "female" || birth.length < 4 || asOf === "") return false;
  const age = Number(asOf.slice(0, 4)) - Number(birth.slice(0, 4));
  return age > profile.settings.ageFrom + 4 && age <= profile.settings.ageTo;
}

/** One slip speaks for a family: someone of the village moved the same day and was reported. Village and day of the reported moves. */
function reportedMoves(context: CheckContext, moves: readonly { row: number; date: NormalDate; told: boolean }[]): ReadonlySet<string> {
  return new Set(moves.filter((move) => move.told).map((move) => `${villageAt(context.books, move.row)}|${move.date.text}`));
}

/** A ledger says 流出; the roster, handed in by that village, does not know her. */
function notOnRoster(context: CheckContext, roster: RecordId, ledgers: readonly RecordId[]): Draft[] {
  const { books } = context;
  const people = peopleOf(context);
  const drafts: Draft[] = [];
  const seen = new Uint8Array(context.entities.count);
  const elsewhere = (row: number): boolean => row >= 0 && !["", "flowOut"].includes(codeAt(books, row, "residence"));
  let out = 0;
  let listed = 0;
  const absentees: { entity: number; rows: number[] }[] = [];
  for (const ledger of ledgers) {
    for (const row of rowsOfRecord(context, ledger)) {
      const entity = context.entities.of[row] ?? -1;
      if (entity < 0 || seen[entity] === 1 || !hasField(books, row, "residence")) continue;
      seen[entity] = 1;
      // Most people are at home, as their first rows say.
      if (ledgers.some((one) => elsewhere(people.firstActive(entity, one)))) continue;
      const rows = ledgers.flatMap((one) => people.active(entity, one));
      const said = rows.filter((one) => codeAt(books, one, "residence") !== "");
      if (said.length === 0 || !said.every((one) => codeAt(books, one, "residence") === "flowOut")) continue;
      out++;
      if (people.has(entity, roster)) listed++;
      else absentees.push({ entity, rows: said });
    }
  }
  if (out === 0 || listed * 2 < out) return []; // the roster does not list those who left
  for (const { entity, rows } of absentees) {
    const village = villageOf(context, entity, rows[0] ?? 0);
    if (!people.arrived(roster, village) || missingParts(context).has(`${roster}|${village}`)) continue;
    const events = eventRecords(context).flatMap((record) => eventsOfPerson(context, record, entity)).filter((event) => event.spec?.stateField === "residence");
    const asOf = people.asOfPart(roster, village);
    const late = events.some((event) => asOf !== "" && (span(event)?.to ?? "") >= addMonths(asOf, -context.profile.settings.entryLagMonths));
    const cells = rows.map((row) => cellAt(books, row, "residence")).filter((cell) => cell !== null);
    const name = personName(context, rows);
    drafts.push(absent(context, entity, rows, roster, {
      thing: "roster", review: late, extra: cells,
      why: context.say({ zh: `台帐登记${name}流出,${context.recordName(roster)}没有此人`, en: `${name} is out according to the ledger, but not on ${context.recordName(roster)}` }),
    }));
  }
  return drafts;
}
