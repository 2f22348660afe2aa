/** Which cells of a finding are in doubt, and which are only compared with them. */
import type { Finding } from "../model.js";
import type { Severity } from "./phrases.js";

export const GRAVITY: Readonly<Record<Severity | "reference", number>> = { high: 3, middle: 2, low: 1, reference: 0 };

/**
 * Where the odd one out is known only its cells are in doubt; of a total only the stated number (the first cell) is. Something missing
 * has no cell in the record it is missing from: it is marked where it stands.
 */
export function inDoubt(finding: Finding, cell: number): boolean {
  if (finding.kind === "total") return cell === 0;
  const { suspect, cells } = finding;
  return suspect === null || cells[cell]?.record === suspect || !cells.some((each) => each.record === suspect);
}
