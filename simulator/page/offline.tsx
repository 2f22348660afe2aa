/** Starts the page for people without Excel: one file, opened from the disk, without any connection. */
import { createRoot } from "react-dom/client";
import "./page.css";
import { OfflineApp } from "./OfflineApp.js";
import { OfflineWindows } from "./offline-windows.js";
import type { Language } from "../../src/model.js";

/** The worker's text lies in the page; a page opened as a file cannot load a worker from beside itself. */
function startWorker(): Worker {
  const text = document.getElementById("engine-worker")?.textContent ?? "";
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

/** `?locale=en-US` in the address, or the browser's language. */
const locale = new URLSearchParams(location.search).get("locale") ?? navigator.language;
const language: Language = /^zh/i.test(locale) ? "zh" : "en";
document.documentElement.lang = language === "zh" ? "zh-CN" : "en";

const windows = new OfflineWindows(language, startWorker);
document.title = windows.words.offlineTitle;
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<OfflineApp windows={windows} />);
