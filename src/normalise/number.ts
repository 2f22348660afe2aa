/** Quantities: 12只, 1,200, 12.0, 十二, 第3轮. The unit stays with the number. */
import type { NormalNumber } from "../model.js";
import type { BlankWords } from "./blank.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { withDigits } from "./chinese-numeral.js";
import { fold, withoutBlanks } from "./fold.js";
import { simplify } from "./simplify.js";

const NUMBER = /^(?:第|共|计|约)?([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+)([^\d.,+\-]*)$/;
const REMARK = /\([^)]*\)?$/;

export function normaliseNumber(cell: OpenCell, blank: BlankWords): NormalNumber {
  const { shown, value } = cell;
  const base = { type: "number", shown } as const;
  if (cell.error) return { ...base, state: "invalid", text: shown.trim(), steps: [], issue: "error", value: NaN, unit: "" };
  if (typeof value === "number") return { ...base, state: "value", text: String(value), steps: stepList(cell), issue: null, value, unit: "" };
  const folded = fold(cellText(cell));
  const bare = withoutBlanks(folded.text);
  if (blank(bare)) return { ...base, state: "blank", text: "", steps: stepList(cell), issue: null, value: NaN, unit: "" };
  const remarked = bare.replace(REMARK, "");
  const digits = /\d/.test(remarked) ? remarked : withDigits(simplify(remarked));
  const match = NUMBER.exec(digits);
  if (match === null) return { ...base, state: "invalid", text: bare, steps: stepList(cell), issue: "notANumber", value: NaN, unit: "" };
  const number = Number((match[1] ?? "").replaceAll(",", ""));
  const unit = simplify(match[2] ?? "");
  const steps = stepList(
    cell, (folded.trimmed || bare !== folded.text) && "trimmed", folded.fullWidth && "fullWidth", digits !== remarked && "chineseNumeral", unit !== "" && "unit",
  );
  return { ...base, state: "value", text: `${number}${unit}`, steps, issue: null, value: number, unit };
}
