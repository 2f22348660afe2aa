/** One line on the terminal that says how far the run is; it is wiped before anything else is printed. */
import type { Language, Progress } from "../model.js";
import { shorten } from "./display-width.js";
import type { Sentence } from "./trouble.js";

const stages: Readonly<Record<Progress["stage"], Sentence>> = {
  read: { zh: "读取", en: "reading" },
  table: { zh: "识别表格", en: "finding tables" },
  normalise: { zh: "整理内容", en: "normalising" },
  link: { zh: "对人", en: "linking" },
  check: { zh: "核对", en: "checking" },
  report: { zh: "整理结果", en: "reporting" },
  write: { zh: "写出", en: "writing" },
};

export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

/** Writes nothing unless the stream is a terminal. */
export function progressLine(stream: NodeJS.WriteStream, language: Language): ProgressLine {
  let shown = false;
  return {
    show(progress) {
      if (!stream.isTTY) return;
      const share = progress.total > 0 ? ` ${Math.min(100, Math.floor((100 * progress.done) / progress.total))}%` : "";
      const text = `${stages[progress.stage][language]}${share} ${progress.detail}`.replace(/\s+/g, " ").trim();
      stream.write(`\r\u001b[K${shorten(text, Math.max(20, (stream.columns || 80) - 1))}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write("\r\u001b[K");
      shown = false;
    },
  };
}
