/**
 * Two ledgers of the same women as two clerks kept them, from a seed; the truth is known. Three levels of noise:
 *
 *   clean  every value right, written the clerk's way
 *   usual  a tenth of the rows written otherwise, one in sixteen with one damaged field, one in two hundred without an ID number
 *   awful  a third of the rows of BOTH books with two damaged fields, one in twenty without any ID number
 *
 * Nothing here is taken from the linkage. Confusions by sound and by shape are lists made by hand.
 */
import { Solar } from "lunar-typescript";
import type { SheetGrid } from "../../src/model.js";
import { DAY_STYLES, ageAt, serial, showDay, showYearMonth, ymd, type DateStyle } from "./township/calendar.js";
import { IdNumbers, shortForm, swappedDigits, wrongDigit } from "./township/id-number.js";
import { SURNAMES, childName, femaleName, maleName, misspelt, traditional, villageName } from "./township/names.js";
import { Random } from "./township/random.js";

export const COLUMNS = ["name", "idNumber", "birthDate", "spouseName", "village", "group", "childName"] as const;
export type Column = (typeof COLUMNS)[number];
export type Noise = "clean" | "usual" | "awful";
export type PairRow = Record<Column, string>;

export interface LedgerPair {
  readonly hand: readonly PairRow[];
  readonly system: readonly PairRow[];
  /** Row of `system` by row of `hand`; -1: not in it. */
  readonly truth: readonly number[];
}

interface Woman {
  readonly name: string;
  readonly id: string;
  readonly birth: number;
  readonly spouse: string;
  readonly village: number;
  readonly group: number;
  readonly child: string;
}

const AREAS = ["430203", "430221", "430203", "430203", "431021", "362202"];

function population(count: number, villages: number, random: Random): Woman[] {
  const ids = new IdNumbers(random.fork("ids"));
  const women: Woman[] = [];
  const add = (surname: string, birth: number, village: number, name = femaleName(surname, ymd(birth).y, random)): void => {
    const husband = maleName(random.pick(SURNAMES), random);
    women.push({ name, birth, village, spouse: husband, id: ids.issue(random.pick(AREAS), birth, "female"), group: random.int(1, 9), child: random.chance(0.85) ? childName(husband, random) : "" });
  };
  // A few surnames are many: the earlier in the list, the commoner.
  const surname = (): string => SURNAMES[Math.floor(SURNAMES.length * random.next() * random.next())] ?? "王";
  while (women.length < count) {
    const birth = serial(random.int(1955, 1984), random.int(1, 12), random.int(1, 28));
    const own = surname();
    const village = random.int(0, villages - 1);
    add(own, birth, village);
    const last = women[women.length - 1];
    if (last === undefined) continue;
    // Sisters share all of a name but one character; twins the birth date too; namesakes live in one village.
    if (random.chance(0.02)) {
      const sister = femaleName(own, ymd(birth).y, random);
      add(own, random.chance(0.15) ? birth : birth + random.int(400, 2500), village, last.name.length === 3 && sister.length === 3 ? last.name.slice(0, 2) + sister.slice(2) : sister);
    }
    if (random.chance(0.015)) add(own, serial(random.int(1955, 1984), random.int(1, 12), random.int(1, 28)), village, last.name);
  }
  return women.slice(0, count);
}

/** The lunar day of a solar date, written as if it were a solar one. */
function asLunar(date: number): string {
  const { y, m, d } = ymd(date);
  const lunar = Solar.fromYmd(y, m, d).getLunar();
  return `${lunar.getYear()}-${String(Math.abs(lunar.getMonth())).padStart(2, "0")}-${String(lunar.getDay()).padStart(2, "0")}`;
}

const spoiltName = (name: string, woman: boolean, husband: string, random: Random): string => {
  const roll = random.next();
  if (roll < 0.4) return misspelt(name, "sound", random) ?? misspelt(name, "shape", random) ?? name.slice(0, -1);
  if (roll < 0.62) return misspelt(name, "shape", random) ?? misspelt(name, "sound", random) ?? name.slice(0, -1);
  if (roll < 0.74 && name.length === 3) return name.slice(0, 1) + name.slice(2);
  if (roll < 0.82 && name.length === 3) return name.slice(0, 1) + [...name.slice(1)].reverse().join("");
  if (roll < 0.88 && woman) return random.chance(0.5) ? `${husband.slice(0, 1)}门${name.slice(0, 1)}氏` : `${husband.slice(0, 1)}${name.slice(0, 1)}氏`;
  if (roll < 0.94) return `小${name.slice(-1)}`;
  return random.pick(SURNAMES) + name.slice(1);
};

