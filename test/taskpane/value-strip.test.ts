/** A finding as a strip: who says what, and who stands alone. */
import { describe, expect, it } from "vitest";
import { agreeing, stripOf } from "../../taskpane/list/value-strip.js";
import { cell, view } from "./views.js";

const strip = (part: Parameters<typeof view>[0]) => stripOf(view(part).finding);
const shape = (groups: ReturnType<typeof stripOf>) => groups.map((group) => [group.kind, ...group.lines.map((line) => `${line.record} ${line.value}`)]);

describe("a mismatch", () => {
  it("shows the suspect first, then those who agree, whatever way they write it", () => {
    const groups = strip({
      suspect: "electronicLedger",
      cells: [
        cell("electronicLedger", "1981-01-27"), cell("handLedger", "1981/5/27", "1981-05-27"), cell("checkupRoster", "1981年5月27日", "1981-05-27", "G1", "第1轮"),
        cell("checkupRoster", "1981年5月27日", "1981-05-27", "G9", "第2轮"), cell("reportSlips", "", ""),
      ],
    });
    expect(shape(groups)).toEqual([
      ["suspect", "electronicLedger 1981-01-27"],
      ["agree", "handLedger 1981/5/27", "checkupRoster 1981年5月27日"],
      ["plain", "reportSlips "],
    ]);
    expect(agreeing(groups)).toBe(2);
    expect(groups[1]?.lines[1]?.cells.map(({ index, cell: one }) => [index, one.address])).toEqual([[2, "G1"], [3, "G9"]]);
  });

  it("accuses nobody where nothing decides", () => {
    const groups = strip({ suspect: null, cells: [cell("handLedger", "张三"), cell("electronicLedger", "张山")] });
    expect(shape(groups)).toEqual([["plain", "handLedger 张三"], ["plain", "electronicLedger 张山"]]);
    expect(agreeing(groups)).toBe(0);
  });

  it("is no agreement where one record says the same twice", () => {
    const groups = strip({ suspect: "handLedger", cells: [cell("handLedger", "a"), cell("checkupRoster", "b", "b", "A1", "1"), cell("checkupRoster", "b", "b", "A2", "2")] });
    expect(shape(groups)).toEqual([["suspect", "handLedger a"], ["plain", "checkupRoster b"]]);
    expect(agreeing(groups)).toBe(0);
  });
});

describe("other kinds", () => {
  it("show where an entry is, and where it is lacking", () => {
    const groups = strip({ kind: "missing", field: null, absentFrom: "electronicLedger", cells: [cell("handLedger", "王芳"), cell("reportSlips", "王芳")] });
    expect(shape(groups)).toEqual([["plain", "handLedger 王芳", "reportSlips 王芳"], ["absent", "electronicLedger "]]);
  });

  it("keep a stated number apart from what it is made of", () => {
    const groups = strip({
      kind: "total", field: "issued", suspect: "suppliesReport",
      cells: [cell("suppliesReport", "150", "150", "E4"), cell("suppliesLedger", "2", "2", "H4"), cell("suppliesLedger", "2", "2", "H9"), cell("suppliesReport", "60", "60", "C4")],
    });
    expect(shape(groups)).toEqual([["suspect", "suppliesReport 150"], ["plain", "suppliesLedger 2", "suppliesReport 60"]]);
  });

  it("hold every cell exactly once", () => {
    for (const kind of ["mismatch", "missing", "ended", "duplicate", "total", "invalid", "blank", "review"] as const) {
      for (const suspect of [null, "handLedger", "nowhere"]) {
        const cells = [cell("handLedger", "a", "a", "A1"), cell("handLedger", "b", "b", "A2"), cell("reportSlips", "a", "a", "A3")];
        const groups = strip({ kind, suspect, cells });
        expect(groups.flatMap((group) => group.lines.flatMap((line) => line.cells.map((one) => one.index))).sort()).toEqual([0, 1, 2]);
      }
    }
  });
});
