import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strToU8 } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Progress } from "../../src/model.js";
import { InputError } from "../../src/import/input-error.js";
import { readPaths } from "../../src/host/file-host.js";
import { buildXlsx } from "./xlsx-package.js";

const BOOK = buildXlsx({ sheets: [{ name: "甲", data: `<row><c><v>1</v></c></row>` }, { name: "乙", data: `<row><c><v>2</v></c></row>` }] });
const RESULT = buildXlsx({ sheets: [{ name: "汇总", data: "" }], keywords: "ledger-reconcile-result" });
const CSV = strToU8("姓名,村\n王秀英,横岭\n");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "file-host-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(file: string, bytes: Uint8Array): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

async function fault(paths: readonly string[]): Promise<InputError> {
  const error: unknown = await readPaths(paths, { language: "zh" }).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).words.zh).not.toContain("\n");
  return error as InputError;
}

describe("files and folders", () => {
  it("names a single file by its name, and those in a folder by their way in it, in one order", async () => {
    put("镇/横岭村/手工台帐.xlsx", BOOK);
    put("镇/新塘村/手工台帐.csv", CSV);
    put("镇/电脑台帐.XLSX", BOOK);
    const whole = await readPaths([join(folder, "镇")], { language: "zh" });
    expect(whole.grids.map(({ file, sheet }) => `${file ?? ""}|${sheet}`)).toEqual([
      "新塘村/手工台帐.csv|手工台帐", "横岭村/手工台帐.xlsx|甲", "横岭村/手工台帐.xlsx|乙", "电脑台帐.XLSX|甲", "电脑台帐.XLSX|乙",
    ]);
    expect(whole.warnings).toEqual([]);
    const one = await readPaths([join(folder, "镇/横岭村/手工台帐.xlsx")], { language: "zh" });
    expect(one.grids.map(({ file }) => file)).toEqual(["手工台帐.xlsx", "手工台帐.xlsx"]);
  });

  it("reads a file once, however often and in whatever order it is named", async () => {
    const path = put("镇/a.csv", CSV);
    put("镇/b.csv", CSV);
    const there = await readPaths([join(folder, "镇"), path], { language: "zh" });
    const back = await readPaths([path, `${folder}/镇/../镇/`], { language: "zh" });
    expect(there.grids.map(({ file }) => file)).toEqual(["a.csv", "b.csv"]);
    expect(back.grids).toEqual(there.grids);
  });

  it("tells files of one name under several PATHs apart", async () => {
    put("一月/台帐.csv", CSV);
    const second = put("二月/台帐.csv", CSV);
    const { grids } = await readPaths([join(folder, "一月"), second], { language: "zh" });
    expect(grids.map(({ file }) => file).sort()).toEqual(["一月/台帐.csv", "二月/台帐.csv"]);
  });

  it("leaves hidden, lock and system files out, and says what it did not read", async () => {
    put("a.csv", CSV);
    put(".隐藏.csv", CSV);
    put(".git/x.csv", CSV);
    put("~$a.xlsx", strToU8("lock"));
    put("Thumbs.db", strToU8("x"));
    put("说明.docx", strToU8("x"));
    put("结果.xlsx", RESULT);
    symlinkSync(folder, join(folder, "环"));
    const { grids, warnings } = await readPaths([folder], { language: "zh" });
    expect(grids.map(({ file }) => file)).toEqual(["a.csv"]);
    expect(warnings.map(({ code, file }) => [code, file])).toEqual([["fileNotRead", "环"], ["fileNotRead", "说明.docx"], ["resultSkipped", "结果.xlsx"]]);
    const english = await readPaths([folder], { language: "en" });
    expect(english.warnings[1]?.message).toMatch(/^"说明\.docx" is no table file/);
  });

  it("never changes an input file", async () => {
    const path = put("a.xlsx", BOOK);
    chmodSync(path, 0o444);
    const before = statSync(path);
    await readPaths([folder], { language: "zh" });
    expect(new Uint8Array(readFileSync(path))).toEqual(BOOK);
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  it("reports progress by files", async () => {
    put("a.csv", CSV);
    put("b.csv", CSV);
    const steps: Progress[] = [];
    await readPaths([folder], { language: "zh", onProgress: (step) => steps.push(step) });
    expect(steps.map(({ stage, done, total, detail }) => [stage, done, total, detail])).toEqual([["read", 0, 2, "a.csv"], ["read", 1, 2, "b.csv"], ["read", 2, 2, ""]]);
  });
});

describe("faults", () => {
  it("a path that does not exist", async () => {
    expect(await fault([join(folder, "没有.xlsx")])).toMatchObject({ code: "noSuchPath", file: join(folder, "没有.xlsx") });
  });

  it("nothing to read", async () => {
    expect((await fault([folder])).code).toBe("nothingFound");
    put("说明.docx", strToU8("x"));
    put("结果.xlsx", RESULT);
    expect((await fault([folder])).code).toBe("nothingFound");
  });

  it("a bad file inside a folder, named by its way in it", async () => {
    put("a.csv", CSV);
    put("村/坏.xlsx", BOOK.subarray(0, 200));
    expect(await fault([folder])).toMatchObject({ code: "notAWorkbook", file: "村/坏.xlsx" });
  });

  it("all bad files in one line", async () => {
    put("1.xlsx", strToU8("no"));
    put("2.csv", strToU8('a,"b\nc'));
    put("3.csv", CSV);
    const error = await fault([folder, join(folder, "没有")]);
    expect(error.words.zh).toContain("另有 2 个");
    for (const name of ["没有", "1.xlsx", "2.csv"]) expect(error.words.zh).toContain(name);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")("a file that may not be read", async () => {
    chmodSync(put("a.csv", CSV), 0o000);
    expect(await fault([folder])).toMatchObject({ code: "unreadable", file: "a.csv" });
  });

  it("a link that leads nowhere", async () => {
    put("a.csv", CSV);
    symlinkSync(join(folder, "没有"), join(folder, "断.csv"));
    expect(await fault([folder])).toMatchObject({ code: "unreadable", file: "断.csv" });
  });

  it("none: a folder with a file's name is a folder", async () => {
    put("台帐.xlsx/a.csv", CSV);
    const { grids } = await readPaths([folder], { language: "zh" });
    expect(grids.map(({ file }) => file)).toEqual(["台帐.xlsx/a.csv"]);
  });
});
