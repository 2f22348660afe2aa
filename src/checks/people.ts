/** The people of the books: their rows per record, which rows are closed, and what is known as of when. Built once per run. */
import type { Books, FieldId, Normal, NormalDate, RecordId } from "../model.js";
import type { CheckContext } from "./check.js";
import { normalAt, recordOf, rowsOf, villageAt } from "./cells.js";

export interface People {
  /** Rows of entity e in a record. */
  rows(entity: number, record: RecordId): readonly number[];
  /** Rows of the entity in the record that are not closed (迁出, 死亡, 超龄). */
  active(entity: number, record: RecordId): readonly number[];
  /** Why the row is closed (a code of the list endReason), "" if it is open. */
  closed(row: number): string;
  /** As-of date of the part a row belongs to, "" if nothing says it. */
  asOf(row: number): string;
  /** True if nothing but the latest entry tells the as-of date of the row's part: the book may be older than it looks. */
  uncertain(record: RecordId, village: number): boolean;
  /** As-of date of a record for a village, "" unknown. */
  asOfPart(record: RecordId, village: number): string;
  /** Whether the record has any row of the village (or is not divided by village and has rows). */
  arrived(record: RecordId, village: number): boolean;
}

const NONE: readonly number[] = [];
const cache = new WeakMap<Books, People>();

export function peopleOf(context: CheckContext): People {
  let people = cache.get(context.books);
  if (people === undefined) {
    people = build(context);
    cache.set(context.books, people);
  }
  return people;
}

/** Codes of endReason that close a row. */
const CLOSING = new Set(["ageOut", "moveOut", "death"]);

function build(context: CheckContext): People {
  const { books, entities, profile } = context;
  const byRecord = new Map<RecordId, Map<number, number[]>>();
  for (let row = 0; row < books.total; row++) {
    const entity = entities.of[row] ?? -1;
    if (entity < 0) continue;
    const record = recordOf(books, row);
    let map = byRecord.get(record);
    if (map === undefined) byRecord.set(record, (map = new Map()));
    const list = map.get(entity);
    if (list === undefined) map.set(entity, [row]);
    else list.push(row);
  }
  const remarkWords = (profile.codes.find((list) => list.id === "endReason")?.codes ?? [])
    .filter((code) => CLOSING.has(code.code))
    .flatMap((code) => code.words.filter((word) => word.length > 1 && !/\d/.test(word)).map((word) => ({ word, code: code.code })));
  const personRecords = new Set(profile.records.filter((record) => record.rowKind === "person").map((record) => record.id));
  const closedRows = new Map<number, string>();
  books.blocks.forEach((block, b) => {
    if (!personRecords.has(block.record)) return;
    const offset = books.offsets[b] ?? 0;
    const reasons = block.columns.get("endReason")?.values;
    const remarks = block.columns.get("remark")?.values;
    for (let row = 0; row < block.count; row++) {
      const reason = reasons?.[row];
      if (reason?.type === "code" && CLOSING.has(reason.code)) closedRows.set(offset + row, reason.code);
      else if (remarks !== undefined) {
        const words = remarks[row]?.text ?? "";
        if (words !== "") {
          const found = remarkWords.find(({ word }) => words.includes(word) && !words.includes(`未${word}`));
          if (found !== undefined) closedRows.set(offset + row, found.code);
        }
      }
    }
  });
  const parts = new Map<string, string>();
  const present = new Set<string>();
  for (const part of books.parts) {
    const key = `${part.record}|${part.village}`;
    const known = parts.get(key) ?? "";
    if (part.asOf > known) parts.set(key, part.asOf);
    if (part.rows > 0) present.add(key);
  }
  const asOfPart = (record: RecordId, village: number): string =>
    parts.get(`${record}|${village}`) || parts.get(`${record}|-1`) || "";
  const guessed = new Set(books.parts.filter((part) => part.asOfFrom === "latestEntry").map((part) => `${part.record}|${part.village}`));
  const people: People = {
    uncertain: (record, village) => guessed.has(`${record}|${village}`) || (!parts.has(`${record}|${village}`) && guessed.has(`${record}|-1`)),
    rows: (entity, record) => byRecord.get(record)?.get(entity) ?? NONE,
    active: (entity, record) => {
      const rows = byRecord.get(record)?.get(entity) ?? NONE;
      return rows.some((row) => closedRows.has(row)) ? rows.filter((row) => !closedRows.has(row)) : rows;
    },
    closed: (row) => closedRows.get(row) ?? "",
    asOf: (row) => asOfPart(recordOf(books, row), villageAt(books, row)),
    asOfPart,
    arrived: (record, village) => present.has(`${record}|${village}`) || (present.has(`${record}|-1`) && ![...present].some((key) => key.startsWith(`${record}|`) && key !== `${record}|-1`)),
  };
  return people;
}

/** A date field of a row, if it has one with at least a year. */
export function dateAt(books: Books, row: number, field: FieldId): NormalDate | null {
  const value = normalAt(books, row, field);
  return value !== null && (value.type === "date" || value.type === "month") && value.state === "value" && value.year > 0 ? value : null;
}

/** The code of a field of a row; "" if blank or not in the list. */
export function codeAt(books: Books, row: number, field: FieldId): string {
  const value = normalAt(books, row, field);
  return value?.type === "code" && !value.code.startsWith("?") ? value.code : "";
}

/** A value that can be compared: there, and not blank. */
export function filled(value: Normal | null | undefined): value is Normal {
  return value !== null && value !== undefined && value.state !== "blank";
}

/** Village of a person: the first record's that has one, in the order given. */
export function homeVillage(context: CheckContext, entity: number, records: readonly RecordId[]): number {
  const people = peopleOf(context);
  for (const record of records) {
    for (const row of people.rows(entity, record)) {
      const village = villageAt(context.books, row);
      if (village >= 0) return village;
    }
  }
  return -1;
}

/** Whether a block has a column of the field at all. */
export function hasField(books: Books, row: number, field: FieldId): boolean {
  return rowsOf(books, row).columns.has(field);
}
