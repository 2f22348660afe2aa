/**
 * rowLogic, part four: 15–49 at the as-of date for an open row of a women's book, and check-up dates inside their round. Who turned 50
 * inside the period is a question, who turned 50 before it should have left the book (超龄未注销).
 */
import type { NormalDate } from "../model.js";
import { cellsAt, nameCell, normalAt, recordOf, rowsOf } from "./cells.js";
import type { CellAt, CheckContext, Draft } from "./check.js";
import { addMonths, firstDay, lastDay, startOfMonth } from "./dates.js";
import { ownerOf, villageOf } from "./draft.js";
import { dateOf, textOf } from "./normal-values.js";
import { codeAt, peopleOf } from "./people.js";
import { recordsOfKind } from "./record-kinds.js";
import { contested } from "./row-order.js";
import type { RowFaults } from "./row-faults.js";
import { fits } from "./row-values.js";

export function checkAges(context: CheckContext, faults: RowFaults): Draft[] {
  const { books, entities, profile } = context;
  const { ageFrom, ageTo } = profile.settings;
  const persons = recordsOfKind(profile, "person");
  const people = peopleOf(context);
  const old = new Map<number, { rows: number[]; certain: boolean }>();
  books.blocks.forEach((block, b) => {
    const births = persons.has(block.record) ? block.columns.get("birthDate")?.values : undefined;
    if (births === undefined) return;
    // The working ages belong to the women's books, which have the field that says why a row ends; a register of everybody has none.
    if (!profile.records.some((record) => record.id === block.record && record.fields.some((use) => use.field === "method"))) return;
    const offset = books.offsets[b] ?? 0;
    for (let i = 0; i < block.count; i++) {
      const birth = dateOf(births[i]);
      if (birth === null) continue;
      const row = offset + i;
      const asOf = people.asOf(row);
      const year = Number(asOf.slice(0, 4));
      if (asOf === "" || (birth.year > year - ageTo - 1 && birth.year < year - ageFrom) || people.closed(row) !== "") continue;
      if (codeAt(books, row, "sex") === "male" || !settled(context, faults, row, birth)) continue;
      if (addMonths(lastDay(birth), 12 * (ageTo + 1)) <= asOf) {
        const entity = entities.of[row] ?? -1;
        const before = startsBefore(context, asOf);
        const certain = addMonths(lastDay(birth), 12 * (ageTo + 1)) < before;
        const held = old.get(entity);
        if (held === undefined) old.set(entity, { rows: [row], certain });
        else {
          held.rows.push(row);
          held.certain &&= certain;
        }
      } else if (addMonths(firstDay(birth), 12 * ageFrom) > asOf) {
        faults.add(row, "birthDate", "invalid", ["birthDate"], {
          zh: `按出生日期“${birth.shown}”到截止日期还不满${ageFrom}岁,却在育龄妇女台帐里。请核对出生日期。`,
          en: `By the birth date "${birth.shown}" she is under ${ageFrom} at the as-of date, yet in the book. Check the birth date.`,
        });
      }
    }
  });
  const drafts: Draft[] = [];
  for (const [entity, { rows, certain }] of old) {
    // Closed in another book: that is the ledgers' finding.
    if (entity >= 0 && [...persons].some((record) => people.rows(entity, record).some((row) => people.closed(row) !== ""))) continue;
    drafts.push(ageDraft(context, entity, rows, certain));
  }
  return drafts;
}

/** First day of the period, or a year before the as-of date where no period is known. */
function startsBefore(context: CheckContext, asOf: string): string {
  const { period } = context.books;
  return period === null ? addMonths(asOf, -12) : startOfMonth(period.from);
}

/** The birth date is not itself in question. */
function settled(context: CheckContext, faults: RowFaults, row: number, birth: NormalDate): boolean {
  if (faults.isInDoubt(row, "birthDate") || contested(context, row, "birthDate") > 0) return false;
  const id = normalAt(context.books, row, "idNumber");
  return id === null || id.type !== "idNumber" || id.birth === "" || fits(birth, id.birth);
}

