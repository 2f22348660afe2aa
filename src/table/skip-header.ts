/** Whether a header is one whose column must not be read (profile: skip), wherever it stands. */
import type { Profile } from "../profile/profile.js";
import { foldHeader } from "./fold-header.js";
import { lexiconOf } from "./lexicon.js";
import { sensesOf } from "./read-header.js";

export function isSkipHeader(text: string, profile: Profile): boolean {
  const lexicon = lexiconOf(profile);
  const folded = foldHeader(text);
  if (folded.kept === "") return false;
  return sensesOf(folded, lexicon).some((sense) => sense.kind === "skip" && sense.groups === null);
}
