/** Errors in the supplies: receivers, sums, stock. One stock chain (village and item) is spoilt once at most. */
import { isoMonth } from "./calendar.js";
import type { At, ErrorDraft } from "./error-draft.js";
import type { ErrorBench, Recipe } from "./error-bench.js";
import { femaleName, SURNAMES } from "./names.js";
import type { Row } from "./rows.js";
import type { SheetPlan } from "./plan.js";
import { ITEMS } from "./write-supplies.js";

export function supplyErrors(bench: ErrorBench, plans: readonly SheetPlan[], absent: ReadonlySet<number>): Recipe[] {
  const { written, random } = bench;
  const { supplies, books, people } = written;
  const add = (draft: ErrorDraft): true => {
    bench.drafts.push(draft);
    return true;
  };
  const partOf = new Map<Row, { readonly issues: Row[]; report: Row }>();
  for (const part of supplies.parts.values()) {
    partOf.set(part.report, part);
    for (const row of part.issues) partOf.set(row, part);
  }
  const ledgerRows = (n: number): Row[] => [written.ledgers.hand[n], written.ledgers.electronic[n]].filter((r): r is Row => r !== undefined && !r.deleted);

  /** All issues of one quiet woman who fetched them herself. */
  const user = (): { rows: Row[]; village: number } | undefined => {
    const row = bench.row("suppliesLedger", (r, w) => w.role === "resident" && w.events.length === 0 && books.about(w.n).filter((x) => x.record === "suppliesLedger").every((x) => x.values["name"] === w.name && !x.plain) && ledgerRows(w.n).length === 2 && r.village === w.village);
    return row ? { rows: books.about(row.person).filter((x) => x.record === "suppliesLedger"), village: row.village } : undefined;
  };
  /** The issues go to somebody else: the sums stay what they were. */
  const hand = (rows: readonly Row[], person: number, name: string, id: string): Row[] => rows.map((row) => {
    const copy = books.add(row.record, row.village, person, { ...row.values, name, idNumber: id, signed: name }, row.part);
    copy.plain = true;
    copy.plan = row.plan;
    copy.slot = row.slot;
    const list = row.plan?.rows[row.slot - 1];
    if (list) list[list.indexOf(row)] = copy;
    bench.remove(row);
    // The copy takes the row's place in the sums too.
    const part = partOf.get(row);
    if (part) {
      part.issues[part.issues.indexOf(row)] = copy;
      partOf.set(copy, part);
    }
    return copy;
  });

  const stranger = (): boolean => {
    const found = user();
    if (!found) return false;
    const name = `${femaleName(random.pick(SURNAMES), 1972, random).slice(0, 2)}嫒`;
    const person = books.somebody();
    const rows = hand(found.rows, person, name, people.ids.issue("430203", 26500 + random.int(0, 2000), "female"));
    return add({ recipe: "supplies:stranger", kind: "missing", check: "supplyUsers", checks: ["supplyUsers"], field: null, fields: ["name"], village: found.village, record: "electronicLedger", absentFrom: "electronicLedger", cells: rows.map((r): At => [r, "name"]), suspect: ["electronicLedger", "handLedger", "suppliesLedger", null], note: "receives supplies, in no ledger" });
  };
  const notHers = (): boolean => {
    const found = user();
    if (!found) return false;
    const other = bench.someone((p) => p.woman.village === found.village && (p.woman.start.method === "iud" || p.woman.start.method === "femaleSter") && p.woman.start.marital === "first");
    if (!other) return false;
    const rows = hand(found.rows, other.woman.n, other.woman.name, other.woman.id);
    return add({ recipe: "supplies:method", kind: "mismatch", check: "supplyUsers", checks: ["supplyUsers", "consensus"], field: "method", fields: ["method", "item"], village: found.village, record: "suppliesLedger", cells: rows.flatMap((r): At[] => [[r, "name"], [r, "item"]]), anyOf: ledgerRows(other.woman.n).map((r): At => [r, "method"]), person: other.woman.n, suspect: ["suppliesLedger", "handLedger", null], note: "receives what is not her method" });
  };
  const blank = (field: "unit" | "quantity"): Recipe => () => {
    const found = user();
    const row = found?.rows.find((r) => bench.has(r, field));
    if (!found || !row) return false;
    const part = partOf.get(row);
    if (part) {
      if (part.report.plain || usedChain(part.report)) return false;
      part.report.plain = true;
    }
    bench.set(row, field, null);
    return add({ recipe: `blank:supplies:${field}`, kind: "blank", kinds: field === "quantity" ? ["blank", "total"] : ["blank"], check: "supplyTotals", checks: ["supplyTotals", "supplyUsers", "rowLogic"], field, fields: [field, "issued"], village: found.village, record: "suppliesLedger", cells: [[row, field]], anyOf: part ? [[part.report, "issued"]] : [], note: "required cell empty" });
  };

  const chains = [...supplies.chains.entries()].filter(([key]) => !absent.has(Number(key.split("|")[0])));
  random.shuffle(chains);
  const used = new Set<string>();
  const usedChain = (row: Row): boolean => used.has(`${row.village}|${ITEMS.findIndex((i) => i.name === row.values["item"] && i.specification === row.values["specification"])}`);
  const chain = (): Row[] | undefined => {
    const next = chains.find(([key, rows]) => !used.has(key) && rows.every((r) => !r.plain && !r.deleted));
    if (next) used.add(next[0]);
    return next?.[1];
  };
  const stock = (recipe: string, check: string, checks: readonly string[], field: string, spoil: (rows: Row[]) => { row: Row; anyOf: At[]; fields?: readonly string[] } | null): Recipe => () => {
    const rows = chain();
    if (!rows || rows.length < 3) return false;
    const done = spoil(rows);
    if (!done) return false;
    for (const row of rows) row.plain = true;
    return add({
      recipe, kind: "total", check, checks, field, fields: done.fields ?? [field], village: done.row.village, record: "suppliesReport", scope: "item", month: isoMonth(done.row.part),
      cells: [[done.row, field]], anyOf: done.anyOf, note: `${field} of ${String(done.row.values["item"])} wrong`,
    });
  };
  const number = (row: Row, field: string): number => Number(row.values[field] ?? 0);
  const issuesOf = (row: Row): Row[] => partOf.get(row)?.issues.filter((r) => !r.deleted) ?? [];
  const stem = ["opening", "received", "issued", "lost", "closing"];
  const own = (row: Row): At[] => stem.map((f): At => [row, f]);
  const middle = (rows: Row[]): number => random.int(1, rows.length - 2);

  const issuedWrong = stock("total:issued", "supplyTotals", ["supplyTotals", "supplyBalance"], "issued", (rows) => {
    const row = rows.find((r) => issuesOf(r).length > 0);
    if (!row) return null;
    bench.set(row, "issued", number(row, "issued") + random.pick([-1, 1, 2, 5, 10]) * (String(row.values["unit"]) === "只" ? 10 : 1));
    return { row, anyOf: [...issuesOf(row).map((r): At => [r, "quantity"]), ...own(row)], fields: ["issued", "closing"] };
  });
  const issuedBalanced = stock("total:issuedBalanced", "supplyTotals", ["supplyTotals"], "issued", (rows) => {
    const row = rows[rows.length - 1];
    if (!row || issuesOf(row).length === 0) return null;
    const more = String(row.values["unit"]) === "只" ? 10 : 1;
    if (number(row, "closing") < more) return null;
    bench.set(row, "issued", number(row, "issued") + more);
    bench.set(row, "closing", number(row, "closing") - more);
    return { row, anyOf: issuesOf(row).map((r): At => [r, "quantity"]), fields: ["issued"] };
  });
  const users = stock("total:users", "supplyTotals", ["supplyTotals"], "users", (rows) => {
    const row = rows.find((r) => issuesOf(r).length > 1);
    if (!row || row.village % 7 === 5) return null;
    bench.set(row, "users", number(row, "users") + random.pick([2, 3, 4]));
    return { row, anyOf: issuesOf(row).map((r): At => [r, "name"]) };
  });
  const closing = stock("balance:closing", "supplyBalance", ["supplyBalance"], "closing", (rows) => {
    const at = middle(rows);
    const row = rows[at] as Row;
    const next = rows[at + 1] as Row;
    bench.set(row, "closing", number(row, "closing") + random.pick([3, 7, 11, 20]));
    return { row, anyOf: [...own(row), [next, "opening"]], fields: ["closing", "opening"] };
  });
  const opening = stock("balance:opening", "supplyBalance", ["supplyBalance"], "opening", (rows) => {
    const at = middle(rows);
    const row = rows[at] as Row;
    bench.set(row, "opening", number(row, "opening") + random.pick([3, 7, 11, 20]));
    return { row, anyOf: [...own(row), [rows[at - 1] as Row, "closing"]], fields: ["opening", "closing"] };
  });
  const openingCarried = stock("balance:openingCarried", "supplyBalance", ["supplyBalance"], "opening", (rows) => {
    const row = rows[rows.length - 1] as Row;
    const more = random.pick([4, 9, 13]);
    bench.set(row, "opening", number(row, "opening") + more);
    bench.set(row, "closing", number(row, "closing") + more);
    return { row, anyOf: [[rows[rows.length - 2] as Row, "closing"], [row, "closing"]], fields: ["opening", "closing"] };
  });
  const received = stock("balance:received", "supplyBalance", ["supplyBalance"], "received", (rows) => {
    const row = rows.find((r) => number(r, "received") > 0);
    if (!row) return null;
    bench.set(row, "received", number(row, "received") * 10);
    return { row, anyOf: own(row), fields: ["received", "closing"] };
  });
  const printed = (): boolean => {
    const plan = random.shuffle(plans.filter((p) => !p.spoiltTotal && (p.totals !== "none" || p.subtotals !== null) && p.rows.some((rows) => rows.some((r) => !r.deleted)))).find((p) => !spoiltPlans.has(p));
    if (!plan) return false;
    spoiltPlans.add(plan);
    plan.spoiltTotal = true;
    // Its truth entry is made when the row is laid out.
    return true;
  };
  return [stranger, notHers, blank("unit"), blank("quantity"), issuedWrong, issuedBalanced, users, closing, opening, openingCarried, received, printed, printed];
}

const spoiltPlans = new WeakSet<SheetPlan>();
