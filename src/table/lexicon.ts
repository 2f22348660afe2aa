/** The profile compiled for reading tables: every header word with what it may mean, labels of totals, footers, dates. */
import type { FieldId, RecordId, ValueType } from "../model.js";
import type { FieldSpec, Profile, RecordSpec, UnderRule } from "../profile/profile.js";
import { foldHeader, foldText, looseKey } from "./fold-header.js";
import { subjectOf, withoutSubject, type Subject } from "./subject.js";

/** One thing a header word may mean. */
export interface Sense {
  readonly kind: "field" | "skip" | "ignore";
  /** Field id; "" for skip and ignore. */
  readonly field: FieldId;
  /** Holds in this record only. */
  readonly record: RecordId | null;
  /** Holds only under a group header with one of these words (folded). */
  readonly groups: readonly string[] | null;
  /** A column name of an export (XM), not a header. */
  readonly exportName: boolean;
  /** Place among the field's headers: the one listed earlier wins. */
  readonly rank: number;
}

export interface FieldInfo {
  readonly spec: FieldSpec;
  readonly type: ValueType;
  readonly subject: Subject | null;
}

export interface Lexicon {
  readonly profile: Profile;
  readonly fields: ReadonlyMap<FieldId, FieldInfo>;
  readonly records: ReadonlyMap<RecordId, { readonly spec: RecordSpec; readonly fields: ReadonlySet<FieldId>; readonly required: readonly FieldId[] }>;
  /** Folded header → senses. */
  readonly exact: ReadonlyMap<string, readonly Sense[]>;
  readonly loose: ReadonlyMap<string, readonly Sense[]>;
  /** Subject → header without the person's word → fields (配偶: 姓名 → spouseName). */
  readonly bySubject: ReadonlyMap<Subject, ReadonlyMap<string, readonly FieldId[]>>;
  /** Words of group headers (folded), from the `under` rules. */
  readonly groupWords: readonly string[];
  /** Folded words of skip headers long enough to be looked for inside a group header. */
  readonly skipWords: readonly string[];
  /** Words in names, folded, longest first. */
  readonly recordNames: readonly { readonly word: string; readonly record: RecordId }[];
  /** Code word → code, per code list (folded words; the code itself and its name too). */
  readonly codeWords: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Any word of any code list: a cell with it is a value, not a header. */
  readonly valueWords: ReadonlySet<string>;
  /** Item word (folded) → item code; unit words. */
  readonly itemWords: ReadonlyMap<string, string>;
  readonly unitWords: ReadonlySet<string>;
  readonly totalLabels: readonly { readonly word: string; readonly kind: "total" | "subtotal" | "cumulative" | "ofWhich" }[];
  /** First and last characters of cells that may label a totals row: one look decides for most cells. */
  readonly totalFirst: ReadonlySet<string>;
  readonly totalLast: ReadonlySet<string>;
  readonly footers: readonly string[];
  readonly asOfLabels: readonly string[];
  readonly dittos: ReadonlySet<string>;
  readonly blanks: ReadonlySet<string>;
}

const compiled = new WeakMap<Profile, Lexicon>();

/** Compiles a profile once. */
export function lexiconOf(profile: Profile): Lexicon {
  let lexicon = compiled.get(profile);
  if (lexicon === undefined) {
    lexicon = compile(profile);
    compiled.set(profile, lexicon);
  }
  return lexicon;
}

