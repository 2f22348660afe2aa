/**
 * The engine as the pane's worker runs it: keeps the sheets that it is handed, reads and reconciles them as the command line does, and
 * answers in views. Plain TypeScript, so that tests run it without a worker.
 */
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import { InputError } from "../../src/import/input-error.js";
import { isResultWorkbook, readWorkbook } from "../../src/import/read-workbook.js";
import type { CellValue, Finding, Language, MonthNumber, Progress, Reconciliation, SheetGrid, Warning } from "../../src/model.js";
import type { Profile } from "../../src/profile/profile.js";
import { NothingRecognised, reconcile } from "../../src/reconcile.js";
import { outcomePlaces, pairAnswer, type Filled } from "../../src/report/filled-in.js";
import type { ReportContext, ReportInput } from "../../src/report/input.js";
import { columnName } from "../../src/report/layout.js";
import { maskText } from "../../src/report/mask.js";
import { columnMarks } from "../../src/report/marks.js";
import { answersOf, filledById, readPrevious, type Previous } from "../../src/report/previous.js";
import { compareRuns, type RecheckLine } from "../../src/report/recheck.js";
import { reportContext } from "../../src/report/report.js";
import { rowFinder, type RowFinder } from "../../src/report/row-finder.js";
import { villagesToNotify, villageWorkbook } from "../../src/report/village-workbook.js";
import { openWorkbookReport } from "../../src/report/workbook-report.js";
import { survey } from "../../src/survey.js";
import type { Choices, EngineApi, FindingView, GoneView, GridHead, RunSummary, Since } from "./protocol.js";

/** A fault in a plain sentence for the user; its name crosses the worker's border with it. */
class EngineFault extends Error {
  override readonly name = "EngineFault";
}

interface AddedFile {
  readonly grids: readonly SheetGrid[];
  readonly warnings: readonly Warning[];
}

type GrowingGrid = SheetGrid & { readonly rows: (readonly CellValue[])[] };

/** A finished run with what it was made from. */
interface Run {
  readonly result: Reconciliation;
  readonly grids: readonly SheetGrid[];
  readonly previous: Previous | null;
  readonly context: ReportContext;
  /** How each finding stands to the last run; empty without one. */
  readonly since: ReadonlyMap<Finding, Since>;
  readonly rows: RowFinder;
}

export function createEngine(profile: Profile): EngineApi {
  let language: Language = "zh";
  let sheets: GrowingGrid[] = [];
  const files = new Map<string, AddedFile>();
  let previous: Previous | null = null;
  let run: Run | null = null;
  /** Filled in since the run. */
  const filled = new Map<string, Filled>();

  const grids = (): SheetGrid[] => [...sheets, ...[...files.values()].flatMap((file) => file.grids)];
  const warnings = (): Warning[] => [...files.values()].flatMap((file) => file.warnings);
  const finished = (): Run => {
    if (run === null) throw new Error("no run has been finished");
    return run;
  };
  const input = (runDate: string): ReportInput => {
    const { result, grids: read, previous: last } = finished();
    return { result, profile, grids: read, runDate, filled, ...(last === null ? {} : { previous: last }) };
  };

  return {
    begin: (next) => {
      language = next;
      sheets = [];
    },
    addSheet: (head: GridHead) => {
      sheets.push({ ...head, rows: [] });
    },
    addRows: (rows) => {
      const sheet = sheets.at(-1);
      if (sheet === undefined) throw new Error("rows without a sheet");
      for (const row of rows) sheet.rows.push(row);
    },
    addFile: (name, bytes) => {
      const file = readFile(name, bytes, language);
      files.set(name, file);
      return { file: name, sheets: file.grids.map((grid) => ({ sheet: grid.sheet, rows: grid.rows.length })), warnings: file.warnings };
    },
    removeFile: (name) => {
      files.delete(name);
    },
    setPrevious: (own) => {
      previous = null;
      if (own === null) return true;
      const read = readPrevious(own, language);
      if (!read.ok || read.previous.profile !== profile.id) return false;
      previous = read.previous;
      return true;
    },
    survey: (choices) => survey(grids(), warnings(), profile, { language, ...spoken(choices) }),
    reconcile: async (choices, onProgress) => {
      const read = grids();
      const last = previous;
      const result = await reconciled(read, warnings(), choices, onProgress, { profile, language, previous: last });
      const context = reportContext({ result, profile, grids: [], runDate: "", ...(last === null ? {} : { previous: last }) });
      const lines = last === null ? [] : compareRuns(context, last);
      filled.clear();
      run = { result, grids: read, previous: last, context, since: sinceOf(lines), rows: rowFinder(result, read) };
      return summaryOf(run, profile, lines);
    },
    findings: (from, count) => {
      const { context, result, since } = finished();
      return context.findings.slice(from, from + count).map((finding) => viewOf(finding, context, { clears: result.clears.get(finding.id) ?? 1, since: since.get(finding) ?? null, evidence: result.evidence?.get(finding.id) ?? [] }));
    },
    marks: () => columnMarks(finished().result, profile, finished().grids, finished().context.settled),
    recallFilled: (own) => {
      const read = readPrevious(own, language);
      if (read.ok && read.previous.key === run?.result.key) for (const [id, one] of filledById(read.previous)) filled.set(id, one);
    },
    answerToWrite: (lists, findingId, answer) => {
      const { context } = finished();
      const finding = context.findings.find((one) => one.id === findingId);
      const [same = "", different = ""] = context.phrases.words.list.pairAnswers;
      return {
        text: answer === null ? "" : answer === "same" ? same : different,
        cells: finding === undefined ? [] : outcomePlaces(lists, finding).map(({ sheet, row, column, key }) => ({ sheet, address: `${columnName(column)}${row + 1}`, row: [key] })),
      };
    },
    reportSheets: (lists, runDate) => openWorkbookReport(input(runDate), lists),
    villages: () => villagesToNotify(reportContext({ ...input(""), grids: [] })),
    villageWorkbook: (village, runDate) => writeWorkbook(villageWorkbook(input(runDate), village)),
    rowWords: (sheet, address) => finished().rows(sheet, address),
  };
}

