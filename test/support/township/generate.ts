/** A township from a seed: people, what happens to them, nine records of it, lawful differences, seeded errors, sheets, truth. */
import { isoMonth, monthEnd } from "./calendar.js";
import { toTruth, cellsOf } from "./error-draft.js";
import { ErrorBench } from "./error-bench.js";
import type { Recipe } from "./error-bench.js";
import { bookErrors } from "./errors-books.js";
import { EventErrors } from "./errors-events.js";
import { ledgerErrors, pattern } from "./errors-ledgers.js";
import { choosePartVillages, partErrors } from "./errors-parts.js";
import type { PartVillages } from "./errors-parts.js";
import { supplyErrors } from "./errors-supplies.js";
import { columnName, Layout } from "./layout.js";
import type { SpoiltTotal } from "./layout.js";
import { Population } from "./people.js";
import type { SheetPlan } from "./plan.js";
import { mixedSheets } from "./plan-mixed-rest.js";
import { plainSheets, TOWN } from "./plan-sheets.js";
import { Random } from "./random.js";
import { Books } from "./rows.js";
import { Timeline } from "./timeline.js";
import type { Period } from "./timeline.js";
import type { Written } from "./township-books.js";
import { RECORDS, SKIP_MARKER } from "./types.js";
import type { Sheet, Township, TownshipOptions, Truth, TruthError } from "./types.js";
import { EventRows, FeedbackRows } from "./write-events.js";
import { LedgerRows, lawfulStates } from "./write-ledgers.js";
import { MigrantRows } from "./write-migrants.js";
import { writeCheckups } from "./write-rounds.js";
import { namesakes, writeSupplies } from "./write-supplies.js";
import { damage } from "./writing.js";

/** January to September 2004. */
const FROM = 2004 * 12;
const TO = 2004 * 12 + 8;
const WORKBOOK = `${TOWN}九项记录.xlsx`;

export function generateTownship(options: TownshipOptions): Township {
  const random = new Random(options.seed);
  const villages = Math.max(1, options.villages);
  const mixed = options.layouts === "mixed";
  const period = periodOf(villages, mixed);
  const people = populate(options, villages, period, random);
  const timeline = new Timeline(people, random.fork("timeline"), period);
  timeline.run(options.women);

  const wanted = options.errors ? Math.max(1, Math.round(options.women * (options.errorRate ?? 0.03))) : 0;
  const chosen = options.errors ? choosePartVillages(villages, random.fork("parts")) : null;
  const before = new EventErrors(people, period, random.fork("event-errors"), timeline.events, new Set(chosen ? [chosen.slips, chosen.book, chosen.column] : []));
  if (options.errors) {
    before.run(Math.ceil(wanted * 0.25));
    const grown = chosen ? [chosen.pattern, chosen.stock] : [0, 0];
    for (const [i, village] of grown.entries()) before.grownOut(village, i === 0, (event) => event.woman.events.push(event));
  }
  const written = write(people, period, timeline, random);
  for (const event of timeline.events) {
    if (event.lawful === null || event.lawful === "seeded") continue;
    const rows = written.books.about(event.woman.n);
    const loose = event.lawful === "turnsFifty" || event.lawful === "asOfDiffers" || event.lawful === "entryLag" || event.lawful === "lateReport" || event.lawful === "lateBirth";
    written.books.allow(event.lawful, loose ? "reviewAllowed" : "none", event.woman.village, rows.map((row) => [row, "name"] as const));
  }

  const plans = (mixed ? mixedSheets : plainSheets)({
    books: written.books, villages: people.villages.map((v) => v.name), period, random: random.fork("sheets"), bareExport: options.bareExport ?? false,
  });
  for (const plan of plans) plan.file = WORKBOOK;
  uniqueNames(plans);
  const bench = new ErrorBench(written, random.fork("row-errors"));
  const patterns = options.errors ? spoil(bench, plans, chosen, before.pending.length, wanted) : [];
  for (const pending of before.pending) {
    const draft = pending(written);
    if (draft) bench.drafts.push(draft);
  }
  if (options.noise === "awful") {
    const local = random.fork("damage");
    for (const record of RECORDS) for (const row of written.books.of(record)) if (!row.deleted && !row.follows && local.chance(1 / 3)) damage(row, local);
  }
  const spoilt: SpoiltTotal[] = [];
  const context = { noise: options.noise, random: random.fork("layout"), villageNames: people.villages.map((v) => v.name), spoilt };
  const books: Sheet[] = plans.map((plan) => new Layout(plan, context).run());
  return { books, truth: truthOf(options, villages, period, written, bench, spoilt, patterns) };
}

function periodOf(villages: number, mixed: boolean): Period {
  // One village in twelve brings its book a month earlier; only a sheet of its own can say so.
  return {
    from: FROM, to: TO, electronicAsOf: monthEnd(TO),
    handAsOf: Array.from({ length: villages }, (_, i) => (mixed && i === 6 ? monthEnd(TO - 1) : monthEnd(TO))),
  };
}

