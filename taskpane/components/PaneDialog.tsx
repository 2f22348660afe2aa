import { Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, DialogTrigger, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement, ReactNode } from "react";

const useStyles = makeStyles({
  surface: { padding: "14px 16px", width: "calc(100vw - 24px)", maxWidth: "420px", maxHeight: "calc(100vh - 16px)" },
  body: { gap: "8px", maxHeight: "calc(100vh - 46px)" },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  content: { minHeight: 0 },
  // Side by side also in a narrow pane: two lines of buttons would be a fifth of it.
  actions: { gridColumnStart: 1, justifySelf: "end", "@media screen and (max-width: 480px)": { flexDirection: "row", justifySelf: "end", gridRowStart: "auto" } },
});

interface PaneDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
  /** The button that opens it, if one button alone does; focus returns to it. */
  readonly trigger?: ReactElement;
  /** Must be answered: a click beside it does not close it. */
  readonly alert?: boolean;
  /** Nothing in it takes the focus, so that it takes it itself, to be scrolled with keys. */
  readonly text?: boolean;
}

/** A dialog as small as the pane needs it. */
export function PaneDialog({ open, onOpenChange, title, actions, children, trigger, alert = false, text = false }: PaneDialogProps) {
  const styles = useStyles();
  const surface = (
    <DialogSurface className={styles.surface}>
      <DialogBody className={styles.body}>
        <DialogTitle className={styles.title}>{title}</DialogTitle>
        <DialogContent className={styles.content} {...(text ? { tabIndex: 0 } : {})}>{children}</DialogContent>
        <DialogActions className={styles.actions}>{actions}</DialogActions>
      </DialogBody>
    </DialogSurface>
  );
  const change = (_: unknown, data: { readonly open: boolean }): void => onOpenChange(data.open);
  const modal = alert ? "alert" : "modal";
  return trigger === undefined ? (
    <Dialog open={open} modalType={modal} onOpenChange={change}>{surface}</Dialog>
  ) : (
    <Dialog open={open} modalType={modal} onOpenChange={change}>
      <DialogTrigger disableButtonEnhancement>{trigger}</DialogTrigger>
      {surface}
    </Dialog>
  );
}
