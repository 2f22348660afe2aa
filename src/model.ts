/**
 * The vocabulary of the engine: types only, no behaviour. Every stage speaks in these words,
 *
 *     sheets → tables → normal values → links → entities → findings → reports → workbook edits
 *
 * and imports nothing else of another stage (`reconcile.ts` alone knows their order).
 * Rows and columns are 0-based inside the engine; A1 addresses appear only in findings and reports.
 */

export type RecordId = string; // "handLedger" … (one of the nine books)
export type FieldId = string; // "birthDate" … (a child's fields carry their place: "childName#1")
export type CheckId = string; // "ledgers" … (contract: Checks)
export type Language = "zh" | "en";

// ---------------------------------------------------------------- sheets as people make them

/** A cell whose shown text is not simply its value: a date, an error, a formatted number, a 〃. */
export interface ShownCell {
  readonly kind: "date" | "number" | "text" | "error" | "ditto";
  /** Excel's own value: serial number for a date, error name for an error; for "ditto" what the cell stands for. */
  readonly value: string | number | boolean;
  /** The text a person sees in the cell. */
  readonly shown: string;
}

/** null is an empty cell. A bare string, number or boolean is shown as it is. */
export type CellValue = string | number | boolean | null | ShownCell;

/** 0-based, inclusive. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet (or CSV, DBF) as it was read. `rows[r]` may be ragged or missing trailing cells; rows[0] is sheet row 1. */
export interface SheetGrid {
  /** Relative to the PATH given; null inside Excel. */
  readonly file: string | null;
  readonly sheet: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly columnCount: number;
  readonly merges: readonly Area[];
  /** 0-based rows that are hidden or filtered away (they are read all the same, and said). */
  readonly hiddenRows?: readonly number[];
  readonly hidden?: boolean;
}

/** Something odd but usable. `message` is a plain sentence in the run's language that says what to do. */
export interface Warning {
  readonly code: string;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly address: string | null;
  readonly message: string;
}

// ---------------------------------------------------------------- tables

export type MappingReason =
  | "header" // the header is a known synonym
  | "group" // the header under its group header (孩子情况 / 姓名)
  | "values" // header unclear, the values decided
  | "sheet" // constant from title, sheet name, group header
  | "user"; // chosen by the user

/** One column of a block and the field it holds. */
export interface ColumnMapping {
  readonly column: number;
  /** Header path, outermost first, joined by "/" (孩子情况/姓名). */
  readonly header: string;
  /** Sheet row of the cell that holds the last part of it (of a merged area its first); absent without one. */
  readonly headerRow?: number;
  /** null: "not compared" or "skipped on purpose" as `state` says. */
  readonly field: FieldId | null;
  readonly why: MappingReason | null;
  readonly state: "mapped" | "unmapped" | "ambiguous" | "skipped";
}

/** A total or subtotal row of a block (合计, 小计, 累计, 其中). */
export interface TotalsRow {
  readonly row: number; // sheet row
  readonly label: string;
  readonly kind: "total" | "subtotal" | "cumulative" | "ofWhich";
  /** Indices into the block's data rows that this row adds up: [from, to). */
  readonly from: number;
  readonly to: number;
  /** Village the row speaks for, if it says one. */
  readonly village: string | null;
  /** The printed cells by sheet column (mapped numeric columns; in the column of the names a count of people). */
  readonly cells: ReadonlyMap<number, CellValue>;
}

/** A year and month as one number: year * 12 + (month - 1). */
export type MonthNumber = number;

/**
 * One block of one sheet, read as rows of one record. Two side-by-side blocks, or a wide sheet (第一次/第二次, an item per column
 * group), become several blocks over the same sheet rows.
 */
