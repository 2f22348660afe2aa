/** An error as it is made: in terms of rows and fields; it gets its addresses once the sheets are laid out. */
import { addressOf } from "./layout.js";
import { hasField } from "./plan.js";
import type { Books, Row } from "./rows.js";
import type { Kind, RecordName, TruthCell, TruthError } from "./types.js";

export type At = readonly [Row, string];

export interface ErrorDraft {
  readonly recipe: string;
  readonly kind: Kind;
  readonly kinds?: readonly Kind[];
  readonly check: string;
  readonly checks?: readonly string[];
  readonly field: string | null;
  readonly fields?: readonly string[];
  readonly village: number;
  readonly record: RecordName;
  readonly scope?: TruthError["scope"];
  readonly absentFrom?: RecordName;
  readonly month?: string;
  readonly cells: readonly At[];
  readonly anyOf?: readonly At[];
  /** All of this person's cells of the fields (and those that name her) are about the error too. */
  readonly person?: number;
  readonly suspect?: readonly (RecordName | null)[];
  readonly ambiguous?: boolean;
  readonly pattern?: boolean;
  readonly note: string;
}

const FAMILY: Record<string, readonly string[]> = {
  children: ["children", "boys", "girls"],
  boys: ["children", "boys", "girls"],
  girls: ["children", "boys", "girls"],
  lastChildBirth: ["lastChildBirth", "childBirth", "childBirth#1", "childBirth#2", "childBirth#3", "eventDate"],
  method: ["method", "event"],
  methodDate: ["methodDate", "eventDate", "doneDate"],
  maritalStatus: ["maritalStatus", "event"],
  residence: ["residence", "outDate", "backDate", "event"],
  idNumber: ["idNumber", "birthDate"],
  birthDate: ["birthDate", "idNumber"],
};

/** Fields under which a finding about this one may also be reported. */
export function related(field: string | null, more: readonly string[] = []): string[] {
  return field === null ? [...more] : [...new Set([field, ...(FAMILY[field] ?? []), ...more])];
}

export function truthCell(row: Row, field: string): TruthCell | null {
  const address = addressOf(row, field);
  if (address === null || !row.plan) return null;
  return { record: row.record, file: row.plan.file, sheet: row.plan.name, address };
}

export function cellsOf(list: readonly At[]): TruthCell[] {
  const seen = new Set<string>();
  const cells: TruthCell[] = [];
  for (const [row, field] of list) {
    const cell = truthCell(row, field);
    if (!cell || seen.has(`${cell.sheet}!${cell.address}`)) continue;
    seen.add(`${cell.sheet}!${cell.address}`);
    cells.push(cell);
  }
  return cells;
}

export function toTruth(draft: ErrorDraft, id: string, books: Books, villages: readonly string[]): TruthError {
  const fields = draft.fields ?? related(draft.field);
  const any: At[] = [...(draft.anyOf ?? [])];
  if (draft.person !== undefined) {
    const naming = draft.kind === "missing" || draft.kind === "ended" || draft.kind === "duplicate" || draft.kind === "invalid";
    for (const row of books.about(draft.person)) for (const field of naming ? ["name", "idNumber", ...fields] : fields) any.push([row, field]);
  }
  const cells = cellsOf(draft.cells);
  const own = new Set(cells.map((c) => `${c.sheet}!${c.address}`));
  return {
    id, recipe: draft.recipe, kind: draft.kind, kinds: draft.kinds ?? [draft.kind], check: draft.check, checks: draft.checks ?? [draft.check, "consensus"],
    field: draft.field, fields, village: villages[draft.village] ?? null, record: draft.record, scope: draft.scope ?? "person", absentFrom: draft.absentFrom ?? null,
    month: draft.month ?? null, cells, anyOf: cellsOf(any).filter((c) => !own.has(`${c.sheet}!${c.address}`)), suspect: draft.suspect ?? [draft.record, null],
    ambiguous: draft.ambiguous ?? false, pattern: draft.pattern ?? false, note: draft.note,
  };
}

export const shows = hasField;
