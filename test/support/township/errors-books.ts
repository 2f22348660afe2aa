/** Errors in slips, handbook, feedback slips, check-up roster and migrant roster. */
import type { At, ErrorDraft } from "./error-draft.js";
import type { ErrorBench, Recipe } from "./error-bench.js";
import { monthOf, monthStart, serial, ymd } from "./calendar.js";
import { wrongCheck, wrongDigit } from "./id-number.js";
import { femaleName, SURNAMES } from "./names.js";
import type { Woman } from "./people.js";
import type { Row } from "./rows.js";
import type { Event, EventKind } from "./timeline.js";
import type { Kind, RecordName } from "./types.js";

const OPERATION = new Set<EventKind>(["iud", "femaleSter", "maleSter", "implant", "drugs"]);

export function bookErrors(bench: ErrorBench): Recipe[] {
  return [...eventErrors(bench), ...feedbackErrors(bench), ...rosterErrors(bench), ...migrantErrors(bench)];
}

function adder(bench: ErrorBench): (draft: ErrorDraft) => true {
  return (draft) => {
    bench.drafts.push(draft);
    return true;
  };
}

function eventErrors(bench: ErrorBench): Recipe[] {
  const { written, random } = bench;
  const add = adder(bench);
  const candidates = random.shuffle([...written.events.slips]);
  let turn = 0;
  const settled = (fits: (e: Event, slip: Row, book: Row) => boolean): { event: Event; slip: Row; book: Row } | undefined => {
    for (let i = 0; i < candidates.length; i++) {
      const [event, slips] = candidates[(turn + i) % candidates.length] as [Event, Row[]];
      const slip = slips[0];
      const book = written.events.handbook.get(event)?.[0];
      const { woman } = event;
      if (!slip || !book || slips.length > 1 || woman.taken || written.namesakes.has(woman.n) || woman.events.length !== 1 || event.month > written.period.to - 2 || event.lawful !== null) continue;
      if (slip.deleted || book.deleted || slip.plain || book.plain || woman.role === "inflow" || !fits(event, slip, book)) continue;
      turn = (turn + i + 1) % candidates.length;
      woman.taken = true;
      return { event, slip, book };
    }
    return undefined;
  };
  const state = (woman: Woman): At[] => {
    const rows = [written.ledgers.hand[woman.n], written.ledgers.electronic[woman.n]].filter((r): r is Row => r !== undefined);
    return rows.flatMap((r): At[] => [[r, "methodDate"], [r, "lastChildBirth"], [r, "marriageDate"], [r, "marriageChangeDate"]]);
  };
  const otherDay = (event: Event): number => {
    const { y, m, d } = ymd(event.date);
    let wrong = event.date;
    while (Math.abs(wrong - event.date) < 2) wrong = serial(y, m, ((d + random.int(2, 24)) % 28) + 1);
    return wrong;
  };
  const date = (where: "slip" | "book"): Recipe => () => {
    const found = settled((e, slip, book) => (OPERATION.has(e.kind) || e.kind === "marry" || e.kind === "flowOut") && bench.has(slip, "eventDate") && bench.has(book, "eventDate"));
    if (!found) return false;
    const row = where === "slip" ? found.slip : found.book;
    bench.set(row, "eventDate", otherDay(found.event));
    return add({
      recipe: `eventDate:${where}`, kind: "mismatch", check: "handbook", checks: ["handbook", "slips", "migrants"], field: "eventDate", fields: ["eventDate", "methodDate", "marriageDate", "outDate", "lastChildBirth"], village: found.event.woman.village,
      record: row.record, cells: [[row, "eventDate"], [where === "slip" ? found.book : found.slip, "eventDate"]], anyOf: state(found.event.woman), person: found.event.woman.n, note: `date of ${found.event.kind} wrong in ${where}`,
    });
  };
  const SWAP: Partial<Record<EventKind, string>> = { iud: "femaleSter", femaleSter: "iud", moveOut: "flowOut", divorce: "widow", implant: "iud" };
  const kind = (where: "slip" | "book"): Recipe => () => {
    const found = settled((e, slip, book) => SWAP[e.kind] !== undefined && bench.has(slip, "event") && bench.has(book, "event") && (where === "book" || OPERATION.has(e.kind)));
    if (!found) return false;
    const row = where === "slip" ? found.slip : found.book;
    bench.set(row, "event", SWAP[found.event.kind] ?? "iud");
    return add({
      recipe: `event:${where}`, kind: "mismatch", check: "handbook", checks: ["handbook", "slips", "feedback"], field: "event", fields: ["event", "method", "maritalStatus"], village: found.event.woman.village, record: row.record,
      cells: [[row, "event"], [where === "slip" ? found.book : found.slip, "event"]], anyOf: [[row, "name"]], person: found.event.woman.n, note: `kind of event wrong in ${where}`,
    });
  };
  const slipIdentity = (field: "idNumber" | "name"): Recipe => () => {
    const found = settled((e, slip) => bench.has(slip, field) && bench.has(slip, "idNumber") && (field === "idNumber" || bench.wrongName(e.woman.name) !== undefined));
    if (!found) return false;
    const { woman } = found.event;
    let wrong = field === "idNumber" ? wrongDigit(woman.id, random) : undefined;
    while (wrong === undefined) wrong = bench.wrongName(woman.name);
    bench.set(found.slip, field, wrong);
    return add({ recipe: `slip:${field}`, kind: "mismatch", kinds: field === "idNumber" ? ["mismatch", "invalid"] : ["mismatch"], check: "consensus", checks: ["consensus", "slips", "handbook", "rowLogic", "feedback"], field, village: woman.village, record: "reportSlips", cells: [[found.slip, field]], person: woman.n, note: `${field} wrong on the slip` });
  };
  const twice = (): boolean => {
    const found = settled((e, slip) => OPERATION.has(e.kind) && slip.plan !== null);
    if (!found) return false;
    const copy = bench.repeat(found.slip, {});
    return add({ recipe: "duplicate:slip", kind: "duplicate", check: "duplicates", checks: ["duplicates", "handbook"], field: null, fields: ["name", "event", "eventDate"], village: found.event.woman.village, record: "reportSlips", cells: [[copy, "name"], [found.slip, "name"]], person: found.event.woman.n, note: "the same event on two slips" });
  };
  const blank = (where: "slip" | "book", field: "eventDate" | "event"): Recipe => () => {
    const found = settled((e, slip, book) => OPERATION.has(e.kind) && bench.has(where === "slip" ? slip : book, field));
    if (!found) return false;
    const row = where === "slip" ? found.slip : found.book;
    bench.set(row, field, null);
    return add({ recipe: `blank:${where}:${field}`, kind: "blank", check: where === "slip" ? "slips" : "handbook", checks: ["slips", "handbook", "rowLogic"], field, fields: [field], village: found.event.woman.village, record: row.record, cells: [[row, field]], note: "required cell empty" });
  };
  return [date("slip"), date("book"), date("book"), kind("slip"), kind("book"), slipIdentity("idNumber"), slipIdentity("name"), twice, blank("slip", "eventDate"), blank("book", "event"), blank("book", "eventDate")];
}

