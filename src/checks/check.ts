/** What a check is given and what it answers. One check, one file; `assemble.ts` turns drafts into findings. */
import type {
  Books, CheckId, Comparison, Entities, EvidenceStep, FieldId, FindingKind, Language, Normal, Owner, PairAnswer, RecordId,
} from "../model.js";
import type { CheckSpec, Profile } from "../profile/profile.js";

/** A cell of a source sheet, before it is printed. */
export interface CellAt {
  readonly block: number; // index into books.blocks
  readonly sheetRow: number;
  readonly column: number;
  readonly field: FieldId | null;
  readonly shown: string;
  readonly normal: string;
}

/** A finding before it has id, number and rank. */
export interface Draft {
  readonly kind: FindingKind;
  readonly check: CheckId;
  readonly field: FieldId | null;
  /** Index into books.villages, -1 unknown. */
  readonly village: number;
  /** Entity number, -1 if the thing is no person (an item, a part). */
  readonly entity: number;
  /**
   * The thing within the entity (an event: "iud|2004-05"), or the thing itself where there is no entity
   * ("suppliesReport|新塘|condom|2004-05"). Built of normal values only: it goes into `case`.
   */
  readonly thing: string;
  /** Who the two rows of a question name (`Doubt.pair`): the case then, so that the answer is found again before anybody is linked. */
  readonly pair?: string;
  /** What it was answered, where it was. */
  readonly answer?: PairAnswer;
  /** First the one to correct, if known, else the village's. */
  readonly cells: readonly CellAt[];
  /** Record to which each cell belongs is its block's; `suspect` is the odd one out, null if undecided. */
  readonly suspect: RecordId | null;
  readonly absentFrom?: RecordId;
  readonly owner: Owner;
  /** The check itself knows who is wrong (or that nobody can tell): no vote is taken over it. */
  readonly decided?: boolean;
  /** One plain sentence. */
  readonly why: string;
  /** 0–1: how sure it is that the rows belong together. */
  readonly certainty: number;
  readonly because: readonly string[];
  /** What links the rows, column by column, where they are not one person's. */
  readonly steps?: readonly EvidenceStep[];
  /** Comparable rows behind it that agree would be `of`; used for patterns. Absent: not counted. */
  readonly weight?: number;
}

export interface CheckContext {
  readonly profile: Profile;
  readonly spec: CheckSpec;
  readonly books: Books;
  readonly entities: Entities;
  readonly language: Language;
  /** How two values of a field compare, with the profile's code lists. */
  compare(field: FieldId, a: Normal, b: Normal): Comparison;
  /** A sentence in the run's language. */
  say(words: { readonly zh: string; readonly en: string }): string;
  /** Display names in the run's language. */
  recordName(record: RecordId): string;
  fieldName(field: FieldId): string;
  codeName(list: string, code: string): string;
}

export interface CheckResult {
  readonly drafts: readonly Draft[];
  /** Set if the check could not run: why, in words (没有报告单). */
  readonly notRun?: string;
  readonly warnings?: readonly { readonly code: string; readonly block: number; readonly message: string }[];
}

export type Check = (context: CheckContext) => CheckResult;
