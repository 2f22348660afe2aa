/**
 * Blocking: two units are compared only if they share one of these keys. Each key leaves out a different part of the identity,
 * so that one wrong part never keeps two rows of a person apart. Names stand in keys by their sound. Keys are whole numbers: kind and
 * two numbered texts; hundreds of thousands of them are made, and texts would cost more than all comparisons.
 */
import { readingsOf } from "./characters/characters.js";
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

/** The keys of units; texts are numbered as they come, so keys compare within one object only. */
export class BlockingKeys {
  private readonly texts = new Map<string, number>();
  private readonly names = new Map<string, number>();

  private frozen = false;

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

  /** Name and husband by sound, day and month of birth: what most keys are made of; -1 and "" unknown. */
  private parts(unit: Unit): { readonly name: number; readonly spouse: number; readonly month: number; readonly dayText: string } {
    const { birth, id } = unit;
    const dayText = birth !== null && birth.precision === "day" ? birth.text : id !== null && id.valid ? id.birth : "";
    const monthText = birth !== null && birth.month > 0 ? birth.text.slice(0, 7) : dayText.slice(0, 7);
    return {
      name: unit.name === "" ? -1 : this.sound(unit.name), spouse: unit.spouse === "" ? -1 : this.sound(unit.spouse),
      month: monthText === "" ? -1 : this.number(monthText), dayText,
    };
  }

  /** Keys for few people: one part of the identity is enough, so that several damaged parts keep no two rows apart. */
  eachOfFew(unit: Unit, take: (key: number) => void): void {
    const { name, spouse, month } = this.parts(unit);
    const key = (kind: number, x: number): void => {
      if (x >= 0) take((kind * LIMIT + x) * LIMIT);
    };
    key(KIND.village, unit.village);
    key(KIND.name, name);
    key(KIND.spouse, spouse);
    key(KIND.month, month);
    if (unit.extras.childName !== "") key(KIND.child, this.number(unit.extras.childName));
  }

  /** Gives each of the unit's keys to `take`. */
  each(unit: Unit, take: (key: number) => void): void {
    const { village, id, extras } = unit;
    const { name, spouse, month, dayText } = this.parts(unit);
    const key = (kind: number, x: number, y: number): void => {
      if (x >= 0 && y >= 0) take((kind * LIMIT + x) * LIMIT + y);
    };
    const digits = idDigits(id);
    if (digits.length >= 14) key(KIND.idHead, this.number(digits.slice(0, 14)), 0);
    if (digits.length === 18 && id?.damaged !== true) key(KIND.idTail, this.number(digits.slice(6, 17)), 0); // area code wrong
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
