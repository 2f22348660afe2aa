/** The columns of a block get their fields for one record: header first, values where the header does not decide. */
import type { ColumnMapping, FieldId, MappingReason, RecordId } from "../model.js";
import { codeShare, fitOf, type ColumnValues, type Fit } from "./column-values.js";
import type { Lexicon } from "./lexicon.js";
import { headerPath, readHeader, type Candidate, type HeaderReading } from "./read-header.js";
import type { BlockColumn } from "./split-blocks.js";
import { childOrdinal, type Subject } from "./subject.js";

export interface Mapped {
  readonly columns: readonly ColumnMapping[];
  /** Field → sheet column, children's fields with their place. */
  readonly byField: ReadonlyMap<FieldId, number>;
  /** Columns whose header is known, of a field this record has not. */
  readonly foreign: number;
  /** Columns that lost their field to another one, with values (warn). */
  readonly twice: readonly { readonly column: number; readonly header: string; readonly field: FieldId }[];
  /** Columns two fields claim and the values do not decide. */
  readonly undecided: readonly { readonly column: number; readonly header: string; readonly fields: readonly FieldId[] }[];
}

interface Claim {
  readonly column: BlockColumn;
  readonly index: number;
  readonly candidate: Candidate;
  /** 0: the column's first choice. */
  readonly choice: number;
  readonly why: MappingReason;
  readonly fit: Fit;
}

/** `chosen`: fields the user chose by sheet column (null: leave out). */
export function mapColumns(
  columns: readonly BlockColumn[], record: RecordId, lexicon: Lexicon, valuesOf: (column: number) => ColumnValues,
  chosen: ReadonlyMap<number, FieldId | null>,
): Mapped {
  const inRecord = lexicon.records.get(record)?.fields ?? new Set<FieldId>();
  const states = new Map<number, ColumnMapping>();
  const byField = new Map<FieldId, number>();
  const twice: { column: number; header: string; field: FieldId }[] = [];
  const undecided: { column: number; header: string; fields: FieldId[] }[] = [];
  const children: { column: BlockColumn; field: FieldId; why: MappingReason }[] = [];
  const claims: Claim[] = [];
  const unknown: BlockColumn[] = [];
  let foreign = 0;
  const set = (column: BlockColumn, field: FieldId | null, why: MappingReason | null, state: ColumnMapping["state"]): void => {
    const headerRow = column.parts.at(-1)?.row;
    states.set(column.column, { column: column.column, header: column.path.shown, ...(headerRow === undefined ? {} : { headerRow }), field, why, state });
  };
  const take = (column: BlockColumn, field: FieldId, why: MappingReason): void => {
    set(column, field, why, "mapped");
    byField.set(field, column.column);
  };

  columns.forEach((column, index) => {
    const choice = chosen.get(column.column);
    // What must not be read is not read, whatever somebody chose.
    if (choice !== undefined && column.parts.length > 0 && readHeader(column.path, record, lexicon).state === "skipped") {
      set(column, null, null, "skipped");
      return;
    }
    if (choice !== undefined) {
      if (choice === null) set(column, null, "user", "unmapped");
      else if (lexicon.fields.get(choice)?.spec.repeat === true) children.push({ column, field: choice, why: "user" });
      else take(column, choice, "user");
      return;
    }
    set(column, null, null, "unmapped");
    if (column.parts.length === 0) {
      unknown.push(column);
      return;
    }
    const reading = groupTotal(column, columns, record, lexicon) ?? readHeader(column.path, record, lexicon);
    if (reading.state === "skipped") {
      set(column, null, null, "skipped");
      return;
    }
    if (reading.state === "ignored") return;
    if (reading.candidates.length === 0) {
      if (reading.known) foreign++;
      else unknown.push(column);
      return;
    }
    const values = valuesOf(column.column);
    let candidates = decide(reading.candidates, values, lexicon);
    if (candidates === null) {
      undecided.push({ column: column.column, header: column.path.shown, fields: reading.candidates.map((c) => c.field) });
      set(column, null, null, "ambiguous");
      return;
    }
    // 身份证号或出生年月 that holds dates only is a birth date.
    const first = candidates[0];
    if (first !== undefined && lexicon.fields.get(first.field)?.type === "idNumber" && fitOf(values, first.field, lexicon) === "bad" && values.dateLike >= 0.6 && inRecord.has("birthDate")) {
      candidates = [{ ...first, field: "birthDate", quality: 45 }];
    }
    const manyFields = reading.candidates.length > 1 && candidates[0] !== reading.candidates[0];
    for (const [choice, candidate] of candidates.entries()) {
      const fit = fitOf(values, candidate.field, lexicon);
      if (fit === "bad" && (candidate.quality < 80 || isStrict(candidate.field, lexicon))) continue;
      if (lexicon.fields.get(candidate.field)?.spec.repeat === true) {
        if (choice > 0) continue;
        children.push({ column, field: candidate.field, why: candidate.why });
        break;
      }
      claims.push({ column, index, candidate, choice, why: manyFields || candidate.quality === 45 ? "values" : candidate.why, fit });
    }
  });

  // Best claims first; a column keeps its first claim that is free.
  claims.sort((a, b) =>
    a.choice - b.choice || Number(a.fit === "bad") - Number(b.fit === "bad")
    || Number(valuesOf(a.column.column).filled === 0) - Number(valuesOf(b.column.column).filled === 0)
    || b.candidate.quality - a.candidate.quality || a.candidate.rank - b.candidate.rank || a.index - b.index);
  const lost: Claim[] = [];
  const done = new Set<number>();
  for (const claim of claims) {
    const { column } = claim;
    if (done.has(column.column)) continue;
    if (!byField.has(claim.candidate.field)) {
      take(column, claim.candidate.field, claim.why);
      done.add(column.column);
    } else lost.push(claim);
  }
  for (const claim of lost) {
    const { column, candidate } = claim;
    if (done.has(column.column)) continue;
    done.add(column.column);
    const near = personBefore(columns, claim.index);
    const field = near === null ? undefined : lexicon.bySubject.get(near)?.get(column.path.leaf.bare)?.find((id) => inRecord.has(id));
    const repeat = field !== undefined && lexicon.fields.get(field)?.spec.repeat === true;
    if (field !== undefined && repeat) children.push({ column, field, why: "group" });
    else if (field !== undefined && !byField.has(field)) take(column, field, "group");
    // Free text may stand in several columns (摘要, 备注): one is enough, and the other no matter for a warning.
    else if (candidate.quality > 50 && !partOfTotal(column, byField.get(candidate.field), columns) && lexicon.fields.get(candidate.field)?.type !== "text" && valuesOf(column.column).filled > 0) {
      set(column, null, null, "ambiguous");
      twice.push({ column: column.column, header: column.path.shown, field: candidate.field });
    }
  }

  numberChildren(children, columns, take);

  // A column of ID numbers under an unknown header, where no header names them.
  if (inRecord.has("idNumber") && !byField.has("idNumber")) {
    const found = unknown.filter((column) => (column.path.subject === null || column.path.subject === "self") && valuesOf(column.column).idLike >= 0.8 && valuesOf(column.column).texts.length >= 3);
    if (found.length === 1 && found[0] !== undefined) take(found[0], "idNumber", "values");
  }
  return {
    columns: columns.filter((column) => column.parts.length > 0 || states.get(column.column)?.state === "mapped").flatMap((column) => states.get(column.column) ?? []),
    byField, foreign, twice, undecided,
  };
}

