import { Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { FindingView, RunSummary } from "../../engine/protocol.js";
import { agreeing, stripOf, type StripGroup, type StripLine } from "../../list/value-strip.js";
import { CheckmarkCircle16Filled, Circle16Regular, ErrorCircle16Filled } from "../icons.js";
import { useActions, useStrings } from "../session-context.js";

/** Lines of a group, and places of a line, that are shown before "more". */
const LINES = 8;
const PLACES = 4;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "6px" },
  group: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderLeftWidth: "3px", borderRadius: tokens.borderRadiusMedium, overflow: "hidden" },
  suspect: { borderLeftColor: tokens.colorPaletteRedBorder2, borderLeftStyle: "double", borderLeftWidth: "5px" },
  agree: { borderLeftColor: tokens.colorPaletteGreenBorder2 },
  absent: { borderTopStyle: "dashed", borderRightStyle: "dashed", borderBottomStyle: "dashed", borderLeftStyle: "dashed", borderLeftWidth: "1px" },
  plain: {},
  head: { display: "flex", alignItems: "center", gap: "4px", padding: "2px 8px", fontSize: tokens.fontSizeBase200, lineHeight: "18px", backgroundColor: tokens.colorNeutralBackground2 },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  good: { color: tokens.colorPaletteGreenForeground1 },
  icon: { display: "flex" },
  lines: { listStyleType: "none", margin: 0, padding: 0 },
  line: { display: "grid", gridTemplateColumns: "minmax(72px, 34%) minmax(0, 1fr)", columnGap: "8px", padding: "4px 8px 3px", ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke3}` } },
  record: { display: "inline-block", "::first-letter": { textTransform: "uppercase" }, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: "20px" },
  value: { minWidth: 0, overflowWrap: "anywhere", fontWeight: tokens.fontWeightSemibold, lineHeight: "20px", fontVariantNumeric: "tabular-nums" },
  none: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  places: { gridColumn: "1 / -1", display: "flex", flexWrap: "wrap", columnGap: "10px" },
  place: { maxWidth: "100%", minHeight: "24px", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", fontSize: tokens.fontSizeBase200, lineHeight: "24px", textAlign: "left", "@media (forced-colors: active)": { textDecorationLine: "underline" } },
  more: { padding: "2px 8px 4px", fontSize: tokens.fontSizeBase200 },
});

/** What each record says of the field, one under the other; alike ones in one box. */
export function ValueStrip({ view, records }: { readonly view: FindingView; readonly records: RunSummary["records"] }) {
  const styles = useStyles();
  const nameOf = (record: string): string => records.find((one) => one.record === record)?.name ?? record;
  const groups = stripOf(view.finding);
  return (
    <div className={styles.root}>
      {groups.map((group, i) => (
        <Group key={i} group={group} agree={agreeing(groups)} view={view} nameOf={nameOf} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly group: StripGroup;
  /** Records that agree against the suspect one. */
  readonly agree: number;
  readonly view: FindingView;
  readonly nameOf: (record: string) => string;
}

function Group({ group, agree, view, nameOf }: GroupProps) {
  const styles = useStyles();
  const t = useStrings();
  const [all, setAll] = useState(false);
  const { kind } = group;
  const shown = all ? group.lines : group.lines.slice(0, LINES);
  const hidden = group.lines.slice(shown.length).reduce((sum, line) => sum + line.cells.length, 0);
  return (
    <section className={mergeClasses(styles.group, styles[kind])}>
      {(kind === "suspect" || kind === "agree") && (
        <div className={mergeClasses(styles.head, kind === "suspect" ? styles.bad : styles.good)}>
          <span className={styles.icon} aria-hidden>{kind === "suspect" ? <ErrorCircle16Filled /> : <CheckmarkCircle16Filled />}</span>
          {kind === "suspect" ? t.results.suspectLine(nameOf(group.lines[0]?.record ?? ""), agree) : t.results.agreeing(group.records)}
        </div>
      )}
      <ul className={styles.lines}>
        {shown.map((line, i) => (
          <Line key={i} line={line} absent={kind === "absent"} view={view} name={nameOf(line.record)} />
        ))}
      </ul>
      {hidden > 0 && (
        <div className={styles.more}>
          <Link as="button" onClick={() => setAll(true)}>{t.results.moreCells(hidden)}</Link>
        </div>
      )}
    </section>
  );
}

function Line({ line, absent, view, name }: { readonly line: StripLine; readonly absent: boolean; readonly view: FindingView; readonly name: string }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const [all, setAll] = useState(false);
  const shown = all ? line.cells : line.cells.slice(0, PLACES);
  const more = line.cells.length - shown.length;
  const empty = absent || line.value.trim() === "";
  return (
    <li className={styles.line}>
      <span className={styles.record}>{name}</span>
      <span className={mergeClasses(styles.value, empty && styles.none)}>
        {absent && <Circle16Regular style={{ verticalAlign: "-3px", marginRight: 4 }} aria-hidden />}
        {absent ? t.results.absent : empty ? t.results.emptyCell : line.value}
      </span>
      {line.cells.length > 0 && (
        <span className={styles.places}>
          {shown.map(({ index, cell }) => {
            const place = `${cell.sheet} ${cell.address}`;
            const title = cell.file === null ? t.results.goTo(cell.sheet, cell.address) : `${place} (${t.results.inFile(cell.file)})`;
            return (
              <Link key={index} as="button" className={styles.place} title={title} aria-label={title} onClick={() => void actions.goTo(view.finding.id, index)}>
                {cell.file === null ? place : `${cell.file} / ${place}`}
              </Link>
            );
          })}
          {more > 0 && <Link as="button" className={styles.place} onClick={() => setAll(true)}>{t.results.moreCells(more)}</Link>}
        </span>
      )}
    </li>
  );
}
