import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkTarget, OutputWriter } from "../../src/cli/targets.js";
import { Trouble } from "../../src/cli/trouble.js";
import { Workspace } from "./township-books.js";

let space: Workspace;
beforeEach(() => (space = new Workspace()));
afterEach(() => space.remove());

function refusal(...[option, shown, inputs = []]: [option: "--out" | "--json" | "--weights", shown: string, inputs?: string[]]): string {
  try {
    checkTarget(option, shown, inputs, false);
  } catch (fault) {
    if (fault instanceof Trouble) return fault.sentence.en;
    throw fault;
  }
  throw new Error("not refused");
}

describe("checkTarget", () => {
  it("lets a new file pass, and an empty one", () => {
    writeFileSync(space.file("empty.json"), "");
    expect(checkTarget("--out", space.file("new.xlsx"), [], false)).toMatchObject({ exists: false });
    expect(checkTarget("--json", space.file("empty.json"), [], false)).toMatchObject({ exists: false });
  });

  it("refuses what is read, also under another name", () => {
    writeFileSync(space.file("book.xlsx"), "x");
    symlinkSync(space.file("book.xlsx"), space.file("link.xlsx"));
    expect(refusal("--out", space.file("book.xlsx"), [space.file("book.xlsx")])).toContain("is read by this run");
    expect(refusal("--out", space.file("link.xlsx"), [space.file("book.xlsx")])).toContain("is read by this run");
    expect(refusal("--out", join(space.path, "sub", "..", "book.xlsx"), [space.file("book.xlsx")])).toContain("is read by this run");
  });

  it("refuses a missing folder, a folder, a wrong ending", () => {
    mkdirSync(space.file("folder.xlsx"));
    writeFileSync(space.file("file"), "x");
    expect(refusal("--out", space.file("none/r.xlsx"))).toContain("there is no folder");
    expect(refusal("--out", space.file("file/r.xlsx"))).toContain("is not a folder");
    expect(refusal("--out", space.file("folder.xlsx"))).toContain("is a folder");
    expect(refusal("--out", space.file("r.csv"))).toContain(".xlsx");
  });

  it("overwrites an earlier findings file and nothing else", () => {
    writeFileSync(space.file("ours.json"), `{\n  "version": 1,\n  "profile": "nine-records",\n  "records": []}`);
    writeFileSync(space.file("profile.json"), `{"id": "nine-records", "version": 1}`);
    expect(checkTarget("--json", space.file("ours.json"), [], false)).toMatchObject({ exists: true });
    expect(refusal("--json", space.file("profile.json"))).toContain("no result of this tool");
  });

  it("overwrites earlier weights and nothing else, not even findings", () => {
    writeFileSync(space.file("ours.json"), `{\n "version": 1,\n "prior": -9.5,\n "columns": []}`);
    writeFileSync(space.file("findings.json"), `{\n  "version": 1,\n  "profile": "nine-records"}`);
    expect(checkTarget("--weights", space.file("ours.json"), [], false)).toMatchObject({ exists: true });
    expect(refusal("--weights", space.file("findings.json"))).toContain("no result of this tool");
    expect(refusal("--json", space.file("ours.json"))).toContain("no result of this tool");
    expect(refusal("--weights", space.file("ours.json"), [space.file("ours.json")])).toContain("is read by this run");
  });

  it.each(["~$r.xlsx", ".~lock.r.xlsx#"])("refuses a workbook that is open (%s)", (lock) => {
    writeFileSync(space.file("r.xlsx"), "x");
    writeFileSync(space.file(lock), "");
    expect(refusal("--out", space.file("r.xlsx"))).toContain("open in another program");
  });
});

describe("OutputWriter", () => {
  it("writes all outputs", async () => {
    const out = checkTarget("--out", space.file("made/r.xlsx"), [], true);
    const json = checkTarget("--json", space.file("f.json"), [], false);
    await new OutputWriter().write([{ target: out, content: new Uint8Array([1, 2]) }, { target: json, content: "{}\n" }], () => false);
    expect([...readFileSync(out.path)]).toEqual([1, 2]);
    expect(readFileSync(json.path, "utf8")).toBe("{}\n");
    expect(readdirSync(space.path).sort()).toEqual(["f.json", "made"]);
  });

  it("leaves nothing behind when interrupted", async () => {
    const out = checkTarget("--out", space.file("made/r.xlsx"), [], true);
    const json = checkTarget("--json", space.file("f.json"), [], false);
    await new OutputWriter().write([{ target: out, content: "a" }, { target: json, content: "b" }], () => true);
    expect(readdirSync(space.path)).toEqual([]);
  });

  it("leaves nothing behind, the first output too, when the second cannot be written", async () => {
    const out = checkTarget("--out", space.file("r.xlsx"), [], false);
    const json = checkTarget("--json", space.file("gone/f.json"), [], true);
    writeFileSync(space.file("gone"), "now a file");
    await expect(new OutputWriter().write([{ target: out, content: "a" }, { target: json, content: "b" }], () => false)).rejects.toThrow(Trouble);
    expect(readdirSync(space.path)).toEqual(["gone"]);
  });
});
