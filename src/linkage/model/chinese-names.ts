/** Chinese names as code points in a buffer, so that comparing two names makes no arrays and no texts. */

/** @returns number of code points written to `out`, which has room for as many as the text has units */
export function decoded(text: string, out: Int32Array): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i++;
    out[n++] = point;
  }
  return n;
}

const point = (character: string): number => character.codePointAt(0)!;
const points = (characters: string): ReadonlySet<number> => new Set([...characters].map(point));

/** Compound surnames that a list of births and marriages is likely to hold. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(["欧阳", "司马", "上官", "诸葛", "夏侯", "司徒", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "令狐", "东方", "南宫", "端木", "百里", "呼延", "独孤", "拓跋"]);
const COMPOUND = new Set([...COMPOUND_SURNAMES].map((surname) => pairOf(point(surname), surname.charCodeAt(1))));

function pairOf(first: number, second: number): number {
  return first * 2097152 + second;
}

export const isCompound = (name: Int32Array): boolean => COMPOUND.has(pairOf(name[0]!, name[1]!));

export function endsWith(long: Int32Array, length: number, short: Int32Array, least: number): boolean {
  for (let i = 1; i <= least; i++) if (long[length - i] !== short[least - i]) return false;
  return true;
}

/** The longer name has one character more, wherever. */
export function oneLeftOut(long: Int32Array, short: Int32Array, least: number): boolean {
  let i = 0;
  while (i < least && long[i] === short[i]) i++;
  for (; i < least; i++) if (long[i + 1] !== short[i]) return false;
  return true;
}

/** The same characters in any order. */
export function sameCharacters(a: Int32Array, b: Int32Array, length: number): boolean {
  const used = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    let j = 0;
    while (j < length && (used[j] === 1 || b[j] !== a[i])) j++;
    if (j === length) return false;
    used[j] = 1;
  }
  return true;
}

const BEFORE = points("小阿老大");
const BEHIND = points("子儿妹");

/** 小英, 阿英, 英子, 英英: a familiar form with a character of the given name. */
export function nickname(form: Int32Array, length: number, name: Int32Array, of: number): boolean {
  if (length !== 2 || of < 2) return false;
  const first = form[0]!;
  const second = form[1]!;
  if (first === second) return isGiven(first, name, of);
  if (BEFORE.has(first)) return isGiven(second, name, of);
  return BEHIND.has(second) && isGiven(first, name, of);
}

function isGiven(character: number, name: Int32Array, length: number): boolean {
  for (let i = 1; i < length; i++) if (name[i] === character) return true;
  return false;
}

const SHI = point("氏");

/** One of two names is the married form of the other, or both are and of one surname. */
export function married(a: Int32Array, x: number, b: Int32Array, y: number): boolean {
  if (a[x - 1] !== SHI && b[y - 1] !== SHI) return false;
  return marriedForm(a, x, b, y) || marriedForm(b, y, a, x);
}

/** 王门李氏, 王李氏, 李氏: the married form of a woman born 李 … */
function marriedForm(form: Int32Array, length: number, name: Int32Array, of: number): boolean {
  const both = name[of - 1] === SHI;
  if (form[length - 1] !== SHI) return false;
  if (length < 2 || length > 4 || both) return both && form[length - 2] === name[of - 2];
  return form[length - 2] === name[0];
}
