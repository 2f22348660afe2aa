/** 子女数: 2, 1男1女, 一儿一女, 2(1,1), 1/1. 无 says there is none; a stroke says nothing. */
import type { NormalCount, Step } from "../model.js";
import type { BlankWords } from "./blank.js";
import { serialDay } from "./calendar.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { withDigits } from "./chinese-numeral.js";
import { fold, withoutBlanks } from "./fold.js";
import { simplify } from "./simplify.js";

const NONE = new Set(["无", "没有", "未育", "未生育", "无子女", "无孩", "没有孩子"]);
const TOTAL = /^(?:共|有|计)?(\d{1,2})(?:\.0+)?(?:个|孩|人|名|胎|个孩子|孩子|个子女|子女)?$/;
const PAIR = /^(?:(\d{1,2})\((\d{1,2})[,/、.;+\-](\d{1,2})\)|(\d{1,2})[/+](\d{1,2}))$/;
const BOYS_AFTER = /(\d{1,2})个?(?:男孩?|儿子|儿|子)/;
const BOYS_BEFORE = /(?:男孩?|儿子?|子):?(\d{1,2})/;
const GIRLS_AFTER = /(\d{1,2})个?(?:女孩|女儿|女)/;
const GIRLS_BEFORE = /(?:女孩?|女儿):?(\d{1,2})/;
const WORDS = /^[\d男女儿子孩个名共有计:,、/+;.和()]+$/;

export function normaliseCount(cell: OpenCell, blank: BlankWords): NormalCount {
  const { shown, value } = cell;
  const base = { type: "count", shown } as const;
  if (cell.error) return { ...base, state: "invalid", text: shown.trim(), steps: [], issue: "error", total: NaN, boys: NaN, girls: NaN };
  if (cell.serial && typeof value === "number") {
    // Excel makes a date of 1/1; what was typed is its month and day.
    const { month, day } = serialDay(value);
    if (value > 366 && month + day <= 20) return counted(cell, month + day, month, day, ["countWords"]);
    return counted(cell, value, NaN, NaN, []);
  }
  if (typeof value === "number") return counted(cell, value, NaN, NaN, []);
  const folded = fold(cellText(cell));
  const bare = simplify(withoutBlanks(folded.text));
  if (NONE.has(bare)) return counted(cell, 0, NaN, NaN, ["countWords"]);
  if (blank(bare)) return { ...base, state: "blank", text: "", steps: stepList(cell), issue: null, total: NaN, boys: NaN, girls: NaN };
  const widths: Step[] = folded.fullWidth ? ["fullWidth"] : [];
  const digits = withDigits(bare.replaceAll("双", "二").replaceAll("独", "一"));
  if (digits !== bare) widths.push("chineseNumeral");
  return readCount(cell, digits, widths) ?? { ...base, state: "invalid", text: bare, steps: stepList(cell), issue: "notANumber", total: NaN, boys: NaN, girls: NaN };
}

function readCount(cell: OpenCell, text: string, steps: Step[]): NormalCount | null {
  const total = TOTAL.exec(text);
  if (total !== null) return counted(cell, Number(total[1]), NaN, NaN, steps);
  const pair = PAIR.exec(text);
  if (pair !== null) {
    const boys = Number(pair[2] ?? pair[4]);
    const girls = Number(pair[3] ?? pair[5]);
    return counted(cell, pair[1] === undefined ? boys + girls : Number(pair[1]), boys, girls, [...steps, "countWords"]);
  }
  if (!WORDS.test(text)) return null;
  const leads = /^[^\d]*(?:男|女|儿|子)/.test(text); // 男1女0 rather than 1男0女
  const boys = (leads ? BOYS_BEFORE : BOYS_AFTER).exec(text);
  const girls = (leads ? GIRLS_BEFORE : GIRLS_AFTER).exec(text.replace(/女儿/g, "女"));
  if (boys === null && girls === null) return null;
  const boyCount = Number(boys?.[1] ?? 0);
  const girlCount = Number(girls?.[1] ?? 0);
  const said = /^(\d{1,2})(?:个|孩|个孩子)?[(:,]/.exec(text);
  return counted(cell, said === null ? boyCount + girlCount : Number(said[1]), boyCount, girlCount, [...steps, "countWords"]);
}

function counted(cell: OpenCell, total: number, boys: number, girls: number, steps: readonly Step[]): NormalCount {
  const split = !Number.isNaN(boys);
  const bad = !Number.isInteger(total) || total < 0 ? "notANumber" : split && boys + girls !== total ? "countSum" : null;
  const text = split && bad === null ? `${boys}男${girls}女` : split ? `${total}(${boys},${girls})` : String(total);
  return {
    type: "count", state: bad === null ? "value" : "invalid", shown: cell.shown, text, steps: stepList(cell, ...steps), issue: bad,
    total: bad === null ? total : NaN, boys: bad === null ? boys : NaN, girls: bad === null ? girls : NaN,
  };
}
