/** Fields that hold for a whole block: the event of 死亡情况, the direction of 流出人口花名册, the unit of 单位:盒 or 数量(盒). */
import type { FieldId, RecordId, TableBlock } from "../model.js";
import { foldHeader, foldText } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";

export type Constant = TableBlock["constants"][number];

/** A text that may say it, with its cell. Best first: group header, title lines, then the sheet name (address of the header). */
export interface SayingText {
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

/** 2004年第二轮, 第1次, 2004年上半年, 秋季. */
const ROUND = /((19|20)\d{2}年?度?)?(第[一二三四五六1-6][次轮期批季]度?|[上下]半年|[春秋]季)/;

/** The name of the service in a title (新塘村计划生育专干工作手册) speaks of no birth. */
const SERVICE = /计划生育|计生/g;

const CONTEXT_FIELDS = ["event", "matter", "flowType"] as const;

export function blockConstants(
  record: RecordId, mapped: ReadonlySet<FieldId>, texts: readonly SayingText[], headers: readonly SayingText[], lexicon: Lexicon,
): Constant[] {
  const constants: Constant[] = [];
  const entry = lexicon.records.get(record);
  if (entry === undefined) return constants;
  for (const field of CONTEXT_FIELDS) {
    if (!entry.fields.has(field) || mapped.has(field)) continue;
    // A migrant's direction is a word of the event list: 流出, 流入, 流回.
    const spec = lexicon.profile.codes.find((list) => list.id === (field === "flowType" ? "event" : lexicon.fields.get(field)?.spec.codes));
    const allowed = field === "flowType" ? new Set(lexicon.codeWords.get(lexicon.fields.get("flowType")?.spec.codes ?? "")?.values()) : null;
    const words = spec === undefined ? undefined : lexicon.codeWords.get(spec.id);
    if (spec === undefined || words === undefined || (field === "flowType" && entry.spec.rowKind !== "flow")) continue;
    if (field === "event" && entry.spec.rowKind !== "event") continue;
    for (const { text, row, column } of texts) {
      const code = codeSaid(text.replace(SERVICE, ""), words, allowed);
      const name = spec.codes.find((candidate) => candidate.code === code)?.name.zh;
      if (name === undefined) continue;
      constants.push({ field, value: name, row, column });
      break;
    }
  }
  if (entry.spec.rowKind === "round" && entry.fields.has("round") && !mapped.has("round")) {
    for (const { text, row, column } of texts) {
      const value = ROUND.exec(text.replace(/\s/g, ""))?.[0];
      if (value === undefined) continue;
      constants.push({ field: "round", value, row, column });
      break;
    }
  }
  if (entry.fields.has("unit") && !mapped.has("unit")) {
    const said = unitSaid(texts, headers, lexicon);
    if (said !== null) constants.push({ field: "unit", ...said });
  }
  return constants;
}

/** What a wide sheet's group header says: 避孕套(大号) is an item and its specification, 避孕套(盒) an item and its unit. */
export function groupConstants(group: { readonly field: FieldId; readonly value: string; readonly row: number; readonly column: number }, record: RecordId, mapped: ReadonlySet<FieldId>, lexicon: Lexicon): Constant[] {
  const { field, value, row, column } = group;
  const { kept, brackets } = foldHeader(value);
  const [inner] = brackets;
  if (field !== "item" || inner === undefined || lexicon.itemWords.has(kept)) return [{ field, value, row, column }];
  const more = lexicon.unitWords.has(inner) ? "unit" : "specification";
  const raw = /[(（\[【]\s*([^)）\]】]*)[)）\]】]/.exec(value)?.[1]?.trim() ?? inner;
  const constants: Constant[] = [{ field, value: value.replace(/[(（\[【][^)）\]】]*[)）\]】]/g, "").trim(), row, column }];
  if (lexicon.records.get(record)?.fields.has(more) === true && !mapped.has(more)) constants.push({ field: more, value: raw, row, column });
  return constants;
}

/** The one code a text speaks of; null if none or several (婚姻、迁移、流动情况; 出生死亡名单). */
function codeSaid(text: string, words: ReadonlyMap<string, string>, allowed: ReadonlySet<string> | null): string | null {
  const folded = foldText(text);
  const whole = words.get(folded) ?? words.get(folded.replace(/(情况|人员|名单|花名册|登记册|登记表|采集册|采集表|报告单)+$/, ""));
  if (whole !== undefined && (allowed === null || allowed.has(whole))) return whole;
  const codes = new Set<string>();
  for (let from = 0; from < folded.length; ) {
    let step = 1;
    for (let to = Math.min(folded.length, from + 10); to >= from + 2; to--) {
      const code = words.get(folded.slice(from, to));
      if (code === undefined || (allowed !== null && !allowed.has(code)) || !/[\u4e00-\u9fa5]{2}/.test(folded.slice(from, to))) continue;
      codes.add(code);
      step = to - from;
      break;
    }
    from += step;
  }
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : null;
}

/** 数量(盒), or 单位:盒 in a title line (not 单位:新塘村, nor 单位:人 unless 人 is a unit of an item). */
function unitSaid(texts: readonly SayingText[], headers: readonly SayingText[], lexicon: Lexicon): { value: string; row: number; column: number } | null {
  const inHeaders = new Map<string, SayingText>();
  for (const header of headers) {
    for (const bracket of foldHeader(header.text).brackets) if (lexicon.unitWords.has(bracket)) inHeaders.set(bracket, header);
  }
  const [only] = inHeaders;
  if (inHeaders.size === 1 && only !== undefined) return { value: only[0], row: only[1].row, column: only[1].column };
  for (const { text, row, column } of texts) {
    const found = /单位\s*[:：]\s*([^\s,，、)）]{1,3})/.exec(text)?.[1];
    if (found !== undefined && lexicon.unitWords.has(foldText(found))) return { value: found, row, column };
  }
  return null;
}