export interface TableBlock {
  readonly record: RecordId;
  /** Why this record: sheet name, title, columns. One phrase in words. */
  readonly recordWhy: string;
  readonly file: string | null;
  readonly sheet: string;
  readonly title: string;
  readonly headerRows: readonly number[];
  readonly columns: readonly ColumnMapping[];
  /** Sheet row of each data row, ascending. */
  readonly sheetRows: Int32Array;
  /** Cells of the mapped columns, by sheet column; each array is as long as `sheetRows`. Skipped columns are not here. */
  readonly cells: ReadonlyMap<number, readonly CellValue[]>;
  /**
   * Cells that live elsewhere than (sheetRow, column): vertical merges. Key: dataRow * 16384 + column; value: sheet row of the
   * merged area's top-left cell.
   */
  readonly movedRows: ReadonlyMap<number, number>;
  /**
   * Sheet column of columns that are not where they stand: a card's further children in rows of their own (`movedRows` has the row).
   * Absent: every column stands where it says.
   */
  readonly columnAt?: ReadonlyMap<number, number>;
  /** Fields that hold for the whole block with the address of the cell that says so (a wide sheet's item, a block's event). */
  readonly constants: readonly { readonly field: FieldId; readonly value: string; readonly row: number; readonly column: number }[];
  /** Village as written, per data row: from cell, section line, title, sheet name, file, folder, in that order; null unknown. */
  readonly villages: readonly (string | null)[];
  /** Where the villages came from, for display. */
  readonly villageFrom: "cell" | "section" | "title" | "sheet" | "file" | "folder" | null;
  /** Report month of the part from title or sheet name; null if not said. */
  readonly month: MonthNumber | null;
  /** As-of date (截止日期) "YYYY-MM-DD" as said by title or 填报日期; null if not said (then the latest entry decides). */
  readonly asOf: string | null;
  readonly totals: readonly TotalsRow[];
}

/** What the user says of a sheet, against what was recognised. Rows and columns 0-based. */
export interface TableOverride {
  readonly file: string | null;
  readonly sheet: string;
  /** The record the sheet is; null leaves the sheet out. */
  readonly record?: RecordId | null;
  /** First and last header row. */
  readonly headerRows?: readonly [number, number];
  /** Field of a sheet column; null: not compared. A child's field without its place ("childName"). */
  readonly columns?: Readonly<Record<number, FieldId | null>>;
}

/** What became of one sheet. */
export interface SheetReading {
  readonly file: string | null;
  readonly sheet: string;
  /** read: has tables; ignored: one of our own result sheets, or left out by the user. */
  readonly state: "read" | "empty" | "ignored" | "notRecognised";
  /** One sentence: what was recognised and why, or why not. */
  readonly why: string;
  /** Indices into the blocks. */
  readonly blocks: readonly number[];
  /** Records it could be, likeliest first, if none was recognised. */
  readonly candidates: readonly RecordId[];
}

// ---------------------------------------------------------------- normal values

export type ValueType =
  | "name"
  | "idNumber"
  | "date"
  | "month"
  | "code"
  | "number"
  | "count" // 1男1女
  | "village"
  | "text";

/** What was done to a raw value on the way to its normal form; a difference in these alone is "written differently". */
export type Step =
  | "trimmed"
  | "fullWidth"
  | "traditional"
  | "id15to18"
  | "upperX"
  | "dateStyle"
  | "serialDate"
  | "lunar"
  | "chineseNumeral"
  | "yearFromHeading"
  | "code"
  | "word"
  | "countWords"
  | "unit"
  | "ditto"
  | "damagedNumber";

interface NormalBase {
  readonly state: "value" | "blank" | "invalid";
  /** What the cell shows. */
  readonly shown: string;
  /** The normal form as text ("1975-03-04", "iud"); "" if blank. An invalid value keeps its cleaned text. */
  readonly text: string;
  readonly steps: readonly Step[];
  /** Why it is invalid: checkDigit, idLength, idDate, idArea, damaged, impossibleDate, outOfRangeDate, error, notANumber … */
  readonly issue: string | null;
}

export interface NormalName extends NormalBase {
  readonly type: "name" | "village" | "text";
}
export interface NormalDate extends NormalBase {
  readonly type: "date" | "month";
  readonly year: number; // 0 if blank or invalid
  readonly month: number; // 1–12, 0 if unknown
  readonly day: number; // 1–31, 0 if unknown
  readonly precision: "day" | "month" | "year" | "none";
  readonly calendar: "solar" | "lunar";
}
export interface NormalId extends NormalBase {
  readonly type: "idNumber";
  /** 18 characters; "?" where Excel destroyed a digit. Placeholders (系统生成号码, 暂无) are blank. */
  readonly id18: string;
  /** Check digit, length, date all right. */
  readonly valid: boolean;
  readonly damaged: boolean;
  /** "YYYY-MM-DD" inside the number, or "". */
  readonly birth: string;
  readonly sex: "male" | "female" | null;
}
export interface NormalCode extends NormalBase {
  readonly type: "code";
  /** Canonical code of the profile's list; "" if blank; "?" + text if the word is not in the list. */
  readonly code: string;
}
export interface NormalNumber extends NormalBase {
  readonly type: "number";
  readonly value: number; // NaN if blank or invalid
  /** Unit inside the cell ("3盒"), else "". */
  readonly unit: string;
}
export interface NormalCount extends NormalBase {
  readonly type: "count";
  readonly total: number; // NaN if blank or invalid
  readonly boys: number; // NaN if not said
  readonly girls: number;
}
export type Normal = NormalName | NormalDate | NormalId | NormalCode | NormalNumber | NormalCount;

