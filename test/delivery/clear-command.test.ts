/** 清除标记 of the ribbon, from Excel's event to its completion, on real office.js in the simulated Excel. */
import { describe, expect, it } from "vitest";
import { snapshot } from "../../simulator/model/snapshot.js";
import { associateClear, clearFromRibbon } from "../../taskpane/clear-command.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import { bookOf, gridOf, setUp, type Setup } from "../host/setup.js";

const rows = [["姓名", "出生日期"], ["张三", "1970-01-02"], ["李四", "1971-02-03"]];

async function marked(language: "zh" | "en" = "zh"): Promise<Setup & { before: unknown; book: WorkbookModel }> {
  const grid = gridOf("手工台帐", rows);
  const book = bookOf(grid);
  const before = snapshot(book);
  const setup = await setUp(book, undefined, language);
  const { marked: count } = await setup.host.apply({ grids: [grid], sheets: null, marks: [{ sheet: "手工台帐", column: 1, keyColumns: [0], rows: [1, 2], marks: [{ row: 1, level: "high" }] }] });
  expect(count).toBe(1);
  expect(snapshot(book)).not.toEqual(before);
  return { ...setup, before };
}

describe("clearing from the ribbon", () => {
  it("gives back the workbook as it was", async () => {
    const { office, book, before } = await marked();
    expect(await clearFromRibbon(office)).toEqual([]);
    expect(snapshot(book)).toEqual(before);
    expect(await clearFromRibbon(office)).toEqual([]);
  });

  it("says which sheet it had to leave alone", async () => {
    const { office, book } = await marked();
    book.sheets[0]!.protection.protected = true;
    const sentences = await clearFromRibbon(office);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain("手工台帐");
  });
});

describe("the function that the manifest names", () => {
  /** Resolves when Excel is told that the function is done. */
  const invoke = (setup: Setup, shown: string[][]): Promise<void> => {
    associateClear(setup.office, (sentences) => {
      shown.push([...sentences]);
      return Promise.resolve();
    });
    const { mappings } = (setup.office.Office.actions as unknown as { _association: { mappings: Record<string, (event: unknown) => void> } })._association;
    return new Promise((resolve) => mappings["CLEARMARKS"]!({ completed: resolve }));
  };

  it("clears and tells Excel that it is done", async () => {
    const setup = await marked();
    const shown: string[][] = [];
    await invoke(setup, shown);
    expect(shown).toEqual([]);
    expect(snapshot(setup.book)).toEqual(setup.before);
  });

  it("is done with a refusal, too, and says so in words", async () => {
    const setup = await marked();
    const shown: string[][] = [];
    setup.excel.faults.always({ kind: "refuse", code: "AccessDenied" });
    await invoke(setup, shown);
    expect(shown.flat().join()).toMatch(/\p{Script=Han}/u);
  });
});
