/** Open, 核对, results: the same findings as the command line's; cancelling; running again. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FIRST_LOAD_BUDGET } from "../../scripts/build-pane.mjs";
import type { FindingsFile } from "../../src/model.js";
import { reconcile } from "../../src/reconcile.js";
import { profile } from "../taskpane/setup.js";
import { gridsOf, sampleBook, smallBook, type BookFile } from "./books.js";
import { useBrowser, type Scene } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();
const root = join(import.meta.dirname, "../..");

/** What the run left in the workbook to know the findings again: id, case and number of each, in order. */
function remembered({ page }: Scene): Promise<string[]> {
  return page.evaluate(() => {
    const sheet = window.simulator!.book.sheets.find((one) => one.name.startsWith("_reconcile"));
    const rows = sheet?.values ?? [];
    const head = rows.findIndex((row) => row[0] === "id");
    return rows.slice(head + 1).map((row) => row.slice(0, 3).join(" "));
  });
}

function fromCommandLine(book: BookFile): FindingsFile {
  const path = join(stage.folder(), book.name);
  writeFileSync(path, book.bytes);
  const [json, out] = [join(stage.folder(), "findings.json"), join(stage.folder(), "核对结果.xlsx")];
  const run = spawnSync(process.execPath, [join(root, "scripts/run.mjs"), "src/cli.ts", path, "--json", json, "--out", out, "--quiet"], { cwd: root, encoding: "utf8" });
  expect(run.stderr).toBe("");
  return JSON.parse(readFileSync(json, "utf8")) as FindingsFile;
}

