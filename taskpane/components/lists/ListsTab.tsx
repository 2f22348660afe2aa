import { Button, Checkbox, Link, makeStyles, tokens } from "@fluentui/react-components";
import type { ListChoice } from "../../engine/protocol.js";
import type { ResultState } from "../../state.js";
import { EDGE } from "../../theme.js";
import { EmptyState } from "../EmptyState.js";
import { Checkmark12Filled, Open16Regular, Table16Regular, Table48Regular } from "../icons.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";

const useStyles = makeStyles({
  root: { flex: 1, minHeight: 0, overflowY: "auto", padding: `10px ${EDGE} 16px`, display: "flex", flexDirection: "column", gap: "16px" },
  title: { margin: "0 0 2px", fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  choice: { display: "flex", alignItems: "flex-start", "& label": { padding: "4px 6px" }, "& input + div": { margin: "6px 4px" } },
  name: { display: "block" },
  write: { marginTop: "6px" },
  list: { listStyleType: "none", margin: "2px 0 0", padding: 0 },
  written: { display: "flex", alignItems: "center", gap: "6px", minHeight: "26px" },
  link: { textAlign: "left", "@media (forced-colors: active)": { textDecorationLine: "underline" } },
  icon: { display: "flex", flex: "none", color: tokens.colorNeutralForeground3 },
  village: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto auto auto", alignItems: "center", columnGap: "8px", padding: "3px 0", borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  count: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, fontVariantNumeric: "tabular-nums" },
  opened: { display: "inline-flex", alignItems: "center", gap: "2px", color: tokens.colorPaletteGreenForeground1, fontSize: tokens.fontSizeBase200 },
  all: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "4px 8px", marginTop: "6px" },
});

/** 清单: what is written into the workbook, and what goes to the villages. */
export function ListsTab() {
  const styles = useStyles();
  const t = useStrings();
  const result = useSessionState((state) => state.result);
  if (result === null) return <EmptyState icon={<Table48Regular />} title={t.lists.none} text={t.lists.noneHint} />;
  return (
    <div className={styles.root}>
      <Write result={result} />
      <Villages />
      <Marks result={result} />
    </div>
  );
}

function Write({ result }: { readonly result: ResultState }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const chosen = useSessionState((state) => state.lists.chosen);
  const written = useSessionState((state) => state.lists.written);
  const compared = result.run.previousDate !== null;
  const choices: readonly (readonly [keyof ListChoice, string, string])[] = [
    ["summary", t.lists.summary, t.lists.summaryHint],
    ["list", t.lists.list, t.lists.listHint],
    ["notices", t.lists.notices, t.lists.noticesHint],
    ...(compared ? [["recheck", t.lists.recheck, t.lists.recheckHint] as const] : []),
  ];
  const any = choices.some(([key]) => chosen[key]);
  return (
    <section aria-labelledby="lists-write">
      <h2 id="lists-write" className={styles.title}>{t.lists.choose}</h2>
      {choices.map(([key, name, hint]) => (
        <Checkbox
          key={key}
          className={styles.choice}
          checked={chosen[key]}
          disabled={busy}
          onChange={(_, data) => actions.chooseLists({ [key]: data.checked === true })}
          label={
            <>
              <span className={styles.name}>{name}</span>
              <span className={styles.hint}>{hint}</span>
            </>
          }
        />
      ))}
      <Button className={styles.write} appearance="primary" disabledFocusable={busy || !any} onClick={() => void actions.writeLists()}>{written.length > 0 ? t.lists.writeAgain : t.lists.write}</Button>
      {written.length > 0 && (
        <>
          <p className={styles.hint} style={{ marginTop: 8 }}>{t.lists.written}</p>
          <ul className={styles.list}>
            {written.map((sheet) => (
              <li key={sheet} className={styles.written}>
                <span className={styles.icon} aria-hidden><Table16Regular /></span>
                <Link as="button" className={styles.link} onClick={() => void actions.goToSheet(sheet)}>{sheet}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Villages() {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const villages = useSessionState((state) => state.lists.villages);
  const opened = useSessionState((state) => state.lists.opened);
  return (
    <section aria-labelledby="lists-villages">
      <h2 id="lists-villages" className={styles.title}>{t.lists.villages}</h2>
      <p className={styles.hint}>{villages.length === 0 ? t.lists.noVillages : t.lists.villagesHint}</p>
      {villages.length > 0 && (
        <>
          <ul className={styles.list}>
            {villages.map(({ village, findings }) => (
              <li key={village} className={styles.village}>
                <span>{village}</span>
                {opened.includes(village) ? <span className={styles.opened}><Checkmark12Filled aria-hidden />{t.lists.opened}</span> : <span />}
                <span className={styles.count}>{t.lists.count(findings)}</span>
                <Button size="small" appearance="subtle" icon={<Open16Regular />} disabledFocusable={busy} aria-label={t.lists.openVillage(village)} onClick={() => void actions.openVillage(village)}>{t.lists.open}</Button>
              </li>
            ))}
          </ul>
          <div className={styles.all}>
            <Button size="small" disabledFocusable={busy} onClick={() => void actions.openAllVillages()}>{t.lists.openAll}</Button>
            <span className={styles.hint}>{t.lists.openAllHint(villages.length)}</span>
          </div>
        </>
      )}
    </section>
  );
}

function Marks({ result }: { readonly result: ResultState }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  return (
    <section aria-labelledby="lists-marks">
      <h2 id="lists-marks" className={styles.title}>{t.lists.marks}</h2>
      <p className={styles.hint}>{result.marksShown ? t.lists.marksOn(result.marked) : t.lists.marksOff}</p>
      {result.marksShown && <Button className={styles.write} size="small" disabledFocusable={busy} onClick={() => void actions.clearMarks()}>{t.lists.clearMarks}</Button>}
    </section>
  );
}
