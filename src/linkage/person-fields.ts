/** The columns by which people are compared, over the units: one value number per unit and column, compared by the same levels as any list. */
import type { FrozenWeights, NormalDate } from "../model.js";
import { readingsOf } from "./characters/characters.js";
import { comparisonOf } from "./model/compare.js";
import { elseLevel, levelCount } from "./model/levels.js";
import { PairMemo } from "./model/pair-memo.js";
import { TextNumbers } from "./model/text-numbers.js";
import type { Dictionary, Field } from "./model/fields.js";
import type { FieldType, Tongue, Words } from "./model/settings.js";
import { idDigits, isForeign, type Unit } from "./units.js";

/** Values are normal already, so nothing is folded here. */
export const TONGUE: Tongue = { simplify: (text) => text, readings: readingsOf };

interface Column {
  readonly id: string;
  readonly words: Words;
  readonly type: FieldType;
  /** Different values are simply different: a village is not half another. */
  readonly exact?: boolean;
  /** Values are one person's or one household's, and never written out with the weights. */
  readonly personal?: boolean;
  value(unit: Unit): string;
}

const dateText = (date: NormalDate | null): string =>
  date === null || date.year === 0 ? "" : `${String(date.year)}${String(date.month).padStart(2, "0")}${String(date.day).padStart(2, "0")}`;

export const COLUMNS: readonly Column[] = [
  { id: "name", words: { zh: "姓名", en: "name" }, type: "name", value: (unit) => unit.name },
  { id: "idNumber", words: { zh: "身份证号", en: "ID number" }, type: "idNumber", personal: true, value: (unit) => idDigits(unit.id).toLowerCase() },
  { id: "birthDate", words: { zh: "出生日期", en: "birth date" }, type: "date", value: (unit) => dateText(unit.birth) || (unit.id?.valid === true ? unit.id.birth.replaceAll("-", "") : "") },
  { id: "spouseName", words: { zh: "配偶姓名", en: "spouse" }, type: "name", value: (unit) => unit.spouse },
  { id: "spouseIdNumber", words: { zh: "配偶身份证号", en: "spouse's ID number" }, type: "idNumber", personal: true, value: (unit) => unit.spouseId.toLowerCase() },
  { id: "village", words: { zh: "村", en: "village" }, type: "code", exact: true, value: (unit) => unit.villageKey },
  { id: "group", words: { zh: "组", en: "group" }, type: "code", exact: true, value: (unit) => (unit.villageKey === "" || unit.group === "" ? "" : `${unit.villageKey}|${unit.group}`) },
  { id: "householdCode", words: { zh: "户编号", en: "household" }, type: "code", exact: true, personal: true, value: (unit) => unit.household },
  { id: "personCode", words: { zh: "个人编码", en: "person code" }, type: "code", exact: true, personal: true, value: (unit) => unit.code },
  { id: "childName", words: { zh: "孩子姓名", en: "child" }, type: "name", value: (unit) => unit.extras.childName },
  { id: "lastChildBirth", words: { zh: "末孩出生日期", en: "last child's birth" }, type: "date", value: (unit) => dateText(unit.extras.lastChildBirth) },
  { id: "marriageDate", words: { zh: "初婚日期", en: "first marriage" }, type: "date", value: (unit) => dateText(unit.extras.marriageDate) },
];

/** Values are numbered as they come: in the order of the texts, what came first cannot change how two of them compare. */
const inOrder = (compare: (x: string, y: string) => number, x: string, y: string): number => (x < y ? compare(x, y) : compare(y, x));

/** Places of columns that rules speak of. */
export const AT = { name: 0, idNumber: 1, birthDate: 2, spouseName: 3, village: 5, group: 6, places: [5, 6, 7] } as const;

/** The columns over the units; a unit's values are numbered when it is first asked for, since most are never compared. */
export class PersonColumns {
  readonly fields: readonly Field[];
  private readonly done: Uint8Array;
  private readonly valid = new Set<number>();
  /** ID numbers written with all 18 places in some row. */
  private readonly whole = new Set<string>();
  private readonly foreign: Uint8Array;

  /** @param frozen weights whose common values are numbered first, so that what is known of them is found by their numbers */
  constructor(private readonly units: readonly Unit[], frozen: FrozenWeights | null = null) {
    this.done = new Uint8Array(units.length);
    this.foreign = new Uint8Array(units.length);
    // All of them beforehand: what is compared first must not decide whether the other rows of a number are known.
    for (const { id } of units) if (id?.valid === true && !id.steps.includes("id15to18")) this.whole.add(id.id18.toLowerCase());
    this.fields = COLUMNS.map((column): Field => {
      const numbers = new TextNumbers();
      for (const value of ["", ...Object.keys(frozen?.columns.find(({ name }) => name === column.id)?.common ?? {})]) numbers.of(value);
      const dictionary: Dictionary = { values: numbers.texts, numbers };
      const texts = dictionary.values;
      const compare = column.exact === true ? () => elseLevel(column.type) : comparisonOf(column.type, TONGUE, () => 1, (id) => this.whole.has(id));
      return {
        name: column.id, type: column.type, dictionary, code: new Int32Array(units.length), levels: levelCount(column.type), wordWeight: () => 1,
        memo: new PairMemo((x, y) => inOrder(compare, texts[x] ?? "", texts[y] ?? "")), learned: new Set(), foreign: column.id === "idNumber" ? this.foreign : null, dated: column.id === "idNumber", movesWhole: true,
        identifies: (value) => column.id === "idNumber" && this.valid.has(value),
      };
    });
  }

  /** Whether the ID number of one of two filled units is shown by its own rows to be another's. */
  isForeign(a: number, b: number): boolean {
    return this.foreign[a] === 1 || this.foreign[b] === 1;
  }

  fill(i: number): void {
    if (this.done[i] === 1) return;
    this.done[i] = 1;
    const unit = this.units[i];
    if (unit === undefined) return;
    if (isForeign(unit)) this.foreign[i] = 1;
    for (let f = 0; f < COLUMNS.length; f++) {
      const value = COLUMNS[f]?.value(unit) ?? "";
      const field = this.fields[f];
      if (value === "" || field === undefined) continue;
      const number = field.dictionary.numbers.of(value);
      field.code[i] = number;
      if (f === AT.idNumber && unit.id?.valid === true) this.valid.add(number);
    }
  }
}
