/** The public sets with known truth, and how to read them. Columns by their meaning; nothing is set by looking at the labels. */
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import type { FieldType } from "../src/linkage/model/settings.js";

export interface Set_ {
  readonly files: readonly string[];
  readonly truth: string;
  readonly oneToOne: boolean;
  readonly columns: Readonly<Record<string, FieldType>>;
}

const FEBRL: Readonly<Record<string, FieldType>> = {
  given_name: "name", surname: "name", street_number: "number", address_1: "text", address_2: "text", suburb: "text", postcode: "postcode",
  state: "code", date_of_birth: "date", soc_sec_id: "code",
};
export const SETS: Readonly<Record<string, Set_>> = {
  febrl3: { files: ["all.csv"], truth: "truth_dedup.csv", oneToOne: false, columns: FEBRL },
  febrl4: { files: ["a.csv", "b.csv"], truth: "truth.csv", oneToOne: true, columns: FEBRL },
  fake_1000: { files: ["all.csv"], truth: "truth_dedup.csv", oneToOne: false, columns: { first_name: "name", surname: "name", dob: "date", city: "text", email: "code" } },
  dblp_acm: { files: ["a.csv", "b.csv"], truth: "truth.csv", oneToOne: true, columns: { title: "text", authors: "text", venue: "text", year: "number" } },
  historical_50k: {
    files: ["all.csv"], truth: "clusters.csv", oneToOne: false,
    columns: { full_name: "name", first_name: "name", surname: "name", dob: "date", birth_place: "text", postcode_fake: "postcode", gender: "code", occupation: "text" },
  },
};

export type Row = Record<string, string>;
export const read = (file: string): Row[] => Papa.parse<Row>(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true }).data;

export function truthOf(file: string): Set<string> {
  const rows = read(file);
  const keys = Object.keys(rows[0] ?? {});
  const pairs = new Set<string>();
  if (keys.includes("cluster")) {
    const groups = new Map<string, string[]>();
    for (const row of rows) {
      const group = groups.get(row["cluster"]!);
      if (group === undefined) groups.set(row["cluster"]!, [row["id"]!]);
      else group.push(row["id"]!);
    }
    for (const group of groups.values()) for (let i = 0; i < group.length; i++) for (let j = 0; j < i; j++) pairs.add(name(group[i]!, group[j]!, true));
    return pairs;
  }
  for (const row of rows) pairs.add(name(row[keys[0]!]!, row[keys[1]!]!, keys[0] === "id1"));
  return pairs;
}

/** A pair by its ids; of one list whichever comes first. */
export const name = (a: string, b: string, sorted: boolean): string => (sorted && a > b ? `${b}|${a}` : `${a}|${b}`);

export function score(found: ReadonlySet<string>, truth: ReadonlySet<string>): { f1: number; precision: number; recall: number } {
  let right = 0;
  for (const pair of found) if (truth.has(pair)) right++;
  const precision = right / Math.max(1, found.size);
  const recall = right / Math.max(1, truth.size);
  return { f1: (2 * right) / Math.max(1, found.size + truth.size), precision, recall };
}
