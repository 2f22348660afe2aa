/**
 * The supplies' ledger against the report (R13), numbers only: for every village, item, specification and month the stated
 * quantity and the sum behind it, with lawful explanations already taken out. `supply-totals.ts` words it.
 */
import type { Books, MonthNumber } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { normalAt } from "./cells.js";
import { monthText } from "./dates.js";
import { numberText, sameNumber, textOf } from "./normal-values.js";
import { issuesBetween, reaches } from "./supply-subsets.js";
import { unitFactor, type Issue, type StockLine, type SupplyRows } from "./supply-lines.js";

export interface IssuedComparison {
  readonly key: string; // of the report's line, stated or missing
  readonly village: number;
  readonly item: string;
  readonly spec: string;
  readonly month: MonthNumber;
  readonly lines: readonly StockLine[]; // empty: the report lacks the line
  readonly issues: readonly Issue[];
  /** In `unit`. */
  readonly stated: number;
  readonly sum: number;
  readonly unit: string;
  /** "unknown": a number, unit or coordinate is missing, or another finding explains the difference. */
  state: "same" | "different" | "unknown";
  /** stated − sum. */
  readonly difference: number;
  /** Rows that may have been counted in the neighbouring month; then the comparison of that month, if it has one. */
  transfer?: { readonly issues: readonly Issue[]; readonly other: IssuedComparison | null };
  /** The row that sits under a wrong item or month, and the comparison it should be in. */
  moved?: { readonly issue: Issue; readonly to: IssuedComparison };
  /** Set on a comparison that another one already speaks for. */
  joined?: boolean;
}

export interface UnitClash {
  readonly line: StockLine;
  readonly ledgerUnits: readonly string[];
}

export interface IssuedComparisons {
  readonly all: readonly IssuedComparison[];
  readonly clashes: readonly UnitClash[];
  /** Village of a line or issue as the comparison sees it: -1 everywhere if a side is not divided by village. */
  readonly divided: boolean;
  /** Villages with issues whose item, month or village cannot be read: receivers there cannot be counted. */
  readonly vague: ReadonlySet<number>;
  /** "village|month" where the ledger has at least one issue. */
  readonly ledgerMonths: ReadonlySet<string>;
}

/** Whether a part has arrived for a village and month: rows exist. */
interface Presence {
  readonly village: ReadonlySet<number>;
  readonly villageMonth: ReadonlySet<string>;
}

function presence(rows: readonly { readonly village: number; readonly month: number }[], divided: boolean): Presence {
  const village = new Set<number>();
  const villageMonth = new Set<string>();
  for (const row of rows) {
    const v = divided ? row.village : -1;
    village.add(v);
    villageMonth.add(`${v}|${row.month}`);
  }
  return { village, villageMonth };
}

