/**
 * How much two units speak for being one person. Each comparison is a list of levels, null first, else last; a level carries
 * points (roughly the binary logarithm of how much likelier it is among the same than among different people) and its words.
 * The points are fixed and plain; estimating them from the books is another method behind the same two functions.
 */
import type { NormalDate, NormalId } from "../model.js";
import type { Unit } from "./units.js";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Points so low that no other evidence outweighs them. */
export const REFUSED = -100;

/** Number of differing places of two strings of one length; 99 if the lengths differ. */
function distance(a: string, b: string): number {
  if (a.length !== b.length) return 99;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) count++;
  return count;
}

function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i + 1 < a.length; i++) {
    if (a[i] !== b[i]) return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }
  return false;
}

export type IdLevel = "same" | "damaged" | "close" | "far" | "farValid" | "none";

/** Levels of two ID numbers. "?" are digits that a spreadsheet destroyed. */
export function idLevel(a: NormalId | null, b: NormalId | null): IdLevel {
  if (a === null || b === null || a.id18 === "" || b.id18 === "") return "none";
  if (a.id18 === b.id18) return a.damaged ? "damaged" : "same";
  if (a.id18.length !== b.id18.length) return oneMissing(a.id18, b.id18) ? "close" : "far";
  if (a.damaged || b.damaged) {
    let wrong = 0;
    for (let i = 0; i < a.id18.length; i++) {
      if (a.id18[i] !== "?" && b.id18[i] !== "?" && a.id18[i] !== b.id18[i]) wrong++;
    }
    return wrong === 0 ? "damaged" : "far";
  }
  // The check digit of an 18-digit form made from a typed number follows the wrong digit, so 17 places are compared too.
  if (distance(a.id18.slice(0, 17), b.id18.slice(0, 17)) <= 1 || distance(a.id18, b.id18) <= 2) return "close";
  if (swapped(a.id18.slice(0, 17), b.id18.slice(0, 17))) return "close";
  // A number whose last three digits a spreadsheet has turned to 000 may pass its check digit by chance.
  if (a.id18.slice(0, 15) === b.id18.slice(0, 15) && (a.id18.endsWith("000") || b.id18.endsWith("000"))) return "damaged";
  return a.valid && b.valid ? "farValid" : "far";
}

/** One is the other with one character left out. */
function oneMissing(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1 || short.length < 10) return false;
  let i = 0;
  while (i < short.length && long[i] === short[i]) i++;
  return long.slice(i + 1) === short.slice(i);
}

export type NameLevel = "same" | "close" | "different" | "none";

/** Names: the same, or one character apart (typed wrong, left out, or in another order). */
export function nameLevel(a: string, b: string): NameLevel {
  if (a === "" || b === "") return "none";
  if (a === b) return "same";
  const x = [...a];
  const y = [...b];
  if (x.length === y.length) {
    let wrong = 0;
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) wrong++;
    if (wrong === 1) return "close";
    return x.length > 1 && [...x].sort().join("") === [...y].sort().join("") ? "close" : "different";
  }
  const [long, short] = x.length > y.length ? [x, y] : [y, x];
  if (long.length !== short.length + 1 || short.length < 2) return "different";
  let i = 0;
  while (i < short.length && long[i] === short[i]) i++;
  return long.slice(i + 1).join("") === short.slice(i).join("") ? "close" : "different";
}

export type DateLevel = "same" | "month" | "close" | "different" | "none";

/** Birth dates; where a unit has none, the date inside its valid ID number stands for it. */
export function dateLevel(a: NormalDate | null, b: NormalDate | null): DateLevel {
  if (a === null || b === null || a.year === 0 || b.year === 0) return "none";
  if (a.text === b.text && a.precision === "day") return "same";
  const parts = (a.year !== b.year ? 1 : 0) + (a.month !== b.month && a.month * b.month !== 0 ? 1 : 0) + (a.day !== b.day && a.day * b.day !== 0 ? 1 : 0);
  if (parts === 0) return a.month * b.month === 0 ? "none" : "month";
  if (parts === 1 && (a.year === b.year || Math.abs(a.year - b.year) <= 1 || Math.abs(a.year - b.year) === 10)) return "close";
  if (a.month === b.day && a.day === b.month && a.year === b.year) return "close";
  return "different";
}

