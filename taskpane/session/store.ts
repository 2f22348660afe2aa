/** The state of the session, and the small moves that every deed shares: a message, long work under way. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Language, Progress } from "../../src/model.js";
import { NO_CHOICES } from "../engine/protocol.js";
import type { Notice, SessionState, Work } from "../state.js";

/** Most pictures of progress per second: 10. */
const PROGRESS_PAUSE = 100;

export function initialState(language: Language): SessionState {
  return {
    language,
    phase: "starting",
    failure: "",
    tab: "records",
    sheets: [],
    files: [],
    choices: NO_CHOICES,
    survey: null,
    large: false,
    work: null,
    notices: [],
    result: null,
    lists: { chosen: { summary: true, list: true, notices: true, recheck: true }, written: [], villages: [], opened: [] },
    question: null,
  };
}

export class SessionStore {
  readonly api: StoreApi<SessionState>;
  private notices = 0;
  private lastPicture = 0;

  constructor(language: Language) {
    this.api = createStore<SessionState>(() => initialState(language));
  }

  get state(): SessionState {
    return this.api.getState();
  }

  set(change: Partial<SessionState>): void {
    this.api.setState(change);
  }

  /** A message takes the place of an earlier one with the same text. */
  notice(notice: Omit<Notice, "id">): number {
    const id = ++this.notices;
    this.set({ notices: [...this.state.notices.filter((one) => one.text !== notice.text), { ...notice, id }] });
    return id;
  }

  dismiss(id: number): void {
    this.set({ notices: this.state.notices.filter((one) => one.id !== id) });
  }

  begin(what: Work["what"], steps: readonly string[], cancellable: boolean): void {
    this.lastPicture = 0;
    this.set({ work: { what, steps, step: 0, done: 0, total: 0, detail: "", cancellable, cancelling: false } });
  }

  /** `stage` is one of the steps; another one leaves the step as it is. Steps never go back. */
  progress(stage: string, { done, total, detail }: Omit<Progress, "stage">): void {
    const { work } = this.state;
    if (work === null) return;
    const step = Math.max(work.step, work.steps.indexOf(stage));
    const now = Date.now();
    if (step === work.step && done < total && now - this.lastPicture < PROGRESS_PAUSE) return;
    this.lastPicture = now;
    this.set({ work: { ...work, step, done, total, detail } });
  }

  cancelling(): void {
    const { work } = this.state;
    if (work !== null) this.set({ work: { ...work, cancelling: true } });
  }

  end(): void {
    this.set({ work: null });
  }
}