function ageDraft(context: CheckContext, entity: number, rows: readonly number[], certain: boolean): Draft {
  const { books, profile } = context;
  const order = profile.records.map((record) => record.id);
  const sorted = [...rows].sort((a, b) => order.indexOf(recordOf(books, a)) - order.indexOf(recordOf(books, b)) || a - b);
  const row = sorted[0] ?? 0;
  const records = [...new Set(sorted.map((each) => recordOf(books, each)))];
  const cells: CellAt[] = sorted.flatMap((each) => [nameCell(books, each), ...cellsAt(books, each, ["birthDate"])]);
  const age = profile.settings.ageTo + 1;
  return {
    kind: certain ? "ended" : "review",
    check: context.spec.id,
    field: null,
    village: villageOf(context, entity, row),
    entity,
    thing: "ageOut",
    cells,
    suspect: null,
    owner: records.length === 1 ? ownerOf(context, records[0] ?? null) : "source",
    why: context.say(
      certain
        ? { zh: `在报告期开始前已满${age}岁,台帐还没有注销。请按超龄办理注销。`, en: `She was ${age} before the period began and her row is still open. Close it as over age.` }
        : { zh: `在报告期内满${age}岁,是否应退出台帐,请确认。`, en: `She turns ${age} inside the period. Please confirm whether the row should be closed.` },
    ),
    certainty: 1,
    because: [],
  };
}

/** A round whose dates do not lie close together says nothing about one of them. */
const FEWEST_DATES = 10;
const ROUND_DAYS = 60;
const FAR_DAYS = 120;
const SHARE = 0.95;

/** Check-up dates far from all others of their round. */
export function checkRounds(context: CheckContext, faults: RowFaults): void {
  const { books } = context;
  const rounds = new Map<string, { readonly rows: number[]; readonly days: number[] }>();
  books.blocks.forEach((block, b) => {
    const round = block.columns.get("round");
    const dates = block.columns.get("checkDate");
    if (dates === undefined) return;
    const offset = books.offsets[b] ?? 0;
    // A sheet without the column is one round, as its title or name says.
    const sheet = `${block.block.file ?? ""}|${block.block.sheet}`;
    let name = "";
    let held: { readonly rows: number[]; readonly days: number[] } | undefined;
    for (let i = 0; i < block.count; i++) {
      const date = dateOf(dates.values[i]);
      const own = round === undefined ? sheet : textOf(round.values[i]);
      if (date === null || date.month === 0 || own === "") continue;
      // Most rows are of the round of the row above.
      if (held === undefined || own !== name) {
        name = own;
        const key = `${block.record}|${name}`;
        held = rounds.get(key);
        if (held === undefined) rounds.set(key, (held = { rows: [], days: [] }));
      }
      held.rows.push(offset + i);
      held.days.push(Date.UTC(date.year, date.month - 1, date.day || 1) / 86400000);
    }
  });
  for (const { rows, days } of rounds.values()) {
    if (rows.length < FEWEST_DATES) continue;
    const sorted = Float64Array.from(days).sort();
    const middle = sorted[sorted.length >> 1] ?? 0;
    const near = days.filter((day) => Math.abs(day - middle) <= ROUND_DAYS).length;
    if (near < SHARE * rows.length) continue;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      if (Math.abs((days[i] ?? 0) - middle) <= FAR_DAYS) continue;
      const round = normalAt(books, row, "round")?.shown ?? rowsOf(books, row).block.sheet;
      const shown = normalAt(books, row, "checkDate")?.shown ?? "";
      faults.add(row, "checkDate", "invalid", ["checkDate", "round"], {
        zh: `检查日期“${shown}”不在“${round}”这一轮的日期里。请核对日期或轮次。`,
        en: `Check-up date "${shown}" lies outside the dates of round "${round}". Check the date or the round.`,
      });
    }
  }
}
