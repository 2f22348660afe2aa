/** What all deeds of the session stand on: the workbook, the engines, the added files, and one piece of long work at a time. */
import { HostFault, type SheetInfo, type WorkbookHost } from "../../src/host/workbook-host.js";
import type { Language, SheetGrid, Warning } from "../../src/model.js";
import { sendGrids, type EngineConnection, type EngineRemote } from "../engine/client.js";
import type { FileRead } from "../engine/protocol.js";
import type { Notice, Work } from "../state.js";
import { listsIn } from "./memory.js";
import { SessionStore } from "./store.js";
import { sessionWords, type SessionWords } from "./words.js";

export interface SessionOptions {
  readonly host: WorkbookHost;
  readonly startEngine: () => EngineConnection;
  readonly language: Language;
  readonly now?: () => Date;
}

/** The user stopped the work. */
export class Stopped extends Error {}

export interface AddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly read: FileRead;
}

export interface SheetsRead {
  readonly grids: readonly SheetGrid[];
  readonly warnings: readonly Warning[];
}

export class SessionCore {
  readonly host: WorkbookHost;
  readonly store: SessionStore;
  readonly words: SessionWords;
  readonly now: () => Date;
  private readonly startEngine: () => EngineConnection;
  /** Holds the sheets that the records page describes. */
  surveyed: EngineConnection | null = null;
  /** Holds the result that the lists are made of; may be the same. */
  resulted: EngineConnection | null = null;
  files: readonly AddedFile[] = [];
  /** Memory of the last run that was cleared from the workbook while the pane was open. */
  memory: readonly SheetGrid[] | null = null;
  private controller: AbortController | null = null;
  /** Reconciles again: what a message offers where the result no longer fits. */
  redo: () => Promise<void> = () => Promise.resolve();

  constructor({ host, startEngine, language, now = () => new Date() }: SessionOptions) {
    this.host = host;
    this.startEngine = startEngine;
    this.store = new SessionStore(language);
    this.words = sessionWords(language);
    this.now = now;
  }

  get language(): Language {
    return this.store.state.language;
  }

  /**
   * Does long work, if none is under way, and puts every fault into words.
   * @returns whether it came to its end
   */
  async work(what: Work["what"], steps: readonly string[], deed: (signal: AbortSignal) => Promise<void>, options: { readonly cancelled?: string; readonly again?: () => void } = {}): Promise<boolean> {
    if (this.controller !== null) return false;
    const controller = (this.controller = new AbortController());
    this.store.begin(what, steps, options.cancelled !== undefined);
    try {
      await deed(controller.signal);
      return true;
    } catch (error) {
      if (error instanceof Stopped || (error instanceof HostFault && error.code === "cancelled") || controller.signal.aborted) {
        if (options.cancelled !== undefined) this.store.notice({ intent: "info", text: options.cancelled });
      } else this.tell(error, options.again);
      return false;
    } finally {
      this.controller = null;
      this.store.end();
    }
  }

  cancel(): void {
    if (this.controller === null || this.store.state.work?.cancellable !== true) return;
    this.store.cancelling();
    this.controller.abort();
  }

  /** Short deeds: the fault is told, nothing else is waited for. */
  async attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      this.tell(error);
    }
  }

  tell(error: unknown, again?: () => void): void {
    const text = error instanceof HostFault ? error.message : error instanceof Error ? sentenceOf(error) ?? this.words.unexpected(error.message) : this.words.unexpected(String(error));
    const action: Notice["action"] | undefined = again === undefined ? undefined : { label: this.words.again, run: again };
    this.store.notice({ intent: "error", text, ...(action === undefined ? {} : { action }) });
  }

  /** A new engine that knows the added files. Ended when the work is stopped. */
  async connect(signal: AbortSignal): Promise<EngineConnection> {
    const connection = this.startEngine();
    signal.addEventListener("abort", () => connection.end(), { once: true });
    await stoppable(signal, connection.engine.begin(this.language));
    for (const file of this.files) await stoppable(signal, connection.engine.addFile(file.name, file.bytes));
    return connection;
  }

  /** Reads the user's sheets and hands them to the engine. */
  async readSheets(engine: EngineRemote, signal: AbortSignal): Promise<SheetsRead> {
    const read = await this.host.readGrids({ signal, onProgress: (progress) => this.store.progress("read", progress) });
    await stoppable(signal, sendGrids(engine, read.grids, (done, total, detail) => this.store.progress("hand", { done, total, detail })));
    return read;
  }

  async listSheets(): Promise<readonly SheetInfo[]> {
    const infos = await this.host.listSheets();
    const own = infos.filter((info) => !info.ours);
    const { lists } = this.store.state;
    this.store.set({
      lists: { ...lists, written: listsIn(infos) },
      sheets: own.map(({ name, rows, columns, visibility, protected: isProtected }) => ({ name, rows, columns, hidden: visibility !== "visible", protected: isProtected })),
      large: own.reduce((cells, { rows, columns }) => cells + rows * columns, 0) > LARGE,
    });
    return infos;
  }

  keepSurveyed(connection: EngineConnection): void {
    if (this.surveyed !== null && this.surveyed !== this.resulted) this.surveyed.end();
    this.surveyed = connection;
  }

  keepResulted(connection: EngineConnection): void {
    if (this.resulted !== null && this.resulted !== this.surveyed) this.resulted.end();
    this.resulted = connection;
    this.keepSurveyed(connection);
  }

  end(): void {
    this.controller?.abort();
    this.surveyed?.end();
    this.resulted?.end();
    this.surveyed = this.resulted = null;
  }
}

/** Cells that are read unasked when the pane opens. */
const LARGE = 600_000;

/** Faults of the engine that are sentences already: they carry both languages, or were made for the user. */
function sentenceOf(error: Error): string | undefined {
  return error.name === "InputError" || error.name === "NothingRecognised" || error.name === "EngineFault" ? error.message : undefined;
}

/** The answer, unless the work is stopped first: an ended engine never answers. */
export function stoppable<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(new Stopped());
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Stopped());
    signal.addEventListener("abort", stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