/** How two normal values of one field stand to each other. */
export type Comparison =
  | "same" // equal, and written alike
  | "writtenDifferently" // equal, written differently
  | "coarser" // compatible, one is less precise (year-month, 药具 ⊇ 避孕套)
  | "different"
  | "incomparable"; // blank, invalid or unknown on a side

/** One field's values over the rows of a block. Equal raw values share one Normal object. */
export interface NormalColumn {
  readonly field: FieldId;
  /** Sheet column of the cells; for a constant the cell's own row and column are in `at`. */
  readonly column: number;
  readonly values: readonly Normal[];
  readonly at?: { readonly row: number; readonly column: number };
  /** True if every value in the column is coarse (only 药具, only year-month): one warning, no finding. */
  readonly coarse?: boolean;
}

/** A block with normal values. */
export interface RecordRows {
  readonly record: RecordId;
  readonly block: TableBlock;
  readonly count: number;
  readonly columns: ReadonlyMap<FieldId, NormalColumn>;
  /** Index into `Books.villages` per row; -1 unknown. */
  readonly village: Int32Array;
  /** Report month per row (cell, else the part's); -1 unknown. */
  readonly month: Int32Array;
}

/** A part: what one village (and month) handed in for a record. */
export interface Part {
  readonly record: RecordId;
  /** Index into Books.villages, -1: not divided by village. */
  readonly village: number;
  readonly asOf: string; // "YYYY-MM-DD" or "" if nothing says it
  readonly asOfFrom: "title" | "latestEntry" | "user" | "none";
  readonly rows: number;
}

/** All rows of all blocks. A row has one global number: `offsets[block] + row in block`. */
export interface Books {
  readonly blocks: readonly RecordRows[];
  readonly offsets: readonly number[];
  readonly total: number;
  readonly blockOf: Int32Array; // block index per global row
  readonly villages: readonly string[]; // display names
  /** By the same index what distinguishes the village, however it is written (新塘 of 新塘村 and 新塘社区). */
  readonly villageKeys: readonly string[];
  readonly parts: readonly Part[];
  /** First and last report month, inclusive; null if no record tells. */
  readonly period: { readonly from: MonthNumber; readonly to: MonthNumber } | null;
}

// ---------------------------------------------------------------- links and entities

/** Why a row belongs to its entity. */
export interface RowLink {
  readonly certainty: number; // 0–1
  readonly because: readonly string[]; // phrases in the run's language
  readonly pass: string; // name of the linkage pass
  /** What each column adds or takes (bits, base-2 logarithm of the odds), the heaviest first. */
  readonly evidence?: readonly EvidenceStep[];
}

export interface EvidenceStep {
  readonly label: string;
  readonly bits: number;
}

/** A row that could belong to several entities (or several rows that could be one): decided by no one but a person. */
export interface Tie {
  readonly row: number;
  readonly candidates: readonly number[]; // entity numbers
  readonly because: readonly string[];
}

/** What a person answered to the question whether two rows are one person. */
export type PairAnswer = "same" | "different";

/** Two rows of different ledgers that may be one person: too much is damaged to link them, or to be sure of the link. */
export interface Doubt {
  readonly rows: readonly [number, number];
  readonly linked: boolean;
  /** Answered already: asked again only to be seen, and taken back. */
  readonly answer?: PairAnswer;
  /** Who the rows name, in one text, whatever their order, file, sheet or place. */
  readonly pair: string;
  readonly certainty: number; // 0–1
  readonly because: readonly string[];
  readonly evidence: readonly EvidenceStep[];
}

/**
 * Persons over all records. Every row of a person-bearing record has exactly one entity; a row nobody else has is an entity
 * alone. Stock rows (suppliesReport) have entity -1.
 */
export interface Entities {
  readonly count: number;
  readonly of: Int32Array; // entity per global row, -1 none
  /** Rows of entity e: rows[start[e]] … rows[start[e + 1] - 1], in record order. */
  readonly start: Int32Array;
  readonly rows: Int32Array;
  link(row: number): RowLink;
  readonly ties: readonly Tie[];
  readonly doubts: readonly Doubt[];
}

