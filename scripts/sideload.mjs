/**
 * node scripts/sideload.mjs [--stop] [--certificates]
 *
 * The add-in in the real Excel of this computer (Windows, macOS): makes a certificate for https://localhost that this user's system trusts,
 * serves dist/addin there, and tells Excel where the manifest is. --stop takes the registration away, with --certificates the trust too.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { logErrorMessage } from "office-addin-cli";
import { ensurePane } from "./build-pane.mjs";
import { root } from "./bundle.mjs";
import { serve } from "./serve.mjs";
import { macTarget, manifestId, windowsCommands } from "./sideload-places.mjs";

const PORT = 3000;
const manifest = join(root, "manifest.xml");
const id = manifestId(readFileSync(manifest, "utf8"));
const say = (text) => process.stdout.write(`${text}\n`);

const HOW = {
  win32: `1. 关掉所有 Excel 窗口，再打开 Excel 和要核对的工作簿。
2. 在“开始”选项卡右侧找到“台账核对”组，点“核对”。没有的话：开始 → 加载项 → 更多加载项 → 开发人员加载项 → 台账核对。
   Close every Excel window, open Excel again with the workbook, and click 核对 in the group 台账核对 of the Home tab
   (or Home → Add-ins → More Add-ins → Developer Add-ins).`,
  darwin: `1. 按 Command+Q 退出 Excel，再打开 Excel 和要核对的工作簿。
2. 开始 → 加载项 旁的小箭头 → 开发人员加载项 → 台账核对。
   Quit Excel with Command+Q, open it again with the workbook, then Home → the arrow beside Add-ins → Developer Add-ins.`,
};

const ELSEWHERE = `这台电脑的系统上没有桌面版 Excel，不能在这里旁加载。可以：
  npm start                                     在浏览器里看加载项（模拟的 Excel）
  npm run package -- --origin https://服务器/文件夹   做成安装包，放到装有 Excel 的电脑上
  网页版 Excel：把安装包的 site 文件夹放到 https 服务器上，再用“上传我的加载项”选安装包里的清单
There is no desktop Excel on this system to sideload into. Use \`npm start\` (simulated Excel), \`npm run package\` for
computers with Excel, or upload the packaged manifest in Excel on the web.`;

async function start() {
  const dist = await ensurePane({ log: say });
  const { getHttpsServerOptions } = await import("office-addin-dev-certs");
  // The system asks the user whether the certificate may be trusted.
  const tls = await getHttpsServerOptions();
  const server = await serve({ root: join(dist, "addin"), port: PORT, tls, strict: true }).catch((fault) => {
    throw fault.code === "EADDRINUSE" ? new Error(`端口 ${PORT} 被别的程序占用：请先关掉它（也许是另一个正在运行的 npm run sideload）。 Port ${PORT} is in use.`) : fault;
  });
  register();
  say(`\n台账核对已登记到 Excel，正在 ${server.url} 提供服务；这个窗口要一直开着。\n${HOW[process.platform]}\n按 Ctrl+C 停止服务；npm run sideload -- --stop 取消登记。 Ctrl+C ends the service, \`npm run sideload -- --stop\` the registration.`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      say("\n服务已停止。Excel 里还登记着：npm run sideload -- --stop 取消。 The service ended; the registration is still there.");
      void server.close().then(() => process.exit(0));
    });
  }
}

function register() {
  if (process.platform === "darwin") {
    const target = macTarget(homedir(), id);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(manifest, target);
    return;
  }
  run(windowsCommands(id, manifest).register);
}

async function stop(certificates) {
  if (process.platform === "darwin") {
    rmSync(macTarget(homedir(), id), { force: true });
  } else {
    const { registered, unregister } = windowsCommands(id, manifest);
    if (spawnSync(...registered).status === 0) run(unregister);
  }
  if (certificates) {
    const { uninstallCaCertificate, deleteCertificateFiles } = await import("office-addin-dev-certs");
    await uninstallCaCertificate();
    deleteCertificateFiles();
  }
  say(`已从 Excel 取消登记，重新打开 Excel 后生效。${certificates ? "证书也已删除。" : "证书还在：加上 --certificates 一起删除。"}\nThe registration is gone; it takes effect when Excel is opened again.`);
}

function run([program, args]) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${(stderr ?? "").trim() || (error?.message ?? status)}`);
}

try {
  const { values } = parseArgs({ options: { stop: { type: "boolean", default: false }, certificates: { type: "boolean", default: false } } });
  if (process.platform !== "win32" && process.platform !== "darwin") {
    process.stderr.write(`${ELSEWHERE}\n`);
    process.exitCode = 2;
  } else if (!existsSync(manifest)) {
    throw new Error(manifest);
  } else {
    await (values.stop ? stop(values.certificates) : start());
  }
} catch (fault) {
  logErrorMessage(fault);
  process.exitCode = 2;
}
