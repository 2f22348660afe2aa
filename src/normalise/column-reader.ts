/** Cells of a column → normal values, with one memo per value type and code list over all blocks. */
import type { CellValue, FieldId, Normal, NormalDate, NormalId, ValueType } from "../model.js";
import type { FieldSpec, Profile } from "../profile/profile.js";
import { blankWords } from "./blank.js";
import { openCell, stepList } from "./cell.js";
import { makeCodeIndex, normaliseCode, type CodeIndex } from "./code.js";
import { baseField } from "./compare.js";
import { normaliseCount } from "./count.js";
import { readDate, type DateReading } from "./date.js";
import type { DateContext } from "./date-scan.js";
import { normaliseId } from "./id-number.js";
import { CellMemo } from "./memo.js";
import { readMonth } from "./month.js";
import { normaliseName } from "./name.js";
import { normaliseNumber } from "./number.js";
import { normaliseText } from "./text.js";
import { makeVillageFolder, normaliseVillage } from "./village.js";

export type Heading = DateContext["heading"];

export interface ColumnReader {
  typeOf(field: FieldId): ValueType;
  /** Values of `count` cells; missing trailing cells are blank. */
  column(field: FieldId, cells: readonly CellValue[], count: number, heading: Heading): Normal[];
  one(field: FieldId, cell: CellValue, heading: Heading): Normal;
  /** 身份证号或出生年月: what stands in an ID column and is a date with its own year; null if it is none. */
  dateInside(id: NormalId): NormalDate | null;
  /** An ID cell that holds something else: blank, but shown as it is. */
  withoutId(id: NormalId): NormalId;
  blankDate(): NormalDate;
  codes(field: FieldId): CodeIndex | null;
}

export function makeColumnReader(profile: Profile, limitYear: number): ColumnReader {
  const blank = blankWords(profile.blanks);
  const folder = makeVillageFolder(profile.villageSuffixes);
  const fields = new Map<FieldId, FieldSpec>(profile.fields.map((field) => [field.id, field]));
  const lists = new Map(profile.codes.map((list) => [list.id, makeCodeIndex(list)] as const));
  const memos = new Map<string, CellMemo<Normal>>();
  const dates = datedMemo((cell, heading) => readDate(cell, { limitYear, heading }, blank));
  const months = datedMemo((cell, heading) => readMonth(cell, { limitYear, heading }, blank));
  const insideDates = new Map<NormalId, NormalDate | null>();
  const withoutIds = new Map<NormalId, NormalId>();
  const specOf = (field: FieldId): FieldSpec | undefined => fields.get(field) ?? fields.get(baseField(field));
  const typeOf = (field: FieldId): ValueType => specOf(field)?.type ?? "text";
  const codesOf = (field: FieldId): CodeIndex | null => {
    const list = specOf(field)?.codes;
    return list === undefined ? null : (lists.get(list) ?? null);
  };

  function plainMemo(type: ValueType, list: string): CellMemo<Normal> {
    const key = `${type} ${list}`;
    let memo = memos.get(key);
    if (memo === undefined) {
      memo = new CellMemo<Normal>(readerOf(type, list));
      memos.set(key, memo);
    }
    return memo;
  }

  function readerOf(type: ValueType, list: string): ConstructorParameters<typeof CellMemo<Normal>>[0] {
    const index = lists.get(list);
    switch (type) {
      case "name":
        return (cell) => normaliseName(cell, blank);
      case "idNumber":
        return (cell) => normaliseId(cell, blank);
      case "number":
        return (cell) => normaliseNumber(cell, blank);
      case "count":
        return (cell) => normaliseCount(cell, blank);
      case "village":
        return (cell) => normaliseVillage(cell, blank, folder);
      case "code":
        return index === undefined ? (cell) => normaliseText(cell, blank) : (cell) => normaliseCode(cell, index, blank);
      default:
        return (cell) => normaliseText(cell, blank);
    }
  }

  function column(field: FieldId, cells: readonly CellValue[], count: number, heading: Heading): Normal[] {
    const type = typeOf(field);
    if (type === "date" || type === "month") return (type === "date" ? dates : months).column(cells, count, heading);
    const memo = plainMemo(type, specOf(field)?.codes ?? "");
    const values = new Array<Normal>(count);
    for (let i = 0; i < count; i++) values[i] = memo.get(cells[i]);
    return values;
  }

  const blankDate = readDate(openCell(null), { limitYear, heading: null }, blank).normal;
  return {
    typeOf,
    column,
    one: (field, cell, heading) => column(field, [cell], 1, heading)[0] ?? blankDate,
    dateInside(id) {
      const known = insideDates.get(id);
      if (known !== undefined) return known;
      const date = dates.column([id.shown], 1, null)[0] ?? null;
      // A number of few digits in an ID column is an unfinished number rather than a date.
      const dated = date !== null && date.state === "value" && date.month > 0 && id.shown.trim().length >= 4 ? date : null;
      insideDates.set(id, dated);
      return dated;
    },
    withoutId(id) {
      let bare = withoutIds.get(id);
      if (bare === undefined) {
        bare = { ...id, state: "blank", text: "", steps: stepList(openCell(null)), issue: null };
        withoutIds.set(id, bare);
      }
      return bare;
    },
    blankDate: () => blankDate,
    codes: codesOf,
  };
}

/** Dates are read once, and once more per heading only where the year comes from there. */
function datedMemo(read: (cell: ReturnType<typeof openCell>, heading: Heading) => DateReading): {
  column(cells: readonly CellValue[], count: number, heading: Heading): NormalDate[];
} {
  const common = new CellMemo<DateReading>((cell) => read(cell, null));
  const byHeading = new Map<number, CellMemo<NormalDate>>();
  return {
    column(cells, count, heading) {
      const values = new Array<NormalDate>(count);
      let own: CellMemo<NormalDate> | null = null;
      for (let i = 0; i < count; i++) {
        const cell = cells[i];
        const { normal, usesHeading } = common.get(cell);
        if (!usesHeading || heading === null) {
          values[i] = normal;
          continue;
        }
        own ??= headingMemo(heading);
        values[i] = own.get(cell);
      }
      return values;
    },
  };

  function headingMemo(heading: NonNullable<Heading>): CellMemo<NormalDate> {
    const key = heading.year * 13 + heading.month;
    let memo = byHeading.get(key);
    if (memo === undefined) {
      memo = new CellMemo<NormalDate>((cell) => read(cell, heading).normal);
      byHeading.set(key, memo);
    }
    return memo;
  }
}
