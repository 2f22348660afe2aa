/**
 * What one header may mean in one record: a list of candidate fields, best first, or skipped, or ignored. The order is the
 * profile's (under rules, skipUnder, ignoreUnder, the record's own headers, skip, ignore, headers of its fields), then weaker
 * evidence: group and leaf read together (出生 / 日期), the person of the group (丈夫 / 姓名), a looser spelling, a longest known
 * header contained in a longer one (妇女现用避孕节育措施名称).
 */
import type { FieldId, RecordId, ValueType } from "../model.js";
import { foldHeader, looseKey, type Folded } from "./fold-header.js";
import type { Lexicon, Sense } from "./lexicon.js";
import { subjectOf, withoutSubject, type Subject } from "./subject.js";

export interface Candidate {
  readonly field: FieldId;
  /** 100 the record's own header … 30 contained in a longer header. */
  readonly quality: number;
  readonly why: "header" | "group";
  /** Place among the field's headers. */
  readonly rank: number;
}

export type HeaderReading =
  | { readonly state: "skipped" }
  | { readonly state: "ignored" }
  | { readonly state: "candidates"; readonly candidates: readonly Candidate[]; /** The header is known, of another record. */ readonly known: boolean };

/** A header path folded: outermost group first, the leaf last. */
export interface HeaderPath {
  readonly shown: string;
  readonly groups: readonly Folded[];
  readonly leaf: Folded;
  /** Person the path speaks of; the leaf decides before its bracket, that before the groups, inner before outer. */
  readonly subject: Subject | null;
}

export function headerPath(texts: readonly string[], hint: Subject | null = null): HeaderPath {
  const folded = personFirst(texts.map(foldHeader));
  const leaf = folded[folded.length - 1] ?? foldHeader("");
  const groups = folded.slice(0, -1);
  let subject = subjectOf(leaf.bare) ?? subjectOf(leaf.brackets.join(""));
  for (let i = groups.length - 1; i >= 0 && subject === null; i--) subject = groupSubject(groups[i]?.kept ?? "");
  return { shown: texts.map((text) => text.replace(/\s+/g, "")).join("/"), groups, leaf, subject: subject ?? hint };
}

/** 姓名 / 妻 is 妻 / 姓名: where the person stands below the attribute, the attribute is the leaf. */
function personFirst(parts: Folded[]): Folded[] {
  const leaf = parts[parts.length - 1];
  const group = parts[parts.length - 2];
  if (leaf === undefined || group === undefined || !/姓名|身份证|证件|身份号|出生|年龄|户口|民族|文化/.test(group.bare) || subjectOf(group.bare) !== null) return parts;
  const person = /^[男女]$/.test(leaf.bare) || (subjectOf(leaf.bare) !== null && withoutSubject(leaf.bare) === "");
  return person ? [...parts.slice(0, -2), leaf, group] : parts;
}

/** As a group header 男 / 女 are the couple. */
function groupSubject(folded: string): Subject | null {
  if (folded === "男") return "spouse";
  if (folded === "女") return "self";
  return subjectOf(folded);
}

/** Whether the group header is meant by the word of an `under` rule: holds it, or is it if the word is one character. */
const groupIs = (group: string, word: string): boolean => (word.length === 1 ? group === word : group.includes(word));

// What a header's end says of the values, so that 措施日期 is no method and 措施负责人 neither.
const TAILS: readonly { readonly tail: RegExp; readonly types: readonly ValueType[] }[] = [
  { tail: /(日期|时间|年月|年月日|月日)$/, types: ["date", "month"] },
  { tail: /(姓名|名字)$/, types: ["name", "text"] },
  { tail: /(证号|身份号|身份证|证件号)$/, types: ["idNumber"] },
  { tail: /(编码|代码|编号)$/, types: ["text", "code", "idNumber"] },
  { tail: /(电话|手机|手机号|邮编|签名|签字|盖章|负责人|医生|人员)$/, types: ["text"] },
  { tail: /(原因|地址|机构|医院|单位|地点)$/, types: ["text", "code", "village"] },
  { tail: /(人数|个数|数量|次数)$/, types: ["number", "count"] },
];