/** Compares every line of the report with the issues behind it. Township lines beside villages' lines are left to R15. */
export function compareIssued(profile: Profile, books: Books, rows: SupplyRows): IssuedComparisons {
  const reportVillages = rows.lines.some((line) => line.village >= 0);
  const ledgerVillages = rows.issues.some((issue) => issue.village >= 0);
  const divided = reportVillages && ledgerVillages;
  const clashes: UnitClash[] = [];
  if (!divided && !sameCoverage(books, rows, reportVillages, ledgerVillages)) return { all: [], clashes, divided, vague: new Set(), ledgerMonths: new Set() };

  const lines = rows.lines.filter((line) => !divided || line.village >= 0);
  const vague = rows.issues.filter((issue) => issue.item === "" || issue.month < 0 || (divided && issue.village < 0));
  const placed = rows.issues.filter((issue) => issue.item !== "" && issue.month >= 0 && (!divided || issue.village >= 0));
  const report = presence(lines, divided);
  const ledger = presence(placed, divided);
  const monthly = new Map<string, { lines: StockLine[]; issues: Issue[] }>();
  const groupOf = (village: number, item: string, month: number): { lines: StockLine[]; issues: Issue[] } => {
    const key = `${divided ? village : -1}|${item}|${month}`;
    let group = monthly.get(key);
    if (group === undefined) monthly.set(key, (group = { lines: [], issues: [] }));
    return group;
  };
  for (const line of lines) groupOf(line.village, line.item, line.month).lines.push(line);
  for (const issue of placed) groupOf(issue.village, issue.item, issue.month).issues.push(issue);

  const byItem = new Map<string, Issue[]>();
  for (const issue of placed) {
    const key = `${divided ? issue.village : -1}|${issue.item}`;
    const held = byItem.get(key);
    if (held === undefined) byItem.set(key, [issue]);
    else held.push(issue);
  }
  const scope: Scope = {
    profile, books, vague, byItem, clashes,
    record: rows.lines[0]?.record ?? "",
    unitsNamed: rows.lines.some((line) => line.unit !== "") || rows.issues.some((issue) => issue.unit !== ""),
  };
  const all: IssuedComparison[] = [];
  for (const group of monthly.values()) {
    const one = group.lines[0] ?? group.issues[0];
    if (one === undefined) continue;
    const village = divided ? one.village : -1;
    const place = `${village}|${one.month}`;
    // A whole part that has not arrived is one finding of its own; an as-of date before the month's end leaves nothing to compare.
    if (!report.villageMonth.has(place) || !ledger.village.has(village)) continue;
    if (group.lines.length === 0 && rows.vagueReports.has(place)) continue;
    if (endsBefore(books, group, one.month, village, ledger)) continue;
    for (const piece of bySpecification(group)) {
      const compared = compareOne(scope, village, piece);
      if (compared !== null) all.push(compared);
    }
  }
  all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  explainTogether(all, report.villageMonth);
  const vagueVillages = new Set(vague.map((issue) => (divided ? issue.village : -1)));
  return { all, clashes, divided, vague: vagueVillages, ledgerMonths: ledger.villageMonth };
}

/** Only one side is divided by village: the sums are comparable if the divided side covers every village. */
function sameCoverage(books: Books, rows: SupplyRows, reportVillages: boolean, ledgerVillages: boolean): boolean {
  if (!reportVillages && !ledgerVillages) return true;
  const present = new Set((ledgerVillages ? rows.issues : rows.lines).map((row) => row.village));
  return books.parts.every((part) => part.village < 0 || present.has(part.village)) && !present.has(-1);
}

/** True if the ledger's village part says it ends before the month does. */
function endsBefore(
  books: Books, group: { readonly issues: readonly Issue[]; readonly lines: readonly StockLine[] }, month: MonthNumber, village: number, ledger: Presence,
): boolean {
  if (group.issues.length > 0 || ledger.villageMonth.has(`${village}|${month}`)) return false;
  // The ledger has no row of this village's month: only a stated as-of date tells a late month from an empty one.
  const supplied = books.parts.find(
    (part) => part.village === village && (part.asOfFrom === "title" || part.asOfFrom === "user") && isLedgerPart(books, part.record),
  );
  if (supplied === undefined) return false;
  const asOf = Number(supplied.asOf.slice(0, 4)) * 12 + Number(supplied.asOf.slice(5, 7)) - 1;
  return asOf < month || (asOf === month && Number(supplied.asOf.slice(8, 10)) < 25);
}

function isLedgerPart(books: Books, record: string): boolean {
  return books.blocks.some((block) => block.record === record && block.columns.has("quantity"));
}

/** What every comparison of a run needs. */
interface Scope {
  readonly profile: Profile;
  readonly books: Books;
  readonly record: string;
  /** Issues whose item, month or village cannot be read. */
  readonly vague: readonly Issue[];
  /** Issues by "village|item" (village -1 where a side is not divided). */
  readonly byItem: ReadonlyMap<string, readonly Issue[]>;
  /** Whether any supplies row names a unit. */
  readonly unitsNamed: boolean;
  readonly clashes: UnitClash[];
}

