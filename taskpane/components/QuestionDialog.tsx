import { Button } from "@fluentui/react-components";
import { useRef } from "react";
import { PaneDialog } from "./PaneDialog.js";
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
    <PaneDialog
      alert
      open={question !== null}
      onOpenChange={(open) => !open && actions.answer(false)}
      title={title}
      actions={
        <>
          <Button onClick={() => actions.answer(false)}>{t.cancel}</Button>
          <Button appearance="primary" onClick={() => actions.answer(true)}>{confirm}</Button>
        </>
      }
    >
      {text}
    </PaneDialog>
  );
}
