/**
 * The whole way: sheets → tables → normal values → links → entities → findings. This file alone knows the order of the stages.
 * It knows no host, reports progress, and can be cancelled between stages and between checks.
 */
import { assemble, type Merged } from "./checks/assemble.js";
import { rowOfCell } from "./checks/cells.js";
import type { Check, CheckContext, Draft } from "./checks/check.js";
import { checkForms } from "./checks/forms.js";
import { caseOfPair, FIXED_KEY, keyOfBooks, namesOf } from "./checks/names-of-cases.js";
import { monthText } from "./checks/dates.js";
import { chinesePunctuation } from "./checks/punctuation.js";
import { partDrafts } from "./checks/parts.js";
import { outsidePeriod } from "./checks/period.js";
import { patternsOf } from "./checks/patterns.js";
import { ranked } from "./checks/rank.js";
import { askWhetherOne } from "./checks/same-person.js";
import { arrivalsOf, matrixOf, summaryOf } from "./checks/summary.js";
import { tieDrafts } from "./checks/ties.js";
import { link } from "./linkage/link.js";
import type {
  Books, CheckId, EvidenceStep, Finding, FindingCell, FindingsFile, FrozenWeights, Language, MonthNumber, PairAnswer, Progress, Reconciliation, RecordInfo, SheetGrid, TableBlock, TableOverride, Warning,
} from "./model.js";
import type { AsOfChoice } from "./normalise/parts.js";
import type { Profile } from "./profile/profile.js";
import { asOfBlock, contextFor, readBooks } from "./read-books.js";
import { columnName } from "./report/layout.js";
import { maskFindingsFile } from "./report/mask.js";

export interface ReconcileOptions {
  readonly profile: Profile;
  readonly language: Language;
  /** Report months to reconcile, inclusive; without it from the first to the last found. */
  readonly period?: { readonly from: MonthNumber; readonly to: MonthNumber };
  /** What the user says of sheets and their columns, against what is recognised. */
  readonly overrides?: readonly TableOverride[];
  /** As-of dates that the user set; the last one that fits a part holds. */
  readonly dates?: readonly AsOfChoice[];
  /** Key of the hashes in id and case: a previous list's, or "new" for a list of its own; without it a fixed one. */
  readonly key?: string;
  /** Numbers (编号) that cases carry from the previous list. */
  readonly numbers?: ReadonlyMap<string, string>;
  /** By case what people answered to the question whether two rows are one person. */
  readonly answers?: ReadonlyMap<string, PairAnswer>;
  readonly fullIds?: boolean;
  /** Given the weights by which people were linked, once; without it they are not put together. */
  readonly onWeights?: (weights: FrozenWeights) => void;
  readonly onProgress?: (progress: Progress) => void;
  readonly cancelled?: () => boolean;
}

/** Thrown when `cancelled` answered true; nothing has been written. */
export class Cancelled extends Error {
  public override readonly name = "Cancelled";
}

/** No sheet holds a record of the profile. */
export class NothingRecognised extends Error {
  public override readonly name = "NothingRecognised";
  public constructor(public readonly words: { readonly zh: string; readonly en: string }) {
    super(words.en);
  }
}

/**
 * Reconciles the books in the given sheets.
 * @throws NothingRecognised if no sheet is a record of the profile
 * @throws Cancelled if `options.cancelled` answers true between two steps
 */
