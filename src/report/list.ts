/** 差异清单: every finding once, as a real Excel table to filter, sort and fill in. What was filled in stands in the row of the same finding again. */
import type { Finding, FindingCell, RecordId, ReportCell, ReportSheet } from "../model.js";
import { CASE_HEADER, filledReportCell, ID_HEADER, type FilledColumn } from "./filled-in.js";
import type { ReportContext } from "./input.js";
import { columnName, MAX_ROWS, rowHeight, type Row } from "./layout.js";
import { BADGES } from "./phrases.js";

/** Room is kept for the header and the line that says the list was cut. */
const MOST_FINDINGS = MAX_ROWS - 2;

interface Column {
  readonly head: string;
  readonly width: number;
  readonly printed: boolean;
  cell(finding: Finding): ReportCell;
}

/** The two records that get a column of their own: those the profile's first check compares. */
function mainRecords(context: ReportContext): readonly RecordId[] {
  const first = context.profile.checks[0];
  const wanted = new Set(first ? Object.values(first.records) : []);
  return context.profile.records.map((record) => record.id).filter((id) => wanted.has(id)).slice(0, 2);
}

function placeCell(context: ReportContext, cell: FindingCell | undefined): ReportCell {
  if (!cell) return { value: null, look: "body" };
  const link = context.places.of(cell);
  const value = context.places.name(cell);
  return link ? { value, look: "link", link } : { value, look: "bodyWrap" };
}

function columns(context: ReportContext): Column[] {
  const { phrases, fullIds } = context;
  const { words } = phrases;
  const main = mainRecords(context);
  const text = (head: string, width: number, value: (finding: Finding) => string): Column => ({
    head, width, printed: true, cell: (finding) => ({ value: value(finding), look: "bodyWrap" }),
  });
  const centre = (head: string, width: number, value: (finding: Finding) => string): Column => ({
    head, width, printed: true, cell: (finding) => ({ value: value(finding), look: "bodyCentre" }),
  });
  const filled = (column: FilledColumn, width: number): Column => ({
    head: words.list[column], width, printed: true, cell: (finding) => filledReportCell(context.filled.get(finding.id)?.[column]),
  });
  const others = (finding: Finding): string => {
    const records = [...new Set([...finding.cells.map((cell) => cell.record), ...(finding.absentFrom === undefined ? [] : [finding.absentFrom])])];
    return records
      .filter((record) => !main.includes(record))
      .map((record) => `${phrases.recordName(record)}${words.colon}${phrases.recorded(finding, record)}`)
      .join(words.semicolon);
  };
  const second = (finding: Finding): FindingCell | undefined => finding.cells.find((cell) => cell.record !== finding.cells[0]?.record) ?? finding.cells[1];
  return [
    centre(words.list.number, 11, (finding) => finding.number),
    centre(words.list.village, 9, (finding) => finding.village ?? ""),
    centre(words.list.group, 6, (finding) => context.person(finding).group),
    centre(words.list.name, 9, (finding) => context.person(finding).name),
    centre(fullIds ? words.list.id : words.list.idMasked, 19, (finding) => context.person(finding).id),
    { head: words.list.kind, width: 11, printed: true, cell: (finding) => ({ value: phrases.kindName(finding), look: BADGES[phrases.severity(finding)] }) },
    centre(words.list.item, 10, (finding) => phrases.itemName(finding)),
    ...main.map((record) => text(words.recorded(phrases.recordName(record)), 19, (finding) => phrases.recorded(finding, record))),
    text(words.list.others, 17, others),
    centre(words.list.suspect, 10, (finding) => (finding.suspect === null ? words.unknown : phrases.recordName(finding.suspect))),
    centre(words.list.owner, 9, (finding) => words.owners[finding.owner]),
    text(words.list.why, 32, (finding) => finding.why),
    { head: words.list.place, width: 15, printed: true, cell: (finding) => placeCell(context, finding.cells[0]) },
    filled("outcome", 12),
    filled("corrected", 9),
    filled("by", 9),
    filled("on", 11),
    { head: words.list.place2, width: 17, printed: false, cell: (finding) => placeCell(context, second(finding)) },
    { ...text(words.list.because, 24, (finding) => finding.link.because.join(words.and)), printed: false },
    { head: ID_HEADER, width: 12, printed: false, cell: (finding) => ({ value: finding.id, look: "muted" }) },
    { head: CASE_HEADER, width: 12, printed: false, cell: (finding) => ({ value: finding.case, look: "muted" }) },
  ];
}

/** Row of the list (0-based sheet row) per finding id is its place in `context.findings` + 1. */
export function listSheet(context: ReportContext): ReportSheet {
  const { words } = context.phrases;
  const all = columns(context);
  const shown = context.findings.slice(0, MOST_FINDINGS);
  const rows: Row[] = [all.map((column): ReportCell => ({ value: column.head, look: "head" }))];
  const heights = new Map<number, number>([[0, rowHeight(all.filter((column) => column.printed).map((column) => ({ text: column.head, width: column.width - 3 })))]]);
  for (const finding of shown) {
    const cells = all.map((column) => column.cell(finding));
    heights.set(rows.length, rowHeight(cells.slice(0, -2).map((cell, i) => ({ text: String(cell.value ?? ""), width: all[i]?.width ?? 10 }))));
    rows.push(cells);
  }
  // A table needs one row under its header, also where nothing was found.
  if (shown.length === 0) rows.push(all.map((column, i): ReportCell => ({ value: i === 0 ? words.list.empty : null, look: column.printed ? "body" : "muted" })));
  const last = rows.length - 1;
  if (shown.length < context.findings.length) rows.push([{ value: words.list.cut(shown.length, context.findings.length), look: "muted" }]);

  const columnAt = (head: string): number => all.findIndex((column) => column.head === head);
  const choice = (head: string, values: readonly string[]): { area: { top: number; bottom: number; left: number; right: number }; values: readonly string[] } => ({
    area: { top: 1, bottom: last, left: columnAt(head), right: columnAt(head) }, values,
  });
  const printed = all.filter((column) => column.printed).length;
  return {
    name: words.sheets.list,
    rows,
    widths: all.map((column) => column.width),
    heights,
    freezeRows: 1,
    freezeColumns: 4,
    table: { name: "Findings", area: { top: 0, left: 0, bottom: last, right: all.length - 1 } },
    hiddenColumns: [all.length - 2, all.length - 1],
    choices: [choice(words.list.outcome, shown.some(({ id }) => context.result.questions?.has(id)) ? [...words.list.outcomes, ...words.list.pairAnswers] : words.list.outcomes), choice(words.list.corrected, words.list.corrections)],
    print: {
      orientation: "landscape",
      fitToWidth: true,
      repeatRows: [0, 0],
      area: { top: 0, left: 0, bottom: last, right: printed - 1 },
      header: `&C${words.sheets.list}&R${context.runDate}`,
      footer: `&C${words.pageFooter}`,
      margins: { side: 0.4, top: 0.7, bottom: 0.6 },
    },
  };
}

/** Jump to a finding's row of the list, which holds also after the table was sorted. */
export function listLink(context: ReportContext, finding: Finding): { sheet: string; address: string; find: { column: string; text: string } } {
  // Asked for the first few only.
  const row = context.findings.indexOf(finding) + 2;
  return { sheet: context.phrases.words.sheets.list, address: `A${row}`, find: { column: columnName(0), text: finding.number } };
}