function spoiltDate(birth: number, written: string, random: Random): string {
  const { y, m, d } = ymd(birth);
  const roll = random.next();
  if (roll < 0.25) return showDay(serial(y, m, ((d + random.int(1, 25)) % 28) + 1), "dot");
  if (roll < 0.35) return showDay(serial(y + random.pick([-10, -1, 1, 10]), m, d), "iso");
  if (roll < 0.5 && d <= 12) return showDay(serial(y, d, m), "iso");
  if (roll < 0.7) return asLunar(birth);
  if (roll < 0.85) return showYearMonth(birth, "dot");
  if (roll < 0.93) return String(ageAt(birth, serial(2004, 9, 30)));
  return roll < 0.97 ? String(y) : written.slice(0, 0);
}

function spoiltId(id: string, random: Random): string {
  const roll = random.next();
  if (roll < 0.35) return wrongDigit(id, random);
  if (roll < 0.5) return swappedDigits(id, random) ?? wrongDigit(id, random);
  if (roll < 0.65) return `${id.slice(0, 15)}000`;
  if (roll < 0.75) return `${id[0] ?? ""}.${id.slice(1, 15)}E+17`;
  if (roll < 0.85) return id.slice(0, 9) + id.slice(10);
  if (roll < 0.92) return id.slice(0, 14);
  return "";
}

function damage(row: PairRow, woman: Woman, fields: number, villages: number, random: Random): void {
  const order = random.shuffle<Column>(["name", "idNumber", "birthDate", "spouseName", "village", "childName", "name", "idNumber", "birthDate", "spouseName"]);
  for (const field of [...new Set(order)].slice(0, fields)) {
    if (field === "name") row.name = spoiltName(woman.name, true, woman.spouse, random);
    else if (field === "spouseName") row.spouseName = random.chance(0.25) ? "" : spoiltName(woman.spouse, false, "", random);
    else if (field === "idNumber") row.idNumber = row.idNumber === "" ? "" : spoiltId(woman.id, random);
    else if (field === "birthDate") row.birthDate = spoiltDate(woman.birth, row.birthDate, random);
    else if (field === "village") row.village = villageName(random.int(0, villages - 1));
    else row.childName = "";
  }
}

export function ledgerPair(seed: number, women: number, noise: Noise): LedgerPair {
  const random = new Random(seed);
  const villages = Math.max(3, Math.round(women / 250));
  const people = population(women, villages, random.fork("people"));
  const write = (style: DateStyle, short: number, own: Random) => (woman: Woman): PairRow => {
    const row: PairRow = {
      name: woman.name, idNumber: own.chance(short) ? shortForm(woman.id) : woman.id, birthDate: showDay(woman.birth, style), spouseName: woman.spouse,
      village: villageName(woman.village), group: String(woman.group), childName: woman.child,
    };
    if (noise === "clean") return row;
    if (own.chance(0.1)) {
      row.name = traditional(woman.name);
      row.birthDate = showDay(woman.birth, own.pick(DAY_STYLES));
      if (own.chance(0.5)) row.idNumber = shortForm(woman.id);
    }
    if (own.chance(noise === "awful" ? 0.05 : 0.005)) row.idNumber = "";
    if (own.chance(noise === "awful" ? 1 / 3 : 1 / 16)) damage(row, woman, noise === "awful" ? 2 : 1, villages, own);
    return row;
  };
  const order = random.fork("order");
  const inHand = order.shuffle([...people.keys()].filter(() => order.chance(0.97)));
  const inSystem = order.shuffle([...people.keys()].filter(() => order.chance(0.97)));
  const write1 = write("dot", 0.3, random.fork("hand"));
  const write2 = write("iso", 0.02, random.fork("system"));
  const at = new Map(inSystem.map((person, row) => [person, row]));
  const rowOf = (write_: (woman: Woman) => PairRow) => (person: number): PairRow => {
    const woman = people[person];
    if (woman === undefined) throw new Error(`no person ${person}`);
    return write_(woman);
  };
  return { hand: inHand.map(rowOf(write1)), system: inSystem.map(rowOf(write2)), truth: inHand.map((person) => at.get(person) ?? -1) };
}

const HEADERS: Readonly<Record<Column, string>> = { name: "妇女姓名", idNumber: "身份证号码", birthDate: "出生年月", spouseName: "丈夫姓名", village: "村名", group: "组别", childName: "孩子姓名" };

/** The rows as a sheet with one header row. */
export function ledgerSheet(name: string, rows: readonly PairRow[], columns: readonly Column[] = COLUMNS): SheetGrid {
  return { file: null, sheet: name, rows: [columns.map((column) => HEADERS[column]), ...rows.map((row) => columns.map((column) => row[column]))], columnCount: columns.length, merges: [] };
}
