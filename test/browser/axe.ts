/** axe-core in the page and in the pane's frame, each by itself. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Frame, Page } from "playwright-core";
import { expect } from "vitest";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations as "rule: where". */
async function violations(frame: Frame): Promise<string[]> {
  // Evaluated by the debugger, so that the page's content policy stays as it is.
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(source);
  const results = await frame.evaluate(() => (window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe.run(document, { iframes: false, resultTypes: ["violations"] }));
  return results.violations.flatMap((one) => one.nodes.map((node) => `${one.id} (${one.help}): ${node.html.slice(0, 200)} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""}`));
}

/** Fails with what axe-core finds in the page or in any frame of it. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const found: string[] = [];
  for (const frame of page.frames()) if (frame.url() !== "about:blank") found.push(...(await violations(frame)).map((one) => `${frame === page.mainFrame() ? "page" : "pane"} ${one}`));
  expect(found, state).toEqual([]);
}
