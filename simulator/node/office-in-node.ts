/// <reference types="office-js" />
/**
 * Real, unmodified office.js in plain Node: the package's files in a `vm` context with the few pieces of a page that it touches.
 * Nothing of Microsoft's is copied; the scripts are read from node_modules when they ask for each other.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { officeExternal } from "../host/office-environment.js";
import type { Pane, SimulatedExcel } from "../host/simulated-excel.js";

export interface OfficeInNode {
  readonly Office: typeof Office;
  readonly Excel: typeof Excel;
  readonly OfficeExtension: typeof OfficeExtension;
  readonly pane: Pane;
  /** Files that office.js loaded, in order. */
  readonly files: readonly string[];
  /** Runs code in office.js's own realm (for Date, instanceof). */
  evaluate(code: string): unknown;
}

const DIST = join(dirname(createRequire(import.meta.url).resolve("@microsoft/office-js/package.json")), "dist");
const ORIGIN = "https://addin.invalid/office/";
const scripts = new Map<string, vm.Script>();

function script(file: string): vm.Script {
  let compiled = scripts.get(file);
  if (compiled === undefined) scripts.set(file, (compiled = new vm.Script(readFileSync(join(DIST, file), "utf8"), { filename: file })));
  return compiled;
}

interface FakeElement {
  [key: string]: unknown;
  src?: string;
  onload?: (() => void) | null;
  onerror?: (() => void) | null;
  onreadystatechange?: (() => void) | null;
}

function storage(): Record<string, unknown> {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, String(value)),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
    key: (index: number) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

/** Opens a pane in the simulated Excel and starts office.js in it; resolves when Office.onReady does. */
export async function startOffice(host: SimulatedExcel): Promise<OfficeInNode> {
  const pane = host.openPane();
  const files: string[] = [];
  const element = (tag: string): FakeElement => ({ tagName: tag.toUpperCase(), style: {}, setAttribute() {}, getAttribute: () => null, addEventListener() {}, removeEventListener() {}, appendChild() {} });
  const own: FakeElement = { ...element("script"), src: `${ORIGIN}office.js` };
  const load = (child: FakeElement): FakeElement => {
    if (typeof child.src === "string" && child.src.startsWith(ORIGIN)) {
      const file = child.src.slice(ORIGIN.length).split("?")[0]!;
      queueMicrotask(() => {
        try {
          script(file).runInContext(context);
        } catch (error) {
          if ((error as { code?: string }).code !== "ENOENT") throw error;
          child.onerror?.();
          return;
        }
        files.push(file);
        child.onload?.();
      });
    }
    return child;
  };
  const head: FakeElement = { ...element("head"), appendChild: load, insertBefore: load, removeChild: (child: FakeElement) => child };
  const location = { href: "https://addin.invalid/taskpane.html", protocol: "https:", host: "addin.invalid", hostname: "addin.invalid", origin: "https://addin.invalid", pathname: "/taskpane.html", search: "", hash: "", port: "" };
  const window: Record<string, unknown> = {
    console, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, URL, location,
    navigator: { userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/120.0.0.0", language: "zh-CN", platform: "Win32" },
    sessionStorage: storage(),
    localStorage: storage(),
    history: { pushState() {}, replaceState() {} },
    performance: { now: () => performance.now(), mark() {}, measure() {} },
    addEventListener() {}, removeEventListener() {}, postMessage() {}, alert() {}, confirm() {}, prompt() {},
    external: officeExternal(host.book, host.profile),
    _richApiNativeBridge: pane.bridge,
    document: {
      ...element("document"), URL: location.href, location, head, body: element("body"), documentElement: element("html"), readyState: "complete", cookie: "",
      createElement: element,
      getElementsByTagName: (tag: string) => (tag.toLowerCase() === "script" ? [own] : tag.toLowerCase() === "head" ? [head] : []),
      getElementById: () => null,
      querySelector: () => null,
      querySelectorAll: () => [],
    },
  };
  window["window"] = window["self"] = window["top"] = window["parent"] = window;
  const context = vm.createContext(window);
  const evaluate = (code: string): unknown => vm.runInContext(code, context) as unknown;
  evaluate("window = self = top = parent = globalThis");
  script("office.js").runInContext(context);
  files.push("office.js");
  await (evaluate("Office.onReady()") as Promise<unknown>);
  return {
    Office: evaluate("Office") as typeof Office,
    Excel: evaluate("Excel") as typeof Excel,
    OfficeExtension: evaluate("OfficeExtension") as typeof OfficeExtension,
    pane, files, evaluate,
  };
}