/** What one column's comparison weighs, as plain data. */
export interface FrozenColumn {
  readonly name: string;
  /** Type of column as in the settings of `npm run link`. */
  readonly type: string;
  /** log2(m/u) by level; of the level "same" the m part only. */
  readonly weight: readonly number[];
  readonly m: readonly number[];
  readonly u: readonly number[];
  readonly typical: number;
  /** Bits of agreement on a value that is not listed. */
  readonly rarest: number;
  /** Bits of agreement on common values. */
  readonly common: Readonly<Record<string, number>>;
  /** Pairs of values that stand for each other. */
  readonly alike: readonly (readonly [string, string])[];
  /** Weights of the common words of a text; the others weigh `rareWord`. */
  readonly words: Readonly<Record<string, number>>;
  readonly rareWord: number;
}

/** Weights of a linkage, as `--weights` writes them: taken up again, nothing is estimated. */
export interface FrozenWeights {
  readonly version: 1;
  /** log2 of the odds of a pair before anything is compared. */
  readonly prior: number;
  readonly columns: readonly FrozenColumn[];
  /** Bits taken off where two columns agree: [column, column, bits]. */
  readonly overlap: readonly (readonly [string, string, number])[];
}

// ---------------------------------------------------------------- findings (contract: Findings file)

export type FindingKind = "missing" | "ended" | "duplicate" | "mismatch" | "total" | "invalid" | "blank" | "review";
export type Owner = "village" | "township" | "source";

export interface FindingCell {
  readonly record: RecordId;
  readonly file: string | null;
  readonly sheet: string;
  readonly address: string;
  readonly value: string;
  readonly normal: string;
}

export interface Finding {
  readonly id: string;
  readonly case: string;
  readonly kind: FindingKind;
  readonly check: CheckId;
  readonly field: FieldId | null;
  readonly village: string | null;
  readonly number: string;
  readonly entity: string | null;
  readonly owner: Owner;
  readonly rank: number;
  readonly cells: readonly FindingCell[];
  readonly absentFrom?: RecordId;
  readonly suspect: RecordId | null;
  readonly why: string;
  readonly link: { readonly certainty: number; readonly because: readonly string[] };
}

export interface RecordInfo {
  readonly record: RecordId;
  readonly file: string | null;
  readonly sheet: string;
  readonly village: string | null;
  readonly asOf: string | null;
  readonly headerRows: readonly number[]; // 1-based
  readonly firstRow: number; // 1-based
  readonly rows: number;
  readonly columns: readonly { readonly column: string; readonly header: string; readonly field: FieldId | null; readonly why: string }[];
}

export interface Pattern {
  readonly village: string;
  readonly check: CheckId;
  readonly field: FieldId | null;
  readonly findings: number;
  readonly of: number;
  readonly why: string;
}

export interface Arrival {
  readonly record: RecordId;
  readonly villages: number;
  readonly expected: number;
  readonly missing: readonly string[];
  readonly rows: number;
  readonly asOf: string | null;
  /** The line a person reads: 手工台帐: 12 村到 11 村, 缺横岭村; 截止 2004-07-05. */
  readonly line: string;
}

export interface Rate {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly value: number;
}

export interface Summary {
  readonly people: { readonly comparable: number; readonly agree: number; readonly toCorrect: number; readonly toReview: number };
  readonly kinds: Readonly<Partial<Record<FindingKind, number>>>;
  readonly writtenDifferently: Readonly<Record<FieldId, number>>;
  readonly villages: readonly { readonly village: string; readonly comparable: number; readonly findings: number; readonly review: number }[];
  readonly rates: readonly Rate[];
}

