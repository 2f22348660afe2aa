/**
 * The run itself, in the worker thread: profile, earlier result, files, reconciliation, and everything that is printed or written,
 * rendered. Posts progress, and at the end one message: done or trouble.
 */
import { readFileSync } from "node:fs";
import { readPaths } from "../host/file-host.js";
import { writeWorkbook } from "../host/xlsx-writer.js";
import { InputError } from "../import/input-error.js";
import { ReadContext } from "../import/read-context.js";
import { isResultWorkbook, readXlsx } from "../import/xlsx-reader.js";
import type { FrozenWeights, Language, Progress, Reconciliation } from "../model.js";
import { builtInProfiles, defaultProfileId } from "../profile/built-in.js";
import type { Profile } from "../profile/profile.js";
import { parseProfile } from "../profile/validate.js";
import { NothingRecognised, reconcile, type ReconcileOptions } from "../reconcile.js";
import { answersOf, readPrevious, type Previous } from "../report/previous.js";
import { buildReport } from "../report/report.js";
import { findingsJson } from "./findings-json.js";
import type { Job, Message } from "./job.js";
import { hasDiscrepancies, summaryText } from "./summary-text.js";
import { foreign } from "./targets.js";
import { Trouble, type Sentence } from "./trouble.js";

export type Send = (message: Message, transfer?: readonly ArrayBuffer[]) => void;

/** Faults that are no `Trouble` and no `InputError` are left to the caller. */
export async function work(job: Job, send: Send): Promise<void> {
  try {
    await reconcileAndRender(job, send);
  } catch (fault) {
    if (fault instanceof Trouble) send({ kind: "trouble", sentence: fault.sentence });
    else if (fault instanceof InputError) send({ kind: "trouble", sentence: fault.words });
    else if (fault instanceof NothingRecognised) send({ kind: "trouble", sentence: inPaths(job.options.paths, fault) });
    else throw fault;
  }
}

async function reconcileAndRender({ options, outExists, columns }: Job, send: Send): Promise<void> {
  const { language, fullIds, out, json, weights } = options;
  const onProgress = throttled(send);
  if (outExists && out !== null && !isResultWorkbook(readFileSync(out))) throw foreign("--out", out);
  const profile = await loadProfile(options.profile);
  const previous = options.previous === null ? null : loadPrevious(options.previous, profile, language);

  const { grids, warnings } = await readPaths(options.paths, { language, onProgress });
  const learned: FrozenWeights[] = [];
  const result = await reconcile(grids, warnings, {
    profile,
    language,
    fullIds,
    onProgress,
    ...(weights === null ? {} : { onWeights: (found: FrozenWeights) => void learned.push(found) }),
    ...(options.period === null ? {} : { period: options.period }),
    ...keyed(previous, out !== null),
  });

  const now = new Date();
  let workbook: Uint8Array | null = null;
  if (out !== null) {
    onProgress({ stage: "report", done: 0, total: 0, detail: "" });
    const report = buildReport({ result, profile, grids, runDate: localDate(now), fullIds, ...(previous === null ? {} : { previous }) });
    onProgress({ stage: "write", done: 0, total: 0, detail: out });
    workbook = writeWorkbook(report, { created: now });
  }
  const findings = json === null ? null : findingsJson(result.file);
  const [found] = learned;
  const message = { kind: "done", text: printed(result, profile, { options, outExists, columns }), discrepancies: hasDiscrepancies(result), workbook, findings, weights: found === undefined ? null : `${JSON.stringify(found, null, 1)}\n` } as const;
  send(message, workbook !== null && workbook.buffer instanceof ArrayBuffer ? [workbook.buffer] : []);
}

/** The hashes' key lives with the list: the earlier list's, one of its own for a new list, the fixed one where there is no list. */
function keyed(previous: Previous | null, hasList: boolean): Pick<ReconcileOptions, "key" | "numbers" | "answers"> {
  if (previous !== null) return { key: previous.key, numbers: previous.numbers, answers: answersOf(previous) };
  return hasList ? { key: "new" } : {};
}

