/**
 * Wide sheets: the same columns once per round (第一次 / 第二次), month (1月 / 2月), item (避孕套 / 药膜) or village, beside columns that
 * all share. Each group becomes a block of its own, with the round, month, item or village as a constant.
 */
import type { FieldId, RecordId } from "../model.js";
import { foldHeader } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";
import { headerPath, readHeader } from "./read-header.js";
import type { BlockColumn } from "./split-blocks.js";

export type WideKind = "round" | "month" | "item" | "village";

export interface WideGroup {
  readonly kind: WideKind;
  readonly field: FieldId;
  /** As written: 第一次, 1月, 避孕套(盒). */
  readonly value: string;
  readonly row: number;
  readonly column: number;
  readonly columns: readonly BlockColumn[];
}

export interface WideSheet {
  readonly shared: readonly BlockColumn[];
  readonly groups: readonly WideGroup[];
}

const ROUND = /^((19|20)\d{2}年)?(第[一二三四五六1-6][次轮期批季]|[一二三四1-4]季度|[上下]半年|[春夏秋冬]季|查[一二三四]次)(检查|双查|孕检|妇检|三查|查环查孕|情况)*$/;
const ROUND_LEAF = /^(第[一二三四五六1-6][次轮期批]|[上下]半年|[春秋]季)(.+)$/;
const MONTH = /^((19|20)\d{2}年)?([1-9]|1[0-2]|[一二三四五六七八九]|十[一二]?)月份?$/;
const MONTH_LEAF = /^(((?:19|20)\d{2}年)?(?:[1-9]|1[0-2]|[一二三四五六七八九]|十[一二]?)月份?)(.+)$/;
const VILLAGE = /^.{1,6}(村|社区|居委会|村委会)$/;

/** The groups of a wide block for a record; null if it is not wide. */
export function wideGroups(columns: readonly BlockColumn[], record: RecordId, lexicon: Lexicon): WideSheet | null {
  const fields = lexicon.records.get(record)?.fields ?? new Set<FieldId>();
  const month = fields.has("reportMonth") ? "reportMonth" : "month";
  const spread = columns.map(spreadLeaf);
  const hasItem = columns.some((column) => readsAs(column, record, "item", lexicon));
  const hasVillage = columns.some((column) => readsAs(column, record, "village", lexicon));

  for (const kind of ["round", "month", "item", "village"] as const) {
    const field = kind === "month" ? month : kind;
    if (!fields.has(field)) continue;
    if (kind === "item" && hasItem) continue;
    if (kind === "village" && hasVillage) continue;
    const groups = new Map<string, { value: string; row: number; column: number; columns: BlockColumn[] }>();
    const shared: BlockColumn[] = [];
    for (const column of kind === "round" || kind === "month" ? spread : columns) {
      const part = column.parts.find((candidate, index) => isKind(kind, candidate.text, lexicon) && (index < column.parts.length - 1 || kind === "item" || kind === "village" || kind === "month"));
      if (part === undefined) {
        shared.push(column);
        continue;
      }
      const key = foldHeader(part.text).kept;
      const group = groups.get(key) ?? { value: part.text.trim(), row: part.row, column: part.left, columns: [] };
      group.columns.push(withoutPart(column, part, record, lexicon));
      groups.set(key, group);
    }
    if (groups.size === 0 || (groups.size === 1 && kind !== "item")) continue;
    // A group per village or month without any column beside it is a heading, not a repetition.
    const first = [...groups.values()][0];
    if (first === undefined || (shared.length === 0 && kind !== "item")) continue;
    return { shared, groups: [...groups.values()].map((group) => ({ kind, field, ...group })) };
  }
  return unknownItems(columns, record, lexicon, fields, hasItem);
}

function readsAs(column: BlockColumn, record: RecordId, field: FieldId, lexicon: Lexicon): boolean {
  const reading = readHeader(column.path, record, lexicon);
  return reading.state === "candidates" && reading.candidates[0]?.field === field;
}

function isKind(kind: WideKind, text: string, lexicon: Lexicon): boolean {
  const { bare, kept } = foldHeader(text);
  switch (kind) {
    case "round": return ROUND.test(bare);
    case "month": return MONTH.test(bare);
    case "item": return lexicon.itemWords.has(kept) || lexicon.itemWords.has(bare);
    case "village": return VILLAGE.test(bare) && !lexicon.exact.has(bare);
  }
}

/** 第一次检查日期 is 第一次 / 检查日期. */
function spreadLeaf(column: BlockColumn): BlockColumn {
  const leaf = column.parts[column.parts.length - 1];
  if (leaf === undefined) return column;
  const { bare, brackets } = foldHeader(leaf.text);
  const found = ROUND_LEAF.exec(bare) ?? MONTH_LEAF.exec(bare);
  const inBracket = brackets.find((text) => ROUND.test(text) || MONTH.test(text));
  const group = found?.[1] ?? inBracket;
  const rest = found === null ? bare : found[found.length - 1] ?? "";
  if (group === undefined || rest === "" || ROUND.test(bare) || MONTH.test(bare)) return column;
  const parts = [...column.parts.slice(0, -1), { ...leaf, text: group }, { ...leaf, text: rest }];
  return { column: column.column, parts, path: headerPath(parts.map((part) => part.text), column.path.subject) };
}

/** The column as it reads inside its group: an item's own column (避孕套) holds the record's 数量. */
function withoutPart(column: BlockColumn, part: BlockColumn["parts"][number], record: RecordId, lexicon: Lexicon): BlockColumn {
  const last = column.parts[column.parts.length - 1];
  if (part !== last) return column;
  const above = column.parts.slice(0, -1);
  // 发放 / 避孕套: the group says what the number is.
  const own = above.length > 0 && readHeader(headerPath(above.map((p) => p.text)), record, lexicon);
  const parts = own && own.state === "candidates" && own.candidates.length > 0
    ? [{ ...part }, above[above.length - 1] ?? part]
    : [...above, { ...part }, { ...part, text: "数量" }];
  return { column: column.column, parts, path: headerPath(parts.map((p) => p.text)) };
}

/** Item names nobody told us: the same two or more leaf headers under each of several group headers, and no item column. */
function unknownItems(columns: readonly BlockColumn[], record: RecordId, lexicon: Lexicon, fields: ReadonlySet<FieldId>, hasItem: boolean): WideSheet | null {
  const entry = lexicon.records.get(record);
  if (!fields.has("item") || hasItem || entry?.spec.rowKind !== "stock") return null;
  const groups = new Map<number, BlockColumn[]>();
  const shared: BlockColumn[] = [];
  for (const column of columns) {
    const top = column.parts[0];
    if (column.parts.length < 2 || top === undefined) shared.push(column);
    else groups.set(top.left, [...(groups.get(top.left) ?? []), column]);
  }
  const leaves = [...groups.values()].map((group) => group.map((column) => column.path.leaf.bare).join());
  if (leaves.length < 2 || new Set(leaves).size > 1 || !leaves[0]?.includes(",")) return null;
  return {
    shared,
    groups: [...groups.values()].map((group) => {
      const top = group[0]?.parts[0];
      return { kind: "item" as const, field: "item", value: top?.text ?? "", row: top?.row ?? 0, column: top?.left ?? 0, columns: group };
    }),
  };
}
