/** Who stands twice in a book of persons (R3): the same ID number, or name and birth date and spouse or village. */
import type { NormalDate, NormalId, RecordId } from "../model.js";
import { isContinuation, normalAt, villageAt } from "./cells.js";
import type { CheckContext } from "./check.js";
import { dateOf, textOf } from "./normal-values.js";
import { peopleOf } from "./people.js";
import { hashed, RepeatedKeys } from "./repeated-keys.js";

export interface Repeat {
  readonly rows: readonly number[];
  /** Not certain: two persons could look like this. */
  readonly review: boolean;
  readonly why: "idNumber" | "nameBirth" | "namesakes" | "sameNumber";
}

/** So many rows under one key are a filled-down column rather than people. */
const CROWD = 60;
const FEW = 3;

/** Groups of open rows of a record that mean one person, or may. */
export function repeatedPeople(context: CheckContext, record: RecordId): Repeat[] {
  const { books } = context;
  const people = peopleOf(context);
  const nameAt = (row: number): string => textOf(normalAt(books, row, "name"));
  const birthAt = (row: number): NormalDate | null => dateOf(normalAt(books, row, "birthDate"));
  const byNumber = new RepeatedKeys((row) => idOf(context, row)?.id18 ?? "");
  const byName = new RepeatedKeys((row) => nameAt(row) + (birthAt(row)?.text ?? ""));
  const byEntity = new RepeatedKeys((row) => context.entities.of[row] ?? -1);
  books.blocks.forEach((block, b) => {
    if (block.record !== record) return;
    const offset = books.offsets[b] ?? 0;
    const ids = block.columns.get("idNumber")?.values;
    const names = block.columns.get("name")?.values;
    const births = block.columns.get("birthDate")?.values;
    for (let i = 0; i < block.count; i++) {
      const row = offset + i;
      // Another child's line of the same card is no second entry.
      if (people.closed(row) !== "" || isContinuation(books, row)) continue;
      const id = ids?.[i];
      if (id !== undefined && id.type === "idNumber" && id.valid) byNumber.add(hashed(0, id.id18), row);
      const name = textOf(names?.[i]);
      const birth = dateOf(births?.[i]);
      if (name !== "" && birth !== null && birth.precision === "day") byName.add(hashed(hashed(0, name), birth.text), row);
      const entity = context.entities.of[row] ?? -1;
      if (entity >= 0) byEntity.add(hashed(0, entity), row);
    }
  });
  const repeats: Repeat[] = [];
  const pairs = new Map<string, Repeat>();
  for (const rows of [...byNumber.repeated(), ...byName.repeated(), ...byEntity.repeated()]) {
    // In a crowd (one number filled down a column) every row is held against the first few only, so that time stays linear.
    const against = rows.length > CROWD ? FEW : rows.length;
    for (let i = 0; i < against; i++) {
      for (let j = i + 1; j < rows.length; j++) {
        const a = Math.min(rows[i] ?? 0, rows[j] ?? 0);
        const b = Math.max(rows[i] ?? 0, rows[j] ?? 0);
        if (pairs.has(`${a}|${b}`)) continue;
        const verdict = judge(context, a, b);
        if (verdict !== null && !movedByASlip(context, a, b)) pairs.set(`${a}|${b}`, { rows: [a, b], ...verdict });
      }
    }
  }
  const certain = joined([...pairs.values()].filter((pair) => !pair.review));
  repeats.push(...certain);
  const together = new Map<number, Repeat>();
  for (const repeat of certain) for (const row of repeat.rows) together.set(row, repeat);
  for (const pair of pairs.values()) {
    const [a = -1, b = -1] = pair.rows;
    if (pair.review && (together.get(a) === undefined || together.get(a) !== together.get(b))) repeats.push(pair);
  }
  return repeats;
}

/** Pairs that share a row are one group. */
function joined(pairs: readonly Repeat[]): Repeat[] {
  const parent = new Map<number, number>();
  const find = (row: number): number => {
    let root = row;
    while ((parent.get(root) ?? root) !== root) root = parent.get(root) ?? root;
    parent.set(row, root);
    return root;
  };
  for (const { rows: [a = -1, b = -1] } of pairs) {
    const [x, y] = [find(a), find(b)];
    parent.set(Math.max(x, y), Math.min(x, y));
  }
  const groups = new Map<number, { rows: Set<number>; why: Repeat["why"] }>();
  for (const { rows, why } of pairs) {
    const root = find(rows[0] ?? -1);
    const held = groups.get(root) ?? { rows: new Set<number>(), why };
    for (const row of rows) held.rows.add(row);
    groups.set(root, held);
  }
  return [...groups.values()].map(({ rows, why }) => ({ rows: [...rows].sort((a, b) => a - b), review: false, why }));
}

/** What two open rows of one book are to each other; null: two persons. */
function judge(context: CheckContext, a: number, b: number): Omit<Repeat, "rows"> | null {
  const { books } = context;
  const idA = idOf(context, a);
  const idB = idOf(context, b);
  const nameA = textOf(normalAt(books, a, "name"));
  const nameB = textOf(normalAt(books, b, "name"));
  const sameName = nameA !== "" && nameA === nameB;
  const birthA = dateOf(normalAt(books, a, "birthDate"));
  const birthB = dateOf(normalAt(books, b, "birthDate"));
  const sameBirth = birthA !== null && birthB !== null && context.compare("birthDate", birthA, birthB) !== "different";
  if (idA !== null && idB !== null && idA.id18 === idB.id18) {
    // One number with two names and two birth dates is two persons and one mistyped number.
    return sameName || sameBirth || nameA === "" || nameB === ""
      ? { review: false, why: "idNumber" }
      : { review: true, why: "sameNumber" };
  }
  const numbersDiffer = idA !== null && idB !== null;
  if (!sameName || !sameBirth) return null;
  const spouseA = textOf(normalAt(books, a, "spouseName"));
  const spouseB = textOf(normalAt(books, b, "spouseName"));
  if (spouseA !== "" && spouseA === spouseB) return { review: false, why: "nameBirth" };
  if (numbersDiffer) return spouseA !== "" && spouseB !== "" ? null : { review: true, why: "namesakes" };
  const sameVillage = villageAt(books, a) === villageAt(books, b);
  if (spouseA !== "" && spouseB !== "") return { review: true, why: "namesakes" };
  return sameVillage && birthA?.precision === "day" && birthB?.precision === "day" ? { review: false, why: "nameBirth" } : { review: true, why: "namesakes" };
}

function idOf(context: CheckContext, row: number): NormalId | null {
  const value = normalAt(context.books, row, "idNumber");
  return value !== null && value.type === "idNumber" && value.valid ? value : null;
}

/** A slip of a move explains a person in two villages' books: the row left open is the slips check's finding. */
function movedByASlip(context: CheckContext, a: number, b: number): boolean {
  const { books, entities, profile } = context;
  if (villageAt(books, a) === villageAt(books, b)) return false;
  const moves = new Set(profile.events.filter((event) => (event.closes === true || event.opens === true) && event.code !== "death").map((event) => event.code));
  for (const entity of new Set([entities.of[a] ?? -1, entities.of[b] ?? -1])) {
    if (entity < 0) continue;
    for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
      const row = entities.rows[i];
      const event = row === undefined ? null : normalAt(books, row, "event");
      if (event?.type === "code" && moves.has(event.code)) return true;
    }
  }
  return false;
}
