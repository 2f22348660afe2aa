import { Link, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { GoneView, RunSummary } from "../../engine/protocol.js";
import type { ResultState } from "../../state.js";
import { EDGE } from "../../theme.js";
import { Disclosure } from "../Disclosure.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";

const useStyles = makeStyles({
  root: { padding: `8px ${EDGE} 2px`, display: "flex", flexDirection: "column", gap: "2px" },
  heading: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  strip: { display: "grid", gridTemplateColumns: "repeat(3, minmax(0, 1fr))", borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground2, border: `1px solid ${tokens.colorNeutralStroke3}` },
  people: { gridColumn: "1 / -1", padding: "5px 10px 4px", fontSize: tokens.fontSizeBase200, lineHeight: "18px", color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, fontVariantNumeric: "tabular-nums" },
  number: { padding: "4px 10px 6px", ":not(:last-child)": { borderRight: `1px solid ${tokens.colorNeutralStroke3}` } },
  label: { display: "block", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: "16px" },
  value: { display: "block", fontSize: tokens.fontSizeBase400, lineHeight: "22px", fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
  since: { fontSize: tokens.fontSizeBase200, lineHeight: "18px", color: tokens.colorNeutralForeground2 },
  counts: { display: "flex", flexWrap: "wrap", gap: "2px 10px", color: tokens.colorNeutralForeground1 },
  meta: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  list: { margin: 0, paddingLeft: "16px", fontSize: tokens.fontSizeBase200, lineHeight: "18px", color: tokens.colorNeutralForeground2 },
  title: { margin: "4px 0 0", fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  stale: { alignItems: "center" },
});

/** Runs whose results have been shown: focus goes to new ones only. */
const shown = new WeakSet<RunSummary>();
/** Longer lists are in the sheet 复查对照. */
const MOST_GONE = 200;

/** First the numbers: how much agrees, how much there is to do, what has become of last time's. */
export function SummaryStrip({ result }: { readonly result: ResultState }) {
  const styles = useStyles();
  const t = useStrings();
  const { run } = result;
  const { people, kinds } = run.summary;
  const review = kinds.review ?? 0;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shown.has(run)) return;
    shown.add(run);
    // Not while the user types in the sheet.
    if (document.hasFocus()) heading.current?.focus();
  }, [run]);
  const numbers: readonly (readonly [string, string])[] = [
    [t.results.toCorrect, t.results.places(run.findings - review)],
    [t.results.toReview, t.results.places(review)],
    [t.results.patterns, t.results.items(run.patterns.length)],
  ];
  return (
    <section className={styles.root} aria-labelledby="result-heading">
      <h2 id="result-heading" ref={heading} tabIndex={-1} className={styles.heading}>{t.results.heading}</h2>
      <Stale result={result} />
      <div className={styles.strip}>
        <div className={styles.people}>
          {t.results.comparable} <strong>{t.results.people(people.comparable)}</strong> · {t.results.agree} <strong>{t.results.people(people.agree)}</strong>
        </div>
        {numbers.map(([label, value]) => (
          <div key={label} className={styles.number}>
            <span className={styles.label}>{label}</span>
            <span className={styles.value}>{value}</span>
          </div>
        ))}
      </div>
      {run.previousDate !== null && <SinceLast result={result} date={run.previousDate} />}
      <Notes result={result} />
    </section>
  );
}

function Stale({ result: { stale } }: { readonly result: ResultState }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  if (stale === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.stale}>
      <MessageBarBody>
        {t.results.stale(stale.changes, stale.sheets.join(t.and))}{" "}
        <Link as="button" disabledFocusable={busy} onClick={() => void actions.reconcile()}>{t.top.again}</Link>
      </MessageBarBody>
    </MessageBar>
  );
}

function SinceLast({ result, date }: { readonly result: ResultState; readonly date: string }) {
  const styles = useStyles();
  const t = useStrings();
  const { findings, run } = result;
  const fixed = run.gone.filter((one) => one.state === "fixed");
  const unchecked = run.gone.filter((one) => one.state === "unchecked");
  let added = 0;
  let open = 0;
  for (const { since } of findings) {
    if (since === "added") added++;
    else if (since !== null) open++;
  }
  const label = (
    <>
      {t.results.since(date)}
      <span className={styles.counts}>
        <span>{t.results.fixed(fixed.length)}</span>
        <span>{t.results.added(added)}</span>
        <span>{t.results.open(open)}</span>
        {unchecked.length > 0 && <span>{t.results.unchecked(unchecked.length)}</span>}
      </span>
    </>
  );
  if (run.gone.length === 0) return <div className={styles.since}>{label}</div>;
  return (
    <Disclosure label={label}>
      <Gone title={t.results.fixedList} list={fixed} />
      <Gone title={t.results.uncheckedList} list={unchecked} />
    </Disclosure>
  );
}

function Gone({ title, list }: { readonly title: string; readonly list: readonly GoneView[] }) {
  const styles = useStyles();
  const t = useStrings();
  if (list.length === 0) return null;
  return (
    <>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.list}>
        {list.slice(0, MOST_GONE).map((one) => (
          <li key={one.number}>{[one.number, one.name, one.why].filter((part) => part !== "").join(" ")}</li>
        ))}
        {list.length > MOST_GONE && <li>{t.results.moreGone(list.length - MOST_GONE)}</li>}
      </ul>
    </>
  );
}

/** What else there is to say of the run, folded. */
function Notes({ result }: { readonly result: ResultState }) {
  const styles = useStyles();
  const t = useStrings();
  const { run, marked, marksShown, took } = result;
  const lines = run.warnings.length + run.notRun.length;
  const meta = [marksShown ? t.results.marked(marked) : t.results.marksOff, t.results.took((took / 1000).toFixed(1))].join(" · ");
  if (lines === 0) return <div className={styles.meta}>{meta}</div>;
  return (
    <Disclosure flush label={`${meta} · ${t.results.notes(lines)}`}>
      {run.notRun.length > 0 && <h3 className={styles.title}>{t.results.notRun}</h3>}
      <ul className={styles.list}>
        {run.notRun.map((one, i) => (
          <li key={i}>{one.why}</li>
        ))}
      </ul>
      {run.warnings.length > 0 && <h3 className={styles.title}>{t.results.warnings}</h3>}
      <ul className={styles.list}>
        {run.warnings.map((warning, i) => (
          <li key={i}>{warning.message}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
