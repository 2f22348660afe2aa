/**
 * What a run leaves in the workbook besides marks and lists: a hidden sheet that lets the next run tell fixed from new, and the moment of the
 * run. It goes with the marks, unless lists stand in the workbook that the next run must know again.
 */
import type { ClearResult, SheetInfo, WorkbookHost } from "../../src/host/workbook-host.js";
import type { SheetGrid } from "../../src/model.js";
import { LAST_RUN_KEY } from "./choices.js";

/** Name of the hidden sheet; the host may have put a number behind it. */
const STORE_SHEET = "_reconcile";

/** Our sheets of the last run, as they are now; null if it left no memory. */
export async function readMemory(host: WorkbookHost, infos: readonly SheetInfo[], signal?: AbortSignal): Promise<readonly SheetGrid[] | null> {
  const ours = infos.filter((info) => info.ours).map((info) => info.name);
  if (!ours.some((name) => name.startsWith(STORE_SHEET))) return null;
  return (await host.readGrids({ sheets: ours, ...(signal === undefined ? {} : { signal }) })).grids;
}

/** The lists of ours that the user can see. */
export function listsIn(infos: readonly SheetInfo[]): string[] {
  return infos.filter((info) => info.ours && info.visibility === "visible").map((info) => info.name);
}

/** 清除标记. Where no list of ours stands, nothing at all is left of the run. */
export async function clearMarks(host: WorkbookHost): Promise<ClearResult> {
  const cleared = await host.clear(listsIn(await host.listSheets()).length > 0 ? "marks" : "run");
  await host.writeSettings(new Map([[LAST_RUN_KEY, undefined]]));
  return cleared;
}
