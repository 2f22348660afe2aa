import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { PaneDialog } from "../PaneDialog.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";
import { ChangeButton } from "./ChangeButton.js";
import { Changed } from "./Changed.js";

const useStyles = makeStyles({
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  hint: { margin: "0 0 8px", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  fields: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)", gap: "8px" },
  input: { minWidth: 0 },
});

const EMPTY = { from: "", to: "" };

/** 核对月份: as the records say, or as the user says. */
export function PeriodLine() {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const said = useSessionState((state) => state.choices.period);
  const found = useSessionState((state) => state.survey?.period ?? null);
  const period = said ?? found;
  const [open, setOpen] = useState(false);
  const [{ from, to }, setMonths] = useState(EMPTY);
  const whole = /^\d{4}-\d{2}$/.test(from) && /^\d{4}-\d{2}$/.test(to);
  const wrong = whole && from > to;
  const set = (next: typeof period): void => {
    setOpen(false);
    void actions.setPeriod(next);
  };
  return (
    <div className={styles.line}>
      <span>{period === null ? t.records.periodOpen : t.records.period(period.from, period.to)}</span>
      <PaneDialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setMonths(period ?? EMPTY);
        }}
        trigger={<ChangeButton what={t.records.periodTitle} disabledFocusable={busy} />}
        title={t.records.periodTitle}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            <Button appearance="primary" disabled={!whole || wrong} onClick={() => set({ from, to })}>{t.confirm}</Button>
          </>
        }
      >
        <p className={styles.hint}>{t.records.periodHint}</p>
        <div className={styles.fields}>
          <Field label={t.records.periodFrom} size="small">
            <Input className={styles.input} size="small" type="month" placeholder="2004-01" value={from} onChange={(_, data) => setMonths({ from: data.value, to })} />
          </Field>
          <Field label={t.records.periodTo} size="small" {...(wrong ? { validationMessage: t.records.periodWrong } : {})}>
            <Input className={styles.input} size="small" type="month" placeholder="2004-09" value={to} onChange={(_, data) => setMonths({ from, to: data.value })} />
          </Field>
        </div>
        {said !== null && <Button size="small" appearance="transparent" onClick={() => set(null)}>{t.records.periodAuto}</Button>}
      </PaneDialog>
      {said !== null && <Changed what={t.records.periodTitle} onRestore={() => set(null)} />}
    </div>
  );
}