export async function reconcile(grids: readonly SheetGrid[], warnings: readonly Warning[], options: ReconcileOptions): Promise<Reconciliation> {
  const { profile, language } = options;
  const tell = (stage: Progress["stage"], done: number, total: number, detail: string): void => {
    options.onProgress?.({ stage, done, total, detail });
    if (options.cancelled?.() === true) throw new Cancelled();
  };
  const step = async (stage: Progress["stage"], done: number, total: number, detail: string): Promise<void> => {
    tell(stage, done, total, detail);
    await Promise.resolve();
    if (options.cancelled?.() === true) throw new Cancelled();
  };

  const { tables, books, warnings: said } = readBooks(grids, { ...options, onStage: tell });
  if (tables.blocks.length === 0) {
    throw new NothingRecognised({
      zh: "没有认出任何一张要核对的表：请检查表名、标题和表头（例如“手工台帐”“姓名”“身份证号码”）",
      en: "no sheet was recognised as a record: check sheet names, titles and headers (for example 手工台帐, 姓名, 身份证号码)",
    });
  }
  await step("link", 0, books.total, "");
  const key = options.key === "new" ? keyOfBooks(books) : (options.key ?? FIXED_KEY);
  const { answers = new Map<string, PairAnswer>() } = options;
  const answered = answers.size === 0 ? null : (pair: string): PairAnswer | null => answers.get(caseOfPair(pair, key)) ?? null;
  const entities = link(books, profile, language, answered, options.onWeights ?? null);
  const context = contextFor(profile, language, books, entities);

  const notRun: { check: CheckId; why: string }[] = [];
  const found: Warning[] = [...warnings, ...said];
  const drafts: Draft[] = [];
  const specs = profile.checks.filter((spec) => spec.enabled !== false);
  for (const [i, spec] of specs.entries()) {
    const check: Check | undefined = checkForms.get(spec.form);
    if (check === undefined) continue;
    const own: CheckContext = { ...context, spec };
    await step("check", i, specs.length, own.say(spec.name));
    const result = check(own);
    if (result.notRun !== undefined) notRun.push({ check: spec.id, why: result.notRun });
    for (const draft of result.drafts) drafts.push(draft);
    for (const warning of result.warnings ?? []) {
      const block = books.blocks[warning.block]?.block;
      found.push({ code: warning.code, file: block?.file ?? null, sheet: block?.sheet ?? null, address: null, message: warning.message });
    }
  }
  drafts.push(...partDrafts(context));
  const asked = askWhetherOne(context, drafts);
  const all = [...asked, ...tieDrafts(context, asked)];
  const period = options.period;
  const wanted = period === undefined ? all : all.filter((draft) => !outsidePeriod(context, draft, period));
  const merged = assemble(context, wanted, specs.map((spec) => spec.id));
  await step("report", 0, merged.length, "");
  return compose(context, tables.blocks, merged, { notRun, warnings: found, key, options, tell: (done) => tell("report", done, merged.length, "") });
}

interface Outcome {
  readonly notRun: readonly { readonly check: CheckId; readonly why: string }[];
  readonly warnings: readonly Warning[];
  readonly key: string;
  readonly options: ReconcileOptions;
  /** Told now and then how many findings are named; may throw to stop. */
  readonly tell: (done: number) => void;
}

/** Findings between two tellings: some hundredths of a second. */
const FINDINGS_TOLD = 500;

function compose(context: CheckContext, blocks: readonly TableBlock[], merged: readonly Merged[], outcome: Outcome): Reconciliation {
  const { books, profile, language } = context;
  const patterns = patternsOf(context, merged.map((one) => one.draft));
  const grouped = new Set(patterns.flatMap((group) => [...group.drafts]));
  const named = merged.map((one, i) => {
    if (i > 0 && i % FINDINGS_TOLD === 0) outcome.tell(i);
    const names = namesOf(context, one.draft, outcome.key);
    const { kind, field, village, certainty } = one.draft;
    return { ...one, ...names, kind, field, village, certainty, grouped: grouped.has(one.draft) };
  });
  const list = ranked(named);
  const numbers = numbering(context, list, outcome.options.numbers ?? new Map());
  const clears = new Map<string, number>();
  const evidence = new Map<string, readonly EvidenceStep[]>();
  const questions = new Map<string, PairAnswer | null>();
  const polish = (text: string): string => (language === "zh" ? chinesePunctuation(text) : text);
  const findings = list.map((one, i) => {
    const { draft } = one;
    if (one.clears > 1 && draft.suspect !== null) clears.set(one.id, one.clears);
    const steps = evidenceOf(context, draft);
    if (steps.length > 0) evidence.set(one.id, steps.map((step) => ({ ...step, label: polish(step.label) })));
    if (draft.pair !== undefined) questions.set(one.id, draft.answer ?? null);
    const finding: Finding = {
      id: one.id, case: one.case, kind: draft.kind, check: draft.check, field: baseOf(draft.field),
      village: draft.village < 0 ? null : (books.villages[draft.village] ?? null),
      number: numbers[i] ?? "", entity: draft.entity < 0 ? null : `e${draft.entity + 1}`, owner: draft.owner, rank: i + 1,
      cells: draft.cells.map((cell) => cellOf(books, cell)),
      ...(draft.kind === "missing" && draft.absentFrom !== undefined ? { absentFrom: draft.absentFrom } : {}),
      suspect: draft.suspect,
      why: polish(one.clears > 1 && draft.suspect !== null ? `${draft.why}${context.say({ zh: `(改这 1 格,消 ${one.clears} 处)`, en: ` (correct this 1 cell, clear ${one.clears})` })}` : draft.why),
      link: { certainty: draft.certainty, because: draft.because.map(polish) },
    };
    return { finding, entity: draft.entity, answered: draft.answer !== undefined };
  });
  const all = findings.map((one) => one.finding);
  const plain: FindingsFile = {
    version: 1,
    profile: profile.id,
    records: blocks.map((block, b) => infoOf(context, block, b)),
    findings: all,
    warnings: outcome.warnings,
    notRun: outcome.notRun,
    patterns: patterns.map(({ pattern }) => ({ ...pattern, why: polish(pattern.why) })),
    summary: summaryOf(context, findings),
  };
  const masked = new Set(profile.fields.filter((field) => field.mask === true).map((field) => field.id));
  const period = books.period;
  return {
    file: outcome.options.fullIds === true ? plain : maskFindingsFile(plain, masked),
    language,
    period: period === null ? null : { from: monthText(period.from), to: monthText(period.to) },
    arrivals: arrivalsOf(context),
    matrix: matrixOf(context, all),
    blocks,
    rowVillages: books.blocks.map((rows) => rows.village),
    key: outcome.key,
    clears,
    evidence,
    questions,
  };
}

