/** The one-page guide as one file: docs/guide/guide.html with its pictures inside, and as PDF where a Chromium is. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundle.mjs";

const folder = join(root, "docs/guide");

/** @returns HTML without any other file. @throws if a picture is missing */
export function guidePage() {
  const html = readFileSync(join(folder, "guide.html"), "utf8");
  return html.replace(/src="([^"]+\.png)"/g, (_, path) => {
    const file = join(folder, path);
    if (!existsSync(file)) throw new Error(`缺少图片：${file}（npm run pictures 可以重新截取）。 A picture of the guide is missing.`);
    return `src="data:image/png;base64,${readFileSync(file).toString("base64")}"`;
  });
}

/** Prints an HTML file to PDF beside it. @returns whether a browser was there to do it */
export async function printPdf(htmlFile, pdfFile) {
  const [{ chromium }, { CHROMIUM_ARGUMENTS, installedChromium }] = await Promise.all([import("playwright-core"), import("./chromium.mjs")]);
  const executablePath = installedChromium();
  if (executablePath === undefined) return false;
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage();
    await page.setContent(readFileSync(htmlFile, "utf8"), { waitUntil: "load" });
    writeFileSync(pdfFile, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  } finally {
    await browser.close();
  }
  return true;
}
