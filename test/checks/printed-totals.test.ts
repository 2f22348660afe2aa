import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printedTotals } from "../../src/checks/printed-totals.js";
import { supplyBalance } from "../../src/checks/supply-balance.js";
import { supplyTotals } from "../../src/checks/supply-totals.js";
import { readable, run, type SheetLiteral, type Totals } from "../support/books.js";
import type { CellValue } from "../../src/model.js";

const HAND = ["name", "children", "boys", "girls"] as const;
const WOMEN: CellValue[][] = [["张三妹", 2, 1, 1], ["李秀英", 1, 0, 1], ["王桂花", 1, 1, 0]];

function hand(totals: readonly Totals[], rows = WOMEN, village = "新塘村"): SheetLiteral {
  return { record: "handLedger", village, columns: HAND, rows, totals };
}

describe("sums", () => {
  it.each([
    ["right numbers", { children: 4, boys: 2, girls: 2 }, []],
    ["numbers as people write them", { children: "２男2女", boys: "2人", girls: "2" }, []],
    ["an empty cell and a stroke", { children: null, boys: "—", girls: 2 }, []],
    ["a right count of people under the names", { name: "3人", children: 4 }, []],
    ["a wrong count of people under the names", { name: 4, children: 4 }, ["total - handLedger|新塘村||total|合计|count"]],
    ["a wrong number", { children: 5, boys: 2, girls: 2 }, ["total children handLedger|新塘村||total|合计|children"]],
    ["several wrong numbers of one row", { children: 9, boys: 5, girls: 4 }, ["total - handLedger|新塘村||total|合计|row"]],
  ])("%s", (_name, cells, expected) => {
    expect(run(printedTotals, [hand([{ label: "合计", cells }])]).lines).toEqual(expected);
  });

  it("names the printed cell first, then the addends", () => {
    const { drafts, books } = run(printedTotals, [hand([{ label: "合计", cells: { children: 5 } }])]);
    expect(drafts[0]?.cells.map((cell) => readable(books, cell))).toEqual([
      "handLedger 新塘村 children 5", "handLedger 新塘村 children 2", "handLedger 新塘村 children 1", "handLedger 新塘村 children 1",
    ]);
    expect(drafts[0]?.why).toContain("写5,实为4");
  });

  it("adds up each subtotal's own rows; a grand total that carries a wrong one on is no second finding", () => {
    const totals = (first: number, grand: number): Totals[] => [
      { label: "一组小计", kind: "subtotal", over: [0, 2], cells: { children: first } },
      { label: "二组小计", kind: "subtotal", over: [2, 3], cells: { children: 1 } },
      { label: "合计", cells: { children: grand } },
    ];
    expect(run(printedTotals, [hand(totals(3, 4))]).lines).toEqual([]);
    expect(run(printedTotals, [hand(totals(7, 8))]).lines).toEqual(["total children handLedger|新塘村||subtotal|一组小计|children"]);
    expect(run(printedTotals, [hand(totals(3, 9))]).lines).toEqual(["total children handLedger|新塘村||total|合计|children"]);
  });

  it("leaves 累计 alone, and holds 其中 against the whole only", () => {
    const totals = (part: number): Totals[] => [
      { label: "累计", kind: "cumulative", cells: { children: 400 } }, { label: "其中:独生", kind: "ofWhich", cells: { children: part } },
    ];
    expect(run(printedTotals, [hand(totals(2))]).lines).toEqual([]);
    expect(run(printedTotals, [hand(totals(6))]).lines).toEqual(["total children handLedger|新塘村||ofWhich|其中:独生|children"]);
  });

  it("accepts a total without the closed rows", () => {
    const sheet = (children: number): SheetLiteral => ({
      record: "handLedger", village: "新塘村", columns: ["name", "children", "endReason"],
      rows: [["张三妹", 2, null], ["李秀英", 1, "迁出"]], totals: [{ label: "合计", cells: { children } }],
    });
    expect(run(printedTotals, [sheet(3)]).lines).toEqual([]);
    expect(run(printedTotals, [sheet(2)]).lines).toEqual([]);
    expect(run(printedTotals, [sheet(5)]).lines).toHaveLength(1);
  });

  it.each([["ages", "age"], ["child numbers", "childNumber"]])("adds up no %s", (_name, field) => {
    const sheet: SheetLiteral = { record: "handLedger", village: "新塘村", columns: ["name", field], rows: [["张三妹", 30], ["李秀英", 40]], totals: [{ label: "合计", cells: { [field]: 1 } }] };
    expect(run(printedTotals, [sheet]).lines).toEqual([]);
  });
});

describe("counts in the label", () => {
  it.each([["合计3人", 0], ["合计 ３ 例", 0], ["合计", 0], ["合计3户", 0], ["合计9人次", 0], ["合计4人", 1]])("%s", (label, findings) => {
    expect(run(printedTotals, [hand([{ label, cells: {} }])]).lines).toHaveLength(findings);
  });
});

