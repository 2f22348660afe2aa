/** The result workbook as data, sheet by sheet; a host writes it to a file or into Excel. */
import type { Finding, ReportSheet, ReportWorkbook } from "../model.js";
import { copySheets } from "./copies.js";
import { isAccepted, NOTHING_FILLED, pairAnswer } from "./filled-in.js";
import type { ReportContext, ReportInput } from "./input.js";
import { listSheet } from "./list.js";
import { maskFindingsFile } from "./mask.js";
import { noticeSheets } from "./notices.js";
import { personLookup, type Person } from "./person.js";
import { phrases } from "./phrases.js";
import { placeCopies } from "./places.js";
import { filledById } from "./previous.js";
import { recheckSheet } from "./recheck.js";
import { RESULT_MARK, STORE_SHEET, storeSheet } from "./store.js";
import { summarySheet } from "./summary.js";

/** Masks the result unless asked otherwise, orders it by rank and resolves names, copies and persons once for all sheets. */
export function reportContext(input: ReportInput): ReportContext {
  const { profile, runDate } = input;
  const fullIds = input.fullIds === true;
  const masked = new Set(profile.fields.filter((field) => field.mask === true).map((field) => field.id));
  const result = fullIds ? input.result : { ...input.result, file: maskFindingsFile(input.result.file, masked) };
  const words = phrases(profile, result.language);
  const reserved = [...Object.values(words.words.sheets), STORE_SHEET];
  const lookup = input.person ?? personLookup(result.blocks, fullIds);
  const persons = new Map<string, Person>();
  // Same id, same evidence: what was said of another value is not true of this one.
  const said = new Map([...(input.previous === undefined ? [] : filledById(input.previous)), ...(input.filled ?? [])]);
  const filled = new Map(result.file.findings.flatMap(({ id }) => (said.has(id) ? [[id, said.get(id) ?? NOTHING_FILLED] as const] : [])));
  const asks = (id: string): boolean => result.questions?.has(id) === true;
  // Whether two rows are one person no 属实 tells.
  const accepted = new Set([...filled].flatMap(([id, one]) => (!asks(id) && isAccepted(one) ? [id] : [])));
  const answered = new Set([...filled].flatMap(([id, one]) => (asks(id) && pairAnswer(one) !== null ? [id] : [])));
  const settled = new Set([...accepted, ...answered]);
  return {
    result,
    profile,
    runDate,
    fullIds,
    previous: input.previous ?? null,
    phrases: {
      ...words,
      severity: (finding) => (settled.has(finding.id) ? "low" : words.severity(finding)),
      itemName: (finding) => (asks(finding.id) ? words.words.samePerson : words.itemName(finding)),
      action: (finding) => (answered.has(finding.id) ? words.words.act.answered : asks(finding.id) ? words.words.act.samePerson : words.action(finding)),
    },
    filled,
    accepted,
    answered,
    settled,
    written: { summary: true, list: true, notices: true, recheck: input.previous !== undefined },
    places: placeCopies(input.grids, result.blocks, profile, result.language, reserved, fullIds),
    findings: [...result.file.findings].sort((a, b) => a.rank - b.rank),
    person: (finding: Finding) => {
      let person = persons.get(finding.number);
      if (!person) {
        person = lookup(finding);
        persons.set(finding.number, person);
      }
      return person;
    },
  };
}

export function buildReport(input: ReportInput): ReportWorkbook {
  const context = reportContext(input);
  const notices = noticeSheets(context);
  const sheets: ReportSheet[] = [summarySheet(context, notices.index), listSheet(context), ...notices.sheets];
  if (context.previous) sheets.push(recheckSheet(context, context.previous));
  sheets.push(...copySheets(context), storeSheet(context));
  return { sheets, title: context.phrases.words.summary.title, keywords: RESULT_MARK };
}
