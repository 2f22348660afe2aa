/**
 * How Chinese clerks write the same name or group: remarks in brackets, titles, signs for what is unknown, husband's name in place of hers,
 * numbers as words. Input is folded already (width, case, traditional forms).
 */
import { numeral, numeralDigit } from "./chinese-numeral.js";

import { COMPOUND_SURNAMES } from "./chinese-names.js";

/** Stands for a character that is not known. */
export const UNKNOWN = "□";
/** Stands, after a surname, for a given name that is not known. */
export const SOMEBODY = "某";

const BRACKETS = /[([{〔【《<「].*$/;
const TITLES = /(?:女士|小姐|同志|先生|师傅|老师|大姐|大嫂|嫂子|阿姨)$/;
/** 李辉之妻: says whose wife, not who. */
const WIFE = /(?:之妻|妻子|媳妇|爱人|老婆|家的|家属|内人|堂客|妻)$/;
/** Another name beside the name. */
const ALIAS = /(?<=..)(?:又名|曾用名|小名|原名|乳名).+$/;
const NAMELESS = /^(?:(?:尚?未|待|没)(?:取|起|命|定)名|无名氏?|暂?无姓名|[某□]+)$/;
const UNREADABLE = /[□○〇?*×]|x(?![a-wyz])/g;

/** A name of Chinese characters in the form that is compared; "" where it tells no name. */
export function chineseName(text: string): string {
  let name = text.replace(BRACKETS, "");
  if (name.trim() === "") name = text.replace(/[()[\]{}〔〕【】《》<>「」]/g, "");
  name = name.replace(/[\s·•・.,，。、'"`]/g, "").replace(ALIAS, "");
  if (WIFE.test(name) || NAMELESS.test(name)) return "";
  const bare = name.replace(TITLES, "");
  if (bare !== name && isSurname(bare)) return `${bare}${SOMEBODY}`;
  if (bare.length >= 2) name = bare;
  // 李××, 李某某, 李某: the surname alone; 李某英, 李英?: a character of hers.
  name = name.replace(UNREADABLE, UNKNOWN).replace(/(?<=.)某/g, UNKNOWN);
  const surname = name.replace(/□+$/, "");
  return surname !== name && isSurname(surname) ? `${surname}${SOMEBODY}` : name;
}

const isSurname = (name: string): boolean => name.length === 1 || COMPOUND_SURNAMES.has(name);

const GROUP = /^第?([零〇一二两三四五六七八九十]+|\d+)(?:村民小组|村民组|小组|组|生产队|队|社|号|排|户)?$/;

/** 第五村民小组, 五组, 05 → 5; anything else as it is. */
export function chineseNumber(text: string): string {
  const found = GROUP.exec(text)?.[1];
  if (found === undefined) return text;
  if (/^\d+$/.test(found)) return found.length <= 3 ? String(Number(found)) : text;
  if (!found.includes("十")) return String(Number([...found].map(numeralDigit).join("")));
  const number = numeral(found);
  return Number.isNaN(number) ? text : String(number);
}
