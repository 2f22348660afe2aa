/**
 * A register of households without ID numbers, from a seed: husband, wife and children of one house, some of the people written down twice with
 * slips of the pen. Who is who is known. Invented throughout; nothing is taken from the linkage.
 */
import { serial, showDay, ymd } from "./township/calendar.js";
import { SURNAMES, childName, femaleName, maleName, misspelt, villageName } from "./township/names.js";
import { Random } from "./township/random.js";

export const REGISTER_COLUMNS = ["name", "birthDate", "head", "village", "group", "house"] as const;
export type RegisterRow = Record<(typeof REGISTER_COLUMNS)[number], string>;

export interface Register {
  readonly rows: readonly RegisterRow[];
  /** Number of the person, and of the household, by row. */
  readonly person: readonly number[];
  readonly household: readonly number[];
}

interface Member {
  readonly name: string;
  readonly birth: number;
}

function family(random: Random): readonly Member[] {
  const husband = maleName(random.pick(SURNAMES), random);
  const year = random.int(1948, 1976);
  const day = (from: number): number => serial(from, random.int(1, 12), random.int(1, 28));
  const wife = day(year + random.int(-2, 4));
  const members: Member[] = [{ name: husband, birth: day(year) }, { name: femaleName(random.pick(SURNAMES), ymd(wife).y, random), birth: wife }];
  const children = random.int(1, 3);
  for (let i = 0; i < children; i++) members.push({ name: childName(husband, random), birth: day(year + 22 + i * random.int(1, 4) + i) });
  return members;
}

/** Another clerk's entry of the same person: a name misheard or misread, a date a digit off or without its day, a house not given. */
function noisy(row: RegisterRow, birth: number, random: Random): RegisterRow {
  const { y, m, d } = ymd(birth);
  const again = { ...row, birthDate: showDay(birth, random.pick(["iso", "dot", "slash"])) };
  if (random.chance(0.3)) again.name = misspelt(row.name, random.chance(0.6) ? "sound" : "shape", random) ?? row.name;
  const roll = random.next();
  if (roll < 0.1) again.birthDate = showDay(serial(y, m, (d % 28) + 1), "iso");
  else if (roll < 0.15) again.birthDate = showDay(serial(y + random.pick([-1, 1, 10]), m, d), "iso");
  else if (roll < 0.2) again.birthDate = `${y}.${m}`;
  if (random.chance(0.1)) again.house = "";
  if (random.chance(0.1)) again.group = "";
  return again;
}

/** @param twice share of the people who stand there twice */
export function register(seed: number, households: number, twice: number): Register {
  const random = new Random(seed);
  const villages = Math.max(3, Math.round(households / 100));
  const entries: { row: RegisterRow; person: number; household: number }[] = [];
  let people = 0;
  for (let household = 0; household < households; household++) {
    const own = random.fork(`household ${household}`);
    const place = { village: villageName(own.int(0, villages - 1)), group: String(own.int(1, 9)), house: String(own.int(1, 60)) };
    const members = family(own);
    for (const { name, birth } of members) {
      const row: RegisterRow = { name, birthDate: showDay(birth, "iso"), head: members[0]?.name ?? "", ...place };
      entries.push({ row, person: people, household });
      if (own.chance(twice)) entries.push({ row: noisy(row, birth, own), person: people, household });
      people++;
    }
  }
  random.fork("order").shuffle(entries);
  return { rows: entries.map(({ row }) => row), person: entries.map(({ person }) => person), household: entries.map(({ household }) => household) };
}