/** Birth date against the date inside the other's ID number. */
function birthAgainstId(birth: NormalDate | null, id: NormalId | null): DateLevel {
  if (birth === null || id === null || !id.valid || id.birth === "" || birth.year === 0) return "none";
  const [year = 0, month = 0, day = 0] = id.birth.split("-").map(Number);
  if (birth.year !== year) return "different";
  if (birth.month === 0) return "none";
  if (birth.month !== month) return "different";
  return birth.day === 0 ? "month" : birth.day === day ? "same" : "different";
}

export const ID_POINTS = { same: 12, damaged: 8, close: 7, none: 0, far: -3, farValid: -9 } as const;
export const NAME_POINTS = { same: 4, close: 1.5, none: 0, different: -4 } as const;
export const SPOUSE_POINTS = { same: 4, close: 1.5, none: 0, different: -1.5 } as const;
export const BIRTH_POINTS = { same: 4, month: 2, close: 0.5, none: 0, different: -2.5 } as const;

export interface Evidence {
  readonly points: number;
  readonly id: IdLevel;
  readonly name: NameLevel;
  readonly birth: DateLevel;
  readonly spouse: NameLevel;
}

/** All the evidence for and against two units being one person. */
export function evidence(a: Unit, b: Unit): Evidence {
  const id = idLevel(a.id, b.id);
  const name = nameLevel(a.name, b.name);
  let birth = dateLevel(a.birth, b.birth);
  if (birth === "none" && id === "none") {
    birth = a.birth !== null ? birthAgainstId(a.birth, b.id) : birthAgainstId(b.birth, a.id);
  }
  const spouse = nameLevel(a.spouse, b.spouse);
  let points = ID_POINTS[id] + NAME_POINTS[name] + BIRTH_POINTS[birth] + SPOUSE_POINTS[spouse];
  if (a.spouseId !== "" && a.spouseId === b.spouseId) points += 4;
  if (a.village >= 0 && b.village >= 0) points += a.village === b.village ? 1 : -1;
  if (a.group !== "" && b.group !== "" && a.village === b.village) points += a.group === b.group ? 1 : -1;
  if (a.household !== "" && a.household === b.household) points += 2;
  if (a.code !== "" && b.code !== "") points += a.code === b.code ? 4 : -1;
  if (a.sex !== "" && b.sex !== "" && a.sex !== b.sex) points -= 4;
  // A number copied to a neighbour's row: everything else says that they are two people.
  if (id === "same" && name === "different" && (birth === "different" || birth === "close") && spouse !== "same" && spouse !== "close") points = REFUSED;
  // Numbers given out on one day in one place lie close together: two names are two people, unless one number is mistyped.
  if (id === "close" && name === "different" && ((a.id?.valid === true && b.id?.valid === true) || spouse === "different")) points = REFUSED;
  // Two valid numbers are two people, unless name, birth date and spouse all say one (a neighbour's number copied, a number issued anew).
  if (id === "farValid") points = name === "same" && birth === "same" && spouse === "same" ? points + 2 : REFUSED;
  return { points, id, name, birth, spouse };
}

/** The levels reached, as phrases. */
export function because(a: Unit, b: Unit): Words[] {
  const found = evidence(a, b);
  const words: Words[] = [];
  const id15 = a.id?.steps.includes("id15to18") !== b.id?.steps.includes("id15to18");
  if (found.id === "same") words.push(id15 ? { zh: "身份证号相同(15位升18位)", en: "same ID number (15 digits raised to 18)" } : { zh: "身份证号相同", en: "same ID number" });
  if (found.id === "damaged") words.push({ zh: "身份证号未损坏的各位相同", en: "surviving digits of the ID number agree" });
  if (found.id === "close") words.push({ zh: "身份证号只差一两位", en: "ID numbers one or two digits apart" });
  if (found.name === "same") words.push({ zh: "姓名相同", en: "same name" });
  if (found.name === "close") words.push({ zh: `姓名差一字(${a.name}/${b.name})`, en: `names one character apart (${a.name}/${b.name})` });
  if (found.birth === "same") words.push({ zh: "出生日期相同", en: "same birth date" });
  if (found.birth === "month") words.push({ zh: "出生年月相同", en: "same month of birth" });
  if (found.spouse === "same") words.push({ zh: "配偶姓名相同", en: "same spouse" });
  if (found.spouse === "close") words.push({ zh: "配偶姓名差一字", en: "spouses' names one character apart" });
  if (a.village >= 0 && a.village === b.village) words.push({ zh: "同村", en: "same village" });
  return words;
}

/** Points as a certainty between 0 and 1 (prior odds of 1 to 8 against). */
export function certainty(points: number): number {
  const odds = 2 ** (points - 3);
  return Math.round((odds / (1 + odds)) * 1000) / 1000;
}
