/** Random workbooks and random edits through a file: what is opened is what was saved. And the way of a run: written, saved, opened, cleared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { styleArea, writeCell } from "../../simulator/model/cells.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import { openXlsx } from "../../simulator/xlsx/open.js";
import { saveXlsx } from "../../simulator/xlsx/save.js";
import type { WorkbookEdits } from "../../src/host/workbook-host.js";
import { build, described, edit } from "../host/random-workbook.js";
import { setUp } from "../host/setup.js";
import { changedParts, fullWorkbook, plain } from "./xlsx-files.js";

const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("王芳", "=A1&\"x\"", "'001", "1975/3/4", "50%", "#N/A", "true", " a\tb\r\nc_x000D_", "\u0001", "<&>\"'"), fc.integer().map(String), fc.double({ noNaN: true, noDefaultInfinity: true }));
const looks = fc.constantFrom<Record<string, string | number | boolean | null>>(
  { "fill.color": "#ABCDEF" }, { "font.bold": true }, { "font.name": "Arial", "font.size": 9 }, { numberFormat: '0.0"村"' }, { numberFormat: "yyyy/m/d" }, { horizontalAlignment: "Right", indentLevel: 2 },
  { "border.EdgeLeft.style": "Double" }, { "border.EdgeBottom.color": "#FF0000", "border.EdgeBottom.weight": "Thick" }, { "border.DiagonalUp.style": "Dot" }, { locked: false }, { textOrientation: -30, wrapText: true },
  { "fill.pattern": "Gray50", "fill.patternColor": "#112233" }, { "font.underline": "Double", "font.strikethrough": true }, { "fill.color": null, "font.color": "#00AA00" },
);
const place = fc.tuple(fc.nat({ max: 16 }), fc.nat({ max: 9 }));
const command = fc.oneof(
  fc.record({ kind: fc.constant("type" as const), place, text }),
  fc.record({ kind: fc.constant("look" as const), place, looks }),
  fc.record({ kind: fc.constantFrom("column" as const, "row" as const), place, looks, size: fc.option(fc.nat({ max: 200 }).map((n) => n * 0.75)), hidden: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("insert" as const, "delete" as const, "sort" as const, "merge" as const, "addSheet" as const, "deleteSheet" as const, "rename" as const, "reverse" as const, "name" as const, "setting" as const), place, text }),
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

function carryOut(book: WorkbookModel, one: Command, sheetNumber: number): void {
  const sheet = book.sheets[sheetNumber % book.sheets.length]!;
  const [row, column] = one.place;
  switch (one.kind) {
    case "type": writeCell(book, sheet, row, column, one.text); break;
    case "look": styleArea(sheet, { top: row, left: column, bottom: row + 1, right: column }, one.looks); break;
    case "column": case "row": {
      const tracks = one.kind === "row" ? sheet.rows : sheet.columns;
      const n = one.kind === "row" ? row : column;
      if (one.kind === "row") styleArea(sheet, { top: n, left: 0, bottom: n, right: 16_383 }, one.looks);
      else styleArea(sheet, { top: 0, left: n, bottom: 1_048_575, right: n }, one.looks);
      const { hidden: _hidden, ...rest } = tracks.get(n) ?? {};
      const track = { ...rest, ...(one.size !== null && { size: one.size }), ...(one.hidden && { hidden: true }) };
      if (Object.keys(track).length > 0) tracks.set(n, track);
      break;
    }
    case "insert": moveRows(book, sheet, row, 1 + (column % 3)); break;
    case "delete": if (row > 1) moveRows(book, sheet, row, -1); break;
    case "sort": if (sheet.merges.length + sheet.tables.length === 0) sortRows(book, sheet, { top: 0, left: 0, bottom: 12, right: 9 }, column); break;
    case "merge": sheet.merges.push({ top: 40 + 2 * sheet.merges.length, left: 0, bottom: 41 + 2 * sheet.merges.length, right: column + 1 }); break;
    case "addSheet": book.addSheet(); break;
    case "deleteSheet": if (book.visibleSheets().length > 1 && sheet.visibility === "Visible") book.deleteSheet(sheet); break;
    case "rename": if (book.sheet(`名 ${column}'x`) === null) book.renameSheet(sheet, `名 ${column}'x`); break;
    case "reverse": book.sheets.reverse(); break;
    case "name": book.names.set(`n${column}`, { name: `n${column}`, formula: "=A1", visible: column % 2 === 0, comment: "" }); break;
    case "setting": book.settings.set(`ledgerReconcile.${column}`, { text: String(one.text) }); break;
  }
}

/** A colour scale out of nothing, as the generator makes it, is none that a file can have: it gets its rule. */
function realScales(book: WorkbookModel): WorkbookModel {
  const xml = '<cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFF0000"/><color rgb="FF00FF00"/></colorScale></cfRule>';
  for (const sheet of book.sheets) {
    for (const format of sheet.conditionalFormats) {
      if (format.type !== "ColorScale") continue;
      Object.assign(format, { formula: "", stopIfTrue: false, format: {}, rule: { xml, home: "main", kind: "colorScale", attributes: { type: "colorScale", priority: "1" }, formulas: [] } });
    }
  }
  return book;
}

