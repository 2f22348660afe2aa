/**
 * What one village is sent: its 整改通知单 and the list of the same findings, in a workbook of their own that holds nothing of another
 * village. Cells of other villages' rows are taken out; a sentence that speaks of them gives way to one that does not.
 */
import type { Finding, FindingCell, Pattern, ReportWorkbook } from "../model.js";
import { FILLED_COLUMNS, type Filled, type FilledCell } from "./filled-in.js";
import type { ReportContext, ReportInput } from "./input.js";
import { listSheet } from "./list.js";
import { maskText } from "./mask.js";
import { notices, noticeSheets } from "./notices.js";
import { personLookup } from "./person.js";
import { reportContext } from "./report.js";
import { rowPlaces } from "./row-places.js";
import { RESULT_MARK } from "./store.js";
import { secretsOf, type Secrets } from "./village-secrets.js";

/** Villages that are sent anything, with the number of their findings, in the order of the notices. */
export function villagesToNotify(context: ReportContext): { readonly village: string; readonly findings: number }[] {
  return notices(context).map(({ village, findings }) => ({ village, findings: findings.length }));
}

/**
 * ID numbers are masked whatever the run shows. Throws RangeError for a village that nothing is to be sent to.
 */
export function villageWorkbook(input: ReportInput, village: string): ReportWorkbook {
  const all = reportContext({ ...input, grids: [], fullIds: false });
  const notice = notices(all).find((one) => one.village === village);
  if (notice === undefined) throw new RangeError(`nothing to send to ${village}`);
  const secrets = secretsOf(input.result, input.profile);
  const findings = ownFindings(all, notice.findings, village, secrets);
  const patterns = notice.patterns.map((pattern) => ownPattern(all, pattern, village, secrets));
  const lookup = personLookup(all.result.blocks, false);
  const recordName = all.phrases.recordName;
  const { neutral, samePersonAct } = all.phrases.words.village;
  const context: ReportContext = {
    ...all,
    // Whether the other village's row is the same person only those can say who see both.
    phrases: { ...all.phrases, action: (finding) => (finding.why === neutral.samePerson ? samePersonAct : all.phrases.action(finding)) },
    result: { ...all.result, file: { ...all.result.file, findings, patterns, warnings: [] } },
    findings,
    previous: null,
    filled: new Map([...all.filled].map(([id, filled]) => [id, ownFilled(filled, (text) => secrets.betrays(text, all.result.matrix.villages.indexOf(village), []))])),
    person: lookup,
    places: { copies: [], inCopies: false, of: () => null, name: (cell) => `${recordName(cell.record)} ${cell.address}`.trim() },
    written: { summary: false, list: true, notices: true, recheck: false },
    noticeNumber: notice.number,
  };
  return { sheets: [...noticeSheets(context).sheets, listSheet(context)], title: all.phrases.words.village.title(village), keywords: RESULT_MARK };
}

function ownFindings(context: ReportContext, findings: readonly Finding[], village: string, secrets: Secrets): Finding[] {
  const { result } = context;
  const { words } = context.phrases;
  const number = result.matrix.villages.indexOf(village);
  const placeOf = rowPlaces(result);
  /** A header over the rows of several villages is neither: it goes, and nothing is lost with it. */
  const whose = (cell: FindingCell): "own" | "foreign" | "nobody" => {
    const place = placeOf(cell);
    if (place === null) return "foreign";
    // A row without a village is the village's if it is about one of its people.
    if (place.village === number || (place.village === -1 && secrets.isOwn(place.read("name"), number))) return "own";
    return place.kind === "head" ? "nobody" : "foreign";
  };
  return findings.map((finding) => {
    const cells = finding.cells.map((cell) => ({ cell, whose: whose(cell) }));
    const own = cells.filter((one) => one.whose === "own").map((one) => one.cell);
    const said = own.flatMap((cell) => [cell.value, cell.normal]);
    const safe = (text: string): boolean => !secrets.betrays(text, number, said);
    const because = finding.link.because.filter(safe);
    const link = { certainty: finding.link.certainty, because };
    if (cells.every((one) => one.whose !== "foreign") && safe(finding.why)) return { ...finding, cells: own, link };
    const kind = result.questions?.has(finding.id) === true ? "samePerson" : finding.field === "village" ? "village" : finding.kind === "duplicate" ? "duplicate" : "other";
    const here = new Set(own.map((cell) => cell.record));
    // Behind a sum stand many rows; elsewhere it matters that the other record has the person, though in another village.
    const away = finding.kind === "total" ? [] : [...new Set(cells.filter((one) => one.whose === "foreign").map((one) => one.cell.record))].filter((record) => !here.has(record));
    const elsewhere = away.map((record): FindingCell => ({ record, file: null, sheet: "", address: "", value: words.village.elsewhere, normal: "" }));
    return { ...finding, cells: [...own, ...elsewhere], why: words.village.neutral[kind], link };
  });
}

/** What was filled in so far, but what names somebody of another village; a text that shows a whole ID number is masked. */
function ownFilled(filled: Filled, betrays: (text: string) => boolean): Filled {
  const own = (cell: FilledCell | null): FilledCell | null => {
    if (cell === null || betrays(cell.shown)) return null;
    const shown = maskText(cell.shown, true);
    return shown === cell.shown ? cell : { value: shown, shown };
  };
  return Object.fromEntries(FILLED_COLUMNS.map((column) => [column, own(filled[column])])) as Filled;
}

function ownPattern(context: ReportContext, pattern: Pattern, village: string, secrets: Secrets): Pattern {
  const { result, phrases } = context;
  return secrets.betrays(pattern.why, result.matrix.villages.indexOf(village), []) ? { ...pattern, why: phrases.words.village.pattern } : pattern;
}
