/**
 * What keeps an input from being read at all (contract: exit status 2), in words a village clerk can act on.
 * Odd but usable input is never an InputError: it goes to the warnings.
 */
import type { Language } from "../model.js";
import type { Words } from "../profile/profile.js";

export type InputErrorCode =
  | "passwordProtected" // the workbook is encrypted
  | "notAWorkbook" // neither workbook nor table, or broken off
  | "brokenQuote" // a CSV quote is not closed, or text follows it
  | "undecodable" // neither UTF-8, UTF-16 nor GBK/GB18030
  | "nothingFound" // no file to read under the given paths
  | "noSuchPath"
  | "unreadable"; // the file is there but may not be read

export class InputError extends Error {
  override readonly name = "InputError";

  /**
   * @param file relative to the PATH given
   * @param row 1-based sheet row (CSV, DBF: as Excel would open them), null if the whole file or sheet is meant
   * @param words one plain line per language: which file, sheet, row, and what to do
   */
  constructor(
    readonly code: InputErrorCode,
    readonly file: string,
    readonly sheet: string | null,
    readonly row: number | null,
    readonly words: Words,
  ) {
    super(words.zh);
  }

  say(language: Language): string {
    return language === "zh" ? this.words.zh : this.words.en;
  }
}


export function passwordProtected(file: string): InputError {
  return new InputError("passwordProtected", file, null, null, {
    zh: `“${file}”有打开密码，读不了：请用 Excel 或 WPS 打开，去掉密码后另存一份再核对。`,
    en: `"${file}" needs a password to open: open it in Excel or WPS, remove the password, save a copy and run again.`,
  });
}

/** @param what what the file seems to be, or what is wrong with it */
export function notAWorkbook(file: string, what: Words, sheet: string | null = null, row: number | null = null): InputError {
  const at = { zh: place(sheet, row, "zh"), en: place(sheet, row, "en") };
  return new InputError("notAWorkbook", file, sheet, row, {
    zh: `“${file}”${at.zh}不是能读的表格文件（${what.zh}）：请用 Excel 或 WPS 打开，另存为 .xlsx 再核对。`,
    en: `"${file}"${at.en} is not a workbook that can be read (${what.en}): open it in Excel or WPS, save it as .xlsx and run again.`,
  });
}

export function brokenQuote(file: string, sheet: string, row: number): InputError {
  return new InputError("brokenQuote", file, sheet, row, {
    zh: `“${file}”第 ${row} 行的双引号（"）不成对，这一行从哪里断开说不准：请改正这一行的引号，或用 Excel 另存为 .xlsx 再核对。`,
    en: `"${file}" row ${row}: a double quote (") has no partner, so the cells cannot be told apart: correct it, or save the file as .xlsx and run again.`,
  });
}

export function undecodable(file: string, row: number | null = null): InputError {
  return new InputError("undecodable", file, null, row, {
    zh: `“${file}”${place(null, row, "zh")}的文字编码认不出（不是 UTF-8、UTF-16，也不是 GBK/GB18030）：请用原来的程序打开，另存为 .xlsx 或 UTF-8 的 CSV 再核对。`,
    en: `"${file}"${place(null, row, "en")}: the text encoding is none of UTF-8, UTF-16, GBK/GB18030: open it in the program it came from, save it as .xlsx or UTF-8 CSV and run again.`,
  });
}

export function noSuchPath(path: string): InputError {
  return new InputError("noSuchPath", path, null, null, {
    zh: `找不到“${path}”：请检查文件或文件夹的名字和位置。`,
    en: `"${path}" does not exist: check the name and place of the file or folder.`,
  });
}

/** @param reason the system's short reason (EACCES …) */
export function unreadable(file: string, reason: string): InputError {
  return new InputError("unreadable", file, null, null, {
    zh: `“${file}”打不开（${reason}）：请关闭正在使用它的程序，或检查有没有读取权限，再核对一次。`,
    en: `"${file}" cannot be opened (${reason}): close the program that uses it, or check that you may read it, and run again.`,
  });
}

export function nothingFound(paths: readonly string[]): InputError {
  const list = paths.join(", ");
  return new InputError("nothingFound", list, null, null, {
    zh: `“${list}”里没有可以核对的表格：请放入 .xlsx、.xlsm、.xls、.csv、.txt 或 .dbf 文件。`,
    en: `"${list}" holds no table to reconcile: put .xlsx, .xlsm, .xls, .csv, .txt or .dbf files there.`,
  });
}

/** Several faults in one line: the first in full, the other files by name. */
export function joinErrors(errors: readonly InputError[]): InputError {
  const first = errors[0];
  if (first === undefined) throw new RangeError("joinErrors needs at least one error");
  if (errors.length === 1) return first;
  const others = errors.slice(1, 6).map((error) => error.file).join(", ") + (errors.length > 6 ? " …" : "");
  return new InputError(first.code, first.file, first.sheet, first.row, {
    zh: `${first.words.zh}另有 ${errors.length - 1} 个文件也读不了：${others}。`,
    en: `${first.words.en} ${errors.length - 1} more cannot be read: ${others}.`,
  });
}

function place(sheet: string | null, row: number | null, language: Language): string {
  if (language === "zh") return (sheet === null ? "" : `的“${sheet}”表`) + (row === null ? "" : `第 ${row} 行`);
  return (sheet === null ? "" : `, sheet "${sheet}"`) + (row === null ? "" : `, row ${row}`);
}