export function readHeader(path: HeaderPath, record: RecordId, lexicon: Lexicon): HeaderReading {
  const entry = lexicon.records.get(record);
  const inRecord = entry?.fields ?? new Set<FieldId>();
  const { leaf, groups, subject } = path;
  if (leaf.kept === "") return { state: "candidates", candidates: [], known: false };
  const exact = sensesOf(leaf, lexicon);
  const candidates: Candidate[] = [];
  const give = (field: FieldId, quality: number, why: "header" | "group", rank: number): void => {
    if (inRecord.has(field) && !candidates.some((c) => c.field === field)) candidates.push({ field, quality, why, rank });
  };

  // Under rules: the innermost group that matches decides. Bracket content is a group of its own (姓名(夫)), or the leaf (子女数(男)).
  const levels: { group: string; senses: readonly Sense[] }[] = [
    ...leaf.brackets.map((group) => ({ group, senses: exact })),
    ...leaf.brackets.map((inner) => ({ group: leaf.bare, senses: lexicon.exact.get(inner) ?? [] })),
    ...[...groups].reverse().flatMap((g) => [g.bare, ...g.brackets].map((group) => ({ group, senses: exact }))),
  ];
  for (const { group, senses } of levels) {
    for (const kind of ["field", "skip", "ignore"] as const) {
      for (const sense of senses) {
        if (sense.kind !== kind || sense.groups === null || !sense.groups.some((word) => groupIs(group, word))) continue;
        if (kind === "skip") return { state: "skipped" };
        if (kind === "ignore") return { state: "ignored" };
        give(sense.field, 96, "group", sense.rank);
      }
    }
    if (candidates.length > 0) return { state: "candidates", candidates, known: true };
  }

  for (const sense of exact) if (sense.record === record) give(sense.field, 100, "header", sense.rank);
  if (exact.some((sense) => sense.kind === "skip" && sense.groups === null) && candidates.length === 0) return { state: "skipped" };
  if (groups.some((group) => isSkipGroup(group, lexicon))) return { state: "skipped" };

  // Group and leaf read together: 出生 / 日期, 检查 / 时间, 孕情 / 结果.
  let together = "";
  for (const group of [...leaf.brackets, ...[...groups].reverse().map((g) => g.bare)]) {
    const core = group.replace(/(基本情况|情况|信息|登记|采集)$/, "");
    for (const key of new Set([group + leaf.bare, core + leaf.bare])) {
      for (const sense of lexicon.exact.get(key) ?? []) {
        if (sense.groups !== null || sense.exportName || (sense.record !== null && sense.record !== record)) continue;
        if (sense.kind === "skip") return { state: "skipped" };
        if (sense.kind === "field") give(sense.field, 92, "group", sense.rank);
        else if (candidates.length === 0) return { state: "ignored" };
      }
    }
    together = core + together;
  }

  // The person of the path: 男方基本情况 / 姓名 is what 丈夫姓名 is.
  if (subject !== null && subject !== "self") {
    for (const sense of exact) {
      if (sense.kind === "field" && sense.groups === null && sense.record === null && lexicon.fields.get(sense.field)?.subject === subject) give(sense.field, 91, "header", sense.rank);
    }
    const rest = leafWithoutSubject(path);
    const map = lexicon.bySubject.get(subject);
    // 孩子 / 出生日期 is any child's before it is the last one's.
    for (const field of map?.get(rest) ?? map?.get(looseKey(rest)) ?? []) {
      give(field, lexicon.fields.get(field)?.spec.repeat === true || subject !== "child" ? 90 : 88, groups.length > 0 ? "group" : "header", 0);
    }
  }
  if (exact.some((sense) => sense.kind === "ignore" && sense.groups === null) && candidates.length === 0 && subject !== "self") return { state: "ignored" };

  for (const sense of exact) {
    if (sense.kind !== "field" || sense.groups !== null || sense.record !== null) continue;
    if (personAllows(subject, sense.field, lexicon)) give(sense.field, sense.exportName ? 75 : 80, "header", sense.rank);
  }
  if (candidates.length > 0) return { state: "candidates", candidates: candidates.sort(byQuality), known: true };
  if (exact.some((sense) => sense.kind === "ignore" && sense.groups === null)) return { state: "ignored" };
  if (exact.some((sense) => sense.kind === "field" && sense.groups === null && personAllows(subject, sense.field, lexicon) && sense.record === null)) {
    return { state: "candidates", candidates, known: true };
  }

  // 女方身份证号 is what 身份证号 is; the woman herself needs no word.
  if (subject === "self") {
    const rest = withoutSubject(leaf.bare);
    if (rest !== "" && rest !== leaf.bare) {
      for (const sense of lexicon.exact.get(rest) ?? []) {
        if (sense.kind === "skip" && sense.groups === null) return { state: "skipped" };
        if (sense.kind === "field" && sense.groups === null && (sense.record === null || sense.record === record)) give(sense.field, 70, "header", sense.rank);
      }
      if (candidates.length > 0) return { state: "candidates", candidates: candidates.sort(byQuality), known: true };
    }
  }

  for (const sense of lexicon.loose.get(looseKey(leaf.bare)) ?? []) {
    if (sense.groups !== null || (sense.record !== null && sense.record !== record)) continue;
    if (sense.kind === "skip") return { state: "skipped" };
    if (sense.kind === "ignore") return { state: "ignored" };
    if (personAllows(subject, sense.field, lexicon)) give(sense.field, 65, "header", sense.rank);
  }
  if (candidates.length > 0) return { state: "candidates", candidates, known: true };

  for (const text of new Set([leaf.kept, leaf.bare, groups.length > 0 ? together + leaf.bare : leaf.bare])) {
    const reading = contained(text, subject, record, lexicon, inRecord);
    if (reading.state !== "candidates" || reading.candidates.length > 0) return reading;
  }
  return { state: "candidates", candidates, known: false };
}

