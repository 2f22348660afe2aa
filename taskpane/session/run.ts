/** 核对: sheets → engine → marks. Nothing is written before the engine is done; cancelled, the workbook stays as it was. */
import type { Notice, ResultState, SessionActions } from "../state.js";
import { allFindings, type EngineRemote } from "../engine/client.js";
import type { ListChoice } from "../engine/protocol.js";
import type { SheetInfo } from "../../src/host/workbook-host.js";
import { listRows } from "../list/list-rows.js";
import { EMPTY_FILTER } from "../list/filter.js";
import { stoppable, type SessionCore } from "./core.js";
import { readMemory, whileWriting } from "./memory.js";

export const RUN_STEPS = ["read", "hand", "table", "normalise", "link", "check", "report", "write"] as const;

/** Only the hidden memory of the run. */
const NO_LISTS: ListChoice = { summary: false, list: false, notices: false, recheck: false };

export function runActions(core: SessionCore): Pick<SessionActions, "reconcile" | "cancel"> {
  const { store, host, words } = core;

  const reconcile = async (): Promise<void> => {
    const began = core.now().getTime();
    const again = (): void => void reconcile();
    await core.work("reconcile", RUN_STEPS, async (signal) => {
      store.set({ notices: [] });
      const infos = await core.listSheets();
      if (store.state.sheets.every((sheet) => sheet.rows === 0) && core.files.length === 0) {
        store.notice({ intent: "warning", text: words.emptyWorkbook });
        return;
      }
      const connection = await core.connect(signal);
      const { engine } = connection;
      try {
        const { grids } = await core.readSheets(engine, signal);
        await recall(core, engine, infos, signal);
        const { choices, lists } = store.state;
        const survey = await stoppable(signal, engine.survey(choices));
        store.set({ survey });
        const run = await stoppable(signal, engine.reconcile(choices, (progress) => store.progress(progress.stage, progress)));
        const findings = await stoppable(signal, allFindings(engine, run.findings));
        const marks = await stoppable(signal, engine.marks());
        const wanted = lists.written.length > 0 ? lists.chosen : NO_LISTS;
        const sheets = await stoppable(signal, engine.reportSheets(wanted, dayOf(core.now())));
        const villages = await stoppable(signal, engine.villages());
        store.progress("write", { done: 0, total: 0, detail: "" });
        const at = momentOf(core.now());
        const applied = await whileWriting(host, at, () => host.apply({ grids, marks, sheets }, { signal, onProgress: (progress) => store.progress("write", progress) }));

        core.keepResulted(connection);
        core.memory = null;
        const shown = { groupBy: "first", filter: EMPTY_FILTER } as const;
        const result: ResultState = {
          run, findings, at, took: core.now().getTime() - began, marked: applied.marked, stale: null, ...shown,
          rows: listRows(run, findings, shown.groupBy, shown.filter, new Set(), core.language), selected: null, hiddenTarget: null, marksShown: true,
        };
        store.set({ result, tab: "results", lists: { ...lists, villages, opened: [], written: lists.written.length > 0 ? writtenNames(sheets, applied.sheets) : [] } });
        const { toCorrect, toReview } = countsOf(result);
        store.notice(toCorrect + toReview === 0 ? { intent: "success", text: words.nothingFound } : { intent: "success", text: words.found(toCorrect, toReview) });
        tellSkipped(core, applied.skipped);
      } catch (error) {
        if (core.resulted !== connection) connection.end();
        throw error;
      }
    }, { cancelled: words.cancelledRun, again });
  };

  return { reconcile, cancel: () => core.cancel() };
}

/** The memory of the last run: numbers and cases go on, fixed and new are told apart. */
async function recall(core: SessionCore, engine: EngineRemote, infos: readonly SheetInfo[], signal: AbortSignal): Promise<void> {
  const memory = (await readMemory(core.host, infos, signal)) ?? core.memory;
  // Stopped while the lists are written anew, the workbook is without them: what stood there is known until a run is finished.
  core.memory = memory;
  if (memory !== null && !(await stoppable(signal, engine.setPrevious(memory)))) core.store.notice({ intent: "warning", text: core.words.wrongPrevious });
}

export function countsOf(result: Pick<ResultState, "findings">): { toCorrect: number; toReview: number } {
  const review = result.findings.filter((view) => view.finding.kind === "review");
  // What the run went by waits for nobody.
  const toReview = review.filter((view) => (view.pair?.ran ?? null) === null).length;
  return { toCorrect: result.findings.length - review.length, toReview };
}

/** Names that the visible ones among the report sheets got. */
export function writtenNames(sheets: readonly { readonly name: string; readonly hidden?: "hidden" | "veryHidden" }[], names: ReadonlyMap<string, string>): string[] {
  return sheets.filter((sheet) => sheet.hidden === undefined).map((sheet) => names.get(sheet.name) ?? sheet.name);
}

export function tellSkipped(core: SessionCore, skipped: readonly { readonly count: number; readonly message: string }[]): void {
  if (skipped.length === 0) return;
  const count = skipped.reduce((sum, one) => sum + one.count, 0);
  const notice: Omit<Notice, "id"> = { intent: "warning", text: core.words.skipped(count), details: [...new Set(skipped.map((one) => one.message))] };
  core.store.notice(notice);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** "2004-09-30" where the user lives. */
export function dayOf(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function momentOf(date: Date): string {
  return `${dayOf(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
