/**
 * Blocking: two units are compared only if they share one of these keys. Each key leaves out a different part of the identity,
 * so that one wrong part never keeps two rows of a person apart. Names stand in keys by their sound.
 */
import { readingsOf } from "./characters/characters.js";
import { idDigits, type Unit } from "./units.js";

const sounds = new Map<string, string>();

/** A name as it sounds; what has no known reading stands for itself. */
export function soundOf(name: string): string {
  let sound = sounds.get(name);
  if (sound === undefined) {
    sound = "";
    let first = true;
    for (const character of name) {
      sound += `${readingsOf(character, first)[0] ?? character} `;
      first = false;
    }
    sounds.set(name, sound);
  }
  return sound;
}

/** Gives each of the unit's keys to `take`; the first letter says which parts a key is made of. */
export function blockingKeys(unit: Unit, take: (key: string) => void): void {
  const { birth, village, id } = unit;
  const name = unit.name === "" ? "" : soundOf(unit.name);
  const spouse = unit.spouse === "" ? "" : soundOf(unit.spouse);
  const day = birth !== null && birth.precision === "day" ? birth.text : id !== null && id.valid ? id.birth : "";
  const month = birth !== null && birth.month > 0 ? birth.text.slice(0, 7) : day.slice(0, 7);
  const digits = idDigits(id);
  if (digits.length >= 14) take(`i${digits.slice(0, 14)}`);
  if (digits.length === 18 && id?.damaged !== true) take(`t${digits.slice(6, 17)}`); // area code wrong
  if (name !== "" && month !== "") take(`m${name}|${month}`);
  if (name !== "" && spouse !== "") take(`s${name}|${spouse}`);
  if (spouse !== "" && month !== "") take(`u${spouse}|${month}`);
  if (name !== "" && village >= 0) take(`v${name}|${village}`);
  if (spouse !== "" && village >= 0) take(`w${spouse}|${village}`);
  if (day !== "" && village >= 0) take(`d${day}|${village}`);
  if (unit.spouseId !== "") take(`p${unit.spouseId}`);
  if (unit.code !== "") take(`c${unit.code}`);
  if (unit.extras.childName !== "") take(`x${unit.extras.childName}`);
  if (unit.extras.lastChildBirth !== null && village >= 0) take(`l${unit.extras.lastChildBirth.text}|${village}`);
  if (name !== "" && village < 0) take(`n${name}`);
}
