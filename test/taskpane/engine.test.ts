/** The pane's engine finds what the command line finds, keeps ids from run to run, and knows what has become of the last run's findings. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { CellValue, Finding, FindingsFile, ReportSheet, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { parseAddress } from "../../src/report/layout.js";
import { createEngine } from "../../taskpane/engine/engine.js";
import { NO_CHOICES, type EngineApi, type FindingView, type RunSummary } from "../../taskpane/engine/protocol.js";
import { root, runCli } from "../cli/run-cli.js";
import { readBack } from "../report/read-back.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");
const nine = profile;
const ALL = { summary: true, list: true, notices: true, recheck: true };

const folder = mkdtempSync(join(tmpdir(), "engine-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SAMPLE = resolve(root, "sample/township.xlsx");
const read = (path: string): SheetGrid[] => readWorkbook("book.xlsx", readFileSync(path), { language: "zh" }).map((grid) => ({ ...grid, file: null }));

/** As the pane does: heads, then rows in pieces. */
function feed(engine: EngineApi, grids: readonly SheetGrid[]): void {
  engine.begin("zh");
  for (const { rows, ...head } of grids) {
    engine.addSheet({ hiddenRows: [], hidden: false, ...head });
    for (let from = 0; from < rows.length; from += 1000) engine.addRows(structuredClone(rows.slice(from, from + 1000)));
  }
}

function views(engine: EngineApi, run: RunSummary): FindingView[] {
  const found: FindingView[] = [];
  while (found.length < run.findings) found.push(...engine.findings(found.length, 37));
  return found;
}

/** A report sheet as a host would read it back. */
const asGrid = (sheet: ReportSheet): SheetGrid => ({
  file: null, sheet: sheet.name, columnCount: sheet.widths.length, merges: [], hidden: sheet.hidden !== undefined,
  rows: sheet.rows.map((row) => (row ?? []).map((cell): CellValue => (typeof cell === "object" && cell !== null ? cell.value : cell))),
});

const plain = (finding: Finding): unknown => ({ ...finding, cells: finding.cells.map((cell) => ({ ...cell, file: null })) });
const told = (progress: string[]) => (one: { stage: string }): void => void progress.push(one.stage);

