/** Words of the printed summary that are not in the profile. */
import type { FindingKind, Owner } from "../model.js";
import type { Sentence } from "./trouble.js";

export const kindWords: Readonly<Record<FindingKind, Sentence>> = {
  missing: { zh: "漏登", en: "missing" },
  ended: { zh: "应销未销", en: "ended elsewhere" },
  duplicate: { zh: "重登", en: "twice" },
  mismatch: { zh: "不符", en: "mismatch" },
  total: { zh: "数量不符", en: "total" },
  invalid: { zh: "逻辑错误", en: "contradiction" },
  blank: { zh: "缺项", en: "blank" },
  review: { zh: "需人工确认", en: "to review" },
};

export const ownerWords: Readonly<Record<Owner, Sentence>> = {
  village: { zh: "村里改", en: "village corrects" },
  township: { zh: "镇里改", en: "township corrects" },
  source: { zh: "先查原始记录", en: "see the source first" },
};

/** Kinds that ask for a correction; `review` only asks a question. */
export function needsCorrection(kind: FindingKind): boolean {
  return kind !== "review";
}
