/** A sheet whose merges nobody tells (a CSV saved from it, an old Excel) reads as the sheet with its merges does. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { Area, SheetGrid, TableBlock } from "../../src/model.js";
import type { TablesRead } from "../../src/table/read-tables.js";
import { generateTownship } from "../support/township/generate.js";
import { fields, id, line, only, read, rowsOf, sheet, values } from "./grids.js";

const without = (grid: SheetGrid): SheetGrid => ({ ...grid, merges: [] });

/** Whether an area below the header lies over the cell: its value is in another row, and nothing but the merge says so. */
const covered = (grid: SheetGrid, block: Pick<TableBlock, "headerRows">, row: number, column: number): boolean =>
  grid.merges.some((area) => area.bottom > area.top && area.top > Math.max(...block.headerRows) && area.top < row && area.bottom >= row && area.left === column);

/** All that a reading says of a sheet but for the cells of `grid` that a vertical merge in the data covers. */
function said(result: TablesRead, grid: SheetGrid): unknown {
  const blocks = result.blocks.filter((block) => block.sheet === grid.sheet && block.file === grid.file);
  return blocks.map(({ cells, movedRows: _, totals, ...rest }) => ({
    ...rest,
    totals: totals.map((total) => ({ ...total, cells: [...total.cells] })),
    cells: [...cells].map(([column, list]) => [column, list.map((cell, i) => (covered(grid, rest, rest.sheetRows[i] ?? 0, column) ? "covered" : cell))]),
  }));
}

/** Sheets read with their merges and without. */
interface Readings {
  readonly grids: readonly SheetGrid[];
  readonly known: TablesRead;
  readonly unknown: TablesRead;
}
const readings = (grids: readonly SheetGrid[]): Readings => ({ grids, known: read(grids), unknown: read(grids.map(without)) });

/** Sheets that read otherwise without their merges. */
const differing = ({ grids, known, unknown }: Readings): string[] =>
  grids.filter((grid) => JSON.stringify(said(known, grid)) !== JSON.stringify(said(unknown, grid))).map((grid) => grid.sheet);

/** Fields of the cells that say nothing without the merges: those under a vertical merge in the data. */
function lost({ known, unknown }: Readings): Set<string> {
  const names = new Set<string>();
  known.blocks.forEach((block, at) => {
    for (const [column, list] of block.cells) {
      const other = unknown.blocks[at]?.cells.get(column);
      list.forEach((cell, i) => {
        if (JSON.stringify(cell) === JSON.stringify(other?.[i])) return;
        names.add(block.columns.find((mapping) => mapping.column === column)?.field ?? "");
        // What cannot be known is empty, never another row's value.
        expect(other?.[i] ?? null).toBeNull();
      });
    }
  });
  return names;
}

describe("the sample without its merges", () => {
  const grids = readWorkbook("township.xlsx", readFileSync(fileURLToPath(new URL("../../sample/township.xlsx", import.meta.url))), { language: "zh" });
  const sample = readings(grids);

  it("reads as with them", () => {
    expect(grids.filter((grid) => grid.merges.length > 0).length).toBeGreaterThan(100);
    expect(differing(sample)).toEqual([]);
  });

  it("has the ledgers with three header rows whole", () => {
    for (const [name, rows] of [["手工台帐-横岭村", 305], ["手工台帐-白马村", 266]] as const) {
      const [block, ...more] = sample.unknown.blocks.filter((candidate) => candidate.sheet === name);
      expect(more).toEqual([]);
      expect(block?.headerRows).toEqual([2, 3, 4]);
      expect(block?.sheetRows).toHaveLength(rows);
    }
  });

  it("loses nothing but villages' names merged over their rows, and the rows are of these villages all the same", () => {
    expect([...lost(sample)]).toEqual(["village"]);
  });
});

describe("generated townships without their merges", () => {
  it.each(Array.from({ length: 12 }, (_, i) => [i + 1, i % 2 === 0 ? "usual" as const : "awful" as const]))("seed %i, %s noise", (seed, noise) => {
    const { books } = generateTownship({ seed, women: 140, villages: 14, noise, errors: true, layouts: "mixed" });
    const both = readings(books);
    expect(differing(both)).toEqual([]);
    expect([...lost(both)].filter((field) => field !== "village")).toEqual([]);
  });
});

