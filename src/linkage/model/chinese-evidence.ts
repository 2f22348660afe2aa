/** Levels for Chinese names and for Chinese ID numbers, where measures made for Latin script make no sense. */
import { alikeInShape } from "../characters/characters.js";
import { SOMEBODY, UNKNOWN } from "./chinese-value.js";
import { COMPOUND_SURNAMES, decoded, endsWith, isCompound, married, nickname, oneLeftOut, sameCharacters } from "./chinese-names.js";
import { growable } from "./growing.js";
import { NAME } from "./levels.js";
import { validId } from "./normal-value.js";
import { PairMemo } from "./pair-memo.js";
import type { Tongue, Words } from "./settings.js";
import { places, transposed } from "./similarity.js";

/** Pairs of sounds that southern speakers do not tell apart: n/ng, zh/z, ch/c, sh/s, l/n, f/h, r/l. */
export function blurred(sound: string): string {
  return sound
    .replace(/^zh/, "z").replace(/^ch/, "c").replace(/^sh/, "s").replace(/^n(?=[aeiouv])/, "l").replace(/^h(?=u)/, "f")
    .replace(/(?<=[aei])ng$/, "n").replace(/^fu(?=[ae])/, "f");
}

const sharesReading = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));

/** What is known of a character's sound: its readings, and the same blurred. */
interface Sounds {
  readonly clear: readonly string[];
  readonly blurred: readonly string[];
}

function soundsOf(character: string, first: boolean, tongue: Tongue): Sounds {
  // A sound in letters, where the character was not to be found on the keyboard.
  const clear = /^[a-z]+$/.test(character) ? [character] : tongue.readings(character, first);
  return { clear, blurred: clear.map(blurred) };
}

/** How two different characters stand to each other. */
const UNLIKE = 0;
const SHAPE = 1;
const BLURRED = 2;
const SOUND = 3;

function compareCharacters(a: string, b: string, first: boolean, tongue: Tongue | null): number {
  if (tongue !== null) {
    const x = soundsOf(a, first, tongue);
    const y = soundsOf(b, first, tongue);
    if (sharesReading(x.clear, y.clear)) return SOUND;
    if (sharesReading(x.blurred, y.blurred)) return BLURRED;
  }
  return alikeInShape(a, b) ? SHAPE : UNLIKE;
}

/** Pairs of characters compared once: as the first of a name, and elsewhere. */
interface Known {
  readonly tongue: Tongue | null;
  readonly first: PairMemo;
  readonly later: PairMemo;
}

let known: Known | null = null;

function knownOf(tongue: Tongue | null): Known {
  if (known !== null && known.tongue === tongue) return known;
  const memo = (first: boolean): PairMemo => new PairMemo((a, b) => compareCharacters(String.fromCodePoint(a), String.fromCodePoint(b), first, tongue));
  known = { tongue, first: memo(true), later: memo(false) };
  return known;
}

/** How two different Chinese names stand to each other; each has its words and its level. */
export type NameRelation = "sound" | "blurred" | "shape" | "order" | "mixed" | "leftOut" | "unknown" | "surnameOnly" | "given" | "nickname" | "married" | "oneDiffers" | "surname" | "some" | "other";

export const NAME_RELATIONS: Readonly<Record<NameRelation, { readonly level: number; readonly words: Words }>> = {
  sound: { level: NAME.close, words: { zh: "同音", en: "sounds the same" } },
  blurred: { level: NAME.near, words: { zh: "近音", en: "sounds alike" } },
  shape: { level: NAME.near, words: { zh: "形近", en: "looks alike" } },
  order: { level: NAME.near, words: { zh: "字序颠倒", en: "same characters in another order" } },
  mixed: { level: NAME.part, words: { zh: "近音形近且字序或字数不同", en: "characters alike, in another order or number" } },
  unknown: { level: NAME.part, words: { zh: "有字不明，其余相同", en: "one character unknown, the others the same" } },
  surnameOnly: { level: NAME.loose, words: { zh: "只写姓", en: "surname only" } },
  leftOut: { level: NAME.part, words: { zh: "少一字", en: "a character left out" } },
  given: { level: NAME.part, words: { zh: "只写名", en: "given name only" } },
  nickname: { level: NAME.part, words: { zh: "小名", en: "nickname" } },
  married: { level: NAME.part, words: { zh: "夫家称呼", en: "married form" } },
  oneDiffers: { level: NAME.part, words: { zh: "差一字", en: "one character apart" } },
  surname: { level: NAME.loose, words: { zh: "名同姓不同", en: "same given name" } },
  some: { level: NAME.loose, words: { zh: "部分相同", en: "partly the same" } },
  other: { level: NAME.other, words: { zh: "不同", en: "different" } },
};

