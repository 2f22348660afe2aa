/**
 * 整改通知单: per village what the village can settle (owner village or source), on A4 forms to print, sign and send back.
 *
 * All villages are on one sheet, each beginning a new page: one command prints them all, and the annotated copies, which may be
 * thousands of rows, are not printed with them. Excel ignores page breaks where it fits to width, so the columns are as wide as the
 * page and the pages are filled here, by row heights, with the head and the page number repeated on every further page.
 */
import type { Finding, Pattern, RecordId, ReportSheet } from "../model.js";
import { periodText, type ReportContext } from "./input.js";
import { addressOf, lineCount } from "./layout.js";
import { Page, type Piece } from "./page.js";
import type { NoticeIndex } from "./summary.js";

/** 编号, 姓名, 问题, 各台帐的记载, 整改要求, 整改结果: together the width of A4 portrait between 1.5 cm margins. */
const WIDTHS = [9.5, 7, 22, 20, 10, 7.5] as const;
const ALL = WIDTHS.length;
/** Points of rows on a page: 842 less the margins, and some to spare for other fonts and printers. */
const PAGE_POINTS = 730;
const MARGINS = { side: 0.55, top: 0.65, bottom: 0.6 };

interface Entry {
  readonly number: string;
  readonly name: string;
  readonly problem: string;
  readonly recorded: string;
  readonly action: string;
}

export interface Notice {
  readonly village: string;
  readonly number: string;
  /** Findings it speaks of, those under a common problem too. */
  readonly findings: readonly Finding[];
  readonly patterns: readonly Pattern[];
}

function patternKey(village: string | null, check: string, field: string | null): string {
  return `${village ?? ""}\0${check}\0${field ?? ""}`;
}

/**
 * Findings that a village settles, by village in the order of the matrix, then of appearance. Findings of no village stay with the township; of
 * what was accepted as true or answered no village is asked again.
 */
export function notices(context: ReportContext): Notice[] {
  const byVillage = new Map<string, Finding[]>();
  for (const village of context.result.matrix.villages) byVillage.set(village, []);
  for (const finding of context.findings) {
    if (finding.village === null || finding.owner === "township" || context.settled.has(finding.id)) continue;
    const list = byVillage.get(finding.village);
    if (list) list.push(finding);
    else byVillage.set(finding.village, [finding]);
  }
  const result: Notice[] = [];
  for (const [village, findings] of byVillage) {
    if (findings.length === 0) continue;
    const keys = new Set(findings.map((finding) => patternKey(village, finding.check, finding.field)));
    const number = context.noticeNumber ?? `${context.runDate.replaceAll("-", "")}-${String(result.length + 1).padStart(2, "0")}`;
    const patterns = context.result.file.patterns.filter((pattern) => pattern.village === village && keys.has(patternKey(village, pattern.check, pattern.field)));
    result.push({ village, number, findings, patterns });
  }
  return result;
}

function recordedLines(context: ReportContext, finding: Finding): string {
  const { phrases } = context;
  const records: RecordId[] = [...new Set(finding.cells.map((cell) => cell.record))];
  if (finding.absentFrom !== undefined && !records.includes(finding.absentFrom)) records.push(finding.absentFrom);
  return records
    .map((record) => {
      const first = finding.cells.find((cell) => cell.record === record);
      return `${phrases.recordName(record)}${first && first.address !== "" ? ` ${first.address}` : ""}${phrases.words.colon}${phrases.recorded(finding, record)}`;
    })
    .join("\n");
}

function entries(context: ReportContext, notice: Notice): Entry[] {
  const { phrases } = context;
  const { words } = phrases;
  const shared = new Map(notice.patterns.map((pattern) => [patternKey(pattern.village, pattern.check, pattern.field), pattern]));
  const counts = new Map<Pattern, number>();
  const single: Entry[] = [];
  const reviews: Entry[] = [];
  for (const finding of notice.findings) {
    const pattern = finding.kind === "review" ? undefined : shared.get(patternKey(finding.village, finding.check, finding.field));
    if (pattern) {
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
      continue;
    }
    (finding.kind === "review" ? reviews : single).push({
      number: finding.number,
      name: context.person(finding).name,
      problem: `【${phrases.kindName(finding)}】${firstPart(finding.why)}`,
      recorded: recordedLines(context, finding),
      action: phrases.action(finding),
    });
  }
  const common = [...counts].map(([pattern, count]): Entry => ({
    number: words.notice.shared,
    name: "",
    problem: `【${phrases.fieldName(pattern.field)}】${pattern.why}`,
    recorded: (context.written.list ? words.notice.sharedLine : words.notice.sharedLineAlone)(count),
    action: words.notice.sharedAct,
  }));
  return [...common, ...single, ...reviews];
}

function entryPieces(entry: Entry): Piece[] {
  return [
    { value: entry.number, span: 1, look: "bodyCentre" },
    { value: entry.name, span: 1, look: "bodyCentre" },
    { value: entry.problem, span: 1, look: "bodyWrap" },
    { value: entry.recorded, span: 1, look: "bodyWrap" },
    { value: entry.action, span: 1, look: "bodyWrap" },
    { value: null, span: 1, look: "input" },
  ];
}

