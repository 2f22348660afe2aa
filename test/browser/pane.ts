/** The task pane as its users see it: by roles and words. */
import { poll } from "./poll.js";
import type { Frame, FrameLocator, Locator, Page } from "playwright-core";

export type TabName = "记录" | "结果" | "清单";

export interface Pane {
  readonly frame: FrameLocator;
  button(name: string | RegExp): Locator;
  text(text: string | RegExp): Locator;
  tab(name: TabName): Promise<void>;
  /** Resolves when the records have been read. */
  ready(): Promise<void>;
  /** Clicks 核对 or 重新核对 and waits for the result's message. */
  reconcile(): Promise<void>;
  /** Messages at the top. */
  notices(): Promise<string[]>;
  /** Waits until a message at the top says so. */
  notice(text: string | RegExp): Promise<void>;
  /** Behind the dots: 清除标记, 清除全部痕迹…, 帮助. */
  menu(item: string): Promise<void>;
  /** Rows of the list that are in sight. */
  findings(): Locator;
  finding(text: string | RegExp): Locator;
  /** The finding that is open. */
  readonly open: Locator;
  group(name: "先看10条" | "共性问题" | "按村" | "按记录" | "全部"): Promise<void>;
  inner(): Promise<Frame>;
}

export function paneOn(page: Page): Pane {
  const iframe = page.locator('iframe[src*="taskpane.html"]');
  const frame = iframe.contentFrame();
  const button = (name: string | RegExp): Locator => frame.getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) });
  const bars = frame.locator(".fui-MessageBar");
  const list = frame.getByRole("list", { name: /^(差异|Discrepancies|Findings)$/ });
  const main = frame.getByRole("button", { name: /^(核对|重新核对)$/ }).first();
  return {
    frame,
    button,
    text: (text) => frame.getByText(text),
    tab: async (name) => frame.getByRole("tab", { name: new RegExp(`^${name}`) }).click(),
    ready: async () => {
      await frame.getByText(/\d 行/).first().waitFor();
      await frame.getByRole("progressbar").waitFor({ state: "detached" });
    },
    reconcile: async () => {
      await main.click();
      await bars.filter({ hasText: /核对完成|没有发现需要改/ }).waitFor();
      await frame.getByRole("progressbar").waitFor({ state: "detached" });
    },
    notices: () => bars.allInnerTexts(),
    notice: async (text) => bars.filter({ hasText: text }).first().waitFor(),
    menu: async (item) => {
      await button("更多操作").click();
      await frame.getByRole("menuitem", { name: item, exact: true }).click();
    },
    findings: () => list.getByRole("listitem"),
    finding: (text) => list.getByRole("button").filter({ hasText: text }).first(),
    open: frame.getByRole("article"),
    group: async (name) => {
      await frame.getByRole("radiogroup", { name: "怎么看" }).getByText(name, { exact: true }).click();
      await poll(() => frame.getByRole("radio", { name, exact: true }).isChecked()).toBe(true);
    },
    inner: async () => {
      const handle = await iframe.elementHandle();
      const inner = await handle?.contentFrame();
      if (inner === null || inner === undefined) throw new Error("the pane has no frame");
      return inner;
    },
  };
}
