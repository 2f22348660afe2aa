/**
 * Odd and bad input through the whole command, each with its outcome: it runs with a warning or an `invalid`, or it ends with 2 and
 * one line. Never a stack trace, never a half-written file.
 */
import * as XLSX from "@e965/xlsx";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { FindingsFile } from "../../src/model.js";
import { runCli, root } from "./run-cli.js";
import { idNumber, Workspace } from "./township-books.js";

type Cell = string | number | null;
const HEAD = ["村名", "姓名", "身份证号", "出生日期", "婚姻状况", "丈夫姓名", "避孕措施", "措施日期"];
const PEOPLE: Cell[][] = [
  ["新塘村", "安玉兰", idNumber("1970-03-04", 2), "1970-03-04", "初婚", "王大山", "上环", "1994-01-02"],
  ["新塘村", "白秀英", idNumber("1972-08-19", 4), "1972-08-19", "初婚", "李国强", "女扎", "1999-05-06"],
  ["新塘村", "蔡小红", idNumber("1975-11-30", 6), "1975-11-30", "初婚", "赵德福", "避孕套", "2000-06-01"],
];
const hand = (rows: readonly Cell[][] = PEOPLE, head: readonly Cell[] = HEAD): Cell[][] => [["手工台帐(截止2004年9月30日)"], [...head], ...rows.map((row) => [...row])];
const computer = (rows: readonly Cell[][] = PEOPLE): Cell[][] => [["电脑台帐(截止2004年9月30日)"], [...HEAD], ...rows.map((row) => [...row])];

const space = new Workspace();
afterAll(() => space.remove());

/** Writes a workbook; `change` may spoil the sheets before. */
function book(name: string, sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>, change: (book: XLSX.WorkBook) => void = () => undefined): string {
  const made = XLSX.utils.book_new();
  for (const [title, rows] of Object.entries(sheets)) XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), title);
  change(made);
  writeFileSync(space.file(name), XLSX.write(made, { type: "buffer", bookType: "xlsx" }) as Buffer);
  return name;
}

function found(name: string): { status: number | null; file: FindingsFile; stderr: string } {
  const { status, stderr } = runCli([name, "--json", "found.json"], space.path);
  expect(stderr).toBe("");
  return { status, stderr, file: JSON.parse(readFileSync(space.file("found.json"), "utf8")) as FindingsFile };
}

const kinds = (file: FindingsFile): string[] => file.findings.map((finding) => `${finding.kind} ${finding.field ?? "-"}`).sort();
const codes = (file: FindingsFile): string[] => file.warnings.map((warning) => warning.code);

describe("ends with 2 and one line, nothing written", () => {
  const cases: [string, () => string, string][] = [
    ["not a workbook", () => (writeFileSync(space.file("noise.xlsx"), Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9])), "noise.xlsx"), "noise.xlsx"],
    ["a truncated workbook", () => (book("whole.xlsx", { 手工台帐: hand() }), writeFileSync(space.file("cut.xlsx"), readFileSync(space.file("whole.xlsx")).subarray(0, 900)), "cut.xlsx"), "cut.xlsx"],
    ["a broken quote", () => (writeFileSync(space.file("手工台帐.csv"), `${HEAD.join(",")}\n新塘村,"安玉兰,1,2\n新塘村,白秀英,1,2\n`), "手工台帐.csv"), "第 2 行"],
    ["an encoding that is none", () => (writeFileSync(space.file("bytes.csv"), Buffer.from([0xd0, 0xd5, 0xc3, 0xff, 0xff, 0x2c, 0x81, 0x20, 0xff, 0x0a])), "bytes.csv"), "bytes.csv"],
    ["an empty workbook", () => book("empty.xlsx", { Sheet1: [] }), "empty.xlsx"],
    ["nothing recognised", () => book("other.xlsx", { 花名: [["商品", "单价"], ["苹果", 3]] }), "other.xlsx"],
  ];
  it.each(cases)("%s", (_, make, word) => {
    const { status, stdout, stderr } = runCli([make(), "--out", "new.xlsx", "--json", "new.json"], space.path);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/\bat .*\.js/);
    expect(existsSync(space.file("new.xlsx")) || existsSync(space.file("new.json"))).toBe(false);
  });

  it("a profile with ten mistakes names all ten", () => {
    const profile = JSON.parse(readFileSync(`${root}/src/profile/nine-records.json`, "utf8")) as { records: { id: string; owner: string }[]; checks: { form: string }[]; settings: Record<string, unknown> } & Record<string, unknown>;
    const wrong = structuredClone(profile);
    Object.assign(wrong, { version: "one", skip: 7, colour: "red", blanks: "无" });
    Object.assign(wrong.settings, { entryLagMonths: -1, ageFrom: "fifteen" });
    Object.assign(wrong.records[0] ?? {}, { owner: "nobody" });
    Object.assign(wrong.records[1] ?? {}, { rowKind: "thing" });
    Object.assign(wrong.checks[0] ?? {}, { form: "magic" });
    Object.assign(wrong.checks[1] ?? {}, { id: "ledgers" });
    writeFileSync(space.file("ten.json"), JSON.stringify(wrong));
    book("good.xlsx", { 手工台帐: hand(), 电脑台帐: computer() });
    const { status, stderr } = runCli(["good.xlsx", "--profile", "ten.json"], space.path);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    for (const path of ["version", "skip", "colour", "blanks", "entryLagMonths", "ageFrom", "records[0].owner", "records[1].rowKind", "checks[0].form", "checks[1].id"]) expect(stderr).toContain(path);
  });
});

