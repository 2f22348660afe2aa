import { Link, ToggleButton, makeStyles, tokens } from "@fluentui/react-components";
import type { PairAnswer } from "../../../src/model.js";
import type { FindingView } from "../../engine/protocol.js";
import { CheckmarkCircle16Filled } from "../icons.js";
import { useActions, useSessionState, useStrings } from "../session-context.js";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "4px", marginTop: "4px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  note: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: "18px" },
});

interface SamePersonProps {
  readonly findingId: string;
  readonly pair: NonNullable<FindingView["pair"]>;
}

/** Two buttons that write into the list whether two rows are one person; without a list, where to answer. */
export function SamePerson({ findingId, pair }: SamePersonProps) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const listed = useSessionState((state) => state.lists.written.length > 0);
  const busy = useSessionState((state) => state.work !== null);
  const words = t.results.samePerson;
  if (!listed) {
    return (
      <p className={styles.note}>
        {words.noList} <Link as="button" onClick={() => actions.show("lists")}>{words.toLists}</Link>
      </p>
    );
  }
  const { said, ran } = pair;
  const button = (answer: PairAnswer, label: string) => (
    <ToggleButton size="small" checked={said === answer} disabledFocusable={busy} {...(said === answer ? { icon: <CheckmarkCircle16Filled /> } : {})} onClick={() => void actions.answerPair(findingId, said === answer ? null : answer)}>
      {label}
    </ToggleButton>
  );
  return (
    <div className={styles.root}>
      <div className={styles.buttons} role="group" aria-label={words.question}>
        {button("same", words.same)}
        {button("different", words.different)}
      </div>
      <p className={styles.note} role="status">{said === null ? (ran === null ? words.open : words.takenBack) : said === ran ? words.ran : words.said}</p>
    </div>
  );
}