/** The main clause of a finding's sentence: what follows the semicolon says the same of the single value, and a notice has little room. */
function firstPart(why: string): string {
  return (why.split(/[；;] ?/)[0] ?? why).replace(/（改这 [^）]*）$/, "");
}

/** Entries per page: the first page has the letter's head, the last the signatures and the slip. */
function paginate(heights: readonly number[], first: number, further: number, closing: number): number[][] {
  const pages: number[][] = [[]];
  let room = PAGE_POINTS - first;
  heights.forEach((height, i) => {
    if (height > room && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([]);
      room = PAGE_POINTS - further;
    }
    pages.at(-1)?.push(i);
    room -= height;
  });
  if (closing > room) {
    // The signatures take the last entry with them: a page of them alone would not say what is signed.
    const last = pages.at(-1) ?? [];
    pages.push(last.length > 1 ? last.splice(-1) : []);
  }
  return pages;
}

/** Three lines: 整改结果（村填） in the narrowest column. */
const HEAD = 45;
const TITLE = 34;
const LINE = 20;
const GAP = 10;
const SIGN = 21;
const CUT = 16;
const SLIP_TITLE = 22;

/** Excel keeps 1026 page breaks on a sheet. */
const MOST_PAGES = 1_000;

/** The sheet with all notices (further ones only beyond a thousand pages) and, for the summary, where each notice begins. */
export function noticeSheets(context: ReportContext): { readonly sheets: readonly ReportSheet[]; readonly index: readonly NoticeIndex[] } {
  const { words } = context.phrases;
  const text = words.notice;
  const sheets: ReportSheet[] = [];
  const index: NoticeIndex[] = [];
  let page = new Page(WIDTHS);
  let breaks: number[] = [];
  const sheetName = (): string => (sheets.length === 0 ? words.sheets.notices : `${words.sheets.notices} (${sheets.length + 1})`);
  const finishSheet = (): void => {
    sheets.push({
      name: sheetName(),
      rows: page.rows,
      widths: page.widths,
      heights: page.heights,
      merges: page.merges,
      gridLines: false,
      print: { orientation: "portrait", fitToWidth: false, breaks, margins: MARGINS },
    });
    page = new Page(WIDTHS);
    breaks = [];
  };
  const line = (value: string, look: Piece["look"], height?: number): void => {
    page.line([{ value, span: ALL, look }], height);
  };

  for (const notice of notices(context)) {
    const list = entries(context, notice);
    const pieces = list.map(entryPieces);
    const heights = pieces.map((each) => page.measure(each));
    const intro = text.intro(context.runDate, periodText(context), list.length);
    const total = page.width(0, ALL);
    const introHeight = lineCount(intro, total) * 15.5 + 8;
    const slip = text.slipText(notice.village, notice.number, list.length);
    const slipHeight = lineCount(slip, total) * 17 + 8;
    const closing = GAP + 3 * SIGN + CUT + SLIP_TITLE + slipHeight + SIGN;
    const pages = paginate(heights, TITLE + LINE * 2 + introHeight + HEAD, LINE * 2 + HEAD, closing);

    pages.forEach((own, p) => {
      if (breaks.length >= MOST_PAGES) finishSheet();
      const start = page.next;
      if (start > 0) breaks.push(start);
      let used = 0;
      const note = `${text.number(notice.number)}      ${words.page(p + 1, pages.length)}`;
      if (p === 0) {
        index.push({ village: notice.village, count: list.length, sheet: sheetName(), address: addressOf(start, 0) });
        line(text.title, "title", TITLE);
        line(note, "textRight", LINE);
        line(text.to(notice.village), "text", LINE);
        line(intro, "text", introHeight);
        used = TITLE + LINE * 2 + introHeight;
      } else {
        line(`${text.continued}  ${notice.village}`, "subtitle", LINE);
        line(note, "textRight", LINE);
        used = LINE * 2;
      }
      if (own.length > 0) {
        page.line(text.columns.map((value): Piece => ({ value, span: 1, look: "head" })), HEAD);
        used += HEAD;
        for (const i of own) {
          page.line(pieces[i] ?? [], heights[i]);
          used += heights[i] ?? 0;
        }
      }
      if (p < pages.length - 1) return;
      // The slip stands at the foot of the page, where it is cut off.
      let spare = PAGE_POINTS - used - closing;
      while (spare > 0) {
        page.gap(Math.min(spare, 400));
        spare -= 400;
      }
      page.gap(GAP);
      signatures(page, [text.issued, text.deadline]);
      signatures(page, [text.received, text.date]);
      line(text.cut, "cut", CUT);
      line(text.slip, "tile", SLIP_TITLE);
      line(slip, "text", slipHeight);
      page.line([{ value: text.slipReason, span: 2, look: "text" }, { value: null, span: ALL - 2, look: "blankLine" }], SIGN);
      signatures(page, [text.received, text.date]);
    });
  }
  if (page.next > 0) finishSheet();
  return { sheets, index };
}

/** Two lines to sign on, side by side. */
function signatures(page: Page, labels: readonly [string, string]): void {
  page.line([{ value: labels[0], span: 3, look: "sign" }, { value: labels[1], span: 3, look: "sign" }], SIGN);
}
