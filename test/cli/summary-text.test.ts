import { describe, expect, it } from "vitest";
import { hasDiscrepancies, summaryText } from "../../src/cli/summary-text.js";
import type { Finding, FindingKind, Reconciliation } from "../../src/model.js";
import type { Profile } from "../../src/profile/profile.js";

const profile = {
  records: [
    { id: "handLedger", name: { zh: "手工台帐", en: "hand ledger" } },
    { id: "suppliesReport", name: { zh: "药具报表", en: "supplies report" } },
  ],
  fields: [{ id: "birthDate", name: { zh: "出生日期", en: "birth date" } }, { id: "childName", name: { zh: "孩子姓名", en: "child's name" } }],
  checks: [{ id: "ledgers", name: { zh: "两本台帐", en: "the two ledgers" } }],
} as unknown as Profile;

function finding(number: string, kind: FindingKind, more: Partial<Finding> = {}): Finding {
  return {
    id: `f_${number}`, case: `c_${number}`, kind, check: "ledgers", field: "birthDate", village: "新塘村", number, entity: "e1", owner: "village", rank: 1,
    cells: [{ record: "handLedger", file: "book.xlsx", sheet: "手工台帐", address: "E14", value: "75.3.4", normal: "1975-03-04" }],
    suspect: "handLedger", why: "电脑台帐和孕检花名册都是另一天。", link: { certainty: 1, because: [] }, ...more,
  };
}

function result(findings: readonly Finding[], more: Partial<Reconciliation["file"]> = {}): Reconciliation {
  return {
    file: {
      version: 1, profile: "nine-records", records: [], findings, warnings: [], notRun: [], patterns: [],
      summary: { people: { comparable: 24, agree: 20, toCorrect: 3, toReview: 1 }, kinds: { mismatch: findings.length }, writtenDifferently: {}, villages: [], rates: [] },
      ...more,
    },
    language: "zh",
    period: { from: "2004-01", to: "2004-09" },
    arrivals: [{ record: "handLedger", villages: 1, expected: 2, missing: ["横岭村"], rows: 12, asOf: "2004-07-05", line: "手工台帐: 2 村到 1 村, 缺横岭村; 截止 2004-07-05" }],
    matrix: { records: ["handLedger", "suppliesReport"], villages: ["新塘村", "横岭村"], counts: [[3, -1], [0, 12]] },
    blocks: [],
    rowVillages: [],
    key: "00",
    clears: new Map(),
  };
}

const plain = { periodGiven: false, written: [], columns: 100 };

describe("summaryText", () => {
  it("says what arrived, the period and its source, the counts, and where to look", () => {
    const text = summaryText(result([finding("新塘-001", "mismatch"), finding("新塘-002", "missing", { field: null })]), profile, plain);
    expect(text).toContain("  手工台帐: 2 村到 1 村, 缺横岭村; 截止 2004-07-05\n");
    expect(text).toMatch(/核对期间 2004-01 至 2004-09 .*--period/);
    expect(text).toMatch(/可比 24 人 +一致 20 人 +需改 3 人 +待判断 1 人 +共性问题 0 个/);
    expect(text).toContain(" 1. 新塘-001  新塘村 不符 出生日期  (村里改)\n      手工台帐  book.xlsx/手工台帐!E14  “75.3.4”\n      电脑台帐和孕检花名册都是另一天。\n");
    expect(text).toContain(" 2. 新塘-002  新塘村 漏登 两本台帐");
    expect(text).toContain("没有写出文件");
    expect(text).not.toMatch(/[ \t]+$/m);
  });

  it("shows at most ten findings and says how many more", () => {
    const text = summaryText(result(Array.from({ length: 13 }, (_, n) => finding(`甲-${n + 1}`, "mismatch"))), profile, plain);
    expect(text).toContain("10. 甲-10 ");
    expect(text).not.toContain("甲-11");
    expect(text).toContain("另有 3 条");
  });

  it("shows a cell of every record before a second one of the same", () => {
    const cell = (record: string, address: string) => ({ record, file: null, sheet: "表", address, value: "x", normal: "x" });
    const cells = [...["A1", "A2", "A3", "A4", "A5"].map((address) => cell("suppliesReport", address)), cell("handLedger", "B9")];
    const text = summaryText(result([finding("甲-1", "mismatch", { cells })]), profile, plain);
    expect(text.match(/表!\w+/g)).toEqual(["表!A1", "表!A2", "表!A3", "表!B9"]);
    expect(text).toContain("另有 2 格");
  });

  it("aligns the matrix, and turns it where it is too wide", () => {
    expect(summaryText(result([]), profile, plain)).toContain("            新塘村  横岭村  合计\n  手工台帐       3    未交     3\n  药具报表       -      12    12\n");
    expect(summaryText(result([]), profile, { ...plain, columns: 30 })).toContain("          手工台帐  药具报表\n  新塘村         3         -\n  横岭村      未交        12\n  合计           3        12\n");
  });

  it("shortens warnings, says what did not run and where the results are", () => {
    const warnings = Array.from({ length: 11 }, (_, n) => ({ code: "x", file: "a.xlsx", sheet: `表${n}`, address: null, message: `“表${n}”认不出` }));
    const text = summaryText(result([], { warnings, notRun: [{ check: "ledgers", why: "没有电脑台帐" }] }), profile, {
      ...plain, written: [{ what: "workbook", path: "r.xlsx" }, { what: "findings", path: "f.json" }, { what: "weights", path: "w.json" }],
    });
    expect(text).toContain("提醒 11 条\n  a.xlsx: “表0”认不出\n");
    expect(text).toContain("另有 3 条");
    expect(text).toContain("  两本台帐: 没有电脑台帐\n");
    expect(text).toContain("结果工作簿: r.xlsx\n差异数据: f.json\n认人的权重: w.json\n");
  });

  it("speaks English throughout when asked", () => {
    const words = ["手工台帐: 2 村到 1 村, 缺横岭村; 截止 2004-07-05", "电脑台帐和孕检花名册都是另一天。", "新塘村", "新塘-001", "横岭村", "手工台帐!E14"];
    let text = summaryText({ ...result([finding("新塘-001", "mismatch")]), language: "en" }, profile, plain);
    for (const word of words) text = text.replaceAll(word, "");
    expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  it("names a child's field with its place", () => {
    expect(summaryText(result([finding("甲-1", "mismatch", { field: "childName#2" })]), profile, plain)).toContain("不符 孩子姓名2");
  });
});

describe("hasDiscrepancies", () => {
  const pattern = { village: "新塘村", check: "ledgers", field: "birthDate", findings: 12, of: 30, why: "…" };

  it("is true for anything to correct", () => {
    expect(hasDiscrepancies(result([finding("a", "review"), finding("b", "blank")]))).toBe(true);
  });

  it("is false for open questions and common patterns alone", () => {
    expect(hasDiscrepancies(result([]))).toBe(false);
    expect(hasDiscrepancies(result([finding("a", "review")]))).toBe(false);
    expect(hasDiscrepancies(result([finding("a", "mismatch")], { patterns: [pattern] }))).toBe(false);
    expect(hasDiscrepancies(result([finding("a", "mismatch"), finding("b", "mismatch", { village: "横岭村" })], { patterns: [pattern] }))).toBe(true);
  });
});
