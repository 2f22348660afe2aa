import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, DialogTrigger, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useActions, useSessionState, useStrings } from "../session-context.js";
import { Changed } from "./Changed.js";

const useStyles = makeStyles({
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  button: { minWidth: "auto", padding: "0 4px", height: "20px" },
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
      <Dialog
        open={open}
        onOpenChange={(_, data) => {
          setOpen(data.open);
          setMonths(period ?? EMPTY);
        }}
      >
        <DialogTrigger disableButtonEnhancement>
          <Button className={styles.button} size="small" appearance="transparent" disabled={busy} aria-label={`${t.records.change} ${t.records.periodTitle}`}>〔{t.records.change}〕</Button>
        </DialogTrigger>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{t.records.periodTitle}</DialogTitle>
            <DialogContent>
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
            </DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{t.cancel}</Button>
              </DialogTrigger>
              <Button appearance="primary" disabled={!whole || wrong} onClick={() => set({ from, to })}>{t.confirm}</Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
      {said !== null && <Changed what={t.records.periodTitle} onRestore={() => set(null)} />}
    </div>
  );
}
