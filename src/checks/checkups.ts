/**
 * `checkups` (R9), from the roster's rows only: is this person in the books, with the same recorded method and dates. Results are
 * not read, and nobody is reported as not examined.
 */
import type { FieldId } from "../model.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { villageAt } from "./cells.js";
import { absent, personName, villageOf } from "./draft.js";
import { eventsOfPerson } from "./events.js";
import { codeAt, peopleOf } from "./people.js";
import { comparePerson, inLedgers, ledgersOf, rowsOfRecord, tieOf } from "./person-fields.js";
import { eventRecords } from "./timing.js";

/** State fields of a row that are held against the ledgers', where nothing lies between the two days. */
const STATES: readonly FieldId[] = ["method", "methodDate", "children", "lastChildBirth", "maritalStatus"];

export const checkups: Check = (context) => {
  const roster = context.spec.records["roster"] ?? "";
  const ledgers = ledgersOf(context);
  if (!context.books.blocks.some((block) => block.record === roster && block.count > 0)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(roster)}`, en: `no ${context.recordName(roster)}` }) };
  if (ledgers.length === 0) return { drafts: [], notRun: context.say({ zh: "没有台帐", en: "no ledger" }) };
  const drafts: Draft[] = [];
  const reported = new Set<number>();
  for (const row of rowsOfRecord(context, roster)) {
    const entity = context.entities.of[row] ?? -1;
    if (entity < 0) continue;
    if (!inLedgers(context, entity, ledgers)) {
      if (!reported.has(entity)) {
        reported.add(entity);
        const draft = notInBooks(context, entity, row, ledgers);
        if (draft !== null) drafts.push(draft);
      }
      continue;
    }
    for (const ledger of ledgers) for (const draft of comparePerson(context, row, ledger, STATES)) drafts.push(draft);
  }
  return { drafts };
};

/**
 * Someone on a roster or issue list who is in no ledger. Migrants, and people whose coming or going the slips tell, need not be;
 * a namesake that linkage could not tell apart is a question.
 */
export function notInBooks(context: CheckContext, entity: number, row: number, ledgers: readonly string[]): Draft | null {
  const people = peopleOf(context);
  for (const record of context.profile.records) {
    if (record.rowKind === "flow" && people.rows(entity, record.id).length > 0) return null;
  }
  if (codeAt(context.books, row, "domicileType") === "floating" || codeAt(context.books, row, "residence") === "flowIn") return null;
  if (eventRecords(context).some((record) => eventsOfPerson(context, record, entity).some((event) => event.spec?.opens === true || event.spec?.closes === true || event.code === "flowIn"))) return null;
  const village = villageOf(context, entity, row);
  // In no ledger at all: the township's, to which the villages report, is the one to say so of.
  const from = [...ledgers].reverse().find((ledger) => people.arrived(ledger, villageAt(context.books, row) >= 0 ? villageAt(context.books, row) : village));
  if (from === undefined) return null;
  const name = personName(context, [row]);
  const record = context.recordName(context.books.blocks[context.books.blockOf[row] ?? 0]?.record ?? "");
  const tie = tieOf(context, entity);
  return absent(context, entity, [row], from, {
    review: tie !== null,
    why: tie !== null
      ? context.say({ zh: `${record}上的${name}在台帐里有同名的几人,请确认是谁`, en: `${name} in ${record}: several of that name in the ledgers, please confirm who it is` })
      : context.say({ zh: `${record}上有${name},台帐里没有此人`, en: `${name} is in ${record} but in no ledger` }),
  });
}
