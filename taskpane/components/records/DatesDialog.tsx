import { Button, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { SurveyPart, SurveyRecord } from "../../../src/survey.js";
import { PaneDialog } from "../PaneDialog.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";
import { ChangeButton } from "./ChangeButton.js";
import { Changed } from "./Changed.js";

const useStyles = makeStyles({
  hint: { margin: "0 0 8px", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  part: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) 140px", alignItems: "center", columnGap: "8px", padding: "4px 0", borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  village: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  from: { display: "flex", alignItems: "center", minHeight: "20px", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  input: { minWidth: 0, width: "100%" },
});

interface Change {
  readonly village: string | null;
  readonly asOf: string;
}

/** 截止日期 of a record, village by village. */
export function DatesDialog({ record }: { readonly record: SurveyRecord }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const choices = useSessionState((state) => state.choices.dates);
  const [open, setOpen] = useState(false);
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const valueOf = (part: SurveyPart): string => changes.find((one) => one.village === part.village)?.asOf ?? part.asOf;
  const change = (village: string | null, asOf: string): void => setChanges([...changes.filter((one) => one.village !== village), { village, asOf }]);
  const apply = async (): Promise<void> => {
    setOpen(false);
    for (const { village, asOf } of changes) {
      if (asOf !== "") await actions.setDate({ record: record.record, village, asOf }, false);
    }
  };
  const restore = (part: SurveyPart): void => {
    setOpen(false);
    const own = choices.some((one) => one.record === record.record && one.village === part.village);
    void actions.setDate({ record: record.record, village: own ? part.village : null, asOf: part.asOf }, true);
  };
  return (
    <PaneDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setChanges([]);
      }}
      trigger={<ChangeButton what={t.records.datesTitle(record.name)} disabledFocusable={busy} />}
      title={t.records.datesTitle(record.name)}
      actions={
        <>
          <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          <Button appearance="primary" disabled={changes.length === 0} onClick={() => void apply()}>{t.confirm}</Button>
        </>
      }
    >
      <p className={styles.hint}>{t.records.datesHint}</p>
      <ul className={styles.list}>
        {record.parts.map((part) => {
          const name = part.village ?? t.records.wholeRecord;
          return (
            <li key={part.village ?? ""} className={styles.part}>
              <span>
                <span className={styles.village}>{name}</span>
                <span className={styles.from}>{part.from === "user" ? <Changed what={name} onRestore={() => restore(part)} /> : t.records.dateFrom[part.from]}</span>
              </span>
              <Input className={styles.input} size="small" type="date" aria-label={name} value={valueOf(part)} onChange={(_, data) => change(part.village, data.value)} />
            </li>
          );
        })}
      </ul>
    </PaneDialog>
  );
}
