/** The command line from outside: exit status, what is printed, what is written, what is left alone. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FindingsFile } from "../../src/model.js";
import { ended, root, runCli, startCli, type Outcome } from "./run-cli.js";
import { changed, ledgerRows, women, Workspace, writeBooks } from "./township-books.js";

const schema = JSON.parse(readFileSync(`${root}/docs/findings.schema.json`, "utf8")) as object;
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
const people = women();
const wrongDigit = `${people[3]!.id.slice(0, 16)}${(Number(people[3]!.id[16]) + 2) % 10}${people[3]!.id.slice(17)}`;

let space: Workspace;
beforeAll(() => {
  space = new Workspace();
  writeBooks(space.file("same.xlsx"), people, people);
  // A spouse, and one digit of an ID number.
  writeBooks(space.file("differ.xlsx"), people, changed(changed(people, 1, { spouse: "孙国强" }), 3, { id: wrongDigit }));
  writeFileSync(space.file("notes.csv"), "备注,说明\n一,二\n");
  writeFileSync(space.file("broken.csv"), '村名,姓名,身份证号码\n新塘村,"王秀英,430203\n');
  writeFileSync(space.file("noise.xlsx"), "this is no workbook");
  writeFileSync(space.file("report.xlsx"), readFileSync(space.file("same.xlsx")));
  mkdirSync(space.file("empty"));
});
afterAll(() => space.remove());

const run = (...args: string[]): Outcome => runCli(args, space.path);

/** Status 2, nothing on stdout, one line on stderr without a stack, and the folder as it was. */
function expectTrouble(args: string[], ...words: string[]): void {
  const before = space.contents();
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: "" });
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  for (const word of words) expect(stderr).toContain(word);
  expect(space.contents()).toEqual(before);
}

function findings(name: string): FindingsFile {
  const file = JSON.parse(readFileSync(space.file(name), "utf8")) as FindingsFile;
  expect(validate(file), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  return file;
}

/** All text of a workbook's parts. */
function workbookText(name: string): string {
  return Object.values(unzipSync(readFileSync(space.file(name)))).map((part) => strFromU8(part)).join("\n");
}

describe("a run", () => {
  it("of books that agree ends with 0 and writes nothing", () => {
    const before = space.contents();
    const { status, stdout, stderr } = run("same.xlsx");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/手工台帐[:：] *2 村/);
    expect(stdout).toMatch(/可比 24 人 +一致 24 人 +需改 0 人 +待判断 0 人 +共性问题 0 个/);
    expect(space.contents()).toEqual(before);
  });

  it("of books that differ ends with 1 and names the cells", () => {
    const { status, stdout, stderr } = run("differ.xlsx");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/differ\.xlsx\/手工台帐!H4/);
    expect(stdout).toMatch(/differ\.xlsx\/电脑台帐!H4 +“孙国强”/);
    expect(stdout).toMatch(/^ +新塘村 +横岭村 +合计$/m);
  });

  it("prints nothing with --quiet, and the status says it all", () => {
    expect(run("differ.xlsx", "--quiet")).toEqual({ status: 1, stdout: "", stderr: "" });
  });

  it("speaks English when asked", () => {
    const { status, stdout } = run("differ.xlsx", "--lang", "en");
    expect(status).toBe(1);
    expect(stdout).toMatch(/Comparable 24 .*to correct 2/);
  });

  it("says the period and where it is from", () => {
    expect(run("same.xlsx", "--period", "2004-01..2004-09").stdout).toMatch(/核对期间 2004-01 至 2004-09 \(按 --period\)/);
  });
});

describe("what is written", () => {
  beforeAll(() => {
    const inputs = space.contents();
    const { status, stdout } = run("differ.xlsx", "--out", "result.xlsx", "--json", "findings.json");
    expect(status).toBe(1);
    expect(stdout).toContain("result.xlsx");
    expect(stdout).toContain("findings.json");
    const { "result.xlsx": out, "findings.json": json, ...rest } = space.contents();
    expect(out).toBeDefined();
    expect(json).toBeDefined();
    expect(rest).toEqual(inputs); // inputs unmodified, no temporary file
  });

  it("is a findings file after the schema, the contract's keys in order", () => {
    const file = findings("findings.json");
    expect(Object.keys(file)).toEqual(["version", "profile", "records", "findings", "warnings", "notRun", "patterns", "summary"]);
    expect(file.findings.filter((one) => one.kind !== "review").map((one) => [one.kind, one.field, one.village]).sort()).toEqual([
      ["mismatch", "idNumber", "新塘村"],
      ["mismatch", "spouseName", "新塘村"],
    ]);
  });

  it("is a workbook that reads back as the previous result", () => {
    writeBooks(space.file("corrected.xlsx"), people, changed(people, 3, { id: wrongDigit }));
    const { status, stderr } = run("corrected.xlsx", "--previous", "result.xlsx", "--out", "result2.xlsx", "--json", "findings2.json");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const before = findings("findings.json").findings.find((one) => one.field === "idNumber");
    const after = findings("findings2.json").findings.find((one) => one.field === "idNumber");
    expect(after).toBeDefined();
    expect([after?.id, after?.case, after?.number]).toEqual([before?.id, before?.case, before?.number]);
    expect(workbookText("result2.xlsx")).toContain("已改");
  });

  it("masks ID numbers unless asked otherwise", () => {
    const whole = /(?<!\d)\d{17}[\dX](?!\d)/g;
    const text = readFileSync(space.file("findings.json"), "utf8") + workbookText("result.xlsx") + run("differ.xlsx").stdout;
    expect(people.filter(({ id }) => text.includes(id))).toEqual([]);
    expect(text).toContain("430203********");
    run("differ.xlsx", "--full-ids", "--json", "full.json");
    expect(readFileSync(space.file("full.json"), "utf8").match(whole)).toContain(people[3]!.id);
  });

  it("holds nothing of a skipped column", () => {
    const text = readFileSync(space.file("findings.json"), "utf8") + workbookText("result.xlsx") + run("differ.xlsx").stdout;
    expect(text).not.toContain("丙丁戊");
    expect(findings("findings.json").records[0]?.columns.find(({ header }) => header === "政策属性")).toMatchObject({ field: null });
  });

  it("may be overwritten by the next run", () => {
    expect(run("differ.xlsx", "--out", "result.xlsx", "--json", "findings.json", "--quiet").status).toBe(1);
  });

  it("is not taken for input when it lies in the folder that is read", () => {
    const folder = space.file("folder");
    mkdirSync(folder);
    writeBooks(`${folder}/books.xlsx`, people, changed(people, 1, { spouse: "孙国强" }));
    const first = runCli([".", "--out", "out.xlsx", "--json", "a.json"], folder);
    const second = runCli([".", "--out", "out.xlsx", "--json", "b.json"], folder);
    expect([first.status, second.status]).toEqual([1, 1]);
    const parts = (name: string) => (JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as FindingsFile).records.map(({ file, sheet, rows }) => ({ file, sheet, rows }));
    expect(parts("b.json")).toEqual(parts("a.json"));
  });
});

