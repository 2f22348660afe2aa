import { Button, Link, MessageBar, MessageBarBody, Tag, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { FindingView } from "../../engine/protocol.js";
import { stripOf } from "../../list/value-strip.js";
import type { ResultState } from "../../state.js";
import { EDGE } from "../../theme.js";
import { ArrowDown16Regular, ArrowLeft16Regular, ArrowUp16Regular, ErrorCircle16Filled, QuestionCircle16Regular } from "../icons.js";
import { Disclosure } from "../Disclosure.js";
import { useActions, useStrings } from "../session-context.js";
import { KindBadge } from "./KindBadge.js";
import { SamePerson } from "./SamePerson.js";
import { ValueStrip } from "./ValueStrip.js";
import { Waterfall } from "./Waterfall.js";

const useStyles = makeStyles({
  root: { flex: 1, minHeight: 0, display: "flex", flexDirection: "column" },
  nav: { flex: "none", display: "flex", alignItems: "center", gap: "2px", padding: `3px ${EDGE} 3px 6px`, borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  place: { flex: 1, textAlign: "center", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, fontVariantNumeric: "tabular-nums" },
  body: { flex: 1, minHeight: 0, overflowY: "auto", padding: `8px ${EDGE} 12px`, display: "flex", flexDirection: "column", gap: "8px", "& > *": { flexShrink: 0 } },
  hidden: { flex: "none", padding: `6px ${EDGE} 0` },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere", outlineStyle: "none" },
  tags: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px", marginTop: "2px", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, fontVariantNumeric: "tabular-nums" },
  verdict: { display: "flex", alignItems: "flex-start", gap: "4px", fontWeight: tokens.fontWeightSemibold, lineHeight: "20px" },
  verdictIcon: { display: "flex", flex: "none", paddingTop: "2px" },
  bad: { color: tokens.colorPaletteRedForeground1 },
  section: { margin: 0 },
  label: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px", fontWeight: tokens.fontWeightRegular },
  text: { margin: 0, lineHeight: "20px", overflowWrap: "anywhere" },
  list: { listStyleType: "none", margin: 0, padding: 0, lineHeight: "22px" },
  keys: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  clears: { margin: "4px 0 0", padding: "0 6px", width: "fit-content", borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorBrandStroke2}`, color: tokens.colorBrandForeground1, fontSize: tokens.fontSizeBase200, lineHeight: "20px" },
});

interface FindingPanelProps {
  readonly result: ResultState;
  readonly view: FindingView;
  /** Place among the findings of the list from 1, 0 if it is not in it; and their number. */
  readonly place: number;
  readonly of: number;
}

/** One finding: who says what, which is probably wrong and why, what to do. */
export function FindingPanel({ result, view, place, of }: FindingPanelProps) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const { finding } = view;
  const { records } = result.run;
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
    if (document.hasFocus()) heading.current?.focus({ preventScroll: true });
  }, [finding.id]);
  const subject = view.name === "" ? (finding.village ?? t.results.noVillage) : view.name;
  const hidden = result.hiddenTarget?.findingId === finding.id ? result.hiddenTarget : null;
  const others = finding.entity === null ? [] : result.findings.filter((one) => one.finding.entity === finding.entity && one !== view);
  // What to do about a question has a place of its own below.
  const why = view.pair === null ? finding.why.replace(t.results.clearsTail, "") : finding.why.replace(/[；;][^；;]*$/, "");
  return (
    <article className={styles.root} aria-label={`${finding.number} ${subject}`}>
      <div className={styles.nav}>
        <Button size="small" appearance="subtle" icon={<ArrowLeft16Regular />} onClick={() => actions.select(null)}>{t.back}</Button>
        <span className={styles.place}>{place > 0 && t.results.position(place, of)}</span>
        <Button size="small" appearance="subtle" icon={<ArrowUp16Regular />} aria-label={t.results.previous} title={t.results.previous} disabledFocusable={place === 1} onClick={() => void actions.walk(-1)} />
        <Button size="small" appearance="subtle" icon={<ArrowDown16Regular />} aria-label={t.results.next} title={t.results.next} disabledFocusable={place === of} onClick={() => void actions.walk(1)} />
      </div>
      {hidden !== null && (
        <div className={styles.hidden} role="status">
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              {t.results.hidden[hidden.what](hidden.sheet)}{" "}
              <Link as="button" onClick={() => void actions.goTo(hidden.findingId, hidden.cell, true)}>{t.results.show}</Link>
            </MessageBarBody>
          </MessageBar>
        </div>
      )}
      <div ref={body} className={styles.body}>
        <header>
          <h2 ref={heading} tabIndex={-1} className={styles.title}>{view.pair === null ? subject : [...new Set(finding.cells.map((cell) => cell.value))].join(t.and)} · {view.itemName}</h2>
          <div className={styles.tags}>
            <KindBadge severity={view.severity} name={view.kindName} />
            <span>{finding.number}</span>
            <span>{[view.name === "" ? "" : (finding.village ?? ""), t.results.group(view.group)].filter((part) => part !== "").join(" ")}</span>
            {view.idNumber !== "" && <span>{view.idNumber}</span>}
            {view.since === "added" && <Tag size="extra-small" appearance="outline">{t.results.newTag}</Tag>}
            {view.outcome !== "" && <span>{t.results.verified(view.outcome)}</span>}
          </div>
        </header>
        <Verdict view={view} nameOf={(record) => records.find((one) => one.record === record)?.name ?? record} />
        <ValueStrip key={finding.id} view={view} records={records} />
        <Section label={t.results.whatIsWrong}>
          <p className={styles.text}>{why}</p>
        </Section>
        <Section label={t.results.whatToDo}>
          <p className={styles.text}>{view.action}</p>
          {view.pair !== null && <SamePerson key={finding.id} findingId={finding.id} pair={view.pair} />}
          <p className={styles.text}>{t.results.owner(t.results.owners[finding.owner])}</p>
          {view.clears > 1 && <p className={styles.clears}>{t.results.clears(view.clears)}</p>}
        </Section>
        {view.pair !== null && view.evidence.length > 0 && (
          <Section label={t.results.samePerson.likeness}>
            <Waterfall steps={view.evidence} />
          </Section>
        )}
        {view.pair === null && finding.link.because.length > 0 && finding.entity !== null && (
          <Section label={t.results.because}>
            <p className={styles.text}>{finding.link.because.join(t.and)}</p>
            <p className={styles.keys}>{certaintyWords(finding.link.certainty, t.results.certainty)}</p>
            {view.evidence.length > 0 && <Disclosure label={t.results.evidence} flush><Waterfall steps={view.evidence} /></Disclosure>}
          </Section>
        )}
        {others.length > 0 && (
          <Section label={t.results.more(others.length)}>
            <ul className={styles.list}>
              {others.slice(0, 12).map((one) => (
                <li key={one.finding.id}>
                  <Link as="button" onClick={() => actions.select(one.finding.id)}>{`${one.finding.number} ${one.itemName} ${one.kindName}`}</Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <p className={styles.keys}>{t.results.keys}</p>
      </div>
    </article>
  );
}

function Section({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.section}>
      <h3 className={styles.label}>{label}</h3>
      {children}
    </section>
  );
}

/** 可能写错：手工台帐（另 3 本一致）, or that nothing tells. */
function Verdict({ view, nameOf }: { readonly view: FindingView; readonly nameOf: (record: string) => string }) {
  const styles = useStyles();
  const t = useStrings();
  const { suspect, kind } = view.finding;
  // The box of its value says it.
  if (stripOf(view.finding).some((group) => group.kind === "suspect")) return null;
  if (suspect !== null) {
    return (
      <div className={`${styles.verdict} ${styles.bad}`}>
        <span className={styles.verdictIcon} aria-hidden><ErrorCircle16Filled /></span>
        {t.results.suspectLine(nameOf(suspect), 0)}
      </div>
    );
  }
  if (kind !== "mismatch") return null;
  return (
    <div className={styles.verdict}>
      <span className={styles.verdictIcon} aria-hidden><QuestionCircle16Regular /></span>
      {t.results.undecided}
    </div>
  );
}

function certaintyWords(certainty: number, words: { readonly sure: string; readonly likely: string; readonly doubtful: string }): string {
  return certainty >= 0.99 ? words.sure : certainty >= 0.9 ? words.likely : words.doubtful;
}
