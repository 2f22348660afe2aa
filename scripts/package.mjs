/**
 * node scripts/package.mjs --origin https://server.example/ledger [--share \\server\folder] [--out FOLDER]
 *
 * Everything that an office needs to use the add-in, in one folder (default out/): see its README.txt.
 */
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensurePane, OFFLINE_FILE } from "./build-pane.mjs";
import { root } from "./bundle.mjs";
import { guidePage, printPdf } from "./guide.mjs";
import { catalogRegistry, checkOrigin, checkShare, defaultShare, manifestFor, OriginFault } from "./origin.mjs";
import { readme } from "./package-readme.mjs";

/** Marks a folder that this script made, and may therefore replace. */
const MARK = "README.txt";
const usage = "npm run package -- --origin https://server.example/ledger [--share \\\\server\\folder] [--out 文件夹]";

export async function pack({ origin: givenOrigin, share: givenShare, out }) {
  const origin = checkOrigin(givenOrigin);
  const share = givenShare === undefined ? defaultShare(origin) : checkShare(givenShare);
  const target = resolve(out);
  if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, MARK))) {
    throw new OriginFault(`文件夹里已有别的东西，没有动它：${target}\nThe folder holds something else and was left alone.`);
  }
  const dist = await ensurePane({ log: (text) => process.stdout.write(`${text}\n\n`) });
  const work = `${target}.${process.pid}.tmp`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    cpSync(join(dist, "addin"), join(work, "site"), { recursive: true });
    writeFileSync(join(work, "台账核对.xml"), manifestFor(readFileSync(join(root, "manifest.xml"), "utf8"), origin));
    // A catalog's id is any fixed one; the same share gets the same, so that a second file replaces the first.
    const hash = createHash("sha256").update(`catalog ${share.toLowerCase()}`).digest("hex");
    const catalogId = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
    const { trust, distrust } = catalogRegistry(catalogId, share);
    writeFileSync(join(work, "信任加载项.reg"), trust);
    writeFileSync(join(work, "取消信任.reg"), distrust);
    copyFileSync(join(dist, "offline", OFFLINE_FILE), join(work, OFFLINE_FILE));
    writeFileSync(join(work, "一页说明.html"), guidePage());
    const printed = await printPdf(join(work, "一页说明.html"), join(work, "一页说明.pdf"));
    copyFileSync(join(dist, "addin/notices.txt"), join(work, "第三方声明.txt"));
    // For Notepad: a byte order mark and Windows line ends.
    writeFileSync(join(work, MARK), `\uFEFF${readme({ origin, share, printed }).replaceAll("\n", "\r\n")}`);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(work, target);
    return { target, origin, share, printed };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { values } = parseArgs({ options: { origin: { type: "string" }, share: { type: "string" }, out: { type: "string", default: "out" } } });
    const { target, origin, share, printed } = await pack({ ...values, out: resolve(process.env.INIT_CWD ?? process.cwd(), values.out) });
    process.stdout.write(`安装包做好了：${target}\n先看里面的 README.txt。site 文件夹里的内容要能从 ${origin}/ 打开；清单放在共享文件夹 ${share}\n${printed ? "" : "没有找到浏览器，没有做 PDF 版的一页说明。\n"}The package is ready; README.txt in it says what to do.\n`);
  } catch (fault) {
    const text = fault?.code === "ERR_MODULE_NOT_FOUND" ? "请先运行 npm ci。 Run `npm ci` first." : fault?.code?.startsWith?.("ERR_PARSE_ARGS") ? `不认识的选项。用法： / Unknown option. Usage:\n  ${usage}` : (fault?.message ?? String(fault));
    process.stderr.write(`${text}\n`);
    process.exitCode = 2;
  }
}
