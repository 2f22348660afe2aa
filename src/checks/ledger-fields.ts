/** Field by field over one person's rows in the two ledgers (R2). What the period's events explain is a question or nothing. */
import type { FieldId, Normal, RecordId } from "../model.js";
import { cellAt, normalAt, rowInBlock, rowsOf, villageAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { addMonths, lastDay } from "./dates.js";
import { childrenListed, childrenOf, lastChild, sexCount } from "./derived.js";
import { mismatch } from "./draft.js";
import type { Lack } from "./effects.js";
import { codeAt, dateAt, filled, peopleOf } from "./people.js";
import { due, eventsTouching, marriedAgain, spouseComparable, stateGroup, STATE_GROUPS } from "./timing.js";
import { sharedColumns } from "./shared-columns.js";
import { leftoverDiffers, systematicallyCoarse } from "./granularity.js";

/** Fields compared one by one where the profile does not list its own. Children are compared by `children` below. */
const PLAIN: readonly FieldId[] = [
  "name", "idNumber", "birthDate", "sex", "maritalStatus", "marriageDate", "marriageChangeDate", "spouseName", "spouseIdNumber",
  "householdRegistration", "residence", "domicileType", "householdCode", "method", "methodDate", "methodEndDate",
];
const CHILD_FIELDS: ReadonlySet<FieldId> = new Set(["children", "boys", "girls", "lastChildBirth", "childName", "childSex", "childBirth", "childNumber"]);

export function compareLedgerRows(context: CheckContext, entity: number, a: number, b: number, left: RecordId, right: RecordId, lacks: readonly Lack[]): Draft[] {
  const { books } = context;
  const drafts: Draft[] = [];
  const rowA = rowInBlock(books, a);
  const rowB = rowInBlock(books, b);
  const late = lacks.length === 0 ? NOTHING : new Set(lacks.filter((lack) => lack.kind === "state" && (lack.ledger === left || lack.ledger === right)).map((lack) => lack.field));
  for (const { field, one: ofA, two: ofB } of sharedColumns(rowsOf(books, a), rowsOf(books, b), plainFields(context.spec.fields ?? PLAIN))) {
    const one = ofA[rowA];
    const two = ofB[rowB];
    if (one === undefined || two === undefined || one === two || (one.text === two.text && one.state === two.state)) continue;
    if (!filled(one) || !filled(two)) continue;
    const compared = context.compare(field, one, two);
    const verdict = compared === "coarser" && leftoverDiffers(context, field, a, one, b, two) ? "different" : compared;
    if (verdict !== "different" && verdict !== "coarser") continue;
    const draft = difference(context, entity, field, a, b, one, two, verdict, late);
    if (draft !== null) drafts.push(draft);
  }
  const wanted = context.spec.fields;
  if (wanted === undefined || wanted.includes("children")) drafts.push(...children(context, entity, a, b, late));
  return drafts.length === 0 ? drafts : oneMatter(drafts);
}

const NOTHING: ReadonlySet<FieldId | null> = new Set();
const plainLists = new WeakMap<readonly FieldId[], readonly FieldId[]>();

/** The fields that are compared one by one; one list per profile's own. */
function plainFields(fields: readonly FieldId[]): readonly FieldId[] {
  let list = plainLists.get(fields);
  if (list === undefined) plainLists.set(fields, (list = fields.filter((field) => !CHILD_FIELDS.has(field) && field !== "village")));
  return list;
}

function difference(context: CheckContext, entity: number, field: FieldId, a: number, b: number, one: Normal, two: Normal, verdict: "different" | "coarser", late: ReadonlySet<FieldId | null>): Draft | null {
  if (verdict === "coarser") {
    if (systematicallyCoarse(context, a, field, one) || systematicallyCoarse(context, b, field, two)) return null;
    return mismatch(context, entity, field, [{ row: a }, { row: b }], {
      review: true,
      why: context.say({ zh: `${context.fieldName(field)}粗细不同:“${one.shown}”与“${two.shown}”,请确认`, en: `${context.fieldName(field)} is less exact in one book: "${one.shown}" and "${two.shown}", please confirm` }),
    });
  }
  if ((field === "spouseName" || field === "spouseIdNumber") && !spouseComparable(context, a, b)) return null;
  // 再婚: one book keeps the first marriage's date, the other the present one's.
  if (field === "marriageDate" && (marriedAgain(context, a) || marriedAgain(context, b))) return null;
  const state = stateGroup(field);
  if (state !== null) {
    if (late.has(state)) return null; // one matter: the slips check reports the event that was not entered
    const explained = explanation(context, entity, state, a, b);
    if (explained === "lawful") return null;
    if (explained === "cutOff") return mismatch(context, entity, field, [{ row: a }, { row: b }], { review: true, why: cutOffWhy(context, field) });
    if (explained === "review") return mismatch(context, entity, field, [{ row: a }, { row: b }], { review: true, why: context.say({ zh: `${context.fieldName(field)}不同,但有报告单在录入期内,可能只是截止日期不同,请核实`, en: `${context.fieldName(field)} differs, but a slip inside the entry lag may explain it, please check` }) });
  }
  if (field === "residence" && [a, b].some((row) => livesApart(context.books, row))) {
    return mismatch(context, entity, field, [{ row: a }, { row: b }], { review: true, why: context.say({ zh: `${context.fieldName(field)}不同，但备注写明人户分离，请核实`, en: `${context.fieldName(field)} differs, but the remark says that she lives apart from the registration, please check` }) });
  }
  return mismatch(context, entity, field, [{ row: a }, { row: b }]);
}

/** Remarks that say a person is registered in one place and lives in another. */
const APART = /人户分离|人在户不在|户在人不在|空挂/;

export function livesApart(books: CheckContext["books"], row: number): boolean {
  return codeAt(books, row, "residence") === "separated" || APART.test(normalAt(books, row, "remark")?.shown ?? "");
}

function cutOffWhy(context: CheckContext, field: FieldId): string {
  const name = context.fieldName(field);
  return context.say({ zh: `${name}不同:一本的日期晚于另一本最后一条记载,那一本又没有写截止日期,可能只是截止日期不同,请核实`, en: `${name} differs: a date of one book lies after the last entry of the other, which names no as-of date; perhaps only a later as-of date, please check` });
}

/**
 * Does an event or a date between the two as-of dates explain a difference of state? "cutOff": a date alone does, and the as-of date is no more
 * than the latest entry, in a small book often that of this very column.
 */
function explanation(context: CheckContext, entity: number, state: FieldId, a: number, b: number): "lawful" | "review" | "cutOff" | null {
  const people = peopleOf(context);
  const asOfs = [people.asOf(a), people.asOf(b)];
  const guessed = [a, b].map((row) => people.uncertain(rowsOf(context.books, row).record, villageAt(context.books, row)));
  let verdict: "lawful" | "review" | null = null;
  for (const event of eventsTouching(context, entity, state)) {
    const dues = asOfs.map((asOf, i) => due(context, event, asOf, guessed[i]));
    if (dues[0] === dues[1]) continue;
    if (dues.includes("after")) return "lawful";
    if (dues.includes("lag")) verdict = "review";
  }
  if (verdict !== null) return verdict;
  for (const event of eventsTouching(context, entity, state)) {
    if (asOfs.every((asOf, i) => due(context, event, asOf, guessed[i]) === "lag")) return "review";
  }
  // Without a slip: a date inside one book that lies after the other's as-of date.
  const [asOfA = "", asOfB = ""] = asOfs;
  let cutOff = false;
  for (const [row, other, weak] of [[a, asOfB, guessed[1]], [b, asOfA, guessed[0]]] as const) {
    if (other === "") continue;
    for (const field of STATE_GROUPS[state] ?? []) {
      const date = field === "lastChildBirth" ? (lastChild(context.books, row)?.date ?? null) : dateAt(context.books, row, field);
      if (date === null || date.year === 0 || lastDay(date) > addMonths(people.asOf(row) || "9999-12-31", 1)) continue;
      if (lastDay(date) <= other || date.precision === "year") continue;
      if (weak !== true) return "lawful";
      cutOff = true;
    }
  }
  return cutOff ? "cutOff" : null;
}

function children(context: CheckContext, entity: number, a: number, b: number, late: ReadonlySet<FieldId | null>): Draft[] {
  const { books } = context;
  if (late.has("children")) return [];
  const pairs = [
    { field: "children", one: childrenOf(books, a), two: childrenOf(books, b) },
    { field: "boys", one: sexCount(books, a, "boys"), two: sexCount(books, b, "boys") },
    { field: "girls", one: sexCount(books, a, "girls"), two: sexCount(books, b, "girls") },
  ];
  const off = pairs.filter(({ one, two }) => !Number.isNaN(one.value) && !Number.isNaN(two.value) && one.value !== two.value);
  const lastA = lastChild(books, a);
  const lastB = lastChild(books, b);
  const lastOff = lastA !== null && lastB !== null && context.compare("lastChildBirth", lastA.date, lastB.date) === "different";
  const listed = off.length === 0 ? childBlocks(context, entity, a, b, lastOff) : [];
  if (off.length === 0 && !lastOff && listed.length === 0) return [];
  const explained = explanation(context, entity, "children", a, b);
  if (explained === "lawful") return [];
  const review = explained !== null;
  const why = (field: FieldId): { readonly review: boolean; readonly why?: string } => (explained === "cutOff" ? { review, why: cutOffWhy(context, field) } : { review });
  // Total and one sex off by the same: a child too many or too few, one matter. One sex more and the other less: a sex typed wrong.
  const main = off[0];
  if (main !== undefined) {
    const whole = main.field === "children" && ownCells(books, a, b, "children") ? main : (off.find((pair) => pair.field !== "children") ?? main);
    const field = off.some((pair) => pair.field === "children") ? whole.field : main.field;
    return [mismatch(context, entity, field, [{ row: a, field: whole.one.field }, { row: b, field: whole.two.field }], why(field))];
  }
  if (lastOff && lastA !== null && lastB !== null) {
    return [mismatch(context, entity, "lastChildBirth", [{ row: a, field: lastA.field }, { row: b, field: lastB.field }], why("lastChildBirth"))];
  }
  return listed;
}

function ownCells(books: CheckContext["books"], a: number, b: number, field: FieldId): boolean {
  return cellAt(books, a, field) !== null && cellAt(books, b, field) !== null;
}

/** Both books list each child: the same children, in the order of birth. */
function childBlocks(context: CheckContext, entity: number, a: number, b: number, lastOff: boolean): Draft[] {
  const { books } = context;
  const order = (row: number): ReturnType<typeof childrenListed> => childrenListed(books, row).sort((x, y) => ((x.birth?.text ?? "") < (y.birth?.text ?? "") ? -1 : 1));
  const ones = order(a);
  const twos = order(b);
  if (ones.length === 0 || ones.length !== twos.length) return [];
  for (let i = 0; i < ones.length; i++) {
    const one = ones[i];
    const two = twos[i];
    if (one === undefined || two === undefined) continue;
    if (!lastOff && one.birth !== null && two.birth !== null && context.compare("childBirth", one.birth, two.birth) === "different") {
      return [mismatch(context, entity, "childBirth", [{ row: a, field: one.birthField }, { row: b, field: two.birthField }], { thing: one.place })];
    }
    if (one.sex !== "" && two.sex !== "" && one.sex !== two.sex) {
      return [mismatch(context, entity, "childSex", [{ row: a, field: `childSex${one.place}` }, { row: b, field: `childSex${two.place}` }], { thing: one.place })];
    }
    const nameA = normalAt(books, a, `childName${one.place}`);
    const nameB = normalAt(books, b, `childName${two.place}`);
    if (filled(nameA) && filled(nameB) && context.compare("childName", nameA, nameB) === "different") {
      return [mismatch(context, entity, "childName", [{ row: a, field: `childName${one.place}` }, { row: b, field: `childName${two.place}` }], { thing: one.place })];
    }
  }
  return [];
}

/** Several fields of one state (method and its date) are one matter: the state field's finding stands for them. */
function oneMatter(drafts: readonly Draft[]): Draft[] {
  const states = new Set(drafts.filter((draft) => draft.field !== null && stateGroup(draft.field) === draft.field).map((draft) => draft.field));
  return drafts.filter((draft) => {
    if (draft.field === null) return true;
    const state = stateGroup(draft.field);
    return state === null || state === draft.field || !states.has(state);
  });
}
