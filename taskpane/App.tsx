import { FluentProvider, Spinner, Tab, TabList, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useMemo, useRef } from "react";
import { Announcer } from "./components/Announcer.js";
import { EmptyState } from "./components/EmptyState.js";
import { ErrorCircle48Regular } from "./components/icons.js";
import { laterPage } from "./components/later-page.js";
import { Notices } from "./components/Notices.js";
import { QuestionDialog } from "./components/QuestionDialog.js";
import { RecordsTab } from "./components/records/RecordsTab.js";
import { SessionContext, useActions, useSessionState, useStrings } from "./components/session-context.js";
import { TopBar } from "./components/TopBar.js";
import { useKeptFocus } from "./components/use-kept-focus.js";
import { WorkCard } from "./components/WorkCard.js";
import type { Session, Tab as TabName } from "./state.js";
import { EDGE, fluentTheme, type PaneTheme } from "./theme.js";

// The first page shows without them.
const results = laterPage(async () => (await import("./components/results/ResultsTab.js")).ResultsTab);
const lists = laterPage(async () => (await import("./components/lists/ListsTab.js")).ListsTab);

const TABS: readonly TabName[] = ["records", "results", "lists"];

const useStyles = makeStyles({
  root: {
    display: "flex", flexDirection: "column", height: "100vh", minWidth: "300px", overflow: "hidden",
    backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300,
  },
  tabs: { flex: "none", padding: `0 ${EDGE} 0 2px`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  count: { marginLeft: "4px", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, fontVariantNumeric: "tabular-nums" },
  panel: { flex: 1, minHeight: 0, display: "flex", flexDirection: "column" },
  centre: { flex: 1, display: "flex", alignItems: "center", justifyContent: "center" },
  hidden: { position: "absolute", width: "1px", height: "1px", margin: 0, overflow: "hidden", clipPath: "inset(50%)" },
  skip: { "@media (prefers-reduced-motion: reduce)": { "& *": { animationDuration: "1ms !important", transitionDuration: "1ms !important" } } },
});

interface AppProps {
  readonly session: Session;
  readonly theme: PaneTheme;
  /** Part of a page that has a main part of its own. */
  readonly embedded?: boolean;
}

export function App({ session, theme, embedded = false }: AppProps) {
  const language = session.getState().language;
  const fluent = useMemo(() => fluentTheme(theme, language), [theme, language]);
  return (
    <SessionContext value={session}>
      <FluentProvider theme={fluent}>
        <Pane Main={embedded ? "div" : "main"} />
      </FluentProvider>
    </SessionContext>
  );
}

interface PaneProps {
  readonly Main: "main" | "div";
}

function Pane({ Main }: PaneProps) {
  const styles = useStyles();
  const t = useStrings();
  const phase = useSessionState((state) => state.phase);
  const failure = useSessionState((state) => state.failure);
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  return (
    <div ref={root} className={`${styles.root} ${styles.skip}`}>
      <Announcer />
      {phase === "starting" && (
        <Main className={styles.centre}>
          <h1 className={styles.hidden}>{t.product}</h1>
          <Spinner size="small" label={t.starting} />
        </Main>
      )}
      {phase === "failed" && (
        <Main className={styles.centre}>
          <h1 className={styles.hidden}>{t.product}</h1>
          <EmptyState icon={<ErrorCircle48Regular />} mood="bad" title={t.failed} text={failure} />
        </Main>
      )}
      {phase === "ready" && <Pages Main={Main} />}
      <QuestionDialog />
    </div>
  );
}

function Pages({ Main }: PaneProps) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const tab = useSessionState((state) => state.tab);
  const count = useSessionState((state) => state.result?.findings.length ?? null);
  const running = useSessionState((state) => state.work?.what === "reconcile");
  useEffect(() => {
    // There when the run ends. Should it not come, the page itself says so.
    if (running) results.fetch().catch(() => undefined);
  }, [running]);
  return (
    <>
      <header>
        <h1 className={styles.hidden}>{t.product}</h1>
        <TopBar />
        <TabList className={styles.tabs} size="small" selectedValue={tab} onTabSelect={(_, data) => actions.show(TABS.find((one) => one === data.value) ?? "records")} aria-label={t.top.tabList}>
          {TABS.map((one) => (
            <Tab key={one} value={one} id={`tab-${one}`} aria-controls={one === tab ? "page" : undefined}>
              {t.top.tabs[one]}
              {one === "results" && count !== null && (
                <span className={styles.count} aria-label={t.top.resultCount(count)}>{t.number(count)}</span>
              )}
            </Tab>
          ))}
        </TabList>
      </header>
      <Main className={styles.panel}>
        <WorkCard />
        <Notices />
        <div className={styles.panel} id="page" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          {tab === "records" ? <RecordsTab /> : tab === "results" ? <results.Page className={styles.centre} /> : <lists.Page className={styles.centre} />}
        </div>
      </Main>
    </>
  );
}
