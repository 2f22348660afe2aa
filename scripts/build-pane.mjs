/**
 * node scripts/build-pane.mjs [--if-stale] [--development]
 *
 * Builds the task pane, the simulator's page and the offline page into dist/{addin,simulator,offline}, prints their sizes, and fails
 * when the pane's first load is over its budget. The folders are replaced at the end, so that a failed build leaves the last good one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { isOlder, root } from "./bundle.mjs";
import { guidePage } from "./guide.mjs";
import { bundledPackages, notices } from "./notices.mjs";
import { offlinePage } from "./offline-page.mjs";

/** Our own code that a pane loads before it shows anything, gzip, office.js aside. */
export const FIRST_LOAD_BUDGET = 350_000;
export const OFFLINE_FILE = "台账核对.html";

const dist = join(root, "dist");
const stamp = join(dist, "pane-built.json");
const watched = ["taskpane", "simulator", "src", "assets", "sample", "webpack.config.js", "tsconfig.json", "package-lock.json", "scripts/build-pane.mjs", "scripts/offline-page.mjs", "scripts/office-files.mjs", "scripts/notices.mjs", "scripts/trim-loader.mjs", "scripts/guide.mjs", "docs/guide", "docs/images"];

function isFresh() {
  const built = statSync(stamp, { throwIfNoEntry: false });
  if (built === undefined || !["addin", "simulator", "offline"].every((folder) => existsSync(join(dist, folder)))) return false;
  return watched.every((path) => isOlder(join(root, path), built.mtimeMs));
}

/** Builds if a source is newer than the last build. */
export async function ensurePane(options) {
  if (isFresh()) return dist;
  const unlock = await lock();
  try {
    // Another process may have built meanwhile.
    if (!isFresh()) await buildPane(options);
  } finally {
    unlock();
  }
  return dist;
}

/** One build at a time: others wait until the process that holds the lock lets go or is gone. */
async function lock() {
  const file = join(dist, ".pane-lock");
  mkdirSync(dist, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (fault) {
      if (fault.code !== "EEXIST") throw fault;
      if (!isRunning(file)) rmSync(file, { force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function isRunning(file) {
  try {
    const holder = readFileSync(file, "utf8");
    // Empty for a moment, between making the file and writing into it.
    if (holder === "") return true;
    process.kill(Number(holder), 0);
    return true;
  } catch (fault) {
    return fault.code === "EPERM";
  }
}

export async function buildPane({ production = true, log = () => {} } = {}) {
  const started = new Date();
  const work = join(dist, `.pane-${process.pid}`);
  try {
    const stats = await compile(production, work);
    assemble(stats, work);
    const sizes = measure(stats, work);
    log(table(sizes));
    if (production && sizes.first > FIRST_LOAD_BUDGET) throw new Error(`the pane's first load is ${kilobytes(sizes.first)} gzip, over its budget of ${kilobytes(FIRST_LOAD_BUDGET)}`);
    for (const folder of ["addin", "simulator", "offline"]) replace(join(work, folder), join(dist, folder));
    writeFileSync(stamp, JSON.stringify({ production, first: sizes.first }));
    // A source saved during the build must still count as newer.
    utimesSync(stamp, started, started);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function compile(production, output) {
  const [{ default: webpack }, { default: configurations }] = await Promise.all([import("webpack"), import(pathToFileURL(join(root, "webpack.config.js")).href)]);
  const compiler = webpack(configurations({ production, output }));
  const stats = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: "errors-only", colors: false }));
  return stats;
}

/** What webpack does not do: help, licences, the add-in's files in the simulator's folder, and the offline page. */
function assemble(stats, work) {
  const addin = join(work, "addin");
  const built = (...names) => bundledPackages(stats.stats.filter(({ compilation }) => names.includes(compilation.name)).map(({ compilation }) => compilation));
  // What the manifest's SupportUrl opens.
  writeFileSync(join(addin, "help.html"), guidePage());
  writeFileSync(join(addin, "notices.txt"), notices(built("addin"), { office: true }));
  const simulator = join(work, "simulator");
  cpSync(addin, simulator, { recursive: true });
  // The pages that talk to Excel meet the simulated one before office.js looks for a host.
  for (const file of ["taskpane.html", "commands.html"].map((name) => join(simulator, name))) {
    const html = readFileSync(file, "utf8");
    const first = html.indexOf("<script");
    writeFileSync(file, `${html.slice(0, first)}<script src="attach.js"></script>\n    ${html.slice(first)}`);
  }
  const icon = join(root, "assets/icon-32.png");
  mkdirSync(join(work, "offline"));
  const template = readFileSync(join(root, "simulator/page/offline.html"), "utf8");
  const licences = notices(built("parts", "parts-worker"), { office: false });
  writeFileSync(join(work, "offline", OFFLINE_FILE), offlinePage(join(work, "parts"), template, readFileSync(icon), licences));
}

function measure(stats, work) {
  const gzip = (path) => gzipSync(readFileSync(path)).length;
  const [addin, simulator] = stats.toJson({ all: false, entrypoints: true, children: true }).children;
  const entry = (build, folder, name) => build.entrypoints[name].assets.map((one) => join(work, folder, one.name)).filter((path) => /\.(js|css)$/.test(path));
  const own = readdirSync(join(work, "addin")).filter((file) => file.endsWith(".js"));
  const firstFiles = entry(addin, "addin", "taskpane");
  const later = own.map((file) => join(work, "addin", file)).filter((path) => !firstFiles.includes(path));
  const sum = (paths) => paths.reduce((total, path) => total + gzip(path), 0);
  return {
    first: sum(firstFiles),
    later: later.map((path) => ({ name: basename(path), size: gzip(path) })),
    page: sum(entry(simulator, "simulator", "page")),
    offline: statSync(join(work, "offline", OFFLINE_FILE)).size,
    offlineZip: gzip(join(work, "offline", OFFLINE_FILE)),
  };
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function table({ first, later, page, offline, offlineZip }) {
  const rows = [
    ["task pane, first load (budget " + kilobytes(FIRST_LOAD_BUDGET) + ")", kilobytes(first)],
    ...later.map(({ name, size }) => [`  when needed: ${name}`, kilobytes(size)]),
    ["simulator's page", kilobytes(page)],
    [`offline page (${kilobytes(offline)} as a file)`, kilobytes(offlineZip)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return ["size, gzip".padEnd(width + 1) + "   ", ...rows.map(([label, size]) => `${label.padEnd(width)} ${size.padStart(10)}`)].join("\n");
}

function replace(from, to) {
  const old = `${to}.old-${process.pid}`;
  mkdirSync(dist, { recursive: true });
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const options = { production: !process.argv.includes("--development"), log: (text) => process.stdout.write(`${text}\n`) };
  try {
    await (process.argv.includes("--if-stale") ? ensurePane(options) : buildPane(options));
  } catch (fault) {
    process.stderr.write(`${fault?.code === "ERR_MODULE_NOT_FOUND" ? "请先运行 npm ci。 Run `npm ci` first." : (fault?.message ?? fault)}\n`);
    process.exitCode = 1;
  }
}
