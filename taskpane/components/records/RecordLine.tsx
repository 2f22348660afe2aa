import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useId, useState } from "react";
import type { Survey } from "../../../src/survey.js";
import { ChevronDown16Regular, ChevronRight16Regular, Warning16Filled } from "../icons.js";
import { useStrings } from "../session-context.js";
import { Changed } from "./Changed.js";
import { DatesDialog } from "./DatesDialog.js";
import { dateSpan, sheetKey, warningsOf, type RecordSheets } from "./record-sheets.js";
import { SheetCard } from "./SheetCard.js";

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}`, padding: "4px 0" },
  button: {
    display: "grid", gridTemplateColumns: "20px minmax(0, 1fr)", width: "100%", minHeight: "24px", padding: "2px 4px 0 0", margin: 0, border: "none", background: "none",
    color: "inherit", font: "inherit", textAlign: "left", cursor: "pointer", borderRadius: tokens.borderRadiusMedium,
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  absent: { display: "flex", gap: "8px", padding: "2px 4px 2px 20px", color: tokens.colorNeutralForeground3 },
  absentName: { display: "inline-block", "::first-letter": { textTransform: "uppercase" } },
  icon: { display: "flex", paddingTop: "2px", color: tokens.colorNeutralForeground3 },
  title: { display: "flex", flexWrap: "wrap", columnGap: "8px" },
  name: { display: "inline-block", "::first-letter": { textTransform: "uppercase" }, fontWeight: tokens.fontWeightSemibold },
  line: { display: "inline-flex", alignItems: "center", gap: "4px", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  lacking: { display: "flex", color: tokens.colorPaletteDarkOrangeForeground1 },
  second: { display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: "2px", paddingLeft: "20px", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "20px", fontVariantNumeric: "tabular-nums" },
  facts: { display: "flex", flexWrap: "wrap", columnGap: "8px" },
  sheets: { paddingLeft: "16px" },
});

/** 2004-08-31 ~ 09-30: the year once, if there is one. */
function spanText([first, last]: readonly [string, string], join: (first: string, last: string) => string): string {
  if (first === last) return first;
  return join(first, first.slice(0, 5) === last.slice(0, 5) ? last.slice(5) : last);
}

/** One record in one line (and its dates under it); its sheets when opened. */
export function RecordLine({ entry, survey }: { readonly entry: RecordSheets; readonly survey: Survey }) {
  const styles = useStyles();
  const t = useStrings();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { record, sheets } = entry;
  const { arrival } = record;
  if (sheets.length === 0 && arrival.rows === 0) {
    return (
      <li className={mergeClasses(styles.item, styles.absent)}>
        <span className={styles.absentName}>{record.name}</span>
        <span>{t.records.absent}</span>
      </li>
    );
  }
  const span = dateSpan(record);
  const changed = sheets.some((sheet) => sheet.override !== null) || record.parts.some((part) => part.from === "user");
  return (
    <li className={styles.item}>
      <button type="button" className={styles.button} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        <span className={styles.icon} aria-hidden>{open ? <ChevronDown16Regular /> : <ChevronRight16Regular />}</span>
        <span className={styles.title}>
          <span className={styles.name}>{record.name}</span>
          <span className={styles.line}>
            {arrival.missing.length > 0 && <span className={styles.lacking} aria-hidden><Warning16Filled /></span>}
            {arrival.villages === 0 ? t.records.undivided : t.records.line(arrival.villages, arrival.expected, arrival.missing)}
          </span>
        </span>
      </button>
      <div className={styles.second}>
        <span className={styles.facts}>
          <span>{t.records.sheets(sheets.length)}</span>
          <span>{t.records.rows(arrival.rows)}</span>
          <span>{span === null ? t.records.noDate : t.records.asOf(spanText(span, t.records.dateSpan))}</span>
        </span>
        {record.parts.length > 0 && <DatesDialog record={record} />}
        {changed && <Changed />}
      </div>
      {open && (
        <div id={id} className={styles.sheets} role="group" aria-label={t.records.expand(record.name)}>
          {sheets.map((sheet) => (
            <SheetCard key={sheetKey(sheet.file, sheet.sheet)} sheet={sheet} record={record.record} records={survey.records} warnings={warningsOf(sheet, survey.warnings)} open={sheets.length === 1} />
          ))}
        </div>
      )}
    </li>
  );
}
