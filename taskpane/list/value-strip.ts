/** A finding as a vertical strip: what each record says, alike values together, the odd one out first. */
import type { Finding, FindingCell, RecordId } from "../../src/model.js";

export interface StripCell {
  /** Index into the finding's cells: where a click goes. */
  readonly index: number;
  readonly cell: FindingCell;
}

/** One record's word on the matter. */
export interface StripLine {
  readonly record: RecordId;
  /** As shown; "" for an empty cell. */
  readonly value: string;
  readonly cells: readonly StripCell[];
}

export interface StripGroup {
  /** suspect: probably wrong; agree: several records say the same; plain: no judgement; absent: the record has no such entry. */
  readonly kind: "suspect" | "agree" | "plain" | "absent";
  /** Different records in the group. */
  readonly records: number;
  readonly lines: readonly StripLine[];
}

/** Records that agree against the suspect one; 0 if there is no suspect. */
export function agreeing(groups: readonly StripGroup[]): number {
  if (!groups.some((group) => group.kind === "suspect")) return 0;
  return Math.max(0, ...groups.filter((group) => group.kind === "agree").map((group) => group.records));
}

/** Cells of one record that show the same text are one line with several addresses. */
function linesOf(cells: readonly StripCell[]): StripLine[] {
  const lines = new Map<string, { record: RecordId; value: string; cells: StripCell[] }>();
  for (const one of cells) {
    const key = `${one.cell.record}\u0001${one.cell.value}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { record: one.cell.record, value: one.cell.value, cells: [one] });
    else line.cells.push(one);
  }
  return [...lines.values()];
}

function group(kind: StripGroup["kind"], cells: readonly StripCell[]): StripGroup {
  return { kind, records: new Set(cells.map(({ cell }) => cell.record)).size, lines: linesOf(cells) };
}

export function stripOf(finding: Finding): readonly StripGroup[] {
  const cells = finding.cells.map((cell, index): StripCell => ({ index, cell }));
  const groups: StripGroup[] = [];
  // Only values of one field can agree or differ; the cells of a sum or of an illogical row stand beside one another.
  if (finding.kind === "mismatch" && finding.field !== null) {
    const suspects = cells.filter(({ cell }) => cell.record === finding.suspect);
    const others = new Map<string, StripCell[]>();
    for (const one of cells) {
      if (one.cell.record === finding.suspect) continue;
      const same = others.get(one.cell.normal);
      if (same === undefined) others.set(one.cell.normal, [one]);
      else same.push(one);
    }
    if (suspects.length > 0) groups.push(group("suspect", suspects));
    const alike = [...others.values()].map((own) => group("plain", own)).sort((a, b) => b.records - a.records);
    for (const one of alike) groups.push(one.records > 1 ? { ...one, kind: "agree" } : one);
  } else {
    const own = finding.suspect === null ? [] : cells.filter(({ cell }) => cell.record === finding.suspect);
    // A sum or a row that contradicts itself: of the suspect record's cells the first is the one to correct.
    const suspects = finding.kind === "total" || own.length === cells.length ? own.slice(0, 1) : own;
    const others = cells.filter((cell) => !suspects.includes(cell));
    if (suspects.length > 0) groups.push(group("suspect", suspects));
    if (others.length > 0) groups.push(group("plain", others));
  }
  if (finding.absentFrom !== undefined) groups.push({ kind: "absent", records: 1, lines: [{ record: finding.absentFrom, value: "", cells: [] }] });
  return groups;
}
