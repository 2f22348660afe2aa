/** How well a findings file answers a township's truth. */

/** What scoring reads of a findings file (the public format; nothing of the engine). */
export interface FindingLike {
  readonly kind: string;
  readonly check: string;
  readonly field: string | null;
  readonly village: string | null;
  readonly entity?: string | null;
  readonly absentFrom?: string;
  readonly suspect?: string | null;
  readonly why?: string;
  readonly cells: readonly { readonly record: string; readonly file: string | null; readonly sheet: string; readonly address: string }[];
}
export interface FindingsLike {
  readonly findings: readonly FindingLike[];
  readonly patterns?: readonly { readonly village: string; readonly field: string | null }[];
}

interface Place {
  readonly record: string;
  readonly file: string;
  readonly sheet: string;
  readonly address: string;
}
export interface ErrorLike {
  readonly id: string;
  readonly recipe: string;
  readonly kind: string;
  readonly kinds: readonly string[];
  readonly check: string;
  readonly checks: readonly string[];
  readonly field: string | null;
  readonly fields: readonly string[];
  readonly village: string | null;
  readonly record: string;
  readonly scope: "person" | "item" | "part" | "column";
  readonly absentFrom: string | null;
  readonly cells: readonly Place[];
  readonly anyOf: readonly Place[];
  readonly suspect: readonly (string | null)[];
  readonly ambiguous: boolean;
  readonly pattern: boolean;
  readonly note: string;
}
export interface TruthLike {
  readonly errors: readonly ErrorLike[];
  readonly lawful: readonly { readonly exception: string; readonly answer: "none" | "reviewAllowed"; readonly cells: readonly Place[] }[];
  readonly patterns: readonly { readonly village: string; readonly field: string }[];
  readonly ledgerRows: number;
}

export interface KindScore {
  errors: number;
  found: number;
  false: number;
}

export interface FalseFinding {
  readonly finding: FindingLike;
  /** Lawful exceptions that its cells touch: what the engine did not allow for. */
  readonly lawful: readonly string[];
  /** Errors that its cells touch, although kind or field disagree. */
  readonly near: readonly string[];
}

export interface Score {
  /** Errors found / errors; 1 if there are none. */
  readonly recall: number;
  /** Findings that answer an error / findings (without `review`); 1 if there are none. */
  readonly precision: number;
  /** The same without the rows of a village's systematic error, which are many and alike. */
  readonly single: { readonly recall: number; readonly precision: number };
  /** Findings per error found; 0 if none was found. */
  readonly findingsPerError: number;
  readonly byKind: Readonly<Record<string, KindScore>>;
  readonly missedErrors: readonly ErrorLike[];
  readonly falseFindings: readonly FalseFinding[];
  readonly reviews: number;
  /** `review` findings / ledger rows. */
  readonly reviewShare: number;
  /** Reviews that touch no lawful exception that may be asked about, and no error. */
  readonly unexplainedReviews: readonly FindingLike[];
  readonly patterns: { readonly expected: number; readonly found: number };
  /** Of the findings that answer an error: share whose check, and whose suspect, the truth allows. */
  readonly checkAgreement: number;
  readonly suspectAgreement: number;
}

const sameVillage = (a: string | null, b: string | null): boolean => a !== null && b !== null && bare(a) === bare(b);
const bare = (village: string): string => village.replace(/(村委会|村|社区)$/, "");
const keyOf = (cell: { readonly record: string; readonly sheet: string; readonly address: string }): string => `${cell.record}|${cell.sheet}|${cell.address}`;
const sameFile = (found: string | null, truth: string): boolean => found === null || found === "" || found.replaceAll("\\", "/") === truth;

