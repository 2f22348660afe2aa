/** Cell texts that mean "nothing here", as the profile lists them (无, —, /), and rows of mere strokes. */
import { fold, withoutBlanks } from "./fold.js";

export type BlankWords = (folded: string) => boolean;

const STROKES = /^[-_/\\.~*·、,]+$/;

export function blankWords(words: readonly string[]): BlankWords {
  const set = new Set(words.map((word) => withoutBlanks(fold(word).text)));
  return (folded) => {
    if (folded === "") return true;
    const bare = withoutBlanks(folded);
    return set.has(bare) || STROKES.test(bare);
  };
}
