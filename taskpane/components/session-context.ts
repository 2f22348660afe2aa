/** How components reach the session: its state through a selector, its actions, the words in its language. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Session, SessionActions, SessionState } from "../state.js";
import { strings, type Strings } from "../strings/index.js";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("no session");
  return session;
}

/** `select` must answer the same object as long as the state is the same. */
export function useSessionState<T>(select: (state: SessionState) => T): T {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => select(session.getState()));
}

export function useActions(): SessionActions {
  return useSession().actions;
}

export function useStrings(): Strings {
  return strings(useSessionState((state) => state.language));
}
