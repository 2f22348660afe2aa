/** 结果: opening findings, going to their cells, grouping, filtering, searching. */
import { describe, expect, it } from "vitest";
import { manyFindings, smallBook } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

async function ran(): Promise<Scene> {
  const scene = await stage.open({ book: await smallBook() });
  await scene.pane.ready();
  await scene.pane.reconcile();
  return scene;
}

/** Words of the rows of the list in sight. */
const names = async ({ pane }: Scene): Promise<string[]> => {
  const rows = await pane.findings().allInnerTexts();
  return rows.flatMap((row) => /何满秀|方金莲|孔月娥|白秀英/.exec(row)?.[0] ?? []);
};

describe("a finding", () => {
  it("shows who says what, goes to the cell, and leads to the next", async () => {
    const scene = await ran();
    const { page, pane, sheet } = scene;
    await pane.finding("何满秀").click();
    await pane.open.getByRole("heading", { name: "何满秀 · 丈夫姓名" }).waitFor();
    // Opened from the list, the first cell is gone to.
    await poll(sheet.selected).toBe("手工台帐!G9");
    const text = await pane.open.innerText();
    for (const words of ["赵七", "钱九", "哪本写错还看不出", "为什么认为是同一人", "身份证号相同", "由谁改：先查原始记录", "横岭-001"]) expect(text).toContain(words);
    // The ID number is masked.
    expect(text).not.toMatch(/\d{17}/);
    expect(text).toMatch(/430203\*+\w{4}/);
    await pane.button("到电脑台帐 G8").click();
    await poll(sheet.selected).toBe("电脑台帐!G8");
    await shot(page, "03-finding");

    await pane.text(/^1 \/ 4$/).waitFor();
    await page.keyboard.press("n");
    await pane.text(/^2 \/ 4$/).waitFor();
    await poll(sheet.selected).toBe("手工台帐!B7");
    expect(await pane.open.innerText()).toContain("未登");
    await shot(page, "04-finding-missing");
    await page.keyboard.press("p");
    await pane.text(/^1 \/ 4$/).waitFor();
    await poll(sheet.selected).toBe("手工台帐!G9");
    await page.keyboard.press("Escape");
    await pane.open.waitFor({ state: "detached" });
    await pane.finding("方金莲").waitFor();
  });
});

describe("the list", () => {
  it("is grouped, searched and filtered", async () => {
    const scene = await ran();
    const { page, pane } = scene;
    expect((await names(scene)).sort()).toEqual(["何满秀", "孔月娥", "方金莲", "白秀英"].sort());
    await pane.group("按村");
    for (const village of ["新塘村", "横岭村", "石桥村"]) await pane.findings().filter({ hasText: village }).first().waitFor();
    await shot(page, "05-by-village");
    await pane.group("按记录");
    await pane.findings().filter({ hasText: /手工台帐|电脑台帐/ }).first().waitFor();
    await shot(page, "06-by-record");
    await pane.group("共性问题");
    await pane.text("没有共性问题").waitFor();
    await shot(page, "07-no-patterns");
    await pane.group("全部");
    await pane.frame.getByRole("searchbox").fill("孔月娥");
    await poll(() => names(scene)).toEqual(["孔月娥"]);
    await pane.frame.getByRole("searchbox").fill("没有这个人");
    await pane.text("没有符合的差异").waitFor();
    await shot(page, "08-no-hits");
    await pane.frame.getByRole("searchbox").fill("");
    await poll(async () => (await names(scene)).length).toBe(4);
    await pane.button("筛选").click();
    await pane.frame.getByRole("combobox", { name: "村" }).selectOption("横岭村");
    await shot(page, "09-filter");
    await pane.button("看 2 条").click();
    await poll(async () => (await names(scene)).sort()).toEqual(["何满秀", "方金莲"].sort());
    await pane.button(/筛选，已用 1 项/).click();
    await pane.frame.getByRole("checkbox", { name: "漏录" }).check();
    await pane.button("看 1 条").click();
    await poll(() => names(scene)).toEqual(["方金莲"]);
    await pane.button(/筛选，已用 2 项/).click();
    await pane.button("全部清除").click();
    await page.keyboard.press("Escape");
    await poll(async () => (await names(scene)).length).toBe(4);
  });

  it("of 40,000 findings scrolls and jumps to its end", async () => {
    const scene = await stage.open({ book: await manyFindings() });
    const { page, pane, sheet } = scene;
    await pane.ready();
    const began = Date.now();
    await pane.button("核对").click();
    await pane.frame.locator(".fui-MessageBar").filter({ hasText: "核对完成" }).waitFor({ timeout: 100_000 });
    const took = Date.now() - began;
    await pane.frame.getByRole("region", { name: "核对结果" }).getByText("40,000 处").waitFor();
    await shot(page, "40-many-first");
    await pane.group("共性问题");
    await pane.findings().first().waitFor();
    await shot(page, "41-many-patterns");
    await pane.group("全部");
    await pane.findings().first().waitFor();
    const frame = await pane.inner();
    const scroll = await frame.evaluate(async () => {
      const list = document.querySelector("ul[aria-label=差异]")!;
      let box: Element = list;
      while (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === "visible") box = box.parentElement!;
      const pauses: number[] = [];
      const blank: number[] = [];
      let last = performance.now();
      for (let i = 0; i < 120; i++) {
        box.scrollTop = i < 100 ? i * 120 : (box.scrollHeight * (i - 99)) / 20;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        pauses.push(now - last);
        last = now;
        if (list.querySelectorAll("li").length === 0) blank.push(i);
      }
      pauses.sort((a, b) => a - b);
      return { median: pauses[60]!, p95: pauses[113]!, worst: pauses.at(-1)!, blank, rows: list.querySelectorAll("li").length, size: list.querySelector("li")?.getAttribute("aria-setsize") };
    });
    process.stdout.write(`40,000 findings: run ${(took / 1000).toFixed(1)} s in the page; scrolling, ms per frame: median ${scroll.median.toFixed(0)}, 95 % ${scroll.p95.toFixed(0)}, worst ${scroll.worst.toFixed(0)}; rows in the page ${scroll.rows}\n`);
    expect(scroll.size).toBe("40000");
    expect(scroll.rows).toBeLessThan(80);
    expect(scroll.blank).toEqual([]);

    // From the first row to the last and back by the keyboard.
    await pane.findings().getByRole("button").first().focus();
    await page.keyboard.press("End");
    await poll(() => frame.evaluate(() => document.activeElement?.closest("li")?.getAttribute("aria-posinset"))).toBe("40000");
    await shot(page, "42-many-end");
    await page.keyboard.press("Enter");
    await pane.text("40,000 / 40,000").waitFor();
    await poll(sheet.selected).toMatch(/台帐!\w+\d+/);
    await pane.button("返回").click();
    await pane.frame.getByRole("searchbox").fill("左塘");
    await poll(async () => (await pane.findings().allInnerTexts()).every((row) => row.includes("左塘"))).toBe(true);
    // Seen from the first hit on.
    await poll(() => frame.evaluate(() => {
      const top = document.querySelector('li[aria-posinset="1"]')?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < innerHeight;
    })).toBe(true);
    await shot(page, "43-many-search");
  });
});
