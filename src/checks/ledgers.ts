/**
 * `ledgers` (R1 R2): everyone active in one ledger is active in the other, and each field says the same. People are linked over
 * the whole township before anyone is missing; a slip inside the entry lag makes a difference a question, not an error.
 */
import type { FieldId, RecordId } from "../model.js";
import { cellAt, normalAt, rowsOf, villageAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { compareLedgerRows, livesApart } from "./ledger-fields.js";
import { missingParts } from "./parts.js";
import { absent, mismatch, ownerOf, personName, quoted, villageOf } from "./draft.js";
import { addMonths, lastDay } from "./dates.js";
import { effectsOf, type Lack } from "./effects.js";
import { eventsOfPerson } from "./events.js";
import { codeAt, dateAt, peopleOf } from "./people.js";
import { due, eventRecords, toldOn } from "./timing.js";

export const ledgers: Check = (context) => {
  const left = context.spec.records["left"] ?? "";
  const right = context.spec.records["right"] ?? "";
  const { books, entities } = context;
  const has = (record: RecordId): boolean => books.blocks.some((block) => block.record === record && block.count > 0);
  for (const record of [left, right]) {
    if (!has(record)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(record)}`, en: `no ${context.recordName(record)}` }) };
  }
  const people = peopleOf(context);
  const lacks = lacksOf(context, left, right);
  const scope = { [left]: scopeOf(context, left), [right]: scopeOf(context, right) };
  const drafts: Draft[] = [];
  const seen = new Uint8Array(entities.count);
  for (const record of [left, right]) {
    const other = record === left ? right : left;
    books.blocks.forEach((block, b) => {
      if (block.record !== record) return;
      const offset = books.offsets[b] ?? 0;
      for (let i = 0; i < block.count; i++) {
        const entity = entities.of[offset + i] ?? -1;
        if (entity < 0 || seen[entity] === 1) continue;
        seen[entity] = 1;
        const mine = people.active(entity, record);
        const theirs = people.active(entity, other);
        if (mine.length > 0 && theirs.length > 0) {
          drafts.push(...both(context, entity, record === left ? mine : theirs, record === left ? theirs : mine, left, right, lacks.get(entity) ?? []));
        } else if (mine.length > 0) {
          const draft = oneSided(context, entity, record, other, mine, scope[other] ?? new Set(), lacks.get(entity) ?? []);
          if (draft !== null) drafts.push(draft);
        } else if (theirs.length > 0) {
          const draft = oneSided(context, entity, other, record, theirs, scope[record] ?? new Set(), lacks.get(entity) ?? []);
          if (draft !== null) drafts.push(draft);
        }
      }
    });
  }
  return { drafts };
};

function lacksOf(context: CheckContext, left: RecordId, right: RecordId): ReadonlyMap<number, readonly Lack[]> {
  const all = new Map<number, Lack[]>();
  for (const slips of eventRecords(context)) {
    for (const [entity, list] of effectsOf(context, slips, [left, right]).lacks) {
      const known = all.get(entity);
      if (known === undefined) all.set(entity, [...list]);
      else known.push(...list);
    }
  }
  return all;
}

/** Classes of people that a ledger holds at all: a ledger of married residents lacks nobody by not listing the unmarried. */
function scopeOf(context: CheckContext, record: RecordId): Set<string> {
  const { books } = context;
  const found = new Map<string, number>();
  for (const block of books.blocks) {
    if (block.record !== record) continue;
    for (const field of ["maritalStatus", "domicileType", "residence"]) {
      for (const value of block.columns.get(field)?.values ?? []) {
        if (value.type === "code" && value.code !== "") found.set(value.code, (found.get(value.code) ?? 0) + 1);
      }
    }
  }
  return new Set([...found].filter(([, count]) => count >= 1).map(([code]) => code));
}

/** Someone stands in `record` and not (or no longer) in `other`. */
function oneSided(
  context: CheckContext, entity: number, record: RecordId, other: RecordId, rows: readonly number[], scope: ReadonlySet<string>, lacks: readonly Lack[],
): Draft | null {
  const { books, profile } = context;
  const people = peopleOf(context);
  const row = rows[0] ?? 0;
  const village = villageOf(context, entity, row);
  if (!people.arrived(other, village) && missingParts(context).has(`${other}|${village}`)) return null; // the whole part is missing: one finding of its own
  const name = personName(context, rows);
  const asOf = people.asOf(row);
  const otherAsOf = people.asOfPart(other, village);
  const closedRows = people.rows(entity, other).filter((one) => people.closed(one) !== "");
  const events = eventRecords(context).flatMap((slips) => eventsOfPerson(context, slips, entity));

  const ends = events.filter((event) => event.spec?.closes === true);
  if (ends.some((event) => people.arrived(record, event.village) && movedWithin(context, event.village, row))) return null;
  const ageing = turning(context, entity, record, other);
  if (closedRows.length > 0 || ends.length > 0 || ageing !== null) {
    if (lacks.some((lack) => lack.ledger === record && lack.kind === "ended")) return null; // the slips check says it
    const late = ends.some((event) => due(context, event, asOf, people.uncertain(record, village)) !== "must");
    if (ends.some((event) => due(context, event, asOf) === "after")) return null;
    const reason = people.closed(closedRows[0] ?? -1) || ends[0]?.code || "ageOut";
    const review = late || (ageing !== null && ageing !== "over" && ends.length === 0 && (reason === "ageOut"));
    if (ageing === "soon" && closedRows.length === 0 && ends.length === 0) return null;
    const how = context.codeName("endReason", reason);
    const closed = closedRows[0];
    const cells = rows.map((one) => cellAt(books, one, "name") ?? cellAt(books, one, "idNumber")).filter((cell) => cell !== null);
    if (closed !== undefined) {
      const cell = cellAt(books, closed, "endReason") ?? cellAt(books, closed, "remark") ?? cellAt(books, closed, "name");
      if (cell !== null) cells.push(cell);
    }
    const link = context.entities.link(row);
    return {
      kind: review ? "review" : "ended", check: context.spec.id, field: null, village, entity, thing: "", cells, suspect: review ? null : record,
      owner: ownerOf(context, record), certainty: link.certainty, because: link.because,
      why: review
        ? context.say({ zh: `${name}在${context.recordName(other)}已${how},在${context.recordName(record)}仍有:可能是截止日期不同,请核实`, en: `${name} has ended (${how}) in ${context.recordName(other)} and is still open in ${context.recordName(record)}: perhaps only a later as-of date, please check` })
        : context.say({ zh: `${name}在${context.recordName(other)}已${how},${context.recordName(record)}仍未注销`, en: `${name} has ended (${how}) in ${context.recordName(other)} but is still open in ${context.recordName(record)}` }),
    };
  }

  // Not everyone belongs into both books.
  const status = codeAt(books, row, "maritalStatus");
  if (status === "unmarried" && !scope.has("unmarried")) return null;
  if (codeAt(books, row, "domicileType") === "floating" && !scope.has("floating")) return null;
  if (codeAt(books, row, "residence") === "flowIn" && !scope.has("flowIn")) return null;

  const begins = events.filter((event) => event.spec?.opens === true || event.code === "marriage");
  if (lacks.some((lack) => lack.kind === "absent" && lack.ledger === other && lack.due === "must") && people.rows(entity, record).length === 0) return null;
  const beginDue = begins.map((event) => due(context, event, otherAsOf, people.uncertain(other, village)));
  if (beginDue.includes("after")) return null;
  const late = beginDue.includes("lag");
  const marriedIn = dateAt(books, row, "marriageDate");
  if (!late && marriedIn !== null && otherAsOf !== "" && begins.length === 0) {
    const day = lastDay(marriedIn);
    // A latest entry alone does not show that the book ends there.
    if (day > otherAsOf && !people.uncertain(other, village)) return null;
    if (marriedIn.precision !== "year" && day > addMonths(otherAsOf, -profile.settings.entryLagMonths)) {
      return absent(context, entity, rows, other, { review: true, why: context.say({ zh: `${name}新婚登记在${context.recordName(record)},${context.recordName(other)}截止${otherAsOf},可能尚未录入`, en: `${name} married just before the as-of date of ${context.recordName(other)} (${otherAsOf}); perhaps not entered yet` }) });
    }
  }
  if (rows.some((one) => livesApart(books, one))) {
    return absent(context, entity, rows, other, { review: true, why: context.say({ zh: `${name}在${context.recordName(record)}有（人户分离），${context.recordName(other)}没有：请核实登记在哪里`, en: `${name} is in ${context.recordName(record)} (living apart from the registration) but not in ${context.recordName(other)}: please check where she is registered` }) });
  }
  return absent(context, entity, rows, other, {
    review: late,
    why: late
      ? context.say({ zh: `${name}在${context.recordName(record)}有,${context.recordName(other)}没有:报告单在录入期内,可能尚未录入`, en: `${name} is in ${context.recordName(record)} and not in ${context.recordName(other)}: the slip is inside the entry lag` })
      : context.say({ zh: `${name}在${context.recordName(record)}有,${context.recordName(other)}没有`, en: `${name} is in ${context.recordName(record)} but not in ${context.recordName(other)}` }),
  });
}

/** The row stands in another village than the one that reported her gone: she moved inside the township. */
function movedWithin(context: CheckContext, from: number, row: number): boolean {
  const village = villageAt(context.books, row);
  return from >= 0 && village >= 0 && village !== from;
}

/**
 * Near the end of the age span a book may lawfully have dropped someone: "over" she was past it before the period, "turned" she
 * passed it inside the period, "soon" she passes it between the two as-of dates.
 */
function turning(context: CheckContext, entity: number, record: RecordId, other: RecordId): "over" | "turned" | "soon" | null {
  const { books, profile } = context;
  const people = peopleOf(context);
  for (const row of people.rows(entity, record)) {
    const id = normalAt(books, row, "idNumber");
    const birth = dateAt(books, row, "birthDate")?.text ?? (id?.type === "idNumber" ? id.birth : "");
    if (birth.length < 4 || people.asOf(row) === "") continue;
    const full = birth.length >= 10 ? birth : birth.length >= 7 ? `${birth.slice(0, 7)}-28` : `${birth.slice(0, 4)}-12-31`;
    const last = addMonths(full, (profile.settings.ageTo + 1) * 12);
    const asOf = people.asOf(row);
    const otherAsOf = people.asOfPart(other, villageAt(books, row)) || asOf;
    const latest = asOf > otherAsOf ? asOf : otherAsOf;
    if (last > latest) return null;
    const begin = books.period === null ? addMonths(latest, -12) : `${Math.floor(books.period.from / 12)}-${String((books.period.from % 12) + 1).padStart(2, "0")}-01`;
    if (last > asOf) return "soon";
    return last >= addMonths(begin, -profile.settings.entryLagMonths) ? "turned" : "over";
  }
  return null;
}

/** Someone is active in both ledgers: village, then field by field. */
function both(
  context: CheckContext, entity: number, lefts: readonly number[], rights: readonly number[], left: RecordId, right: RecordId, lacks: readonly Lack[],
): Draft[] {
  const { books } = context;
  const [a, b] = closest(context, lefts, rights);
  const drafts: Draft[] = [];
  const villageA = villageAt(books, a);
  const villageB = villageAt(books, b);
  if (villageA >= 0 && villageB >= 0 && villageA !== villageB && !rights.some((row) => villageAt(books, row) === villageA) && !lefts.some((row) => villageAt(books, row) === villageB)) {
    const draft = otherVillage(context, entity, a, b);
    if (draft !== null) drafts.push(draft);
  }
  drafts.push(...compareLedgerRows(context, entity, a, b, left, right, lacks));
  return drafts;
}

/** Of doubled rows the pair of one village, else the first of each. */
function closest(context: CheckContext, lefts: readonly number[], rights: readonly number[]): [number, number] {
  for (const a of lefts) {
    for (const b of rights) if (villageAt(context.books, a) === villageAt(context.books, b)) return [a, b];
  }
  return [lefts[0] ?? 0, rights[0] ?? 0];
}

/** 村别不符, unless a move inside the township explains it. */
function otherVillage(context: CheckContext, entity: number, a: number, b: number): Draft | null {
  const { books } = context;
  const people = peopleOf(context);
  const moves = eventRecords(context).flatMap((slips) => eventsOfPerson(context, slips, entity)).filter((event) => event.code === "moveIn" || event.code === "moveOut" || event.code === "marriage");
  if (moves.length > 0) {
    const asOf = [people.asOf(a), people.asOf(b)].filter((day) => day !== "").sort()[0] ?? "";
    const must = moves.every((event) => due(context, event, asOf) === "must");
    if (!must || moves.some((event) => toldOn(event) === null)) return null;
  }
  const apart = ["人户分离", "空挂", "寄住", "外村", "户在"];
  const split = [a, b].some((row) => {
    const remark = normalAt(books, row, "remark")?.text ?? "";
    return apart.some((word) => remark.includes(word));
  });
  const field: FieldId = "village";
  const cells = [a, b].map((row) => cellAt(books, row, field));
  const names = [a, b].map((row) => books.villages[villageAt(books, row)] ?? "");
  const said = [a, b].map((row, i) => `${context.recordName(rowsOf(books, row).record)} ${cells[i] !== null && cells[i] !== undefined ? quoted(context, cells[i] ?? undefined) : names[i]}`);
  return mismatch(context, entity, field, [{ row: a }, { row: b }], {
    review: split,
    why: split
      ? context.say({ zh: `村别不同(${said.join(",")}),备注写明人户分离,请确认登记在哪村`, en: `different villages (${said.join(", ")}); the remark says she lives elsewhere than registered, please confirm` })
      : context.say({ zh: `村别不符:${said.join(",")}`, en: `different villages: ${said.join(", ")}` }),
  });
}
