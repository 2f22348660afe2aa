/// <reference types="office-js" />
/**
 * 清除标记 of the ribbon: clears without opening the pane. What could not be cleared is said in a small dialog, since a function of the
 * ribbon has no page of its own to say it on; a pane that is open hears of it.
 */
import { excelHost } from "../src/host/excel-host.js";
import { HostFault } from "../src/host/workbook-host.js";
import type { Language } from "../src/model.js";
import { tellCleared } from "./cleared-channel.js";
import { clearMarks } from "./session/memory.js";

/** What it needs of office.js's globals. */
export interface OfficeGlobals {
  readonly Office: typeof Office;
  readonly Excel: Pick<typeof Excel, "run" | "createWorkbook">;
}

/** Clears what the last run left, if anything. Resolves to the sentences that the user has to read: none if all went well. */
export async function clearFromRibbon({ Office: office, Excel: excel }: OfficeGlobals): Promise<readonly string[]> {
  const language: Language = office.context.displayLanguage.toLowerCase().startsWith("zh") ? "zh" : "en";
  try {
    const host = excelHost({ excel, language, isSetSupported: (name, version) => office.context.requirements.isSetSupported(name, version) });
    const { skipped } = await clearMarks(host);
    return skipped.map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : new HostFault("unexpected", language).message];
  } finally {
    tellCleared();
  }
}

/** Registers the function under the name that the manifest gives it. */
export function associateClear(globals: OfficeGlobals, showMessage: (sentences: readonly string[]) => Promise<void>): void {
  const clear = async (): Promise<void> => {
    const sentences = await clearFromRibbon(globals);
    if (sentences.length > 0) await showMessage(sentences);
  };
  globals.Office.actions.associate("clearMarks", (event: Office.AddinCommands.Event) => {
    // Until it hears of the end, Excel keeps the button waiting.
    void clear().finally(() => event.completed());
  });
}
