import { makeStyles, tokens } from "@fluentui/react-components";
import type { GroupBy } from "../../state.js";
import { useActions, useStrings } from "../session-context.js";

const GROUPS: readonly GroupBy[] = ["first", "patterns", "village", "record", "all"];

const useStyles = makeStyles({
  root: { display: "flex", margin: 0, padding: "2px", border: "none", borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground4, minWidth: 0 },
  option: {
    position: "relative", flex: "1 1 auto", textAlign: "center", cursor: "pointer", borderRadius: tokens.borderRadiusMedium, padding: "0 4px", fontSize: tokens.fontSizeBase200, lineHeight: "24px", whiteSpace: "nowrap",
    color: tokens.colorNeutralForeground2, border: "1px solid transparent",
    ":has(input:checked)": { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, boxShadow: tokens.shadow2, border: `1px solid ${tokens.colorTransparentStroke}` },
    ":has(input:focus-visible)": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    "@media (forced-colors: active)": { ":has(input:checked)": { border: "1px solid Highlight", backgroundColor: "Highlight", color: "HighlightText", forcedColorAdjust: "none" } },
  },
  input: { position: "absolute", inset: 0, opacity: 0, margin: 0, width: "100%", height: "100%", cursor: "pointer" },
});

/** How the findings are laid out: one of five. */
export function GroupChoice({ value }: { readonly value: GroupBy }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  return (
    <div className={styles.root} role="radiogroup" aria-label={t.results.groupBy}>
      {GROUPS.map((group) => (
        <label key={group} className={styles.option}>
          <input className={styles.input} type="radio" name="group" checked={group === value} onChange={() => actions.groupBy(group)} />
          {t.results.groups[group]}
        </label>
      ))}
    </div>
  );
}
