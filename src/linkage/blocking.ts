/**
 * Blocking: two units are compared only if they share one of these keys. Each key leaves out a different part of the identity,
 * so that one wrong part never keeps two rows of a person apart.
 */
import type { Unit } from "./units.js";

/** The unit's keys; the first letter says which parts a key is made of. */
export function blockingKeys(unit: Unit): string[] {
  const keys: string[] = [];
  const { name, spouse, birth, village, id } = unit;
  const day = birth !== null && birth.precision === "day" ? birth.text : id !== null && id.valid ? id.birth : "";
  const month = birth !== null && birth.month > 0 ? birth.text.slice(0, 7) : day.slice(0, 7);
  if (id !== null && id.id18.length >= 14) keys.push(`i${id.id18.slice(0, 14)}`);
  if (id !== null && id.id18.length === 18 && !id.damaged) {
    keys.push(`j${id.id18}`);
    keys.push(`t${id.id18.slice(6, 17)}`); // area code wrong
  }
  if (name !== "" && month !== "") keys.push(`m${name}|${month}`);
  if (name !== "" && spouse !== "") keys.push(`s${name}|${spouse}`);
  if (spouse !== "" && month !== "") keys.push(`u${spouse}|${month}`);
  if (name !== "" && village >= 0) keys.push(`v${name}|${village}`);
  if (spouse !== "" && village >= 0) keys.push(`w${spouse}|${village}`);
  if (day !== "" && village >= 0) keys.push(`d${day}|${village}`);
  if (unit.spouseId !== "") keys.push(`p${unit.spouseId}`);
  if (unit.code !== "") keys.push(`c${unit.code}`);
  if (name !== "" && village < 0) keys.push(`n${name}`);
  else if (name !== "") keys.push(`x${name}|${unit.group}`);
  return keys;
}
