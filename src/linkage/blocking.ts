/**
 * Blocking: two units are compared only if they share one of these keys. Each key leaves out a different part of the identity,
 * so that one wrong part never keeps two rows of a person apart.
 */
import type { Unit } from "./units.js";

/** Adds the unit's keys to `keys`. */
export function blockingKeys(unit: Unit, keys: Set<string>): void {
  const { name, spouse, birth, village, id } = unit;
  const day = birth !== null && birth.precision === "day" ? birth.text : id !== null && id.valid ? id.birth : "";
  const month = birth !== null && birth.month > 0 ? birth.text.slice(0, 7) : day.slice(0, 7);
  if (id !== null && id.id18.length >= 14) keys.add(`i${id.id18.slice(0, 14)}`);
  if (id !== null && id.id18.length === 18 && !id.damaged) {
    keys.add(`j${id.id18}`);
    keys.add(`t${id.id18.slice(6, 17)}`); // area code wrong
  }
  if (name !== "" && month !== "") keys.add(`m${name}|${month}`);
  if (name !== "" && spouse !== "") keys.add(`s${name}|${spouse}`);
  if (spouse !== "" && month !== "") keys.add(`u${spouse}|${month}`);
  if (name !== "" && village >= 0) keys.add(`v${name}|${village}`);
  if (spouse !== "" && village >= 0) keys.add(`w${spouse}|${village}`);
  if (day !== "" && village >= 0) keys.add(`d${day}|${village}`);
  if (unit.spouseId !== "") keys.add(`p${unit.spouseId}`);
  if (unit.code !== "") keys.add(`c${unit.code}`);
  if (name !== "" && village < 0) keys.add(`n${name}`);
  else if (name !== "") keys.add(`x${name}|${unit.group}`);
}
