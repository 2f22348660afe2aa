import { Button, ProgressBar, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { EDGE } from "../theme.js";
import { CheckmarkCircle16Filled, Circle16Regular, ArrowRight12Regular } from "./icons.js";
import { useActions, useSessionState, useStrings } from "./session-context.js";

/** Steps that are counted in rows; the others in checks, sheets or files. */
const ROWS = new Set(["read", "hand", "table", "normalise", "link"]);

const useStyles = makeStyles({
  card: {
    flex: "none", margin: `8px ${EDGE} 0`, padding: "8px 10px 10px", borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: "flex", alignItems: "center", gap: "8px" },
  title: { flex: 1, margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  steps: { listStyleType: "none", margin: "4px 0 6px", padding: 0, fontSize: tokens.fontSizeBase200, lineHeight: "20px" },
  step: { display: "flex", alignItems: "center", gap: "6px", color: tokens.colorNeutralForeground3 },
  // A low pane shows the step under way only.
  other: { "@media (max-height: 480px)": { display: "none" } },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  done: { color: tokens.colorPaletteGreenForeground1 },
  icon: { flex: "none", display: "flex", width: "16px", justifyContent: "center" },
  name: { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  count: { flex: "none", fontVariantNumeric: "tabular-nums", fontWeight: tokens.fontWeightRegular },
  detail: { minHeight: "16px", marginTop: "4px", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "16px" },
});

/** Long work under way: its steps, how far it is, and the way out. */
export function WorkCard() {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const work = useSessionState((state) => state.work);
  if (work === null) return null;
  const key = work.steps[work.step] ?? "";
  const counted = work.total > 0;
  const name = t.work.what[work.what];
  return (
    <section className={styles.card} aria-label={name}>
      <div className={styles.head}>
        <h2 className={styles.title}>{work.cancelling ? t.work.cancelling : name}</h2>
        {work.cancellable && (
          <Button size="small" disabledFocusable={work.cancelling} onClick={() => actions.cancel()}>{t.cancel}</Button>
        )}
      </div>
      <ol className={styles.steps}>
        {work.steps.map((step, i) => {
          const current = i === work.step;
          return (
            <li key={step} className={mergeClasses(styles.step, current ? styles.current : styles.other)} aria-current={current ? "step" : undefined}>
              <span className={mergeClasses(styles.icon, i < work.step && styles.done)} role="img" aria-label={i < work.step ? t.work.done : current ? t.work.now : t.work.later}>
                {i < work.step ? <CheckmarkCircle16Filled /> : current ? <ArrowRight12Regular /> : <Circle16Regular />}
              </span>
              <span className={styles.name}>{t.work.stages[step] ?? step}</span>
              {current && counted && <span className={styles.count}>{(ROWS.has(step) ? t.work.rows : t.work.steps)(work.done, work.total)}</span>}
            </li>
          );
        })}
      </ol>
      {/* A bar of its own for each step: it never runs backwards. */}
      <ProgressBar key={work.step} aria-label={t.work.stages[key] ?? name} {...(counted ? { value: Math.min(1, work.done / work.total) } : {})} />
      <div className={styles.detail}>{work.detail}</div>
    </section>
  );
}
