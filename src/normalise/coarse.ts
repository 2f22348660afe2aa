/** Columns that are coarse throughout: only 药具, only year and month. One warning each, no finding. */
import type { FieldId, Language, NormalColumn, RecordRows, Warning } from "../model.js";
import type { Profile } from "../profile/profile.js";
import type { CodeIndex } from "./code.js";
import { baseField } from "./compare.js";

export interface Coarse {
  readonly kind: "month" | "code";
  /** The coarse codes of the column. */
  readonly codes: readonly string[];
}

/** Codes that a column holds, "?" and blanks left out. */
export function codesIn(column: NormalColumn): Set<string> {
  const codes = new Set<string>();
  for (const value of column.values) if (value.type === "code" && value.state === "value" && value.code.charCodeAt(0) !== 63) codes.add(value.code);
  return codes;
}

/** Every date of the column lacks its day; null if one has it or there is no date. */
export function coarseDates(column: NormalColumn): Coarse | null {
  let dates = 0;
  for (const value of column.values) {
    if (value.type !== "date") return null;
    if (value.precision === "day") return null;
    if (value.precision !== "none") dates++;
  }
  return dates > 0 ? { kind: "month", codes: [] } : null;
}

/**
 * The column says a coarse code and never one of the finer ones, while another column of the field does.
 * `own`: codes of this column; `all`: codes of the field in every block.
 */
export function coarseCodes(own: ReadonlySet<string>, all: ReadonlySet<string>, index: CodeIndex): Coarse | null {
  const coarse: string[] = [];
  for (const code of own) {
    const finer = index.holds.get(code);
    if (finer === undefined) continue;
    let elsewhere = false;
    for (const fine of finer) {
      if (own.has(fine)) return null;
      if (all.has(fine)) elsewhere = true;
    }
    if (elsewhere) coarse.push(code);
  }
  return coarse.length > 0 ? { kind: "code", codes: coarse.sort() } : null;
}

/** One warning per record and field. */
export function coarseWarnings(
  found: readonly { readonly rows: RecordRows; readonly field: FieldId; readonly coarse: Coarse }[], profile: Profile, language: Language,
): Warning[] {
  const groups = new Map<string, { rows: RecordRows[]; field: FieldId; kind: Coarse["kind"]; codes: Set<string> }>();
  for (const { rows, field, coarse } of found) {
    const key = `${rows.record} ${baseField(field)} ${coarse.kind}`;
    const group = groups.get(key) ?? { rows: [], field: baseField(field), kind: coarse.kind, codes: new Set<string>() };
    group.rows.push(rows);
    for (const code of coarse.codes) group.codes.add(code);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ rows, field, kind, codes }) => {
    const [first] = rows;
    const record = profile.records.find((spec) => spec.id === first?.record)?.name;
    const spec = profile.fields.find((candidate) => candidate.id === field);
    const list = profile.codes.find((candidate) => candidate.id === spec?.codes);
    const words = [...codes].sort().map((code) => list?.codes.find((entry) => entry.code === code)?.name[language] ?? code);
    const where = record?.[language] ?? first?.record ?? "";
    const what = spec?.name[language] ?? field;
    const single = new Set(rows.map((each) => `${each.block.file ?? ""}\n${each.block.sheet}`)).size === 1;
    return {
      code: kind === "month" ? "coarseDates" : "coarseCodes",
      file: single ? (first?.block.file ?? null) : null,
      sheet: single ? (first?.block.sheet ?? null) : null,
      address: null,
      message: kind === "month" ? monthMessage(language, where, what) : codeMessage(language, where, what, words),
    };
  });
}

function monthMessage(language: Language, record: string, field: string): string {
  return language === "zh"
    ? `${record}的“${field}”只写到年月，没有写日。核对时只比年月，不算差错；要比到日，请把日期补全后再核对。`
    : `In ${record}, "${field}" gives only year and month. It is compared by month and nothing is reported for it; add the days to compare them too.`;
}

function codeMessage(language: Language, record: string, field: string, words: readonly string[]): string {
  return language === "zh"
    ? `${record}的“${field}”只写大类（${words.join("、")}），没有写具体哪一种。核对时按大类比，不算差错；要比到具体种类，请补写后再核对。`
    : `In ${record}, "${field}" gives only the class (${words.join(", ")}). It is compared by class and nothing is reported for it; write the exact kind to compare that too.`;
}
