/**
 * The licences of everything that is bundled into what users get, with their complete texts: the packages that webpack really put into
 * the chunks, webpack's own runtime, and office.js where it is shipped.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundle.mjs";

const TEXTS = /^(licen[cs]e|copying|notice|copyright|third.?party)/i;

/** Copyright holders of packages that name none, as their repositories do. */
const HOLDERS = { "@fluentui/react-icons": "2020 Microsoft Corporation" };

/** Folders of the packages whose code is in the chunks of these compilations. */
export function bundledPackages(compilations) {
  const folders = new Set([join(root, "node_modules/webpack")]);
  const visit = (module) => {
    for (const inner of module.modules ?? []) visit(inner);
    if (typeof module.resource === "string") {
      const folder = packageFolder(module.resource);
      if (folder !== undefined) folders.add(folder);
    }
  };
  for (const { modules, chunkGraph } of compilations) for (const module of modules) if (chunkGraph.getNumberOfModuleChunks(module) > 0) visit(module);
  return [...folders].sort();
}

/** …/node_modules/@scope/name of a file inside it; the innermost one. */
function packageFolder(file) {
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1];
}

function describe(folder) {
  const { name, version, license, author, homepage, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = textFiles(folder).map((file) => readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim());
  const from = homepage ?? (typeof repository === "string" ? repository : repository?.url);
  const holder = typeof author === "string" ? author : author?.name ?? HOLDERS[name];
  return { name, version, license, author: holder, from, texts: texts.length > 0 ? texts : [standardText(name, license, holder)] };
}

/** Licence files of a package, and what lies in its folder of them. */
function textFiles(folder) {
  const items = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => TEXTS.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return items.flatMap((item) => {
    const path = join(folder, item.name);
    return item.isDirectory() ? readdirSync(path).sort().map((name) => join(path, name)) : [path];
  });
}

/** A few packages name a licence and bring no text of it: then the licence's standard text, with the author they name. */
function standardText(name, license, author) {
  const file = join(root, "scripts/licences", `${license}.txt`);
  if (!existsSync(file) || author === undefined) throw new Error(`${name}: no text for its licence (${license}, ${author})`);
  return readFileSync(file, "utf8").replace("<copyright holders>", () => author).trim();
}

const LINE = "-".repeat(80);

/** @param office whether office.js is shipped with it */
export function notices(folders, { office }) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const parts = [
    `台账核对 ${version}\n\n${readFileSync(join(root, "LICENSE"), "utf8").trim()}`,
    ...folders.map(describe).map(({ name, version: of, license, author, from, texts }) =>
      [`${name} ${of}`, `${[license, author, from].filter((one) => one !== undefined).join(" · ")}`, "", texts.join("\n\n")].join("\n")),
  ];
  if (office) {
    const folder = join(root, "node_modules/@microsoft/office-js");
    const { name, version: of } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    parts.push(`${name} ${of} (office/, unmodified)\n\nMicrosoft is not responsible for maintaining, updating or supporting this add-in.\n\n${readFileSync(join(folder, "LICENSE.md"), "utf8").trim()}`);
  }
  return `台账核对用到的第三方软件及其许可\nThird-party software in 台账核对, and its licences\n\n${parts.join(`\n\n${LINE}\n\n`)}\n`;
}