/** Somebody no other book has ever heard of. */
function stranger(bench: ErrorBench, village: number): { name: string; id: string; birth: number; person: number; spouse: string } {
  const { random, written } = bench;
  const birth = random.int(serial(1960, 1, 1), serial(1980, 1, 1));
  const man = written.people.man(village, birth - 400);
  return { name: `${femaleName(random.pick(SURNAMES), ymd(birth).y, random).slice(0, 2)}娅`, id: written.people.ids.issue("430203", birth, "female"), birth, person: written.books.somebody(), spouse: man.name };
}

function asStranger(bench: ErrorBench, row: Row): Row {
  const who = stranger(bench, row.village);
  const copy = bench.written.books.add(row.record, row.village, who.person, { ...row.values, name: who.name, idNumber: who.id, birthDate: who.birth, spouseName: row.values["spouseName"] === null ? null : who.spouse, age: null }, row.part);
  copy.plain = true;
  copy.plan = row.plan;
  copy.slot = row.slot;
  const rows = row.plan?.rows[row.slot - 1];
  rows?.splice(rows.indexOf(row) + 1, 0, copy);
  return copy;
}

function feedbackErrors(bench: ErrorBench): Recipe[] {
  const { written, random } = bench;
  const add = adder(bench);
  const checks = ["feedback", "consensus", "rowLogic"];
  const calm = (fits: (row: Row, woman: Woman) => boolean): Row | undefined => bench.row("feedbackSlips", (row, w) => w.events.length === 0 && written.ledgers.hand[w.n]?.deleted === false && fits(row, w));
  const method = (): boolean => {
    const row = calm((r) => bench.has(r, "method"));
    if (!row) return false;
    bench.set(row, "method", row.values["method"] === "iud" ? "femaleSter" : "iud");
    return add({ recipe: "feedback:method", kind: "mismatch", check: "feedback", checks, field: "method", village: row.village, record: "feedbackSlips", cells: [[row, "method"]], person: row.person, note: "state on the slip is not the ledger's" });
  };
  const unknown = (): boolean => {
    const row = calm(() => true);
    if (!row) return false;
    const copy = asStranger(bench, row);
    return add({ recipe: "feedback:stranger", kind: "missing", check: "feedback", checks, field: null, fields: ["name"], village: row.village, record: "electronicLedger", absentFrom: "electronicLedger", cells: [[copy, "name"]], person: copy.person, suspect: ["electronicLedger", "handLedger", "feedbackSlips", null], note: "on the slip, in no ledger" });
  };
  const done = (): boolean => {
    for (const [event, row] of written.feedback.done) {
      const { woman } = event;
      if (woman.taken || row.deleted || event.month > written.period.to - 2 || woman.events.length !== 1 || !bench.has(row, "doneDate")) continue;
      const end = monthStart(event.month + 1) - 1;
      const wrong = event.date + 6 <= end ? event.date + 6 : event.date - 6;
      if (wrong <= Number(row.values["matterDate"]) || monthOf(wrong) !== event.month) continue;
      woman.taken = true;
      bench.set(row, "doneDate", wrong);
      const slip = written.events.slips.get(event)?.[0];
      return add({ recipe: "feedback:doneDate", kind: "mismatch", check: "feedback", checks, field: "doneDate", fields: ["doneDate", "eventDate", "methodDate"], village: woman.village, record: "feedbackSlips", cells: [[row, "doneDate"]], anyOf: slip ? [[slip, "eventDate"]] : [], person: woman.n, note: "done on another day than the slip says" });
    }
    return false;
  };
  const early = (): boolean => {
    const row = calm((r) => bench.has(r, "doneDate") && r.values["matterState"] === "done");
    if (!row) return false;
    bench.set(row, "doneDate", Number(row.values["matterDate"]) - random.int(8, 40));
    return add({ recipe: "feedback:doneBefore", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "doneDate", fields: ["doneDate", "matterDate"], village: row.village, record: "feedbackSlips", cells: [[row, "doneDate"], [row, "matterDate"]], note: "done before it was asked for" });
  };
  return [method, unknown, done, early, identity(bench, "feedbackSlips", "name", checks), identity(bench, "feedbackSlips", "idNumber", checks)];
}

