import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { EvidenceStep } from "../../../src/model.js";
import { useStrings } from "../session-context.js";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: "2px 0 4px", padding: 0, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  row: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) 96px 32px", alignItems: "center", columnGap: "8px" },
  label: { minWidth: 0, overflowWrap: "anywhere" },
  track: { position: "relative", height: "8px", borderLeft: `1px solid ${tokens.colorNeutralStroke1}`, borderRight: `1px solid ${tokens.colorNeutralStroke1}` },
  bar: { position: "absolute", top: 0, bottom: 0, minWidth: "2px", forcedColorAdjust: "none" },
  // Dark enough on either ground; what speaks against is hatched as well.
  for: { backgroundColor: tokens.colorPaletteGreenForeground1, "@media (forced-colors: active)": { backgroundColor: "CanvasText" } },
  against: {
    backgroundImage: `repeating-linear-gradient(45deg, ${tokens.colorPaletteRedForeground1} 0 2px, transparent 2px 4px)`, border: `1px solid ${tokens.colorPaletteRedForeground1}`,
    "@media (forced-colors: active)": { backgroundImage: "none", border: "1px solid CanvasText" },
  },
  word: { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap" },
});

interface Placed {
  readonly step: EvidenceStep;
  /** Per cent of the track. */
  readonly left: number;
  readonly width: number;
}

/** Each step begins where the one before has ended. */
export function placedSteps(steps: readonly EvidenceStep[]): Placed[] {
  let low = 0;
  let high = 0;
  let at = 0;
  for (const { bits } of steps) {
    at += bits;
    low = Math.min(low, at);
    high = Math.max(high, at);
  }
  const span = high - low || 1;
  at = 0;
  return steps.map((step) => {
    const from = Math.min(at, at + step.bits);
    at += step.bits;
    return { step, left: ((from - low) / span) * 100, width: (Math.abs(step.bits) / span) * 100 };
  });
}

/** How much each column speaks for, or against, one and the same person. */
export function Waterfall({ steps }: { readonly steps: readonly EvidenceStep[] }) {
  const styles = useStyles();
  const t = useStrings();
  return (
    <ul className={styles.list} aria-label={t.results.evidence}>
      {placedSteps(steps).map(({ step, left, width }, i) => (
        <li key={i} className={styles.row}>
          <span className={styles.label}>{step.label}</span>
          <span className={styles.track} aria-hidden>
            <span className={mergeClasses(styles.bar, step.bits < 0 ? styles.against : styles.for)} style={{ left: `${left}%`, width: `${width}%` }} />
          </span>
          <span className={styles.word}>{t.results.strength(step.bits)}</span>
        </li>
      ))}
    </ul>
  );
}
