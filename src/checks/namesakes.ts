/** How many different people of one name a village has, over all records: where there are two, a name alone says not who. */
import type { Books } from "../model.js";
import { normalAt, villageAt } from "./cells.js";
import type { CheckContext } from "./check.js";

const cache = new WeakMap<Books, ReadonlyMap<string, ReadonlySet<number>>>();

/** Number of people (entities) of the name in the village, -1 village unknown; rows of the supplies do not count. */
export function peopleNamed(context: CheckContext, village: number, name: string): number {
  let index = cache.get(context.books);
  if (index === undefined) cache.set(context.books, (index = build(context)));
  return index.get(`${village}|${name}`)?.size ?? 0;
}

function build(context: CheckContext): Map<string, Set<number>> {
  const { books, entities, profile } = context;
  const counted = new Set(profile.records.filter((record) => record.rowKind !== "issue" && record.rowKind !== "stock").map((record) => record.id));
  const index = new Map<string, Set<number>>();
  books.blocks.forEach((block, b) => {
    if (!counted.has(block.record)) return;
    const offset = books.offsets[b] ?? 0;
    for (let i = 0; i < block.count; i++) {
      const entity = entities.of[offset + i] ?? -1;
      for (const field of ["name", "spouseName"]) {
        const name = normalAt(books, offset + i, field)?.text ?? "";
        if (name === "" || entity < 0) continue;
        const key = `${villageAt(books, offset + i)}|${name}`;
        // A husband is another person than his wife, one per couple.
        const who = field === "name" ? entity : -2 - entity;
        const held = index.get(key);
        if (held === undefined) index.set(key, new Set([who]));
        else held.add(who);
      }
    }
  });
  return index;
}