/** Name, ID number, birth date or husband wrong in a book that is no ledger; the ledgers agree. */
function identity(bench: ErrorBench, record: RecordName, field: "name" | "idNumber" | "birthDate" | "spouseName", checks: readonly string[]): Recipe {
  const { written, random } = bench;
  const add = adder(bench);
  return () => {
    const row = bench.row(record, (r, w) => w.events.length === 0 && w.role === "resident" && bench.has(r, field) && bench.has(r, "idNumber") && written.ledgers.hand[w.n]?.deleted === false && (field === "idNumber" || field === "birthDate" || bench.wrongName(String(r.values[field])) !== undefined));
    if (!row) return false;
    const woman = written.people.women[row.person];
    if (!woman) return false;
    let wrong: string | number | undefined = field === "idNumber" ? wrongDigit(woman.id, random) : field === "birthDate" ? bench.wrongDate(woman.birth, true) : undefined;
    while (wrong === undefined) wrong = bench.wrongName(String(row.values[field]));
    bench.set(row, field, wrong);
    const kinds: Kind[] = field === "idNumber" || field === "birthDate" ? ["mismatch", "invalid"] : ["mismatch"];
    return add({ recipe: `${record}:${field}`, kind: "mismatch", kinds, check: "consensus", checks, field, village: row.village, record, cells: [[row, field]], person: row.person, note: `${field} wrong in ${record}` });
  };
}

