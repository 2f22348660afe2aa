import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { PaneDialog } from "./PaneDialog.js";
import { useStrings } from "./session-context.js";

const useStyles = makeStyles({
  section: { ":not(:first-child)": { marginTop: "12px" } },
  title: { margin: "0 0 2px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, whiteSpace: "pre-line", fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
});

/** The whole manual: one short page. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const styles = useStyles();
  const t = useStrings();
  return (
    <PaneDialog text open={open} onOpenChange={(now) => !now && onClose()} title={t.help.title} actions={<Button onClick={onClose}>{t.close}</Button>}>
      {t.help.sections.map((section) => (
        <section key={section.title} className={styles.section}>
          <h3 className={styles.title}>{section.title}</h3>
          <p className={styles.text}>{section.text}</p>
        </section>
      ))}
    </PaneDialog>
  );
}
