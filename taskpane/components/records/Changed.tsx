import { Badge, Button, makeStyles } from "@fluentui/react-components";
import { ArrowUndo16Regular } from "../icons.js";
import { useStrings } from "../session-context.js";

const useStyles = makeStyles({ root: { display: "inline-flex", alignItems: "center", flex: "none" } });

/** 已改, and with `onRestore` the way back. */
export function Changed({ onRestore, what }: { readonly onRestore?: () => void; readonly what?: string }) {
  const styles = useStyles();
  const t = useStrings();
  return (
    <span className={styles.root}>
      <Badge appearance="outline" color="informative" size="small">{t.records.changed}</Badge>
      {onRestore !== undefined && (
        <Button appearance="subtle" size="small" icon={<ArrowUndo16Regular />} title={t.records.restore} aria-label={what === undefined ? t.records.restore : `${t.records.restore}${" "}${what}`} onClick={onRestore} />
      )}
    </span>
  );
}
