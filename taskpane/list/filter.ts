/** Which findings the user wants to see: filter and search, without any picture of them. */
import { maskIdCell } from "../../src/report/mask.js";
import type { FindingView } from "../engine/protocol.js";
import type { Filter } from "../state.js";

export const EMPTY_FILTER: Filter = { search: "", village: null, record: null, kinds: [], severities: [], addedOnly: false };

/** Number of conditions set, the search aside: what the filter button says. */
export function conditions(filter: Filter): number {
  return [filter.village !== null, filter.record !== null, filter.kinds.length > 0, filter.severities.length > 0, filter.addedOnly].filter(Boolean).length;
}

/** Written differently is not different here either: width, case, blanks, 账 for 帐. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/账/g, "帐");
}

/** A whole ID number is looked for as the list shows it. */
function wordOf(word: string): string {
  const digits = word.replace(/[^0-9x]/g, "");
  return digits.length === word.length && word.length >= 15 ? maskIdCell(word.toUpperCase()).toLowerCase() : word;
}

/** The words that must all be there. */
export function searchWords(search: string): readonly string[] {
  return fold(search).split(/\s+/).filter((word) => word !== "").map(wordOf);
}

/** What a finding is found by; it never changes, so it is put together once. */
const texts = new WeakMap<FindingView, string>();

function textOf(view: FindingView): string {
  const known = texts.get(view);
  if (known !== undefined) return known;
  const { finding } = view;
  const parts = [finding.number, view.name, view.idNumber, finding.village ?? "", view.group, view.itemName, view.kindName, finding.why];
  // Of a total's many rows the first few say enough.
  for (const cell of finding.cells.slice(0, 12)) parts.push(cell.value, cell.sheet, cell.address);
  // A sign that nobody types keeps one part's end from meeting the next part's beginning.
  const text = fold(parts.join("\u0001"));
  texts.set(view, text);
  return text;
}

export function matches(view: FindingView, filter: Filter, words: readonly string[]): boolean {
  const { finding } = view;
  if (filter.village !== null && (finding.village ?? "") !== filter.village) return false;
  if (filter.kinds.length > 0 && !filter.kinds.includes(finding.kind)) return false;
  if (filter.severities.length > 0 && !filter.severities.includes(view.severity)) return false;
  if (filter.addedOnly && view.since !== "added") return false;
  if (filter.record !== null && finding.absentFrom !== filter.record && !finding.cells.some((cell) => cell.record === filter.record)) return false;
  if (words.length === 0) return true;
  const text = textOf(view);
  return words.every((word) => text.includes(word));
}

/** The findings that fit, in their order. */
export function filtered(findings: readonly FindingView[], filter: Filter): readonly FindingView[] {
  const words = searchWords(filter.search);
  if (words.length === 0 && conditions(filter) === 0) return findings;
  return findings.filter((view) => matches(view, filter, words));
}
