/** Cells as text for the clipboard: tab-separated, as Excel puts it there and takes it. */
import Papa from "papaparse";

export function toTabbedText(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(rows.map((row) => [...row]), { delimiter: "\t", newline: "\r\n", quotes: false });
}

/** Rows of cells; a line break at the end is no row of its own. */
export function fromTabbedText(text: string): string[][] {
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  // A quote inside a cell (5" pipe) is a quote; only a cell that begins and ends with one is quoted.
  if (!body.includes('"')) return body.split("\n").map((line) => line.split("\t"));
  const parsed = Papa.parse<string[]>(body, { delimiter: "\t", newline: "\n", skipEmptyLines: false });
  return parsed.errors.some((error) => error.type === "Quotes") ? body.split("\n").map((line) => line.split("\t")) : parsed.data;
}
