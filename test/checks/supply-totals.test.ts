import { describe, expect, it } from "vitest";
import { supplyTotals } from "../../src/checks/supply-totals.js";
import { readable, run, type SheetLiteral } from "../support/books.js";
import type { CellValue } from "../../src/model.js";

const LEDGER = ["name", "item", "specification", "unit", "quantity", "issueDate"] as const;
const REPORT = ["item", "specification", "unit", "opening", "received", "issued", "lost", "closing", "users"] as const;

function ledger(rows: readonly CellValue[][], village = "新塘村"): SheetLiteral {
  return { record: "suppliesLedger", village, columns: LEDGER, rows };
}

function report(month: string, rows: readonly CellValue[][], village = "新塘村"): SheetLiteral {
  return { record: "suppliesReport", village, month, columns: REPORT, rows };
}

const two = (date1: string, date2: string): CellValue[][] => [
  ["张三妹", "避孕套", "大", "只", 20, date1],
  ["李秀英", "避孕套", "大", "只", 10, date2],
];
const condom = (issued: CellValue, users: CellValue = 2, unit = "只", spec = "大"): CellValue[] => ["避孕套", spec, unit, 100, 0, issued, 0, 70, users];

describe("quantities of a village and month", () => {
  it("says nothing where the sum fits", () => {
    expect(run(supplyTotals, [ledger(two("2004-05-03", "2004-05-10")), report("2004-05", [condom(30)])]).lines).toEqual([]);
  });

  it("names the stated number first, then the rows behind it", () => {
    const { drafts, books } = run(supplyTotals, [ledger(two("2004-05-03", "2004-05-10")), report("2004-05", [condom(35)])]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ kind: "total", field: "issued", thing: "suppliesReport|新塘村|condom|大|2004-05|issued" });
    expect(drafts[0]?.cells.map((cell) => readable(books, cell))).toEqual([
      "suppliesReport 新塘村 2004-05 issued 35", "suppliesLedger 新塘村 quantity 20", "suppliesLedger 新塘村 quantity 10",
    ]);
    expect(drafts[0]?.why).toContain("2笔合计30");
  });

  it("lists at most 50 rows and says the count", () => {
    const rows = Array.from({ length: 60 }, (_, i) => [`女${i}`, "避孕套", "大", "只", 1, "2004-05-03"]);
    const { drafts } = run(supplyTotals, [ledger(rows), report("2004-05", [condom(61, 60)])]);
    expect(drafts[0]?.cells).toHaveLength(51);
    expect(drafts[0]?.why).toContain("60笔");
  });

  it.each([
    ["boxes of ten", 3, "盒", []],
    ["boxes that do not fit", 4, "盒", ["total issued suppliesReport|新塘村|condom|大|2004-05|issued"]],
  ])("converts %s", (_name, issued, unit, expected) => {
    expect(run(supplyTotals, [ledger(two("2004-05-03", "2004-05-10")), report("2004-05", [condom(issued, 2, unit)])]).lines).toEqual(expected);
  });

  it("compares nothing across units without a conversion, and warns once", () => {
    const { lines, result } = run(supplyTotals, [
      ledger([["张三妹", "避孕药", "", "板", 2, "2004-05-03"], ["张三妹", "避孕药", "", "板", 2, "2004-06-03"]]),
      report("2004-05", [["避孕药", "", "瓶", 9, 0, 9, 0, 0, 1]]),
      report("2004-06", [["避孕药", "", "瓶", 9, 0, 9, 0, 0, 1]]),
    ]);
    expect(lines).toEqual([]);
    expect(result.warnings).toHaveLength(1);
    expect(result.warnings?.[0]?.message).toMatch(/瓶.*板/);
  });

  it("compares over specifications where one side gives none", () => {
    const rows = [["张三妹", "避孕套", "", "只", 20, "2004-05-03"], ["李秀英", "避孕套", "小", "只", 10, "2004-05-10"]];
    const two = [condom(10), ["避孕套", "小", "只", 100, 0, 20, 0, 80, 1]];
    expect(run(supplyTotals, [ledger(rows), report("2004-05", two)]).lines).toEqual([]);
  });

  it("reports an item that only one side has", () => {
    const sheets = [
      ledger([...two("2004-05-03", "2004-05-10"), ["王桂花", "避孕针", "", "支", 1, "2004-05-04"]]),
      report("2004-05", [condom(30), ["避孕药", "", "板", 9, 0, 3, 0, 6, 1]]),
    ];
    expect(run(supplyTotals, sheets).lines).toEqual([
      "total issued suppliesReport|新塘村|injection||2004-05|issued", "total issued suppliesReport|新塘村|shortPill||2004-05|issued",
    ]);
  });

  it("leaves a village or a village's month that has not arrived to the check of parts", () => {
    const sheets = [
      ledger(two("2004-05-03", "2004-06-10")), ledger(two("2004-05-03", "2004-06-10"), "横岭村"),
      report("2004-05", [condom(20, 1)]), report("2004-05", [condom(30)], "沙坪村"),
    ];
    expect(run(supplyTotals, sheets).lines).toEqual([]);
  });

  it("makes one finding of a month that the ledger lacks, a question where the ledger ends before it", () => {
    const pill = ["避孕药", "", "板", 9, 0, 3, 0, 6, 1];
    const sheets = (last: string): SheetLiteral[] => [
      ledger(two("2004-05-03", last)), report("2004-05", [last === "2004-05-03" ? condom(30) : condom(20, 1)]), report("2004-06", [condom(30), pill]), report("2004-07", [condom(10, 1)]),
    ];
    expect(run(supplyTotals, sheets("2004-07-12")).lines).toEqual(["total - suppliesReport|新塘村|||2004-06"]);
    expect(run(supplyTotals, sheets("2004-05-03").slice(0, 3)).lines).toEqual(["review - suppliesReport|新塘村|||2004-06"]);
  });

  it.each([
    ["an unreadable quantity", [["张三妹", "避孕套", "大", "只", "若干", "2004-05-03"]]],
    ["an empty quantity", [["张三妹", "避孕套", "大", "只", null, "2004-05-03"]]],
    ["an empty unit", [["张三妹", "避孕套", "大", null, 10, "2004-05-03"]]],
    ["an impossible date", [["张三妹", "避孕套", "大", "只", 15, "2004-05-33"], ["李秀英", "避孕套", "大", "只", 15, "2004-05-10"]]],
    ["an empty item", [["张三妹", null, "大", "只", 15, "2004-05-03"], ["李秀英", "避孕套", "大", "只", 15, "2004-05-10"]]],
    ["an issue entered twice", [["张三妹", "避孕套", "大", "只", 15, "2004-05-03"], ["张三妹", "避孕套", "大", "只", 15, "2004-05-03"], ["李秀英", "避孕套", "大", "只", 15, "2004-05-04"]]],
  ])("does not report %s a second time", (_name, rows) => {
    const people = new Set(rows.map((row) => row[0])).size;
    expect(run(supplyTotals, [ledger(rows), report("2004-05", [condom(30, people)])]).lines).toEqual([]);
  });

  it("sums the villages for a report of the whole township", () => {
    const sheets = (issued: number): SheetLiteral[] => [
      ledger(two("2004-05-03", "2004-05-10")), ledger([["陈玉兰", "避孕套", "大", "只", 10, "2004-05-03"]], "横岭村"),
      { record: "suppliesReport", month: "2004-05", columns: REPORT, rows: [condom(issued, 3)] },
    ];
    expect(run(supplyTotals, sheets(40)).lines).toEqual([]);
    expect(run(supplyTotals, sheets(50)).lines).toEqual(["total issued suppliesReport||condom|大|2004-05|issued"]);
  });
});