/** The level of two different Chinese names. */
export function chineseNameLevel(a: string, b: string, tongue: Tongue | null): number {
  return NAME_RELATIONS[nameRelation(a, b, tongue)].level;
}

let left: Int32Array<ArrayBuffer> = new Int32Array(16);
let right: Int32Array<ArrayBuffer> = new Int32Array(16);

export function nameRelation(a: string, b: string, tongue: Tongue | null): NameRelation {
  if (SIGNS.test(a) || SIGNS.test(b)) return withSigns(a, b, tongue);
  left = growable(left, a.length);
  right = growable(right, b.length);
  const x = decoded(a, left);
  const y = decoded(b, right);
  if (married(left, x, right, y)) return "married";
  if (x !== y) {
    const [long, length, short, least] = x > y ? [left, x, right, y] : [right, y, left, x];
    if (least >= 2 && endsWith(long, length, short, least) && !isCompound(long)) return "given";
    if (length === least + 1 && least >= 2 && oneLeftOut(long, short, least)) return "leftOut";
    if (nickname(left, x, right, y) || nickname(right, y, left, x)) return "nickname";
    return length === least + 1 && least >= 2 && long[0] === short[0] && oneMore(long, short, least, tongue) ? "mixed" : "other";
  }
  const { first, later } = knownOf(tongue);
  let wrong = 0;
  let shaped = 0;
  let blurredSounds = 0;
  let lastWrong = 0;
  let related = true;
  for (let i = 0; i < x; i++) {
    if (left[i] === right[i]) continue;
    wrong++;
    lastWrong = i;
    if (!related) continue;
    const relation = (i === 0 ? first : later).get(left[i]!, right[i]!);
    if (relation === UNLIKE) related = false;
    else if (relation === SHAPE) shaped++;
    else if (relation === BLURRED) blurredSounds++;
  }
  if (related && shaped === 0) return blurredSounds === 0 && wrong <= 2 ? "sound" : "blurred";
  if (related && wrong < x) return "shape";
  if (wrong > 1 && sameCharacters(left, right, x)) return "order";
  if (nickname(left, x, right, y) || nickname(right, y, left, x)) return "nickname";
  if (x === 3 && left[0] === right[0] && alike(left[1]!, right[2]!, tongue) && alike(left[2]!, right[1]!, tongue)) return "mixed";
  // One of three characters differs and the surname is not it: a slip of the pen, or a sister.
  if (wrong === 1 && x >= 3) return lastWrong > 0 ? "oneDiffers" : "surname";
  if (wrong === 1 && x === 2 && lastWrong > 0) return "some";
  return x - wrong >= 2 ? "some" : "other";
}

function alike(a: number, b: number, tongue: Tongue | null): boolean {
  return a === b || knownOf(tongue).later.get(a, b) !== UNLIKE;
}

/** One character more, and the others alike in order. */
function oneMore(long: Int32Array, short: Int32Array, least: number, tongue: Tongue | null): boolean {
  let i = 0;
  while (i < least && alike(long[i]!, short[i]!, tongue)) i++;
  for (let k = i; k < least; k++) if (!alike(long[k + 1]!, short[k]!, tongue)) return false;
  return true;
}

/** A name holds a sound in letters, or a character that is not known. */
const SIGNS = /[a-z□某]/i;

