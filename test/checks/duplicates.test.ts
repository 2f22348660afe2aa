import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duplicates } from "../../src/checks/duplicates.js";
import { checkCharacter } from "../../src/normalise/id-number.js";
import { run, type SheetLiteral } from "../support/books.js";
import type { CellValue } from "../../src/model.js";

function id(birth: string, sequence = "002"): string {
  const digits = `430203${birth.replaceAll("-", "")}${sequence}`;
  return digits + checkCharacter(digits);
}

type Row = Record<string, CellValue>;

function sheet(record: string, rows: readonly Row[], more: Partial<SheetLiteral> = {}): SheetLiteral {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { record, village: "新塘村", columns, rows: rows.map((row) => columns.map((field) => row[field] ?? null)), ...more };
}

const found = (sheets: readonly SheetLiteral[]): string[] => run(duplicates, sheets).drafts.map((draft) => `${draft.kind} ${draft.thing} ×${draft.cells.length}`).sort();

const ID = id("1975-03-04");
const OTHER = id("1975-03-04", "024");
const woman: Row = { name: "张三妹", idNumber: ID, birthDate: "1975-03-04", spouseName: "赵大强", endReason: null };

describe("persons of a ledger", () => {
  it.each<[string, Row, string[]]>([
    ["the same ID number", {}, ["duplicate handLedger ×2"]],
    ["the same ID number, 15 digits", { idNumber: "430203750304002" }, ["duplicate handLedger ×2"]],
    ["the same ID number, another name", { name: "张三梅" }, ["duplicate handLedger ×2"]],
    ["the same ID number of two different people", { name: "李秀英", birthDate: "1980-01-01" }, ["review handLedger|sameNumber ×4"]],
    ["name, birth date and husband", { idNumber: null }, ["duplicate handLedger ×2"]],
    ["name, birth date and husband, a wrong ID number", { idNumber: OTHER }, ["duplicate handLedger ×2"]],
    ["name, birth date and village", { idNumber: null, spouseName: null }, ["duplicate handLedger ×2"]],
    ["namesakes with other husbands", { idNumber: null, spouseName: "钱二" }, ["review handLedger ×2"]],
    ["namesakes with other husbands and numbers", { idNumber: OTHER, spouseName: "钱二" }, []],
    ["another birth date", { idNumber: null, birthDate: "1977-03-04" }, []],
    ["one of the rows closed", { endReason: "迁出" }, []],
  ])("%s", (_name, change, expected) => {
    const rows = [{ who: "a", ...woman }, { who: change["name"] === "李秀英" ? "b" : "a", ...woman, ...change }];
    expect(found([sheet("handLedger", rows)])).toEqual(expected);
    const apart = rows.map((row, i) => ({ ...row, who: String(i) }));
    expect(found([sheet("handLedger", apart)])).toEqual(expected);
  });

  it("lists three rows in one finding", () => {
    expect(found([sheet("handLedger", [woman, { ...woman, spouseName: null }, { ...woman, idNumber: null }])])).toEqual(["duplicate handLedger ×3"]);
  });

  it("does not take another child's line for a second entry", () => {
    const line = { ...woman, name: { kind: "ditto", value: "张三妹", shown: "〃" } as const };
    expect(found([sheet("handLedger", [woman, line].map((row) => ({ who: "a", ...row })))])).toEqual([]);
  });

  it("lets a slip explain a move between villages", () => {
    const two = [sheet("handLedger", [woman]), sheet("handLedger", [woman], { village: "横岭村" })];
    expect(found(two)).toEqual(["duplicate handLedger ×2"]);
    const slip = sheet("reportSlips", [{ name: "张三妹", event: "迁出", eventDate: "2004-05-03" }], { month: "2004-05" });
    expect(found([...two, slip])).toEqual([]);
  });

  it("looks at each ledger by itself", () => {
    expect(found([sheet("handLedger", [woman]), sheet("electronicLedger", [woman])])).toEqual([]);
  });
});

