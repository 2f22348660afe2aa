/** The first thing anybody runs: the bundled sample, from any folder. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { root, runCli } from "./run-cli.js";
import { Workspace } from "./township-books.js";

const sample = join(root, "sample/township.xlsx");
let space: Workspace;
beforeEach(() => (space = new Workspace()));
afterEach(() => space.remove());

it("is under 2 MB", () => {
  expect(statSync(sample).size).toBeLessThan(2_000_000);
});

it("is reconciled without any argument, ends with 0 although there is much to correct, and leaves the sample alone", () => {
  const before = readFileSync(sample);
  const first = runCli([], space.path);
  expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: "" });
  expect(first.stdout).toContain(`结果工作簿: ${join("results", "核对结果.xlsx")}`);
  expect(Number(/需改 (\d+) 人/.exec(first.stdout)?.[1])).toBeGreaterThan(10);
  for (const record of ["手工台帐", "村级报告单", "工作手册", "电脑台帐", "信息反馈单", "孕检花名册", "药具台帐", "药具报表", "流动人口花名册"]) {
    expect(first.stdout).toMatch(new RegExp(`^ +${record}[:：].*村`, "m"));
  }
  expect(first.stdout).toMatch(/^10\. /m);
  expect(Object.keys(space.contents())).toEqual(["核对结果.xlsx"]);
  // Once more over its own result, and with the same text.
  expect(runCli([], space.path)).toEqual(first);
  expect(readFileSync(sample).equals(before)).toBe(true);
});

it("is also 0 when named, and writes nothing then", () => {
  const { status } = runCli([sample], space.path);
  expect(status).toBe(0);
  expect(space.contents()).toEqual({});
});

it("does not overwrite a stranger's file that has the result's name", () => {
  mkdirSync(space.file("results"));
  writeFileSync(space.file("results/核对结果.xlsx"), "mine");
  const { status, stderr } = runCli([], space.path);
  expect(status).toBe(2);
  expect(stderr).toContain("核对结果.xlsx");
  expect(readFileSync(space.file("results/核对结果.xlsx"), "utf8")).toBe("mine");
});
