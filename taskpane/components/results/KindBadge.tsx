import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { FindingSeverity } from "../../engine/protocol.js";
import { Circle12Regular, Diamond12Filled, Triangle12Filled } from "../icons.js";
import { useStrings } from "../session-context.js";

const useStyles = makeStyles({
  root: {
    flex: "none", display: "inline-flex", alignItems: "center", gap: "3px", padding: "0 5px", height: "18px", borderRadius: tokens.borderRadiusSmall,
    fontSize: tokens.fontSizeBase200, lineHeight: "16px", whiteSpace: "nowrap", border: "1px solid transparent",
  },
  high: { color: tokens.colorPaletteRedForeground1, borderTopColor: tokens.colorPaletteRedBorder1, borderRightColor: tokens.colorPaletteRedBorder1, borderBottomColor: tokens.colorPaletteRedBorder1, borderLeftColor: tokens.colorPaletteRedBorder1, backgroundColor: tokens.colorPaletteRedBackground1 },
  middle: { color: tokens.colorPaletteDarkOrangeForeground1, borderTopColor: tokens.colorPaletteDarkOrangeBorder1, borderRightColor: tokens.colorPaletteDarkOrangeBorder1, borderBottomColor: tokens.colorPaletteDarkOrangeBorder1, borderLeftColor: tokens.colorPaletteDarkOrangeBorder1, backgroundColor: tokens.colorPaletteDarkOrangeBackground1 },
  low: { color: tokens.colorNeutralForeground2, borderTopColor: tokens.colorNeutralStroke1, borderRightColor: tokens.colorNeutralStroke1, borderBottomColor: tokens.colorNeutralStroke1, borderLeftColor: tokens.colorNeutralStroke1 },
  shape: { display: "flex", "& svg": { width: "10px", height: "10px" } },
});

const SHAPES = { high: Diamond12Filled, middle: Triangle12Filled, low: Circle12Regular };

/** The kind of a finding with its weight as a shape, a word for those who hear it, and a colour besides. */
export function KindBadge({ severity, name }: { readonly severity: FindingSeverity; readonly name: string }) {
  const styles = useStyles();
  const t = useStrings();
  const Shape = SHAPES[severity];
  return (
    <span className={mergeClasses(styles.root, styles[severity])} title={`${name} · ${t.results.severities[severity]}`}>
      <span className={styles.shape} role="img" aria-label={t.results.severities[severity]}>
        <Shape />
      </span>
      {name}
    </span>
  );
}
