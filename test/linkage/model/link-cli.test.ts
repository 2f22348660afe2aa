/** The command as a user runs it: exit status, one line on trouble, files as the contract says. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkSettings } from "../../../src/link/read-settings.js";
import { typeOf } from "../../../src/link/recognise-columns.js";
import { chineseLists } from "./chinese-lists.js";

const root = resolve(fileURLToPath(import.meta.url), "../../../..");
let folder = "";
const path = (name: string): string => join(folder, name);

function run(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/run.mjs"), join(root, "src/link-cli.ts"), ...words], { encoding: "utf8" });
  return { status, stdout, stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "link-"));
  const { columns } = chineseLists(8, 120, 0.2, 0.05);
  const csv = (side: "first" | "second"): string => {
    const lines = [["编号", ...columns.map(({ name }) => name)].join(",")];
    const rows = columns[0]![side]!.length;
    for (let row = 0; row < rows; row++) lines.push([`${side[0]!}${row}`, ...columns.map((column) => column[side]![row]!)].join(","));
    return `${lines.join("\n")}\n`;
  };
  writeFileSync(path("a.csv"), csv("first"));
  writeFileSync(path("b.csv"), csv("second"));
  writeFileSync(path("settings.json"), JSON.stringify({ id: "编号", oneToOne: true, columns: columns.map(({ name, type }) => ({ name, type })) }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run link", () => {
  it("two lists: pairs, clusters, explanations", () => {
    const done = run(path("a.csv"), path("b.csv"), "--settings", path("settings.json"), "--out", path("p.csv"), "--clusters", path("c.csv"), "--explain");
    expect(done).toEqual({ status: 0, stdout: "", stderr: "" });
    const lines = readFileSync(path("p.csv"), "utf8").trimEnd().split("\n");
    expect(lines[0]).toBe("id_a,id_b,probability,because,姓名,身份证号,出生日期,丈夫姓名,村,电话");
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines.slice(1)) expect(line).toMatch(/^f\d+,s\d+,0\.\d{6},[^,]+(?:,[^,]+ [+-]\d+\.\d\d){6}$/);
    const clusters = readFileSync(path("c.csv"), "utf8").trimEnd().split("\n");
    expect(clusters[0]).toBe("id,cluster");
    const cluster = new Map(clusters.slice(1).map((line) => line.split(",") as [string, string]));
    for (const line of lines.slice(1)) {
      const [a = "", b = ""] = line.split(",");
      expect(cluster.get(a)).toBe(cluster.get(b));
    }
  });

  it("weights written out and named in the settings give the same pairs; review lists what is not sure", () => {
    const settings = JSON.parse(readFileSync(path("settings.json"), "utf8")) as object;
    expect(run(path("a.csv"), path("b.csv"), "--settings", path("settings.json"), "--out", path("w1.csv"), "--weights", path("w.json"), "--review", path("r.csv")).status).toBe(0);
    writeFileSync(path("settings2.json"), JSON.stringify({ ...settings, weights: "w.json" }));
    expect(run(path("a.csv"), path("b.csv"), "--settings", path("settings2.json"), "--out", path("w2.csv"))).toEqual({ status: 0, stdout: "", stderr: "" });
    const pairs = (file: string): string[] => readFileSync(path(file), "utf8").trimEnd().split("\n").map((line) => line.split(",").slice(0, 2).join());
    expect(pairs("w2.csv")).toEqual(pairs("w1.csv"));
    expect(readFileSync(path("r.csv"), "utf8").split("\n")[0]).toBe("id_a,id_b,probability,linked,because,against");
    writeFileSync(path("settings3.json"), JSON.stringify({ ...settings, weights: "a.csv" }));
    const bad = run(path("a.csv"), path("b.csv"), "--settings", path("settings3.json"), "--out", path("x.csv"));
    expect(bad.status).toBe(2);
    expect(bad.stderr).toMatch(/权重/);
  });

  it("without settings: columns recognised, row numbers from 1", () => {
    const done = run(path("a.csv"), path("b.csv"), "--out", path("q.csv"));
    expect(done.status).toBe(0);
    const lines = readFileSync(path("q.csv"), "utf8").trimEnd().split("\n");
    expect(lines[0]).toBe("id_a,id_b,probability,because");
    expect(lines.length).toBeGreaterThan(100);
    expect(lines[1]).toMatch(/^[1-9]\d*,[1-9]\d*,/);
  });

  it.each<[string, () => string[], RegExp]>([
    ["no file", () => [path("none.csv"), "--out", path("x.csv")], /none\.csv/],
    ["no --out", () => [path("a.csv")], /--out/],
    ["unknown option", () => [path("a.csv"), "--outt", "x"], /--outt/],
    ["three lists", () => [path("a.csv"), path("b.csv"), path("a.csv"), "--out", path("x.csv")], /两份/],
    ["over an input", () => [path("a.csv"), "--out", path("a.csv")], /a\.csv/],
    ["bad settings", () => [path("a.csv"), "--settings", path("a.csv"), "--out", path("x.csv")], /JSON/],
    ["broken quote", () => { writeFileSync(path("broken.csv"), 'name,dob\n"anna,1970-01-01\n'); return [path("broken.csv"), "--out", path("x.csv")]; }, /引号/],
    ["missing column", () => { writeFileSync(path("s.json"), '{"columns":[{"name":"nobody","type":"name"}]}'); return [path("a.csv"), "--settings", path("s.json"), "--out", path("x.csv")]; }, /nobody/],
  ])("%s: status 2, one line, nothing written", (_, words, line) => {
    const done = run(...words());
    expect(done.status).toBe(2);
    expect(done.stdout).toBe("");
    expect(done.stderr).toMatch(line);
    expect(done.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(readdirSync(folder).some((name) => name.startsWith("x.csv"))).toBe(false);
  });

  it("headers only: no pairs, status 0", () => {
    writeFileSync(path("head.csv"), "name,dob\n");
    writeFileSync(path("cols.json"), '{"columns":[{"name":"name","type":"name"}]}');
    expect(run(path("head.csv"), "--settings", path("cols.json"), "--out", path("h.csv")).status).toBe(0);
    expect(readFileSync(path("h.csv"), "utf8")).toBe("id_a,id_b,probability,because\n");
  });
});

describe("settings and recognition", () => {
  it("names every problem at once", () => {
    expect(() => checkSettings({ ids: 1, oneToOne: "yes", columns: [{ name: "a", type: "person" }] }, "s.json")).toThrow(/ids.*oneToOne.*columns\[0\]\.type/);
  });
  it.each<[string, string[], string | null]>([
    ["姓名", ["李芳", "王秀英"], "name"], ["surname", ["smith"], "name"], ["身份证号码", ["430203197503041240", "430203750304124"], "idNumber"], ["dob", ["1970-01-02"], "date"],
    ["出生年月", ["1970-01", "1971-02"], "date"], ["phone", ["13912345678"], "phone"], ["postcode", ["4510"], "postcode"], ["soc_sec_id", ["123"], "code"],
    ["email", ["a@b.com"], "code"], ["title", ["A view"], "text"], ["birth_place", ["london"], "text"], ["id", ["1"], null], ["序号", ["1"], null],
    ["x", ["1970-01-02", "1970-01-03"], "date"], ["y", ["13912345678"], "phone"], ["street_number", ["12", "7"], "number"],
  ])("%s is %s", (header, values, type) => {
    expect(typeOf(header, values)).toBe(type);
  });
});
