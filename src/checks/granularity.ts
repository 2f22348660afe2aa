/**
 * Coarse values (药具 for 避孕套, a month for a day). Where a record writes a field coarsely as a habit, that is its way of
 * writing: one warning, no finding. Where it does so once in a while, the single value is a question.
 */
import type { Books, FieldId, Normal, RecordId } from "../model.js";
import { rowsOf } from "./cells.js";
import type { CheckContext } from "./check.js";
import { codeListOf } from "./code-lists.js";

/** From this share of its values on, or so many of them, being coarse is a habit. */
const HABIT = 0.02;
const HABITUAL = 5;

const cache = new WeakMap<Books, Map<string, boolean>>();

/** Is this value coarse, and is being coarse the habit of its record? */
export function systematicallyCoarse(context: CheckContext, row: number, field: FieldId, value: Normal): boolean {
  const record = rowsOf(context.books, row).record;
  const grain = grainOf(context, field, value);
  if (grain === "") return false;
  let known = cache.get(context.books);
  if (known === undefined) cache.set(context.books, (known = new Map()));
  const key = `${record}|${field}|${grain}`;
  let habit = known.get(key);
  if (habit === undefined) known.set(key, (habit = measure(context, record, field, grain)));
  return habit;
}

/**
 * A class for the rest (其他) stands for another code only where its record has no word for that code: a record that knows 避孕套
 * and writes 其他 means something else.
 */
export function leftoverDiffers(context: CheckContext, field: FieldId, a: number, one: Normal, b: number, two: Normal): boolean {
  return excludes(context, field, a, one, two) || excludes(context, field, b, two, one);
}

const used = new WeakMap<Books, Map<string, ReadonlySet<string>>>();

function excludes(context: CheckContext, field: FieldId, row: number, value: Normal, other: Normal): boolean {
  if (value.type !== "code" || other.type !== "code") return false;
  const code = codeListOf(context, field)?.codes.find((one) => one.code === value.code);
  if (code?.leftover !== true) return false;
  const record = rowsOf(context.books, row).record;
  let known = used.get(context.books);
  if (known === undefined) used.set(context.books, (known = new Map()));
  let codes = known.get(`${record}|${field}`);
  if (codes === undefined) {
    const values = context.books.blocks.filter((block) => block.record === record).flatMap((block) => [...new Set((block.columns.get(field)?.values ?? []).map((one) => (one.type === "code" ? one.code : "")))]);
    known.set(`${record}|${field}`, (codes = new Set(values)));
  }
  return codes.has(other.code);
}

/** What makes a value coarse: its precision, or the coarse code itself; "" if it is as fine as can be. */
function grainOf(context: CheckContext, field: FieldId, value: Normal): string {
  if (value.type === "date" || value.type === "month") return value.precision === "day" || value.precision === "none" ? "" : value.precision;
  if (value.type !== "code") return "";
  const code = codeListOf(context, field)?.codes.find((one) => one.code === value.code);
  return code?.holds !== undefined && code.holds.length > 0 ? value.code : "";
}

function measure(context: CheckContext, record: RecordId, field: FieldId, grain: string): boolean {
  const held = new Set(codeListOf(context, field)?.codes.find((one) => one.code === grain)?.holds ?? []);
  let coarse = 0;
  let fine = 0;
  for (const block of context.books.blocks) {
    if (block.record !== record) continue;
    for (const value of block.columns.get(field)?.values ?? []) {
      if (value.state !== "value") continue;
      if (value.type === "code") {
        if (value.code === grain) coarse++;
        else if (held.has(value.code)) fine++;
      } else if (value.type === "date" || value.type === "month") {
        if (value.precision === "day") fine++;
        else coarse++;
      }
    }
  }
  return coarse >= HABITUAL || (coarse > 0 && coarse >= HABIT * (coarse + fine));
}
