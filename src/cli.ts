/**
 * The command line. Help and wrong options are answered here at once; the engine is loaded only in the worker thread, by a
 * dynamic import. Exit status as `diff`: 0 no discrepancy, 1 discrepancies, 2 trouble; 130 after Ctrl-C.
 */
import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { version } from "../package.json";
import { helpText } from "./cli/help.js";
import type { Job, Message } from "./cli/job.js";
import { languageOf, parseArguments, type Options } from "./cli/options.js";
import { progressLine } from "./cli/progress-line.js";
import { startWorker, type RunningWorker } from "./cli/start-worker.js";
import { checkTarget, OutputWriter, type Output, type Target } from "./cli/targets.js";
import { internalFault, Trouble, troubleText } from "./cli/trouble.js";

/** The bundle lies in dist/cli/, the sample beside src/. */
const sample = fileURLToPath(new URL("../../sample/township.xlsx", import.meta.url));

async function main(words: readonly string[]): Promise<number> {
  const language = languageOf(words);
  try {
    const command = parseArguments(words);
    if (command.kind === "help") {
      process.stdout.write(helpText(command.language));
      return 0;
    }
    if (command.kind === "version") {
      process.stdout.write(`${version}\n`);
      return 0;
    }
    return await run(command.options);
  } catch (fault) {
    if (process.env["RECONCILE_DEBUG"] !== undefined) throw fault;
    const { sentence } = fault instanceof Trouble ? fault : internalFault(fault);
    process.stderr.write(troubleText(sentence, language));
    return 2;
  }
}

async function run(typed: Options): Promise<number> {
  const options = withDefaults(typed);
  for (const path of [...options.paths, ...given(options.profile), ...given(options.previous)]) {
    if (!existsSync(path)) throw new Trouble({ zh: `找不到“${path}”；请看文件名和文件夹写得对不对。`, en: `"${path}" does not exist; check the name and the folder.` });
  }
  const { out, json, weights } = targets(options, typed.out === null);
  const job: Job = { options, outExists: out?.exists ?? false, columns: process.stdout.columns || 100 };

  const line = progressLine(process.stderr, options.language);
  const writer = new OutputWriter();
  let worker: RunningWorker | null = null;
  let interrupted = false;
  const stop = (signal: NodeJS.Signals) => {
    interrupted = true;
    worker?.stop();
    writer.discard();
    line.clear();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    worker = startWorker(new URL(import.meta.url), job, (progress) => {
      if (!options.quiet) line.show(progress);
    });
    const done = await worker.done;
    const outputs: Output[] = [];
    if (out !== null && done.workbook !== null) outputs.push({ target: out, content: done.workbook });
    if (json !== null && done.findings !== null) outputs.push({ target: json, content: done.findings });
    if (weights !== null && done.weights !== null) outputs.push({ target: weights, content: done.weights });
    await writer.write(outputs, () => interrupted);
    line.clear();
    if (!options.quiet) process.stdout.write(done.text);
    return done.discrepancies && !isSample(options.paths) ? 1 : 0;
  } finally {
    line.clear();
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

/** Without PATH the bundled sample is reconciled, and its result is written where the user stands. */
function withDefaults(options: Options): Options {
  if (options.paths.length > 0) return options;
  if (!existsSync(sample)) {
    throw new Trouble({ zh: "没有找到自带的样例 sample/township.xlsx；请写出要核对的文件或文件夹。", en: "The bundled sample sample/township.xlsx is not there; name the files or folders to reconcile." });
  }
  return { ...options, paths: [relative(process.cwd(), sample) || sample], out: options.out ?? join("results", "核对结果.xlsx") };
}

function targets(options: Options, defaultOut: boolean): { out: Target | null; json: Target | null; weights: Target | null } {
  const inputs = [...options.paths, ...given(options.profile), ...given(options.previous)];
  const out = options.out === null ? null : checkTarget("--out", options.out, inputs, defaultOut);
  const json = options.json === null ? null : checkTarget("--json", options.json, inputs, false);
  const weights = options.weights === null ? null : checkTarget("--weights", options.weights, inputs, false);
  for (const [one, two] of [[out, json], [out, weights], [json, weights]] as const) {
    if (one === null || one.path !== two?.path) continue;
    throw new Trouble({ zh: `${one.option} 和 ${two.option} 写的是同一个文件；请用两个文件名。`, en: `${one.option} and ${two.option} name the same file; use two names.` });
  }
  return { out, json, weights };
}

function isSample(paths: readonly string[]): boolean {
  return existsSync(sample) && paths.every((path) => realpathSync(resolve(path)) === realpathSync(sample));
}

function given(path: string | null): string[] {
  return path === null ? [] : [path];
}

/** A reader that has seen enough (`| head`) is no trouble; files are written before anything is printed. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (fault: NodeJS.ErrnoException) => {
    if (fault.code !== "EPIPE") throw fault;
  });
}

if (isMainThread) {
  ignoreClosedPipe(process.stdout);
  ignoreClosedPipe(process.stderr);
  process.exitCode = await main(process.argv.slice(2));
} else if (parentPort !== null) {
  const port = parentPort;
  const { work } = await import("./cli/work.js");
  const send = (message: Message, transfer: readonly ArrayBuffer[] = []) => port.postMessage(message, [...transfer]);
  await work(workerData as Job, send);
}