/** A header as a tree: text, and what stands below it. */
type Head = readonly [text: string, ...below: Head[]];
const heads = (text: string): Head[] => text.split("|").map((part) => [part]);
const child = (ordinal: string): Head => [ordinal, ...heads("姓名|性别|出生年月")];
const LEAVES = heads("组别|民族|文化程度|户口性质|婚姻状况|初婚日期|居住状况|自定义项|爱好");
const COUNTS: Head = ["现有子女数", ...heads("计|男|女")];
const OPTIONAL: readonly Head[] = [
  COUNTS, ["子女数", ["小计"], ["其中", ...heads("男孩|女孩")]], ["配偶", ...heads("姓名|身份证号码")], ["避孕节育情况", ...heads("措施名称|措施日期|施术单位")], ["户籍地", ...heads("省|市|县")],
  ["联系方式", ["住宅"], ["移动", ...heads("号甲|号乙")]], ["审批", ...heads("人员|日期")],
];
const CHILDREN: readonly Head[] = [
  ["子女情况", child("第一孩"), child("第二孩"), child("第三孩")], ["孩子情况", ...heads("孩次|姓名|性别|出生年月")], ["孩子", child("一孩"), child("二孩")],
  ["孩子情况", ["孩次"], ["孩子姓名"], ["身份证号或出生年月", ...heads("性别|出生年月")]],
];

const depthOf = ([, ...below]: Head): number => 1 + Math.max(0, ...below.map(depthOf));
const widthOf = ([, ...below]: Head): number => (below.length === 0 ? 1 : below.reduce((sum, head) => sum + widthOf(head), 0));

/** Lays the trees out from row `top` as a form does: groups merged over their columns, headers of one column merged down. */
function layOut(trees: readonly Head[], top: number): { readonly rows: (string | null)[][]; readonly merges: Area[] } {
  const depth = Math.max(...trees.map(depthOf));
  const width = trees.reduce((sum, head) => sum + widthOf(head), 0);
  const rows = Array.from({ length: depth }, () => new Array<string | null>(width).fill(null));
  const merges: Area[] = [];
  const put = (head: Head, level: number, left: number): void => {
    const [text, ...below] = head;
    const cells = rows[level];
    if (cells !== undefined) cells[left] = text;
    const area = { top: top + level, left, bottom: top + (below.length === 0 ? depth - 1 : level), right: left + widthOf(head) - 1 };
    if (area.bottom > area.top || area.right > area.left) merges.push(area);
    let at = left;
    for (const one of below) {
      put(one, level + 1, at);
      at += widthOf(one);
    }
  };
  let at = 0;
  for (const tree of trees) {
    put(tree, 0, at);
    at += widthOf(tree);
  }
  return { rows, merges };
}

/** A value that suits a column by the text of its leaf. */
function valueFor(leaf: string, n: number): string {
  if (/身份证号|身份证号码/.test(leaf)) return id(n);
  if (/日期|年月/.test(leaf)) return `200${n % 5}-${1 + (n % 12)}-1`;
  if (/姓名|人员/.test(leaf)) return `王${"芳丽敏红霞"[n % 5] ?? ""}`;
  if (/^(男|女|计|小计|男孩|女孩|孩次|组别|序号)$/.test(leaf)) return String(n % 3);
  if (leaf === "性别") return n % 2 === 0 ? "男" : "女";
  if (leaf === "婚姻状况") return "初婚";
  if (leaf === "措施名称") return ["上环", "女扎", "药具"][n % 3] ?? "";
  return ["甲", "乙", "丙"][n % 3] ?? "";
}

const leavesOf = ([text, ...below]: Head): string[] => (below.length === 0 ? [text] : below.flatMap(leavesOf));

const form = fc.record({
  lead: fc.constantFrom("序号|妇女姓名|身份证号码|出生日期", "妇女姓名|身份证号码", "组别|姓名|出生年月|避孕措施"),
  remark: fc.boolean(),
  middle: fc.shuffledSubarray([...LEAVES, ...OPTIONAL], { minLength: 2, maxLength: 9 }),
  children: fc.constantFrom<Head | null>(...CHILDREN, null),
  place: fc.nat(9),
  title: fc.boolean(), unit: fc.boolean(), numbered: fc.boolean(), section: fc.boolean(), total: fc.boolean(), page: fc.boolean(),
  // Which cells of the data are empty; the number and the name never are.
  // Which merges are left: a form may be merged in part.
  left: fc.constantFrom<(area: Area) => boolean>(() => false, (area) => area.right > area.left, (area) => area.bottom > area.top),
  holes: fc.array(fc.nat(40), { maxLength: 30 }),
});

