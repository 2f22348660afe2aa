/** The survey: what has arrived, said before anything is compared, with the same choices as a run. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { SheetGrid, TableOverride } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { NothingRecognised, reconcile } from "../../src/reconcile.js";
import { survey } from "../../src/survey.js";
import { generateTownship } from "../support/township/generate.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

const book = (sheet: string, rows: SheetGrid["rows"], more: Partial<SheetGrid> = {}): SheetGrid => ({ file: null, sheet, rows, columnCount: Math.max(...rows.map((row) => row.length)), merges: [], ...more });
const HEADS = ["村名", "姓名", "身份证号码", "出生日期", "婚姻状况", "避孕节育措施", "政策属性", "审批意见"];
const person = (village: string, name: string, id: string, extra = "同意"): SheetGrid["rows"][number] => [village, name, id, "1975-03-04", "初婚", "上环", "计划外", extra];
const hand = (): SheetGrid => book("手工台帐", [["荷花镇育龄妇女手工台帐"], HEADS, person("新塘村", "李秀英", "430203197503041234"), person("横岭村", "王桂兰", "430203750304123", "430203197503047777")]);

describe("the survey of the sample", () => {
  let grids: SheetGrid[];
  beforeAll(() => {
    grids = readWorkbook("township.xlsx", readFileSync("sample/township.xlsx"), { language: "zh" }).map((grid) => ({ ...grid, file: null }));
  });

  it("says of records, dates and villages what the run says", async () => {
    const run = await reconcile(grids, [], { profile, language: "zh" });
    const said = survey(grids, [], profile, { language: "zh" });
    expect(said.records.map((record) => record.arrival)).toEqual(run.arrivals);
    expect(said.period).toEqual(run.period);
    expect(said.villages).toEqual(run.matrix.villages);
    const described = said.sheets.flatMap((sheet) => sheet.tables.map((table) => ({ sheet: sheet.sheet, record: table.record, rows: table.rows, asOf: table.asOf })));
    const recorded = run.file.records.map(({ sheet, record, rows, asOf }) => ({ sheet, record, rows, asOf }));
    expect(new Set(described.map((one) => JSON.stringify(one)))).toEqual(new Set(recorded.map((one) => JSON.stringify(one))));
    expect(run.file.warnings).toEqual(expect.arrayContaining([...said.warnings]));
  });

  it("shows no ID number and nothing of a skipped column", () => {
    const said = JSON.stringify(survey(grids, [], profile, { language: "zh" }));
    expect(said).not.toMatch(/\d{17}[\dX]/);
    expect(said).toMatch(/430203\*{8}\d{3}[\dX]/);
    for (const seed of [31, 32]) {
      const town = generateTownship({ seed, women: 300, villages: 4, noise: "usual", errors: true, layouts: "mixed", errorRate: 0.05 });
      expect(JSON.stringify(town.books)).toContain(town.truth.skipMarker);
      expect(JSON.stringify(survey(town.books as unknown as SheetGrid[], [], profile, { language: "zh" }))).not.toContain(town.truth.skipMarker);
    }
  });
});

describe("a sheet described", () => {
  it("has its columns with letters, fields, reasons and masked examples; head and rows", () => {
    const [sheet] = survey([hand()], [], profile, { language: "zh" }).sheets;
    expect(sheet).toMatchObject({ sheet: "手工台帐", state: "read", rows: 4, hidden: false, override: null });
    const columns = sheet?.tables[0]?.columns ?? [];
    expect(columns.map(({ letters, fieldName, state }) => `${letters} ${fieldName} ${state}`)).toEqual([
      "A 村别 mapped", "B 姓名 mapped", "C 身份证号 mapped", "D 出生日期 mapped", "E 婚姻状况 mapped", "F 避孕节育措施 mapped", "G  skipped", "H  unmapped",
    ]);
    expect(columns.map((column) => column.field)).toEqual(["village", "name", "idNumber", "birthDate", "maritalStatus", "method", null, null]);
    expect(columns[1]?.examples).toEqual(["李秀英", "王桂兰"]);
    expect(columns[2]?.examples).toEqual(["430203********1234", "430203*****4123"]);
    expect(columns[6]?.examples).toEqual([]);
    expect(columns[7]?.examples).toEqual(["同意", "430203********7777"]);
    expect(sheet?.tables[0]?.villages).toEqual(["新塘村", "横岭村"].sort());
    expect(sheet?.head[2]).toEqual(["新塘村", "李秀英", "430203********1234", "1975-03-04", "初婚", "上环", "", "同意"]);
  });

  it("that was not recognised shows its beginning, skipped columns left out", () => {
    const odd = book("其他", [["某某"], ["说法", "处罚情况", "号"], ["甲", "罚款", 430203197503041]]);
    const [sheet] = survey([odd], [], profile, { language: "zh" }).sheets;
    expect(sheet?.state).not.toBe("read");
    expect(sheet?.head).toEqual([["某某"], ["说法", "处罚情况", "号"], ["甲", "", "430203*****3041"]]);
  });

  it("of nothing at all is a survey of nothing", () => {
    expect(survey([], [], profile, { language: "zh" })).toMatchObject({ sheets: [], warnings: [], period: null, villages: [] });
  });
});

describe("what the user says", () => {
  const electronic = (): SheetGrid => book("Sheet2", [["村", "姓名", "证", "出生日期", "婚姻状况", "避孕节育措施"], ...[["新塘村", "李秀英", "430203197503041234"], ["横岭村", "王桂兰", "430203750304123"]].map((row) => [...row, "1975-03-04", "初婚", "上环"])]);

  it("of a sheet's record and columns holds in the survey and in the run", async () => {
    const overrides: TableOverride[] = [{ file: null, sheet: "Sheet2", record: "electronicLedger", columns: { 2: "idNumber" } }];
    const said = survey([hand(), electronic()], [], profile, { language: "zh", overrides });
    const [table] = said.sheets[1]?.tables ?? [];
    expect(said.sheets[1]?.override).toEqual(overrides[0]);
    expect(table?.record).toBe("electronicLedger");
    expect(table?.columns[2]).toMatchObject({ field: "idNumber", why: "user", examples: ["430203********1234", "430203*****4123"] });
    const run = await reconcile([hand(), electronic()], [], { profile, language: "zh", overrides });
    expect(run.file.records.map((record) => record.record).sort()).toEqual(["electronicLedger", "handLedger"]);
    const left = await reconcile([hand(), electronic()], [], { profile, language: "zh", overrides: [{ file: null, sheet: "Sheet2", record: null }] });
    expect(left.file.records.map((record) => record.record)).toEqual(["handLedger"]);
  });

  it("of a date is shown as the user's and used", async () => {
    const dates = [{ record: "handLedger", village: null, asOf: "2004-07-05" }, { record: "handLedger", village: "新塘", asOf: "2004-08-01" }, { record: "handLedger", village: "不存在村", asOf: "2001-01-01" }, { record: "handLedger", village: null, asOf: "bald" }];
    const parts = survey([hand()], [], profile, { language: "zh", dates }).records.find((record) => record.record === "handLedger")?.parts;
    expect(parts?.map(({ village, asOf, from }) => [village, asOf, from]).sort()).toEqual([["新塘村", "2004-08-01", "user"], ["横岭村", "2004-07-05", "user"]].sort());
    const run = await reconcile([hand()], [], { profile, language: "zh", dates });
    expect(run.arrivals.find((arrival) => arrival.record === "handLedger")?.line).toContain("截止 2004-07-05 至 2004-08-01");
    expect(run.file.records[0]?.asOf).toBe("2004-08-01");
  });

  it("cannot make a skipped column be read", () => {
    const said = survey([hand()], [], profile, { language: "zh", overrides: [{ file: null, sheet: "手工台帐", columns: { 6: "remark" } }] });
    expect(said.sheets[0]?.tables[0]?.columns[6]).toMatchObject({ field: null, state: "skipped", examples: [] });
    expect(JSON.stringify(said)).not.toContain("计划外");
  });

  it("of a sheet that is gone, of unknown fields or rows is left out with a warning", () => {
    const overrides: TableOverride[] = [
      { file: null, sheet: "没有了", record: "handLedger" },
      { file: null, sheet: "手工台帐", record: "unheard", headerRows: [900, 901], columns: { 1: "unheard" } },
    ];
    const plain = survey([hand()], [], profile, { language: "zh" });
    const said = survey([hand()], [], profile, { language: "zh", overrides });
    expect(said.warnings.filter((warning) => warning.code === "choiceIgnored").map((warning) => warning.sheet)).toEqual(["没有了", "手工台帐"]);
    expect(said.sheets[0]?.tables).toEqual(plain.sheets[0]?.tables);
  });

  it("whatever it is, breaks nothing", async () => {
    const fields = [null, "name", "idNumber", "childName", "village", "remark", "unheard"];
    const override = fc.record({
      file: fc.constant(null), sheet: fc.constantFrom("手工台帐", "Sheet2"),
      record: fc.constantFrom("handLedger", "electronicLedger", "suppliesReport", "reportSlips", null),
      headerRows: fc.tuple(fc.integer({ min: -1, max: 5 }), fc.integer({ min: -1, max: 5 })),
      columns: fc.dictionary(fc.constantFrom("0", "1", "2", "5", "40"), fc.constantFrom(...fields)),
    }, { requiredKeys: ["file", "sheet"] });
    await fc.assert(fc.asyncProperty(fc.array(override, { maxLength: 3 }), async (overrides) => {
      const said = survey([hand(), electronic()], [], profile, { language: "zh", overrides });
      expect(said.sheets).toHaveLength(2);
      const read = said.sheets.some((sheet) => sheet.tables.length > 0);
      const run = reconcile([hand(), electronic()], [], { profile, language: "zh", overrides });
      if (read) await run;
      else await expect(run).rejects.toBeInstanceOf(NothingRecognised);
    }), { numRuns: 150 });
  });
});
