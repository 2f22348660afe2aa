/** A mistake of a profile: where it is and what to do about it. */
import type { Words } from "./profile.js";

/** Takes one problem: its place, and the message in both languages. */
export type Tell = (path: string, zh: string, en: string) => void;

export interface ProfileProblem {
  /** Place inside the profile, from 0: records[2].fields[0].field; "" is the profile as a whole. */
  readonly path: string;
  readonly message: Words;
}