interface Piece {
  readonly spec: string;
  readonly lines: readonly StockLine[];
  readonly issues: readonly Issue[];
}

/** By specification where every row of both sides gives one, else over all specifications. */
function bySpecification(group: { readonly lines: readonly StockLine[]; readonly issues: readonly Issue[] }): Piece[] {
  const both = [...group.lines, ...group.issues];
  if (group.lines.length === 0 || group.issues.length === 0 || both.some((row) => row.spec === "")) {
    return [{ spec: commonSpec(both), lines: group.lines, issues: group.issues }];
  }
  return [...new Set(both.map((row) => row.spec))].map((spec) => ({
    spec,
    lines: group.lines.filter((line) => line.spec === spec),
    issues: group.issues.filter((issue) => issue.spec === spec),
  }));
}

function commonSpec(rows: readonly { readonly spec: string }[]): string {
  const spec = rows[0]?.spec ?? "";
  return rows.every((row) => row.spec === spec) ? spec : "";
}

function compareOne(scope: Scope, village: number, piece: Piece): IssuedComparison | null {
  const { profile, clashes } = scope;
  const lines = [...piece.lines].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const one = lines[0] ?? piece.issues[0];
  if (one === undefined) return null;
  const units = new Set([...lines, ...piece.issues].map((row) => row.unit));
  const unit = lines[0]?.unit ?? piece.issues[0]?.unit ?? "";
  const convert = (from: string): number => (from === unit ? 1 : unitFactor(profile, one.item, from) / unitFactor(profile, one.item, unit));
  let stated = 0;
  for (const line of lines) stated += line.blank.has("issued") ? NaN : line.values.issued * convert(line.unit);
  let sum = 0;
  for (const issue of piece.issues) sum += issue.quantity * convert(issue.unit);
  const result: IssuedComparison = {
    key: lines[0]?.key ?? missingKey(scope, village, piece, one.item, one.month),
    village, item: one.item, spec: piece.spec, month: one.month, lines,
    issues: [...piece.issues].sort((a, b) => a.day - b.day || a.quantity - b.quantity || a.row - b.row),
    stated, sum, unit, state: "unknown", difference: stated - sum,
  };
  // Without a unit on both sides the numbers may count different things (只, 盒); if neither side ever names one, they count alike.
  const nowhere = units.size === 1 && units.has("") && !scope.unitsNamed;
  if (lines.length > 0 && piece.issues.length > 0 && !nowhere && (units.has("") || Number.isNaN([...units].reduce((n, each) => n + convert(each), 0)))) {
    const line = lines[0];
    if (line !== undefined && !units.has("")) clashes.push({ line, ledgerUnits: [...new Set(piece.issues.map((issue) => issue.unit))].sort() });
    return result;
  }
  if (Number.isNaN(result.difference)) return result;
  if (sameNumber(result.difference, 0)) result.state = "same";
  else if (!explainedAlone(scope, result)) result.state = "different";
  return result;
}

function missingKey({ record, books }: Scope, village: number, piece: Piece, item: string, month: MonthNumber): string {
  return [record, books.villages[village] ?? "", item, piece.spec, monthText(month)].join("|");
}

/**
 * A difference that another finding already speaks for: an issue entered twice, an issue without a readable month, item or village.
 * Or none at all: the ledger's own booked month counts it the report's way.
 */
