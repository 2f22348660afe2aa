import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as XLSX from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { gbk } from "../support/township/encode.js";
import { checkCharacter } from "../support/township/id-number.js";
import { generateTownship } from "../support/township/generate.js";
import { RECORDS, SKIP_MARKER } from "../support/township/types.js";
import type { Sheet, Township, TruthCell } from "../support/township/types.js";
import { shown, writeTownship } from "../support/township/write-files.js";

const options = { seed: 11, women: 3000, villages: 12, noise: "usual", errors: true, layouts: "mixed" } as const;
const town = generateTownship(options);

function place(address: string): { row: number; column: number } {
  const parts = /^([A-Z]+)(\d+)$/.exec(address);
  if (!parts) throw new Error(address);
  return { row: Number(parts[2]) - 1, column: [...(parts[1] ?? "")].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1 };
}
const sheetOf = (books: Township["books"], cell: TruthCell): Sheet => {
  const sheet = books.find((s) => s.sheet === cell.sheet && s.file === cell.file && s.record === cell.record);
  if (!sheet) throw new Error(`${cell.file} ${cell.sheet}`);
  return sheet;
};

describe("generateTownship", () => {
  it("makes the same books and truth of the same seed, others of another", () => {
    const small = { seed: 3, women: 400, villages: 6, noise: "usual", errors: true, layouts: "mixed" } as const;
    const once = JSON.stringify(generateTownship(small));
    expect(JSON.stringify(generateTownship(small))).toBe(once);
    expect(JSON.stringify(generateTownship({ ...small, seed: 4 }))).not.toBe(once);
  });

  it("seeds every error kind and every check of the contract", () => {
    const kinds = new Set(town.truth.errors.map((e) => e.kind));
    expect([...kinds].sort()).toEqual(["blank", "duplicate", "ended", "invalid", "mismatch", "missing", "total"]);
    const checks = new Set(generateTownship({ ...options, errorRate: 0.06 }).truth.errors.map((e) => e.check));
    for (const check of ["ledgers", "duplicates", "handbook", "slips", "unreported", "feedback", "checkups", "supplyUsers", "supplyTotals", "supplyBalance", "migrants", "rowLogic", "printedTotals", "consensus"]) expect(checks, check).toContain(check);
  });

  it("has every lawful exception", () => {
    const exceptions = new Set(town.truth.lawful.map((l) => l.exception));
    for (const name of [
      "asOfDiffers", "entryLag", "lateReport", "lateBirth", "moveInside", "noOrFormerSpouse", "remarriedDates", "remarriedSpouse", "severalMatters", "notDone", "spouseReceives", "receiverNamesake",
      "migrantMan", "migrantChild", "inflowNotInLedger", "inflowOnlyInSystem", "inflowReceives", "backfilled", "coarseValue", "twins", "methodChangedAfterCheck", "methodChangedAfterIssue", "turnsFifty", "birthEndsMethod",
      "transferAcrossMonthEnd", "blankLoss", "packs", "timesNotPeople", "livesApart", "endedByRemark", "deathOutsideLedger", "deathOfMan", "moveOfMan",
    ]) expect(exceptions, name).toContain(name);
  });

  it("puts every record on a sheet, and one error on a person at most", () => {
    expect(new Set(town.books.map((s) => s.record))).toEqual(new Set(RECORDS));
    const people = new Map<number, string>();
    for (const error of town.truth.errors) {
      if (error.scope !== "person") continue;
      const first = error.cells[0];
      expect(first, error.recipe).toBeDefined();
      if (!first) continue;
      const person = sheetOf(town.books, first).people[place(first.address).row] ?? -1;
      expect(people.get(person), `${error.recipe} and`).toBeUndefined();
      people.set(person, error.recipe);
    }
    expect(people.size).toBeGreaterThan(80);
  });

  it("addresses cells inside their sheets, and the top-left of a merged area", () => {
    for (const cell of town.truth.errors.flatMap((e) => [...e.cells, ...e.anyOf])) {
      const sheet = sheetOf(town.books, cell);
      const { row, column } = place(cell.address);
      expect(row).toBeLessThan(sheet.rows.length);
      expect(column).toBeLessThan(sheet.columnCount);
      for (const m of sheet.merges) if (row >= m.top && row <= m.bottom && column >= m.left && column <= m.right) expect([row, column]).toEqual([m.top, m.left]);
    }
  });

  it("says what stands at the wrong cell: blanks are blank, error values and wrong check characters are there", () => {
    for (const error of town.truth.errors) {
      const cell = error.cells[0];
      if (!cell) continue;
      const { row, column } = place(cell.address);
      const text = shown(sheetOf(town.books, cell).rows[row]?.[column]);
      if (error.kind === "blank") expect(text, error.recipe).toBe("");
      else if (!error.recipe.includes("village")) expect(text, error.recipe).not.toBe("");
      if (error.recipe === "invalid:checkCharacter" || error.recipe === "invalid:spouseId") expect(checkCharacter(text.slice(0, 17))).not.toBe(text[17]);
      if (error.recipe === "invalid:hand:errorValue") expect(text).toBe("#N/A");
    }
  });

  it("has one systematic village of at least ten rows", () => {
    expect(town.truth.patterns).toHaveLength(1);
    expect(town.truth.errors.filter((e) => e.pattern).length).toBeGreaterThanOrEqual(10);
  });

  it("marks every cell of a column that must be skipped, and no other", () => {
    let marked = 0;
    for (const sheet of town.books) for (const row of sheet.rows) for (const cell of row) if (shown(cell).includes(SKIP_MARKER)) marked++;
    expect(marked).toBeGreaterThan(1000);
    for (const cell of town.truth.errors.flatMap((e) => e.cells)) {
      const { row, column } = place(cell.address);
      expect(shown(sheetOf(town.books, cell).rows[row]?.[column])).not.toContain(SKIP_MARKER);
    }
  });

  it("damages awfully without calling it an error", () => {
    const awful = generateTownship({ ...options, women: 600, villages: 6, noise: "awful", errors: false });
    expect(awful.truth.errors).toEqual([]);
    expect(JSON.stringify(awful.books)).not.toBe(JSON.stringify(generateTownship({ ...options, women: 600, villages: 6, noise: "none", errors: false }).books));
  });
});