function compile(profile: Profile): Lexicon {
  const exact = new Map<string, Sense[]>();
  const loose = new Map<string, Sense[]>();
  const add = (map: Map<string, Sense[]>, key: string, sense: Sense): void => {
    if (key === "") return;
    const list = map.get(key);
    if (list === undefined) map.set(key, [sense]);
    else if (!list.some((s) => s.kind === sense.kind && s.field === sense.field && s.record === sense.record && s.groups === sense.groups)) list.push(sense);
  };
  const addHeader = (text: string, sense: Sense): void => {
    const folded = foldHeader(text);
    add(exact, folded.kept, sense);
    // 村(居) is also 村; 领证(结婚)日期 must not become 领证日期.
    if (/[)）\]】]\s*$/.test(text)) add(exact, folded.bare, sense);
    if (!sense.exportName) add(loose, looseKey(folded.kept), sense);
  };

  const groupWords = new Set<string>();
  const addUnder = (rule: UnderRule, sense: Pick<Sense, "kind" | "field">): void => {
    const groups = rule.groups.map(foldText);
    for (const group of groups) groupWords.add(group);
    rule.headers.forEach((header, rank) => { addHeader(header, { ...sense, record: null, groups, exportName: false, rank }); });
  };
  const bySubject = new Map<Subject, Map<string, FieldId[]>>();
  const fields = new Map<FieldId, FieldInfo>();
  for (const field of profile.fields) {
    const sense = { kind: "field" as const, field: field.id, record: null, groups: null, exportName: false };
    addHeader(field.name.zh, { ...sense, rank: 0 });
    field.headers.forEach((header, rank) => { addHeader(header, { ...sense, rank }); });
    [...(field.columns ?? []), field.id].forEach((column, rank) => { addHeader(column, { ...sense, exportName: true, rank }); });
    for (const rule of field.under ?? []) addUnder(rule, sense);
    const subject = fieldSubject(field);
    fields.set(field.id, { spec: field, type: field.type, subject });
    if (subject !== null) {
      let map = bySubject.get(subject);
      if (map === undefined) bySubject.set(subject, (map = new Map<string, FieldId[]>()));
      for (const header of [field.name.zh, ...field.headers]) {
        const rest = withoutSubject(foldText(header));
        if (rest === "" || subjectOf(foldText(header)) !== subject) continue;
        for (const key of [rest, looseKey(rest)]) {
          const list = map.get(key);
          if (list === undefined) map.set(key, [field.id]);
          else if (!list.includes(field.id)) list.push(field.id);
        }
      }
    }
  }
  for (const record of profile.records) {
    for (const use of record.fields) {
      (use.headers ?? []).forEach((header, rank) => {
        addHeader(header, { kind: "field", field: use.field, record: record.id, groups: null, exportName: false, rank });
      });
    }
  }
  const unused = { field: "", record: null, groups: null, exportName: false, rank: 0 };
  for (const header of profile.skip) addHeader(header, { kind: "skip", ...unused });
  for (const header of profile.ignore) addHeader(header, { kind: "ignore", ...unused });
  for (const rule of profile.skipUnder ?? []) addUnder(rule, { kind: "skip", field: "" });
  for (const rule of profile.ignoreUnder ?? []) addUnder(rule, { kind: "ignore", field: "" });

  const codeWords = new Map<string, Map<string, string>>();
  const valueWords = new Set<string>();
  for (const list of profile.codes) {
    const words = new Map<string, string>();
    for (const code of list.codes) {
      for (const word of [code.code, code.name.zh, ...code.words]) {
        const folded = foldText(word);
        if (!words.has(folded)) words.set(folded, code.code);
        valueWords.add(folded);
      }
    }
    codeWords.set(list.id, words);
  }
  const itemWords = new Map<string, string>();
  const unitWords = new Set<string>();
  for (const item of profile.items) {
    for (const word of item.words) itemWords.set(foldText(word), item.code);
    for (const unit of Object.keys(item.units)) unitWords.add(foldText(unit));
  }

  const totalLabels = (["ofWhich", "cumulative", "subtotal", "total"] as const)
    .flatMap((kind) => profile.totals[kind].map((word) => ({ word: foldText(word), kind })))
    .sort((a, b) => b.word.length - a.word.length);
  const totalFirst = new Set("合小总總累全共其");
  const totalLast = new Set<string>();
  for (const { word, kind } of totalLabels) {
    if (kind === "ofWhich") totalFirst.add(word.charAt(0));
    else totalLast.add(word.charAt(word.length - 1));
  }

  return {
    profile,
    fields,
    records: new Map(profile.records.map((spec) => [spec.id, {
      spec,
      fields: new Set(spec.fields.map((use) => use.field)),
      required: spec.fields.filter((use) => use.required === true).map((use) => use.field),
    }])),
    exact,
    loose,
    bySubject,
    groupWords: [...groupWords],
    skipWords: profile.skip.map(foldText).filter((word) => word.length >= 3),
    recordNames: profile.records
      .flatMap((spec) => [spec.name.zh, ...spec.names].map((name) => ({ word: foldText(name), record: spec.id })))
      .sort((a, b) => b.word.length - a.word.length),
    codeWords,
    valueWords,
    itemWords,
    unitWords,
    totalLabels,
    totalFirst,
    totalLast,
    footers: profile.footers.map(foldText).filter((word) => word !== ""),
    asOfLabels: profile.asOfLabels,
    dittos: new Set([...profile.dittos, "同上", "〃", "″", "＂", '"', "”", "“", "''", "′′", "々"]),
    blanks: new Set(["—", "－", "-", "/", "／", "\\", "——", "--", "×", "以下空白", "此行空白"]),
  };
}

/** Whose the field is: that of most of its headers. */
function fieldSubject(field: FieldSpec): Subject | null {
  const votes = new Map<Subject | null, number>();
  for (const header of [field.name.zh, ...field.headers]) {
    const found = subjectOf(foldText(header));
    const subject = found === "self" ? null : found;
    votes.set(subject, (votes.get(subject) ?? 0) + 1);
  }
  let best: Subject | null = null;
  let most = 0;
  for (const [subject, count] of votes) {
    if (count > most) {
      most = count;
      best = subject;
    }
  }
  return best;
}

/** Record names found in a text: the longest match wins; several records may share it. */
export function recordsNamed(lexicon: Lexicon, text: string): readonly RecordId[] {
  const folded = foldText(text);
  let length = 0;
  const found: RecordId[] = [];
  for (const { word, record } of lexicon.recordNames) {
    if (word.length < length) break;
    if (word !== "" && folded.includes(word) && !found.includes(record)) {
      length = word.length;
      found.push(record);
    }
  }
  return found;
}
