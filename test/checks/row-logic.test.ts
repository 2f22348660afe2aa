import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowLogic } from "../../src/checks/row-logic.js";
import { checkCharacter } from "../../src/normalise/id-number.js";
import { readable, run, type SheetLiteral } from "../support/books.js";
import type { CellValue } from "../../src/model.js";

function id(birth: string, sequence = "002"): string {
  const digits = `430203${birth.replaceAll("-", "")}${sequence}`;
  return digits + checkCharacter(digits);
}

/** A row by field; the columns are the fields of all rows. */
function sheet(record: string, rows: readonly Record<string, CellValue>[], more: Partial<SheetLiteral> = {}): SheetLiteral {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { record, village: "新塘村", columns, rows: rows.map((row) => columns.map((field) => row[field] ?? null)), ...more };
}

const hand = (row: Record<string, CellValue>, more: Partial<SheetLiteral> = {}): SheetLiteral => sheet("handLedger", [{ name: "张三妹", ...row }], more);
const kinds = (sheets: readonly SheetLiteral[], options: Parameters<typeof run>[2] = {}): string[] =>
  run(rowLogic, sheets, options).drafts.map((draft) => `${draft.kind} ${draft.field ?? "-"}`).sort();

const GOOD = id("1975-03-04");
const LAST = GOOD.slice(0, 17) + (GOOD[17] === "5" ? "6" : "5");

describe("values in themselves", () => {
  it.each<[string, Record<string, CellValue>, string[]]>([
    ["a right ID number", { idNumber: GOOD }, []],
    ["a 15-digit number", { idNumber: "430203750304002" }, []],
    ["a wrong check character", { idNumber: LAST }, ["invalid idNumber"]],
    ["a digit too few", { idNumber: GOOD.slice(1) }, ["invalid idNumber"]],
    ["digits lost in Excel", { idNumber: { kind: "number", value: 430203197503040000, shown: "4.30203E+17" } }, ["invalid idNumber"]],
    ["no number yet", { idNumber: "暂无" }, []],
    ["the husband's number too", { spouseIdNumber: LAST }, ["invalid spouseIdNumber"]],
    ["an impossible date", { birthDate: "1975-02-30" }, ["invalid birthDate"]],
    ["an error of Excel", { methodDate: { kind: "error", value: "#N/A", shown: "#N/A" } }, ["invalid methodDate"]],
    ["words for a number", { boys: "若干" }, ["invalid boys"]],
    ["words that contradict themselves", { children: "3(1,1)" }, ["invalid children"]],
  ])("%s", (_name, row, expected) => {
    expect(kinds([hand(row)])).toEqual(expected);
  });

  it("is one finding where one wrong ID digit breaks check character, birth date and sex", () => {
    const wrong = `${GOOD.slice(0, 9)}9${GOOD.slice(10)}`;
    const { drafts, books } = run(rowLogic, [hand({ idNumber: wrong, birthDate: "1975-03-04", sex: "女" })]);
    expect(drafts.map((draft) => `${draft.kind} ${draft.field ?? ""}`)).toEqual(["invalid idNumber"]);
    expect(drafts[0]?.cells.map((cell) => readable(books, cell).split(" ")[2])).toEqual(["idNumber", "birthDate"]);
  });

  it("is one finding of a wrong number that several records repeat", () => {
    const { drafts } = run(rowLogic, [hand({ idNumber: LAST }), sheet("electronicLedger", [{ name: "张三妹", idNumber: LAST }])]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.cells).toHaveLength(2);
    expect(drafts[0]).toMatchObject({ suspect: null, owner: "source" });
  });
});

