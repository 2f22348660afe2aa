/**
 * Linkage of a township against its truth: pairs of rows of the two ledgers that are one person, whether what went wrong is at
 * least asked about, and rows of the other records that stand with their person.
 */
import { link } from "../../../src/linkage/link.js";
import type { Books, Entities, SheetGrid } from "../../../src/model.js";
import { normaliseBlocks } from "../../../src/normalise/books.js";
import type { Profile } from "../../../src/profile/profile.js";
import { readTables } from "../../../src/table/read-tables.js";

/** Person of a sheet's row (0-based); null where the truth names nobody. */
export type PersonOf = (file: string | null, sheet: string, row: number) => string | null;

export interface LinkScore {
  readonly precision: number;
  readonly recall: number;
  /** Pairs wrongly linked or wrongly apart, and how many of them a tie or a doubt asks about. */
  readonly wrong: number;
  readonly asked: number;
  /** Rows of the ledgers that a tie or a doubt asks about. */
  readonly askedRows: number;
  readonly ledgerRows: number;
  /** Rows of other records whose person is in a ledger: share that stands with that person, and of the linked ones share that is right. */
  readonly rowRecall: number;
  readonly rowPrecision: number;
  /** Links of certainty ≥ .95 between the ledgers: number, and how many are right. */
  readonly sure: number;
  readonly sureRight: number;
  /** Processor time of the linkage. */
  readonly milliseconds: number;
  readonly errors: readonly { readonly kind: "apart" | "together"; readonly rows: readonly [number, number]; readonly asked: boolean }[];
  readonly books: Books;
  readonly entities: Entities;
}

const LEDGERS = ["handLedger", "electronicLedger"];

export function scoreLinks(grids: readonly SheetGrid[], personOf: PersonOf, profile: Profile): LinkScore {
  const { blocks } = readTables(grids, profile, { language: "zh" });
  const { books } = normaliseBlocks(blocks, profile, { language: "zh" });
  const before = process.cpuUsage();
  const entities = link(books, profile, "zh");
  const milliseconds = process.cpuUsage(before).user / 1000;
  const person: (string | null)[] = [];
  const record: string[] = [];
  books.blocks.forEach(({ block }) => {
    for (const row of block.sheetRows) {
      person.push(personOf(block.file, block.sheet, row));
      record.push(block.record);
    }
  });
  const tied = new Set<number>();
  for (const tie of entities.ties) for (const entity of [entities.of[tie.row] ?? -1, ...tie.candidates]) tied.add(entity);
  for (const doubt of entities.doubts) for (const row of doubt.rows) tied.add(entities.of[row] ?? -1);
  const asks = (row: number): boolean => tied.has(entities.of[row] ?? -1);

  const [handRows = [], otherRows = []] = LEDGERS.map((name) => record.flatMap((own, row) => (own === name && person[row] !== null && (entities.of[row] ?? -1) >= 0 ? [row] : [])));
  const byPerson = grouped(otherRows, (row) => person[row] ?? "");
  const byEntity = grouped(otherRows, (row) => String(entities.of[row] ?? -1));
  let right = 0;
  let linked = 0;
  let true_ = 0;
  let sure = 0;
  let sureRight = 0;
  const errors: { kind: "apart" | "together"; rows: readonly [number, number]; asked: boolean }[] = [];
  for (const hand of handRows) {
    const same = byPerson.get(person[hand] ?? "") ?? [];
    true_ += same.length;
    const certain = entities.link(hand).certainty >= 0.95;
    for (const other of byEntity.get(String(entities.of[hand] ?? -1)) ?? []) {
      linked++;
      const good = person[other] === person[hand];
      if (certain) sure++;
      if (good) {
        right++;
        if (certain) sureRight++;
      } else errors.push({ kind: "together", rows: [hand, other], asked: asks(hand) || asks(other) });
    }
    for (const other of same) if (entities.of[other] !== entities.of[hand]) errors.push({ kind: "apart", rows: [hand, other], asked: asks(hand) || asks(other) });
  }
  const ledgerRows = new Set([...handRows, ...otherRows]);
  let elsewhere = 0;
  let found = 0;
  let joined = 0;
  const known = grouped([...ledgerRows], (row) => person[row] ?? "");
  const inLedger = grouped([...ledgerRows], (row) => String(entities.of[row] ?? -1));
  person.forEach((who, row) => {
    if (who === null || ledgerRows.has(row) || (entities.of[row] ?? -1) < 0) return;
    const mates = inLedger.get(String(entities.of[row] ?? -1)) ?? [];
    const good = mates.some((mate) => person[mate] === who);
    if (mates.length > 0) joined++;
    if (good) found++;
    if (known.has(who)) elsewhere++;
  });
  return {
    precision: right / Math.max(1, linked), recall: right / Math.max(1, true_), wrong: errors.length, asked: errors.filter((error) => error.asked).length,
    askedRows: [...ledgerRows].filter((row) => entities.ties.some((tie) => tie.row === row) || entities.doubts.some((doubt) => doubt.rows.includes(row))).length, ledgerRows: ledgerRows.size,
    rowRecall: found / Math.max(1, elsewhere), rowPrecision: found / Math.max(1, joined), sure, sureRight, milliseconds, errors, books, entities,
  };
}

function grouped(rows: readonly number[], key: (row: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const own = groups.get(key(row));
    if (own === undefined) groups.set(key(row), [row]);
    else own.push(row);
  }
  return groups;
}

/** The truth of a generated township. */
export function personIn(sheets: readonly { readonly file: string; readonly sheet: string; readonly people: Int32Array }[]): PersonOf {
  const people = new Map(sheets.map((sheet) => [`${sheet.file}|${sheet.sheet}`, sheet.people]));
  return (file, sheet, row) => {
    const person = people.get(`${file ?? ""}|${sheet}`)?.[row] ?? -1;
    return person < 0 ? null : String(person);
  };
}
