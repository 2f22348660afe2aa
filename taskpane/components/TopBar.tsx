import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { CORNER, EDGE } from "../theme.js";
import { HelpDialog } from "./HelpDialog.js";
import { MoreHorizontal20Regular } from "./icons.js";
import { useActions, useSessionState, useStrings } from "./session-context.js";

const useStyles = makeStyles({
  bar: { flex: "none", display: "flex", alignItems: "center", gap: "8px", padding: `8px ${CORNER} 4px ${EDGE}` },
  status: { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  main: { flex: "none" },
  // Over the bar of the list that stays in sight.
  menu: { zIndex: 10 },
});

/** The one thing to do, and behind the dots what is needed seldom. */
export function TopBar() {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const busy = useSessionState((state) => state.work !== null);
  const at = useSessionState((state) => state.result?.at ?? null);
  const [help, setHelp] = useState(false);
  return (
    <div className={styles.bar}>
      <Button className={styles.main} appearance="primary" disabledFocusable={busy} onClick={() => void actions.reconcile()}>
        {at === null ? t.top.reconcile : t.top.again}
      </Button>
      <span className={styles.status} title={at ?? undefined}>
        {at === null ? t.top.never : t.top.lastRun(at.slice(11))}
      </span>
      <Menu inline positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label={t.more} title={t.more} />
        </MenuTrigger>
        <MenuPopover className={styles.menu}>
          <MenuList>
            <MenuItem disabled={busy} onClick={() => void actions.clearMarks()}>{t.top.clearMarks}</MenuItem>
            <MenuItem disabled={busy} onClick={() => actions.clearEverything()}>{t.top.clearEverything}</MenuItem>
            <MenuDivider />
            <MenuItem onClick={() => setHelp(true)}>{t.top.help}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
