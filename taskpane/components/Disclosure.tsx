import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useId, useState, type ReactNode } from "react";
import { ChevronDown16Regular, ChevronRight16Regular } from "./icons.js";

const useStyles = makeStyles({
  button: {
    display: "flex", alignItems: "center", gap: "4px", width: "100%", minHeight: "28px", padding: "2px 4px", margin: 0,
    border: "none", borderRadius: tokens.borderRadiusMedium, background: "none", color: tokens.colorNeutralForeground2, font: "inherit", fontSize: tokens.fontSizeBase200,
    textAlign: "left", cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  icon: { flex: "none", display: "flex" },
  label: { flex: 1, minWidth: 0 },
  body: { paddingLeft: "24px", paddingBottom: "4px" },
});

interface DisclosureProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly className?: string;
  /** Whether the body keeps to the label's left edge. */
  readonly flush?: boolean;
}

/** Something that is folded away until asked for. */
export function Disclosure({ label, children, open: initially = false, className, flush = false }: DisclosureProps) {
  const styles = useStyles();
  const [open, setOpen] = useState(initially);
  const id = useId();
  return (
    <div className={className}>
      <button type="button" className={styles.button} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        <span className={styles.icon} aria-hidden>
          {open ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
        </span>
        <span className={styles.label}>{label}</span>
      </button>
      {open && (
        <div id={id} className={mergeClasses(!flush && styles.body)}>
          {children}
        </div>
      )}
    </div>
  );
}
