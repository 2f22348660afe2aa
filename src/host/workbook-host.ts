/**
 * A workbook that somebody has open, as the product needs it: read grids, apply edits, go to a cell, watch for changes, take back what a
 * run wrote. Edits are data, so that the same edits go into Excel, into the page without Excel, and into a test.
 */
import type { ColumnMarks, Language, Progress, ReportSheet, SheetGrid, Warning } from "../model.js";

export interface SheetInfo {
  /** Stays when the sheet is renamed; no longer than the workbook is open. */
  readonly id: string;
  readonly name: string;
  readonly visibility: "visible" | "hidden" | "veryHidden";
  readonly protected: boolean;
  /** Written by us: never read as input. */
  readonly ours: boolean;
  /** Size of the used range; 0 if the sheet is empty. */
  readonly rows: number;
  readonly columns: number;
}

/** Each half replaces what the last run left of its kind: [] takes it away, null leaves it as it is. */
export interface WorkbookEdits {
  /** The grids that the run read; keys of marks are taken from them. */
  readonly grids: readonly SheetGrid[];
  readonly marks: readonly ColumnMarks[] | null;
  readonly sheets: readonly ReportSheet[] | null;
}

/** What was not done, and why. `message` is a plain sentence that says what to do. */
export interface Skipped {
  readonly code: "protectedSheet" | "missingSheet" | "ambiguousRow" | "protectedWorkbook";
  readonly sheet: string | null;
  readonly count: number;
  readonly message: string;
}

export interface ApplyResult {
  /** Cells marked. */
  readonly marked: number;
  /** Names that the report sheets got, by the name asked for. */
  readonly sheets: ReadonlyMap<string, string>;
  readonly skipped: readonly Skipped[];
}

/** marks, sheets: the marks or the report sheets alone. run: both. everything: also all that we remember in the workbook. */
export type ClearScope = "marks" | "sheets" | "run" | "everything";

export interface ClearResult {
  readonly formats: number;
  readonly sheets: readonly string[];
  readonly skipped: readonly Skipped[];
}

export interface HostProgress extends Progress {
  /** The sheet at work and its own rows; absent where a step is about no single sheet. */
  readonly sheet?: { readonly name: string; readonly done: number; readonly total: number };
}

export interface RunOptions {
  readonly onProgress?: (progress: HostProgress) => void;
  /** Looked at between requests; what was begun is finished, then HostFault "cancelled". */
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends RunOptions {
  /** Names, our own too if named; all sheets but our own if absent. */
  readonly sheets?: readonly string[];
}

export interface ReadResult {
  readonly grids: readonly SheetGrid[];
  readonly warnings: readonly Warning[];
}

/** A cell to go to. */
export interface CellTarget {
  readonly sheet: string;
  /** Where the cell stood when it was read. */
  readonly address: string;
  /**
   * What key cells of its row showed then (`shownText` of the grid's cells; 0-based columns). If the row at the address says something else
   * now, the row that still says it is looked for. Absent or all empty: the address alone counts.
   */
  readonly row?: readonly { readonly column: number; readonly text: string }[];
}

/**
 * missing: no such sheet. hidden…: the cell is there and cannot be seen; ask again with `show`. rowGone: no row, or more than one, says
 * what the row said; nothing is selected.
 */
export interface Selection {
  readonly outcome: "selected" | "missing" | "hiddenSheet" | "hiddenRow" | "hiddenColumn" | "rowGone";
  /** Where the cell is now; null if it was not found. */
  readonly address: string | null;
}

/** missing: no such sheet, or none of ours. rowGone: as in a selection; nothing is written. */
export type FillOutcome = "filled" | "missing" | "rowGone";

export interface WorkbookChange {
  readonly kind: "edited" | "sheetDeleted";
  /** Sheet name; null if it is gone. */
  readonly sheet: string | null;
  readonly address: string | null;
}

export interface WorkbookHost {
  listSheets(): Promise<readonly SheetInfo[]>;
  readGrids(options?: ReadOptions): Promise<ReadResult>;
  /**
   * Replaces the halves that are given. Cancelled, it leaves the workbook as it was, with what an earlier run had left; after any other fault
   * `clear("run")` takes everything of both away, in this pane or a later one.
   */
  apply(edits: WorkbookEdits, options?: RunOptions): Promise<ApplyResult>;
  clear(scope: ClearScope, options?: RunOptions): Promise<ClearResult>;
  /** `show`: what hides the cell (sheet, row, column, filter) is taken away first. */
  select(target: CellTarget, show?: boolean): Promise<Selection>;
  /**
   * Puts a text into one cell of a list of ours, as if the user had typed it there ("" empties it). Cells of the user's own sheets are never
   * written; `row` should say which row is meant, since lists are sorted.
   */
  fill(target: CellTarget, text: string): Promise<FillOutcome>;
  /** Opens a workbook of its own beside this one. Excel names it itself (工作簿2 …); `name` is for hosts that can. `bytes` is an .xlsx file. */
  openWorkbook(name: string, bytes: Uint8Array): Promise<void>;
  /** Tells of the user's changes, not of ours. Resolves to what ends the watch. */
  watch(listener: (change: WorkbookChange) => void): Promise<() => Promise<void>>;
  /** What we remember in the workbook; keys without our prefix. */
  readSettings(): Promise<ReadonlyMap<string, unknown>>;
  /** undefined forgets a key. Values are JSON values. */
  writeSettings(values: ReadonlyMap<string, unknown>): Promise<void>;
}

export type FaultCode = "cancelled" | "cellEdit" | "busy" | "denied" | "tooLarge" | "notSupported" | "unexpected";

const SENTENCES: Readonly<Record<FaultCode, Readonly<Record<Language, string>>>> = {
  cancelled: { zh: "已取消。", en: "Cancelled." },
  cellEdit: { zh: "有一个单元格正在编辑：请按回车键或点别的单元格，再试一次。", en: "A cell is being edited: press Enter or click another cell, then try again." },
  busy: { zh: "Excel 正忙，几次都没有回应：请稍等片刻，再试一次。", en: "Excel is busy and did not answer: wait a moment, then try again." },
  denied: { zh: "工作簿或工作表受保护，不能写入：请在“审阅”里撤消保护，再试一次。", en: "The workbook or a sheet is protected: unprotect it under Review, then try again." },
  tooLarge: { zh: "有一行的内容太大，Excel 拒绝传送：请检查是否有特别长的文字。", en: "One row is too large for Excel to hand over: look for very long texts." },
  notSupported: { zh: "这个版本的 Excel 缺少需要的功能：请更新 Excel，或把台帐另存后用命令行核对。", en: "This Excel lacks what is needed: update it, or use the command line on the saved files." },
  unexpected: { zh: "Excel 报告了意外的错误：请点“清除标记”，再试一次。", en: "Excel reported an unexpected error: click clear, then try again." },
};

/** A fault in words. `detail` is Excel's own code, for the log. */
export class HostFault extends Error {
  constructor(
    readonly code: FaultCode,
    language: Language,
    readonly detail = "",
  ) {
    super(SENTENCES[code][language] + (code === "unexpected" && detail !== "" ? ` (${detail})` : ""));
    this.name = "HostFault";
  }
}
