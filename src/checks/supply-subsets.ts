/** Which issues add up to a difference. Small numbers only: what a person could have moved by hand. */
import { sameNumber } from "./normal-values.js";
import type { Issue } from "./supply-lines.js";

/** Days at the end and at the start of a month whose issues a report may count in the neighbouring month (domain §5: closed ≤ 5th). */
const LAST_DAYS_FROM = 25;
const FIRST_DAYS_TO = 7;
/** Beyond this many rows a subset can be found for nearly every difference and proves nothing. */
const MOST_ROWS = 12;

/** True if some of the issues add up to `amount`. */
export function reaches(issues: readonly Issue[], amount: number): boolean {
  if (issues.length === 0) return false;
  if (issues.length > MOST_ROWS) return issues.reduce((sum, issue) => sum + issue.quantity, 0) >= amount;
  return subset(issues, amount) !== null;
}

/** The fewest issues that add up to `amount`, ties by order; null if none do. */
function subset(issues: readonly Issue[], amount: number): readonly Issue[] | null {
  let best: readonly Issue[] | null = null;
  for (let mask = 1; mask < 1 << issues.length; mask++) {
    let sum = 0;
    const chosen: Issue[] = [];
    for (let bit = 0; bit < issues.length; bit++) {
      const issue = issues[bit];
      if ((mask & (1 << bit)) !== 0 && issue !== undefined) {
        sum += issue.quantity;
        chosen.push(issue);
      }
    }
    if (sameNumber(sum, amount) && (best === null || chosen.length < best.length)) best = chosen;
  }
  return best;
}

/**
 * The issues in the last (or first) days of a month that add up to `amount`: what the report counted in the next (or previous)
 * month. `closing`: only "all issues from some day on" counts, since nothing in the other month confirms it.
 */
export function issuesBetween(issues: readonly Issue[], edge: "end" | "start", amount: number, closing: boolean): readonly Issue[] | null {
  const near = issues
    .filter((issue) => !Number.isNaN(issue.quantity) && (edge === "end" ? issue.day >= LAST_DAYS_FROM : issue.day >= 1 && issue.day <= FIRST_DAYS_TO))
    .sort((a, b) => (edge === "end" ? b.day - a.day : a.day - b.day) || a.quantity - b.quantity);
  let sum = 0;
  for (let count = 0; count < near.length; count++) {
    sum += near[count]?.quantity ?? 0;
    const next = near[count + 1];
    if (next !== undefined && next.day === near[count]?.day) continue;
    if (sameNumber(sum, amount)) return near.slice(0, count + 1);
  }
  return closing || near.length > MOST_ROWS ? null : subset(near, amount);
}
