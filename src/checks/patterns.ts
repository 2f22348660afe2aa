/**
 * Common patterns (共性问题): the same disagreement in at least 10 and at least 30 % of a village's comparable rows is one habit to
 * correct, not so many slips. Its findings stay, grouped under it.
 */
import type { CheckId, FieldId, Pattern, RecordId } from "../model.js";
import { normalAt, recordOf, villageAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { filled } from "./people.js";

export interface PatternGroup {
  readonly pattern: Pattern;
  readonly drafts: ReadonlySet<Draft>;
}

/** Kinds that can be a habit; a doubled or missing person is a matter of its own. */
const KINDS = new Set(["mismatch", "invalid", "blank", "missing", "review"]);

export function patternsOf(context: CheckContext, drafts: readonly Draft[]): PatternGroup[] {
  const { patternMinimum, patternShare } = context.profile.settings;
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.village < 0 || !KINDS.has(draft.kind) || draft.entity < 0) continue;
    const key = `${draft.village}|${draft.check}|${draft.kind}|${draft.field ?? ""}|${draft.absentFrom ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  const found: PatternGroup[] = [];
  for (const group of groups.values()) {
    const first = group[0];
    if (first === undefined || group.length < patternMinimum) continue;
    const of = comparable(context, first);
    if (group.length < patternShare * of) continue;
    found.push({ pattern: describe(context, first, group.length, of), drafts: new Set(group) });
  }
  return found.sort((a, b) => b.pattern.findings - a.pattern.findings || (a.pattern.why < b.pattern.why ? -1 : 1));
}

/** People of the village whom the check could set side by side: those with the field in at least two of its records. */
function comparable(context: CheckContext, draft: Draft): number {
  const spec = context.profile.checks.find((check) => check.id === draft.check);
  const records = new Set<RecordId>(Object.values(spec?.records ?? {}));
  const { books, entities } = context;
  const seen = new Map<number, Set<RecordId>>();
  for (let row = 0; row < books.total; row++) {
    if (villageAt(books, row) !== draft.village) continue;
    const entity = entities.of[row] ?? -1;
    const record = recordOf(books, row);
    if (entity < 0 || (records.size > 0 && !records.has(record))) continue;
    if (draft.field !== null && draft.kind === "mismatch" && !filled(normalAt(books, row, draft.field)) && draft.field !== "village") continue;
    const set = seen.get(entity);
    if (set === undefined) seen.set(entity, new Set([record]));
    else set.add(record);
  }
  const single = draft.kind === "invalid" || draft.kind === "blank" || draft.kind === "missing" || records.size < 2;
  return [...seen.values()].filter((set) => single || set.size >= 2).length;
}

function describe(context: CheckContext, draft: Draft, findings: number, of: number): Pattern {
  const village = context.books.villages[draft.village] ?? "";
  const check: CheckId = draft.check;
  const field: FieldId | null = draft.field;
  const name = field === null ? "" : context.fieldName(field.split("#")[0] ?? field);
  const what = draft.kind === "missing"
    ? context.say({ zh: `${draft.absentFrom === undefined ? "" : context.recordName(draft.absentFrom)}漏登`, en: `missing from ${draft.absentFrom === undefined ? "" : context.recordName(draft.absentFrom)}` })
    : name;
  return {
    village, check, field, findings, of,
    why: context.say({ zh: `${village}:${what} 有 ${findings} 处同类问题(可比 ${of} 人),可能是同一原因,请先查做法再逐条改`, en: `${village}: ${findings} of ${of} alike (${what}); probably one cause, look at the practice before correcting one by one` }),
  };
}
