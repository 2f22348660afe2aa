/**
 * Bundles a TypeScript entry into dist/ when a source is newer than the bundle. Used by `run.mjs` and `build.mjs`.
 *
 * dist/<name>/<name>.js is the entry, its chunks lie beside it; <name> is the entry's path without "src/" and ".ts"
 * (src/cli.ts → cli, bench/engine.ts → bench-engine).
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(import.meta.url), "../..");

/** Folders and files whose change makes a bundle stale. */
const watched = ["src", "bench", "test/support", "package.json", "package-lock.json", "tsconfig.json", "scripts/bundle.mjs"];

/** Path of the built entry; builds it first if it is absent or stale. */
export async function bundle(entry) {
  const name = relative(root, resolve(root, entry)).replace(/^src[\\/]/, "").replace(/\.ts$/, "").replace(/[\\/]/g, "-");
  const folder = join(root, "dist", name);
  const output = join(folder, `${name}.js`);
  if (!isFresh(output)) await build(resolve(root, entry), name, folder);
  return output;
}

function isFresh(output) {
  const built = statSync(output, { throwIfNoEntry: false });
  if (built === undefined) return false;
  return watched.every((path) => isOlder(join(root, path), built.mtimeMs));
}

/** Whether nothing under a path of the repository was changed after a time. A folder's own time counts too: it changes when a file is added or removed. */
export function isOlder(path, than) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  if (stat.mtimeMs > than) return false;
  if (!stat.isDirectory()) return true;
  for (const item of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, item.name);
    if (item.isDirectory() ? !isOlder(inner, than) : statSync(inner, { throwIfNoEntry: false })?.mtimeMs > than) return false;
  }
  return true;
}

async function build(entry, name, folder) {
  const { build: esbuild } = await import("esbuild");
  const started = new Date();
  const result = await esbuild({
    entryPoints: { [name]: entry },
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: true,
    loader: { ".json": "json" },
    chunkNames: "[name]-[hash]",
    logLevel: "silent",
    write: false,
    metafile: true,
  });
  mkdirSync(folder, { recursive: true });
  // Chunks first, the entry last, each by a rename: a second process never sees half a bundle.
  const files = [...result.outputFiles].sort((a, b) => Number(isEntry(a.path, name)) - Number(isEntry(b.path, name)));
  for (const file of files) {
    const temporary = `${file.path}.${process.pid}.tmp`;
    writeFileSync(temporary, file.contents);
    renameSync(temporary, file.path);
  }
  writeFileSync(join(folder, "meta.json"), JSON.stringify(result.metafile));
  // A source saved while esbuild was reading must still count as newer.
  utimesSync(join(folder, `${name}.js`), started, started);
  const kept = new Set([...files.map((file) => basename(file.path)), "meta.json"]);
  const dayAgo = started.getTime() - 86_400_000;
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    if (!kept.has(file) && existsSync(path) && statSync(path).mtimeMs < dayAgo) rmSync(path);
  }
}

function isEntry(path, name) {
  return basename(path) === `${name}.js`;
}