const byQuality = (a: Candidate, b: Candidate): number => b.quality - a.quality;

/** Exact senses of a leaf: with its bracket content if that is known, else without, else without a number at its end (孩子姓名2). */
export function sensesOf(leaf: Folded, lexicon: Lexicon): readonly Sense[] {
  return lexicon.exact.get(leaf.kept) ?? lexicon.exact.get(leaf.bare) ?? lexicon.exact.get(leaf.bare.replace(/[1-9]$/, "")) ?? [];
}

function isSkipGroup(group: Folded, lexicon: Lexicon): boolean {
  if (sensesOf(group, lexicon).some((sense) => sense.kind === "skip" && sense.groups === null)) return true;
  return lexicon.skipWords.some((word) => group.kept.includes(word));
}

function leafWithoutSubject(path: HeaderPath): string {
  return subjectOf(path.leaf.bare) === path.subject ? withoutSubject(path.leaf.bare) : path.leaf.bare;
}

/** Whether a header about this person may fill the field: counts and texts of the event may stand under any group. */
function personAllows(subject: Subject | null, field: FieldId, lexicon: Lexicon): boolean {
  const info = lexicon.fields.get(field);
  if (info === undefined) return false;
  if (subject === null || subject === "self") return info.subject === null || subject === null;
  if (info.subject === subject) return true;
  return subject === "child" && (info.type === "count" || info.type === "number");
}

/** The longest known header inside a longer one; one at its end wins over one before it. */
function contained(text: string, subject: Subject | null, record: RecordId, lexicon: Lexicon, inRecord: ReadonlySet<FieldId>): HeaderReading {
  const tail = TAILS.find(({ tail: pattern }) => pattern.test(text));
  let best = 0;
  let skipped = false;
  let maybeSkipped = false;
  let ignored = false;
  let known = false;
  let fields: Candidate[] = [];
  for (let from = 0; from < text.length; from++) {
    for (let to = from + 2; to <= text.length; to++) {
      const word = text.slice(from, to);
      const senses = lexicon.exact.get(word);
      if (senses === undefined || word === text || !/[\u4e00-\u9fa5]/.test(word)) continue;
      const atEnd = to === text.length;
      const score = (atEnd ? 100 : 0) + word.length;
      if (score < best) continue;
      const rest = text.slice(0, from) + text.slice(to);
      for (const sense of senses) {
        if (sense.groups !== null || sense.exportName || (sense.record !== null && sense.record !== record)) continue;
        if (sense.kind === "skip") {
          // 社会抚养费征收日期: a word of judgement anywhere makes the column one of judgement; a short one (孕情) may only open
          // the name of a date that is compared (孕情检查日期).
          if (word.length >= 3 || atEnd) skipped = true;
          else maybeSkipped = true;
          continue;
        }
        if (sense.kind === "ignore") {
          if (!atEnd) continue;
          if (score > best) { best = score; fields = []; known = false; }
          ignored = true;
          continue;
        }
        const info = lexicon.fields.get(sense.field);
        if (info === undefined || (tail !== undefined && !tail.types.includes(info.type))) continue;
        if (!personAllows(subject, sense.field, lexicon) || (subjectOf(rest) !== null && subjectOf(rest) !== "self" && info.subject === null)) continue;
        // A word at the head says what the header is about, not what it holds, unless the rest is empty talk.
        if (!atEnd && !EMPTY_TALK.test(text.slice(to))) continue;
        if (score > best) { best = score; fields = []; ignored = false; }
        known = true;
        if (inRecord.has(sense.field) && !fields.some((c) => c.field === sense.field)) fields.push({ field: sense.field, quality: atEnd ? 50 : 40, why: "header", rank: sense.rank });
      }
    }
  }
  if (skipped || (maybeSkipped && fields.length === 0)) return { state: "skipped" };
  if (ignored && fields.length === 0) return { state: "ignored" };
  return { state: "candidates", candidates: fields, known };
}

const EMPTY_TALK = /^(名称|情况|状况|类型|类别|填写|栏|值|内容|种类|代码|编码|码|公历|阳历|年月日|日期|时间|元|人|个|名|位|\d+位)*$/;
