/** Filter and search: what fits, and that a search finds what people type. */
import { describe, expect, it } from "vitest";
import { conditions, EMPTY_FILTER, filtered } from "../../taskpane/list/filter.js";
import type { Filter } from "../../taskpane/state.js";
import { cell, view } from "./views.js";

const fits = (one: ReturnType<typeof view>, change: Partial<Filter>): boolean => filtered([one], { ...EMPTY_FILTER, ...change }).length === 1;
const search = (one: ReturnType<typeof view>, text: string): boolean => fits(one, { search: text });

describe("search", () => {
  const one = view({
    number: "枫树-012", village: "枫树村", name: "欧阳雪梅", idNumber: "430203********1234", itemName: "出生日期", why: "出生日期不一致。可能写错：手工台帐",
    cells: [cell("handLedger", "８１.5.27", "1981-05-27", "F228", "手工台帐-枫树村")],
  });

  it.each(["雪梅", "枫树-012", "枫树-０１２", "枫树村", "出生日期", "手工台帐", "81.5.27", "f228", "不符", "  雪梅  ", "枫树 雪梅", "雪梅　出生日期"])("finds %s", (text) => {
    expect(search(one, text)).toBe(true);
  });

  it("takes 账 for 帐", () => {
    expect(search(one, "手工台账")).toBe(true);
  });

  it("wants all words", () => {
    expect(search(one, "枫树 李四")).toBe(false);
  });

  it("finds a whole ID number by its masked form, with x in either case", () => {
    expect(search(one, "430203197503041234")).toBe(true);
    expect(search(one, "430203197503041235")).toBe(false);
    const x = view({ idNumber: "430203********123X" });
    expect(search(x, "43020319750304123x")).toBe(true);
    expect(search(x, "43020319750304123X")).toBe(true);
  });

  it("does not join one part's end with the next one's beginning", () => {
    expect(search(view({ name: "李梅", idNumber: "", village: "新塘村", number: "新塘-1" }), "新塘-1李梅")).toBe(false);
  });

  it("answers the very list where nothing is asked", () => {
    const views = [one];
    expect(filtered(views, { ...EMPTY_FILTER, search: "  " })).toBe(views);
  });
});

describe("filter", () => {
  it("looks at the village, the kind, the weight, and what is new", () => {
    const one = view({ village: "枫树村", kind: "missing", severity: "high", since: "added" });
    expect(fits(one, { village: "枫树村", kinds: ["missing", "total"], severities: ["high"], addedOnly: true })).toBe(true);
    expect(fits(one, { village: "新塘村" })).toBe(false);
    expect(fits(one, { kinds: ["total"] })).toBe(false);
    expect(fits(one, { severities: ["low", "middle"] })).toBe(false);
    expect(fits(view({ since: "open" }), { addedOnly: true })).toBe(false);
    expect(fits(view({ since: null }), { addedOnly: true })).toBe(false);
  });

  it("shows a record's findings: those with a cell in it, and those lacking from it", () => {
    expect(fits(view({}), { record: "electronicLedger" })).toBe(true);
    expect(fits(view({}), { record: "reportSlips" })).toBe(false);
    expect(fits(view({ kind: "missing", absentFrom: "reportSlips" }), { record: "reportSlips" })).toBe(true);
  });

  it("counts its conditions, the search aside", () => {
    expect(conditions({ ...EMPTY_FILTER, search: "王" })).toBe(0);
    expect(conditions({ search: "", village: "a", record: "b", kinds: ["x", "y"], severities: ["low"], addedOnly: true })).toBe(5);
  });
});
