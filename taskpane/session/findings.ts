/** 结果: choosing what to see, and walking from finding to finding and to their cells. */
import type { ResultState, SessionActions } from "../state.js";
import { listRows } from "../list/list-rows.js";
import type { SessionCore } from "./core.js";

type FindingActions = Pick<SessionActions, "groupBy" | "filter" | "toggleGroup" | "select" | "goTo" | "walk">;

export function findingActions(core: SessionCore): FindingActions {
  const { store, host, words } = core;
  /** Groups that the user opened or closed, against what they are by themselves. */
  let toggled = new Set<string>();

  const change = (part: Partial<ResultState>): void => {
    const { result } = store.state;
    if (result !== null) store.set({ result: { ...result, ...part } });
  };
  const rebuild = (part: Partial<Pick<ResultState, "groupBy" | "filter">>): void => {
    const { result } = store.state;
    if (result === null) return;
    const { groupBy, filter } = { ...result, ...part };
    change({ ...part, rows: listRows(result.run, result.findings, groupBy, filter, toggled, core.language) });
  };

  const goTo = (findingId: string, cell: number, show = false): Promise<void> =>
    core.attempt(async () => {
      const view = store.state.result?.findings.find((one) => one.finding.id === findingId);
      const target = view?.finding.cells[cell];
      if (target === undefined) return;
      change({ selected: findingId, hiddenTarget: null });
      if (target.file !== null) {
        store.notice({ intent: "info", text: words.inFile(target.file, target.sheet, target.address) });
        return;
      }
      const row = (await core.resulted?.engine.rowWords(target.sheet, target.address)) ?? [];
      const { outcome } = await host.select({ sheet: target.sheet, address: target.address, row }, show);
      switch (outcome) {
        case "selected":
          return;
        case "missing":
          store.notice({ intent: "warning", text: words.sheetGone(target.sheet), action: redo() });
          return;
        case "rowGone":
          store.notice({ intent: "warning", text: words.targetGone(target.sheet), action: redo() });
          return;
        case "hiddenSheet":
        case "hiddenRow":
        case "hiddenColumn":
          change({ hiddenTarget: { findingId, cell, what: outcome, sheet: target.sheet } });
      }
    });
  const redo = (): { label: string; run: () => void } => ({ label: words.redo, run: () => void core.redo() });

  return {
    groupBy(group) {
      toggled = new Set();
      rebuild({ groupBy: group });
    },
    filter(part) {
      const { result } = store.state;
      if (result !== null) rebuild({ filter: { ...result.filter, ...part } });
    },
    toggleGroup(key) {
      toggled = new Set(toggled);
      if (!toggled.delete(key)) toggled.add(key);
      rebuild({});
    },
    select: (findingId) => change({ selected: findingId, hiddenTarget: null }),
    goTo,
    async walk(step) {
      const { result } = store.state;
      if (result === null) return;
      const views = result.rows.filter((row) => row.kind === "finding");
      const at = views.findIndex((row) => row.view.finding.id === result.selected);
      const next = views[at < 0 ? (step > 0 ? 0 : views.length - 1) : at + step];
      if (next !== undefined) await goTo(next.view.finding.id, 0);
    },
  };
}
