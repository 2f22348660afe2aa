/**
 * The files a run writes. What can be known beforehand is said beforehand (missing folder, an input or a foreign file in the way,
 * the file open elsewhere); then everything is written to temporary files beside the targets, and only when all are complete
 * are they renamed. So nothing is ever half-written and no input is ever touched.
 */
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, readSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync, type Stats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Trouble, type Sentence } from "./trouble.js";

export type TargetOption = "--out" | "--json" | "--weights";

const EXAMPLE: Readonly<Record<TargetOption, Sentence>> = {
  "--out": { zh: "核对结果.xlsx", en: "result.xlsx" },
  "--json": { zh: "findings.json", en: "findings.json" },
  "--weights": { zh: "weights.json", en: "weights.json" },
};

export interface Target {
  readonly option: TargetOption;
  /** As the user typed it, for sentences. */
  readonly shown: string;
  readonly path: string;
  /** A file is there already; of a workbook the run must still find out whether it is one of ours. */
  readonly exists: boolean;
}

/** Throws `Trouble` if the target cannot be written. `makeFolder`: the folder is our own default and is made when writing. */
export function checkTarget(option: TargetOption, shown: string, inputs: readonly string[], makeFolder: boolean): Target {
  const path = existsSync(shown) ? realpathSync(shown) : resolve(shown);
  const folder = statSync(dirname(path), { throwIfNoEntry: false });
  if (folder === undefined && !makeFolder) {
    throw new Trouble({
      zh: `${option}：没有“${dirname(shown)}”这个文件夹；请先建好，或换一个地方。`,
      en: `${option}: there is no folder "${dirname(shown)}"; create it first or choose another place.`,
    });
  }
  if (folder !== undefined && !folder.isDirectory()) {
    throw new Trouble({ zh: `${option}：“${dirname(shown)}”不是文件夹；请换一个地方。`, en: `${option}: "${dirname(shown)}" is not a folder; choose another place.` });
  }
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    throw new Trouble({
      zh: `${option}：“${shown}”是文件夹；请写出文件名，例如 ${join(shown, EXAMPLE[option].zh)}。`,
      en: `${option}: "${shown}" is a folder; give a file name, for example ${join(shown, EXAMPLE[option].en)}.`,
    });
  }
  if (option === "--out" && !/\.xlsx$/i.test(path)) {
    throw new Trouble({ zh: `--out：结果是 Excel 工作簿，文件名要以 .xlsx 结尾，不能是“${shown}”。`, en: `--out: the result is an Excel workbook, its name must end in .xlsx, not "${shown}".` });
  }
  for (const input of inputs) {
    if (isSameFile(path, there, input)) {
      throw new Trouble({ zh: `${option}：“${shown}”是这次要读的文件，不会覆盖；请换一个文件名。`, en: `${option}: "${shown}" is read by this run and will not be overwritten; choose another name.` });
    }
  }
  if (there === undefined || !there.isFile()) {
    if (folder !== undefined && there === undefined) checkWritable(option, shown, dirname(path));
    return { option, shown, path, exists: false };
  }
  checkNotOpen(option, shown, path);
  checkWritable(option, shown, path);
  if (option !== "--out" && there.size > 0 && !beginsAs(option, path)) throw foreign(option, shown);
  return { option, shown, path, exists: there.size > 0 };
}

/** The existing file is not one of our results. */
export function foreign(option: TargetOption, shown: string): Trouble {
  return new Trouble({
    zh: `${option}：“${shown}”已经存在，而且不是本工具写出的结果，不会覆盖；请换一个文件名。`,
    en: `${option}: "${shown}" exists and is no result of this tool, so it will not be overwritten; choose another name.`,
  });
}

function isSameFile(path: string, stat: Stats | undefined, input: string): boolean {
  if (resolve(input) === path) return true;
  const other = statSync(input, { throwIfNoEntry: false });
  return stat !== undefined && other !== undefined && other.isFile() && other.ino === stat.ino && other.dev === stat.dev;
}