describe("transfers and misplaced rows", () => {
  const both = (may: number, june: number): SheetLiteral[] => [report("2004-05", [condom(may, 1)]), report("2004-06", [condom(june, 1)])];

  it("asks where a row of the month's end was counted in the next month", () => {
    const rows = [["张三妹", "避孕套", "大", "只", 20, "2004-05-12"], ["李秀英", "避孕套", "大", "只", 10, "2004-05-31"], ["王桂花", "避孕套", "大", "只", 30, "2004-06-12"]];
    expect(run(supplyTotals, [ledger(rows), ...both(20, 40)]).lines).toEqual(["review issued suppliesReport|新塘村|condom|大|2004-05|issued"]);
  });

  it("names a row of the middle of the month as misdated", () => {
    const rows = [["张三妹", "避孕套", "大", "只", 20, "2004-05-12"], ["李秀英", "避孕套", "大", "只", 10, "2004-05-15"], ["王桂花", "避孕套", "大", "只", 30, "2004-06-12"]];
    const { drafts } = run(supplyTotals, [ledger(rows), ...both(20, 40)]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ kind: "total" });
    expect(drafts[0]?.cells.some((cell) => cell.field === "issueDate" && cell.normal === "2004-05-15")).toBe(true);
  });

  it("makes one finding of a row under the wrong item", () => {
    const rows = [["张三妹", "避孕套", "", "只", 20, "2004-05-12"], ["李秀英", "避孕药", "", "板", 2, "2004-05-12"], ["王桂花", "避孕药", "", "板", 5, "2004-05-12"]];
    const sheets = [ledger(rows), report("2004-05", [condom(25, 2, "只", ""), ["避孕药", "", "板", 9, 0, 2, 0, 7, 1]])];
    expect(run(supplyTotals, sheets).drafts).toHaveLength(1);
  });

  it("accepts the month in which the ledger itself booked the row", () => {
    const may: SheetLiteral = { ...ledger([["李秀英", "避孕套", "大", "只", 10, "2004-04-30"]]), month: "2004-05" };
    expect(run(supplyTotals, [may, report("2004-05", [condom(10, 1)]), report("2004-04", [condom(0, null as unknown as number)])]).lines).toEqual([]);
  });
});

