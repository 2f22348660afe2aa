/**
 * Builds the command line into dist/. `npm ci` runs it too (script "prepare"), so that the first command answers at once; where
 * the development packages are left out there is nothing to build with, and that is no fault of an installation.
 */
import { bundle } from "./bundle.mjs";

try {
  await bundle("src/cli.ts");
} catch (fault) {
  const preparing = process.env.npm_lifecycle_event === "prepare";
  process.stderr.write(`${fault?.message ?? fault}\n`);
  process.exitCode = preparing && fault?.code === "ERR_MODULE_NOT_FOUND" ? 0 : 1;
}
