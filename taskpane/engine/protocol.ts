/**
 * What the pane and the engine's worker say to each other. Everything here is plain data that survives structured cloning. Grids go over in
 * pieces, findings come back in pieces, so that neither side stands still for long.
 */
import type { Area, Arrival, CellValue, CheckId, ColumnMarks, EvidenceStep, Finding, Language, PairAnswer, Pattern, Progress, RecordId, ReportSheet, SheetGrid, Summary, TableOverride, Warning } from "../../src/model.js";
import type { PartDate, Survey } from "../../src/survey.js";

/** What the user decided; remembered in the workbook. */
export interface Choices {
  readonly overrides: readonly TableOverride[];
  readonly dates: readonly PartDate[];
  /** "YYYY-MM" both, or null: from the first to the last month found. */
  readonly period: { readonly from: string; readonly to: string } | null;
}

export const NO_CHOICES: Choices = { overrides: [], dates: [], period: null };

/** Everything of a sheet but its rows. */
export interface GridHead {
  readonly file: string | null;
  readonly sheet: string;
  readonly columnCount: number;
  readonly merges: readonly Area[];
  readonly hiddenRows: readonly number[];
  readonly hidden: boolean;
}

export interface FileRead {
  readonly file: string;
  readonly sheets: readonly { readonly sheet: string; readonly rows: number }[];
  readonly warnings: readonly Warning[];
}

export type FindingSeverity = "high" | "middle" | "low";

/** Against the last run: new since then, still open, or still differing but otherwise than before; null without a last run. */
export type Since = "added" | "open" | "changed" | null;

/** A finding with what the pane shows of it. ID numbers are masked. */
export interface FindingView {
  readonly finding: Finding;
  readonly severity: FindingSeverity;
  /** 漏录, 不符 … */
  readonly kindName: string;
  /** 出生日期, or 整条. */
  readonly itemName: string;
  /** Person or item; "" if it is about neither. */
  readonly name: string;
  readonly idNumber: string;
  readonly group: string;
  /** 整改要求. */
  readonly action: string;
  /** Findings that correcting this one clears, itself included; 1 if alone. */
  readonly clears: number;
  readonly since: Since;
  /** Why its rows are one person, column by column (bits, heaviest first); empty where there is nothing to link. */
  readonly evidence: readonly EvidenceStep[];
  /** It asks whether two rows are one person: the answer that the run went by, and what the list says now; null where it asks no such thing. */
  readonly pair: { readonly ran: PairAnswer | null; readonly said: PairAnswer | null } | null;
  /** What people wrote of this very evidence in the list's column 核实结果 (属实不用改 …); "" if nothing. */
  readonly outcome: string;
}

/** A finding of the last run that is no more. unchecked: its records are not here this time. */
export interface GoneView {
  readonly number: string;
  readonly village: string | null;
  readonly name: string;
  readonly why: string;
  readonly state: "fixed" | "unchecked";
}

export interface RunSummary {
  readonly summary: Summary;
  readonly arrivals: readonly Arrival[];
  readonly patterns: readonly Pattern[];
  readonly notRun: readonly { readonly check: CheckId; readonly why: string }[];
  readonly warnings: readonly Warning[];
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly matrix: { readonly records: readonly RecordId[]; readonly villages: readonly string[]; readonly counts: readonly (readonly number[])[] };
  readonly records: readonly { readonly record: RecordId; readonly name: string }[];
  readonly findings: number;
  /** The last run this one was compared with; null: none. */
  readonly previousDate: string | null;
  readonly gone: readonly GoneView[];
}

/** Which lists to write into the workbook. The hidden memory of the run is always among them. */
export interface ListChoice {
  readonly summary: boolean;
  readonly list: boolean;
  readonly notices: boolean;
  readonly recheck: boolean;
}

export interface VillageFile {
  readonly village: string;
  /** Findings that go to the village. */
  readonly findings: number;
}

/** What the row of a cell says, to find it again after sorting: 0-based column and shown text. */
export type RowWords = readonly { readonly column: number; readonly text: string }[];

/** What is to be written where, so that a list says how a question was answered. */
export interface AnswerToWrite {
  readonly text: string;
  readonly cells: readonly { readonly sheet: string; readonly address: string; readonly row: RowWords }[];
}

/** The engine in its worker. One run at a time; to cancel, the worker is ended. */
export interface EngineApi {
  /** A new run begins: sheets of the workbook are forgotten, added files are kept. */
  begin(language: Language): void;
  addSheet(head: GridHead): void;
  /** Rows of the sheet added last, in order. */
  addRows(rows: readonly (readonly CellValue[])[]): void;
  /** A closed file of a village. @throws Error with a plain sentence */
  addFile(name: string, bytes: Uint8Array): FileRead;
  removeFile(name: string): void;
  /**
   * Our own sheets of an earlier run as read from the workbook: its hidden memory, and the lists with what was filled in by hand. null: none.
   * Answers false if they cannot be used.
   */
  setPrevious(sheets: readonly SheetGrid[] | null): boolean;
  survey(choices: Choices): Survey;
  reconcile(choices: Choices, onProgress: (progress: Progress) => void): Promise<RunSummary>;
  findings(from: number, count: number): readonly FindingView[];
  marks(): readonly ColumnMarks[];
  /** Our own sheets as they stand now, before they are written anew without a run: what was filled in since the run comes into the new lists. */
  recallFilled(sheets: readonly SheetGrid[]): void;
  /** @param lists our lists as they stand now @param answer null: the answer is taken back */
  answerToWrite(lists: readonly SheetGrid[], findingId: string, answer: PairAnswer | null): AnswerToWrite;
  reportSheets(lists: ListChoice, runDate: string): readonly ReportSheet[];
  villages(): readonly VillageFile[];
  /** An .xlsx with nothing of another village in it. */
  villageWorkbook(village: string, runDate: string): Uint8Array;
  rowWords(sheet: string, address: string): RowWords;
}
