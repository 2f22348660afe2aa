/**
 * What the pane knows and what can be done in it, without React. `session.ts` keeps the state and does the deeds; components only show the one
 * and call the other.
 */
import type { Language, PairAnswer, RecordId, TableOverride } from "../src/model.js";
import type { PartDate, Survey } from "../src/survey.js";
import type { Choices, FileRead, FindingSeverity, FindingView, ListChoice, RunSummary, VillageFile } from "./engine/protocol.js";

export type Tab = "records" | "results" | "lists";

/** A lasting message at the top of the pane. */
export interface Notice {
  readonly id: number;
  readonly intent: "info" | "success" | "warning" | "error";
  readonly text: string;
  /** Further lines, folded away if there are many. */
  readonly details?: readonly string[];
  /** What to do about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Long work under way. */
export interface Work {
  readonly what: "survey" | "reconcile" | "lists" | "clear" | "files" | "export";
  /** Steps in order; the current one is `step`. Their names are words for the stage keys. */
  readonly steps: readonly string[];
  readonly step: number;
  readonly done: number;
  readonly total: number;
  /** Sheet, check or file being worked on. */
  readonly detail: string;
  readonly cancellable: boolean;
  readonly cancelling: boolean;
  /** The workbook has not answered for some seconds: a cell may be being edited. */
  readonly waiting: boolean;
}

export interface SheetSize {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly hidden: boolean;
  readonly protected: boolean;
}

export type GroupBy = "first" | "patterns" | "village" | "record" | "all";

export interface Filter {
  readonly search: string;
  readonly village: string | null;
  readonly record: RecordId | null;
  readonly kinds: readonly string[]; // finding kinds; empty: all
  readonly severities: readonly FindingSeverity[]; // empty: all
  /** Only what is new since the last run. */
  readonly addedOnly: boolean;
}

/** A row of the list of findings: a group's head or a finding. */
export type ListRow =
  | { readonly kind: "head"; readonly key: string; readonly title: string; readonly note: string; readonly count: number; readonly open: boolean }
  | { readonly kind: "finding"; readonly key: string; readonly view: FindingView };

export interface ResultState {
  readonly run: RunSummary;
  /** By rank. */
  readonly findings: readonly FindingView[];
  /** "2004-10-08 14:03" on the user's clock. */
  readonly at: string;
  /** Milliseconds from the click to the marks. */
  readonly took: number;
  readonly marked: number;
  /** The user has changed cells since: sheets and number of changes. */
  readonly stale: { readonly sheets: readonly string[]; readonly changes: number } | null;
  readonly groupBy: GroupBy;
  readonly filter: Filter;
  readonly rows: readonly ListRow[];
  /** Finding that is open in the list; null: none. */
  readonly selected: string | null;
  /** The selected finding's cell to be shown stands on a hidden sheet, row or column: offered to be shown. */
  readonly hiddenTarget: { readonly findingId: string; readonly cell: number; readonly what: "hiddenSheet" | "hiddenRow" | "hiddenColumn"; readonly sheet: string } | null;
  readonly marksShown: boolean;
}

export interface ListsState {
  readonly chosen: ListChoice;
  /** Sheets written, by the name they have; empty: none. */
  readonly written: readonly string[];
  readonly villages: readonly VillageFile[];
  /** Villages whose workbook was opened. */
  readonly opened: readonly string[];
}

export interface SessionState {
  readonly language: Language;
  readonly phase: "starting" | "ready" | "failed";
  /** Why it failed, in words. */
  readonly failure: string;
  readonly tab: Tab;
  readonly sheets: readonly SheetSize[];
  readonly files: readonly FileRead[];
  readonly choices: Choices;
  /** null: not read yet (a large workbook is read on demand). */
  readonly survey: Survey | null;
  /** Cells in the workbook are too many to be read unasked. */
  readonly large: boolean;
  readonly work: Work | null;
  readonly notices: readonly Notice[];
  readonly result: ResultState | null;
  readonly lists: ListsState;
  /** A question that must be answered first. */
  readonly question: { readonly title: string; readonly text: string; readonly confirm: string; readonly run: () => void } | null;
}

export interface SessionActions {
  show(tab: Tab): void;
  /** Reads the sheets again and says what they are. */
  readRecords(): Promise<void>;
  reconcile(): Promise<void>;
  cancel(): void;
  addFiles(files: readonly { readonly name: string; readonly bytes: () => Promise<Uint8Array> }[]): Promise<void>;
  removeFile(file: string): Promise<void>;
  /** Replaces what was said of the sheet; null takes it back. */
  override(file: string | null, sheet: string, override: TableOverride | null): Promise<void>;
  setDate(date: PartDate, forget: boolean): Promise<void>;
  setPeriod(period: Choices["period"]): Promise<void>;
  groupBy(group: GroupBy): void;
  filter(change: Partial<Filter>): void;
  toggleGroup(key: string): void;
  /** Opens a finding in the list (null closes) without going anywhere. */
  select(findingId: string | null): void;
  /** Goes to a cell of a finding in the workbook. `show`: what hides it is taken away. */
  goTo(findingId: string, cell: number, show?: boolean): Promise<void>;
  /** The next (1) or previous (-1) finding of the list: opened, and gone to. */
  walk(step: 1 | -1): Promise<void>;
  /** Writes into the list whether the finding's two rows are one person; null takes the answer back. */
  answerPair(findingId: string, answer: PairAnswer | null): Promise<void>;
  chooseLists(change: Partial<ListChoice>): void;
  writeLists(): Promise<void>;
  openVillage(village: string): Promise<void>;
  openAllVillages(): Promise<void>;
  clearMarks(): Promise<void>;
  /** Asks first (question). */
  clearEverything(): void;
  goToSheet(sheet: string): Promise<void>;
  /** The marks were cleared elsewhere: by the ribbon's button. */
  marksWereCleared(): void;
  dismiss(notice: number): void;
  answer(yes: boolean): void;
}

/** A store in the manner of zustand's vanilla store. */
export interface Session {
  readonly getState: () => SessionState;
  readonly subscribe: (listener: (state: SessionState, before: SessionState) => void) => () => void;
  readonly actions: SessionActions;
}
