import { Button, Checkbox, Field, Select, makeStyles, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import type { FindingSeverity, FindingView } from "../../engine/protocol.js";
import { conditions, EMPTY_FILTER, filtered } from "../../list/filter.js";
import type { ResultState } from "../../state.js";
import { Filter16Filled, Filter16Regular } from "../icons.js";
import { PaneDialog } from "../PaneDialog.js";
import { useActions, useStrings } from "../session-context.js";

const SEVERITIES: readonly FindingSeverity[] = ["high", "middle", "low"];

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "8px" },
  pair: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)", gap: "8px", "& select": { minWidth: 0, width: "100%" } },
  group: { border: "none", margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  boxes: { display: "grid", gridTemplateColumns: "1fr 1fr" },
  box: { minWidth: 0, alignSelf: "start", "& label": { padding: "3px 4px" }, "& input + div": { margin: "4px" } },
  button: { flex: "none" },
});

/** Names of each kind that occurs: 漏录/漏报, with its number of findings. */
function kindsIn(findings: readonly FindingView[]): readonly { readonly kind: string; readonly name: string }[] {
  const names = new Map<string, Set<string>>();
  for (const { finding, kindName } of findings) {
    const known = names.get(finding.kind);
    if (known === undefined) names.set(finding.kind, new Set([kindName]));
    else known.add(kindName);
  }
  return [...names].map(([kind, own]) => ({ kind, name: [...own].join("/") }));
}

/** Village, record, kind and weight; the list follows at once. */
export function FilterDialog({ result }: { readonly result: ResultState }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const { filter, findings, run } = result;
  const kinds = useMemo(() => kindsIn(findings), [findings]);
  const villages = useMemo(() => [...new Set(findings.map(({ finding }) => finding.village ?? ""))].filter((village) => village !== "").sort((a, b) => a.localeCompare(b, "zh-CN")), [findings]);
  const [open, setOpen] = useState(false);
  const active = conditions(filter);
  const shown = useMemo(() => (open ? filtered(findings, filter).length : 0), [open, findings, filter]);
  const toggled = <T extends string>(list: readonly T[], one: T, on: boolean): readonly T[] => (on ? [...list, one] : list.filter((other) => other !== one));
  return (
    <PaneDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className={styles.button} size="small" appearance={active > 0 ? "primary" : "secondary"} icon={active > 0 ? <Filter16Filled /> : <Filter16Regular />} aria-label={active > 0 ? t.results.filterOn(active) : t.results.filter} title={t.results.filter}>
          {active > 0 ? String(active) : undefined}
        </Button>
      }
      title={t.results.filter}
      actions={
        <>
          <Button disabledFocusable={active === 0} onClick={() => actions.filter({ ...EMPTY_FILTER, search: filter.search })}>{t.results.filterClear}</Button>
          <Button appearance="primary" onClick={() => setOpen(false)}>{t.results.filterShow(shown)}</Button>
        </>
      }
    >
      <div className={styles.content}>
        <div className={styles.pair}>
        <Field label={t.results.village} size="small">
          <Select size="small" value={filter.village ?? ""} onChange={(_, data) => actions.filter({ village: data.value === "" ? null : data.value })}>
            <option value="">{t.results.every}</option>
            {villages.map((village) => (
              <option key={village} value={village}>{village}</option>
            ))}
          </Select>
        </Field>
        <Field label={t.results.record} size="small">
          <Select size="small" value={filter.record ?? ""} onChange={(_, data) => actions.filter({ record: data.value === "" ? null : data.value })}>
            <option value="">{t.results.every}</option>
            {run.records.map((one) => (
              <option key={one.record} value={one.record}>{one.name}</option>
            ))}
          </Select>
        </Field>
        </div>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t.results.kind}</legend>
          <div className={styles.boxes}>
            {kinds.map(({ kind, name }) => (
              <Checkbox key={kind} className={styles.box} label={name} checked={filter.kinds.includes(kind)} onChange={(_, data) => actions.filter({ kinds: toggled(filter.kinds, kind, data.checked === true) })} />
            ))}
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t.results.severity}</legend>
          <div className={styles.boxes}>
            {SEVERITIES.map((severity) => (
              <Checkbox key={severity} className={styles.box} label={t.results.severities[severity]} checked={filter.severities.includes(severity)} onChange={(_, data) => actions.filter({ severities: toggled(filter.severities, severity, data.checked === true) })} />
            ))}
          </div>
        </fieldset>
        {run.previousDate !== null && <Checkbox className={styles.box} label={t.results.addedOnly} checked={filter.addedOnly} onChange={(_, data) => actions.filter({ addedOnly: data.checked === true })} />}
      </div>
    </PaneDialog>
  );
}