function printed(result: Reconciliation, profile: Profile, { options, columns }: Job): string {
  const written = [
    ...(options.out === null ? [] : [{ what: "workbook", path: options.out } as const]),
    ...(options.json === null ? [] : [{ what: "findings", path: options.json } as const]),
    ...(options.weights === null ? [] : [{ what: "weights", path: options.weights } as const]),
  ];
  return options.quiet ? "" : summaryText(result, profile, { periodGiven: options.period !== null, written, columns });
}

/** At most ten messages a second, but every change of stage. */
function throttled(send: Send): (progress: Progress) => void {
  let stage: Progress["stage"] | null = null;
  let last = 0;
  return (progress) => {
    const now = Date.now();
    if (progress.stage === stage && now - last < 100) return;
    stage = progress.stage;
    last = now;
    send({ kind: "progress", progress });
  };
}

/** The profile named, or the built-in one. All problems of a wrong one are said at once, each with its path. */
async function loadProfile(path: string | null): Promise<Profile> {
  if (path === null) {
    const profile = builtInProfiles.get(defaultProfileId);
    if (profile === undefined) throw new Error(`no built-in profile ${defaultProfileId}`);
    return profile;
  }
  const { profile, problems } = await parseProfile(readText(path));
  if (profile !== null) return profile;
  const lines = { zh: [] as string[], en: [] as string[] };
  for (const { path: at, message } of problems) {
    lines.zh.push(at === "" ? message.zh : `${at}：${message.zh}`);
    lines.en.push(at === "" ? message.en : `${at}: ${message.en}`);
  }
  const count = problems.length;
  const numbered = (list: readonly string[]): string => (count === 1 ? (list[0] ?? "") : list.map((line, i) => `(${i + 1}) ${line}`).join(" "));
  throw new Trouble({
    zh: `方案“${path}”有 ${count} 处问题：${numbered(lines.zh)}`,
    en: `The profile "${path}" has ${count} problem${count > 1 ? "s" : ""}: ${numbered(lines.en)}`,
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    throw cannotRead("--profile", path, fault);
  }
}

function loadPrevious(path: string, profile: Profile, language: Language): Previous {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (fault) {
    throw cannotRead("--previous", path, fault);
  }
  const read = readPrevious(previousGrids(path, bytes, language), language);
  if (!read.ok) throw new Trouble({ zh: `--previous：“${path}”：${read.problem}`, en: `--previous: "${path}": ${read.problem}` });
  if (read.previous.profile !== profile.id) {
    throw new Trouble({
      zh: `--previous：“${path}”是按另一个方案（${read.previous.profile}）核对的，这次是 ${profile.id}；请用同一个方案的结果。`,
      en: `--previous: "${path}" was made with another profile (${read.previous.profile}), this run uses ${profile.id}; give a result of the same profile.`,
    });
  }
  return read.previous;
}

/** A file that is no workbook at all is no earlier result either: `readPrevious` says so of no sheets. */
function previousGrids(path: string, bytes: Uint8Array, language: Language): ReturnType<typeof readXlsx> {
  try {
    return readXlsx(path, bytes, new ReadContext(path, language, undefined));
  } catch (fault) {
    if (fault instanceof InputError && fault.code === "notAWorkbook") return [];
    throw fault;
  }
}

function cannotRead(option: string, path: string, fault: unknown): Trouble {
  const reason = fault instanceof Error && "code" in fault ? String(fault.code) : String(fault);
  return new Trouble({
    zh: `${option}：“${path}”打不开（${reason}）；请看它是不是文件、有没有读取权限。`,
    en: `${option}: "${path}" cannot be opened (${reason}); see whether it is a file that you may read.`,
  });
}

function inPaths(paths: readonly string[], { words }: NothingRecognised): Sentence {
  const list = paths.join(", ");
  return { zh: `“${list}”：${words.zh}`, en: `"${list}": ${words.en}` };
}

/** "2004-09-30" where the user lives. */
function localDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
