/** A score in a few lines, for a test's message or a terminal. */
import type { Score } from "./score.js";

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

export function describeScore(score: Score, most = 20): string {
  const lines = [
    `recall ${percent(score.recall)} (single ${percent(score.single.recall)}), precision ${percent(score.precision)} (single ${percent(score.single.precision)}), ${score.findingsPerError.toFixed(3)} findings per error, reviews ${score.reviews} = ${percent(score.reviewShare)} of the ledger rows, ${score.unexplainedReviews.length} of them unexplained`,
    `patterns ${score.patterns.found}/${score.patterns.expected}, check agrees ${percent(score.checkAgreement)}, suspect agrees ${percent(score.suspectAgreement)}`,
    ...Object.entries(score.byKind).map(([kind, k]) => `  ${kind}: ${k.found}/${k.errors} found, ${k.false} false`),
  ];
  for (const error of score.missedErrors.slice(0, most)) {
    const cell = error.cells[0];
    lines.push(`missed ${error.recipe} [${error.kind} ${error.check} ${error.field ?? "-"}] ${error.village ?? ""} ${cell ? `${cell.sheet}!${cell.address}` : error.record}: ${error.note}`);
  }
  for (const { finding, lawful, near } of score.falseFindings.slice(0, most)) {
    const cells = finding.cells.slice(0, 3).map((c) => `${c.sheet}!${c.address}`).join(" ");
    lines.push(`false ${finding.kind} ${finding.check} ${finding.field ?? "-"} ${finding.village ?? ""} ${cells} ${lawful.length > 0 ? `lawful: ${lawful.join(",")}` : ""}${near.length > 0 ? ` near: ${near.join(",")}` : ""} ${finding.why ?? ""}`);
  }
  return lines.join("\n");
}
