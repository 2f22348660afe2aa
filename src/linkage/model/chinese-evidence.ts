/** Levels for Chinese names and for Chinese ID numbers, where measures made for Latin script make no sense. */
import { alikeInShape } from "../characters/characters.js";
import { SOMEBODY, UNKNOWN } from "./chinese-value.js";
import { NAME } from "./levels.js";
import { validId } from "./normal-value.js";
import type { Tongue, Words } from "./settings.js";
import { places, transposed } from "./similarity.js";

/** Compound surnames that a list of births and marriages is likely to hold. */
const COMPOUND = new Set(["欧阳", "司马", "上官", "诸葛", "夏侯", "司徒", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "令狐", "东方", "南宫", "端木", "百里", "呼延", "独孤", "拓跋"]);

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

const sounds = new WeakMap<Tongue, readonly [Map<string, Sounds>, Map<string, Sounds>]>();

function soundsOf(character: string, first: boolean, tongue: Tongue): Sounds {
  let tables = sounds.get(tongue);
  if (tables === undefined) {
    tables = [new Map<string, Sounds>(), new Map<string, Sounds>()];
    sounds.set(tongue, tables);
  }
  const table = tables[first ? 0 : 1];
  let found = table.get(character);
  if (found === undefined) {
    // A sound in letters, where the character was not to be found on the keyboard.
    const clear = /^[a-z]+$/.test(character) ? [character] : tongue.readings(character, first);
    found = { clear, blurred: clear.map(blurred) };
    table.set(character, found);
  }
  return found;
}

/** The same sound (2), the same when n/ng and zh/z are not told apart (1), another (0). */
export function soundLevel(a: string, b: string, first: boolean, tongue: Tongue): 0 | 1 | 2 {
  if (a === b) return 2;
  const x = soundsOf(a, first, tongue);
  const y = soundsOf(b, first, tongue);
  if (sharesReading(x.clear, y.clear)) return 2;
  return sharesReading(x.blurred, y.blurred) ? 1 : 0;
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

export function nameRelation(a: string, b: string, tongue: Tongue | null): NameRelation {
  const x = charactersOf(a);
  const y = charactersOf(b);
  if (x.at(-1) === SOMEBODY || y.at(-1) === SOMEBODY) return surnamesOf(x, y) ? "surnameOnly" : "other";
  if ((x.at(-1) === "氏" || y.at(-1) === "氏") && (marriedForm(x, y) || marriedForm(y, x))) return "married";
  if (x.length === y.length) {
    let wrong = 0;
    let sounded = 0;
    let blurredSounds = 0;
    let shaped = 0;
    let lastWrong = 0;
    let unknown = 0;
    for (let i = 0; i < x.length; i++) {
      const one = x[i] ?? "";
      const two = y[i] ?? "";
      if (one === two) continue;
      if (one === UNKNOWN || two === UNKNOWN) {
        unknown++;
        continue;
      }
      wrong++;
      lastWrong = i;
      const sound = tongue === null ? 0 : soundLevel(one, two, i === 0, tongue);
      if (sound === 2) sounded++;
      else if (sound === 1) blurredSounds++;
      else if (alikeInShape(one, two)) shaped++;
    }
    if (unknown > 0) return wrong === 0 && unknown < x.length ? "unknown" : "other";
    if (wrong === sounded) return wrong <= 2 ? "sound" : "blurred";
    if (wrong === sounded + blurredSounds) return "blurred";
    if (wrong === sounded + blurredSounds + shaped && wrong < x.length) return "shape";
    if (wrong > 1 && [...x].sort().join("") === [...y].sort().join("")) return "order";
    if (nickname(x, y) || nickname(y, x)) return "nickname";
    if (x.length === 3 && x[0] === y[0] && alike(x[1], y[2], tongue) && alike(x[2], y[1], tongue)) return "mixed";
    // One of three characters differs and the surname is not it: a slip of the pen, or a sister.
    if (wrong === 1 && x.length >= 3) return lastWrong > 0 ? "oneDiffers" : "surname";
    if (wrong === 1 && x.length === 2 && lastWrong > 0) return "some";
    return x.length - wrong >= 2 ? "some" : "other";
  }
  const [long, short] = x.length > y.length ? [x, y] : [y, x];
  const compound = COMPOUND.has(long.slice(0, 2).join(""));
  if (short.length >= 2 && !compound && long.join("").endsWith(short.join(""))) return "given";
  if (long.length === short.length + 1 && short.length >= 2) {
    let i = 0;
    while (i < short.length && long[i] === short[i]) i++;
    if (long.slice(i + 1).join("") === short.slice(i).join("")) return "leftOut";
  }
  if (nickname(x, y) || nickname(y, x)) return "nickname";
  return long.length === short.length + 1 && short.length >= 2 && short[0] === long[0] && oneMore(long, short, tongue) ? "mixed" : "other";
}

/** A sound in letters is one character. */
function charactersOf(name: string): string[] {
  return /[a-z]/.test(name) ? (name.match(/[a-z]+|[^a-z]/gu) ?? []) : [...name];
}

/** The surnames agree, where one name is a surname and 某. */
function surnamesOf(x: readonly string[], y: readonly string[]): boolean {
  const [form, name] = x.at(-1) === SOMEBODY ? [x, y] : [y, x];
  return form.slice(0, -1).every((character, i) => name[i] === character);
}

function alike(a: string | undefined, b: string | undefined, tongue: Tongue | null): boolean {
  if (a === undefined || b === undefined) return false;
  return a === b || (tongue !== null && soundLevel(a, b, false, tongue) > 0) || alikeInShape(a, b);
}

/** One character more, and the others alike in order. */
function oneMore(long: readonly string[], short: readonly string[], tongue: Tongue | null): boolean {
  let i = 0;
  while (i < short.length && alike(long[i], short[i], tongue)) i++;
  return short.slice(i).every((character, k) => alike(long[i + 1 + k], character, tongue));
}

/** 小英, 阿英, 英子, 英英: a familiar form with a character of the given name. */
function nickname(form: readonly string[], name: readonly string[]): boolean {
  const [first = "", second = ""] = form;
  if (form.length !== 2 || name.length < 2) return false;
  const given = name.slice(1);
  if (first === second) return given.includes(first);
  if ("小阿老大".includes(first)) return given.includes(second);
  return "子儿妹".includes(second) && given.includes(first);
}

/** 王门李氏, 王李氏, 李氏: the married form of a woman born 李 … */
function marriedForm(form: readonly string[], name: readonly string[]): boolean {
  if (form.at(-1) !== "氏" || form.length < 2 || form.length > 4 || name.at(-1) === "氏") return form.at(-1) === "氏" && name.at(-1) === "氏" && form.at(-2) === name.at(-2);
  return form.at(-2) === name[0];
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
  if (Math.abs(a.length - b.length) === 1 && oneLeftOut(a, b)) return 5;
  return both && a.slice(6, 14) === b.slice(6, 14) ? 6 : 7;
}

function oneLeftOut(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  if (short.length < 10) return false;
  let i = 0;
  while (i < short.length && long[i] === short[i]) i++;
  return long.slice(i + 1) === short.slice(i);
}
