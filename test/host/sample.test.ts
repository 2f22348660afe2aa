/** The whole way on the bundled sample: sheets in Excel → engine → marks and report sheets in Excel → clear. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { PROFILES } from "../../simulator/host/profile.js";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { parseAddress } from "../../simulator/model/address.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { CellValue, ColumnMarks, Reconciliation, SheetGrid, TableBlock } from "../../src/model.js";
import { builtInProfiles, defaultProfileId } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { buildReport } from "../../src/report/report.js";
import { bookOf, setUp, type Setup } from "./setup.js";

const profile = builtInProfiles.get(defaultProfileId)!;
let grids: SheetGrid[];
let setup: Setup;

beforeAll(async () => {
  const path = join(import.meta.dirname, "../../sample/township.xlsx");
  grids = readWorkbook("township.xlsx", readFileSync(path), { language: "zh", warn: () => undefined }).map((grid) => ({ ...grid, file: null }));
  setup = await setUp(bookOf(...grids), PROFILES.web);
});

async function run(input: readonly SheetGrid[]): Promise<Reconciliation> {
  return reconcile(input, [], { profile, language: "zh" });
}

/** Mismatching cells by column; the key is what names the person in the block. */
function marksOf(result: Reconciliation): ColumnMarks[] {
  const blocks = new Map<string, TableBlock[]>();
  for (const block of result.blocks) blocks.set(block.sheet, [...(blocks.get(block.sheet) ?? []), block]);
  const found = new Map<string, ColumnMarks & { marks: { row: number; level: "high" }[] }>();
  for (const finding of result.file.findings) {
    const [cell] = finding.cells;
    if (finding.kind !== "mismatch" || cell === undefined) continue;
    const { top, left } = parseAddress(cell.address)!.area;
    const block = blocks.get(cell.sheet)?.find((one) => one.sheetRows.includes(top));
    if (block === undefined) continue;
    const keyColumns = block.columns.filter((column) => column.field === "name" || column.field === "idNumber").map((column) => column.column);
    const key = `${cell.sheet}:${left}`;
    const one = found.get(key) ?? { sheet: cell.sheet, column: left, keyColumns, rows: [block.sheetRows[0]!, block.sheetRows.at(-1)!], marks: [] };
    one.marks.push({ row: top, level: "high" });
    found.set(key, one);
  }
  return [...found.values()];
}

/** A cell as the engine looks at it. */
function seen(cell: CellValue): unknown {
  return typeof cell === "object" && cell !== null ? (cell.kind === "ditto" || cell.kind === "text" ? cell.shown : [cell.kind, cell.value, cell.shown]) : cell;
}

describe("the sample", () => {
  it("is read from Excel as from its file", async () => {
    const read = (await setup.host.readGrids()).grids;
    expect(read.map((grid) => [grid.sheet, grid.columnCount, grid.merges.length])).toEqual(grids.map((grid) => [grid.sheet, grid.columnCount, grid.merges.length]));
    read.forEach((grid, index) => {
      const differing = grid.rows.findIndex((row, r) => !isDeepStrictEqual(row.map(seen), grids[index]!.rows[r]!.map(seen)));
      expect(differing, grid.sheet).toBe(-1);
    });
  });

  it("gives the same findings, marks and lists; clear leaves the workbook as it was", async () => {
    const { host, book, excel } = setup;
    const before = JSON.stringify(snapshot(book));
    // Two of the nine records: the whole township takes the engine, not the host, most of the time.
    const ledgers = grids.filter((grid) => /^(?:手工台[帐账]|电脑台[帐账])/.test(grid.sheet));
    expect(ledgers.length).toBeGreaterThan(1);
    const read = (await host.readGrids({ sheets: ledgers.map((grid) => grid.sheet) })).grids;
    const result = await run(read);
    expect(result.file.findings.map((finding) => finding.id)).toEqual((await run(ledgers)).file.findings.map((finding) => finding.id));
    const whole = buildReport({ result, profile, grids: read, runDate: "2004-10-08" });
    // Summary, list and some notices at the front, copies and the store at the end; the many notices between are of one kind.
    const report = { sheets: [...new Set([...whole.sheets.slice(0, 12), ...whole.sheets.slice(-12)])] };
    const marks = marksOf(result);
    const asked = marks.reduce((sum, one) => sum + new Set(one.marks.map((mark) => mark.row)).size, 0);
    expect(asked).toBeGreaterThan(5);
    const applied = await host.apply({ grids: read, marks, sheets: report.sheets });
    expect(applied.marked + applied.skipped.reduce((sum, one) => sum + one.count, 0)).toBe(asked);
    const sheet = book.sheet(marks[0]!.sheet)!;
    const shown = marks.filter((one) => one.sheet === sheet.name).flatMap((one) => one.marks.filter((mark) => conditionalFormatsAt(book, sheet, mark.row, one.column).length > 0));
    expect(shown.length).toBeGreaterThan(0);
    expect(book.sheets.map((one) => one.name)).toEqual(expect.arrayContaining(report.sheets.map((one) => applied.sheets.get(one.name))));
    expect(excel.log.own.filter((entry) => entry.error !== null)).toEqual([]);
    // Never read our own sheets as input.
    expect((await host.readGrids()).grids.map((grid) => grid.sheet)).toEqual(grids.map((grid) => grid.sheet));
    await host.clear("run");
    // As text: a readable difference of a whole township would take longer than the run.
    expect(JSON.stringify(snapshot(book)) === before).toBe(true);
  });
});