/** The steps that the pane says it is at, each once; call before the work begins. */
async function watchSteps({ pane }: Scene): Promise<() => Promise<{ steps: string[]; longestPause: number }>> {
  const frame = await pane.inner();
  await frame.evaluate(() => {
    const seen = { steps: [] as string[], longestPause: 0 };
    Object.assign(window, { seen });
    let last = performance.now();
    const look = (): void => {
      const now = performance.now();
      seen.longestPause = Math.max(seen.longestPause, now - last);
      last = now;
      const step = document.querySelector("[aria-current=step] span:nth-child(2)")?.textContent ?? "";
      if (step !== "" && !seen.steps.includes(step)) seen.steps.push(step);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    setInterval(look, 20);
  });
  return () => frame.evaluate(() => (window as unknown as { seen: { steps: string[]; longestPause: number } }).seen);
}

describe("核对", () => {
  it("finds in the sample exactly what the command line finds, and says the same numbers", async () => {
    const book = sampleBook();
    const scene = await stage.open({ book });
    const { page, pane } = scene;
    const file = fromCommandLine(book);
    await pane.ready();
    await shot(page, "10-records-sample");
    const seen = await watchSteps(scene);
    await pane.button("核对").click();
    await pane.frame.getByRole("progressbar").waitFor();
    await pane.text("逐项核对").waitFor();
    await shot(page, "11-running-sample");
    await pane.notice("核对完成");
    await pane.frame.getByRole("searchbox").waitFor();
    await shot(page, "12-results-sample");
    const { steps, longestPause } = await seen();
    process.stdout.write(`sample: the pane's longest pause during the run ${longestPause.toFixed(0)} ms\n`);
    expect(steps).toEqual(expect.arrayContaining(["读取表格", "认表", "逐项核对", "写入工作簿"]));

    expect(file.findings.length).toBeGreaterThan(100);
    const ids = await remembered(scene);
    expect(new Set(ids)).toEqual(new Set(file.findings.map((one) => `${one.id} ${one.case} ${one.number}`)));
    expect(ids).toHaveLength(file.findings.length);
    const review = file.findings.filter((one) => one.kind === "review").length;
    const shown = (await pane.frame.getByRole("region", { name: "核对结果" }).innerText()).replaceAll(/[\s,]/g, "");
    expect(shown).toContain(`可比${file.summary.people.comparable}人·一致${file.summary.people.agree}人`);
    expect(shown).toContain(`需改${file.findings.length - review}处待判断${review}处共性问题${file.patterns.length}条`);

    // A finding with several records against one.
    const doubted = file.findings.find((one) => one.kind === "mismatch" && one.suspect !== null && one.cells.length >= 3 && one.link.because.length > 0)!;
    const record = profile.records.find((one) => one.id === doubted.suspect)!.name.zh;
    await pane.group("全部");
    await pane.frame.getByRole("searchbox").fill(doubted.number);
    await poll(async () => (await pane.findings().allInnerTexts()).every((row) => row.includes(doubted.number))).toBe(true);
    await pane.finding(doubted.number).click();
    await pane.open.waitFor();
    const text = await pane.open.innerText();
    expect(text).toContain(`可能写错：${record}`);
    expect(text).toContain("为什么认为是同一人");
    expect(text).toMatch(/由谁改：(村里改|镇里改|先查原始记录)/);
    for (const because of doubted.link.because) expect(text).toContain(because);
    for (const { value } of doubted.cells) expect(text).toContain(value.trim());
    const last = doubted.cells.at(-1)!;
    await pane.button(`到${last.sheet} ${last.address}`).click();
    await poll(scene.sheet.selected).toBe(`${last.sheet}!${last.address}`);
    await shot(page, "13-finding-sample");
  });

  it("finds in a small book what the engine finds in Node", async () => {
    const book = await smallBook();
    const scene = await stage.open({ book });
    await scene.pane.ready();
    await shot(scene.page, "01-records");
    await scene.pane.reconcile();
    await shot(scene.page, "02-results");
    const { file } = await reconcile(gridsOf(book), [], { profile, language: "zh", key: "new" });
    expect(file.findings).toHaveLength(4);
    expect((await remembered(scene)).sort()).toEqual(file.findings.map((one) => `${one.id} ${one.case} ${one.number}`).sort());
    for (const { number } of file.findings) await scene.pane.finding(number).waitFor();
  });
});

describe("取消", () => {
  it.each(["读取表格", "写入工作簿"])("at %s leaves the workbook as it was; the next run works", async (step) => {
    const { page, pane, sheet } = await stage.open({ book: await smallBook(), query: { latency: "120" } });
    await pane.ready();
    const before = await sheet.snapshot();
    await pane.button("核对").click();
    await pane.frame.locator("[aria-current=step]").filter({ hasText: step }).waitFor();
    await shot(page, `20-running-${step}`);
    await pane.button("取消").click();
    await pane.notice("已取消，工作簿没有变动");
    await pane.frame.getByRole("progressbar").waitFor({ state: "detached" });
    await shot(page, `21-cancelled-${step}`);
    expect(await sheet.snapshot()).toBe(before);
    await pane.reconcile();
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
  });
});

describe("重新核对", () => {
  it("says what was put right, what is new and what is still open", async () => {
    const { page, pane, sheet } = await stage.open({ book: await smallBook() });
    await pane.ready();
    await pane.reconcile();
    await sheet.type("电脑台帐!J4", "2001-05-06");
    await sheet.type("电脑台帐!G5", "孙十");
    await pane.text(/核对之后又改了/).waitFor();
    await pane.reconcile();
    for (const words of ["已改好 1", "新出现 1", "仍未改 3"]) await pane.text(words).waitFor();
    await pane.button(/已改好 1/).click();
    await pane.text(/白秀英/).first().waitFor();
    expect(await pane.finding("蔡小红").innerText()).toContain("新");
    expect(await pane.finding("何满秀").innerText()).not.toMatch(/新\s/);
    await shot(page, "22-run-again");
    await pane.button(/筛选/).click();
    await pane.frame.getByRole("checkbox", { name: "只看新出现的" }).check();
    await pane.button("看 1 条").click();
    await pane.group("全部");
    await poll(() => pane.findings().allInnerTexts()).toEqual([expect.stringContaining("蔡小红")]);
  });
});

describe("the first sight", () => {
  it("is there within a second of office.js being ready", async () => {
    const { pane } = await stage.open({
      book: await smallBook(),
      before: (page) => page.addInitScript(() => {
        if (!location.pathname.endsWith("taskpane.html")) return;
        const waiting = setInterval(() => {
          const { Office } = window as unknown as { Office?: { onReady?: (then: () => void) => unknown } };
          if (Office?.onReady === undefined) return;
          clearInterval(waiting);
          Office.onReady(() => performance.mark("office-ready"));
        }, 1);
        const usable = (): void => {
          const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "核对");
          if (button === undefined || performance.getEntriesByName("pane-usable").length > 0) return;
          performance.mark("pane-usable");
        };
        new MutationObserver(usable).observe(document, { subtree: true, childList: true });
      }),
    });
    await pane.ready();
    const frame = await pane.inner();
    const [ready, usable] = await frame.evaluate(() => ["office-ready", "pane-usable"].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN));
    const { first } = JSON.parse(readFileSync(join(stage.dist(), "pane-built.json"), "utf8")) as { first: number };
    process.stdout.write(`the pane is usable ${(usable! - ready!).toFixed(0)} ms after office.js is ready; first load ${(first / 1000).toFixed(1)} kB gzip\n`);
    expect(usable).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(FIRST_LOAD_BUDGET);
  });
});
