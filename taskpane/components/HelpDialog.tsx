import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, tokens } from "@fluentui/react-components";
import { useStrings } from "./session-context.js";

const useStyles = makeStyles({
  title: { margin: "12px 0 2px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, ":first-child": { marginTop: 0 } },
  text: { margin: 0, whiteSpace: "pre-line", fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
});

/** The whole manual: one short page. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const styles = useStyles();
  const t = useStrings();
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t.help.title}</DialogTitle>
          <DialogContent tabIndex={0}>
            {t.help.sections.map((section) => (
              <section key={section.title}>
                <h3 className={styles.title}>{section.title}</h3>
                <p className={styles.text}>{section.text}</p>
              </section>
            ))}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
