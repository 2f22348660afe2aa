import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from "@fluentui/react-components";
import { useRef } from "react";
import { useActions, useSessionState, useStrings } from "./session-context.js";

/** What must be answered before anything else happens. */
export function QuestionDialog() {
  const t = useStrings();
  const actions = useActions();
  const question = useSessionState((state) => state.question);
  // The words stay while the dialog closes.
  const last = useRef(question);
  if (question !== null) last.current = question;
  const { title = "", text = "", confirm = "" } = last.current ?? {};
  return (
    <Dialog modalType="alert" open={question !== null} onOpenChange={(_, data) => !data.open && actions.answer(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{text}</DialogContent>
          <DialogActions>
            <Button onClick={() => actions.answer(false)}>{t.cancel}</Button>
            <Button appearance="primary" onClick={() => actions.answer(true)}>{confirm}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
