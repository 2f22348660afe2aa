/** Which records of a profile have rows of a kind: checks of one record's own rows apply to any profile with such records. */
import type { RecordId } from "../model.js";
import type { Profile, RowKind } from "../profile/profile.js";

/** The records whose rows are of this kind. */
export function recordsOfKind(profile: Profile, kind: RowKind): ReadonlySet<RecordId> {
  return new Set(profile.records.filter((record) => record.rowKind === kind).map((record) => record.id));
}