const TOTAL_LEAF = /^(合计|小计|总计|计|总数|数量合计)$/;

/**
 * 合计 under 本月收入 is the 收入, unless the group holds other numbers that are fields of their own (本月支出: 发放, 报损, 合计):
 * then it is a sum of several fields and none of them. null: not such a column.
 */
function groupTotal(column: BlockColumn, columns: readonly BlockColumn[], record: RecordId, lexicon: Lexicon): HeaderReading | null {
  const group = column.parts[column.parts.length - 2];
  if (group === undefined || !TOTAL_LEAF.test(column.path.leaf.bare)) return null;
  const own = readHeader(headerPath([group.text]), record, lexicon);
  const [field] = own.state === "candidates" ? own.candidates : [];
  if (field === undefined || lexicon.fields.get(field.field)?.type !== "number") return null;
  const mixed = columns.some((other) => {
    const part = other.parts[other.parts.length - 2];
    if (other === column || part === undefined || part.row !== group.row || part.left !== group.left) return false;
    const reading = readHeader(other.path, record, lexicon);
    const [sibling] = reading.state === "candidates" ? reading.candidates : [];
    return sibling !== undefined && sibling.field !== field.field && lexicon.fields.get(sibling.field)?.type === "number";
  });
  return mixed ? { state: "ignored" } : { state: "candidates", candidates: [{ ...field, quality: 97, why: "group" }], known: true };
}

/** 上级调入 beside 合计 under 本月收入 is a part of it, no second column of it. */
function partOfTotal(column: BlockColumn, winner: number | undefined, columns: readonly BlockColumn[]): boolean {
  const other = columns.find((candidate) => candidate.column === winner);
  const group = column.parts[column.parts.length - 2];
  const otherGroup = other?.parts[other.parts.length - 2];
  return other !== undefined && group !== undefined && TOTAL_LEAF.test(other.path.leaf.bare) && group.row === otherGroup?.row && group.left === otherGroup.left;
}

