import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskFindingsFile, maskIdCell, maskText } from "../../src/report/mask.js";
import { sample } from "./sample.js";

describe("mask of an ID cell", () => {
  it.each([
    ["430203197503041234", "430203********1234"],
    ["43020319750304123X", "430203********123X"],
    ["430203750304123", "430203*****4123"],
    ["４３０２０３１９７５０３０４１２３４", "４３０２０３********１２３４"],
    ["430203 19750304 1234", "430203 ******** 1234"],
    ["43020319750304123", "430203*******4123"], // a digit lost
    ["4302031975", "430203****"],
    ["430203********1234", "430203********1234"],
    ["暂无", "暂无"],
    ["1975.3.4", "1975.3.4"],
    ["", ""],
  ])("%s → %s", (cell, masked) => expect(maskIdCell(cell)).toBe(masked));

  it("leaves never more than ten digits of a long number, and masking twice is masking once", () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9 ]{15,24}[0-9X]$/), (text) => {
      const masked = maskIdCell(text);
      if (text.replace(/ /g, "").length >= 15) expect(masked.replace(/[^0-9X]/g, "").length).toBeLessThanOrEqual(10);
      expect(maskIdCell(masked)).toBe(masked);
    }));
  });
});

describe("mask inside a sentence", () => {
  it("masks ID numbers and nothing else", () => {
    expect(maskText("身份证号 430203197503041234，手机13812345678，户编码430203001001010001")).toBe("身份证号 430203********1234，手机13812345678，户编码430203001001010001");
    expect(maskText("旧证430203750304123。")).toBe("旧证430203*****4123。");
    expect(maskText("430203 19750304 123x 王秀英")).toBe("430203 ******** 123x 王秀英");
  });
  it("masks a wrong number too where the sentence is about ID numbers", () => {
    expect(maskText("证号430203107503041234", true)).toBe("证号430203********1234");
  });
});

describe("mask of the findings file", () => {
  it("leaves no ID number anywhere, and keeps everything else", () => {
    const { result, ids } = sample({ seed: 3 });
    const masked = maskFindingsFile(result.file, new Set(["idNumber"]));
    const before = JSON.stringify(result.file);
    const after = JSON.stringify(masked);
    expect(ids.some((id) => before.includes(id))).toBe(true);
    expect(ids.filter((id) => after.includes(id))).toEqual([]);
    expect(masked.findings.map((finding) => finding.id)).toEqual(result.file.findings.map((finding) => finding.id));
    expect(maskFindingsFile(masked, new Set(["idNumber"]))).toEqual(masked);
  });
});
