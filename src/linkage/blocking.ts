/**
 * Blocking: two units are compared only if they share one of these keys. Each key leaves out a different part of the identity,
 * so that one wrong part never keeps two rows of a person apart. Names stand in keys by their sound. Keys are whole numbers: kind and
 * two numbered texts; hundreds of thousands of them are made, and texts would cost more than all comparisons.
 */
import { readingsOf } from "./characters/characters.js";
import type { NormalDate, NormalId } from "../model.js";
import { idDigits, type Unit } from "./units.js";

const LIMIT = 2 ** 23;
/** Kinds of keys, by what they are made of. */
const KIND = { idHead: 0, idTail: 1, nameMonth: 2, nameSpouse: 3, spouseMonth: 4, nameVillage: 5, spouseVillage: 6, dayVillage: 7, spouseId: 8, code: 9, child: 10, lastBirth: 11, name: 12, village: 13, month: 14, spouse: 15 } as const;

/** A name as it sounds; what has no known reading stands for itself. */
export function soundOf(name: string): string {
  let sound = "";
  let first = true;
  for (const character of name) {
    sound += `${readingsOf(character, first)[0] ?? character} `;
    first = false;
  }
  return sound;
}

/** Day of birth, from the ID number where the row has none; "" unknown. */
function dayOf(birth: NormalDate | null, id: NormalId | null): string {
  return birth !== null && birth.precision === "day" ? birth.text : id !== null && id.valid ? id.birth : "";
}

/** The keys of units; texts are numbered as they come, so keys compare within one object only. */
export class BlockingKeys {
  private readonly texts = new Map<string, number>();
  private readonly names = new Map<string, number>();

  private frozen = false;

  // Units of one person come one after another, and mostly share one ID number and one birth date.
  private lastId: NormalId | null = null;
  private head = -1;
  private tail = -1;
  private lastBirth: NormalDate | null = null;
  private month = -1;

  /** No text is new from now on: a key of one that was never asked for is nobody's. */
  freeze(): void {
    this.frozen = true;
  }

  private number(text: string): number {
    const number = this.texts.get(text);
    if (number !== undefined || this.frozen) return number ?? -1;
    this.texts.set(text, this.texts.size);
    return this.texts.size - 1;
  }

  private sound(name: string): number {
    let number = this.names.get(name);
    if (number === undefined) this.names.set(name, (number = this.number(soundOf(name))));
    return number;
  }

  private nameNumber(name: string): number {
    return name === "" ? -1 : this.sound(name);
  }

  /** Month of birth; -1 unknown. */
  private monthOf({ birth, id }: Unit): number {
    if (birth === null || birth.month === 0) {
      const text = dayOf(birth, id).slice(0, 7);
      return text === "" ? -1 : this.number(text);
    }
    if (birth !== this.lastBirth) {
      this.lastBirth = birth;
      this.month = this.number(birth.text.slice(0, 7));
    }
    return this.month;
  }

  /** Numbers the two parts of an ID number by which people are found, whatever else is wrong with it; -1 where it has too few places. */
  private readId(id: NormalId | null): void {
    if (id === this.lastId) return;
    this.lastId = id;
    const digits = idDigits(id);
    this.head = digits.length >= 14 ? this.number(digits.slice(0, 14)) : -1;
    this.tail = digits.length === 18 && id?.damaged !== true ? this.number(digits.slice(6, 17)) : -1; // area code wrong
  }

  /** Keys for few people: one part of the identity is enough, so that several damaged parts keep no two rows apart. */
  eachOfFew(unit: Unit, take: (key: number) => void): void {
    const key = (kind: number, x: number): void => {
      if (x >= 0) take((kind * LIMIT + x) * LIMIT);
    };
    key(KIND.village, unit.village);
    key(KIND.name, this.nameNumber(unit.name));
    key(KIND.spouse, this.nameNumber(unit.spouse));
    key(KIND.month, this.monthOf(unit));
    if (unit.extras.childName !== "") key(KIND.child, this.number(unit.extras.childName));
  }

  /** Gives each of the unit's keys to `take`. */
  each(unit: Unit, take: (key: number) => void): void {
    const { village, id, extras } = unit;
    const name = this.nameNumber(unit.name);
    const spouse = this.nameNumber(unit.spouse);
    const month = this.monthOf(unit);
    const dayText = dayOf(unit.birth, id);
    this.readId(id);
    const key = (kind: number, x: number, y: number): void => {
      if (x >= 0 && y >= 0) take((kind * LIMIT + x) * LIMIT + y);
    };
    key(KIND.idHead, this.head, 0);
    key(KIND.idTail, this.tail, 0);
    key(KIND.nameMonth, name, month);
    key(KIND.nameSpouse, name, spouse);
    key(KIND.spouseMonth, spouse, month);
    key(KIND.nameVillage, name, village);
    key(KIND.spouseVillage, spouse, village);
    if (dayText !== "" && village >= 0) key(KIND.dayVillage, this.number(dayText), village);
    if (unit.spouseId !== "") key(KIND.spouseId, this.number(unit.spouseId), 0);
    if (unit.code !== "") key(KIND.code, this.number(unit.code), 0);
    if (extras.childName !== "") key(KIND.child, this.number(extras.childName), 0);
    if (extras.lastChildBirth !== null && village >= 0) key(KIND.lastBirth, this.number(extras.lastChildBirth.text), village);
    if (village < 0) key(KIND.name, name, 0);
  }
}