describe("the sample", () => {
  let fromCli: FindingsFile;
  const engine = createEngine(nine);
  let run: RunSummary;
  let first: FindingView[];
  const stages: string[] = [];
  const grids = read(SAMPLE);

  beforeAll(async () => {
    const outcome = runCli([SAMPLE, "--out", join(folder, "result.xlsx"), "--json", join(folder, "findings.json"), "--quiet"], folder);
    expect([0, 1]).toContain(outcome.status);
    fromCli = JSON.parse(readFileSync(join(folder, "findings.json"), "utf8")) as FindingsFile;
    feed(engine, grids);
    run = await engine.reconcile(NO_CHOICES, told(stages));
    first = views(engine, run);
  });

  it("gives the command line's findings, byte for byte and in its order", () => {
    expect(fromCli.findings.length).toBeGreaterThan(100);
    const own = first.map((view) => view.finding);
    expect(own.map(({ id, case: one, number, rank }) => ({ id, case: one, number, rank }))).toEqual(fromCli.findings.map(({ id, case: one, number, rank }) => ({ id, case: one, number, rank })));
    expect(JSON.stringify(own.map(plain))).toBe(JSON.stringify(fromCli.findings.map(plain)));
    expect(run.summary).toEqual(fromCli.summary);
    expect(run.notRun).toEqual(fromCli.notRun);
    expect(run.patterns).toEqual(fromCli.patterns);
  });

  it("tells its progress through all stages, in order, with counts", () => {
    expect([...new Set(stages)]).toEqual(["table", "normalise", "link", "check", "report"]);
  });

  it("has views of masked findings, none of a last run", () => {
    expect(run.previousDate).toBeNull();
    expect(run.gone).toEqual([]);
    expect(first.every((view) => view.since === null)).toBe(true);
    expect(first.filter((view) => view.name !== "").length).toBeGreaterThan(first.length * 0.8);
    expect(JSON.stringify([first, run, engine.survey(NO_CHOICES)])).not.toMatch(/(?<!\d)\d{17}[\dX](?!\d)/);
    expect(first[0]).toMatchObject({ severity: "high", kindName: "不符", itemName: "身份证号", clears: 7 });
    expect(first[0]?.action).not.toBe("");
  });

  it("survives being copied to another thread", () => {
    for (const one of [run, engine.findings(0, 50), engine.marks(), engine.reportSheets(ALL, "2004-10-08"), engine.villages(), engine.survey(NO_CHOICES)]) expect(structuredClone(one)).toEqual(one);
  });

  it("knows a row by what it says", () => {
    let words = 0;
    for (const { finding } of first) {
      for (const cell of finding.cells.slice(0, 3)) {
        const row = engine.rowWords(cell.sheet, cell.address);
        const at = parseAddress(cell.address);
        const grid = grids.find((one) => one.sheet === cell.sheet);
        expect(grid).toBeDefined();
        for (const { column, text } of row) {
          const value = grid?.rows[at?.row ?? -1]?.[column] ?? null;
          expect(text).toBe(value === null ? "" : typeof value === "object" ? value.shown : String(value));
        }
        const same = (grid?.rows ?? []).filter((line) => row.every(({ column, text }) => {
          const value = line[column] ?? null;
          return text === (value === null ? "" : typeof value === "object" ? value.shown : String(value));
        }));
        if (row.length > 0 && same.length === 1) words++;
      }
    }
    expect(words).toBeGreaterThan(first.length * 1.5);
    expect(engine.rowWords("没有这张表", "A1")).toEqual([]);
    expect(engine.rowWords(grids[0]?.sheet ?? "", "A1")).toEqual([]);
  });

  it("makes a file for each village that is sent anything", () => {
    const villages = engine.villages();
    expect(villages.reduce((sum, one) => sum + one.findings, 0)).toBe(first.filter(({ finding }) => finding.village !== null && finding.owner !== "township").length);
    const back = readBack(engine.villageWorkbook(villages[0]?.village ?? "", "2004-10-08"));
    expect(back.names).toEqual(["整改通知单", "差异清单"]);
    expect(back.rows("差异清单")).toHaveLength((villages[0]?.findings ?? 0) + 1);
  });

  describe("run again", () => {
    it("keeps ids and numbers; what was corrected is fixed, the rest is open, what is new is added", async () => {
      const before = engine.reportSheets(ALL, "2004-10-08").map(asGrid);
      const again = createEngine(nine);
      const edited = grids.map((grid) => ({ ...grid, rows: grid.rows.map((row) => [...row]) }));
      const at = (cell: Finding["cells"][number]): { row: CellValue[]; column: number } => {
        const place = parseAddress(cell.address);
        const row = edited.find((grid) => grid.sheet === cell.sheet)?.rows[place?.row ?? -1];
        if (row === undefined || place === null) throw new Error(`no cell ${cell.address}`);
        return { row, column: place.column };
      };
      const birth = first.filter(({ finding }) => finding.kind === "mismatch" && finding.field === "birthDate" && finding.suspect !== null).slice(0, 3);
      expect(birth.length).toBe(3);
      for (const { finding } of birth) {
        const right = finding.cells.find((cell) => cell.record !== finding.suspect);
        for (const cell of finding.cells.filter((one) => one.record === finding.suspect)) {
          const { row, column } = at(cell);
          row[column] = right?.normal ?? "";
        }
      }
      // Somebody without a finding gets another birth date in one book alone.
      const touched = new Set(first.map(({ name }) => name));
      const survey = engine.survey(NO_CHOICES).sheets.find((sheet) => sheet.tables[0]?.record === "electronicLedger");
      const columnOf = (field: string): number => survey?.tables[0]?.columns.find((column) => column.field === field)?.column ?? -1;
      const rows = edited.find((grid) => grid.sheet === survey?.sheet)?.rows.slice((survey?.tables[0]?.headerRows.at(-1) ?? 0) + 1) ?? [];
      const victim = rows.find((row) => typeof row[columnOf("name")] === "string" && !touched.has(String(row[columnOf("name")])));
      if (victim === undefined || columnOf("birthDate") < 0) throw new Error("no woman without a finding");
      victim[columnOf("birthDate")] = "1966-06-06";

      feed(again, edited);
      expect(again.setPrevious(before)).toBe(true);
      const second = await again.reconcile(NO_CHOICES, () => undefined);
      const now = views(again, second);
      expect(second.previousDate).toBe("2004-10-08");
      const old = new Map(first.map(({ finding }) => [finding.case, finding]));
      for (const { finding, since } of now) {
        if (since === "open") expect(old.get(finding.case)).toMatchObject({ id: finding.id, number: finding.number });
        if (since === "added") expect(first.some((view) => view.finding.number === finding.number)).toBe(false);
      }
      expect(now.filter(({ since }) => since === "added").map(({ finding }) => finding.field)).toContain("birthDate");
      expect(now.filter(({ since }) => since === null)).toEqual([]);
      const fixed = second.gone.filter((one) => one.state === "fixed").map((one) => one.number);
      expect(fixed).toEqual(expect.arrayContaining(birth.map(({ finding }) => finding.number)));
      expect(fixed.length).toBeLessThan(10);
      expect(now.filter(({ since }) => since === "open").length).toBeGreaterThan(first.length - 15);
      expect(again.reportSheets(ALL, "2004-10-09").map((sheet) => sheet.name)).toContain("复查对照");
    });

    it("gives the command line's findings with --previous, and takes its result workbook for a last run", async () => {
      const out = join(folder, "second.json");
      const outcome = runCli([SAMPLE, "--previous", join(folder, "result.xlsx"), "--json", out, "--quiet"], folder);
      expect([0, 1]).toContain(outcome.status);
      const again = createEngine(nine);
      feed(again, grids);
      expect(again.setPrevious(read(join(folder, "result.xlsx")))).toBe(true);
      const second = await again.reconcile(NO_CHOICES, () => undefined);
      const now = views(again, second);
      expect(JSON.stringify(now.map(({ finding }) => plain(finding)))).toBe(JSON.stringify((JSON.parse(readFileSync(out, "utf8")) as FindingsFile).findings.map(plain)));
      expect(new Set(now.map(({ since }) => since))).toEqual(new Set(["open"]));
      expect(second.gone).toEqual([]);
    });

    it("does not take something else for a last run", () => {
      const other = createEngine(nine);
      other.begin("zh");
      expect(other.setPrevious(null)).toBe(true);
      expect(other.setPrevious([])).toBe(false);
      expect(other.setPrevious([grids[0] ?? { file: null, sheet: "", rows: [], columnCount: 0, merges: [] }])).toBe(false);
      const store = engine.reportSheets({ summary: false, list: false, notices: false, recheck: false }, "2004-10-08").map(asGrid);
      expect(store).toHaveLength(1);
      expect(other.setPrevious(store)).toBe(true);
      expect(other.setPrevious(store.map((grid) => ({ ...grid, rows: grid.rows.map((row) => (row[0] === "profile" ? ["profile", "residents"] : row)) })))).toBe(false);
    });
  });
});

