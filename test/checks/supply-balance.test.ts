import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { supplyBalance } from "../../src/checks/supply-balance.js";
import { supplyTotals } from "../../src/checks/supply-totals.js";
import { run, type SheetLiteral } from "../support/books.js";
import type { CellValue } from "../../src/model.js";

type Line = readonly [opening: CellValue, received: CellValue, issued: CellValue, lost: CellValue, closing: CellValue];
const COLUMNS = ["item", "unit", "opening", "received", "issued", "lost", "closing"] as const;
const MONTHS = ["2004-03", "2004-04", "2004-05", "2004-06"];
const RIGHT: readonly Line[] = [[100, 50, 30, 0, 120], [120, 0, 20, 5, 95], [95, 40, 35, 0, 100], [100, 10, 25, 1, 84]];
const FIELDS = ["opening", "received", "issued", "lost", "closing"] as const;

function sheets(lines: readonly Line[], village: string | null = "新塘村"): SheetLiteral[] {
  return lines.map((line, i) => ({
    record: "suppliesReport", ...(village === null ? {} : { village }), month: MONTHS[i] ?? "", columns: COLUMNS, rows: [["避孕套", "只", ...line]],
  }));
}

/** Issues that add up to what the right report says. */
function issues(): SheetLiteral {
  return {
    record: "suppliesLedger", village: "新塘村", columns: ["name", "item", "unit", "quantity", "issueDate"],
    rows: RIGHT.map((line, i) => ["张三妹", "避孕套", "只", line[2], `${MONTHS[i] ?? ""}-12`]),
  };
}

function change(month: number, field: number, value: CellValue): Line[] {
  return RIGHT.map((line, i) => (i === month ? (line.map((cell, j) => (j === field ? value : cell)) as unknown as Line) : line));
}

describe("one wrong cell is one finding on that cell", () => {
  it("says nothing of a right report", () => {
    expect(run(supplyBalance, sheets(RIGHT)).lines).toEqual([]);
  });

  it("holds for any wrong opening, closing and issued number inside the chain", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), fc.constantFrom(0, 2, 4), fc.integer({ min: 1, max: 60 }), (month, field, by) => {
        const wrong = Number(RIGHT[month]?.[field]) + by;
        const books = [...sheets(change(month, field, wrong)), issues()];
        const found = [...run(supplyBalance, books).drafts, ...run(supplyTotals, books).drafts];
        const keys = new Set(found.map((draft) => `${draft.kind} ${draft.thing}`));
        expect([...keys]).toEqual([`total suppliesReport|新塘村|condom||${MONTHS[month] ?? ""}|${FIELDS[field] ?? ""}`]);
        expect(found[0]?.cells[0]).toMatchObject({ field: FIELDS[field], shown: String(wrong) });
        expect(found[0]?.why).toContain(String(RIGHT[month]?.[field]));
      }),
      { numRuns: 60 },
    );
  });

  it("names received where the chain and the ledger confirm the others", () => {
    const books = [...sheets(change(2, 1, 44)), issues()];
    expect(run(supplyBalance, books).lines).toEqual(["total received suppliesReport|新塘村|condom||2004-05|received"]);
    expect(run(supplyTotals, books).lines).toEqual([]);
  });

  it.each([
    ["blank 报损 is zero", change(0, 3, null), []],
    ["a stroke in 报损 is zero", change(0, 3, "—"), []],
    ["a blank opening is skipped", change(0, 0, null), []],
    ["an unreadable cell is another check's", change(1, 4, "九十五左右"), []],
    ["a month without a report breaks no chain", [RIGHT[0], RIGHT[1]] as Line[], []],
  ])("%s", (_name, lines, expected) => {
    expect(run(supplyBalance, sheets(lines)).lines).toEqual(expected);
  });

  it("makes one finding of a wrong opening carried on into its closing", () => {
    const lines = RIGHT.map((line, i) => (i === 1 ? ([130, 0, 20, 5, 105] as const) : line));
    expect(run(supplyBalance, sheets(lines)).lines).toEqual(["total opening suppliesReport|新塘村|condom||2004-04|opening"]);
  });

  it("asks where goods of the next month are already in the opening", () => {
    const lines: Line[] = [[100, 50, 30, 0, 120], [160, 40, 20, 0, 180]];
    expect(run(supplyBalance, sheets(lines)).lines).toEqual(["review opening suppliesReport|新塘村|condom||2004-04|opening"]);
  });

  it("names the issued number whose closing was computed from it", () => {
    const lines = RIGHT.map((line, i) => (i === 1 ? ([120, 0, 26, 5, 89] as const) : line));
    const books = [...sheets(lines), issues()];
    const keys = new Set([...run(supplyBalance, books).drafts, ...run(supplyTotals, books).drafts].map((draft) => draft.thing));
    expect([...keys]).toEqual(["suppliesReport|新塘村|condom||2004-04|issued"]);
  });
});

describe("township and villages (R15)", () => {
  const village = (name: string, received: number, closing = 100 + received - 10): SheetLiteral => ({
    record: "suppliesReport", village: name, month: "2004-05", columns: COLUMNS, rows: [["避孕套", "只", 100, received, 10, 0, closing]],
  });
  const town = (issued: number): SheetLiteral => ({
    record: "suppliesReport", sheet: "镇", month: "2004-05", columns: COLUMNS, rows: [["避孕套", "只", 1000, 0, issued, 0, 1000 - issued]],
  });

  it("adds up the villages", () => {
    expect(run(supplyBalance, [village("新塘村", 50), village("横岭村", 30), town(80)]).lines).toEqual([]);
    expect(run(supplyBalance, [village("新塘村", 50), village("横岭村", 30), town(90)]).lines).toEqual(["total issued suppliesReport||condom||2004-05|issued"]);
  });

  it("joins the village's cell that its own row calls wrong", () => {
    const { drafts } = run(supplyBalance, [village("新塘村", 56, 140), village("横岭村", 30), town(80)]);
    expect(new Set(drafts.map((draft) => draft.thing))).toEqual(new Set(["suppliesReport|新塘村|condom||2004-05|received"]));
  });

  it("is silent where a village's report is missing", () => {
    const hand: SheetLiteral = { record: "handLedger", village: "沙坪村", columns: ["name"], rows: [["陈玉兰"]] };
    expect(run(supplyBalance, [hand, village("新塘村", 50), village("横岭村", 30), town(90)]).lines).toEqual([]);
  });
});

it("gives the same drafts whatever the order of rows and sheets", () => {
  const lines = change(1, 4, 99);
  const other = sheets(change(2, 2, 44), "横岭村");
  const all = [...sheets(lines), ...other, issues()];
  const expected = [...run(supplyBalance, all).lines, ...run(supplyTotals, all).lines];
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), (shuffled) => {
      const turned = shuffled.map((sheet) => ({ ...sheet, rows: [...sheet.rows].reverse() }));
      expect([...run(supplyBalance, turned).lines, ...run(supplyTotals, turned).lines]).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
