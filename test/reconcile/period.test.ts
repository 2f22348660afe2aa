/** --period: what only rows outside it say is not reported; what lies inside is, and the ledgers are compared all the same. */
import { describe, expect, it } from "vitest";
import type { MonthNumber, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { idNumber } from "../support/id-number.js";

const WOMEN = ["安玉兰", "白秀英", "蔡小红", "戴春梅"].map((name, i) => [name, idNumber(`197${i}-03-04`, 2 * i + 2), `赵${"一二三四"[i] ?? ""}`] as const);

function sheet(name: string, rows: (string | null)[][]): SheetGrid {
  return { file: `${name}.xlsx`, sheet: name, rows: [[name], ...rows], columnCount: rows[0]?.length ?? 0, merges: [] };
}

const ledger = (name: string): SheetGrid => sheet(name, [["村名", "姓名", "身份证号", "丈夫姓名", "婚姻状况", "避孕措施"], ...WOMEN.map(([who, id, husband]) => ["新塘村", who, id, husband, "初婚", "未避孕"])]);
const EVENTS = [["2004-02", "2004-02-10"], ["2004-05", "2004-05-11"], ["2004-08", "2004-08-12"]] as const;
const slips = sheet("村级报告单", [["村名", "月份", "姓名", "身份证号", "变动类型", "发生日期"], ...EVENTS.map(([month, day], i) => ["新塘村", month, WOMEN[i]?.[0] ?? "", WOMEN[i]?.[1] ?? "", "人工流产", day])]);
const handbook = sheet("工作手册", [["村名", "月份", "姓名", "丈夫姓名", "变动类型", "发生日期"], ["新塘村", "2004-06", WOMEN[3]?.[0] ?? "", WOMEN[3]?.[2] ?? "", "人工流产", "2004-06-13"]]);
const month = (text: string): MonthNumber => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;

async function found(period?: readonly [string, string]): Promise<string[]> {
  const profile = builtInProfiles.get("nine-records");
  if (profile === undefined) throw new Error("the nine-records profile is built in");
  const options = { profile, language: "zh" as const, ...(period === undefined ? {} : { period: { from: month(period[0]), to: month(period[1]) } }) };
  const { file } = await reconcile([ledger("手工台帐"), ledger("电脑台帐"), slips, handbook], [], options);
  return file.findings.map((finding) => `${finding.absentFrom ?? finding.kind} ${finding.cells[0]?.value ?? ""}`).sort();
}

describe("the user's period", () => {
  it("reports everything without one", async () => {
    expect(await found()).toEqual(["reportSlips 戴春梅", "workHandbook 安玉兰", "workHandbook 白秀英", "workHandbook 蔡小红"]);
  });
  it("leaves out what lies outside", async () => {
    expect(await found(["2004-04", "2004-05"])).toEqual(["workHandbook 白秀英"]);
    expect(await found(["2004-06", "2004-08"])).toEqual(["reportSlips 戴春梅", "workHandbook 蔡小红"]);
  });
});
