/** What stands in the way: protected and hidden sheets, filtered rows, a cell being edited, an Excel that refuses, a pane that is closed. */
import { describe, expect, it } from "vitest";
import { agreeingBook, bookOf, smallBook, type Dress } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

async function opened(dress?: Dress, query: Record<string, string> = {}): Promise<Scene> {
  const scene = await stage.open({ book: await smallBook(dress), query });
  await scene.pane.ready();
  return scene;
}

describe("sheets", () => {
  it("a protected one is read but not marked, and that is said", async () => {
    const { page, pane, sheet } = await opened((book) => book.getWorksheet("电脑台帐")!.protect("", {}));
    await pane.button(/^电脑台帐/).click();
    await pane.text(/有保护，只读不标/).first().waitFor();
    await shot(page, "50-protected-records");
    await pane.reconcile();
    await pane.notice(/有 \d+ 处没有标记/);
    expect((await pane.notices()).join()).toContain("电脑台帐");
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
    await sheet.goTo("电脑台帐!A3");
    await poll(() => sheet.marked()).toEqual([]);
    await shot(page, "51-protected-results");
  });

  it("a hidden one is offered to be shown", async () => {
    const { page, pane, sheet } = await opened((book) => {
      book.getWorksheet("电脑台帐")!.state = "hidden";
    });
    await pane.reconcile();
    await pane.finding("何满秀").click();
    await pane.button("到电脑台帐 G8").click();
    await pane.text("这一格在隐藏的表“电脑台帐”里。").waitFor();
    expect(await sheet.tabs()).toEqual(["手工台帐"]);
    await shot(page, "52-hidden-sheet");
    await pane.button("显示并转到").click();
    await poll(sheet.selected).toBe("电脑台帐!G8");
    await pane.button("显示并转到").waitFor({ state: "detached" });
  });

  it("a row that a filter hides is offered to be shown", async () => {
    const { page, pane, sheet } = await opened((book) => {
      book.getWorksheet("手工台帐")!.autoFilter = "A2:J18";
    });
    await sheet.cell("A2").getByRole("button", { name: "筛选“村名”" }).click();
    await page.getByRole("checkbox", { name: "横岭村" }).uncheck();
    await page.getByRole("button", { name: "确定", exact: true }).click();
    await sheet.cell("G9").waitFor({ state: "detached" });
    await pane.reconcile();
    await pane.finding("何满秀").click();
    await pane.text("这一格在“手工台帐”隐藏或筛选掉的行里。").waitFor();
    await shot(page, "53-filtered-row");
    await pane.button("显示并转到").click();
    await poll(sheet.selected).toBe("手工台帐!G9");
    await sheet.cell("G9").waitFor();
  });
});

describe("Excel", () => {
  it.each(["newest", "oldest"])("%s: a cell that is being edited is waited for, or said to be in the way", async (name) => {
    const { page, pane, sheet } = await opened(undefined, { profile: name });
    await sheet.goTo("手工台帐!K5");
    await page.keyboard.type("备注");
    await page.getByRole("status").filter({ hasText: "输入" }).waitFor();
    await pane.button("核对").click();
    if (name === "oldest") {
      await pane.notice(/单元格/);
      await shot(page, "54-editing-refused");
    } else {
      await pane.frame.getByRole("progressbar").waitFor();
      await shot(page, "55-editing-waits");
    }
    await poll(() => sheet.marked()).toEqual([]);
    // A click on another cell ends it, as in Excel.
    await sheet.cell("K7").click();
    await page.getByRole("status").filter({ hasText: "就绪" }).waitFor();
    if (name === "oldest") await pane.button("再试一次").click();
    await pane.notice("核对完成");
    expect(await sheet.cell("K5").innerText()).toBe("备注");
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
  });

  it("that refuses is told in words, and tried again on request", async () => {
    const { page, pane, sheet } = await opened();
    const before = await sheet.snapshot();
    await page.evaluate(() => window.simulator!.excel!.faults.restart().always({ kind: "refuse", code: "GeneralException" }));
    await pane.button("核对").click();
    await pane.notice(/Excel/);
    await shot(page, "56-refused");
    expect(await sheet.snapshot()).toBe(before);
    await page.evaluate(() => window.simulator!.excel!.faults.restart());
    await pane.button("再试一次").click();
    await pane.notice("核对完成");
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
  });

  it("keeps nothing of a run whose pane was closed, once the marks are cleared", async () => {
    const { page, pane, sheet } = await opened(undefined, { latency: "120" });
    const before = await sheet.snapshot();
    await pane.button("核对").click();
    await pane.frame.locator("[aria-current=step]").filter({ hasText: "写入工作簿" }).waitFor();
    await poll(() => sheet.snapshot()).not.toBe(before);
    await page.getByRole("button", { name: "关闭任务窗格" }).click();
    await page.locator("iframe").waitFor({ state: "detached" });
    await page.getByRole("toolbar").getByRole("button", { name: "核对", exact: true }).click();
    await pane.ready();
    await shot(page, "57-reopened");
    await pane.menu("清除标记");
    await pane.notice(/标记已清除|没有我们的标记/);
    expect(await sheet.snapshot()).toBe(before);
    await pane.reconcile();
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
  });
});

describe("books with nothing to find", () => {
  it("in agreement, empty, or without a ledger say so", async () => {
    const agreeing = await stage.open({ book: await agreeingBook() });
    await agreeing.pane.ready();
    await agreeing.pane.reconcile();
    await agreeing.pane.text("没有发现差异").first().waitFor();
    expect(await agreeing.sheet.marked()).toEqual([]);
    await shot(agreeing.page, "58-agreeing");
    const empty = await stage.open({ book: await bookOf("空.xlsx", [{ file: null, sheet: "Sheet1", rows: [], columnCount: 0, merges: [] }]) });
    await empty.pane.text("工作簿里还没有台帐").waitFor();
    await shot(empty.page, "59-empty");
    const other = await stage.open({ book: await bookOf("会议.xlsx", [{ file: null, sheet: "会议", rows: [["会议记录"], ["一、讨论"], ["二、决定"]], columnCount: 1, merges: [] }]) });
    await other.pane.text("没有认出台帐").waitFor();
    await shot(other.page, "60-no-ledger");
    await other.pane.button("核对").click();
    await other.pane.notice(/没有认出/);
    expect((await other.pane.notices()).join()).not.toContain("意外");
    await shot(other.page, "61-no-ledger-run");
  });
});
