/**
 * What the generator makes: sheets as plain grids, and the truth about them. The shapes agree with the grids that the importer
 * delivers, but nothing here is taken from the engine: the books are written from the domain alone.
 */

export interface ShownCell {
  readonly kind: "date" | "number" | "text" | "error";
  /** Excel serial number of a date, name of an error. */
  readonly value: string | number | boolean;
  readonly shown: string;
}
export type Cell = string | number | boolean | null | ShownCell;

/** 0-based, inclusive. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export type RecordName =
  | "handLedger" | "reportSlips" | "workHandbook" | "electronicLedger" | "feedbackSlips"
  | "checkupRoster" | "suppliesLedger" | "suppliesReport" | "migrantRoster";

export const RECORDS: readonly RecordName[] = [
  "handLedger", "reportSlips", "workHandbook", "electronicLedger", "feedbackSlips", "checkupRoster", "suppliesLedger", "suppliesReport", "migrantRoster",
];

export interface Sheet {
  file: string;
  sheet: string;
  readonly record: RecordName;
  readonly rows: Cell[][];
  readonly columnCount: number;
  readonly merges: Area[];
  /** 0-based. */
  readonly hiddenRows: number[];
  /** Who is on a sheet row (person number, -1 nobody); for measuring linkage. Wide rows hold one person. */
  readonly people: Int32Array;
}

export type Kind = "missing" | "ended" | "duplicate" | "mismatch" | "total" | "invalid" | "blank";

export interface TruthCell {
  readonly record: RecordName;
  file: string;
  sheet: string;
  readonly address: string;
}

export interface TruthError {
  readonly id: string;
  /** Short name of the recipe, for grouping what was missed. */
  readonly recipe: string;
  readonly kind: Kind;
  /** Also right. */
  readonly kinds: readonly Kind[];
  readonly check: string;
  readonly checks: readonly string[];
  readonly field: string | null;
  readonly fields: readonly string[];
  readonly village: string | null;
  /** The record that is wrong, or in which it is absent. */
  readonly record: RecordName;
  /**
   * person: found by its cells. part: a whole part is absent (no cells; found by absentFrom, village and no entity).
   * column: a whole column of a part is empty (found by its field and cells).
   */
  readonly scope: "person" | "item" | "part" | "column";
  readonly absentFrom: RecordName | null;
  /** Report month "YYYY-MM" of an absent part. */
  readonly month: string | null;
  /** The wrong cell first. */
  readonly cells: readonly TruthCell[];
  /** A finding that holds one of these is about this error too. */
  readonly anyOf: readonly TruthCell[];
  /** Allowed answers for the odd one out. */
  readonly suspect: readonly (RecordName | null)[];
  /** Evidence allows no more than a question: `review` is a right answer. */
  readonly ambiguous: boolean;
  /** Part of a village's systematic error (共性问题). */
  readonly pattern: boolean;
  readonly note: string;
}

export interface TruthLawful {
  readonly exception: string;
  /** none: nothing may be said. reviewAllowed: a question is fair. */
  readonly answer: "none" | "reviewAllowed";
  readonly village: string | null;
  readonly cells: readonly TruthCell[];
}

export interface Truth {
  readonly options: Required<TownshipOptions>;
  readonly period: { readonly from: string; readonly to: string };
  readonly villages: readonly string[];
  readonly women: number;
  readonly errors: TruthError[];
  readonly lawful: TruthLawful[];
  readonly patterns: readonly { readonly village: string; readonly check: string; readonly field: string; readonly rows: number }[];
  /** Most `review` findings that lawful exceptions can explain, one each. */
  readonly expectedReviews: number;
  /** Rows in the two ledgers. */
  readonly ledgerRows: number;
  /** Text in every cell of a column that must be skipped. */
  readonly skipMarker: string;
}

export interface TownshipOptions {
  readonly seed: number;
  readonly women: number;
  readonly villages: number;
  readonly noise: "none" | "usual" | "awful";
  readonly errors: boolean;
  readonly layouts: "plain" | "mixed";
  /** Errors per woman; default 0.03. */
  readonly errorRate?: number;
  /** true: the electronic ledger is a bare export with pinyin column names in row 1 (as a DBF holds it). */
  readonly bareExport?: boolean;
}

export interface Township {
  readonly books: readonly Sheet[];
  readonly truth: Truth;
}

export const SKIP_MARKER = "勿读标记";
