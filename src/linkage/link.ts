/**
 * Who is the same person, over all records: named passes, the strongest evidence first, rows already claimed out.
 *
 *   1 sameIdNumber   one ID number, nothing against it
 *   2 books          the person books (ledgers) among themselves, one to one
 *   3 anchored       every other row to a person of the books
 *   4 others         what is left, among itself (a slip and a handbook line about someone in no ledger)
 *
 * Passes 2–4 look only at candidates that share a blocking key and take a candidate only if it is clearly ahead of the next;
 * otherwise it is a tie, left to a person. Nothing depends on the order of rows or files.
 */
import type { Books, Entities, Language, RecordId, RowLink, Tie } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { blockingKeys } from "./blocking.js";
import { makeClusters, type Clusters } from "./clusters.js";
import { because, certainty, evidence, nameLevel } from "./evidence.js";
import { unitKey, unitsOf, type Unit, type Units } from "./units.js";

/** Points that a link needs, and how far it must be ahead of the next candidate. */
const STRONG = 8.5;
const ENOUGH = 4.5;
const AHEAD = 1.5;
/** Rows of an entity that are looked at to explain a link. */
const MOST_ROWS = 200;
/** A key shared by more clusters than this says nothing and is left out. */
const CROWD = 300;

/** Links all rows. Rows of records without persons get entity -1. */
export function link(books: Books, profile: Profile, language: Language): Entities {
  const kinds = new Map(profile.records.map((record) => [record.id, record.rowKind]));
  const personal = (record: RecordId): boolean => kinds.get(record) !== "stock";
  const women = (record: RecordId): boolean => kinds.get(record) === "person" && profile.records.find((r) => r.id === record)?.women === true;
  const units = unitsOf(books, personal, women);
  let personBooks = 0;
  let oncePerPerson = 0; // books in which two rows are two people unless the evidence is strong (a migrant's children, twins)
  units.records.forEach((record, bit) => {
    if (kinds.get(record) === "person") personBooks |= 1 << bit;
    if (kinds.get(record) === "person" || kinds.get(record) === "flow") oncePerPerson |= 1 << bit;
  });
  const clusters = makeClusters(units.units, oncePerPerson);
  const passes = new Map<number, string>();
  const ties = new Map<number, number[]>();

  sameIdNumber(units, clusters);
  const roots = (): number[] => {
    const found: number[] = [];
    for (let i = 0; i < units.units.length; i++) if (clusters.find(i) === i) found.push(i);
    return found;
  };
  const inBooks = (root: number): boolean => (clusters.books(root) & personBooks) !== 0;
  const complete = (root: number): boolean => (clusters.books(root) & personBooks) === personBooks;

  const first = roots();
  const inLedgers = first.filter(inBooks);
  // One look over the people of the books serves both passes; roots that have joined since are found by their cluster.
  const index = indexOf(first.filter((root) => !complete(root)), inLedgers);
  joinPass("books", inLedgers.filter((root) => !complete(root)), index);
  joinPass("anchored", first.filter((root) => !inBooks(root)), index);
  const left = roots().filter((root) => !inBooks(root));
  joinPass("others", left, indexOf(left, left));

  return entitiesOf(books, units, clusters, passes, ties, language);

  /** Targets by blocking key, for the keys of `loose` alone. */
  function indexOf(loose: readonly number[], targets: readonly number[]): ReadonlyMap<string, readonly number[]> {
    const wanted = new Map<string, number[]>();
    for (const root of loose) eachKey(root, (key) => void (wanted.has(key) || wanted.set(key, [])));
    for (const root of targets) eachKey(root, (key) => void wanted.get(key)?.push(root));
    return wanted;
  }

  /** Joins each of `loose` to the best of the indexed targets: the strong pairs first, then those that are good enough, best first. */
  function joinPass(pass: string, loose: readonly number[], index: ReadonlyMap<string, readonly number[]>): void {
    const pairs: { a: number; b: number; points: number }[] = [];
    const best = new Map<number, number[]>(); // each cluster's candidates and their points
    const seen = new Set<number>();
    for (const root of loose) {
      const candidates = new Set<number>();
      eachKey(root, (key) => {
        const group = index.get(key) ?? [];
        if (group.length > CROWD) return;
        for (const one of group) {
          const other = clusters.find(one);
          if (other !== root) candidates.add(other);
        }
      });
      for (const other of candidates) {
        const points = clusters.compare(root, other).points;
        if (points < ENOUGH) continue;
        const list = best.get(root);
        if (list === undefined) best.set(root, [other]);
        else list.push(other);
        const name = Math.min(root, other) * units.units.length + Math.max(root, other);
        if (!seen.has(name)) {
          seen.add(name);
          pairs.push({ a: root, b: other, points });
        }
      }
    }
    const keys = new Map<number, string>();
    const keyOf = (root: number): string => {
      let key = keys.get(root);
      if (key === undefined) {
        const unit = units.units[root];
        keys.set(root, (key = unit === undefined ? "" : unitKey(unit)));
      }
      return key;
    };
    pairs.sort((p, q) => q.points - p.points || (keyOf(p.a) < keyOf(q.a) ? -1 : keyOf(p.a) > keyOf(q.a) ? 1 : keyOf(p.b) < keyOf(q.b) ? -1 : 1));
    for (const threshold of [STRONG, ENOUGH]) {
      for (const { a, b } of pairs) {
        const x = clusters.find(a);
        const y = clusters.find(b);
        if (x === y) continue;
        const points = clusters.compare(x, y).points; // what has joined meanwhile may contradict, or add
        if (points < threshold) continue;
        const rivals = [...rivalsOf(a, x, y, points), ...rivalsOf(b, y, x, points)];
        if (rivals.length > 0) {
          if (pass !== "others") ties.set(a, [...new Set([b, ...rivals])]);
          continue;
        }
        const from = inBooks(x) ? y : x;
        clusters.merge(x, y);
        for (const member of clusters.members(clusters.find(x))) if (!passes.has(member)) passes.set(member, pass);
        passes.set(from, pass);
        ties.delete(a);
        ties.delete(b);
      }
    }

    /** Other candidates of `root` (cluster x) nearly as good as y, that are not the same person as y. */
    function rivalsOf(root: number, x: number, y: number, points: number): number[] {
      const list = best.get(root);
      if (list === undefined) return [];
      const found: number[] = [];
      for (const candidate of list) {
        const other = clusters.find(candidate);
        if (other === x || other === y || found.includes(other)) continue;
        if (clusters.compare(x, other).points <= points - AHEAD) continue;
        if (clusters.compare(other, y).points >= ENOUGH) continue; // they will be one person
        if (taken(other, x)) continue;
        found.push(other);
      }
      return found;
    }

    /** In the books pass a candidate that already has its counterpart is no rival. */
    function taken(other: number, x: number): boolean {
      return pass === "books" && complete(other) && !complete(x) && clusters.members(other).length > 1;
    }
  }

  /** Keys of all units of a cluster; a key may come several times. */
  function eachKey(root: number, take: (key: string) => void): void {
    for (const member of clusters.members(root)) {
      const unit = units.units[member];
      if (unit !== undefined) blockingKeys(unit, take);
    }
  }
}