describe("ID against birth date, sex and age", () => {
  it.each<[string, Record<string, CellValue>, string[]]>([
    ["equal", { idNumber: GOOD, birthDate: "75.3.4", sex: "女" }, []],
    ["a coarser date", { idNumber: GOOD, birthDate: "1975年3月" }, []],
    ["a lunar date", { idNumber: GOOD, birthDate: "农历1975年正月廿二" }, []],
    ["another day", { idNumber: GOOD, birthDate: "1975-03-14" }, ["invalid birthDate"]],
    ["another sex", { idNumber: GOOD, sex: "男" }, ["invalid sex"]],
  ])("%s", (_name, row, expected) => {
    expect(kinds([hand(row)])).toEqual(expected);
  });

  it("lets the person's other records decide which of the two is wrong", () => {
    const wrongId = id("1975-08-04");
    const other = sheet("electronicLedger", [{ name: "张三妹", idNumber: GOOD, birthDate: "1975-03-04" }]);
    expect(kinds([hand({ idNumber: wrongId, birthDate: "1975-03-04" }), other])).toEqual(["invalid idNumber"]);
  });

  it.each<[number, string[]]>([[29, []], [28, []], [30, []], [31, ["review age"]], [34, ["invalid age"]], [25, ["review age"]], [22, ["invalid age"]]])("age %i as of 2004-07", (age, expected) => {
    expect(kinds([hand({ birthDate: "1975-03-04", age }, { asOf: "2004-07-05" })])).toEqual(expected);
  });
});

describe("order of dates", () => {
  it.each<[string, Record<string, CellValue>, string[]]>([
    ["a life in order", { birthDate: "1975-03-04", marriageDate: "1998-05-01", marriageChangeDate: "2001-01-01", "childBirth#1": "1999-02-03", methodDate: "1999-06-01" }, []],
    ["the same month, one day unknown", { marriageDate: "1998-05", marriageChangeDate: "1998-05-01" }, []],
    ["married before born", { birthDate: "1975-03-04", marriageDate: "1968-05-01" }, ["invalid marriageDate"]],
    ["changed before married", { marriageDate: "1998-05-01", marriageChangeDate: "1997-05-01" }, ["invalid marriageChangeDate"]],
    ["a child before its mother", { birthDate: "1975-03-04", "childBirth#1": "1969-02-03" }, ["invalid childBirth#1"]],
    ["removed before inserted", { methodDate: "2001-05-01", methodEndDate: "2000-05-01" }, ["invalid methodEndDate"]],
    ["removed on the day", { methodDate: "2001-05-01", methodEndDate: "2001-05-01" }, []],
    ["one wrong birth date that three dates contradict", { birthDate: "2001-03-04", marriageDate: "1998-05-01", "childBirth#1": "1999-02-03", methodDate: "1999-06-01" }, ["invalid birthDate"]],
    ["an impossible birth date and what follows from it", { birthDate: "1975-13-04", marriageDate: "1968-05-01" }, ["invalid birthDate"]],
  ])("%s", (_name, row, expected) => {
    expect(kinds([hand(row)])).toEqual(expected);
  });

  it("back before gone, and dates after a death", () => {
    expect(kinds([sheet("migrantRoster", [{ name: "张三妹", outDate: "2004-05-01", backDate: "2004-03-01" }])])).toEqual(["invalid backDate"]);
    const death = { name: "张三妹", event: "死亡", eventDate: "2004-05-01", methodDate: "2004-06-01" };
    expect(kinds([sheet("reportSlips", [death], { month: "2004-06" })])).toEqual(["invalid methodDate"]);
  });

  it("children = boys + girls, where all three are given", () => {
    expect(kinds([hand({ children: 2, boys: 1, girls: 1 })])).toEqual([]);
    expect(kinds([hand({ children: 2, boys: 1, girls: null })])).toEqual([]);
    expect(kinds([hand({ children: 3, boys: 1, girls: 1 })])).toEqual(["invalid children"]);
    const system = sheet("electronicLedger", [{ name: "张三妹", children: 3, boys: 2, girls: 1 }]);
    expect(kinds([hand({ children: 3, boys: 1, girls: 1 }), system])).toEqual(["invalid boys"]);
  });

  it("more listed children than counted is a question", () => {
    expect(kinds([hand({ children: 1, "childBirth#1": "1999-02-03", "childBirth#2": "2001-02-03" })])).toEqual(["review children"]);
    expect(kinds([hand({ children: 2, "childBirth#1": "1999-02-03", "childBirth#2": "2001-02-03" })])).toEqual([]);
    expect(kinds([hand({ children: 3, "childBirth#1": "1999-02-03", "childBirth#2": null })])).toEqual([]);
  });

  it("a date after the stated as-of date, unless the latest entry decides it or another record agrees", () => {
    const row = { methodDate: "2004-09-01" };
    expect(kinds([hand(row, { asOf: "2004-07-05" })])).toEqual(["invalid methodDate"]);
    expect(kinds([hand(row)])).toEqual([]);
    expect(kinds([hand(row, { asOf: "2004-07-05" }), sheet("electronicLedger", [{ name: "张三妹", ...row }])])).toEqual(["review methodDate"]);
  });
});

