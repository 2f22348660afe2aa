/** How two normal values of a field stand to each other. Written differently is not different. */
import type { Comparison, FieldId, Normal, NormalCode, NormalCount, NormalDate, NormalId, NormalNumber } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { makeCodeIndex } from "./code.js";

export type Compare = (field: FieldId, a: Normal, b: Normal) => Comparison;

type Holds = ReadonlyMap<string, ReadonlySet<string>>;

export function makeCompare(profile: Profile): Compare {
  const holdsOfList = new Map<string, Holds>(profile.codes.map((list) => [list.id, makeCodeIndex(list).holds]));
  const holdsOf = new Map<FieldId, Holds>();
  for (const field of profile.fields) {
    const holds = field.codes === undefined ? undefined : holdsOfList.get(field.codes);
    if (holds !== undefined) holdsOf.set(field.id, holds);
  }
  const none: Holds = new Map();
  return (field, a, b) => {
    if (a === b) return sameItself(a);
    if (a.type === "idNumber" && b.type === "idNumber") return compareIds(a, b);
    if (a.state !== "value" || b.state !== "value") return "incomparable";
    switch (a.type) {
      case "date":
      case "month":
        return b.type === "date" || b.type === "month" ? compareDates(a, b) : "incomparable";
      case "code":
        return b.type === "code" ? compareCodes(a, b, holdsOf.get(field) ?? holdsOf.get(baseField(field)) ?? none) : "incomparable";
      case "number":
        if (b.type === "number") return compareNumbers(a, b);
        return b.type === "count" ? alike(a.value === b.total, a, b) : "incomparable";
      case "count":
        if (b.type === "count") return compareCounts(a, b);
        return b.type === "number" ? alike(a.total === b.value, a, b) : "incomparable";
      case "idNumber":
        return "incomparable"; // beside something that is no ID number
      default:
        return alike(a.text === b.text, a, b);
    }
  };
}

/** childBirth#2 → childBirth */
export function baseField(field: FieldId): FieldId {
  const at = field.indexOf("#");
  return at < 0 ? field : field.slice(0, at);
}

/** One shared value: the rows say the very same. An unreadable one still says nothing, except a number with a wrong check digit. */
function sameItself(a: Normal): Comparison {
  if (a.state === "value") return "same";
  if (a.state === "blank" || a.issue === "error") return "incomparable";
  return a.type === "idNumber" ? "same" : "incomparable";
}

function alike(equal: boolean, a: Normal, b: Normal): Comparison {
  if (!equal) return "different";
  return a.shown === b.shown ? "same" : "writtenDifferently";
}

/** Invalid numbers are legible all the same: a wrong digit differs. Lost digits ("?") neither agree nor differ. */
function compareIds(a: NormalId, b: NormalId): Comparison {
  if (a.state === "blank" || b.state === "blank" || a.issue === "error" || b.issue === "error") return "incomparable";
  if (a.id18 === "" || b.id18 === "") return alike(a.text === b.text, a, b);
  if (!a.damaged && !b.damaged) return alike(a.id18 === b.id18, a, b);
  for (let i = 0; i < 18; i++) {
    const x = a.id18.charCodeAt(i);
    const y = b.id18.charCodeAt(i);
    if (x !== y && x !== 63 && y !== 63) return "different";
  }
  return "writtenDifferently";
}

/** At the coarser precision of the two. "2004.1" may be a cut-off 2004.10, so it agrees with October as well. */
function compareDates(a: NormalDate, b: NormalDate): Comparison {
  if (a.precision === "none" || b.precision === "none") return "incomparable";
  if (a.year !== b.year) return "different";
  if (a.precision !== "year" && b.precision !== "year") {
    const cut = (a.issue === "ambiguousMonth" && b.month === 10) || (b.issue === "ambiguousMonth" && a.month === 10);
    if (a.month !== b.month) return cut ? "coarser" : "different";
    if (a.precision === "day" && b.precision === "day" && a.day !== b.day) return "different";
  }
  if (a.precision !== b.precision) return "coarser";
  return a.shown === b.shown ? "same" : "writtenDifferently";
}

function compareCodes(a: NormalCode, b: NormalCode, holds: Holds): Comparison {
  if (a.code === b.code) return a.shown === b.shown ? "same" : "writtenDifferently";
  return holds.get(a.code)?.has(b.code) === true || holds.get(b.code)?.has(a.code) === true ? "coarser" : "different";
}

function compareNumbers(a: NormalNumber, b: NormalNumber): Comparison {
  if (a.unit !== b.unit && a.unit !== "" && b.unit !== "") return "incomparable";
  return alike(a.value === b.value, a, b);
}

/** Boys and girls where both say them, else the total. */
function compareCounts(a: NormalCount, b: NormalCount): Comparison {
  const split = !Number.isNaN(a.boys) && !Number.isNaN(b.boys);
  return alike(a.total === b.total && (!split || (a.boys === b.boys && a.girls === b.girls)), a, b);
}
