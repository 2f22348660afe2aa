/**
 * Rows that say exactly the same about who is meant form one unit, so that linkage compares thousands of people instead of
 * hundreds of thousands of rows. A unit is the identity as written: number, name, birth, spouse, place.
 */
import { contradicts } from "./model/own-number.js";
import type { Books, Normal, NormalColumn, NormalDate, NormalId, RecordId, RecordRows } from "../model.js";

/** Further evidence. */
export interface Extras {
  childName: string;
  lastChildBirth: NormalDate | null;
  marriageDate: NormalDate | null;
}

export interface Unit {
  readonly id: NormalId | null;
  readonly name: string;
  readonly birth: NormalDate | null;
  readonly spouse: string;
  readonly spouseId: string;
  readonly village: number;
  /** "" unknown. */
  readonly villageName: string;
  /** The village however it is written; "" unknown. */
  readonly villageKey: string;
  readonly group: string;
  readonly household: string;
  readonly code: string;
  readonly sex: "male" | "female" | "";
  /** What the ledgers say of her besides who she is. */
  readonly extras: Extras;
  /** Bit per record that has a row of this unit. */
  books: number;
  rows: number[];
}

export interface Units {
  readonly units: Unit[];
  /** Unit index per global row; -1 for rows that name nobody (stock rows). */
  readonly of: Int32Array;
  /** Records in bit order. */
  readonly records: readonly RecordId[];
}

const text = (column: NormalColumn | undefined, row: number): string => {
  const value = column?.values[row];
  return value === undefined || value.state === "blank" ? "" : value.text;
};

/** A row of a record of women is a woman's whatever her ID number says: it may be her husband's. */
function sexOf(column: NormalColumn | undefined, row: number, id: NormalId | null, female: boolean): "male" | "female" | "" {
  const value = column?.values[row];
  if (value?.type === "code" && (value.code === "male" || value.code === "female")) return value.code;
  if (female) return "female";
  return id !== null && id.valid && id.sex !== null ? id.sex : "";
}

/**
 * Groups all rows of person-bearing records.
 * @param personal true for records whose rows name a person
 * @param women true for records that hold women by definition (their rows need no sex column)
 * @param ledger true for records with one row per person
 */
export function unitsOf(books: Books, personal: (record: RecordId) => boolean, women: (record: RecordId) => boolean, ledger: (record: RecordId) => boolean): Units {
  const of = new Int32Array(books.total).fill(-1);
  const units: Unit[] = [];
  // Units of one number, or of one name and village, hang together: the first, then from each the next.
  const firstOf = new Map<NormalId | string, number>();
  const nextOf: number[] = [];
  const records = [...new Set(books.blocks.map((block) => block.record))].sort();
  books.blocks.forEach((block, b) => {
    if (!personal(block.record)) return;
    groupBlock(block, books.offsets[b] ?? 0, 1 << records.indexOf(block.record), women(block.record), ledger(block.record));
  });
  return { units, of, records };

  function groupBlock(block: RecordRows, offset: number, bit: number, female: boolean, ledger: boolean): void {
    const columns = block.columns;
    const idColumn = columns.get("idNumber");
    const nameColumn = columns.get("name");
    const birthColumn = columns.get("birthDate");
    const spouseColumn = columns.get("spouseName");
    const spouseIdColumn = columns.get("spouseIdNumber");
    const groupColumn = columns.get("group");
    const householdColumn = columns.get("householdCode");
    const codeColumn = columns.get("personCode");
    const sexColumn = columns.get("sex");
    const childColumn = columns.get("childName#1") ?? columns.get("childName");
    const birthsColumn = columns.get("lastChildBirth");
    const marriageColumn = columns.get("marriageDate");
    for (let row = 0; row < block.count; row++) {
      const idValue = idColumn?.values[row];
      const id = idValue?.type === "idNumber" && idValue.state !== "blank" ? idValue : null;
      const birthValue = birthColumn?.values[row];
      const birth = birthValue !== undefined && isDated(birthValue) ? birthValue : null;
      const name = text(nameColumn, row);
      const spouse = text(spouseColumn, row);
      if (name === "" && id === null && spouse === "") continue;
      const village = block.village[row] ?? -1;
      const group = text(groupColumn, row);
      const spouseIdValue = spouseIdColumn?.values[row];
      const spouseId = spouseIdValue?.type === "idNumber" && spouseIdValue.state === "value" ? spouseIdValue.id18 : "";
      const household = text(householdColumn, row);
      const code = text(codeColumn, row);
      const sex = sexOf(sexColumn, row, id, female);
      // Equal numbers share one object: few units hang on each, and no long key need be built for every row.
      const near = id ?? `${name === "" ? spouse : name}|${village}`;
      let unit = firstOf.get(near) ?? -1;
      let at: Unit | undefined;
      for (; unit >= 0; unit = nextOf[unit] ?? -1) {
        const known = units[unit];
        if (known !== undefined && known.name === name && known.spouse === spouse && known.village === village && known.group === group
          && known.birth?.text === birth?.text && known.spouseId === spouseId && known.household === household && known.code === code
          && known.sex === sex && known.id?.id18 === id?.id18) {
          at = known;
          break;
        }
      }
      if (at === undefined) {
        unit = units.length;
        nextOf.push(firstOf.get(near) ?? -1);
        firstOf.set(near, unit);
        at = { id, name, birth, spouse, spouseId, village, villageName: books.villages[village] ?? "", villageKey: books.villageKeys[village] ?? "", group, household, code, sex, extras: { childName: "", lastChildBirth: null, marriageDate: null }, books: 0, rows: [offset + row] };
        units.push(at);
      } else at.rows.push(offset + row);
      at.books |= bit;
      if (ledger) {
        const { extras } = at;
        extras.childName = lower(extras.childName, text(childColumn, row));
        extras.lastChildBirth = earlier(extras.lastChildBirth, birthsColumn, row);
        extras.marriageDate = earlier(extras.marriageDate, marriageColumn, row);
      }
      of[offset + row] = unit;
    }
  }
}

