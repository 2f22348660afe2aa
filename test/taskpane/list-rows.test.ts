/** The list of findings: nothing is lost or shown twice, groups are in a useful order, and open where the user looks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FindingView } from "../../taskpane/engine/protocol.js";
import { EMPTY_FILTER, listRows } from "../../taskpane/list/list-rows.js";
import type { GroupBy, ListRow } from "../../taskpane/state.js";
import { cell, runOf, view } from "./views.js";

const NONE: ReadonlySet<string> = new Set();
const heads = (rows: readonly ListRow[]) => rows.flatMap((row) => (row.kind === "head" ? [row] : []));
const found = (rows: readonly ListRow[]): FindingView[] => rows.flatMap((row) => (row.kind === "finding" ? [row.view] : []));
const show = (views: readonly FindingView[], groupBy: GroupBy, toggled = NONE, search = "", patterns: Parameters<typeof runOf>[1] = []) =>
  listRows(runOf(views, patterns), views, groupBy, { ...EMPTY_FILTER, search }, toggled, "zh");

describe("rows of the list", () => {
  it("are the first ten of the findings that fit", () => {
    const views = Array.from({ length: 30 }, (_, i) => view({ village: i % 2 === 0 ? "新塘村" : "横岭村" }));
    expect(found(show(views, "first"))).toEqual(views.slice(0, 10));
    const rows = listRows(runOf(views), views, "first", { ...EMPTY_FILTER, village: "横岭村" }, NONE, "zh");
    expect(found(rows)).toEqual(views.filter((one) => one.finding.village === "横岭村").slice(0, 10));
  });

  it("stand under their village, the fullest first, what belongs to none last, and closed", () => {
    const views = [view({ village: null }), view({ village: null }), view({ village: null }), view({ village: "新塘村" }), view({ village: "横岭村" }), view({ village: "横岭村", kind: "review" })];
    const rows = show(views, "village");
    expect(rows.every((row) => row.kind === "head" && !row.open)).toBe(true);
    expect(heads(rows).map(({ title, count, note }) => [title, count, note])).toEqual([
      ["横岭村", 2, "需改 1，待判断 1"], ["新塘村", 1, "需改 1"], ["不属于某个村", 3, "需改 3"],
    ]);
  });

  it("open under the head that was pressed, and close again", () => {
    const views = [view({ village: "新塘村" }), view({ village: "横岭村" }), view({ village: "横岭村" })];
    const [first] = heads(show(views, "village"));
    const opened = show(views, "village", new Set([first?.key ?? ""]));
    expect(opened.map((row) => row.kind)).toEqual(["head", "finding", "finding", "head"]);
    expect(found(opened).map((one) => one.finding.village)).toEqual(["横岭村", "横岭村"]);
    expect(found(show(views, "village"))).toEqual([]);
  });

  it("are open while the user searches, whatever was open before, and can then be closed", () => {
    const views = [view({ village: "新塘村", name: "李梅" }), view({ village: "横岭村", name: "李兰" }), view({ village: "横岭村", name: "王芳" })];
    const before = heads(show(views, "village"))[0]?.key ?? "";
    const rows = show(views, "village", new Set([before]), "李");
    expect(found(rows).map((one) => one.name)).toEqual(["李梅", "李兰"]);
    const key = heads(rows)[0]?.key ?? "";
    expect(found(show(views, "village", new Set([key]), "李"))).toHaveLength(1);
  });

  it("are open where there is one group only", () => {
    expect(found(show([view(), view()], "village"))).toHaveLength(2);
  });

  it("stand under the record to correct: where it is lacking, else the suspect, else the first cell's, in the profile's order", () => {
    const lacking = view({ kind: "missing", absentFrom: "electronicLedger", cells: [cell("handLedger", "王芳")] });
    const suspect = view({ suspect: "electronicLedger" });
    const unknown = view({});
    const slip = view({ cells: [cell("reportSlips", "")] });
    const rows = show([lacking, slip, suspect, unknown], "record");
    expect(heads(rows).map(({ title, count }) => [title, count])).toEqual([["手工台帐", 1], ["村级报告单", 1], ["电脑台帐", 2]]);
  });

  it("stand under their pattern: village, check and field; other findings are not among them", () => {
    const patterns = [{ village: "高桥村", check: "ledgers", field: "methodDate", findings: 2, of: 20, why: "" }, { village: "新塘村", check: "ledgers", field: "name", findings: 3, of: 9, why: "" }];
    const views = [view({ village: "高桥村", field: "methodDate", itemName: "措施日期" }), view({ village: "高桥村", field: "name" }), view({ village: "新塘村", field: "methodDate" }), view({ village: "高桥村", field: "methodDate" })];
    const rows = show(views, "patterns", NONE, "", patterns);
    expect(found(rows)).toEqual([views[0], views[3]]);
    expect(heads(rows).map(({ title, count }) => [title, count])).toEqual([["高桥村：措施日期", 2]]);
    expect(heads(rows)[0]?.note).toContain("20 人里 2 人");
  });

  it("hold every finding that fits exactly once, in its order within a group, however they are laid out", () => {
    const villages = ["新塘村", "横岭村", null] as const;
    const records = ["handLedger", "reportSlips", "other"] as const;
    fc.assert(
      fc.property(fc.array(fc.record({ village: fc.constantFrom(...villages), record: fc.constantFrom(...records), name: fc.constantFrom("李梅", "王芳") }), { maxLength: 40 }), fc.constantFrom<GroupBy>("village", "record"), fc.boolean(), (drafts, groupBy, search) => {
        const views = drafts.map(({ village, record, name }) => view({ village, name, cells: [cell(record, "x")] }));
        const word = search ? "李" : "";
        const closed = show(views, groupBy, NONE, word);
        const all = show(views, groupBy, new Set(heads(closed).filter((head) => !head.open).map((head) => head.key)), word);
        const fit = views.filter((one) => !search || one.name === "李梅");
        expect([...found(all)].sort((a, b) => a.finding.rank - b.finding.rank)).toEqual(fit);
        expect(heads(all).reduce((sum, head) => sum + head.count, 0)).toBe(fit.length);
        expect(new Set(all.map((row) => row.key)).size).toBe(all.length);
        let last = -1;
        for (const row of all) {
          const rank: number = row.kind === "head" ? -1 : row.view.finding.rank;
          expect(rank === -1 || rank > last).toBe(true);
          last = rank;
        }
      }),
      { numRuns: 60 },
    );
  });

  it("speak the user's language", () => {
    const views = [view({ village: null }), view({ village: "新塘村" })];
    const rows = listRows(runOf(views), views, "village", EMPTY_FILTER, NONE, "en");
    expect(heads(rows).map(({ title, note }) => [title, note])).toEqual([["新塘村", "1 to correct"], ["Of no single village", "1 to correct"]]);
  });
});
