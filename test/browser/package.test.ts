/** The package, as an office would use it: from another origin, in a sub-folder, and the single page as a file. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FIRST_LOAD_BUDGET, OFFLINE_FILE } from "../../scripts/build-pane.mjs";
import { officeFiles } from "../../scripts/office-files.mjs";
import { pack } from "../../scripts/package.mjs";
import { serve, type Served } from "../../scripts/serve.mjs";
import { CHROMIUM_ARGUMENTS, findChromium } from "../support/chromium.js";
import { parseXml } from "../support/xml-tree.js";

const ORIGIN = "https://server.example/ledger";
const root = join(import.meta.dirname, "../..");
let folder: string;
let out: string;
let server: Served;
let browser: Browser;
/** Where the server offers the package: not the address that the build knows, not the root. */
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "package-"));
  out = join(folder, "out");
  await pack({ origin: `${ORIGIN}/`, out });
  mkdirSync(join(folder, "web/ledger"), { recursive: true });
  cpSync(join(out, "site"), join(folder, "web/ledger"), { recursive: true });
  server = await serve({ root: join(folder, "web") });
  address = `${server.url}ledger/`;
  browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGUMENTS });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly requests: string[];
  readonly failures: string[];
}

/** A page of its own whose requests are noted; whatever is asked of another place is refused and noted too. */
async function visit(url: string): Promise<Visit> {
  const context = await browser.newContext({ locale: "zh-CN" });
  const requests: string[] = [];
  const failures: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("response", (response) => {
    if (response.status() >= 400) failures.push(`${response.status()} ${response.url()}`);
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => failures.push(error.message));
  await page.goto(url, { waitUntil: "load" });
  return { context, page, requests, failures };
}

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
}

