/** 记录: what has arrived, and what the user says of it. */
import { NO_CHOICES, type Choices } from "../engine/protocol.js";
import type { SessionActions } from "../state.js";
import { CHOICES_KEY, choicesFrom, LAST_RUN_KEY, withDate, withOverride } from "./choices.js";
import { Stopped, stoppable, type SessionCore } from "./core.js";

export const SURVEY_STEPS = ["read", "hand", "table"] as const;

type RecordActions = Pick<SessionActions, "readRecords" | "addFiles" | "removeFile" | "override" | "setDate" | "setPeriod">;

/** The pane has opened: what the workbook remembers, its sheets, and, unless it is large, what they are. */
export async function openWorkbook(core: SessionCore, readRecords: () => Promise<void>): Promise<void> {
  const { store, host, words } = core;
  try {
    const remembered = await host.readSettings();
    const choices = choicesFrom(remembered.get(CHOICES_KEY));
    if (choices === null) store.notice({ intent: "warning", text: words.noChoices });
    store.set({ choices: choices ?? NO_CHOICES });
    await core.listSheets();
    const last = remembered.get(LAST_RUN_KEY);
    if (typeof last === "string") store.notice({ intent: "info", text: words.marksLeft(last) });
    store.set({ phase: "ready" });
  } catch (error) {
    store.set({ phase: "failed", failure: error instanceof Error ? error.message : String(error) });
    return;
  }
  const { sheets, large } = store.state;
  if (!large && sheets.some((sheet) => sheet.rows > 0)) await readRecords();
}

export function recordActions(core: SessionCore): RecordActions {
  const { store, words } = core;

  const readRecords = async (): Promise<void> => {
    await core.work("survey", SURVEY_STEPS, async (signal) => {
      await core.listSheets();
      const connection = await core.connect(signal);
      try {
        await core.readSheets(connection.engine, signal);
        store.progress("table", { done: 0, total: 0, detail: "" });
        store.set({ survey: await stoppable(signal, connection.engine.survey(store.state.choices)) });
      } catch (error) {
        connection.end();
        throw error;
      }
      core.keepSurveyed(connection);
    }, { cancelled: words.cancelledRun, again: () => void readRecords() });
  };

  /** The survey again, from the sheets as they were read; read first if they were not. */
  const surveyAgain = async (): Promise<void> => {
    const connection = core.surveyed;
    if (connection === null) return readRecords();
    store.set({ survey: await connection.engine.survey(store.state.choices) });
  };

  const choose = (choices: Choices): Promise<void> =>
    core.attempt(async () => {
      store.set({ choices });
      await surveyAgain();
      await core.host.writeSettings(new Map([[CHOICES_KEY, isEmpty(choices) ? undefined : choices]]));
    });

  return {
    readRecords,
    override: (file, sheet, override) => choose(withOverride(store.state.choices, file, sheet, override)),
    setDate: (date, forget) => choose(withDate(store.state.choices, date, forget)),
    setPeriod: (period) => choose({ ...store.state.choices, period }),

    async addFiles(files) {
      await core.work("files", ["read"], async (signal) => {
        if (core.surveyed === null) core.keepSurveyed(await core.connect(signal));
        for (const [index, { name, bytes }] of files.entries()) {
          store.progress("read", { done: index, total: files.length, detail: name });
          try {
            const content = await bytes();
            const engine = core.surveyed?.engine;
            if (engine === undefined) return;
            const known = core.files.some((file) => file.name === name);
            if (known) await stoppable(signal, engine.removeFile(name));
            const read = await stoppable(signal, engine.addFile(name, content));
            core.files = [...core.files.filter((file) => file.name !== name), { name, bytes: content, read }];
            if (known) store.notice({ intent: "info", text: words.sameFile(name) });
          } catch (error) {
            if (error instanceof Stopped || signal.aborted) throw error;
            // One file that cannot be read keeps no other out.
            store.notice({ intent: "error", text: words.fileFailed(name), details: [error instanceof Error ? error.message : String(error)] });
          }
        }
        store.set({ files: core.files.map((file) => file.read) });
      });
      await core.attempt(surveyAgain);
    },

    async removeFile(name) {
      core.files = core.files.filter((file) => file.name !== name);
      store.set({ files: core.files.map((file) => file.read) });
      await core.attempt(async () => {
        await core.surveyed?.engine.removeFile(name);
        await surveyAgain();
      });
    },
  };
}

const isEmpty = (choices: Choices): boolean => choices.overrides.length === 0 && choices.dates.length === 0 && choices.period === null;
