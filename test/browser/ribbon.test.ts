/** 清除标记 of the ribbon: the page that Excel loads unseen, on real office.js, and the pane that hears of it. */
import { describe, expect, it } from "vitest";
import type { Frame } from "playwright-core";
import { smallBook } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";

const stage = useBrowser();

async function ran(): Promise<Scene & { before: string }> {
  const scene = await stage.open({ book: await smallBook() });
  await scene.pane.ready();
  const before = await scene.sheet.snapshot();
  await scene.pane.reconcile();
  expect(await scene.sheet.snapshot()).not.toBe(before);
  return { ...scene, before };
}

interface Ribbon {
  Office: { actions: { _association: { mappings: Record<string, ((event: { completed: () => void }) => void) | undefined> } } };
}

/** Loads the page of the ribbon's functions in the frame of the simulated Excel, and runs one to its end. */
async function runFunction({ page }: Scene, name: string): Promise<void> {
  const frame = page.frames().find((one) => one.url().includes("taskpane.html")) as Frame;
  await frame.goto(frame.url().replace("taskpane.html", "commands.html"));
  await expect.poll(() => frame.evaluate((key) => typeof (window as unknown as Ribbon).Office?.actions?._association.mappings[key], name)).toBe("function");
  await frame.evaluate((key) => new Promise<void>((resolve) => (window as unknown as Ribbon).Office.actions._association.mappings[key]!({ completed: resolve })), name);
}

describe("清除标记 in the ribbon", () => {
  it("gives back the workbook as it was before the run", async () => {
    const scene = await ran();
    await runFunction(scene, "CLEARMARKS");
    // The page draws after the model has changed.
    await poll(() => scene.sheet.marked()).toEqual([]);
    expect(await scene.sheet.snapshot()).toBe(scene.before);
  });

  it("is heard of by the pane", async () => {
    const { page, pane } = await ran();
    expect((await pane.notices()).filter((text) => text.includes("标记已清除"))).toEqual([]);
    await page.evaluate(() => {
      const channel = new BroadcastChannel("ledger-reconcile");
      channel.postMessage("cleared");
      channel.close();
    });
    await pane.notice("标记已清除");
  });
});
