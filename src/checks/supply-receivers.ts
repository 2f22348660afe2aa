/** How many people stand behind issues: couples count once, namesakes may be one or two (R13: distinct receivers = 使用人数). */
import type { CheckContext } from "./check.js";
import { normalAt, villageAt } from "./cells.js";
import { hasNamesakes } from "./namesakes.js";
import { textOf } from "./normal-values.js";
import type { Issue } from "./supply-lines.js";

export interface Receivers {
  /** Couples counted once. */
  readonly people: number;
  /** Fewest and most people these rows could mean. */
  readonly least: number;
  readonly most: number;
}

/** Distinct persons by entity (by name where a row has none), without looking at couples; -1 if a row names nobody. */
export function plainCount(context: CheckContext, issues: readonly Issue[]): number {
  const seen = new Set<string | number>();
  for (const issue of issues) {
    const who = whoIs(context, issue);
    if (who === "") return -1;
    seen.add(who);
  }
  return seen.size;
}

function whoIs(context: CheckContext, issue: Issue): string | number {
  const entity = context.entities.of[issue.row] ?? -1;
  return entity >= 0 ? entity : textOf(normalAt(context.books, issue.row, "name"));
}

/** The receivers behind the issues; null if a row names nobody. */
export function countReceivers(context: CheckContext, issues: readonly Issue[]): Receivers | null {
  const { books, entities } = context;
  const tied = new Set(entities.ties.map((tie) => tie.row));
  const names = new Map<string | number, Set<string>>();
  const spellings = new Set<string>();
  let uncertain = 0;
  let repeated = 0;
  for (const issue of issues) {
    const who = whoIs(context, issue);
    if (who === "") return null;
    const name = textOf(normalAt(books, issue.row, "name"));
    // One name twice in a month, where the village has two people of that name: one of them, or both.
    if (spellings.has(`${who}|${name}`) && textOf(normalAt(books, issue.row, "idNumber")) === "" && hasNamesakes(context, villageAt(books, issue.row), name)) repeated++;
    spellings.add(`${who}|${name}`);
    const held = names.get(who);
    if (held === undefined) names.set(who, new Set([name]));
    else held.add(name);
    if (tied.has(issue.row)) uncertain++;
  }
  const parent = new Map<string | number, string | number>([...names.keys()].map((who) => [who, who]));
  const find = (who: string | number): string | number => {
    const up = parent.get(who) ?? who;
    return up === who ? who : find(up);
  };
  const byName = new Map<string, (string | number)[]>();
  for (const [who, own] of names) for (const name of own) if (name !== "") byName.set(name, [...(byName.get(name) ?? []), who]);
  for (const who of names.keys()) {
    if (typeof who !== "number") continue;
    for (const spouse of spousesOf(context, who)) for (const other of byName.get(spouse) ?? []) parent.set(find(other), find(who));
  }
  const roots = (): number => new Set([...names.keys()].map(find)).size;
  const people = roots();
  for (const same of byName.values()) for (const other of same) parent.set(find(other), find(same[0] ?? other));
  return { people, least: Math.max(1, roots() - uncertain), most: spellings.size + uncertain + repeated };
}

/** Names of the spouse in any row of the person. */
function spousesOf(context: CheckContext, entity: number): ReadonlySet<string> {
  const { books, entities } = context;
  const found = new Set<string>();
  for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
    const row = entities.rows[i];
    const spouse = row === undefined ? "" : textOf(normalAt(books, row, "spouseName"));
    if (spouse !== "") found.add(spouse);
  }
  return found;
}
