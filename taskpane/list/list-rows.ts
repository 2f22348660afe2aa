/** The list of findings as rows to show: grouped under heads, filtered, some groups closed. */
import type { Language, Pattern, RecordId } from "../../src/model.js";
import type { FindingView, RunSummary } from "../engine/protocol.js";
import type { Filter, GroupBy, ListRow } from "../state.js";
import { strings, type Strings } from "../strings/index.js";
import { filtered } from "./filter.js";

export { EMPTY_FILTER } from "./filter.js";

/** "Look here first". */
const FIRST = 10;

interface Group {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly views: readonly FindingView[];
}

/**
 * @param findings by rank
 * @param toggled keys of the groups that the user opened or closed, against what they are by themselves (closed, unless the user searches or
 * there is only one)
 */
export function listRows(
  run: RunSummary, findings: readonly FindingView[], groupBy: GroupBy, filter: Filter, toggled: ReadonlySet<string>, language: Language,
): ListRow[] {
  const shown = filtered(findings, filter);
  const words = strings(language).results;
  switch (groupBy) {
    case "first":
      return shown.slice(0, FIRST).map(findingRow);
    case "all":
      return shown.map(findingRow);
    case "village":
      return rowsOf(byVillage(shown, words), filter, toggled);
    case "record":
      return rowsOf(byRecord(run, shown, words), filter, toggled);
    case "patterns":
      return rowsOf(byPattern(run.patterns, shown, words), filter, toggled);
  }
}

const findingRow = (view: FindingView): ListRow => ({ kind: "finding", key: view.finding.id, view });

function rowsOf(groups: readonly Group[], filter: Filter, toggled: ReadonlySet<string>): ListRow[] {
  const openByItself = filter.search.trim() !== "" || groups.length === 1;
  const rows: ListRow[] = [];
  for (const group of groups) {
    // Opening a group while searching is another wish than opening it in the whole list: another key.
    const key = openByItself ? `${group.key}*` : group.key;
    const open = openByItself !== toggled.has(key);
    rows.push({ kind: "head", key, title: group.title, note: group.note, count: group.views.length, open });
    if (open) for (const view of group.views) rows.push(findingRow(view));
  }
  return rows;
}

function gather(views: readonly FindingView[], keyOf: (view: FindingView) => string): Map<string, FindingView[]> {
  const groups = new Map<string, FindingView[]>();
  for (const view of views) {
    const key = keyOf(view);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [view]);
    else group.push(view);
  }
  return groups;
}

function counted(views: readonly FindingView[], words: Strings["results"]): string {
  const review = views.filter((view) => view.finding.kind === "review").length;
  return words.groupNote(views.length - review, review);
}

/** The village with most to do first; what belongs to no village last. */
function byVillage(views: readonly FindingView[], words: Strings["results"]): Group[] {
  return [...gather(views, (view) => view.finding.village ?? "")]
    .map(([village, own]) => ({ key: `village:${village}`, title: village === "" ? words.noVillage : village, note: counted(own, words), views: own, last: village === "" }))
    .sort((a, b) => Number(a.last) - Number(b.last) || b.views.length - a.views.length || (a.title < b.title ? -1 : 1));
}

/** The record to look at: where the entry is lacking, else the one probably wrong, else the first cell's. */
export function recordOf(view: FindingView): RecordId {
  const { absentFrom, suspect, cells } = view.finding;
  return absentFrom ?? suspect ?? cells[0]?.record ?? "";
}

function byRecord(run: RunSummary, views: readonly FindingView[], words: Strings["results"]): Group[] {
  const groups = gather(views, recordOf);
  const known = run.records.map((one) => one.record);
  const order = [...known, ...[...groups.keys()].filter((record) => !known.includes(record))];
  return order.flatMap((record) => {
    const own = groups.get(record);
    const name = run.records.find((one) => one.record === record)?.name ?? record;
    return own === undefined ? [] : [{ key: `record:${record}`, title: name === "" ? words.noRecord : name, note: counted(own, words), views: own }];
  });
}

const patternKey = (village: string | null, check: string, field: string | null): string => [village ?? "", check, field ?? ""].join("\u0001");

/** Patterns of one village, check and field share their findings, and so a head. */
function byPattern(patterns: readonly Pattern[], views: readonly FindingView[], words: Strings["results"]): Group[] {
  const groups = gather(views, ({ finding }) => patternKey(finding.village, finding.check, finding.field));
  const seen = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const key = patternKey(pattern.village, pattern.check, pattern.field);
    seen.set(key, [...(seen.get(key) ?? []), pattern]);
  }
  return [...seen].flatMap(([key, own]) => {
    const found = groups.get(key);
    const first = own[0];
    if (found === undefined || first === undefined) return [];
    const title = words.patternTitle(first.village, found[0]?.itemName ?? "");
    return [{ key: `pattern:${key}`, title, note: own.map((pattern) => words.patternNote(pattern.findings, pattern.of)).join(" "), views: found }];
  });
}