describe("working ages", () => {
  const period = { period: ["2004-01", "2004-06"] as const };
  it.each<[string, string, string[]]>([
    ["49", "1955-01-01", []],
    ["50 inside the period", "1954-03-01", ["review -"]],
    ["50 before the period", "1953-03-01", ["ended -"]],
    ["not yet 15", "1990-03-01", ["invalid birthDate"]],
    ["16", "1988-03-01", []],
  ])("%s", (_name, birthDate, expected) => {
    expect(kinds([hand({ birthDate }, { asOf: "2004-07-05" })], period)).toEqual(expected);
  });

  it("is one finding for both ledgers, none where a ledger has closed the row or contradicts the birth date", () => {
    const as = { asOf: "2004-07-05" };
    const both = [hand({ birthDate: "1950-03-01" }, as), sheet("electronicLedger", [{ name: "张三妹", birthDate: "1950-03-01" }], as)];
    expect(kinds(both, period)).toEqual(["ended -"]);
    const closed = sheet("electronicLedger", [{ name: "张三妹", birthDate: "1950-03-01", endReason: "超龄注销" }], as);
    expect(kinds([both[0] as SheetLiteral, closed], period)).toEqual([]);
    const other = sheet("electronicLedger", [{ name: "张三妹", birthDate: "1970-03-01" }], as);
    expect(kinds([both[0] as SheetLiteral, other], period)).toEqual([]);
    expect(kinds([hand({ birthDate: "1950-03-01", endReason: "迁出" }, as)], period)).toEqual([]);
  });
});

describe("required cells", () => {
  const full = (name: string): Record<string, CellValue> => ({ name, idNumber: id("1975-03-04", "002"), birthDate: "1975-03-04", maritalStatus: "初婚", method: "上环" });
  const filler = ["李秀英", "王桂花", "陈玉兰"].map((name, i) => ({ ...full(name), idNumber: id("1976-05-06", `0${i}4`), birthDate: "1976-05-06" }));

  it.each<[string, Record<string, CellValue>, string[]]>([
    ["full", {}, []],
    ["no birth date", { birthDate: null }, ["blank birthDate"]],
    ["a stroke for the marital status", { maritalStatus: "—" }, ["blank maritalStatus"]],
    ["no method", { method: null }, ["blank method"]],
    ["无 is a method", { method: "无" }, []],
    ["no method after a divorce", { maritalStatus: "离婚", method: null }, []],
    ["no method in a closed row", { method: null, endReason: "死亡" }, []],
    ["no number given to her yet", { idNumber: "系统生成号码" }, []],
  ])("%s", (_name, change, expected) => {
    expect(kinds([sheet("handLedger", [{ ...full("张三妹"), ...change }, ...filler])])).toEqual(expected);
  });

  it("is one finding of a column that a village left empty, none of a column that is not there", () => {
    const empty = sheet("handLedger", [full("张三妹"), ...filler].map((row) => ({ ...row, maritalStatus: null })));
    const other = sheet("handLedger", [{ ...full("刘翠娥"), idNumber: id("1975-03-04", "046") }], { village: "横岭村" });
    const { drafts, books } = run(rowLogic, [empty, other]);
    expect(drafts.map((draft) => `${draft.kind} ${draft.field ?? ""} ${draft.thing}`)).toEqual(["blank maritalStatus handLedger|新塘村|column"]);
    expect(drafts[0]?.cells.map((cell) => `${readable(books, cell)} row ${cell.sheetRow}`)).toEqual([
      "handLedger 新塘村 maritalStatus maritalStatus row 1",
      ...[2, 3, 4, 5].map((row) => `handLedger 新塘村 maritalStatus row ${row}`),
    ]);
    expect(kinds([sheet("handLedger", [{ name: "张三妹", birthDate: "1975-03-04" }])])).toEqual([]);
  });

  it("reads a date of the event or a unit where another cell says it", () => {
    const birth = { name: "张三妹", event: "出生", eventDate: null, "childBirth": "2004-05-03" };
    const divorce = { name: "李秀英", event: "离婚", eventDate: "2004-05-06", "childBirth": null };
    expect(kinds([sheet("reportSlips", [birth, divorce], { month: "2004-05" })])).toEqual([]);
    expect(kinds([sheet("reportSlips", [{ ...birth, childBirth: null }, divorce], { month: "2004-05" })])).toEqual(["blank eventDate"]);
    const issue = { name: "张三妹", item: "避孕套", quantity: "3盒", unit: null, issueDate: "2004-05-03" };
    expect(kinds([sheet("suppliesLedger", [issue, { ...issue, quantity: 3, unit: "盒" }])])).toEqual([]);
    expect(kinds([sheet("suppliesLedger", [{ ...issue, quantity: 3 }, { ...issue, quantity: 3, unit: "盒" }])])).toEqual(["blank unit"]);
  });
});

