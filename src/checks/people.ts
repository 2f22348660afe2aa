/** The people of the books: their rows per record, which rows are closed, and what is known as of when. Built once per run. */
import type { Books, FieldId, Normal, NormalDate, RecordId } from "../model.js";
import type { CheckContext } from "./check.js";
import { normalAt, recordOf, rowsOf, villageAt } from "./cells.js";

export interface People {
  /** Rows of entity e in a record. */
  rows(entity: number, record: RecordId): readonly number[];
  /** Whether it has any row there. */
  has(entity: number, record: RecordId): boolean;
  /** Rows of the entity in the record that are not closed (迁出, 死亡, 超龄). */
  active(entity: number, record: RecordId): readonly number[];
  /** The first of them, -1 if there is none. */
  firstActive(entity: number, record: RecordId): number;
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
  const { books, profile } = context;
  const byRecord = rowsByRecord(context);
  const remarkWords = (profile.codes.find((list) => list.id === "endReason")?.codes ?? [])
    .filter((code) => CLOSING.has(code.code))
    .flatMap((code) => code.words.filter((word) => word.length > 1 && !/\d/.test(word)).map((word) => ({ word, code: code.code })));
  const personRecords = new Set(profile.records.filter((record) => record.rowKind === "person").map((record) => record.id));
  const closedRows = new Map<number, string>();
  const shut = new Uint8Array(books.total);
  books.blocks.forEach((block, b) => {
    if (!personRecords.has(block.record)) return;
    const offset = books.offsets[b] ?? 0;
    const reasons = block.columns.get("endReason")?.values;
    const remarks = block.columns.get("remark")?.values;
    for (let row = 0; row < block.count; row++) {
      const reason = reasons?.[row];
      if (reason?.type === "code" && CLOSING.has(reason.code)) close(offset + row, reason.code);
      else if (remarks !== undefined) {
        const words = remarks[row]?.text ?? "";
        if (words !== "") {
          const found = remarkWords.find(({ word }) => words.includes(word) && !words.includes(`未${word}`));
          if (found !== undefined) close(offset + row, found.code);
        }
      }
    }
  });
  const parts = new Map<string, string>();
  const asOfs = new Map<RecordId, string[]>();
  const present = new Set<string>();
  for (const part of books.parts) {
    const key = `${part.record}|${part.village}`;
    const known = parts.get(key) ?? "";
    if (part.asOf > known) parts.set(key, part.asOf);
    if (part.rows > 0) present.add(key);
  }
  const asOfPart = (record: RecordId, village: number): string => {
    let byVillage = asOfs.get(record);
    if (byVillage === undefined) asOfs.set(record, (byVillage = []));
    return (byVillage[village + 1] ??= parts.get(`${record}|${village}`) || parts.get(`${record}|-1`) || "");
  };
  const guessed = new Set(books.parts.filter((part) => part.asOfFrom === "latestEntry").map((part) => `${part.record}|${part.village}`));
  const people: People = {
    uncertain: (record, village) => guessed.has(`${record}|${village}`) || (!parts.has(`${record}|${village}`) && guessed.has(`${record}|-1`)),
    rows,
    has: (entity, record) => {
      const lists = byRecord.get(record);
      return lists !== undefined && (lists.start[entity] ?? 0) < (lists.start[entity + 1] ?? 0);
    },
    firstActive: (entity, record) => {
      const lists = byRecord.get(record);
      if (lists === undefined) return -1;
      for (let i = lists.start[entity] ?? 0; i < (lists.start[entity + 1] ?? 0); i++) {
        const row = lists.rows[i] ?? 0;
        if (shut[row] === 0) return row;
      }
      return -1;
    },
    active: (entity, record) => {
      const all = rows(entity, record);
      for (const row of all) if (shut[row] === 1) return all.filter((one) => shut[one] === 0);
      return all;
    },
    closed: (row) => (shut[row] === 1 ? (closedRows.get(row) ?? "") : ""),
    asOf: (row) => asOfPart(recordOf(books, row), villageAt(books, row)),
    asOfPart,
    arrived: (record, village) => present.has(`${record}|${village}`) || (present.has(`${record}|-1`) && ![...present].some((key) => key.startsWith(`${record}|`) && key !== `${record}|-1`)),
  };
  return people;

  function close(row: number, reason: string): void {
    closedRows.set(row, reason);
    shut[row] = 1;
  }

  function rows(entity: number, record: RecordId): readonly number[] {
    const lists = byRecord.get(record);
    if (lists === undefined) return NONE;
    const from = lists.start[entity] ?? 0;
    const to = lists.start[entity + 1] ?? 0;
    if (from === to) return NONE;
    const found: number[] = [];
    for (let i = from; i < to; i++) found.push(lists.rows[i] ?? 0);
    return found;
  }
}

interface RowLists {
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

/** Per record the rows of entity e: rows[start[e]] … rows[start[e + 1] - 1], in the order of the books. */
function rowsByRecord(context: CheckContext): ReadonlyMap<RecordId, RowLists> {
  const { books, entities } = context;
  const lists = new Map<RecordId, RowLists>();
  for (const record of new Set(books.blocks.map((block) => block.record))) {
    const start = new Int32Array(entities.count + 1);
    const each = (take: (row: number, entity: number) => void): void => {
      books.blocks.forEach((block, b) => {
        if (block.record !== record) return;
        const offset = books.offsets[b] ?? 0;
        for (let row = offset; row < offset + block.count; row++) {
          const entity = entities.of[row] ?? -1;
          if (entity >= 0) take(row, entity);
        }
      });
    };
    each((_, entity) => (start[entity + 1] = (start[entity + 1] ?? 0) + 1));
    for (let i = 0; i < entities.count; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
    const rows = new Int32Array(start[entities.count] ?? 0);
    const next = start.slice();
    each((row, entity) => {
      const at = next[entity] ?? 0;
      rows[at] = row;
      next[entity] = at + 1;
    });
    lists.set(record, { start, rows });
  }
  return lists;
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

/** Whether a block has a column of the field at all. */
export function hasField(books: Books, row: number, field: FieldId): boolean {
  return rowsOf(books, row).columns.has(field);
}
