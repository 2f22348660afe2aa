/** 汇总: what has arrived, the ten findings to look at first, common problems, villages × records, rates with their definitions. */
import type { FindingKind, Look, ReportSheet } from "../model.js";
import { periodText, type ReportContext } from "./input.js";
import { listLink } from "./list.js";
import { Page, type Piece } from "./page.js";
import { BADGES } from "./phrases.js";

/** Every warning is in the findings file; the page shows the first. */
const MOST_WARNINGS = 40;
const FIRST = 10;
const KINDS: readonly FindingKind[] = ["missing", "ended", "duplicate", "mismatch", "total", "invalid", "blank", "review"];

const CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** Sections number themselves: those without content are left out. */
class Sections {
  private count = 0;
  constructor(private readonly page: Page, private readonly chinese: boolean) {}
  start(title: string, note?: string): void {
    const number = this.chinese ? `${CHINESE[this.count] ?? this.count + 1}、` : `${this.count + 1}. `;
    this.count++;
    this.page.gap(10);
    this.page.heading(number + title, "section", 12);
    if (note !== undefined) this.page.line([{ value: note, span: this.page.widths.length, look: "muted" }]);
  }
}

export interface NoticeIndex {
  readonly village: string;
  readonly count: number;
  readonly sheet: string;
  readonly address: string;
}

export function summarySheet(context: ReportContext, notices: readonly NoticeIndex[]): ReportSheet {
  const { phrases, result } = context;
  const { words } = phrases;
  const text = words.summary;
  const { summary, patterns, notRun, warnings } = result.file;
  const records = result.matrix.records;
  // Village, comparable, one column per record, to correct, to confirm; never so few that the lines above do not fit.
  const size = Math.max(13, records.length + 4);
  const page = new Page([12, ...Array.from({ length: size - 1 }, () => 9.5)]);
  const sections = new Sections(page, result.language === "zh");
  const cell = (value: string | number | null, span: number, look: Look): Piece => ({ value, span, look });
  const headings = (pieces: readonly (readonly [string, number])[]): void => {
    page.line(pieces.map(([value, span]) => cell(value, span, "head")));
  };

  page.heading(text.title, "title", 18);
  page.line([
    cell(
      [`${text.run}${words.colon}${context.runDate}`, `${text.period}${words.colon}${periodText(context)}`, `${text.profile}${words.colon}${context.profile.name[result.language]}`].join("      "),
      size, "subtitle",
    ),
  ], 22);
  page.gap(6);
  const people = [summary.people.comparable, summary.people.agree, summary.people.toCorrect, summary.people.toReview];
  const spans = [4, 3, 3, size - 10];
  page.line(text.people.map((label, i) => cell(label, spans[i] ?? 1, "head")));
  page.line(people.map((value, i) => cell(value, spans[i] ?? 1, "tile")), 32);
  if (context.accepted.size > 0) page.line([cell(text.accepted(context.accepted.size), size, "text")]);
  const questions = result.questions?.size ?? 0;
  const open = questions - context.answered.size;
  if (open > 0 && context.written.list) page.line([cell(text.questions(open), size, "text")]);
  if (context.answered.size > 0) page.line([cell(text.answered(context.answered.size), size, "text")]);

  sections.start(text.arrived);
  headings([[text.record, 2], [text.arrivedLine, size - 3], [text.rows, 1]]);
  for (const arrival of result.arrivals) {
    // The line begins with the record's name, which has a column of its own here.
    const name = phrases.recordName(arrival.record);
    const line = arrival.line.startsWith(name) ? arrival.line.slice(name.length).replace(/^[:：]\s*/, "") : arrival.line;
    page.line([cell(name, 2, "bodyCentre"), cell(line, size - 3, "bodyWrap"), cell(arrival.rows, 1, "bodyCentre")]);
  }

  const first = context.findings.filter((finding) => !context.settled.has(finding.id)).slice(0, FIRST);
  sections.start(text.first, first.length === 0 ? undefined : firstNote(context));
  if (first.length === 0) page.line([cell(context.findings.length === 0 ? text.nothing : text.nothingElse, size, "text")]);
  else headings([[words.list.number, 1], [words.list.village, 1], [words.list.name, 1], [words.list.kind, 1], [text.problem, size - 7], [words.list.owner, 1], [text.place, 2]]);
  for (const finding of first) {
    const place = finding.cells[0];
    const link = place ? context.places.of(place) : null;
    page.line([
      context.written.list ? { ...cell(finding.number, 1, "link"), link: listLink(context, finding) } : cell(finding.number, 1, "bodyCentre"),
      cell(finding.village ?? "", 1, "bodyCentre"),
      cell(context.person(finding).name, 1, "bodyCentre"),
      cell(phrases.kindName(finding), 1, BADGES[phrases.severity(finding)]),
      cell(finding.why, size - 7, "bodyWrap"),
      cell(words.owners[finding.owner], 1, "bodyCentre"),
      place ? { ...cell(context.places.name(place), 2, link ? "link" : "bodyWrap"), ...(link ? { link } : {}) } : cell(null, 2, "body"),
    ]);
  }

  if (patterns.length > 0) {
    sections.start(text.patterns, text.patternsNote);
    headings([[words.list.village, 1], [text.check, 2], [words.list.item, 2], [text.share, 2], [text.problem, size - 7]]);
    for (const pattern of patterns) {
      page.line([
        cell(pattern.village, 1, "bodyCentre"),
        cell(phrases.checkName(pattern.check), 2, "bodyCentre"),
        cell(phrases.fieldName(pattern.field), 2, "bodyCentre"),
        cell(`${pattern.findings} / ${pattern.of}`, 2, "bodyCentre"),
        cell(pattern.why, size - 7, "bodyWrap"),
      ]);
    }
  }

  matrix(context, page, sections, size);

  const kinds = KINDS.filter((kind) => (summary.kinds[kind] ?? 0) > 0);
  if (kinds.length > 0) {
    sections.start(text.kinds);
    const width = kinds.map((_, i) => (i < kinds.length - 1 ? 1 : 2));
    page.line([cell(words.list.kind, 1, "head"), ...kinds.map((kind, i) => cell(words.kinds[kind], width[i] ?? 1, "head"))]);
    page.line([cell(text.count, 1, "head"), ...kinds.map((kind, i) => cell(summary.kinds[kind] ?? 0, width[i] ?? 1, "bodyCentre"))]);
  }
  if (summary.rates.length > 0) {
    sections.start(text.rates);
    headings([[text.rate, 2], [text.value, 1], [text.definition, size - 3]]);
    for (const rate of summary.rates) {
      page.line([cell(rate.name, 2, "bodyCentre"), cell(Number.isFinite(rate.value) ? rate.value : words.none, 1, "percent"), cell(rate.definition, size - 3, "bodyWrap")]);
    }
  }
  const same = Object.entries(summary.writtenDifferently).filter(([, count]) => count > 0);
  if (same.length > 0) {
    sections.start(text.same);
    page.line([cell(text.sameNote(same.map(([field, count]) => text.sameItem(phrases.fieldName(field), count)).join(words.and)), size, "text")]);
  }
  if (context.written.notices) sections.start(text.notices);
  if (context.written.notices && notices.length === 0) page.line([cell(text.noNotices, size, "text")]);
  for (let i = 0; i < notices.length; i += 6) {
    const some = notices.slice(i, i + 6);
    page.line(some.map((notice): Piece => ({
      value: text.noticePage(notice.village, notice.count), span: 2, look: "link", link: { sheet: notice.sheet, address: notice.address },
    })));
  }
  if (notRun.length > 0) {
    sections.start(text.notRun);
    for (const entry of notRun) page.line([cell(phrases.checkName(entry.check), 3, "bodyCentre"), cell(entry.why, size - 3, "bodyWrap")]);
  }
  if (warnings.length > 0) {
    sections.start(text.warnings);
    headings([[text.where, 4], [text.warnings, size - 4]]);
    for (const warning of warnings.slice(0, MOST_WARNINGS)) {
      const where = [warning.file, warning.sheet, warning.address].filter((part) => part !== null).join(" ");
      page.line([cell(where, 4, "bodyWrap"), cell(warning.message, size - 4, "bodyWrap")]);
    }
    if (warnings.length > MOST_WARNINGS) page.line([cell((context.places.inCopies ? text.moreWarnings : text.moreWarningsInPane)(warnings.length - MOST_WARNINGS), size, "muted")]);
  }
  return {
    name: words.sheets.summary,
    rows: page.rows,
    widths: page.widths,
    heights: page.heights,
    merges: page.merges,
    gridLines: false,
    print: { orientation: "landscape", fitToWidth: true, footer: `&C${words.pageFooter}`, margins: { side: 0.5, top: 0.6, bottom: 0.6 } },
  };
}