describe("random workbooks", () => {
  it("come back from a file, and once more after random edits", () => {
    fc.assert(fc.property(described, (one) => {
      const made = realScales(build(one));
      const opened = openXlsx(saveXlsx(made));
      expect(plain(opened)).toEqual(plain(made));
      edit(one, opened);
      const file = saveXlsx(opened);
      const again = openXlsx(file);
      expect(plain(again)).toEqual(plain(opened));
      expect(changedParts(file, saveXlsx(again))).toEqual([]);
    }), { numRuns: 25 });
  }, 240_000);

  it("a file with everything in it, edited at random", async () => {
    const file = await fullWorkbook();
    fc.assert(fc.property(fc.array(fc.tuple(command, fc.nat({ max: 3 })), { minLength: 1, maxLength: 12 }), (commands) => {
      const book = openXlsx(file);
      for (const [one, sheet] of commands) carryOut(book, one, sheet);
      const saved = saveXlsx(book);
      const again = openXlsx(saved);
      expect(plain(again)).toEqual(plain(book));
      expect(changedParts(saved, saveXlsx(again))).toEqual([]);
    }), { numRuns: 250 });
  }, 240_000);
});

describe("a run of the add-in, saved and opened again", () => {
  const head = { value: "编号", look: "head" } as const;
  const edits = (sheet: string, rows: readonly (readonly (string | number | null)[])[]): WorkbookEdits => ({
    grids: [{ file: null, sheet, rows, columnCount: 3, merges: [] }],
    marks: [{ sheet, column: 1, keyColumns: [0], rows: [0, rows.length - 1], marks: [{ row: 1, level: "high" }, { row: 2, level: "low" }] }],
    sheets: [
      { name: "差异清单", rows: [[head, { value: "位置", look: "head" }], [{ value: "1", look: "body" }, { value: "B2", look: "link", link: { sheet, address: "B2" } }]], widths: [8, 8], table: { name: "差异", area: { top: 0, left: 0, bottom: 1, right: 1 } }, freezeRows: 1,
        print: { orientation: "landscape", fitToWidth: true, repeatRows: [0, 0], footer: "&C第 &P 页" } },
      { name: "存档", rows: [["k", 1]], widths: [8], hidden: "veryHidden" },
    ],
  });

  it("clears to the workbook as it was", async () => {
    const file = await fullWorkbook();
    const before = openXlsx(file);
    const first = await setUp(openXlsx(file));
    const rows = [1, 2, 3, 4, 5].map((n) => [`x${n}`, n, "z"]);
    const { marked } = await first.host.apply(edits("乙 表", rows));
    expect(marked).toBe(2);
    const saved = saveXlsx(first.book);
    const second = await setUp(openXlsx(saved));
    expect(plain(second.book)).toEqual(plain(first.book));
    expect(second.book.sheets.length).toBeGreaterThan(before.sheets.length);
    await second.host.clear("everything");
    expect(plain(second.book)).toEqual(plain(before));
    // Of the user's own sheet nothing is written anew but where our formats stood.
    const cleared = saveXlsx(second.book);
    expect(changedParts(file, cleared).filter((name) => !/^xl\/(?:styles|sharedStrings|workbook)\.xml$|^docProps\/app\.xml$|\.rels$|Content_Types/.test(name))).toEqual([]);
  });

  it("on the sample", async () => {
    const file = new Uint8Array(readFileSync(join(import.meta.dirname, "../../sample/township.xlsx")));
    const first = await setUp(openXlsx(file));
    const before = plain(first.book);
    const sheet = first.book.sheets[0]!.name;
    const { grids } = await first.host.readGrids({ sheets: [sheet] });
    await first.host.apply({ ...edits(sheet, []), grids, marks: [{ sheet, column: 2, keyColumns: [1], rows: [4, 40], marks: [{ row: 5, level: "high" }] }] });
    const second = await setUp(openXlsx(saveXlsx(first.book)));
    expect(plain(second.book)).not.toEqual(before);
    await second.host.clear("everything");
    expect(JSON.stringify(plain(second.book)) === JSON.stringify(before)).toBe(true);
  }, 240_000);
});
