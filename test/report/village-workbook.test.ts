/** What one village is sent holds its own findings, and nothing whatever of another village. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import { isResultWorkbook, readWorkbook } from "../../src/import/read-workbook.js";
import type { Finding, Reconciliation, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { reportContext } from "../../src/report/report.js";
import { villagesToNotify, villageWorkbook } from "../../src/report/village-workbook.js";
import { secretsOf } from "../../src/report/village-secrets.js";
import { maskIdCell } from "../../src/report/mask.js";
import { generateTownship } from "../support/township/generate.js";
import { readBack } from "./read-back.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");
const nine = profile;

interface Case {
  readonly grids: readonly SheetGrid[];
  readonly result: Reconciliation;
}

const cases = new Map<string, Case>();

beforeAll(async () => {
  const put = async (name: string, grids: readonly SheetGrid[], language: "zh" | "en" = "zh"): Promise<void> => {
    cases.set(name, { grids, result: await reconcile(grids, [], { profile: nine, language, key: "new" }) });
  };
  await put("sample", readWorkbook("township.xlsx", readFileSync("sample/township.xlsx"), { language: "zh" }).map((grid) => ({ ...grid, file: null })));
  for (const seed of [501, 502, 503, 504]) {
    const town = generateTownship({ seed, women: 700, villages: 6, noise: seed === 503 ? "awful" : "usual", errors: true, layouts: seed === 502 ? "plain" : "mixed", errorRate: 0.15 });
    await put(`seed ${seed}`, town.books as unknown as SheetGrid[], seed === 504 ? "en" : "zh");
  }
});

/** Names and ID numbers (as written and as masked) that rows of a village hold, and the words by which it and its sheets are called. */
function wordsOf({ result }: Case): { own: Set<string>; names: Set<string> }[] {
  const types = new Map(nine.fields.map((field) => [field.id, field.type]));
  const found = result.matrix.villages.map((village) => ({ own: new Set<string>(), names: new Set([village, village.replace(/(村民委员会|居民委员会|村委会|居委会|社区|村)$/, "")]) }));
  result.blocks.forEach((block, b) => {
    for (const { column, field } of block.columns) {
      block.cells.get(column)?.forEach((cell, i) => {
        const here = found[result.rowVillages[b]?.[i] ?? -1];
        const text = cell === null ? "" : typeof cell !== "object" ? String(cell) : cell.kind === "ditto" ? String(cell.value) : cell.shown;
        if (here === undefined || text.trim().length < 2) return;
        here.own.add(text.trim());
        const type = types.get((field ?? "").split("#")[0] ?? "");
        if (type === "name") here.names.add(text.trim()).add(text.replace(/\s/g, ""));
        if (type === "idNumber" && text.length >= 15) here.names.add(text.trim()).add(maskIdCell(text.trim()));
      });
    }
  });
  for (const { own, names } of found) for (const name of names) own.add(name);
  return found;
}

function textOf(bytes: Uint8Array): string {
  return readBack(bytes).everything.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
}

/** Words of `foreign` in `text` after the longer `own` words are taken out. */
function betrayed(text: string, foreign: Iterable<string>, own: ReadonlySet<string>): string[] {
  const present = [...foreign].filter((word) => word.length >= 2 && !own.has(word) && text.includes(word));
  if (present.length === 0) return [];
  const longer = [...own].filter((word) => present.some((one) => word.includes(one))).sort((a, b) => b.length - a.length);
  const rest = longer.reduce((left, word) => left.replaceAll(word, "\0"), text);
  return present.filter((word) => rest.includes(word));
}

