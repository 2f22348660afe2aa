/** Lists for a workbook that is open: links go to the user's own sheets, hold after sorting, and lead to nothing that is not written. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { linkFormula } from "../../src/host/xlsx-writer-sheet.js";
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { Reconciliation, ReportCell, ReportSheet, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { parseAddress } from "../../src/report/layout.js";
import { readPrevious } from "../../src/report/previous.js";
import { openWorkbookReport } from "../../src/report/workbook-report.js";
import { random } from "./sample.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");
const nine = profile;
const ALL = { summary: true, list: true, notices: true, recheck: true };
const NONE = { summary: false, list: false, notices: false, recheck: false };

let grids: readonly SheetGrid[];
let result: Reconciliation;

beforeAll(async () => {
  grids = readWorkbook("township.xlsx", readFileSync("sample/township.xlsx"), { language: "zh" }).map((grid) => ({ ...grid, file: null }));
  result = await reconcile(grids, [], { profile: nine, language: "zh", key: "new" });
});

const input = () => ({ result, profile: nine, grids, runDate: "2004-10-08" });
const cellsOf = (sheets: readonly ReportSheet[]): ReportCell[] => sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row ?? []).filter((cell): cell is ReportCell => typeof cell === "object" && cell !== null));
const shown = (grid: SheetGrid | undefined, row: number, column: number): string => {
  const cell = grid?.rows[row]?.[column] ?? null;
  return cell === null ? "" : typeof cell === "object" ? cell.shown : String(cell);
};

describe("lists beside the user's sheets", () => {
  it("are those asked for, without copies; the memory is always among them", () => {
    expect(openWorkbookReport(input(), ALL).map((sheet) => sheet.name)).toEqual(["汇总", "差异清单", "整改通知单", "_reconcile"]);
    expect(openWorkbookReport(input(), { ...NONE, list: true }).map((sheet) => sheet.name)).toEqual(["差异清单", "_reconcile"]);
    const [store] = openWorkbookReport(input(), NONE);
    expect(store?.hidden).toBe("veryHidden");
    const read = readPrevious([{ file: null, sheet: "_reconcile", columnCount: 11, merges: [], rows: (store?.rows ?? []).map((row) => (row ?? []) as string[]) }], "zh");
    if (!read.ok) throw new Error(read.problem);
    const again = openWorkbookReport({ ...input(), previous: read.previous }, ALL);
    expect(again.map((sheet) => sheet.name)).toEqual(["汇总", "差异清单", "整改通知单", "复查对照", "_reconcile"]);
  });

  it("speak of the sheets themselves, not of copies, and show no ID number", () => {
    const sheets = openWorkbookReport(input(), ALL);
    const text = JSON.stringify(sheets.map((sheet) => sheet.rows));
    expect(text).toContain("点位置到台帐里的那一格");
    expect(text).not.toContain("副本里");
    expect(text).not.toContain("--json");
    expect(text).not.toMatch(/(?<!\d)\d{17}[\dX](?!\d)/);
  });

  it.each([ALL, { ...NONE, list: true }, { ...NONE, summary: true }, { ...NONE, notices: true }, { ...NONE, summary: true, notices: true }])("%o: links lead to cells that are there", (lists) => {
    const sheets = openWorkbookReport(input(), lists);
    const written = new Map(sheets.map((sheet) => [sheet.name, sheet]));
    const own = new Set(grids.map((grid) => grid.sheet));
    for (const { link } of cellsOf(sheets)) if (link !== undefined) expect(own.has(link.sheet) || written.has(link.sheet), link.sheet).toBe(true);
  });

  it("have a link for every finding, to its very cell", () => {
    const list = openWorkbookReport(input(), { ...NONE, list: true })[0];
    const head = list?.rows[0]?.map((cell) => (cell as ReportCell).value) ?? [];
    const place = head.indexOf("位置");
    result.file.findings.forEach((finding, i) => {
      const cell = list?.rows[i + 1]?.[place] as ReportCell;
      const first = finding.cells[0];
      expect(cell.link).toMatchObject({ sheet: first?.sheet, address: first?.address });
    });
  });

  it("find most rows again after the sheet was sorted, by a name that stands once in its column", () => {
    const next = random(3);
    const links = cellsOf(openWorkbookReport(input(), { ...NONE, list: true })).flatMap((cell) => (cell.link === undefined ? [] : [cell.link]));
    const finding = links.filter((link) => link.find !== undefined);
    expect(finding.length).toBeGreaterThan(links.length * 0.6);
    const order = new Map(grids.map((grid) => {
      const places = grid.rows.map((_, i) => i);
      for (let i = places.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
      }
      return [grid.sheet, places] as const;
    }));
    for (const { sheet, address, find } of finding) {
      const grid = grids.find((one) => one.sheet === sheet);
      const column = parseAddress(`${find?.column ?? ""}1`)?.column ?? -1;
      // As MATCH goes down the column of the sorted sheet: the first row that says it is the very row of the run.
      const found = order.get(sheet)?.find((row) => shown(grid, row, column).toLowerCase() === find?.text.toLowerCase());
      expect(found, `${sheet} ${address}`).toBe(parseAddress(address)?.row);
      expect(find?.text).not.toMatch(/\d{6}/);
    }
  });

  it("write the row looked up and the cell's own column; a name that is gone leaves the address", () => {
    expect(linkFormula({ sheet: "手工台帐", address: "H14", find: { column: "C", text: "李秀英" } }, "手工台帐 H14"))
      .toBe(`HYPERLINK(IFERROR("#'手工台帐'!H"&MATCH("李秀英",'手工台帐'!$C:$C,0),"#'手工台帐'!H14"),"手工台帐 H14")`);
    expect(linkFormula({ sheet: "手工台帐", address: "H14" }, "x")).toBe(`HYPERLINK("#'手工台帐'!H14","x")`);
  });

  it("have names of their own beside sheets of the user's that are called the same", async () => {
    const renamed = grids.map((grid) => (grid.sheet === "电脑台帐" ? { ...grid, sheet: "差异清单" } : grid));
    const other = await reconcile(renamed, [], { profile: nine, language: "zh", key: "new" });
    const sheets = openWorkbookReport({ result: other, profile: nine, grids: renamed, runDate: "2004-10-08" }, ALL);
    expect(sheets.map((sheet) => sheet.name)).toEqual(["汇总", "差异清单 (2)", "整改通知单", "_reconcile"]);
    const links = cellsOf(sheets.slice(0, 1)).flatMap((cell) => (cell.link === undefined ? [] : [cell.link]));
    expect(links.filter((link) => link.sheet === "差异清单 (2)").length).toBeGreaterThanOrEqual(10);
    expect(() => writeWorkbook({ sheets })).not.toThrow();
  });

  it("say file and sheet of what stands in an added file, without a link", () => {
    const away = grids.map((grid) => (grid.sheet === "电脑台帐" ? { ...grid, file: "镇上.xlsx" } : grid));
    const moved = { ...result, blocks: result.blocks.map((block) => (block.sheet === "电脑台帐" ? { ...block, file: "镇上.xlsx" } : block)), file: { ...result.file, findings: result.file.findings.map((finding) => ({ ...finding, cells: finding.cells.map((cell) => (cell.sheet === "电脑台帐" ? { ...cell, file: "镇上.xlsx" } : cell)) })) } };
    const cells = cellsOf(openWorkbookReport({ ...input(), result: moved, grids: away }, ALL));
    const said = cells.filter((cell) => String(cell.value).startsWith("镇上.xlsx 电脑台帐 "));
    expect(said.length).toBeGreaterThan(20);
    expect(cells.filter((cell) => cell.link?.sheet === "电脑台帐")).toEqual([]);
  });
});
