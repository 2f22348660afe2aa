/** The address where a package of the add-in will lie, as it is typed by somebody, and what follows from it. */

/** Faults of an address, in plain words for people who have a browser's address line before them. */
export class OriginFault extends Error {}

const EXAMPLE = "https://server.example/ledger";

/**
 * @returns the address without a slash at its end
 * @throws OriginFault
 */
export function checkOrigin(given) {
  const fault = (zh, en) => new OriginFault(`--origin ${given}：${zh}例如 ${EXAMPLE}\n${en} For example ${EXAMPLE}`);
  if (given === undefined || given.trim() === "") throw new OriginFault(`请写明加载项放在哪个网址：--origin ${EXAMPLE}\nSay where the add-in will lie: --origin ${EXAMPLE}`);
  if (/^http:\/\//i.test(given)) throw fault("Excel 只从 https 打开加载项，不能用 http。", "Excel opens add-ins from https only, not http.");
  if (!/^https:\/\//i.test(given)) throw fault("网址要以 https:// 开头。", "The address begins with https://.");
  let url;
  try {
    url = new URL(given);
  } catch {
    throw fault("这不是一个网址。", "This is no address.");
  }
  if (url.username !== "" || url.password !== "") throw fault("网址里不能有用户名或密码。", "No user name or password in the address.");
  if (/[?#]/.test(given)) throw fault("? 或 # 和它后面的部分要去掉。", "Leave out ? or # and what follows.");
  if (/\.(html?|xml|js|aspx?|php)$/i.test(url.pathname)) throw fault("要写文件夹的网址，不是里面某个文件的。", "Name the folder, not a file in it.");
  const clean = url.href.replace(/\/+$/, "");
  if (clean.toLowerCase() !== given.trim().replace(/\/+$/, "").toLowerCase()) throw fault(`网址里有多余或不能用的字，浏览器会读成 ${clean}；确实是它的话就写成这样。`, `A browser would read it as ${clean}; if that is meant, write it so.`);
  return clean;
}

/** \\server\share as a UNC path. @throws OriginFault */
export function checkShare(given) {
  const path = given.replace(/[\\/]+$/, "").replaceAll("/", "\\");
  if (!/^\\\\[^\\/:*?"<>|\s]+(\\[^\\/:*?"<>|]+)+$/.test(path)) {
    throw new OriginFault(`--share ${given}：共享文件夹要写成 \\\\服务器\\文件夹\nWrite the shared folder as \\\\server\\folder`);
  }
  return path;
}

/** The share that goes with an address unless another is named: the same server, the address's last folder. */
export function defaultShare(origin) {
  const { hostname, pathname } = new URL(origin);
  return `\\\\${hostname}\\${decodeURIComponent(pathname).split("/").filter((step) => step !== "").at(-1) ?? "ledger"}`;
}

export const DEVELOPMENT_ORIGIN = "https://localhost:3000";

/** The manifest with every address moved to `origin`. */
export function manifestFor(manifest, origin) {
  const escaped = origin.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return manifest.replace(/<!--[^]*?-->\n?/, "").replaceAll(DEVELOPMENT_ORIGIN, () => escaped);
}

/** Registry files (UTF-16 with a byte order mark, as regedit wants them) that make a share a trusted catalog of add-ins, and undo it. */
export function catalogRegistry(catalogId, share) {
  const key = `HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\WEF\\TrustedCatalogs\\{${catalogId}}`;
  const file = (lines) => Buffer.from(`\uFEFF${["Windows Registry Editor Version 5.00", "", ...lines, ""].join("\r\n")}`, "utf16le");
  return {
    // Flags 1: shown in the list of add-ins.
    trust: file([`[${key}]`, `"Id"="{${catalogId}}"`, `"Url"="${share.replaceAll("\\", "\\\\")}"`, '"Flags"=dword:00000001']),
    distrust: file([`[-${key}]`]),
  };
}