describe.each(["sample", "seed 501", "seed 502", "seed 503", "seed 504"])("the villages of %s", (name) => {
  const the = (): Case => {
    const found = cases.get(name);
    if (found === undefined) throw new Error(`no case ${name}`);
    return found;
  };

  it("get nothing of one another", () => {
    const words = wordsOf(the());
    const { grids, result } = the();
    const sent = villagesToNotify(reportContext({ grids: [], profile: nine, result, runDate: "2004-10-08" }));
    expect(sent.length).toBeGreaterThan(3);
    const everybody = new Set(words.flatMap(({ names }) => [...names]));
    expect(everybody.size).toBeGreaterThan(500);
    for (const { village } of sent) {
      const text = textOf(writeWorkbook(villageWorkbook({ result, grids, profile: nine, runDate: "2004-10-08" }, village)));
      const own = words[result.matrix.villages.indexOf(village)];
      expect(betrayed(text, everybody, own?.own ?? new Set()), village).toEqual([]);
      expect(text, village).not.toMatch(/(?<!\d)\d{17}[\dX](?!\d)/);
      expect(text, village).toContain(village);
      const sheets = new Set(result.blocks.map((block) => block.sheet).filter((sheet) => !nine.records.some((record) => [record.name.zh, record.name.en, ...record.names].includes(sheet))));
      const theirs = new Set(result.blocks.filter((_, b) => [...(result.rowVillages[b] ?? [])].includes(result.matrix.villages.indexOf(village))).map((block) => block.sheet));
      expect([...sheets].filter((sheet) => !theirs.has(sheet) && text.includes(sheet)), village).toEqual([]);
    }
  });

  it("get every finding that they can settle, in the list; and numbers of no other village", () => {
    const { grids, result } = the();
    for (const village of result.matrix.villages) {
      const wanted = result.file.findings.filter((finding) => finding.village === village && finding.owner !== "township");
      if (wanted.length === 0) {
        expect(() => villageWorkbook({ result, grids, profile: nine, runDate: "2004-10-08" }, village)).toThrow(RangeError);
        continue;
      }
      const book = villageWorkbook({ result, grids, profile: nine, runDate: "2004-10-08" }, village);
      expect(book.sheets).toHaveLength(2);
      const back = readBack(writeWorkbook(book));
      expect(isResultWorkbook(writeWorkbook(book))).toBe(true);
      const list = back.rows(book.sheets[1]?.name ?? "").slice(1);
      expect(list.map((row) => row[0])).toEqual(wanted.map((finding) => finding.number));
      const others = result.file.findings.filter((finding) => finding.village !== village).map((finding) => finding.number);
      expect(others.filter((number) => new RegExp(`${number}(?!\\d)`).test(back.everything))).toEqual([]);
      expect(back.parts.has("xl/worksheets/sheet3.xml")).toBe(false);
      expect(back.everything).not.toContain("HYPERLINK");
      expect(back.everything).not.toContain(result.key);
    }
  });

  it("are told less only where another village is concerned", () => {
    const { grids, result } = the();
    const neutral = new Set<Finding>();
    let all = 0;
    for (const { village } of villagesToNotify(reportContext({ grids: [], profile: nine, result, runDate: "2004-10-08" }))) {
      const book = villageWorkbook({ result, grids, profile: nine, runDate: "2004-10-08" }, village);
      const sentences = new Set(book.sheets[1]?.rows.flatMap((row) => row?.map((cell) => (typeof cell === "object" && cell !== null ? cell.value : cell)) ?? []));
      for (const finding of result.file.findings.filter((one) => one.village === village && one.owner !== "township")) {
        all++;
        if (!sentences.has(finding.why)) neutral.add(finding);
      }
    }
    expect(neutral.size, [...neutral].map((finding) => `${finding.kind} ${finding.field ?? ""} ${finding.why}`).join("\n")).toBeLessThan(Math.max(3, all * 0.08));
  });
});

describe("a woman whom two villages hold", () => {
  const heads = ["姓名", "身份证号码", "出生日期", "婚姻状况", "避孕节育措施"];
  const others = (village: string, n: number): string[][] => Array.from({ length: n }, (_, i) => [`${village[0] ?? ""}氏${"甲乙丙丁戊己"[i] ?? ""}`, `4302031970010${village === "新塘村" ? 1 : 2}${i}0${i}${i}`, "1970-01-01", "初婚", "上环"]);
  const hand = (village: string, rows: string[][]): SheetGrid => ({ file: null, sheet: `手工台帐-${village}`, rows: [[`${village}育龄妇女手工台帐`], heads, ...rows], columnCount: 5, merges: [] });
  const her = ["李秀英", "430203197503041231", "1975-03-04", "初婚", "上环"];

  it("gives each village its own entry, and not where the other one is", async () => {
    const grids = [
      hand("新塘村", [...others("新塘村", 6), her]), hand("横岭村", [...others("横岭村", 6), her]),
      { file: null, sheet: "电脑台帐", rows: [["电脑台帐"], ["村", ...heads], ...others("新塘村", 6).map((row) => ["新塘村", ...row]), ...others("横岭村", 6).map((row) => ["横岭村", ...row]), ["新塘村", ...her]], columnCount: 6, merges: [] },
    ];
    const result = await reconcile(grids, [], { profile: nine, language: "zh" });
    const about = result.file.findings.filter((finding) => finding.cells.some((cell) => cell.value === "李秀英"));
    expect(about.length).toBeGreaterThan(0);
    const secrets = secretsOf(result, nine);
    expect(secrets.betrays("李秀英在横岭村", result.matrix.villages.indexOf("新塘村"), [])).toBe(true);
    expect(secrets.betrays("李秀英在新塘村", result.matrix.villages.indexOf("新塘村"), [])).toBe(false);
    for (const finding of about.filter((one) => one.village !== null && one.owner !== "township")) {
      const village = finding.village ?? "";
      const other = village === "新塘村" ? "横岭" : "新塘";
      const text = textOf(writeWorkbook(villageWorkbook({ result, grids, profile: nine, runDate: "2004-10-08" }, village)));
      expect(text).toContain(finding.number);
      expect(text).not.toContain(other);
      expect(text).toContain("李秀英");
    }
  });
});
