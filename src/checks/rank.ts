/**
 * Which findings matter most (contract: Rank). First those whose one correction clears several, then identity, presence, endings,
 * totals, other fields, blanks; the surer first; questions after all of them. Of the first ten at most three are of one village
 * or kind.
 */
import type { FindingKind, FieldId } from "../model.js";

export interface Rankable {
  readonly kind: FindingKind;
  readonly field: FieldId | null;
  readonly village: number;
  readonly clears: number;
  readonly certainty: number;
  readonly grouped: boolean; // part of a common pattern
  readonly id: string;
}

const IDENTITY = new Set(["name", "idNumber", "birthDate", "sex", "spouseName", "spouseIdNumber", "village"]);
const FIRST = 10;
const ALIKE = 3;

function classOf(one: Rankable): number {
  switch (one.kind) {
    case "missing":
    case "duplicate":
      return 2;
    case "ended":
      return 3;
    case "total":
      return 4;
    case "blank":
      return 6;
    case "review":
      return 7;
    default:
      return one.field !== null && IDENTITY.has(one.field) ? 1 : 5;
  }
}

/** The items in order of rank; nothing but their content decides. */
export function ranked<T extends Rankable>(items: readonly T[]): T[] {
  const sorted = [...items].sort(
    (a, b) =>
      Number(a.kind === "review") - Number(b.kind === "review") ||
      Number(a.grouped) - Number(b.grouped) ||
      (b.clears > 1 ? b.clears : 1) - (a.clears > 1 ? a.clears : 1) ||
      classOf(a) - classOf(b) ||
      b.certainty - a.certainty ||
      (a.id < b.id ? -1 : 1),
  );
  const top: T[] = [];
  const villages = new Map<number, number>();
  const kinds = new Map<FindingKind, number>();
  for (const one of sorted) {
    if (top.length === FIRST) break;
    if ((villages.get(one.village) ?? 0) >= ALIKE || (kinds.get(one.kind) ?? 0) >= ALIKE) continue;
    top.push(one);
    villages.set(one.village, (villages.get(one.village) ?? 0) + 1);
    kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1);
  }
  const chosen = new Set(top);
  return [...top, ...sorted.filter((one) => !chosen.has(one))];
}