function isDated(value: Normal): value is NormalDate {
  return (value.type === "date" || value.type === "month") && value.precision !== "none";
}

/** The lower of two texts that say something, so that the order of rows decides nothing. */
const lower = (a: string, b: string): string => (a === "" || (b !== "" && b < a) ? b : a);

function earlier(known: NormalDate | null, column: NormalColumn | undefined, row: number): NormalDate | null {
  const value = column?.values[row];
  if (value === undefined || !isDated(value)) return known;
  return known === null || value.text < known.text ? value : known;
}

/**
 * The unit's own rows show that the ID number is another's, or mistyped so that it passes its check: the other sex, another birth date. One
 * that fails its check may have its slip where the sex stands; the whole birth date is no slip.
 */
export function isForeign(unit: Unit | undefined): boolean {
  if (unit?.id === undefined || unit.id === null || unit.id.damaged || unit.id.id18.length !== 18) return false;
  const { id, sex, birth } = unit;
  if (id.valid && sex !== "" && id.sex !== null && sex !== id.sex) return true;
  return birth !== null && birth.precision === "day" && contradicts(birth.text.replaceAll("-", ""), id.id18);
}

/** The digits of an ID number as far as they are there: 18 places, or what is left where some are lost ("" fewer than twelve). */
export function idDigits(id: NormalId | null): string {
  if (id === null) return "";
  if (id.id18 !== "") return id.id18;
  return /^\d{12,17}$/.test(id.text) ? id.text : "";
}

/** Who two units name, whichever comes first: what an answer of the user's is known by. */
export function pairText(a: Unit | undefined, b: Unit | undefined): string {
  const who = (unit: Unit | undefined): string => (unit === undefined ? "" : [unit.id?.text ?? "", unit.name, unit.birth?.text ?? "", unit.spouse, unit.villageName].join("|"));
  return [who(a), who(b)].sort().join("\n");
}

/** The whole identity as one text: to order units by content alone. */
export function unitKey(unit: Unit): string {
  return `${unit.id?.id18 ?? ""}|${unit.name}|${unit.birth?.text ?? ""}|${unit.spouse}|${unit.spouseId}|${unit.villageKey}|${unit.group}|${unit.household}|${unit.code}|${unit.sex}`;
}
