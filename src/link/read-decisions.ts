/** The user's own decisions in the settings, by the lists' ids → places in the lists. */
import { Trouble } from "../cli/trouble.js";
import type { Decisions } from "../linkage/model/decided.js";

/** Pairs of ids: of the first list and of the second, or both of the one list. */
export interface DecidedIds {
  readonly same: readonly (readonly [string, string])[];
  readonly different: readonly (readonly [string, string])[];
}

interface Ids {
  readonly file: string;
  readonly ids: readonly string[];
}

/** @throws Trouble for an id that is not there or stands at several rows, and for decisions that contradict each other */
export function decisionsOf({ same, different }: DecidedIds, first: Ids, second: Ids | null, oneToOne: boolean): Decisions {
  if (same.length + different.length === 0) return { same: [], different: [] };
  const inFirst = placesOf(first);
  const inSecond = second === null ? inFirst : placesOf(second);
  const place = (entry: string, id: string, places: ReadonlyMap<string, number>, { file }: Ids): number => {
    const found = places.get(id);
    if (found === undefined) throw new Trouble({ zh: `设置里 ${entry} 的编号“${id}”在“${file}”里没有；请核对编号。`, en: `Settings, ${entry}: there is no id "${id}" in "${file}"; check it.` });
    if (found === TWICE) throw new Trouble({ zh: `设置里 ${entry} 的编号“${id}”在“${file}”里有几行；编号要只属于一行。`, en: `Settings, ${entry}: the id "${id}" stands at several rows of "${file}"; it must name one.` });
    return found;
  };
  const placed = (entry: string, pairs: DecidedIds["same"]): [number, number][] => pairs.map(([a, b]) => [place(entry, a, inFirst, first), place(entry, b, inSecond, second ?? first)]);
  const decisions = { same: placed("same", same), different: placed("different", different) };

  if (second === null) {
    const alone = [...same, ...different].find(([a, b]) => a === b);
    if (alone !== undefined) throw new Trouble({ zh: `设置里的 same 或 different 把编号“${alone[0]}”和它自己配成一对。`, en: `Settings: same or different pairs the id "${alone[0]}" with itself.` });
  }
  // In one list what is the same goes on: a and b, b and c, so a and c.
  const parent = new Map<string, string>();
  const name = (side: 0 | 1, at: number): string => `${second === null ? 0 : side}|${at}`;
  const find = (one: string): string => {
    let root = one;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  const partner = new Map<string, string>();
  decisions.same.forEach(([a, b], i) => {
    const [x, y] = [name(0, a), name(1, b)];
    if (oneToOne) {
      for (const [one, other, id] of [[x, y, same[i]?.[0]], [y, x, same[i]?.[1]]] as const) {
        if ((partner.get(one) ?? other) !== other) throw new Trouble({ zh: `设置里 same 把编号“${id ?? ""}”和两行都定为同一个，可是 oneToOne 是一对一。`, en: `Settings, same: the id "${id ?? ""}" is said to be two rows' although oneToOne is true.` });
        partner.set(one, other);
      }
    }
    const [p, q] = [find(x), find(y)];
    if (p !== q) parent.set(p, q);
  });
  decisions.different.forEach(([a, b], i) => {
    const together = second === null ? find(name(0, a)) === find(name(1, b)) : decisions.same.some(([x, y]) => x === a && y === b);
    if (!together) return;
    const ids = (different[i] ?? []).join(", ");
    throw new Trouble({ zh: `设置里 same 和 different 互相矛盾（${ids}）。`, en: `Settings: same and different contradict each other (${ids}).` });
  });
  return decisions;
}

const TWICE = -1;

function placesOf({ ids }: Ids): Map<string, number> {
  const places = new Map<string, number>();
  ids.forEach((id, at) => places.set(id, places.has(id) ? TWICE : at));
  return places;
}
