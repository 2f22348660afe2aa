/**
 * 复查对照: the earlier result against this run. The same id still there: not corrected. The case there with another id: changed, still
 * differs. The case gone: corrected, but only where the check ran and the records arrived this time. A case not there before: new.
 */
import type { Finding, Look, ReportCell, ReportSheet } from "../model.js";
import { filledText } from "./filled-in.js";
import type { ReportContext } from "./input.js";
import { MAX_ROWS, rowHeight, type Row } from "./layout.js";
import { maskText } from "./mask.js";
import type { Previous, PreviousFinding } from "./previous.js";

export type RecheckState = "fixed" | "open" | "changed" | "added" | "unchecked";

export interface RecheckLine {
  readonly state: RecheckState;
  readonly before: PreviousFinding | null;
  readonly now: Finding | null;
}

/** What the sheet tells apart: of those not corrected, the ones that were accepted as true, and questions that were answered. */
type Shown = RecheckState | "accepted" | "answered";

const LOOKS: Readonly<Record<Shown, Look>> = { accepted: "bodyCentre", answered: "bodyCentre", open: "badgeHigh", changed: "badgeHigh", added: "badgeMiddle", unchecked: "badgeLow", fixed: "bodyCentre" };
const ORDER: readonly Shown[] = ["open", "changed", "added", "unchecked", "accepted", "answered", "fixed"];

/** Every old and every new finding exactly once: first pairs of one id, then pairs of one case, then the rest. */
export function compareRuns(context: Pick<ReportContext, "findings" | "result">, previous: Previous): RecheckLine[] {
  const { file, matrix, arrivals } = context.result;
  const notRun = new Set(file.notRun.map((entry) => entry.check));
  const arrived = new Set(arrivals.filter((arrival) => arrival.villages > 0 || arrival.rows > 0).map((arrival) => arrival.record));
  const here = (record: string, village: string | null): boolean => {
    if (!arrived.has(record)) return false;
    const r = matrix.records.indexOf(record);
    const v = village === null ? -1 : matrix.villages.indexOf(village);
    return r < 0 || v < 0 || (matrix.counts[r]?.[v] ?? 0) >= 0;
  };

  const lines: RecheckLine[] = [];
  const waiting = new Map<string, PreviousFinding[]>();
  for (const old of previous.findings) {
    const list = waiting.get(old.case);
    if (list) list.push(old);
    else waiting.set(old.case, [old]);
  }
  const take = (now: Finding, same: (old: PreviousFinding) => boolean): PreviousFinding | null => {
    const list = waiting.get(now.case);
    const at = list?.findIndex(same) ?? -1;
    return list && at >= 0 ? (list.splice(at, 1)[0] ?? null) : null;
  };
  const rest: Finding[] = [];
  for (const now of context.findings) {
    const before = take(now, (old) => old.id === now.id);
    if (before) lines.push({ state: "open", before, now });
    else rest.push(now);
  }
  for (const now of rest) {
    const before = take(now, () => true);
    lines.push({ state: before ? "changed" : "added", before, now });
  }
  for (const list of waiting.values()) {
    for (const before of list) {
      const checked = !notRun.has(before.check) && before.records.every((record) => here(record, before.village));
      lines.push({ state: checked ? "fixed" : "unchecked", before, now: null });
    }
  }
  return lines.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function shownState(context: ReportContext, { state, now }: RecheckLine): Shown {
  if (state !== "open" || now === null) return state;
  return context.answered.has(now.id) ? "answered" : context.accepted.has(now.id) ? "accepted" : state;
}

export function recheckSheet(context: ReportContext, previous: Previous): ReportSheet {
  const { phrases } = context;
  const { words } = phrases;
  const text = words.recheck;
  const lines = compareRuns(context, previous)
    .map((line) => ({ ...line, state: shownState(context, line) }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  // The earlier run may have been made with full ID numbers.
  const masked = (sentence: string): string => (context.fullIds ? sentence : maskText(sentence, true));
  const villages = [...new Set(lines.map((line) => line.now?.village ?? line.before?.village ?? null))];
  const heads = [text.state, words.list.number, words.list.village, words.list.name, words.list.kind, words.list.item, text.before, text.now, text.said];
  const widths = [13, 12, 11, 11, 12, 12, 36, 36, 18];
  const rows: (Row | null)[] = [];
  const heights = new Map<number, number>();

  rows.push([{ value: text.title, look: "title" }, ...Array.from({ length: 8 }, (): ReportCell => ({ value: null, look: "title" }))]);
  heights.set(0, 34);
  rows.push([{ value: text.note(previous.runDate, context.runDate), look: "text" }, ...Array.from({ length: 8 }, (): ReportCell => ({ value: null, look: "text" }))]);
  heights.set(1, 38);

  // Village × state, on the left above the list.
  rows.push([words.list.village, ...ORDER.map((state) => text[state])].map((value): ReportCell => ({ value, look: "head" })));
  heights.set(2, 34);
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const line of lines) {
    add(line.state);
    add(`${line.state}\0${line.now?.village ?? line.before?.village ?? ""}`);
  }
  const count = (village: string | null | undefined, state: Shown): number => counts.get(village === undefined ? state : `${state}\0${village ?? ""}`) ?? 0;
  for (const village of villages) {
    rows.push([{ value: village ?? words.noVillage, look: "bodyCentre" }, ...ORDER.map((state): ReportCell => ({ value: count(village, state), look: "bodyCentre" }))]);
  }
  rows.push([{ value: text.total, look: "head" }, ...ORDER.map((state): ReportCell => ({ value: count(undefined, state), look: "head" }))]);
  rows.push(null);

  const top = rows.length;
  rows.push(heads.map((value): ReportCell => ({ value, look: "head" })));
  heights.set(top, 22);
  for (const { state, before, now } of lines.slice(0, MAX_ROWS - rows.length)) {
    const cells: ReportCell[] = [
      { value: text[state], look: LOOKS[state] },
      { value: before?.number ?? now?.number ?? "", look: "bodyCentre" },
      { value: now?.village ?? before?.village ?? words.noVillage, look: "bodyCentre" },
      { value: (now ? context.person(now).name : before?.name) ?? "", look: "bodyCentre" },
      { value: now ? phrases.kindName(now) : words.kinds[before?.kind ?? "review"], look: "bodyCentre" },
      { value: now ? phrases.itemName(now) : phrases.fieldName(before?.field ?? null), look: "bodyCentre" },
      { value: masked(before?.why ?? ""), look: "bodyWrap" },
      { value: now?.why ?? "", look: "bodyWrap" },
      { value: masked(filledText(before?.filled ?? null)), look: "bodyWrap" },
    ];
    heights.set(rows.length, rowHeight(cells.map((cell, i) => ({ text: String(cell.value ?? ""), width: widths[i] ?? 10 }))));
    rows.push(cells);
  }
  if (lines.length === 0) rows.push(heads.map((_, i): ReportCell => ({ value: i === 0 ? words.none : null, look: "body" })));
  return {
    name: words.sheets.recheck,
    rows,
    widths,
    heights,
    merges: [{ top: 0, bottom: 0, left: 0, right: 8 }, { top: 1, bottom: 1, left: 0, right: 8 }],
    gridLines: false,
    table: { name: "Recheck", area: { top, left: 0, bottom: rows.length - 1, right: heads.length - 1 } },
    print: { orientation: "landscape", fitToWidth: true, repeatRows: [top, top], footer: `&C${words.pageFooter}`, margins: { side: 0.4, top: 0.6, bottom: 0.6 } },
  };
}
