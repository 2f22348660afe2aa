/** Entry of commands.html, which Excel loads, unseen, to run the ribbon's functions. */
import { associateClear } from "./clear-command.js";

/** A dialog of our own origin; the text travels behind the #, which no server sees. Resolves when it is closed, or could not be opened. */
function showMessage(sentences: readonly string[]): Promise<void> {
  const url = new URL("message.html", location.href);
  url.hash = encodeURIComponent(sentences.join("\n"));
  return new Promise((resolve) => {
    Office.context.ui.displayDialogAsync(url.href, { width: 30, height: 25, displayInIframe: true }, ({ status, value: dialog }) => {
      if (status !== Office.AsyncResultStatus.Succeeded) return resolve();
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () => resolve());
    });
  });
}

void Office.onReady(() => associateClear({ Office, Excel }, showMessage));
