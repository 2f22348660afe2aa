/** What the linkage of two lists (or one) is told, as plain data. Types of columns as in the command line's contract. */

export const FIELD_TYPES = ["name", "text", "date", "idNumber", "phone", "postcode", "number", "code"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface LinkColumn {
  readonly name: string;
  /** The column's name in the second list where it differs. */
  readonly other?: string;
  readonly type: FieldType;
}

/** One column of a list: raw text per row. */
export interface RawColumn {
  readonly name: string;
  readonly values: readonly string[];
}

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What the linkage needs to know about a language; each may be left out where a list has no Chinese. */
export interface Tongue {
  /** Traditional and variant characters to simplified ones. */
  simplify(text: string): string;
  /** All readings of a character without tone (重: zhong, chong); empty for what has none. `surname`: as the first of a name. */
  readings(character: string, surname: boolean): readonly string[];
}