/** @throws EngineFault */
function readFile(name: string, bytes: Uint8Array, language: Language): AddedFile {
  if (isResultWorkbook(bytes)) {
    throw new EngineFault(language === "en"
      ? `"${name}" is the result of an earlier run, not a record. Add the village's own file.`
      : `“${name}”是以前核对出来的结果，不是台帐。请添加村里的台帐文件。`);
  }
  const warnings: Warning[] = [];
  try {
    return { grids: readWorkbook(name, bytes, { language, warn: (warning) => warnings.push(warning) }), warnings };
  } catch (fault) {
    if (fault instanceof InputError) throw new EngineFault(fault.words[language], { cause: fault });
    throw fault;
  }
}

/** The user's choices as the engine takes them. */
function spoken({ overrides, dates, period }: Choices): Pick<Choices, "overrides" | "dates"> & { readonly period?: { readonly from: MonthNumber; readonly to: MonthNumber } } {
  const [from, to] = [monthOf(period?.from), monthOf(period?.to)];
  return { overrides, dates, ...(from === null || to === null || from > to ? {} : { period: { from, to } }) };
}

function monthOf(text: string | undefined): MonthNumber | null {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text ?? "");
  return parts === null ? null : Number(parts[1]) * 12 + Number(parts[2]) - 1;
}

/** As the command line with `--out` and `--previous`: a key of its own for the first list, the list's key and numbers from then on. */
async function reconciled(
  grids: readonly SheetGrid[], warnings: readonly Warning[], choices: Choices, onProgress: (progress: Progress) => void,
  { profile, language, previous }: { readonly profile: Profile; readonly language: Language; readonly previous: Previous | null },
): Promise<Reconciliation> {
  try {
    return await reconcile(grids, warnings, {
      profile, language, onProgress, ...spoken(choices),
      ...(previous === null ? { key: "new" } : { key: previous.key, numbers: previous.numbers, answers: answersOf(previous) }),
    });
  } catch (fault) {
    if (fault instanceof NothingRecognised) throw new EngineFault(`${fault.words[language]}${language === "zh" ? "。" : "."}`, { cause: fault });
    throw fault;
  }
}

function sinceOf(lines: readonly RecheckLine[]): Map<Finding, Since> {
  const since = new Map<Finding, Since>();
  for (const { state, now } of lines) if (now !== null && (state === "added" || state === "open" || state === "changed")) since.set(now, state);
  return since;
}

function viewOf(finding: Finding, context: ReportContext, known: Pick<FindingView, "clears" | "since" | "evidence">): FindingView {
  const { phrases, result } = context;
  const person = context.person(finding);
  return {
    finding, ...known,
    severity: phrases.severity(finding), kindName: phrases.kindName(finding), itemName: phrases.itemName(finding),
    name: person.name, idNumber: person.id, group: person.group, action: phrases.action(finding),
    pair: result.questions?.has(finding.id) === true ? { ran: result.questions.get(finding.id) ?? null, said: pairAnswer(context.filled.get(finding.id)) } : null,
    outcome: maskText(context.filled.get(finding.id)?.outcome?.shown ?? "", true),
  };
}

function summaryOf({ result, previous, context }: Run, profile: Profile, lines: readonly RecheckLine[]): RunSummary {
  const { summary, patterns, notRun, warnings, findings } = context.result.file;
  const gone = lines.flatMap(({ state, before, now }): GoneView[] => {
    if (now !== null || before === null) return [];
    const { number, village, name, why } = before;
    return [{ number, village, name, why: maskText(why, true), state: state === "fixed" ? "fixed" : "unchecked" }];
  });
  return {
    summary, patterns, notRun, warnings, arrivals: result.arrivals, period: result.period, matrix: result.matrix,
    records: profile.records.map((record) => ({ record: record.id, name: record.name[result.language] })),
    findings: findings.length, previousDate: previous?.runDate ?? null, gone,
  };
}
