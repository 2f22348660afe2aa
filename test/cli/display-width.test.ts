import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignedLines, displayWidth, padEnd, padStart, shorten } from "../../src/cli/display-width.js";

const text = fc.array(fc.constantFrom("a", "7", "村", "，", "帐", "Ａ", "…", "𠮷", " "), { maxLength: 12 }).map((parts) => parts.join(""));

describe("display width", () => {
  it.each([["", 0], ["abc", 3], ["新塘村", 6], ["Ａ", 2], ["，", 2], ["“x”", 3], ["𠮷", 2], ["e\u0301", 1]])("of %j is %i", (given, width) => {
    expect(displayWidth(given)).toBe(width);
  });

  it("pads to the width and never cuts", () => {
    fc.assert(fc.property(text, fc.nat(20), (given, width) => {
      expect(displayWidth(padEnd(given, width))).toBe(Math.max(width, displayWidth(given)));
      expect(padStart(given, width).endsWith(given)).toBe(true);
    }));
  });

  it("shortens to at most the width", () => {
    fc.assert(fc.property(text, fc.integer({ min: 2, max: 20 }), (given, width) => {
      expect(displayWidth(shorten(given, width))).toBeLessThanOrEqual(width);
    }));
    expect(shorten("新塘村民", 6)).toBe("新塘…");
  });

  it("aligns the columns of a table", () => {
    expect(alignedLines([["", "新塘村", "b"], ["手工台帐", "3", "10"], ["x", "-", "-"]])).toEqual([
      "          新塘村   b",
      "手工台帐       3  10",
      "x              -   -",
    ]);
  });
});
