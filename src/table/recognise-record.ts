/**
 * Which record a table is: by the words in its title, sheet name, file name and folder, and by its columns. A name decides between
 * records whose columns fit; without a name the columns must decide clearly.
 */
import type { FieldId, RecordId } from "../model.js";
import { recordsNamed, type Lexicon } from "./lexicon.js";
import type { Mapped } from "./map-columns.js";

/** Texts that may name the record. */
export interface RecordTexts {
  /** Group header or title lines directly above the table. */
  readonly title: string;
  readonly sheet: string;
  /** File name without folder and extension; "" inside Excel. */
  readonly file: string;
  readonly folder: string;
}

export interface RecordScore {
  readonly record: RecordId;
  readonly score: number;
  /** Where its name was found. */
  readonly namedIn: readonly ("title" | "sheet" | "file" | "folder")[];
  readonly fits: boolean;
}

export type Recognition =
  | { readonly record: RecordId; readonly why: RecordScore; readonly scores: readonly RecordScore[] }
  | { readonly record: null; readonly reason: "noFit" | "unclear"; readonly scores: readonly RecordScore[] };

const WEIGHT = { title: 40, sheet: 40, file: 14, folder: 8 } as const;

/** Records named by the texts, with the weight of each naming. */
export function namings(texts: RecordTexts, lexicon: Lexicon): Map<RecordId, { weight: number; in: RecordScore["namedIn"][number][] }> {
  const named = new Map<RecordId, { weight: number; in: RecordScore["namedIn"][number][] }>();
  for (const place of ["title", "sheet", "file", "folder"] as const) {
    for (const record of recordsNamed(lexicon, texts[place])) {
      const entry = named.get(record) ?? { weight: 0, in: [] };
      entry.weight += WEIGHT[place];
      entry.in.push(place);
      named.set(record, entry);
    }
  }
  return named;
}

/** `mappedAs` maps the table's columns as one record's; `constants` are fields the table holds without a column (a wide item). */
export function recogniseRecord(
  texts: RecordTexts, lexicon: Lexicon, mappedAs: (record: RecordId) => { readonly mapped: Mapped; readonly constants: ReadonlySet<FieldId> },
): Recognition {
  const named = namings(texts, lexicon);
  const usedIn = new Map<FieldId, number>();
  for (const { fields } of lexicon.records.values()) for (const field of fields) usedIn.set(field, (usedIn.get(field) ?? 0) + 1);
  const scores: RecordScore[] = [];
  for (const [record, entry] of lexicon.records) {
    const { mapped, constants } = mappedAs(record);
    const has = (field: FieldId): boolean => mapped.byField.has(field) || mapped.byField.has(`${field}#1`) || constants.has(field);
    const fits = canBe(entry.spec.rowKind, has);
    let score = -1.5 * mapped.foreign;
    const counted = new Set<FieldId>();
    for (const field of mapped.byField.keys()) counted.add(field.split("#")[0] ?? field);
    for (const field of counted) score += 1 + 2 * (1 - (usedIn.get(field) ?? 1) / lexicon.records.size);
    for (const field of entry.required) if (!has(field)) score -= dated(field, mapped, lexicon) ? 0 : 3;
    const naming = named.get(record);
    scores.push({ record, score: score + (naming?.weight ?? 0), namedIn: naming?.in ?? [], fits });
  }
  scores.sort((a, b) => Number(b.fits) - Number(a.fits) || b.score - a.score);
  const [first, second] = scores;
  if (first === undefined || !first.fits) return { record: null, reason: "noFit", scores };
  if (first.namedIn.length > 0) return { record: first.record, why: first, scores };
  const { mapped, constants } = mappedAs(first.record);
  const required = lexicon.records.get(first.record)?.required ?? [];
  const missing = required.filter((field) => !mapped.byField.has(field) && !constants.has(field) && !dated(field, mapped, lexicon)).length;
  if (mapped.byField.size < 3 || (required.length > 0 && missing > required.length / 2) || first.score <= 0) return { record: null, reason: "noFit", scores };
  if (second?.fits === true && first.score - second.score < 1) return { record: null, reason: "unclear", scores };
  return { record: first.record, why: first, scores };
}

/** The fields without which a table cannot be the record: a person; or an item with a number. */
function canBe(rowKind: string, has: (field: FieldId) => boolean): boolean {
  const person = has("name") || has("idNumber") || has("personCode");
  const amount = ["quantity", "opening", "received", "issued", "lost", "closing", "users"].some(has);
  switch (rowKind) {
    case "stock": return amount && has("item");
    case "issue": return amount && (has("item") || person);
    default: return person;
  }
}

/** An event's date may stand in a column of its kind (死亡日期, 措施日期, 流出日期). */
function dated(field: FieldId, mapped: Mapped, lexicon: Lexicon): boolean {
  if (lexicon.fields.get(field)?.type !== "date") return false;
  return [...mapped.byField.keys()].some((other) => {
    const id = other.split("#")[0] ?? other;
    return id !== "birthDate" && lexicon.fields.get(id)?.type === "date";
  });
}
