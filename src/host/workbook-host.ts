/**
 * A workbook that somebody has open, as the product needs it: read grids, apply edits, go to a cell, watch for changes, take back what a
 * run wrote. Edits are data, so that the same edits go into Excel, into the page without Excel, and into a test.
 */
import type { Language, Progress, ReportSheet, SheetGrid, Warning } from "../model.js";

export interface SheetInfo {
  /** Stays when the sheet is renamed; no longer than the workbook is open. */
  readonly id: string;
  readonly name: string;
  readonly visibility: "visible" | "hidden" | "veryHidden";
  readonly protected: boolean;
  /** Written by us: never read as input. */
  readonly ours: boolean;
}

export type MarkLevel = "high" | "middle" | "low";

/**
 * Marks of one column of one sheet. A mark belongs to a row by what the row says, not by its number: the cells of `keyColumns` and the
 * marked cell itself, as the grid showed them to the run. Sorted or moved rows keep their marks; a corrected value loses its own.
 */
export interface ColumnMarks {
  readonly sheet: string;
  /** 0-based. */
  readonly column: number;
  /** 0-based columns that tell the rows apart (ID number, name …). */
  readonly keyColumns: readonly number[];
  /** 0-based first and last data row of the block. */
  readonly rows: readonly [number, number];
  readonly marks: readonly { readonly row: number; readonly level: MarkLevel }[];
}

export interface WorkbookEdits {
  /** The grids that the run read; keys of marks are taken from them. */
  readonly grids: readonly SheetGrid[];
  readonly marks: readonly ColumnMarks[];
  readonly sheets: readonly ReportSheet[];
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

/** marks: the marks alone. run: marks and report sheets. everything: also all that we remember in the workbook. */
export type ClearScope = "marks" | "run" | "everything";

export interface ClearResult {
  readonly formats: number;
  readonly sheets: readonly string[];
  readonly skipped: readonly Skipped[];
}

export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Looked at between requests; what was begun is finished, then HostFault "cancelled". */
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends RunOptions {
  /** Names; all sheets but our own if absent. */
  readonly sheets?: readonly string[];
}

export interface ReadResult {
  readonly grids: readonly SheetGrid[];
  readonly warnings: readonly Warning[];
}

export type SelectResult = "selected" | "missing" | "hiddenSheet" | "hiddenRow";

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
   * Earlier marks and report sheets of ours are replaced. Cancelled, it takes back what it began; after any other fault `clear("run")` does,
   * in this pane or a later one.
   */
  apply(edits: WorkbookEdits, options?: RunOptions): Promise<ApplyResult>;
  clear(scope: ClearScope, options?: RunOptions): Promise<ClearResult>;
  /** `show`: what hides the cell (sheet, row, filter) is taken away first. */
  select(sheet: string, address: string, show?: boolean): Promise<SelectResult>;
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
