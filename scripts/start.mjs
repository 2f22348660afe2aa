/**
 * node scripts/start.mjs [BOOK.xlsx] [--port NUMBER] [--no-open]
 *
 * The add-in on a simulated Excel, in the browser: builds what is stale, serves it on this computer, opens it. Ctrl+C ends it.
 */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./bundle.mjs";
import { ensurePane } from "./build-pane.mjs";
import { serve } from "./serve.mjs";

const usage = "npm start [-- 工作簿.xlsx] [--port 3100] [--no-open]";

function stop(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

let options;
try {
  options = parseArgs({ allowPositionals: true, options: { port: { type: "string", default: "3100" }, "no-open": { type: "boolean", default: false } } });
} catch {
  stop(`不认识的选项。用法： / Unknown option. Usage:\n  ${usage}`);
}
const { positionals, values } = options;
if (positionals.length > 1) stop(`一次只能打开一个工作簿。 One workbook at a time.\n  ${usage}`);
const port = Number(values.port);
if (!/^\d+$/.test(values.port) || port > 65_535) stop(`--port 后面要写 0 到 65535 的数字，不能是“${values.port}”。 --port takes a number from 0 to 65535.`);

// npm runs scripts in the package's folder and says in INIT_CWD where the user stands.
const given = positionals[0] === undefined ? undefined : resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]);
const path = given ?? join(root, "sample/township.xlsx");
if (!statSync(path, { throwIfNoEntry: false })?.isFile()) stop(`找不到这个文件：${path}\nThere is no such file.`);
if (!/\.xls[xm]$/i.test(path)) stop(`只能打开 .xlsx 或 .xlsm：${basename(path)}\nOnly .xlsx and .xlsm workbooks can be opened here.`);

let dist;
try {
  dist = await ensurePane({ log: (text) => process.stdout.write(`${text}\n\n`) });
} catch (fault) {
  stop(fault?.code === "ERR_MODULE_NOT_FOUND" ? "请先运行 npm ci。 Run `npm ci` first." : String(fault?.message ?? fault));
}
const server = await serve({ root: join(dist, "simulator"), port, book: { path, name: given === undefined ? "样例镇.xlsx" : basename(path) } });
const opened = !values["no-open"] && openBrowser(server.url);
process.stdout.write(
  `台账核对（模拟的 Excel）：${server.url}\n${opened ? "已在浏览器中打开" : "请在这台电脑的浏览器中打开上面的地址"}；按 Ctrl+C 结束。\n` +
    `The add-in on a simulated Excel. ${opened ? "Opened in the browser" : "Open the address above in a browser on this computer"}; Ctrl+C ends it.\n`,
);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void server.close().then(() => process.exit(0)));

/** Whether a browser could be asked: on Linux only where there is a display. */
function openBrowser(url) {
  const { DISPLAY, WAYLAND_DISPLAY, CI } = process.env;
  if (CI !== undefined) return false;
  if (process.platform === "linux" && (DISPLAY ?? WAYLAND_DISPLAY) === undefined) return false;
  const [command, ...args] = process.platform === "darwin" ? ["open", url] : process.platform === "win32" ? ["explorer", url] : ["xdg-open", url];
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => process.stdout.write(`打不开浏览器，请自己打开：${url}\nNo browser could be opened; open the address yourself.\n`));
  child.unref();
  return true;
}
