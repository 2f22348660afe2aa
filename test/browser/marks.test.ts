/** Marks in the grid: they follow the data, go with the fault, and leave the workbook exactly as the user has it. */
import { describe, expect, it } from "vitest";
import { smallBook, type BookFile } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

async function opened(): Promise<Scene> {
  const scene = await stage.open({ book: await smallBook() });
  await scene.pane.ready();
  return scene;
}

async function ran(): Promise<Scene> {
  const scene = await opened();
  await scene.pane.reconcile();
  return scene;
}

/** "何满秀 赵七" for each marked cell in sight. */
async function markedWords({ sheet }: Scene): Promise<string[]> {
  const words: string[] = [];
  for (const address of await sheet.marked()) words.push(`${await sheet.cell(`B${address.replace(/\D/g, "")}`).innerText()} ${await sheet.cell(address).innerText()}`);
  return words.sort();
}

const HAND = ["何满秀 赵七", "孔月娥 上环", "方金莲 方金莲", "白秀英 2001-05-06"];

/** Sorts the ledger in sight by the column of the cell with the toolbar's button, which asks how many rows are headers. */
async function sortBy({ page, sheet }: Scene, place: string): Promise<void> {
  await sheet.goTo(place);
  await sheet.tool("降序");
  const question = page.getByRole("alertdialog");
  await question.getByRole("spinbutton").fill("1");
  await question.getByRole("button", { name: "排序", exact: true }).click();
  await question.waitFor({ state: "detached" });
}

describe("标记", () => {
  it("are seen in more than one way, and follow rows that are sorted and inserted", async () => {
    const scene = await ran();
    const { page, sheet, pane } = scene;
    expect(await markedWords(scene)).toEqual(HAND);
    const look = await sheet.cell("G9").evaluate((cell) => {
      const own = getComputedStyle(cell);
      return { weight: own.fontWeight, line: own.textDecorationLine, fill: own.backgroundColor };
    });
    const plain = await sheet.cell("G8").evaluate((cell) => getComputedStyle(cell).backgroundColor);
    expect(look.fill).not.toBe(plain);
    // Not by colour alone.
    expect(look.weight === "700" || look.line.includes("underline")).toBe(true);

    await sortBy(scene, "手工台帐!B5");
    await poll(() => markedWords(scene)).toEqual(HAND);
    await shot(page, "30-marks-sorted");
    await sheet.goTo("手工台帐!A5");
    await sheet.tool("插入行");
    await poll(() => markedWords(scene)).toEqual(HAND);
    await pane.text(/核对之后又改了 \d+ 处（手工台帐）/).waitFor();
    await shot(page, "31-stale");
  });

  it("are seen on an empty cell, and where the system sets all colours", async () => {
    // Nobody has written a column: its cells are doubtful as they are.
    const book = (): Promise<BookFile> => smallBook((one) => {
      for (let row = 3; row <= 18; row++) one.getWorksheet("手工台帐")!.getCell(`E${row}`).value = null;
    });
    const frames = async ({ sheet }: Scene): Promise<unknown> => sheet.grid.locator("[data-marked]").evaluateAll((cells) => cells.map((cell) => {
      const own = getComputedStyle(cell), inner = getComputedStyle(cell, "::before");
      const sides = [own.borderTopStyle, own.borderRightStyle, own.borderBottomStyle, own.borderLeftStyle, ...(inner.content === "none" ? [] : [inner.borderTopStyle, inner.borderLeftStyle])];
      return [cell.getAttribute("data-address"), (cell as HTMLElement).innerText, [...new Set(sides)].join(), inner.content === "none" ? "" : inner.borderTopWidth];
    }));
    for (const [width, context] of [["", {}], ["2px", { forcedColors: "active" }]] as const) {
      const scene = await stage.open({ book: await book(), context });
      await scene.pane.ready();
      await scene.pane.reconcile();
      await poll(() => frames(scene)).toEqual(expect.arrayContaining([["E3", "", "dotted", width], ["B7", "方金莲", "solid", width], ["I11", "上环", "dashed", width]]));
      await shot(scene.page, `34-marks-empty${width === "" ? "" : "-forced"}`);
      await scene.page.context().close();
    }
  });

  it("vanish when the value is put right", async () => {
    const scene = await ran();
    const { sheet } = scene;
    await sheet.goTo("电脑台帐!A3");
    await poll(() => sheet.marked()).toEqual(["G8", "I10", "J4"]);
    await sheet.type("电脑台帐!J4", "2001-05-06");
    await poll(() => sheet.marked()).toEqual(["G8", "I10"]);
    await sheet.type("电脑台帐!G8", "赵七");
    await poll(() => sheet.marked()).toEqual(["I10"]);
  });
});

describe("清除", () => {
  it("清除标记 gives back exactly the workbook before", async () => {
    const { page, pane, sheet } = await opened();
    const before = await sheet.snapshot();
    await pane.reconcile();
    expect(await sheet.snapshot()).not.toBe(before);
    await pane.menu("清除标记");
    await pane.notice("标记已清除");
    await poll(() => sheet.marked()).toEqual([]);
    expect(await sheet.snapshot()).toBe(before);
    await shot(page, "32-cleared");
  });

  it("after sorting, inserting and typing leaves those edits alone", async () => {
    const edit = async (scene: Scene): Promise<void> => {
      await sortBy(scene, "手工台帐!B5");
      await scene.sheet.goTo("手工台帐!A5");
      await scene.sheet.tool("插入行");
      await scene.sheet.type("手工台帐!D5", "2004");
      await scene.sheet.type("电脑台帐!G8", "赵七");
    };
    const plain = await opened();
    await edit(plain);
    const wanted = await plain.sheet.snapshot();
    await plain.page.context().close();
    const scene = await ran();
    await edit(scene);
    expect(await scene.sheet.snapshot()).not.toBe(wanted);
    await scene.pane.menu("清除标记");
    await scene.pane.notice("标记已清除");
    expect(await scene.sheet.snapshot()).toBe(wanted);
  });

  it("清除全部痕迹 asks first, then nothing of ours is left", async () => {
    const { page, pane, sheet } = await opened();
    const before = await sheet.snapshot();
    await pane.reconcile();
    await pane.tab("清单");
    await pane.button("写入工作簿").click();
    await pane.notice(/已写入 \d+ 张表/);
    expect((await sheet.tabs()).length).toBeGreaterThan(3);
    const written = await sheet.snapshot();
    await pane.menu("清除全部痕迹…");
    const question = pane.frame.getByRole("alertdialog");
    await question.getByText("清除全部痕迹？").waitFor();
    await shot(page, "33-clear-everything-question");
    await question.getByRole("button", { name: "取消", exact: true }).click();
    await question.waitFor({ state: "detached" });
    expect(await sheet.snapshot()).toBe(written);
    await pane.menu("清除全部痕迹…");
    await question.getByRole("button", { name: "全部清除", exact: true }).click();
    await pane.notice("已全部清除");
    await poll(() => sheet.snapshot()).toBe(before);
    expect(await sheet.tabs()).toEqual(["手工台帐", "电脑台帐"]);
  });
});