describe("events", () => {
  const slip = (change: Row = {}): Row => ({ name: "张三妹", event: "上环", eventDate: "2004-05-03", childName: null, childSex: null, ...change });

  it("twice is a repeat, in one month or in two", () => {
    expect(found([sheet("reportSlips", [slip(), slip()], { month: "2004-05" })])).toEqual(["duplicate reportSlips|iudIn|2004-05-03 ×2"]);
    expect(found([sheet("reportSlips", [slip()], { month: "2004-05" }), sheet("reportSlips", [slip()], { month: "2004-06" })])).toEqual(["duplicate reportSlips|iudIn|2004-05-03 ×2"]);
  });

  it.each<[string, Row]>([
    ["another day", { eventDate: "2004-05-13" }],
    ["another event", { event: "取环" }],
    ["another person", { name: "李秀英" }],
  ])("%s is another event", (_name, change) => {
    expect(found([sheet("reportSlips", [slip(), slip(change)], { month: "2004-05" })])).toEqual([]);
  });

  it("twins are two children", () => {
    const birth = (childName: string | null, childSex: string | null): Row => slip({ event: "出生", childName, childSex });
    const one = (rows: Row[]): string[] => found([sheet("reportSlips", rows, { month: "2004-05" })]);
    expect(one([birth("赵一", "男"), birth("赵二", "男")])).toEqual([]);
    expect(one([birth(null, "男"), birth(null, "女")])).toEqual([]);
    expect(one([birth("赵一", "男"), birth("赵一", "男")])).toHaveLength(1);
    const ditto = { ...birth(null, null), name: { kind: "ditto", value: "张三妹", shown: "" } as const };
    expect(one([{ who: "a", ...birth(null, null) }, { who: "a", ...ditto }])).toEqual([]);
  });
});

describe("other rows", () => {
  it.each<[string, string, Row, Row, string[]]>([
    ["matter twice", "feedbackSlips", { matter: "上环", matterDate: "2004-05-03" }, {}, ["duplicate feedbackSlips|iudIn|2004-05-03 ×2"]],
    ["matter on another day", "feedbackSlips", { matter: "上环", matterDate: "2004-05-03" }, { matterDate: "2004-06-03" }, []],
    ["round twice", "checkupRoster", { round: "2004年第1轮", checkDate: "2004-03-03" }, {}, ["duplicate checkupRoster|2004年第1轮 ×2"]],
    ["round twice on two days", "checkupRoster", { round: "2004年第1轮", checkDate: "2004-03-03" }, { checkDate: "2004-03-09" }, ["review checkupRoster|2004年第1轮 ×2"]],
    ["another round", "checkupRoster", { round: "2004年第1轮", checkDate: "2004-03-03" }, { round: "2004年第2轮" }, []],
    ["issue twice", "suppliesLedger", { item: "避孕套", issueDate: "2004-05-03", quantity: 10 }, {}, ["duplicate suppliesLedger|condom||2004-05-03|10 ×2"]],
    ["issue of another quantity", "suppliesLedger", { item: "避孕套", issueDate: "2004-05-03", quantity: 10 }, { quantity: 20 }, []],
    ["stay twice", "migrantRoster", { flowType: "流出", outDate: "2004-02-03" }, {}, ["duplicate migrantRoster|flowOut|2004-02-03| ×2"]],
    ["a later stay", "migrantRoster", { flowType: "流出", outDate: "2004-02-03" }, { outDate: "2004-08-03" }, []],
    ["undated stays", "migrantRoster", { flowType: "流出", outDate: null }, {}, ["review migrantRoster|flowOut|| ×2"]],
  ])("%s", (_name, record, row, change, expected) => {
    const one = { name: "张三妹", ...row };
    expect(found([sheet(record, [one, { ...one, ...change }])])).toEqual(expected);
    expect(found([sheet(record, [one, { ...one, name: "李秀英" }])])).toEqual([]);
  });

  it("a line of the report", () => {
    const line = { item: "避孕套", unit: "只", opening: 10, received: 0, issued: 5, closing: 5 };
    expect(found([sheet("suppliesReport", [line, line], { month: "2004-05" })])).toHaveLength(1);
    expect(found([sheet("suppliesReport", [line, { ...line, issued: 4 }], { month: "2004-05" })])).toEqual([]);
    expect(found([sheet("suppliesReport", [line], { month: "2004-05" }), sheet("suppliesReport", [line], { month: "2004-06" })])).toEqual([]);
  });
});

it("gives the same drafts whatever the order of rows and sheets", () => {
  const rows: Row[] = [
    woman, { ...woman, spouseName: null }, { ...woman, name: "李秀英", idNumber: null, spouseName: "钱二" }, { ...woman, name: "李秀英", idNumber: null, spouseName: "孙三" },
    { ...woman, name: "王桂花", idNumber: id("1980-01-01"), birthDate: "1980-01-01" },
  ];
  const slips = [{ name: "张三妹", event: "上环", eventDate: "2004-05-03" }, { name: "张三妹", event: "上环", eventDate: "2004-05-03" }];
  const expected = found([sheet("handLedger", rows), sheet("reportSlips", slips, { month: "2004-05" })]);
  expect(expected).toHaveLength(3);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), fc.boolean(), (shuffled, turn) => {
      const all = [sheet("handLedger", shuffled), sheet("reportSlips", slips, { month: "2004-05" })];
      expect(found(turn ? all.reverse() : all)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
