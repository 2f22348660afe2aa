/** Before the browser tests: a browser is found, and the pane is built if a source is newer than the last build. */
import { ensurePane } from "../../scripts/build-pane.mjs";
import { findChromium } from "./chromium.js";

export default async function setup(): Promise<void> {
  await findChromium();
  await ensurePane({ log: (text) => process.stderr.write(`${text}\n`) });
}
