/** Another register needs a profile and no code: a village's roster of residents against the household register. */
import { describe, expect, it } from "vitest";
import type { SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { idNumber } from "../support/id-number.js";

function sheet(name: string, rows: readonly (readonly string[])[]): SheetGrid {
  return { file: `${name}.csv`, sheet: name, rows, columnCount: rows[0]?.length ?? 0, merges: [] };
}

const ROSTER = [
  ["序号", "姓名", "性别", "身份证号", "出生日期", "村名"],
  ["1", "张伟明", "男", idNumber("1975-03-04", 33), "1975-03-04", "新塘村"],
  ["2", "李秀英", "女", idNumber("1980-01-02", 22), "1980.1.2", "新塘村"],
  ["3", "王强", "男", idNumber("1990-05-06", 31), "1990-05-06", "新塘村"],
  ["4", "赵六", "男", idNumber("1960-05-06", 51), "1960-05-06", "新塘村"],
];
const REGISTER = [
  ["姓名", "性别", "公民身份号码", "出生日期", "村名"],
  ["张伟民", "男", idNumber("1975-03-04", 33), "19750304", "新塘村"],
  ["李秀英", "女", idNumber("1980-01-02", 22), "19800102", "新塘村"],
  ["王强", "男", idNumber("1990-05-06", 31), "19900508", "新塘村"],
];

describe("the residents' profile", () => {
  it("finds a name, a birth date and a missing person, and nothing else", async () => {
    const profile = builtInProfiles.get("residents");
    if (profile === undefined) throw new Error("the residents profile is built in");
    const { file } = await reconcile([sheet("村居民花名册", ROSTER), sheet("派出所户籍名单", REGISTER)], [], { profile, language: "zh" });
    expect(file.findings.map((finding) => `${finding.kind} ${finding.field ?? finding.absentFrom ?? ""}`).sort()).toEqual(["mismatch birthDate", "mismatch name", "missing householdRegister"]);
    expect(file.findings.find((finding) => finding.field === "birthDate")?.suspect).toBe("householdRegister");
    expect(file.summary.writtenDifferently["birthDate"]).toBeGreaterThan(0);
  });
});
