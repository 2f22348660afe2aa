/** What the readers of all formats share: where warnings go, in which language, for which file. */
import type { Language, Warning } from "../model.js";
import type { Words } from "../profile/profile.js";

export class ReadContext {
  constructor(
    private readonly file: string,
    private readonly language: Language,
    private readonly sink: ((warning: Warning) => void) | undefined,
  ) {}

  warn(code: string, sheet: string | null, address: string | null, words: Words): void {
    this.sink?.({ code, file: this.file, sheet, address, message: this.language === "zh" ? words.zh : words.en });
  }

  /** Formulas whose result the file does not hold: one warning per sheet. */
  warnUncalculated(sheet: string, first: { readonly row: number; readonly column: number }, count: number): void {
    const address = `${columnLetters(first.column)}${first.row + 1}`;
    this.warn("formulaNotCalculated", sheet, address, {
      zh: `“${sheet}”有 ${count} 个公式格没有存下计算结果（第一个在 ${address}），按空格处理：请用 Excel 打开，保存一次再核对。`,
      en: `Sheet "${sheet}": ${count} formula cell(s) hold no result (the first is ${address}) and are read as blank: open the file in Excel, save it and run again.`,
    });
  }
}

export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** "横岭村/手工台帐.xls" → "手工台帐": the sheet's name where the format has none. */
export function fileStem(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}
