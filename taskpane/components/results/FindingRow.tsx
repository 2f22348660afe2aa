import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { EDGE } from "../../theme.js";
import type { ListRow } from "../../state.js";
import { ChevronDown16Regular, ChevronRight16Regular } from "../icons.js";
import { useStrings } from "../session-context.js";
import { KindBadge } from "./KindBadge.js";

/** Height in pixels: all rows of findings are alike, so that a long list scrolls exactly. */
export const ROW_HEIGHT = 52;
export const HEAD_HEIGHT = 36;

const useStyles = makeStyles({
  button: {
    display: "block", width: "100%", margin: 0, border: "none", background: "none", color: "inherit", font: "inherit", textAlign: "left", cursor: "pointer", boxSizing: "border-box",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  finding: { height: `${ROW_HEIGHT}px`, padding: `5px ${EDGE} 4px`, borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  last: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  line: { display: "flex", alignItems: "center", gap: "6px", minWidth: 0, lineHeight: "20px" },
  name: { flex: "none", maxWidth: "50%", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", fontWeight: tokens.fontWeightSemibold },
  where: { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  number: { flex: "none", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, fontVariantNumeric: "tabular-nums" },
  fresh: { flex: "none", padding: "0 4px", borderRadius: tokens.borderRadiusSmall, border: `1px solid ${tokens.colorBrandStroke1}`, color: tokens.colorBrandForeground1, fontSize: tokens.fontSizeBase100, lineHeight: "14px" },
  why: { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  second: { marginTop: "2px" },
  head: {
    display: "grid", gridTemplateColumns: "20px minmax(0, 1fr) auto", alignItems: "start", columnGap: "2px", minHeight: `${HEAD_HEIGHT}px`, padding: `7px ${EDGE} 6px 8px`, backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, lineHeight: "20px",
    ":hover": { backgroundColor: tokens.colorNeutralBackground2Hover },
  },
  icon: { display: "flex", paddingTop: "2px", color: tokens.colorNeutralForeground3 },
  title: { fontWeight: tokens.fontWeightSemibold, marginRight: "8px" },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  count: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
});

interface RowProps {
  readonly row: ListRow;
  readonly tabIndex: number;
  /** The finding that was open last. */
  readonly last: boolean;
  readonly onFocus: () => void;
  readonly onPress: () => void;
}

/** A row of the list: a group's head, or a finding in two short lines. */
export function FindingRow({ row, tabIndex, last, onFocus, onPress }: RowProps) {
  const styles = useStyles();
  const t = useStrings();
  if (row.kind === "head") {
    return (
      <button type="button" className={mergeClasses(styles.button, styles.head)} tabIndex={tabIndex} aria-expanded={row.open} onFocus={onFocus} onClick={onPress}>
        <span className={styles.icon} aria-hidden>{row.open ? <ChevronDown16Regular /> : <ChevronRight16Regular />}</span>
        <span>
          <span className={styles.title}>{row.title}</span>
          <span className={styles.note}>{row.note}</span>
        </span>
        <span className={styles.count}>{t.results.items(row.count)}</span>
      </button>
    );
  }
  const { view } = row;
  const { finding } = view;
  const where = [view.name === "" ? "" : (finding.village ?? ""), view.itemName].filter((part) => part !== "").join(" · ");
  return (
    <button type="button" className={mergeClasses(styles.button, styles.finding, last && styles.last)} tabIndex={tabIndex} onFocus={onFocus} onClick={onPress}>
      <span className={styles.line}>
        <span className={styles.name}>{view.name === "" ? (finding.village ?? t.results.noVillage) : view.name}</span>
        <span className={styles.where}>{where}</span>
        {view.since === "added" && <span className={styles.fresh}>{t.results.newTag}</span>}
        <span className={styles.number}>{finding.number}</span>
      </span>
      <span className={mergeClasses(styles.line, styles.second)}>
        <KindBadge severity={view.severity} name={view.kindName} />
        <span className={styles.why}>{finding.why}</span>
      </span>
    </button>
  );
}
