/**
 * Which fields of a record claim a header. Two claims of one header are a mistake of the profile, unless the record's own words, a
 * group header or the list `ambiguous` tells them apart.
 */
import type { FieldId } from "../model.js";
import type { FieldSpec, Profile, RecordSpec } from "./profile.js";

/** A header that several fields of one record claim on the same footing. */
export interface DoubleClaim {
  readonly header: string;
  /** Group word, where the claims are `under` rules. */
  readonly group: string | null;
  readonly fields: readonly FieldId[];
}

/** Headers are compared without width, blanks, bracket contents and marks; 帐/账, 号/号码, 登记/采集 are one (nine-records.md §2). */
export function foldForClaims(header: string): string {
  const folded = header.normalize("NFKC").toLowerCase().replace(/[\s*※、:;,.。/]/g, "").replaceAll("账", "帐").replaceAll("号码", "号").replaceAll("登记", "采集");
  const bare = folded.replace(/[([【][^)\]】]*[)\]】]/g, "");
  return bare === "" ? folded : bare;
}

/** All double claims of a record, in the profile's order. A record's own header beats a field's general one. */
export function doubleClaims(profile: Profile, record: RecordSpec): DoubleClaim[] {
  const fields = new Map(profile.fields.map((field) => [field.id, field]));
  const ambiguous = new Set((profile.ambiguous ?? []).map(foldForClaims));
  const own = new Map<string, Set<FieldId>>();
  const general = new Map<string, Set<FieldId>>();
  const under = new Map<string, Set<FieldId>>();
  for (const use of record.fields) {
    const field = fields.get(use.field);
    if (field === undefined) continue; // an unknown field is a problem of its own
    for (const header of use.headers ?? []) claim(own, foldForClaims(header), field.id);
    for (const header of headersOf(field)) claim(general, header, field.id);
    for (const rule of field.under ?? []) {
      for (const group of rule.groups) for (const header of rule.headers) claim(under, `${foldForClaims(group)}/${foldForClaims(header)}`, field.id);
    }
  }
  const doubles: DoubleClaim[] = [];
  for (const [header, ids] of own) if (ids.size > 1 && !ambiguous.has(header)) doubles.push({ header, group: null, fields: [...ids] });
  for (const [header, ids] of general) {
    if (ids.size > 1 && !own.has(header) && !ambiguous.has(header)) doubles.push({ header, group: null, fields: [...ids] });
  }
  for (const [path, ids] of under) {
    const [group = "", header = ""] = path.split("/");
    if (ids.size > 1) doubles.push({ header, group, fields: [...ids] });
  }
  return doubles;
}

function headersOf(field: FieldSpec): string[] {
  return [...field.headers, ...(field.columns ?? [])].map(foldForClaims);
}

function claim(claims: Map<string, Set<FieldId>>, header: string, field: FieldId): void {
  const ids = claims.get(header);
  if (ids === undefined) claims.set(header, new Set([field]));
  else ids.add(field);
}
