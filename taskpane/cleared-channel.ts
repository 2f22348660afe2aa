/** The pages of the add-in tell each other that the marks were cleared. Each runs alone (no shared runtime), in the same origin. */
const CHANNEL = "ledger-reconcile";
const CLEARED = "cleared";

export function tellCleared(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(CLEARED);
  channel.close();
}

/** Returns what ends the listening. */
export function onCleared(listener: () => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => {};
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data === CLEARED) listener();
  };
  return () => channel.close();
}
