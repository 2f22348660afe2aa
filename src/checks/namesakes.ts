/** Whether a village has several people of one name, over all records: then a name alone does not say who. */
import type { Books } from "../model.js";
import type { CheckContext } from "./check.js";

/** Per village (index + 1) and name: the one person who bears it, or `SEVERAL`. */
type Index = readonly (ReadonlyMap<string, number> | undefined)[];

const SEVERAL = Number.MAX_SAFE_INTEGER;
const cache = new WeakMap<Books, Index>();

/** Whether the village (-1 unknown) has several people of the name; rows of the supplies do not count. */
export function hasNamesakes(context: CheckContext, village: number, name: string): boolean {
  let index = cache.get(context.books);
  if (index === undefined) cache.set(context.books, (index = build(context)));
  return index[village + 1]?.get(name) === SEVERAL;
}

function build(context: CheckContext): Index {
  const { books, entities, profile } = context;
  const counted = new Set(profile.records.filter((record) => record.rowKind !== "issue" && record.rowKind !== "stock").map((record) => record.id));
  const index: Map<string, number>[] = [];
  books.blocks.forEach((block, b) => {
    if (!counted.has(block.record)) return;
    const offset = books.offsets[b] ?? 0;
    for (const field of ["name", "spouseName"]) {
      const values = block.columns.get(field)?.values;
      if (values === undefined) continue;
      for (let i = 0; i < block.count; i++) {
        const entity = entities.of[offset + i] ?? -1;
        const name = values[i]?.text ?? "";
        if (name === "" || entity < 0) continue;
        const names = (index[(block.village[i] ?? -1) + 1] ??= new Map<string, number>());
        // A husband is another person than his wife, one per couple.
        const who = field === "name" ? entity : -2 - entity;
        const held = names.get(name);
        if (held === undefined) names.set(name, who);
        else if (held !== who) names.set(name, SEVERAL);
      }
    }
  });
  return index;
}