describe("runs and says what is odd", () => {
  it("headers only is a book of no rows", () => {
    const { file } = found(book("headers.xlsx", { 手工台帐: hand([]), 电脑台帐: computer() }));
    expect(file.records.map((record) => [record.record, record.rows])).toContainEqual(["handLedger", 0]);
  });

  it("two sheets that claim one record of one village are both read, with a warning", () => {
    const { file } = found(book("twice.xlsx", { 手工台帐: hand(PEOPLE.slice(0, 2)), "手工台帐(2)": hand(PEOPLE.slice(2)), 电脑台帐: computer() }));
    expect(codes(file)).toContain("samePart");
    expect(kinds(file)).toEqual([]);
  });

  it("a column twice is said, and the first one counts", () => {
    const { file } = found(book("columns.xlsx", { 手工台帐: hand(PEOPLE.map((row) => [...row, "张三"]), [...HEAD, "姓名"]), 电脑台帐: computer() }));
    expect(codes(file).some((code) => code.startsWith("column"))).toBe(true);
    expect(kinds(file)).toEqual([]);
  });

  it("dates of 1900 and 2099 are invalid", () => {
    const odd = PEOPLE.map((row, i) => row.map((cell, c) => (c === 7 && i === 0 ? "1900-01-00" : c === 7 && i === 1 ? "2099-05-06" : cell)));
    const { file } = found(book("dates.xlsx", { 手工台帐: hand(odd), 电脑台帐: computer() }));
    expect(kinds(file).filter((kind) => kind === "invalid methodDate")).toHaveLength(2);
  });

  it("an error in a formula is invalid", () => {
    const name = book("formulas.xlsx", { 手工台帐: hand(), 电脑台帐: computer() }, (made) => {
      const sheet = made.Sheets["手工台帐"];
      if (sheet !== undefined) sheet["D3"] = { t: "e", v: 0x2a, w: "#N/A", f: "VLOOKUP(1,A1:B2,2,0)" };
    });
    expect(kinds(found(name).file)).toContain("invalid birthDate");
  });

  it("cells merged across data keep the first column's value", () => {
    const name = book("merged.xlsx", { 手工台帐: hand(), 电脑台帐: computer() }, (made) => {
      const sheet = made.Sheets["手工台帐"];
      if (sheet !== undefined) sheet["!merges"] = [{ s: { r: 2, c: 0 }, e: { r: 4, c: 0 } }];
    });
    expect(kinds(found(name).file)).toEqual([]);
  });

  it("200 columns are no matter", () => {
    const extra = Array.from({ length: 192 }, (_, i) => `补充项${i + 1}`);
    const { file } = found(book("wide.xlsx", { 手工台帐: hand(PEOPLE.map((row) => [...row, ...extra.map((_, i) => i)]), [...HEAD, ...extra]), 电脑台帐: computer() }));
    expect(kinds(file)).toEqual([]);
    expect(file.records.find((record) => record.record === "handLedger")?.columns).toHaveLength(200);
  });

  it("a sheet of a million rows is read to its end", () => {
    const name = book("million.xlsx", { 手工台帐: hand(), 电脑台帐: computer() }, (made) => {
      const sheet = made.Sheets["手工台帐"];
      if (sheet === undefined) return;
      sheet["!ref"] = "A1:H1048576";
      ["新塘村", "戴春梅", idNumber("1968-01-15", 8), "1968-01-15", "初婚", "孙长河", "女扎", "1996-12-01"].forEach((value, c) => {
        sheet[`${String.fromCharCode(65 + c)}1048576`] = { t: "s", v: value };
      });
    });
    const { file } = found(name);
    expect(file.findings.map((finding) => [finding.kind, finding.cells[0]?.address])).toEqual([["missing", "B1048576"]]);
  });

  it("text that begins like a formula stays text in the result", () => {
    const spoiled = PEOPLE.map((row, i) => row.map((cell, c) => (c === 5 && i === 0 ? "=1+1" : c === 5 && i === 1 ? "@SUM(A1)" : cell)));
    book("formula-text.xlsx", { 手工台帐: hand(spoiled), 电脑台帐: computer() });
    expect(runCli(["formula-text.xlsx", "--out", "result.xlsx"], space.path).status).toBe(1);
    const read = XLSX.read(readFileSync(space.file("result.xlsx")), { cellFormula: true });
    for (const sheet of Object.values(read.Sheets)) {
      for (const [address, cell] of Object.entries(sheet) as [string, XLSX.CellObject][]) {
        if (!address.startsWith("!") && cell.f !== undefined) expect(cell.f).toMatch(/^HYPERLINK\(/);
      }
    }
  });
});
