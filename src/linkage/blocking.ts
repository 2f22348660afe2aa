/**
 * Blocking: two units are compared only if they share one of these keys. Each key leaves out a different part of the identity,
 * so that one wrong part never keeps two rows of a person apart.
 */
import type { Unit } from "./units.js";

/** Gives each of the unit's keys to `take`; the first letter says which parts a key is made of. */
export function blockingKeys(unit: Unit, take: (key: string) => void): void {
  const { name, spouse, birth, village, id } = unit;
  const day = birth !== null && birth.precision === "day" ? birth.text : id !== null && id.valid ? id.birth : "";
  const month = birth !== null && birth.month > 0 ? birth.text.slice(0, 7) : day.slice(0, 7);
  if (id !== null && id.id18.length >= 14) take(`i${id.id18.slice(0, 14)}`);
  if (id !== null && id.id18.length === 18 && !id.damaged) {
    take(`t${id.id18.slice(6, 17)}`); // area code wrong
  }
  if (name !== "" && month !== "") take(`m${name}|${month}`);
  if (name !== "" && spouse !== "") take(`s${name}|${spouse}`);
  if (spouse !== "" && month !== "") take(`u${spouse}|${month}`);
  if (name !== "" && village >= 0) take(`v${name}|${village}`);
  if (spouse !== "" && village >= 0) take(`w${spouse}|${village}`);
  if (day !== "" && village >= 0) take(`d${day}|${village}`);
  if (unit.spouseId !== "") take(`p${unit.spouseId}`);
  if (unit.code !== "") take(`c${unit.code}`);
  if (name !== "" && village < 0) take(`n${name}`);
}
