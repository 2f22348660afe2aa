/** 清单: sheets with tables and links in the workbook, and a workbook for each village. */
import { describe, expect, it } from "vitest";
import { smallBook } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

async function ran(): Promise<Scene> {
  const scene = await stage.open({ book: await smallBook() });
  await scene.pane.ready();
  await scene.pane.tab("清单");
  await scene.pane.text("核对之后才能写清单").waitFor();
  await shot(scene.page, "70-lists-none");
  await scene.pane.reconcile();
  await scene.pane.tab("清单");
  await shot(scene.page, "71-lists");
  return scene;
}

describe("清单", () => {
  it("are sheets with a table whose links lead to the records' cells, also after sorting", async () => {
    const { page, pane, sheet } = await ran();
    await pane.button("写入工作簿").click();
    await pane.notice(/已写入 \d+ 张表/);
    const tabs = await sheet.tabs();
    expect(tabs).toEqual(expect.arrayContaining(["手工台帐", "电脑台帐", "汇总", "差异清单"]));
    await shot(page, "72-lists-written");
    await pane.button("差异清单").click();
    await poll(sheet.selected).toMatch(/^差异清单!/);
    await shot(page, "73-list-sheet");
    const filters = sheet.grid.locator("[data-filter]");
    expect(await filters.count()).toBeGreaterThan(4);
    const links = sheet.grid.locator(".cell.link .text");
    expect(await links.count()).toBeGreaterThan(0);
    const follow = async (): Promise<void> => {
      const link = sheet.grid.locator(".cell.link .text").filter({ hasText: /[A-Z]+\d+/ }).first();
      const [place = ""] = /[A-Z]+\d+/.exec(await link.innerText()) ?? [];
      await link.click();
      await poll(sheet.selected).toMatch(new RegExp(`^(手工台帐|电脑台帐)!${place}$`));
    };
    await follow();
    await shot(page, "74-link-followed");
    await pane.button("差异清单").click();
    await poll(sheet.selected).toMatch(/^差异清单!/);
    await filters.nth(2).click();
    await page.getByRole("button", { name: "降序", exact: true }).last().click();
    await follow();
    for (const name of tabs.filter((tab) => !["手工台帐", "电脑台帐", "差异清单"].includes(tab))) {
      await pane.button(name).click();
      await poll(sheet.selected).toMatch(new RegExp(`^${name}!`));
      await shot(page, `75-${name}`);
    }
    // A second time the lists take the place of the first.
    await pane.button("重新写入").click();
    await pane.notice(/已写入 \d+ 张表/);
    await pane.frame.getByRole("progressbar").waitFor({ state: "detached" });
    expect((await sheet.tabs()).sort()).toEqual([...tabs].sort());
  });

  it("of one village open in a workbook of its own with nothing of another village", async () => {
    const { page, pane, sheet } = await ran();
    const villages = pane.frame.getByRole("region", { name: "导出各村" });
    await villages.getByRole("button", { name: "打开横岭村" }).click();
    await pane.notice(/横岭村的清单已在新窗口打开/);
    await page.getByRole("button", { name: /打开的工作簿/ }).click();
    await shot(page, "76-books");
    await page.getByRole("menuitemradio").nth(1).click();
    await poll(async () => (await sheet.tabs()).includes("手工台帐")).toBe(false);
    await shot(page, "77-village-book");
    const text = await page.evaluate(() => JSON.stringify(window.simulator!.simulated.snapshot(window.simulator!.view!.book)));
    expect(text).toContain("何满秀");
    for (const other of ["新塘村", "石桥村", "柳林村", "白秀英", "孔月娥", "安玉兰"]) expect(text).not.toContain(other);
    expect(text).not.toMatch(/43020319\d{10}/);
  });
});
