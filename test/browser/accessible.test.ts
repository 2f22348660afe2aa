/** axe-core on each state of the pane and the page around it: light, dark and high contrast. */
import { describe, it } from "vitest";
import { expectAccessible } from "./axe.js";
import { bookOf, smallBook } from "./books.js";
import { useBrowser, type OpenOptions, type Scene } from "./harness.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

async function look({ page }: Scene, name: string): Promise<void> {
  await shot(page, name);
  await expectAccessible(page, name);
}

/** The states that a normal day passes through. */
async function day(theme: string, options: Omit<OpenOptions, "book">): Promise<void> {
  const scene = await stage.open({ book: await smallBook((book) => book.getWorksheet("电脑台帐")!.protect("", {})), ...options });
  const { page, pane } = scene;
  const state = (name: string): Promise<void> => look(scene, `9-${theme}-${name}`);
  await pane.ready();
  await state("records");
  await pane.button(/^手工台帐/).click();
  await pane.button(/^列（对应/).click();
  await state("columns");
  await pane.button("改表头").click();
  await pane.frame.getByRole("dialog").waitFor();
  await state("header-dialog");
  await page.keyboard.press("Escape");
  await pane.frame.getByRole("dialog").waitFor({ state: "detached" });
  await pane.reconcile();
  await state("results");
  await pane.group("按村");
  await state("villages");
  await pane.button("筛选").click();
  await pane.frame.getByRole("combobox", { name: "村" }).waitFor();
  await state("filter");
  await page.keyboard.press("Escape");
  await pane.group("全部");
  await pane.finding("何满秀").click();
  await pane.open.waitFor();
  await state("finding");
  await pane.tab("清单");
  await pane.button("写入工作簿").click();
  await pane.notice(/已写入/);
  await state("lists");
  await pane.menu("清除全部痕迹…");
  await pane.frame.getByRole("alertdialog").waitFor();
  await state("question");
  await page.keyboard.press("Escape");
  await pane.frame.getByRole("alertdialog").waitFor({ state: "detached" });
  await pane.menu("帮助");
  await pane.frame.getByRole("dialog").waitFor();
  await state("help");
}

describe("axe-core finds nothing", () => {
  it("in light colours", () => day("light", {}));
  it("in dark colours", () => day("dark", { query: { theme: "dark" }, context: { colorScheme: "dark" } }));
  it("in high contrast", () => day("contrast", { query: { theme: "contrast" }, context: { forcedColors: "active" } }));

  it("in the states beside", async () => {
    const scene = await stage.open({ book: await smallBook(), query: { latency: "80" } });
    const { page, pane, sheet } = scene;
    await pane.ready();
    for (const [opener, name] of [[/^手工台帐/, "sheet"]] as const) {
      await pane.button(opener).click();
      await look(scene, `9-beside-${name}`);
    }
    await pane.button(/改|核对月份/).first().click();
    await pane.frame.getByRole("dialog").waitFor();
    await look(scene, "9-beside-period-dialog");
    await page.keyboard.press("Escape");
    await pane.button("核对").click();
    await pane.frame.getByRole("progressbar").waitFor();
    await look(scene, "9-beside-running");
    await pane.notice("核对完成");
    await sheet.type("电脑台帐!J4", "2001-05-06");
    await pane.text(/核对之后又改了/).waitFor();
    await look(scene, "9-beside-stale");
    await page.evaluate(() => window.simulator!.excel!.faults.restart().always({ kind: "refuse", code: "GeneralException" }));
    await pane.button("重新核对").first().click();
    await pane.button("再试一次").waitFor();
    await look(scene, "9-beside-refused");
    await pane.button("更多操作").click();
    await pane.frame.getByRole("menu").waitFor();
    await look(scene, "9-beside-menu");
    const empty = await stage.open({ book: await bookOf("空.xlsx", [{ file: null, sheet: "Sheet1", rows: [], columnCount: 0, merges: [] }]) });
    await empty.pane.text("工作簿里还没有台帐").waitFor();
    await look(empty, "9-beside-empty");
  });
});
