import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState, type DragEvent } from "react";
import type { Survey } from "../../../src/survey.js";
import { EDGE } from "../../theme.js";
import { Disclosure } from "../Disclosure.js";
import { EmptyState } from "../EmptyState.js";
import { QuestionCircle48Regular, Table48Regular } from "../icons.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";
import { AddedFiles, filesOf } from "./AddedFiles.js";
import { PeriodLine } from "./PeriodDialog.js";
import { RecordLine } from "./RecordLine.js";
import { sheetGroups, sheetKey, warningsOf } from "./record-sheets.js";
import { SheetCard } from "./SheetCard.js";

const useStyles = makeStyles({
  root: { position: "relative", flex: 1, minHeight: 0, overflowY: "auto", padding: `8px ${EDGE} 16px`, display: "flex", flexDirection: "column", gap: "10px" },
  over: { outline: `2px dashed ${tokens.colorBrandStroke1}`, outlineOffset: "-4px" },
  list: { listStyleType: "none", margin: 0, padding: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  top: { display: "flex", alignItems: "center", justifyContent: "space-between", gap: "8px", paddingBottom: "4px" },
  again: { flex: "none" },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  large: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: "8px", padding: "10px", borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground2, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  text: { margin: 0 },
  lines: { margin: 0, paddingLeft: "16px", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

/** 记录: what has arrived, and what it was taken for. */
export function RecordsTab() {
  const styles = useStyles();
  const actions = useActions();
  const survey = useSessionState((state) => state.survey);
  const large = useSessionState((state) => state.large);
  const busy = useSessionState((state) => state.work !== null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!busy && event.dataTransfer.files.length > 0) void actions.addFiles(filesOf(event.dataTransfer.files));
  };
  return (
    <div
      className={mergeClasses(styles.root, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={drop}
    >
      {survey === null ? large ? <Large /> : <Unread busy={busy} /> : <Surveyed survey={survey} />}
      <AddedFiles />
    </div>
  );
}

function Large() {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const sheets = useSessionState((state) => state.sheets);
  const cells = sheets.reduce((sum, sheet) => sum + sheet.rows * sheet.columns, 0);
  return (
    <div className={styles.large}>
      <p className={styles.text}>{t.records.large(t.number(cells))}</p>
      <Button size="small" disabledFocusable={busy} onClick={() => void actions.readRecords()}>{t.records.read}</Button>
    </div>
  );
}

function Unread({ busy }: { readonly busy: boolean }) {
  const t = useStrings();
  const actions = useActions();
  const empty = useSessionState((state) => state.sheets.every((sheet) => sheet.rows === 0) && state.files.length === 0);
  if (empty) return <EmptyState icon={<Table48Regular />} title={t.records.empty} text={t.records.emptyHint} />;
  // Being read: the card above says how far.
  return busy ? null : <div><Button size="small" onClick={() => void actions.readRecords()}>{t.records.read}</Button></div>;
}

function Surveyed({ survey }: { readonly survey: Survey }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const { records, unknown, notRead } = sheetGroups(survey);
  const known = new Set(survey.sheets.map((sheet) => sheetKey(sheet.file, sheet.sheet)));
  const others = survey.warnings.filter((warning) => warning.sheet === null || !known.has(sheetKey(warning.file, warning.sheet)));
  const cards = (sheets: typeof unknown, open: boolean) =>
    sheets.map((sheet) => <SheetCard key={sheetKey(sheet.file, sheet.sheet)} sheet={sheet} record={null} records={survey.records} warnings={warningsOf(sheet, survey.warnings)} open={open} />);
  const nothing = records.every((one) => one.sheets.length === 0);
  if (survey.sheets.length === 0 || (nothing && unknown.length === 0)) return <EmptyState icon={<Table48Regular />} title={t.records.empty} text={t.records.emptyHint} />;
  const readAgain = <Button className={styles.again} size="small" appearance="subtle" disabledFocusable={busy} onClick={() => void actions.readRecords()}>{t.records.readAgain}</Button>;
  return (
    <>
      {nothing ? (
        <EmptyState icon={<QuestionCircle48Regular />} title={t.records.nothing} text={t.records.nothingHint} />
      ) : (
        <section aria-label={t.records.title}>
          <div className={styles.top}>
            <PeriodLine />
            {readAgain}
          </div>
          <ul className={styles.list}>
            {records.map((entry) => (
              <RecordLine key={entry.record.record} entry={entry} survey={survey} />
            ))}
          </ul>
        </section>
      )}
      {unknown.length > 0 && (
        <section aria-label={t.records.unknown}>
          <h2 className={styles.title}>{t.records.unknown}</h2>
          <p className={styles.hint}>{t.records.unknownHint}</p>
          {cards(unknown, nothing && unknown.length <= 2)}
        </section>
      )}
      {notRead.length > 0 && <Disclosure flush label={`${t.records.notRead} (${notRead.length})`}>{cards(notRead, false)}</Disclosure>}
      {others.length > 0 && (
        <Disclosure flush label={t.records.otherWarnings(others.length)}>
          <ul className={styles.lines}>
            {others.map((warning, i) => (
              <li key={i}>{warning.message}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {nothing && <div>{readAgain}</div>}
    </>
  );
}
