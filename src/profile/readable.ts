/**
 * What can be read of a profile that may be broken: missing or misshapen parts become empty, places stay the same. So the second
 * half of validation runs beside the first, and all problems are told at once.
 */
import type { Profile } from "./profile.js";

type Loose = Readonly<Record<string, unknown>>;

const object = (value: unknown): Loose => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => list(value).map(text);
const number = (value: unknown): number => (typeof value === "number" ? value : NaN);

/** An empty text stands for an id that is missing or no text: the cross checks pass over it. */
export function readable(data: unknown): Profile {
  const profile = object(data);
  const settings = object(profile["settings"]);
  const shaped = {
    records: list(profile["records"]).map(object).map((record) => ({
      id: text(record["id"]),
      rowKind: text(record["rowKind"]),
      copyOf: text(record["copyOf"]),
      fields: list(record["fields"]).map(object).map((use) => ({ field: text(use["field"]), headers: texts(use["headers"]) })),
    })),
    fields: list(profile["fields"]).map(object).map((field) => ({
      id: text(field["id"]),
      type: text(field["type"]),
      ...(field["codes"] === undefined ? {} : { codes: text(field["codes"]) }),
      headers: texts(field["headers"]),
      columns: texts(field["columns"]),
      under: list(field["under"]).map(object).map((rule) => ({ groups: texts(rule["groups"]), headers: texts(rule["headers"]) })),
    })),
    codes: list(profile["codes"]).map(object).map((codes) => ({
      id: text(codes["id"]),
      codes: list(codes["codes"]).map(object).map((code) => ({ code: text(code["code"]), words: texts(code["words"]), holds: texts(code["holds"]) })),
    })),
    events: list(profile["events"]).map(object).map((event) => ({
      code: text(event["code"]),
      dateFrom: texts(event["dateFrom"]),
      stateField: text(event["stateField"]),
      effects: list(event["effects"]).map(object).map((effect) => ({ field: text(effect["field"]), set: texts(effect["set"]), from: text(effect["from"]) })),
      implies: texts(event["implies"]),
    })),
    skip: texts(profile["skip"]),
    ignore: texts(profile["ignore"]),
    ambiguous: texts(profile["ambiguous"]),
    blanks: texts(profile["blanks"]),
    dittos: texts(profile["dittos"]),
    items: list(profile["items"]).map(object).map((item) => ({ code: text(item["code"]), words: texts(item["words"]), method: text(item["method"]) })),
    checks: list(profile["checks"]).map(object).map((check) => ({
      id: text(check["id"]),
      form: text(check["form"]),
      records: Object.fromEntries(Object.entries(object(check["records"])).map(([role, record]) => [role, text(record)])),
      fields: texts(check["fields"]),
    })),
    settings: { ageFrom: number(settings["ageFrom"]), ageTo: number(settings["ageTo"]), ...(settings["weights"] === undefined ? {} : { weights: weightsOf(object(settings["weights"])) }) },
  };
  return shaped as unknown as Profile; // only what `referenceProblems` reads is there
}

function weightsOf(weights: Loose): unknown {
  return {
    columns: list(weights["columns"]).map(object).map((column) => ({ name: text(column["name"]), type: text(column["type"]), weight: list(column["weight"]), m: list(column["m"]), u: list(column["u"]) })),
    overlap: list(weights["overlap"]).map(list).map(([one, two]) => [text(one), text(two)]),
  };
}
