/** What a Chinese header means, by the built-in profiles' words for their fields: 妇女姓名 and 育妇姓名 are one column. */
import { builtInProfiles } from "../profile/built-in.js";
import { foldForClaims } from "../profile/header-claims.js";

let meanings: Map<string, string> | null = null;

/** Id of the field that a header names; null if none does. Where two fields claim it, the first profile's first. */
export function headerMeaning(header: string): string | null {
  if (meanings === null) {
    meanings = new Map<string, string>();
    for (const { fields } of builtInProfiles.values()) {
      for (const { id, headers, columns = [] } of fields) {
        for (const word of [...headers, ...columns].map(foldForClaims)) if (!meanings.has(word)) meanings.set(word, id);
      }
    }
  }
  return meanings.get(foldForClaims(header)) ?? null;
}
