/** The profiles that come with the program, by id. They are plain data; a test holds them valid. */
import type { Profile } from "./profile.js";
import nineRecords from "./nine-records.json";
import residents from "./residents.json";

// JSON modules lose the literal types ("person" becomes string), so the shape is asserted here and proved by the test
export const builtInProfiles: ReadonlyMap<string, Profile> = new Map(
  ([nineRecords, residents] as unknown as readonly Profile[]).map((profile) => [profile.id, profile]),
);

/** The profile used where none is named. */
export const defaultProfileId = "nine-records";