function rosterErrors(bench: ErrorBench): Recipe[] {
  const { written, random } = bench;
  const add = adder(bench);
  const checks = ["checkups", "consensus", "rowLogic"];
  const calm = (fits: (row: Row) => boolean): Row | undefined => bench.row("checkupRoster", (row, w) => w.events.length === 0 && written.ledgers.hand[w.n]?.deleted === false && fits(row));
  const value = (field: "method" | "children", wrong: (row: Row) => string | number): Recipe => () => {
    const row = calm((r) => bench.has(r, field));
    if (!row) return false;
    bench.set(row, field, wrong(row));
    return add({ recipe: `checkup:${field}`, kind: "mismatch", check: field === "method" ? "checkups" : "consensus", checks, field, village: row.village, record: "checkupRoster", cells: [[row, field]], person: row.person, note: `${field} on the roster is not the ledgers'` });
  };
  const unknown = (): boolean => {
    const row = calm((r) => r.plan?.wide !== true);
    if (!row) return false;
    const copy = asStranger(bench, row);
    return add({ recipe: "checkup:stranger", kind: "missing", check: "checkups", checks, field: null, fields: ["name"], village: row.village, record: "electronicLedger", absentFrom: "electronicLedger", cells: [[copy, "name"]], person: copy.person, suspect: ["electronicLedger", "handLedger", "checkupRoster", null], note: "on the roster, in no ledger" });
  };
  const year = (): boolean => {
    const row = calm((r) => bench.has(r, "checkDate"));
    if (!row) return false;
    const { y, m, d } = ymd(Number(row.values["checkDate"]));
    bench.set(row, "checkDate", serial(y - 1, m, Math.min(d, 28)));
    return add({ recipe: "checkup:year", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "checkDate", fields: ["checkDate", "round"], village: row.village, record: "checkupRoster", cells: [[row, "checkDate"]], anyOf: [[row, "round"]], note: "checked a year before its round" });
  };
  const age = (): boolean => {
    const row = calm((r) => bench.has(r, "age"));
    if (!row) return false;
    bench.set(row, "age", Number(row.values["age"]) + random.pick([-10, 10]));
    return add({ recipe: "checkup:age", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "age", fields: ["age", "birthDate", "idNumber"], village: row.village, record: "checkupRoster", cells: [[row, "age"]], anyOf: [[row, "birthDate"]], note: "age and birth date of one row disagree by ten years" });
  };
  const twice = (): boolean => {
    const row = calm((r) => r.plan?.wide !== true);
    if (!row) return false;
    const copy = bench.repeat(row, {});
    return add({ recipe: "duplicate:checkup", kind: "duplicate", check: "duplicates", checks: ["duplicates"], field: null, village: row.village, record: "checkupRoster", cells: [[copy, "name"], [row, "name"]], person: row.person, note: "twice in one round" });
  };
  return [
    value("method", (r) => (r.values["method"] === "iud" ? "none" : "iud")), value("children", (r) => Number(r.values["children"]) + 1), unknown, year, age, twice,
    identity(bench, "checkupRoster", "name", checks), identity(bench, "checkupRoster", "idNumber", checks), identity(bench, "checkupRoster", "birthDate", checks), identity(bench, "checkupRoster", "spouseName", checks),
  ];
}

