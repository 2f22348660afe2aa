/** axe-core in the page and in the pane's frame, each by itself. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Frame, Page } from "playwright-core";
import { expect } from "vitest";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What no rule looks at: Fluent's guards at the ends of menus and dialogs, which hand the focus on as soon as they get it. */
const GUARDS = "[data-tabster-dummy]";

/** Violations as "rule: where". In forced colours the system chooses the colours, and what the styles say of them does not hold. */
async function violations(frame: Frame): Promise<string[]> {
  // Evaluated by the debugger, so that the page's content policy stays as it is.
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(source);
  const results = await frame.evaluate((guards) => {
    const { axe } = window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
    const forced = matchMedia("(forced-colors: active)").matches;
    return axe.run({ include: document, exclude: [guards] }, { iframes: false, resultTypes: ["violations"], rules: { "color-contrast": { enabled: !forced } } });
  }, GUARDS);
  return results.violations.flatMap((one) => one.nodes.map((node) => `${one.id} (${one.help}): ${node.html.slice(0, 200)} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""}`));
}

/** Fails with what axe-core finds in the page or in any frame of it. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const found: string[] = [];
  for (const frame of page.frames()) if (frame.url() !== "about:blank") found.push(...(await violations(frame)).map((one) => `${frame === page.mainFrame() ? "page" : "pane"} ${one}`));
  expect(found, state).toEqual([]);
}
