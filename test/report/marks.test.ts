/** Marks: exactly the cells in doubt, and keys that find their row, and no other, wherever sorting puts it. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { CellValue, ColumnMarks, Reconciliation, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { inDoubt } from "../../src/report/doubt.js";
import { addressOf } from "../../src/report/layout.js";
import { columnMarks } from "../../src/report/marks.js";
import { phrases } from "../../src/report/phrases.js";
import { keyText, rowKeys } from "../../src/report/row-keys.js";
import { generateTownship } from "../support/township/generate.js";
import { random } from "./sample.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

interface Case {
  readonly grids: readonly SheetGrid[];
  readonly result: Reconciliation;
  readonly marks: readonly ColumnMarks[];
  readonly skipMarker: string;
}

async function caseOf(grids: readonly SheetGrid[], skipMarker = "\0"): Promise<Case> {
  if (profile === undefined) throw new Error("no profile");
  const result = await reconcile(grids, [], { profile, language: "zh" });
  return { grids, result, marks: columnMarks(result, profile, grids), skipMarker };
}

const keyOf = (row: readonly CellValue[], one: ColumnMarks): string =>
  `${one.keyColumns.map((column) => keyText(row[column])).join("|").slice(0, 100)}|${keyText(row[one.column]).slice(0, 100)}`;

/** Sheet rows, keyed as a host keys them, that a mark would fall on. */
function hits(one: ColumnMarks, rows: readonly (readonly CellValue[])[], keys: ReadonlySet<string>): (readonly CellValue[])[] {
  return rows.slice(one.rows[0], one.rows[1] + 1).filter((row) => keys.has(keyOf(row, one)));
}

const cases = new Map<string, Case>();

beforeAll(async () => {
  const sample = readWorkbook("township.xlsx", readFileSync("sample/township.xlsx"), { language: "zh" }).map((grid) => ({ ...grid, file: null }));
  cases.set("sample", await caseOf(sample));
  for (const seed of [401, 402, 403]) {
    const town = generateTownship({ seed, women: 500, villages: 5, noise: seed === 403 ? "awful" : "usual", errors: true, layouts: seed === 402 ? "plain" : "mixed", errorRate: 0.1 });
    // Sheets of one name come from several files here; in one workbook every sheet has a name of its own.
    cases.set(`seed ${seed}`, await caseOf((town.books as unknown as SheetGrid[]).map((grid, i) => ({ ...grid, file: null, sheet: `${grid.sheet} ${i}` })), town.truth.skipMarker));
  }
});

describe.each(["sample", "seed 401", "seed 402", "seed 403"])("marks of %s", (name) => {
  const the = (): Case => {
    const found = cases.get(name);
    if (found === undefined) throw new Error(`no case ${name}`);
    return found;
  };

  it("are the cells in doubt, each once, as grave as the gravest finding", () => {
    const { result, marks } = the();
    if (profile === undefined) throw new Error("no profile");
    const { severity } = phrases(profile, "zh");
    const gravity = { high: 3, middle: 2, low: 1 };
    const wanted = new Map<string, "high" | "middle" | "low">();
    for (const finding of result.file.findings) {
      finding.cells.forEach((cell, i) => {
        const key = `${cell.sheet}!${cell.address}`;
        const level = severity(finding);
        if (inDoubt(finding, i) && gravity[level] > (gravity[wanted.get(key) ?? "low"] - (wanted.has(key) ? 0 : 1))) wanted.set(key, level);
      });
    }
    const made = marks.flatMap((one) => one.marks.map(({ row, level }) => [`${one.sheet}!${addressOf(row, one.column)}`, level] as const));
    expect(made.length).toBeGreaterThan(30);
    expect(new Map(made)).toEqual(wanted);
    expect(made).toHaveLength(wanted.size);
    for (const one of marks) for (const { row } of one.marks) expect(row >= one.rows[0] && row <= one.rows[1]).toBe(true);
  });

  it("tell their rows from all others: fewer than 1 in 100 cannot", () => {
    const { grids, marks } = the();
    let cells = 0;
    let unsure = 0;
    for (const one of marks) {
      const rows = grids.find((grid) => grid.sheet === one.sheet)?.rows ?? [];
      const keys = new Set(one.marks.map(({ row }) => keyOf(rows[row] ?? [], one)));
      const found = hits(one, rows, keys).length;
      cells += one.marks.length;
      if (found > one.marks.length) unsure += one.marks.length;
    }
    expect(unsure, `${unsure} of ${cells}`).toBeLessThan(Math.max(1, cells / 100));
  });

  it("follow their rows when the sheet is sorted", () => {
    const { grids, marks } = the();
    const next = random(5);
    for (const one of marks) {
      const rows = grids.find((grid) => grid.sheet === one.sheet)?.rows ?? [];
      const keys = new Set(one.marks.map(({ row }) => keyOf(rows[row] ?? [], one)));
      const before = new Set(hits(one, rows, keys));
      const data = rows.slice(one.rows[0], one.rows[1] + 1);
      for (let i = data.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [data[i], data[j]] = [data[j] ?? [], data[i] ?? []];
      }
      expect(new Set(hits(one, [...rows.slice(0, one.rows[0]), ...data], keys))).toEqual(before);
    }
  });

  it("take no key from a column that must not be read", () => {
    const { grids, marks, result, skipMarker } = the();
    for (const one of marks) {
      const rows = grids.find((grid) => grid.sheet === one.sheet)?.rows ?? [];
      for (const { row } of one.marks) expect(keyOf(rows[row] ?? [], one)).not.toContain(skipMarker);
      const skipped = result.blocks.filter((block) => block.sheet === one.sheet).flatMap((block) => block.columns.filter((column) => column.state === "skipped").map((column) => column.column));
      expect(one.keyColumns.filter((column) => skipped.includes(column))).toEqual([]);
    }
  });
});