/** What `--json` writes, key by key (contract: Findings file). */
export interface FindingsFile {
  readonly version: 1;
  readonly profile: string;
  readonly records: readonly RecordInfo[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
  readonly notRun: readonly { readonly check: CheckId; readonly why: string }[];
  readonly patterns: readonly Pattern[];
  readonly summary: Summary;
}

/** Everything one run knows: the findings file and what the printed summary and the lists need beside it. */
export interface Reconciliation {
  readonly file: FindingsFile;
  readonly language: Language;
  /** First and last report month, "YYYY-MM"; null if no record tells. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly arrivals: readonly Arrival[];
  /** Record × village: findings that need correcting, -1 where the part has not arrived. Rows as `records`, columns as `villages`. */
  readonly matrix: { readonly records: readonly RecordId[]; readonly villages: readonly string[]; readonly counts: readonly (readonly number[])[] };
  /** Blocks as read, for the annotated copies. */
  readonly blocks: readonly TableBlock[];
  /** Village of each data row, by block: index into `matrix.villages`, -1 unknown. */
  readonly rowVillages: readonly Int32Array[];
  /** Key of the hashes in id and case (hex). */
  readonly key: string;
  /** Findings that the named finding's correction clears, by finding id; only those that clear more than themselves. */
  readonly clears: ReadonlyMap<string, number>;
  /** Why the rows of a finding are one person, column by column (bits, heaviest first), by finding id; those of linked people only. */
  readonly evidence?: ReadonlyMap<string, readonly EvidenceStep[]>;
  /** Findings that ask whether two rows are one person, by id, with the answer that this run went by; null: none yet. */
  readonly questions?: ReadonlyMap<string, PairAnswer | null>;
}

// ---------------------------------------------------------------- marks in the record sheets

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

// ---------------------------------------------------------------- reports, host-neutral

/** Named looks; a host translates each into fonts, fills and borders. */
export type Look =
  | "title" | "subtitle" | "section" | "head" | "body" | "bodyWrap" | "number" | "percent" | "link" | "muted" | "blankLine" | "sign"
  | "markHigh" | "markMiddle" | "markLow" | "badgeHigh" | "badgeMiddle" | "badgeLow"
  | "cell" // a copy's plain cell, without border
  | "markRef" // a copy's cell that a finding compares with, itself not in doubt
  | "bodyCentre" | "text" | "textRight" | "cut" | "tile" | "input";

export interface ReportCell {
  /** Text is always written as text, whatever it begins with. */
  readonly value: string | number | null;
  readonly look?: Look;
  /**
   * Jump inside the workbook. With `find`, the row is looked up in that column when the link is followed (the target is a table
   * that people sort); `address` is where it stands now.
   */
  readonly link?: { readonly sheet: string; readonly address: string; readonly find?: { readonly column: string; readonly text: string } };
  /** Shown when the pointer rests on a marked cell. */
  readonly note?: string;
  /** Number format of an annotated copy's cell ("yyyy/m/d"); text cells need none. */
  readonly format?: string;
}

export interface ReportSheet {
  readonly name: string;
  /** Sparse: null rows and cells are empty. A bare text or number is a cell in the sheet's `plain` look (long copies stay small). */
  readonly rows: readonly (readonly (ReportCell | string | number | null)[] | null)[];
  /** Look of bare values; "cell" if absent. */
  readonly plain?: Look;
  readonly widths: readonly number[]; // characters (a Chinese character counts 2)
  readonly heights?: ReadonlyMap<number, number>; // points by 0-based row
  readonly merges?: readonly Area[];
  readonly freezeRows?: number;
  readonly freezeColumns?: number;
  /** A real Excel table over `area`, its first row the headers. */
  readonly table?: { readonly name: string; readonly area: Area };
  readonly print?: {
    readonly orientation: "portrait" | "landscape";
    readonly repeatRows?: readonly [number, number];
    readonly fitToWidth: boolean;
    readonly breaks?: readonly number[]; // page break before these 0-based rows
    /** Excel's header and footer codes (&P page, &N pages, && ampersand). */
    readonly footer?: string;
    readonly header?: string;
    /** Only this part is printed. */
    readonly area?: Area;
    /** Inches: left and right, top, bottom. */
    readonly margins?: { readonly side: number; readonly top: number; readonly bottom: number };
  };
  readonly hidden?: "hidden" | "veryHidden";
  /** 0-based columns that are hidden. */
  readonly hiddenColumns?: readonly number[];
  readonly gridLines?: boolean; // true if absent
  /** Cells that offer a list to choose from; any other text may be typed too. */
  readonly choices?: readonly { readonly area: Area; readonly values: readonly string[] }[];
}

export interface ReportWorkbook {
  readonly sheets: readonly ReportSheet[];
  /** File properties; `keywords` is how a result is recognised, so that it is never read as input. */
  readonly title?: string;
  readonly keywords?: string;
}

/** Progress of a run; `done` and `total` count rows. */
export interface Progress {
  readonly stage: "read" | "table" | "normalise" | "link" | "check" | "report" | "write";
  readonly done: number;
  readonly total: number;
  readonly detail: string;
}