function withSigns(a: string, b: string, tongue: Tongue | null): NameRelation {
  const x = characters(a);
  const y = characters(b);
  const [ofX, ofY] = [surnameAlone(x), surnameAlone(y)];
  if (ofX > 0 || ofY > 0) {
    const [form, own, name, other] = ofX > 0 ? [x, ofX, y, ofY] : [y, ofY, x, ofX];
    return (other === 0 || other === own) && form.slice(0, own).every((character, i) => name[i] === character) ? "surnameOnly" : "other";
  }
  if (x.length !== y.length) return "other";
  let known = 0;
  let blurredSounds = 0;
  for (let i = 0; i < x.length; i++) {
    const [one = "", two = ""] = [x[i], y[i]];
    if (one === UNKNOWN || two === UNKNOWN) continue;
    const relation = one === two ? SOUND : compareCharacters(one, two, i === 0, tongue);
    if (relation < BLURRED) return "other";
    if (relation === BLURRED) blurredSounds++;
    known++;
  }
  if (known < x.length) return known > 0 && blurredSounds === 0 ? "unknown" : "other";
  return blurredSounds === 0 ? "sound" : "blurred";
}

/** Sounds in letters are one character each; 某 behind the surname is one that is not known. */
function characters(name: string): string[] {
  return (name.toLowerCase().match(/[a-z]+|[^a-z]/gu) ?? []).map((one, i) => (i > 0 && one === SOMEBODY ? UNKNOWN : one));
}

/** Number of characters of the surname where nothing else is known: 李某, 李某某, 欧阳□; else 0. */
function surnameAlone(name: readonly string[]): number {
  let known = name.length;
  while (known > 0 && name[known - 1] === UNKNOWN) known--;
  return known < name.length && (known === 1 || COMPOUND_SURNAMES.has(name.slice(0, known).join(""))) ? known : 0;
}

/** From this level on two ID numbers are far apart. */
export const FAR_ID = 6;

/**
 * Level of two different ID numbers of 18 places. One wrong digit, or two swapped, never leaves the check character right: two numbers that
 * pass their check are two numbers, however close (neighbours in the register), unless the check character was only worked out here.
 */
export function idLevel(a: string, b: string, whole: (id: string) => boolean): number {
  if (whole(a) && whole(b) && validId(a) && validId(b)) return a.slice(6, 14) === b.slice(6, 14) ? FAR_ID : 7;
  const lost = a.includes("?") || b.includes("?");
  if (lost && a.length === b.length) {
    let wrong = 0;
    let seen = 0;
    for (let i = 0; i < a.length; i++) {
      if (a[i] === "?" || b[i] === "?") continue;
      seen++;
      if (a[i] !== b[i]) wrong++;
    }
    if (wrong === 0 && seen >= 6) return 2;
    return wrong === 1 && seen >= 14 ? 3 : 7;
  }
  if (a.length !== b.length && Math.min(a.length, b.length) >= 12 && (a.startsWith(b) || b.startsWith(a))) return 2; // the end is lost
  const both = a.length === 18 && b.length === 18;
  // Raised from 15 digits, the check character follows a wrong digit; so the first 17 places decide.
  const x = both ? a.slice(0, 17) : a;
  const y = both ? b.slice(0, 17) : b;
  const wrong = places(x, y);
  if (wrong === 0) return 3; // only the check character differs
  if (wrong === 1) return validId(a) && validId(b) && x.slice(0, 14) === y.slice(0, 14) ? 5 : 3; // neighbours in the register
  if (transposed(x, y)) return 4;
  if (wrong === 2 && !(validId(a) && validId(b))) return 5;
  if (Math.abs(a.length - b.length) === 1 && oneDigitLeftOut(a, b)) return 5;
  return both && a.slice(6, 14) === b.slice(6, 14) ? 6 : 7;
}

function oneDigitLeftOut(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  if (short.length < 10) return false;
  let i = 0;
  while (i < short.length && long[i] === short[i]) i++;
  return long.slice(i + 1) === short.slice(i);
}
