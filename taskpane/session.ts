/**
 * The session of one open pane: its state, and what can be done in it. No React and no office.js: the workbook is a `WorkbookHost`, the
 * engine a connection, so that the same session serves Excel, the page without Excel, and tests.
 */
import type { WorkbookChange } from "../src/host/workbook-host.js";
import { SessionCore, type SessionOptions } from "./session/core.js";
import { findingActions } from "./session/findings.js";
import { listActions } from "./session/lists.js";
import { pairAnswerActions } from "./session/pair-answers.js";
import { openWorkbook, recordActions } from "./session/records.js";
import { runActions } from "./session/run.js";
import type { Session, SessionActions } from "./state.js";

/** Changes of the user's that come within this time are counted together. */
const PAUSE = 250;

export interface OpenSession extends Session {
  /** Resolves when the workbook's sheets are known (and read, unless they are many). */
  readonly opened: Promise<void>;
  /** Ends engines and the watch over the workbook. */
  close(): Promise<void>;
}

export function openSession(options: SessionOptions): OpenSession {
  const core = new SessionCore(options);
  const { store } = core;
  const records = recordActions(core);
  const run = runActions(core);
  core.redo = run.reconcile;
  const actions: SessionActions = {
    show: (tab) => store.set({ tab }),
    ...records,
    ...run,
    ...findingActions(core),
    ...listActions(core),
    ...pairAnswerActions(core),
    dismiss: (notice) => store.dismiss(notice),
    answer(yes) {
      const { question } = store.state;
      store.set({ question: null });
      if (yes) question?.run();
    },
  };
  const opened = openWorkbook(core, records.readRecords);
  const watch = opened.then(() => core.host.watch(collector(core))).catch(() => null);
  return {
    getState: () => store.state,
    subscribe: (listener) => store.api.subscribe(listener),
    actions,
    opened,
    async close() {
      const stop = await watch;
      await stop?.();
      core.end();
    },
  };
}

/** The user's changes since the run make the result stale; those in our own lists do not. */
function collector(core: SessionCore): (change: WorkbookChange) => void {
  const changed = new Set<string>();
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (): void => {
    timer = null;
    const { result } = core.store.state;
    if (result !== null) {
      const stale = { sheets: [...new Set([...(result.stale?.sheets ?? []), ...changed])], changes: (result.stale?.changes ?? 0) + count };
      core.store.set({ result: { ...result, stale } });
    }
    changed.clear();
    count = 0;
  };
  return ({ sheet }) => {
    const { result, lists } = core.store.state;
    if (result === null || (sheet !== null && lists.written.includes(sheet))) return;
    if (sheet !== null) changed.add(sheet);
    count++;
    timer ??= setTimeout(tell, PAUSE);
  };
}
