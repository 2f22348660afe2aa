/** Numbers in totals rows: they are printed cells, not data, so nothing has normalised them. */
import type { CellValue } from "../model.js";
import { shownOf } from "./cells.js";

const WIDE = /[０-９．，－＋（）]/g;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?=\D*$)/;
const BOYS_GIRLS = /^(\d+)男(?:孩)?[,、]?(\d+)女(?:孩)?$/;
const ROW_COUNT = /(\d+)\s*(?:人(?!次)|例|名|条|笔|个对象)/;

function narrow(text: string): string {
  return text.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[\s,\u3000\u00a0]/g, "");
}

/** A printed number ("1,203", "45盒", "12男9女" = 21); NaN for an empty cell, a stroke or words. */
export function printedNumber(value: CellValue): number {
  if (typeof value === "number") return value;
  if (value !== null && typeof value === "object" && typeof value.value === "number" && (value.kind === "number" || value.kind === "date")) return value.value;
  const text = narrow(shownOf(value));
  const children = BOYS_GIRLS.exec(text);
  if (children !== null) return Number(children[1]) + Number(children[2]);
  const match = NUMBER.exec(text);
  return match === null ? NaN : Number(match[0]);
}

/** The count of rows a totals label names (合计12人, 共 12 例); NaN if it names none. 户 and 人次 count something else. */
export function countInLabel(label: string): number {
  const match = ROW_COUNT.exec(narrow(label));
  return match === null ? NaN : Number(match[1]);
}
