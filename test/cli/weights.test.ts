/** --weights, and the file it wrote as settings.weights of a profile: nothing is estimated, and one more woman changes no link. */
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FindingsFile, FrozenWeights } from "../../src/model.js";
import { root, runCli, type Outcome } from "./run-cli.js";
import { changed, idNumber, women, Workspace, writeBooks } from "./township-books.js";

let space: Workspace;
const people = women();
const other = changed(changed(people, 1, { spouse: "孙国强" }), 5, { id: `${people[5]!.id.slice(0, 10)}1231998`, name: "刘丽花" });
const run = (...args: string[]): Outcome => runCli(args, space.path);
const json = (name: string): unknown => JSON.parse(readFileSync(space.file(name), "utf8"));

function profileWith(name: string, change: (weights: { columns: Record<string, unknown>[] }) => void = () => undefined): void {
  const weights = json("w.json") as { columns: Record<string, unknown>[] };
  change(weights);
  const profile = JSON.parse(readFileSync(`${root}/src/profile/nine-records.json`, "utf8")) as { settings: Record<string, unknown> };
  writeFileSync(space.file(name), JSON.stringify({ ...profile, settings: { ...profile.settings, weights } }));
}

beforeAll(() => {
  space = new Workspace();
  writeBooks(space.file("books.xlsx"), people, other);
  expect(run("books.xlsx", "--weights", "w.json", "--json", "f.json")).toMatchObject({ status: 1, stderr: "" });
});
afterAll(() => space.remove());

describe("--weights", () => {
  it("writes the weights, says so, and writes over its own file again", () => {
    const weights = json("w.json") as FrozenWeights;
    expect(weights.version).toBe(1);
    expect(weights.columns).toHaveLength(12);
    const { status, stdout } = run("books.xlsx", "--weights", "w.json");
    expect(status).toBe(1);
    expect(stdout).toContain("w.json");
    expect(json("w.json")).toEqual(weights);
    for (const { id } of people) expect(JSON.stringify(weights)).not.toContain(id);
  });

  it.each([
    ["an input", ["books.xlsx", "--weights", "books.xlsx"]],
    ["the profile that is read", ["books.xlsx", "--profile", "p.json", "--weights", "p.json"]],
    ["findings", ["books.xlsx", "--weights", "f.json"]],
    ["what --json writes", ["books.xlsx", "--json", "n.json", "--weights", "n.json"]],
  ])("never writes over %s", (_, args) => {
    profileWith("p.json");
    const before = space.contents();
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain("--weights");
    expect(space.contents()).toEqual(before);
  });
});

describe("settings.weights", () => {
  it("gives the findings again, also with a woman more in another village", () => {
    profileWith("p.json");
    const told = (): string[] => (json("g.json") as FindingsFile).findings.filter(({ village }) => village !== "天涯村").map(({ case: name, kind, link }) => `${name} ${kind} ${link.certainty}`).sort();
    expect(run("books.xlsx", "--profile", "p.json", "--json", "g.json").status).toBe(1);
    const before = told();
    expect(before.map((line) => line.split(" ")[0])).toEqual((json("f.json") as FindingsFile).findings.map((one) => one.case).sort());
    const stranger = { ...people[0]!, village: "天涯村", name: "鲜于辅", id: idNumber("1950-02-03", 88), birth: "1950-02-03", spouse: "仉璎" };
    writeBooks(space.file("more.xlsx"), [...people, stranger], other);
    expect(run("more.xlsx", "--profile", "p.json", "--json", "g.json").status).toBe(1);
    expect(told().map((line) => line.replace(/^\S+/, ""))).toEqual(before.map((line) => line.replace(/^\S+/, "")));
  });

  it("of another version are refused with the place", () => {
    profileWith("levels.json", ({ columns }) => (columns[2]!["weight"] = [0, 1]));
    profileWith("column.json", ({ columns }) => (columns[0]!["name"] = "nickname"));
    for (const [profile, path] of [["levels.json", "settings.weights.columns[2].weight"], ["column.json", "settings.weights.columns[0].name"]] as const) {
      const { status, stderr } = run("books.xlsx", "--profile", profile);
      expect(status).toBe(2);
      expect(stderr).toContain(path);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    }
  });
});
