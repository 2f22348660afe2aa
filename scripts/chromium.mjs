/**
 * Where a Chromium is: the variable CHROMIUM, the usual places of Chromium, Chrome and Edge on Linux, macOS and Windows, Playwright's
 * folder. Root on Debian or Ubuntu gets it from apt, with a Chinese font. playwright-core drives it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** It shall ask nothing of any other machine, and run without a display and as root. */
export const CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps"];

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable", "microsoft-edge", "msedge"];

/** @returns {Promise<string>} path of the program; rejects with a sentence on how to get one */
export async function findChromium() {
  const found = installedChromium() ?? (install() ? installedChromium() : undefined);
  if (found !== undefined) return found;
  throw new Error(
    "找不到 Chromium、Chrome 或 Edge：请装一个（Debian：sudo apt-get install chromium fonts-noto-cjk；Ubuntu：sudo snap install chromium），或用环境变量 CHROMIUM 写明它的位置。\n" +
      "No Chromium, Chrome or Edge was found: install one (Debian: sudo apt-get install chromium fonts-noto-cjk; Ubuntu: sudo snap install chromium) or name it in the variable CHROMIUM.",
  );
}

/** @returns {string | undefined} path of a program that is already there. @throws if the variable CHROMIUM names none */
export function installedChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM !== undefined && CHROMIUM !== "") {
    if (existsSync(CHROMIUM)) return CHROMIUM;
    throw new Error(`环境变量 CHROMIUM 指的程序不存在：${CHROMIUM}\nThe variable CHROMIUM names no file.`);
  }
  return [...onPath(), ...usualPlaces(), ...playwrightPlaces()].find((path) => existsSync(path));
}

function onPath() {
  const ending = process.platform === "win32" ? ".exe" : "";
  return (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "").flatMap((folder) => NAMES.map((name) => join(folder, name + ending)));
}

function usualPlaces() {
  if (process.platform === "darwin") {
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
      ["Google Chrome", "Microsoft Edge", "Chromium"].map((name) => join(folder, `${name}.app/Contents/MacOS/${name}`)));
  }
  if (process.platform === "win32") {
    const { PROGRAMFILES, LOCALAPPDATA } = process.env;
    return [PROGRAMFILES, process.env["PROGRAMFILES(X86)"], LOCALAPPDATA].filter((folder) => folder !== undefined).flatMap((folder) =>
      ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe"].map((path) => join(folder, path)));
  }
  return NAMES.map((name) => `/usr/bin/${name}`);
}

/** Browsers that another project's Playwright put into its folder. */
function playwrightPlaces() {
  const cache = process.platform === "darwin" ? "Library/Caches" : process.platform === "win32" ? "AppData/Local" : ".cache";
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), cache, "ms-playwright");
  if (!existsSync(folder)) return [];
  const programs = ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-mac/Chromium.app/Contents/MacOS/Chromium", "chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium", "chrome-win/chrome.exe", "chrome-win64/chrome.exe"];
  return readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name)).sort().reverse().flatMap((name) => programs.map((program) => join(folder, name, program)));
}

function install() {
  const release = "/etc/os-release";
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync(release) || !/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync(release, "utf8"))) return false;
  process.stderr.write("没有浏览器，正在用 apt-get 安装 chromium 和中文字体…\nNo browser: installing chromium and fonts-noto-cjk with apt-get …\n");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args) => spawnSync("apt-get", ["-q", "-y", ...args], { stdio: ["ignore", "ignore", "inherit"], env: environment }).status === 0;
  // The lists may be old or absent; an update that fails in part may still do.
  run("update");
  return run("install", "--no-install-recommends", "chromium", "fonts-noto-cjk");
}
