/** In an English Office no Chinese is left in what the pane and the page say themselves; the data stay as they are. */
import { describe, expect, it } from "vitest";
import type { Frame } from "playwright-core";
import { gridsOf, smallBook } from "./books.js";
import { useBrowser } from "./harness.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();
const HAN = /\p{Script=Han}/u;

/** Texts, labels, titles and placeholders with Chinese in them, outside the grid and the tabs. */
function chineseIn(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const han = /\p{Script=Han}/u;
    const found: string[] = [];
    const skip = (node: Node): boolean => (node instanceof Element ? node : node.parentElement)?.closest("[role=grid], [role=tablist] [data-sheet], noscript, script, style, option, .formula, .cell-field, h1") != null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (skip(node)) continue;
      const texts = node instanceof Element ? ["aria-label", "title", "placeholder", "alt"].map((name) => node.getAttribute(name) ?? "") : [node.textContent ?? ""];
      found.push(...texts.filter((text) => han.test(text)));
    }
    return found;
  });
}

describe("English", () => {
  it("everywhere but in the data", async () => {
    const book = await smallBook();
    const { page, pane, sheet } = await stage.open({ book, query: { locale: "en-US" } });
    const data = [...new Set(gridsOf(book).flatMap((grid) => [grid.sheet, ...grid.rows.flat().map(String)]))].filter((text) => HAN.test(text)).sort((a, b) => b.length - a.length);
    // Villages without 村, as finding numbers have them.
    data.push("新塘", "横岭", "石桥", "柳林", "两本台帐.xlsx");
    const expectEnglish = async (state: string): Promise<void> => {
      await shot(page, `80-english-${state}`);
      const left: string[] = [];
      for (const frame of page.frames()) {
        if (frame.url() === "about:blank") continue;
        for (const text of await chineseIn(frame)) {
          const rest = data.reduce((some, one) => some.replaceAll(one, ""), text);
          if (HAN.test(rest)) left.push(text);
        }
      }
      expect([...new Set(left)], state).toEqual([]);
    };
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await pane.text(/\d+ rows/).first().waitFor();
    await pane.frame.getByRole("progressbar").waitFor({ state: "detached" });
    expect(await (await pane.inner()).locator("html").getAttribute("lang")).toBe("en");
    await expectEnglish("records");
    for (const record of await pane.frame.getByRole("button", { expanded: false }).all()) if (await record.isVisible()) await record.click();
    await expectEnglish("sheets");
    await pane.button("Reconcile").click();
    await pane.notice(/Done: 4 to correct/);
    await expectEnglish("results");
    await pane.finding("何满秀").click();
    await pane.open.waitFor();
    await expectEnglish("finding");
    await pane.button("Back").click();
    await sheet.type("电脑台帐!J4", "2001-05-06");
    await pane.text(/since then/).first().waitFor();
    await expectEnglish("stale");
    await pane.frame.getByRole("tab", { name: "Lists" }).click();
    await pane.frame.getByRole("button", { name: /^Write/ }).click();
    await pane.frame.getByRole("alertdialog").waitFor();
    await expectEnglish("question");
    await pane.frame.getByRole("alertdialog").getByRole("button").last().click();
    await pane.notice(/sheets written/);
    await expectEnglish("lists");
    // The sheets that we write are English too: their names at least.
    for (const tab of await sheet.tabs()) if (!["手工台帐", "电脑台帐"].includes(tab)) expect(data.reduce((some, one) => some.replaceAll(one, ""), tab)).not.toMatch(HAN);
    await pane.button("More").or(pane.frame.getByRole("button", { name: /^More/ })).first().click();
    await expectEnglish("menu");
    await pane.frame.getByRole("menuitem", { name: "Help" }).click();
    await pane.frame.getByRole("dialog").waitFor();
    await expectEnglish("help");
  });
});