/** Types whose values must look right, however good the header: an ID column without ID numbers, a village column of units. */
function isStrict(field: FieldId, lexicon: Lexicon): boolean {
  const type = lexicon.fields.get(field)?.type;
  return type === "idNumber" || type === "village" || field === "unit";
}

/** Orders the candidates of one header; null if several fields claim it alike and its values do not decide. */
function decide(candidates: readonly Candidate[], values: ColumnValues, lexicon: Lexicon): readonly Candidate[] | null {
  const best = candidates[0];
  if (best === undefined || candidates.length === 1) return candidates;
  const alike = candidates.filter((candidate) => candidate.quality === best.quality);
  const weight = (candidate: Candidate): number => {
    const info = lexicon.fields.get(candidate.field);
    const fit = fitOf(values, candidate.field, lexicon);
    return (fit === "good" ? 2 : fit === "bad" ? -2 : 0) + (info?.type === "code" ? codeShare(values, info.spec.codes ?? "", lexicon) : 0);
  };
  // 单位: the record's own reading (unit) gives way to values that are villages.
  const sorted = [...candidates].sort((a, b) => {
    const badA = Number(fitOf(values, a.field, lexicon) === "bad");
    const badB = Number(fitOf(values, b.field, lexicon) === "bad");
    return badA - badB || b.quality - a.quality || weight(b) - weight(a) || a.rank - b.rank;
  });
  const [first, second] = sorted;
  if (alike.length > 1 && first !== undefined && second !== undefined && values.filled > 0
    && first.quality === second.quality && weight(first) === weight(second)) return null;
  return sorted;
}

/** Whose name stands in the nearest named column to the left: 丈夫姓名 | 身份证号. */
function personBefore(columns: readonly BlockColumn[], index: number): Subject | null {
  for (let i = index - 1; i >= 0; i--) {
    const subject = columns[i]?.path.subject ?? null;
    if (subject === "spouse" || subject === "child") return subject;
    if (subject !== null || /姓名$/.test(columns[i]?.path.leaf.bare ?? "")) return null;
  }
  return null;
}

/**
 * Numbers the children's columns from the left. A number in the header counts (一孩, 孩子2姓名); else the repeated group (孩子情况
 * twice); else a child begins where a field comes again, or each column of a run of one field is the next child's.
 */
function numberChildren(
  children: readonly { column: BlockColumn; field: FieldId; why: MappingReason }[], columns: readonly BlockColumn[],
  take: (column: BlockColumn, field: FieldId, why: MappingReason) => void,
): void {
  const order = new Map(columns.map((column, index) => [column.column, index]));
  const sorted = [...children].sort((a, b) => (order.get(a.column.column) ?? 0) - (order.get(b.column.column) ?? 0));
  const taken = new Set<string>();
  const groupOf = (column: BlockColumn): string => column.parts.slice(0, -1).map((part) => `${part.row}:${part.left}`).join();
  const groups = [...new Set(sorted.map(({ column }) => groupOf(column)).filter((group) => group !== ""))];
  // Groups inside one child (身份证号或出生年月 under 孩子情况) repeat no field: the outer group counts.
  const repeats = groups.filter((group) => !groups.some((other) => other !== group && group.startsWith(`${other},`)));
  const fieldsIn = (group: string): string[] => sorted.filter(({ column }) => groupOf(column).startsWith(group)).map(({ field }) => field);
  const grouped = repeats.length > 1 && repeats.some((group, i) => i > 0 && fieldsIn(group).some((field) => fieldsIn(repeats[0] ?? "").includes(field)));
  let slot = 1;
  let before: FieldId | null = null;
  const count = new Map<FieldId, number>();
  for (const { column, field, why } of sorted) {
    const { path } = column;
    let ordinal = childOrdinal(path.leaf.bare);
    for (let i = path.groups.length - 1; i >= 0 && ordinal === 0; i--) ordinal = childOrdinal(path.groups[i]?.bare ?? "");
    if (ordinal === 0) {
      if (grouped) ordinal = Math.max(1, repeats.findIndex((group) => groupOf(column).startsWith(group)) + 1);
      else if (before === field) ordinal = (count.get(field) ?? 0) + 1;
      else {
        const seen = count.get(field) ?? 0;
        if (seen >= slot && before !== null) slot = seen + 1;
        ordinal = sorted.some((other, i) => other.field === field && sorted[i + 1]?.field === field) ? seen + 1 : slot;
      }
    }
    while (taken.has(`${field}#${ordinal}`)) ordinal++;
    taken.add(`${field}#${ordinal}`);
    count.set(field, Math.max(count.get(field) ?? 0, ordinal));
    before = field;
    take(column, `${field}#${ordinal}`, why);
  }
}