describe("check-up rounds", () => {
  const round = (dates: readonly string[]): SheetLiteral => sheet("checkupRoster", dates.map((checkDate, i) => ({ name: `女${i}`, round: "2004年第1轮", checkDate })));
  const close = Array.from({ length: 30 }, (_, i) => `2004-03-${String((i % 20) + 1).padStart(2, "0")}`);

  it("names a date far from all others of its round", () => {
    expect(kinds([round([...close, "2004-09-03"])])).toEqual(["invalid checkDate"]);
    expect(kinds([round([...close, "2004-04-15"])])).toEqual([]);
  });

  it("says nothing where the round is spread or small", () => {
    expect(kinds([round([...close.slice(0, 10), ...Array.from({ length: 5 }, () => "2004-09-03")])])).toEqual([]);
    expect(kinds([round(["2004-03-01", "2004-03-02", "2004-09-03"])])).toEqual([]);
  });
});

it("gives the same drafts whatever the order of rows and sheets", () => {
  const rows: Record<string, CellValue>[] = [
    { name: "张三妹", idNumber: LAST, birthDate: "1975-03-04", maritalStatus: "初婚", method: "上环", methodDate: "1999-01-01", methodEndDate: "1998-01-01" },
    { name: "李秀英", idNumber: id("1975-03-04", "024"), birthDate: "1975-03-14", maritalStatus: null, method: "上环", methodDate: null, methodEndDate: null },
    { name: "王桂花", idNumber: null, birthDate: "1950-03-04", maritalStatus: "初婚", method: "女扎", methodDate: null, methodEndDate: null },
    { name: "陈玉兰", idNumber: id("1970-01-01", "044"), birthDate: "1970-01-01", maritalStatus: "初婚", method: null, methodDate: null, methodEndDate: null },
  ];
  const sheets = [sheet("handLedger", rows, { asOf: "2004-07-05" }), sheet("electronicLedger", rows.slice(0, 3), { asOf: "2004-07-05" })];
  const lines = (all: readonly SheetLiteral[]): string[] =>
    run(rowLogic, all, { period: ["2004-01", "2004-06"] }).drafts.map((draft) => `${draft.kind} ${draft.field ?? "-"} ${draft.thing} ${draft.cells.map((cell) => cell.shown).sort().join(",")}`).sort();
  const expected = lines(sheets);
  expect(expected.length).toBeGreaterThan(4);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), fc.boolean(), (shuffled, turn) => {
      const all = [sheet("handLedger", shuffled, { asOf: "2004-07-05" }), sheet("electronicLedger", shuffled.filter((row) => row !== rows[3]), { asOf: "2004-07-05" })];
      expect(lines(turn ? all.reverse() : all)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
