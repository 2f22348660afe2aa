/** .csv and .txt → one grid. Cells stay text, so that 18-digit numbers keep every digit; addresses are those Excel would show. */
import Papa from "papaparse";
import type { CellValue, SheetGrid } from "../model.js";
import { GridBuilder } from "./grid-builder.js";
import { brokenQuote } from "./input-error.js";
import { fileStem } from "./read-context.js";

/** 、 and ， stand inside texts too: they separate columns only if nothing else does. */
const DELIMITERS = [",", "\t", ";", "|"] as const;
const CHINESE_DELIMITERS = ["，", "、"] as const;
const PROBE = 1 << 16;
const PROBE_ROWS = 60;

/** @throws InputError brokenQuote with the row */
export function readCsv(file: string, text: string): SheetGrid {
  const sheet = fileStem(file);
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  // Excel takes a first line "sep=;" as an instruction and does not show it.
  const instruction = /^"?sep=(.)"?\n/i.exec(lines);
  const body = instruction === null ? lines : lines.slice(instruction[0].length);
  const delimiter = instruction?.[1] ?? findDelimiter(body);
  const builder = new GridBuilder();
  const known = new Map<string, string>();
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, newline: "\n", quoteChar: '"', header: false, skipEmptyLines: false });
  const broken = errors.find((error) => error.type === "Quotes");
  if (broken !== undefined) throw brokenQuote(file, sheet, (broken.row ?? 0) + 1);
  for (let row = 0; row < data.length; row++) {
    const cells = data[row]!;
    for (let column = 0; column < cells.length; column++) builder.cell(column, cellOf(cells[column]!, known));
    builder.endRow(row);
  }
  return builder.grid(file, sheet, false);
}

function cellOf(raw: string, known: Map<string, string>): CellValue {
  if (raw === "") return null;
  // ="0123": how exports keep Excel from reading a number; Excel shows the text.
  const text = raw.length > 3 && raw.startsWith('="') && raw.endsWith('"') ? raw.slice(2, -1).replaceAll('""', '"') : raw;
  const same = known.get(text);
  if (same !== undefined) return same;
  known.set(text, text);
  return text === "" ? null : text;
}

/** The delimiter that gives the most rows the same number (≥ 2) of cells; a comma if none does. */
export function findDelimiter(text: string): string {
  const cut = text.length > PROBE ? text.lastIndexOf("\n", PROBE) : -1;
  const probe = cut > 0 ? text.slice(0, cut) : text.slice(0, PROBE);
  for (const candidates of [DELIMITERS, CHINESE_DELIMITERS]) {
    let best: string | null = null;
    let bestScore = 0;
    for (const delimiter of candidates) {
      const score = agreement(probe, delimiter);
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
    if (best !== null) return best;
  }
  return ",";
}

/** Share of the non-empty rows with the commonest cell count, plus a little for more cells; 0 if that count is 1. */
function agreement(probe: string, delimiter: string): number {
  if (!probe.includes(delimiter)) return 0;
  const counts = new Map<number, number>();
  let rows = 0;
  for (const cells of Papa.parse<string[]>(probe, { delimiter, newline: "\n", preview: PROBE_ROWS }).data) {
    if (cells.length === 1 && cells[0] === "") continue;
    rows++;
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  let commonest = 0;
  let most = 0;
  for (const [count, times] of counts) {
    if (times > most || (times === most && count > commonest)) {
      commonest = count;
      most = times;
    }
  }
  return most === 0 ? 0 : most / rows + Math.min(commonest, 50) / 1000;
}

/** Whether text has the form of a table: at least two rows of at least two cells. */
export function looksTabular(text: string): boolean {
  const lines = text.slice(0, PROBE).replace(/\r\n?/g, "\n");
  const delimiter = findDelimiter(lines);
  const rows = Papa.parse<string[]>(lines, { delimiter, newline: "\n", preview: PROBE_ROWS }).data;
  return rows.filter((cells) => cells.length > 1).length >= 2;
}
