/** Units that are held to be one person, merged under guard: no chain may join two different people. */
import { REFUSED, type Evidence } from "./evidence.js";
import type { Unit } from "./units.js";

export interface Clusters {
  find(unit: number): number;
  members(root: number): readonly number[];
  books(root: number): number;
  /** Best evidence between any two members; REFUSED bits where two members contradict each other for sure. */
  compare(a: number, b: number): Evidence;
  merge(a: number, b: number): void;
}

const NO_EVIDENCE: Evidence = { bits: REFUSED, id: "none", name: "none", birth: "none", spouse: "none" };

/** @param personBooks bits of the records with one row per person: two of their rows are one person only on strong evidence */
export function makeClusters(units: readonly Unit[], evidence: (a: number, b: number) => Evidence, personBooks: number): Clusters {
  const parent = new Int32Array(units.length);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  const lists = new Map<number, number[]>();
  const masks = Int32Array.from(units, (unit) => unit.books);

  function find(unit: number): number {
    let root = unit;
    while (parent[root] !== root) root = parent[root] ?? root;
    while (parent[unit] !== root) {
      const next = parent[unit] ?? root;
      parent[unit] = root;
      unit = next;
    }
    return root;
  }
  const members = (root: number): readonly number[] => lists.get(root) ?? [root];

  function compare(a: number, b: number): Evidence {
    let best = NO_EVIDENCE;
    for (const x of members(a)) {
      for (const y of members(b)) {
        const found = evidence(x, y);
        if (found.bits === REFUSED) return NO_EVIDENCE;
        if (found.bits > best.bits) best = found;
      }
    }
    const both = (masks[a] ?? 0) & (masks[b] ?? 0) & personBooks;
    if (both !== 0 && !twice(best)) return NO_EVIDENCE;
    return best;
  }

  return {
    find,
    members,
    books: (root) => masks[root] ?? 0,
    compare,
    merge(a, b) {
      const [keep, drop] = members(a).length >= members(b).length ? [a, b] : [b, a];
      parent[drop] = keep;
      lists.set(keep, [...members(keep), ...members(drop)]);
      lists.delete(drop);
      masks[keep] = (masks[keep] ?? 0) | (masks[drop] ?? 0);
    },
  };
}

/** Evidence enough to say that one book holds a person twice, rather than two people. */
function twice(found: Evidence): boolean {
  if (found.id === "same") return found.name !== "different" || found.birth === "same" || found.spouse === "same";
  if (found.id === "damaged" || found.id === "close") return found.name === "same";
  if (found.id === "far" || found.id === "farValid") return false;
  return found.name === "same" && found.birth === "same" && found.spouse !== "different";
}
