/** A .csv list → columns of text. The first row holds the headers. */
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { Trouble } from "../cli/trouble.js";
import { findDelimiter } from "../import/csv-reader.js";
import { decodeBytes } from "../import/text-encoding.js";

export interface List {
  readonly file: string;
  readonly headers: readonly string[];
  readonly rows: number;
  readonly column: (header: string) => readonly string[] | null;
}

/** @throws Trouble for a file that cannot be read, decoded or parsed, with the row */
export function readList(file: string): List {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : String(fault);
    throw code === "ENOENT"
      ? new Trouble({ zh: `找不到“${file}”；请看文件名和文件夹写得对不对。`, en: `"${file}" does not exist; check the name and the folder.` })
      : new Trouble({ zh: `读不了“${file}”（${code}）；请看它是不是文件、有没有权限。`, en: `Cannot read "${file}" (${code}); check that it is a file and may be read.` });
  }
  const decoded = decodeBytes(bytes);
  if (decoded === null) throw new Trouble({ zh: `“${file}”不是文本；请另存为 CSV（UTF-8）。`, en: `"${file}" is not text; save it as CSV (UTF-8).` });
  const text = decoded.text.includes("\r") ? decoded.text.replace(/\r\n?/g, "\n") : decoded.text;
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: findDelimiter(text), newline: "\n", quoteChar: '"', skipEmptyLines: true });
  const broken = errors.find((error) => error.type === "Quotes");
  if (broken !== undefined) {
    const row = (broken.row ?? 0) + 1;
    throw new Trouble({ zh: `“${file}”第 ${row} 行的引号不成对；请补上或删去。`, en: `"${file}", row ${row}: a quote is not closed; add or delete it.` });
  }
  const head = data[0];
  if (head === undefined || head.every((cell) => cell.trim() === "")) throw new Trouble({ zh: `“${file}”是空的；第一行应是栏目名。`, en: `"${file}" is empty; its first row should hold the column names.` });
  const headers = head.map((cell) => cell.replace(/^\ufeff/, "").trim());
  const repeated = headers.find((header, i) => header !== "" && headers.indexOf(header) !== i);
  if (repeated !== undefined) throw new Trouble({ zh: `“${file}”有两栏都叫“${repeated}”；请改名。`, en: `"${file}" has two columns named "${repeated}"; rename one.` });
  const rows = data.length - 1;
  return {
    file, headers, rows,
    column(header) {
      const at = headers.indexOf(header);
      if (at < 0) return null;
      const cells = new Array<string>(rows);
      for (let row = 0; row < rows; row++) cells[row] = data[row + 1]![at] ?? "";
      return cells;
    },
  };
}