/** Where the numbers and places of the first ten lead. */
function firstNote(context: ReportContext): string {
  const text = context.phrases.words.summary;
  if (context.places.inCopies) return text.firstNote;
  return context.written.list ? text.firstNoteOpen : text.firstNoteOpenAlone;
}

/** Villages down, records across; a part that has not arrived says so instead of 0. */
function matrix(context: ReportContext, page: Page, sections: Sections, size: number): void {
  const { phrases, result } = context;
  const text = phrases.words.summary;
  const { records, villages, counts } = result.matrix;
  if (villages.length === 0) return;
  const byVillage = new Map(result.file.summary.villages.map((entry) => [entry.village, entry]));
  const rest = size - records.length - 4;
  const cell = (value: string | number | null, look: Look, span = 1): Piece => ({ value, span, look });
  // Fewer records than grid columns: the last column takes what is left.
  const line = (cells: readonly Piece[]): void => {
    const last = cells.at(-1);
    page.line(last && rest > 0 ? [...cells.slice(0, -1), { ...last, span: last.span + rest }] : cells);
  };
  sections.start(text.matrix, text.matrixNote);
  line([phrases.words.list.village, text.comparable, ...records.map((record) => phrases.recordName(record)), text.findings, text.review].map((head) => cell(head, "head")));
  const count = (value: number): Piece => (value < 0 ? cell(text.notArrived, "badgeHigh") : cell(value, value === 0 ? "bodyCentre" : "badgeMiddle"));
  villages.forEach((village, v) => {
    const own = byVillage.get(village);
    line([
      cell(village, "head"),
      cell(own?.comparable ?? 0, "bodyCentre"),
      ...records.map((_, r) => count(counts[r]?.[v] ?? 0)),
      cell(own?.findings ?? 0, "bodyCentre"),
      cell(own?.review ?? 0, "bodyCentre"),
    ]);
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.max(0, value), 0);
  line([
    cell(text.total, "head"),
    cell(sum(villages.map((village) => byVillage.get(village)?.comparable ?? 0)), "head"),
    ...records.map((_, r) => cell(sum(villages.map((__, v) => counts[r]?.[v] ?? 0)), "head")),
    cell(sum(villages.map((village) => byVillage.get(village)?.findings ?? 0)), "head"),
    cell(sum(villages.map((village) => byVillage.get(village)?.review ?? 0)), "head"),
  ]);
}
