/**
 * The browser for tests and pictures: one that is there, or on a Debian or Ubuntu machine of our own the one that apt has.
 * playwright-core drives it; its own download is not used.
 */
export { CHROMIUM_ARGUMENTS, findChromium } from "../../scripts/chromium.mjs";
