/** The pane's end of the engine: started, fed with grids in pieces, asked, and ended. */
import { proxy, wrap } from "comlink";
import type { SheetGrid } from "../../src/model.js";
import type { EngineApi, FindingView } from "./protocol.js";

/** The same questions, answered later. */
export type EngineRemote = {
  readonly [K in keyof EngineApi]: (...question: Parameters<EngineApi[K]>) => Promise<Awaited<ReturnType<EngineApi[K]>>>;
};

export interface EngineConnection {
  readonly engine: EngineRemote;
  /** Ends it at once, whatever it is doing; what it was asked is never answered. */
  end(): void;
}

/** Rows per message: a few ten milliseconds of copying. */
const ROWS_PER_MESSAGE = 4_000;
const FINDINGS_PER_MESSAGE = 2_000;

/** An engine in a web worker. */
export function connectWorker(worker: Worker): EngineConnection {
  const remote = wrap<EngineApi>(worker) as unknown as EngineRemote;
  // Functions cross the border only as proxies.
  const engine = new Proxy(remote, {
    get: (target, name: keyof EngineApi) =>
      name === "reconcile"
        ? (choices: Parameters<EngineApi["reconcile"]>[0], onProgress: Parameters<EngineApi["reconcile"]>[1]) => target.reconcile(choices, proxy(onProgress))
        : target[name],
  });
  return { engine, end: () => worker.terminate() };
}

/** Hands the sheets of the workbook over; between two pieces the pane can draw and hear the user. */
export async function sendGrids(engine: EngineRemote, grids: readonly SheetGrid[], sent: (rows: number, of: number, sheet: string) => void): Promise<void> {
  const of = grids.reduce((sum, grid) => sum + grid.rows.length, 0);
  let rows = 0;
  for (const grid of grids) {
    const { file, sheet, columnCount, merges, hiddenRows = [], hidden = false } = grid;
    await engine.addSheet({ file, sheet, columnCount, merges, hiddenRows, hidden });
    for (let from = 0; from < grid.rows.length; from += ROWS_PER_MESSAGE) {
      const piece = grid.rows.slice(from, from + ROWS_PER_MESSAGE);
      await engine.addRows(piece);
      rows += piece.length;
      sent(rows, of, sheet);
    }
  }
}

export async function allFindings(engine: EngineRemote, count: number): Promise<FindingView[]> {
  const views: FindingView[] = [];
  while (views.length < count) {
    const piece = await engine.findings(views.length, FINDINGS_PER_MESSAGE);
    if (piece.length === 0) break;
    for (const view of piece) views.push(view);
  }
  return views;
}
