/** The answer whether two rows are one person, written into the list as if the user had typed it there; the next run goes by it. */
import type { FindingView } from "../engine/protocol.js";
import type { ResultState, SessionActions } from "../state.js";
import type { SessionCore } from "./core.js";
import { listsIn } from "./memory.js";

export function pairAnswerActions(core: SessionCore): Pick<SessionActions, "answerPair"> {
  const { store, host, words } = core;

  const show = (findingId: string, part: Pick<FindingView, "pair" | "outcome">): void => {
    const { result } = store.state;
    if (result === null) return;
    const now = (view: FindingView): FindingView => (view.finding.id === findingId ? { ...view, ...part } : view);
    const rows: ResultState["rows"] = result.rows.map((row) => (row.kind === "finding" ? { ...row, view: now(row.view) } : row));
    store.set({ result: { ...result, findings: result.findings.map(now), rows } });
  };

  return {
    answerPair: (findingId, answer) =>
      core.attempt(async () => {
        const engine = core.resulted?.engine;
        const pair = store.state.result?.findings.find((one) => one.finding.id === findingId)?.pair;
        // A run writes the lists anew: what came in between would be lost.
        if (engine === undefined || pair === undefined || pair === null || store.state.work !== null) return;
        const { grids } = await host.readGrids({ sheets: listsIn(await host.listSheets()) });
        const { text, cells } = await engine.answerToWrite(grids, findingId, answer);
        let written = 0;
        for (const { sheet, address, row } of cells) if ((await host.fill({ sheet, address, row }, text)) === "filled") written++;
        if (written === 0) store.notice({ intent: "warning", text: words.noListRow, action: { label: words.toLists, run: () => store.set({ tab: "lists" }) } });
        else show(findingId, { pair: { ...pair, said: answer }, outcome: text });
      }),
  };
}