function populate(options: TownshipOptions, villages: number, period: Period, random: Random): Population {
  const people = new Population(random.fork("people"), villages, period.from, period.to);
  const sizes = random.fork("sizes");
  const weights = Array.from({ length: villages }, () => 0.8 + sizes.next() * 0.4);
  const all = weights.reduce((a, b) => a + b, 0);
  let made = 0;
  for (let v = 0; v < villages; v++) {
    const count = v === villages - 1 ? options.women - made : Math.round((options.women * (weights[v] ?? 1)) / all);
    for (let i = 0; i < count; i++) people.resident(v);
    made += count;
  }
  return people;
}

function write(people: Population, period: Period, timeline: Timeline, random: Random): Written {
  const books = new Books(people.women.length);
  const local = random.fork("writing");
  const ledgers = new LedgerRows(people, books, {
    handKeepsEnded: (v) => v % 3 === 1, electronicKeepsEnded: random.chance(0.7), handKeepsSpouse: (v) => v % 2 === 0,
  }, local);
  lawfulStates(people, ledgers, books, random.fork("lawful"));
  const events = new EventRows(people, books, period, random.fork("events"), timeline.events);
  const feedback = new FeedbackRows(people, books, period, random.fork("feedback-rows"));
  writeCheckups(people, books, period, random.fork("checkups"));
  const supplies = writeSupplies(people, books, period, { packs: (v) => v % 4 === 2, byTimes: (v) => v % 7 === 5, blankLoss: (v) => v % 3 !== 0 }, random.fork("supplies"));
  const migrants = new MigrantRows(people, books, period, random.fork("migrants"));
  return { people, period, books, ledgers, events, feedback, supplies, migrants, namesakes: namesakes(people, books) };
}

function spoil(bench: ErrorBench, plans: SheetPlan[], chosen: PartVillages | null, done: number, wanted: number): Truth["patterns"][number][] {
  const patterns: Truth["patterns"][number][] = [];
  if (chosen) {
    const found = pattern(bench, chosen.pattern);
    if (found) patterns.push({ village: bench.written.people.villages[chosen.pattern]?.name ?? "", check: "ledgers", ...found });
    bench.drafts.push(...partErrors(bench.written, plans, chosen));
    // What hung on the rows that are gone cannot be spoilt any more.
    for (const woman of bench.written.people.women) if (bench.written.ledgers.hand[woman.n]?.deleted || woman.village === chosen.book || woman.village === chosen.slips) woman.taken = true;
  }
  const recipes: Recipe[] = [...ledgerErrors(bench), ...bookErrors(bench), ...supplyErrors(bench, plans, new Set(chosen ? [chosen.stock] : []))];
  const order = bench.random.shuffle(recipes.map((_, i) => i));
  const failed = new Set<number>();
  let count = done;
  for (let turn = 0; count < wanted && failed.size < recipes.length; turn++) {
    const at = order[turn % order.length] ?? 0;
    if (failed.has(at)) continue;
    if (recipes[at]?.()) count++;
    else if (turn >= order.length * 2) failed.add(at);
  }
  return patterns;
}

function uniqueNames(plans: readonly SheetPlan[]): void {
  const seen = new Set<string>();
  for (const plan of plans) {
    let name = plan.name.slice(0, 31);
    for (let i = 2; seen.has(name); i++) name = `${plan.name.slice(0, 27)}(${i})`;
    seen.add(name);
    plan.name = name;
  }
}

function truthOf(options: TownshipOptions, villages: number, period: Period, written: Written, bench: ErrorBench, spoilt: readonly SpoiltTotal[], patterns: Truth["patterns"]): Truth {
  const names = written.people.villages.map((v) => v.name);
  const errors: TruthError[] = bench.drafts.map((draft, i) => toTruth(draft, `t${i + 1}`, written.books, names));
  for (const total of spoilt) {
    const { plan } = total;
    errors.push({
      id: `t${errors.length + 1}`, recipe: "printedTotal", kind: "total", kinds: ["total"], check: "printedTotals", checks: ["printedTotals"], field: total.field, fields: [total.field], village: total.village,
      record: plan.record, scope: "item", absentFrom: null, month: null, cells: [{ record: plan.record, file: plan.file, sheet: plan.name, address: `${columnName(total.column)}${total.row + 1}` }],
      anyOf: [], suspect: [plan.record, null], ambiguous: false, pattern: false, note: "a printed total that its rows do not give",
    });
  }
  const lawful = written.books.lawful
    .map((note) => ({ exception: note.exception, answer: note.answer, village: names[note.village] ?? null, cells: cellsOf(note.cells.filter(([row]) => !row.deleted)) }))
    .filter((note) => note.cells.length > 0);
  const ledgerRows = ["handLedger", "electronicLedger"].reduce((sum, record) => sum + written.books.of(record as "handLedger").filter((row) => !row.deleted).length, 0);
  return {
    options: { errorRate: 0.03, bareExport: false, ...options }, period: { from: isoMonth(period.from), to: isoMonth(period.to) }, villages: names.slice(0, villages), women: options.women,
    errors, lawful, patterns, expectedReviews: lawful.filter((l) => l.answer === "reviewAllowed").length, ledgerRows, skipMarker: SKIP_MARKER,
  };
}