/** Pass 1: one full ID number, and at least one of name, birth date or spouse does not speak against it. */
function sameIdNumber(units: Units, clusters: Clusters): void {
  const groups = new Map<string, number[]>();
  units.units.forEach((unit, i) => {
    if (unit.id === null || unit.id.damaged || unit.id.id18.length !== 18) return;
    const group = groups.get(unit.id.id18);
    if (group === undefined) groups.set(unit.id.id18, [i]);
    else group.push(i);
  });
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (let i = 1; i < group.length; i++) {
      for (let j = 0; j < i; j++) {
        const a = group[i] ?? 0;
        const b = group[j] ?? 0;
        const x = clusters.find(a);
        const y = clusters.find(b);
        if (x === y) continue;
        const one = units.units[a];
        const two = units.units[b];
        if (one !== undefined && two !== undefined && agrees(one, two)) clusters.merge(x, y);
      }
    }
  }
}

/** The same number can stand at two people by a slip of the pen; then name, birth and spouse all differ. */
function agrees(a: Unit, b: Unit): boolean {
  const name = nameLevel(a.name, b.name);
  if (name !== "different") return true;
  const found = evidence(a, b);
  if (found.birth === "same" || found.birth === "month" || found.spouse === "same" || found.spouse === "close") return true;
  return found.birth === "none" && found.spouse === "none";
}

function entitiesOf(books: Books, units: Units, clusters: Clusters, passes: ReadonlyMap<number, string>, tied: ReadonlyMap<number, readonly number[]>, language: Language): Entities {
  const of = new Int32Array(books.total).fill(-1);
  const numbers = new Map<number, number>();
  let count = 0;
  for (let row = 0; row < books.total; row++) {
    const unit = units.of[row] ?? -1;
    if (unit < 0) continue;
    const root = clusters.find(unit);
    let entity = numbers.get(root);
    if (entity === undefined) {
      entity = count++;
      numbers.set(root, entity);
    }
    of[row] = entity;
  }
  const start = new Int32Array(count + 1);
  for (const entity of of) if (entity >= 0) start[entity + 1] = (start[entity + 1] ?? 0) + 1;
  for (let i = 0; i < count; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const rows = new Int32Array(start[count] ?? 0);
  const next = start.slice();
  for (let row = 0; row < books.total; row++) {
    const entity = of[row] ?? -1;
    if (entity < 0) continue;
    const at = next[entity] ?? 0;
    rows[at] = row;
    next[entity] = at + 1;
  }
  const ties: Tie[] = [];
  for (const [unit, candidates] of tied) {
    const root = clusters.find(unit);
    const people = [...new Set(candidates.map((c) => clusters.find(c)))].filter((c) => c !== root);
    if (people.length < 2) continue;
    const row = units.units[unit]?.rows[0];
    if (row === undefined) continue;
    const one = units.units[unit];
    const two = units.units[people[0] ?? 0];
    ties.push({
      row,
      candidates: people.map((c) => numbers.get(c) ?? -1).filter((c) => c >= 0),
      because: one !== undefined && two !== undefined ? because(one, two).map((w) => w[language]) : [],
    });
  }
  return { count, of, start, rows, ties, link: (row) => linkOf(row) };

  function linkOf(row: number): RowLink {
    const unit = units.of[row] ?? -1;
    const entity = of[row] ?? -1;
    const own = units.units[unit];
    if (own === undefined || entity < 0) return { certainty: 1, because: [], pass: "none" };
    let best: { unit: Unit; points: number } | null = null;
    const from = start[entity] ?? 0;
    for (let i = from; i < Math.min(start[entity + 1] ?? 0, from + MOST_ROWS); i++) {
      const otherUnit = units.of[rows[i] ?? 0] ?? -1;
      const other = units.units[otherUnit];
      if (other === undefined) continue;
      if (otherUnit === unit && (own.rows.length < 2 || (own.books & (own.books - 1)) === 0)) continue;
      const points = evidence(own, other).points;
      if (best === null || points > best.points) best = { unit: other, points };
    }
    if (best === null) return { certainty: 1, because: [], pass: "alone" };
    const pass = passes.get(unit) ?? (own.id !== null ? "sameIdNumber" : "sameWriting");
    return { certainty: certainty(best.points), because: because(own, best.unit).map((w) => w[language]), pass };
  }
}
