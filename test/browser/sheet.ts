/** The workbook beside the pane as its users handle it: tabs, cells, keyboard, toolbar. */
import { poll } from "./poll.js";
import type { Locator, Page } from "playwright-core";

export interface Sheet {
  cell(address: string): Locator;
  /** Types an address such as 电脑台帐!B4 into the name box. */
  goTo(place: string): Promise<void>;
  /** 电脑台帐!B4 */
  selected(): Promise<string>;
  type(place: string, text: string): Promise<void>;
  /** Addresses of the marked cells in sight. */
  marked(): Promise<string[]>;
  tabs(): Promise<string[]>;
  tool(name: "升序" | "降序" | "插入行" | "删除行" | "撤销" | "下载"): Promise<void>;
  /** Through the context menu of the sheet's tab. */
  hide(sheet: string): Promise<void>;
  /** Everything in the workbook, as text that is equal for equal workbooks. */
  snapshot(): Promise<string>;
  grid: Locator;
}

export function sheetOn(page: Page): Sheet {
  const tabs = page.getByRole("tablist", { name: /工作表标签|Sheet tabs/ });
  const nameBox = page.getByRole("textbox", { name: /^(名称框|Name box)/ });
  const current = tabs.getByRole("tab", { selected: true });
  const grid = page.getByRole("grid");
  const cell = (address: string): Locator => grid.locator(`[data-address="${address}"]`);
  const selected = async (): Promise<string> => `${(await current.innerText()).trim()}!${await nameBox.inputValue()}`;
  const goTo = async (place: string): Promise<void> => {
    await nameBox.fill(place);
    await nameBox.press("Enter");
    await poll(selected).toBe(place);
  };
  return {
    grid,
    cell,
    goTo,
    selected,
    type: async (place, text) => {
      await goTo(place);
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await page.getByRole("status").filter({ hasText: /就绪|Ready/ }).waitFor();
    },
    marked: async () => {
      const found = await grid.locator("[data-marked]").evaluateAll((cells) => cells.map((one) => one.getAttribute("data-address") ?? ""));
      return found.sort();
    },
    tabs: async () => (await tabs.getByRole("tab").allInnerTexts()).map((name) => name.trim()),
    tool: async (name) => page.getByRole("toolbar").getByRole("button", { name, exact: true }).click(),
    hide: async (sheet) => {
      await tabs.getByRole("tab", { name: sheet, exact: true }).click({ button: "right" });
      await page.getByRole("menuitem", { name: "隐藏", exact: true }).click();
    },
    snapshot: () => page.evaluate(() => JSON.stringify(window.simulator!.snapshot())),
  };
}