describe("people", () => {
  const issues: CellValue[][] = [
    ["张三妹", "避孕套", "大", "只", 10, "2004-05-03"], ["张三妹", "避孕套", "大", "只", 10, "2004-05-20"], ["李秀英", "避孕套", "大", "只", 10, "2004-05-10"],
  ];

  it.each([[2, []], [3, ["total users suppliesReport|新塘村|condom|大|2004-05|users"]], ["", []]])("counts a receiver once: %s", (users, expected) => {
    expect(run(supplyTotals, [ledger(issues), report("2004-05", [condom(30, users)])]).lines).toEqual(expected);
  });

  it("does not take 人次 for people", () => {
    const sheet = { ...report("2004-05", [condom(30, 3)]), headers: { users: "使用人次" } };
    expect(run(supplyTotals, [ledger(issues), sheet]).lines).toEqual([]);
  });

  it("counts a couple once, and asks where only couples or namesakes make the difference", () => {
    const hand: SheetLiteral = { record: "handLedger", village: "新塘村", columns: ["name", "spouseName"], rows: [["张三妹", "赵大强"], ["李秀英", "钱二"]] };
    const rows: CellValue[][] = [["张三妹", "避孕套", "大", "只", 10, "2004-05-03"], ["赵大强", "避孕套", "大", "只", 10, "2004-05-20"], ["李秀英", "避孕套", "大", "只", 10, "2004-05-10"]];
    expect(run(supplyTotals, [hand, ledger(rows), report("2004-05", [condom(30, 2)])]).lines).toEqual([]);
    const namesakes: SheetLiteral = {
      record: "suppliesLedger", village: "新塘村", columns: ["who", ...LEDGER],
      rows: [["a", ...(rows[0] ?? [])], ["b", ...(rows[0] ?? []).slice(0, 4), 20, "2004-05-06"]],
    };
    expect(run(supplyTotals, [namesakes, report("2004-05", [condom(30, 1)])]).lines).toEqual(["review users suppliesReport|新塘村|condom|大|2004-05|users"]);
  });

  it("makes one finding of a ledger row too few, although it changes the people too", () => {
    const { drafts } = run(supplyTotals, [ledger(issues.slice(0, 2)), report("2004-05", [condom(30, 2)])]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.cells.some((cell) => cell.field === "users")).toBe(true);
  });
});

describe("stock moves of the ledger", () => {
  const moves: SheetLiteral = { record: "suppliesLedger", village: "新塘村", sheet: "入库", columns: ["item", "unit", "received", "issueDate"], rows: [["避孕套", "只", 50, "2004-05-02"], ["避孕套", "只", 10, "2004-05-09"]] };
  const line = (received: number): SheetLiteral => report("2004-05", [["避孕套", "", "只", 100, received, 10, 0, 90 + received, 1]]);
  const issue = ledger([["张三妹", "避孕套", "", "只", 10, "2004-05-03"]]);

  it("adds up to what was received", () => {
    expect(run(supplyTotals, [issue, moves, line(60)]).lines).toEqual([]);
    expect(run(supplyTotals, [issue, moves, line(50)]).lines).toEqual(["total received suppliesReport|新塘村|condom||2004-05|received"]);
  });
});

it("does not run without both books", () => {
  expect(run(supplyTotals, [report("2004-05", [condom(30)])]).result.notRun).toBe("没有药具台帐");
  expect(run(supplyTotals, [ledger(two("2004-05-03", "2004-05-10"))]).result.notRun).toBe("没有药具报表");
});