/** What links the rows of a finding, as far as they are rows of its person. */
function evidenceOf(context: CheckContext, draft: Draft): readonly EvidenceStep[] {
  const { books, entities } = context;
  if (draft.steps !== undefined) return draft.steps;
  if (draft.entity < 0 || draft.because.length === 0) return [];
  for (const cell of draft.cells) {
    const row = rowOfCell(books, cell);
    if (row < 0 || entities.of[row] !== draft.entity) continue;
    const steps = entities.link(row).evidence ?? [];
    if (steps.length > 0) return steps;
  }
  return [];
}

const baseOf = (field: string | null): string | null => (field === null ? null : (field.split("#")[0] ?? field));

/** 新塘-017: village and a running number in the order of rank; cases of the previous list keep theirs. */
function numbering(context: CheckContext, list: readonly { readonly case: string; readonly village: number }[], previous: ReadonlyMap<string, string>): string[] {
  const used = new Set(previous.values());
  const next = new Map<string, number>();
  const taken = new Set<string>();
  const suffixes = [...context.profile.villageSuffixes].sort((a, b) => b.length - a.length);
  return list.map((one) => {
    const known = previous.get(one.case);
    if (known !== undefined && !taken.has(known)) {
      taken.add(known);
      return known;
    }
    const name = context.books.villages[one.village] ?? "";
    const suffix = suffixes.find((end) => name.endsWith(end) && name.length > end.length);
    const place = name === "" ? context.say({ zh: "全镇", en: "all" }) : suffix === undefined ? name : name.slice(0, -suffix.length);
    let number = "";
    let n = next.get(place) ?? 0;
    do {
      n++;
      number = `${place}-${String(n).padStart(3, "0")}`;
    } while (used.has(number) || taken.has(number));
    next.set(place, n);
    taken.add(number);
    return number;
  });
}

function cellOf(books: Books, cell: Draft["cells"][number]): FindingCell {
  const block = books.blocks[cell.block]?.block;
  return {
    record: block?.record ?? "", file: block?.file ?? null, sheet: block?.sheet ?? "",
    address: `${columnName(cell.column)}${cell.sheetRow + 1}`, value: cell.shown, normal: cell.normal,
  };
}

function infoOf(context: CheckContext, block: TableBlock, b: number): RecordInfo {
  const rows = context.books.blocks[b];
  const villages = new Set<number>(rows === undefined ? [] : rows.village);
  const village = villages.size === 1 ? ([...villages][0] ?? -1) : -1;
  const asOf = asOfBlock(context.books, block, b);
  return {
    record: block.record, file: block.file, sheet: block.sheet,
    village: village < 0 ? null : (context.books.villages[village] ?? null),
    asOf,
    headerRows: block.headerRows.map((row) => row + 1),
    firstRow: (block.sheetRows[0] ?? (block.headerRows[block.headerRows.length - 1] ?? -1) + 1) + 1,
    rows: block.sheetRows.length,
    columns: block.columns.map((column) => ({ column: columnName(column.column), header: column.header, field: column.field, why: column.why ?? column.state })),
  };
}