describe("people and levels", () => {
  const report = (rows: CellValue[][], cells: Totals["cells"]): SheetLiteral => ({
    record: "suppliesReport", village: "新塘村", columns: ["item", "unit", "opening", "received", "issued", "lost", "closing", "users", "month"], rows,
    totals: [{ label: "合计", cells }],
  });

  it("adds users only of one item and month", () => {
    const twoItems = [["避孕套", "只", 10, 0, 5, 0, 5, 3, "2004-05"], ["避孕药", "板", 10, 0, 5, 0, 5, 3, "2004-05"]];
    expect(run(printedTotals, [report(twoItems, { users: 5 })]).lines).toEqual([]);
    const [one = []] = twoItems;
    expect(run(printedTotals, [report([one], { users: 5 })]).lines).toHaveLength(1);
  });

  it("adds opening and closing over items, not over months", () => {
    const months = [["避孕套", "只", 10, 0, 5, 0, 5, 3, "2004-05"], ["避孕套", "只", 5, 10, 5, 0, 10, 3, "2004-06"]];
    expect(run(printedTotals, [report(months, { opening: 10, issued: 10, closing: 10 })]).lines).toEqual([]);
    expect(run(printedTotals, [report(months, { issued: 11 })]).lines).toHaveLength(1);
  });
});

describe("one error, one finding", () => {
  const COLUMNS = ["item", "unit", "opening", "received", "issued", "lost", "closing"] as const;
  const month = (name: string, rows: CellValue[][], cells: Totals["cells"] = {}): SheetLiteral => ({
    record: "suppliesReport", village: "新塘村", month: name, columns: COLUMNS, rows, totals: [{ label: "合计", cells }],
  });

  it("joins the report's cell that the balance calls wrong", () => {
    const sheets = [
      month("2004-05", [["避孕套", "只", 100, 0, 30, 0, 77], ["避孕药", "板", 10, 0, 2, 0, 8]], { closing: 78 }),
      month("2004-06", [["避孕套", "只", 70, 0, 30, 0, 40], ["避孕药", "板", 8, 0, 2, 0, 6]]),
    ];
    const things = [...run(supplyBalance, sheets).drafts, ...run(printedTotals, sheets).drafts].map((draft) => draft.thing);
    expect(things).toEqual(Array(2).fill("suppliesReport|新塘村|condom||2004-05|closing"));
  });

  it("joins the comparison with the report where a ledger row is wrong", () => {
    const sheets: SheetLiteral[] = [
      {
        record: "suppliesLedger", village: "新塘村", columns: ["name", "item", "unit", "quantity", "issueDate"],
        rows: [["张三妹", "避孕套", "只", 12, "2004-05-03"], ["李秀英", "避孕套", "只", 10, "2004-05-09"]], totals: [{ label: "合计", cells: { quantity: 20 } }],
      },
      month("2004-05", [["避孕套", "只", 100, 0, 20, 0, 80]]),
    ];
    const things = [...run(supplyTotals, sheets).drafts, ...run(printedTotals, sheets).drafts].map((draft) => draft.thing);
    expect(things).toEqual(Array(2).fill("suppliesReport|新塘村|condom||2004-05|issued"));
  });

  it.each([
    ["a number that another record contradicts", [["张三妹", 3, 1, 1], ...WOMEN.slice(1)] as CellValue[][]],
    ["a woman who is missing", WOMEN.slice(1)],
    ["a woman entered twice", [...WOMEN, ["张三妹", 2, 1, 1]] as CellValue[][]],
  ])("is silent about %s: another check names the row", (_name, rows) => {
    const system: SheetLiteral = { record: "electronicLedger", village: "新塘村", columns: HAND, rows: WOMEN };
    const cells = { children: 4, boys: 2, girls: 2 };
    expect(run(printedTotals, [hand([{ label: "合计", cells }], rows), system]).lines).toEqual([]);
    expect(run(printedTotals, [hand([{ label: "合计", cells: { ...cells, girls: 40 } }], rows), system]).lines).toHaveLength(1);
  });
});

it("finds every wrong sum and no right one, whatever the order of the sheets", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: -5, max: 5 }), fc.boolean(), (counts, by, turn) => {
      const sum = counts.reduce((a, b) => a + b, 0);
      const sheets = [
        hand([{ label: "合计", cells: { children: sum + by } }], counts.map((count, i) => [`甲${i}`, count, null, null])),
        hand([{ label: "合计", cells: { children: sum } }], counts.map((count, i) => [`乙${i}`, count, null, null]), "横岭村"),
      ];
      expect(run(printedTotals, turn ? sheets.reverse() : sheets).lines).toEqual(by === 0 ? [] : ["total children handLedger|新塘村||total|合计|children"]);
    }),
    { numRuns: 40 },
  );
});

it("does not run without a totals row", () => {
  expect(run(printedTotals, [hand([])]).result.notRun).toBe("表里没有合计行");
});
