/**
 * Comparison levels by column type, as data: null first, else last, the likest first in between. A level has its words and the
 * share of true pairs expected on it before any data are seen (a prior that expectation-maximisation then moves).
 */
import type { FieldType, Words } from "./settings.js";

export interface Level {
  readonly words: Words;
  /** Prior share among true pairs of which both sides have a value. */
  readonly prior: number;
}

/** Level 0 of every table: one side has no value; says nothing for or against. */
export const NULL_LEVEL = 0;
/** Level 1 of every table: the same normal value. */
export const SAME = 1;

const level = (zh: string, en: string, prior: number): Level => ({ words: { zh, en }, prior });
const none = level("缺", "missing", 0);

/** Names: 2 sound alike or one edit, 3 near, 4 part, 5 stands in another name column, 6 known to stand for it, 7 loose. */
export const NAME = { close: 2, near: 3, part: 4, swapped: 5, learned: 6, loose: 7, other: 8 } as const;
/** Long and short texts. */
export const TEXT = { words: 2, close: 3, like: 4, elsewhere: 5, learned: 6, some: 7, little: 8, other: 9 } as const;

export const LEVELS: Readonly<Record<FieldType, readonly Level[]>> = {
  name: [
    none,
    level("相同", "same", 0.7),
    level("同音或只差一字母", "sounds alike, or one letter apart", 0.1),
    level("相近", "much alike", 0.04),
    level("一部分相同", "one is part of the other", 0.04),
    level("写在另一姓名栏", "stands in another name column", 0.02),
    level("常互相代用", "known to stand for each other", 0.02),
    level("略像", "a little alike", 0.02),
    level("不同", "different", 0.04),
  ],
  text: [
    none,
    level("相同", "same", 0.6),
    level("字词相同、次序不同", "same words in another order", 0.05),
    level("几乎相同", "nearly the same", 0.12),
    level("很像", "much alike", 0.07),
    level("写在另一栏", "stands in another column", 0.02),
    level("常互相代用", "known to stand for each other", 0.03),
    level("部分相同", "partly the same", 0.05),
    level("略有相同", "a little in common", 0.02),
    level("不同", "different", 0.04),
  ],
  date: [
    none,
    level("相同", "same", 0.7),
    level("差一位", "one digit apart", 0.1),
    level("日月或相邻数字颠倒，或农历公历之别", "day and month or two digits swapped, or lunar for solar", 0.03),
    level("年月相同、日不详", "same month, day not given", 0.02),
    level("差两位，或年月日中一项不同", "two digits apart, or one of year, month and day", 0.05),
    level("同年或年龄相符", "same year, or the age agrees", 0.04),
    level("相差一年之内", "within a year", 0.02),
    level("不同", "different", 0.04),
  ],
  idNumber: [
    none,
    level("相同", "same", 0.85),
    level("未损坏的各位相同", "surviving digits agree", 0.03),
    level("差一位", "one digit apart", 0.05),
    level("相邻两位颠倒", "two digits swapped", 0.02),
    level("差两位或漏一位", "two digits apart or one left out", 0.02),
    level("出生日期段相同", "same birth date inside", 0.01),
    level("不同", "different", 0.02),
  ],
  phone: [
    none,
    level("相同", "same", 0.75),
    level("末七位相同", "last seven digits agree", 0.05),
    level("差一位", "one digit apart", 0.08),
    level("不同", "different", 0.12),
  ],
  postcode: [
    none,
    level("相同", "same", 0.75),
    level("差一位", "one place apart", 0.08),
    level("前半相同", "same first part", 0.07),
    level("不同", "different", 0.1),
  ],
  number: [
    none,
    level("相同", "same", 0.75),
    level("差一位", "one digit apart", 0.1),
    level("相近", "close in value", 0.05),
    level("不同", "different", 0.1),
  ],
  code: [
    none,
    level("相同", "same", 0.8),
    level("差一位", "one place apart", 0.07),
    level("相像", "much alike", 0.04),
    level("常互相代用", "known to stand for each other", 0.02),
    level("略像", "a little alike", 0.02),
    level("不同", "different", 0.05),
  ],
};

/** Index of the level on which values that the data show to stand for each other (Bill and William, VLDB and its long form) are put. */
export const LEARNED: Readonly<Partial<Record<FieldType, number>>> = { name: NAME.learned, text: TEXT.learned, code: 4 };
/** Index of the level for a value found in another column of its kind. */
export const MOVED: Readonly<Partial<Record<FieldType, number>>> = { name: NAME.swapped, text: TEXT.elsewhere };

/** First level of each type on which two values are rather different than alike. */
export const UNLIKE: Readonly<Record<FieldType, number>> = { name: NAME.loose, text: TEXT.some, date: 7, idNumber: 6, phone: 4, postcode: 4, number: 4, code: 5 };

export const levelCount = (type: FieldType): number => LEVELS[type].length;
export const elseLevel = (type: FieldType): number => LEVELS[type].length - 1;
