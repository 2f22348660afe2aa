import { makeStyles } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useSessionState, useStrings } from "./session-context.js";

const useStyles = makeStyles({
  hidden: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap" },
});

/** Says to a screen reader what changes without the user's doing: each step of long work once, its end, new messages. */
export function Announcer() {
  const styles = useStyles();
  const t = useStrings();
  const work = useSessionState((state) => state.work);
  const notices = useSessionState((state) => state.notices);
  const result = useSessionState((state) => state.result);
  const [said, setSaid] = useState("");

  const what = work?.what ?? null;
  const stage = work === null ? "" : (work.steps[work.step] ?? "");
  const cancelling = work?.cancelling ?? false;
  const lastWork = useRef(what);
  useEffect(() => {
    if (what !== null) setSaid(cancelling ? t.work.cancelling : t.work.announce(t.work.what[what], t.work.stages[stage] ?? stage));
    else if (lastWork.current !== null) setSaid(t.work.ended(t.work.what[lastWork.current]));
    lastWork.current = what;
  }, [what, stage, cancelling, t]);

  const latest = notices[notices.length - 1];
  const lastNotice = useRef(latest?.id ?? 0);
  useEffect(() => {
    if (latest !== undefined && latest.id > lastNotice.current) setSaid(latest.text);
    lastNotice.current = Math.max(lastNotice.current, latest?.id ?? 0);
  }, [latest]);

  const at = result?.run;
  const lastRun = useRef(at);
  useEffect(() => {
    if (at !== undefined && at !== lastRun.current) {
      const review = at.summary.kinds.review ?? 0;
      setSaid(t.results.announce(at.findings - review, review));
    }
    lastRun.current = at;
  }, [at, t]);

  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {said}
    </div>
  );
}