export function score(findings: FindingsLike, truth: TruthLike): Score {
  const errorsAt = index(truth.errors.map((e) => [...e.cells, ...e.anyOf]));
  const lawfulAt = index(truth.lawful.map((l) => l.cells));
  const wide = truth.errors.map((e, i) => ({ e, i })).filter(({ e }) => e.scope === "part" || e.scope === "column");
  const hits = new Array<number>(truth.errors.length).fill(0);
  const falseFindings: FalseFinding[] = [];
  const unexplainedReviews: FindingLike[] = [];
  const byKind: Record<string, KindScore> = {};
  const kind = (name: string): KindScore => (byKind[name] ??= { errors: 0, found: 0, false: 0 });
  let matched = 0;
  let matchedPattern = 0;
  let reviews = 0;
  let checksAgree = 0;
  let suspectsAgree = 0;

  for (const finding of findings.findings) {
    const near = [...new Set(finding.cells.flatMap((cell) => errorsAt(cell)))];
    const review = finding.kind === "review";
    const answers = [
      ...near.filter((i) => answersError(finding, truth.errors[i] as ErrorLike)),
      ...wide.filter(({ e }) => answersPart(finding, e)).map(({ i }) => i),
    ];
    if (review) {
      reviews++;
      for (const i of answers) hits[i] = (hits[i] ?? 0) + 1;
      const allowed = finding.cells.some((cell) => lawfulAt(cell).some((l) => truth.lawful[l]?.answer === "reviewAllowed"));
      if (!allowed && near.length === 0) unexplainedReviews.push(finding);
      continue;
    }
    if (answers.length === 0) {
      kind(finding.kind).false++;
      const lawful = [...new Set(finding.cells.flatMap((cell) => lawfulAt(cell)).map((l) => truth.lawful[l]?.exception ?? ""))];
      falseFindings.push({ finding, lawful, near: near.map((i) => truth.errors[i]?.id ?? "") });
      continue;
    }
    matched++;
    if (answers.every((i) => truth.errors[i]?.pattern)) matchedPattern++;
    if (answers.some((i) => truth.errors[i]?.checks.includes(finding.check))) checksAgree++;
    if (answers.some((i) => truth.errors[i]?.suspect.includes(finding.suspect ?? null))) suspectsAgree++;
    for (const i of answers) hits[i] = (hits[i] ?? 0) + 1;
  }

  const missedErrors = truth.errors.filter((_, i) => (hits[i] ?? 0) === 0);
  truth.errors.forEach((e, i) => {
    const k = kind(e.kind);
    k.errors++;
    if ((hits[i] ?? 0) > 0) k.found++;
  });
  const share = (part: number, all: number): number => (all === 0 ? 1 : part / all);
  const found = truth.errors.length - missedErrors.length;
  const singles = truth.errors.filter((e) => !e.pattern).length;
  const singlesMissed = missedErrors.filter((e) => !e.pattern).length;
  const answered = truth.errors.reduce((sum, _, i) => sum + (hits[i] ?? 0), 0);
  return {
    recall: share(found, truth.errors.length), precision: share(matched, matched + falseFindings.length),
    single: { recall: share(singles - singlesMissed, singles), precision: share(matched - matchedPattern, matched - matchedPattern + falseFindings.length) },
    findingsPerError: found === 0 ? 0 : answered / found, byKind, missedErrors, falseFindings, reviews, reviewShare: truth.ledgerRows === 0 ? 0 : reviews / truth.ledgerRows, unexplainedReviews,
    patterns: { expected: truth.patterns.length, found: truth.patterns.filter((p) => findings.patterns?.some((f) => sameVillage(f.village, p.village) && f.field === p.field)).length },
    checkAgreement: share(checksAgree, matched), suspectAgreement: share(suspectsAgree, matched),
  };
}

/** From a finding's cell to the numbers of the entries that hold it. */
function index(entries: readonly (readonly Place[])[]): (cell: FindingLike["cells"][number]) => number[] {
  const at = new Map<string, { readonly entry: number; readonly file: string }[]>();
  entries.forEach((cells, entry) => {
    for (const cell of cells) {
      const list = at.get(keyOf(cell));
      if (list) list.push({ entry, file: cell.file });
      else at.set(keyOf(cell), [{ entry, file: cell.file }]);
    }
  });
  return (cell) => (at.get(keyOf(cell)) ?? []).filter((e) => sameFile(cell.file, e.file)).map((e) => e.entry);
}

function answersError(finding: FindingLike, error: ErrorLike): boolean {
  if (error.scope === "part") return false;
  const kindAgrees = finding.kind === "review" ? error.ambiguous : error.kinds.includes(finding.kind);
  return kindAgrees && (finding.field === null || error.field === null || error.fields.includes(finding.field) || finding.field === error.field);
}

/** A part is one thing without a person; a person missing from it does not answer for it. */
function answersPart(finding: FindingLike, error: ErrorLike): boolean {
  if (error.scope === "part") return error.kinds.includes(finding.kind) && finding.absentFrom === error.absentFrom && sameVillage(finding.village, error.village) && (finding.entity ?? null) === null && finding.field === null;
  return error.kinds.includes(finding.kind) && finding.field === error.field && sameVillage(finding.village, error.village) && finding.cells.length === 0;
}
