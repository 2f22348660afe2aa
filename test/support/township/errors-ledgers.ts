/** Errors in the two ledgers. */
import type { At, ErrorDraft } from "./error-draft.js";
import type { ErrorBench, Pair, Recipe } from "./error-bench.js";
import { monthStart, ymd } from "./calendar.js";
import { shortForm, swappedDigits, wrongCheck, wrongDigit } from "./id-number.js";
import type { Method } from "./people.js";
import { place } from "./plan.js";
import type { Row, Value } from "./rows.js";
import type { Cell, RecordName } from "./types.js";

type Side = "hand" | "electronic";
const RECORD: Record<Side, RecordName> = { hand: "handLedger", electronic: "electronicLedger" };

/** A method nobody could call the same in coarser words. */
const OTHER_METHOD: Partial<Record<Method, readonly Method[]>> = {
  iud: ["femaleSter", "none", "condom"], femaleSter: ["iud", "none"], none: ["iud"], condom: ["iud", "none"], pill: ["iud", "none"], maleSter: ["iud", "none"], implant: ["iud"], external: ["iud"],
};

export function ledgerErrors(bench: ErrorBench): Recipe[] {
  const { random } = bench;
  const add = (draft: ErrorDraft): true => {
    bench.drafts.push(draft);
    return true;
  };
  const wrongIn = (pair: Pair, side: Side): Row => (side === "hand" ? pair.hand : pair.electronic);
  const otherOf = (pair: Pair, side: Side): Row => (side === "hand" ? pair.electronic : pair.hand);
  const both = (pair: Pair, field: string): boolean => bench.has(pair.hand, field) && bench.has(pair.electronic, field);

  const mismatch = (side: Side, field: string, fits: (pair: Pair) => boolean, wrong: (pair: Pair) => Value | undefined, name = field): Recipe => () => {
    const pair = bench.someone((p) => both(p, field) && fits(p) && wrong(p) !== undefined);
    if (!pair) return false;
    const value = wrong(pair);
    if (value === undefined) return false;
    const row = wrongIn(pair, side);
    bench.set(row, field, value);
    return add({
      recipe: `ledger:${side}:${name}`, kind: "mismatch", kinds: field === "idNumber" || field === "birthDate" ? ["mismatch", "invalid"] : ["mismatch"], check: "ledgers", checks: ["ledgers", "consensus", "rowLogic", "checkups", "migrants", "supplyUsers"],
      field, village: pair.woman.village, record: RECORD[side], cells: [[row, field], [otherOf(pair, side), field]], person: pair.woman.n, note: `${field} wrong in ${side}`,
    });
  };
  const first = (p: Pair): boolean => p.woman.start.marital === "first";
  const dateWrong = (side: Side, field: string) => (p: Pair): Value => bench.wrongDate(Number(wrongIn(p, side).values[field]), bench.coarse(p.hand, field) || bench.coarse(p.electronic, field));

  const children = (side: Side): Recipe => () => {
    const pair = bench.someone((p) => (both(p, "children") || both(p, "boys")) && p.woman.start.children.length > 0);
    if (!pair) return false;
    const row = wrongIn(pair, side);
    const boys = Number(row.values["boys"]);
    const girls = Number(row.values["girls"]);
    const more = random.chance(0.5);
    // One child too many or too few, or a boy for a girl.
    if (random.chance(0.3) && both(pair, "boys")) {
      bench.set(row, "boys", girls > 0 ? boys + 1 : boys - 1);
      bench.set(row, "girls", girls > 0 ? girls - 1 : girls + 1);
    } else if (more || boys === 0) {
      bench.set(row, "girls", more ? girls + 1 : girls - 1);
      bench.set(row, "children", Number(row.values["children"]) + (more ? 1 : -1));
    } else {
      bench.set(row, "boys", boys - 1);
      bench.set(row, "children", Number(row.values["children"]) - 1);
    }
    const cells = ["children", "boys", "girls"].flatMap((f): At[] => [[row, f]]);
    return add({ recipe: `ledger:${side}:children`, kind: "mismatch", kinds: ["mismatch", "invalid", "total"], check: "ledgers", checks: ["ledgers", "consensus", "checkups", "migrants", "rowLogic"], field: "children", village: pair.woman.village, record: RECORD[side], cells, person: pair.woman.n, note: `children wrong in ${side}` });
  };

  const missing = (side: Side): Recipe => () => {
    const pair = bench.someone(() => true);
    if (!pair) return false;
    bench.remove(wrongIn(pair, side));
    return add({ recipe: `ledger:${side}:missing`, kind: "missing", check: "ledgers", checks: ["ledgers", "checkups", "supplyUsers", "feedback", "migrants"], field: null, fields: ["name", "idNumber"], village: pair.woman.village, record: RECORD[side], absentFrom: RECORD[side], cells: [[otherOf(pair, side), "name"]], person: pair.woman.n, note: `not in ${side} ledger` });
  };

  const ended = (): boolean => {
    const pair = bench.someone((p) => bench.has(p.electronic, "endReason"));
    if (!pair) return false;
    bench.set(pair.electronic, "endReason", random.pick(["movedOut", "died"]));
    return add({ recipe: "ledger:ended", kind: "ended", check: "ledgers", field: null, fields: ["endReason", "name"], village: pair.woman.village, record: "handLedger", cells: [[pair.hand, "name"]], person: pair.woman.n, anyOf: [[pair.electronic, "endReason"]], suspect: ["handLedger", "electronicLedger", null], note: "ended in the electronic ledger, open in the hand ledger" });
  };

  const duplicate = (side: Side): Recipe => () => {
    const pair = bench.someone(() => true);
    if (!pair) return false;
    const row = wrongIn(pair, side);
    const roll = random.next();
    const copy = bench.repeat(row, roll < 0.4 ? {} : roll < 0.7 ? { idNumber: { raw: shortForm(pair.woman.id) } } : { group: (pair.woman.group % 9) + 1 });
    return add({ recipe: `duplicate:${side}`, kind: "duplicate", check: "duplicates", checks: ["duplicates"], field: null, village: pair.woman.village, record: RECORD[side], cells: [[copy, "name"], [row, "name"]], person: pair.woman.n, note: "twice in one book" });
  };

  const wrongVillage = (): boolean => {
    const { people } = bench.written;
    if (people.villages.length < 2) return false;
    const pair = bench.someone((p) => bench.has(p.electronic, "village"));
    if (!pair) return false;
    const other = (pair.woman.village + random.int(1, people.villages.length - 1)) % people.villages.length;
    bench.set(pair.electronic, "village", people.villages[other]?.name ?? "");
    return add({ recipe: "ledger:electronic:village", kind: "mismatch", kinds: ["mismatch"], check: "ledgers", field: "village", fields: ["village"], village: pair.woman.village, record: "electronicLedger", cells: [[pair.electronic, "village"]], anyOf: [[pair.electronic, "name"], [pair.hand, "name"], [pair.hand, "village"]], person: pair.woman.n, suspect: ["electronicLedger", "handLedger", null], note: "another village in the electronic ledger" });
  };

  /** Her card lies in the book of another village. */
  const wrongBook = (): boolean => {
    const { people } = bench.written;
    const pair = bench.someone((p) => p.hand.plan !== null);
    if (!pair || people.villages.length < 2) return false;
    const target = bench.quiet.find((p) => !p.hand.deleted && p.woman.village !== pair.woman.village && p.hand.plan !== null);
    const from = pair.hand.plan?.rows[0];
    const plan = target?.hand.plan;
    if (!target || !from || !plan) return false;
    const copy = bench.written.books.add("handLedger", target.woman.village, pair.woman.n, { ...pair.hand.values, village: people.villages[target.woman.village]?.name ?? "" });
    copy.plain = true;
    bench.remove(pair.hand);
    place(plan, copy);
    const list = plan.rows[0];
    if (list) {
      list.pop();
      list.splice(list.indexOf(target.hand) + 1, 0, copy);
    }
    return add({ recipe: "ledger:hand:village", kind: "mismatch", check: "ledgers", field: "village", fields: ["village"], village: target.woman.village, record: "handLedger", cells: [[copy, "village"], [copy, "name"]], anyOf: [[pair.electronic, "village"], [pair.electronic, "name"]], person: pair.woman.n, suspect: ["electronicLedger", "handLedger", null], note: "card in the book of another village" });
  };

  const blank = (side: Side, field: string): Recipe => () => {
    const pair = bench.someone((p) => bench.has(wrongIn(p, side), field));
    if (!pair) return false;
    const row = wrongIn(pair, side);
    bench.set(row, field, null);
    return add({ recipe: `blank:${side}:${field}`, kind: "blank", check: "ledgers", checks: ["ledgers", "rowLogic", "consensus", "duplicates"], field, fields: [field], village: pair.woman.village, record: RECORD[side], cells: [[row, field]], suspect: [RECORD[side], null], note: "required cell empty" });
  };

  const invalid = (side: Side, field: string, name: string, fits: (p: Pair) => boolean, cell: (p: Pair) => Cell): Recipe => () => {
    const pair = bench.someone((p) => bench.has(wrongIn(p, side), field) && fits(p));
    if (!pair) return false;
    const row = wrongIn(pair, side);
    bench.set(row, field, { raw: cell(pair) });
    return add({ recipe: `invalid:${side}:${name}`, kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks: ["rowLogic", "ledgers", "consensus"], field, fields: [field], village: pair.woman.village, record: RECORD[side], cells: [[row, field]], anyOf: [[otherOf(pair, side), field]], note: name });
  };

  const spouseCheck = (): boolean => {
    const pair = bench.someone((p) => bench.has(p.hand, "spouseIdNumber") && !bench.has(p.electronic, "spouseIdNumber"));
    if (!pair) return false;
    bench.set(pair.hand, "spouseIdNumber", wrongCheck(pair.woman.start.spouse.id, random));
    return add({ recipe: "invalid:spouseId", kind: "invalid", check: "rowLogic", field: "spouseIdNumber", fields: ["spouseIdNumber"], village: pair.woman.village, record: "handLedger", cells: [[pair.hand, "spouseIdNumber"]], note: "check character wrong, only this book has the number" });
  };

  const damaged = (side: Side, how: "zeros" | "float"): Recipe => invalid(side, "idNumber", how === "zeros" ? "damagedZeros" : "damagedFloat", (p) => !p.woman.id.endsWith("X"), (p): Cell => {
    const kept = p.woman.id.slice(0, 15);
    if (how === "zeros") return `${kept}000`;
    const number = Number(`${kept}000`);
    return { kind: "number", value: number, shown: number.toExponential(5).toUpperCase().replace("E+", "E+") };
  });

  const name = (side: Side): Recipe => {
    const wrong = new Map<number, string | undefined>();
    return mismatch(side, "name", () => true, (p) => {
      if (!wrong.has(p.woman.n)) wrong.set(p.woman.n, bench.wrongName(p.woman.name));
      return wrong.get(p.woman.n);
    });
  };
  const spouse = (side: Side): Recipe => {
    const wrong = new Map<number, string | undefined>();
    return mismatch(side, "spouseName", first, (p) => {
      if (!wrong.has(p.woman.n)) wrong.set(p.woman.n, bench.wrongName(p.woman.start.spouse.name));
      return wrong.get(p.woman.n);
    });
  };

  return [
    missing("hand"), missing("electronic"), missing("hand"), missing("electronic"), ended, duplicate("hand"), duplicate("electronic"), wrongVillage, wrongBook,
    name("hand"), name("electronic"),
    mismatch("hand", "idNumber", () => true, (p) => wrongDigit(p.woman.id, random), "idDigit"), mismatch("electronic", "idNumber", () => true, (p) => wrongDigit(p.woman.id, random), "idDigit"),
    mismatch("hand", "idNumber", (p) => swappedDigits(p.woman.id, random) !== undefined, (p) => swappedDigits(p.woman.id, random) ?? null, "idSwap"), mismatch("electronic", "idNumber", (p) => swappedDigits(p.woman.id, random) !== undefined, (p) => swappedDigits(p.woman.id, random) ?? null, "idSwap"),
    mismatch("hand", "birthDate", () => true, dateWrong("hand", "birthDate")), mismatch("electronic", "birthDate", () => true, dateWrong("electronic", "birthDate")),
    spouse("hand"), spouse("electronic"),
    mismatch("hand", "marriageDate", first, dateWrong("hand", "marriageDate")), mismatch("electronic", "marriageDate", first, dateWrong("electronic", "marriageDate")),
    mismatch("hand", "maritalStatus", first, () => "divorced"), mismatch("electronic", "maritalStatus", first, () => "widowed"),
    mismatch("hand", "method", (p) => OTHER_METHOD[p.woman.start.method] !== undefined, (p) => random.pick(OTHER_METHOD[p.woman.start.method] ?? ["iud"])),
    mismatch("electronic", "method", (p) => OTHER_METHOD[p.woman.start.method] !== undefined, (p) => random.pick(OTHER_METHOD[p.woman.start.method] ?? ["iud"])),
    mismatch("hand", "methodDate", () => true, dateWrong("hand", "methodDate")), mismatch("electronic", "methodDate", () => true, dateWrong("electronic", "methodDate")),
    children("hand"), children("electronic"),
    mismatch("hand", "lastChildBirth", () => true, dateWrong("hand", "lastChildBirth")), mismatch("electronic", "lastChildBirth", () => true, dateWrong("electronic", "lastChildBirth")),
    mismatch("hand", "householdRegistration", () => true, (p) => (p.woman.rural ? "urban" : "rural")), mismatch("electronic", "householdRegistration", () => true, (p) => (p.woman.rural ? "urban" : "rural")),
    mismatch("hand", "marriageChangeDate", (p) => p.woman.start.marital === "divorced", dateWrong("hand", "marriageChangeDate")),
    blank("hand", "idNumber"), blank("hand", "birthDate"), blank("hand", "method"), blank("electronic", "maritalStatus"), blank("electronic", "name"), blank("electronic", "idNumber"), blank("hand", "maritalStatus"),
    invalid("hand", "methodDate", "impossibleDate", () => true, (p) => `${ymd(p.woman.start.methodDate).y}.2.30`),
    invalid("electronic", "marriageDate", "impossibleDate", first, (p) => `${ymd(p.woman.start.marriageDate).y}-13-05`),
    invalid("hand", "birthDate", "errorValue", () => true, (): Cell => ({ kind: "error", value: "#N/A", shown: "#N/A" })),
    invalid("hand", "marriageDate", "errorReference", first, (): Cell => ({ kind: "error", value: "#REF!", shown: "#REF!" })),
    damaged("hand", "zeros"), damaged("hand", "float"), damaged("electronic", "zeros"), spouseCheck,
  ];
}

/** 共性问题: one village writes a whole column wrongly. Not counted among the single errors. */
export function pattern(bench: ErrorBench, village: number): { readonly field: string; readonly rows: number } | null {
  const field = "methodDate";
  const begin = monthStart(bench.written.period.from);
  const fits = bench.quiet.filter((p) => p.woman.village === village && !p.woman.taken && bench.has(p.hand, field) && bench.has(p.electronic, field));
  const comparable = bench.written.people.women.filter((w) => w.village === village && w.role !== "inflow" && w.start.methodDate > 0).length;
  const wanted = Math.max(14, Math.ceil(comparable * 0.36));
  if (fits.length < wanted) return null;
  for (const pair of fits.slice(0, wanted)) {
    pair.woman.taken = true;
    // The clerk wrote the year of the card instead of the year of the operation.
    const date = Number(pair.hand.values[field]);
    bench.set(pair.hand, field, Math.min(date - 365, begin - 1));
    bench.drafts.push({
      recipe: "pattern", kind: "mismatch", check: "ledgers", field, village, record: "handLedger", cells: [[pair.hand, field], [pair.electronic, field]], person: pair.woman.n, pattern: true, note: "a year early throughout this village",
    });
  }
  return { field, rows: wanted };
}