describe("writeTownship", () => {
  const small = generateTownship({ seed: 8, women: 300, villages: 6, noise: "usual", errors: true, layouts: "mixed" });
  const inFolder = (work: (dir: string) => void): void => {
    const dir = mkdtempSync(join(tmpdir(), "township-"));
    try {
      work(dir);
    } finally {
      rmSync(dir, { recursive: true });
    }
  };

  it("writes a workbook whose cells show what the grids show", () => inFolder((dir) => {
    const { files, truth } = writeTownship(small, dir, "xlsx");
    expect(files).toHaveLength(1);
    const book = XLSX.read(readFileSync(join(dir, files[0] ?? "")), { cellNF: true });
    for (const sheet of small.books) {
      const read = book.Sheets[sheet.sheet];
      expect(read?.["!merges"]?.length ?? 0).toBe(sheet.merges.length);
      sheet.rows.forEach((row, r) => row.forEach((cell, c) => {
        const found = read?.[XLSX.utils.encode_cell({ r, c })] as XLSX.CellObject | undefined;
        if (typeof cell === "string") expect(found?.v).toBe(cell);
        if (cell !== null && typeof cell === "object" && cell.kind === "date") expect([found?.v, found?.w]).toEqual([cell.value, cell.shown]);
      }));
    }
    expect(JSON.parse(readFileSync(join(dir, "truth.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(truth)));
  }));

  it("writes CSV in three encodings and addresses the truth to the files", () => inFolder((dir) => {
    const { files, truth } = writeTownship(small, dir, "csv");
    expect(files.length).toBe(small.books.length);
    const starts = new Set(files.map((f) => {
      const bytes = readFileSync(join(dir, f));
      if (bytes[0] === 0xef && bytes[1] === 0xbb) return "bom";
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        return "utf8";
      } catch {
        return new TextDecoder("gbk", { fatal: true }).decode(bytes).length > 0 ? "gbk" : "none";
      }
    }));
    expect(starts).toEqual(new Set(["bom", "utf8", "gbk"]));
    for (const cell of truth.errors.flatMap((e) => e.cells)) expect(files).toContain(cell.file);
  }));

  it("writes the bare export as DBF that a spreadsheet reads back", () => inFolder((dir) => {
    const bare = generateTownship({ seed: 8, women: 200, villages: 6, noise: "none", errors: false, layouts: "plain", bareExport: true });
    const { files } = writeTownship(bare, dir, "dbf");
    const file = files.find((f) => f.endsWith(".dbf"));
    expect(file).toBeDefined();
    const sheet = bare.books.find((s) => s.record === "electronicLedger");
    const bytes = readFileSync(join(dir, file ?? ""));
    const rows = XLSX.utils.sheet_to_json<string[]>(Object.values(XLSX.read(bytes).Sheets)[0] as XLSX.WorkSheet, { header: 1, raw: false });
    expect(rows.length).toBe(sheet?.rows.length);
    const column = (name: string): number => sheet?.rows[0]?.indexOf(name) ?? -1;
    expect(rows[5]?.[column("SFZH")]).toBe(sheet?.rows[5]?.[column("SFZH")]);
    // The reader has no Chinese code table loaded; the platform's decoder has.
    const name = shown(sheet?.rows[5]?.[column("XM")]);
    expect(name).toMatch(/^[\u4e00-\u9fff]{2,4}$/);
    expect(new TextDecoder("gbk").decode(bytes)).toContain(name);
  }));

  it("encodes GBK as the platform decodes it", () => {
    const text = "手工台账（截止2004年9月30日）鍾蘭";
    expect(new TextDecoder("gbk").decode(gbk(text))).toBe(text);
  });
});
