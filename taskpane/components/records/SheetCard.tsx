import { Button, Field, Select, makeStyles, tokens } from "@fluentui/react-components";
import type { RecordId, Warning } from "../../../src/model.js";
import type { SurveyRecord, SurveySheet } from "../../../src/survey.js";
import { Disclosure } from "../Disclosure.js";
import { ArrowUndo16Regular, EyeOff16Regular, LockClosed16Regular, QuestionCircle16Regular, Warning16Filled } from "../icons.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";
import { Changed } from "./Changed.js";
import { ColumnList } from "./ColumnList.js";
import { HeaderDialog } from "./HeaderDialog.js";
import { withRecord } from "./record-sheets.js";

const LEAVE_OUT = "-";

const useStyles = makeStyles({
  label: { display: "flex", alignItems: "center", gap: "6px", color: tokens.colorNeutralForeground1 },
  name: { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  rows: { flex: "none", color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums" },
  flag: { flex: "none", display: "flex", color: tokens.colorNeutralForeground3 },
  warn: { color: tokens.colorPaletteDarkOrangeForeground1 },
  body: { display: "flex", flexDirection: "column", gap: "6px", padding: "2px 4px 8px 24px", fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  why: { margin: 0, color: tokens.colorNeutralForeground2 },
  line: { display: "flex", alignItems: "center", gap: "4px", flexWrap: "wrap" },
  title: { margin: "4px 0 0", fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, paddingLeft: "16px", color: tokens.colorNeutralForeground2 },
});

interface SheetCardProps {
  readonly sheet: SurveySheet;
  readonly records: readonly SurveyRecord[];
  readonly warnings: readonly Warning[];
  /** Under which record it is shown: only its tables; null: all. */
  readonly record: RecordId | null;
  readonly open?: boolean;
}

/** One sheet: what it was taken for and why, its header, its columns; each can be put right. */
export function SheetCard({ sheet, records, warnings, record, open = false }: SheetCardProps) {
  const styles = useStyles();
  const t = useStrings();
  const isProtected = useSessionState((state) => sheet.file === null && state.sheets.some((one) => one.name === sheet.sheet && one.protected));
  const tables = sheet.tables.filter((table) => record === null || table.record === record);
  const asks = tables.some((table) => table.columns.some((column) => column.state === "ambiguous"));
  const rows = tables.length === 0 ? sheet.rows : tables.reduce((sum, table) => sum + table.rows, 0);
  return (
    <Disclosure
      flush
      open={open}
      label={
        <span className={styles.label}>
          <span className={styles.name} title={sheet.file === null ? sheet.sheet : `${sheet.file} / ${sheet.sheet}`}>{sheet.file === null ? sheet.sheet : `${sheet.file} / ${sheet.sheet}`}</span>
          {sheet.override !== null && <Changed />}
          {sheet.hidden && <Flag text={t.records.hidden}><EyeOff16Regular /></Flag>}
          {isProtected && <Flag text={t.records.protected}><LockClosed16Regular /></Flag>}
          {asks && <Flag text={t.records.states.ambiguous} warn><QuestionCircle16Regular /></Flag>}
          {!asks && warnings.length > 0 && <Flag text={t.records.warnings(warnings.length)} warn><Warning16Filled /></Flag>}
          <span className={styles.rows}>{t.records.rows(rows)}</span>
        </span>
      }
    >
      <SheetBody sheet={sheet} records={records} warnings={warnings} record={record} isProtected={isProtected} />
    </Disclosure>
  );
}

function Flag({ text, warn = false, children }: { readonly text: string; readonly warn?: boolean; readonly children: React.ReactNode }) {
  const styles = useStyles();
  return (
    <span className={`${styles.flag} ${warn ? styles.warn : ""}`} role="img" aria-label={text} title={text}>
      {children}
    </span>
  );
}

function SheetBody({ sheet, records, warnings, record, isProtected }: SheetCardProps & { readonly isProtected: boolean }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const tables = sheet.tables.filter((table) => record === null || table.record === record);
  const mapped = (columns: (typeof tables)[number]["columns"]): number => columns.filter((column) => column.state === "mapped").length;
  // An empty sheet and a list of our own are no record, whatever anybody says.
  const askable = sheet.override !== null || sheet.state === "read" || sheet.state === "notRecognised";
  const hints = [sheet.hidden ? t.records.hidden : "", isProtected ? t.records.protected : ""].filter((hint) => hint !== "");
  return (
    <div className={styles.body}>
      <p className={styles.why}>{sheet.why}</p>
      {hints.length > 0 && <p className={styles.why}>{hints.join(t.and)}</p>}
      {askable && <RecordChoice sheet={sheet} records={records} busy={busy} />}
      <div className={styles.line}>
        {(sheet.state === "read" || sheet.state === "notRecognised") && (
          <>
            {tables[0] !== undefined && <span>{t.records.headerRow(headerText(tables[0].headerRows, t.records.headerAt))}</span>}
            <HeaderDialog sheet={sheet} busy={busy} />
          </>
        )}
        {sheet.override !== null && (
          <Button size="small" appearance="subtle" icon={<ArrowUndo16Regular />} disabledFocusable={busy} onClick={() => void actions.override(sheet.file, sheet.sheet, null)}>{t.records.restore}</Button>
        )}
      </div>
      {tables.map((table, i) => (
        <div key={i}>
          {tables.length > 1 && <h3 className={styles.title}>{t.records.block(i + 1, table.title)}</h3>}
          <Disclosure flush label={t.records.columns(mapped(table.columns), table.columns.length)} open={table.columns.some((column) => column.state === "ambiguous")}>
            <ColumnList sheet={sheet} block={table} record={records.find((one) => one.record === table.record)} busy={busy} />
          </Disclosure>
        </div>
      ))}
      {warnings.length > 0 && (
        <Disclosure flush label={t.records.warnings(warnings.length)}>
          <ul className={styles.list}>
            {warnings.map((warning, i) => (
              <li key={i}>{warning.message}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

/** 这张表是 … */
export function RecordChoice({ sheet, records, busy }: { readonly sheet: SurveySheet; readonly records: readonly SurveyRecord[]; readonly busy: boolean }) {
  const t = useStrings();
  const actions = useActions();
  const said = sheet.override?.record;
  const value = said === null || sheet.state === "ignored" ? LEAVE_OUT : (said ?? sheet.tables[0]?.record ?? "");
  const likely = sheet.candidates;
  const order = [...records].sort((a, b) => place(likely, a.record) - place(likely, b.record));
  return (
    <Field label={t.records.isWhat} size="small" orientation="horizontal">
      <Select
        size="small"
        value={value}
        aria-disabled={busy}
        aria-label={`${sheet.sheet} ${t.records.isWhat}`}
        onChange={(_, data) => !busy && void actions.override(sheet.file, sheet.sheet, withRecord(sheet, data.value === LEAVE_OUT ? null : data.value))}
      >
        {value === "" && <option value="" disabled>{t.records.choose}</option>}
        {order.map((one) => (
          <option key={one.record} value={one.record}>{one.name}</option>
        ))}
        <option value={LEAVE_OUT}>{t.records.leaveOut}</option>
      </Select>
    </Field>
  );
}

const place = (likely: readonly RecordId[], record: RecordId): number => (likely.includes(record) ? likely.indexOf(record) : likely.length);

function headerText(rows: readonly number[], at: (first: number, last: number) => string): string {
  const first = (rows[0] ?? 0) + 1;
  return at(first, (rows[rows.length - 1] ?? first - 1) + 1);
}
