/**
 * One Chromium per test file, a fresh context per test: office.js keeps its host in sessionStorage. Whatever a page asks of another machine,
 * and whatever it says on its console as an error, fails the test.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { ensurePane } from "../../scripts/build-pane.mjs";
import { serve, type Served } from "../../scripts/serve.mjs";
import { CHROMIUM_ARGUMENTS, findChromium } from "../support/chromium.js";
import type { BookFile } from "./books.js";
import { paneOn, type Pane } from "./pane.js";
import { sheetOn, type Sheet } from "./sheet.js";
import { shot } from "./shots/shot.js";

/** What a clerk's notebook computer has. */
export const VIEWPORT = { width: 1366, height: 768 };

export interface OpenOptions {
  readonly book: BookFile;
  /** Address parameters of the page: locale, profile, latency, theme. */
  readonly query?: Readonly<Record<string, string>>;
  readonly context?: BrowserContextOptions;
  /** Runs before the page's own scripts. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** The page around the simulated Excel with its pane. */
export interface Scene {
  readonly page: Page;
  readonly pane: Pane;
  readonly sheet: Sheet;
  readonly url: string;
}

export interface Stage {
  open(options: OpenOptions): Promise<Scene>;
  /** A page of its own without a server: for files opened from the disk. */
  openFile(path: string, context?: BrowserContextOptions): Promise<Page>;
  readonly browser: () => Browser;
  /** dist/ */
  readonly dist: () => string;
  /** A folder that goes with the test file. */
  readonly folder: () => string;
}

/** Call once at the top of a test file. */
export function useBrowser(): Stage {
  let browser: Browser, dist: string, folder: string;
  let contexts: BrowserContext[] = [];
  let servers: Served[] = [];
  let faults: string[] = [];
  let files = 0;

  beforeAll(async () => {
    dist = await ensurePane();
    folder = mkdtempSync(join(tmpdir(), "browser-"));
    browser = await chromium.launch({
      executablePath: await findChromium(),
      // No name but this machine's has an address, so that nothing could leave even if the log below missed it.
      args: [...CHROMIUM_ARGUMENTS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async ({ task }) => {
    const seen = faults;
    if (task.result?.state === "fail") for (const page of contexts.flatMap((context) => context.pages())) await shot(page, `failed-${task.name.slice(0, 40)}`);
    for (const context of contexts) await context.close();
    for (const server of servers) await server.close();
    contexts = [];
    servers = [];
    faults = [];
    expect(seen, "requests to other machines, page errors, console errors").toEqual([]);
  });

  const newContext = async (own: string, options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: VIEWPORT, locale: "zh-CN", reducedMotion: "reduce", acceptDownloads: true, ...options });
    contexts.push(context);
    watch(context, own, faults);
    return context;
  };

  return {
    browser: () => browser,
    dist: () => dist,
    folder: () => folder,
    async open({ book, query = {}, context: options, before }) {
      const path = join(folder, `${++files}.xlsx`);
      writeFileSync(path, book.bytes);
      const server = await serve({ root: join(dist, "simulator"), book: { path, name: book.name } });
      servers.push(server);
      const context = await newContext(server.url, options);
      const page = await context.newPage();
      await before?.(page);
      const url = `${server.url}?${new URLSearchParams(query).toString()}`;
      await page.goto(url);
      return { page, pane: paneOn(page), sheet: sheetOn(page), url };
    },
    async openFile(path, options) {
      const context = await newContext("file://", { ...options, offline: true });
      const page = await context.newPage();
      await page.goto(`file://${encodeURI(path)}`);
      return page;
    },
  };
}

/** Notes every request of pages, frames and workers that goes anywhere else, and every error. */
function watch(context: BrowserContext, own: string, faults: string[]): void {
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !/^(data|blob):/.test(url)) faults.push(`request: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // A pane that is closed stops what it was loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`page error: ${error.error().stack ?? error.error().message}`));
  context.on("serviceworker", (worker) => faults.push(`service worker: ${worker.url()}`));
  context.on("page", (page) => page.on("websocket", (socket) => faults.push(`web socket: ${socket.url()}`)));
}
