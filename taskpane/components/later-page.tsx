import { Spinner } from "@fluentui/react-components";
import { useEffect, useState, type ComponentType } from "react";
import { useStrings } from "./session-context.js";

interface LaterPage {
  readonly Page: ComponentType<{ readonly className: string }>;
  /** Loads it before it is wanted. */
  readonly fetch: () => Promise<void>;
}

/**
 * A page that is loaded when it is first wanted. One that is there already shows at once; `Suspense` would show its fallback first, for a
 * third of a second at least.
 */
export function laterPage(load: () => Promise<ComponentType>): LaterPage {
  let loaded: ComponentType | null = null;
  const fetch = async (): Promise<void> => {
    loaded ??= await load();
  };
  const Page: LaterPage["Page"] = ({ className }) => {
    const t = useStrings();
    const [Here, setHere] = useState<ComponentType | null>(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      let wanted = true;
      fetch().then(() => wanted && setHere(() => loaded), () => wanted && setFailed(true));
      return () => { wanted = false; };
    }, []);
    if (Here !== null) return <Here />;
    return <div className={className}>{failed ? <p role="alert">{t.failed}</p> : <Spinner size="small" label={t.results.loading} />}</div>;
  };
  return { Page, fetch };
}
