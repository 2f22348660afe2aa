/** Opens a written workbook again: cell values by @e965/xlsx, parts by fflate. */
import * as XLSX from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";

export interface ReadBack {
  readonly names: readonly string[];
  /** Shown value of a cell; null if empty. */
  value(sheet: string, address: string): string | number | null;
  formula(sheet: string, address: string): string | null;
  rows(sheet: string): (string | number | null)[][];
  /** XML text of every part. */
  readonly parts: ReadonlyMap<string, string>;
  readonly everything: string;
}

export function readBack(bytes: Uint8Array): ReadBack {
  // The library leaves properties of its own on the array it reads.
  const book = XLSX.read(bytes.slice(), { type: "array", cellFormula: true });
  const cell = (sheet: string, address: string): XLSX.CellObject | undefined => book.Sheets[sheet]?.[address] as XLSX.CellObject | undefined;
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
  return {
    names: book.SheetNames,
    value: (sheet, address) => (cell(sheet, address)?.v ?? null) as string | number | null,
    formula: (sheet, address) => cell(sheet, address)?.f ?? null,
    rows: (sheet) => XLSX.utils.sheet_to_json(book.Sheets[sheet] ?? {}, { header: 1, defval: null, blankrows: true, raw: true }),
    parts,
    everything: [...parts.values()].join("\n"),
  };
}
