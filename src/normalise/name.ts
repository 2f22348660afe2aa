/** 姓名: blanks, width, brackets, traditional forms and separators do not make another person. */
import type { NormalName } from "../model.js";
import type { BlankWords } from "./blank.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { fold, withoutBlanks } from "./fold.js";
import { simplify } from "./simplify.js";

/** Written where there is no name (普查: 没有名字填未取名). */
const NAMELESS = new Set(["未取名", "未起名", "未命名", "待取名", "未定名", "无名", "无名氏", "暂无", "不详", "未知", "无姓名", "没取名", "尚未取名"]);

/** Another name beside the name: everything from here on is left out. */
const ALIAS = /(?:又名|曾用名|小名|原名|乳名).*$/;
const BRACKETS = /[([{〔【《<「].*$/;
/** Separators of minority names as keyboards give them: · • ． ‧ ・ ∙ and a plain dot between two characters. */
const SEPARATORS = /[•‧・∙⋅･]/g;
const DOT = /(?<=\p{L})\.(?=\p{L})/gu;
const MARKS = /^[*#'"`★☆△▲○●√,.、;:]+|[*#'"`★☆△▲●√,.、;:]+$/g;
const LETTER = /[A-Za-z]/;
const CJK_ONLY = /^[\u4e00-\u9fff]+$/;

export function normaliseName(cell: OpenCell, blank: BlankWords): NormalName {
  const { shown } = cell;
  if (cell.error) return { type: "name", state: "invalid", shown, text: shown.trim(), steps: [], issue: "error" };
  const raw = cellText(cell);
  const folded = fold(raw);
  let text = folded.text;
  if (!CJK_ONLY.test(text)) text = plainName(text);
  const simple = simplify(text);
  if (simple === "" || blank(simple) || NAMELESS.has(simple)) {
    return { type: "name", state: "blank", shown, text: "", steps: stepList(cell), issue: null };
  }
  const steps = stepList(
    cell, folded.trimmed && "trimmed", folded.fullWidth && "fullWidth", text !== folded.text && "trimmed", simple !== text && "traditional",
  );
  return { type: "name", state: "value", shown, text: simple, steps, issue: null };
}

function plainName(folded: string): string {
  const bare = folded.replace(BRACKETS, "");
  let text = bare.trim() === "" ? folded.replace(/[()[\]{}〔〕【】《》<>「」]/g, "") : bare;
  const short = text.replace(ALIAS, "");
  if (short !== "") text = short;
  text = text.replace(SEPARATORS, "·").replace(DOT, "·").replace(MARKS, "").trim();
  // Between Latin words a blank separates; inside a Chinese name it only spreads the characters.
  if (/[\u3400-\u9fff]/.test(text)) text = withoutBlanks(text);
  return LETTER.test(text) ? text.toUpperCase() : text;
}
