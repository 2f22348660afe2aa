/**
 * What a profile says: which records there are, which fields they hold, how headers and values are written, what must agree.
 * A profile is plain data (JSON); the code says how, the profile says what. Adding a field, a synonym, a code, a record or a
 * check of a known form needs no code.
 */
import type { CheckId, FieldId, FrozenWeights, RecordId, ValueType } from "../model.js";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Profile {
  /** "nine-records"; letters, digits and hyphens. */
  readonly id: string;
  readonly version: number;
  readonly name: Words;
  readonly records: readonly RecordSpec[];
  readonly fields: readonly FieldSpec[];
  readonly codes: readonly CodeList[];
  /** What happens to people, and what it does to the ledgers. */
  readonly events: readonly EventSpec[];
  /** Headers recognised and skipped on purpose: their values are dropped while the table is read. */
  readonly skip: readonly string[];
  /** Headers recognised but of no use for comparing (序号, 民族 …): "not compared", without a warning. */
  readonly ignore: readonly string[];
  /** Leaf headers skipped, or ignored, only under a group header holding one of the words (a child's ID number, the husband's birth date). */
  readonly skipUnder?: readonly UnderRule[];
  readonly ignoreUnder?: readonly UnderRule[];
  /** Headers that two fields of a record claim on purpose: the values in the column decide (户口类别). */
  readonly ambiguous?: readonly string[];
  /** Cell texts that mean "nothing here" (无, —, /), and those that mean "as above" (同上, 〃). */
  readonly blanks: readonly string[];
  readonly dittos: readonly string[];
  /** Labels of totals rows. */
  readonly totals: { readonly total: readonly string[]; readonly subtotal: readonly string[]; readonly cumulative: readonly string[]; readonly ofWhich: readonly string[] };
  /** Footer and note labels (负责人, 填表人, 注, 说明 …) and those that carry the as-of date (填报日期, 截止日期 …). */
  readonly footers: readonly string[];
  readonly asOfLabels: readonly string[];
  /** Suffixes that do not distinguish a village: 村, 村委会, 社区 … */
  readonly villageSuffixes: readonly string[];
  readonly items: readonly ItemSpec[];
  readonly checks: readonly CheckSpec[];
  readonly settings: Settings;
}

/** One row per … (decides which blanks are twins, which repeats are duplicates). */
export type RowKind = "person" | "event" | "matter" | "round" | "issue" | "stock" | "flow";

export interface RecordSpec {
  readonly id: RecordId;
  readonly name: Words;
  /** Words in sheet names, titles and file names that say this record; the longest match wins. */
  readonly names: readonly string[];
  readonly rowKind: RowKind;
  /** Rows are women by definition: a row without a sex column is one. */
  readonly women?: boolean;
  /** Who corrects it. */
  readonly owner: "village" | "township";
  /** A record typed or printed from another is no second vote where both say the same. */
  readonly copyOf?: RecordId;
  /** Parts that must arrive: per village, per village and month, or one for the township. */
  readonly parts: "village" | "villageMonth" | "township";
  readonly fields: readonly FieldUse[];
}

export interface FieldUse {
  readonly field: FieldId;
  readonly required?: boolean;
  /** Headers that mean this field in this record only (单位 = unit in supplies). */
  readonly headers?: readonly string[];
}

/**
 * Leaf headers under group headers. A group header matches if it holds one of the words; a word of one character (夫, 孩) must be
 * the whole group header. The innermost matching group decides.
 */
export interface UnderRule {
  readonly groups: readonly string[];
  readonly headers: readonly string[];
}

/**
 * A column is looked up in this order: `under` rules of the record's fields, `skipUnder`, `ignoreUnder`; headers of the record's own
 * field uses; `skip`; `ignore`; headers and columns of the fields the record uses. Where two columns claim one field, the header
 * listed earlier wins.
 */
export interface FieldSpec {
  readonly id: FieldId;
  readonly name: Words;
  readonly type: ValueType;
  /** Code list of a "code" field. */
  readonly codes?: string;
  /** Header synonyms, as written; compared after folding width, blanks, brackets, marks, 帐/账, 号/号码. */
  readonly headers: readonly string[];
  /** Column names of exports and DBF files (XM, CSRQ). */
  readonly columns?: readonly string[];
  /** Leaf headers that mean this field only under a group header holding one of the words (姓名 under 孩子情况 is childName). */
  readonly under?: readonly UnderRule[];
  /** A child's field: a card repeats it, numbered from the left (childName#1, childName#2 …). */
  readonly repeat?: boolean;
  /** Masked in every output unless asked otherwise. */
  readonly mask?: boolean;
}

export interface CodeList {
  readonly id: string;
  readonly codes: readonly {
    readonly code: string;
    readonly name: Words;
    /** Words and numbers as people and programs write them. */
    readonly words: readonly string[];
    /** A coarse code that holds these finer ones (药具 ⊇ pill, condom, external). */
    readonly holds?: readonly string[];
    /** A class for what the list has no word for (其他): it holds only those codes that the record itself never uses. */
    readonly leftover?: boolean;
  }[];
}

/**
 * An event class and its effect. `effect` says what the ledgers must show afterwards: a field takes a value, the event's date,
 * or grows; `closes` ends the person's row; `opens` begins it.
 */
export interface EventSpec {
  readonly code: string; // a code of the list "event"
  /** Fields of the slip that may hold the event's date, best first (childBirth for a birth). */
  readonly dateFrom: readonly FieldId[];
  /** The ledger field that shows the effect, where an event without effect is reported. */
  readonly stateField: FieldId | null;
  readonly effects: readonly { readonly field: FieldId; readonly set?: readonly string[]; readonly date?: true; readonly add?: number; readonly from?: FieldId }[];
  readonly closes?: boolean;
  readonly opens?: boolean;
  /** Whether the event implies that these fields change without a slip of their own (a birth ends the method). */
  readonly implies?: readonly FieldId[];
}

/** An item of the supplies, the method class its user has, and its units. */
export interface ItemSpec {
  readonly code: string;
  readonly words: readonly string[];
  readonly method: string; // code of the list "method"
  /** Known units; `units[x]` = how many of the first unit one x holds; absent: no conversion, numbers in it are not compared. */
  readonly units: Readonly<Record<string, number>>;
}

export interface CheckSpec {
  readonly id: CheckId;
  readonly name: Words;
  /** Which code runs it; the ids of the contract are their own forms. */
  readonly form: CheckId;
  /** Roles to records, e.g. { left: "handLedger", right: "electronicLedger" }. */
  readonly records: Readonly<Record<string, RecordId>>;
  readonly fields?: readonly FieldId[];
  readonly enabled?: boolean;
}

export interface Settings {
  /** Months after an event's report month within which a ledger may still be without it. */
  readonly entryLagMonths: number;
  /** Two books' dates of one event may lie this many days apart and still be one event (then the date is what differs). */
  readonly eventWindowDays: number;
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly patternMinimum: number; // 10
  readonly patternShare: number; // 0.3
  /** What `--weights` wrote: who is the same person is weighed by these, and nothing is estimated from the books. */
  readonly weights?: FrozenWeights;
}