describe("any header of groups without its merges", () => {
  it("reads as with them, below titles, unit lines, above numbers, sections and totals, on page after page", () => {
    let deep = 0;
    fc.assert(fc.property(form, ({ lead, remark, middle, children, place, title, unit, numbered, section, total, page, left, holes }) => {
      const some = children === null ? [...middle] : [...middle.slice(0, place), children, ...middle.slice(place)];
      const trees: Head[] = [...heads(lead), ...some, ...(remark ? heads("备注") : [])];
      const leaves = trees.flatMap(leavesOf);
      const rows: (string | null)[][] = [];
      const merges: Area[] = [];
      const push = (cells: (string | null)[], wide = false): void => {
        if (wide) merges.push({ top: rows.length, left: 0, bottom: rows.length, right: leaves.length - 1 });
        rows.push(cells);
      };
      const head = (): void => {
        if (title) push(["荷塘镇新塘村育龄妇女手工台帐"], true);
        if (unit) push(["单位：新塘村", ...new Array<null>(leaves.length - 2).fill(null), "截止日期：2004年9月30日"]);
        const laid = layOut(trees, rows.length);
        merges.push(...laid.merges);
        rows.push(...laid.rows);
        if (numbered) push(leaves.map((_, i) => String(i + 1)));
      };
      head();
      if (section) push(["横岭村"], true);
      if (total) push(leaves.map((leaf, i) => (i === 0 ? "合计" : /^(计|小计|男|女)$/.test(leaf) ? "9" : null)));
      for (let n = 1; n <= 6; n++) {
        if (page && n === 4) head();
        push(leaves.map((leaf, i) => (leaf === "序号" ? String(n) : i > 1 && holes.includes((i * 7 + n * 3) % 41) ? null : valueFor(leaf, n))));
      }
      deep += Math.max(...trees.map(depthOf)) === 3 ? 1 : 0;
      const grid: SheetGrid = { file: null, sheet: "手工台帐", rows, columnCount: leaves.length, merges };
      const known = read([grid]);
      expect(known.blocks[0]?.sheetRows).toHaveLength(6);
      expect(said(read([{ ...grid, merges: merges.filter(left) }]), grid)).toEqual(said(known, grid));
    }), { numRuns: 300 });
    expect(deep).toBeGreaterThan(50);
  });
});

describe("rows below a header without merges", () => {
  const head = line("序号|组别|妇女姓名|身份证号码|婚姻状况|避孕措施|孩子情况||");
  const below = ["", "", "", "", "", "", "姓名", "性别", "出生年月"];
  const first = ["1", "3", "王芳", id(1), "初婚", "上环", "李明", "男", "1999-1-1"];

  it("are no header however few cells they fill", () => {
    for (const row of [["横岭村"], ["", "", "王芳"], ["", "", "王芳", "", "", "", "", "男"], ["合计"], ["", "", "", "", "", "上环"], ["1"]]) {
      expect(only(read([sheet("手工台帐", [head, below, row, first])])).headerRows).toEqual([0, 1]);
    }
    const plain = line("妇女姓名|身份证号码|婚姻状况|避孕措施||孩子姓名|性别");
    for (const row of [["王芳"], ["王芳", "", "", "", "", "", "女"], ["王芳", "", "初婚", "上环", "男", "李明", "男"], ["", "", "", "上环"]]) {
      expect(only(read([sheet("手工台帐", [plain, row, ["张丽", id(2), "初婚", "女扎", "", "周亮", "男"]])])).headerRows).toEqual([0]);
    }
  });

  it("are a header of words that nobody lists, if they stand under groups alone", () => {
    const block = only(read([sheet("手工台帐", [
      line("妇女姓名|身份证号码|婚姻状况|登记地|||避孕措施"), line("|||省份|州府|县区|"), ["王芳", id(1), "初婚", "湖南", "株洲", "芦淞", "上环"], ["张丽", id(2), "初婚", "湖南", "株洲", "石峰", "女扎"],
    ])]));
    expect(block.headerRows).toEqual([0, 1]);
    expect(Object.keys(fields(block))).toEqual(["妇女姓名", "身份证号码", "婚姻状况", "登记地/省份", "登记地/州府", "登记地/县区", "避孕措施"]);
    expect(values(block, "name")).toEqual(["王芳", "张丽"]);
  });

  it("are the person's further children, unless they are numbered or begin with another's name", () => {
    const child = ["", "", "", "", "", "", "李红", "女", "2002-2-2"];
    const merges = ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4"];
    const second = ["2", "3", "张丽", id(3), "初婚", "女扎", "周亮", "男", "2000-1-1"];
    const known = only(read([sheet("手工台帐", [head, below, first, child, second], { merges: ["G1:I1", ...merges] })]));
    const unknown = only(read([sheet("手工台帐", [head, below, first, child, second])]));
    expect(rowsOf(unknown)).toEqual(rowsOf(known));
    expect(rowsOf(unknown)[0]).toMatchObject({ name: "王芳", "childName#1": "李明", "childName#2": "李红" });
    const numbered = only(read([sheet("手工台帐", [head, below, first, ["2", ...child.slice(1)], second])]));
    expect(values(numbered, "name")).toEqual(["王芳", null, "张丽"]);
    expect(rowsOf(numbered)[0]?.["childName#2"] ?? null).toBeNull();
  });

  it("keep their empty cells empty: a value merged over several people is nobody's but the first's", () => {
    const rows = [head, below, first, ["2", "", "张丽", id(3), "初婚", "女扎"], ["3", "", "刘敏", id(4), "初婚", "药具"]];
    expect(values(only(read([sheet("手工台帐", rows, { merges: ["B3:B5"] })])), "group")).toEqual(["3", "3", "3"]);
    expect(values(only(read([sheet("手工台帐", rows)])), "group")).toEqual(["3", null, null]);
  });
});