function explainedAlone({ books, byItem, vague }: Scope, compared: IssuedComparison): boolean {
  const { issues, difference } = compared;
  if (difference < 0) {
    const seen = new Set<string>();
    let repeated = 0;
    for (const issue of issues) {
      const print = [textOf(normalAt(books, issue.row, "name")), textOf(normalAt(books, issue.row, "issueDate")), issue.quantity, issue.unit].join("|");
      if (seen.has(print)) repeated += issue.quantity;
      seen.add(print);
    }
    if (repeated > 0 && sameNumber(repeated, -difference)) return true;
  } else {
    const possible = vague.filter(
      (issue) =>
        (issue.village < 0 || issue.village === compared.village || compared.village < 0) &&
        (issue.item === "" || issue.item === compared.item) &&
        (issue.month < 0 || issue.month === compared.month) && !Number.isNaN(issue.quantity),
    );
    if (reaches(possible, difference)) return true;
  }
  const bookedIn = (issue: Issue): MonthNumber => (issue.booked < 0 ? issue.month : issue.booked);
  const near = (byItem.get(`${compared.village}|${compared.item}`) ?? []).filter(
    (issue) =>
      (issue.month === compared.month || bookedIn(issue) === compared.month) && issue.unit === compared.unit &&
      (compared.spec === "" || issue.spec === "" || issue.spec === compared.spec),
  );
  if (!near.some((issue) => bookedIn(issue) !== issue.month)) return false;
  const booked = near.filter((issue) => bookedIn(issue) === compared.month);
  return sameNumber(booked.reduce((sum, issue) => sum + issue.quantity, 0), compared.stated);
}

/** Differences that belong together: a transfer across the month's end, a row under a wrong item or month. */
function explainTogether(all: readonly IssuedComparison[], reported: ReadonlySet<string>): void {
  const open = all.filter((compared) => compared.state === "different");
  const byPlace = new Map<string, IssuedComparison>();
  for (const compared of all) byPlace.set(placeOf(compared, compared.month), compared);
  for (const compared of open) {
    if (compared.joined === true || compared.transfer !== undefined) continue;
    for (const step of [1, -1]) {
      const other = byPlace.get(placeOf(compared, compared.month + step));
      if (other !== undefined && other.state === "different" && other.joined !== true && sameNumber(other.difference, -compared.difference)) {
        const [from, to] = compared.difference < 0 ? [compared, other] : [other, compared];
        const moved = issuesBetween(from.issues, to.month > from.month ? "end" : "start", Math.abs(compared.difference), false);
        if (moved === null) continue;
        // The earlier month speaks, so that the order of the rows does not matter.
        const [speaks, joins] = compared.month < other.month ? [compared, other] : [other, compared];
        speaks.transfer = { issues: moved, other: joins };
        joins.joined = true;
        break;
      }
      // No report of the neighbouring month: it may hold the rows of the edge, but nothing there can confirm it.
      if (compared.lines.length > 0 && compared.difference < 0 && !reported.has(`${compared.village}|${compared.month + step}`)) {
        const moved = issuesBetween(compared.issues, step === 1 ? "end" : "start", -compared.difference, true);
        if (moved !== null) {
          compared.transfer = { issues: moved, other: null };
          break;
        }
      }
    }
  }
  const shortBySize = new Map<string, IssuedComparison[]>();
  const left = open.filter((compared) => compared.joined !== true && compared.transfer === undefined);
  for (const compared of left) {
    if (compared.difference < 0) continue;
    const size = `${compared.village}|${numberText(compared.difference)}`;
    const held = shortBySize.get(size);
    if (held === undefined) shortBySize.set(size, [compared]);
    else held.push(compared);
  }
  for (const surplus of left) {
    if (surplus.difference > 0) continue;
    const short = shortBySize.get(`${surplus.village}|${numberText(-surplus.difference)}`) ?? [];
    const candidates = surplus.issues.filter((issue) => sameNumber(issue.quantity, -surplus.difference));
    const [to] = short;
    const [issue] = candidates;
    if (short.length !== 1 || candidates.length !== 1 || to === undefined || issue === undefined || to.joined === true) continue;
    surplus.moved = { issue, to };
    to.joined = true;
  }
}

function placeOf(compared: IssuedComparison, month: MonthNumber): string {
  return `${compared.village}|${compared.item}|${compared.spec}|${month}`;
}
