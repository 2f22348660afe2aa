/** node scripts/icons.mjs: draws assets/*.png from the SVG beside them, in the sizes that Excel asks for. The PNG are in the repository. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./bundle.mjs";
import { CHROMIUM_ARGUMENTS, findChromium } from "./chromium.mjs";

// The ribbon takes 16 to 80; lists of add-ins and shortcuts take larger ones.
const RIBBON = [16, 20, 24, 32, 40, 48, 64, 80];
const SIZES = { icon: [...RIBBON, 96, 128], clear: RIBBON };
const assets = join(root, "assets");

const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGUMENTS });
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  for (const [name, sizes] of Object.entries(SIZES)) {
    for (const size of sizes) {
      const svg = readFileSync(join(assets, `${name}${size <= 24 ? "-small" : ""}.svg`), "utf8");
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
      writeFileSync(join(assets, `${name}-${size}.png`), await page.screenshot({ omitBackground: true }));
    }
  }
} finally {
  await browser.close();
}
