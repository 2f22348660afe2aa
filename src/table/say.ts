/** Sentences of the reader, Chinese and English. */
import type { Language, SheetGrid, Warning } from "../model.js";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Say = (words: Words) => string;

export const sayIn = (language: Language): Say => (words) => words[language];

/** A warning about a sheet. */
export function warn(grid: SheetGrid, code: string, message: string, address: string | null = null): Warning {
  return { code, file: grid.file, sheet: grid.sheet, address, message };
}
