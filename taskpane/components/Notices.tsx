import { Button, Link, MessageBar, MessageBarActions, MessageBarBody, makeStyles, messageBarClassNames, tokens } from "@fluentui/react-components";
import { EDGE } from "../theme.js";
import type { Notice } from "../state.js";
import { Disclosure } from "./Disclosure.js";
import { Dismiss16Regular } from "./icons.js";
import { useActions, useSessionState, useStrings } from "./session-context.js";

/** More lines than these are folded away. */
const UNFOLDED = 2;

const useStyles = makeStyles({
  list: { flex: "none", display: "flex", flexDirection: "column", gap: "6px", padding: `8px ${EDGE} 0`, maxHeight: "40vh", overflowY: "auto", "& > *": { flexShrink: 0 } },
  bar: { alignItems: "start", paddingTop: "6px", paddingBottom: "6px", [`& .${messageBarClassNames.bottomReflowSpacer}`]: { display: "none" } },
  body: { paddingTop: 0, paddingBottom: 0, whiteSpace: "normal", fontSize: tokens.fontSizeBase200, lineHeight: "20px" },
  // Their row is empty: the action stands in the text.
  buttons: { margin: 0, padding: 0, minHeight: 0 },
  details: { margin: "2px 0 0", paddingLeft: "16px", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  action: { display: "inline-block", marginLeft: "8px" },
});

/** Lasting messages: what happened, and what to do about it. */
export function Notices() {
  const styles = useStyles();
  const notices = useSessionState((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <div className={styles.list}>
      {notices.map((notice) => (
        <NoticeBar key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeBar({ notice }: { readonly notice: Notice }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const { details = [] } = notice;
  const lines = (
    <ul className={styles.details}>
      {details.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <MessageBar intent={notice.intent} layout="multiline" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        {notice.text}
        {notice.action !== undefined && (
          <Link as="button" className={styles.action} onClick={notice.action.run}>{notice.action.label}</Link>
        )}
        {details.length > 0 && (details.length <= UNFOLDED ? lines : <Disclosure flush label={t.details(details.length)}>{lines}</Disclosure>)}
      </MessageBarBody>
      <MessageBarActions className={styles.buttons} containerAction={<Button appearance="transparent" size="small" icon={<Dismiss16Regular />} aria-label={t.dismiss} title={t.dismiss} onClick={() => actions.dismiss(notice.id)} />} />
    </MessageBar>
  );
}