describe("files beside the workbook", () => {
  const engine = createEngine(nine);
  const heads = ["村", "姓名", "身份证号码", "出生日期", "婚姻状况", "避孕节育措施"];
  const women = Array.from({ length: 12 }, (_, i) => ["新塘村", `李${"甲乙丙丁戊己庚辛壬癸子丑"[i] ?? ""}英`, `43020319750304${1000 + i * 7}`, "1975-03-04", "初婚", "上环"]);
  const sheet: SheetGrid = { file: null, sheet: "电脑台帐", rows: [["电脑台帐"], heads, ...women], columnCount: 6, merges: [] };
  const csv = new TextEncoder().encode(["新塘村手工台帐", heads.join(","), ...women.slice(0, 11).map((row, i) => (i === 0 ? row.map((cell, c) => (c === 3 ? "1975-08-04" : cell)) : row).map((cell, c) => (c === 2 ? `'${cell}` : cell)).join(","))].join("\r\n"));

  it("are read, kept over runs, and taken out again", async () => {
    feed(engine, [sheet]);
    const added = engine.addFile("手工台帐.csv", csv);
    expect(added).toMatchObject({ file: "手工台帐.csv", sheets: [{ sheet: "手工台帐", rows: 13 }] });
    feed(engine, [sheet]);
    const run = await engine.reconcile(NO_CHOICES, () => undefined);
    const found = views(engine, run);
    expect(found.some(({ finding }) => finding.cells.some((cell) => cell.file === "手工台帐.csv"))).toBe(true);
    // Marks and links stay inside the workbook.
    expect(new Set(engine.marks().map((one) => one.sheet))).toEqual(new Set(engine.marks().length === 0 ? [] : ["电脑台帐"]));
    const list = engine.reportSheets({ ...ALL, summary: false, notices: false, recheck: false }, "2004-10-08")[0];
    const cells = list?.rows.flatMap((row) => row ?? []).filter((cell) => typeof cell === "object" && cell !== null) ?? [];
    const links = cells.flatMap((cell) => (cell.link === undefined ? [] : [cell.link.sheet]));
    expect(new Set(links)).toEqual(new Set(["电脑台帐"]));
    expect(cells.map((cell) => String(cell.value)).some((text) => text.startsWith("手工台帐.csv 手工台帐 "))).toBe(true);
    engine.removeFile("手工台帐.csv");
    expect(engine.survey(NO_CHOICES).sheets.map((one) => one.sheet)).toEqual(["电脑台帐"]);
  });

  it("that cannot be read are refused with a sentence, and nothing of them is kept", () => {
    expect(() => engine.addFile("坏.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toThrow(/坏\.xlsx/);
    const result = readFileSync(join(folder, "result.xlsx"));
    expect(() => engine.addFile("结果.xlsx", result)).toThrow(/以前核对出来的结果/);
    expect(engine.survey(NO_CHOICES).sheets).toHaveLength(1);
  });
});

describe("what cannot be", () => {
  it("is said in words: no record, no run", async () => {
    const engine = createEngine(nine);
    expect(() => engine.findings(0, 1)).toThrow();
    feed(engine, [{ file: null, sheet: "随便", rows: [["甲", "乙"], [1, 2]], columnCount: 2, merges: [] }]);
    await expect(engine.reconcile(NO_CHOICES, () => undefined)).rejects.toThrow(/没有认出任何一张要核对的表/);
    engine.begin("en");
    await expect(engine.reconcile(NO_CHOICES, () => undefined)).rejects.toThrow(/no sheet was recognised/);
  });

  it("a period with its ends the wrong way round counts as none", () => {
    const engine = createEngine(nine);
    feed(engine, read(SAMPLE));
    const plainly = engine.survey(NO_CHOICES).period;
    expect(engine.survey({ ...NO_CHOICES, period: { from: "2004-09", to: "2004-01" } }).period).toEqual(plainly);
    expect(engine.survey({ ...NO_CHOICES, period: { from: "2004-02", to: "2004-03" } }).period).toEqual({ from: "2004-02", to: "2004-03" });
  });
});