describe("trouble", () => {
  it.each([
    [["--wrong"], "--wrong"],
    [["same.xlsx", "--period", "2004-13..2004-14"], "--period"],
    [["same.xlsx", "--period", "2004-09..2004-01"], "--period"],
    [["same.xlsx", "--lang", "fr"], "--lang"],
    [["same.xlsx", "--out"], "--out"],
    [["gone.xlsx"], "gone.xlsx"],
    [["noise.xlsx", "--out", "new.xlsx", "--json", "new.json"], "noise.xlsx"],
    [["broken.csv", "--json", "new.json"], "broken.csv"],
    [["empty"], "empty"],
    [["notes.csv", "--out", "new.xlsx"], "notes.csv"],
    [["same.xlsx", "--profile", "gone.json"], "gone.json"],
    [["same.xlsx", "--profile", "notes.csv"], "notes.csv"],
    [["same.xlsx", "--previous", "gone.xlsx"], "gone.xlsx"],
    [["same.xlsx", "--previous", "differ.xlsx"], "--previous"],
    [["same.xlsx", "--previous", "notes.csv"], "--previous"],
    [["same.xlsx", "--out", "same.xlsx"], "same.xlsx"],
    [["same.xlsx", "--json", "same.xlsx"], "same.xlsx"],
    [["same.xlsx", "--out", "report.xlsx"], "report.xlsx"],
    [["same.xlsx", "--json", "notes.csv"], "notes.csv"],
    [["same.xlsx", "--out", "nowhere/new.xlsx"], "nowhere"],
    [["same.xlsx", "--out", "new.csv"], "new.csv"],
    [["same.xlsx", "--out", "new.xlsx", "--json", "./new.xlsx"], "--json"],
  ])("%j: status 2, one line, nothing written", (args, word) => {
    expectTrouble(args, word);
  });

  it("says all problems of a profile at once, each with its path", () => {
    const profile = JSON.parse(readFileSync(`${root}/src/profile/nine-records.json`, "utf8")) as Record<string, unknown>;
    writeFileSync(space.file("bad.json"), JSON.stringify({ ...profile, version: "one", skip: 7, colour: "red" }));
    const { status, stdout, stderr } = run("same.xlsx", "--profile", "bad.json");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/^错误：方案“bad\.json”有 3 处问题：/);
    for (const path of ["version", "skip", "colour"]) expect(stderr).toContain(path);
  });

  it("speaks English when asked", () => {
    expectTrouble(["gone.xlsx", "--lang", "en"], "error: ", "does not exist");
  });
});

describe("interruptions", () => {
  it("a closed pipe is no trouble", async () => {
    const child = startCli(["differ.xlsx"], space.path);
    child.stdout?.destroy();
    expect(await ended(child)).toEqual({ status: 1, stderr: "" });
  });
});

describe("order", () => {
  it("of rows does not change the findings", () => {
    writeBooks(space.file("turned.xlsx"), [...people].reverse(), changed(people, 1, { spouse: "孙国强" }));
    writeBooks(space.file("straight.xlsx"), people, changed(people, 1, { spouse: "孙国强" }));
    run("turned.xlsx", "--json", "turned.json");
    run("straight.xlsx", "--json", "straight.json");
    const ids = (name: string) => findings(name).findings.map((one) => [one.id, one.case]).sort();
    expect(ids("turned.json")).toEqual(ids("straight.json"));
    expect(ids("turned.json")).not.toEqual([]);
  });
});

describe("CSV", () => {
  it("is read as a workbook is", () => {
    const csv = (rows: string[][]) => `\uFEFF${rows.map((row) => row.join(",")).join("\r\n")}\r\n`;
    mkdirSync(space.file("csv"));
    writeFileSync(space.file("csv/手工台帐.csv"), csv(ledgerRows("手工台帐", people)));
    writeFileSync(space.file("csv/电脑台帐.csv"), csv(ledgerRows("电脑台帐", changed(people, 1, { spouse: "孙国强" }))));
    expect(run("csv", "--json", "csv.json").status).toBe(1);
    expect(findings("csv.json").findings.filter((one) => one.kind !== "review").map((one) => [one.kind, one.field])).toEqual([["mismatch", "spouseName"]]);
  });
});
