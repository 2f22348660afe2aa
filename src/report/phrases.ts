/** What a finding is called, where it stands and how grave it is: the words the list, the notices and the summary share. */
import type { FieldId, Finding, Look, RecordId } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { baseField } from "./mask.js";
import { reportWords, type ReportWords } from "./words.js";
import type { Language } from "../model.js";

/** Cells of one record that are spelled out; the rest are counted. */
const SPELLED_OUT = 4;

export type Severity = "high" | "middle" | "low";

/** Fields that say who somebody is: an error in them breaks every later comparison. */
const IDENTITY: ReadonlySet<string> = new Set(["name", "idNumber", "birthDate", "sex", "village"]);

export interface Phrases {
  readonly words: ReportWords;
  recordName(record: RecordId): string;
  fieldName(field: FieldId | null): string;
  checkName(check: string): string;
  kindName(finding: Finding): string;
  /** 核对项目: the field, or "whole entry". */
  itemName(finding: Finding): string;
  severity(finding: Finding): Severity;
  /** Values of one record in the finding, joined; "" if it has none there. */
  recorded(finding: Finding, record: RecordId): string;
  /** 整改要求. */
  action(finding: Finding): string;
}

export function phrases(profile: Profile, language: Language): Phrases {
  const words = reportWords(language);
  const records = new Map(profile.records.map((record) => [record.id, record]));
  const fields = new Map(profile.fields.map((field) => [field.id, field.name[language]]));
  const checks = new Map(profile.checks.map((check) => [check.id, check.name[language]]));

  const recordName = (record: RecordId): string => records.get(record)?.name[language] ?? record;
  const fieldName = (field: FieldId | null): string => {
    if (field === null) return words.wholeRow;
    const base = baseField(field);
    const name = fields.get(base) ?? base;
    return base === field ? name : words.child(name, field.slice(base.length + 1));
  };
  const shownValue = (value: string): string => (value.trim() === "" ? words.empty : value);

  const kindName = (finding: Finding): string => {
    if (finding.kind === "missing" && finding.absentFrom !== undefined) {
      const absent = records.get(finding.absentFrom);
      if (absent?.rowKind === "event") return words.notReported;
      if (absent?.owner === "township") return words.notEntered;
    }
    if (finding.kind === "total" && finding.check === "supplyBalance") return words.unbalanced;
    return words.kinds[finding.kind];
  };

  const recorded = (finding: Finding, record: RecordId): string => {
    if (finding.absentFrom === record) return words.absent;
    const cells = finding.cells.filter((cell) => cell.record === record);
    if (cells.length === 0) return "";
    const values = cells.slice(0, SPELLED_OUT).map((cell) => shownValue(cell.value));
    // Rows behind a sum or twins of one entry often say the same; once is enough.
    const text = [...new Set(values)].join(words.semicolon);
    return cells.length > SPELLED_OUT ? `${text} ${words.moreCells(cells.length)}` : text;
  };

  const action = (finding: Finding): string => {
    const first = finding.cells[0]?.record;
    const wrong = finding.suspect ?? first;
    const name = wrong === undefined ? "" : recordName(wrong);
    switch (finding.kind) {
      case "missing":
        return words.act.missing(finding.absentFrom === undefined ? name : recordName(finding.absentFrom));
      case "ended":
        return words.act.ended(name);
      case "duplicate":
        return words.act.duplicate(name);
      case "total":
        return words.act.totalKnown(name);
      case "invalid":
        return words.act.invalid(name);
      case "blank":
        return words.act.blank(name);
      case "review":
        return words.act.review;
      case "mismatch":
        return finding.suspect !== null && finding.owner !== "source" ? words.act.mismatchKnown(recordName(finding.suspect)) : words.act.mismatchUnknown;
    }
  };

  return {
    words,
    recordName,
    fieldName,
    checkName: (check) => checks.get(check) ?? check,
    kindName,
    itemName: (finding) => fieldName(finding.field),
    severity: (finding) => {
      if (finding.kind === "blank" || finding.kind === "review") return "low";
      if (finding.kind === "mismatch" || finding.kind === "invalid") return finding.field !== null && IDENTITY.has(baseField(finding.field)) ? "high" : "middle";
      return "high";
    },
    recorded,
    action,
  };
}

export const BADGES: Readonly<Record<Severity, Look>> = { high: "badgeHigh", middle: "badgeMiddle", low: "badgeLow" };
export const MARKS: Readonly<Record<Severity, Look>> = { high: "markHigh", middle: "markMiddle", low: "markLow" };
