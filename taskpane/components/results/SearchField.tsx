import { SearchBox, makeStyles } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useActions, useStrings } from "../session-context.js";

/** Milliseconds after the last key. */
const PAUSE = 150;

const useStyles = makeStyles({ root: { flex: 1, minWidth: 0, maxWidth: "none" } });

/** Searches once the user pauses, and never for half a Chinese word that is still being put together. */
export function SearchField({ value }: { readonly value: string }) {
  const styles = useStyles();
  const t = useStrings();
  const actions = useActions();
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<number | undefined>(undefined);
  const asked = useRef(value);
  // A search that was changed elsewhere; what is being typed stays.
  useEffect(() => {
    if (value !== asked.current) setText(value);
    asked.current = value;
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const later = (search: string): void => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => {
        asked.current = search;
        actions.filter({ search });
      },
      search === "" ? 0 : PAUSE,
    );
  };
  return (
    <SearchBox
      className={styles.root}
      size="small"
      value={text}
      placeholder={t.results.search}
      aria-label={t.results.search}
      onCompositionStart={() => {
        composing.current = true;
        window.clearTimeout(timer.current);
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        later((event.target as HTMLInputElement).value);
      }}
      onChange={(_, data) => {
        setText(data.value);
        if (!composing.current) later(data.value);
      }}
    />
  );
}
