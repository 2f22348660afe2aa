import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useRef } from "react";
import { Disclosure } from "../Disclosure.js";
import { Add16Regular, Dismiss16Regular } from "../icons.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";

export const FILE_TYPES = ".xlsx,.xlsm,.xls,.csv,.txt,.dbf";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "6px" },
  add: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "4px 8px" },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
  input: { display: "none" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  file: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", alignItems: "center", padding: "3px 0", borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  names: { minWidth: 0 },
  name: { display: "block", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  rows: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  warnings: { gridColumn: "1 / -1", fontSize: tokens.fontSizeBase200 },
  lines: { margin: 0, paddingLeft: "16px", color: tokens.colorNeutralForeground2 },
});

/** What the session takes of a file that was chosen or dropped. */
export function filesOf(list: FileList): { readonly name: string; readonly bytes: () => Promise<Uint8Array> }[] {
  return [...list].map((file) => ({ name: file.name, bytes: async () => new Uint8Array(await file.arrayBuffer()) }));
}

/** Closed files of the villages: added, listed, removed. */
export function AddedFiles() {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const files = useSessionState((state) => state.files);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.root}>
      <div className={styles.add}>
        <Button size="small" icon={<Add16Regular />} disabledFocusable={busy} onClick={() => input.current?.click()}>{t.records.add}</Button>
        <span className={styles.hint}>{t.records.drop}</span>
        <input
          ref={input}
          className={styles.input}
          type="file"
          multiple
          accept={FILE_TYPES}
          aria-label={t.records.add}
          onChange={(event) => {
            const { files: chosen } = event.target;
            if (chosen !== null && chosen.length > 0) void actions.addFiles(filesOf(chosen));
            // The same file may be chosen again after it was changed.
            event.target.value = "";
          }}
        />
      </div>
      {files.length > 0 && (
        <section aria-label={t.records.added(files.length)}>
          <h2 className={styles.title}>{t.records.added(files.length)}</h2>
          <p className={styles.hint}>{t.records.addedHint}</p>
          <ul className={styles.list}>
            {files.map((file) => (
              <li key={file.file} className={styles.file}>
                <span className={styles.names}>
                  <span className={styles.name} title={file.file}>{file.file}</span>
                  <span className={styles.rows}>{t.records.fileRows(file.sheets.length, file.sheets.reduce((sum, sheet) => sum + sheet.rows, 0))}</span>
                </span>
                <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} disabledFocusable={busy} aria-label={t.records.remove(file.file)} title={t.records.remove(file.file)} onClick={() => void actions.removeFile(file.file)} />
                {file.warnings.length > 0 && (
                  <Disclosure className={styles.warnings} flush label={t.records.warnings(file.warnings.length)}>
                    <ul className={styles.lines}>
                      {file.warnings.map((warning, i) => (
                        <li key={i}>{warning.message}</li>
                      ))}
                    </ul>
                  </Disclosure>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