describe("the folder of a package", () => {
  it("holds everything that README.txt names", () => {
    const readme = readFileSync(join(out, "README.txt"), "utf8");
    for (const name of readdirSync(out).filter((one) => one !== "README.txt")) expect(readme, name).toContain(name.replace(/^一页说明\.(html|pdf)$/, "一页说明"));
    for (const name of ["site", "台账核对.xml", "信任加载项.reg", "取消信任.reg", OFFLINE_FILE, "一页说明.html", "一页说明.pdf", "第三方声明.txt"]) expect(existsSync(join(out, name)), name).toBe(true);
    expect(readme).toContain(ORIGIN);
    expect(readme).not.toMatch(/[^\r]\n/);
  });

  it("refers to its own address and to nothing of the machine it was made on", () => {
    const own = filesUnder(out).filter((file) => /\.(html|xml|txt|reg|js)$/.test(file) && !file.includes(`${join("site", "office")}`));
    expect(own.length).toBeGreaterThan(8);
    for (const file of own) {
      const text = readFileSync(file, file.endsWith(".reg") ? "utf16le" : "utf8");
      expect(text.includes("localhost") || text.includes(root), file).toBe(false);
    }
    const manifest = readFileSync(join(out, "台账核对.xml"), "utf8");
    for (const [, url] of manifest.matchAll(/"(https:[^"]+)"/g)) {
      expect(url!.startsWith(`${ORIGIN}/`)).toBe(true);
      expect(existsSync(join(out, "site", url!.slice(ORIGIN.length).replace(/#.*/, ""))), url).toBe(true);
    }
    expect(parseXml(manifest).name).toBe("OfficeApp");
  });

  it("ships office.js as Microsoft made it, without telemetry", () => {
    const shipped = filesUnder(join(out, "site/office")).map((file) => file.slice(join(out, "site/office").length + 1).replaceAll("\\", "/"));
    expect(shipped.sort()).toEqual([...officeFiles, "LICENSE.md"].sort());
    for (const file of officeFiles) expect(readFileSync(join(out, "site/office", file)).equals(readFileSync(join(root, "node_modules/@microsoft/office-js/dist", file))), file).toBe(true);
  });

  it("names the licences of what is inside, in full", () => {
    const notices = readFileSync(join(out, "第三方声明.txt"), "utf8");
    const names = ["react 19", "react-dom 19", "@fluentui/react-", "@griffel/core", "comlink", "opencc-js", "lunar-typescript", "fflate", "@microsoft/office-js"];
    expect(names.filter((name) => !notices.includes(name))).toEqual([]);
    expect(notices.match(/Permission is hereby granted/g)!.length).toBeGreaterThan(8);
    expect(notices).toContain("Apache License");
    expect(notices).toContain("MICROSOFT OFFICE JAVASCRIPT");
    expect(notices).not.toContain("<copyright holders>");
  });

  it("is replaced by the next package, but a folder of somebody's is left alone", async () => {
    const other = join(folder, "mine");
    mkdirSync(other);
    writeFileSync(join(other, "letter.docx"), "");
    await expect(pack({ origin: ORIGIN, out: other })).rejects.toThrow("没有动它");
    expect(readdirSync(other)).toEqual(["letter.docx"]);
    writeFileSync(join(out, "old.txt"), "");
    const { share } = await pack({ origin: ORIGIN, share: "\\\\nas\\加载项", out });
    expect(share).toBe("\\\\nas\\加载项");
    expect(existsSync(join(out, "old.txt"))).toBe(false);
    expect(readFileSync(join(out, "信任加载项.reg"), "utf16le")).toContain("\\\\\\\\nas\\\\加载项");
  });
});

describe("the pane from another origin", () => {
  it("loads from a sub-folder, asks no other place, and says that it belongs into Excel", async () => {
    const { context, page, requests, failures } = await visit(`${address}taskpane.html`);
    await expect.poll(() => page.textContent("#root")).toContain("请在 Excel 里打开");
    expect(requests.filter((url) => !url.startsWith(address) && !url.startsWith("data:"))).toEqual([]);
    expect(requests).toContain(`${address}office/office.js`);
    expect(failures).toEqual([]);
    await context.close();
  });

  it.each([["Win32$16.01", "win32-16.01"], ["Mac$16.00", "mac-16.00"], ["Web$16.00", "web-16.00"], ["iOS$16.00", "ios-16.00"]])("has the files that office.js asks for on %s", async (platform, file) => {
    const { context, page, requests, failures } = await visit(`${address}taskpane.html?_host_Info=Excel$${platform}$zh-CN$telemetry$$disableLogging$0`);
    await expect.poll(() => requests).toContain(`${address}office/excel-${file}.js`);
    await expect.poll(() => requests).toContain(`${address}office/zh-cn/office_strings.js`);
    await page.waitForTimeout(300);
    expect(requests.filter((url) => !url.startsWith(address) && !url.startsWith("data:"))).toEqual([]);
    // No Excel answers behind the address, so office.js stops there; what counts is that no file is missing.
    expect(failures.filter((failure) => failure.startsWith("4"))).toEqual([]);
    await context.close();
  });

  it("starts the engine's worker in its sub-folder", async () => {
    const { context, page, requests } = await visit(`${address}message.html#x`);
    const worker = readdirSync(join(out, "site")).find((name) => /^engine\.[0-9a-f]+\.js$/.test(name))!;
    const outcome = await page.evaluate(async (name) => {
      const engine = new Worker(name);
      return new Promise<string>((resolve) => {
        engine.onerror = (event) => resolve(event.message);
        // comlink's question for a member that is not there; any answer shows that the worker runs.
        engine.onmessage = () => resolve("answers");
        engine.postMessage({ id: "1", type: "GET", path: ["none"] });
      });
    }, worker);
    expect(outcome).toBe("answers");
    expect(requests.filter((url) => !url.startsWith(address))).toEqual([]);
    await context.close();
  });

  it("keeps the first load of our own code within its budget", () => {
    const built = JSON.parse(readFileSync(join(root, "dist/pane-built.json"), "utf8")) as { first: number };
    expect(built.first).toBeGreaterThan(50_000);
    expect(built.first).toBeLessThan(FIRST_LOAD_BUDGET);
  });

  it("shows what the ribbon's function has to say as text", async () => {
    const { context, page } = await visit(`${address}message.html#${encodeURIComponent("工作表受保护。\n<b>x</b>")}`);
    expect(await page.locator("#sentences p").allTextContents()).toEqual(["工作表受保护。", "<b>x</b>"]);
    await context.close();
  });
});

describe("the single page", () => {
  it("opens from a file, with its worker, and asks for nothing", async () => {
    const file = join(out, OFFLINE_FILE);
    const { context, page, requests, failures } = await visit(pathToFileURL(file).href);
    await expect.poll(() => page.locator("#root > *").count()).toBeGreaterThan(0);
    expect(failures).toEqual([]);
    expect(requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    expect(requests.filter((url) => url.startsWith("file:"))).toHaveLength(1);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain("OfficeExtension");
    expect(text).toContain("third-party-notices");
    expect(statSync(file).size).toBeLessThan(8_000_000);
    const started = await page.evaluate(() => {
      const worker = new Worker(URL.createObjectURL(new Blob([document.getElementById("engine-worker")!.textContent], { type: "text/javascript" })));
      return new Promise<string>((resolve) => {
        worker.onerror = (event) => resolve(event.message);
        worker.onmessage = () => resolve("answers");
        worker.postMessage({ id: "1", type: "GET", path: ["none"] });
      });
    });
    expect(started).toBe("answers");
    await context.close();
  });
});
