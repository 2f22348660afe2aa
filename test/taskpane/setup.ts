/** A session on real office.js, a simulated Excel and the real engine, all in one thread. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Profile as ExcelProfile } from "../../simulator/host/profile.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import type { Language, SheetGrid } from "../../src/model.js";
import { builtInProfiles, defaultProfileId } from "../../src/profile/built-in.js";
import type { EngineConnection, EngineRemote } from "../../taskpane/engine/client.js";
import { createEngine } from "../../taskpane/engine/engine.js";
import { openSession, type OpenSession } from "../../taskpane/session.js";
import type { SessionState } from "../../taskpane/state.js";
import { setUp, type Setup } from "../host/setup.js";

export const profile = builtInProfiles.get(defaultProfileId)!;

/** The engine as a worker answers: later, with copies, and never again once it is ended. */
export function engineInThread(): EngineConnection {
  const api = createEngine(profile) as unknown as Record<string, (...question: unknown[]) => unknown>;
  let ended = false;
  const engine = new Proxy({}, {
    get: (_, name: string) => async (...question: unknown[]): Promise<unknown> => {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      if (ended) return new Promise<never>(() => undefined);
      const [choices, onProgress] = question;
      const given = typeof onProgress === "function"
        ? [structuredClone(choices), (progress: unknown) => { if (!ended) (onProgress as (one: unknown) => void)(structuredClone(progress)); }]
        : structuredClone(question);
      const answer = await api[name]!(...given);
      return ended ? new Promise<never>(() => undefined) : structuredClone(answer);
    },
  }) as EngineRemote;
  return { engine, end: () => { ended = true; } };
}

export interface SessionSetup extends Setup {
  readonly session: OpenSession;
  /** Workbooks that were opened beside this one. */
  readonly newBooks: readonly Uint8Array[];
}

export async function openOn(book: WorkbookModel, options: { readonly profile?: ExcelProfile; readonly language?: Language } = {}): Promise<SessionSetup> {
  const newBooks: Uint8Array[] = [];
  const setup = await setUp(book, options.profile, options.language, { onNewWorkbook: (bytes) => newBooks.push(bytes) });
  const session = openSession({ host: setup.host, startEngine: engineInThread, language: options.language ?? "zh", now: () => new Date(2004, 9, 8, 14, 3) });
  await session.opened;
  return { ...setup, session, newBooks };
}

export function sampleGrids(): SheetGrid[] {
  const path = join(import.meta.dirname, "../../sample/township.xlsx");
  return readWorkbook("township.xlsx", readFileSync(path), { language: "zh", warn: () => undefined }).map((grid) => ({ ...grid, file: null }));
}

/** Waits until the session's state is as wanted. */
export function until(session: OpenSession, wanted: (state: SessionState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (wanted(session.getState())) return resolve();
    const stop = session.subscribe((state) => {
      if (!wanted(state)) return;
      stop();
      resolve();
    });
  });
}
