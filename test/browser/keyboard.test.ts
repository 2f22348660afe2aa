/** Without a mouse: from the opened page to a finding's cell and back, the focus seen at every step. */
import { describe, expect, it } from "vitest";
import { smallBook } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

interface Focused {
  /** Whether the keyboard is in the pane's frame. */
  readonly inPane: boolean;
  readonly tag: string;
  readonly words: string;
  readonly seen: boolean;
}

/** Where the keyboard is. A focus that nobody can see counts as lost. */
async function focused({ page, pane }: Scene): Promise<Focused> {
  const inPane = await page.evaluate(() => document.activeElement?.tagName === "IFRAME");
  const frame = inPane ? await pane.inner() : page.mainFrame();
  const found = await frame.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { tag: "BODY", words: "", seen: false };
    // The ring may be drawn by the element, by what is drawn before or after it, by its label, or by its frame.
    const ring = (one: Element, part?: string): boolean => {
      const look = getComputedStyle(one, part);
      if (part !== undefined && (look.content === "none" || look.content === "normal")) return false;
      // Links are underlined twice.
      return look.textDecorationStyle === "double" || (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none" || (part !== undefined && parseFloat(look.borderTopWidth) + parseFloat(look.borderBottomWidth) > 0);
    };
    const near = [element, ...[element.parentElement, element.parentElement?.parentElement, element.nextElementSibling, element.closest("label")].filter((one): one is Element => one != null)];
    const seen = near.some((one) => ring(one) || ring(one, "::after") || ring(one, "::before")) || element.classList.contains("cell-field");
    return { tag: element.tagName, words: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 80), seen };
  });
  return { inPane, ...found };
}

/** Presses the key until the focus is where it is wanted; on the way it is never lost. */
async function pressUntil(scene: Scene, key: string, wanted: (at: Focused) => boolean, most = 25): Promise<void> {
  const way: string[] = [];
  for (let i = 0; i < most; i++) {
    await scene.page.keyboard.press(key);
    const at = await focused(scene);
    way.push(`${at.tag} ${at.words}`);
    // F6 gives the keyboard to the pane as a whole; there the first Tab leads to its first button.
    if (key === "F6" && at.inPane && wanted(at)) return;
    expect(at.tag, `after ${key}: ${way.join(" → ")}`).not.toBe("BODY");
    if (at.inPane) expect(at.seen, `the focus is to be seen: ${way.join(" → ")}`).toBe(true);
    if (wanted(at)) return;
  }
  expect.fail(`${key} never led there: ${way.join(" → ")}`);
}

describe("the keyboard alone", () => {
  it("leads from the page to a finding, to its cell and back", async () => {
    const scene = await stage.open({ book: await smallBook() });
    const { page, pane, sheet } = scene;
    await pane.ready();
    await poll(async () => (await focused(scene)).tag).toBe("TEXTAREA");
    await pressUntil(scene, "F6", (at) => at.inPane, 4);
    if ((await focused(scene)).words !== "核对") await pressUntil(scene, "Tab", (at) => at.words === "核对");
    await shot(page, "81-keyboard-reconcile");
    await page.keyboard.press("Enter");
    await pane.notice("核对完成");
    await poll(async () => (await focused(scene)).words).toBe("核对结果");
    await pressUntil(scene, "Tab", (at) => at.words.includes("何满秀"));
    await shot(page, "82-keyboard-list");
    await page.keyboard.press("ArrowDown");
    await poll(async () => (await focused(scene)).words).toMatch(/方金莲/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await pane.open.waitFor();
    await poll(sheet.selected).toBe("手工台帐!G9");
    await poll(async () => (await focused(scene)).words).toMatch(/何满秀/);
    await pressUntil(scene, "Tab", (at) => at.words === "到电脑台帐 G8");
    await page.keyboard.press("Enter");
    await poll(sheet.selected).toBe("电脑台帐!G8");
    await shot(page, "83-keyboard-cell");
    await page.keyboard.press("n");
    await poll(sheet.selected).toBe("手工台帐!B7");
    await page.keyboard.press("p");
    await poll(sheet.selected).toBe("手工台帐!G9");
    // Into the sheet, one correction, and back to the finding.
    await pressUntil(scene, "F6", (at) => at.tag === "TEXTAREA", 4);
    await page.keyboard.type("钱九");
    await page.keyboard.press("Enter");
    await poll(() => sheet.cell("G9").innerText()).toBe("钱九");
    await pressUntil(scene, "F6", (at) => at.inPane, 4);
    await page.keyboard.press("Escape");
    await pane.open.waitFor({ state: "detached" });
    await poll(async () => (await focused(scene)).words).toMatch(/何满秀/);
    await pane.text(/核对之后又改了/).waitFor();
  });

  it("stays inside dialogs and comes back from them", async () => {
    const scene = await stage.open({ book: await smallBook() });
    const { page, pane } = scene;
    await pane.ready();
    await pressUntil(scene, "F6", (at) => at.inPane, 4);
    await pressUntil(scene, "Tab", (at) => at.words === "更多操作");
    for (const item of ["清除全部痕迹…", "帮助"]) {
      await page.keyboard.press("Enter");
      await pane.frame.getByRole("menu").waitFor();
      await poll(async () => (await focused(scene)).words).toBe("清除标记");
      await pressUntil(scene, "ArrowDown", (at) => at.words === item, 4);
      await page.keyboard.press("Enter");
      const dialog = pane.frame.getByRole(item === "帮助" ? "dialog" : "alertdialog");
      await dialog.waitFor();
      const frame = await pane.inner();
      const inside = (): Promise<boolean> => frame.evaluate(() => document.activeElement?.closest("[role=dialog], [role=alertdialog]") !== null);
      await poll(inside).toBe(true);
      for (let i = 0; i < 5; i++) {
        await page.keyboard.press("Tab");
        expect(await inside(), `${item}, Tab ${i + 1}`).toBe(true);
        expect((await focused(scene)).seen).toBe(true);
      }
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await poll(async () => (await focused(scene)).words, item).toBe("更多操作");
    }
  });

  it("is not lost while the work is shown and taken away", async () => {
    const scene = await stage.open({ book: await smallBook(), query: { latency: "60" } });
    const { page, pane } = scene;
    await pane.ready();
    await pane.button("核对").focus();
    await page.keyboard.press("Enter");
    await pane.frame.getByRole("progressbar").waitFor();
    expect((await focused(scene)).words).toBe("核对");
    await pressUntil(scene, "Tab", (at) => at.words === "取消");
    await page.keyboard.press("Enter");
    await pane.notice("已取消");
    await pane.frame.getByRole("progressbar").waitFor({ state: "detached" });
    await poll(async () => (await focused(scene)).tag).not.toBe("BODY");
  });
});
