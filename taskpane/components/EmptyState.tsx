import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", alignItems: "center", textAlign: "center", gap: "6px", padding: "32px 24px" },
  icon: { color: tokens.colorNeutralForeground3, display: "flex", marginBottom: "2px" },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, maxWidth: "36ch", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
});

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly mood?: "good" | "bad";
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** A page that has nothing to show yet: why, and what to do. */
export function EmptyState({ icon, mood, title, text, children }: EmptyStateProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <span className={`${styles.icon} ${mood === "good" ? styles.good : mood === "bad" ? styles.bad : ""}`} aria-hidden>
        {icon}
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text !== undefined && text !== "" && <p className={styles.text}>{text}</p>}
      {children}
    </div>
  );
}
