import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { findingsJson } from "../../src/cli/findings-json.js";
import type { Finding, FindingsFile } from "../../src/model.js";
import { root } from "./run-cli.js";

const schema = JSON.parse(readFileSync(join(root, "docs/findings.schema.json"), "utf8")) as object;
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(schema);

const finding: Finding = {
  link: { because: ["身份证号相同(15位升18位)"], certainty: 0.998 },
  why: "一句话", suspect: null, absentFrom: "electronicLedger", rank: 1, owner: "township", entity: "e17", number: "新塘-017", village: "新塘村",
  cells: [{ normal: "王秀英", value: "王秀英", address: "C14", sheet: "手工台帐", file: "book.xlsx", record: "handLedger" }],
  field: null, check: "ledgers", kind: "missing", case: "c_1", id: "f_1",
};

const file: FindingsFile = {
  summary: {
    rates: [{ value: 0.961, definition: "…", name: "个案一致率", id: "caseAgreement" }],
    villages: [{ review: 2, findings: 11, comparable: 240, village: "新塘村" }],
    writtenDifferently: { idNumber: 310 }, kinds: { missing: 1 }, people: { toReview: 22, toCorrect: 94, agree: 2871, comparable: 2987 },
  },
  patterns: [{ why: "…", of: 120, findings: 41, field: "methodDate", check: "ledgers", village: "横岭村" }],
  notRun: [{ why: "没有报告单", check: "unreported" }],
  warnings: [{ message: "…", address: null, sheet: "备注", file: "book.xlsx", code: "sheetNotRecognised" }],
  findings: [finding, { ...finding, kind: "mismatch", field: "birthDate" }],
  records: [{
    columns: [{ why: "header", field: "idNumber", header: "身份证号码", column: "D" }],
    rows: 812, firstRow: 5, headerRows: [3, 4], asOf: "2004-07-05", village: null, sheet: "手工台帐", file: "book.xlsx", record: "handLedger",
  }],
  profile: "nine-records", version: 1,
};

/** Keys of every object on the first path through a value. */
function keys(text: string, path: readonly (string | number)[]): string[] {
  let value = JSON.parse(text) as unknown;
  for (const step of path) value = (value as Record<string | number, unknown>)[step];
  return Object.keys(value as object);
}

describe("findingsJson", () => {
  const text = findingsJson(file);

  it("keeps the contract's key order whatever order it was given", () => {
    expect(keys(text, [])).toEqual(["version", "profile", "records", "findings", "warnings", "notRun", "patterns", "summary"]);
    expect(keys(text, ["findings", 0])).toEqual([
      "id", "case", "kind", "check", "field", "village", "number", "entity", "owner", "rank", "cells", "absentFrom", "suspect", "why", "link",
    ]);
    expect(keys(text, ["findings", 0, "cells", 0])).toEqual(["record", "file", "sheet", "address", "value", "normal"]);
    expect(keys(text, ["records", 0])).toEqual(["record", "file", "sheet", "village", "asOf", "headerRows", "firstRow", "rows", "columns"]);
    expect(keys(text, ["summary"])).toEqual(["people", "kinds", "writtenDifferently", "villages", "rates"]);
  });

  it("loses nothing but absentFrom where it does not belong", () => {
    const { absentFrom: _, ...mismatch } = file.findings[1] as Finding;
    expect(JSON.parse(text)).toEqual({ ...file, findings: [file.findings[0], mismatch] });
  });

  it("fits the published schema", () => {
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each<[string, (copy: Record<string, never>) => void]>([
    ["a missing without absentFrom", (copy) => delete copy["findings"]![0]!["absentFrom"]],
    ["a mismatch with absentFrom", (copy) => (copy["findings"]![1]!["absentFrom"] = "handLedger" as never)],
    ["an unknown kind", (copy) => (copy["findings"]![0]!["kind"] = "wrong" as never)],
    ["a 0-based row", (copy) => (copy["records"]![0]!["firstRow"] = 0 as never)],
    ["an address that is none", (copy) => (copy["findings"]![0]!["cells"]![0]!["address"] = "14C" as never)],
    ["a further key", (copy) => (copy["extra"] = 1 as never)],
  ])("the schema refuses %s", (_, spoil) => {
    const copy = JSON.parse(text) as Record<string, never>;
    spoil(copy);
    expect(validate(copy)).toBe(false);
  });
});
