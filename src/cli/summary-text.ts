/** What a run prints on stdout: what arrived, the counts, where to look first, the matrix, warnings, where the results are. */
import type { Finding, FindingCell, Language, Reconciliation, RecordId, Warning } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { alignedLines, displayWidth } from "./display-width.js";
import { kindWords, needsCorrection, ownerWords } from "./words.js";

export interface SummaryOptions {
  /** The period came from --period. */
  readonly periodGiven: boolean;
  /** Files written, as the user typed them; empty: none. */
  readonly written: readonly { readonly what: "workbook" | "findings" | "weights"; readonly path: string }[];
  /** Width of the terminal; the matrix turns where it would not fit. */
  readonly columns: number;
}

const topFindings = 10;
const mostWarnings = 8;
const mostCells = 4;

export function summaryText(result: Reconciliation, profile: Profile, options: SummaryOptions): string {
  const names = namesOf(profile, result.language);
  const sections = [
    arrivals(result),
    counts(result, options),
    patterns(result),
    firstFindings(result, names),
    matrix(result, names, options.columns),
    warnings(result),
    notRun(result, names),
    results(result.language, options),
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

interface Names {
  readonly language: Language;
  record(id: RecordId): string;
  field(id: string): string;
  check(id: string): string;
}

function namesOf(profile: Profile, language: Language): Names {
  const table = (items: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[]) =>
    new Map(items.map((item) => [item.id, item.name[language]]));
  const records = table(profile.records);
  const fields = table(profile.fields);
  const checks = table(profile.checks);
  return {
    language,
    record: (id) => records.get(id) ?? id,
    field: (id) => {
      const [base = id, place] = id.split("#"); // childName#2: the second child's
      const name = fields.get(base) ?? base;
      return place === undefined ? name : `${name}${place}`;
    },
    check: (id) => checks.get(id) ?? id,
  };
}

function arrivals(result: Reconciliation): string[] {
  return [result.language === "zh" ? "收到的材料" : "What has arrived", ...result.arrivals.map((arrival) => `  ${arrival.line}`)];
}

function counts(result: Reconciliation, options: SummaryOptions): string[] {
  const zh = result.language === "zh";
  const { comparable, agree, toCorrect, toReview } = result.file.summary.people;
  const lines: string[] = [];
  if (result.period !== null) {
    const { from, to } = result.period;
    if (zh) lines.push(`核对期间 ${from} 至 ${to} (${options.periodGiven ? "按 --period" : "取自报告单、工作手册和药具登记里最早和最晚的月份, 可用 --period 改"})`);
    else lines.push(`Period ${from} to ${to} (${options.periodGiven ? "as given by --period" : "first to last month found in slips, handbook and supplies; change it with --period"})`);
  } else {
    lines.push(zh ? "核对期间 不限 (材料里没有写报告月份, 可用 --period 指定)" : "Period: open (no record says a report month; give one with --period)");
  }
  const common = result.file.patterns.length;
  lines.push(
    zh
      ? `可比 ${comparable} 人   一致 ${agree} 人   需改 ${toCorrect} 人   待判断 ${toReview} 人   共性问题 ${common} 个`
      : `Comparable ${comparable}   agree ${agree}   to correct ${toCorrect}   to review ${toReview} (persons)   common patterns ${common}`,
  );
  const kinds = Object.entries(result.file.summary.kinds).filter(([, count]) => count > 0);
  if (kinds.length > 0) {
    const text = kinds.map(([kind, count]) => `${kindWords[kind as Finding["kind"]][result.language]} ${count}`).join(zh ? "、" : ", ");
    lines.push(zh ? `差异 ${text}` : `Findings: ${text}`);
  } else {
    lines.push(zh ? "没有发现差异。" : "No discrepancy found.");
  }
  const asked = [...(result.questions?.values() ?? [])];
  const open = asked.filter((answer) => answer === null).length;
  const said = asked.length - open;
  if (open > 0) {
    lines.push(
      zh
        ? `是不是同一人 ${open} 处待判断: 查户口簿, 在差异清单的“核实结果”填“是同一人”或“不是同一人”, 下次加 --previous 就照此核对`
        : `Same person or not: ${open} to decide; write "same person" or "different people" as the outcome in the list, and the next run with --previous goes by it`,
    );
  }
  if (said > 0) lines.push(zh ? `是不是同一人 ${said} 处已判断, 这次照此核对` : `Same person or not: ${said} answered; this run went by it`);
  return lines;
}

function patterns(result: Reconciliation): string[] {
  const shown = result.file.patterns.slice(0, 5);
  if (shown.length === 0) return [];
  const zh = result.language === "zh";
  const lines = shown.map(({ village, why }) => `  ${why.includes(village) ? why : `${village}: ${why}`}`);
  const more = result.file.patterns.length - shown.length;
  if (more > 0) lines.push(zh ? `  …… 还有 ${more} 个` : `  … ${more} more`);
  return [zh ? "共性问题" : "Common patterns", ...lines];
}

function firstFindings(result: Reconciliation, names: Names): string[] {
  const first = result.file.findings.slice(0, topFindings);
  if (first.length === 0) return [];
  const zh = names.language === "zh";
  const lines: string[] = [zh ? `先看这 ${first.length} 条` : `Look at these ${first.length} first`];
  first.forEach((finding, place) => {
    const what = [finding.village ?? (zh ? "全镇" : "township"), kindWords[finding.kind][names.language], finding.field === null ? names.check(finding.check) : names.field(finding.field)];
    const label = String(place + 1).padStart(2);
    lines.push(`${label}. ${finding.number}  ${what.join(" ")}  (${ownerWords[finding.owner][names.language]})`);
    lines.push(...where(finding, names).map((text) => `      ${text}`));
    lines.push(`      ${finding.why}`);
  });
  const rest = result.file.findings.length - first.length;
  if (rest > 0) lines.push(zh ? `    …… 另有 ${rest} 条, 见结果工作簿的差异清单或 --json` : `    … ${rest} more in the result workbook's list or in --json`);
  return lines;
}

/** The cells that show the disagreement: each record's first, then others while there is room, in the finding's order. */
function where({ cells }: Finding, names: Names): string[] {
  const firsts = cells.filter((cell, place) => cells.findIndex(({ record }) => record === cell.record) === place);
  const others = cells.filter((cell) => !firsts.includes(cell));
  const chosen = new Set([...firsts, ...others].slice(0, mostCells));
  const shown = cells.filter((cell) => chosen.has(cell)).map((cell) => cellText(cell, names));
  const more = cells.length - shown.length;
  if (more > 0) shown.push(names.language === "zh" ? `…… 另有 ${more} 格` : `… ${more} more cells`);
  return shown;
}

function cellText({ record, file, sheet, address, value }: FindingCell, names: Names): string {
  const at = `${file === null ? "" : `${file}/`}${sheet}!${address}`;
  const shown = value === "" ? (names.language === "zh" ? "空" : "blank") : names.language === "zh" ? `“${value}”` : `"${value}"`;
  return `${names.record(record)}  ${at}  ${shown}`;
}

/** Records down and villages across; turned where the lines would be too long. -1 (not arrived) is a word, 0 a dash. */
function matrix({ matrix: { records, villages, counts: numbers }, language }: Reconciliation, names: Names, columns: number): string[] {
  if (records.length === 0 || villages.length === 0) return [];
  const zh = language === "zh";
  const cell = (count: number | undefined) => (count === undefined || count < 0 ? (zh ? "未交" : "none") : count === 0 ? "-" : String(count));
  const body = records.map((record, row) => {
    const own = villages.map((_, column) => numbers[row]?.[column] ?? -1);
    return [names.record(record), ...own.map(cell), String(own.reduce((sum, count) => sum + Math.max(0, count), 0))];
  });
  const rows = [["", ...villages, zh ? "合计" : "sum"], ...body];
  let lines = alignedLines(rows);
  if (lines.some((line) => displayWidth(line) > columns - 2)) {
    lines = alignedLines((rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? "")));
  }
  return [zh ? "各村各表要改的条数 (- 没有, 未交 该村没有这份材料)" : "To correct, by record and village (- nothing, none: not handed in)", ...lines.map((line) => `  ${line}`)];
}

function warnings({ file: { warnings: all }, language }: Reconciliation): string[] {
  if (all.length === 0) return [];
  const zh = language === "zh";
  const shown = all.slice(0, mostWarnings).map((warning) => `  ${place(warning)}${warning.message}`);
  const more = all.length - shown.length;
  if (more > 0) shown.push(zh ? `  …… 另有 ${more} 条, 见 --json` : `  … ${more} more in --json`);
  return [zh ? `提醒 ${all.length} 条` : `Warnings: ${all.length}`, ...shown];
}

/** Names the place only where the sentence does not. */
function place({ file, sheet, address, message }: Warning): string {
  const parts = [file, sheet, address].filter((part): part is string => part !== null && !message.includes(part));
  return parts.length === 0 ? "" : `${parts.join(" ")}: `;
}

function notRun({ file, language }: Reconciliation, names: Names): string[] {
  if (file.notRun.length === 0) return [];
  return [language === "zh" ? "没有做的核对" : "Checks not run", ...file.notRun.map(({ check, why }) => `  ${names.check(check)}: ${why}`)];
}

function results(language: Language, { written }: SummaryOptions): string[] {
  const zh = language === "zh";
  if (written.length === 0) return [zh ? "没有写出文件; 要结果工作簿请加 --out 核对结果.xlsx" : "Nothing written; add --out RESULT.xlsx for the result workbook"];
  return written.map(({ what, path }) => {
    if (what === "workbook") return zh ? `结果工作簿: ${path}` : `Result workbook: ${path}`;
    if (what === "weights") return zh ? `认人的权重: ${path}` : `Weights: ${path}`;
    return zh ? `差异数据: ${path}` : `Findings: ${path}`;
  });
}

/** Exit status 1: something needs correcting beyond the common patterns. */
export function hasDiscrepancies(result: Reconciliation): boolean {
  const common = new Set(result.file.patterns.map(({ village, check, field }) => patternKey(village, check, field)));
  return result.file.findings.some((finding) => needsCorrection(finding.kind) && !common.has(patternKey(finding.village, finding.check, finding.field)));
}

function patternKey(village: string | null, check: string, field: string | null): string {
  return JSON.stringify([village, check, field]);
}
