/** Third part of validation: are `settings.weights` those of the columns by which this version links people? */
import type { FrozenWeights } from "../model.js";
import type { Tell } from "./problem.js";

/** Levels of a comparison by type of column, and the columns by which people are compared (a test holds them against the linkage). */
const LEVELS: Readonly<Record<string, number>> = { name: 9, idNumber: 8, date: 9, code: 7 };
export const LINK_COLUMNS: Readonly<Record<string, string>> = {
  name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", spouseIdNumber: "idNumber", village: "code", group: "code",
  householdCode: "code", personCode: "code", childName: "name", lastChildBirth: "date", marriageDate: "date",
};
export const levelsOfColumn = (column: string): number => LEVELS[LINK_COLUMNS[column] ?? ""] ?? 0;

const AGAIN = { zh: "请用这一版的 --weights 重新写出", en: "write them again with this version's --weights" } as const;

export function weightProblems(weights: FrozenWeights, tell: Tell): void {
  const at = "settings.weights";
  const seen = new Set<string>();
  weights.columns.forEach(({ name, type, weight, m, u }, c) => {
    const path = `${at}.columns[${c}]`;
    if (name === "") return; // the schema has told of it
    if (!Object.hasOwn(LINK_COLUMNS, name)) return tell(`${path}.name`, `没有按“${name}”比对的栏目; ${AGAIN.zh}。`, `People are not compared by a column "${name}": ${AGAIN.en}.`);
    if (seen.has(name)) return tell(`${path}.name`, `栏目“${name}”写了两次; ${AGAIN.zh}。`, `The column "${name}" is there twice: ${AGAIN.en}.`);
    seen.add(name);
    if (type !== LINK_COLUMNS[name]) tell(`${path}.type`, `栏目“${name}”的类型应当是 ${LINK_COLUMNS[name]}; ${AGAIN.zh}。`, `The column "${name}" is of type ${LINK_COLUMNS[name]}: ${AGAIN.en}.`);
    for (const [table, values] of [["weight", weight], ["m", m], ["u", u]] as const) {
      const levels = levelsOfColumn(name);
      if (values.length === levels) continue;
      tell(`${path}.${table}`, `栏目“${name}”应有 ${levels} 级, 这里有 ${values.length} 级; ${AGAIN.zh}。`, `The column "${name}" has ${levels} levels, here are ${values.length}: ${AGAIN.en}.`);
    }
  });
  const missing = Object.keys(LINK_COLUMNS).filter((name) => !seen.has(name));
  if (missing.length > 0 && weights.columns.every(({ name }) => name !== "")) {
    tell(`${at}.columns`, `缺少栏目 ${missing.join("、")}; ${AGAIN.zh}。`, `The columns ${missing.join(", ")} are missing: ${AGAIN.en}.`);
  }
  weights.overlap.forEach(([one, two], o) => {
    for (const name of [one, two]) if (name !== "" && !Object.hasOwn(LINK_COLUMNS, name)) tell(`${at}.overlap[${o}]`, `没有按“${name}”比对的栏目; ${AGAIN.zh}。`, `People are not compared by a column "${name}": ${AGAIN.en}.`);
  });
}
