import { makeStyles, tokens } from "@fluentui/react-components";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ResultState } from "../../state.js";
import { EDGE } from "../../theme.js";
import { EmptyState } from "../EmptyState.js";
import { CheckmarkCircle48Regular, DocumentSearch24Regular } from "../icons.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";
import { FilterDialog } from "./FilterDialog.js";
import { FindingList } from "./FindingList.js";
import { FindingPanel } from "./FindingPanel.js";
import { GroupChoice } from "./GroupChoice.js";
import { SearchField } from "./SearchField.js";
import { SummaryStrip } from "./SummaryStrip.js";
import { useWalkKeys } from "./use-walk-keys.js";

const useStyles = makeStyles({
  scroller: { flex: 1, minHeight: 0, overflowY: "auto", overflowX: "hidden", position: "relative" },
  tools: { position: "sticky", top: 0, zIndex: 2, padding: `4px ${EDGE} 6px`, display: "flex", flexDirection: "column", gap: "6px", backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  line: { display: "flex", alignItems: "center", gap: "6px" },
  foot: { padding: `6px ${EDGE} 12px`, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** 结果: the numbers, then what to look at. */
export function ResultsTab() {
  const t = useStrings();
  const result = useSessionState((state) => state.result);
  if (result === null) return <EmptyState icon={<DocumentSearch24Regular />} title={t.results.none} text={t.results.noneHint} />;
  return <Results result={result} />;
}

function Results({ result }: { readonly result: ResultState }) {
  const { selected, findings, rows } = result;
  const view = selected === null ? undefined : findings.find((one) => one.finding.id === selected);
  useWalkKeys(view !== undefined);
  /** Where the list was, and what was open, when a finding took its place. */
  const kept = useRef<{ top: number; last: string | null }>({ top: 0, last: null });
  if (view !== undefined) kept.current.last = view.finding.id;
  const ids = useMemo(() => rows.flatMap((row) => (row.kind === "finding" ? [row.key] : [])), [rows]);
  if (view !== undefined) return <FindingPanel result={result} view={view} place={ids.indexOf(view.finding.id) + 1} of={ids.length} />;
  return <Overview result={result} kept={kept} />;
}

function Overview({ result, kept }: { readonly result: ResultState; readonly kept: { readonly current: { top: number; last: string | null } } }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const { rows, run, groupBy, filter } = result;
  const scroller = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const [sizes, setSizes] = useState({ above: 0, pinned: 0 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const pinned = tools.current?.offsetHeight ?? 0;
      setSizes({ pinned, above: (summary.current?.offsetHeight ?? 0) + pinned });
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const element of [summary.current, tools.current]) if (element !== null) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (scroller.current !== null && kept.current.last !== null) scroller.current.scrollTop = kept.current.top;
  }, [kept]);
  // Another choice is seen from its first row.
  const chosen = useRef({ filter, groupBy });
  useLayoutEffect(() => {
    if (chosen.current.filter === filter && chosen.current.groupBy === groupBy) return;
    chosen.current = { filter, groupBy };
    const first = summary.current?.offsetHeight ?? 0;
    if (scroller.current !== null && scroller.current.scrollTop > first) scroller.current.scrollTop = first;
  }, [filter, groupBy]);
  const shown = rows.reduce((sum, row) => sum + (row.kind === "head" ? row.count : 0), 0) || rows.length;
  const open = (findingId: string, cells: number): void => {
    actions.select(findingId);
    if (cells > 0) void actions.goTo(findingId, 0);
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onScroll={(event) => {
        kept.current.top = event.currentTarget.scrollTop;
      }}
    >
      <div ref={summary}>
        <SummaryStrip result={result} />
      </div>
      {run.findings === 0 ? (
        <EmptyState icon={<CheckmarkCircle48Regular />} mood="good" title={t.results.success} text={t.results.successHint(t.number(run.summary.people.comparable))} />
      ) : (
        <>
          <div ref={tools} className={styles.tools}>
            <GroupChoice value={groupBy} />
            <div className={styles.line}>
              <SearchField value={filter.search} />
              <FilterDialog result={result} />
            </div>
          </div>
          {rows.length === 0 ? (
            groupBy === "patterns" && run.patterns.length === 0 ? (
              <EmptyState icon={<CheckmarkCircle48Regular />} title={t.results.noPatterns} text={t.results.noPatternsHint} />
            ) : (
              <EmptyState icon={<DocumentSearch24Regular />} title={t.results.noHits} text={t.results.noHitsHint} />
            )
          ) : (
            <>
              <FindingList key={groupBy} rows={rows} scroller={scroller} above={sizes.above} pinned={sizes.pinned} last={kept.current.last} onOpen={open} />
              <div className={styles.foot}>{t.results.shown(shown, run.findings)}　{t.results.listKeys}</div>
            </>
          )}
        </>
      )}
    </div>
  );
}
