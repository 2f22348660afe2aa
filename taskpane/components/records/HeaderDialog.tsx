import { Button, Field, Select, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { SurveySheet } from "../../../src/survey.js";
import { PaneDialog } from "../PaneDialog.js";
import { useActions, useStrings } from "../session-context.js";
import { withHeader } from "./record-sheets.js";

const MOST_ROWS = 4;

const useStyles = makeStyles({
  hint: { margin: "0 0 8px", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  rows: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, marginBottom: "8px", overflow: "hidden" },
  row: { display: "flex", alignItems: "center", gap: "6px", padding: "4px 6px", fontSize: tokens.fontSizeBase200, cursor: "pointer", ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke3}` } },
  chosen: { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, borderLeft: `3px solid ${tokens.colorBrandStroke1}`, paddingLeft: "3px" },
  number: { flex: "none", minWidth: "20px", textAlign: "right", fontVariantNumeric: "tabular-nums" },
  text: { minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

/** Chooses the header from the first rows of the sheet. */
export function HeaderDialog({ sheet, busy }: { readonly sheet: SurveySheet; readonly busy: boolean }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const now = sheet.override?.headerRows ?? ends(sheet.tables[0]?.headerRows ?? []);
  const [open, setOpen] = useState(false);
  const [first, setFirst] = useState(now[0]);
  const [count, setCount] = useState(now[1] - now[0] + 1);
  const use = (): void => {
    setOpen(false);
    void actions.override(sheet.file, sheet.sheet, withHeader(sheet, [first, first + count - 1]));
  };
  return (
    <PaneDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFirst(now[0]);
        setCount(now[1] - now[0] + 1);
      }}
      trigger={<Button size="small" disabledFocusable={busy || sheet.head.length === 0}>{t.records.changeHeader}</Button>}
      title={t.records.headerTitle}
      actions={
        <>
          <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          <Button appearance="primary" onClick={use}>{t.records.headerUse}</Button>
        </>
      }
    >
      <p className={styles.hint}>{t.records.headerHint}</p>
      <div className={styles.rows} role="radiogroup" aria-label={t.records.headerTitle}>
        {sheet.head.map((cells, row) => (
          <label key={row} className={mergeClasses(styles.row, row >= first && row < first + count && styles.chosen)}>
            <input type="radio" name="header" checked={row === first} onChange={() => setFirst(row)} aria-label={`${t.records.rowNumber(row + 1)} ${filled(cells)}`} />
            <span className={styles.number}>{row + 1}</span>
            <span className={styles.text}>{filled(cells)}</span>
          </label>
        ))}
      </div>
      <Field label={t.records.headerRows} orientation="horizontal" size="small">
        <Select size="small" value={String(count)} onChange={(_, data) => setCount(Number(data.value))}>
          {Array.from({ length: Math.max(MOST_ROWS, count) }, (_, i) => (
            <option key={i} value={i + 1}>{t.records.headerCount(i + 1)}</option>
          ))}
        </Select>
      </Field>
    </PaneDialog>
  );
}

const filled = (cells: readonly string[]): string => cells.filter((cell) => cell !== "").join(" | ");

function ends(rows: readonly number[]): readonly [number, number] {
  const first = rows[0] ?? 0;
  return [first, rows[rows.length - 1] ?? first];
}