function migrantErrors(bench: ErrorBench): Recipe[] {
  const { written, random } = bench;
  const add = adder(bench);
  const checks = ["migrants", "consensus", "rowLogic", "ledgers"];
  const away = (fits: (row: Row, woman: Woman) => boolean): Row | undefined => bench.row("migrantRoster", (row, w) => w.role === "resident" && w.events.length === 0 && w.start.residence === "out" && written.ledgers.hand[w.n]?.deleted === false && fits(row, w));
  const ledgers = (row: Row): Row[] => [written.ledgers.hand[row.person], written.ledgers.electronic[row.person]].filter((r): r is Row => r !== undefined && !r.deleted);
  const notInLedger = (): boolean => {
    const row = away((r) => ledgers(r).some((l) => bench.has(l, "residence")));
    if (!row) return false;
    for (const ledger of ledgers(row)) {
      bench.set(ledger, "residence", "resident");
      bench.set(ledger, "remark", null);
    }
    return add({ recipe: "migrant:residence", kind: "mismatch", kinds: ["mismatch", "ended"], check: "migrants", checks, field: "residence", village: row.village, record: "handLedger", cells: ledgers(row).map((l): At => [l, "residence"]), anyOf: [[row, "name"], [row, "outDate"], [row, "backDate"]], person: row.person, suspect: ["handLedger", "electronicLedger", "migrantRoster", null], note: "away on the roster, at home in the ledgers" });
  };
  const oneLedger = (): boolean => {
    const row = away((r) => ledgers(r).length === 2 && ledgers(r).every((l) => bench.has(l, "residence")));
    const hand = row ? ledgers(row)[0] : undefined;
    if (!row || !hand) return false;
    bench.set(hand, "residence", "resident");
    bench.set(hand, "remark", null);
    return add({ recipe: "ledger:hand:residence", kind: "mismatch", kinds: ["mismatch", "ended"], check: "ledgers", checks, field: "residence", village: row.village, record: "handLedger", cells: ledgers(row).map((l): At => [l, "residence"]), person: row.person, note: "away in one ledger only" });
  };
  const notOnRoster = (): boolean => {
    const row = away((r) => ledgers(r).some((l) => bench.has(l, "residence")));
    if (!row) return false;
    bench.remove(row);
    return add({ recipe: "migrant:missing", kind: "missing", check: "migrants", checks, field: null, fields: ["residence", "name"], village: row.village, record: "migrantRoster", absentFrom: "migrantRoster", cells: ledgers(row).map((l): At => [l, "name"]), anyOf: ledgers(row).map((l): At => [l, "residence"]), person: row.person, note: "away in the ledgers, not on the roster" });
  };
  const notReturned = (): boolean => {
    const row = bench.row("migrantRoster", (r, w) => w.events.length === 1 && w.events[0]?.kind === "flowBack" && w.events[0].month <= written.period.to - 2 && bench.has(r, "backDate"));
    if (!row) return false;
    bench.set(row, "backDate", null);
    return add({ recipe: "migrant:notReturned", kind: "ended", kinds: ["ended", "mismatch"], check: "migrants", checks: [...checks, "slips"], field: "backDate", fields: ["backDate", "residence", "event", "eventDate"], village: row.village, record: "migrantRoster", cells: [[row, "name"], [row, "backDate"]], person: row.person, note: "came back, still open on the roster" });
  };
  const outDate = (): boolean => {
    const row = bench.row("migrantRoster", (r, w) => w.events.length === 1 && w.events[0]?.kind === "flowOut" && w.events[0].slip && w.events[0].month <= written.period.to - 2 && w.events[0].lawful === null && bench.has(r, "outDate"));
    if (!row) return false;
    const date = Number(row.values["outDate"]);
    const { y, m, d } = ymd(date);
    bench.set(row, "outDate", serial(y, m, ((d + 9) % 28) + 1));
    return add({ recipe: "migrant:outDate", kind: "mismatch", check: "migrants", checks, field: "outDate", fields: ["outDate", "eventDate"], village: row.village, record: "migrantRoster", cells: [[row, "outDate"]], person: row.person, note: "gone on another day than the slip says" });
  };
  const value = (field: "method" | "children" | "maritalStatus", wrong: (row: Row) => string | number, fits: (row: Row) => boolean = () => true): Recipe => () => {
    const row = away((r) => bench.has(r, field) && fits(r));
    if (!row) return false;
    bench.set(row, field, wrong(row));
    return add({ recipe: `migrant:${field}`, kind: "mismatch", check: "migrants", checks, field, village: row.village, record: "migrantRoster", cells: [[row, field]], person: row.person, note: `${field} on the roster is not the ledgers'` });
  };
  const twice = (): boolean => {
    const row = away(() => true);
    if (!row) return false;
    const copy = bench.repeat(row, {});
    return add({ recipe: "duplicate:migrant", kind: "duplicate", check: "duplicates", checks: ["duplicates"], field: null, village: row.village, record: "migrantRoster", cells: [[copy, "name"], [row, "name"]], person: row.person, note: "twice on the roster" });
  };
  const issued = new Set(written.books.of("suppliesLedger").map((r) => r.person));
  const alone = (fits: (row: Row) => boolean): Row | undefined => bench.row("migrantRoster", (r, w) => w.role === "inflow" && !w.flowingInSystem && w.events.length === 0 && !issued.has(w.n) && fits(r));
  const single = (recipe: string, field: string, fields: readonly string[], spoil: (row: Row) => void): Recipe => () => {
    const row = alone((r) => bench.has(r, "idNumber") && bench.has(r, field));
    if (!row) return false;
    spoil(row);
    return add({ recipe, kind: "invalid", check: "rowLogic", checks: ["rowLogic"], field, fields, village: row.village, record: "migrantRoster", cells: fields.map((f): At => [row, f]), note: "contradicts its own row; no other book has it" });
  };
  const backBeforeOut = (): boolean => {
    const row = away((r) => bench.has(r, "outDate"));
    if (!row) return false;
    // She is away; the roster has her back before she went.
    bench.set(row, "backDate", Number(row.values["outDate"]) - random.int(40, 300));
    return add({ recipe: "migrant:order", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "backDate", fields: ["backDate", "outDate", "residence"], village: row.village, record: "migrantRoster", cells: [[row, "backDate"], [row, "outDate"]], person: row.person, note: "back before she went" });
  };
  return [
    notInLedger, oneLedger, notOnRoster, notReturned, outDate, value("method", (r) => (r.values["method"] === "iud" ? "femaleSter" : "iud")), value("children", (r) => Number(r.values["children"]) + 1),
    value("maritalStatus", () => "divorced", (r) => r.values["maritalStatus"] === "first"), twice,
    identity(bench, "migrantRoster", "name", checks), identity(bench, "migrantRoster", "idNumber", checks),
    single("invalid:checkCharacter", "idNumber", ["idNumber"], (r) => bench.set(r, "idNumber", wrongCheck(String(r.values["idNumber"]), random))),
    single("invalid:birthNotId", "birthDate", ["birthDate", "idNumber"], (r) => bench.set(r, "birthDate", bench.wrongDate(Number(r.values["birthDate"]), true))),
    single("invalid:sexNotId", "sex", ["sex", "idNumber"], (r) => bench.set(r, "sex", "male")), backBeforeOut,
  ];
}