describe("what a row is known by", () => {
  const sheet = (rows: CellValue[][]): SheetGrid => ({ file: null, sheet: "手工台帐", columnCount: 6, merges: [], rows: [["手工台帐"], ["姓名", "身份证号码", "出生日期", "婚姻状况", "避孕节育措施", "政策属性"], ...rows] });
  const keysOf = async (rows: CellValue[][]): Promise<ReturnType<typeof rowKeys>> => {
    if (profile === undefined) throw new Error("no profile");
    const grid = sheet(rows);
    const [block] = (await reconcile([grid], [], { profile, language: "zh" })).blocks;
    if (block === undefined) throw new Error("no block");
    return rowKeys(block, grid);
  };
  const woman = (name: string, id: string | null, birth = "1975-03-04"): CellValue[] => [name, id, birth, "初婚", "上环", "计划外"];

  it("is the ID number alone where it tells all, so that a corrected name loses nothing", async () => {
    const keys = await keysOf([woman("李秀英", "430203197503041234"), woman("李秀英", "430203197503045678"), woman("王桂兰", "430203197503049999")]);
    expect(keys.columnsFor([2, 3])).toEqual(new Map([[2, [1]], [3, [1]]]));
    expect(keys.rows).toEqual([2, 4]);
  });

  it("is the name and more where the ID number is missing or stands twice", async () => {
    const keys = await keysOf([woman("李秀英", null), woman("李秀英", null, "1980-01-01"), woman("王桂兰", "430203197503049999"), woman("王丽", "430203197503049999"), woman("陈凤", "430203197503041234")]);
    const found = keys.columnsFor([2, 4, 6]);
    expect(found.get(2)).toEqual([1, 0, 2]);
    expect(found.get(4)).toEqual([1, 0, 2]);
    expect(found.get(6)).toEqual([1]);
  });

  it("leaves out the cell that is about to be corrected where it can", async () => {
    const keys = await keysOf([woman("李秀英", "430203197503041234"), woman("李秀英", "430203197503045678", "1980-01-01"), woman("王桂兰", "430203197503049999")]);
    expect(keys.columnsOf(4, 1)).toEqual([0]);
    expect(keys.columnsOf(2, 1)).toEqual([0, 2]);
    expect(keys.columnsOf(2, 2)).toEqual([1]);
    const alike = await keysOf([woman("李秀英", "430203197503041234"), woman("李秀英", "430203197503045678")]);
    expect(alike.columnsOf(2, 1)).toEqual([1]);
  });

  it("of a further child, under a name merged over several rows, is what that row says", async () => {
    const rows: CellValue[][] = [
      ["手工台帐"], ["姓名", "身份证号码", "出生日期", "婚姻状况", "避孕节育措施", "孩子姓名", "孩子出生日期"],
      [...woman("李秀英", "430203197503041234").slice(0, 5), "张明", "1999-02-03"], [null, null, null, null, null, "张亮", "2001-02-03"],
      [...woman("王桂兰", "430203197503045678").slice(0, 5), "陈明", "1999-02-03"], [null, null, null, null, null, "陈亮", "2001-02-03"],
    ];
    const merges = [2, 4].flatMap((top) => [0, 1, 2, 3, 4].map((left) => ({ top, bottom: top + 1, left, right: left })));
    const grid: SheetGrid = { file: null, sheet: "手工台帐", columnCount: 7, merges, rows };
    if (profile === undefined) throw new Error("no profile");
    const [block] = (await reconcile([grid], [], { profile, language: "zh" })).blocks;
    if (block === undefined) throw new Error("no block");
    const keys = rowKeys(block, grid);
    expect(keys.rows).toEqual([2, 5]);
    expect(keys.holds(5, 6)).toBe(true);
    const found = keys.columnsFor([2, 3, 5]);
    expect(found.get(2)).toEqual([1]);
    expect(found.get(3)).toContain(5);
    expect(found.get(5)).toEqual(found.get(3));
  });
});
