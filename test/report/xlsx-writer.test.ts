import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import type { ReportSheet } from "../../src/model.js";
import { readBack } from "./read-back.js";
import { PROFILE, sample } from "./sample.js";
import { buildReport } from "../../src/report/report.js";

const sheet = (rows: ReportSheet["rows"], more: Partial<ReportSheet> = {}): ReportSheet => ({ name: "一", rows, widths: [10, 10, 10], ...more });

/** Children of <worksheet> in the order of the schema (those that are written). */
const ORDER = [
  "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "dataValidations", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "legacyDrawing", "tableParts",
];

/** Tags that are opened and not closed in order; enough to notice a broken part. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) wrong.push(name ?? "");
    } else if (!empty) open.push(name ?? "");
  }
  return [...wrong, ...open];
}

describe("texts", () => {
  it("come back as they are, whatever they begin with or hold", () => {
    fc.assert(fc.property(fc.array(fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("=1+1", "+86", "-5", "@x", "_x0041_", "a\r\nb", " x ", "&<>\"'", "\u0000\u0008")), { maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
      const back = readBack(writeWorkbook({ sheets: [sheet([...rows, ["end"]])] }));
      rows.forEach((row, r) => row.forEach((text, c) => {
        const legal = [...text.replace(/\r\n?/g, "\n")].filter((one) => {
          const code = one.codePointAt(0) ?? 0;
          return (code >= 32 || code === 9 || code === 10) && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
        }).join("");
        const address = `${String.fromCharCode(65 + c)}${r + 1}`;
        expect(back.value("一", address) ?? "").toBe(legal);
        expect(back.formula("一", address)).toBeNull();
      }));
    }), { numRuns: 60 });
  });

  it("are cut at Excel's limit, not inside a character", () => {
    const back = readBack(writeWorkbook({ sheets: [sheet([["一".repeat(40_000)], [`${"x".repeat(32_766)}😀`]])] }));
    expect(String(back.value("一", "A1"))).toHaveLength(32_767);
    expect(String(back.value("一", "A2"))).toBe("x".repeat(32_766));
  });

  it("that begin like a formula stay text when edited", () => {
    const parts = readBack(writeWorkbook({ sheets: [sheet([["=1+1", "abc"]])] })).parts;
    const styles = [...(parts.get("xl/worksheets/sheet1.xml") ?? "").matchAll(/<c r="[AB]1" s="(\d+)"/g)].map((match) => Number(match[1]));
    const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(parts.get("xl/styles.xml") ?? "")?.[0] ?? "").matchAll(/<xf [^>]*>/g)].map((match) => match[0]);
    expect(formats[styles[0] ?? 0]).toContain('quotePrefix="1"');
    expect(formats[styles[1] ?? 0]).not.toContain("quotePrefix");
  });
});

describe("file", () => {
  const data = sample();
  const bytes = writeWorkbook(buildReport({ result: data.result, grids: data.grids, profile: PROFILE, runDate: "2004-08-10" }));
  const { parts } = readBack(bytes);

  it("has its elements in the schema's order and every tag closed", () => {
    const sheets = [...parts].filter(([path]) => path.startsWith("xl/worksheets/sheet"));
    expect(sheets.length).toBeGreaterThan(5);
    for (const [, xml] of sheets) {
      const found = ORDER.map((name) => xml.search(new RegExp(`<${name}[ />]`))).filter((at) => at >= 0);
      expect(found).toEqual([...found].sort((a, b) => a - b));
    }
    for (const [path, xml] of parts) expect([path, unbalanced(xml)]).toEqual([path, []]);
  });

  it("declares every part and has every part it names", () => {
    const types = parts.get("[Content_Types].xml") ?? "";
    for (const path of parts.keys()) {
      const declared = types.includes(`PartName="/${path}"`) || /\.(rels|vml)$/.test(path) || path === "[Content_Types].xml";
      expect([path, declared]).toEqual([path, true]);
    }
    for (const [path, xml] of parts) {
      if (!path.endsWith(".rels")) continue;
      const base = path.replace(/_rels\/[^/]*$/, "");
      for (const match of xml.matchAll(/Target="([^"]*)"/g)) {
        const target = new URL(match[1] ?? "", `file:///${base}`).pathname.slice(1);
        expect([target, parts.has(target)]).toEqual([target, true]);
      }
    }
  });

  it("prints the notices on A4 portrait with a break before every page, the list with its head on every page", () => {
    const notices = parts.get("xl/worksheets/sheet3.xml") ?? "";
    expect(notices).toContain('<pageSetup paperSize="9" orientation="portrait"/>');
    expect([...notices.matchAll(/<brk /g)].length).toBeGreaterThanOrEqual(2);
    expect(notices).not.toContain("fitToPage");
    const workbook = parts.get("xl/workbook.xml") ?? "";
    expect(workbook).toContain("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">'差异清单'!$1:$1</definedName>");
  });

  it("is the same for the same report", () => {
    expect(writeWorkbook(buildReport({ result: data.result, grids: data.grids, profile: PROFILE, runDate: "2004-08-10" }))).toEqual(bytes);
  });
});

describe("limits", () => {
  it("merges never overlap, and one cell is no merge", () => {
    const area = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });
    const { parts } = readBack(writeWorkbook({ sheets: [sheet([["a"], ["b"], ["c"]], { merges: [area(0, 0, 1, 1), area(1, 1, 2, 2), area(2, 0, 2, 0), area(2, 1, 2, 2)] })] }));
    expect([...(parts.get("xl/worksheets/sheet1.xml") ?? "").matchAll(/mergeCell ref="([^"]*)"/g)].map((match) => match[1])).toEqual(["A1:B2", "B3:C3"]);
  });

  it("refuses a sheet larger than Excel's and two sheets of one name", () => {
    expect(() => writeWorkbook({ sheets: [sheet(new Array(1_048_577).fill(null) as null[])] })).toThrow(RangeError);
    expect(() => writeWorkbook({ sheets: [sheet([["a"]]), { ...sheet([["a"]]), name: "一" }] })).toThrow(RangeError);
  });

  it("links with long or quoted texts stay formulas that give the text", () => {
    const link = { sheet: "it's", address: "B2" };
    const back = readBack(writeWorkbook({ sheets: [sheet([[{ value: `say "${"长".repeat(300)}"`, link }]]), sheet([["x"]], { name: "it's" })] }));
    expect(back.formula("一", "A1")).toContain("#'it''s'!B2");
    expect(back.value("一", "A1")).toBe(`say "${"长".repeat(300)}"`);
  });
});
