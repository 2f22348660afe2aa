import { Button, makeStyles, tokens, type ButtonProps } from "@fluentui/react-components";
import { useStrings } from "../session-context.js";

const useStyles = makeStyles({
  button: { minWidth: "auto", height: "24px", padding: "0 2px", fontWeight: tokens.fontWeightRegular, fontSize: tokens.fontSizeBase200, color: tokens.colorBrandForegroundLink, "&[aria-disabled=true]": { color: tokens.colorNeutralForegroundDisabled } },
});

/** 〔改〕 behind what can be changed. What a dialog gives its trigger goes on to the button. */
export function ChangeButton({ what, ...props }: ButtonProps & { readonly what: string }) {
  const styles = useStyles();
  const t = useStrings();
  return (
    <Button {...props} className={styles.button} size="small" appearance="transparent" aria-label={`${t.records.change} ${what}`}>{t.records.changeMark}</Button>
  );
}
