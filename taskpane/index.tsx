/** The task pane inside Excel: office.js on one side, the session on the other. */
/// <reference types="office-js" />
import { excelHost } from "../src/host/excel-host.js";
import type { Language } from "../src/model.js";
import { onCleared } from "./cleared-channel.js";
import { connectWorker } from "./engine/client.js";
import { mount } from "./mount.js";
import { openSession } from "./session.js";
import type { PaneTheme } from "./theme.js";

const root = document.getElementById("root");

function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** As Office is coloured; high contrast is the system's own. */
function themeNow(): PaneTheme {
  if (matchMedia("(forced-colors: active)").matches) return "contrast";
  // Not every host has a theme to tell.
  const theme = Office.context.officeTheme as Office.OfficeTheme | undefined;
  const colour = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(theme?.bodyBackgroundColor ?? "");
  if (colour === null) return "light";
  const [red, green, blue] = colour.slice(1).map((part) => parseInt(part, 16)) as [number, number, number];
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}

/** A sentence in place of the pane. */
function say(sentence: string): void {
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.style.margin = "16px";
  line.textContent = sentence;
  root?.replaceChildren(line);
}

function open(at: HTMLElement): void {
  const language = languageOf(Office.context.displayLanguage);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  let host;
  try {
    host = excelHost({ excel: Excel, language, isSetSupported: (name, version) => Office.context.requirements.isSetSupported(name, version) });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return;
  }
  const session = openSession({
    host, language,
    startEngine: () => connectWorker(new Worker(new URL("./engine/worker.ts", import.meta.url), { name: "engine" })),
  });
  const pane = mount(at, session, { theme: themeNow() });
  // Office tells of a new theme only by having it.
  const look = (): void => pane.setTheme(themeNow());
  window.addEventListener("focus", look);
  matchMedia("(forced-colors: active)").addEventListener("change", look);
  onCleared(() => session.actions.marksWereCleared());
  window.addEventListener("pagehide", () => void session.close());
}

void Office.onReady(({ host }) => {
  if (root === null) return;
  if (host === Office.HostType.Excel) open(root);
  else say("请在 Excel 里打开“台账核对”。 Open this pane in Excel.");
});
