/** Files and folders on disk → grids. Input files are opened for reading only and never changed. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import type { Language, Progress, SheetGrid, Warning } from "../model.js";
import { InputError, joinErrors, noSuchPath, nothingFound, unreadable } from "../import/input-error.js";
import { EXTENSIONS, isResultWorkbook, readWorkbook } from "../import/read-workbook.js";

export interface ReadPathsOptions {
  readonly language: Language;
  /** Called before each file; `done` and `total` count files here, since rows are not known before. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface ReadPathsResult {
  /** By file path, then in the order of the sheets. */
  readonly grids: readonly SheetGrid[];
  readonly warnings: readonly Warning[];
}

interface Found {
  readonly path: string;
  /** The PATH it was found under. */
  readonly under: string;
  /** As findings name it: relative to the PATH given. */
  readonly file: string;
}

/**
 * Reads workbooks, texts, DBF files and folders of them, at any depth. Hidden files, lock files (~$…) and this program's own
 * results are left out, the last with a warning; so are files in folders whose ending is none of a table's.
 * @throws InputError noSuchPath, unreadable, nothingFound, and those of readWorkbook; several faults are said in one
 */
export async function readPaths(paths: readonly string[], options: ReadPathsOptions): Promise<ReadPathsResult> {
  const errors: InputError[] = [];
  const warnings: Warning[] = [];
  const found = findFiles(paths, options.language, warnings, errors);
  const grids: SheetGrid[] = [];
  let read = 0;
  for (const [index, { path, file }] of found.entries()) {
    options.onProgress?.({ stage: "read", done: index, total: found.length, detail: file });
    // A pause, so that a progress line can be drawn and a stop be heard.
    await new Promise<void>((resolve) => setImmediate(resolve));
    try {
      const bytes = readBytes(path, file);
      if (isResultWorkbook(bytes)) {
        warnings.push(resultSkipped(file, options.language));
        continue;
      }
      grids.push(...readWorkbook(file, bytes, { language: options.language, warn: (warning) => warnings.push(warning) }));
      read++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw joinErrors(errors);
  if (read === 0) throw nothingFound(paths);
  options.onProgress?.({ stage: "read", done: found.length, total: found.length, detail: "" });
  return { grids, warnings };
}

function findFiles(paths: readonly string[], language: Language, warnings: Warning[], errors: InputError[]): Found[] {
  const found = new Map<string, Found>();
  const collect = (folder: string, prefix: string, under: string): void => {
    let entries;
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      errors.push(unreadable(prefix === "" ? folder : prefix, reasonOf(error)));
      return;
    }
    for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
      if (isLeftOut(entry.name)) continue;
      const path = join(folder, entry.name);
      const file = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      // A link counts as what it leads to; one that leads to a folder is not followed, since it may lead in a circle.
      const target = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
      if (entry.isDirectory()) collect(path, file, under);
      else if (target === undefined) errors.push(unreadable(file, "ENOENT"));
      else if (target.isFile() && EXTENSIONS.includes(extname(entry.name).toLowerCase())) found.set(path, { path, under, file });
      else if (target.isFile() || target.isDirectory()) warnings.push(notRead(file, language));
    }
  };
  for (const path of paths) {
    let stat;
    try {
      stat = statSync(path, { throwIfNoEntry: false });
    } catch (error) {
      errors.push(unreadable(path, reasonOf(error)));
      continue;
    }
    if (stat === undefined) errors.push(noSuchPath(path));
    else if (stat.isDirectory()) collect(resolve(path), "", resolve(path));
    else if (!found.has(resolve(path))) found.set(resolve(path), { path: resolve(path), under: resolve(path, ".."), file: basename(path) });
  }
  return tellApart([...found.values()].sort((a, b) => compare(a.path, b.path)));
}

/** Files of one name under several PATHs (二月/台帐.xls, 三月/台帐.xls) also carry the name of their PATH. */
function tellApart(found: readonly Found[]): Found[] {
  const times = new Map<string, number>();
  for (const { file } of found) times.set(file, (times.get(file) ?? 0) + 1);
  return found.map((one) => (times.get(one.file) === 1 ? one : { ...one, file: `${basename(one.under)}/${one.file}` }));
}

/** By code unit: the same on every computer, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Hidden files, Excel's and WPS's lock files, LibreOffice's (.~lock), and what systems leave in folders. */
function isLeftOut(name: string): boolean {
  return name.startsWith(".") || name.startsWith("~$") || name === "__MACOSX" || /^(?:thumbs\.db|desktop\.ini)$/i.test(name);
}

function readBytes(path: string, file: string): Uint8Array {
  try {
    return readFileSync(path, { flag: "r" });
  } catch (error) {
    throw unreadable(file, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "I/O";
}

function notRead(file: string, language: Language): Warning {
  return {
    code: "fileNotRead", file, sheet: null, address: null,
    message: language === "zh"
      ? `“${file}”不是表格文件，没有读：如果里面有台帐，请另存为 .xlsx 放在这里。`
      : `"${file}" is no table file and was not read: if it holds a ledger, save it here as .xlsx.`,
  };
}

function resultSkipped(file: string, language: Language): Warning {
  return {
    code: "resultSkipped", file, sheet: null, address: null,
    message: language === "zh"
      ? `“${file}”是以前核对出来的结果，没有当作台帐读。要复查上次的问题，请用 --previous 指定它。`
      : `"${file}" is the result of an earlier run and was not read as a record. To compare with it, name it with --previous.`,
  };
}
