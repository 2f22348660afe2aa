/** Pieces of the adapter that need no Excel, and who may call it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddresses } from "../../simulator/model/address.js";
import { typedValue } from "../../simulator/model/typed-value.js";
import { addressTexts, rectangles } from "../../src/host/address-runs.js";
import { markFormula, markLists } from "../../src/host/mark-lists.js";
import { headerParts, textInput } from "../../src/host/report-cells.js";
import { gridOf } from "./setup.js";

describe("addresses of many cells", () => {
  const cells = fc.uniqueArray(fc.tuple(fc.nat(60), fc.nat(12)), { selector: ([row, column]) => row * 100 + column, maxLength: 300 });

  it("rectangles hold exactly the cells, texts stay below 8,192 characters", () => {
    fc.assert(fc.property(cells, (list) => {
      const byRow = new Map<number, number[]>();
      for (const [row, column] of list) byRow.set(row, [...(byRow.get(row) ?? []), column]);
      for (const columns of byRow.values()) columns.sort((a, b) => a - b);
      const texts = addressTexts(rectangles(byRow));
      const covered: string[] = [];
      for (const text of texts) {
        expect(text.length).toBeLessThanOrEqual(8_192);
        for (const { area } of parseAddresses(text)!) for (let row = area.top; row <= area.bottom; row++) for (let column = area.left; column <= area.right; column++) covered.push(`${row},${column}`);
      }
      expect(covered.sort()).toEqual(list.map(([row, column]) => `${row},${column}`).sort());
    }));
  });

  it("a column of cells is one address, a chessboard many texts", () => {
    expect(addressTexts(rectangles(new Map(Array.from({ length: 5_000 }, (_, row) => [row, [2]]))))).toEqual(["C1:C5000"]);
    expect(addressTexts(rectangles(new Map(Array.from({ length: 5_000 }, (_, row) => [row, [row % 2]])))).length).toBeGreaterThan(3);
  });
});

describe("texts for Excel", () => {
  it("come back as the text they were, whatever they look like", () => {
    const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("001", "1-2", "1/2", "3%", "=A1", "+1", "'x", "TRUE", "#N/A", "2004年3月", "上午9:00", "1e5", "12:30", "王芳", "三月"));
    fc.assert(fc.property(text.filter((one) => one !== ""), (one) => {
      const input = textInput(one);
      expect(input.startsWith("=")).toBe(false);
      expect(typedValue(input, "General").value).toBe(one);
    }));
  });

  it("header codes fall into their parts", () => {
    expect(headerParts("&L左&C第 &P 页&R&D")).toEqual({ L: "左", C: "第 &P 页", R: "&D" });
    expect(headerParts("A&&LB")).toEqual({ L: "", C: "A&&LB", R: "" });
    expect(headerParts(undefined)).toEqual({ L: "", C: "", R: "" });
  });
});

describe("marks", () => {
  it("keep one level per cell, the highest, and formulas below 255 characters", () => {
    const grid = gridOf("手工台帐", [["a", "b", "c*"], ["d", "e", "f"]]);
    const { lists } = markLists([{ sheet: "手工台帐", column: 2, keyColumns: [0, 1], rows: [0, 1], marks: [{ row: 0, level: "low" }, { row: 0, level: "high" }, { row: 0, level: "middle" }] }], [grid]);
    expect(lists.map(({ level, keys, cells }) => [level, keys, cells])).toEqual([["high", ["a|b|c*"], 1]]);
    expect(markFormula(lists[0]!, "台账核对标记", 700).length).toBeLessThan(256);
  });
});

describe("architecture", () => {
  it("only excel-host.ts runs Excel", () => {
    const folder = join(import.meta.dirname, "../../src");
    const callers = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && /\b[Ee]xcel\.run\(/.test(readFileSync(join(folder, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "")));
    expect(callers.map((file) => file.replaceAll("\\", "/"))).toEqual(["host/excel-host.ts"]);
  });
});