/** Excel and LibreOffice put a small lock file beside a workbook while it is open. */
function checkNotOpen(option: TargetOption, shown: string, path: string): void {
  const locks = [`~$${basename(path)}`, `.~lock.${basename(path)}#`];
  const lock = locks.find((name) => existsSync(join(dirname(path), name)));
  if (lock !== undefined) {
    throw new Trouble({
      zh: `${option}：“${shown}”正打开着；请先关闭它再运行（如果没有打开，请删除旁边的 ${lock}）。`,
      en: `${option}: "${shown}" is open in another program; close it first (if it is not, delete ${lock} beside it).`,
    });
  }
}

function checkWritable(option: TargetOption, shown: string, path: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch {
    throw notWritable(option, shown);
  }
}

function notWritable(option: TargetOption, shown: string): Trouble {
  return new Trouble({
    zh: `${option}：写不了“${shown}”；请看它是否正打开着、只读或没有权限，或换一个地方。`,
    en: `${option}: cannot write "${shown}"; see whether it is open, read-only or not permitted, or choose another place.`,
  });
}

/** Our findings file begins with its version and profile, our weights with their version and prior. */
function beginsAs(option: "--json" | "--weights", path: string): boolean {
  const buffer = Buffer.alloc(200);
  const file = openSync(path, "r");
  try {
    readSync(file, buffer, 0, buffer.length, 0);
  } finally {
    closeSync(file);
  }
  const begin = option === "--json" ? /^\uFEFF?\s*\{\s*"version":\s*\d+,\s*"profile":/ : /^\uFEFF?\s*\{\s*"version":\s*\d+,\s*"prior":/;
  return begin.test(buffer.toString("utf8"));
}

export interface Output {
  readonly target: Target;
  readonly content: Uint8Array | string;
}

/** Writes the outputs, all or none. `interrupted` is asked once everything is on disk and nothing renamed yet. */
export class OutputWriter {
  private temporary: string[] = [];
  private madeFolder: string | undefined;

  async write(outputs: readonly Output[], interrupted: () => boolean): Promise<void> {
    try {
      const renames = outputs.flatMap((output) => this.writeBeside(output));
      // Lets a Ctrl-C that came meanwhile be heard.
      await new Promise((done) => setImmediate(done));
      if (interrupted()) return;
      for (const { from, output } of renames) {
        attempt(output.target, () => renameSync(from, output.target.path));
        this.temporary = this.temporary.filter((path) => path !== from);
      }
    } finally {
      this.discard();
    }
  }

  /** Removes what is not renamed yet. */
  discard(): void {
    for (const path of this.temporary) rmSync(path, { force: true });
    this.temporary = [];
    if (this.madeFolder !== undefined && readdirSync(this.madeFolder).length === 0) rmdirSync(this.madeFolder);
    this.madeFolder = undefined;
  }

  private writeBeside(output: Output): { from: string; output: Output }[] {
    const { path } = output.target;
    const there = attempt(output.target, () => statSync(path, { throwIfNoEntry: false }));
    if (there !== undefined && !there.isFile()) {
      attempt(output.target, () => writeFileSync(path, output.content)); // /dev/stdout, a pipe
      return [];
    }
    const from = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    attempt(output.target, () => {
      this.madeFolder ??= mkdirSync(dirname(path), { recursive: true });
      this.temporary.push(from);
      writeFileSync(from, output.content);
    });
    return [{ from, output }];
  }
}

function attempt<T>(target: Target, action: () => T): T {
  try {
    return action();
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ENOSPC") {
      throw new Trouble({
        zh: `${target.option}：磁盘满了，写不下“${target.shown}”；请腾出空间再运行。`,
        en: `${target.option}: the disk is full, "${target.shown}" does not fit; free some space and run again.`,
      });
    }
    throw notWritable(target.option, target.shown);
  }
}
