import { Select, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { SurveyBlock, SurveyColumn, SurveyRecord, SurveySheet } from "../../../src/survey.js";
import { CheckmarkCircle16Filled, Circle16Regular, QuestionCircle16Regular, SubtractCircle16Regular } from "../icons.js";
import { useActions, useStrings } from "../session-context.js";
import { Changed } from "./Changed.js";
import { baseField, withColumn } from "./record-sheets.js";

const NOT_COMPARED = "-";

const useStyles = makeStyles({
  hint: { margin: "0 0 4px", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: { display: "grid", gridTemplateColumns: "24px minmax(0, 1fr) minmax(0, 128px)", columnGap: "6px", alignItems: "start", padding: "5px 0", borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  letters: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, fontVariantNumeric: "tabular-nums", alignSelf: "start", paddingTop: "2px" },
  header: { display: "block", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", lineHeight: "20px" },
  state: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "0 4px", minHeight: "20px", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  icon: { flex: "none", display: "flex", color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  ask: { color: tokens.colorPaletteDarkOrangeForeground1 },
  examples: { display: "block", minHeight: "18px", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  right: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: "1px", minWidth: 0 },
  select: { width: "100%", minWidth: 0, "& select": { minWidth: 0, textOverflow: "ellipsis" } },
});

interface ColumnListProps {
  readonly sheet: SurveySheet;
  readonly block: SurveyBlock;
  readonly record: SurveyRecord | undefined;
  readonly busy: boolean;
}

/** Each column of a table and what it is compared as. */
export function ColumnList({ sheet, block, record, busy }: ColumnListProps) {
  const styles = useStyles();
  const t = useStrings();
  return (
    <>
      <p className={styles.hint}>{t.records.columnsHint}</p>
      <ul className={styles.list}>
        {block.columns.map((column) => (
          <Column key={column.column} sheet={sheet} column={column} record={record} busy={busy} />
        ))}
      </ul>
    </>
  );
}

function Column({ sheet, column, record, busy }: { readonly sheet: SurveySheet; readonly column: SurveyColumn; readonly record: SurveyRecord | undefined; readonly busy: boolean }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const header = column.header === "" ? t.records.noHeader : column.header;
  const changed = sheet.override?.columns?.[column.column] !== undefined;
  // Not disabled while the sheets are read again: the focus would be lost.
  const choose = (field: string | null | undefined): void => {
    if (!busy) void actions.override(sheet.file, sheet.sheet, withColumn(sheet, column.column, field));
  };
  const field = column.field === null ? null : baseField(column.field);
  const fields = record?.fields ?? [];
  const known = field === null || fields.some((one) => one.field === field);
  const icons: Readonly<Record<SurveyColumn["state"], ReactNode>> = {
    mapped: <CheckmarkCircle16Filled />, unmapped: <Circle16Regular />, skipped: <SubtractCircle16Regular />, ambiguous: <QuestionCircle16Regular />,
  };
  return (
    <li className={styles.row}>
      <span className={styles.letters}>{column.letters}</span>
      <span>
        <span className={styles.header} title={header}>{header}</span>
        <span className={styles.examples} title={column.examples.join(t.and)}>{column.examples.join(t.and)}</span>
      </span>
      <span className={styles.right}>
        {(column.state !== "skipped" || changed) && (
          <Select
            className={styles.select}
            size="small"
            aria-label={t.records.fieldOf(column.letters, header)}
            aria-disabled={busy}
            value={column.state === "ambiguous" ? "" : (field ?? NOT_COMPARED)}
            onChange={(_, data) => choose(data.value === NOT_COMPARED ? null : data.value)}
          >
            {column.state === "ambiguous" && <option value="" disabled>{t.records.choose}</option>}
            <option value={NOT_COMPARED}>{t.records.notCompared}</option>
            {!known && field !== null && <option value={field}>{column.fieldName}</option>}
            {fields.map((one) => (
              <option key={one.field} value={one.field}>{one.required ? `${one.name} *` : one.name}</option>
            ))}
          </Select>
        )}
        <span className={styles.state} title={column.state === "skipped" ? t.records.skippedNote : undefined}>
          <span className={mergeClasses(styles.icon, column.state === "mapped" && styles.good, column.state === "ambiguous" && styles.ask)} aria-hidden>{icons[column.state]}</span>
          {t.records.states[column.state]}
          {changed && <Changed what={header} onRestore={() => choose(undefined)} />}
        </span>
      </span>
    </li>
  );
}
