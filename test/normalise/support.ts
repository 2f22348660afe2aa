/** Short ways to a cell, a profile and a block. */
import { readFileSync } from "node:fs";
import { blankWords } from "../../src/normalise/blank.js";
import { openCell, type OpenCell } from "../../src/normalise/cell.js";
import type { CellValue, FieldId, RecordId, ShownCell, TableBlock } from "../../src/model.js";
import type { Profile } from "../../src/profile/profile.js";

export const profile = JSON.parse(readFileSync(new URL("../../src/profile/nine-records.json", import.meta.url), "utf8")) as Profile;
export const blank = blankWords(profile.blanks);

export function open(cell: CellValue): OpenCell {
  return openCell(cell);
}

export function shown(kind: ShownCell["kind"], value: string | number | boolean, text: string): ShownCell {
  return { kind, value, shown: text };
}

/** Serial number of a day, counted by JavaScript's own calendar. */
export function serialOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25569;
}

/** A block of one record: fields over rows of cells. */
export function block(record: RecordId, fields: readonly FieldId[], rows: readonly (readonly CellValue[])[], more: Partial<TableBlock> = {}): TableBlock {
  return {
    record, recordWhy: "sheet name", file: "book.xlsx", sheet: record, title: "", headerRows: [0],
    columns: fields.map((field, column) => ({ column, header: field, field, why: "header", state: "mapped" })),
    sheetRows: Int32Array.from(rows, (_, index) => index + 1),
    cells: new Map(fields.map((_, column) => [column, rows.map((row) => row[column] ?? null)])),
    movedRows: new Map(), constants: [], villages: rows.map(() => null), villageFrom: null, month: null, asOf: null, totals: [],
    ...more,
  };
}
