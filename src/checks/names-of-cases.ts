/**
 * Identity of findings across runs. `case` names the matter (person or thing + check + field), `id` the evidence (case + normal
 * values); both are keyed hashes, so that nobody finds an ID number by trying them all. Neither depends on files, sheets, rows,
 * language or entity numbers.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Books, Entities } from "../model.js";
import { normalAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";

/** Key where no list carries one. */
export const FIXED_KEY = bytesToHex(sha256(utf8ToBytes("ledger-reconcile: findings without a list")));

/** Characters of a hash that are kept: 96 bits. */
const LENGTH = 24;

function keyed(key: string, text: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text))).slice(0, LENGTH);
}

/** A key of a list's own, made of everything its books say: the same books give the same key, nobody else can guess it. */
export function keyOfBooks(books: Books): string {
  const rows: string[] = [];
  for (let row = 0; row < books.total; row++) {
    rows.push(["name", "idNumber", "birthDate", "spouseName", "item", "quantity", "eventDate", "methodDate"].map((field) => normalAt(books, row, field)?.text ?? "").join("|"));
  }
  return bytesToHex(sha256(utf8ToBytes(rows.sort().join("\n"))));
}

/**
 * Who a person is, in one line that outlives the correction of a cell: her valid ID number that most rows hold, else the name and
 * birth date that most rows hold.
 */
export function personKey(books: Books, entities: Entities, entity: number): string {
  const ids = new Map<string, number>();
  const names = new Map<string, number>();
  const births = new Map<string, number>();
  const spouses = new Map<string, number>();
  const count = (map: Map<string, number>, text: string): void => {
    if (text !== "") map.set(text, (map.get(text) ?? 0) + 1);
  };
  for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
    const row = entities.rows[i] ?? 0;
    const id = normalAt(books, row, "idNumber");
    if (id?.type === "idNumber" && id.valid && id.state === "value") count(ids, id.id18);
    count(names, normalAt(books, row, "name")?.text ?? "");
    count(births, normalAt(books, row, "birthDate")?.text ?? "");
    count(spouses, normalAt(books, row, "spouseName")?.text ?? "");
  }
  const id = most(ids);
  return id !== "" ? `id:${id}` : `name:${most(names)}|${most(births)}|${most(spouses)}`;
}

function most(map: ReadonlyMap<string, number>): string {
  let best = "";
  let count = 0;
  for (const [text, n] of map) {
    if (n > count || (n === count && text < best)) {
      best = text;
      count = n;
    }
  }
  return best;
}

export interface Names {
  readonly id: string;
  readonly case: string;
}

/** The case of the question whether two rows are one person, from what the rows say of who they are. */
export function caseOfPair(pair: string, key: string): string {
  return `c_${keyed(key, `pair|${pair}`)}`;
}

/** Names of a draft. Two drafts of one case in a run are told apart by their evidence. */
export function namesOf(context: CheckContext, draft: Draft, key: string): Names {
  if (draft.pair !== undefined) return { case: caseOfPair(draft.pair, key), id: `f_${keyed(key, `pair|${draft.pair}|${draft.cells.length}`)}` };
  const person = draft.entity >= 0 ? personKey(context.books, context.entities, draft.entity) : `thing:${context.books.villages[draft.village] ?? ""}`;
  const matter = `${person}|${draft.kind === "review" ? "review" : ""}|${draft.check}|${draft.field ?? draft.kind}|${draft.thing}|${draft.absentFrom ?? ""}`;
  // A total is known by the number stated: which of many rows are listed behind it is no evidence.
  const cells = draft.kind === "total" ? draft.cells.slice(0, 1) : draft.cells;
  const evidence = cells.map((cell) => `${context.books.blocks[cell.block]?.record ?? ""}=${cell.normal || cell.shown}`).sort();
  return { case: `c_${keyed(key, matter)}`, id: `f_${keyed(key, `${matter}||${draft.kind}||${evidence.join("|")}`)}` };
}
