/**
 * node scripts/pictures.mjs
 *
 * Takes the pictures of the one-page guide (docs/images/guide-*.png): the real pane on the bundled sample, in the simulated Excel, in a browser.
 */
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensurePane } from "./build-pane.mjs";
import { root } from "./bundle.mjs";
import { CHROMIUM_ARGUMENTS, findChromium } from "./chromium.mjs";
import { serve } from "./serve.mjs";

/** A window narrow enough that its text can be read when the picture is a hand wide. */
const VIEW = { width: 700, height: 490 };
const PATIENCE = 120_000;

const dist = await ensurePane({ log: (text) => process.stdout.write(`${text}\n`) });
const server = await serve({ root: join(dist, "simulator"), book: { path: join(root, "sample/township.xlsx"), name: "样例镇.xlsx" } });
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGUMENTS });
try {
  const context = await browser.newContext({ viewport: VIEW, deviceScaleFactor: 1.5, locale: "zh-CN", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.url);
  const pane = page.frameLocator('iframe[src*="taskpane.html"]');
  const button = (name) => pane.getByRole("button", { name }).first();
  const rested = () => pane.getByRole("progressbar").waitFor({ state: "detached" });
  const take = async (name) => {
    // The pointer rests where it shows no hint, and what moves comes to rest.
    await page.mouse.move(5, 5);
    await page.waitForTimeout(800);
    await page.screenshot({ path: join(root, "docs/images", `guide-${name}.png`) });
  };

  await pane.getByText(/\d 行/).first().waitFor();
  await rested();
  await take("records");

  await button(/^核对$/).click();
  await pane.getByText(/核对完成/).first().waitFor();
  await rested();
  await button("不再显示").click();
  await take("results");

  await pane.getByRole("list", { name: "差异" }).getByRole("button").first().click();
  await pane.getByRole("article").waitFor();
  await take("finding");

  await pane.getByRole("tab", { name: /^清单/ }).click();
  await button(/^写入工作簿$/).click();
  await pane.getByText("已写在这些表里").waitFor();
  await rested();
  await button("不再显示").click();
  await button(/^差异清单/).click();
  await take("lists");
} finally {
  await browser.close();
  await server.close();
}
