/** 清单 and 清除: what is written into the workbook, what is opened beside it, and what is taken back. */
import { HostFault } from "../../src/host/workbook-host.js";
import { NO_CHOICES } from "../engine/protocol.js";
import type { ListsState, SessionActions } from "../state.js";
import { stoppable, type SessionCore } from "./core.js";
import { clearMarks, readMemory } from "./memory.js";
import { dayOf, tellSkipped, writtenNames } from "./run.js";

type ListActions = Pick<SessionActions, "chooseLists" | "writeLists" | "openVillage" | "openAllVillages" | "clearMarks" | "clearEverything" | "goToSheet" | "marksWereCleared">;

export function listActions(core: SessionCore): ListActions {
  const { store, host, words } = core;
  const change = (part: Partial<ListsState>): void => store.set({ lists: { ...store.state.lists, ...part } });

  const write = async (): Promise<void> => {
    await core.work("lists", ["report", "write"], async (signal) => {
      const engine = core.resulted?.engine;
      if (engine === undefined) return;
      // What was filled into the lists since they were written comes into the new ones.
      const before = await readMemory(host, await core.listSheets(), signal);
      if (before !== null) {
        core.memory = before;
        await stoppable(signal, engine.recallFilled(before));
        change({ villages: await stoppable(signal, engine.villages()) });
      }
      const sheets = await stoppable(signal, engine.reportSheets(store.state.lists.chosen, dayOf(core.now())));
      store.progress("write", { done: 0, total: sheets.length, detail: "" });
      const applied = await host.apply({ grids: [], marks: null, sheets }, { signal, onProgress: (progress) => store.progress("write", progress) });
      core.memory = null;
      const written = writtenNames(sheets, applied.sheets);
      change({ written });
      if (written.length > 0) store.notice({ intent: "success", text: words.listsWritten(written.length) });
      tellSkipped(core, applied.skipped);
      const [first] = written;
      if (first !== undefined) await host.select({ sheet: first, address: "A1" });
    }, { cancelled: words.cancelledLists, again: () => void write() });
  };

  const openOne = async (village: string): Promise<void> => {
    const engine = core.resulted?.engine;
    if (engine === undefined) return;
    await host.openWorkbook(`${village}.xlsx`, await engine.villageWorkbook(village, dayOf(core.now())));
    change({ opened: [...new Set([...store.state.lists.opened, village])] });
  };

  const forgetResult = (): void => {
    if (core.resulted !== null && core.resulted !== core.surveyed) core.resulted.end();
    core.resulted = null;
    store.set({ result: null });
    change({ written: [], villages: [], opened: [] });
  };

  return {
    chooseLists: (part) => change({ chosen: { ...store.state.lists.chosen, ...part } }),

    async writeLists() {
      const stale = store.state.result?.stale;
      if (stale === null || stale === undefined) return write();
      store.set({ question: { title: words.staleTitle, text: words.staleText(stale.changes), confirm: words.staleConfirm, run: () => void write() } });
    },

    openVillage: (village) =>
      core.attempt(async () => {
        await openOne(village);
        store.notice({ intent: "success", text: words.openedVillage(village) });
      }),

    async openAllVillages() {
      const { villages } = store.state.lists;
      await core.work("export", ["report"], async (signal) => {
        for (const [index, { village }] of villages.entries()) {
          if (signal.aborted) throw new HostFault("cancelled", core.language);
          store.progress("report", { done: index, total: villages.length, detail: village });
          await openOne(village);
        }
      }, { cancelled: words.cancelledLists });
    },

    async clearMarks() {
      await core.work("clear", ["write"], async () => {
        core.memory = (await readMemory(host, await core.listSheets())) ?? core.memory;
        const cleared = await clearMarks(host);
        const { result } = store.state;
        if (result !== null) store.set({ result: { ...result, marksShown: false } });
        store.set({ notices: [] });
        store.notice({ intent: "success", text: cleared.formats === 0 && cleared.skipped.length === 0 ? words.noMarks : words.marksGone });
        tellSkipped(core, cleared.skipped);
      });
    },

    clearEverything() {
      const run = (): void =>
        void core.work("clear", ["write"], async () => {
          const cleared = await host.clear("everything");
          core.memory = null;
          forgetResult();
          store.set({ choices: NO_CHOICES, tab: "records", notices: [] });
          store.notice({ intent: "success", text: words.allGone });
          tellSkipped(core, cleared.skipped);
          const engine = core.surveyed?.engine;
          if (engine !== undefined) store.set({ survey: await engine.survey(NO_CHOICES) });
        });
      store.set({ question: { title: words.clearAllTitle, text: words.clearAllText, confirm: words.clearAllConfirm, run } });
    },

    marksWereCleared() {
      const { result } = store.state;
      if (result !== null) store.set({ result: { ...result, marksShown: false } });
      store.notice({ intent: "success", text: words.marksGone });
    },

    goToSheet: (sheet) =>
      core.attempt(async () => {
        const { outcome } = await host.select({ sheet, address: "A1" }, true);
        if (outcome === "missing") {
          change({ written: store.state.lists.written.filter((name) => name !== sheet) });
          store.notice({ intent: "info", text: words.sheetGone(sheet) });
        }
      }),
  };
}
