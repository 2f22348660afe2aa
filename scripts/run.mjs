/**
 * node scripts/run.mjs ENTRY.ts [ARGUMENT…]
 *
 * Runs a TypeScript entry of this repository: bundles it if a source is newer, then runs it in this process with the remaining
 * arguments. Started by `npm run` it works in the folder where the user stands, not in the repository's.
 */
import { pathToFileURL } from "node:url";
import { bundle, root } from "./bundle.mjs";

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  process.stderr.write("usage: node scripts/run.mjs ENTRY.ts [ARGUMENT…]\n");
  process.exit(2);
}

let output;
try {
  output = await bundle(entry);
} catch (fault) {
  const text = fault?.code === "ERR_MODULE_NOT_FOUND" ? "请先运行 npm ci。 Run `npm ci` first." : String(fault?.message ?? fault);
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

// npm changes to the package's folder before it runs a script and says in INIT_CWD where the user stands.
const { INIT_CWD: standing, npm_lifecycle_script: script = "" } = process.env;
if (standing !== undefined && script.includes("scripts/run.mjs") && process.cwd() === root) process.chdir(standing);

process.argv.splice(1, process.argv.length - 1, output, ...rest);
await import(pathToFileURL(output).href);
